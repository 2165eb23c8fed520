//! The columns of the table of deals by the stable names that views, addresses and settings keep; which of them
//! make groups, and which hold figures to be added up.

use super::{
    board::chance,
    columns::{own_field, own_key},
    gather::{Figure, Part, Sum, gather, sums},
    shared::Shared,
};
use crate::domain::{Deal, FieldDef, Id, Records, deal::weighted};

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DealColumn {
    /// What it is about.
    Title,
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
    /// Days since it was written down.
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

impl DealColumn {
    /// Every column in its first order, but for the own fields; those stand at the end.
    pub const ALL: [Self; 12] = [
        Self::Title,
        Self::Customer,
        Self::Board,
        Self::Stage,
        Self::Value,
        Self::Weighted,
        Self::Owner,
        Self::Close,
        Self::Age,
        Self::Tags,
        Self::Source,
        Self::Created,
    ];

    /// Those that make groups, in the order they are offered; own fields with choices do, too.
    pub const GROUPS: [Self; 7] = [
        Self::Stage,
        Self::Owner,
        Self::Board,
        Self::Close,
        Self::Source,
        Self::Customer,
        Self::Tags,
    ];

    /// True if a new table shows it.
    pub const fn shown_at_first(self) -> bool {
        !matches!(self, Self::Weighted | Self::Source | Self::Created)
    }

    /// True if it may make groups.
    pub fn may_group(self) -> bool {
        matches!(self, Self::Own(_)) || Self::GROUPS.contains(&self)
    }

    /// The stable name.
    pub fn key(self) -> String {
        match self {
            Self::Title => "title".to_owned(),
            Self::Customer => "customer".to_owned(),
            Self::Board => "board".to_owned(),
            Self::Stage => "stage".to_owned(),
            Self::Value => "value".to_owned(),
            Self::Weighted => "weighted".to_owned(),
            Self::Owner => "owner".to_owned(),
            Self::Close => "close".to_owned(),
            Self::Age => "age".to_owned(),
            Self::Tags => "tags".to_owned(),
            Self::Source => "source".to_owned(),
            Self::Created => "created".to_owned(),
            Self::Own(field) => own_key(field),
        }
    }

    /// The column of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        own_field(key)
            .map(Self::Own)
            .or_else(|| Self::ALL.into_iter().find(|column| column.key() == key))
    }

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
            Self::Owner => Shared::one(deal.owner.map(Shared::Owner)),
            Self::Close => Shared::of_month(deal.expected_close),
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

    /// What the figures of a column add up to; nothing for a column that holds none.
    pub fn sums(self, records: &Records, ids: &[Id<Deal>]) -> Vec<(Sum, usize)> {
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

#[cfg(test)]
#[path = "deal_columns_tests.rs"]
mod tests;
