//! Any photo as the actor: gently moved, never quite still. Its lips stay as they are: nothing here knows where they
//! lie, and a mouth in the wrong place is worse than none.

use tiny_skia::{Pixmap, Transform};
use types::geometry::Size;

use super::blit::blit;
use super::layer::Layer;
use super::motion::pose;
use super::{Framing, Moment, Patch};
use crate::picture::RgbaImage;

/// A photo cut to the canvas, a little larger than it so that it can move.
pub struct Portrait {
    size: Size,
    /// `None` when the photo has no pixels.
    photo: Option<Layer>,
    /// Darkens the corners: one factor of 255 for each pixel.
    vignette: Vec<u8>,
    seed: u32,
}

/// How much larger than the canvas the photo is.
const SPARE: f32 = 1.07;

/// How much the photo grows in a minute of slow push, at most `SPARE` in all.
const PUSH_PER_SAMPLE: f32 = 0.012 / (48_000.0 * 4.0);

impl Portrait {
    /// Cuts the photo to the canvas, its upper part kept when it is taller, as faces are there.
    pub fn new(photo: &RgbaImage, size: Size, framing: Framing) -> Self {
        let size = Size::new(size.width.max(1), size.height.max(1));
        let zoom = match framing {
            Framing::Wide => SPARE,
            Framing::Close => SPARE * 1.2,
        };
        let (width, height) = (photo.size.width.max(1) as f32, photo.size.height.max(1) as f32);
        let scale = (size.width as f32 / width).max(size.height as f32 / height) * zoom;
        let (wide, high) = ((width * scale).ceil().max(1.0) as u32, (height * scale).ceil().max(1.0) as u32);
        let left = (size.width as i32 - wide as i32) / 2;
        let top = ((size.height as f32 - high as f32) * 0.36) as i32;
        let photo = cut(photo, [left, top], size, scale);
        let photo =
            photo.map(|pixels| Layer { pixels, left: -pad(size), top: -pad(size), tiles: Vec::new() });
        Self { size, photo, vignette: vignette(size), seed: wide ^ (high << 12) }
    }

    /// The whole canvas at one moment: opaque where the photo is.
    pub fn frame(&self, moment: &Moment) -> RgbaImage {
        let pose = pose(self.seed, moment);
        let (width, height) = (self.size.width as f32, self.size.height as f32);
        let unit = height / 900.0;
        let turn = moment.sample.clamp(0, 48_000 * 3_600) as f32 * PUSH_PER_SAMPLE;
        // The push grows ever more slowly, so that it never runs out of photo.
        let push =
            1.0 + 0.03 * turn / (turn + 0.03) + moment.energy.clamp(0.0, 1.0) * 0.0025 + pose.breath * 0.0008;
        let (x, y) = (width / 2.0, height * 0.42);
        let (dx, dy) = (pose.lean * 0.55 * unit + pose.head.0 * 0.3 * unit, pose.head.1 * 0.3 * unit);
        let place = Transform::from_row(push, 0.0, 0.0, push, x - push * x + dx, y - push * y + dy);
        let mut patch = Patch { left: 0, top: 0, image: RgbaImage::clear(self.size) };
        if let Some(photo) = &self.photo {
            blit(&mut patch, photo, place, None);
        }
        for (pixel, factor) in patch.image.data.chunks_exact_mut(4).zip(&self.vignette) {
            for part in pixel.iter_mut().take(3) {
                *part = ((u32::from(*part) * (u32::from(*factor) + 1)) >> 8) as u8;
            }
        }
        patch.image
    }
}

/// Pixels of photo kept outside each edge of the canvas.
fn pad(size: Size) -> i32 {
    (size.width.max(size.height) as f32 * (SPARE - 1.0) / 2.0) as i32
}

/// The photo scaled, from the pixel of it that lies at the canvas's corner, with the spare edge.
fn cut(photo: &RgbaImage, corner: [i32; 2], size: Size, scale: f32) -> Option<Pixmap> {
    let pad = pad(size);
    let canvas = RgbaImage::clear(Size::new(size.width + 2 * pad as u32, size.height + 2 * pad as u32));
    let steps = halvings(scale);
    let mut source = photo.clone();
    for _ in 0..steps {
        source = halved(&source);
    }
    let scale = scale * (1 << steps) as f32;
    let layer = Layer { pixels: pixmap(source)?, left: 0, top: 0, tiles: Vec::new() };
    let mut patch = Patch { left: 0, top: 0, image: canvas };
    let (left, top) = ((corner[0] + pad) as f32, (corner[1] + pad) as f32);
    blit(&mut patch, &layer, Transform::from_row(scale, 0.0, 0.0, scale, left, top), None);
    pixmap(patch.image)
}

/// The picture as the drawing library has it; `None` when its bytes are too few.
fn pixmap(image: RgbaImage) -> Option<Pixmap> {
    let size = tiny_skia::IntSize::from_wh(image.size.width, image.size.height)?;
    Pixmap::from_vec(image.data, size)
}

/// How often the photo is halved first, so that no detail is skipped when it is scaled.
fn halvings(scale: f32) -> u32 {
    let mut steps = 0;
    while scale * ((1 << (steps + 1)) as f32) <= 1.0 && steps < 12 {
        steps += 1;
    }
    steps
}

/// Half the size, each pixel the mean of four.
fn halved(image: &RgbaImage) -> RgbaImage {
    let size = Size::new((image.size.width / 2).max(1), (image.size.height / 2).max(1));
    let (wide, width) = (image.size.width as usize, size.width as usize);
    let mut half = RgbaImage::clear(size);
    let (last_x, last_y) = (wide.saturating_sub(1), (image.size.height as usize).saturating_sub(1));
    for (index, pixel) in half.data.chunks_exact_mut(4).enumerate() {
        let (x, y) = (index % width * 2, index / width * 2);
        for (part, value) in pixel.iter_mut().enumerate() {
            let at =
                |x: usize, y: usize| u32::from(image.data[(y.min(last_y) * wide + x.min(last_x)) * 4 + part]);
            *value = ((at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1) + 2) / 4) as u8;
        }
    }
    half
}

fn vignette(size: Size) -> Vec<u8> {
    let (width, height) = (size.width as f32, size.height as f32);
    let mut factors = Vec::with_capacity(size.area() as usize);
    for y in 0..size.height {
        let dy = (y as f32 + 0.5) / height * 2.0 - 1.0;
        for x in 0..size.width {
            let dx = (x as f32 + 0.5) / width * 2.0 - 1.0;
            let far = ((dx * dx + dy * dy) - 0.7).max(0.0) / 1.3;
            factors.push((255.0 - 70.0 * far * far) as u8);
        }
    }
    factors
}
