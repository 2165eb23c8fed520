//! What a test needs and this machine lacks: skipped where somebody works, and said aloud; on continuous
//! integration (`CI`) a failure, or nobody would notice that nothing was tested.

#![allow(dead_code, reason = "each test file uses its part")]

use std::io::Write;

/// Goes on without `what`, which `remedy` brings. Written past the test runner, which keeps the words of tests
/// that pass to itself.
pub fn skip(what: &str, remedy: &str) {
    let told = writeln!(std::io::stderr(), "SKIPPED: {what} is missing ({remedy})");
    drop(told);
}

/// The same, but on continuous integration the test fails.
pub fn skip_unless_ci(what: &str, remedy: &str) {
    let ci = std::env::var("CI").unwrap_or_default();
    assert!(
        !on_ci(&ci),
        "{what} is missing, and on CI no test is skipped: {remedy} installs it"
    );
    skip(what, remedy);
}

fn on_ci(value: &str) -> bool {
    !matches!(value, "" | "0" | "false")
}

#[test]
fn ci_is_what_says_so() {
    assert!(on_ci("true") && on_ci("1"));
    assert!(!on_ci("") && !on_ci("false") && !on_ci("0"));
}
