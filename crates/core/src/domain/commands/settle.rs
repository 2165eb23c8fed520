//! What comes back may lead to what went meanwhile. One rule for restoring and for taking back, over the
//! declared references: a link follows a customer into the one they were merged into; an optional link to
//! what is gone is cleared, and set again when that comes back from the trash; a deal whose column or
//! board is gone comes back in the first column; what can't stand without what is gone stays away.

use std::{cell::OnceCell, sync::Arc};

use rustc_hash::FxHashMap;
use uuid::Uuid;

use crate::domain::{
    change::Edit,
    clock::Moment,
    deal::{Deal, StageVisit},
    id::Id,
    keys::Keys,
    pipeline::Pipeline,
    record::{Record, Records, TableName},
    trash::{Link, Trashed},
    validate::{relink, set_link},
};

type Key = (TableName, Uuid);

/// What became of the links.
#[derive(Debug, Default)]
pub(super) struct Settled {
    /// Links that were left out because what they led to is gone.
    pub unlinked: usize,
    /// Updates that stay undone because what they would lead to is gone.
    pub kept: usize,
    /// The table of what a record needs that therefore stays away.
    pub missing: Option<TableName>,
}

/// Makes every link that `edits` would write lead to something.
pub(super) fn settle(edits: &mut Vec<Edit>, records: &Records, moment: &Moment) -> Settled {
    let mut settled = Settled::default();
    let trash = |edit: &Edit| edit.key().is_some_and(|(of, _)| of == TableName::Trash);
    let writes = edits.iter().any(|edit| edit.after.is_some());
    if !writes && !edits.iter().any(trash) {
        return settled;
    }
    let mut then = Then::after(edits, records);
    let mut order: Vec<usize> = (0..edits.len()).collect();
    // What a record refers to stands before it: whether that comes back is known by then.
    order.sort_by_key(|place| {
        edits
            .get(*place)
            .and_then(Edit::key)
            .map(|(table, _)| table)
    });
    let mut waiting = Vec::new();
    let mut lost: Vec<(Key, Key)> = Vec::new();
    for place in order {
        let Some(edit) = edits.get_mut(place) else {
            continue;
        };
        let Some(after) = &mut edit.after else {
            continue;
        };
        let key = (after.table(), after.id());
        if let Record::Deals(deal) = after {
            let before = match &edit.before {
                Some(Record::Deals(before)) => Some(before.as_ref()),
                _ => None,
            };
            settled.kept += usize::from(then.find_a_place(deal, before, moment));
        }
        let done = relink(after, |table, id| then.heir(table, id));
        let tied = match after {
            // Nobody is related to himself, nor belongs to himself.
            Record::Relations(both) if both.from == both.to => {
                Some((TableName::Customers, both.to.raw()))
            }
            Record::Customers(one) if one.company == Some(one.id) => {
                Arc::make_mut(one).company = None;
                None
            }
            _ => None,
        };
        if let Some(missing) = done.missing.or(tied) {
            edit.after = edit.before.clone();
            if edit.before.is_none() {
                then.made.remove(key.0, key.1);
                waiting.push((key, missing));
            } else {
                settled.kept += 1;
            }
        }
        lost.extend(done.cleared.into_iter().map(|to| (key, to)));
    }
    edits.retain(|edit| edit.before != edit.after);
    settled.unlinked = lost.len();
    settled.missing = waiting.first().map(|(_, (table, _))| *table);
    let mut edited = Edited::new(records, edits, moment);
    edited.wait(&waiting, &then);
    edited.note_lost(&lost, &then);
    edited.link_again(&then);
    edits.retain(|edit| edit.before != edit.after);
    settled
}

/// Which records there are once the edits are done.
struct Then<'a> {
    records: &'a Records,
    made: Keys,
    gone: Keys,
    boards: Vec<Arc<Pipeline>>,
    /// Who went into whom.
    merged: OnceCell<FxHashMap<Uuid, Uuid>>,
    /// The trash entries that stay, by the record in them.
    trashed: OnceCell<FxHashMap<Key, Arc<Trashed>>>,
}

impl<'a> Then<'a> {
    fn after(edits: &[Edit], records: &'a Records) -> Self {
        let keys = |made: bool| -> Keys {
            let edits = edits.iter().filter(|edit| edit.after.is_some() == made);
            edits.filter_map(Edit::key).collect()
        };
        let (made, gone) = (keys(true), keys(false));
        let written = edits.iter().filter_map(|edit| match &edit.after {
            Some(Record::Pipelines(board)) => Some(board.clone()),
            _ => None,
        });
        let mut boards: Vec<_> = written.collect();
        let table = TableName::Pipelines;
        let stay = |id| !made.contains(table, id) && !gone.contains(table, id);
        boards.extend(
            records
                .pipelines
                .iter()
                .filter(|one| stay(one.id.raw()))
                .cloned(),
        );
        boards.sort_by(|a, b| (&a.rank, a.id).cmp(&(&b.rank, b.id)));
        Self {
            records,
            made,
            gone,
            boards,
            merged: OnceCell::new(),
            trashed: OnceCell::new(),
        }
    }

    fn lives(&self, table: TableName, id: Uuid) -> bool {
        self.made.contains(table, id)
            || (self.records.contains(table, id) && !self.gone.contains(table, id))
    }

    /// The record itself, or the customer it was merged into.
    fn heir(&self, table: TableName, id: Uuid) -> Option<Uuid> {
        if self.lives(table, id) {
            return Some(id);
        }
        if table != TableName::Customers {
            return None;
        }
        let merged = self.merged.get_or_init(|| {
            let all = self.records.customers.iter();
            let all =
                all.flat_map(|one| one.merged.iter().map(|from| (from.id.raw(), one.id.raw())));
            all.collect()
        });
        merged
            .get(&id)
            .copied()
            .filter(|into| self.lives(table, *into))
    }

    fn trashed(&self, key: &Key) -> Option<&Arc<Trashed>> {
        let trashed = self.trashed.get_or_init(|| {
            let all = self.records.trash.iter();
            let all = all.filter(|entry| !self.gone.contains(TableName::Trash, entry.id.raw()));
            all.map(|entry| ((entry.record.table(), entry.record.id()), entry.clone()))
                .collect()
        });
        trashed.get(key)
    }

    /// Puts a deal that would stand nowhere where it is now, or in the first column. True if it stays where
    /// it is now.
    fn find_a_place(&self, deal: &mut Arc<Deal>, before: Option<&Deal>, moment: &Moment) -> bool {
        let board = |id| self.boards.iter().find(|board| board.id == id);
        let stands = |deal: &Deal| {
            let stage = |board: &Arc<Pipeline>| board.stage(deal.stage).is_some();
            board(deal.pipeline).is_some_and(|board| !deal.is_open() || stage(board))
        };
        if stands(deal) {
            return false;
        }
        if let Some(before) = before.filter(|before| stands(before)) {
            let deal = Arc::make_mut(deal);
            (deal.pipeline, deal.stage) = (before.pipeline, before.stage);
            deal.history.clone_from(&before.history);
            deal.rank.clone_from(&before.rank);
            return true;
        }
        let place = board(deal.pipeline).or_else(|| self.boards.first());
        if let Some((board, stage)) = place.and_then(|board| Some((board, board.stages.first()?))) {
            let deal = Arc::make_mut(deal);
            (deal.pipeline, deal.stage) = (board.id, stage.id);
            if deal.is_open() {
                deal.history.push(StageVisit {
                    stage: stage.id,
                    at: moment.now,
                });
            }
        }
        false
    }
}

/// Edits that grow, none for the same record twice.
pub(super) struct Edited<'a> {
    records: &'a Records,
    edits: &'a mut Vec<Edit>,
    moment: &'a Moment,
    places: FxHashMap<Key, usize>,
}

impl<'a> Edited<'a> {
    pub(super) fn new(records: &'a Records, edits: &'a mut Vec<Edit>, moment: &'a Moment) -> Self {
        let keys = edits.iter().enumerate();
        let places = keys.filter_map(|(place, edit)| Some((edit.key()?, place)));
        Self {
            places: places.collect(),
            records,
            edits,
            moment,
        }
    }

    /// Changes a record that will be there; false if it won't.
    fn change(&mut self, key: Key, change: impl FnOnce(&mut Record)) -> bool {
        if let Some(edit) = self
            .places
            .get(&key)
            .and_then(|place| self.edits.get_mut(*place))
        {
            let after = edit.after.as_mut();
            return after.map(change).is_some();
        }
        let Some(before) = self.records.find(key.0, key.1) else {
            return false;
        };
        let mut after = before.clone();
        change(&mut after);
        if after != before {
            // The time of a trash entry is when it was deleted.
            let after = match after {
                Record::Trash(_) => after,
                after => after.touched(self.moment.now),
            };
            self.places.insert(key, self.edits.len());
            self.edits.push(Edit::update(before, after));
        }
        true
    }

    fn change_trashed(&mut self, id: Id<Trashed>, change: impl FnOnce(&mut Trashed)) {
        self.change((TableName::Trash, id.raw()), |record| {
            if let Record::Trash(entry) = record {
                change(Arc::make_mut(entry));
            }
        });
    }

    /// Clears the link of a record, or sets it again.
    pub(super) fn link(&mut self, link: &Link, back: bool) -> bool {
        self.change((link.table, link.id), |record| {
            set_link(record, (link.target, link.to), back);
        })
    }

    /// What lacks something that waits in the trash waits with it. What went along with another and will
    /// never find its other end goes for good; what was deleted on purpose stays in the trash.
    fn wait(&mut self, waiting: &[(Key, Key)], then: &Then<'_>) {
        for (key, missing) in waiting {
            let mut all = self.records.trash.iter();
            let entry = all.find(|entry| (entry.record.table(), entry.record.id()) == *key);
            let Some(entry) = entry else { continue };
            let place = self.places.get(&(TableName::Trash, entry.id.raw()));
            let Some(edit) = place.and_then(|place| self.edits.get_mut(*place)) else {
                continue;
            };
            let with = then
                .trashed(missing)
                .map(|with| with.along_with.unwrap_or(with.id));
            let mut stays = Trashed::clone(entry);
            stays.along_with = with.or(entry.along_with);
            if with.is_some() || entry.along_with.is_none() {
                edit.after = Some(stays.into());
            }
        }
    }

    /// What is in the trash links again what had to be left without it.
    fn note_lost(&mut self, lost: &[(Key, Key)], then: &Then<'_>) {
        for ((table, id), (target, to)) in lost {
            let Some(entry) = then.trashed(&(*target, *to)) else {
                continue;
            };
            let link = Link {
                table: *table,
                id: *id,
                target: *target,
                to: *to,
            };
            self.change_trashed(entry.id, |entry| {
                if !entry.links.contains(&link) {
                    entry.links.push(link);
                }
            });
        }
    }

    /// What leaves the trash is linked again, with what waits there, too.
    fn link_again(&mut self, then: &Then<'_>) {
        let back = self.edits.iter().filter(|edit| edit.after.is_none());
        let back = back.filter_map(|edit| match &edit.before {
            Some(Record::Trash(entry)) => Some(entry.clone()),
            _ => None,
        });
        let back: Vec<Arc<Trashed>> = back.filter(|entry| !entry.links.is_empty()).collect();
        for link in back.iter().flat_map(|entry| &entry.links) {
            if !then.lives(link.target, link.to) || self.link(link, true) {
                continue;
            }
            if let Some(entry) = then.trashed(&(link.table, link.id)) {
                self.change_trashed(entry.id, |entry| {
                    set_link(&mut entry.record, (link.target, link.to), true);
                });
            }
        }
    }
}
