//! Facts about sound.

mod bed;
mod duck;
mod loudness;
mod mix;
mod peaks;
mod silence;
mod stretch;

use std::f64::consts::TAU;

/// A sine on both sides, interleaved.
pub fn sine(hertz: f64, level_db: f64, frames: usize) -> Vec<f32> {
    let level = 10.0_f64.powf(level_db / 20.0);
    let sample = |n: usize| (level * (TAU * hertz * n as f64 / 48_000.0).sin()) as f32;
    (0..frames).flat_map(|n| [sample(n); 2]).collect()
}

/// Noise from -1 to 1, the same for the same seed.
pub fn noise(seed: u32, count: usize) -> Vec<f32> {
    let mut state = seed.wrapping_mul(2_654_435_761).max(1);
    let step = |_| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as f32 / u32::MAX as f32 * 2.0 - 1.0
    };
    (0..count).map(step).collect()
}

/// Something like speech: bursts of a buzzing voice with pauses between them, interleaved stereo.
pub fn speech(frames: usize) -> Vec<f32> {
    let hiss = noise(7, frames);
    let sample = |n: usize| {
        let t = n as f64 / 48_000.0;
        let syllable = (TAU * 2.1 * t).sin().max(0.0).powi(2);
        let phrase = if t % 2.5 < 1.8 { 1.0 } else { 0.0 };
        let pitch = 120.0 * t + 3.0 * (TAU * 0.7 * t).sin();
        let buzz = (1..20).map(|k| (TAU * pitch * f64::from(k)).sin() / f64::from(k)).sum::<f64>();
        (0.2 * phrase * syllable * buzz) as f32 + 0.02 * hiss[n] * (phrase * syllable) as f32
    };
    (0..frames).flat_map(|n| [sample(n); 2]).collect()
}
