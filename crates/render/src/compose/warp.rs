//! Draws turned and moving layers: every pixel of the canvas looks up where it comes from, between four
//! pixels of the source. Done in RGBA, because chroma at half size cannot be moved by parts of a pixel.

use rayon::prelude::*;
use types::geometry::Size;

use super::place::{Frame, Mapping};
use super::resize::{self, Quality};
use super::{ComposeError, color};
use crate::picture::Picture;
use crate::picture::buffer::{Pool, PooledBytes};
use crate::picture::view::{Rect, RgbaView};

/// Layers drawn smaller than this are made smaller with a proper filter first; four pixels are too few then.
const SHRINK_FIRST: f64 = 0.8;

/// Above so many pixels the rows are shared between cores.
const PARALLEL_PIXELS: usize = 1 << 18;

/// One, in the fixed point of source positions.
const ONE: f64 = 65536.0;

/// What the layer shows on the canvas, as premultiplied RGBA with soft edges, and where. `at` is where the
/// picture's first pixel lies in the layer. None when it shows nothing.
pub fn warp(
    mapping: &Mapping,
    picture: &Picture,
    at: (i64, i64),
    canvas: (Size, Quality),
    pool: &Pool,
) -> Result<Option<(Rect, PooledBytes)>, ComposeError> {
    let target = mapping.bounds(canvas.0);
    if target.width == 0 || target.height == 0 {
        return Ok(None);
    }
    let texture = texture(mapping, picture, at, canvas.1, pool)?;
    let walk = Walk::new(mapping, &texture, target);
    let view = texture.view(picture);
    let mut made = pool.take(target.width * target.height * 4);
    let draw = |(y, row): (usize, &mut [u8])| walk.draw_row(view, y, row);
    if target.width * target.height > PARALLEL_PIXELS {
        made.par_chunks_exact_mut(target.width * 4).enumerate().for_each(draw);
    } else {
        made.chunks_exact_mut(target.width * 4).enumerate().for_each(draw);
    }
    Ok(Some((target, made)))
}

/// The source in RGBA: `frame` says which part of the layer its pixels show.
struct Texture {
    pixels: TexturePixels,
    frame: Frame,
}

enum TexturePixels {
    /// Pixels of its own.
    Own(PooledBytes, Size),
    /// A part of the layer's own picture, which is RGBA.
    Part(Rect),
}

impl Texture {
    fn size(&self) -> Size {
        match &self.pixels {
            TexturePixels::Own(_, size) => *size,
            TexturePixels::Part(rect) => rect.size(),
        }
    }

    fn view<'a>(&'a self, picture: &'a Picture) -> RgbaView<'a> {
        match (&self.pixels, picture) {
            (TexturePixels::Own(data, size), _) => {
                RgbaView { size: *size, data, stride: size.width as usize * 4 }
            }
            (TexturePixels::Part(rect), Picture::Rgba(image)) => image.view().part(*rect),
            (TexturePixels::Part(_), Picture::Yuv(_)) => {
                RgbaView { size: Size::new(0, 0), data: &[], stride: 0 }
            }
        }
    }
}

fn texture(
    mapping: &Mapping,
    picture: &Picture,
    at: (i64, i64),
    quality: Quality,
    pool: &Pool,
) -> Result<Texture, ComposeError> {
    let local = mapping.seen.moved((-at.0, -at.1));
    if mapping.scale.0.min(mapping.scale.1) < SHRINK_FIRST {
        let side = |length: f64, scale: f64| (length * scale.min(1.0)).ceil().max(1.0) as u32;
        let size = Size::new(side(local.width(), mapping.scale.0), side(local.height(), mapping.scale.1));
        let pixels = match picture {
            Picture::Rgba(image) => resize::rgba(image.view(), local, size, quality, pool)?,
            Picture::Yuv(image) => {
                let smaller = resize::yuv(image.view(), local, size, quality, pool)?;
                opaque(smaller.view(), pool)?
            }
        };
        return Ok(Texture { pixels: TexturePixels::Own(pixels, size), frame: mapping.seen });
    }
    let part = local.outer(picture.size());
    let frame = Frame::of(part.size(), (part.left as i64 + at.0, part.top as i64 + at.1));
    let pixels = match picture {
        Picture::Rgba(_) => TexturePixels::Part(part),
        Picture::Yuv(image) => TexturePixels::Own(opaque(image.view().part(part), pool)?, part.size()),
    };
    Ok(Texture { pixels, frame })
}

fn opaque(source: crate::picture::view::YuvView<'_>, pool: &Pool) -> Result<PooledBytes, ComposeError> {
    let mut pixels = pool.take(source.size.area() as usize * 4);
    color::yuv_into(&mut pixels, source)?;
    Ok(pixels)
}

/// How source positions run along the rows of the target. Positions are in pixels of the texture.
struct Walk {
    /// At the middle of the target's first pixel.
    start: (f64, f64),
    /// From one pixel to the next in a row.
    across: (f64, f64),
    /// From one row to the next.
    down: (f64, f64),
    /// What of the texture is seen.
    seen: Frame,
    /// Texture pixels over which an edge fades: one canvas pixel.
    soft: (f64, f64),
}

impl Walk {
    fn new(mapping: &Mapping, texture: &Texture, target: Rect) -> Self {
        let (size, frame) = (texture.size(), texture.frame);
        let per_layer = (f64::from(size.width) / frame.width(), f64::from(size.height) / frame.height());
        let (cos, sin) = mapping.turn;
        let (u, v) = (per_layer.0 / mapping.scale.0, per_layer.1 / mapping.scale.1);
        let (across, down) = ((cos * u, -sin * v), (sin * u, cos * v));
        let from_center =
            (target.left as f64 + 0.5 - mapping.center.0, target.top as f64 + 0.5 - mapping.center.1);
        let pivot =
            ((mapping.pivot.0 - frame.left) * per_layer.0, (mapping.pivot.1 - frame.top) * per_layer.1);
        let start = (
            pivot.0 + from_center.0 * across.0 + from_center.1 * down.0,
            pivot.1 + from_center.0 * across.1 + from_center.1 * down.1,
        );
        let seen = Frame {
            left: (mapping.seen.left - frame.left) * per_layer.0,
            top: (mapping.seen.top - frame.top) * per_layer.1,
            right: (mapping.seen.right - frame.left) * per_layer.0,
            bottom: (mapping.seen.bottom - frame.top) * per_layer.1,
        };
        Self { start, across, down, seen, soft: (u, v) }
    }

    fn draw_row(&self, texture: RgbaView<'_>, y: usize, row: &mut [u8]) {
        let start = (self.start.0 + self.down.0 * y as f64, self.start.1 + self.down.1 * y as f64);
        let width = row.len() / 4;
        let outer = self.span(start, 0.5, width);
        let inner = self.span(start, -0.5, width);
        let inner = inner.start.clamp(outer.start, outer.end)..inner.end.clamp(outer.start, outer.end);
        let (pixels, _) = row.as_chunks_mut::<4>();
        pixels[..outer.start].fill([0; 4]);
        pixels[outer.end..].fill([0; 4]);
        for x in (outer.start..inner.start).chain(inner.end.max(inner.start)..outer.end) {
            let position = (start.0 + self.across.0 * x as f64, start.1 + self.across.1 * x as f64);
            pixels[x] = faded(sample(texture, fixed(position)), self.coverage(position));
        }
        let position =
            (start.0 + self.across.0 * inner.start as f64, start.1 + self.across.1 * inner.start as f64);
        let (mut at, step) = (fixed(position), fixed(self.across));
        for pixel in &mut pixels[inner] {
            *pixel = sample(texture, at);
            at = (at.0.wrapping_add(step.0), at.1.wrapping_add(step.1));
        }
    }

    /// The pixels of a row whose positions lie in what is seen, widened by so many canvas pixels.
    fn span(&self, start: (f64, f64), widened: f64, width: usize) -> std::ops::Range<usize> {
        let (mut from, mut to) = (0.0_f64, width as f64);
        let sides = [
            (start.0, self.across.0, self.seen.left, self.seen.right, self.soft.0),
            (start.1, self.across.1, self.seen.top, self.seen.bottom, self.soft.1),
        ];
        for (start, step, low, high, soft) in sides {
            let (low, high) = (low - soft * widened, high + soft * widened);
            if step.abs() < 1e-9 {
                if start < low || start > high {
                    to = 0.0;
                }
                continue;
            }
            let (first, second) = ((low - start) / step, (high - start) / step);
            from = from.max(first.min(second).ceil());
            to = to.min(first.max(second).floor() + 1.0);
        }
        let from = from.clamp(0.0, width as f64) as usize;
        from..(to.clamp(0.0, width as f64) as usize).max(from)
    }

    /// How much of a canvas pixel the layer covers, from 0 to 256.
    fn coverage(&self, at: (f64, f64)) -> u64 {
        let side = |at: f64, low: f64, high: f64, soft: f64| {
            (((at - low).min(high - at) / soft) + 0.5).clamp(0.0, 1.0)
        };
        let across = side(at.0, self.seen.left, self.seen.right, self.soft.0);
        let down = side(at.1, self.seen.top, self.seen.bottom, self.soft.1);
        (across * down * 256.0 + 0.5) as u64
    }
}

fn fixed(at: (f64, f64)) -> (i64, i64) {
    ((at.0 * ONE).round() as i64, (at.1 * ONE).round() as i64)
}

/// The colour at a position, from the four pixels around it; beyond the edge the edge's colour goes on.
fn sample(texture: RgbaView<'_>, at: (i64, i64)) -> [u8; 4] {
    let (x, y) = (at.0.wrapping_sub(0x8000), at.1.wrapping_sub(0x8000));
    let (width, height) = (i64::from(texture.size.width), i64::from(texture.size.height));
    let (left, right) = (clamped(x >> 16, width), clamped((x >> 16).wrapping_add(1), width));
    let (top, bottom) = (clamped(y >> 16, height), clamped((y >> 16).wrapping_add(1), height));
    let (across, down) = ((x >> 8) as u64 & 0xff, (y >> 8) as u64 & 0xff);
    let row = |y: usize| &texture.data[y.wrapping_mul(texture.stride)..];
    let (upper, lower) = (row(top).as_chunks::<4>().0, row(bottom).as_chunks::<4>().0);
    let above = lerp(spread(upper[left]), spread(upper[right]), across);
    let below = lerp(spread(lower[left]), spread(lower[right]), across);
    gather(lerp(above, below, down))
}

fn clamped(at: i64, length: i64) -> usize {
    at.clamp(0, length.wrapping_sub(1)) as usize
}

/// The four channels of a pixel in the four 16-bit lanes of a word.
fn spread(pixel: [u8; 4]) -> u64 {
    let word = u64::from(u32::from_le_bytes(pixel));
    (word & 0x00ff_00ff) | ((word >> 8) & 0x00ff_00ff) << 32
}

/// A mix of two spread pixels, `weight` from 0 to 256. No lane can overflow into the next.
fn lerp(from: u64, to: u64, weight: u64) -> u64 {
    let (from, to) = (from.wrapping_mul(256_u64.wrapping_sub(weight)), to.wrapping_mul(weight));
    (from.wrapping_add(to).wrapping_add(0x0080_0080_0080_0080) >> 8) & 0x00ff_00ff_00ff_00ff
}

fn gather(spread: u64) -> [u8; 4] {
    (((spread & 0x00ff_00ff) | (spread >> 32) << 8) as u32).to_le_bytes()
}

fn faded(pixel: [u8; 4], weight: u64) -> [u8; 4] {
    gather(lerp(0, spread(pixel), weight))
}
