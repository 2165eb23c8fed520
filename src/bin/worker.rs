//! The worker: answers the page's requests off the main thread.

fn main() {
    #[cfg(target_arch = "wasm32")]
    regulars::app::worker::serve();
}
