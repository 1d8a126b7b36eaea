//! A document becomes a file: its sound is mixed and measured, its frames are drawn, both are encoded.

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use types::document::Document;
use types::preset::Preset;

use super::Session;
use crate::cancel::Cancel;
use crate::error::EngineError;
use crate::export::{self, ExportJob, ExportProgress, Metadata, SoundSource};
use crate::media::pool::Purpose;
use crate::progress::{Stage, Step};

/// A document to export.
#[derive(Clone, Debug)]
pub struct Order {
    /// What is exported; at least one frame long.
    pub document: Arc<Document>,
    /// What it is made of.
    pub preset: &'static Preset,
    /// The file to write.
    pub path: PathBuf,
    /// What the file says about itself.
    pub metadata: Metadata,
}

/// What came of an export.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Exported {
    /// The file.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// How many frames it has.
    pub frames: i64,
    /// How long it plays, in seconds, for display.
    pub seconds: f64,
    /// Pixels across and down.
    pub size: (u32, u32),
    /// Integrated loudness of the mix before it was brought to its target, in LUFS; none for silence.
    pub loudness_lufs: Option<f64>,
    /// Highest true peak of the mix before that, in dBTP; none for silence.
    pub true_peak_dbtp: Option<f64>,
    /// The encoders that were used.
    pub encoders: Vec<String>,
    /// What the user should know, each a sentence.
    pub warnings: Vec<String>,
    /// How long it took, in milliseconds.
    pub elapsed_ms: u64,
}

impl Session {
    /// Exports a document. The file has its name only when it is whole.
    ///
    /// # Errors
    /// When media or encoders fail, the file cannot be written, or somebody asked to stop.
    pub fn export(
        &self,
        order: &Order,
        told: &dyn Fn(Step),
        cancel: &Cancel,
    ) -> Result<Exported, EngineError> {
        let (document, preset) = (&order.document, order.preset);
        let size = preset.size.size(document.canvas.size);
        let frame_rate = preset.frame_rate.rate(document.canvas.frame_rate);
        let frames = frame_rate.frame_from(document.samples()).max(1);
        let listened = |done: i64, total: i64| {
            told(Step::new(Stage::Listening, done.unsigned_abs(), total.unsigned_abs()));
        };
        let (mixdown, mut warnings) = self.mixdown(document, preset, &listened, cancel)?;
        warnings.extend(self.missing_characters(document));
        let pictures = self.pictures(document, (size, frame_rate), Purpose::Export);
        let (path, metadata) = (order.path.clone(), order.metadata.clone());
        let job = ExportJob { path, preset: *preset, size, frame_rate, frames, metadata };
        let loudness = mixdown.as_ref().map(|mixdown| mixdown.loudness());
        let mut sound = mixdown.map(|mixdown| mixdown.source());
        let sound = sound.as_mut().map(|sound| sound as &mut dyn SoundSource);
        let report = export::export(&job, &pictures, sound, &|now| told(step(now)), cancel)?;
        warnings.extend(pictures.problems());
        warnings.extend(report.warnings);
        let encoders = std::iter::once(report.video_encoder).chain(report.audio_encoder);
        let peak = loudness.as_ref().map(|loudness| loudness.true_peak_dbtp);
        Ok(Exported {
            path: order.path.display().to_string(),
            bytes: report.bytes,
            frames,
            seconds: frame_rate.time_of(frames).as_f64(),
            size: (size.width, size.height),
            loudness_lufs: loudness.as_ref().and_then(|loudness| loudness.integrated_lufs),
            true_peak_dbtp: peak.filter(|peak| *peak > -120.0),
            encoders: encoders.map(str::to_owned).collect(),
            warnings,
            elapsed_ms: report.elapsed.as_millis() as u64,
        })
    }
}

fn step(now: ExportProgress) -> Step {
    Step {
        stage: Stage::Rendering,
        done: now.frames_done.unsigned_abs(),
        total: now.frames_total.unsigned_abs(),
        remaining_ms: now.remaining.map(|remaining| remaining.as_millis() as u64),
    }
}
