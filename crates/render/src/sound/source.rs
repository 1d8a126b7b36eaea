//! Where sound comes from: anything that can be read at any sample.

use std::sync::Arc;

/// Sound that can be read anywhere. The same samples come out whatever was read before.
pub trait SoundSource: Send + Sync {
    /// Fills `out`, interleaved stereo, with the sound from sample `from` on, and with zeros where the source
    /// has none: before sample 0 and after its end.
    fn read(&self, from: i64, out: &mut [f32]);
}

/// Interleaved stereo `[frames][2]` in memory.
#[derive(Clone)]
pub struct StereoBuffer(Arc<[f32]>);

impl StereoBuffer {
    /// A source over `samples`; half a frame at the end is left out.
    pub fn new(samples: impl Into<Arc<[f32]>>) -> Self {
        Self(samples.into())
    }

    /// How long it is, in samples of one side.
    pub fn frames(&self) -> usize {
        self.0.len() / 2
    }
}

impl SoundSource for StereoBuffer {
    fn read(&self, from: i64, out: &mut [f32]) {
        out.fill(0.0);
        if let Some((into, first, count)) = overlap(from, out.len() / 2, self.frames()) {
            out[2 * into..2 * (into + count)].copy_from_slice(&self.0[2 * first..2 * (first + count)]);
        }
    }
}

/// One channel in memory, heard on both sides.
#[derive(Clone)]
pub struct MonoBuffer(Arc<[f32]>);

impl MonoBuffer {
    /// A source over `samples`.
    pub fn new(samples: impl Into<Arc<[f32]>>) -> Self {
        Self(samples.into())
    }
}

impl SoundSource for MonoBuffer {
    fn read(&self, from: i64, out: &mut [f32]) {
        out.fill(0.0);
        if let Some((into, first, count)) = overlap(from, out.len() / 2, self.0.len()) {
            let frames = out[2 * into..2 * (into + count)].chunks_exact_mut(2);
            for (frame, &sample) in frames.zip(&self.0[first..first + count]) {
                frame.fill(sample);
            }
        }
    }
}

/// Where `wanted` frames from `from` on meet a source of `length` frames: the first frame of the answer, the
/// first of the source, and how many.
fn overlap(from: i64, wanted: usize, length: usize) -> Option<(usize, usize, usize)> {
    let into = usize::try_from(from.checked_neg()?.max(0)).ok()?;
    let first = usize::try_from(from.max(0)).ok()?;
    let count = wanted.checked_sub(into)?.min(length.checked_sub(first)?);
    (count > 0).then_some((into, first, count))
}
