//! Lays a layer onto a picture, moved, turned and scaled a little, with bilinear sampling.

use multiversion::multiversion;
use tiny_skia::Transform;

use super::Patch;
use super::layer::{Cover, Layer};

/// Extra displacement down the layer by layer row, in pixels: where the jaw has dropped, or the chest risen.
pub(super) type Bend = [f32];

/// Rows of a patch that lie one under the other.
pub(super) struct Band<'a> {
    /// Packed rows of RGBA, premultiplied.
    pub data: &'a mut [u8],
    /// Where the first pixel lies on the canvas.
    pub left: i32,
    pub top: i32,
    /// Pixels in a row.
    pub wide: usize,
}

/// Draws `layer` over `patch`. `place` maps the canvas at rest to the canvas now. With a bend, row `v` of the
/// layer is looked up `bend[v]` rows away.
pub(super) fn blit(patch: &mut Patch, layer: &Layer, place: Transform, bend: Option<&Bend>) {
    let wide = patch.image.size.width as usize;
    let (left, top) = (patch.left, patch.top);
    blit_band(&mut Band { data: &mut patch.image.data, left, top, wide }, layer, place, bend);
}

/// The same for some rows of a patch.
pub(super) fn blit_band(band: &mut Band<'_>, layer: &Layer, place: Transform, bend: Option<&Bend>) {
    let Some(back) = place.invert() else { return };
    if band.wide == 0 {
        return;
    }
    let (width, height) = (layer.width(), layer.height());
    let high = band.data.len() / (band.wide * 4);
    let Some(rows) = rows_touched(band.top, layer, place) else { return };
    // How far a pixel's place is from where its neighbour's leads one to think.
    let turn = (back.sx - 1.0).abs().max(back.ky.abs());
    let reach = if bend.is_some() { 64.0 } else { 0.0 };
    for row in rows.0..rows.1.min(high) {
        let (px, py) = (band.left as f32 + 0.5, (band.top + row as i32) as f32 + 0.5);
        let u = back.sx * px + back.kx * py + back.tx - layer.left as f32 - 0.5;
        let v = back.ky * px + back.sy * py + back.ty - layer.top as f32 - 0.5;
        let across = span(u, back.sx, -1.0, width as f32);
        let down = span(v, back.ky, -1.0 - reach, height as f32 + reach);
        let first = across.0.max(down.0).max(0.0).ceil() as usize;
        let last = across.1.min(down.1).min(band.wide as f32).max(0.0).ceil() as usize;
        if first >= last.min(band.wide) {
            continue;
        }
        let start = (row * band.wide + first) * 4;
        let target = &mut band.data[start..(row * band.wide + last.min(band.wide)) * 4];
        let step = Step { u: fixed(back.sx), v: fixed(back.ky) };
        let at = Step { u: fixed(u + back.sx * first as f32), v: fixed(v + back.ky * first as f32) };
        match run_length(turn) {
            Some(length) => glide(target, layer, &Run { at, step, bend: bend.unwrap_or_default(), length }),
            None => scan(target, layer.pixels.data(), (width, height), at, step),
        }
    }
}

/// How many pixels may share the weights of their middle so that none is off by more than a tenth of a pixel or, for
/// four of them, by a little more.
fn run_length(turn: f32) -> Option<usize> {
    match turn {
        _ if turn < 0.0125 => Some(16),
        _ if turn < 0.025 => Some(8),
        _ if turn < 0.07 => Some(4),
        _ => None,
    }
}

/// A row of a moved layer.
struct Run<'a> {
    /// Where its first pixel is looked up, and how much further each next one.
    at: Step,
    step: Step,
    bend: &'a Bend,
    /// Pixels that share their weights.
    length: usize,
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

/// The rows, counted from row `from` of the canvas, that the moved layer can touch.
fn rows_touched(from: i32, layer: &Layer, place: Transform) -> Option<(usize, usize)> {
    let (left, top) = (layer.left as f32, layer.top as f32);
    let (right, bottom) = (left + layer.width() as f32, top + layer.height() as f32);
    let down = |x: f32, y: f32| place.ky * x + place.sy * y + place.ty - from as f32;
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

/// Bytes of four pixels.
const BLOCK: usize = 16;

/// Bytes of the longest run.
const LONGEST: usize = 64;

/// Scans several pixels at a time with the weights of their middle. Layers that glide have a clear edge, so four
/// pixels that are partly outside are left out.
#[multiversion(targets("x86_64+avx2"))]
fn glide(target: &mut [u8], layer: &Layer, run: &Run<'_>) {
    let mut mixed = [0; LONGEST];
    for (index, pixels) in target.chunks_mut(run.length * 4).enumerate() {
        let first = index * run.length;
        if let Some(source) = source_of(layer, run, first, pixels.len() / 4) {
            put(pixels, &source, &mut mixed);
            continue;
        }
        for (part, four) in pixels.chunks_mut(BLOCK).enumerate() {
            if let Some(source) = source_of(layer, run, first + part * 4, four.len() / 4) {
                put(four, &source, &mut mixed);
            }
        }
    }
}

/// What some pixels are mixed from.
struct Source<'a> {
    cover: Cover,
    /// Two rows, each a pixel longer than what is mixed.
    upper: &'a [u8],
    lower: &'a [u8],
    weights: [u16; 4],
}

/// What `count` pixels from number `first` of a row are mixed from; `None` when they are not all inside.
#[inline(always)]
fn source_of<'a>(layer: &'a Layer, run: &Run<'_>, first: usize, count: usize) -> Option<Source<'a>> {
    let (width, height) = (layer.width(), layer.height());
    let (ahead, half) = (first as i32, count as i32 - 1);
    let middle = |at: i32, step: i32, own: i32| {
        at.wrapping_add(step.wrapping_mul(ahead)).wrapping_add((step - own).wrapping_mul(half) / 2)
    };
    let u = middle(run.at.u, run.step.u, 65_536);
    let mut v = middle(run.at.v, run.step.v, 0);
    if !run.bend.is_empty() {
        let row = ((v >> 16).max(0) as usize).min(run.bend.len() - 1);
        v = v.wrapping_add(fixed(run.bend.get(row).copied().unwrap_or(0.0)));
    }
    let (x, y) = (usize::try_from(u >> 16).ok()?, usize::try_from(v >> 16).ok()?);
    if x + count + 1 > width || y + 2 > height {
        return None;
    }
    let (start, bytes) = ((y * width + x) * 4, (count + 1) * 4);
    let pixels = layer.pixels.data();
    Some(Source {
        cover: layer.cover(x, x + count - 1, y),
        upper: pixels.get(start..start + bytes)?,
        lower: pixels.get(start + width * 4..start + width * 4 + bytes)?,
        weights: weights((u >> 8) & 0xff, (v >> 8) & 0xff),
    })
}

/// The shares of the four pixels around a place, in 256ths: they add up to 256, so sixteen bits hold every sum.
#[inline(always)]
fn weights(fx: i32, fy: i32) -> [u16; 4] {
    let d = (fx * fy) >> 8;
    let (b, c) = (fx - d, fy - d);
    [256 - b - c - d, b, c, d].map(|weight| weight as u16)
}

#[inline(always)]
fn put(pixels: &mut [u8], source: &Source<'_>, mixed: &mut [u8; LONGEST]) {
    match source.cover {
        Cover::Clear => {}
        Cover::Solid => mix(pixels, source),
        Cover::Mixed => {
            let mixed = &mut mixed[..pixels.len().min(LONGEST)];
            mix(mixed, source);
            for (under, over) in pixels.chunks_mut(BLOCK).zip(mixed.chunks(BLOCK)) {
                lay(under, over);
            }
        }
    }
}

#[inline(always)]
fn mix(out: &mut [u8], source: &Source<'_>) {
    let [a, b, c, d] = source.weights;
    let (Some(right), Some(below_right)) = (source.upper.get(4..), source.lower.get(4..)) else { return };
    let rows = source.upper.iter().zip(right).zip(source.lower.iter().zip(below_right));
    for (out, ((one, two), (three, four))) in out.iter_mut().zip(rows) {
        let part = |value: &u8, weight: u16| u16::from(*value) * weight;
        *out = ((part(one, a) + part(two, b) + part(three, c) + part(four, d)) >> 8) as u8;
    }
}

/// Lays up to four pixels over others.
#[inline(always)]
fn lay(block: &mut [u8], mixed: &[u8]) {
    let solid = mixed.iter().skip(3).step_by(4).all(|alpha| *alpha == 255);
    if solid {
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
