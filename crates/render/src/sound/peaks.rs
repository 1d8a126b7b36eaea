//! Waveforms for the screen: the lowest, the highest and the mean level of the sound, at several scales.

use std::ops::Range;

use crate::sound::contained;

/// Frames in one peak of the finest scale.
pub const FINEST: usize = 256;
/// How many peaks become one of the next scale.
const STEP: usize = 4;

/// What the sound does over a stretch, both sides together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Peak {
    /// The lowest sample.
    pub low: f32,
    /// The highest sample.
    pub high: f32,
    /// The root of the mean square.
    pub rms: f32,
}

impl Peak {
    /// Silence.
    pub const NONE: Self = Self { low: 0.0, high: 0.0, rms: 0.0 };

    fn of(samples: &[f32]) -> Self {
        let mut peak = Self { low: f32::INFINITY, high: f32::NEG_INFINITY, rms: 0.0 };
        for sample in samples.iter().copied().map(contained) {
            peak.low = peak.low.min(sample);
            peak.high = peak.high.max(sample);
            peak.rms += sample * sample;
        }
        peak.rms = (peak.rms / samples.len() as f32).sqrt();
        if samples.is_empty() { Self::NONE } else { peak }
    }

    fn joined(peaks: &[Self]) -> Self {
        let Some(first) = peaks.first() else { return Self::NONE };
        let square = peaks.iter().map(|peak| peak.rms * peak.rms).sum::<f32>() / peaks.len() as f32;
        let low = peaks.iter().fold(first.low, |low, peak| low.min(peak.low));
        let high = peaks.iter().fold(first.high, |high, peak| high.max(peak.high));
        Self { low, high, rms: square.sqrt() }
    }
}

/// The waveform of a sound at every scale: 256, 1,024, 4,096 frames a peak and so on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Peaks {
    levels: Vec<Vec<Peak>>,
    /// Interleaved samples that do not fill a peak yet.
    rest: Vec<f32>,
    frames: usize,
}

impl Peaks {
    /// The waveform of interleaved stereo `[frames][2]`.
    pub fn of(samples: &[f32]) -> Self {
        let mut peaks = Self::default();
        peaks.push(samples);
        peaks.finish();
        peaks
    }

    /// Adds the sound that follows, interleaved stereo. [`Self::finish`] must come after the last of it.
    pub fn push(&mut self, samples: &[f32]) {
        self.frames += samples.len() / 2;
        if self.levels.is_empty() {
            self.levels.push(Vec::new());
        }
        let missing = (2 * FINEST - self.rest.len()) % (2 * FINEST);
        let (head, body) = samples.split_at(missing.min(samples.len()));
        self.rest.extend_from_slice(head);
        let whole = self.rest.chunks_exact(2 * FINEST).map(Peak::of).collect::<Vec<_>>();
        let chunks = body.chunks_exact(2 * FINEST);
        let tail = chunks.remainder();
        if !whole.is_empty() {
            self.rest.clear();
        }
        self.levels[0].extend(whole.into_iter().chain(chunks.map(Peak::of)));
        self.rest.extend_from_slice(tail);
    }

    /// Makes the coarser scales, when all sound is in.
    pub fn finish(&mut self) {
        if !self.rest.is_empty() {
            let last = Peak::of(&self.rest);
            self.rest.clear();
            self.levels[0].push(last);
        }
        self.levels.truncate(1);
        while let Some(finer) = self.levels.last().filter(|level| level.len() > STEP) {
            let coarser = finer.chunks(STEP).map(Peak::joined).collect();
            self.levels.push(coarser);
        }
    }

    /// How long the sound is, in frames.
    pub fn frames(&self) -> usize {
        self.frames
    }

    /// The scales, finest first; level `n` has one peak for every `256 * 4^n` frames.
    pub fn levels(&self) -> &[Vec<Peak>] {
        &self.levels
    }

    /// The waveform of the finest scale brought back from where it was kept. `None` when the peaks cannot be
    /// those of a sound of `frames` frames.
    pub fn from_finest(frames: usize, finest: Vec<Peak>) -> Option<Self> {
        let sane = |peak: &Peak| peak.low.is_finite() && peak.high.is_finite() && peak.rms.is_finite();
        if finest.len() != frames.div_ceil(FINEST) || !finest.iter().all(sane) {
            return None;
        }
        let mut peaks = Self { levels: vec![finest], rest: Vec::new(), frames };
        peaks.finish();
        Some(peaks)
    }

    /// `columns` peaks that show the frames of `range`, silence where there is no sound. The scale is chosen so
    /// that a column looks at a few peaks only.
    pub fn columns(&self, range: Range<i64>, columns: usize) -> Vec<Peak> {
        let width = (range.end.saturating_sub(range.start)).max(0) as f64 / columns.max(1) as f64;
        let mut scale = FINEST as f64;
        let mut level = 0;
        while scale * STEP as f64 <= width && level + 1 < self.levels.len() {
            scale *= STEP as f64;
            level += 1;
        }
        let Some(peaks) = self.levels.get(level) else { return vec![Peak::NONE; columns] };
        let column = |index: usize| {
            let from = ((range.start as f64 + index as f64 * width) / scale).floor();
            let to = ((range.start as f64 + (index + 1) as f64 * width) / scale).ceil();
            let (from, to) = (from.max(0.0) as usize, (to.max(0.0) as usize).min(peaks.len()));
            peaks.get(from..to.max(from)).map_or(Peak::NONE, Peak::joined)
        };
        (0..columns).map(column).collect()
    }
}
