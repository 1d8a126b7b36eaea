//! Changes the rate of sound by windowed-sinc interpolation, without delay.
//! Smith, "Digital Audio Resampling Home Page": <https://ccrma.stanford.edu/~jos/resample/>.

use std::f64::consts::PI;

/// Zero crossings of the sinc on each side: with the window below, ripple and aliases lie under -80 dB.
const CROSSINGS: usize = 24;

/// Points of the kernel's table between two zero crossings; between points it is taken as a straight line.
const STEPS: usize = 512;

/// Shape of the Kaiser window: about 85 dB of attenuation.
const KAISER_BETA: f64 = 8.5;

/// Where the pass band ends, as a share of the lower of the two rates' half. The rest is the transition.
const PASS_BAND: f64 = 0.945;

/// The sound at `ratio` times as many samples: 48,000 / 22,050 takes 22,050 Hz to 48 kHz. The first sample
/// stays at its time, and the result has `round(len * ratio)` samples. `ratio` must be above 0.
pub fn resample(samples: &[f32], ratio: f64) -> Vec<f32> {
    let length = (samples.len() as f64 * ratio).round() as usize;
    let cutoff = ratio.min(1.0) * PASS_BAND;
    let table = kernel();
    let reach = CROSSINGS as f64 / cutoff;
    let at = |index: usize| {
        let centre = index as f64 / ratio;
        let first = (centre - reach).ceil().max(0.0) as usize;
        let last = ((centre + reach).floor() as usize).min(samples.len().saturating_sub(1));
        let near = samples.get(first..=last).unwrap_or_default();
        let sum: f64 = near
            .iter()
            .enumerate()
            .map(|(offset, sample)| {
                let distance = (centre - (first + offset) as f64).abs() * cutoff;
                f64::from(*sample) * value(&table, distance)
            })
            .sum();
        (sum * cutoff) as f32
    };
    (0..length).map(at).collect()
}

/// The kernel at a distance in zero crossings.
fn value(table: &[f64], distance: f64) -> f64 {
    let position = distance * STEPS as f64;
    let index = position as usize;
    match table.get(index..index + 2) {
        Some([low, high]) => low + (high - low) * (position - index as f64),
        _ => 0.0,
    }
}

fn kernel() -> Vec<f64> {
    let end = (CROSSINGS * STEPS) as f64;
    let window = |index: usize| {
        let x = index as f64 / end;
        bessel(KAISER_BETA * (1.0 - x * x).max(0.0).sqrt()) / bessel(KAISER_BETA)
    };
    let sinc = |index: usize| {
        let x = PI * index as f64 / STEPS as f64;
        if index == 0 { 1.0 } else { x.sin() / x }
    };
    (0..=CROSSINGS * STEPS).map(|index| sinc(index) * window(index)).collect()
}

/// The modified Bessel function of order zero, by its power series.
fn bessel(x: f64) -> f64 {
    let mut term = 1.0;
    let mut sum = 1.0;
    for k in 1..60 {
        term *= (x / 2.0 / f64::from(k)).powi(2);
        sum += term;
    }
    sum
}
