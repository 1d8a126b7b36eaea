//! The one place that asks for the time.

use std::sync::Arc;

use studio::studio::Clock;

/// The system's clock.
#[expect(clippy::disallowed_methods, reason = "everything below takes the time from here")]
pub fn system() -> Clock {
    Arc::new(|| {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    })
}
