//! Every reference between records, declared once. Whoever checks, deletes, merges, restores or takes back
//! asks here, so that a new link is known to all of them with its one line below. Fields that name a record
//! without depending on it (who closed a deal, the list a call was made for) are no references.

use std::sync::Arc;

use uuid::Uuid;

use crate::domain::{
    id::Id,
    record::{Record, Records, TableName},
};

/// What became of the references of one record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Relinked {
    /// References that led nowhere and were cleared.
    pub cleared: Vec<(TableName, Uuid)>,
    /// One that leads nowhere and that the record can't stand without.
    pub missing: Option<(TableName, Uuid)>,
}

/// `optional`: the record can stand without it. `required`: it can't.
macro_rules! references {
    ($($field:ident $table:ident { $($need:ident $link:ident $target:ident),* })*) => {
        /// Calls `visit(table, id, target table, target id)` for every reference between records.
        pub fn for_each_reference(
            records: &Records,
            mut visit: impl FnMut(TableName, Uuid, TableName, Uuid),
        ) {
            $(for record in records.$field.iter() {
                $(references!(@visit $need record $link, |to: Uuid| {
                    visit(TableName::$table, record.id.raw(), TableName::$target, to);
                });)*
            })*
            // Last: whoever follows references to what they lead to has seen the records that files are on.
            for file in records.files.iter() {
                visit(TableName::Files, file.id.raw(), file.to.table, file.to.id);
            }
        }

        /// Calls `visit(target table, target id)` for every reference of one record.
        pub fn for_each_of(record: &Record, mut visit: impl FnMut(TableName, Uuid)) {
            match record {
                $(Record::$table(record) => {
                    $(references!(@visit $need record $link, |to: Uuid| {
                        visit(TableName::$target, to);
                    });)*
                })*
                Record::Files(file) => visit(file.to.table, file.to.id),
                _ => {}
            }
        }

        /// Sets every reference to what `leads` says instead; one that leads nowhere is cleared, or told
        /// where the record needs it.
        pub fn relink(
            record: &mut Record,
            mut leads: impl FnMut(TableName, Uuid) -> Option<Uuid>,
        ) -> Relinked {
            let mut done = Relinked::default();
            match record {
                $(Record::$table(record) => {
                    $(references!(@relink $need record $link $target, leads, done);)*
                })*
                Record::Files(file) => match leads(file.to.table, file.to.id) {
                    Some(to) if to == file.to.id => {}
                    Some(to) => Arc::make_mut(file).to.id = to,
                    None => done.missing = Some((file.to.table, file.to.id)),
                },
                _ => {}
            }
            done
        }

        /// Clears the optional reference to that record, or, with `back`, sets it unless it leads elsewhere by
        /// now or would lead to itself (two that were merged). No kind of record has two optional references to one table.
        pub fn set_link(record: &mut Record, (target, to): (TableName, Uuid), back: bool) {
            if back && record.id() == to {
                return;
            }
            match record {
                $(Record::$table(record) => {
                    let _ = &record;
                    $(references!(@set $need record $link $target, target, to, back);)*
                })*
                _ => {}
            }
        }
    };
    (@visit optional $record:ident $link:ident, $visit:expr) => {
        if let Some(to) = $record.$link {
            $visit(to.raw());
        }
    };
    (@visit required $record:ident $link:ident, $visit:expr) => {
        $visit($record.$link.raw())
    };
    (@relink optional $record:ident $link:ident $target:ident, $leads:ident, $done:ident) => {
        if let Some(from) = $record.$link.map(Id::raw) {
            let to = $leads(TableName::$target, from);
            if to != Some(from) {
                Arc::make_mut($record).$link = to.map(Id::new);
            }
            if to.is_none() {
                $done.cleared.push((TableName::$target, from));
            }
        }
    };
    (@relink required $record:ident $link:ident $target:ident, $leads:ident, $done:ident) => {
        match $leads(TableName::$target, $record.$link.raw()) {
            Some(to) if to == $record.$link.raw() => {}
            Some(to) => Arc::make_mut($record).$link = Id::new(to),
            None => $done.missing = Some((TableName::$target, $record.$link.raw())),
        }
    };
    (@set optional $record:ident $link:ident $of:ident, $target:ident, $to:ident, $back:ident) => {
        if TableName::$of == $target {
            match ($record.$link.map(Id::raw), $back) {
                (None, true) => Arc::make_mut($record).$link = Some(Id::new($to)),
                (Some(now), false) if now == $to => Arc::make_mut($record).$link = None,
                _ => {}
            }
        }
    };
    (@set required $record:ident $link:ident $of:ident, $target:ident, $to:ident, $back:ident) => {};
}

references! {
    customers Customers { optional company Customers, optional owner Members }
    deals Deals { required pipeline Pipelines, optional customer Customers, optional owner Members }
    sales Sales { optional customer Customers, optional refund_of Sales }
    relations Relations { required from Customers, required to Customers }
    cases Cases { optional owner Members, optional customer Customers, optional sale Sales }
    points Points { required customer Customers }
    activities Activities { optional customer Customers, optional deal Deals, optional case Cases }
    tasks Tasks { optional owner Members, optional customer Customers, optional deal Deals }
}
