//! Curls, coils, twists, braids and locs.

use types::actor::HairStyle;

use super::super::layer::{Brush, Ink};
use super::super::pen::{Point, blob, curve, swell};
use super::short::{cap, hairline, outer};
use super::{Comb, Strands, along};

/// A bumpy outline around a middle: what a cloud of curls looks like from outside.
fn cloud(hair: &Strands<'_>, middle: Point, radii: Point, bumps: usize) -> Vec<Point> {
    (0..bumps * 2)
        .map(|step| {
            let (sin, cos) = (step as f32 / (bumps * 2) as f32 * std::f32::consts::TAU).sin_cos();
            let out = if step % 2 == 0 { 1.018 } else { 0.978 } + 0.055 * (hair.roll(70, step) - 0.5);
            (middle.0 + cos * radii.0 * out, middle.1 + sin * radii.1 * out)
        })
        .collect()
}

/// Small bows of light and shade over an area.
fn coils(brush: &mut Brush<'_>, hair: &Strands<'_>, area: [f32; 4], count: usize, size: f32) {
    let [left, top, right, bottom] = area;
    for index in 0..count {
        let x = left + (right - left) * hair.roll(71, index);
        let y = top + (bottom - top) * hair.roll(72, index);
        let r = size * (0.6 + 0.8 * hair.roll(73, index));
        let turn = hair.roll(74, index) * 6.3;
        let points: Vec<Point> = (0..6)
            .map(|step| {
                let (sin, cos) = (turn + step as f32 * 0.75).sin_cos();
                (x + cos * r, y + sin * r)
            })
            .collect();
        let lit = hair.body.key * x > -20.0 && y < -20.0;
        let tone = if hair.roll(75, index) > if lit { 0.42 } else { 0.72 } {
            hair.light.alpha(0.26 + 0.16 * hair.roll(76, index))
        } else {
            hair.dark.alpha(0.42)
        };
        brush.line_atop(curve(&points), tone, size * 0.30);
    }
}

/// A round afro behind the head.
pub(super) fn halo(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let large = hair.look.hair.style == HairStyle::Afro;
    let (rx, ry, y) = if large { (hair.w + 40.0, 98.0, -48.0) } else { (hair.w + 13.0, 78.0, -48.0) };
    let key = hair.body.key;
    let stops = vec![(0.0, hair.base.mix(hair.light, 0.45)), (0.5, hair.base), (1.0, hair.dark)];
    brush.fill(
        blob(&cloud(hair, (0.0, y), (rx, ry), if large { 30 } else { 26 })),
        Ink::Radial((key * 46.0, y - 60.0), rx * 1.7, stops),
    );
    coils(
        brush,
        hair,
        [-rx, y - ry, rx, y + ry],
        if large { 620 } else { 380 },
        if large { 5.0 } else { 4.0 },
    );
    brush.spot_atop((0.0, 30.0), (rx * 0.9, 60.0), hair.dark.darker(0.3).alpha(0.55));
}

/// The front of an afro: the same cloud before the ears, open for the face.
pub(super) fn afro_front(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    halo(brush, hair);
    let line = hairline(hair, 2.0, 0.0);
    let w = hair.w;
    let mut face = line.clone();
    face.extend([
        (w + 1.0, 16.0),
        (w + 70.0, 26.0),
        (w + 70.0, 150.0),
        (-w - 70.0, 150.0),
        (-w - 70.0, 26.0),
        (-w - 1.0, 16.0),
    ]);
    let mut pen = super::super::pen::Pen::at(face[0]);
    pen.through(&face[1..line.len()]);
    for point in &face[line.len()..] {
        pen.line(*point);
    }
    brush.erase(pen.close().done());
    bumps(brush, hair, &line, 4.6);
    hair.gloss(brush, (hair.body.key * 34.0, -104.0), (46.0, 24.0), 0.24);
}

/// Round edges along a hairline.
fn bumps(brush: &mut Brush<'_>, hair: &Strands<'_>, line: &[Point], size: f32) {
    for index in 0..44 {
        let (x, y) = along(line, (index as f32 + hair.roll(77, index) * 0.8) / 44.0);
        let r = size * (0.55 + 0.6 * hair.roll(78, index));
        brush.fill(
            super::super::pen::oval((x, y - r * 0.4), r, r),
            hair.base.mix(hair.dark, 0.3 + 0.4 * hair.roll(79, index)),
        );
    }
}

/// Loose curls on top, short sides.
pub(super) fn curly_top(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let (edge, line) = (outer(hair, 6.0, 3.0, 8.0), hairline(hair, 8.0, 2.0));
    cap(brush, hair, &edge, &line);
    let key = hair.body.key;
    let size = 9.0 + hair.v * 0.25;
    for index in 0..95 {
        // Back rows first, so that the curls over the forehead lie on top.
        let t = index as f32 / 95.0;
        let spread = hair.roll(80, index) * 2.0 - 1.0;
        let y = -118.0 + 62.0 * t - spread.abs() * spread.abs() * (8.0 - 34.0 * t).max(-16.0);
        let x = spread * (hair.w + 5.0) * (0.72 + 0.28 * t.min(0.6) / 0.6);
        let y = y + spread.abs().powi(3) * 20.0;
        let (x, y) = hair.body.on_face((x, y.min(hair.line + 13.0 + spread.abs() * 26.0)), -10.0);
        let r = size * (0.75 + 0.5 * hair.roll(81, index));
        let shift = hair.roll(82, index) * 6.3;
        let shape: Vec<Point> = (0..7)
            .map(|step| {
                let (sin, cos) = (shift + step as f32 * 0.898).sin_cos();
                (x + cos * r * 1.05, y + sin * r * 0.9)
            })
            .collect();
        let lit = hair.base.mix(hair.light, 0.35 + 0.25 * (key * spread));
        let stops = vec![(0.0, lit), (0.55, hair.base), (1.0, hair.dark)];
        brush.fill(blob(&shape), Ink::Radial((x + key * r * 0.35, y - r * 0.5), r * 1.45, stops));
        let swirl: Vec<Point> = (0..7)
            .map(|step| {
                let (sin, cos) = (shift + step as f32 * 0.62).sin_cos();
                let r = r * (0.75 - 0.05 * step as f32);
                (x + cos * r, y + sin * r * 0.85)
            })
            .collect();
        brush.line_atop(curve(&swirl), hair.dark.alpha(0.55), 1.3);
        let swirl: Vec<Point> = swirl.iter().map(|(x, y)| (x - 1.2, y - 1.6)).collect();
        brush.line_atop(curve(&swirl), hair.light.alpha(0.34), 1.1);
    }
}

/// Two-strand twists that stand off the head.
pub(super) fn twists(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let (edge, line) = (outer(hair, 5.0, 2.5, 4.0), hairline(hair, 4.0, 0.0));
    cap(brush, hair, &edge, &line);
    for row in 0..5 {
        let count = 9 + row * 2;
        for index in 0..count {
            let t = (index as f32 + 0.5) / count as f32;
            let spread = t * 2.0 - 1.0;
            let share = row as f32 / 4.0;
            let rise = -116.0 + 44.0 * share + spread * spread * 34.0;
            let root = hair.body.on_face((spread * hair.w * (0.62 + 0.34 * share), rise + 8.0), -20.0);
            let wild = (hair.roll(83, row * 32 + index) - 0.5) * 14.0;
            let tip = (root.0 + spread * 20.0 + wild, root.1 + 6.0 + 20.0 * share + spread.abs() * 20.0);
            let lift = (root.0 + spread * 11.0 + wild * 0.5, root.1 - 12.0);
            rope(brush, hair, &[root, lift, tip], 8.5);
        }
    }
}

/// One twisted or braided strand.
fn rope(brush: &mut Brush<'_>, hair: &Strands<'_>, spine: &[Point], width: f32) {
    let points: Vec<Point> = (0..=12).map(|step| bent(spine, step as f32 / 12.0)).collect();
    let key = hair.body.key;
    brush.fill(swell(&points, |t| 1.0 - 0.35 * t * t, width + 1.6), hair.dark.darker(0.2));
    brush.fill(swell(&points, |t| 1.0 - 0.35 * t * t, width), hair.base);
    let lit: Vec<Point> = points.iter().map(|(x, y)| (x + key * width * 0.2, *y)).collect();
    brush.fill(swell(&lit, |t| 0.5 - 0.2 * t, width * 0.8), hair.light.alpha(0.34));
    let length: f32 = points
        .windows(2)
        .map(|pair| ((pair[1].0 - pair[0].0).powi(2) + (pair[1].1 - pair[0].1).powi(2)).sqrt())
        .sum();
    let marks = (length / (width * 0.72)) as usize;
    for mark in 1..marks.max(1) {
        let t = mark as f32 / marks as f32;
        let ((x, y), (ahead, below)) = (bent(spine, t), bent(spine, (t + 0.02).min(1.0)));
        let (dx, dy) = (ahead - x, below - y);
        let size = (dx * dx + dy * dy).sqrt().max(1e-3);
        let (nx, ny) = (-dy / size * width * 0.45, dx / size * width * 0.45);
        let step = (dx / size * width * 0.32, dy / size * width * 0.32);
        let side = if mark % 2 == 0 { 1.0 } else { -1.0 };
        let cross = [
            (x - nx * side - step.0, y - ny * side - step.1),
            (x + nx * side + step.0, y + ny * side + step.1),
        ];
        brush.line(curve(&cross), hair.dark.darker(0.25).alpha(0.55), width * 0.14);
    }
}

/// A point of a smooth bow through three or more points.
fn bent(spine: &[Point], t: f32) -> Point {
    match spine {
        [a, b, c] => {
            let mix = |p: Point, q: Point| super::super::pen::between(p, q, t);
            mix(mix(*a, *b), mix(*b, *c))
        }
        _ => along(spine, t),
    }
}

fn rope_width(hair: &Strands<'_>) -> f32 {
    if hair.look.hair.style == HairStyle::Locs { 11.5 } else { 8.0 }
}

/// Braids or locs behind the shoulders.
pub(super) fn ropes_behind(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let width = rope_width(hair);
    let low = if hair.look.hair.style == HairStyle::Locs { 158.0 } else { 214.0 };
    let count = (2.0 * (hair.w + 10.0) / (width * 0.82)) as usize;
    let shape = [
        (0.0, -96.0),
        (hair.w + 4.0, -40.0),
        (hair.w + 12.0, 40.0),
        (hair.w + 10.0, low - 30.0),
        (-(hair.w + 10.0), low - 30.0),
        (-(hair.w + 12.0), 40.0),
        (-(hair.w + 4.0), -40.0),
    ];
    brush.fill(blob(&shape), hair.dark.darker(0.2));
    for index in 0..count {
        let s = (index as f32 + 0.5) / count as f32 * 2.0 - 1.0;
        let wild = hair.roll(84, index);
        let x = s * (hair.w + 9.0);
        let end = low - 14.0 + 24.0 * wild - s.abs() * 8.0;
        rope(
            brush,
            hair,
            &[(x * 0.9, -50.0), (x * 1.06, 30.0), (x * 1.12 + (wild - 0.5) * 12.0, end)],
            width,
        );
    }
}

/// Braids or locs from the parting over the temples and in front of the shoulders.
pub(super) fn ropes_front(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let width = rope_width(hair);
    let (edge, line) = (outer(hair, 6.0, 4.0, 0.0), hairline(hair, 0.0, 0.0));
    cap(brush, hair, &edge, &line);
    let low = if hair.look.hair.style == HairStyle::Locs { 150.0 } else { 226.0 };
    let p = hair.part * 16.0;
    let (w, v) = (hair.w, hair.v * 0.25);
    for side in [-1.0, 1.0] {
        let lanes = (46.0 / width) as usize + 3;
        for lane in (0..lanes).rev() {
            let t = lane as f32 / (lanes - 1) as f32;
            let root = hair.body.on_face((p * (1.0 - 0.4 * t), hair.line + 1.0 - 36.0 * t), -14.0 * t);
            let temple = hair.body.on_face((side * (w * (0.80 + 0.16 * t)), -46.0 - 24.0 * t), 0.0);
            let ear = (side * (w + 2.0 + 5.0 * t + v), 6.0);
            let wild = (hair.roll(85, lane * 2 + (side > 0.0) as usize) - 0.5) * 10.0;
            let end = (side * (w + 4.0 + 13.0 * t) + wild, low - 26.0 * t + wild);
            let hangs = lane < 4 || t < 0.5;
            let spine: Vec<Point> = smooth(&if hangs {
                vec![root, temple, ear, (side * (w + 8.0 + 9.0 * t), 90.0), end]
            } else {
                vec![root, temple, ear]
            });
            rope(brush, hair, &spine, width * (1.0 - 0.12 * t));
        }
    }
    hair.gloss(brush, (hair.body.key * 26.0, -84.0), (34.0, 14.0), 0.2);
}

/// More points on the same smooth line.
fn smooth(points: &[Point]) -> Vec<Point> {
    let count = points.len();
    let mut fine = Vec::new();
    for index in 0..count.saturating_sub(1) {
        let (a, b, c) = (points[index.saturating_sub(1)], points[index], points[index + 1]);
        let d = points[(index + 2).min(count - 1)];
        for step in 0..6 {
            let t = step as f32 / 6.0;
            let part = |a: f32, b: f32, c: f32, d: f32| {
                b + 0.5 * t * (c - a + t * (2.0 * a - 5.0 * b + 4.0 * c - d + t * (3.0 * (b - c) + d - a)))
            };
            fine.push((part(a.0, b.0, c.0, d.0), part(a.1, b.1, c.1, d.1)));
        }
    }
    fine.extend(points.last());
    fine
}

/// Braids close to the head, running back from the hairline.
pub(super) fn cornrows(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let (edge, line) = (outer(hair, 3.0, 1.6, 2.0), hairline(hair, 2.0, 0.0));
    cap(brush, hair, &edge, &line);
    let back: Vec<Point> = edge.iter().rev().copied().collect();
    hair.comb(brush, &Comb { from: &line, to: &back, bow: (0.0, -3.0), count: 60, width: 1.0, channel: 27 });
    for index in 0..11 {
        let t = 0.10 + 0.80 * index as f32 / 10.0;
        let (root, tip) = (along(&line, t), along(&back, t));
        let middle = ((root.0 + tip.0) / 2.0 * 1.02, (root.1 + tip.1) / 2.0 - 3.0);
        rope(brush, hair, &[root, middle, tip], 8.5);
    }
}
