//! Cuts that reach the chin and beyond, and hair that is tied.

use types::actor::{HairStyle, Texture};

use super::super::layer::{Brush, Ink};
use super::super::pen::{Point, between, blob, curve, swell, taper};
use super::short::{cap, hairline, outer};
use super::{Comb, Strands, shell};

/// How far down the hair reaches, and how much it waves.
fn length(hair: &Strands<'_>) -> (f32, f32) {
    let wave = match hair.look.hair.texture {
        Texture::Straight => 0.0,
        Texture::Wavy => 5.0,
        Texture::Curly => 9.0,
        Texture::Coily => 11.0,
    };
    match hair.look.hair.style {
        HairStyle::Bob | HairStyle::BobFringe => (hair.body.chin - 6.0, wave * 0.4),
        HairStyle::Lob => (152.0, wave.max(4.0)),
        HairStyle::LongWavy => (246.0, 9.0),
        HairStyle::LongCurly => (206.0, 13.0),
        HairStyle::SideBraid => (120.0, wave * 0.5),
        _ => (252.0, wave * 0.5),
    }
}

/// An edge that runs down in waves.
fn wavy(from: Point, to: Point, wave: f32, count: usize, phase: f32) -> Vec<Point> {
    (0..=count * 2)
        .map(|step| {
            let t = step as f32 / (count * 2) as f32;
            let side = if (step + phase as usize).is_multiple_of(2) { 1.0 } else { -1.0 };
            let grow = (t * 1.6).min(1.0);
            (from.0 + (to.0 - from.0) * t + side * wave * 0.5 * grow, from.1 + (to.1 - from.1) * t)
        })
        .collect()
}

/// The mass behind neck and shoulders.
pub(super) fn behind(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let (low, wave) = length(hair);
    let (w, v) = (hair.w, hair.v * 0.7);
    let bob = low < 120.0;
    let spread = if bob { w + 9.0 + v } else { w + 24.0 + v + wave };
    let mut points: Vec<Point> =
        vec![(0.0, -98.0 - v), (w * 0.7, -78.0 - v * 0.5), (w + 6.0 + v * 0.6, -30.0)];
    points.extend(wavy((w + 8.0 + v, 10.0), (spread, low - 16.0), wave, 3, 0.0));
    points.extend([
        (spread * 0.82, low),
        (spread * 0.4, low + 5.0),
        (0.0, low + 2.0),
        (-spread * 0.4, low + 5.0),
        (-spread * 0.82, low),
    ]);
    points.extend(wavy((-spread, low - 16.0), (-(w + 8.0 + v), 10.0), wave, 3, 1.0));
    points.extend([(-(w + 6.0 + v * 0.6), -30.0), (-w * 0.7, -78.0 - v * 0.5)]);
    let ink =
        Ink::fade((0.0, -60.0), (0.0, low), hair.dark.mix(hair.base, 0.25), hair.base.mix(hair.dark, 0.45));
    brush.fill(blob(&points), ink);
    let from = [(-spread * 0.9, 0.0), (spread * 0.9, 0.0)];
    let to = [(-spread * 0.95, low), (spread * 0.95, low)];
    hair.comb(
        brush,
        &Comb { from: &from, to: &to, bow: (wave * 0.6, 0.0), count: 90, width: 2.6, channel: 20 },
    );
    brush.spot_atop((0.0, 105.0), (60.0, 70.0), hair.dark.darker(0.4).alpha(0.6));
}

/// Hair parted over the forehead and falling at both sides of the face.
pub(super) fn curtains(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let p = hair.part * hair.w * 0.22;
    for side in [-1.0, 1.0] {
        curtain(brush, hair, side, p);
    }
    let key = hair.body.key;
    for side in [-1.0, 1.0] {
        let amount = if side == key { 0.40 } else { 0.20 };
        hair.gloss(brush, (side * hair.w * 0.62, -66.0), (24.0, 16.0), amount);
    }
    let line = [(p, hair.line - 3.0), (p * 0.9, -88.0), (p * 0.7, -99.0 - hair.v)]
        .map(|(x, y)| hair.body.on_face((x, y), -10.0));
    brush.atop(swell(&line, |t| 1.0 - 0.7 * t, 2.0), hair.dark.mix(hair.body.skin.deep, 0.45).alpha(0.75));
}

fn curtain(brush: &mut Brush<'_>, hair: &Strands<'_>, side: f32, part: f32) {
    let (low, wave) = length(hair);
    let (w, v) = (hair.w, hair.v);
    let bob = low < 120.0;
    let at = |x: f32, y: f32| (side * x, y);
    let seam = hair.on_face(part, hair.line);
    let crown = hair.body.on_face((part * 0.7, -101.0 - v), -32.0);
    let reach = if bob { w + 6.0 + v * 0.8 } else { w + 21.0 + v * 0.8 + wave * 0.8 };
    let mut edge = vec![
        seam,
        crown,
        at(w * 0.55, -93.0 - v * 0.8),
        at(w * 0.92 + v * 0.4, -64.0 - v * 0.3),
        at(w + 4.0 + v * 0.7, -26.0),
    ];
    let cheek = w + 7.0 + v * 0.9 + wave * 0.7;
    edge.push(at(cheek, 14.0));
    edge.extend(wavy(at(cheek + 3.0, 50.0), at(reach, low - 12.0), wave * side, 3, 0.0));
    let tip = if bob { at(reach - 14.0, low + 3.0) } else { at(reach - 20.0, low + 5.0) };
    let inner_low = if bob { at(w - 8.0, low - 6.0) } else { at(w - 24.0, low - 13.0) };
    let face = |x: f32, y: f32| hair.on_face(side * x, y);
    // The ends are round, not cut.
    let mut inner = vec![tip, between(tip, inner_low, 0.6)];
    let mut rising = wavy(inner_low, at(w - 5.0, 62.0), wave * 0.7 * side, if bob { 1 } else { 2 }, 1.0);
    inner.append(&mut rising);
    inner.extend([
        face(w - 4.5, 36.0),
        face(w - 7.0, 4.0),
        face(w * 0.84, -22.0),
        face(w * 0.58, -44.0),
        seam,
    ]);
    brush.fill(shell(&edge, &inner), hair.ink());
    shade_fall(brush, hair, side, low);
    let root: Vec<Point> = vec![seam, hair.body.on_face((part * 0.8, -86.0), -10.0), crown];
    let fall: Vec<Point> = vec![face(w - 6.0, 0.0), at(w - 1.0, 12.0), at(w + 5.0 + v * 0.6, 6.0)];
    hair.comb(
        brush,
        &Comb { from: &root, to: &fall, bow: at(20.0, -19.0), count: 70, width: 2.2, channel: 21 },
    );
    let ends: Vec<Point> = vec![inner_low, tip, at(reach, low - 12.0)];
    hair.comb(
        brush,
        &Comb { from: &fall, to: &ends, bow: at(wave * 0.7, 0.0), count: 60, width: 2.4, channel: 22 },
    );
    if wave > 4.0 {
        locks(brush, hair, (side, low, wave));
    }
    if !bob {
        tips(brush, hair, &ends);
    }
}

/// Ends of strands of unlike length, so that the hair does not look cut from a board.
fn tips(brush: &mut Brush<'_>, hair: &Strands<'_>, ends: &[Point]) {
    for index in 0..15 {
        let t = (index as f32 + 0.2 + 0.6 * hair.roll(66, index)) / 15.0;
        let (x, y) = super::along(ends, t);
        // Longest in the middle, so that the whole ends in a soft curve.
        let long = 3.0 + 9.0 * hair.roll(67, index) + 22.0 * t * (1.0 - t);
        let drift = (hair.roll(68, index) - 0.5) * 8.0;
        let points: Vec<Point> =
            [(0.0, -44.0), (0.1, -22.0), (0.3, 0.0), (0.6, 0.5 * long), (0.85, 0.85 * long), (1.0, long)]
                .map(|(share, down)| (x + drift * share, y + down))
                .to_vec();
        let shade = hair.base.mix(hair.dark, 0.2 + 0.4 * hair.roll(69, index));
        brush.fill(swell(&points, |t| (t * 3.0).min(1.0) * (1.0 - t.powi(4)), 11.0), shade);
    }
}

/// Below the cheeks hair lies in its own shade and lightens towards the tips.
fn shade_fall(brush: &mut Brush<'_>, hair: &Strands<'_>, side: f32, low: f32) {
    let amount = if side == hair.body.key { 0.28 } else { 0.5 };
    brush.spot_atop((side * (hair.w - 6.0), 52.0), (22.0, 60.0), hair.dark.alpha(amount));
    if low > 120.0 {
        brush.spot_atop((side * (hair.w + 8.0), low - 20.0), (34.0, 60.0), hair.light.alpha(0.26));
    }
}

/// Broad waves of light in wavy and curly hair.
fn locks(brush: &mut Brush<'_>, hair: &Strands<'_>, (side, low, wave): (f32, f32, f32)) {
    let count = ((low - 10.0) / 21.0) as usize;
    for row in 0..count {
        for lane in 0..3 {
            let index = row * 3 + lane;
            let y = 4.0 + row as f32 * 21.0 + hair.roll(60, index) * 8.0 + lane as f32 * 6.0;
            let x = hair.w - 5.0 + lane as f32 * 9.0 + hair.roll(61, index) * 3.0;
            let bend = if (row + lane).is_multiple_of(2) { wave * 0.55 } else { -wave * 0.55 };
            let points = [(side * x, y), (side * (x + bend), y + 9.0), (side * (x + bend * 0.4), y + 20.0)];
            let light = hair.light.alpha(0.20 + 0.22 * hair.roll(62, index));
            brush.atop(taper(&points, 5.0), light);
            let under = points.map(|(x, y)| (x + side * 2.6, y + 3.5));
            brush.atop(taper(&under, 3.4), hair.dark.alpha(0.34));
        }
    }
}

/// A straight fringe down to the brows.
pub(super) fn fringe(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let w = hair.w;
    let top: Vec<Point> =
        [(-w * 0.80, -34.0), (-w * 0.62, -72.0), (0.0, -99.0), (w * 0.62, -72.0), (w * 0.80, -34.0)]
            .map(|(x, y)| hair.body.on_face((x, y), -8.0))
            .to_vec();
    let low: Vec<Point> = [
        (w * 0.84, -12.0),
        (w * 0.62, -23.0),
        (w * 0.3, -27.5),
        (0.0, -28.5),
        (-w * 0.3, -27.5),
        (-w * 0.62, -23.0),
        (-w * 0.84, -12.0),
    ]
    .map(|(x, y)| hair.on_face(x, y))
    .to_vec();
    brush.fill(
        shell(&top, &low),
        Ink::fade(
            (0.0, -100.0),
            (0.0, -22.0),
            hair.base.mix(hair.light, 0.22),
            hair.base.mix(hair.dark, 0.4),
        ),
    );
    let from: Vec<Point> = [(-w * 0.34, -92.0), (0.0, -100.0), (w * 0.34, -92.0)].to_vec();
    let to: Vec<Point> = low.iter().rev().copied().collect();
    hair.comb(brush, &Comb { from: &from, to: &to, bow: (0.0, -8.0), count: 90, width: 2.6, channel: 23 });
    for index in 0..16 {
        let t = (index as f32 + 0.3 + 0.4 * hair.roll(63, index)) / 16.0;
        let (x, y) = super::along(&low, t);
        let tip = (x * 1.01, y + 2.0 + 4.0 * hair.roll(64, index));
        brush.fill(
            swell(&[(x * 0.97, y - 14.0), (x * 0.98, y - 8.0), (x, y - 3.0), tip], |t| 1.0 - t.powi(3), 8.0),
            hair.base.mix(hair.dark, 0.35),
        );
    }
    brush.spot_atop((hair.body.key * 10.0, -66.0), (44.0, 8.0), hair.light.lighter(0.1).alpha(0.38));
}

/// Combed back and tied: what is seen from the front.
pub(super) fn pulled_back(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    if hair.look.hair.style == HairStyle::TopBun {
        bun(brush, hair, (hair.part * 5.0 + hair.body.yaw * -40.0, -128.0), (33.0, 29.0));
    }
    let (edge, line) = (outer(hair, 2.5 + hair.v * 0.25, 1.6, 8.0), hairline(hair, 10.0, 0.0));
    cap(brush, hair, &edge, &line);
    let back: Vec<Point> = edge.iter().rev().copied().collect();
    let goal: Vec<Point> = back.iter().map(|(x, y)| (x * 0.55, y.min(-60.0) - 4.0)).collect();
    let target = if hair.look.hair.style == HairStyle::TopBun { &goal } else { &back };
    hair.comb(
        brush,
        &Comb { from: &line, to: target, bow: (0.0, -6.0), count: 150, width: 1.7, channel: 24 },
    );
    hair.gloss(brush, (hair.body.key * 20.0, -82.0), (38.0, 11.0), 0.38);
    // A few hairs come loose at the temples.
    for side in [-1.0, 1.0] {
        let at = |x: f32, y: f32| hair.on_face(side * x, y);
        let w = hair.w;
        brush.fill(
            taper(&[at(w * 0.80, -38.0), at(w - 5.0, -10.0), at(w - 4.0, 18.0), at(w - 1.0, 38.0)], 2.4),
            hair.base.alpha(0.85),
        );
    }
}

/// A knot of hair.
fn bun(brush: &mut Brush<'_>, hair: &Strands<'_>, (x, y): Point, (rx, ry): Point) {
    let shape: Vec<Point> = (0..14)
        .map(|step| {
            let (sin, cos) = (step as f32 / 14.0 * std::f32::consts::TAU).sin_cos();
            let bump = 1.0 + 0.05 * (hair.roll(65, step) - 0.5);
            (x + cos * rx * bump, y + sin * ry * bump)
        })
        .collect();
    let key = hair.body.key;
    let stops = vec![(0.0, hair.light), (0.45, hair.base), (1.0, hair.dark)];
    brush.fill(blob(&shape), Ink::Radial((x + key * rx * 0.4, y - ry * 0.5), rx * 1.7, stops));
    for ring in 0..5 {
        let share = 0.28 + 0.17 * ring as f32;
        let turn = hair.roll(66, ring) * 2.0;
        let points: Vec<Point> = (0..10)
            .map(|step| {
                let (sin, cos) = (turn + step as f32 * 0.42).sin_cos();
                (x + cos * rx * share, y + sin * ry * share)
            })
            .collect();
        brush.atop(taper(&points, 3.2), hair.dark.alpha(0.45));
        let lit: Vec<Point> = points.iter().map(|(x, y)| (x + 1.5, y - 2.5)).collect();
        brush.atop(taper(&lit, 2.4), hair.light.alpha(0.35));
    }
}

/// What is tied behind the head and can be seen beside the neck.
pub(super) fn tied(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let p = -hair.part;
    match hair.look.hair.style {
        HairStyle::LowBun => bun(brush, hair, (p * 26.0, 84.0), (42.0, 33.0)),
        HairStyle::Ponytail | HairStyle::Cornrows => {
            let spine = [
                (p * 30.0, -80.0),
                (p * 74.0, -62.0),
                (p * 88.0, 0.0),
                (p * 84.0, 70.0),
                (p * 94.0, 140.0),
                (p * 86.0, 205.0),
            ];
            let path = swell(&spine, |t| if t < 0.3 { 0.55 + t } else { (1.22 - t * 0.9).min(0.85) }, 42.0);
            brush.fill(
                path,
                Ink::fade(
                    (p * 60.0, -60.0),
                    (p * 90.0, 200.0),
                    hair.base.mix(hair.light, 0.15),
                    hair.dark.mix(hair.base, 0.5),
                ),
            );
            for lane in 0..16 {
                let shift = (lane as f32 - 7.5) * 1.9;
                let points: Vec<Point> =
                    spine.iter().map(|(x, y)| (x + shift, *y + hair.roll(67, lane) * 6.0)).collect();
                let tone = if lane % 3 == 0 { hair.light.alpha(0.35) } else { hair.dark.alpha(0.30) };
                brush.line_atop(curve(&points), tone, 1.4);
            }
        }
        _ => {}
    }
}

/// A plait over one shoulder.
pub(super) fn side_braid(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    curtains_short(brush, hair);
    let s = -hair.part;
    let start = (s * (hair.w - 2.0), 66.0);
    for step in (0..9).rev() {
        let t = step as f32 / 9.0;
        let (x, y) = (start.0 + s * (4.0 + 9.0 * t), start.1 + 150.0 * t);
        let r = 17.0 - 5.0 * t;
        for half in [-1.0, 1.0] {
            let points = [
                (x + half * r * 0.95, y - 12.0),
                (x + half * r * 0.9, y + 2.0),
                (x + half * r * 0.1, y + 17.0),
                (x - half * r * 0.25, y + 8.0),
                (x + half * r * 0.2, y - 8.0),
            ];
            let stops = vec![(0.0, hair.light.mix(hair.base, 0.4)), (0.6, hair.base), (1.0, hair.dark)];
            brush.fill(blob(&points), Ink::Radial((x + half * r * 0.4, y - 5.0), r * 1.25, stops));
        }
    }
    let tail = [
        (start.0 + s * 12.0, start.1 + 150.0),
        (start.0 + s * 14.0, start.1 + 168.0),
        (start.0 + s * 9.0, start.1 + 188.0),
    ];
    brush.fill(swell(&tail, |t| 1.0 - 0.85 * t, 17.0), hair.base);
}

/// Hair that is parted and drawn together behind the ears.
fn curtains_short(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let (edge, line) = (outer(hair, 4.0 + hair.v * 0.4, 4.0, 40.0), hairline(hair, 34.0, -6.0));
    cap(brush, hair, &edge, &line);
    let p = hair.part * hair.w * 0.3;
    let root = [hair.on_face(p, hair.line), (p * 0.7, -100.0 - hair.v * 0.4)];
    for side in [-1.0, 1.0] {
        let to =
            [(side * (hair.w - 6.0), -20.0), (side * (hair.w + 1.0), 20.0), (side * (hair.w + 4.0), -20.0)];
        hair.comb(
            brush,
            &Comb { from: &root, to: &to, bow: (side * 16.0, -16.0), count: 70, width: 2.0, channel: 26 },
        );
        hair.gloss(brush, (side * 34.0, -74.0), (22.0, 13.0), if side == hair.body.key { 0.4 } else { 0.2 });
    }
}
