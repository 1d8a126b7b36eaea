//! Neural voices of the Piper project: phonemes from libespeak-ng, sound from the voice's own network.

mod align;
mod config;
mod letters;
mod model;
mod noise;
mod structure;
mod symbols;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};
use types::time::SAMPLE_RATE;
use types::voice::Voice as Description;

use crate::error::SpeechError;
use crate::espeak::Espeak;
use crate::length::{Weighed, Weight, weight_of};
use crate::normalise::{Reading, Token};
use crate::resample::resample;
use crate::sound;
use crate::timing::word_times;
use crate::{SpeakRequest, Spoken, Voice};

pub use config::PiperConfig;
use model::{Manner, PiperModel, Rendered};
use symbols::Sentence;

/// Silence between two sentences of a line at normal pace: 0.25 s at 48 kHz, besides what each ends with.
const GAP_SAMPLES: f32 = 12_000.0;

/// A Piper voice. Its network is loaded when it first speaks.
pub struct PiperVoice {
    description: Description,
    config: PiperConfig,
    /// Which of the voice's speakers speaks.
    speaker: i32,
    model_path: PathBuf,
    model: Mutex<Option<Arc<PiperModel>>>,
}

impl PiperVoice {
    /// The voice of those two files, as that one of its speakers.
    pub fn new(description: Description, config: PiperConfig, speaker: i32, model_path: &Path) -> Self {
        Self { description, config, speaker, model_path: model_path.to_owned(), model: Mutex::new(None) }
    }

    fn model(&self) -> Result<Arc<PiperModel>, SpeechError> {
        let mut slot = self.model.lock().unwrap_or_else(PoisonError::into_inner);
        match slot.as_ref() {
            Some(model) => Ok(Arc::clone(model)),
            None => Ok(Arc::clone(slot.insert(Arc::new(PiperModel::load(&self.model_path)?)))),
        }
    }

    fn speak_sentence(
        &self,
        request: &SpeakRequest,
        sentence: &Sentence,
        tokens: &[Token],
    ) -> Result<Spoken, SpeechError> {
        let (slowness, pitch) = slowness(request);
        let manner = Manner {
            inference: &self.config.inference,
            slowness,
            speaker: self.speaker,
            seed: seed_of(&sentence.ids),
        };
        let rendered = self.model()?.render(&sentence.ids, &manner)?;
        let source_rate = f64::from(self.config.audio.sample_rate) * f64::from(pitch);
        let ratio = SAMPLE_RATE as f64 / source_rate;
        Ok(timed(request, sentence, tokens, (rendered, ratio)))
    }
}

impl Voice for PiperVoice {
    fn description(&self) -> &Description {
        &self.description
    }

    fn speak(&self, request: &SpeakRequest) -> Result<Spoken, SpeechError> {
        let reading = crate::reading(request, &self.description.language)?;
        let espeak = Espeak::shared()?;
        let sentences = symbols::sentences(&reading.tokens, slowness(request).0, &self.config, &espeak)?;
        let mut spoken = Vec::with_capacity(sentences.len());
        for sentence in &sentences {
            let tokens = reading.tokens.get(sentence.tokens.clone()).unwrap_or_default();
            spoken.push(sound::trimmed(self.speak_sentence(request, sentence, tokens)?));
        }
        if spoken.iter().all(|sentence| sentence.samples.is_empty()) {
            return Err(SpeechError::NothingToSay);
        }
        Ok(sound::joined(spoken, (GAP_SAMPLES / request.settings.rate()) as usize))
    }
}

impl Weighed for PiperVoice {
    fn weight(&self, request: &SpeakRequest, reading: &Reading) -> Result<Weight, SpeechError> {
        let espeak = Espeak::shared()?;
        let sentences = symbols::sentences(&reading.tokens, slowness(request).0, &self.config, &espeak)?;
        let weights = sentences.iter().map(|sentence| Weight::of(weight_of(sentence.symbols())));
        let joined = weights.reduce(|before, next| before.followed_by(GAP_SAMPLES, next));
        joined.ok_or(SpeechError::NothingToSay)
    }
}

/// How much longer than the voice's own every sound lasts when it is made, and how much faster it is played
/// then. A higher voice is spoken slower and played faster: no sound is stretched, so nothing smears.
fn slowness(request: &SpeakRequest) -> (f32, f32) {
    let pitch = 2.0_f32.powf(request.settings.pitch_semitones() / 12.0);
    (pitch / request.settings.rate(), pitch)
}

/// Puts times at 48 kHz on the sound of a sentence, and brings it to that rate.
fn timed(
    request: &SpeakRequest,
    sentence: &Sentence,
    tokens: &[Token],
    (rendered, ratio): (Rendered, f64),
) -> Spoken {
    let samples = resample(&rendered.samples, ratio);
    let mut edges = Vec::with_capacity(rendered.id_samples.len() + 1);
    let mut position = 0;
    edges.push(0);
    for count in &rendered.id_samples {
        position += count;
        edges.push((position as f64 * ratio).round() as i64);
    }
    let (heard, phonemes) = sentence.times(&edges, tokens.len());
    let words = word_times(&request.text, tokens, &heard, samples.len() as i64);
    Spoken { samples, words, phonemes, warnings: Vec::new() }
}

/// The same sentence sounds the same wherever it stands; another one varies otherwise.
fn seed_of(ids: &[i32]) -> u64 {
    let mut hash = Sha256::new();
    ids.iter().for_each(|id| hash.update(id.to_le_bytes()));
    let hash = hash.finalize();
    hash.iter().take(8).fold(0, |seed, byte| seed << 8 | u64::from(*byte))
}
