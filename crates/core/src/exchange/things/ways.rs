//! How the columns of a list are written: the order of dates, the mark of decimals, what parts tags. One
//! judgement a column, so that all of it is read the same way.

use rustc_hash::FxHashMap;

use super::{
    super::{
        amount::DecimalMark,
        customers::layout::Layout,
        dates::DateOrder,
        evidence::Certainty,
        marks::decide_mark_as,
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
    let orders = reader.setting.orders(reader.date_order);
    let titles = columns.iter().map(|column| column.title.as_str());
    let exact = header::recognise(titles).is_some_and(|(_, whose)| whose == Some("Regulars"));
    // Our own lists write a point.
    let said = reader.decimal_mark.or(exact.then_some(DecimalMark::Point));
    let mut ways = FxHashMap::default();
    for (at, column) in columns.iter().enumerate() {
        let mut doubts = Vec::new();
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
                let (order, certainty) = orders.decide(layout.cells(at));
                if certainty != Certainty::Clear {
                    doubts.push(ProblemKind::AmbiguousDates { order });
                }
                Way::Date(order)
            }
            Target::Part(Part::Value | Part::Price | Part::Tax | Part::Points) => {
                let (mark, certainty) = decide_mark_as(layout.cells(at).map(figure), said);
                if certainty != Certainty::Clear {
                    doubts.push(ProblemKind::AmbiguousNumbers {
                        comma: mark == DecimalMark::Comma,
                    });
                }
                Way::Amount(mark)
            }
            Target::Own(one) => {
                let Some(field) = one.field(&column.title, own) else {
                    continue;
                };
                let read = own.column(field, layout.cells(at), orders, said);
                doubts.extend(read.doubts());
                Way::Own(Box::new(read))
            }
            Target::Part(Part::Tags) => Way::Tags { exact },
            _ => continue,
        };
        let row = layout.header.map_or(1, |row| row.number);
        let doubts = doubts.into_iter();
        problems.extend(doubts.map(|kind| Problem::new(row, &column.title, kind, &column.example)));
        ways.insert(at, way);
    }
    ways
}

/// A rate without its sign; any other figure as it is.
fn figure(text: &str) -> &str {
    text.trim().trim_end_matches(['%', '％'])
}
