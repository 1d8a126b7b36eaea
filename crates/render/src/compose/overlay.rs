//! Lays RGBA with alpha straight onto I420: captions, titles, actors, pictures with clear parts.
//!
//! With premultiplied alpha the sum of the conversion and of "over" may change places: converted colours
//! are added to a canvas dimmed by alpha, so only the pixels that are covered are ever touched.

use types::geometry::Size;

use super::rows::{self, FULL};
use super::{ComposeError, color};
use crate::picture::buffer::{Pool, PooledBytes, YuvBuffer};
use crate::picture::view::{Rect, RgbaView, YuvViewMut};

/// Rows worked on at a time; even, and few enough that a band stays in the cache of a core.
const BAND_ROWS: usize = 16;

/// Lays `source` onto `canvas` with its top left at `at`, made fainter by `weight` (0 to [`FULL`]).
/// What lies outside the canvas is cut off.
pub fn lay(
    canvas: &mut YuvViewMut<'_>,
    source: RgbaView<'_>,
    at: (i64, i64),
    weight: u16,
    pool: &Pool,
) -> Result<(), ComposeError> {
    let Some((source, target)) = clip(source, at, canvas.size) else { return Ok(()) };
    if weight == 0 {
        return Ok(());
    }
    let outer = even(target, canvas.size);
    let mut band = Band::new(outer.width, weight, pool);
    let mut padded = (outer != target).then(|| pool.take(outer.width * BAND_ROWS * 4));
    let mut part = canvas.part(outer);
    for top in (0..outer.height).step_by(BAND_ROWS) {
        let rows = BAND_ROWS.min(outer.height - top);
        let piece = Rect { left: 0, top, width: outer.width, height: rows };
        let pixels = match &mut padded {
            None => source.part(piece),
            Some(padded) => {
                let inset = (target.left - outer.left, target.top as i64 - (outer.top + top) as i64);
                pad(&mut padded[..outer.width * rows * 4], outer.width, source, inset);
                RgbaView { size: piece.size(), data: padded, stride: outer.width * 4 }
            }
        };
        band.lay(&mut part.part(piece), pixels)?;
    }
    Ok(())
}

/// The part of the source that lies on the canvas, and where.
fn clip(source: RgbaView<'_>, at: (i64, i64), canvas: Size) -> Option<(RgbaView<'_>, Rect)> {
    let span = |start: i64, length: u32, limit: u32| {
        let from = start.clamp(0, i64::from(limit));
        let to = start.saturating_add(i64::from(length)).clamp(0, i64::from(limit));
        (to > from).then(|| ((from - start) as usize, from as usize, (to - from) as usize))
    };
    let (skip_x, left, width) = span(at.0, source.size.width, canvas.width)?;
    let (skip_y, top, height) = span(at.1, source.size.height, canvas.height)?;
    let seen = source.part(Rect { left: skip_x, top: skip_y, width, height });
    Some((seen, Rect { left, top, width, height }))
}

/// The smallest rectangle of whole chroma samples around a part of the canvas.
pub fn even(part: Rect, canvas: Size) -> Rect {
    let (left, top) = (part.left & !1, part.top & !1);
    let right = (part.left + part.width).next_multiple_of(2).min(canvas.width as usize);
    let bottom = (part.top + part.height).next_multiple_of(2).min(canvas.height as usize);
    Rect { left, top, width: right - left, height: bottom - top }
}

/// Copies the rows of `source` that fall into a band, with clear pixels around them. `inset` is where the
/// source begins in the band, below 0 when it began above.
fn pad(band: &mut [u8], width: usize, source: RgbaView<'_>, inset: (usize, i64)) {
    for (y, row) in band.chunks_exact_mut(width * 4).enumerate() {
        row.fill(0);
        let from = y as i64 - inset.1;
        if (0..i64::from(source.size.height)).contains(&from) {
            let pixels = source.row(from as usize);
            row[inset.0 * 4..][..pixels.len()].copy_from_slice(pixels);
        }
    }
}

/// Room for one band: alpha at full and at half size, and the converted colours.
struct Band {
    weight: u16,
    width: usize,
    alpha: PooledBytes,
    alpha_halved: PooledBytes,
    /// The highest and, after it, the lowest alpha of every column.
    extremes: PooledBytes,
    colors: YuvBuffer,
}

impl Band {
    fn new(width: usize, weight: u16, pool: &Pool) -> Self {
        Self {
            weight,
            width,
            alpha: pool.take(width * BAND_ROWS),
            alpha_halved: pool.take(width.div_ceil(2)),
            extremes: pool.take(width * 2),
            colors: YuvBuffer::new(Size::new(width as u32, BAND_ROWS as u32), pool),
        }
    }

    fn lay(&mut self, canvas: &mut YuvViewMut<'_>, source: RgbaView<'_>) -> Result<(), ComposeError> {
        let rows = source.size.height as usize;
        self.read_alpha(source);
        let Some((part, opaque)) = self.covered(rows) else { return Ok(()) };
        let (mut canvas, source) = (canvas.part(part), source.part(part));
        if opaque && self.weight == FULL {
            return color::rgba_into(&mut canvas, source);
        }
        color::rgba_into(&mut self.colors.view_mut().part(Rect { left: 0, top: 0, ..part }), source)?;
        if self.weight < FULL {
            rows::mix_to(&mut self.alpha[..self.width * rows], 0, FULL - self.weight);
        }
        self.blend(&mut canvas, part);
        Ok(())
    }

    fn read_alpha(&mut self, source: RgbaView<'_>) {
        let (highest, lowest) = self.extremes.split_at_mut(self.width);
        highest.fill(0);
        lowest.fill(255);
        let rows = self.alpha.chunks_exact_mut(self.width).take(source.size.height as usize);
        for (y, alpha) in rows.enumerate() {
            rows::alpha_of(alpha, source.row(y));
            rows::widen(highest, lowest, alpha);
        }
    }

    /// The columns of a band that are not clear, in whole chroma samples, and whether all in them is opaque.
    fn covered(&self, rows: usize) -> Option<(Rect, bool)> {
        let (highest, lowest) = self.extremes.split_at(self.width);
        let left = highest.iter().position(|alpha| *alpha > 0)? & !1;
        let right = highest.iter().rposition(|alpha| *alpha > 0)? + 1;
        let right = right.next_multiple_of(2).min(self.width);
        let opaque = lowest[left..right].iter().all(|alpha| *alpha == 255);
        Some((Rect { left, top: 0, width: right - left, height: rows }, opaque))
    }

    fn blend(&mut self, canvas: &mut YuvViewMut<'_>, part: Rect) {
        let mut colors = self.colors.view_mut();
        let mut colors = colors.part(Rect { left: 0, ..part });
        let alpha = |y: usize| &self.alpha[y * self.width + part.left..][..part.width];
        for y in 0..part.height {
            let color = colors.row(0, y);
            if self.weight < FULL {
                rows::mix_to(color, 16, FULL - self.weight);
            }
            rows::over(canvas.row(0, y), color, alpha(y), 16);
        }
        let halved = &mut self.alpha_halved[..part.width.div_ceil(2)];
        for y in 0..part.height.div_ceil(2) {
            rows::halve_alpha(halved, alpha(2 * y), alpha((2 * y + 1).min(part.height - 1)));
            for plane in [1, 2] {
                let color = colors.row(plane, y);
                if self.weight < FULL {
                    rows::mix_to(color, 128, FULL - self.weight);
                }
                rows::over(canvas.row(plane, y), color, halved, 128);
            }
        }
    }
}
