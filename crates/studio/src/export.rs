//! A document becomes a file.

use std::path::Path;
use std::sync::Arc;

use engine::export::{DigitalSource, Disclosure, ExportJob, ExportProgress, Metadata, SoundSource};
use engine::media::pool::Purpose;
use serde::Serialize;
use types::document::Document;
use types::document::clip::Source;
use types::preset::Preset;

use crate::error::StudioError;
use crate::progress::{Progress, Stage};
use crate::workshop::Workshop;

/// What came of an export.
#[derive(Clone, Debug, Serialize)]
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

/// The preset with that id.
///
/// # Errors
/// When there is none.
pub fn preset(id: &str) -> Result<&'static Preset, StudioError> {
    types::preset::find(id).ok_or_else(|| StudioError::UnknownPreset(id.to_owned()))
}

/// Fails early where a file cannot be written, before anything long begins.
///
/// # Errors
/// When the folder is missing or may not be written to.
pub fn check_target(path: &Path) -> Result<(), StudioError> {
    Ok(engine::export::check_target(path)?)
}

impl Workshop {
    /// Exports a document to a file. The file has its name only when it is whole.
    ///
    /// # Errors
    /// When there is nothing to export, media or encoders fail, the disk is full, or somebody asked to stop.
    pub fn export(
        &self,
        document: &Document,
        preset: &Preset,
        path: &Path,
        progress: &Progress,
    ) -> Result<Exported, StudioError> {
        if document.frames() < 1 {
            return Err(StudioError::NothingToExport);
        }
        let size = preset.size.size(document.canvas.size);
        let frame_rate = preset.frame_rate.rate(document.canvas.frame_rate);
        let frames = frame_rate.frame_from(document.samples()).max(1);
        let listened =
            |done: i64, total: i64| drop(progress.report(Stage::Listening, done as u64, total as u64));
        let (mixdown, mut warnings) =
            self.session().mixdown(document, preset, &listened, progress.cancel())?;
        let document = Arc::new(document.clone());
        warnings.extend(self.session().missing_characters(&document));
        let pictures = self.session().pictures(&document, (size, frame_rate), Purpose::Export);
        let job = ExportJob {
            path: path.to_path_buf(),
            preset: *preset,
            size,
            frame_rate,
            frames,
            metadata: metadata(&document),
        };
        // Stopping goes through the same wish that the export itself looks at.
        let told = |now: ExportProgress| {
            drop(progress.report(Stage::Rendering, now.frames_done as u64, now.frames_total as u64));
        };
        let loudness = mixdown.as_ref().map(|mixdown| mixdown.loudness());
        let mut sound = mixdown.map(|mixdown| mixdown.source());
        let sound = sound.as_mut().map(|sound| sound as &mut dyn SoundSource);
        let report = engine::export::export(&job, &pictures, sound, &told, progress.cancel())?;
        warnings.extend(pictures.problems());
        warnings.extend(report.warnings);
        let encoders = std::iter::once(report.video_encoder).chain(report.audio_encoder);
        Ok(Exported {
            path: path.display().to_string(),
            bytes: report.bytes,
            frames,
            seconds: frame_rate.time_of(frames).as_f64(),
            size: (size.width, size.height),
            loudness_lufs: loudness.as_ref().and_then(|loudness| loudness.integrated_lufs),
            true_peak_dbtp: loudness
                .as_ref()
                .map(|loudness| loudness.true_peak_dbtp)
                .filter(|peak| *peak > -120.0),
            encoders: encoders.map(str::to_owned).collect(),
            warnings,
            elapsed_ms: report.elapsed.as_millis() as u64,
        })
    }
}

/// What the file says about itself: that the people in it were drawn and their voices made.
fn metadata(document: &Document) -> Metadata {
    let drawn = document.clips().any(|(_, _, clip)| matches!(clip.source, Source::DraftActor(_)));
    let disclosure = drawn.then(|| Disclosure {
        words: "The people in this video are drawn and their voices are synthetic.".to_owned(),
        source: DigitalSource::Algorithm,
    });
    Metadata { title: String::new(), comment: String::new(), disclosure }
}
