//! Events to the boot script, which lives outside this module so that it survives its crash.

/// Tells the boot script something: `regulars:ready`, `regulars:keys`, `regulars:panic`,
/// `regulars:preferences`, `regulars:update-accept`.
pub fn announce(name: &str, detail: &str) {
    let init = web_sys::CustomEventInit::new();
    init.set_detail(&detail.into());
    let event = web_sys::CustomEvent::new_with_event_init_dict(name, &init);
    if let (Some(window), Ok(event)) = (web_sys::window(), event) {
        // Nobody listening is fine.
        window.dispatch_event(&event).ok();
    }
}
