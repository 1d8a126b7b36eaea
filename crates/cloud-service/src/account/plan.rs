//! The plans: what each gives and allows, as data.

use time::{Date, OffsetDateTime};

use crate::moment::Moment;
use crate::money::MilliCredits;

pub use crate::catalogue::plan::{Tier, UnknownTier};

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
