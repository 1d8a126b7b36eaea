//! Actors that are ready to be drawn: what of them stands still is drawn once for each size and framing.

use std::sync::{Arc, Mutex, PoisonError};

use types::actor::{ActorId, find};
use types::document::clip::{DraftActor, Face, Framing};
use types::geometry::Size;
use types::id::MediaId;

use crate::actor::{self, Portrait, Stage};
use crate::compose::ComposeError;
use crate::compose::color::{rgba_to_yuv, yuv_to_rgba};
use crate::picture::buffer::Pool;
use crate::picture::{Picture, RgbaImage, YuvImage};

/// How many are kept; one is up to 50 MB at full size.
const KEPT_MAX: usize = 6;

/// An actor that is ready.
pub(super) enum Player {
    /// A drawn one, with the setting as I420.
    Drawn {
        /// Draws what moves.
        stage: Box<Stage>,
        /// What does not.
        backdrop: Arc<YuvImage>,
    },
    /// A photo.
    Portrait(Box<Portrait>),
}

type Key = (Face, Framing, Size);

/// Actors that are ready, the last used last.
#[derive(Default)]
pub(super) struct Stages {
    kept: Mutex<Vec<(Key, Arc<Player>)>>,
}

impl Stages {
    /// The actor, made ready when it is not yet. `None` when no actor has that id or the photo cannot be had.
    pub(super) fn player(
        &self,
        actor: &DraftActor,
        size: Size,
        photo: &dyn Fn(MediaId) -> Option<Arc<RgbaImage>>,
        pool: &Pool,
    ) -> Result<Option<Arc<Player>>, ComposeError> {
        let key = (actor.face.clone(), actor.framing, size);
        // Held while an actor is made ready: threads that want the same one wait instead of making it again.
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(index) = kept.iter().position(|(known, _)| *known == key) {
            let found = kept.remove(index);
            let player = Arc::clone(&found.1);
            kept.push(found);
            return Ok(Some(player));
        }
        let framing = match actor.framing {
            Framing::Wide => actor::Framing::Wide,
            Framing::Close => actor::Framing::Close,
        };
        let made = match &actor.face {
            Face::Drawn(id) => match find(&ActorId(id.clone())) {
                Some(actor) => drawn(Stage::new(&actor.look, size, framing), pool)?,
                None => return Ok(None),
            },
            Face::Portrait(media) => match photo(*media) {
                Some(photo) => Player::Portrait(Box::new(Portrait::new(&photo, size, framing))),
                None => return Ok(None),
            },
        };
        let made = Arc::new(made);
        if kept.len() >= KEPT_MAX {
            kept.remove(0);
        }
        kept.push((key, Arc::clone(&made)));
        Ok(Some(made))
    }
}

fn drawn(stage: Stage, pool: &Pool) -> Result<Player, ComposeError> {
    let backdrop = rgba_to_yuv(stage.backdrop().view(), pool)?.freeze();
    Ok(Player::Drawn { stage: Box::new(stage), backdrop })
}

/// The size a photo is wanted in: somewhat larger than the canvas, as it is punched in on.
pub(super) fn photo_size(canvas: Size) -> Size {
    Size::new(canvas.width.saturating_mul(3) / 2, canvas.height.saturating_mul(3) / 2)
}

/// Any picture as RGBA.
pub(super) fn rgba(picture: Picture) -> Option<Arc<RgbaImage>> {
    match picture {
        Picture::Rgba(image) => Some(image),
        Picture::Yuv(image) => yuv_to_rgba(image.view()).ok().map(Arc::new),
    }
}
