//! The columns of the list of sales: names, first layout, and how they share the width.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{App, Fmt, fields},
    domain::{FieldDef, Id, Sale, TableName, View},
    i18n::td_string,
    pages::{
        own::shown_fields,
        views::{Columns, Kept},
    },
    query::SaleColumn,
    ui::table::{Layout, Placed},
};

use super::texts;

/// Where this device keeps them.
static KEPT: Kept = Kept::new("regulars.sales.columns", "regulars.sales.columns.views");

/// Between two cells, in CSS pixels.
const GAP: f64 = 12.0;
/// What a row needs besides its cells: the space at both ends, and the box while somebody selects.
const ENDS: f64 = 86.0;
/// Narrower than this a cell does not become while there is another way.
const TIGHT: f64 = 72.0;

/// The first width of a column in CSS pixels.
const fn width(column: SaleColumn) -> f64 {
    match column {
        SaleColumn::Number => 104.0,
        SaleColumn::Customer => 190.0,
        SaleColumn::What | SaleColumn::Note => 180.0,
        SaleColumn::Payment => 110.0,
        SaleColumn::Points => 90.0,
        SaleColumn::Own(_) => 140.0,
        SaleColumn::Total => 130.0,
    }
}

/// The columns as they are when nobody has touched them; followed.
fn usual(app: App) -> Vec<Placed> {
    let [first @ .., last] = SaleColumn::ALL;
    let own = shown_fields(app, TableName::Sales).into_iter();
    let own = own.map(|field| SaleColumn::Own(field.id));
    let all = first.into_iter().chain(own).chain([last]);
    all.map(|column| Placed {
        key: column.key().into_owned(),
        width: width(column),
        shown: column.shown_at_first(),
    })
    .collect()
}

/// The columns of the list, which follow the view that is open.
pub fn of_list(app: App, view: Memo<Option<Arc<View>>>) -> Columns {
    Columns::new(Signal::stored(&KEPT), view, move || usual(app))
}

/// The shown columns; followed.
pub fn shown(layout: Layout) -> Vec<SaleColumn> {
    let keys = layout.shown();
    keys.iter()
        .filter_map(|key| SaleColumn::from_key(key))
        .collect()
}

/// What the column of that name is called; followed.
pub fn named(fmt: Fmt, key: &str) -> String {
    let locale = fmt.locale();
    let Some(column) = SaleColumn::from_key(key) else {
        return String::new();
    };
    match column {
        SaleColumn::Number => td_string!(locale, sales.number),
        SaleColumn::Customer => td_string!(locale, common.customer),
        SaleColumn::What => td_string!(locale, sales.line_name),
        SaleColumn::Payment => td_string!(locale, sales.payment),
        SaleColumn::Note => td_string!(locale, common.note),
        SaleColumn::Points => td_string!(locale, care.points),
        SaleColumn::Total => td_string!(locale, common.amount),
        SaleColumn::Own(field) => {
            let field = own(fmt.app(), field);
            return field.map(|field| field.name.clone()).unwrap_or_default();
        }
    }
    .to_owned()
}

/// An own field; followed.
fn own(app: App, field: Id<FieldDef>) -> Option<Arc<FieldDef>> {
    app.read(&[TableName::Fields], |records| records.get(field).cloned())
}

/// True for columns of figures, which stand at the end; followed.
pub fn is_figure(app: App, column: SaleColumn) -> bool {
    match column {
        SaleColumn::Points | SaleColumn::Total => true,
        SaleColumn::Own(field) => own(app, field).is_some_and(|field| field.kind.is_figure()),
        _ => false,
    }
}

/// The text of a cell; who bought and what are drawn elsewhere.
pub fn text(fmt: Fmt, column: SaleColumn, sale: &Sale) -> String {
    match column {
        SaleColumn::Customer | SaleColumn::What => String::new(),
        SaleColumn::Number => sale.number.clone(),
        SaleColumn::Payment => sale
            .payment
            .map(|way| texts::payment(fmt.locale(), way).to_owned())
            .unwrap_or_default(),
        SaleColumn::Note => sale.note.clone(),
        SaleColumn::Points if sale.points == 0 => String::new(),
        SaleColumn::Points => fmt.whole(sale.points),
        SaleColumn::Total => fmt.money(sale.total, sale.currency),
        SaleColumn::Own(id) => {
            let field = own(fmt.app(), id);
            let text = field
                .zip(sale.values.get(&id))
                .map(|(field, value)| fields::text(fmt, &field, value));
            text.unwrap_or_default()
        }
    }
}

/// How narrow a column may become.
fn least_of(placed: &Placed) -> f64 {
    match SaleColumn::from_key(&placed.key) {
        Some(SaleColumn::What | SaleColumn::Total) => placed.width,
        _ => placed.width.min(TIGHT),
    }
}

/// The value for `grid-template-columns`: what was sold takes the space that is left, and where there is none
/// the others give way before the list scrolls; followed.
pub fn template(layout: Layout) -> String {
    let visible = layout.visible();
    let what = SaleColumn::What.key();
    let one = |placed: &Placed| {
        let least = least_of(placed);
        if placed.key == what {
            format!("minmax({least}px, 1fr)")
        } else {
            format!("minmax({least}px, {}px)", placed.width)
        }
    };
    visible.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// The least width of a row; followed.
pub fn least(layout: Layout) -> String {
    let visible = layout.visible();
    let cells: f64 = visible.iter().map(least_of).sum();
    format!("{}px", cells + GAP * visible.len() as f64 + ENDS)
}
