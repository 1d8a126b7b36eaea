//! Local voices: text in, samples and the exact times of words and phonemes out. No network.

pub mod error;
pub mod espeak;
pub mod length;
pub mod normalise;
pub mod voices;
mod cache;
mod files;
mod piper;
mod resample;
mod sound;
mod timing;
mod warning;

use types::voice::{PhonemeTime, Respelling, VoiceSettings, WordTime};

use crate::error::SpeechError;
use crate::length::Length;

/// The longest text that is spoken in one go, in bytes: about a quarter of an hour.
pub const TEXT_BYTES_MAX: usize = 16 * 1024;

/// A voice that speaks on this machine.
pub trait Voice: Send + Sync {
    /// What it is, as it stands in lists.
    fn description(&self) -> &types::voice::Voice;

    /// Speaks a line. The same request gives the same sound. Fails when nothing in it can be spoken, when it is
    /// longer than [`TEXT_BYTES_MAX`], or when the voice's files or libespeak-ng are missing or damaged.
    fn speak(&self, request: &SpeakRequest) -> Result<Spoken, SpeechError>;

    /// How long each of those lines takes. Voices that know a quicker way than to speak them take it. Fails as
    /// [`Voice::speak`] does, except that a line in which nothing can be spoken takes no time.
    fn lengths(&self, requests: &[SpeakRequest]) -> Result<Vec<Length>, SpeechError> {
        let length = |request| match self.speak(request) {
            Ok(spoken) => Ok(Length::Exact(spoken.samples.len() as u64)),
            Err(SpeechError::NothingToSay) => Ok(Length::Exact(0)),
            Err(error) => Err(error),
        };
        requests.iter().map(length).collect()
    }
}

/// What a voice is to say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SpeakRequest {
    /// The line as written.
    pub text: String,
    /// Pace, pitch and volume.
    pub settings: VoiceSettings,
    /// How names are to be said.
    pub respellings: Vec<Respelling>,
}

impl SpeakRequest {
    /// That text, as the voice speaks by itself.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// A spoken line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spoken {
    /// Mono at 48 kHz. Within -1 to 1 unless the volume was raised.
    pub samples: Vec<f32>,
    /// Every word of the line that is spoken, in order; times do not overlap and lie within the sound.
    pub words: Vec<WordTime>,
    /// What the mouth does, in order; times do not overlap and lie within the sound.
    pub phonemes: Vec<PhonemeTime>,
    /// What is said wrongly, in sentences for the user; usually nothing.
    pub warnings: Vec<String>,
}

/// The line as it is to be read, after the checks that every voice makes.
fn reading(request: &SpeakRequest, language: &str) -> Result<normalise::Reading, SpeechError> {
    let bytes = request.text.len();
    if bytes > TEXT_BYTES_MAX {
        return Err(SpeechError::TextTooLong { bytes, limit_bytes: TEXT_BYTES_MAX });
    }
    let reading = normalise::normalise(&request.text, language, &request.respellings);
    if reading.is_silent() { Err(SpeechError::NothingToSay) } else { Ok(reading) }
}
