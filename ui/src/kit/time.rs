//! Times as people read them.

use types::time::FrameRate;

/// A frame as minutes, seconds and frames: "0:04.12".
pub fn timecode(frame: i64, rate: FrameRate) -> String {
    let per_second = (rate.as_f64().round() as i64).max(1);
    let (seconds, rest) = (frame / per_second, frame % per_second);
    format!("{}:{:02}.{rest:02}", seconds / 60, seconds % 60)
}

/// A time to come: "12 s", "3 min".
pub fn to_come(ms: u64) -> String {
    let seconds = ms.div_ceil(1000);
    if seconds < 90 { format!("{seconds} s") } else { format!("{} min", seconds.div_ceil(60)) }
}

/// Spoken words take about so many seconds: two and a half words each.
pub fn spoken_seconds(text: &str) -> f64 {
    let words = text.split_whitespace().count();
    let letters = text.chars().filter(|letter| !letter.is_whitespace()).count();
    // Scripts without spaces are counted by their letters.
    if words <= 1 && letters > 12 { letters as f64 / 5.0 } else { words as f64 / 2.5 }
}

/// Reads a frame as it was typed: "0:04.12" and "4.12" are 4 seconds and 12 frames, "4" is 4 seconds.
pub fn frame_of(text: &str, rate: FrameRate) -> Option<i64> {
    let per_second = (rate.as_f64().round() as i64).max(1);
    let (whole, frames) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
    let mut seconds = 0_i64;
    for part in whole.split(':') {
        seconds = seconds.checked_mul(60)?.checked_add(part.parse::<u32>().ok()?.into())?;
    }
    seconds.checked_mul(per_second)?.checked_add(frames.parse::<u32>().ok()?.into())
}
