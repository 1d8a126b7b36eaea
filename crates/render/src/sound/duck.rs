//! Makes music give way to speech. The curve depends only on where the whole document speaks, so the preview,
//! which asks for blocks in any order, hears what the export writes.

use std::ops::Range;

use types::document::track::Ducking;
use types::keyframe::Curve;

use crate::sound::amplitude;
use crate::sound::silence::{self, Channels, PauseSettings};

/// Speech that is less than this far apart is one: music that comes up between two words is restless. 400 ms.
const HOLD: i64 = 19_200;
const PER_MILLISECOND: i64 = 48;

/// How much quieter the music is at every sample of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct DuckCurve {
    /// Stretches in which music is all the way down or on its way there, in order.
    downs: Vec<Range<i64>>,
    attack: i64,
    release: i64,
    depth_db: f32,
}

impl DuckCurve {
    /// The curve for speech at `spans`, in samples of the timeline, in any order and overlapping as they like.
    pub fn new(spans: impl IntoIterator<Item = Range<i64>>, settings: &Ducking) -> Self {
        let attack = i64::from(settings.attack_ms).max(1) * PER_MILLISECOND;
        let release = i64::from(settings.release_ms).max(1) * PER_MILLISECOND;
        let mut spans = spans.into_iter().filter(|span| span.start < span.end).collect::<Vec<_>>();
        spans.sort_by_key(|span| span.start);
        let mut downs: Vec<Range<i64>> = Vec::new();
        for span in spans {
            let start = span.start.saturating_sub(attack);
            match downs.last_mut() {
                Some(last) if start <= last.end.saturating_add(HOLD) => last.end = last.end.max(span.end),
                _ => downs.push(start..span.end),
            }
        }
        let depth_db = if settings.depth_db.is_finite() { settings.depth_db.clamp(-48.0, 0.0) } else { 0.0 };
        Self { downs, attack, release, depth_db }
    }

    /// The factor for the music at sample `at` of the timeline: from that of the depth to 1.
    pub fn level(&self, at: i64) -> f32 {
        let share = self.share(at);
        if share == 0.0 { 1.0 } else { amplitude(self.depth_db * Curve::Ease.eased(share)) }
    }

    /// How far down it is, from 0 to 1. A stretch that began earlier also ended earlier, and each lasts at
    /// least the attack, so only the last two that have begun can count.
    fn share(&self, at: i64) -> f32 {
        let begun = self.downs.partition_point(|down| down.start <= at);
        let last = self.downs[..begun].iter().rev().take(2);
        last.map(|down| self.share_of(down, at)).fold(0.0, f32::max)
    }

    fn share_of(&self, down: &Range<i64>, at: i64) -> f32 {
        let falling = (at - down.start) as f32 / self.attack as f32;
        let rising = 1.0 - (at - down.end).max(0) as f32 / self.release as f32;
        falling.min(rising).clamp(0.0, 1.0)
    }
}

/// Where somebody speaks in a recording, mono, in samples from its start: all that is not a pause.
pub fn speech_spans(samples: &[f32], settings: &PauseSettings) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut from = 0;
    for pause in silence::pauses(samples, Channels::Mono, settings) {
        if pause.start > from {
            spans.push(from..pause.start);
        }
        from = pause.end;
    }
    if samples.len() > from {
        spans.push(from..samples.len());
    }
    spans
}
