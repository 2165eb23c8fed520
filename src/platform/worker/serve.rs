//! The worker's end: runs one handler for every question.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    fmt::Display,
    rc::Rc,
};

use js_sys::Promise;
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::{ASK, CANCEL, Carried, DONE, FAILED, Handed, Message, PROGRESS, READY};

/// A request being answered.
#[derive(Debug)]
pub struct Job {
    id: u32,
    scope: DedicatedWorkerGlobalScope,
    cancelled: Rc<Cell<bool>>,
    reported: Cell<f64>,
}

impl Job {
    /// Tells the page the share done, from 0 to 1. May be called as often as convenient: steps
    /// below a percent are not sent.
    pub fn progress(&self, share: f64) {
        if share - self.reported.get() >= 0.01 || share >= 1.0 {
            self.reported.set(share);
            send(
                &self.scope,
                &Message::new(PROGRESS, self.id, &share.into(), Carried::Nothing),
            );
        }
    }

    /// True if the answer is no longer wanted. Long jobs ask this, after a [`Job::pause`].
    pub fn cancelled(&self) -> bool {
        self.cancelled.get()
    }

    /// Lets messages in: without pauses a job can't hear that it was cancelled.
    pub async fn pause(&self) {
        let scope = self.scope.clone();
        let promise = Promise::new(&mut |resolve, _| {
            // If there is no timer the job goes on without the pause it asked for.
            if scope.set_timeout_with_callback(&resolve).is_err() {
                resolve.call0(&JsValue::UNDEFINED).ok();
            }
        });
        JsFuture::from(promise).await.ok();
    }
}

/// Answers questions of type `Q` with `handler` for as long as the worker lives. To be called once,
/// by the worker's `main`; does nothing outside of a worker.
pub fn serve<Q, A, E, H>(handler: H)
where
    Q: DeserializeOwned + 'static,
    A: Serialize + 'static,
    E: Display + 'static,
    H: AsyncFn(Q, Option<Vec<u8>>, &Job) -> Result<(A, Handed), E> + 'static,
{
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let handler = Rc::new(handler);
    let open = Rc::new(RefCell::new(HashMap::<u32, Rc<Cell<bool>>>::new()));
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new({
        let scope = scope.clone();
        move |event: MessageEvent| {
            let Some(message) = Message::received(event.data()) else {
                return;
            };
            match message.kind().as_str() {
                ASK => {
                    let cancelled = Rc::new(Cell::new(false));
                    open.borrow_mut()
                        .insert(message.id(), Rc::clone(&cancelled));
                    let reported = Cell::new(0.0);
                    let job = Job {
                        id: message.id(),
                        scope: scope.clone(),
                        cancelled,
                        reported,
                    };
                    let (handler, open) = (Rc::clone(&handler), Rc::clone(&open));
                    spawn_local(async move {
                        let reply = answer(&*handler, &message, &job).await;
                        open.borrow_mut().remove(&job.id);
                        send(&job.scope, &reply);
                    });
                }
                CANCEL => {
                    if let Some(cancelled) = open.borrow().get(&message.id()) {
                        cancelled.set(true);
                    }
                }
                _ => {}
            }
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It serves until the worker ends.
    on_message.forget();
    send(
        &scope,
        &Message::new(READY, 0, &JsValue::UNDEFINED, Carried::Nothing),
    );
}

async fn answer<Q, A, E, H>(handler: &H, message: &Message, job: &Job) -> Message
where
    Q: DeserializeOwned,
    A: Serialize,
    E: Display,
    H: AsyncFn(Q, Option<Vec<u8>>, &Job) -> Result<(A, Handed), E>,
{
    let outcome = async {
        let question = serde_json::from_str(&message.text()).map_err(|error| error.to_string())?;
        let carried = message.bytes_of_all().await;
        let carried = carried.map_err(|error| error.to_string())?;
        let answer = handler(question, carried, job).await;
        let (answer, handed) = answer.map_err(|error| error.to_string())?;
        let answer = serde_json::to_string(&answer).map_err(|error| error.to_string())?;
        Ok::<_, String>((answer, handed))
    };
    match outcome.await {
        Ok((answer, handed)) => Message::new(DONE, job.id, &answer.into(), handed.carried()),
        Err(error) => Message::new(FAILED, job.id, &error.into(), Carried::Nothing),
    }
}

fn send(scope: &DedicatedWorkerGlobalScope, message: &Message) {
    // Fails only for content that can't be cloned, and ours are texts, numbers and bytes.
    scope
        .post_message_with_transfer(&message.content, &message.transfer)
        .ok();
}
