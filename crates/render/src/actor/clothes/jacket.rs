//! What is worn open or over something else.

use super::super::layer::Brush;
use super::super::pen::{Pen, Point, blob, curve, polygon, slab, taper};
use super::super::tone::Tone;
use super::detail::{pattern, seam, soft_line};
use super::{LOW, Neckline, Tailor, work};

/// What shows under a jacket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Below {
    Shirt,
    Tee,
    Tie,
}

/// One front of a jacket, from the side of the neck. `edge` is where it ends towards the middle, from top to bottom.
fn front(tailor: &Tailor<'_>, side: f32, pad: f32, edge: &[Point]) -> Option<tiny_skia::Path> {
    let half: Vec<Point> = tailor.half(pad).iter().map(|(x, y)| (side * x, *y)).collect();
    let mut pen = Pen::at(half[0]);
    pen.through(&half[1..]);
    for (x, y) in edge.iter().rev() {
        pen.line((side * x, *y));
    }
    pen.close().done()
}

/// Both fronts with their shadow on what lies under them.
fn fronts(brush: &mut Brush<'_>, tailor: &Tailor<'_>, pad: f32, edge: &[Point]) {
    for side in [-1.0, 1.0] {
        let inner: Vec<Point> = edge.iter().map(|(x, y)| (side * (x - 1.0), *y + 3.0)).collect();
        brush.line_atop(curve(&inner), tailor.cloth.darker(0.85).alpha(0.16), 13.0);
        brush.line_atop(curve(&inner), tailor.cloth.darker(0.85).alpha(0.24), 6.0);
        brush.fill(front(tailor, side, pad, edge), tailor.ink(tailor.cloth));
    }
}

pub(super) fn blazer(brush: &mut Brush<'_>, tailor: &Tailor<'_>, below: Below) {
    match below {
        Below::Shirt => work::shirt(brush, tailor, tailor.under),
        Below::Tee => plain_tee(brush, tailor),
        Below::Tie => {
            work::closed_shirt(brush, tailor, tailor.under);
            tie(brush, tailor);
        }
    }
    let n = tailor.neck;
    let edge = [(n + 7.0, 118.0), (n + 4.0, 150.0), (26.0, 250.0), (5.0, 352.0), (3.0, LOW)];
    fronts(brush, tailor, 7.0, &edge);
    pattern_on_top(brush, tailor);
    tailor.folds(brush, tailor.cloth);
    for side in [-1.0, 1.0] {
        lapel(brush, tailor, side);
    }
    tailor.button(brush, (-4.0, 372.0), 5.4, tailor.cloth.darker(0.5));
    let pocket = [(70.0, 268.0), (112.0, 260.0), (113.0, 269.0), (71.0, 277.0)];
    brush.atop(polygon(&pocket), tailor.cloth.darker(0.20));
    brush.line_atop(curve(&pocket[..2]), tailor.cloth.darker(0.55).alpha(0.6), 1.2);
}

/// Patterns belong to the outer cloth only where it is not over white.
fn pattern_on_top(brush: &mut Brush<'_>, tailor: &Tailor<'_>) {
    if tailor.look.outfit.pattern == types::actor::Pattern::Ribs {
        pattern(brush, tailor, tailor.cloth);
    }
}

fn plain_tee(brush: &mut Brush<'_>, tailor: &Tailor<'_>) {
    brush.fill(tailor.outline(1.0), tailor.ink(tailor.under));
    tailor.skin(brush, Neckline::Crew);
    tailor.hem(brush, tailor.under, Neckline::Crew);
}

fn lapel(brush: &mut Brush<'_>, tailor: &Tailor<'_>, side: f32) {
    let n = tailor.neck;
    let at = |x: f32, y: f32| (side * x, y);
    let cloth = tailor.cloth;
    let lit = if side == tailor.body.key { cloth.lighter(0.14) } else { cloth.lighter(0.03) };
    let shape = [
        at(n + 9.0, 150.0),
        at(n + 39.0, 190.0),
        at(n + 30.0, 203.0),
        at(n + 47.0, 216.0),
        at(24.0, 318.0),
        at(4.0, 354.0),
        at(27.0, 250.0),
    ];
    let mut pen = Pen::at(shape[0]);
    for point in &shape[1..5] {
        pen.line(*point);
    }
    pen.through(&[shape[5]]).line(shape[6]);
    let path = pen.close().done();
    let shadow =
        path.clone().and_then(|path| path.transform(tiny_skia::Transform::from_translate(side * 2.0, 4.0)));
    brush.atop(shadow, cloth.darker(0.8).alpha(0.32));
    brush.fill(path.clone(), super::Ink::fade(at(20.0, 160.0), at(40.0, 330.0), lit, lit.darker(0.12)));
    brush.line(path, cloth.darker(0.5).alpha(0.55), 1.1);
    // The collar above the notch, around the neck.
    let mut pen = Pen::at(at(n - 2.0, 106.0));
    pen.through(&[at(n + 4.0, 128.0), at(n + 5.0, 152.0)])
        .line(at(n + 37.0, 189.0))
        .line(at(n + 46.0, 168.0));
    pen.through(&[at(n + 28.0, 128.0), at(n - 2.0, 106.0)]);
    let collar = pen.close().done();
    brush.fill(
        collar.clone(),
        super::Ink::fade(at(n, 110.0), at(n + 40.0, 190.0), lit.lighter(0.04), lit.darker(0.10)),
    );
    brush.line(collar, cloth.darker(0.5).alpha(0.45), 1.0);
}

fn tie(brush: &mut Brush<'_>, tailor: &Tailor<'_>) {
    let tone = tailor.accent;
    let blade = [(-7.0, 168.0), (7.0, 168.0), (15.0, 300.0), (16.0, 420.0), (-16.0, 420.0), (-15.0, 300.0)];
    brush.fill(
        polygon(&blade),
        super::Ink::fade((-14.0, 200.0), (16.0, 210.0), tone.lighter(0.08), tone.darker(0.25)),
    );
    for row in 0..14 {
        let y = 172.0 + row as f32 * 18.0;
        brush.line_atop(curve(&[(-16.0, y + 12.0), (16.0, y - 6.0)]), tone.lighter(0.4).alpha(0.30), 3.0);
    }
    let knot = [(-11.5, 145.0), (11.5, 145.0), (7.5, 170.0), (-7.5, 170.0)];
    brush.fill(
        polygon(&knot),
        super::Ink::fade((-10.0, 148.0), (9.0, 170.0), tone.lighter(0.16), tone.darker(0.25)),
    );
    brush.line(curve(&[(-7.5, 170.0), (7.5, 170.0)]), tone.darker(0.5).alpha(0.6), 1.6);
    for side in [-1.0, 1.0] {
        tailor.collar_leaf(brush, tailor.under, side, 24.0);
    }
}

pub(super) fn white_coat(brush: &mut Brush<'_>, tailor: &Tailor<'_>) {
    blazer(brush, tailor, Below::Shirt);
    let dark = tailor.accent;
    let s = tailor.shoulders;
    let pocket = slab(s * 0.30, 300.0, s * 0.62, 362.0, 4.0);
    brush.line(pocket, tailor.cloth.darker(0.35).alpha(0.5), 1.4);
    brush.fill(slab(s * 0.40, 280.0, s * 0.43, 318.0, 1.5), dark);
    // A stethoscope around the neck.
    let n = tailor.neck;
    for side in [-1.0, 1.0] {
        let low = if side > 0.0 { 300.0 } else { 280.0 };
        let tube = [
            (side * (n + 9.0), 114.0),
            (side * (n + 17.0), 165.0),
            (side * (n + 15.0), 230.0),
            (side * (n + 7.0), low),
        ];
        brush.line(curve(&tube), dark.darker(0.35), 6.4);
        let lit: Vec<Point> = tube.iter().map(|(x, y)| (x - 1.4, *y)).collect();
        brush.line(curve(&lit), dark.lighter(0.45).alpha(0.5), 1.6);
    }
    tailor.button(brush, (n + 6.0, 308.0), 12.0, Tone::hex(0xb9c0c7));
    tailor.button(brush, (n + 6.0, 308.0), 8.0, Tone::hex(0x8f979f));
    tailor.button(brush, (-(n + 6.0), 284.0), 4.0, Tone::hex(0xb9c0c7));
}

pub(super) fn hoodie(brush: &mut Brush<'_>, tailor: &Tailor<'_>) {
    let n = tailor.neck;
    let cloth = tailor.cloth;
    // The hood lies behind the neck.
    let hood = [
        (0.0, 82.0),
        (n + 26.0, 94.0),
        (n + 50.0, 130.0),
        (n + 30.0, 160.0),
        (0.0, 170.0),
        (-(n + 30.0), 160.0),
        (-(n + 50.0), 130.0),
        (-(n + 26.0), 94.0),
    ];
    brush.fill(tailor.outline(6.0), tailor.ink(cloth));
    pattern(brush, tailor, cloth);
    tailor.folds(brush, cloth);
    brush.fill(blob(&hood), tailor.ink(cloth.darker(0.16)));
    tailor.skin(brush, Neckline::Crew);
    for side in [-1.0, 1.0] {
        let at = |x: f32, y: f32| (side * x, y);
        let mut pen = Pen::at(at(n + 3.0, 96.0));
        pen.through(&[at(n + 5.0, 122.0), at(n * 0.55, 150.0), at(-1.0, 166.0)]);
        pen.line(at(-1.0, 188.0)).through(&[
            at(n + 18.0, 168.0),
            at(n + 44.0, 132.0),
            at(n + 26.0, 100.0),
            at(n + 3.0, 96.0),
        ]);
        let path = pen.close().done();
        let lit = if side == tailor.body.key { cloth.lighter(0.13) } else { cloth.darker(0.06) };
        let shadow =
            path.clone().and_then(|path| path.transform(tiny_skia::Transform::from_translate(0.0, 5.0)));
        brush.atop(shadow, cloth.darker(0.8).alpha(0.28));
        brush
            .fill(path.clone(), super::Ink::fade(at(n + 30.0, 108.0), at(4.0, 182.0), lit, lit.darker(0.22)));
        brush.line(path, cloth.darker(0.5).alpha(0.35), 1.2);
        let string = [at(14.0, 172.0), at(16.0, 214.0), at(13.0, 268.0 + side * 8.0)];
        brush.line(curve(&string), cloth.darker(0.7).alpha(0.3), 5.0);
        brush.line(curve(&string), cloth.lighter(0.72), 3.4);
        tailor.button(brush, string[0], 3.6, Tone::hex(0xb4b4b4));
    }
    let pocket = [(-66.0, 452.0), (-48.0, 392.0), (48.0, 392.0), (66.0, 452.0)];
    brush.line_atop(curve(&pocket[..2]), cloth.darker(0.45).alpha(0.5), 2.0);
    brush.line_atop(curve(&pocket[1..3]), cloth.darker(0.45).alpha(0.5), 2.0);
    brush.line_atop(curve(&pocket[2..]), cloth.darker(0.45).alpha(0.5), 2.0);
}

pub(super) fn cardigan(brush: &mut Brush<'_>, tailor: &Tailor<'_>) {
    plain_tee(brush, tailor);
    let n = tailor.neck;
    let edge = [(n + 10.0, 118.0), (n + 2.0, 176.0), (n * 0.72, 250.0), (n * 0.62, 360.0), (n * 0.66, LOW)];
    fronts(brush, tailor, 6.0, &edge);
    tailor.folds(brush, tailor.cloth);
    for side in [-1.0, 1.0] {
        let band: Vec<Point> = edge.iter().map(|(x, y)| (side * (x + 4.0), *y)).collect();
        brush.line_atop(curve(&band), tailor.cloth.darker(0.14), 13.0);
        for index in 0..70 {
            let (x, y) = super::super::hair::along(&band, index as f32 / 69.0);
            brush.line_atop(
                curve(&[(x - 5.5, y), (x + 5.5, y + 1.0)]),
                tailor.cloth.darker(0.45).alpha(0.24),
                1.2,
            );
        }
    }
    for row in 0..5 {
        tailor.button(brush, (n * 0.66 + 4.0, 240.0 + row as f32 * 52.0), 5.0, tailor.cloth.darker(0.55));
    }
}

pub(super) fn track_jacket(brush: &mut Brush<'_>, tailor: &Tailor<'_>) {
    let (n, s, cloth) = (tailor.neck, tailor.shoulders, tailor.cloth);
    brush.fill(tailor.outline(5.0), tailor.ink(cloth));
    pattern(brush, tailor, cloth);
    tailor.folds(brush, cloth);
    for side in [-1.0, 1.0] {
        for lane in 0..2 {
            let out = lane as f32 * 9.0;
            let stripe = [
                (side * (n + 22.0), 131.0 + out),
                (side * s * 0.70, 152.0 + out * 0.9),
                (side * (s * 0.93 - out * 0.4), 190.0 + out),
                (side * (s * 0.97 - out * 0.6), 300.0),
                (side * (s * 0.97 - out * 0.6), 500.0),
            ];
            brush.line_atop(curve(&stripe), Tone::hex(0xf3f1ec).alpha(0.9), 4.6);
        }
    }
    tailor.skin(brush, Neckline::Vee(172.0));
    for side in [-1.0, 1.0] {
        let at = |x: f32, y: f32| (side * x, y);
        let mut pen = Pen::at(at(n + 3.0, 92.0));
        pen.through(&[at(n * 0.86, 122.0), at(4.0, 172.0)]).line(at(1.0, 196.0)).line(at(9.0, 196.0));
        pen.through(&[at(n + 2.0, 150.0), at(n + 15.0, 118.0), at(n + 3.0, 92.0)]);
        let tone = if side == tailor.body.key { cloth.lighter(0.14) } else { cloth.darker(0.08) };
        brush
            .fill(pen.close().done(), super::Ink::fade(at(n, 95.0), at(6.0, 196.0), tone, tone.darker(0.16)));
    }
    brush.line_atop(curve(&[(0.0, 190.0), (0.0, 300.0), (0.0, LOW)]), cloth.darker(0.6), 3.4);
    brush.line_atop(curve(&[(0.0, 190.0), (0.0, 300.0), (0.0, LOW)]), Tone::hex(0xc9ccd0).alpha(0.7), 1.2);
    brush.fill(slab(-2.4, 190.0, 2.4, 206.0, 2.0), Tone::hex(0xd4d7da));
}

pub(super) fn safety_vest(brush: &mut Brush<'_>, tailor: &Tailor<'_>) {
    let (n, s, cloth) = (tailor.neck, tailor.shoulders, tailor.cloth);
    tailor.top(brush, tailor.under, Neckline::Crew);
    for side in [-1.0, 1.0] {
        let at = |x: f32, y: f32| (side * x, y);
        let mut pen = Pen::at(at(n + 9.0, 122.0));
        pen.line(at(s * 0.74, 149.0))
            .through(&[at(s * 0.70, 200.0), at(s * 0.75, 262.0)])
            .line(at(s * 0.76, LOW));
        pen.line(at(2.0, LOW)).line(at(2.0, 268.0)).through(&[at(n * 0.6, 190.0), at(n + 9.0, 122.0)]);
        let path = pen.close().done();
        brush.fill(path.clone(), tailor.ink(cloth));
        brush.line(path, cloth.darker(0.30), 3.4);
        let silver = Tone::hex(0xdfe2dd);
        let strip = [at(n + 32.0, 134.0), at(n + 36.0, 200.0), at(n + 36.0, 470.0)];
        for (tone, width) in [(Tone::hex(0xf1ea4a), 21.0), (silver, 15.0)] {
            brush.line_atop(curve(&strip), tone, width);
            brush.line(curve(&[at(4.0, 352.0), at(s * 0.4, 352.0), at(s * 0.74, 346.0)]), tone, width);
        }
        brush.line(
            curve(&[at(n + 33.0, 136.0), at(n + 38.0, 200.0), at(n + 38.0, 470.0)]),
            silver.lighter(0.6).alpha(0.6),
            4.0,
        );
    }
    soft_line(brush, &[(0.0, 262.0), (0.0, 400.0), (0.0, 700.0)], 12.0, cloth.darker(0.6));
}

pub(super) fn denim(brush: &mut Brush<'_>, tailor: &Tailor<'_>) {
    let thread = Tone::hex(0xd8a860).alpha(0.6);
    open_jacket(brush, tailor);
    let s = tailor.shoulders;
    for side in [-1.0, 1.0] {
        let at = |x: f32, y: f32| (side * x, y);
        seam(brush, &[at(tailor.neck + 12.0, 226.0), at(s * 0.5, 222.0), at(s * 0.72, 226.0)], tailor.cloth);
        brush.line_atop(curve(&[at(tailor.neck + 12.0, 229.0), at(s * 0.72, 229.0)]), thread, 1.0);
        brush.line_atop(slab_path(side, s * 0.33, 232.0, s * 0.60, 276.0), thread, 1.2);
        let flap = [
            at(s * 0.31, 230.0),
            at(s * 0.62, 228.0),
            at(s * 0.62, 246.0),
            at(s * 0.465, 256.0),
            at(s * 0.31, 247.0),
        ];
        brush.atop(polygon(&flap), tailor.cloth.lighter(0.06));
        brush.line_atop(curve(&flap), thread, 1.2);
        tailor.button(brush, at(s * 0.465, 248.0), 3.2, Tone::hex(0xb98a4e));
        for row in 0..6 {
            tailor.button(
                brush,
                at(tailor.neck * 0.72 + 9.0, 196.0 + row as f32 * 46.0),
                3.8,
                Tone::hex(0xb98a4e),
            );
        }
    }
}

fn slab_path(side: f32, left: f32, top: f32, right: f32, bottom: f32) -> Option<tiny_skia::Path> {
    polygon(&[
        (side * left, top),
        (side * right, top),
        (side * right, bottom),
        (side * (left + right) / 2.0, bottom + 8.0),
        (side * left, bottom),
    ])
}

/// A jacket with a collar that hangs open over a T-shirt.
fn open_jacket(brush: &mut Brush<'_>, tailor: &Tailor<'_>) {
    plain_tee(brush, tailor);
    let (n, cloth) = (tailor.neck, tailor.cloth);
    let edge = [(n + 9.0, 118.0), (n + 4.0, 160.0), (n * 0.80, 220.0), (n * 0.72, 360.0), (n * 0.85, LOW)];
    fronts(brush, tailor, 7.0, &edge);
    tailor.folds(brush, cloth);
    for side in [-1.0, 1.0] {
        let at = |x: f32, y: f32| (side * x, y);
        let line: Vec<Point> = edge.iter().map(|(x, y)| (side * (x + 11.0), *y + 4.0)).collect();
        seam(brush, &line[1..], cloth);
        let mut pen = Pen::at(at(n - 2.0, 102.0));
        pen.through(&[at(n + 4.0, 128.0), at(n + 3.0, 164.0)])
            .line(at(n + 26.0, 196.0))
            .line(at(n + 50.0, 160.0));
        pen.through(&[at(n + 30.0, 124.0), at(n - 2.0, 102.0)]);
        let path = pen.close().done();
        let lit = if side == tailor.body.key { cloth.lighter(0.16) } else { cloth.lighter(0.02) };
        let shadow = path
            .clone()
            .and_then(|path| path.transform(tiny_skia::Transform::from_translate(side * 2.0, 5.0)));
        brush.atop(shadow, cloth.darker(0.85).alpha(0.34));
        brush.fill(
            path.clone(),
            super::Ink::fade(at(n + 8.0, 108.0), at(n + 30.0, 196.0), lit, lit.darker(0.16)),
        );
        brush.line(path, cloth.darker(0.5).alpha(0.5), 1.1);
    }
}

pub(super) fn leather(brush: &mut Brush<'_>, tailor: &Tailor<'_>) {
    open_jacket(brush, tailor);
    let s = tailor.shoulders;
    let shine = tailor.cloth.lighter(0.75);
    for side in [-1.0, 1.0] {
        let at = |x: f32, y: f32| (side * x, y);
        let amount = if side == tailor.body.key { 0.30 } else { 0.13 };
        brush.atop(
            taper(
                &[at(s * 0.62, 149.0), at(s * 0.84, 163.0), at(s * 0.95, 196.0), at(s * 0.97, 260.0)],
                11.0,
            ),
            shine.alpha(amount),
        );
        brush.atop(
            taper(&[at(s * 0.86, 280.0), at(s * 0.92, 340.0), at(s * 0.88, 420.0)], 9.0),
            shine.alpha(amount * 0.8),
        );
        brush.atop(
            taper(&[at(s * 0.40, 200.0), at(s * 0.46, 260.0), at(s * 0.44, 330.0)], 9.0),
            shine.alpha(amount * 0.6),
        );
        let zip = [at(s * 0.30, 300.0), at(s * 0.56, 270.0)];
        brush.line_atop(curve(&zip), Tone::hex(0xb9b2a6), 2.6);
    }
}
