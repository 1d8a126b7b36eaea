//! Small repairs to spoken sound: silence at the ends, soft edges, joining sentences.

use types::voice::{PhonemeTime, WordTime};

use crate::Spoken;

/// Kept before the first sound: 30 ms at 48 kHz, so that a soft onset is not cut.
pub(crate) const LEAD_SAMPLES: usize = 1_440;

/// Kept after the last sound: 100 ms at 48 kHz, room for it to fade.
pub(crate) const TAIL_SAMPLES: usize = 4_800;

/// Edges rise and fall over 4 ms at 48 kHz, which is too short to hear and long enough not to click.
const EDGE_SAMPLES: usize = 192;

/// What is quieter than this share of the peak (-46 dB) is silence.
const SILENCE: f32 = 0.005;

/// Cuts silence at both ends to a breath, keeps every word inside, and softens the edges.
pub fn trimmed(mut spoken: Spoken) -> Spoken {
    let peak = spoken.samples.iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
    let loud = |sample: &f32| sample.abs() > peak * SILENCE;
    let Some(first) = spoken.samples.iter().position(loud) else { return spoken };
    let last = spoken.samples.iter().rposition(loud).unwrap_or(first);
    let start = first.saturating_sub(LEAD_SAMPLES);
    let end = (last + TAIL_SAMPLES).min(spoken.samples.len());
    spoken.samples.truncate(end);
    spoken.samples.drain(..start);
    let length = spoken.samples.len() as i64;
    shift(&mut spoken, -(start as i64));
    for (from, to) in times(&mut spoken) {
        *from = (*from).clamp(0, length);
        *to = (*to).clamp(*from, length);
    }
    soften(&mut spoken.samples);
    spoken
}

/// Sentences one after the other with `gap_samples` of silence between.
pub fn joined(sentences: Vec<Spoken>, gap_samples: usize) -> Spoken {
    let mut all = Spoken::default();
    for mut sentence in sentences {
        if !all.samples.is_empty() {
            all.samples.resize(all.samples.len() + gap_samples, 0.0);
        }
        shift(&mut sentence, all.samples.len() as i64);
        all.samples.append(&mut sentence.samples);
        all.words.append(&mut sentence.words);
        all.phonemes.append(&mut sentence.phonemes);
        all.warnings.append(&mut sentence.warnings);
    }
    all
}

fn shift(spoken: &mut Spoken, by: i64) {
    for (from, to) in times(spoken) {
        *from += by;
        *to += by;
    }
}

fn times(spoken: &mut Spoken) -> impl Iterator<Item = (&mut i64, &mut i64)> {
    let words = spoken.words.iter_mut().map(|WordTime { start, end, .. }| (start, end));
    words.chain(spoken.phonemes.iter_mut().map(|PhonemeTime { start, end, .. }| (start, end)))
}

fn soften(samples: &mut [f32]) {
    let gain = |index: usize| (index as f32 / EDGE_SAMPLES as f32).min(1.0);
    samples.iter_mut().enumerate().take(EDGE_SAMPLES).for_each(|(index, sample)| *sample *= gain(index));
    samples
        .iter_mut()
        .rev()
        .enumerate()
        .take(EDGE_SAMPLES)
        .for_each(|(index, sample)| *sample *= gain(index));
}
