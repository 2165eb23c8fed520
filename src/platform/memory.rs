//! The memory of WebAssembly. It grows by steps of 64 KB, and in each the browser goes through every
//! piece of the app; room for what is known to come is made in one. Knows nothing of what comes.

use std::hint::black_box;

/// Most that is asked for at once: more than the largest shop needs, less than a small device refuses.
const MOST: usize = 256 << 20;

/// Makes room for `bytes` more. Costs nothing until the room is used; where the browser refuses, what
/// comes makes its own.
pub fn make_room(bytes: usize) {
    let mut room: Vec<u8> = Vec::new();
    if room.try_reserve_exact(bytes.min(MOST)).is_ok() {
        // Or the compiler would see that nobody uses it.
        black_box(room.as_mut_ptr());
    }
}
