//! The page's end: starts the worker when first asked, matches answers to requests.

use std::{cell::RefCell, collections::HashMap, fmt, rc::Rc};

use js_sys::{Function, Promise};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ErrorEvent, MessageEvent, Worker};

use super::{
    ASK, CANCEL, Carried, DONE, FAILED, Handed, Message, PROGRESS, READY, UNSTARTED, WorkerError,
};

/// How long a worker may take until it listens. A script whose module can't be loaded raises no
/// error the page could hear.
const START_MS: i32 = 20_000;

/// A worker that is started when first needed. Clones share it.
#[derive(Debug, Clone)]
pub struct Client(Rc<Inner>);

#[derive(Debug)]
struct Inner {
    url: String,
    state: RefCell<State>,
}

#[derive(Debug, Default)]
struct State {
    next: u32,
    running: Option<Running>,
    waiting: HashMap<u32, Waiting>,
}

#[derive(Debug)]
struct Running {
    worker: Worker,
    /// Messages that wait until the worker has said that it listens; earlier ones would be lost.
    queue: Option<Vec<Message>>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

struct Waiting {
    settle: Function,
    progress: Rc<dyn Fn(f64)>,
}

impl fmt::Debug for Waiting {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Waiting")
    }
}

impl Client {
    /// A worker whose script is at `url`, relative to the page's base.
    pub fn new(url: impl Into<String>) -> Self {
        Self(Rc::new(Inner {
            url: url.into(),
            state: RefCell::default(),
        }))
    }

    /// Asks, and waits for the answer. `progress` is told the share done, from 0 to 1. Dropping the
    /// future tells the worker that the answer is no longer wanted; a job that never pauses does
    /// not hear it: see [`Client::stop`].
    pub async fn request<Q: Serialize, A: DeserializeOwned>(
        &self,
        question: &Q,
        carried: Carried<'_>,
        progress: impl Fn(f64) + 'static,
    ) -> Result<(A, Handed), WorkerError> {
        let question = serde_json::to_string(question)
            .map_err(|error| WorkerError::Mismatch(error.to_string()))?;
        self.start()?;
        let mut settle = None;
        let answered = Promise::new(&mut |resolve, _| settle = Some(resolve));
        let id = {
            let mut state = self.0.state.borrow_mut();
            state.next = state.next.wrapping_add(1);
            let id = state.next;
            if let Some(settle) = settle {
                state.waiting.insert(
                    id,
                    Waiting {
                        settle,
                        progress: Rc::new(progress),
                    },
                );
            }
            id
        };
        let wanted = Wanted {
            inner: Rc::clone(&self.0),
            id,
        };
        self.0
            .post(Message::new(ASK, id, &question.into(), carried))?;
        let answer = JsFuture::from(answered)
            .await
            .map_err(super::PlatformError::from)?;
        drop(wanted);
        let Some(answer) = Message::received(answer) else {
            return Err(WorkerError::Stopped);
        };
        match answer.kind().as_str() {
            DONE => serde_json::from_str(&answer.text())
                .map(|text| (text, answer.handed()))
                .map_err(|error| WorkerError::Mismatch(error.to_string())),
            UNSTARTED => Err(WorkerError::Unstarted(answer.text())),
            FAILED if answer.id() == 0 => Err(WorkerError::Died(answer.text())),
            _ => Err(WorkerError::Failed(answer.text())),
        }
    }

    /// Ends the worker at once, whatever it does; its requests answer [`WorkerError::Stopped`]. The
    /// next request starts a new one.
    pub fn stop(&self) {
        self.0.end(&JsValue::UNDEFINED);
    }

    fn start(&self) -> Result<(), WorkerError> {
        if self.0.state.borrow().running.is_some() {
            return Ok(());
        }
        let worker = Worker::new(&self.0.url)
            .map_err(|error| WorkerError::Unstarted(crate::platform::describe(&error)))?;
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new({
            let inner = Rc::downgrade(&self.0);
            move |event: MessageEvent| {
                let Some(inner) = inner.upgrade() else { return };
                if let Some(message) = Message::received(event.data()) {
                    inner.hear(&message);
                }
            }
        });
        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new({
            let inner = Rc::downgrade(&self.0);
            move |event: ErrorEvent| {
                let Some(inner) = inner.upgrade() else { return };
                inner.lose(&event.message());
            }
        });
        self.0.give_up_later(&worker);
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        self.0.state.borrow_mut().running = Some(Running {
            worker,
            queue: Some(Vec::new()),
            _on_message: on_message,
            _on_error: on_error,
        });
        Ok(())
    }
}

impl Inner {
    fn post(&self, message: Message) -> Result<(), WorkerError> {
        let mut state = self.state.borrow_mut();
        let Some(running) = &mut state.running else {
            return Err(WorkerError::Stopped);
        };
        match &mut running.queue {
            Some(queue) => queue.push(message),
            None => send(&running.worker, &message)?,
        }
        Ok(())
    }

    fn hear(&self, message: &Message) {
        match message.kind().as_str() {
            READY => self.release(),
            PROGRESS => {
                // Not while borrowed: what hears of progress may ask the worker something.
                let state = self.state.borrow();
                let progress = state
                    .waiting
                    .get(&message.id())
                    .map(|of| Rc::clone(&of.progress));
                drop(state);
                if let Some(progress) = progress {
                    progress(message.share());
                }
            }
            _ => {
                let waiting = self.state.borrow_mut().waiting.remove(&message.id());
                if let Some(waiting) = waiting {
                    waiting
                        .settle
                        .call1(&JsValue::UNDEFINED, &message.content)
                        .ok();
                }
            }
        }
    }

    fn release(&self) {
        let mut state = self.state.borrow_mut();
        let Some(running) = &mut state.running else {
            return;
        };
        let queue = running.queue.take().unwrap_or_default();
        let failed = queue
            .iter()
            .find_map(|message| send(&running.worker, message).err());
        drop(state);
        if let Some(error) = failed {
            self.end(&Message::new(FAILED, 0, &error.to_string().into(), Carried::Nothing).content);
        }
    }

    /// The worker broke, before or after it listened.
    fn lose(&self, why: &str) {
        let unstarted = self
            .state
            .borrow()
            .running
            .as_ref()
            .is_some_and(|running| running.queue.is_some());
        let kind = if unstarted { UNSTARTED } else { FAILED };
        self.end(&Message::new(kind, 0, &why.into(), Carried::Nothing).content);
    }

    /// Ends `worker` if it has not said in time that it listens.
    fn give_up_later(self: &Rc<Self>, worker: &Worker) {
        let (inner, worker) = (Rc::downgrade(self), worker.clone());
        let give_up = Closure::once_into_js(move || {
            let Some(inner) = inner.upgrade() else { return };
            let silent = inner
                .state
                .borrow()
                .running
                .as_ref()
                .is_some_and(|running| running.queue.is_some() && running.worker == worker);
            if silent {
                inner.lose("it did not listen in time");
            }
        });
        if let Ok(window) = crate::platform::window() {
            // Without a timer only this guard is missing.
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(
                    give_up.unchecked_ref(),
                    START_MS,
                )
                .ok();
        }
    }

    /// Ends the worker and gives `answer` to whoever waits for it.
    fn end(&self, answer: &JsValue) {
        let mut state = self.state.borrow_mut();
        let running = state.running.take();
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        if let Some(running) = running {
            running.worker.set_onmessage(None);
            running.worker.set_onerror(None);
            running.worker.terminate();
        }
        for waiting in waiting.into_values() {
            waiting.settle.call1(&JsValue::UNDEFINED, answer).ok();
        }
    }
}

fn send(worker: &Worker, message: &Message) -> Result<(), WorkerError> {
    worker
        .post_message_with_transfer(&message.content, &message.transfer)
        .map_err(|error| WorkerError::Platform(error.into()))
}

/// A request whose answer is awaited; dropping it first takes the request back.
struct Wanted {
    inner: Rc<Inner>,
    id: u32,
}

impl Drop for Wanted {
    fn drop(&mut self) {
        let waiting = self.inner.state.borrow_mut().waiting.remove(&self.id);
        if waiting.is_some() {
            // A worker that is gone needs not be told.
            self.inner
                .post(Message::new(
                    CANCEL,
                    self.id,
                    &JsValue::UNDEFINED,
                    Carried::Nothing,
                ))
                .ok();
        }
    }
}
