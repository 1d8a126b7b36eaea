//! What is known of an export before it is made: its size, about how long it takes, and what may be refused.

use std::path::Path;

use types::call::make::{CheckExports, ExportOutlook, ExportTarget, Finding, Weight};
use types::document::Document;
use types::document::clip::Source;
use types::geometry::Size;
use types::placement::check::{Delivery, check};
use types::placement::{self, Placement};
use types::preset::{AudioCodec, Preset, ProResProfile, VideoCodec, VideoRate};
use types::text::card::{caption_cards, joined};
use types::time::{FrameRate, SAMPLE_RATE};

use super::{Desk, delivery};
use crate::error::StudioError;
use crate::export::{Exported, has_draft_actor};
use crate::studio::Studio;

/// The name of the setting that keeps how quickly this machine exported last.
const PACE: &str = "export_pixels_per_ms";
/// Pixels a millisecond before the first export: 1080x1920 at half the speed it plays at, on a small machine.
const PACE_DEFAULT: f64 = 31_000.0;
/// More characters a second than most people read.
const READING_MAX: f64 = 20.0;
/// A card that is seen for less is missed: 0.8 s in samples.
const CARD_MIN: i64 = SAMPLE_RATE * 8 / 10;

impl Desk {
    /// Looks at exports before they are made. It encodes and hears nothing, so it answers at once.
    ///
    /// # Errors
    /// When there is no such project, nothing to export, or no such preset or placement.
    pub fn check_exports(&self, call: CheckExports) -> Result<Vec<ExportOutlook>, StudioError> {
        let (document, _) = self.document(call.id)?;
        if document.frames() < 1 {
            return Err(StudioError::NothingToExport);
        }
        let pace = self.studio().export_pace()?;
        call.targets.iter().map(|target| outlook(&document, target, pace)).collect()
    }
}

impl Studio {
    /// Pixels that this machine exports in a millisecond.
    fn export_pace(&self) -> Result<f64, StudioError> {
        let kept: Option<f64> = self.library.read(|tables| tables.settings().get(PACE))?;
        Ok(kept.filter(|pace| pace.is_finite() && *pace >= 1.0).unwrap_or(PACE_DEFAULT))
    }

    /// Remembers how quickly this machine made an export.
    pub(super) fn keep_export_pace(&self, exported: &Exported) -> Result<(), StudioError> {
        let (width, height) = exported.size;
        let pixels = f64::from(width) * f64::from(height) * exported.frames as f64;
        let pace = pixels / exported.elapsed_ms.max(1) as f64;
        Ok(self.library.write(|tables| tables.settings_mut().set(PACE, &pace))?)
    }
}

fn outlook(document: &Document, target: &ExportTarget, pace: f64) -> Result<ExportOutlook, StudioError> {
    let preset = crate::export::preset(&target.preset)?;
    let mut document = document.clone();
    if let Some(aspect) = target.aspect {
        delivery::reframed(&mut document, aspect)?;
    }
    let size = preset.size.size(document.canvas.size);
    let rate = preset.frame_rate.rate(document.canvas.frame_rate);
    let length = document.canvas.frame_rate.time_of(document.frames());
    let seconds = length.as_f64();
    let bytes = (kbit_per_second(preset, size, rate) * seconds * 125.0) as u64;
    let mut findings = missing(&document);
    if let Some(id) = &target.placement {
        let placement = placement::find(id).ok_or_else(|| StudioError::UnknownPlacement(id.clone()))?;
        let container = preset.container;
        let file = Delivery { container, size, frame_rate: rate, length, bytes: Some(bytes) };
        findings.extend(of_placement(placement, &file, &document));
    }
    findings.extend(hasty(&document));
    findings.sort_by_key(|finding| finding.weight);
    let pixels = size.area() as f64 * seconds * rate.as_f64();
    let making_ms = (pixels / pace).ceil() as u64;
    Ok(ExportOutlook { size, length_ms: (seconds * 1000.0) as u64, bytes, making_ms, findings })
}

/// About how much a second of the file takes. Where quality is constant, ads of people speaking come to about 0.1 bit a
/// pixel at x264's 20, twice that for every 6 less; ProRes by Apple's white paper.
fn kbit_per_second(preset: &Preset, size: Size, rate: FrameRate) -> f64 {
    let x264 = |quality: u8| 0.1 * 2.0_f64.powf((20.0 - f64::from(quality)) / 6.0);
    let by_pixel = |bits: f64| bits * size.area() as f64 * rate.as_f64() / 1000.0;
    let video = match preset.video {
        VideoCodec::H264(h264) => match (h264.rate, h264.rate.kbit_per_second(size, rate)) {
            (_, Some(kbit)) => f64::from(kbit),
            (VideoRate::Quality(quality), None) => by_pixel(x264(quality)),
            (VideoRate::Average1080p(kbit), None) => f64::from(kbit),
        },
        VideoCodec::Vp9 { quality, .. } => by_pixel(0.07 * 2.0_f64.powf((31.0 - f64::from(quality)) / 10.0)),
        VideoCodec::IntraH264 { quality } => by_pixel(5.0 * x264(quality)),
        VideoCodec::ProRes(ProResProfile::Lt) => by_pixel(1.64),
        VideoCodec::ProRes(ProResProfile::Standard) => by_pixel(2.36),
        VideoCodec::ProRes(ProResProfile::Hq) => by_pixel(3.54),
    };
    let audio = match preset.audio {
        AudioCodec::Aac(kbit) | AudioCodec::Opus(kbit) => f64::from(kbit),
        AudioCodec::Pcm16 => 1536.0,
    };
    video + audio
}

fn of_placement(placement: &Placement, file: &Delivery, document: &Document) -> Vec<Finding> {
    let problems = check(placement, file).into_iter();
    let mut findings: Vec<Finding> =
        problems.map(|text| Finding { weight: Weight::Warns, text, frame: None }).collect();
    if has_draft_actor(document) {
        let text = format!("{}: {}", placement.name, placement.disclosure.value);
        findings.push(Finding { weight: Weight::Tells, text, frame: None });
    }
    findings
}

/// Files that are used and not where they were.
fn missing(document: &Document) -> Vec<Finding> {
    let gone = document.media.iter().filter(|media| !Path::new(&media.path).is_file());
    let found = gone.filter_map(|media| {
        let used = document.clips().filter(|(_, _, clip)| clip.source.media() == Some(media.id));
        let start = used.map(|(track, start, _)| {
            frame_of(document, document.time_of(track.kind.unit(), start).samples())
        });
        let text = format!("the file {} is missing; put it back or choose another", media.path);
        Some(Finding { weight: Weight::Stops, text, frame: Some(start.min()?) })
    });
    found.collect()
}

/// Captions that go before they are read.
fn hasty(document: &Document) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (track, start, clip) in document.clips() {
        let Source::Caption(caption) = &clip.source else { continue };
        let start = document.time_of(track.kind.unit(), start).samples();
        for card in caption_cards(&caption.words, &caption.style().limits) {
            let words = caption.words.get(card.words.clone()).unwrap_or_default();
            let text = joined(words.iter().map(|word| word.text.as_str()));
            let shown = (card.end - card.start).max(1);
            let speed = text.chars().count() as f64 * SAMPLE_RATE as f64 / shown as f64;
            let why = if shown < CARD_MIN {
                format!("is seen for {:.1} s only", shown as f64 / SAMPLE_RATE as f64)
            } else if speed > READING_MAX {
                format!("has {speed:.0} characters a second, more than most people read")
            } else {
                continue;
            };
            let text = format!("the caption \"{text}\" {why}");
            let frame = Some(frame_of(document, start + card.start));
            findings.push(Finding { weight: Weight::Warns, text, frame });
        }
    }
    findings
}

fn frame_of(document: &Document, sample: i64) -> i64 {
    document.canvas.frame_rate.frame_at(sample)
}
