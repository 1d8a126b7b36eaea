//! How one picture becomes the next: functions of both and of the share of the way done. At 0 the first
//! comes out as it is, at 1 the second, without a copy.

use std::sync::Arc;

use types::document::clip::{Direction, TransitionKind};
use types::geometry::{Color, Size};

use super::place::Frame;
use super::resize::Quality;
use super::rows::{self, FULL};
use super::{ComposeError, color, resize};
use crate::picture::buffer::{Pool, YuvBuffer};
use crate::picture::view::YuvView;
use crate::picture::{YuvImage, plane_size};

/// The width of the soft edge of a wipe, as a share of the picture.
const WIPE_EDGE: f32 = 0.08;

/// How much larger the old picture of a zoom ends.
const ZOOM_OLD: f32 = 0.6;

/// How much larger the new picture of a zoom begins.
const ZOOM_NEW: f32 = 0.25;

/// The picture between `from` and `to`, which have one size, at `done` from 0 to 1.
pub fn between(
    kind: TransitionKind,
    from: &Arc<YuvImage>,
    to: &Arc<YuvImage>,
    done: f32,
    pool: &Pool,
) -> Result<Arc<YuvImage>, ComposeError> {
    if from.size() != to.size() {
        return Err(ComposeError::SizesDiffer(from.size(), to.size()));
    }
    if done >= 1.0 || Arc::ptr_eq(from, to) {
        return Ok(Arc::clone(to));
    }
    if done <= 0.0 || done.is_nan() {
        return Ok(Arc::clone(from));
    }
    let (from, to) = (from.view(), to.view());
    let made = match kind {
        TransitionKind::CrossFade => mixed(from, to, rows::weight(done), pool),
        TransitionKind::Dip(color) => dip(from, to, color, done, pool),
        TransitionKind::Wipe(direction) => wipe(from, to, direction, done, pool),
        TransitionKind::Push(direction) => push(from, to, direction, eased(done), pool),
        TransitionKind::Zoom => zoom(from, to, done, pool)?,
    };
    Ok(made.freeze())
}

fn mixed(from: YuvView<'_>, to: YuvView<'_>, weight: u16, pool: &Pool) -> YuvBuffer {
    let mut made = YuvBuffer::new(from.size, pool);
    let mut out = made.view_mut();
    for index in 0..3 {
        for y in 0..plane_size(from.size, index).1 {
            rows::mix(out.row(index, y), from.row(index, y), to.row(index, y), weight);
        }
    }
    made
}

fn dip(from: YuvView<'_>, to: YuvView<'_>, color: Color, done: f32, pool: &Pool) -> YuvBuffer {
    let (seen, share) = if done < 0.5 { (from, done * 2.0) } else { (to, 2.0 - done * 2.0) };
    let mut made = YuvBuffer::copy_of(seen, pool);
    let mut out = made.view_mut();
    for (index, sample) in color::samples_of(color).into_iter().enumerate() {
        for y in 0..plane_size(seen.size, index).1 {
            rows::mix_to(out.row(index, y), sample, rows::weight(share));
        }
    }
    made
}

fn wipe(from: YuvView<'_>, to: YuvView<'_>, direction: Direction, done: f32, pool: &Pool) -> YuvBuffer {
    let mut made = YuvBuffer::new(from.size, pool);
    let mut out = made.view_mut();
    for index in 0..3 {
        let (width, height) = plane_size(from.size, index);
        let mask: Vec<u16> = match direction {
            Direction::Left | Direction::Right => edge(direction, width, done),
            Direction::Up | Direction::Down => edge(direction, height, done),
        };
        for y in 0..height {
            let (out, from, to) = (out.row(index, y), from.row(index, y), to.row(index, y));
            match direction {
                Direction::Left | Direction::Right => rows::mix_masked(out, from, to, &mask),
                Direction::Up | Direction::Down => {
                    rows::mix(out, from, to, mask.get(y).copied().unwrap_or(0));
                }
            }
        }
    }
    made
}

/// How much of the new picture is seen at each sample along the way the edge moves.
fn edge(direction: Direction, length: usize, done: f32) -> Vec<u16> {
    let share = |at: usize| {
        let along = (at as f32 + 0.5) / length as f32;
        let passed = match direction {
            Direction::Right | Direction::Down => along,
            Direction::Left | Direction::Up => 1.0 - along,
        };
        (done * (1.0 + WIPE_EDGE) - passed) / WIPE_EDGE
    };
    (0..length).map(|at| rows::weight(share(at))).collect()
}

fn push(from: YuvView<'_>, to: YuvView<'_>, direction: Direction, done: f32, pool: &Pool) -> YuvBuffer {
    let mut made = YuvBuffer::new(from.size, pool);
    let mut out = made.view_mut();
    let (across, down) = plane_size(from.size, 1);
    let shifted = |length: usize| (done * length as f32).round() as usize;
    for index in 0..3 {
        let (width, height) = plane_size(from.size, index);
        // Moved by whole chroma samples, so that luma and chroma stay together.
        let step = if index == 0 { 2 } else { 1 };
        let (x, y_shift) = ((shifted(across) * step).min(width), (shifted(down) * step).min(height));
        for y in 0..height {
            let row = out.row(index, y);
            match direction {
                Direction::Left => join(row, &from.row(index, y)[x..], &to.row(index, y)[..x]),
                Direction::Right => {
                    join(row, &to.row(index, y)[width - x..], &from.row(index, y)[..width - x])
                }
                Direction::Up if y + y_shift < height => row.copy_from_slice(from.row(index, y + y_shift)),
                Direction::Up => row.copy_from_slice(to.row(index, y + y_shift - height)),
                Direction::Down if y < y_shift => row.copy_from_slice(to.row(index, y + height - y_shift)),
                Direction::Down => row.copy_from_slice(from.row(index, y - y_shift)),
            }
        }
    }
    made
}

fn join(out: &mut [u8], first: &[u8], second: &[u8]) {
    let (left, right) = out.split_at_mut(first.len());
    left.copy_from_slice(first);
    right.copy_from_slice(second);
}

fn zoom(from: YuvView<'_>, to: YuvView<'_>, done: f32, pool: &Pool) -> Result<YuvBuffer, ComposeError> {
    let weight = rows::weight(eased((done * 1.5 - 0.25).clamp(0.0, 1.0)));
    let enlarged = |picture: YuvView<'_>, scale: f32| {
        let frame = middle(picture.size, scale);
        resize::yuv(picture, frame, picture.size, Quality::Fast, pool)
    };
    let old = || enlarged(from, 1.0 + ZOOM_OLD * done * done);
    let new = || enlarged(to, 1.0 + ZOOM_NEW * (1.0 - done) * (1.0 - done));
    match weight {
        0 => old(),
        FULL => new(),
        weight => Ok(mixed(old()?.view(), new()?.view(), weight, pool)),
    }
}

/// The middle of a picture that fills it when made `scale` times larger.
fn middle(size: Size, scale: f32) -> Frame {
    let (width, height) = (f64::from(size.width), f64::from(size.height));
    let (inset_x, inset_y) =
        ((width - width / f64::from(scale)) / 2.0, (height - height / f64::from(scale)) / 2.0);
    Frame { left: inset_x, top: inset_y, right: width - inset_x, bottom: height - inset_y }
}

/// The share of a way done when it starts and ends gently, after the share `t` of the time.
pub fn eased(t: f32) -> f32 {
    t * t * (3.0 - 2.0 * t)
}
