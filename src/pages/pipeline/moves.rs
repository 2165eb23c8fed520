//! Moving deals without flicker: what is shown is the records with the moves that are being written
//! and the one in the hand on top, so a card never flies back while the disk is busy.

use leptos::{prelude::*, task::spawn_local};

use super::shown::DEALS_OF;
use crate::{
    app::{App, state::use_app},
    domain::{
        Deal, Id, Pipeline, TableName,
        commands::{CloseDeal, MoveDeal, ReopenDeals},
    },
    query::{
        board::{Column, Place, columns, narrowed, place_of, with_move},
        deals_asked::DealsAsked,
    },
};

/// A deal that is held, by pointer or keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Which.
    pub deal: Id<Deal>,
    /// Where it would go.
    pub to: Option<Place>,
    /// By keyboard.
    pub by_key: bool,
}

/// A write under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pending {
    Move(Id<Deal>, Place),
    Away(Id<Deal>),
}

/// The board's columns as shown, and the ways to change them.
#[derive(Debug, Clone, Copy)]
pub struct Moves {
    app: App,
    written: Memo<Vec<Column>>,
    pending: RwSignal<Vec<(u64, Pending)>>,
    next: StoredValue<u64>,
    /// The deal in the hand.
    pub held: RwSignal<Option<Held>>,
    /// A deal that waits for the reason it was lost; not shown meanwhile.
    pub asked: RwSignal<Option<Id<Deal>>>,
    /// What to draw.
    pub columns: Memo<Vec<Column>>,
}

impl Moves {
    /// Of the board with that identity, narrowed to what is asked; call inside a component.
    pub fn new(board: Signal<Option<Id<Pipeline>>>, asked: Memo<DealsAsked>) -> Self {
        let app = use_app();
        let stored = Memo::new(move |_| {
            // Names and fields count only where something is asked of them.
            let tables: &[TableName] = if asked.with(DealsAsked::is_everything) {
                &[TableName::Deals, TableName::Pipelines]
            } else {
                &DEALS_OF
            };
            app.read(tables, |records| {
                let board = board.get().and_then(|id| records.get(id));
                let all = board.map_or_else(Vec::new, |board| columns(records, board));
                asked.with(|asked| narrowed(all, records, asked))
            })
        });
        let pending = RwSignal::new(Vec::<(u64, Pending)>::new());
        let held = RwSignal::new(None::<Held>);
        let asked = RwSignal::new(None::<Id<Deal>>);
        let written = Memo::new(move |_| {
            let mut columns = stored.get();
            for (_, pending) in pending.get() {
                columns = match pending {
                    Pending::Move(deal, place) => with_move(columns, deal, place),
                    Pending::Away(deal) => without(columns, deal),
                };
            }
            columns
        });
        let shown = Memo::new(move |_| {
            let mut columns = written.get();
            if let Some(deal) = asked.get() {
                columns = without(columns, deal);
            }
            match held.get() {
                Some(Held {
                    deal, to: Some(to), ..
                }) => with_move(columns, deal, to),
                _ => columns,
            }
        });
        Self {
            app,
            written,
            pending,
            next: StoredValue::new(0),
            held,
            asked,
            columns: shown,
        }
    }

    /// Picks a deal up.
    pub fn pick(self, deal: Id<Deal>, by_key: bool) {
        self.held.set(Some(Held {
            deal,
            to: None,
            by_key,
        }));
    }

    /// Holds it elsewhere.
    pub fn over(self, to: Option<Place>) {
        self.held.update(|held| {
            if let Some(held) = held {
                held.to = to;
            }
        });
    }

    /// Puts it back.
    pub fn cancel(self) {
        self.held.set(None);
    }

    /// Lets go of it where it is; true if it stands elsewhere now.
    pub fn drop_here(self) -> bool {
        let Some(held) = self.held.get_untracked() else {
            return false;
        };
        let moved = held.to.is_some_and(|to| self.move_to(held.deal, to));
        self.held.set(None);
        moved
    }

    /// Moves a deal; false if it stands there already.
    pub fn move_to(self, deal: Id<Deal>, to: Place) -> bool {
        let here = self
            .written
            .with_untracked(|columns| place_of(columns, deal));
        if here == Some(to) || to.above == Some(deal) {
            return false;
        }
        let command = MoveDeal {
            deal,
            stage: to.stage,
            above: to.above,
        };
        self.write(Pending::Move(deal, to), command, |_| {});
        true
    }

    /// Closes a deal; `then` runs when it is written.
    pub fn close(self, command: CloseDeal, then: impl FnOnce(App) + 'static) {
        self.write(Pending::Away(command.deal), command, then);
    }

    /// Puts a closed deal back on its board.
    pub fn reopen(self, deal: Id<Deal>) {
        self.app.run(ReopenDeals(vec![deal]), |_| {});
    }

    fn write(
        self,
        pending: Pending,
        command: impl crate::domain::Command + 'static,
        then: impl FnOnce(App) + 'static,
    ) {
        let token = self
            .next
            .try_update_value(|next| {
                *next += 1;
                *next
            })
            .unwrap_or_default();
        self.pending.update(|all| all.push((token, pending)));
        spawn_local(async move {
            let done = self.app.execute(&command).await.is_some();
            self.pending
                .try_update(|all| all.retain(|(other, _)| *other != token));
            if done {
                then(self.app);
            }
        });
    }
}

fn without(mut columns: Vec<Column>, deal: Id<Deal>) -> Vec<Column> {
    for column in &mut columns {
        column.cards.retain(|card| card.0.id != deal);
    }
    columns
}
