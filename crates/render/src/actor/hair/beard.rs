//! Beards and moustaches. They lie on the head, so they move with the jaw.

use types::actor::{FacialHair, Look};

use super::super::anatomy::Anatomy;
use super::super::layer::{Brush, Ink};
use super::super::pen::{Pen, Point, swell};
use super::{Comb, Strands};

/// Draws facial hair other than stubble.
pub(in super::super) fn draw(brush: &mut Brush<'_>, look: &Look, body: &Anatomy) {
    let hair = Strands::new(look, body);
    match look.facial_hair {
        FacialHair::None => {}
        FacialHair::Stubble => stubble(brush, &hair),
        FacialHair::ShortBeard => full(brush, &hair, 5.0),
        FacialHair::FullBeard => full(brush, &hair, 17.0),
        FacialHair::Goatee => goatee(brush, &hair),
        FacialHair::Moustache => moustache(brush, &hair, 1.0),
    }
}

/// Where a full beard grows: its outer edge from the right ear under the chin to the left one, and its inner edge
/// back over the upper lip.
fn area(hair: &Strands<'_>, length: f32) -> (Vec<Point>, Vec<Point>) {
    let (w, chin, mouth) = (hair.w, hair.body.chin, hair.body.mouth);
    let outline = hair.body.outline();
    // The outline of the head runs from the crown over the right side; the beard begins beside the ear.
    let count = outline.len();
    let chosen = outline.get(4..count.saturating_sub(3)).unwrap_or_default();
    let outer: Vec<Point> = chosen
        .iter()
        .map(|(x, y)| {
            let share = ((y - 20.0) / (chin - 20.0)).clamp(0.0, 1.0);
            (x * (1.0 + 0.010 * length * share * (1.2 - share)), y + length * share * share)
        })
        .collect();
    let half = [
        (-(w - 3.0), 0.0),
        (-(w - 9.0), 22.0),
        (-w * 0.70, 44.0),
        (-w * 0.52, mouth - 10.0),
        (-w * 0.36, mouth - 13.0),
        (-w * 0.12, mouth - 14.0),
    ];
    let mut inner: Vec<Point> = half.to_vec();
    inner.push((0.0, mouth - 12.5));
    inner.extend(half.iter().rev().map(|(x, y)| (-x, *y)));
    (outer, inner.iter().map(|(x, y)| hair.on_face(*x, *y)).collect())
}

/// A few days old: a shade with single short hairs.
fn stubble(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let (outer, inner) = area(hair, 0.0);
    let tone = hair.base.mix(hair.body.skin.deep, 0.5).alpha(0.025);
    for step in 0..11 {
        // Each layer begins a little lower, so the edge on the cheek is soft.
        let drop = step as f32 * 3.4 - 8.0;
        let inner: Vec<Point> = inner
            .iter()
            .map(|(x, y)| (x * (1.0 - 0.004 * drop), y + drop * (x / hair.w).abs().min(0.7)))
            .collect();
        brush.atop(super::shell(&outer, &inner), tone);
    }
    let mut pen = Pen::default();
    for index in 0..420 {
        let x = (hair.roll(87, index) * 2.0 - 1.0) * hair.w * 0.86;
        let y = 36.0 + (hair.body.chin - 34.0) * hair.roll(88, index);
        let edge = hair.body.mouth - 14.0 - (x.abs() - 26.0).max(0.0) * 0.6;
        if y > edge {
            let (x, y) = hair.on_face(x, y);
            pen.jump((x - 0.3, y)).line((x + 0.3, y)).line((x + 0.2, y + 2.0)).close();
        }
    }
    brush.atop(pen.done(), hair.dark.alpha(0.30));
}

fn full(brush: &mut Brush<'_>, hair: &Strands<'_>, length: f32) {
    let (chin, mouth) = (hair.body.chin, hair.body.mouth);
    let (outer, inner) = area(hair, length);
    let stops = vec![
        (0.0, hair.base.alpha(0.06)),
        (0.14, hair.base.alpha(0.62)),
        (0.32, hair.base.alpha(0.92)),
        (1.0, hair.base.mix(hair.dark, 0.4).alpha(0.97)),
    ];
    brush.fill(super::shell(&outer, &inner), Ink::Linear((0.0, 4.0), (0.0, chin + length), stops));
    let to: Vec<Point> = outer.iter().rev().copied().collect();
    hair.comb(brush, &Comb { from: &inner, to: &to, bow: (0.0, 2.0), count: 190, width: 1.3, channel: 40 });
    hair.gloss(brush, (hair.body.key * 34.0, chin * 0.72), (20.0, 22.0), 0.20);
    let lip = hair.on_face(0.0, mouth);
    // The skin under the lower lip stays bare beside the tuft.
    for side in [-1.0, 1.0] {
        brush.spot_atop((lip.0 + side * 11.0, mouth + 14.5), (8.0, 4.0), hair.body.skin.shade.alpha(0.42));
    }
    moustache(brush, hair, 0.9);
}

fn goatee(brush: &mut Brush<'_>, hair: &Strands<'_>) {
    let (chin, mouth) = (hair.body.chin, hair.body.mouth);
    let at = |x: f32, y: f32| hair.on_face(x, y);
    let outer = [
        at(27.0, mouth - 5.0),
        at(29.0, mouth + 9.0),
        at(24.0, chin - 6.0),
        at(11.0, chin + 6.0),
        at(0.0, chin + 8.0),
        at(-11.0, chin + 6.0),
        at(-24.0, chin - 6.0),
        at(-29.0, mouth + 9.0),
        at(-27.0, mouth - 5.0),
    ];
    let inner = [
        at(-24.0, mouth - 2.0),
        at(-22.5, mouth + 8.0),
        at(-12.0, mouth + 15.0),
        at(0.0, mouth + 12.5),
        at(12.0, mouth + 15.0),
        at(22.5, mouth + 8.0),
        at(24.0, mouth - 2.0),
    ];
    brush.fill(super::shell(&outer, &inner), hair.base.alpha(0.86));
    let to: Vec<Point> = outer.iter().rev().copied().collect();
    hair.comb(brush, &Comb { from: &inner, to: &to, bow: (0.0, 2.0), count: 80, width: 1.2, channel: 42 });
    moustache(brush, hair, 0.9);
}

fn moustache(brush: &mut Brush<'_>, hair: &Strands<'_>, size: f32) {
    let mouth = hair.body.mouth;
    let base = mouth - 9.5;
    for side in [-1.0, 1.0] {
        let at = |x: f32, y: f32| hair.body.on_face((side * x, y), 5.0);
        let spine = [
            at(0.5, base - 1.0),
            at(8.0, base - 1.2),
            at(17.0, base + 1.6),
            at(24.5, base + 5.0),
            at(28.0, base + 8.0),
        ];
        brush.fill(
            swell(&spine, |t| (0.75 + 0.5 * t).min(1.0) * (1.15 - t).min(1.0), 8.2 * size),
            hair.base.alpha(0.93),
        );
        let mut pen = Pen::default();
        for index in 0..16 {
            let t = index as f32 / 16.0;
            let (x, y) = super::along(&spine, t);
            let out = side * (2.0 + 5.0 * t);
            pen.jump((x - 0.4, y - 3.0)).line((x + 0.4, y - 3.0)).line((x + out, y + 4.2 * size)).close();
        }
        brush.fill(
            pen.done(),
            if hair.roll(86, 1) > 0.5 { hair.dark.alpha(0.45) } else { hair.light.alpha(0.30) },
        );
    }
}
