//! Shirts, tops, dresses and the clothes of trades.

use super::super::layer::{Brush, Ink};
use super::super::pen::{Pen, Point, curve, polygon, slab, taper};
use super::super::tone::Tone;
use super::detail::{pattern, seam, soft_line};
use super::{LOW, Neckline, Tailor};

/// A shirt with the top button open.
pub(super) fn shirt(brush: &mut Brush<'_>, tailor: &Tailor<'_>, tone: Tone) {
    brush.fill(tailor.outline(3.0), tailor.ink(tone));
    if tailor.look.outfit.garment == types::actor::Garment::Shirt {
        pattern(brush, tailor, tone);
    }
    tailor.folds(brush, tone);
    tailor.skin(brush, Neckline::Vee(182.0));
    placket(brush, tailor, tone, 178.0);
    for side in [-1.0, 1.0] {
        tailor.collar_leaf(brush, tone, side, 30.0);
    }
}

/// A shirt buttoned to the top, for a tie.
pub(super) fn closed_shirt(brush: &mut Brush<'_>, tailor: &Tailor<'_>, tone: Tone) {
    brush.fill(tailor.outline(2.0), tailor.ink(tone));
    tailor.skin(brush, Neckline::Crew);
    placket(brush, tailor, tone, 150.0);
    for side in [-1.0, 1.0] {
        tailor.collar_leaf(brush, tone, side, 26.0);
    }
}

/// The buttoned edge down the middle.
fn placket(brush: &mut Brush<'_>, tailor: &Tailor<'_>, tone: Tone, top: f32) {
    soft_line(brush, &[(8.0, top), (8.5, 300.0), (9.0, LOW)], 7.0, tone.darker(0.6).alpha(0.6));
    brush.line_atop(
        curve(&[(-8.0, top - 6.0), (-8.0, 300.0), (-8.0, LOW)]),
        tone.darker(0.4).alpha(0.35),
        1.0,
    );
    for row in 0..9 {
        tailor.button(brush, (0.0, top + 20.0 + row as f32 * 54.0), 3.2, tone.mix(Tone::hex(0xf3efe6), 0.65));
    }
}

pub(super) fn polo(brush: &mut Brush<'_>, tailor: &Tailor<'_>) {
    let tone = tailor.cloth;
    brush.fill(tailor.outline(2.0), tailor.ink(tone));
    pattern(brush, tailor, tone);
    tailor.folds(brush, tone);
    tailor.skin(brush, Neckline::Vee(178.0));
    let band = [(-8.0, 174.0), (8.0, 174.0), (8.0, 232.0), (-8.0, 232.0)];
    brush.atop(polygon(&band), tone.darker(0.10));
    brush.line_atop(curve(&[(8.0, 170.0), (8.0, 232.0)]), tone.darker(0.5).alpha(0.45), 1.4);
    for row in 0..2 {
        tailor.button(brush, (0.0, 192.0 + row as f32 * 26.0), 3.2, tone.lighter(0.5));
    }
    for side in [-1.0, 1.0] {
        tailor.collar_leaf(brush, tone.mix(tailor.accent, 0.12), side, 22.0);
    }
}

pub(super) fn blouse(brush: &mut Brush<'_>, tailor: &Tailor<'_>) {
    let tone = tailor.cloth;
    brush.fill(tailor.outline(4.0), tailor.ink(tone));
    pattern(brush, tailor, tone);
    tailor.folds(brush, tone);
    tailor.skin(brush, Neckline::Vee(204.0));
    tailor.hem(brush, tone, Neckline::Vee(204.0));
    for side in [-1.0, 1.0] {
        for lane in 0..3 {
            let x = 14.0 + lane as f32 * 20.0;
            let points = [
                (side * x, 206.0 - lane as f32 * 20.0),
                (side * (x + 8.0), 280.0),
                (side * (x + 6.0), 380.0),
            ];
            brush.atop(taper(&points, 6.0), tone.darker(0.5).alpha(0.14));
        }
    }
    necklace(brush, tailor, 176.0);
}

/// A fine chain with a pendant.
fn necklace(brush: &mut Brush<'_>, tailor: &Tailor<'_>, low: f32) {
    let metal = Tone::from(tailor.look.accessories.metal);
    let n = tailor.neck;
    let chain =
        [(-(n + 3.0), 116.0), (-n * 0.55, low - 20.0), (0.0, low), (n * 0.55, low - 20.0), (n + 3.0, 116.0)];
    let shadow: Vec<Point> = chain.iter().map(|(x, y)| (*x, y + 1.4)).collect();
    brush.line_atop(curve(&shadow), tailor.body.skin.deep.alpha(0.5), 1.3);
    brush.line_atop(curve(&chain), metal, 1.3);
    tailor.button(brush, (0.0, low + 2.0), 3.6, metal);
}

pub(super) fn turtleneck(brush: &mut Brush<'_>, tailor: &Tailor<'_>) {
    let (n, tone) = (tailor.neck, tailor.cloth);
    tailor.top(brush, tone, Neckline::High);
    let w = n + 5.0;
    let mut pen = Pen::at((-w, 86.0));
    pen.through(&[(-w - 1.0, 112.0), (-w - 9.0, 132.0)]).through(&[
        (-w * 0.5, 147.0),
        (0.0, 151.0),
        (w * 0.5, 147.0),
        (w + 9.0, 132.0),
    ]);
    pen.through(&[(w + 1.0, 112.0), (w, 86.0)]).through(&[
        (w * 0.5, 96.0),
        (0.0, 99.0),
        (-w * 0.5, 96.0),
        (-w, 86.0),
    ]);
    let key = tailor.body.key;
    let stops = vec![(0.0, tone.lighter(0.14)), (0.5, tone), (1.0, tone.darker(0.36))];
    brush.fill(pen.close().done(), Ink::Linear((key * w, 0.0), (-key * w, 0.0), stops));
    for lane in 0..17 {
        let x = (lane as f32 - 8.0) / 8.0;
        let points = [
            (x * w, 91.0 + 6.0 * (1.0 - x * x)),
            (x * w, 120.0),
            (x * (w + 7.0), 138.0 + 9.0 * (1.0 - x * x)),
        ];
        brush.line(curve(&points), tone.darker(0.45).alpha(0.26), 1.6);
    }
    let fold = [(-w - 1.0, 113.0), (-w * 0.4, 122.0), (w * 0.4, 123.0), (w + 1.0, 113.0)];
    brush.line(curve(&fold), tone.darker(0.5).alpha(0.35), 2.4);
    brush.line(
        curve(&[(-w, 88.0), (-w * 0.5, 97.5), (0.0, 100.5), (w * 0.5, 97.5), (w, 88.0)]),
        tone.lighter(0.2).alpha(0.6),
        2.4,
    );
}

pub(super) fn scrubs(brush: &mut Brush<'_>, tailor: &Tailor<'_>) {
    let tone = tailor.cloth;
    tailor.top(brush, tone, Neckline::Vee(196.0));
    seam(brush, &[(0.0, 200.0), (0.0, 300.0), (0.0, LOW)], tone);
    let s = tailor.shoulders;
    brush.line_atop(slab(s * 0.26, 280.0, s * 0.58, 346.0, 4.0), tone.darker(0.42).alpha(0.5), 1.6);
    brush.line_atop(curve(&[(s * 0.26, 288.0), (s * 0.58, 288.0)]), tone.darker(0.42).alpha(0.4), 1.0);
    badge(brush, tailor, (-s * 0.40, 268.0));
}

/// A name badge.
fn badge(brush: &mut Brush<'_>, tailor: &Tailor<'_>, (x, y): Point) {
    brush.fill(slab(x - 16.0, y + 1.5, x + 16.0, y + 24.5, 3.0), tailor.cloth.darker(0.7).alpha(0.35));
    brush.fill(slab(x - 16.0, y, x + 16.0, y + 23.0, 3.0), Tone::hex(0xf4f4f1));
    brush.fill(slab(x - 12.0, y + 4.0, x - 3.0, y + 14.0, 1.5), Tone::hex(0xa9b6c0));
    brush.fill(slab(x + 0.5, y + 5.0, x + 12.0, y + 8.0, 1.0), Tone::hex(0x6d7a85));
    brush.fill(slab(x + 0.5, y + 11.0, x + 9.0, y + 13.0, 1.0), Tone::hex(0xa9b1b8));
}

pub(super) fn apron(brush: &mut Brush<'_>, tailor: &Tailor<'_>) {
    let (n, s, tone) = (tailor.neck, tailor.shoulders, tailor.cloth);
    shirt(brush, tailor, tailor.under);
    for side in [-1.0, 1.0] {
        let strap = [(side * (n + 12.0), 121.0), (side * (n + 15.0), 170.0), (side * s * 0.36, 236.0)];
        brush.line_atop(curve(&strap), tone.darker(0.75).alpha(0.25), 15.0);
        brush.line_atop(curve(&strap), if side == tailor.body.key { tone.lighter(0.08) } else { tone }, 11.0);
    }
    let bib = [
        (-s * 0.42, 230.0),
        (s * 0.42, 230.0),
        (s * 0.50, 330.0),
        (s * 0.72, 420.0),
        (s * 0.70, LOW),
        (-s * 0.70, LOW),
        (-s * 0.72, 420.0),
        (-s * 0.50, 330.0),
    ];
    let shadow: Vec<Point> = bib.iter().map(|(x, y)| (x * 1.02 - tailor.body.key * 2.0, y + 3.0)).collect();
    brush.atop(polygon(&shadow), tone.darker(0.85).alpha(0.26));
    brush.fill(polygon(&bib), tailor.ink(tone));
    brush.line(curve(&[(-s * 0.42, 236.0), (s * 0.42, 236.0)]), tone.lighter(0.3).alpha(0.5), 1.4);
    brush.line_atop(slab(-s * 0.22, 300.0, s * 0.22, 372.0, 5.0), tone.darker(0.45).alpha(0.6), 1.8);
    brush.spot_atop((-tailor.body.key * s * 0.4, 350.0), (60.0, 130.0), tone.darker(0.6).alpha(0.26));
    for side in [-1.0, 1.0] {
        tailor.button(brush, (side * s * 0.36, 243.0), 3.6, Tone::hex(0xc7a15c));
    }
}

pub(super) fn chef_jacket(brush: &mut Brush<'_>, tailor: &Tailor<'_>) {
    let (n, tone) = (tailor.neck, tailor.cloth);
    brush.fill(tailor.outline(5.0), tailor.ink(tone));
    tailor.folds(brush, tone);
    tailor.skin(brush, Neckline::Crew);
    let side = -tailor.body.key;
    soft_line(
        brush,
        &[(side * 6.0, 152.0), (side * 44.0, 230.0), (side * 46.0, LOW)],
        9.0,
        tone.darker(0.6).alpha(0.7),
    );
    let ink = Tone::hex(0x35383d);
    for row in 0..8 {
        for lane in [-1.0, 1.0] {
            tailor.button(
                brush,
                (lane * (34.0 - 4.0 * f32::from(row == 0)), 186.0 + row as f32 * 44.0),
                4.8,
                ink,
            );
        }
    }
    for side in [-1.0, 1.0] {
        let at = |x: f32, y: f32| (side * x, y);
        let mut pen = Pen::at(at(n + 3.0, 98.0));
        pen.through(&[at(n * 0.9, 122.0), at(2.0, 148.0)]).line(at(5.0, 166.0));
        pen.through(&[at(n + 4.0, 148.0), at(n + 13.0, 122.0), at(n + 3.0, 98.0)]);
        let path = pen.close().done();
        brush.fill(path.clone(), if side == tailor.body.key { tone.lighter(0.3) } else { tone.darker(0.08) });
        brush.line(path, tone.darker(0.45).alpha(0.5), 1.2);
    }
}

pub(super) fn tank_top(brush: &mut Brush<'_>, tailor: &Tailor<'_>) {
    let (n, s, tone) = (tailor.neck, tailor.shoulders, tailor.cloth);
    bare(brush, tailor);
    let half: [Point; 6] = [
        (n + 16.0, 129.0),
        (n + 38.0, 138.0),
        (s * 0.62, 196.0),
        (s * 0.72, 250.0),
        (s * 0.76, 340.0),
        (s * 0.74, LOW),
    ];
    let inner: [Point; 3] = [(n + 8.0, 176.0), (n * 0.5, 206.0), (0.0, 214.0)];
    let mut pen = Pen::at(half[0]);
    pen.line(half[1]).through(&half[2..]).line((-half[5].0, LOW));
    pen.through(&[
        (-half[4].0, half[4].1),
        (-half[3].0, half[3].1),
        (-half[2].0, half[2].1),
        (-half[1].0, half[1].1),
    ])
    .line((-half[0].0, half[0].1));
    pen.through(&[
        (-inner[0].0, inner[0].1),
        (-inner[1].0, inner[1].1),
        inner[2],
        inner[1],
        inner[0],
        half[0],
    ]);
    let path = pen.close().done();
    brush.fill(path.clone(), tailor.ink(tone));
    brush.line(path, tone.darker(0.35), 2.6);
    brush.spot_atop((0.0, 330.0), (44.0, 130.0), tone.darker(0.5).alpha(0.12));
    for side in [-1.0, 1.0] {
        brush.atop(
            taper(&[(side * s * 0.68, 260.0), (side * s * 0.5, 300.0), (side * s * 0.2, 320.0)], 8.0),
            tone.darker(0.5).alpha(0.16),
        );
    }
}

/// Bare shoulders and arms.
fn bare(brush: &mut Brush<'_>, tailor: &Tailor<'_>) {
    let skin = &tailor.body.skin;
    let (s, key) = (tailor.shoulders, tailor.body.key);
    let stops = vec![
        (0.0, skin.base.mix(skin.light, 0.25)),
        (0.5, skin.base),
        (1.0, skin.base.mix(skin.shade, 0.85)),
    ];
    brush.fill(tailor.outline(-3.0), Ink::Linear((key * 150.0, 130.0), (-key * 175.0, 380.0), stops));
    for side in [-1.0, 1.0] {
        let at = |x: f32, y: f32| (side * x, y);
        brush.spot_atop(
            at(s * 0.88, 196.0),
            (24.0, 40.0),
            skin.light.alpha(if side == key { 0.40 } else { 0.12 }),
        );
        brush.atop(
            taper(&[at(s * 0.70, 222.0), at(s * 0.735, 270.0), at(s * 0.74, 420.0)], 9.0),
            skin.deep.alpha(0.45),
        );
        brush.atop(
            taper(&[at(s * 0.74, 190.0), at(s * 0.80, 232.0), at(s * 0.86, 256.0)], 7.0),
            skin.shade.alpha(0.5),
        );
        brush.atop(
            taper(&[at(9.0, 146.0), at(s * 0.3, 142.0), at(s * 0.56, 146.0)], 4.6),
            skin.shade.alpha(0.5),
        );
        brush.atop(
            taper(&[at(9.0, 142.5), at(s * 0.3, 138.0), at(s * 0.56, 142.0)], 3.2),
            skin.light.alpha(0.4),
        );
    }
    tailor.skin(brush, Neckline::Scoop);
}

pub(super) fn dungarees(brush: &mut Brush<'_>, tailor: &Tailor<'_>) {
    let (n, s, tone) = (tailor.neck, tailor.shoulders, tailor.cloth);
    tailor.top(brush, tailor.under, Neckline::Crew);
    let thread = tone.lighter(0.5).alpha(0.55);
    for side in [-1.0, 1.0] {
        let strap = [(side * (n + 24.0), 131.0), (side * (n + 24.0), 190.0), (side * s * 0.33, 262.0)];
        brush.line_atop(curve(&strap), tone.darker(0.8).alpha(0.24), 23.0);
        brush.line_atop(curve(&strap), if side == tailor.body.key { tone.lighter(0.07) } else { tone }, 18.0);
        brush.line_atop(curve(&strap), thread, 1.0);
    }
    let bib = [
        (-s * 0.46, 252.0),
        (s * 0.46, 252.0),
        (s * 0.50, 360.0),
        (s * 0.72, 430.0),
        (s * 0.70, LOW),
        (-s * 0.70, LOW),
        (-s * 0.72, 430.0),
        (-s * 0.50, 360.0),
    ];
    let shadow: Vec<Point> = bib.iter().map(|(x, y)| (x * 1.02, y + 4.0)).collect();
    brush.atop(polygon(&shadow), tone.darker(0.85).alpha(0.25));
    brush.fill(polygon(&bib), tailor.ink(tone));
    brush.line_atop(curve(&[(-s * 0.46, 260.0), (s * 0.46, 260.0)]), thread, 1.4);
    brush.line_atop(slab(-s * 0.24, 296.0, s * 0.24, 366.0, 5.0), thread, 1.6);
    for side in [-1.0, 1.0] {
        brush.line(
            slab(side * s * 0.33 - 10.0, 244.0, side * s * 0.33 + 10.0, 268.0, 4.0),
            Tone::hex(0xc9ccd0),
            3.0,
        );
        tailor.button(brush, (side * s * 0.33, 266.0), 4.6, Tone::hex(0xb98a4e));
    }
}

pub(super) fn dress(brush: &mut Brush<'_>, tailor: &Tailor<'_>) {
    let tone = tailor.cloth;
    tailor.top(brush, tone, Neckline::Scoop);
    let s = tailor.shoulders;
    for lane in 0..7 {
        let x = (lane as f32 - 3.0) * 19.0;
        let points = [(x * 0.7, 208.0), (x * 0.95, 300.0), (x * 1.2, 420.0), (x * 1.3, 600.0)];
        brush.atop(taper(&points, 7.0), tone.darker(0.5).alpha(0.15));
    }
    tailor.patch(
        brush,
        &[
            (-s * 0.74, 424.0),
            (0.0, 434.0),
            (s * 0.74, 424.0),
            (s * 0.74, 446.0),
            (0.0, 456.0),
            (-s * 0.74, 446.0),
        ],
        tone.darker(0.22),
    );
    necklace(brush, tailor, 163.0);
}
