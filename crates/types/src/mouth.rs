//! Mouth shapes and when they are made: phonemes with times become cues, and cues become a smooth mouth.

mod articulation;

use serde::{Deserialize, Serialize};

use crate::voice::PhonemeTime;

/// A shape of the lips, teeth and tongue that can be told apart by eye.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MouthShape {
    /// Closed and at ease, as in a pause.
    #[default]
    Rest,
    /// Lips pressed together: m, b, p.
    Closed,
    /// Upper teeth on the lower lip: f, v.
    Teeth,
    /// The tip of the tongue shows at the teeth: th, l, a tapped r.
    TongueTeeth,
    /// Lips drawn wide: i, e, y as in "yes".
    Spread,
    /// Jaw low: a.
    Open,
    /// Half open, nothing drawn: the vowels of "her", "bed", "cut".
    Mid,
    /// Rounded and open: o, ɔ.
    Round,
    /// A small rounded opening: u, w.
    Narrow,
    /// Teeth close together: s, z, t, d, n.
    Sibilant,
    /// Teeth close together and lips pushed forward: ʃ, tʃ, an English r.
    Postalveolar,
    /// A little open with the tongue drawn back: k, g, ng, h.
    Back,
}

impl MouthShape {
    /// Every shape there is.
    pub const ALL: [Self; 12] = [
        Self::Rest,
        Self::Closed,
        Self::Teeth,
        Self::TongueTeeth,
        Self::Spread,
        Self::Open,
        Self::Mid,
        Self::Round,
        Self::Narrow,
        Self::Sibilant,
        Self::Postalveolar,
        Self::Back,
    ];
}

/// From that moment on the mouth makes that shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MouthCue {
    /// Samples at 48 kHz from the start of the clip.
    pub at: u32,
    /// The shape.
    pub shape: MouthShape,
}

/// A silence at least this long relaxes the mouth: 60 ms in samples at 48 kHz.
const PAUSE_SAMPLES: i64 = 2_880;

/// Lips are on the way this long before a sound: 50 ms in samples at 48 kHz.
const LEAD_SAMPLES: i64 = 2_400;

/// Lips arrive this long after a sound began: 25 ms in samples at 48 kHz. Both together give the 60 to 80 ms
/// over which neighbouring sounds colour each other in speech.
const TAIL_SAMPLES: i64 = 1_200;

/// The cues for phonemes in rising order of time, in samples at 48 kHz. Equal neighbours are merged, pauses
/// and the end bring the mouth to rest, and the first cue is at 0. Times out of range are clamped.
pub fn cues(phonemes: &[PhonemeTime]) -> Vec<MouthCue> {
    let mut track = Track::default();
    track.push(0, MouthShape::Rest);
    let mut end = 0;
    for phoneme in phonemes {
        let (from, to) = (phoneme.start, phoneme.end);
        if phoneme.phoneme.is_empty() {
            continue;
        }
        if from.saturating_sub(end) >= PAUSE_SAMPLES {
            track.push(end, MouthShape::Rest);
        }
        let shapes = articulation::shapes(&phoneme.phoneme);
        let count = shapes.len().max(1) as i64;
        for (index, shape) in shapes.into_iter().enumerate() {
            track.push(from.saturating_add(to.saturating_sub(from).max(0) / count * index as i64), shape);
        }
        end = end.max(to).max(from);
    }
    track.push(end, MouthShape::Rest);
    track.cues
}

/// Cues as they grow: in order, without repeats.
#[derive(Default)]
struct Track {
    cues: Vec<MouthCue>,
}

impl Track {
    fn push(&mut self, at: i64, shape: MouthShape) {
        let earliest = self.cues.last().map_or(0, |cue| cue.at);
        let at = u32::try_from(at.max(0)).unwrap_or(u32::MAX).max(earliest);
        match self.cues.last_mut() {
            Some(last) if last.shape == shape => {}
            Some(last) if last.at == at => {
                last.shape = shape;
                self.drop_repeat();
            }
            _ => self.cues.push(MouthCue { at, shape }),
        }
    }

    fn drop_repeat(&mut self) {
        if let [.., before, last] = self.cues.as_slice()
            && before.shape == last.shape
        {
            self.cues.pop();
        }
    }
}

/// The mouth at a sample of the clip: on the way from one shape to another, and how far, from 0 to 1.
/// Cues must be in rising order of time. Lips that close for m, b and p are shut when the sound begins.
pub fn mouth_at(cues: &[MouthCue], sample: i64) -> (MouthShape, MouthShape, f32) {
    let next = cues.partition_point(|cue| i64::from(cue.at) <= sample);
    let current = next.checked_sub(1);
    let shape = |index: usize| cues.get(index).map_or(MouthShape::Rest, |cue| cue.shape);
    for index in [Some(next), current].into_iter().flatten() {
        let Some((start, end)) = change(cues, index) else { continue };
        if (start..end).contains(&sample) {
            let share = (sample - start) as f32 / (end - start) as f32;
            let before = index.checked_sub(1).map_or(MouthShape::Rest, shape);
            return (before, shape(index), share * share * (3.0 - 2.0 * share));
        }
    }
    let shape = current.map_or(MouthShape::Rest, shape);
    (shape, shape, 0.0)
}

/// From which to which sample the lips move into a cue. Half the way to each neighbour at most, so that
/// changes never overlap and every shape is reached.
fn change(cues: &[MouthCue], index: usize) -> Option<(i64, i64)> {
    let cue = cues.get(index)?;
    let at = i64::from(cue.at);
    let before = index.checked_sub(1).and_then(|index| cues.get(index)).map_or(0, |cue| i64::from(cue.at));
    let after = cues.get(index + 1).map_or(i64::MAX, |cue| i64::from(cue.at));
    let lead = LEAD_SAMPLES.min((at - before) / 2);
    let tail = if cue.shape == MouthShape::Closed { 0 } else { TAIL_SAMPLES.min((after - at) / 2) };
    Some((at - lead, at + tail))
}
