//! How the columns of a list are written: the order of dates, the mark of decimals, what parts tags. One
//! judgement a column, so that all of it is read the same way.

use rustc_hash::FxHashMap;

use super::{
    super::{
        amount::{DecimalMark, decide_mark},
        customers::layout::Layout,
        dates::{DateOrder, decide_order},
        evidence::Certainty,
        own::{OwnColumn, OwnFields},
        problem::{Problem, ProblemKind},
    },
    Column, Part, Reader, Target, header,
};

/// How a column is written.
pub(super) enum Way {
    Date(DateOrder),
    Amount(DecimalMark),
    Own(Box<OwnColumn>),
    /// As our own export writes them, or as anybody does.
    Tags {
        exact: bool,
    },
}

/// How each column is written, told from all of its values; what leaves a choice is told.
pub(super) fn ways(
    layout: &Layout<'_>,
    columns: &[Column],
    reader: &Reader,
    own: &OwnFields,
    problems: &mut Vec<Problem>,
) -> FxHashMap<usize, Way> {
    let month_first = reader.month_first.unwrap_or(reader.setting.month_first());
    let fallback = if month_first {
        DateOrder::MonthFirst
    } else {
        DateOrder::DayFirst
    };
    let titles = columns.iter().map(|column| column.title.as_str());
    let exact = header::recognise(titles).is_some_and(|(_, whose)| whose == Some("Regulars"));
    let mut ways = FxHashMap::default();
    for (at, column) in columns.iter().enumerate() {
        let mut open = None;
        let way = match &column.target {
            Target::Part(
                Part::ExpectedClose
                | Part::Won
                | Part::Lost
                | Part::Closed
                | Part::Due
                | Part::DoneAt
                | Part::When
                | Part::Received,
            ) => {
                let (order, certainty) = decide_order(layout.cells(at), fallback);
                open = (certainty != Certainty::Clear).then_some(order);
                Way::Date(order)
            }
            Target::Part(Part::Value | Part::Price | Part::Tax) => {
                Way::Amount(decide_mark(layout.cells(at)).0)
            }
            Target::Own(one) => {
                let Some(field) = one.field(&column.title, own) else {
                    continue;
                };
                let read = own.column(field, layout.cells(at), month_first);
                open = read.open.then_some(read.order);
                Way::Own(Box::new(read))
            }
            Target::Part(Part::Tags) => Way::Tags { exact },
            _ => continue,
        };
        if let Some(order) = open.filter(|_| reader.month_first.is_none()) {
            let kind = ProblemKind::AmbiguousDates {
                month_first: order == DateOrder::MonthFirst,
            };
            let row = layout.header.map_or(1, |row| row.number);
            problems.push(Problem::new(row, &column.title, kind, &column.example));
        }
        ways.insert(at, way);
    }
    ways
}
