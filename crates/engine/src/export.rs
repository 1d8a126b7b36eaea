//! Media out: pictures and sound become a file. Pictures are asked for by several threads at once and encoded in
//! order; the file has its final name only when it is whole.

pub mod capability;
pub mod poster;
pub mod sound;
mod bitstream;
mod encoder;
mod feed;
mod frames;
mod mp3_info;
mod mp4;
mod pipeline;
mod probe;
mod progress;
mod run;
mod target;
mod webm;

use std::path::PathBuf;
use std::time::Duration;

use render::picture::Picture;
use serde::{Deserialize, Serialize};
use types::geometry::Size;
use types::preset::Preset;
use types::time::FrameRate;

use crate::cancel::Cancel;
use crate::error::EngineError;
use crate::system;

/// Where an export's pictures come from.
pub trait PictureSource: Sync {
    /// The picture of frame `frame`, counted from 0 at the job's rate and exactly of the job's size.
    /// Several threads ask at once, for frames in any order, each frame once.
    ///
    /// # Errors
    /// Any failure ends the export with it; a source that would rather show a placeholder returns that.
    fn picture(&self, frame: i64) -> Result<Picture, EngineError>;

    /// Frames for which a placeholder or a neighbour was returned so far, in order.
    fn substituted(&self) -> Vec<i64> {
        Vec::new()
    }
}

/// Where an export's sound comes from.
pub trait SoundSource: Send {
    /// Fills `out` with sound from sample `from` on: 48 kHz, left and right in turn, -1 to 1, so `out.len() / 2`
    /// samples. Called in order, each sample once, up to the end of the last frame.
    ///
    /// # Errors
    /// Any failure ends the export with it.
    fn read(&mut self, from: i64, out: &mut [f32]) -> Result<(), EngineError>;
}

/// What to export.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportJob {
    /// The file to write. Replaced whole when the export succeeds, untouched when it does not.
    pub path: PathBuf,
    /// What it is made of.
    pub preset: Preset,
    /// Pixels across and down, both even.
    pub size: Size,
    /// Frames a second.
    pub frame_rate: FrameRate,
    /// How many frames, at least 1.
    pub frames: i64,
    /// What the file says about itself.
    pub metadata: Metadata,
}

/// What a file says about itself; empty texts are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The title.
    pub title: String,
    /// A remark.
    pub comment: String,
    /// What is made by machine in it, if anything is.
    pub disclosure: Option<Disclosure>,
}

/// That people or voices in the file are made by machine: in words, and as the mark that platforms read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosure {
    /// For people: "Contains AI-generated people and voices."
    pub words: String,
    /// For platforms.
    pub source: DigitalSource,
}

/// How pictures came to be, by the IPTC's vocabulary of digital source types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DigitalSource {
    /// Made by a trained model.
    TrainedModel,
    /// Footage and what a trained model made, together.
    CompositeWithTrainedModel,
    /// Drawn by a program that was not trained.
    Algorithm,
}

/// How far an export is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExportProgress {
    /// Frames encoded.
    pub frames_done: i64,
    /// Frames in all.
    pub frames_total: i64,
    /// Since the start.
    pub elapsed: Duration,
    /// Until the end, once it can be guessed.
    pub remaining: Option<Duration>,
    /// What is being done.
    pub stage: ExportStage,
}

/// What an export is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportStage {
    /// Choosing and trying encoders.
    Preparing,
    /// Rendering and encoding.
    Encoding,
    /// Putting the file together and onto the disk.
    Finishing,
}

/// What came of an export.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportReport {
    /// Bytes of the file.
    pub bytes: u64,
    /// The video encoder that was used, by its GStreamer name.
    pub video_encoder: &'static str,
    /// The audio encoder that was used, if there was sound.
    pub audio_encoder: Option<&'static str>,
    /// Frames for which the source had to show something else.
    pub substituted: Vec<i64>,
    /// What the user should know, each a sentence.
    pub warnings: Vec<String>,
    /// How long it took.
    pub elapsed: Duration,
}

/// Exports `pictures`, and `sound` if there is any, by `job`. Calls `on_progress` about ten times a second from
/// this thread. Whatever happens, only a whole file gets the job's name.
///
/// # Errors
/// `InvalidJob` for a job that cannot be; `NoFolder`, `PermissionDenied`, `InUse`, `DiskFull` about the target,
/// before anything is rendered where possible; `Missing` when no encoder works here; `Cancelled`;
/// `Stalled` when an encoder stops taking frames; and whatever `pictures` or `sound` return.
pub fn export(
    job: &ExportJob,
    pictures: &dyn PictureSource,
    sound: Option<&mut dyn SoundSource>,
    on_progress: &dyn Fn(ExportProgress),
    cancel: &Cancel,
) -> Result<ExportReport, EngineError> {
    check(job)?;
    system::init()?;
    run::run(job, pictures, sound, on_progress, cancel)
}

/// Whether `path` can be written, without writing anything: for failing before long work and not after it.
///
/// # Errors
/// `NoFolder`, `PermissionDenied`, `InUse`, or `InvalidJob` when `path` names a folder.
pub fn check_target(path: &std::path::Path) -> Result<(), EngineError> {
    target::Target::open(path).map(drop)
}

/// Bytes that are free where `folder` lies, or will lie once it is made; none where the system does not say.
pub fn free_bytes(folder: &std::path::Path) -> Option<u64> {
    target::free_bytes_at(folder)
}

fn check(job: &ExportJob) -> Result<(), EngineError> {
    let Size { width, height } = job.size;
    let side = 16..=8192;
    if !side.contains(&width) || !side.contains(&height) || width % 2 != 0 || height % 2 != 0 {
        let reason = format!("{width}x{height} is not a size of even numbers from 16 to 8192");
        return Err(EngineError::InvalidJob { reason });
    }
    // A day at 240 frames a second: beyond it the tables of an MP4 no longer fit the limits of the box editor.
    if !(1..=86_400 * 240).contains(&job.frames) {
        let reason = if job.frames < 1 { "it has no frames" } else { "it is longer than a day" };
        return Err(EngineError::InvalidJob { reason: reason.to_owned() });
    }
    Ok(())
}
