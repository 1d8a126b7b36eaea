//! Lays a layer onto a picture, moved, turned and scaled a little, with bilinear sampling.

use tiny_skia::Transform;

use super::Patch;
use super::layer::{Layer, TILE};

/// Extra displacement down the layer by layer row, in pixels: where the jaw has dropped, or the chest risen.
pub(super) type Bend = [f32];

/// Draws `layer` over `patch`. `place` maps the canvas at rest to the canvas now. With a bend, row `v` of the
/// layer is looked up `bend[v]` rows away.
pub(super) fn blit(patch: &mut Patch, layer: &Layer, place: Transform, bend: Option<&Bend>) {
    let Some(back) = place.invert() else { return };
    let (width, height) = (layer.width(), layer.height());
    let (wide, high) = (patch.image.size.width as usize, patch.image.size.height as usize);
    let Some(rows) = rows_touched(patch, layer, place) else { return };
    let source = layer.pixels.data();
    // Nearly upright and nearly the same size: four pixels may share their weights.
    let gentle = (back.sx - 1.0).abs() < 0.02 && back.ky.abs() < 0.07;
    let reach = if bend.is_some() { 64.0 } else { 0.0 };
    for row in rows.0..rows.1.min(high) {
        let (px, py) = (patch.left as f32 + 0.5, (patch.top + row as i32) as f32 + 0.5);
        let u = back.sx * px + back.kx * py + back.tx - layer.left as f32 - 0.5;
        let v = back.ky * px + back.sy * py + back.ty - layer.top as f32 - 0.5;
        let across = span(u, back.sx, -1.0, width as f32);
        let down = span(v, back.ky, -1.0 - reach, height as f32 + reach);
        let first = across.0.max(down.0).max(0.0).ceil() as usize;
        let last = across.1.min(down.1).min(wide as f32).max(0.0).ceil() as usize;
        if first >= last.min(wide) {
            continue;
        }
        let start = (row * wide + first) * 4;
        let target = &mut patch.image.data[start..(row * wide + last.min(wide)) * 4];
        let step = Step { u: fixed(back.sx), v: fixed(back.ky) };
        let at = Step { u: fixed(u + back.sx * first as f32), v: fixed(v + back.ky * first as f32) };
        if gentle {
            glide(target, layer, (at, step, bend.unwrap_or_default()));
        } else {
            scan(target, source, (width, height), at, step);
        }
    }
}

/// A place in a layer in 1/65536 of a pixel.
#[derive(Clone, Copy)]
struct Step {
    u: i32,
    v: i32,
}

fn fixed(value: f32) -> i32 {
    (value * 65_536.0) as i32
}

/// From where to where `start + step * n` lies between `low` and `high`.
fn span(start: f32, step: f32, low: f32, high: f32) -> (f32, f32) {
    if step.abs() < 1e-9 {
        return if start > low && start < high { (0.0, f32::MAX) } else { (0.0, 0.0) };
    }
    let (a, b) = ((low - start) / step, (high - start) / step);
    (a.min(b), a.max(b))
}

/// The rows of the patch that the moved layer can touch.
fn rows_touched(patch: &Patch, layer: &Layer, place: Transform) -> Option<(usize, usize)> {
    let (left, top) = (layer.left as f32, layer.top as f32);
    let (right, bottom) = (left + layer.width() as f32, top + layer.height() as f32);
    let down = |x: f32, y: f32| place.ky * x + place.sy * y + place.ty - patch.top as f32;
    let corners = [down(left, top), down(right, top), down(left, bottom), down(right, bottom)];
    let low = corners.iter().copied().fold(f32::MAX, f32::min) - 64.0;
    let high = corners.iter().copied().fold(f32::MIN, f32::max) + 64.0;
    (high > 0.0).then_some((low.max(0.0) as usize, high.max(0.0) as usize))
}

fn scan(target: &mut [u8], source: &[u8], size: (usize, usize), mut at: Step, step: Step) {
    for pixel in target.chunks_exact_mut(4) {
        let color = sample(source, size, at.u, at.v);
        over(pixel, color);
        at.u = at.u.wrapping_add(step.u);
        at.v = at.v.wrapping_add(step.v);
    }
}

/// Bytes of the four pixels that are mixed together.
const BLOCK: usize = 16;

/// Bytes they are mixed from in each of two rows.
const READ: usize = BLOCK + 4;

/// Two neighbouring pixels in one word, starting at each of four pixels: only 0, 1, 2 and 3.
#[inline(always)]
fn pairs(bytes: &[u8; READ]) -> [u64; 4] {
    let pair =
        |at: usize| bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |pair| u64::from_le_bytes(*pair));
    [pair(0), pair(4), pair(8), pair(12)]
}

/// Every second byte of a word.
const EVEN: u64 = 0x00ff_00ff_00ff_00ff;

/// Scans four pixels at a time with the weights of their middle, which is off by less than a tenth of a pixel
/// when the map is gentle. Layers that glide have a clear edge, so a block that is partly outside is left out.
fn glide(target: &mut [u8], layer: &Layer, (at, step, bend): (Step, Step, &Bend)) {
    let (source, width, height) = (layer.pixels.data(), layer.width(), layer.height());
    let (stride, across) = (width * 4, width.div_ceil(TILE));
    let last = bend.len().saturating_sub(1);
    let blocks = target.len().div_ceil(BLOCK);
    let mut next = 0;
    while next < blocks {
        let index = next;
        next += 1;
        let ahead = index as i32 * 4;
        let u = at.u.wrapping_add(step.u.wrapping_mul(ahead)).wrapping_add((step.u - 65_536) * 3 / 2);
        let mut v = at.v.wrapping_add(step.v.wrapping_mul(ahead)).wrapping_add(step.v * 3 / 2);
        if !bend.is_empty() {
            let row = ((v >> 16).max(0) as usize).min(last);
            v = v.wrapping_add(fixed(bend.get(row).copied().unwrap_or(0.0)));
        }
        let (x, y) = (u >> 16, v >> 16);
        if x < 0 || y < 0 || x as usize + 5 > width || y as usize + 2 > height {
            continue;
        }
        if layer.tiles.get(y as usize / TILE * across + x as usize / TILE) == Some(&false) {
            // Nothing here: on to the next tile.
            next = index + ((TILE - x as usize % TILE) / 4).max(1);
            continue;
        }
        let start = y as usize * stride + x as usize * 4;
        let (Some(upper), Some(lower)) = (
            source.get(start..).and_then(<[u8]>::first_chunk::<READ>),
            source.get(start + stride..).and_then(<[u8]>::first_chunk::<READ>),
        ) else {
            continue;
        };
        let rows = [pairs(upper), pairs(lower)];
        if rows.iter().flatten().all(|pair| *pair == 0) {
            continue;
        }
        let mixed = mixed_block(rows, (u >> 8) & 0xff, (v >> 8) & 0xff);
        let end = target.len().min((index + 1) * BLOCK);
        if let Some(block) = target.get_mut(index * BLOCK..end) {
            lay(block, &mixed);
        }
    }
}

/// Four pixels mixed from two rows of five. The weights add up to 256, so sixteen bits are enough for each part
/// and four parts are multiplied at once.
#[inline(always)]
fn mixed_block([upper, lower]: [[u64; 4]; 2], fx: i32, fy: i32) -> [u8; BLOCK] {
    let d = (fx * fy) >> 8;
    let (b, c) = (fx - d, fy - d);
    let weights = [256 - b - c - d, b, c, d].map(|weight| weight as u64);
    let mix = |at: usize| {
        let taps = [upper[at], upper[at + 1], lower[at], lower[at + 1]];
        let (mut even, mut odd) = (0_u64, 0_u64);
        for (tap, weight) in taps.into_iter().zip(weights) {
            even += (tap & EVEN) * weight;
            odd += ((tap >> 8) & EVEN) * weight;
        }
        ((even >> 8) & EVEN) | (odd & !EVEN)
    };
    let mut mixed = [0; BLOCK];
    mixed[..8].copy_from_slice(&mix(0).to_le_bytes());
    mixed[8..].copy_from_slice(&mix(2).to_le_bytes());
    mixed
}

/// Lays up to four pixels over others.
#[inline(always)]
fn lay(block: &mut [u8], mixed: &[u8; BLOCK]) {
    let solid = mixed[3] & mixed[7] & mixed[11] & mixed[15] == 255;
    if solid && block.len() == BLOCK {
        block.copy_from_slice(mixed);
        return;
    }
    for (pixel, color) in block.chunks_exact_mut(4).zip(mixed.chunks_exact(4)) {
        over(pixel, word(color, 0));
    }
}

/// The colour at a place, mixed from the four pixels around it; clear outside.
#[inline(always)]
fn sample(source: &[u8], (width, height): (usize, usize), u: i32, v: i32) -> u32 {
    let (x, y) = ((u >> 16) as isize, (v >> 16) as isize);
    let (fx, fy) = (((u >> 8) & 0xff) as u32, ((v >> 8) & 0xff) as u32);
    if x >= 0 && y >= 0 && x + 1 < width as isize && y + 1 < height as isize {
        let at = (y as usize * width + x as usize) * 4;
        let below = at + width * 4;
        if let (Some(upper), Some(lower)) = (source.get(at..at + 8), source.get(below..below + 8)) {
            return mixed([word(upper, 0), word(upper, 4), word(lower, 0), word(lower, 4)], fx, fy);
        }
    }
    let pixel = |x: isize, y: isize| {
        if x < 0 || y < 0 || x >= width as isize || y >= height as isize {
            return 0;
        }
        source.get((y as usize * width + x as usize) * 4..).map_or(0, |rest| word(rest, 0))
    };
    mixed([pixel(x, y), pixel(x + 1, y), pixel(x, y + 1), pixel(x + 1, y + 1)], fx, fy)
}

#[inline(always)]
fn word(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..at + 4) {
        Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}

/// Two of the four parts are handled in each word: they never carry into each other.
const PAIR: u32 = 0x00ff_00ff;

#[inline(always)]
fn mixed([a, b, c, d]: [u32; 4], fx: u32, fy: u32) -> u32 {
    if a | b | c | d == 0 {
        return 0;
    }
    let blend = |from: u32, to: u32, share: u32| ((from * (256 - share) + to * share) >> 8) & PAIR;
    let even = blend(blend(a & PAIR, b & PAIR, fx), blend(c & PAIR, d & PAIR, fx), fy);
    let odd =
        blend(blend((a >> 8) & PAIR, (b >> 8) & PAIR, fx), blend((c >> 8) & PAIR, (d >> 8) & PAIR, fx), fy);
    even | (odd << 8)
}

#[inline(always)]
fn over(pixel: &mut [u8], color: u32) {
    let alpha = color >> 24;
    if alpha == 0 {
        return;
    }
    let result = if alpha == 255 {
        color
    } else {
        let under = word(pixel, 0);
        let keep = 255 - alpha;
        let scale = |pair: u32| {
            let product = pair * keep + 0x0080_0080;
            ((product + ((product >> 8) & PAIR)) >> 8) & PAIR
        };
        color.wrapping_add(scale(under & PAIR) | (scale((under >> 8) & PAIR) << 8))
    };
    pixel.copy_from_slice(&result.to_le_bytes());
}
