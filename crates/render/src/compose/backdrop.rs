//! The blurred copy that lies behind a picture of another shape.

use types::geometry::Size;

use super::place::Frame;
use super::resize::{self, Quality};
use super::{ComposeError, color, rows};
use crate::picture::Picture;
use crate::picture::buffer::{Pool, YuvBuffer};
use crate::picture::plane_size;
use crate::picture::view::YuvViewMut;

/// The longer side of the small picture that is blurred; scaled up again it is soft by itself.
const SMALL_SIDE: u32 = 72;

/// How much darker it is made, so that it does not draw the eye: a weight towards black.
const DARKEN: u16 = 72;

/// The part `seen` of a picture, cut to the canvas's shape, blurred and darkened, as large as the canvas.
pub fn blurred(picture: &Picture, seen: Frame, canvas: Size, pool: &Pool) -> Result<YuvBuffer, ComposeError> {
    let source = covering(seen, canvas);
    let long = canvas.width.max(canvas.height).max(1);
    let side = |side: u32| (u64::from(side) * u64::from(SMALL_SIDE) / u64::from(long)).max(8) as u32;
    let small = Size::new(side(canvas.width), side(canvas.height));
    let mut small = match picture {
        Picture::Yuv(image) => resize::yuv(image.view(), source, small, Quality::Fast, pool)?,
        Picture::Rgba(image) => {
            let pixels = resize::rgba(image.view(), source, small, Quality::Fast, pool)?;
            let stride = small.width as usize * 4;
            let view = crate::picture::view::RgbaView { size: small, data: &pixels, stride };
            color::rgba_to_yuv(view, pool)?
        }
    };
    soften(&mut small.view_mut());
    let whole = Frame::of(small.size(), (0, 0));
    resize::yuv(small.view(), whole, canvas, Quality::Best, pool)
}

/// The middle of `seen` with the shape of the canvas.
fn covering(seen: Frame, canvas: Size) -> Frame {
    let scale = (f64::from(canvas.width) / seen.width()).max(f64::from(canvas.height) / seen.height());
    let (width, height) = (f64::from(canvas.width) / scale, f64::from(canvas.height) / scale);
    let (left, top) = ((seen.left + seen.right - width) / 2.0, (seen.top + seen.bottom - height) / 2.0);
    Frame { left, top, right: left + width, bottom: top + height }
}

fn soften(picture: &mut YuvViewMut<'_>) {
    for index in 0..3 {
        let (width, height) = plane_size(picture.size, index);
        let radius = if index == 0 { 3 } else { 2 };
        let mut line = Vec::with_capacity(width.max(height));
        // Three boxes one after the other are close to a Gaussian.
        for _ in 0..3 {
            for y in 0..height {
                line.clear();
                line.extend_from_slice(picture.row(index, y));
                box_blur(&line, radius, |x, mean| picture.row(index, y)[x] = mean);
            }
            for x in 0..width {
                line.clear();
                line.extend((0..height).map(|y| picture.row(index, y)[x]));
                box_blur(&line, radius, |y, mean| picture.row(index, y)[x] = mean);
            }
        }
        if index == 0 {
            for y in 0..height {
                rows::mix_to(picture.row(index, y), 16, DARKEN);
            }
        }
    }
}

/// The mean of `2 * radius + 1` values around each, the ends going on beyond the ends.
fn box_blur(line: &[u8], radius: usize, mut write: impl FnMut(usize, u8)) {
    let last = line.len() - 1;
    let value = |at: usize| u32::from(line[at.saturating_sub(radius).min(last)]);
    let count = 2 * radius as u32 + 1;
    let mut sum: u32 = (0..count as usize).map(value).sum();
    for at in 0..line.len() {
        write(at, ((sum + count / 2) / count) as u8);
        sum = sum + value(at + count as usize) - value(at);
    }
}
