//! Changes of colour. All of them together are one linear change of red, green and blue, and so one of
//! Y, U and V: an I420 picture is graded where it is, without a way through RGB.

use std::num::Wrapping;

use multiversion::multiversion;
use types::document::look::Grade;

use super::color::{BLUE, RED};
use super::rows::lane;
use crate::picture::buffer::{Pool, YuvBuffer};
use crate::picture::view::{YuvView, YuvViewMut};
use crate::picture::{Picture, RgbaImage, plane_size};

/// Bits after the point in the factors.
const POINT: i32 = 12;

/// How far the warmest picture moves red up and blue down, as a share.
const WARMTH: f32 = 0.25;

/// Three rows of red, green and blue, and what is added; on values from 0 to 1.
type Matrix = [[f32; 4]; 3];

/// The picture with changed colours; the very same one when the grade changes nothing.
pub fn graded(picture: &Picture, grade: &Grade, pool: &Pool) -> Picture {
    if *grade == Grade::default() {
        return picture.clone();
    }
    let matrix = matrix(grade);
    match picture {
        Picture::Yuv(image) => {
            let mut made = YuvBuffer::new(image.size(), pool);
            grade_yuv(&mut made.view_mut(), image.view(), &samples_matrix(&matrix));
            Picture::Yuv(made.freeze())
        }
        Picture::Rgba(image) => {
            let mut made = RgbaImage::clone(image);
            grade_rgba(&mut made.data, &matrix);
            Picture::Rgba(made.into())
        }
    }
}

/// The whole grade as one change of red, green and blue as they are stored (not of light: one stop is the
/// factor that brings a stored value as far as doubling the light would, with a power of 2.2).
fn matrix(grade: &Grade) -> Matrix {
    let finite = |value: f32| if value.is_finite() { value } else { 0.0 };
    let gain = (finite(grade.exposure).clamp(-4.0, 4.0) / 2.2).exp2();
    let warm = finite(grade.temperature).clamp(-1.0, 1.0) * WARMTH;
    let contrast = finite(grade.contrast).clamp(-1.0, 1.0).exp2();
    let colorful = 1.0 + finite(grade.saturation).clamp(-1.0, 1.0);
    let luma = [RED, 1.0 - RED - BLUE, BLUE];
    // White keeps its brightness when it is tinted.
    let tinted = 1.0 + warm * (RED - BLUE);
    let gains = [1.0 + warm, 1.0, 1.0 - warm].map(|channel| channel / tinted * gain * contrast);
    let lift = 0.5 - 0.5 * contrast;
    let mut matrix = [[0.0; 4]; 3];
    for (row, line) in matrix.iter_mut().enumerate() {
        for column in 0..3 {
            let own = if row == column { colorful } else { 0.0 };
            line[column] = (own + (1.0 - colorful) * luma[column]) * gains[column];
        }
        line[3] = lift;
    }
    matrix
}

/// The same change, of Y, U and V as they are stored, in fixed point.
fn samples_matrix(rgb: &Matrix) -> [[i32; 4]; 3] {
    let (red_step, blue_step) = (2.0 * (1.0 - RED), 2.0 * (1.0 - BLUE));
    let green = 1.0 - RED - BLUE;
    let to_rgb = [
        [1.0, 0.0, red_step],
        [1.0, -blue_step * BLUE / green, -red_step * RED / green],
        [1.0, blue_step, 0.0],
    ];
    let to_yuv = [
        [RED, green, BLUE],
        [-RED / blue_step, -green / blue_step, (1.0 - BLUE) / blue_step],
        [(1.0 - RED) / red_step, -green / red_step, -BLUE / red_step],
    ];
    let (span, zero) = ([219.0, 224.0, 224.0], [16.0, 128.0, 128.0]);
    let mut made = [[0; 4]; 3];
    for (row, line) in made.iter_mut().enumerate() {
        let mut added = zero[row];
        for column in 0..3 {
            let of = |inner: usize| (0..3).map(|k| rgb[inner][k] * to_rgb[k][column]).sum::<f32>();
            let factor = (0..3).map(|k| to_yuv[row][k] * of(k)).sum::<f32>() * span[row] / span[column];
            line[column] = fixed(factor);
            added -= factor * zero[column];
        }
        added += (0..3).map(|k| to_yuv[row][k] * rgb[k][3]).sum::<f32>() * span[row];
        line[3] = fixed(added) + (1 << (POINT - 1));
    }
    made
}

fn fixed(value: f32) -> i32 {
    (value * (1 << POINT) as f32).round() as i32
}

fn grade_yuv(out: &mut YuvViewMut<'_>, picture: YuvView<'_>, matrix: &[[i32; 4]; 3]) {
    let (across, down) = plane_size(picture.size, 1);
    let height = picture.size.height as usize;
    let [luma_line, chroma_lines @ ..] = matrix;
    let mut means = vec![0; across];
    // One more than needed where the width is odd.
    let mut tint = vec![0; across * 2];
    for y in 0..down {
        let (u, v) = (picture.row(1, y), picture.row(2, y));
        let lines = 2 * y..(2 * y + 2).min(height);
        pair_means(&mut means, picture.row(0, lines.start), picture.row(0, lines.end - 1));
        for (index, line) in chroma_lines.iter().enumerate() {
            grade_chroma(out.row(index + 1, y), &means, (u, v), line);
        }
        spread_tint(&mut tint, (u, v), luma_line);
        for line in lines {
            grade_luma(out.row(0, line), picture.row(0, line), &tint, luma_line[0]);
        }
    }
}

// What follows wraps on purpose: factors stay below 64, so nothing can overflow, and the checks for it would
// keep the compiler from using SIMD.

#[multiversion(targets("x86_64+avx2"))]
fn grade_chroma(out: &mut [u8], means: &[i32], chroma: (&[u8], &[u8]), line: &[i32; 4]) {
    let line = line.map(Wrapping);
    for (out, (mean, (u, v))) in out.iter_mut().zip(means.iter().zip(chroma.0.iter().zip(chroma.1))) {
        let (u, v) = (Wrapping(i32::from(*u)), Wrapping(i32::from(*v)));
        let sum = line[0] * Wrapping(*mean) + line[1] * u + line[2] * v + line[3];
        *out = (sum.0 >> POINT).clamp(16, 240) as u8;
    }
}

/// What chroma adds to luma, for every pixel of a row.
#[multiversion(targets("x86_64+avx2"))]
fn spread_tint(tint: &mut [i32], chroma: (&[u8], &[u8]), line: &[i32; 4]) {
    let line = line.map(Wrapping);
    for (tint, (u, v)) in tint.as_chunks_mut::<2>().0.iter_mut().zip(chroma.0.iter().zip(chroma.1)) {
        let (u, v) = (Wrapping(i32::from(*u)), Wrapping(i32::from(*v)));
        *tint = [(line[1] * u + line[2] * v + line[3]).0; 2];
    }
}

#[multiversion(targets("x86_64+avx2"))]
fn grade_luma(out: &mut [u8], luma: &[u8], tint: &[i32], factor: i32) {
    for ((out, luma), tint) in out.iter_mut().zip(luma).zip(tint) {
        let sum = Wrapping(factor) * Wrapping(i32::from(*luma)) + Wrapping(*tint);
        *out = (sum.0 >> POINT).clamp(16, 235) as u8;
    }
}

/// The mean luma under each chroma sample; under the last of an odd width there are two pixels only.
#[multiversion(targets("x86_64+avx2"))]
fn pair_means(means: &mut [i32], upper: &[u8], lower: &[u8]) {
    let (upper_pairs, upper_rest) = upper.as_chunks::<2>();
    let (lower_pairs, lower_rest) = lower.as_chunks::<2>();
    for ((mean, upper), lower) in means.iter_mut().zip(upper_pairs).zip(lower_pairs) {
        let sum = lane(upper[0]) + lane(upper[1]) + lane(lower[0]) + lane(lower[1]);
        *mean = i32::from(((sum + Wrapping(2)) >> 2).0);
    }
    if let (Some(mean), [upper], [lower]) = (means.last_mut(), upper_rest, lower_rest) {
        *mean = i32::midpoint(i32::from(*upper), i32::from(*lower));
    }
}

fn grade_rgba(pixels: &mut [u8], matrix: &Matrix) {
    let lines = matrix.map(|line| line.map(fixed));
    for pixel in pixels.as_chunks_mut::<4>().0 {
        let [r, g, b, a] = pixel.map(i32::from);
        for (channel, line) in lines.iter().enumerate() {
            // Premultiplied: what is added counts as much as the pixel covers.
            let sum = line[0] * r + line[1] * g + line[2] * b + line[3] * a + (1 << (POINT - 1));
            pixel[channel] = (sum >> POINT).clamp(0, a) as u8;
        }
    }
}
