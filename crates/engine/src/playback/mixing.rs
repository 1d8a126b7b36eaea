//! Mixes a programme a block at a time, in the order in which it is played.

use std::collections::VecDeque;

use render::sound::amplitude;
use render::sound::limiter::Limiter;
use types::time::SAMPLE_RATE;

use super::line::Stretch;
use super::programme::Programme;

/// Samples mixed at a time: 21 ms. A document that was edited is heard from the next block on.
const BLOCK: i64 = 1024;
/// A new gain is reached over so many samples, so that nobody hears it jump.
const GLIDE: i64 = SAMPLE_RATE;

/// A programme that is being played.
pub(super) struct Mixing {
    programme: Programme,
    /// The next sample to be mixed.
    next: i64,
    gain: Gain,
    /// Brings nothing to a level by itself, and nothing over its limit; `None` after the end.
    limiter: Option<Limiter>,
    /// What went into the limiter and has not come out.
    inside: VecDeque<Stretch>,
}

/// A factor on its way to another.
struct Gain {
    now: f32,
    to: f32,
    left: i64,
}

impl Mixing {
    pub(super) fn new(programme: Programme, from: i64) -> Self {
        let level = programme.level;
        let gain = amplitude(level.gain_db);
        Self {
            next: from.clamp(0, programme.end.max(0)),
            gain: Gain { now: gain, to: gain, left: 0 },
            limiter: Some(Limiter::new(0.0, level.limit_dbtp)),
            inside: VecDeque::new(),
            programme,
        }
    }

    /// Goes on with another programme from where it is.
    pub(super) fn change(&mut self, programme: Programme) {
        self.gain.glide(amplitude(programme.level.gain_db));
        self.programme = programme;
    }

    /// Mixes a block into `sound`, interleaved stereo, and says where on the timeline it lies. `false` when that was
    /// the last.
    pub(super) fn more(&mut self, sound: &mut Vec<f32>, stretches: &mut Vec<Stretch>) -> bool {
        let before = sound.len();
        let stretch = self.next_stretch();
        let goes_on = match (stretch, self.limiter.take()) {
            (Some(stretch), Some(mut limiter)) => {
                let mut block = vec![0.0; 2 * stretch.samples as usize];
                self.programme.mixer.block(stretch.at, &mut block);
                self.gain.apply(&mut block);
                limiter.push(&block, sound);
                self.limiter = Some(limiter);
                self.inside.push_back(stretch);
                self.next = stretch.at + stretch.samples;
                true
            }
            (None, Some(limiter)) => {
                limiter.finish(sound);
                false
            }
            (_, None) => false,
        };
        self.take_out(((sound.len() - before) / 2) as i64, stretches);
        goes_on
    }

    fn next_stretch(&mut self) -> Option<Stretch> {
        let programme = &self.programme;
        let mut end = programme.end;
        if let Some(range) = &programme.range {
            if self.next >= range.end {
                self.next = range.start;
            }
            end = end.min(range.end);
        }
        let samples = BLOCK.min(end - self.next);
        (samples > 0).then_some(Stretch { at: self.next, samples })
    }

    /// Moves so many samples of what is inside the limiter out of it.
    fn take_out(&mut self, mut samples: i64, stretches: &mut Vec<Stretch>) {
        while samples > 0 {
            let Some(first) = self.inside.front_mut() else { return };
            let part = Stretch { at: first.at, samples: first.samples.min(samples) };
            first.at += part.samples;
            first.samples -= part.samples;
            if first.samples == 0 {
                self.inside.pop_front();
            }
            samples -= part.samples;
            stretches.push(part);
        }
    }
}

impl Gain {
    fn glide(&mut self, to: f32) {
        if to != self.to {
            (self.to, self.left) = (to, GLIDE);
        }
    }

    fn apply(&mut self, block: &mut [f32]) {
        for frame in block.chunks_exact_mut(2) {
            if self.left > 0 {
                self.now += (self.to - self.now) / self.left as f32;
                self.left -= 1;
            }
            frame.iter_mut().for_each(|sample| *sample *= self.now);
        }
    }
}
