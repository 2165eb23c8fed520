//! Who does a job: an idle worker, else a new one; never the page, or every library of the worker
//! would be in the first load. Each job has its worker to itself, so ending one never touches another.

use std::{cell::RefCell, rc::Rc, time::Duration};

use leptos::prelude::set_timeout;
use web_sys::Blob;

use crate::platform::{
    clock,
    worker::{Carried, Client, WorkerError},
};

use super::{Job, JobError, registry::Question};

/// The script that starts the worker, from the app's root.
const SCRIPT: &str = "worker_loader.js";

/// One idle worker is kept: starting one takes about a tenth of a second.
const KEPT: usize = 1;

thread_local! {
    static IDLE: RefCell<Vec<Idle>> = const { RefCell::new(Vec::new()) };
}

/// A worker that has nothing to do.
struct Idle {
    client: Client,
    /// Until when it waits for the next job, in milliseconds since the page began. What a large shop's reports
    /// took it can't give back otherwise than by ending.
    until: f64,
}

/// Keeps a worker for the next job, for a while.
fn keep(client: Client, until: f64) {
    IDLE.with_borrow_mut(|idle| idle.push(Idle { client, until }));
    let wait = Duration::from_secs_f64((until - clock::elapsed()).max(0.0) / 1000.0);
    set_timeout(|| end(|idle| idle.until <= clock::elapsed()), wait);
}

/// Ends the idle workers that `over` says so of.
fn end(over: impl Fn(&Idle) -> bool) {
    let ended: Vec<Idle> =
        IDLE.with_borrow_mut(|idle| idle.extract_if(.., |one| over(one)).collect());
    for idle in ended {
        idle.client.stop();
    }
}

/// Ends the workers that have nothing to do: after a large file one holds memory that it can't give
/// back otherwise.
pub fn rest() {
    end(|_| true);
}

/// Ends a job from outside. Clones end the same job; calling it late or twice does nothing.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Rc<RefCell<State>>);

#[derive(Debug, Default)]
struct State {
    cancelled: bool,
    working: Option<Client>,
}

impl Cancel {
    /// Ends the job, now or as soon as it begins. Its worker is ended with it.
    pub fn cancel(&self) {
        let client = {
            let mut state = self.0.borrow_mut();
            state.cancelled = true;
            state.working.take()
        };
        if let Some(client) = client {
            client.stop();
        }
    }

    /// True once cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.0.borrow().cancelled
    }
}

/// A worker on a job. Dropped before the job's end (the page that asked is gone), the worker is
/// ended: nobody wants its answer.
struct Busy {
    client: Client,
    cancel: Cancel,
    ended: bool,
    /// Until when it is to be kept; what it remembers of an earlier job may last longer than this one's.
    until: f64,
}

impl Busy {
    /// An idle worker, if one is wanted and there is one, else a new one.
    fn take(cancel: &Cancel, idle: bool) -> Self {
        let found = idle.then(|| IDLE.with_borrow_mut(Vec::pop)).flatten();
        let Idle { client, until } = found.unwrap_or_else(|| Idle {
            client: Client::new(SCRIPT),
            until: 0.0,
        });
        cancel.0.borrow_mut().working = Some(client.clone());
        Self {
            client,
            cancel: cancel.clone(),
            ended: false,
            until,
        }
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.cancel.0.borrow_mut().working = None;
        if self.ended && IDLE.with_borrow(|idle| idle.len() < KEPT) {
            keep(self.client.clone(), self.until);
        } else {
            self.client.stop();
        }
    }
}

/// Does a job and waits for its end. Dropping the future ends the job too.
pub async fn run<J: Job>(
    input: &J::Input,
    bytes: Vec<u8>,
    cancel: &Cancel,
    on_progress: impl Fn(f64) + 'static,
) -> Result<(J::Output, J::Made), JobError<J::Error>> {
    ask::<J>(input, Carried::Bytes(&bytes), cancel, on_progress).await
}

/// The same with the bytes of a file, which only the worker reads: the page need not hold them.
pub async fn run_on<J: Job>(
    input: &J::Input,
    file: &Blob,
    cancel: &Cancel,
    on_progress: impl Fn(f64) + 'static,
) -> Result<(J::Output, J::Made), JobError<J::Error>> {
    ask::<J>(input, Carried::File(file), cancel, on_progress).await
}

async fn ask<J: Job>(
    input: &J::Input,
    carried: Carried<'_>,
    cancel: &Cancel,
    on_progress: impl Fn(f64) + 'static,
) -> Result<(J::Output, J::Made), JobError<J::Error>> {
    if cancel.is_cancelled() {
        return Err(JobError::Cancelled);
    }
    let question = Question {
        job: J::NAME,
        input,
    };
    let mut busy = Busy::take(cancel, J::KEPT_FOR.is_some());
    let answer = busy
        .client
        .request::<_, Result<J::Output, J::Error>>(&question, carried, on_progress)
        .await;
    if let Some(wait) = J::KEPT_FOR {
        busy.ended = matches!(answer, Ok(_) | Err(WorkerError::Failed(_)));
        busy.until = busy
            .until
            .max(clock::elapsed() + wait.as_secs_f64() * 1000.0);
    }
    drop(busy);
    match answer {
        Ok((Ok(output), made)) => made
            .try_into()
            .map(|made| (output, made))
            .or(Err(JobError::Broken(unexpected()))),
        Ok((Err(error), _)) => Err(JobError::Refused(error)),
        Err(_) if cancel.is_cancelled() => Err(JobError::Cancelled),
        Err(error) => Err(JobError::Broken(error)),
    }
}

/// The worker made something else than the page expects of it: they are of different builds.
fn unexpected() -> WorkerError {
    WorkerError::Mismatch("what came with the answer".to_owned())
}
