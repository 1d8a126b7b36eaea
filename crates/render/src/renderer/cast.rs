//! The actors on stage: drawn once for a size and kept while they play.

use std::sync::{Arc, Mutex, PoisonError};

use types::actor::{ActorId, find};
use types::document::clip::Framing;
use types::geometry::Size;
use types::mouth::{MouthCue, MouthShape, mouth_at};

use super::RenderError;
use crate::actor::{self, Moment, Portrait, Stage};
use crate::compose::color;
use crate::picture::{Picture, RgbaImage};

/// How many stages and how many portraits are kept. At 1080x1920 one takes some 30 MB.
const KEPT_MAX: usize = 4;

/// Samples on either side over which speaking is averaged: 0.15 s.
const ENERGY_REACH: i64 = 7_200;

/// Places on either side at which the mouth is looked at for it.
const ENERGY_STEPS: i64 = 6;

/// Actors that have been drawn.
#[derive(Default)]
pub struct Cast {
    stages: Mutex<Vec<(StageKey, Arc<Staged>)>>,
    portraits: Mutex<Vec<(PortraitKey, Arc<Portrait>)>>,
}

/// A drawn actor in a setting.
pub struct Staged {
    /// What moves.
    pub stage: Stage,
    /// What does not.
    pub backdrop: Arc<RgbaImage>,
}

#[derive(Clone, PartialEq)]
struct StageKey {
    actor: String,
    size: Size,
    framing: Framing,
}

/// A photo is known by its place in memory, which stays its own while it is kept here.
#[derive(Clone)]
struct PortraitKey {
    photo: Picture,
    size: Size,
    framing: Framing,
}

impl PartialEq for PortraitKey {
    fn eq(&self, other: &Self) -> bool {
        self.photo.is_same(&other.photo) && self.size == other.size && self.framing == other.framing
    }
}

impl Cast {
    /// A drawn actor for pictures of that size.
    pub fn stage(&self, id: &str, size: Size, framing: Framing) -> Result<Arc<Staged>, RenderError> {
        let key = StageKey { actor: id.to_owned(), size, framing };
        kept(&self.stages, key, || {
            let actor = find(&ActorId::from(id)).ok_or_else(|| RenderError::UnknownActor(id.to_owned()))?;
            let stage = Stage::new(&actor.look, size, as_drawn(framing));
            let backdrop = Arc::new(stage.backdrop().clone());
            Ok(Staged { stage, backdrop })
        })
    }

    /// A photo as the actor, for pictures of that size.
    pub fn portrait(
        &self,
        photo: &Picture,
        size: Size,
        framing: Framing,
    ) -> Result<Arc<Portrait>, RenderError> {
        let key = PortraitKey { photo: photo.clone(), size, framing };
        kept(&self.portraits, key, || {
            Ok(match photo {
                Picture::Rgba(image) => Portrait::new(image, size, as_drawn(framing)),
                Picture::Yuv(image) => {
                    Portrait::new(&color::yuv_to_rgba(image.view())?, size, as_drawn(framing))
                }
            })
        })
    }
}

/// What is kept under a key, made now if it is not there. Two threads may make the same at once: waiting for
/// each other inside a pool of threads could wait for ever.
fn kept<K: PartialEq, T>(
    all: &Mutex<Vec<(K, Arc<T>)>>,
    key: K,
    make: impl FnOnce() -> Result<T, RenderError>,
) -> Result<Arc<T>, RenderError> {
    let lock = || all.lock().unwrap_or_else(PoisonError::into_inner);
    let take = |all: &mut Vec<(K, Arc<T>)>| {
        let entry = all.remove(all.iter().position(|(known, _)| *known == key)?);
        let found = Arc::clone(&entry.1);
        all.push(entry);
        Some(found)
    };
    if let Some(found) = take(&mut lock()) {
        return Ok(found);
    }
    let made = Arc::new(make()?);
    let mut all = lock();
    if let Some(found) = take(&mut all) {
        return Ok(found);
    }
    if all.len() == KEPT_MAX {
        all.remove(0);
    }
    all.push((key, Arc::clone(&made)));
    Ok(made)
}

/// What the actor does at a sample of the take.
pub fn moment(cues: &[MouthCue], sample: i64) -> Moment {
    Moment { sample, mouth: mouth_at(cues, sample), energy: energy(cues, sample) }
}

/// How much is spoken around a sample, as the mouth shows it.
fn energy(cues: &[MouthCue], sample: i64) -> f32 {
    let open = |step: i64| {
        let (from, to, share) = mouth_at(cues, sample + step * ENERGY_REACH / ENERGY_STEPS);
        openness(from) * (1.0 - share) + openness(to) * share
    };
    let steps = -ENERGY_STEPS..=ENERGY_STEPS;
    let count = (2 * ENERGY_STEPS + 1) as f32;
    (steps.map(open).sum::<f32>() / count).clamp(0.0, 1.0)
}

fn openness(shape: MouthShape) -> f32 {
    match shape {
        MouthShape::Rest => 0.0,
        MouthShape::Closed => 0.35,
        MouthShape::Teeth | MouthShape::TongueTeeth | MouthShape::Sibilant | MouthShape::Postalveolar => 0.5,
        MouthShape::Narrow | MouthShape::Back => 0.65,
        MouthShape::Spread | MouthShape::Mid => 0.8,
        MouthShape::Round => 0.9,
        MouthShape::Open => 1.0,
    }
}

fn as_drawn(framing: Framing) -> actor::Framing {
    match framing {
        Framing::Wide => actor::Framing::Wide,
        Framing::Close => actor::Framing::Close,
    }
}
