//! Which deals the page shows, as whatever it shows them: read from the records for what the address asks.

use std::sync::Arc;

use crate::{
    app::App,
    domain::{Deal, Id, Pipeline, TableName, ViewOf},
    pages::views::{ListAt, WordList},
    query::{
        deals::{closed_deals, open_deals},
        deals_asked::{DealsAsked, DealsShape},
    },
};

/// The page and its words. Which board it is of goes into a view, too.
pub(super) const LIST: ListAt = ListAt {
    list: ViewOf::Records(TableName::Deals),
    place: &["as", "board"],
    passing: &["on"],
};

/// What the page asks.
pub(super) type Deals = WordList<DealsAsked>;

/// What decides which deals pass, and in what order.
pub(super) const DEALS_OF: [TableName; 5] = [
    TableName::Deals,
    TableName::Pipelines,
    TableName::Customers,
    TableName::Members,
    TableName::Fields,
];

/// The deals that pass, in order; followed.
pub(super) fn found(app: App, asked: &DealsAsked) -> Vec<Arc<Deal>> {
    app.read(&DEALS_OF, |records| match asked.shape {
        DealsShape::Closed => closed_deals(records, asked),
        DealsShape::Table | DealsShape::Calendar | DealsShape::Board => open_deals(records, asked),
    })
}

/// What a board is called; blank if it is gone; followed.
pub(super) fn board_name(app: App, board: Id<Pipeline>) -> String {
    app.read(&[TableName::Pipelines], |records| {
        let board = records.get(board);
        board.map(|board| board.name.clone()).unwrap_or_default()
    })
}
