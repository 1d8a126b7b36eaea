//! Soft shadows, edge light and blur, computed once for each layer.

use super::layer::Layer;
use super::tone::Tone;

/// How much of something is there, at a quarter of the resolution; soft things need no more.
pub(super) struct Cover {
    width: usize,
    height: usize,
    left: i32,
    top: i32,
    values: Vec<f32>,
}

/// Pixels of a layer in one value of a cover, across and down.
const STEP: usize = 4;

impl Cover {
    /// The alpha of a layer, from 0 to 1, with `pad` clear values around it.
    pub(super) fn of(layer: &Layer, pad: usize) -> Self {
        let (width, height) =
            (layer.width().div_ceil(STEP) + 2 * pad, layer.height().div_ceil(STEP) + 2 * pad);
        let mut values = vec![0.0; width * height];
        let data = layer.pixels.data();
        for y in 0..layer.height() {
            let row = (y / STEP + pad) * width + pad;
            let line = &data[y * layer.width() * 4..(y + 1) * layer.width() * 4];
            for (x, pixel) in line.chunks_exact(4).enumerate() {
                values[row + x / STEP] += f32::from(pixel[3]);
            }
        }
        let full = 1.0 / (255.0 * (STEP * STEP) as f32);
        values.iter_mut().for_each(|value| *value = (*value * full).min(1.0));
        let shift = (pad * STEP) as i32;
        Self { width, height, left: layer.left - shift, top: layer.top - shift, values }
    }

    /// What any of the layers covers, with `pad` clear values around them.
    pub(super) fn of_all(layers: &[&Layer], pad: usize) -> Self {
        let shift = (pad * STEP) as i32;
        let left = layers.iter().map(|layer| layer.left).min().unwrap_or(0) - shift;
        let top = layers.iter().map(|layer| layer.top).min().unwrap_or(0) - shift;
        let right = layers.iter().map(|layer| layer.left + layer.width() as i32).max().unwrap_or(0) + shift;
        let bottom = layers.iter().map(|layer| layer.top + layer.height() as i32).max().unwrap_or(0) + shift;
        let width = ((right - left).max(1) as usize).div_ceil(STEP) + 1;
        let height = ((bottom - top).max(1) as usize).div_ceil(STEP) + 1;
        let mut values = vec![0.0_f32; width * height];
        for layer in layers {
            let own = Self::of(layer, 1);
            for (index, value) in values.iter_mut().enumerate() {
                let (x, y) = (index % width * STEP + STEP / 2, index / width * STEP + STEP / 2);
                *value = value.max(own.at((left + x as i32) as f32, (top + y as i32) as f32));
            }
        }
        Self { width, height, left, top, values }
    }

    /// Blurs by about `radius` pixels of the canvas.
    pub(super) fn blurred(mut self, radius: f32) -> Self {
        let radius = (radius / STEP as f32 / 1.5).round() as usize;
        for _ in 0..2 {
            blur_rows(&mut self.values, self.width, radius);
            self.values = transposed(&self.values, self.width, self.height);
            blur_rows(&mut self.values, self.height, radius);
            self.values = transposed(&self.values, self.height, self.width);
        }
        self
    }

    /// The cover at a place of the canvas, 0 outside.
    fn at(&self, x: f32, y: f32) -> f32 {
        let (u, v) = ((x - self.left as f32) / STEP as f32 - 0.5, (y - self.top as f32) / STEP as f32 - 0.5);
        if u < 0.0 || v < 0.0 || u >= (self.width - 1) as f32 || v >= (self.height - 1) as f32 {
            return 0.0;
        }
        let (x, y) = (u as usize, v as usize);
        let (fx, fy) = (u - x as f32, v - y as f32);
        let at = y * self.width + x;
        let upper = self.values[at] + (self.values[at + 1] - self.values[at]) * fx;
        let below = at + self.width;
        let lower = self.values[below] + (self.values[below + 1] - self.values[below]) * fx;
        upper + (lower - upper) * fy
    }
}

fn transposed(values: &[f32], width: usize, height: usize) -> Vec<f32> {
    let mut turned = vec![0.0; values.len()];
    for (y, row) in values.chunks_exact(width).enumerate() {
        for (x, value) in row.iter().enumerate() {
            turned[x * height + y] = *value;
        }
    }
    turned
}

/// The mean over `radius` values to each side, for every row.
fn blur_rows(values: &mut [f32], width: usize, radius: usize) {
    if radius == 0 || width == 0 {
        return;
    }
    let share = 1.0 / (2 * radius + 1) as f32;
    let mut line = vec![0.0; width];
    for row in values.chunks_exact_mut(width) {
        line.copy_from_slice(row);
        let at = |index: isize| line[index.clamp(0, width as isize - 1) as usize];
        let mut sum: f32 = (-(radius as isize)..=radius as isize).map(at).sum();
        for (x, value) in row.iter_mut().enumerate() {
            *value = sum * share;
            sum += at(x as isize + radius as isize + 1) - at(x as isize - radius as isize);
        }
    }
}

/// Changes each pixel of a layer that is not clear: `change` gets its place on the canvas and answers a colour
/// to lay over it, alpha saying how much.
fn wash(layer: &mut Layer, change: impl Fn(f32, f32) -> Tone) {
    let (width, left, top) = (layer.width(), layer.left, layer.top);
    for (y, row) in layer.pixels.data_mut().chunks_exact_mut(width * 4).enumerate() {
        for (x, pixel) in row.chunks_exact_mut(4).enumerate() {
            if pixel[3] == 0 {
                continue;
            }
            let tone = change((left + x as i32) as f32 + 0.5, (top + y as i32) as f32 + 0.5);
            if tone.a <= 0.002 {
                continue;
            }
            let alpha = f32::from(pixel[3]);
            for (part, value) in [tone.r, tone.g, tone.b].into_iter().enumerate() {
                let mixed = f32::from(pixel[part]) * (1.0 - tone.a) + value * alpha * tone.a;
                pixel[part] = (mixed + 0.5).clamp(0.0, alpha) as u8;
            }
        }
    }
}

/// Clears what always lies behind something opaque: where everything near is covered.
pub(super) fn cut_hidden(layer: &mut Layer, covers: &[Cover]) {
    let (width, left, top) = (layer.width(), layer.left, layer.top);
    for (y, row) in layer.pixels.data_mut().chunks_exact_mut(width * 4).enumerate() {
        for (x, pixel) in row.chunks_exact_mut(4).enumerate().filter(|(_, pixel)| pixel[3] != 0) {
            let place = ((left + x as i32) as f32 + 0.5, (top + y as i32) as f32 + 0.5);
            if covers.iter().any(|cover| cover.at(place.0, place.1) > 0.998) {
                pixel.fill(0);
            }
        }
    }
}

/// The shadow that `caster` throws on a layer, moved by `offset` pixels: `tone` is multiplied in, its alpha says how
/// deep, so that what lies under keeps its own hue.
pub(super) fn dim(layer: &mut Layer, caster: &Cover, offset: (f32, f32), tone: Tone) {
    multiply(layer, |x, y| {
        let share = tone.a * caster.at(x - offset.0, y - offset.1);
        [tone.r, tone.g, tone.b].map(|part| 1.0 + (part - 1.0) * share)
    });
}

/// Light along the edges that look towards `offset` (in pixels).
pub(super) fn rim(layer: &mut Layer, own: &Cover, offset: (f32, f32), tone: Tone) {
    wash(layer, |x, y| {
        let open = 1.0 - own.at(x + offset.0, y + offset.1);
        let share = (open * open * (3.0 - 2.0 * open)).clamp(0.0, 1.0);
        tone.alpha(tone.a * share)
    });
}

/// Multiplies each pixel by what `factor` answers for its place on the canvas.
pub(super) fn multiply(layer: &mut Layer, factor: impl Fn(f32, f32) -> [f32; 3]) {
    let (width, left, top) = (layer.width(), layer.left, layer.top);
    for (y, row) in layer.pixels.data_mut().chunks_exact_mut(width * 4).enumerate() {
        for (x, pixel) in row.chunks_exact_mut(4).enumerate() {
            if pixel[3] == 0 {
                continue;
            }
            let alpha = f32::from(pixel[3]);
            let factors = factor((left + x as i32) as f32 + 0.5, (top + y as i32) as f32 + 0.5);
            for (part, factor) in factors.into_iter().enumerate() {
                pixel[part] = (f32::from(pixel[part]) * factor + 0.5).clamp(0.0, alpha) as u8;
            }
        }
    }
}

/// Blurs an opaque RGBA picture by about `radius` pixels.
pub(super) fn blur_picture(data: &mut [u8], width: usize, radius: f32) {
    let radius = (radius / 1.5).round() as usize;
    let height = data.len() / 4 / width.max(1);
    for part in 0..3 {
        let mut values: Vec<f32> = data.iter().skip(part).step_by(4).map(|value| f32::from(*value)).collect();
        for _ in 0..2 {
            blur_rows(&mut values, width, radius);
            values = transposed(&values, width, height);
            blur_rows(&mut values, height, radius);
            values = transposed(&values, height, width);
        }
        for (value, blurred) in data.iter_mut().skip(part).step_by(4).zip(values) {
            *value = (blurred + 0.5) as u8;
        }
    }
}
