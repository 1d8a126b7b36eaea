//! Stills that cover the canvas, fitted to it once: scaling a large photo for every frame would cost more
//! than all the rest.

use std::sync::{Arc, Mutex, PoisonError};

use types::document::look::{Blend, Grade};
use types::geometry::{Color, Size};

use super::{Renderer, layer};
use crate::compose::ComposeError;
use crate::compose::canvas::Canvas;
use crate::compose::grade::graded;
use crate::compose::layer::{Layer, Surround};
use crate::compose::place::{Fitting, Frame, Motion, Placement};
use crate::compose::resize::Quality;
use crate::picture::{Identity, Picture, RgbaImage, YuvImage};
use crate::plan::Shown;

/// How many are kept.
const KEPT_MAX: usize = 8;

/// Stills fitted to canvases.
#[derive(Default)]
pub struct Flats {
    kept: Mutex<Vec<(Key, Option<Arc<YuvImage>>)>>,
}

#[derive(PartialEq)]
struct Key {
    picture: Identity,
    view: (Size, Quality),
    placement: Placement,
    surround: Surround,
    grade: Grade,
}

/// Whether a clip is seen just as it is, filling the canvas.
pub fn is_plain(shown: &Shown<'_>) -> bool {
    let placement = Placement { fitting: Fitting::Cover, motion: Motion::Still, ..shown.placement };
    placement == Placement::default()
        && shown.opacity >= 1.0
        && shown.blend == Blend::Normal
        && shown.grade == Grade::default()
}

impl Renderer {
    pub(super) fn draw_still(
        &self,
        canvas: &mut Canvas,
        picture: &Picture,
        shown: &Shown<'_>,
    ) -> Result<(), ComposeError> {
        match self.flat(canvas, picture, shown)? {
            Some(flat) => {
                let flat = Picture::Yuv(flat);
                let layer = Layer { opacity: shown.opacity, blend: shown.blend, ..Layer::new(&flat) };
                canvas.draw(&layer)
            }
            None => self.draw_picture(canvas, picture, shown),
        }
    }

    pub(super) fn draw_solid(
        &self,
        canvas: &mut Canvas,
        color: Color,
        shown: &Shown<'_>,
    ) -> Result<(), ComposeError> {
        if is_plain(&Shown { opacity: 1.0, ..shown.clone() }) {
            canvas.fill(color, shown.opacity);
            return Ok(());
        }
        let premultiplied = |value: u8| (u16::from(value) * u16::from(color.a) / 255) as u8;
        let [r, g, b] = [color.r, color.g, color.b].map(premultiplied);
        let size = canvas.size();
        let data = [r, g, b, color.a].repeat(size.area() as usize);
        self.draw_picture(canvas, &Picture::Rgba(Arc::new(RgbaImage { size, data })), shown)
    }

    /// The still as it covers the canvas; None when it moves or something shines through.
    fn flat(
        &self,
        canvas: &Canvas,
        picture: &Picture,
        shown: &Shown<'_>,
    ) -> Result<Option<Arc<YuvImage>>, ComposeError> {
        if shown.placement.motion == Motion::Moving {
            return Ok(None);
        }
        let key = Key {
            picture: picture.identity(),
            view: (canvas.size(), canvas.quality()),
            placement: shown.placement,
            surround: shown.surround,
            grade: shown.grade,
        };
        if let Some((_, flat)) = self.flats.lock().iter().find(|(known, _)| *known == key) {
            return Ok(flat.clone());
        }
        let flat = if covers(canvas.size(), picture, shown) {
            let mut made = Canvas::new(canvas.size(), Color::BLACK, canvas.quality(), &self.pool)?;
            let picture = graded(picture, &shown.grade, &self.pool);
            made.draw(&Layer { opacity: 1.0, blend: Blend::Normal, ..layer(&picture, shown) })?;
            Some(made.finish())
        } else {
            None
        };
        let mut kept = self.flats.lock();
        kept.retain(|(known, _)| !known.picture.is_gone());
        if kept.len() == KEPT_MAX {
            kept.remove(0);
        }
        kept.push((key, flat.clone()));
        Ok(flat)
    }
}

impl Flats {
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<(Key, Option<Arc<YuvImage>>)>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether nothing of what lies below a still can be seen.
fn covers(canvas: Size, picture: &Picture, shown: &Shown<'_>) -> bool {
    let opaque = match picture {
        Picture::Yuv(_) => true,
        Picture::Rgba(image) => image.data.as_chunks::<4>().0.iter().all(|pixel| pixel[3] == 255),
    };
    if shown.surround != Surround::Below {
        return true;
    }
    let whole = picture.size();
    let mapping = shown.placement.map(whole, Frame::of(whole, (0, 0)), canvas);
    let straight = mapping.and_then(|mapping| mapping.straight(canvas, 1));
    opaque && straight.is_some_and(|straight| straight.target.size() == canvas)
}
