//! The time as the parts outside the store are told it.

use std::time::{Instant, SystemTime};

use crate::moment::Moment;

/// Tells the time. It never goes back within one process.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Moment;
}

/// The system's time at the start, then one that no stepping of the system's clock moves.
#[derive(Clone, Copy, Debug)]
pub struct Steady {
    started: Instant,
    at: Moment,
}

impl Steady {
    /// Begins at a moment.
    pub fn from(at: Moment) -> Self {
        Self { started: Instant::now(), at }
    }

    /// Begins at the system's time.
    #[expect(clippy::disallowed_methods, reason = "the program asks the system once, all else is told")]
    pub fn of_system() -> Self {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Self::from(Moment(i64::try_from(since.as_millis()).unwrap_or(i64::MAX)))
    }
}

impl Clock for Steady {
    fn now(&self) -> Moment {
        self.at.after(i64::try_from(self.started.elapsed().as_millis()).unwrap_or(i64::MAX))
    }
}
