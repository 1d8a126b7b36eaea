//! Finds pauses in speech.

use std::ops::Range;

use crate::sound::{amplitude, contained};

/// Loudness is looked at every 5 ms, over 10 ms: the shortest sounds of speech are about 20 ms.
const HOP: usize = 240;

/// How the samples lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channels {
    /// One after the other.
    Mono,
    /// Interleaved, left first.
    Stereo,
}

impl Channels {
    fn count(self) -> usize {
        match self {
            Self::Mono => 1,
            Self::Stereo => 2,
        }
    }
}

/// What counts as a pause. Lengths are samples at 48 kHz.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PauseSettings {
    /// A pause begins when it is quieter than this, in dB under full scale (RMS).
    pub threshold_db: f32,
    /// And ends when it is louder than the threshold by this much, in dB.
    pub hysteresis_db: f32,
    /// What is shorter is no pause.
    pub shortest: usize,
}

impl Default for PauseSettings {
    fn default() -> Self {
        Self { threshold_db: -45.0, hysteresis_db: 4.0, shortest: 9_600 }
    }
}

/// The pauses in `samples`, in frames from the start, in order, each at least as long as asked for; exact to
/// 5 ms. Silence at the start and at the end counts too.
pub fn pauses(samples: &[f32], channels: Channels, settings: &PauseSettings) -> Vec<Range<usize>> {
    let frames = samples.len() / channels.count();
    let powers = hop_powers(samples, channels);
    let close = amplitude(settings.threshold_db).powi(2);
    let open = amplitude(settings.threshold_db + settings.hysteresis_db.max(0.0)).powi(2);
    let mut found = Vec::new();
    let mut quiet_since = None;
    for (hop, power) in smoothed(&powers).enumerate() {
        match quiet_since {
            None if power < close => quiet_since = Some(hop * HOP),
            Some(since) if power >= open => {
                found.push(since..hop * HOP);
                quiet_since = None;
            }
            None | Some(_) => {}
        }
    }
    found.extend(quiet_since.map(|since| since..frames));
    found.retain(|pause| pause.len() >= settings.shortest.max(1));
    found
}

/// What is left of `samples`, in frames, when silence at both ends is taken away; `keep` frames of it stay as
/// room to breathe. Empty when all is silence.
pub fn trimmed(samples: &[f32], channels: Channels, settings: &PauseSettings, keep: usize) -> Range<usize> {
    let frames = samples.len() / channels.count();
    let settings = PauseSettings { shortest: 1, ..*settings };
    let found = pauses(samples, channels, &settings);
    let start = found.first().filter(|pause| pause.start == 0).map_or(0, |pause| pause.end);
    let end = found.last().filter(|pause| pause.end == frames).map_or(frames, |pause| pause.start);
    if start >= end { 0..0 } else { start.saturating_sub(keep)..(end + keep).min(frames) }
}

/// The mean square of every hop, over all channels.
fn hop_powers(samples: &[f32], channels: Channels) -> Vec<f32> {
    let mean = |hop: &[f32]| hop.iter().map(|&s| contained(s).powi(2)).sum::<f32>() / hop.len() as f32;
    samples.chunks(HOP * channels.count()).map(mean).collect()
}

/// Every hop together with the next one, whichever way is louder: a sound is found from its first hop on.
fn smoothed(powers: &[f32]) -> impl Iterator<Item = f32> + '_ {
    let next = powers.iter().skip(1).chain(powers.last());
    powers.iter().zip(next).map(|(&here, &next)| here.max(0.5 * (here + next)))
}
