//! The page: installs the panic hook and mounts the app.

fn main() {
    #[cfg(target_arch = "wasm32")]
    regulars::pages::mount();
}
