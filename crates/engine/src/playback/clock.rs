//! The time that passes while something plays.

use std::time::{Duration, Instant};

use types::time::SAMPLE_RATE;

/// A clock that never goes back.
pub trait Clock: Send + Sync {
    /// The time since some moment that stays the same.
    fn now(&self) -> Duration;
}

/// The time on the wall.
pub struct WallClock(Instant);

impl WallClock {
    /// A clock that starts now.
    pub fn start() -> Self {
        Self(Instant::now())
    }
}

impl Clock for WallClock {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }
}

/// Whole samples at 48 kHz in the time from `earlier` to `later`; less than nothing where `later` is before it.
pub(super) fn samples_between(earlier: Duration, later: Duration) -> i64 {
    let whole = |span: Duration| {
        i64::try_from(span.as_nanos() * SAMPLE_RATE.unsigned_abs() as u128 / 1_000_000_000)
            .unwrap_or(i64::MAX)
    };
    if later >= earlier { whole(later - earlier) } else { -whole(earlier - later) }
}
