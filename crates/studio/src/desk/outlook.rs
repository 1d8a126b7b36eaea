//! What is known of an export before it is made: its size, about how long it takes, and what may be refused.

use types::call::make::{CheckExports, ExportOutlook, ExportTarget, Finding};
use types::document::Document;
use types::geometry::Size;
use types::placement;
use types::placement::check::Delivery;
use types::preset::{AudioCodec, Preset, ProResProfile, VideoCodec, VideoRate};
use types::time::FrameRate;

use super::findings::{self, Room, Sound};
use super::{Desk, delivery};
use crate::error::StudioError;
use crate::export::Exported;
use crate::studio::Studio;
use crate::workshop::Workshop;

/// The name of the setting that keeps how quickly this machine exported last.
const PACE: &str = "export_pixels_per_ms";
/// Pixels a millisecond before the first export: 1080x1920 at half the speed it plays at, on a small machine.
const PACE_DEFAULT: f64 = 31_000.0;
impl Desk {
    /// Looks at exports before they are made. Nothing is encoded but a few frames, the first time, to see that it can
    /// be; the sound is mixed once after each edit.
    ///
    /// # Errors
    /// When there is no such project, nothing to export, no such preset or placement, or the folder is none.
    pub fn check_exports(&self, call: CheckExports) -> Result<Vec<ExportOutlook>, StudioError> {
        let (document, _) = self.document(call.id)?;
        if document.frames() < 1 {
            return Err(StudioError::NothingToExport);
        }
        let pace = self.studio().export_pace()?;
        let folder = self.exports_folder(call.folder)?;
        let mut room = Room { free: engine::export::free_bytes(&folder), folder, needed: 0 };
        let workshop = self.studio().workshop();
        let mut findings = findings::missing(&document);
        let sound = if findings.is_empty() { workshop.sound_of(&document) } else { Sound::Unknown };
        findings.extend(findings::hasty(&document));
        let common = Common { document: &document, findings, sound, pace };
        call.targets.iter().map(|target| outlook(workshop, &common, target, &mut room)).collect()
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

/// What every target shares.
struct Common<'a> {
    document: &'a Document,
    findings: Vec<Finding>,
    sound: Sound,
    pace: f64,
}

fn outlook(
    workshop: &Workshop,
    common: &Common<'_>,
    target: &ExportTarget,
    room: &mut Room,
) -> Result<ExportOutlook, StudioError> {
    let preset = crate::export::preset(&target.preset)?;
    let mut document = common.document.clone();
    if let Some(aspect) = target.aspect {
        delivery::reframed(&mut document, aspect)?;
    }
    if let Some(id) = &target.placement {
        delivery::placed(&mut document, id)?;
    }
    let canvas = document.canvas;
    let size = preset.size.size(canvas.size);
    let rate = preset.frame_rate.rate(canvas.frame_rate);
    let length = canvas.frame_rate.time_of(document.frames());
    let seconds = length.as_f64();
    let bytes = (kbit_per_second(preset, size, rate) * seconds * 125.0) as u64;
    let mut findings = common.findings.clone();
    findings.extend(findings::encoders(workshop, preset, &document));
    findings.extend(room.take(bytes));
    if let Some(id) = &target.placement {
        let placement = placement::find(id).ok_or_else(|| StudioError::UnknownPlacement(id.clone()))?;
        let container = preset.container;
        let file = Delivery { container, size, frame_rate: rate, length, bytes: Some(bytes) };
        findings.extend(findings::of_placement(placement, &file, &document));
        findings.extend(findings::loudness(placement, preset, &common.sound));
        findings.extend(findings::covered(workshop, placement, document));
    }
    findings.extend(findings::silence(&common.sound));
    findings.sort_by_key(|finding| finding.weight);
    let pixels = size.area() as f64 * seconds * rate.as_f64();
    let making_ms = (pixels / common.pace).ceil() as u64;
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
