//! What this machine can export.

use types::geometry::Size;
use types::preset::{self, Preset};
use types::time::FrameRate;

use super::encoder::VideoShape;
use super::probe;
use crate::error::EngineError;
use crate::system;

/// Whether a preset can be exported here, and with what.
#[derive(Clone, Debug, PartialEq)]
pub struct Capability {
    /// The preset.
    pub preset: &'static Preset,
    /// The encoders of picture and sound that would be used, or why there are none.
    pub encoders: Result<Encoders, Unavailable>,
}

/// Encoders by their GStreamer names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoders {
    /// Of the picture.
    pub video: &'static str,
    /// Of the sound.
    pub audio: &'static str,
}

/// Why a preset cannot be exported: a sentence with what to install.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unavailable(pub String);

/// Tries every preset at `canvas` and `rate`, encoding a few frames with each encoder that may serve.
/// Takes about a second the first time; answers are kept.
pub fn capabilities(canvas: Size, rate: FrameRate) -> Vec<Capability> {
    preset::catalogue().iter().map(|preset| capability(preset, canvas, rate)).collect()
}

/// Tries one preset at `canvas` and `rate`; the answer is kept.
pub fn capability(preset: &'static Preset, canvas: Size, rate: FrameRate) -> Capability {
    let encoders = tried(preset, canvas, rate).map_err(|error| Unavailable(error.to_string()));
    Capability { preset, encoders }
}

fn tried(preset: &Preset, canvas: Size, rate: FrameRate) -> Result<Encoders, EngineError> {
    system::init()?;
    system::element(super::encoder::muxer(preset.container))?;
    let shape = VideoShape { size: preset.size.size(canvas), rate: preset.frame_rate.rate(rate) };
    let video = probe::choose_video(preset, shape)?;
    let (audio, _) = probe::choose_audio(preset.audio)?;
    Ok(Encoders { video, audio })
}
