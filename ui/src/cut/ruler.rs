//! Where the ruler has its lines.

use types::time::FrameRate;

/// Pixels that a number takes.
const NUMBER: f64 = 76.0;
/// Pixels between small lines, at least.
const SMALL: f64 = 9.0;

/// The steps of the ruler, in frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steps {
    /// Between lines with a number.
    pub numbered: i64,
    /// Between all lines; divides `numbered`.
    pub small: i64,
}

/// The steps that suit so many pixels a second.
pub fn steps(scale: f64, rate: FrameRate) -> Steps {
    let second = (rate.as_f64().round() as i64).max(1);
    let frame = scale / rate.as_f64();
    let below = [1, 2, 5, 10].into_iter().filter(|step| *step < second);
    let above = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600].map(|seconds| seconds * second);
    let all: Vec<i64> = below.chain(above).collect();
    let wide = |step: &i64, pixels: f64| *step as f64 * frame >= pixels;
    let numbered = all.iter().copied().find(|step| wide(step, NUMBER)).unwrap_or(3600 * second);
    let small = all.iter().copied().find(|step| wide(step, SMALL) && numbered % step == 0);
    Steps { numbered, small: small.unwrap_or(numbered) }
}

/// The frames from one place to another, in pixels, that have a line.
pub fn lines(steps: Steps, scale: f64, rate: FrameRate, (from, to): (f64, f64)) -> Vec<i64> {
    let frame = (scale / rate.as_f64()).max(1e-6);
    let first = ((from.max(0.0) / frame) as i64 / steps.small) * steps.small;
    let last = (to.max(0.0) / frame) as i64;
    // A window has so many pixels and a line takes some: the limit is for a screen that lies about itself.
    (first..=last).step_by(steps.small.max(1) as usize).take(2_000).collect()
}
