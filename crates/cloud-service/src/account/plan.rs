//! Periods of plans.

use time::{Date, OffsetDateTime};

pub use crate::catalogue::plan::{Monthly, Tier, UnknownTier};
use crate::moment::Moment;

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
