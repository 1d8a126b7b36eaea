//! Points at which a test lets the process abort, as a power cut would. They are in builds with debug assertions only:
//! a program that is shipped has none.

/// Aborts if the test asked for it here: `GREENROOM_ABORT_AT=NAME` or `NAME:N` for the N-th time.
#[cfg(debug_assertions)]
pub fn point(name: &str) {
    use std::sync::atomic::{AtomicU32, Ordering};
    static PASSED: AtomicU32 = AtomicU32::new(0);
    let Ok(asked) = std::env::var("GREENROOM_ABORT_AT") else { return };
    let (at, times) = asked.split_once(':').unwrap_or((&asked, "1"));
    if at == name && PASSED.fetch_add(1, Ordering::SeqCst) + 1 >= times.parse().unwrap_or(1) {
        std::process::abort();
    }
}

/// Nothing.
#[cfg(not(debug_assertions))]
pub const fn point(_name: &str) {}
