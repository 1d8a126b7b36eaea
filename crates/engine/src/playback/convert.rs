//! Stereo at 48 kHz as a sound device wants it: at its rate, on its channels.

use std::time::Duration;

use types::time::SAMPLE_RATE;

use super::output::Feed;

/// The most frames that are pulled at a time.
const CHUNK_MAX: usize = 1 << 14;

/// Sound at another rate, by the straight line between two samples: this is for listening, files are never made so.
pub struct Convert {
    feed: Feed,
    channels: usize,
    /// Samples of ours for each of the device's.
    step: f64,
    /// How far the device is from `before` to `after`.
    at: f64,
    before: [f32; 2],
    after: [f32; 2],
    /// What was pulled, as long as the most the device has asked for.
    chunk: Vec<f32>,
    used: usize,
    filled: usize,
}

impl Convert {
    /// What comes from `feed`, for a device of so many channels and samples a second.
    pub fn new(feed: Feed, channels: u16, rate: u32) -> Self {
        Self {
            feed,
            channels: usize::from(channels.max(1)),
            step: SAMPLE_RATE as f64 / f64::from(rate.max(1)),
            at: 1.0,
            before: [0.0; 2],
            after: [0.0; 2],
            chunk: vec![0.0; 4096],
            used: 0,
            filled: 0,
        }
    }

    /// Fills `out`, interleaved, whose first sample is heard `latency` from now. `sample` makes a sample of the device's
    /// kind from one of -1 to 1.
    pub fn fill<T>(&mut self, out: &mut [T], latency: Duration, sample: impl Fn(f32) -> T) {
        let frames = out.len() / self.channels;
        let per_frame = Duration::from_secs_f64(self.step / SAMPLE_RATE as f64);
        for (index, frame) in out.chunks_exact_mut(self.channels).enumerate() {
            let left = frames - index;
            let due = latency + per_frame * u32::try_from(index).unwrap_or(u32::MAX);
            let [left_side, right_side] = self.next(left, due);
            match frame {
                [only] => *only = sample(0.5 * (left_side + right_side)),
                [left, right, others @ ..] => {
                    *left = sample(left_side);
                    *right = sample(right_side);
                    others.iter_mut().for_each(|other| *other = sample(0.0));
                }
                [] => {}
            }
        }
    }

    /// The device's next frame, one of `left` that it wants now, heard after `due`.
    fn next(&mut self, left: usize, due: Duration) -> [f32; 2] {
        if self.step == 1.0 {
            return self.pulled(left, due);
        }
        while self.at >= 1.0 {
            self.at -= 1.0;
            self.before = self.after;
            self.after = self.pulled((left as f64 * self.step).ceil() as usize, due);
        }
        let share = self.at as f32;
        self.at += self.step;
        std::array::from_fn(|side| self.before[side] + (self.after[side] - self.before[side]) * share)
    }

    fn pulled(&mut self, wanted: usize, due: Duration) -> [f32; 2] {
        if self.used == self.filled {
            self.filled = wanted.clamp(1, CHUNK_MAX);
            self.used = 0;
            if self.chunk.len() < 2 * self.filled {
                self.chunk.resize(2 * self.filled, 0.0);
            }
            let chunk = self.chunk.get_mut(..2 * self.filled).unwrap_or_default();
            self.feed.pull(chunk, due);
        }
        let frame = self.chunk.as_chunks::<2>().0.get(self.used).copied().unwrap_or_default();
        self.used += 1;
        frame
    }
}
