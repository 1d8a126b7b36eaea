//! The actors on stage: drawn once for a size and kept while they play.

use std::sync::{Arc, Mutex, PoisonError};

use types::actor::{ActorId, find};
use types::document::clip::Framing;
use types::geometry::Size;
use types::mouth::{MouthCue, MouthShape, mouth_at};

use crate::actor::{self, Moment, Portrait, Stage};
use crate::compose::{ComposeError, color};
use crate::picture::buffer::Pool;
use crate::picture::{Identity, Picture, YuvImage};

/// How many drawn actors and how many portraits are kept. At 1080x1920 one takes some 50 MB.
const KEPT_MAX: usize = 4;

/// Samples on either side over which speaking is averaged: 0.15 s.
const ENERGY_REACH: i64 = 7_200;

/// Places on either side at which the mouth is looked at for it.
const ENERGY_STEPS: i64 = 6;

/// Actors that are ready to be drawn.
#[derive(Default)]
pub struct Cast {
    stages: Kept<StageKey>,
    portraits: Kept<PortraitKey>,
}

/// An actor that is ready.
pub enum Player {
    /// A drawn one.
    Drawn {
        /// Draws what moves.
        stage: Box<Stage>,
        /// What does not.
        backdrop: Arc<YuvImage>,
    },
    /// A photo.
    Portrait(Box<Portrait>),
}

#[derive(Clone, PartialEq)]
struct StageKey {
    actor: String,
    size: Size,
    framing: Framing,
}

#[derive(PartialEq)]
struct PortraitKey {
    photo: Identity,
    size: Size,
    framing: Framing,
}

impl Cast {
    /// A drawn actor for pictures of that size; None when there is no actor with that id.
    pub fn drawn(
        &self,
        id: &str,
        size: Size,
        framing: Framing,
        pool: &Pool,
    ) -> Result<Option<Arc<Player>>, ComposeError> {
        let Some(actor) = find(&ActorId::from(id)) else { return Ok(None) };
        let key = StageKey { actor: id.to_owned(), size, framing };
        let made = self.stages.get(key, || {
            let stage = Box::new(Stage::new(&actor.look, size, as_drawn(framing)));
            let backdrop = color::rgba_to_yuv(stage.backdrop().view(), pool)?.freeze();
            Ok(Player::Drawn { stage, backdrop })
        })?;
        Ok(Some(made))
    }

    /// A photo as the actor, for pictures of that size.
    pub fn portrait(
        &self,
        photo: &Picture,
        size: Size,
        framing: Framing,
    ) -> Result<Arc<Player>, ComposeError> {
        let key = PortraitKey { photo: photo.identity(), size, framing };
        self.portraits.get(key, || {
            let made = match photo {
                Picture::Rgba(image) => Portrait::new(image, size, as_drawn(framing)),
                Picture::Yuv(image) => {
                    Portrait::new(&color::yuv_to_rgba(image.view())?, size, as_drawn(framing))
                }
            };
            Ok(Player::Portrait(Box::new(made)))
        })
    }
}

/// A place for one player; whoever comes while it is being made waits for it.
type Place = Arc<Mutex<Option<Arc<Player>>>>;

/// Players under their keys, the last used last.
struct Kept<K>(Mutex<Vec<(K, Place)>>);

impl<K> Default for Kept<K> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: PartialEq> Kept<K> {
    fn get(
        &self,
        key: K,
        make: impl FnOnce() -> Result<Player, ComposeError>,
    ) -> Result<Arc<Player>, ComposeError> {
        let place = self.place(key);
        // Nothing that makes a player shares its work between threads, so no thread of a pool can wait for itself.
        let mut place = place.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(player) = &*place {
            return Ok(Arc::clone(player));
        }
        let made = Arc::new(make()?);
        *place = Some(Arc::clone(&made));
        Ok(made)
    }

    fn place(&self, key: K) -> Place {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = match all.iter().position(|(known, _)| *known == key) {
            Some(index) => all.remove(index),
            None => (key, Place::default()),
        };
        if all.len() == KEPT_MAX {
            all.remove(0);
        }
        let place = Arc::clone(&entry.1);
        all.push(entry);
        place
    }
}

/// What the actor does at a sample of the take. `body` is the sample that drives blinks and sway.
pub fn moment(cues: &[MouthCue], sample: i64, body: i64) -> Moment {
    Moment { sample: body, mouth: mouth_at(cues, sample), energy: energy(cues, sample) }
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
