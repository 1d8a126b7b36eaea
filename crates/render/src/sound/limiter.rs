//! Keeps the true peak of a stream under a limit, looking ahead so that nothing is cut off.

use std::collections::VecDeque;
use std::f64::consts::PI;

use crate::sound::{amplitude, contained};

/// Samples on both sides of the place between two samples that is calculated.
const HALF: usize = 8;
const TAPS: usize = 2 * HALF;
/// Places looked at between two samples: together with the sample itself four, as BS.1770-4 asks.
const PLACES: usize = 3;
/// How long before a peak the sound begins to go down: 5 ms.
const AHEAD: usize = 240;
/// How much longer than that it stays down, so that the neighbours of a peak, which shape it, are down too.
const SPARE: usize = 2 * HALF;
/// Part of the way back that is gone after each sample: a time constant of 60 ms.
const RELEASE: f32 = 1.0 / 2_880.0;
/// The gain is not quite still while the peak between two samples passes; this much covers it, in dB.
const MARGIN_DB: f32 = 0.1;

/// Finds the peaks between the samples.
pub struct TruePeak {
    taps: [[f32; TAPS]; PLACES],
    /// The last frames of each side.
    before: [Vec<f32>; 2],
}

impl TruePeak {
    /// Frames by which the answer is late.
    pub const DELAY: usize = HALF;

    /// At rest.
    pub fn new() -> Self {
        let taps = std::array::from_fn(|place| {
            let at = (place + 1) as f64 / (PLACES + 1) as f64;
            std::array::from_fn(|tap| interpolation(tap, at) as f32)
        });
        Self { taps, before: [vec![0.0; TAPS - 1], vec![0.0; TAPS - 1]] }
    }

    /// Puts the highest absolute value of both sides from each frame to just before the next into `peaks`,
    /// one for each frame of `stereo`, late by [`Self::DELAY`].
    pub fn follow(&mut self, stereo: &[f32], peaks: &mut Vec<f32>) {
        let frames = stereo.len() / 2;
        peaks.clear();
        peaks.resize(frames, 0.0);
        let mut place = vec![0.0; frames];
        for (side, line) in self.before.iter_mut().enumerate() {
            line.extend(stereo.chunks_exact(2).map(|frame| contained(frame[side])));
            for (peak, sample) in peaks.iter_mut().zip(&line[HALF - 1..]) {
                *peak = peak.max(sample.abs());
            }
            for taps in &self.taps {
                between(taps, line, &mut place);
                for (peak, value) in peaks.iter_mut().zip(&place) {
                    *peak = peak.max(value.abs());
                }
            }
            line.drain(..frames);
        }
    }
}

impl Default for TruePeak {
    fn default() -> Self {
        Self::new()
    }
}

fn between(taps: &[f32; TAPS], line: &[f32], place: &mut [f32]) {
    place.fill(0.0);
    for (tap, &weight) in taps.iter().enumerate() {
        for (value, sample) in place.iter_mut().zip(&line[tap..]) {
            *value += weight * sample;
        }
    }
}

/// A sinc under a Kaiser window (beta 5): how much the sample `tap` counts for the place `at` between the two
/// samples in the middle.
fn interpolation(tap: usize, at: f64) -> f64 {
    let x = tap as f64 - (HALF - 1) as f64 - at;
    let across = x / HALF as f64;
    let window = bessel(5.0 * (1.0 - across * across).max(0.0).sqrt()) / bessel(5.0);
    (PI * x).sin() / (PI * x) * window
}

/// The modified Bessel function of order 0, by its series.
fn bessel(x: f64) -> f64 {
    let mut term = 1.0;
    (1..24).fold(1.0, |sum, k| {
        term *= (x / (2.0 * f64::from(k))).powi(2);
        sum + term
    })
}

/// Makes a stream louder or quieter by a fixed gain and holds its true peak under a limit. What comes out is as
/// long as what goes in, and in step with it.
pub struct Limiter {
    gain: f32,
    limit: f32,
    true_peak: TruePeak,
    /// Frames that have not come out yet, interleaved.
    delayed: VecDeque<f32>,
    held: LowestOf,
    level: f32,
    smooth: [MeanOf; 2],
    /// Frames at the start that are only the delay.
    skip: usize,
}

impl Limiter {
    /// Frames that are looked ahead.
    const DELAY: usize = TruePeak::DELAY + AHEAD + SPARE / 2;

    /// Gain and limit in decibels; the limit is one of true peak (dBTP).
    pub fn new(gain_db: f32, limit_dbtp: f32) -> Self {
        Self {
            gain: amplitude(gain_db),
            limit: amplitude(limit_dbtp - MARGIN_DB),
            true_peak: TruePeak::new(),
            delayed: VecDeque::from(vec![0.0; 2 * Self::DELAY]),
            held: LowestOf::new(AHEAD + SPARE),
            level: 1.0,
            smooth: [MeanOf::new(AHEAD / 2), MeanOf::new(AHEAD / 2)],
            skip: Self::DELAY,
        }
    }

    /// Takes the stream's next frames, interleaved stereo, and adds those that are ready to `out`.
    pub fn push(&mut self, stereo: &[f32], out: &mut Vec<f32>) {
        let louder = |sample: &f32| contained(contained(*sample) * self.gain);
        let louder = stereo.iter().map(louder).collect::<Vec<_>>();
        let mut peaks = Vec::new();
        self.true_peak.follow(&louder, &mut peaks);
        out.reserve(louder.len());
        for (frame, peak) in louder.chunks_exact(2).zip(peaks) {
            let level = self.level_for(peak);
            self.delayed.extend(frame);
            let ready = [self.delayed.pop_front(), self.delayed.pop_front()];
            if self.skip > 0 {
                self.skip -= 1;
                continue;
            }
            out.extend(ready.map(|s| (s.unwrap_or_default() * level).clamp(-self.limit, self.limit)));
        }
    }

    /// Adds the last frames, which were held back, to `out`.
    pub fn finish(mut self, out: &mut Vec<f32>) {
        self.push(&[0.0; 2 * Self::DELAY], out);
    }

    fn level_for(&mut self, peak: f32) -> f32 {
        let wanted = if peak > self.limit { self.limit / peak } else { 1.0 };
        let lowest = self.held.next(wanted);
        self.level = lowest.min(self.level + (lowest - self.level) * RELEASE);
        let [first, second] = &mut self.smooth;
        second.next(first.next(self.level))
    }
}

/// The lowest of the last values.
struct LowestOf {
    length: usize,
    count: usize,
    /// Values that may still become the lowest, rising, each with its number.
    values: VecDeque<(usize, f32)>,
}

impl LowestOf {
    fn new(length: usize) -> Self {
        Self { length, count: 0, values: VecDeque::new() }
    }

    fn next(&mut self, value: f32) -> f32 {
        while self.values.back().is_some_and(|&(_, last)| last >= value) {
            self.values.pop_back();
        }
        self.values.push_back((self.count, value));
        self.count += 1;
        if self.values.front().is_some_and(|&(number, _)| number + self.length < self.count) {
            self.values.pop_front();
        }
        self.values.front().map_or(value, |&(_, lowest)| lowest)
    }
}

/// The mean of the last values, 1 before the first.
struct MeanOf {
    values: VecDeque<f32>,
    sum: f64,
}

impl MeanOf {
    fn new(length: usize) -> Self {
        Self { values: VecDeque::from(vec![1.0; length]), sum: length as f64 }
    }

    fn next(&mut self, value: f32) -> f32 {
        self.values.push_back(value);
        self.sum += f64::from(value) - f64::from(self.values.pop_front().unwrap_or(1.0));
        (self.sum / self.values.len() as f64) as f32
    }
}
