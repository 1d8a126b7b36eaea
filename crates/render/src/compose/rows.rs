//! Loops over rows of samples, in fixed point, written so that the compiler turns them into SIMD.

/// The weight that means all of it; weights are whole numbers from 0 to this.
pub const FULL: u16 = 256;

/// A share from 0 to 1 as a weight. What is not a number weighs nothing.
pub fn weight(share: f32) -> u16 {
    // A cast from a float saturates and takes NaN for 0.
    (share.clamp(0.0, 1.0) * f32::from(FULL) + 0.5) as u16
}

/// `x / 255`, rounded to nearest, for `x` up to 255 * 255.
pub fn div255(x: u16) -> u16 {
    let x = x + 128;
    (x + (x >> 8)) >> 8
}

fn lerp(from: u8, to: u8, weight: u16) -> u8 {
    ((u16::from(from) * (FULL - weight) + u16::from(to) * weight + 128) >> 8) as u8
}

/// `out` becomes a mix of two rows: `from` at weight 0, `to` at [`FULL`].
pub fn mix(out: &mut [u8], from: &[u8], to: &[u8], weight: u16) {
    for ((out, from), to) in out.iter_mut().zip(from).zip(to) {
        *out = lerp(*from, *to, weight);
    }
}

/// Moves a row towards another by that weight.
pub fn mix_into(out: &mut [u8], to: &[u8], weight: u16) {
    for (out, to) in out.iter_mut().zip(to) {
        *out = lerp(*out, *to, weight);
    }
}

/// Moves a row towards one value by that weight.
pub fn mix_to(out: &mut [u8], to: u8, weight: u16) {
    for out in out {
        *out = lerp(*out, to, weight);
    }
}

/// A mix of two rows with a weight for every sample.
pub fn mix_masked(out: &mut [u8], from: &[u8], to: &[u8], weights: &[u16]) {
    for (((out, from), to), weight) in out.iter_mut().zip(from).zip(to).zip(weights) {
        *out = lerp(*from, *to, *weight);
    }
}

/// Lays premultiplied samples over a row. `zero` is the sample value of black: 16 for Y, 128 for U and V;
/// where `alpha` is 0, `source` must be `zero`.
pub fn over(out: &mut [u8], source: &[u8], alpha: &[u8], zero: u8) {
    let zero = u16::from(zero);
    for ((out, source), alpha) in out.iter_mut().zip(source).zip(alpha) {
        let alpha = u16::from(*alpha);
        let below = div255(u16::from(*out) * (255 - alpha) + zero * alpha);
        *out = (below + u16::from(*source)).saturating_sub(zero).min(255) as u8;
    }
}

/// Raises `highest` and lowers `lowest` to what a row holds.
pub fn widen(highest: &mut [u8], lowest: &mut [u8], row: &[u8]) {
    for ((highest, lowest), value) in highest.iter_mut().zip(lowest).zip(row) {
        *highest = (*highest).max(*value);
        *lowest = (*lowest).min(*value);
    }
}

/// Picks the alpha out of a row of RGBA.
pub fn alpha_of(out: &mut [u8], rgba: &[u8]) {
    for (out, pixel) in out.iter_mut().zip(rgba.as_chunks::<4>().0) {
        *out = (u32::from_le_bytes(*pixel) >> 24) as u8;
    }
}

/// The mean alpha of every 2x2 pixels of two rows. Where the width is odd the last has two pixels only.
pub fn halve_alpha(out: &mut [u8], upper: &[u8], lower: &[u8]) {
    let (upper_pairs, upper_rest) = upper.as_chunks::<2>();
    let (lower_pairs, lower_rest) = lower.as_chunks::<2>();
    for ((out, upper), lower) in out.iter_mut().zip(upper_pairs).zip(lower_pairs) {
        let sum = [upper[0], upper[1], lower[0], lower[1]].map(u16::from).iter().sum::<u16>();
        *out = ((sum + 2) >> 2) as u8;
    }
    if let (Some(out), [upper], [lower]) = (out.get_mut(upper_pairs.len()), upper_rest, lower_rest) {
        *out = (u16::from(*upper) + u16::from(*lower)).div_ceil(2) as u8;
    }
}
