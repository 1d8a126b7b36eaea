//! Music beds, made by the product from scores of its own: free to use in any ad, of any length.

mod recipe;
mod recipes;
mod recipes_more;
mod score;
mod stage;
mod instrument;
mod drum;
mod tone;
mod space;

use types::bed::Bed;

use crate::sound::bed::recipe::Recipe;
use crate::sound::bed::score::{Grid, Writer};
use crate::sound::bed::stage::Stage;
use crate::sound::weighting::{self, STEP, Weighting};

/// The loudness of every bed, in LUFS.
pub const LOUDNESS_LUFS: f64 = -18.0;
/// The longest bed that is made: 20 minutes.
pub const LENGTH_MAX: usize = 48_000 * 60 * 20;
/// Above this level peaks are rounded, and none reaches the second one.
const ROUND_FROM: f32 = 0.6;
const CEILING: f32 = 0.84;

/// Every recipe, in the order of the catalogue.
static RECIPES: [&Recipe; 14] = [
    &recipes::BRIGHT_START,
    &recipes::CLEAR_PATH,
    &recipes::LATE_DESK,
    &recipes::FIRST_LIGHT,
    &recipes::FRONT_PORCH,
    &recipes::NIGHT_DRIVE,
    &recipes::ROOFTOP,
    &recipes_more::STILL_WATER,
    &recipes_more::SIDE_STEP,
    &recipes_more::PALM_ROOM,
    &recipes_more::RISE,
    &recipes_more::SIGNAL,
    &recipes_more::POCKET,
    &recipes_more::NEON,
];

/// A piece of `bed`, interleaved stereo of exactly `frames` frames (at most [`LENGTH_MAX`]), at about
/// -18 LUFS. It opens, builds up, and ends with a chord on a beat that rings out at the end. The same seed
/// gives the same samples; another seed plays it a little differently.
pub fn render(bed: &Bed, frames: usize, seed: u32) -> Vec<f32> {
    let Some(recipe) = RECIPES.iter().find(|recipe| recipe.id == bed.id) else {
        return vec![0.0; 2 * frames.min(LENGTH_MAX)];
    };
    let frames = frames.min(LENGTH_MAX);
    let grid = Grid::new(frames, f64::from(bed.tempo_bpm.max(30)));
    let notes = Writer::new(recipe, &grid, u64::from(seed)).write();
    let mut out = Stage::new(recipe, u64::from(seed)).play(&notes, frames);
    ring_out(&mut out, (grid.steps as f64 * grid.step) as usize);
    level(&mut out);
    out
}

/// Fades the second half of what rings after the last beat, so that it ends in silence.
fn ring_out(out: &mut [f32], last_beat: usize) {
    let frames = out.len() / 2;
    let from = last_beat + frames.saturating_sub(last_beat) / 2;
    let length = frames.saturating_sub(from).max(1) as f32;
    for (n, frame) in out.chunks_exact_mut(2).skip(from).enumerate() {
        let left = 1.0 - (n + 1) as f32 / length;
        frame.iter_mut().for_each(|sample| *sample *= left * left * (3.0 - 2.0 * left));
    }
}

/// Brings it to its loudness, evens it out, and brings it there again.
fn level(out: &mut [f32]) {
    gain_to_loudness(out);
    even_out(out);
    gain_to_loudness(out);
    out.iter_mut().for_each(|sample| *sample = rounded(*sample));
}

fn gain_to_loudness(out: &mut [f32]) {
    let mut ear = Weighting::new();
    let mean = |step: &[f32]| {
        step.chunks_exact(2).map(|frame| ear.square([frame[0], frame[1]])).sum::<f64>() / STEP as f64
    };
    let steps = out.chunks(2 * STEP).map(mean).collect::<Vec<_>>();
    let Some(loudness) = weighting::integrated(&steps) else { return };
    let gain = crate::sound::amplitude((LOUDNESS_LUFS - loudness) as f32);
    out.iter_mut().for_each(|sample| *sample *= gain);
}

/// A gentle compressor over the whole mix, three to one above -14 dBFS: strokes that fall together do not stand
/// out, and a voice fits over the music.
fn even_out(out: &mut [f32]) {
    const THRESHOLD: f32 = 0.2;
    let (rise, fall) = (1.0 - (-1.0_f32 / 72.0).exp(), 1.0 - (-1.0_f32 / 5_800.0).exp());
    let mut heard = 0.0_f32;
    for frame in out.chunks_exact_mut(2) {
        let now = frame[0].abs().max(frame[1].abs());
        heard += (now - heard) * if now > heard { rise } else { fall };
        if heard > THRESHOLD {
            let level = (THRESHOLD / heard).powf(2.0 / 3.0);
            frame.iter_mut().for_each(|sample| *sample *= level);
        }
    }
}

fn rounded(sample: f32) -> f32 {
    let over = sample.abs() - ROUND_FROM;
    if over <= 0.0 {
        return sample;
    }
    let room = CEILING - ROUND_FROM;
    (ROUND_FROM + room * (over / room).tanh()).copysign(sample)
}
