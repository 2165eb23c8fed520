//! How the columns of a list are written: day or month first in birthdays, and everything that own
//! fields leave to the whole column. What a column leaves open is told.

use rustc_hash::FxHashMap;

use super::{
    super::{
        amount::DecimalMark,
        date_orders::DateOrders,
        evidence::Certainty,
        marks::decide_mark_as,
        own::{OwnColumn, OwnFields},
        problem::{Problem, ProblemKind},
    },
    birthday::{self, Order},
    cell::half_width_text,
    convert::Setting,
    field::What,
    layout::Layout,
    mapping::Mapping,
};

/// For every column of birthdays and other days: does the month come first? Columns that leave it open are told.
pub(super) fn date_orders(
    layout: &Layout<'_>,
    mapping: &Mapping,
    setting: &Setting,
    problems: &mut Vec<Problem>,
) -> FxHashMap<usize, Order> {
    let mut orders = FxHashMap::default();
    for (at, column) in mapping.columns.iter().enumerate() {
        let dates = matches!(column.field.what, What::Birthday | What::Since);
        if !dates || column.field.label == "lunar" {
            continue;
        }
        let american = matches!(
            mapping.preset.as_deref(),
            Some("Mailchimp" | "Square" | "Facebook leads")
        );
        let found = birthday::order(
            layout.rows.iter().map(|row| row.cell(at)),
            if american {
                DateOrders::of(mapping.date_order, true, false)
            } else {
                setting.orders(mapping.date_order)
            },
        );
        if found.open && !american {
            let kind = ProblemKind::AmbiguousDates { order: found.order };
            let row = layout.header.map_or(1, |row| row.number);
            problems.push(Problem::new(row, &column.title, kind, &column.example));
        }
        orders.insert(at, found);
    }
    orders
}

/// What stands before the decimals in every column of points. Columns that leave it open are told.
pub(super) fn point_marks(
    layout: &Layout<'_>,
    mapping: &Mapping,
    problems: &mut Vec<Problem>,
) -> FxHashMap<usize, DecimalMark> {
    let mut marks = FxHashMap::default();
    for (at, column) in mapping.columns.iter().enumerate() {
        if column.field.what != What::Points {
            continue;
        }
        // Our own lists write whole numbers.
        let said = mapping
            .decimal_mark
            .or(mapping.exact.then_some(DecimalMark::Point));
        let bare = |cell: &'_ str| {
            half_width_text(cell)
                .trim_end_matches(['分', '点', '點'])
                .to_owned()
        };
        let cells: Vec<String> = layout.cells(at).map(bare).collect();
        let texts = || cells.iter().map(String::as_str);
        let (mut mark, certainty) = decide_mark_as(texts(), said);
        if certainty == Certainty::Assumed {
            // Parts of a point are rare: what can group thousands does.
            let groups = texts().any(|cell| cell.contains('.'));
            mark = if groups {
                DecimalMark::Comma
            } else {
                DecimalMark::Point
            };
        }
        if certainty == Certainty::Mixed {
            let kind = ProblemKind::AmbiguousNumbers {
                comma: mark == DecimalMark::Comma,
            };
            let row = layout.header.map_or(1, |row| row.number);
            problems.push(Problem::new(row, &column.title, kind, &column.example));
        }
        marks.insert(at, mark);
    }
    marks
}

/// The columns of own fields, the ones that leave the order of dates or the decimal mark open told.
pub(super) fn own_columns(
    layout: &Layout<'_>,
    mapping: &Mapping,
    setting: &Setting,
    own: &OwnFields,
    problems: &mut Vec<Problem>,
) -> FxHashMap<usize, OwnColumn> {
    let mut columns = FxHashMap::default();
    for (at, column) in mapping.columns.iter().enumerate() {
        let target = column.field.own_target();
        let Some(field) = target.and_then(|target| target.field(&column.title, own)) else {
            continue;
        };
        let orders = setting.orders(mapping.date_order);
        // Our own lists write a point.
        let ours = mapping.exact.then_some(DecimalMark::Point);
        let said = mapping.decimal_mark.or(ours);
        let read = own.column(field, layout.cells(at), orders, said);
        let row = layout.header.map_or(1, |row| row.number);
        let doubts = read.doubts();
        problems.extend(doubts.map(|kind| Problem::new(row, &column.title, kind, &column.example)));
        columns.insert(at, read);
    }
    columns
}
