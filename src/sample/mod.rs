//! The first board of a new shop and a whole invented shop to try things in. Owns the invented
//! words and behaviour; uses the domain alone. The same options always give the same records.

pub mod presets;
