//! Mixes sound, makes music beds and measures loudness. All of it is `f32` at 48 kHz; stereo is interleaved
//! `[frames][2]`, a frame being one sample of each side.

pub mod mix;
pub mod source;
pub mod stretch;
pub mod duck;
pub mod loudness;
mod weighting;
pub mod limiter;
pub mod silence;
pub mod peaks;
pub mod bed;

/// Samples a second on each side.
pub const RATE: u32 = types::time::SAMPLE_RATE as u32;

/// The factor that `db` decibels stand for: 20 dB are ten times the amplitude. What is not a number is silence.
pub fn amplitude(db: f32) -> f32 {
    if db.is_nan() { 0.0 } else { 10.0_f32.powf(db.clamp(-200.0, 60.0) / 20.0) }
}

/// Decibels of an amplitude, at least -200.
pub fn decibels(amplitude: f64) -> f64 {
    20.0 * amplitude.max(1e-10).log10()
}

/// A sample that can be calculated with: what is not a number is silence, what is far beyond any real sound
/// (24 dB over full scale) is cut off.
pub(crate) fn contained(sample: f32) -> f32 {
    if sample.is_nan() { 0.0 } else { sample.clamp(-16.0, 16.0) }
}
