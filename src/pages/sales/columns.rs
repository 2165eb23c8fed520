//! The columns of sales, in the list by day and in the table: names, first layout, and how they share the width.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{App, Fmt},
    domain::{FieldDef, Id, Sale, TableName, View},
    i18n::{Locale, td_string},
    pages::{
        own::shown_fields,
        tables::{Titled, own_text},
        views::{Columns, Kept},
    },
    query::{
        InWords, SaleColumn, Words,
        arranged::{Keyed, TableColumn},
        sale_columns::SaleGroup,
        sales_filter::SalesFilter,
    },
    ui::table::{Layout, Placed},
};

use super::texts;

/// Where this device keeps those of the list.
static KEPT: Kept = Kept::new("regulars.sales.columns", "regulars.sales.columns.views");

/// Where it keeps those of the table; a view is of one or the other.
static KEPT_TABLE: Kept = Kept::new("regulars.sales.table", "regulars.sales.columns.views");

/// Between two cells, in CSS pixels.
const GAP: f64 = 12.0;
/// What a row needs besides its cells: the space at both ends, and the box while somebody selects.
const ENDS: f64 = 86.0;
/// Narrower than this a cell does not become while there is another way.
const TIGHT: f64 = 72.0;

impl Titled for SaleColumn {
    // Every sale has one, and what stands there leads to the sale.
    const FIXED: &'static str = "customer";

    fn kept() -> &'static Kept {
        &KEPT_TABLE
    }

    fn width(self) -> f64 {
        match self {
            Self::Number => 128.0,
            Self::Customer => 190.0,
            Self::What | Self::Note => 180.0,
            Self::Date | Self::Payment => 110.0,
            Self::Points => 90.0,
            Self::Own(_) => 140.0,
            Self::Total => 130.0,
        }
    }

    fn title(self, locale: Locale) -> &'static str {
        match self {
            Self::Date => td_string!(locale, common.date),
            Self::Number => td_string!(locale, sales.number),
            Self::Customer => td_string!(locale, common.customer),
            Self::What => td_string!(locale, sales.line_name),
            Self::Payment => td_string!(locale, sales.payment),
            Self::Note => td_string!(locale, common.note),
            Self::Points => td_string!(locale, care.points),
            Self::Total => td_string!(locale, common.amount),
            Self::Own(_) => "",
        }
    }

    fn group_title(by: SaleGroup, locale: Locale) -> String {
        match by {
            // The days of a month share the month.
            SaleGroup::Month => {
                td_string!(
                    locale,
                    people.month_of,
                    what = td_string!(locale, common.date)
                )
            }
            _ => Self::lacking(by, locale).to_owned(),
        }
    }

    fn lacking(by: SaleGroup, locale: Locale) -> &'static str {
        match by {
            SaleGroup::Customer => td_string!(locale, common.customer),
            SaleGroup::Product => td_string!(locale, common.product),
            SaleGroup::Payment => td_string!(locale, data.s_payment),
            SaleGroup::Month => td_string!(locale, common.date),
            SaleGroup::Own(_) => "",
        }
    }

    fn is_figure(self) -> bool {
        matches!(self, Self::Points | Self::Total)
    }
}

/// The columns as they are when nobody has touched them; followed.
fn usual(app: App, table: bool) -> Vec<Placed> {
    let own = shown_fields(app, TableName::Sales).into_iter();
    let own = own.map(|field| SaleColumn::Own(field.id));
    let all = SaleColumn::ALL.iter().copied();
    // The list by day says it above its rows, and the amount stands at the end.
    let first = all.filter(|column| match column {
        SaleColumn::Date => table,
        column => *column != SaleColumn::Total,
    });
    let all = first.chain(own).chain([SaleColumn::Total]);
    all.map(|column| Placed {
        key: column.key(),
        width: column.width(),
        shown: column.shown_at_first(),
    })
    .collect()
}

/// The columns of the list, or of the table, which follow the view that is open, if it is of the same: what a view of
/// the list by day shows has no day.
pub fn of_page(app: App, view: Memo<Option<Arc<View>>>, table: Memo<bool>) -> Columns {
    let kept = Signal::derive(move || if table.get() { &KEPT_TABLE } else { &KEPT });
    let of_same =
        move |view: &Arc<View>| SalesFilter::read(&Words::of_view(view)).table == table.get();
    let view = Memo::new(move |_| view.get().filter(of_same));
    Columns::new(kept, view, move || usual(app, table.get()))
}

/// The shown columns of the list; followed.
pub fn shown(layout: Layout) -> Vec<SaleColumn> {
    let keys = layout.shown();
    keys.iter()
        .filter_map(|key| SaleColumn::from_key(key))
        .filter(|column| *column != SaleColumn::Date)
        .collect()
}

/// What the column of that name is called; followed.
pub fn named(fmt: Fmt, key: &str) -> String {
    match SaleColumn::from_key(key) {
        Some(SaleColumn::Own(field)) => {
            let field = own(fmt.app(), field);
            field.map(|field| field.name.clone()).unwrap_or_default()
        }
        Some(column) => column.title(fmt.locale()).to_owned(),
        None => String::new(),
    }
}

/// An own field; followed.
fn own(app: App, field: Id<FieldDef>) -> Option<Arc<FieldDef>> {
    app.read(&[TableName::Fields], |records| records.get(field).cloned())
}

/// True for columns of figures, which stand at the end; followed.
pub fn is_figure(app: App, column: SaleColumn) -> bool {
    match column {
        SaleColumn::Own(field) => own(app, field).is_some_and(|field| field.kind.is_figure()),
        _ => column.is_figure(),
    }
}

/// The text of a cell; who bought and what are drawn elsewhere.
pub fn text(fmt: Fmt, column: SaleColumn, sale: &Sale) -> String {
    match column {
        SaleColumn::Customer | SaleColumn::What => String::new(),
        SaleColumn::Date => fmt.date(sale.date),
        SaleColumn::Number => sale.number.clone(),
        SaleColumn::Payment => sale
            .payment
            .map(|way| texts::payment(fmt.locale(), way).to_owned())
            .unwrap_or_default(),
        SaleColumn::Note => sale.note.clone(),
        SaleColumn::Points if sale.points == 0 => String::new(),
        SaleColumn::Points => fmt.whole(sale.points),
        SaleColumn::Total => fmt.money(sale.total, sale.currency),
        SaleColumn::Own(field) => own_text(fmt, field, &sale.values),
    }
}

/// What was sold, in the words of then; of a sale known only by its amount the note.
pub fn what(sale: &Sale) -> String {
    let names: Vec<&str> = sale.lines.iter().map(|line| line.name.as_str()).collect();
    if names.is_empty() {
        sale.note.clone()
    } else {
        names.join(", ")
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
