//! Loops over rows of samples, in fixed point, written so that the compiler turns them into SIMD. Each is
//! compiled twice on x86-64, once for processors with AVX2, and chosen at run time.

use std::num::Wrapping;

use multiversion::multiversion;

/// The weight that means all of it; weights are whole numbers from 0 to this.
pub const FULL: u16 = 256;

/// A share from 0 to 1 as a weight. What is not a number weighs nothing.
pub fn weight(share: f32) -> u16 {
    // A cast from a float saturates and takes NaN for 0.
    (share.clamp(0.0, 1.0) * f32::from(FULL) + 0.5) as u16
}

/// A value in the middle of a calculation. None here can overflow; wrapping keeps the checks for it, which
/// would keep the compiler from using SIMD, out of builds that have them.
pub type Lane = Wrapping<u16>;

/// A sample as a lane.
pub fn lane(sample: u8) -> Lane {
    Wrapping(u16::from(sample))
}

/// `x / 255`, rounded to nearest, for `x` up to 255 * 255.
pub fn div255(x: Lane) -> Lane {
    let x = x + Wrapping(128);
    (x + (x >> 8)) >> 8
}

/// The way from one sample to another, as far as `weight` says.
pub fn lerp(from: u8, to: u8, weight: u16) -> u8 {
    let weight = Wrapping(weight);
    ((lane(from) * (Wrapping(FULL) - weight) + lane(to) * weight + Wrapping(128)) >> 8).0 as u8
}

/// `out` becomes a mix of two rows: `from` at weight 0, `to` at [`FULL`].
#[multiversion(targets("x86_64+avx2"))]
pub fn mix(out: &mut [u8], from: &[u8], to: &[u8], weight: u16) {
    for ((out, from), to) in out.iter_mut().zip(from).zip(to) {
        *out = lerp(*from, *to, weight);
    }
}

/// Moves a row towards another by that weight.
#[multiversion(targets("x86_64+avx2"))]
pub fn mix_into(out: &mut [u8], to: &[u8], weight: u16) {
    for (out, to) in out.iter_mut().zip(to) {
        *out = lerp(*out, *to, weight);
    }
}

/// Moves a row towards one value by that weight.
#[multiversion(targets("x86_64+avx2"))]
pub fn mix_to(out: &mut [u8], to: u8, weight: u16) {
    for out in out {
        *out = lerp(*out, to, weight);
    }
}

/// A mix of two rows with a weight for every sample.
#[multiversion(targets("x86_64+avx2"))]
pub fn mix_masked(out: &mut [u8], from: &[u8], to: &[u8], weights: &[u16]) {
    for (((out, from), to), weight) in out.iter_mut().zip(from).zip(to).zip(weights) {
        *out = lerp(*from, *to, *weight);
    }
}

/// Lays premultiplied samples over a row. `zero` is the sample value of black: 16 for Y, 128 for U and V;
/// where `alpha` is 0, `source` must be `zero`.
#[multiversion(targets("x86_64+avx2"))]
pub fn over(out: &mut [u8], source: &[u8], alpha: &[u8], zero: u8) {
    let zero = lane(zero);
    for ((out, source), alpha) in out.iter_mut().zip(source).zip(alpha) {
        let alpha = lane(*alpha);
        let below = div255(lane(*out) * (lane(255) - alpha) + zero * alpha);
        *out = (below + lane(*source)).0.saturating_sub(zero.0).min(255) as u8;
    }
}

/// Raises `highest` and lowers `lowest` to what a row holds.
#[multiversion(targets("x86_64+avx2"))]
pub fn widen(highest: &mut [u8], lowest: &mut [u8], row: &[u8]) {
    for ((highest, lowest), value) in highest.iter_mut().zip(lowest).zip(row) {
        *highest = (*highest).max(*value);
        *lowest = (*lowest).min(*value);
    }
}

/// Picks the alpha out of a row of RGBA.
#[multiversion(targets("x86_64+avx2"))]
pub fn alpha_of(out: &mut [u8], rgba: &[u8]) {
    for (out, pixel) in out.iter_mut().zip(rgba.as_chunks::<4>().0) {
        *out = (u32::from_le_bytes(*pixel) >> 24) as u8;
    }
}

/// The mean alpha of every 2x2 pixels of two rows. Where the width is odd the last has two pixels only.
#[multiversion(targets("x86_64+avx2"))]
pub fn halve_alpha(out: &mut [u8], upper: &[u8], lower: &[u8]) {
    let (upper_pairs, upper_rest) = upper.as_chunks::<2>();
    let (lower_pairs, lower_rest) = lower.as_chunks::<2>();
    for ((out, upper), lower) in out.iter_mut().zip(upper_pairs).zip(lower_pairs) {
        let sum = lane(upper[0]) + lane(upper[1]) + lane(lower[0]) + lane(lower[1]);
        *out = ((sum + Wrapping(2)) >> 2).0 as u8;
    }
    if let (Some(out), [upper], [lower]) = (out.get_mut(upper_pairs.len()), upper_rest, lower_rest) {
        *out = (u16::from(*upper) + u16::from(*lower)).div_ceil(2) as u8;
    }
}
