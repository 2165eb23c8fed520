//! What is under way with a file that comes in, and how much of the way is done: what a person sees while they
//! wait. Knows nothing of how the steps are carried out.

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The bytes are read.
    Open,
    /// A workbook or an archive is taken apart.
    TakeApart,
    /// It is found out what the file is.
    Look,
    /// Its rows are compared with what the shop has.
    Plan,
    /// The records are fetched from the worker.
    Fetch,
    /// They are got ready to be written.
    Write,
    /// They are being written: nobody can stop that.
    Save,
    /// It was stopped, and what runs still has to notice.
    Stop,
}

/// A step and the share of the whole way that is done, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Underway {
    /// What is being done.
    pub step: Step,
    /// The share done.
    pub share: f64,
}

impl Underway {
    /// Nothing is done yet.
    pub const START: Self = Self {
        step: Step::Open,
        share: 0.0,
    };

    /// On the way to a plan: `share` of the step is done.
    pub fn reading(step: Step, share: f64) -> Self {
        let (from, to) = match step {
            Step::Open => (0.0, 0.1),
            Step::TakeApart => (0.1, 0.2),
            Step::Look => (0.2, 0.35),
            _ => (0.35, 1.0),
        };
        Self::between(step, from, to, share)
    }

    /// On the way into the shop: `share` of the step is done.
    pub fn importing(step: Step, share: f64) -> Self {
        let (from, to) = match step {
            Step::Fetch => (0.4, 0.7),
            Step::Write => (0.7, 0.9),
            Step::Save => (0.9, 1.0),
            _ => (0.0, 0.4),
        };
        Self::between(step, from, to, share)
    }

    fn between(step: Step, from: f64, to: f64, share: f64) -> Self {
        let share = (to - from).mul_add(share.clamp(0.0, 1.0), from);
        Self { step, share }
    }
}
