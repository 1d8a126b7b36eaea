//! What may be refused, or seen and heard badly, of an export that is not made yet.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use engine::session::checks::Heard;
use types::call::make::{Finding, Weight};
use types::document::Document;
use types::document::clip::Source;
use types::document::track::{Track, Unit};
use types::placement::Placement;
use types::placement::check::{Delivery, check};
use types::preset::Preset;
use types::text::card::reading_width;
use types::text::subtitle::cues;
use types::time::SAMPLE_RATE;

use crate::export::has_draft_actor;
use crate::workshop::Workshop;

/// More characters a second than most people read.
const READING_MAX: f64 = 20.0;
/// A card that is seen for less is missed, in milliseconds.
const CARD_MIN_MS: i64 = 800;
/// Decibels by which the loudness of a file may differ from what a placement asks for before anybody hears it.
const LOUDNESS_SLACK: f64 = 1.5;
/// Decibels by which a true peak may stand over.
const PEAK_SLACK: f64 = 0.1;
/// Characters of a title that are repeated in a finding.
const QUOTED: usize = 40;
const MB: u64 = 1_000_000;

/// How loud an ad is.
pub(super) enum Sound {
    /// As loud as that.
    Heard(Heard),
    /// It could not be measured; why is another finding, or in the log.
    Unknown,
}

/// Room on the disk for files that are written one after the other.
pub(super) struct Room {
    /// Where they go.
    pub(super) folder: PathBuf,
    /// Bytes that are free there; none where the system does not say.
    pub(super) free: Option<u64>,
    /// Bytes of the files so far.
    pub(super) needed: u64,
}

impl Room {
    /// Takes room for a file of about so many bytes, and tells where there is too little.
    pub(super) fn take(&mut self, bytes: u64) -> Option<Finding> {
        self.needed = self.needed.saturating_add(bytes);
        let free = self.free.filter(|free| *free < self.needed)?;
        let text = format!(
            "the disk of {} has {} MB left and the files need about {} MB; free some space or choose another folder",
            self.folder.display(),
            free / MB,
            self.needed.div_ceil(MB),
        );
        Some(stops(text))
    }
}

impl Workshop {
    pub(super) fn sound_of(&self, document: &Arc<Document>) -> Sound {
        match self.engine().heard(document) {
            Ok(heard) => Sound::Heard(heard),
            Err(error) => {
                tracing::warn!(%error, "how loud an ad is could not be measured");
                Sound::Unknown
            }
        }
    }
}

/// Files that are used and not where they were.
pub(super) fn missing(document: &Document) -> Vec<Finding> {
    let gone = document.media.iter().filter(|media| !Path::new(&media.path).is_file());
    let found = gone.filter_map(|media| {
        let used = document.clips().filter(|(_, _, clip)| clip.source.media() == Some(media.id));
        let start = used.map(|(track, start, _)| frame_of(document, track, start)).min()?;
        let text = format!("the file {} is missing; put it back or choose another", media.path);
        Some(Finding { frame: Some(start), ..stops(text) })
    });
    found.collect()
}

/// Captions that go before they are read.
pub(super) fn hasty(document: &Document) -> Vec<Finding> {
    let found = cues(document).into_iter().filter_map(|cue| {
        let shown_ms = cue.end_ms - cue.start_ms;
        let pace = reading_width(&cue.text) as f64 * 1000.0 / shown_ms.max(1) as f64;
        let why = if shown_ms < CARD_MIN_MS {
            format!("is seen for {:.1} s only", shown_ms as f64 / 1000.0)
        } else if pace > READING_MAX {
            format!("has {pace:.0} characters a second, more than most people read")
        } else {
            return None;
        };
        // The frame after the one in which it may begin: there it is seen.
        let frame = document.canvas.frame_rate.frame_from(cue.start_ms * SAMPLE_RATE / 1000);
        Some(Finding { frame: Some(frame), ..warns(format!("the caption \"{}\" {why}", cue.text)) })
    });
    found.collect()
}

/// That there is no encoder for a preset.
pub(super) fn encoders(workshop: &Workshop, preset: &'static Preset, document: &Document) -> Option<Finding> {
    let canvas = document.canvas;
    let lacking = workshop.engine().lacking(preset, canvas.size, canvas.frame_rate);
    lacking.unwrap_or_else(|error| Some(error.to_string())).map(stops)
}

/// What a placement asks of a file, and what it wants to be said.
pub(super) fn of_placement(placement: &Placement, file: &Delivery, document: &Document) -> Vec<Finding> {
    let mut findings: Vec<Finding> = check(placement, file).into_iter().map(warns).collect();
    if has_draft_actor(document) {
        findings.push(tells(format!("{}: {}", placement.name, placement.disclosure.value)));
    }
    findings
}

/// Sound that a placement would play louder or softer than it is.
pub(super) fn loudness(placement: &Placement, preset: &Preset, sound: &Sound) -> Vec<Finding> {
    let Sound::Heard(heard) = sound else { return Vec::new() };
    let asked = f64::from(placement.loudness.value.integrated_lufs);
    let levelled = preset.loudness.is_some();
    let reached = if levelled { heard.levelled_lufs } else { heard.mixed_lufs };
    let off = reached.filter(|reached| (reached - asked).abs() > LOUDNESS_SLACK).map(|reached| {
        let side = if reached > asked { "louder" } else { "softer" };
        warns(format!(
            "{}: the sound is at {reached:.1} LUFS, {side} than the {asked:.0} LUFS it is played at; change the \
             loudness of the ad",
            placement.name
        ))
    });
    // What is levelled has a limiter on it.
    let highest = f64::from(placement.loudness.value.true_peak_dbtp);
    let peak = heard.mixed_peak_dbtp.filter(|peak| !levelled && *peak > highest + PEAK_SLACK).map(|peak| {
        warns(format!(
            "{}: the loudest moment is at {peak:.1} dBTP, over {highest:.0} dBTP, and may crackle; turn the sound \
             down or choose a preset that does",
            placement.name
        ))
    });
    off.into_iter().chain(peak).collect()
}

/// That nothing is heard.
pub(super) fn silence(sound: &Sound) -> Option<Finding> {
    match sound {
        Sound::Heard(Heard { mixed_peak_dbtp: None, .. }) => {
            Some(tells("nothing is heard in this ad".to_owned()))
        }
        Sound::Heard(_) | Sound::Unknown => None,
    }
}

/// Words that a placement covers in part. `document` is what is exported for it.
pub(super) fn covered(workshop: &Workshop, placement: &Placement, document: Document) -> Vec<Finding> {
    let document = Arc::new(document);
    let found = workshop.engine().covered(&document).unwrap_or_else(|error| {
        tracing::warn!(%error, "which words are covered could not be seen");
        Vec::new()
    });
    let found = found.into_iter().filter_map(|(clip, frame)| {
        let (_, _, clip) = document.find_clip(clip)?;
        let words = match &clip.source {
            Source::Title(title) => title.text.clone(),
            Source::Caption(caption) => caption.text(),
            _ => return None,
        };
        let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut quoted: String = words.chars().take(QUOTED).collect();
        if quoted.len() < words.len() {
            quoted.push('…');
        }
        let text =
            format!("{}: a part of \"{quoted}\" is under its buttons and texts; move it", placement.name);
        Some(Finding { frame: Some(frame), ..warns(text) })
    });
    found.collect()
}

fn frame_of(document: &Document, track: &Track, at: i64) -> i64 {
    match track.kind.unit() {
        Unit::Frames => at,
        Unit::Samples => document.canvas.frame_rate.frame_at(at),
    }
}

fn stops(text: String) -> Finding {
    Finding { weight: Weight::Stops, text, frame: None }
}

fn warns(text: String) -> Finding {
    Finding { weight: Weight::Warns, text, frame: None }
}

fn tells(text: String) -> Finding {
    Finding { weight: Weight::Tells, text, frame: None }
}
