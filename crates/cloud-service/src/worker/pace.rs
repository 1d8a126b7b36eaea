//! How often a provider is asked.

use std::time::Duration;

use crate::generation::Attempt;
use crate::moment::SECOND;

use super::AGAIN;

/// How long one waits between two questions about the same task, at first and at most.
const POLLS: (Duration, Duration) = (Duration::from_millis(400), Duration::from_secs(5));
/// How often a provider's address of a result may lead nowhere.
const MISSES: u32 = 4;

/// How often one asks.
#[derive(Default)]
pub(super) struct Pace {
    polls: u32,
    told: Option<u8>,
    missed: u32,
}

impl Pace {
    pub(super) fn poll(&mut self) -> Duration {
        self.polls += 1;
        let (first, most) = POLLS;
        (first * self.polls.min(16)).min(most)
    }

    pub(super) fn again(&mut self) -> Duration {
        self.polls += 1;
        AGAIN * self.polls.min(8)
    }

    /// Counts an address that led nowhere. Asking again gives a new one, a few times.
    pub(super) fn misses(&mut self) -> bool {
        self.missed += 1;
        self.missed > MISSES
    }

    pub(super) fn is_news(&mut self, percent: u8) -> bool {
        self.told.replace(percent) != Some(percent)
    }

    /// A provider that does not say how far it is is taken to need half of the longest time that was planned for.
    pub(super) fn guess(&self, attempt: &Attempt) -> u8 {
        let (first, _) = POLLS;
        let spent = i64::from(self.polls) * i64::from(self.polls + 1) / 2
            * i64::try_from(first.as_millis()).unwrap_or(0);
        let expected = (attempt.route.window / 4).max(SECOND);
        u8::try_from((spent * 100 / expected).min(95)).unwrap_or(95)
    }
}
