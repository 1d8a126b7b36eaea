//! Changes the rate of sound by windowed-sinc interpolation, without delay.
//! Smith, "Digital Audio Resampling Home Page": <https://ccrma.stanford.edu/~jos/resample/>.

use std::f64::consts::PI;

/// Zero crossings of the sinc on each side: with the window below, ripple and aliases lie under -80 dB.
const CROSSINGS: f64 = 24.0;

/// Places between two samples for which the kernel is worked out; between places it is taken as straight.
const PLACES: usize = 512;

/// Shape of the Kaiser window: about 85 dB of attenuation.
const KAISER_BETA: f64 = 8.5;

/// Where the kernel has fallen to half, as a share of the lower of the two rates' half.
const CUTOFF: f64 = 0.945;

/// The sound at `ratio` times as many samples: 48,000 / 22,050 takes 22,050 Hz to 48 kHz. The first sample
/// stays at its time, and the result has `round(len * ratio)` samples. `ratio` lies from 1/16 to 16.
pub fn resample(samples: &[f32], ratio: f64) -> Vec<f32> {
    let ratio = ratio.clamp(1.0 / 16.0, 16.0);
    let length = (samples.len() as f64 * ratio).round() as usize;
    let cutoff = ratio.min(1.0) * CUTOFF;
    let reach = (CROSSINGS / cutoff).ceil() as usize;
    let kernels = kernels(cutoff, reach);
    // With silence around it, every place of the sound has as many neighbours as the kernel is long.
    let mut padded = vec![0.0; reach];
    padded.extend_from_slice(samples);
    padded.resize(samples.len() + 2 * reach + 2, 0.0);
    let at = |index: usize| {
        let centre = index as f64 / ratio;
        let whole = centre as usize;
        let place = (centre - whole as f64) * PLACES as f64;
        let near = padded.get(whole + 1..whole + 1 + 2 * reach).unwrap_or_default();
        let row = |place: usize| kernels.get(place).map_or(0.0, |kernel| dot(near, kernel));
        let (low, high) = (row(place as usize), row(place as usize + 1));
        low + (high - low) * place.fract() as f32
    };
    (0..length).map(at).collect()
}

/// One kernel for each place between two samples, the second sample included.
fn kernels(cutoff: f64, reach: usize) -> Vec<Vec<f32>> {
    let edge = CROSSINGS / cutoff;
    let value = |distance: f64| {
        let inside = 1.0 - (distance / edge).powi(2);
        if inside <= 0.0 {
            return 0.0;
        }
        let x = PI * distance * cutoff;
        let sinc = if x.abs() < 1e-9 { 1.0 } else { x.sin() / x };
        (sinc * cutoff * bessel(KAISER_BETA * inside.sqrt()) / bessel(KAISER_BETA)) as f32
    };
    let kernel = |place: usize| {
        let fraction = place as f64 / PLACES as f64;
        (0..2 * reach).map(|tap| value(tap as f64 + 1.0 - reach as f64 - fraction)).collect()
    };
    (0..=PLACES).map(kernel).collect()
}

fn dot(samples: &[f32], kernel: &[f32]) -> f32 {
    // Eight sums side by side, which the compiler turns into vector instructions.
    let mut sums = [0.0_f32; 8];
    let (samples, samples_rest) = samples.as_chunks::<8>();
    let (kernel, kernel_rest) = kernel.as_chunks::<8>();
    for (samples, kernel) in samples.iter().zip(kernel) {
        for ((sum, sample), weight) in sums.iter_mut().zip(samples).zip(kernel) {
            *sum += sample * weight;
        }
    }
    let rest: f32 = samples_rest.iter().zip(kernel_rest).map(|(sample, weight)| sample * weight).sum();
    sums.iter().sum::<f32>() + rest
}

/// The modified Bessel function of order zero, by its power series.
fn bessel(x: f64) -> f64 {
    let mut term = 1.0;
    let mut sum = 1.0;
    for k in 1..40 {
        term *= (x / 2.0 / f64::from(k)).powi(2);
        sum += term;
    }
    sum
}
