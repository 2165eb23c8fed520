//! To be written.

/// Answers the page's requests.
pub const fn serve() {}
