//! The last plan, kept in the worker while a person looks at it, so that saying yes does not make it
//! again. Nothing depends on its being there: one that is gone is planned again.

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use super::super::known;
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

thread_local! {
    static KEPT: RefCell<Option<(PlanKey, Vec<Record>)>> = const { RefCell::new(None) };
}

/// Keeps the records of a plan in the place of the last one's.
pub fn keep(key: PlanKey, records: Vec<Record>) {
    KEPT.set(Some((key, records)));
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
    type Error = Forgotten;

    async fn run(
        key: PlanKey,
        _bytes: Vec<u8>,
        _progress: Progress<'_>,
    ) -> Result<((), Vec<u8>), Forgotten> {
        match KEPT.take() {
            Some((kept, records)) if kept == key => {
                // Made again it fails again, and then says why.
                known::write_records(records)
                    .map(|bytes| ((), bytes))
                    .or(Err(Forgotten))
            }
            _ => Err(Forgotten),
        }
    }
}
