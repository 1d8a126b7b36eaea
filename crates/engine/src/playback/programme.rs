//! What is played: the sound of a document, or a take by itself.

use std::ops::Range;
use std::sync::Arc;

use render::score::{Sounds, score};
use render::sound::loudness::{Level, Target, measure};
use render::sound::mix::{Mixer, PlacedSound};
use types::document::{Document, Loudness};

use crate::cancel::Cancel;
use crate::error::EngineError;
use crate::session::mixdown::{Leveling, Mixdown, target_of};
use crate::wav::Take;

/// Sound that can be played from any sample.
#[derive(Clone)]
pub(super) struct Programme {
    pub(super) mixer: Arc<Mixer>,
    /// Where it ends, in samples.
    pub(super) end: i64,
    /// What is played over and over, in samples.
    pub(super) range: Option<Range<i64>>,
    pub(super) level: Level,
}

/// A document whose sound can be mixed.
pub(super) struct Scored {
    pub(super) document: Arc<Document>,
    mixer: Arc<Mixer>,
}

impl Scored {
    pub(super) fn new(document: Arc<Document>, sounds: &dyn Sounds) -> Self {
        let mixer = Arc::new(score(&document, sounds));
        Self { document, mixer }
    }

    pub(super) fn is_of(&self, document: &Arc<Document>) -> bool {
        Arc::ptr_eq(&self.document, document)
    }

    /// Listens to the whole for what brings it to its loudness.
    ///
    /// # Errors
    /// `Cancelled`.
    pub(super) fn measured(&self, cancel: &Cancel) -> Result<Option<Level>, EngineError> {
        let watch: (&dyn Fn(i64, i64), &Cancel) = (&|_, _| {}, cancel);
        let mixdown = Mixdown::of(Arc::clone(&self.mixer), &self.document, Leveling::ToTarget, watch)?;
        Ok(mixdown.level())
    }

    /// The document to be played, some frames of it over and over, with a gain that was found for it or for what it
    /// was before an edit.
    pub(super) fn programme(&self, frames: Option<(i64, i64)>, gain_db: f32) -> Programme {
        let limit_dbtp = limit(&target_of(&self.document.loudness));
        Programme {
            mixer: Arc::clone(&self.mixer),
            end: self.document.samples(),
            range: range_in(&self.document, frames),
            level: Level { gain_db, limit_dbtp },
        }
    }
}

impl Programme {
    /// A take, once, as loud as ads are.
    pub(super) fn of_take(take: &Take) -> Self {
        let mixer = Mixer::new(vec![PlacedSound::new(Arc::clone(&take.sound), 0, take.samples)]);
        let mut sound = vec![0.0; 2 * usize::try_from(take.samples).unwrap_or(0)];
        mixer.block(0, &mut sound);
        let level = measure(&sound).level_for(&target_of(&Loudness::default()));
        Self { mixer: Arc::new(mixer), end: take.samples, range: None, level }
    }
}

/// Frames of a document as samples; `None` where they hold nothing.
pub(super) fn range_in(document: &Document, frames: Option<(i64, i64)>) -> Option<Range<i64>> {
    let (first, last) = frames?;
    let (rate, frames) = (document.canvas.frame_rate, document.frames());
    let range = rate.sample_of(first.clamp(0, frames))..rate.sample_of(last.clamp(0, frames));
    (!range.is_empty()).then_some(range)
}

fn limit(target: &Target) -> f32 {
    target.true_peak_dbtp as f32
}
