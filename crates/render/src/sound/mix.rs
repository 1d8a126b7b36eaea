//! Puts placed sounds together, exact to the sample: any block can be asked for at any time and is the same.

use std::sync::Arc;

use types::keyframe::Animated;

use crate::sound::duck::DuckCurve;
use crate::sound::source::SoundSource;
use crate::sound::{amplitude, contained};

/// Frames mixed at a time, so that the sound of one source stays in the processor's cache.
const BLOCK: usize = 1024;

/// A stretch of a source on the timeline. All lengths and times are samples at 48 kHz.
pub struct PlacedSound {
    /// What is heard.
    pub source: Arc<dyn SoundSource>,
    /// Where on the timeline it begins.
    pub start: i64,
    /// How long it is on the timeline.
    pub length: i64,
    /// Where in the source it begins.
    pub in_point: i64,
    /// How loud, in decibels; keyframes count samples from the start of the clip.
    pub gain_db: Animated,
    /// How it comes in.
    pub fade_in: Fade,
    /// How it goes out.
    pub fade_out: Fade,
    /// How it gives way to speech.
    pub duck: Option<Arc<DuckCurve>>,
}

/// How a sound comes in or goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fade {
    /// Over how many samples; 0 is at once.
    pub length: i64,
    /// In which curve.
    pub shape: FadeShape,
}

/// The curve of a fade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FadeShape {
    /// A quarter of a sine: two different sounds that cross keep their power.
    EqualPower,
    /// A straight line: two parts of the same sound that cross add up to it.
    Linear,
}

impl Fade {
    /// No fade.
    pub const NONE: Self = Self { length: 0, shape: FadeShape::Linear };
    /// Two milliseconds: too short to be heard as a fade, long enough that a cut into sound does not click.
    pub const CLICK_FREE: Self = Self { length: 96, shape: FadeShape::Linear };

    /// The factor `at` samples after the start of a fade-in: 0 at its start, 1 from its end on.
    pub fn level(self, at: i64) -> f32 {
        if at >= self.length {
            return 1.0;
        }
        let share = at.max(0) as f64 / self.length as f64;
        match self.shape {
            FadeShape::Linear => share as f32,
            FadeShape::EqualPower => (share * std::f64::consts::FRAC_PI_2).sin() as f32,
        }
    }
}

impl PlacedSound {
    /// The whole of what `source` has from its start on, as loud as it is.
    pub fn new(source: Arc<dyn SoundSource>, start: i64, length: i64) -> Self {
        Self {
            source,
            start,
            length,
            in_point: 0,
            gain_db: Animated::Fixed(0.0),
            fade_in: Fade::NONE,
            fade_out: Fade::NONE,
            duck: None,
        }
    }

    fn end(&self) -> i64 {
        self.start.saturating_add(self.length)
    }

    /// The factor at `at` samples after its start, ducking apart.
    fn level(&self, at: i64) -> f32 {
        let fades = self.fade_in.level(at) * self.fade_out.level(self.length - at);
        if fades == 0.0 { 0.0 } else { fades * amplitude(self.gain_db.at(at)) }
    }

    /// The one factor that holds from `at` on for `count` samples, if there is one.
    fn steady_level(&self, at: i64, count: i64) -> Option<f32> {
        let inside = at >= self.fade_in.length && at + count <= self.length - self.fade_out.length;
        match &self.gain_db {
            Animated::Fixed(db) if inside => Some(amplitude(*db)),
            Animated::Fixed(_) | Animated::Keys(_) => None,
        }
    }

    fn add(&self, at: i64, scratch: &mut [f32], out: &mut [f32]) {
        self.source.read(self.in_point.saturating_add(at), scratch);
        let steady = self.steady_level(at, (out.len() / 2) as i64);
        for (index, (sum, sound)) in out.chunks_exact_mut(2).zip(scratch.chunks_exact(2)).enumerate() {
            let here = at + index as i64;
            let level = steady.unwrap_or_else(|| self.level(here));
            let level = self.duck.as_ref().map_or(level, |duck| level * duck.level(self.start + here));
            sum[0] += contained(sound[0]) * level;
            sum[1] += contained(sound[1]) * level;
        }
    }
}

/// All sounds of a timeline.
#[derive(Default)]
pub struct Mixer {
    sounds: Vec<PlacedSound>,
}

impl Mixer {
    /// A mixer of `sounds`. They are added in this order, so the same list gives the same bits.
    pub fn new(sounds: Vec<PlacedSound>) -> Self {
        Self { sounds }
    }

    /// Fills `out`, interleaved stereo, with the timeline's sound from sample `from` on. The same samples come
    /// out whatever was asked for before, and however the timeline is cut into blocks. Nothing limits the sum:
    /// that is for [`crate::sound::limiter`].
    pub fn block(&self, from: i64, out: &mut [f32]) {
        out.fill(0.0);
        let mut scratch = [0.0; 2 * BLOCK];
        for (index, part) in out.chunks_mut(2 * BLOCK).enumerate() {
            self.add_all(from.saturating_add((index * BLOCK) as i64), &mut scratch, part);
        }
    }

    fn add_all(&self, from: i64, scratch: &mut [f32], out: &mut [f32]) {
        let to = from.saturating_add((out.len() / 2) as i64);
        for sound in &self.sounds {
            let (first, last) = (sound.start.max(from), sound.end().min(to));
            if first < last {
                let range = 2 * (first - from) as usize..2 * (last - from) as usize;
                let out = &mut out[range];
                sound.add(first - sound.start, &mut scratch[..out.len()], out);
            }
        }
    }
}
