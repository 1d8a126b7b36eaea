//! Paths through points. Organic shapes are given by the points they pass through.

use tiny_skia::{Path, PathBuilder};

/// A point in the units of the drawing.
pub(super) type Point = (f32, f32);

/// A path in the making.
#[derive(Default)]
pub(super) struct Pen {
    builder: PathBuilder,
    at: Point,
    open: bool,
}

impl Pen {
    pub(super) fn at(point: Point) -> Self {
        let mut pen = Self::default();
        pen.jump(point);
        pen
    }

    /// Starts another outline.
    pub(super) fn jump(&mut self, point: Point) -> &mut Self {
        self.builder.move_to(point.0, point.1);
        self.at = point;
        self.open = true;
        self
    }

    pub(super) fn line(&mut self, point: Point) -> &mut Self {
        self.builder.line_to(point.0, point.1);
        self.at = point;
        self
    }

    pub(super) fn cubic(&mut self, from: Point, to: Point, point: Point) -> &mut Self {
        self.builder.cubic_to(from.0, from.1, to.0, to.1, point.0, point.1);
        self.at = point;
        self
    }

    /// Goes on smoothly through the points, with a corner where it starts and where it ends.
    pub(super) fn through(&mut self, points: &[Point]) -> &mut Self {
        let mut all = vec![self.at];
        all.extend_from_slice(points);
        for index in 0..all.len().saturating_sub(1) {
            let (p0, p1) = (all[index.saturating_sub(1)], all[index]);
            let (p2, p3) = (all[index + 1], all[(index + 2).min(all.len() - 1)]);
            let (from, to) = handles(p0, p1, p2, p3);
            self.cubic(from, to, p2);
        }
        self
    }

    pub(super) fn close(&mut self) -> &mut Self {
        if self.open {
            self.builder.close();
            self.open = false;
        }
        self
    }

    /// The path; `None` when it is empty or not finite.
    pub(super) fn done(&mut self) -> Option<Path> {
        std::mem::take(&mut self.builder).finish()
    }
}

/// The handles of a Catmull-Rom curve from `p1` to `p2`.
fn handles(p0: Point, p1: Point, p2: Point, p3: Point) -> (Point, Point) {
    (
        (p1.0 + (p2.0 - p0.0) / 6.0, p1.1 + (p2.1 - p0.1) / 6.0),
        (p2.0 - (p3.0 - p1.0) / 6.0, p2.1 - (p3.1 - p1.1) / 6.0),
    )
}

/// A closed smooth shape through the points.
pub(super) fn blob(points: &[Point]) -> Option<Path> {
    let count = points.len();
    let mut pen = Pen::at(*points.first()?);
    for index in 0..count {
        let at = |offset: usize| points[(index + offset) % count];
        let (from, to) = handles(at(count - 1), at(0), at(1), at(2));
        pen.cubic(from, to, at(1));
    }
    pen.close().done()
}

/// An open smooth line through the points.
pub(super) fn curve(points: &[Point]) -> Option<Path> {
    let (first, rest) = points.split_first()?;
    Pen::at(*first).through(rest).done()
}

/// A closed shape with corners.
pub(super) fn polygon(points: &[Point]) -> Option<Path> {
    let (first, rest) = points.split_first()?;
    let mut pen = Pen::at(*first);
    for point in rest {
        pen.line(*point);
    }
    pen.close().done()
}

/// An ellipse.
pub(super) fn oval(center: Point, rx: f32, ry: f32) -> Option<Path> {
    let rect = tiny_skia::Rect::from_xywh(center.0 - rx, center.1 - ry, rx * 2.0, ry * 2.0)?;
    PathBuilder::from_oval(rect)
}

/// A rectangle with round corners.
pub(super) fn slab(left: f32, top: f32, right: f32, bottom: f32, radius: f32) -> Option<Path> {
    let r = radius.min((right - left) / 2.0).min((bottom - top) / 2.0).max(0.0);
    let k = r * 0.448;
    let mut pen = Pen::at((left + r, top));
    pen.line((right - r, top)).cubic((right - k, top), (right, top + k), (right, top + r));
    pen.line((right, bottom - r)).cubic((right, bottom - k), (right - k, bottom), (right - r, bottom));
    pen.line((left + r, bottom)).cubic((left + k, bottom), (left, bottom - k), (left, bottom - r));
    pen.line((left, top + r)).cubic((left, top + k), (left + k, top), (left + r, top));
    pen.close().done()
}

/// A line that swells in the middle and ends in points: `width` at its widest.
pub(super) fn taper(points: &[Point], width: f32) -> Option<Path> {
    swell(points, |t| 4.0 * t * (1.0 - t), width)
}

/// A line whose width is `width` times `profile` of the share of its length.
pub(super) fn swell(points: &[Point], profile: impl Fn(f32) -> f32, width: f32) -> Option<Path> {
    let count = points.len();
    if count < 2 {
        return None;
    }
    let (mut left, mut right) = (Vec::with_capacity(count), Vec::with_capacity(count));
    for (index, point) in points.iter().enumerate() {
        let (before, after) = (points[index.saturating_sub(1)], points[(index + 1).min(count - 1)]);
        let (dx, dy) = (after.0 - before.0, after.1 - before.1);
        let length = (dx * dx + dy * dy).sqrt().max(1e-4);
        let half = width / 2.0 * profile(index as f32 / (count - 1) as f32);
        let (nx, ny) = (-dy / length * half, dx / length * half);
        left.push((point.0 + nx, point.1 + ny));
        right.push((point.0 - nx, point.1 - ny));
    }
    right.reverse();
    let mut pen = Pen::at(left[0]);
    pen.through(&left[1..]).line(right[0]).through(&right[1..]);
    pen.close().done()
}

/// The same points seen in a mirror at x = 0, in reverse order, so that both halves make one outline.
pub(super) fn mirrored(points: &[Point]) -> Vec<Point> {
    points.iter().rev().map(|point| (-point.0, point.1)).collect()
}

/// A point on the way between two.
pub(super) fn between(a: Point, b: Point, t: f32) -> Point {
    (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t)
}
