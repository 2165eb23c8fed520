//! Hints between tabs: "something was written". Only a hint: the database is the truth, and a lost
//! message costs nothing because every tab also looks when it comes back to the front.

use std::{cell::RefCell, collections::HashMap};

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

type Listener = Closure<dyn FnMut(MessageEvent)>;

thread_local! {
    /// One channel a database, open as long as the page.
    static CHANNELS: RefCell<HashMap<String, (BroadcastChannel, Option<Listener>)>> = RefCell::default();
}

fn with_channel(name: &str, run: impl FnOnce(&mut (BroadcastChannel, Option<Listener>))) {
    CHANNELS.with_borrow_mut(|channels| {
        if !channels.contains_key(name) {
            // A browser without channels still catches up on return to the front.
            let Ok(channel) = BroadcastChannel::new(name) else {
                return;
            };
            channels.insert(name.to_owned(), (channel, None));
        }
        if let Some(channel) = channels.get_mut(name) {
            run(channel);
        }
    });
}

/// Tells other tabs that `name` has reached `generation`.
pub fn post(name: &str, generation: u64) {
    with_channel(name, |(channel, _)| {
        channel.post_message(&generation.to_string().into()).ok();
    });
}

/// Calls `heard` with the generation whenever another tab has written.
pub fn listen(name: &str, heard: impl Fn(u64) + 'static) {
    with_channel(name, |(channel, listener)| {
        let closure = Closure::new(move |event: MessageEvent| {
            let generation = event.data().as_string().and_then(|text| text.parse().ok());
            heard(generation.unwrap_or(0));
        });
        channel.set_onmessage(Some(closure.as_ref().unchecked_ref()));
        *listener = Some(closure);
    });
}
