//! Voices, their settings, and when words and phonemes are spoken.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A voice that can be chosen, as it is shown in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Voice {
    /// Its name for programs: the engine, a colon, and what the engine calls it.
    pub id: VoiceId,
    /// Its name for people.
    pub name: String,
    /// The language it speaks, as a BCP 47 tag: `en-US`, `de`, `pt-BR`.
    pub language: String,
    /// The accent in plain words, where it has one: "American".
    pub accent: Option<String>,
    /// How it sounds.
    pub gender: VoiceGender,
    /// How old it sounds.
    pub age: VoiceAge,
    /// The way it speaks, in a word or two: "conversational".
    pub style: String,
    /// What makes it speak.
    pub engine: VoiceEngine,
    /// The licence of the voice, as its makers name it.
    pub licence: String,
    /// How much has to be fetched before it speaks, in bytes; 0 when it needs no files of its own.
    pub download_bytes: u64,
    /// Whether it can speak now or its files have to be fetched first.
    pub availability: Availability,
    /// How good it is for a draft.
    pub tier: VoiceTier,
}

/// The name of a voice: `piper:en_US-joe-medium`, `piper:es_ES-sharvard-medium#F` where a network has several
/// speakers, `espeak:de`, `espeak:de+f3` for another way of speaking, `elevenlabs:<id>`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VoiceId(pub String);

impl VoiceId {
    /// The voice that `engine` calls `name`.
    pub fn new(engine: VoiceEngine, name: &str) -> Self {
        Self(format!("{}:{name}", engine.prefix()))
    }

    /// The engine and what it calls the voice. `None` when the name has no known engine before a colon.
    pub fn parts(&self) -> Option<(VoiceEngine, &str)> {
        let (prefix, name) = self.0.split_once(':')?;
        let engine = VoiceEngine::ALL.into_iter().find(|engine| engine.prefix() == prefix)?;
        (!name.is_empty()).then_some((engine, name))
    }
}

impl std::fmt::Display for VoiceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// What makes a voice speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoiceEngine {
    /// A neural voice on this machine.
    Piper,
    /// The rule-made voice of over a hundred languages on this machine.
    Espeak,
    /// A voice of ElevenLabs, through the service.
    Elevenlabs,
}

impl VoiceEngine {
    /// Every engine.
    pub const ALL: [Self; 3] = [Self::Piper, Self::Espeak, Self::Elevenlabs];

    /// What stands before the colon in the ids of its voices.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Piper => "piper",
            Self::Espeak => "espeak",
            Self::Elevenlabs => "elevenlabs",
        }
    }
}

/// How a voice sounds to listeners.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoiceGender {
    /// Like a woman.
    Female,
    /// Like a man.
    Male,
    /// Like neither or like both.
    Neutral,
}

/// How old a voice sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoiceAge {
    /// Up to about 30.
    Young,
    /// About 30 to 55.
    Middle,
    /// Above.
    Old,
}

/// Whether a voice can speak on this machine now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// It can speak now.
    Installed,
    /// Its files can be fetched.
    Installable,
}

/// How good a voice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoiceTier {
    /// Understood, but plainly a machine: used where nothing better speaks the language.
    LastResort,
    /// Pleasant enough to judge an ad by.
    Draft,
    /// Good enough to publish.
    Final,
}

/// How a voice is asked to speak. Always inside its ranges.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "LooseSettings", into = "LooseSettings")]
pub struct VoiceSettings {
    rate: f32,
    pitch_semitones: f32,
    volume: f32,
}

impl VoiceSettings {
    /// Slowest and fastest pace, as a multiple of the voice's own.
    pub const RATE_RANGE: [f32; 2] = [0.5, 2.0];
    /// Lowest and highest pitch, in semitones from the voice's own.
    pub const PITCH_SEMITONES_RANGE: [f32; 2] = [-12.0, 12.0];
    /// Least and most gain, as a multiple of amplitude.
    pub const VOLUME_RANGE: [f32; 2] = [0.0, 4.0];

    /// Settings of that pace (0.5 to 2), pitch in semitones (-12 to 12) and gain (0 to 4, 1 leaves it alone).
    /// Fails when one lies outside.
    pub fn new(rate: f32, pitch_semitones: f32, volume: f32) -> Result<Self, VoiceSettingsError> {
        let [rate_min, rate_max] = Self::RATE_RANGE;
        let [pitch_min, pitch_max] = Self::PITCH_SEMITONES_RANGE;
        let [volume_min, volume_max] = Self::VOLUME_RANGE;
        // NaN lies in no range, so it is refused too.
        if !(rate_min..=rate_max).contains(&rate) {
            return Err(VoiceSettingsError::Rate);
        }
        if !(pitch_min..=pitch_max).contains(&pitch_semitones) {
            return Err(VoiceSettingsError::Pitch);
        }
        if !(volume_min..=volume_max).contains(&volume) {
            return Err(VoiceSettingsError::Volume);
        }
        // Adding zero turns -0 into 0, which would otherwise be another name for the same sound.
        Ok(Self { rate: rate + 0.0, pitch_semitones: pitch_semitones + 0.0, volume: volume + 0.0 })
    }

    /// The pace as a multiple of the voice's own, 0.5 to 2.
    pub fn rate(&self) -> f32 {
        self.rate
    }

    /// Semitones above the voice's own pitch, -12 to 12.
    pub fn pitch_semitones(&self) -> f32 {
        self.pitch_semitones
    }

    /// The gain as a multiple of amplitude, 0 to 4.
    pub fn volume(&self) -> f32 {
        self.volume
    }
}

impl Default for VoiceSettings {
    fn default() -> Self {
        Self { rate: 1.0, pitch_semitones: 0.0, volume: 1.0 }
    }
}

/// Why settings of a voice were refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VoiceSettingsError {
    /// The pace is outside its range.
    #[error("a voice's rate lies from 0.5 to 2")]
    Rate,
    /// The pitch is outside its range.
    #[error("a voice's pitch lies from -12 to 12 semitones")]
    Pitch,
    /// The gain is outside its range.
    #[error("a voice's volume lies from 0 to 4")]
    Volume,
}

/// Settings as they are written, before they were checked. What is left out stays as the voice has it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
struct LooseSettings {
    rate: f32,
    pitch_semitones: f32,
    volume: f32,
}

impl Default for LooseSettings {
    fn default() -> Self {
        VoiceSettings::default().into()
    }
}

impl From<VoiceSettings> for LooseSettings {
    fn from(settings: VoiceSettings) -> Self {
        Self { rate: settings.rate, pitch_semitones: settings.pitch_semitones, volume: settings.volume }
    }
}

impl TryFrom<LooseSettings> for VoiceSettings {
    type Error = VoiceSettingsError;

    fn try_from(loose: LooseSettings) -> Result<Self, Self::Error> {
        Self::new(loose.rate, loose.pitch_semitones, loose.volume)
    }
}

/// When a word of a line is spoken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordTime {
    /// The word as it is written in the line, with the punctuation that touches it: "$3.50," .
    pub text: String,
    /// Where it stands in the line, in bytes of UTF-8.
    pub bytes: Range<usize>,
    /// The sample at 48 kHz at which it starts, from the start of the line's sound.
    pub start: i64,
    /// The sample at 48 kHz at which it ends; never before `start`.
    pub end: i64,
}

/// When a phoneme is spoken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhonemeTime {
    /// The phoneme in IPA, as espeak-ng writes it, without stress marks: "oʊ", "tʃ". Empty for silence.
    pub phoneme: String,
    /// The sample at 48 kHz at which it starts, from the start of the line's sound.
    pub start: i64,
    /// The sample at 48 kHz at which it ends; never before `start`.
    pub end: i64,
}

/// How a name that voices get wrong is to be said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Respelling {
    /// The word or words as written; found whatever their case.
    pub written: String,
    /// What the voice reads in their place: "Nye-key" for "Nike".
    pub spoken: String,
}
