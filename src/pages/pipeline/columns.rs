//! The columns of the table of deals: what they are called, and their first layout.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::App,
    domain::View,
    i18n::{Locale, td_string},
    pages::{
        tables::{Titled, columns_as},
        views::{Columns, Kept},
    },
    query::{
        deal_columns::DealColumn,
        deals_asked::{DealsAsked, DealsShape, OfBoards},
    },
};

/// Where this device keeps them.
static KEPT: Kept = Kept::new("regulars.deals.columns", "regulars.deals.columns.views");

/// Where it keeps those of closed deals; a view is of one or the other.
static KEPT_CLOSED: Kept = Kept::new("regulars.deals.closed", "regulars.deals.columns.views");

/// The columns of open deals, or of closed ones, as the page shows them; they follow the view that is open.
pub(super) fn of_page(app: App, view: Memo<Option<Arc<View>>>, shape: Memo<DealsShape>) -> Columns {
    let kept = Signal::derive(move || match shape.get() {
        DealsShape::Closed => &KEPT_CLOSED,
        DealsShape::Board | DealsShape::Table | DealsShape::Calendar => &KEPT,
    });
    columns_as(app, view, kept, move |column| {
        let shape = shape.get();
        // Where the column of boards stands is kept while one board is shown, too.
        let asked = DealsAsked {
            shape,
            board: OfBoards::All,
            ..DealsAsked::default()
        };
        let placed = column == DealColumn::Board || asked.tells(column);
        placed.then(|| DealsAsked::shows_at_first(shape, column))
    })
}

impl Titled for DealColumn {
    fn kept() -> &'static Kept {
        &KEPT
    }

    fn width(self) -> f64 {
        match self {
            Self::Title => 200.0,
            Self::Customer | Self::Tags | Self::Reason => 150.0,
            Self::Outcome => 140.0,
            Self::Board | Self::Stage | Self::Own(_) => 124.0,
            Self::Value | Self::Weighted => 116.0,
            Self::Close | Self::Closed | Self::Owner => 132.0,
            Self::Source | Self::Created => 110.0,
            Self::Age => 92.0,
        }
    }

    fn title(self, locale: Locale) -> &'static str {
        match self {
            Self::Title => td_string!(locale, common.title),
            Self::Outcome => td_string!(locale, pipeline.outcome),
            Self::Customer => td_string!(locale, common.customer),
            Self::Board => td_string!(locale, pipeline.one_board),
            Self::Stage => td_string!(locale, pipeline.stage),
            Self::Value => td_string!(locale, pipeline.value),
            Self::Weighted => td_string!(locale, pipeline.weighted_value),
            Self::Owner => td_string!(locale, customers.owner),
            Self::Close => td_string!(locale, pipeline.expected_close),
            Self::Closed => td_string!(locale, data.d_closed),
            Self::Reason => td_string!(locale, data.reason),
            Self::Age => td_string!(locale, people.age),
            Self::Tags => td_string!(locale, customers.tags),
            Self::Source => td_string!(locale, customers.source),
            Self::Created => td_string!(locale, customers.created),
            Self::Own(_) => "",
        }
    }

    fn group_title(by: Self, locale: Locale) -> String {
        let what = by.title(locale);
        match by {
            // The days of a month share the month.
            Self::Close | Self::Closed => td_string!(locale, people.month_of, what = what),
            Self::Tags => td_string!(locale, customers.tag).to_owned(),
            _ => what.to_owned(),
        }
    }

    fn lacking(by: Self, locale: Locale) -> &'static str {
        by.title(locale)
    }

    fn is_figure(self) -> bool {
        matches!(self, Self::Value | Self::Weighted | Self::Age)
    }
}
