//! The columns of the table of deals by the stable names that views, addresses and settings keep; which of them
//! make groups, and which hold figures to be added up.

use super::{
    arranged::{Key, Keyed, TableColumn},
    board::chance,
    deals::closing,
    deals_asked::Ended,
    gather::{Figure, Part, Sum, gather, sums},
    leads::chosen,
    shared::Shared,
};
use crate::domain::{Deal, FieldDef, Id, Records, deal::weighted};

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DealColumn {
    /// What it is about.
    Title,
    /// Whether it was won or lost; there where closed ones are listed.
    Outcome,
    /// With whom.
    Customer,
    /// On which board it stands; there where deals of several are listed.
    Board,
    /// Where it stands on the board.
    Stage,
    /// What it is worth.
    Value,
    /// What it is worth, by the chance of its stage.
    Weighted,
    /// Who looks after it.
    Owner,
    /// The day it is expected to close.
    Close,
    /// The day it was won or lost; there where closed ones are listed.
    Closed,
    /// Why it was won or lost; there where closed ones are listed.
    Reason,
    /// Days since it was written down; of a closed one until then.
    Age,
    /// Words that were put on it.
    Tags,
    /// Where it came from.
    Source,
    /// The day it was written down.
    Created,
    /// A field of the shop's own.
    Own(Id<FieldDef>),
}

impl Keyed for DealColumn {
    const ALL: &'static [Self] = &[
        Self::Title,
        Self::Outcome,
        Self::Customer,
        Self::Board,
        Self::Stage,
        Self::Value,
        Self::Weighted,
        Self::Owner,
        Self::Close,
        Self::Closed,
        Self::Reason,
        Self::Age,
        Self::Tags,
        Self::Source,
        Self::Created,
    ];

    fn of_own(field: Id<FieldDef>) -> Self {
        Self::Own(field)
    }

    fn made_of(self) -> Key {
        match self {
            Self::Title => Key::Word("title"),
            Self::Outcome => Key::Word("outcome"),
            Self::Customer => Key::Word("customer"),
            Self::Board => Key::Word("board"),
            Self::Stage => Key::Word("stage"),
            Self::Value => Key::Word("value"),
            Self::Weighted => Key::Word("weighted"),
            Self::Owner => Key::Word("owner"),
            Self::Close => Key::Word("close"),
            Self::Closed => Key::Word("closed"),
            Self::Reason => Key::Word("reason"),
            Self::Age => Key::Word("age"),
            Self::Tags => Key::Word("tags"),
            Self::Source => Key::Word("source"),
            Self::Created => Key::Word("created"),
            Self::Own(field) => Key::Own(field),
        }
    }
}

impl TableColumn for DealColumn {
    type Of = Deal;
    type Group = Self;
    const GROUPS: &'static [Self::Group] = &[
        Self::Stage,
        Self::Owner,
        Self::Board,
        Self::Outcome,
        Self::Reason,
        Self::Close,
        Self::Closed,
        Self::Source,
        Self::Customer,
        Self::Tags,
    ];

    fn shown_at_first(self) -> bool {
        !matches!(self, Self::Weighted | Self::Source | Self::Created)
    }

    fn sums(self, records: &Records, ids: &[Id<Deal>]) -> Vec<(Sum, usize)> {
        let deals = ids.iter().filter_map(|id| records.get(*id));
        sums(deals.filter_map(|deal| match self {
            Self::Value => Some(Figure::Money(deal.value, deal.currency)),
            Self::Weighted => {
                let share = weighted(deal.value, chance(records, deal));
                Some(Figure::Share(share, deal.currency))
            }
            Self::Own(field) => Figure::of_own(field, &deal.values),
            _ => None,
        }))
    }
}

impl DealColumn {
    /// What a deal shares with others where this makes the groups; the days of a month share the month.
    fn shared(self, records: &Records, deal: &Deal) -> Vec<Shared> {
        match self {
            Self::Customer => Shared::one(deal.customer.map(Shared::Customer)),
            Self::Board => Shared::one(Some(Shared::Board(deal.pipeline))),
            Self::Stage => {
                let board = records.get(deal.pipeline);
                let stage = board.and_then(|board| board.stage(deal.stage));
                Shared::one(stage.map(|stage| Shared::Stage(deal.pipeline, stage.id)))
            }
            Self::Outcome => Shared::one(Ended::of(deal).map(Shared::Ended)),
            Self::Owner => Shared::one(deal.owner.map(Shared::Owner)),
            Self::Close => Shared::of_month(deal.expected_close),
            Self::Closed => Shared::of_month(closing(deal).map(|(on, _)| on)),
            // What was added to a reason that was chosen makes no other one.
            Self::Reason => Shared::of_source(closing(deal).map_or("", |(_, said)| chosen(said))),
            Self::Tags => Shared::of_tags(&deal.tags),
            Self::Source => Shared::of_source(&deal.source),
            Self::Own(field) => Shared::of_own(field, &deal.values),
            Self::Title | Self::Value | Self::Weighted | Self::Age | Self::Created => {
                Shared::one(None)
            }
        }
    }

    /// Deals in groups, each in the order given; those that are gone are left out.
    pub fn groups(self, records: &Records, ids: &[Id<Deal>]) -> Vec<Part<Id<Deal>>> {
        let shared = |id: &Id<Deal>| {
            let deal = records.get(*id);
            deal.map_or_else(Vec::new, |deal| self.shared(records, deal))
        };
        gather(ids.iter().copied(), shared, |shared| shared.place(records))
    }
}

#[cfg(test)]
#[path = "deal_columns_tests.rs"]
mod tests;
