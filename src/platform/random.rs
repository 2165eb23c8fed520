//! Randomness from the browser's cryptographic source.

/// 64 random bits; falls back to `Math.random` where `crypto` is missing (plain HTTP pages).
pub fn seed() -> u64 {
    let mut bytes = [0_u8; 8];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let filled =
        crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if filled {
        u64::from_le_bytes(bytes)
    } else {
        js_sys::Math::random().to_bits()
    }
}
