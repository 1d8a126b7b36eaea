//! SubRip subtitles as a script: a row for each cue, without numbers, times and tags.

use super::ImportError;
use super::marks::{without_enclosed, without_tags};

/// The script in a file of subtitles.
pub(super) fn script(text: &str) -> Result<String, ImportError> {
    let rows: Vec<&str> = text.lines().map(|row| row.trim().trim_start_matches('\u{feff}')).collect();
    let mut cues: Vec<String> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        if is_times(row) {
            cues.push(String::new());
            continue;
        }
        let numbers = !row.is_empty() && row.bytes().all(|byte| byte.is_ascii_digit());
        if numbers && rows.get(index + 1).is_some_and(|next| is_times(next)) {
            continue;
        }
        // What stands before the first times belongs to no cue.
        let Some(cue) = cues.last_mut() else { continue };
        // "{\an8}" says where a cue stands.
        let said = without_enclosed(&without_tags(row), ("{\\", "}"));
        if !cue.is_empty() && !said.trim().is_empty() {
            cue.push(' ');
        }
        cue.push_str(said.trim());
    }
    if cues.is_empty() {
        return Err(ImportError::NotSubtitles);
    }
    cues.retain(|cue| !cue.is_empty());
    Ok(cues.join("\n"))
}

/// "00:00:01,000 --> 00:00:02,500", with a place after it in some files.
fn is_times(row: &str) -> bool {
    let is_time = |time: &str| {
        time.contains(':') && time.chars().all(|letter| letter.is_ascii_digit() || ":,.".contains(letter))
    };
    row.split_once("-->")
        .is_some_and(|(from, to)| is_time(from.trim()) && to.split_whitespace().next().is_some_and(is_time))
}
