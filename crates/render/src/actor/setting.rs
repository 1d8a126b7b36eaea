//! The place behind the actor: drawn small, blurred, then enlarged, as a lens out of focus would show it.

use types::actor::Look;

use super::layer::View;
use crate::picture::RgbaImage;

pub(super) fn draw(_look: &Look, view: &View) -> RgbaImage {
    let mut image = RgbaImage::clear(view.canvas);
    for pixel in image.data.chunks_exact_mut(4) {
        pixel.copy_from_slice(&[190, 196, 200, 255]);
    }
    image
}
