//! Plays a source faster or slower at its own pitch, by overlapping pieces of it where they look alike (WSOLA:
//! Verhelst and Roelands, 1993).

use std::sync::{Arc, Mutex, PoisonError};

use types::document::clip::Speed;

use crate::sound::contained;
use crate::sound::source::SoundSource;

/// Half a piece: 15 ms. A piece holds three periods of a deep voice, and is too short to be heard twice.
const HALF: usize = 720;
/// How far from its exact place a piece may be taken: a period of a deep voice.
const REACH: i64 = 480;
/// The search runs at an eighth of the rate first, then at full rate around the best place.
const COARSE: usize = 8;
/// Beyond this many pieces (10 hours) there is silence, so that an absurd place asked for ends.
const PIECES_MAX: i64 = 2_400_000;

/// A source at another speed. Sample `n` of it sounds within 10 ms of sample `in_point + n · speed` of the
/// source, everywhere: it does not drift from the picture. Its pieces follow one another from sample 0 on, so
/// the same samples come out in whatever order it is read.
pub struct Stretched {
    source: Arc<dyn SoundSource>,
    in_point: i64,
    speed: Speed,
    /// Where in the source the middle of each piece lies, as far as it has been worked out.
    middles: Mutex<Vec<i64>>,
}

impl Stretched {
    /// `source` from its sample `in_point` on, at `speed`. Its sample 0 is the source's `in_point`.
    pub fn new(source: Arc<dyn SoundSource>, in_point: i64, speed: Speed) -> Self {
        Self { source, in_point, speed, middles: Mutex::new(vec![in_point]) }
    }

    /// Where piece `number` would lie if only time counted.
    fn exact(&self, number: i64) -> i64 {
        let (num, den) = self.speed.fraction();
        let passed = i128::from(number) * HALF as i128 * i128::from(num) / i128::from(den);
        self.in_point.saturating_add(i64::try_from(passed).unwrap_or(i64::MAX))
    }

    /// The middles of the pieces from `first` on, `count` of them.
    fn middles(&self, first: i64, count: usize) -> Vec<i64> {
        let mut middles = self.middles.lock().unwrap_or_else(PoisonError::into_inner);
        let end = first as usize + count;
        while middles.len() < end {
            let last = middles.last().copied().unwrap_or(self.in_point);
            let next = self.best_after(last, self.exact(middles.len() as i64));
            middles.push(next);
        }
        middles.get(first as usize..end).map(<[i64]>::to_vec).unwrap_or_default()
    }

    /// The place near `exact` whose sound goes on most like what follows the piece at `last`.
    fn best_after(&self, last: i64, exact: i64) -> i64 {
        let natural = last + HALF as i64;
        if natural == exact {
            return exact;
        }
        let like = self.mono(natural - HALF as i64, 2 * HALF);
        let near = self.mono(exact - REACH - HALF as i64, 2 * (HALF + REACH as usize));
        let coarse = best_place(&thinned(&like), &thinned(&near)) * COARSE;
        let from = coarse.saturating_sub(COARSE);
        let to = (coarse + COARSE).min(2 * REACH as usize);
        let fine = near.get(from..to + 2 * HALF).map_or(coarse, |near| from + best_place(&like, near));
        exact - REACH + fine as i64
    }

    fn mono(&self, from: i64, count: usize) -> Vec<f32> {
        let mut stereo = vec![0.0; 2 * count];
        self.source.read(from, &mut stereo);
        stereo.chunks_exact(2).map(|frame| contained(frame[0]) + contained(frame[1])).collect()
    }

    /// Adds the half of a piece to `out`: frames `from` to `from + out.len() / 2` of it, `source_at` being
    /// where its first frame lies.
    fn add(&self, source_at: i64, weights: impl Iterator<Item = f32>, out: &mut [f32]) {
        let mut sound = vec![0.0; out.len()];
        self.source.read(source_at, &mut sound);
        for ((sum, frame), weight) in out.chunks_exact_mut(2).zip(sound.chunks_exact(2)).zip(weights) {
            sum[0] += weight * contained(frame[0]);
            sum[1] += weight * contained(frame[1]);
        }
    }
}

impl SoundSource for Stretched {
    fn read(&self, from: i64, out: &mut [f32]) {
        out.fill(0.0);
        let skipped = usize::try_from(from.min(0).unsigned_abs()).unwrap_or(usize::MAX);
        let Some(out) = out.get_mut(skipped.saturating_mul(2)..).filter(|out| out.len() > 1) else { return };
        let mut from = from.max(0);
        if from / HALF as i64 + (out.len() / HALF) as i64 > PIECES_MAX {
            return;
        }
        let mut rest = out;
        while rest.len() > 1 {
            let inside = (from % HALF as i64) as usize;
            let count = (HALF - inside).min(rest.len() / 2);
            let (part, after) = rest.split_at_mut(2 * count);
            let number = from / HALF as i64;
            if let [going, coming] = self.middles(number, 2)[..] {
                let at = inside as i64;
                self.add(going + at, (inside..).map(|frame| 1.0 - rise(frame)), part);
                self.add(coming - HALF as i64 + at, (inside..).map(rise), part);
            }
            from += count as i64;
            rest = after;
        }
    }
}

/// The first half of a Hann window.
fn rise(frame: usize) -> f32 {
    let share = frame as f32 / HALF as f32;
    0.5 - 0.5 * (std::f32::consts::PI * share).cos()
}

fn thinned(samples: &[f32]) -> Vec<f32> {
    samples.chunks_exact(COARSE).map(|group| group.iter().sum()).collect()
}

/// Where in `near` the sound is most like `like`, as the first sample; the middle where nothing is.
fn best_place(like: &[f32], near: &[f32]) -> usize {
    let places = near.len().saturating_sub(like.len());
    let middle = places / 2;
    let mut energy: f32 = near.iter().take(like.len()).map(|s| s * s).sum();
    let mut best = (0.0, middle);
    for place in 0..=places {
        let here = &near[place..place + like.len()];
        let product = dot(like, here);
        let likeness = product * product.abs() / (energy + 1e-9);
        let nearer = place.abs_diff(middle) < best.1.abs_diff(middle);
        if likeness > best.0 || (likeness == best.0 && nearer) {
            best = (likeness, place);
        }
        let leaving = here.first().copied().unwrap_or_default();
        let entering = near.get(place + like.len()).copied().unwrap_or_default();
        energy = (energy + entering * entering - leaving * leaving).max(0.0);
    }
    best.1
}

/// The sum of products, in eight lanes so that the compiler can use the processor's.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    let (a, b) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f32 = a.remainder().iter().zip(b.remainder()).map(|(x, y)| x * y).sum();
    for (a, b) in a.zip(b) {
        for ((lane, x), y) in lanes.iter_mut().zip(a).zip(b) {
            *lane += x * y;
        }
    }
    lanes.iter().sum::<f32>() + rest
}
