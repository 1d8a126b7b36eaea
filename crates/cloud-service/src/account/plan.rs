//! The plans: what each gives and allows, as data.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};
use utoipa::ToSchema;

use crate::moment::Moment;
use crate::money::MilliCredits;

/// A plan.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "lowercase")]
#[schema(example = "pro")]
pub enum Tier {
    /// Free.
    #[default]
    Free,
    /// Starter.
    Starter,
    /// Professional.
    Pro,
    /// Enterprise.
    Enterprise,
}

/// What a plan allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Credits granted for each period.
    pub monthly: MilliCredits,
    /// How many of the catalogue's actors it has.
    pub actors: usize,
    /// How many voices can be cloned.
    pub clones: usize,
    /// Most lines of a picture.
    pub lines: u32,
    /// Whether several generations can be asked for together.
    pub bulk: Allowance,
}

/// Whether a plan has something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowance {
    /// It has.
    Included,
    /// It has not.
    NotIncluded,
}

impl Tier {
    /// All, smallest first.
    pub const ALL: [Self; 4] = [Self::Free, Self::Starter, Self::Pro, Self::Enterprise];

    /// Its name in the API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Starter => "starter",
            Self::Pro => "pro",
            Self::Enterprise => "enterprise",
        }
    }

    /// What it allows. Enterprise is as large as its contract; these are the numbers of a contract that says none,
    /// since without a limit what it could cost has none either.
    pub fn plan(self) -> Plan {
        let plan = |monthly, actors, clones, lines, bulk| Plan {
            monthly: MilliCredits::credits(monthly),
            actors,
            clones,
            lines,
            bulk,
        };
        match self {
            Self::Free => plan(10, 100, 0, 720, Allowance::NotIncluded),
            Self::Starter => plan(50, usize::MAX, 0, 1080, Allowance::NotIncluded),
            Self::Pro => plan(200, usize::MAX, 5, 2160, Allowance::Included),
            Self::Enterprise => plan(2000, usize::MAX, 1000, 2160, Allowance::Included),
        }
    }
}

impl std::str::FromStr for Tier {
    type Err = UnknownTier;

    fn from_str(text: &str) -> Result<Self, UnknownTier> {
        Self::ALL.into_iter().find(|tier| tier.name() == text).ok_or(UnknownTier)
    }
}

/// There is no such plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the plans are free, starter, pro and enterprise")]
pub struct UnknownTier;

/// A calendar month later: the same day, or the last of a month that has none.
pub fn month_after(moment: Moment) -> Moment {
    let Ok(time) = OffsetDateTime::from_unix_timestamp(moment.unix_seconds()) else { return moment };
    let month = time.month().next();
    let year = time.year() + i32::from(month == time::Month::January);
    let day = time.day().min(month.length(year));
    Date::from_calendar_date(year, month, day).map_or(moment, |date| {
        let later = time.replace_date(date).unix_timestamp();
        Moment(later.saturating_mul(1000).saturating_add(moment.0.rem_euclid(1000)))
    })
}
