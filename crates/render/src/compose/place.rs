//! Where a picture lies on the canvas: from a placement in fractions to pixels, whatever the size asked for.

use types::geometry::{Area, Size};

use crate::picture::view::Rect;

/// How a picture of another shape is fitted to the canvas before it is moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fitting {
    /// Covers the canvas; what stands over is cut off.
    #[default]
    Cover,
    /// Is seen whole.
    Contain,
    /// Is pulled to the canvas's shape.
    Stretch,
}

/// Whether a picture moves while it is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Motion {
    /// It stands still, so its edges may be moved to the nearest whole pixel, which keeps them sharp.
    #[default]
    Still,
    /// It moves, so its edges must not jump from pixel to pixel.
    Moving,
}

/// Where a picture lies. Values that are not numbers or far out of range are replaced by usable ones.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// How it is fitted first.
    pub fitting: Fitting,
    /// The part of it that is seen.
    pub crop: Area,
    /// Its centre, right of the canvas's centre, in canvas widths.
    pub x: f32,
    /// Its centre, below the canvas's centre, in canvas heights.
    pub y: f32,
    /// How much larger than fitted.
    pub scale: f32,
    /// Degrees turned clockwise.
    pub rotation: f32,
    /// Whether any of this changes from frame to frame.
    pub motion: Motion,
}

impl Default for Placement {
    fn default() -> Self {
        Self {
            fitting: Fitting::Cover,
            crop: Area::FULL,
            x: 0.0,
            y: 0.0,
            scale: 1.0,
            rotation: 0.0,
            motion: Motion::Still,
        }
    }
}

/// A rectangle with edges between pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

impl Frame {
    /// A picture of that size with its top left corner at `at`.
    pub fn of(size: Size, at: (i64, i64)) -> Self {
        let (left, top) = (at.0 as f64, at.1 as f64);
        Self { left, top, right: left + f64::from(size.width), bottom: top + f64::from(size.height) }
    }

    /// Pixels across.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Pixels down.
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// The same frame, moved.
    pub fn moved(self, by: (i64, i64)) -> Self {
        let (x, y) = (by.0 as f64, by.1 as f64);
        Self { left: self.left + x, top: self.top + y, right: self.right + x, bottom: self.bottom + y }
    }

    /// The smallest rectangle around it, with even left and top, that lies in a picture of that size.
    pub fn outer(self, size: Size) -> Rect {
        let span = |from: f64, to: f64, limit: u32| {
            let limit = f64::from(limit);
            let from = from.floor().clamp(0.0, limit) as usize & !1;
            (from, (to.ceil().clamp(0.0, limit) as usize).max(from) - from)
        };
        let ((left, width), (top, height)) =
            (span(self.left, self.right, size.width), span(self.top, self.bottom, size.height));
        Rect { left, top, width, height }
    }

    /// The rectangle of whole pixels that it is, if it is one.
    pub fn exact(self) -> Option<Rect> {
        let whole = |value: f64| {
            (value >= 0.0 && (value - value.round()).abs() < 1e-6).then(|| value.round() as usize)
        };
        let (left, top) = (whole(self.left)?, whole(self.top)?);
        Some(Rect { left, top, width: whole(self.right)? - left, height: whole(self.bottom)? - top })
    }

    fn cut_to(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    fn is_empty(&self) -> bool {
        self.width() <= 0.0 || self.height() <= 0.0
    }
}

/// How pixels of a layer map to pixels of the canvas: about `pivot`, scaled, turned, then moved to `center`.
#[derive(Clone, Copy, Debug)]
pub struct Mapping {
    /// What is seen of the layer, in pixels of the layer.
    pub seen: Frame,
    /// The point of the layer that lies at `center`.
    pub pivot: (f64, f64),
    /// Where that point lies on the canvas.
    pub center: (f64, f64),
    /// Canvas pixels for a layer pixel, across and down; more than 0.
    pub scale: (f64, f64),
    /// Cosine and sine of the turn, clockwise.
    pub turn: (f64, f64),
    motion: Motion,
}

/// A layer that lies square on the canvas: which whole pixels it covers, with what.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Straight {
    /// Pixels of the canvas.
    pub target: Rect,
    /// What is seen there, in pixels of the layer.
    pub source: Frame,
}

impl Placement {
    /// The mapping of a layer of size `whole`, of which only `piece` has pixels, onto the canvas.
    /// None when nothing of it can be seen.
    pub fn map(&self, whole: Size, piece: Frame, canvas: Size) -> Option<Mapping> {
        if whole.area() == 0 || canvas.area() == 0 {
            return None;
        }
        let (width, height) = (f64::from(whole.width), f64::from(whole.height));
        let cropped = cropped(self.crop, width, height);
        let (canvas_width, canvas_height) = (f64::from(canvas.width), f64::from(canvas.height));
        let (across, down) = (canvas_width / cropped.width(), canvas_height / cropped.height());
        let fitted = match self.fitting {
            Fitting::Cover => (across.max(down), across.max(down)),
            Fitting::Contain => (across.min(down), across.min(down)),
            Fitting::Stretch => (across, down),
        };
        let scale = f64::from(usable(self.scale, 1.0, 0.001, 64.0));
        let (x, y) = (usable(self.x, 0.0, -8.0, 8.0), usable(self.y, 0.0, -8.0, 8.0));
        let seen = cropped.cut_to(piece);
        (!seen.is_empty()).then_some(Mapping {
            seen,
            pivot: ((cropped.left + cropped.right) / 2.0, (cropped.top + cropped.bottom) / 2.0),
            center: (canvas_width * (0.5 + f64::from(x)), canvas_height * (0.5 + f64::from(y))),
            scale: (fitted.0 * scale, fitted.1 * scale),
            turn: turn(self.rotation),
            motion: self.motion,
        })
    }
}

impl Mapping {
    /// The layer as a rectangle of whole pixels, multiples of `grid`. None when it is turned, or when moving
    /// it to whole pixels would show. A target without pixels means that nothing of it is seen.
    pub fn straight(&self, canvas: Size, grid: usize) -> Option<Straight> {
        if self.turn != (1.0, 0.0) {
            return None;
        }
        let (seen, grid) = (&self.seen, grid as f64);
        let axis = |from: f64, to: f64, pivot: f64, center: f64, scale: f64, limit: u32| {
            let line = Line { pivot, center, scale, limit: f64::from(limit), grid };
            line.snap(from, to, self.motion)
        };
        let across = axis(seen.left, seen.right, self.pivot.0, self.center.0, self.scale.0, canvas.width)?;
        let down = axis(seen.top, seen.bottom, self.pivot.1, self.center.1, self.scale.1, canvas.height)?;
        let target = Rect {
            left: across.target.0,
            top: down.target.0,
            width: across.target.1 - across.target.0,
            height: down.target.1 - down.target.0,
        };
        let ((left, right), (top, bottom)) = (across.source, down.source);
        Some(Straight { target, source: Frame { left, top, right, bottom } })
    }

    /// The smallest rectangle of whole pixels on the canvas around what is seen.
    pub fn bounds(&self, canvas: Size) -> Rect {
        let Frame { left, top, right, bottom } = self.seen;
        let corners = [(left, top), (right, top), (left, bottom), (right, bottom)].map(|at| self.apply(at));
        let span = |of: fn(&(f64, f64)) -> f64, limit: u32| {
            let low = corners.iter().map(of).fold(f64::INFINITY, f64::min) - 1.0;
            let high = corners.iter().map(of).fold(f64::NEG_INFINITY, f64::max) + 1.0;
            let limit = f64::from(limit);
            (low.floor().clamp(0.0, limit) as usize, high.ceil().clamp(0.0, limit) as usize)
        };
        let ((left, right), (top, bottom)) = (span(|at| at.0, canvas.width), span(|at| at.1, canvas.height));
        Rect { left, top, width: right - left, height: bottom - top }
    }

    fn apply(&self, at: (f64, f64)) -> (f64, f64) {
        let (x, y) = ((at.0 - self.pivot.0) * self.scale.0, (at.1 - self.pivot.1) * self.scale.1);
        let (cos, sin) = self.turn;
        (self.center.0 + x * cos - y * sin, self.center.1 + x * sin + y * cos)
    }
}

/// One direction of a mapping.
struct Line {
    pivot: f64,
    center: f64,
    scale: f64,
    limit: f64,
    grid: f64,
}

/// A stretch of the canvas with the stretch of the layer seen in it.
struct Stretch {
    target: (usize, usize),
    source: (f64, f64),
}

impl Line {
    /// Edges beyond the canvas are cut exactly; edges on it are moved to the grid, if that does not show.
    fn snap(&self, from: f64, to: f64, motion: Motion) -> Option<Stretch> {
        let mut target = [0.0; 2];
        let mut source = [0.0; 2];
        for (index, edge) in [from, to].into_iter().enumerate() {
            let exact = self.center + (edge - self.pivot) * self.scale;
            // The canvas's end counts as a place of the grid even where its size is odd.
            let snapped = ((exact / self.grid).round() * self.grid).clamp(0.0, self.limit);
            let outside = if index == 0 { exact < 0.0 } else { exact > self.limit };
            if outside {
                let inside = self.pivot + (snapped - self.center) / self.scale;
                (target[index], source[index]) = (snapped, inside.clamp(from, to));
                continue;
            }
            if motion == Motion::Moving && (snapped - exact).abs() > MOVED_MAX {
                return None;
            }
            (target[index], source[index]) = (snapped, edge);
        }
        let end = target[1].max(target[0]);
        Some(Stretch { target: (target[0] as usize, end as usize), source: (source[0], source[1]) })
    }
}

/// How far the edge of a moving picture may be moved to a whole pixel, in pixels.
const MOVED_MAX: f64 = 1.0 / 32.0;

fn cropped(crop: Area, width: f64, height: f64) -> Frame {
    let edge = |value: f32, fallback: f32| f64::from(usable(value, fallback, 0.0, 1.0));
    let (left, right) = (edge(crop.left, 0.0) * width, edge(crop.right, 1.0) * width);
    let (top, bottom) = (edge(crop.top, 0.0) * height, edge(crop.bottom, 1.0) * height);
    // At least one pixel, so that nothing is ever divided by next to nothing.
    let (left, top) = (left.min(width - 1.0), top.min(height - 1.0));
    Frame { left, top, right: right.max(left + 1.0), bottom: bottom.max(top + 1.0) }
}

fn usable(value: f32, fallback: f32, low: f32, high: f32) -> f32 {
    if value.is_nan() { fallback } else { value.clamp(low, high) }
}

/// Cosine and sine; whole quarters are exact, so that a full turn changes nothing.
fn turn(degrees: f32) -> (f64, f64) {
    let degrees = if degrees.is_finite() { f64::from(degrees).rem_euclid(360.0) } else { 0.0 };
    match degrees {
        0.0 => (1.0, 0.0),
        90.0 => (0.0, 1.0),
        180.0 => (-1.0, 0.0),
        270.0 => (0.0, -1.0),
        other => (other.to_radians().cos(), other.to_radians().sin()),
    }
}
