//! Captions as other programs keep them: SubRip (SRT) and WebVTT.

use super::card::caption_cards;
use super::{Caption, CaptionLook, CaptionWord};
use crate::document::Document;
use crate::document::clip::{Clip, Source};
use crate::document::track::Kind;
use crate::edit::Edit;
use crate::time::SAMPLE_RATE;

/// Bytes that a file of captions may have.
pub const BYTES_MAX: usize = 2_000_000;
/// Captions that a file may have.
const CUES_MAX: usize = 20_000;
/// Samples in a millisecond.
const PER_MS: i64 = SAMPLE_RATE / 1000;
/// The latest moment that is read: 24 hours, as long as a document may be.
const LATEST_MS: i64 = 24 * 3600 * 1000;

/// A format of captions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// SubRip.
    Srt,
    /// WebVTT.
    Vtt,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 2] = [Self::Srt, Self::Vtt];

    /// What file names end in, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Srt => "srt",
            Self::Vtt => "vtt",
        }
    }
}

/// Words that stand on the picture together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// From when on, in milliseconds from the start of the ad.
    pub start_ms: i64,
    /// Until when, in milliseconds; after `start_ms`.
    pub end_ms: i64,
    /// What it says; lines are broken where the text is.
    pub text: String,
}

/// Why a file of captions cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SubtitleError {
    /// It is too large.
    #[error("the file is too large for captions; it may have 2 MB and 20,000 captions")]
    TooLarge,
    /// There is nothing in it.
    #[error("there are no captions in this file; choose an SRT or WebVTT file")]
    Empty,
}

/// The captions of a document, card by card as they are seen.
pub fn cues(document: &Document) -> Vec<Cue> {
    let mut cues = Vec::new();
    let tracks = document.tracks.iter().filter(|track| track.kind == Kind::Caption);
    for (start, clip) in tracks.flat_map(|track| track.clips()) {
        let Source::Caption(caption) = &clip.source else { continue };
        let source_start = clip.source_start.samples();
        for card in caption_cards(&caption.words, &caption.style().limits) {
            let on = |at: i64| start + (at - source_start).clamp(0, clip.length);
            let (from, to) = (on(card.start) / PER_MS, on(card.end) / PER_MS);
            let words = caption.words.get(card.words).unwrap_or_default();
            let text = super::card::joined(words.iter().map(|word| word.text.as_str()));
            if from < to && !text.is_empty() {
                cues.push(Cue { start_ms: from, end_ms: to, text });
            }
        }
    }
    cues.sort_by_key(|cue| cue.start_ms);
    cues
}

/// A file of those captions.
pub fn write(cues: &[Cue], format: Format) -> String {
    let mut file = String::new();
    if format == Format::Vtt {
        file.push_str("WEBVTT\n\n");
    }
    for (cue, number) in cues.iter().zip(1_u32..) {
        if format == Format::Srt {
            file.push_str(&format!("{number}\n"));
        }
        let times = format!("{} --> {}\n", stamp(cue.start_ms, format), stamp(cue.end_ms, format));
        file.push_str(&times);
        // An empty line would end the caption.
        for line in cue.text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            file.push_str(&escaped(line, format));
            file.push('\n');
        }
        file.push('\n');
    }
    file
}

/// Reads a file of captions, whichever of the formats it has. What is not understood is left out.
///
/// # Errors
/// When it is too large or has no captions.
pub fn read(file: &str) -> Result<Vec<Cue>, SubtitleError> {
    if file.len() > BYTES_MAX {
        return Err(SubtitleError::TooLarge);
    }
    let file = file.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let format = if file.starts_with("WEBVTT") { Format::Vtt } else { Format::Srt };
    let mut cues = Vec::new();
    let mut lines = file.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((start_ms, end_ms)) = times(line) else { continue };
        let mut text = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.trim().is_empty() && times(line).is_none()) {
            text.push(plain(line.trim(), format));
        }
        let text = text.join("\n").trim().to_owned();
        if start_ms < end_ms && !text.is_empty() {
            cues.push(Cue { start_ms, end_ms, text });
        }
        if cues.len() > CUES_MAX {
            return Err(SubtitleError::TooLarge);
        }
    }
    cues.sort_by_key(|cue| cue.start_ms);
    if cues.is_empty() { Err(SubtitleError::Empty) } else { Ok(cues) }
}

/// Puts those captions in the place of all on the lowest caption track, in the style that is there. The time of a
/// caption is shared out among its words by their letters. `None` without a caption track.
pub fn replace(document: &Document, cues: &[Cue]) -> Option<Edit> {
    let track = document.first_track(Kind::Caption)?;
    let old: Vec<_> = track.clips().map(|(_, clip)| clip.id).collect();
    let style = track.clips().find_map(|(_, clip)| match &clip.source {
        Source::Caption(caption) => Some(caption.style.clone()),
        _ => None,
    });
    let style = style.unwrap_or_default();
    let mut edits = Vec::new();
    if !old.is_empty() {
        edits.push(Edit::Lift { clips: old });
    }
    let ends = cues.iter().skip(1).map(|cue| cue.start_ms).chain([i64::MAX]);
    for (cue, next) in cues.iter().zip(ends) {
        let length = (cue.end_ms.min(next) - cue.start_ms) * PER_MS;
        if length > 0 {
            let clip = Clip::new(length, Source::Caption(spoken(&cue.text, length, &style)));
            edits.push(Edit::Overwrite { track: track.id, at: cue.start_ms * PER_MS, clip: Box::new(clip) });
        }
    }
    Some(Edit::Batch(edits))
}

/// A caption of words over that many samples.
fn spoken(text: &str, length: i64, style: &CaptionLook) -> Caption {
    let whole = CaptionWord { text: String::new(), start: 0, end: length };
    Caption { words: vec![whole], style: style.clone() }.reworded(text)
}

fn stamp(ms: i64, format: Format) -> String {
    let (seconds, rest) = (ms / 1000, ms % 1000);
    let point = if format == Format::Srt { ',' } else { '.' };
    format!("{:02}:{:02}:{:02}{point}{rest:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// The times of a line as `00:00:01,000 --> 00:00:02,500`; WebVTT leaves hours out and adds settings.
fn times(line: &str) -> Option<(i64, i64)> {
    let (from, to) = line.split_once("-->")?;
    Some((moment(from.trim())?, moment(to.split_whitespace().next()?)?))
}

fn moment(text: &str) -> Option<i64> {
    let (clock, rest) = text.split_once([',', '.'])?;
    let parts: Option<Vec<i64>> = clock.split(':').map(|part| number(part, 4)).collect();
    let (hours, minutes, seconds) = match parts?.as_slice() {
        [minutes, seconds] => (0, *minutes, *seconds),
        [hours, minutes, seconds] => (*hours, *minutes, *seconds),
        _ => return None,
    };
    let ms = ((hours * 60 + minutes) * 60 + seconds) * 1000 + number(rest, 3)?;
    (ms <= LATEST_MS).then_some(ms)
}

fn number(text: &str, digits: usize) -> Option<i64> {
    let is_number =
        !text.is_empty() && text.len() <= digits && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

fn escaped(line: &str, format: Format) -> String {
    match format {
        Format::Srt => line.to_owned(),
        Format::Vtt => line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"),
    }
}

/// A line without tags such as `<i>` and, in WebVTT, with its escapes read.
fn plain(line: &str, format: Format) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        match from.find('>').filter(|_| is_tag(from)) {
            Some(end) => rest = from.get(end + 1..).unwrap_or_default(),
            None => {
                text.push('<');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    text.push_str(rest);
    match format {
        Format::Srt => text,
        Format::Vtt => {
            text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u{a0}").replace("&amp;", "&")
        }
    }
}

/// Whether a tag begins here: after the sign a letter, a slash or a digit, as in `<b>`, `</b>`, `<00:01.000>`.
fn is_tag(from: &str) -> bool {
    from.chars().nth(1).is_some_and(|next| next.is_ascii_alphanumeric() || next == '/')
}
