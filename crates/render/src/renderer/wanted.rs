//! How large a picture of a file is wanted, so that no reader scales to more than is seen.

use types::document::Document;
use types::geometry::Size;
use types::id::MediaId;

use crate::compose::place::{Frame, Motion, Placement};
use crate::plan::Shown;

/// A portrait is cut out a little closer than the canvas.
const PORTRAIT_SPARE: f64 = 1.3;

/// The size at which all of a file's picture would lie on the canvas. Of a moving picture it grows in steps of
/// two, so that not every frame asks for another size.
pub fn size(document: &Document, media: MediaId, shown: &Shown<'_>, canvas: Size) -> Size {
    let native = document.media(media).and_then(|media| media.info.video.as_ref()).map(|video| video.size);
    let Some(native) = native else { return canvas };
    let placement = shown.placement;
    let scale = match placement.motion {
        Motion::Still => placement.scale,
        Motion::Moving => placement.scale.max(0.01).log2().ceil().exp2(),
    };
    let placement = Placement { scale, x: 0.0, y: 0.0, rotation: 0.0, ..placement };
    let Some(mapping) = placement.map(native, Frame::of(native, (0, 0)), canvas) else { return canvas };
    let side = |native: u32, scale: f64| (f64::from(native) * scale).round().clamp(1.0, 32_768.0) as u32;
    Size::new(side(native.width, mapping.scale.0), side(native.height, mapping.scale.1))
}

/// The size wanted of a photo that stands for an actor.
pub fn photo(canvas: Size) -> Size {
    let side = |side: u32| (f64::from(side) * PORTRAIT_SPARE) as u32;
    Size::new(side(canvas.width), side(canvas.height))
}
