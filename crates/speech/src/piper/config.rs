//! The JSON file beside a Piper voice: its rate, language, scales and phoneme ids.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::error::SpeechError;

/// The most bytes that such a file may have; real ones have 5 to 20 KB.
const BYTES_MAX: u64 = 1024 * 1024;

/// What of the file is used.
#[derive(Clone, Debug, Deserialize)]
pub struct PiperConfig {
    /// The sound the voice makes.
    pub audio: AudioConfig,
    /// How its text is turned into phonemes.
    pub espeak: EspeakConfig,
    /// The scales its makers chose.
    #[serde(default)]
    pub inference: Inference,
    /// The ids of each phoneme; one code point each.
    pub phoneme_id_map: BTreeMap<String, Vec<i32>>,
    /// The language it speaks, in the files of this decade.
    #[serde(default)]
    pub language: Option<LanguageConfig>,
    /// What it was trained on, by which it is called.
    #[serde(default)]
    pub dataset: Option<String>,
}

/// The sound a voice makes.
#[derive(Clone, Debug, Deserialize)]
pub struct AudioConfig {
    /// Samples in a second.
    pub sample_rate: u32,
    /// "x_low", "low", "medium" or "high".
    #[serde(default)]
    pub quality: Option<String>,
}

/// How text is turned into phonemes.
#[derive(Clone, Debug, Deserialize)]
pub struct EspeakConfig {
    /// The espeak-ng language.
    pub voice: String,
}

/// How much the voice varies and how slow it speaks.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct Inference {
    /// Variation of the sound.
    pub noise_scale: f32,
    /// Length of phonemes.
    pub length_scale: f32,
    /// Variation of lengths.
    pub noise_w: f32,
}

impl Default for Inference {
    fn default() -> Self {
        Self { noise_scale: 0.667, length_scale: 1.0, noise_w: 0.8 }
    }
}

/// The language a voice speaks.
#[derive(Clone, Debug, Deserialize)]
pub struct LanguageConfig {
    /// Language and country: "en_US".
    pub code: String,
    /// The country in English.
    #[serde(default)]
    pub country_english: Option<String>,
}

impl PiperConfig {
    /// Reads and checks the file. Fails when it is not such a file or asks for what no voice asks for.
    pub fn read(path: &Path) -> Result<Self, SpeechError> {
        let damaged = |reason: String| SpeechError::VoiceDamaged { path: path.to_owned(), reason };
        let size = std::fs::metadata(path).map_err(|err| SpeechError::from_io(path, err))?.len();
        if size > BYTES_MAX {
            return Err(damaged("it is far too large".to_owned()));
        }
        let text = std::fs::read(path).map_err(|err| SpeechError::from_io(path, err))?;
        let config: Self = serde_json::from_slice(&text).map_err(|err| damaged(err.to_string()))?;
        config.check().map_err(damaged)?;
        Ok(config)
    }

    fn check(&self) -> Result<(), String> {
        if !(8_000..=48_000).contains(&self.audio.sample_rate) {
            return Err(format!("a rate of {} samples a second is not a voice's", self.audio.sample_rate));
        }
        let Inference { noise_scale, length_scale, noise_w } = self.inference;
        if !(0.0..=2.0).contains(&noise_scale)
            || !(0.0..=2.0).contains(&noise_w)
            || !(0.1..=4.0).contains(&length_scale)
        {
            return Err("its scales are out of range".to_owned());
        }
        for edge in ["^", "$", "_"] {
            if self.ids(edge).is_empty() {
                return Err(format!("it gives no id for \"{edge}\""));
            }
        }
        Ok(())
    }

    /// The ids of a phoneme; none when the voice does not know it.
    pub fn ids(&self, phoneme: &str) -> &[i32] {
        self.phoneme_id_map.get(phoneme).map_or(&[], Vec::as_slice)
    }
}
