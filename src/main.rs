//! The page: installs the panic hook and mounts the app.

#[cfg(target_arch = "wasm32")]
mod pieces;

fn main() {
    #[cfg(target_arch = "wasm32")]
    regulars::pages::mount(pieces::PIECES, pieces::engine);
}
