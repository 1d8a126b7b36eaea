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
    /// How its text is turned into phonemes. Voices that read letters may leave it out.
    #[serde(default)]
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
    /// What its symbols are.
    #[serde(default)]
    pub phoneme_type: PhonemeType,
    /// What is said for a symbol that the voice was not trained on.
    #[serde(default)]
    pub phoneme_map: BTreeMap<String, Vec<String>>,
    /// How many people it speaks as.
    #[serde(default = "one")]
    pub num_speakers: i32,
    /// What these are called, and their numbers.
    #[serde(default)]
    pub speaker_id_map: BTreeMap<String, i32>,
}

/// What the symbols of a voice are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhonemeType {
    /// Phonemes in IPA, as espeak-ng gives them.
    #[default]
    Espeak,
    /// The letters of the text.
    Text,
    /// Anything else, as the Chinese syllables of newer voices.
    #[serde(other)]
    Other,
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
#[derive(Clone, Debug, Default, Deserialize)]
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

fn one() -> i32 {
    1
}

impl PiperConfig {
    /// Reads and checks the file. Fails when it is not such a file or asks for what no voice asks for.
    pub fn read(path: &Path) -> Result<Self, SpeechError> {
        let size = std::fs::metadata(path).map_err(|err| SpeechError::from_io(path, err))?.len();
        if size > BYTES_MAX {
            return Err(SpeechError::damaged(path, "it is far too large"));
        }
        let text = std::fs::read(path).map_err(|err| SpeechError::from_io(path, err))?;
        if text.is_empty() {
            return Err(SpeechError::damaged(path, "it is empty"));
        }
        let config: Self = serde_json::from_slice(&text)
            .map_err(|err| SpeechError::damaged(path, &format!("it cannot be read ({err})")))?;
        if config.phoneme_type == PhonemeType::Other {
            let reason = "it needs other symbols than phonemes or letters";
            return Err(SpeechError::unsupported(path, reason));
        }
        config.check().map_err(|reason| SpeechError::damaged(path, &reason))?;
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
        if self.phoneme_type == PhonemeType::Espeak && self.espeak.voice.is_empty() {
            return Err("it does not say which language its phonemes are of".to_owned());
        }
        let known = 0..self.num_speakers;
        if known.is_empty() || self.speaker_id_map.values().any(|number| !known.contains(number)) {
            return Err("its list of speakers does not fit their number".to_owned());
        }
        for edge in ["^", "$", "_"] {
            if self.ids(edge).is_empty() {
                return Err(format!("it gives no id for \"{edge}\""));
            }
        }
        Ok(())
    }

    /// The number of a speaker, by name or as a number. `None` when the voice has no such speaker.
    pub fn speaker(&self, name: &str) -> Option<i32> {
        let number = || name.parse().ok().filter(|number| (0..self.num_speakers).contains(number));
        self.speaker_id_map.get(name).copied().or_else(number)
    }

    /// The ids of a phoneme; none when the voice does not know it.
    pub fn ids(&self, phoneme: &str) -> &[i32] {
        self.phoneme_id_map.get(phoneme).map_or(&[], Vec::as_slice)
    }
}
