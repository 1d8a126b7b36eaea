//! Soft shadows: blurs a mask, and lays it on a picture in a colour.

use tiny_skia::Pixmap;
use types::geometry::Color;

/// Blurs `mask`, rows of `width` bytes, with about a Gaussian of `sigma` pixels: three box blurs each way.
pub fn blur(mask: &mut [u8], width: usize, sigma: f32) {
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

fn blend(pixel: &mut [u8], color: Color, cover: u8) {
    let alpha = (u32::from(cover) * u32::from(color.a) + 127) / 255;
    let rest = 255 - alpha;
    for (below, part) in pixel.iter_mut().zip([color.r, color.g, color.b, 255]) {
        *below = ((u32::from(part) * alpha + u32::from(*below) * rest + 127) / 255) as u8;
    }
}
