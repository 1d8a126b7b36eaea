//! The sound of a whole document, measured once and then given out at its loudness.

use std::sync::Arc;

use render::score::{Sounds, score};
use render::sound::limiter::Limiter;
use render::sound::loudness::{Level, Loudness, Measured, Meter, Target};
use render::sound::mix::Mixer;
use types::document::{self, Document};
use types::time::SAMPLE_RATE;

use crate::cancel::Cancel;
use crate::error::EngineError;
use crate::export::SoundSource;

/// Sound mixed at a time: a second.
const BLOCK: i64 = SAMPLE_RATE;
/// Lossy encoders overshoot the peaks they are given by about half a decibel.
const ENCODER_OVERSHOOT_DB: f64 = 0.6;

/// The sound of a document.
pub struct Mixdown {
    mixer: Arc<Mixer>,
    samples: i64,
    measured: Measured,
    target: Option<Target>,
}

/// Whether the sound is brought to the document's loudness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leveling {
    /// It is.
    ToTarget,
    /// It stays as mixed.
    AsMixed,
}

impl Mixdown {
    /// Mixes and measures the sound of `document`. `told` hears how many seconds of how many are done.
    ///
    /// # Errors
    /// `Cancelled`.
    pub fn new(
        document: &Document,
        sounds: &dyn Sounds,
        leveling: Leveling,
        watch: (&dyn Fn(i64, i64), &Cancel),
    ) -> Result<Self, EngineError> {
        Self::of(Arc::new(score(document, sounds)), document, leveling, watch)
    }

    /// Measures the sound of `document`, whose score is `mixer`; otherwise as [`Self::new`].
    ///
    /// # Errors
    /// `Cancelled`.
    pub fn of(
        mixer: Arc<Mixer>,
        document: &Document,
        leveling: Leveling,
        (told, cancel): (&dyn Fn(i64, i64), &Cancel),
    ) -> Result<Self, EngineError> {
        let samples = document.samples();
        let mut meter = Meter::new();
        let mut block = vec![0.0; 2 * BLOCK as usize];
        for from in (0..samples).step_by(BLOCK as usize) {
            if cancel.is_cancelled() {
                return Err(EngineError::Cancelled);
            }
            told(from / BLOCK, samples / BLOCK);
            let out = &mut block[..2 * BLOCK.min(samples - from) as usize];
            mixer.block(from, out);
            meter.push(out);
        }
        let target = (leveling == Leveling::ToTarget).then(|| target_of(&document.loudness));
        Ok(Self { mixer, samples, measured: meter.finish(), target })
    }

    /// How loud the mix is before it is brought to its target.
    pub fn loudness(&self) -> Loudness {
        self.measured.loudness()
    }

    /// Whether there is anything to hear.
    pub fn is_silent(&self) -> bool {
        self.loudness().true_peak_dbtp <= -120.0
    }

    /// What brings the mix to its target; `None` where it stays as mixed.
    pub fn level(&self) -> Option<Level> {
        self.target.as_ref().map(|target| self.measured.level_for(target))
    }

    /// How loud it is at its target, in LUFS; none for silence or where it stays as mixed.
    pub fn foreseen_lufs(&self) -> Option<f64> {
        self.measured.foreseen(self.target.as_ref()?)
    }

    /// The sound in order, at its loudness.
    pub fn source(&self) -> LevelledSound {
        let limiter = self.level().map(Level::limiter);
        LevelledSound {
            mixer: Arc::clone(&self.mixer),
            samples: self.samples,
            limiter,
            mixed: 0,
            ready: Vec::new(),
            given: 0,
        }
    }
}

/// What a document asks for, as the limiter is told: a little less, because of encoders.
pub fn target_of(loudness: &document::Loudness) -> Target {
    Target {
        integrated_lufs: f64::from(loudness.target_lufs),
        true_peak_dbtp: f64::from(loudness.peak_dbtp) - ENCODER_OVERSHOOT_DB,
    }
}

/// Sound that is asked for in order.
pub struct LevelledSound {
    mixer: Arc<Mixer>,
    samples: i64,
    limiter: Option<Limiter>,
    mixed: i64,
    ready: Vec<f32>,
    given: usize,
}

impl LevelledSound {
    fn mix_more(&mut self) {
        let count = BLOCK.min((self.samples - self.mixed).max(0));
        self.ready.drain(..self.given);
        self.given = 0;
        if count == 0 {
            match self.limiter.take() {
                Some(limiter) => limiter.finish(&mut self.ready),
                // Past the end is silence.
                None => self.ready.resize(self.ready.len() + 2 * BLOCK as usize, 0.0),
            }
            return;
        }
        let mut block = vec![0.0; 2 * count as usize];
        self.mixer.block(self.mixed, &mut block);
        self.mixed += count;
        match &mut self.limiter {
            Some(limiter) => limiter.push(&block, &mut self.ready),
            None => self.ready.append(&mut block),
        }
    }
}

impl SoundSource for LevelledSound {
    fn read(&mut self, _from: i64, out: &mut [f32]) -> Result<(), EngineError> {
        while self.ready.len() - self.given < out.len() {
            self.mix_more();
        }
        let end = self.given + out.len();
        out.copy_from_slice(&self.ready[self.given..end]);
        self.given = end;
        Ok(())
    }
}
