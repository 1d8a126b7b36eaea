//! Short cuts.

use super::super::layer::{Brush, Ink};
use super::super::pen::{Point, mirrored, oval, swell};
use super::{Comb, Strands, shell};

/// The outer edge of short hair from the right sideburn over the crown to the left one. `top` and `side` are
/// how far it stands off the head.
pub(super) fn outer(hair: &Strands<'_>, top: f32, side: f32, low: f32) -> Vec<Point> {
    let w = hair.w;
    let half = [
        (w + 0.5, low),
        (w + 1.0 + 0.4 * side, low - 18.0),
        (w + 1.0 + 0.8 * side, -32.0),
        (w * 0.93 + 0.9 * side, -62.0 - 0.2 * top),
        (w * 0.66 + 0.55 * side + 0.15 * top, -88.0 - 0.55 * top),
        (w * 0.30, -100.0 - 0.92 * top),
    ];
    let mut points = half.to_vec();
    points.push((0.0, -101.5 - top));
    points.extend(mirrored(&half));
    points.into_iter().map(|(x, y)| hair.body.on_face((x, y), -32.0)).collect()
}

/// The hairline from the left sideburn over the forehead to the right one. `corner` is how far the temples recede.
pub(super) fn hairline(hair: &Strands<'_>, low: f32, corner: f32) -> Vec<Point> {
    let w = hair.w;
    let line = hair.line;
    let half = [
        (-(w - 0.8), low),
        (-(w - 5.0), low - 12.0),
        (-(w - 6.0), -22.0),
        (-(w * 0.84), -36.0 - corner * 0.4),
        (-(w * 0.68), line * 0.86 - corner),
        (-(w * 0.36), line - 1.0 - corner * 0.3),
    ];
    let mut points: Vec<Point> = half.to_vec();
    points.push((0.0, line));
    points.extend(half.iter().rev().map(|point| (-point.0, point.1)));
    points.into_iter().map(|(x, y)| hair.on_face(x, y)).collect()
}

/// The cap of hair between both lines, with a soft shadow where it leaves the skin.
pub(super) fn cap(brush: &mut Brush<'_>, hair: &Strands<'_>, outer: &[Point], inner: &[Point]) {
    brush.fill(shell(outer, inner), hair.ink());
}

/// Darkens the skin over the ears as clipped hair does, fading downwards.
fn sides(brush: &mut Brush<'_>, hair: &Strands<'_>, amount: f32) {
    let w = hair.w;
    let inner = hairline(hair, 4.0, 2.0);
    let outer = outer(hair, 0.0, 0.4, 4.0);
    let stops = vec![
        (0.0, hair.base.alpha(amount)),
        (0.5, hair.base.alpha(amount * 0.8)),
        (0.8, hair.base.alpha(amount * 0.4)),
        (1.0, hair.base.alpha(0.0)),
    ];
    let _ = w;
    brush.fill(shell(&outer, &inner), Ink::Linear((0.0, -46.0), (0.0, 6.0), stops));
}

pub(super) fn bald(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    // A shine on the crown is all there is to see.
    let at = hair.on_face(hair.body.key * 22.0, -74.0);
    brush.spot(at, (26.0, 13.0), hair.body.skin.light.lighter(0.2).alpha(0.38));
}

pub(super) fn buzz(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let (edge, line) = (outer(hair, 1.6, 0.8, 6.0), hairline(hair, 6.0, 2.0));
    let stops = vec![
        (0.0, hair.base.mix(hair.light, 0.16).alpha(0.90)),
        (0.55, hair.base.alpha(0.86)),
        (0.85, hair.base.alpha(0.62)),
        (1.0, hair.base.alpha(0.2)),
    ];
    brush.fill(shell(&edge, &line), Ink::Linear((0.0, -104.0), (0.0, 8.0), stops));
    hair.gloss(brush, (hair.body.key * 26.0, -82.0), (40.0, 18.0), 0.16);
    stipple(brush, hair, 240);
}

/// Many tiny hairs that stand up.
fn stipple(brush: &mut Brush<'_>, hair: &Strands<'_>, count: usize) {
    for index in 0..count {
        let x = (hair.roll(90, index) * 2.0 - 1.0) * hair.w;
        let y = -100.0 + hair.roll(91, index) * 100.0;
        let tone = if hair.roll(92, index) > 0.5 { hair.light.alpha(0.22) } else { hair.dark.alpha(0.28) };
        brush.atop(oval((x, y), 0.7, 1.3), tone);
    }
}

pub(super) fn receding(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let edge = outer(hair, 2.0, 3.5, 12.0);
    let line: Vec<Point> = [
        (-(hair.w - 6.0), 12.0),
        (-(hair.w - 7.0), -10.0),
        (-(hair.w - 9.0), -34.0),
        (-(hair.w * 0.78), -58.0),
        (-(hair.w * 0.56), -84.0),
        (-(hair.w * 0.24), -84.0),
        (0.0, -80.0),
        (hair.w * 0.24, -84.0),
        (hair.w * 0.56, -84.0),
        (hair.w * 0.78, -58.0),
        (hair.w - 9.0, -34.0),
        (hair.w - 7.0, -10.0),
        (hair.w - 6.0, 12.0),
    ]
    .iter()
    .map(|(x, y)| hair.on_face(*x, *y))
    .collect();
    cap(brush, hair, &edge, &line);
    let comb =
        Comb { from: &line, to: &reversed(&edge), bow: (0.0, -3.0), count: 90, width: 1.5, channel: 1 };
    hair.comb(brush, &comb);
}

fn reversed(points: &[Point]) -> Vec<Point> {
    points.iter().rev().copied().collect()
}

pub(super) fn crop(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let top = 4.0 + hair.v * 0.6;
    let (edge, mut line) = (outer(hair, top, 3.5, 10.0), hairline(hair, 10.0, 2.0));
    let last = line.len() - 1;
    for point in &mut line[4..=last - 4] {
        point.1 += 5.0;
    }
    wisps(brush, hair, &line[3..=last - 3], (-hair.part * 4.0, 7.0));
    cap(brush, hair, &edge, &line);
    let comb = Comb {
        from: &reversed(&edge),
        to: &line,
        bow: (hair.part * 4.0, -6.0),
        count: 120,
        width: 2.0,
        channel: 2,
    };
    hair.comb(brush, &comb);
    tips(brush, hair, &edge, 5.0);
    hair.gloss(brush, (hair.body.key * 24.0, -92.0), (34.0, 13.0), 0.26);
}

/// Soft points along a line, leaning the way of `lean`, so that a fringe does not end in a hard edge.
fn wisps(brush: &mut Brush<'_>, hair: &Strands<'_>, line: &[Point], lean: Point) {
    for index in 0..34 {
        let t = (index as f32 + hair.roll(30, index)) / 34.0;
        let root = super::along(line, t);
        let size = 0.35 + 0.75 * hair.roll(31, index);
        let tip = (root.0 + lean.0 * size, root.1 + lean.1 * size);
        let start = (root.0 - lean.0 * 1.3, root.1 - lean.1 * 1.6);
        let tone = hair.base.mix(hair.dark, 0.25 * hair.roll(33, index));
        brush.fill(swell(&[start, root, tip], |t| (1.0 - t).max(0.0), 6.5), tone);
    }
}

/// Small hairs that break the outer edge. They lie along it, pointing away from the crown.
fn tips(brush: &mut Brush<'_>, hair: &Strands<'_>, edge: &[Point], length: f32) {
    for index in 0..54 {
        let t = 0.06 + 0.88 * (index as f32 + hair.roll(34, index)) / 54.0;
        let down = if t < 0.5 { -0.03 } else { 0.03 };
        let (root, back) = (super::along(edge, t), super::along(edge, t - down));
        let (dx, dy) = (root.0 - back.0, root.1 - back.1);
        let size = (dx * dx + dy * dy).sqrt().max(0.1);
        let reach = length * (0.6 + hair.roll(35, index));
        let out = 0.16 + 0.22 * hair.roll(36, index);
        let away = (root.0 / 80.0 * out, (root.1 + 30.0) / 90.0 * out);
        let tip = (root.0 + (dx / size + away.0) * reach, root.1 + (dy / size + away.1) * reach);
        let start = (root.0 - dx / size * reach - away.0 * 8.0, root.1 - dy / size * reach - away.1 * 8.0);
        let inner = (root.0 - away.0 * 6.0, root.1 - away.1 * 6.0);
        let tone = hair.base.mix(hair.light, 0.15 * hair.roll(37, index));
        brush.fill(swell(&[start, inner, tip], |t| 1.0 - t, 4.6), tone);
    }
}

/// Combs the whole cap from the crown outwards.
fn whorl(brush: &mut Brush<'_>, hair: &Strands<'_>, edge: &[Point], width: f32) {
    let crown = (hair.part * 9.0 + hair.body.yaw * 30.0, -95.0 - hair.v * 0.4);
    let root = [(crown.0 - 9.0, crown.1 + 2.0), crown, (crown.0 + 9.0, crown.1 + 2.0)];
    let half = edge.len() / 2;
    let to = reversed(edge);
    hair.comb(
        brush,
        &Comb { from: &root, to: &to[..=half], bow: (-13.0, -9.0), count: 70, width, channel: 13 },
    );
    hair.comb(
        brush,
        &Comb { from: &root, to: &to[half..], bow: (13.0, -9.0), count: 70, width, channel: 14 },
    );
}

pub(super) fn fade(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    sides(brush, hair, 0.72);
    let top = 3.0 + hair.v * 0.5;
    let mut edge = outer(hair, top, 1.4, -34.0);
    let last = edge.len() - 1;
    for index in [0, last] {
        edge[index].1 = -40.0;
    }
    let line = hairline(hair, -40.0, 0.5);
    let stops = vec![
        (0.0, hair.base.mix(hair.light, 0.25)),
        (0.6, hair.base),
        (0.85, hair.base.alpha(0.8)),
        (1.0, hair.base.alpha(0.12)),
    ];
    let crown: Vec<Point> = line.iter().copied().filter(|point| point.1 < -30.0).collect();
    brush.fill(shell(&edge, &crown), Ink::Linear((0.0, -104.0 - top), (0.0, -30.0), stops));
    stipple(brush, hair, 320);
    let comb = Comb {
        from: &crown,
        to: &reversed(&edge),
        bow: (hair.part * 3.0, -2.0),
        count: 70,
        width: 1.2,
        channel: 3,
    };
    hair.comb(brush, &comb);
    hair.gloss(brush, (hair.body.key * 22.0, -92.0), (32.0, 11.0), 0.22);
}

pub(super) fn side_part(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let p = hair.part;
    let top = 8.0 + hair.v * 0.7;
    let mut edge = outer(hair, top, 5.0, 14.0);
    for point in &mut edge {
        // More hair on the side it is combed to.
        point.1 -= (point.0 * -p / hair.w).clamp(-1.0, 1.0) * 5.0 * f32::from(point.1 < -60.0);
    }
    let line = hairline(hair, 14.0, 5.0);
    cap(brush, hair, &edge, &line);
    let start = hair.on_face(p * hair.w * 0.48, hair.line - 2.0);
    let crown = (p * hair.w * 0.40, -104.0 - top * 0.6);
    let far: Vec<Point> = [
        (-p * 20.0, -112.0 - top * 0.6),
        (-p * hair.w * 0.8, -84.0),
        (-p * (hair.w + 2.0), -40.0),
        (-p * (hair.w - 1.0), 0.0),
    ]
    .to_vec();
    let root = [start, (start.0 + (crown.0 - start.0) * 0.5, (start.1 + crown.1) / 2.0), crown];
    let comb = Comb {
        from: &[root[2], root[1], root[0]],
        to: &far,
        bow: (-p * 6.0, -16.0),
        count: 120,
        width: 2.0,
        channel: 4,
    };
    hair.comb(brush, &comb);
    let near: Vec<Point> =
        [(p * (hair.w * 0.9), -72.0), (p * (hair.w + 2.0), -40.0), (p * (hair.w - 2.0), 2.0)].to_vec();
    let comb = Comb {
        from: &[root[2], root[1], root[0]],
        to: &near,
        bow: (p * 6.0, -6.0),
        count: 50,
        width: 1.8,
        channel: 5,
    };
    hair.comb(brush, &comb);
    let front: Vec<Point> =
        [(-p * 6.0, hair.line - 4.0), (-p * hair.w * 0.5, hair.line - 3.0), (-p * hair.w * 0.86, -40.0)]
            .map(|(x, y)| hair.on_face(x, y))
            .to_vec();
    let comb =
        Comb { from: &[start, start], to: &front, bow: (-p * 6.0, -13.0), count: 40, width: 2.2, channel: 6 };
    hair.comb(brush, &comb);
    brush.atop(swell(&root, |t| 1.0 - 0.6 * t, 1.6), hair.dark.mix(hair.body.skin.deep, 0.4).alpha(0.7));
    hair.gloss(brush, (-p * 18.0, -96.0), (36.0, 12.0), 0.30);
}

pub(super) fn slick_back(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let top = 5.0 + hair.v * 0.5;
    let (edge, line) = (outer(hair, top, 3.0, 12.0), hairline(hair, 12.0, 6.0));
    cap(brush, hair, &edge, &line);
    let comb =
        Comb { from: &line, to: &reversed(&edge), bow: (0.0, -7.0), count: 150, width: 1.7, channel: 7 };
    hair.comb(brush, &comb);
    hair.gloss(brush, (hair.body.key * 16.0, -86.0), (38.0, 10.0), 0.42);
}

pub(super) fn quiff(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let p = hair.part;
    let rise = 14.0 + hair.v * 1.0;
    let mut edge = outer(hair, rise, 3.0, 12.0);
    for point in &mut edge {
        if point.1 < -70.0 {
            point.0 -= p * 5.0;
            point.1 -= (-p * point.0 / hair.w).clamp(-0.6, 0.8) * 7.0;
        }
    }
    let line = hairline(hair, 12.0, 5.0);
    cap(brush, hair, &edge, &line);
    let last = line.len() - 1;
    let crest = reversed(&edge);
    let comb = Comb {
        from: &line[3..=last - 3],
        to: &crest[3..=last - 3],
        bow: (p * 12.0, -8.0),
        count: 130,
        width: 2.3,
        channel: 8,
    };
    hair.comb(brush, &comb);
    tips(brush, hair, &edge, 5.0);
    hair.gloss(brush, (-p * 10.0, -98.0 - rise * 0.2), (34.0, 13.0), 0.36);
    for side in [-1.0, 1.0] {
        let side_line = [(side * (hair.w - 4.0), 10.0), (side * (hair.w - 5.0), -30.0)];
        let back = [(side * (hair.w + 3.0), 2.0), (side * (hair.w + 1.0), -40.0)];
        hair.comb(
            brush,
            &Comb { from: &side_line, to: &back, bow: (0.0, 0.0), count: 24, width: 1.2, channel: 9 },
        );
    }
}

pub(super) fn undercut(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    sides(brush, hair, 0.62);
    let p = hair.part;
    let rise = 11.0 + hair.v * 0.8;
    let w = hair.w;
    let edge: Vec<Point> = vec![
        hair.on_face(p * w * 0.66, hair.line + 6.0),
        (p * (w * 0.82), -72.0),
        (p * w * 0.55, -98.0 - rise * 0.5),
        (0.0, -104.0 - rise),
        (-p * w * 0.55, -100.0 - rise * 0.8),
        (-p * (w * 0.98), -74.0),
        (-p * (w + 6.0), -40.0),
        (-p * (w + 1.0), -14.0),
    ];
    let inner: Vec<Point> = vec![
        hair.on_face(-p * (w - 8.0), -22.0),
        hair.on_face(-p * w * 0.74, -44.0),
        hair.on_face(-p * w * 0.30, hair.line + 5.0),
        hair.on_face(p * w * 0.30, hair.line - 3.0),
        hair.on_face(p * w * 0.66, hair.line + 6.0),
    ];
    brush.fill(shell(&edge, &inner), hair.ink());
    let from = [edge[0], edge[1], edge[2]];
    let to = [inner[2], inner[1], inner[0], edge[7], edge[6]];
    hair.comb(brush, &Comb { from: &from, to: &to, bow: (0.0, -26.0), count: 130, width: 2.4, channel: 10 });
    hair.gloss(brush, (-p * 14.0, -97.0), (36.0, 13.0), 0.34);
}

pub(super) fn pixie(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let p = hair.part;
    let w = hair.w;
    let top = 9.0 + hair.v * 0.6;
    let edge = outer(hair, top, 6.0, 22.0);
    let inner: Vec<Point> = vec![
        hair.on_face(-(w - 7.0), 24.0),
        hair.on_face(-(w - 12.0), -2.0),
        hair.on_face(-(w * 0.74), if p > 0.0 { -22.0 } else { -42.0 }),
        hair.on_face(-w * 0.36, if p > 0.0 { -34.0 } else { -58.0 }),
        hair.on_face(w * 0.10 * p, -50.0),
        hair.on_face(w * 0.36, if p > 0.0 { -58.0 } else { -34.0 }),
        hair.on_face(w * 0.74, if p > 0.0 { -42.0 } else { -22.0 }),
        hair.on_face(w - 12.0, -2.0),
        hair.on_face(w - 7.0, 24.0),
    ];
    cap(brush, hair, &edge, &inner);
    wisps(brush, hair, &inner[1..8], (-p * 9.0, 8.0));
    whorl(brush, hair, &edge, 2.4);
    let root = [(p * w * 0.40, -99.0 - top * 0.5), (p * w * 0.55, -74.0)];
    let to: Vec<Point> = if p > 0.0 { inner[0..6].to_vec() } else { reversed(&inner[3..9]) };
    hair.comb(
        brush,
        &Comb {
            from: &root,
            to: &reversed(&to),
            bow: (-p * 6.0, -24.0),
            count: 120,
            width: 2.2,
            channel: 11,
        },
    );
    let near: Vec<Point> = if p > 0.0 { inner[5..9].to_vec() } else { reversed(&inner[0..4]) };
    hair.comb(
        brush,
        &Comb { from: &root, to: &near, bow: (p * 7.0, -6.0), count: 50, width: 2.0, channel: 12 },
    );
    tips(brush, hair, &edge, 4.0);
    hair.gloss(brush, (-p * 12.0, -92.0), (36.0, 13.0), 0.34);
}
