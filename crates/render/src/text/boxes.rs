//! Boxes behind text: one around all lines, one around each line grown together, one around the word that sounds.

use tiny_skia::{Path, PathBuilder};
use types::text::style::{Background, BoxShape};

use super::block::{Block, bounded};

/// How far a highlight's box reaches past its word, across and down, in text sizes.
pub const HIGHLIGHT_MARGIN: (f32, f32) = (0.17, 0.1);
/// How far from a quarter circle's end its control points lie, as a share of the radius.
const CIRCLE: f32 = 0.552_284_8;

/// Left, top, right and bottom.
type Edges = [f32; 4];

/// The box behind a text whose block has its origin at `origin`.
pub fn background_path(block: &Block, background: &Background, origin: (f32, f32)) -> Option<Path> {
    let em = block.size;
    let (across, down) =
        (bounded(background.padding_x, 0.0, 2.0) * em, bounded(background.padding_y, 0.0, 2.0) * em);
    let radius = bounded(background.radius, 0.0, 2.0) * em;
    let mut path = PathBuilder::new();
    if background.shape != BoxShape::Lines {
        let (right, bottom) = (origin.0 + block.width + across, origin.1 + block.height + down);
        rounded(&mut path, [origin.0 - across, origin.1 - down, right, bottom], [radius; 4]);
        return path.finish();
    }
    let boxes: Vec<Edges> = block
        .lines
        .iter()
        .map(|line| {
            let (left, middle) = (origin.0 + line.left, origin.1 + line.baseline);
            let (top, bottom) = (middle - block.ascent - down, middle + block.descent + down);
            [left - across, top, left + line.width + across, bottom]
        })
        .collect();
    labels(&mut path, &merged(boxes, 1.6 * radius + 0.5 * em), radius);
    path.finish()
}

/// The box behind word number `word`, on every line that has a part of it.
pub fn highlight_path(block: &Block, word: usize, radius: f32, origin: (f32, f32)) -> Option<Path> {
    let em = block.size;
    let mut path = PathBuilder::new();
    for line in &block.lines {
        let own = line.glyphs.iter().filter(|glyph| glyph.word == Some(word));
        let (left, right) = own.fold((f32::INFINITY, f32::NEG_INFINITY), |(left, right), glyph| {
            (left.min(glyph.span.start), right.max(glyph.span.end))
        });
        if left < right {
            let (across, down) = (HIGHLIGHT_MARGIN.0 * em, HIGHLIGHT_MARGIN.1 * em);
            let corner = (origin.0 + left - across, origin.1 + line.baseline - block.ascent - down);
            let size = (right - left + 2.0 * across, block.ascent + block.descent + 2.0 * down);
            rounded(
                &mut path,
                [corner.0, corner.1, corner.0 + size.0, corner.1 + size.1],
                [bounded(radius, 0.0, 1.0) * em; 4],
            );
        }
    }
    path.finish()
}

/// Boxes of lines in one piece where their ends differ by less than `least`: a step smaller than a corner looks broken.
fn merged(boxes: Vec<Edges>, least: f32) -> Vec<Edges> {
    let mut merged: Vec<Edges> = Vec::new();
    for mut next in boxes {
        while let Some(last) = merged.last().copied() {
            let (left, right) = (last[0].min(next[0]), last[2].max(next[2]));
            if right - left - (last[2] - last[0]).min(next[2] - next[0]) >= least {
                break;
            }
            next = [left, last[1], right, next[3]];
            merged.pop();
        }
        merged.push(next);
    }
    merged
}

/// Boxes one under the other, with the inner corners where they meet rounded too.
fn labels(path: &mut PathBuilder, boxes: &[Edges], radius: f32) {
    for (at, own) in boxes.iter().enumerate() {
        let above = at.checked_sub(1).and_then(|at| boxes.get(at));
        let below = boxes.get(at + 1);
        let hidden = |other: Option<&Edges>, x: f32| other.is_some_and(|other| other[0] < x && x < other[2]);
        let corner = |other: Option<&Edges>, x: f32| if hidden(other, x) { 0.0 } else { radius };
        let corners =
            [corner(above, own[0]), corner(above, own[2]), corner(below, own[2]), corner(below, own[0])];
        rounded(path, *own, corners);
        for (other, y, down) in
            [(above, above.map(|other| other[3]), 1.0), (below, below.map(|other| other[1]), -1.0)]
        {
            for (x, out) in [(own[0], -1.0), (own[2], 1.0)] {
                if let (true, Some(y)) = (hidden(other, x), y) {
                    hollow(path, (x, y), (out * radius, down * radius));
                }
            }
        }
    }
}

/// Fills an inner corner at (x, y) that opens towards `arm`, so that it is round.
fn hollow(path: &mut PathBuilder, (x, y): (f32, f32), arm: (f32, f32)) {
    let (far_x, far_y) = (x + arm.0, y + arm.1);
    // Both turns are drawn the same way round as the boxes, so that what overlaps does not cancel out.
    let k = 1.0 - CIRCLE;
    if (arm.0 > 0.0) == (arm.1 > 0.0) {
        path.move_to(x, y);
        path.line_to(far_x, y);
        path.cubic_to(far_x - arm.0 * CIRCLE, y, x, y + arm.1 * k, x, far_y);
    } else {
        path.move_to(x, y);
        path.line_to(x, far_y);
        path.cubic_to(x, far_y - arm.1 * CIRCLE, x + arm.0 * k, y, far_x, y);
    }
    path.close();
}

/// A box with the radii of its corners, clockwise from the top left.
fn rounded(path: &mut PathBuilder, [left, top, right, bottom]: Edges, radii: [f32; 4]) {
    let most = ((right - left) / 2.0).min((bottom - top) / 2.0).max(0.0);
    let [a, b, c, d] = radii.map(|radius| radius.min(most));
    let k = 1.0 - CIRCLE;
    path.move_to(left + a, top);
    path.line_to(right - b, top);
    path.cubic_to(right - b * k, top, right, top + b * k, right, top + b);
    path.line_to(right, bottom - c);
    path.cubic_to(right, bottom - c * k, right - c * k, bottom, right - c, bottom);
    path.line_to(left + d, bottom);
    path.cubic_to(left + d * k, bottom, left, bottom - d * k, left, bottom - d);
    path.line_to(left, top + a);
    path.cubic_to(left, top + a * k, left + a * k, top, left + a, top);
    path.close();
}
