//! How long lines take to speak, told without speaking them.
//!
//! A line that was spoken before has an exact length. For others the voice's phonemes are weighed, which takes
//! milliseconds, and multiplied by the voice's pace: how long it needs for a unit of weight, measured once on a take.
//! A script comes out within a tenth, mostly; a line of a few words may be two fifths off.

use serde::{Deserialize, Serialize};

use crate::error::SpeechError;
use crate::normalise::{Pause, Reading};
use crate::sound::{LEAD_SAMPLES, TAIL_SAMPLES};
use crate::{SpeakRequest, Voice};

/// How long a line takes, in samples at 48 kHz.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// As long as the take that is kept; 0 for a line in which nothing is spoken.
    Exact(u64),
    /// About as long.
    Estimated(u64),
}

impl Length {
    /// The samples, however they are known.
    pub fn samples(self) -> u64 {
        match self {
            Self::Exact(samples) | Self::Estimated(samples) => samples,
        }
    }
}

/// What a line has to be spoken of.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Weight {
    /// Sounds and the pauses that the voice makes itself; a vowel weighs 1.
    pub sounds: f32,
    /// Samples of silence that are put in at normal pace.
    pub silence: f32,
    /// Samples that stay at both ends at any pace.
    pub edges: f32,
}

/// How long a voice needs for a unit of weight, in samples at normal pace.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Pace(f32);

/// A voice whose lines can be weighed.
pub(crate) trait Weighed: Voice {
    /// The weight of a line, without any sound being made.
    fn weight(&self, request: &SpeakRequest, reading: &Reading) -> Result<Weight, SpeechError>;
}

impl Weight {
    /// Sounds in one stretch that is trimmed at both ends.
    pub fn of(sounds: f32) -> Self {
        Self { sounds, silence: 0.0, edges: (LEAD_SAMPLES + TAIL_SAMPLES) as f32 }
    }

    /// This and what follows after that many samples of silence.
    pub fn followed_by(self, silence: f32, next: Self) -> Self {
        Self {
            sounds: self.sounds + next.sounds,
            silence: self.silence + silence + next.silence,
            edges: self.edges + next.edges,
        }
    }

    /// How long it takes a voice of that pace at that multiple of its normal rate, in samples.
    pub fn samples(self, pace: Pace, rate: f32) -> u64 {
        (self.edges + (self.silence + self.sounds * pace.0) / rate.max(0.1)).round().max(0.0) as u64
    }
}

impl Pace {
    /// The pace of a voice that took so many samples at normal rate for that weight; none where nothing can be told
    /// from it.
    pub fn of(weight: Weight, samples: usize) -> Option<Self> {
        let pace = (samples as f32 - weight.edges - weight.silence) / weight.sounds;
        Self(pace).usable()
    }

    /// The pace, if a voice can have it: from 10 ms to 1 s for a vowel.
    pub fn usable(self) -> Option<Self> {
        (480.0..=48_000.0).contains(&self.0).then_some(self)
    }
}

/// The weight of phonemes in IPA, or of letters where a voice reads those. The shares are rounded from the mean
/// lengths in takes of the voices that come with the product.
pub(crate) fn weight_of(symbols: impl Iterator<Item = char>) -> f32 {
    symbols.map(weight_of_symbol).sum()
}

/// The weight of the pause that a voice makes at punctuation.
pub(crate) fn weight_of_pause(pause: Pause) -> f32 {
    pause.mark().chars().map(weight_of_symbol).sum()
}

fn weight_of_symbol(symbol: char) -> f32 {
    match symbol {
        'ː' => 0.5,
        'ˈ' | 'ˌ' => 0.2,
        ' ' => 0.2,
        ',' => 3.0,
        ';' | ':' | '—' => 3.5,
        '.' | '!' | '?' => 1.5,
        symbol if is_vowel(symbol) => 1.0,
        symbol if symbol.is_alphabetic() => 0.8,
        _ => 0.0,
    }
}

fn is_vowel(symbol: char) -> bool {
    "aeiouyɑɐɒæɔəɘɚɛɜɝɞɨɪɵøœɶʉʊʌɤɯʏᵻ".contains(symbol)
}
