//! The time on the wall, asked in one place.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Milliseconds since 1970.
#[expect(clippy::disallowed_methods, reason = "a provider stamps what it does with the time on its own wall")]
pub fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.ok().and_then(|since| i64::try_from(since.as_millis()).ok()).unwrap_or(0)
}

/// Seconds since 1970.
pub fn seconds(ms: i64) -> i64 {
    ms.div_euclid(1000)
}

/// A moment as ISO 8601 with milliseconds, as "2026-05-01T10:00:00.000Z".
pub fn iso(ms: i64) -> String {
    let moment = OffsetDateTime::from_unix_timestamp_nanos(i128::from(ms) * 1_000_000);
    let text = moment.ok().and_then(|moment| moment.format(&Rfc3339).ok()).unwrap_or_default();
    let (whole, fraction) =
        text.trim_end_matches('Z').split_once('.').unwrap_or((text.trim_end_matches('Z'), ""));
    format!("{whole}.{fraction:0<3.3}Z")
}
