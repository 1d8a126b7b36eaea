//! Draws the draft actors.

mod anatomy;
mod blit;
mod clothes;
mod eyes;
mod face;
mod hair;
mod head;
mod layer;
mod motion;
mod mouth;
mod pen;
mod portrait;
mod setting;
mod soften;
mod stage;
mod tone;
mod wear;

use types::actor::Look;
use types::geometry::Size;
use types::mouth::MouthShape;

use crate::picture::RgbaImage;

pub use portrait::Portrait;
pub use stage::Stage;

/// How an actor is framed. The head stays in the upper third or half, the lower third is left for captions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Framing {
    /// From the waist or chest up.
    #[default]
    Wide,
    /// From the shoulders up, as editors punch in to hide a cut.
    Close,
}

/// What an actor does at one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// Samples at 48 kHz from the start of the clip.
    pub sample: i64,
    /// The mouth on its way from one shape to another and how far, from 0 to 1, as `types::mouth::mouth_at` says.
    pub mouth: (MouthShape, MouthShape, f32),
    /// How loud the actor speaks, from 0 to 1. It moves head and brows, so it should change smoothly: the mean
    /// over a fifth of a second or more.
    pub energy: f32,
}

impl Moment {
    /// Silent, mouth at rest.
    pub fn still(sample: i64) -> Self {
        Self { sample, mouth: (MouthShape::Rest, MouthShape::Rest, 0.0), energy: 0.0 }
    }
}

/// A picture that lies on another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    /// Pixels from the left edge of the canvas; never negative.
    pub left: i32,
    /// Pixels from the top edge of the canvas; never negative.
    pub top: i32,
    /// The picture, premultiplied; it ends inside the canvas.
    pub image: RgbaImage,
}

impl Patch {
    /// Lays the patch over a picture of the canvas.
    pub fn over(&self, canvas: &mut RgbaImage) {
        let (wide, width) = (canvas.size.width as usize * 4, self.image.size.width as usize * 4);
        let (left, top) = (self.left.max(0) as usize * 4, self.top.max(0) as usize);
        if width == 0 || wide == 0 {
            return;
        }
        let rows = canvas.data.chunks_exact_mut(wide).skip(top);
        for (target, source) in rows.zip(self.image.data.chunks_exact(width)) {
            let target = target.get_mut(left..).unwrap_or_default();
            for (under, over) in target.chunks_exact_mut(4).zip(source.chunks_exact(4)) {
                let keep = 255 - u32::from(over[3]);
                for (under, over) in under.iter_mut().zip(over) {
                    *under = (u32::from(*over) + (u32::from(*under) * keep + 127) / 255).min(255) as u8;
                }
            }
        }
    }
}

/// A still of an actor, for lists and posters.
pub fn thumbnail(look: &Look, size: Size) -> RgbaImage {
    let stage = Stage::new(look, size, Framing::Close);
    let mut picture = stage.backdrop().clone();
    stage.foreground(&Moment::still(POSTER_SAMPLE)).over(&mut picture);
    picture
}

/// A fifth of a second into a clip no actor blinks.
const POSTER_SAMPLE: i64 = 9_600;
