//! The last plan and all of its rows, kept in the worker while a person looks at it, so that neither saying
//! yes nor turning the page makes it again. Nothing depends on its being there: one that is gone is planned again.

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use super::super::{
    known,
    reading::{Page, Preview},
};
use crate::{
    app::worker::{Job, JobName, Progress},
    domain::Record,
};

/// Which plan, and of what state of the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanKey {
    /// The seed of its identities, which no other plan has.
    pub seed: u64,
    /// What [`App::basis`](crate::app::App::basis) was.
    pub basis: u64,
}

struct Kept {
    key: PlanKey,
    records: Vec<Record>,
    rows: Preview,
}

thread_local! {
    static KEPT: RefCell<Option<Kept>> = const { RefCell::new(None) };
}

/// Keeps the records of a plan, and the rows it is made of, in the place of the last one's.
pub fn keep(key: PlanKey, records: Vec<Record>, rows: Preview) {
    KEPT.set(Some(Kept { key, records, rows }));
}

/// Gives the memory of the last plan back.
pub fn forget() {
    KEPT.set(None);
}

/// The plan is gone: it has to be made again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forgotten;

/// Hands the records of a plan out, once.
#[derive(Debug)]
pub struct TakePlan;

impl Job for TakePlan {
    const NAME: JobName = JobName::TakePlan;
    type Input = PlanKey;
    type Output = ();
    type Made = Vec<u8>;
    type Error = Forgotten;

    async fn run(
        key: PlanKey,
        _bytes: Vec<u8>,
        _progress: Progress<'_>,
    ) -> Result<((), Vec<u8>), Forgotten> {
        match KEPT.take() {
            Some(kept) if kept.key == key => {
                drop(kept.rows);
                // Made again it fails again, and then says why.
                known::write_records(kept.records)
                    .map(|bytes| ((), bytes))
                    .or(Err(Forgotten))
            }
            _ => Err(Forgotten),
        }
    }
}

/// Which rows of which plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// The plan.
    pub key: PlanKey,
    /// Rows before the first one.
    pub from: usize,
}

/// Shows a page of the rows of a plan; the plan stays.
#[derive(Debug)]
pub struct ShowRows;

impl Job for ShowRows {
    const NAME: JobName = JobName::ShowRows;
    type Input = Rows;
    type Output = Page;
    type Made = Vec<u8>;
    type Error = Forgotten;

    async fn run(
        rows: Rows,
        _bytes: Vec<u8>,
        _progress: Progress<'_>,
    ) -> Result<(Page, Vec<u8>), Forgotten> {
        KEPT.with_borrow(|kept| match kept {
            Some(kept) if kept.key == rows.key => {
                Ok((kept.rows.page(rows.from, &kept.records), Vec::new()))
            }
            _ => Err(Forgotten),
        })
    }
}
