//! The store's clock: the system's at the start, then one that no stepping of the system's clock moves.

use std::time::Instant;

use crate::moment::Moment;

/// A clock that never goes back while the process lives.
pub(super) struct Clock {
    started: Instant,
    at: Moment,
}

impl Clock {
    pub(super) fn start(at: Moment) -> Self {
        Self { started: Instant::now(), at }
    }

    pub(super) fn now(&self) -> Moment {
        self.at.after(i64::try_from(self.started.elapsed().as_millis()).unwrap_or(i64::MAX))
    }
}
