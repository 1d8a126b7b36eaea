//! Soft shadows: blurs a mask, and lays it on a picture in a colour.

use tiny_skia::Pixmap;
use types::geometry::Color;

/// `mask`, rows of `width` bytes, blurred with about a Gaussian of `sigma` pixels.
pub fn blurred(mask: &[u8], width: usize, sigma: f32) -> Vec<u8> {
    if width < 2 || sigma < 5.0 {
        let mut soft = mask.to_vec();
        blur(&mut soft, width, sigma);
        return soft;
    }
    // What is this soft looks the same when it is made at half the size, in a quarter of the time.
    let (half, half_width) = halved(mask, width);
    doubled(&blurred(&half, half_width, sigma / 2.0), half_width, width, mask.len() / width)
}

fn halved(mask: &[u8], width: usize) -> (Vec<u8>, usize) {
    let half_width = width.div_ceil(2);
    let mut half = Vec::with_capacity(half_width * mask.len().div_ceil(width * 2));
    for rows in mask.chunks(width * 2) {
        let (upper, lower) = rows.split_at(width.min(rows.len()));
        for x in (0..width).step_by(2) {
            let at = |row: &[u8], x: usize| row.get(x).map_or(0, |&value| u32::from(value));
            let right = if x + 1 < width { at(upper, x + 1) + at(lower, x + 1) } else { 0 };
            half.push(((at(upper, x) + at(lower, x) + right + 2) / 4) as u8);
        }
    }
    (half, half_width)
}

fn doubled(half: &[u8], half_width: usize, width: usize, height: usize) -> Vec<u8> {
    let rows: Vec<&[u8]> = half.chunks_exact(half_width).collect();
    let row = |at: usize| rows.get(at.min(rows.len().saturating_sub(1))).copied().unwrap_or_default();
    let mut full = Vec::with_capacity(width * height);
    let mut mixed = vec![0_u32; half_width];
    for y in 0..height {
        // A sample of the half lies between two of the full: three parts of the nearer and one of the farther.
        let (near, far) = (row(y / 2), row(if y % 2 == 0 { (y / 2).saturating_sub(1) } else { y / 2 + 1 }));
        for (mixed, (&near, &far)) in mixed.iter_mut().zip(near.iter().zip(far)) {
            *mixed = u32::from(near) * 3 + u32::from(far);
        }
        full.extend((0..width).map(|x| {
            let other = if x % 2 == 0 { (x / 2).saturating_sub(1) } else { (x / 2 + 1).min(half_width - 1) };
            let sum = mixed.get(x / 2).copied().unwrap_or(0) * 3 + mixed.get(other).copied().unwrap_or(0);
            ((sum + 8) / 16) as u8
        }));
    }
    full
}

/// Three box blurs each way, together about a Gaussian of `sigma` pixels.
fn blur(mask: &mut [u8], width: usize, sigma: f32) {
    // Three boxes of n samples have together the variance (n² - 1) / 4.
    let radius = (((4.0 * sigma * sigma + 1.0).sqrt() - 1.0) / 2.0).round() as usize;
    if radius == 0 || width == 0 {
        return;
    }
    let mut other = vec![0; mask.len()];
    let mut sums = vec![0_u32; width];
    for _ in 0..3 {
        for (from, to) in mask.chunks_exact(width).zip(other.chunks_exact_mut(width)) {
            blur_row(from, to, radius);
        }
        blur_columns(&other, mask, &mut sums, radius);
    }
}

fn blur_row(from: &[u8], to: &mut [u8], radius: usize) {
    let scale = scale(radius);
    let mut sum: u32 = from.iter().take(radius).map(|&value| u32::from(value)).sum();
    for (at, to) in to.iter_mut().enumerate() {
        sum += from.get(at + radius).map_or(0, |&value| u32::from(value));
        *to = ((sum * scale + (1 << 15)) >> 16).min(255) as u8;
        sum -=
            at.checked_sub(radius).and_then(|behind| from.get(behind)).map_or(0, |&value| u32::from(value));
    }
}

fn blur_columns(from: &[u8], to: &mut [u8], sums: &mut [u32], radius: usize) {
    let (width, scale) = (sums.len(), scale(radius));
    let row = |at: usize| from.get(at * width..(at + 1) * width);
    sums.fill(0);
    for row in (0..radius).filter_map(row) {
        sums.iter_mut().zip(row).for_each(|(sum, &value)| *sum += u32::from(value));
    }
    for (at, to) in to.chunks_exact_mut(width).enumerate() {
        if let Some(ahead) = row(at + radius) {
            sums.iter_mut().zip(ahead).for_each(|(sum, &value)| *sum += u32::from(value));
        }
        for (to, sum) in to.iter_mut().zip(sums.iter()) {
            *to = ((sum * scale + (1 << 15)) >> 16).min(255) as u8;
        }
        if let Some(behind) = at.checked_sub(radius).and_then(row) {
            sums.iter_mut().zip(behind).for_each(|(sum, &value)| *sum -= u32::from(value));
        }
    }
}

/// One over the samples of a box, in 65536ths.
fn scale(radius: usize) -> u32 {
    65_536 / (2 * radius as u32 + 1)
}

/// Lays `mask`, moved by `by` pixels, over the picture in `color`.
pub fn lay_under(pixmap: &mut Pixmap, mask: &[u8], by: (i32, i32), color: Color) {
    let width = pixmap.width() as i32;
    let (from_x, to_x) = (by.0.max(0), width + by.0.min(0));
    if from_x >= to_x {
        return;
    }
    let stride = width as usize;
    let span = from_x as usize..to_x as usize;
    for (y, row) in pixmap.data_mut().chunks_exact_mut(stride * 4).enumerate() {
        let Some(source) =
            usize::try_from(y as i32 - by.1).ok().and_then(|y| mask.get(y * stride..(y + 1) * stride))
        else {
            continue;
        };
        let source = source.get((from_x - by.0) as usize..(to_x - by.0) as usize).unwrap_or_default();
        let pixels = row.get_mut(span.start * 4..span.end * 4).unwrap_or_default();
        for (pixel, &cover) in pixels.chunks_exact_mut(4).zip(source) {
            if cover > 0 {
                blend(pixel, color, cover);
            }
        }
    }
}

/// Lays a picture of the same size over another; both are premultiplied.
pub fn lay_over(below: &mut Pixmap, above: &Pixmap) {
    for (below, above) in below.data_mut().chunks_exact_mut(4).zip(above.data().chunks_exact(4)) {
        match above[3] {
            0 => {}
            255 => below.copy_from_slice(above),
            alpha => {
                let rest = 255 - u32::from(alpha);
                for (below, &above) in below.iter_mut().zip(above) {
                    *below = (u32::from(above) + (u32::from(*below) * rest + 127) / 255).min(255) as u8;
                }
            }
        }
    }
}

fn blend(pixel: &mut [u8], color: Color, cover: u8) {
    let alpha = (u32::from(cover) * u32::from(color.a) + 127) / 255;
    let rest = 255 - alpha;
    for (below, part) in pixel.iter_mut().zip([color.r, color.g, color.b, 255]) {
        *below = ((u32::from(part) * alpha + u32::from(*below) * rest + 127) / 255) as u8;
    }
}
