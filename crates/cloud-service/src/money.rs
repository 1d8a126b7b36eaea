//! Credits, exact.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Thousandths of a credit. All arithmetic of money is done in these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MilliCredits(pub i64);

impl MilliCredits {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Whole credits.
    pub const fn credits(credits: i64) -> Self {
        Self(credits.saturating_mul(1000))
    }

    /// The least whole number of credits that covers it: what the API's whole-number fields say.
    pub const fn rounded_up(self) -> i64 {
        self.0.div_euclid(1000) + if self.0.rem_euclid(1000) == 0 { 0 } else { 1 }
    }

    /// Credits as a decimal number, for the API's edge only.
    pub fn as_decimal(self) -> f64 {
        // Up to 2^53 thousandths are exact, which is nine million million credits.
        self.0 as f64 / 1000.0
    }

    /// The sum; none where it cannot be said.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference; none where it would be negative.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).filter(|rest| *rest >= 0).map(Self)
    }

    /// Whether it is more than nothing.
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }
}

impl fmt::Display for MilliCredits {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0.div_euclid(1000), self.0.rem_euclid(1000));
        if rest == 0 {
            return write!(formatter, "{whole}");
        }
        let decimals = format!("{rest:03}");
        write!(formatter, "{whole}.{}", decimals.trim_end_matches('0'))
    }
}
