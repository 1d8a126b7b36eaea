//! Beards and moustaches. They lie on the head, so they move with the jaw.

use types::actor::{FacialHair, Look};

use super::super::anatomy::Anatomy;
use super::super::layer::{Brush, Ink};
use super::super::pen::{Pen, Point, mirrored, swell};
use super::{Comb, Strands};

/// Draws facial hair other than stubble.
pub(in super::super) fn draw(brush: &mut Brush<'_>, look: &Look, body: &Anatomy) {
    let hair = Strands::new(look, body);
    match look.facial_hair {
        FacialHair::None | FacialHair::Stubble => {}
        FacialHair::ShortBeard => full(brush, &hair, 5.0),
        FacialHair::FullBeard => full(brush, &hair, 17.0),
        FacialHair::Goatee => goatee(brush, &hair),
        FacialHair::Moustache => moustache(brush, &hair, 1.0),
    }
}

fn full(brush: &mut Brush<'_>, hair: &Strands<'_>, length: f32) {
    let (w, chin, mouth) = (hair.w, hair.body.chin, hair.body.mouth);
    let jaw = hair.body.jaw;
    let low = [
        (w * 1.0, 6.0),
        (w * 0.985 + length * 0.10, 32.0),
        (w * (0.86 + 0.06 * jaw) + length * 0.30, chin * 0.56),
        (w * (0.69 + 0.10 * jaw) + length * 0.36, chin * 0.80),
        (w * 0.46 + length * 0.2, chin * 0.97 + length * 0.55),
        (w * 0.20, chin + 4.0 + length),
    ];
    let mut outer: Vec<Point> = low.to_vec();
    outer.push((0.0, chin + 5.0 + length));
    outer.extend(mirrored(&low));
    let outer: Vec<Point> = outer
        .iter()
        .map(|(x, y)| super::super::anatomy::turned((*x, *y), 0.0, hair.body.yaw * 0.8, 0.0))
        .collect();
    let half = [
        (-(w - 6.0), 4.0),
        (-(w - 10.0), 24.0),
        (-w * 0.70, 45.0),
        (-w * 0.50, mouth - 9.0),
        (-w * 0.34, mouth - 12.5),
        (-w * 0.12, mouth - 13.5),
    ];
    let mut inner: Vec<Point> = half.to_vec();
    inner.push((0.0, mouth - 12.0));
    inner.extend(half.iter().rev().map(|(x, y)| (-x, *y)));
    let inner: Vec<Point> = inner.iter().map(|(x, y)| hair.on_face(*x, *y)).collect();
    let stops = vec![
        (0.0, hair.base.alpha(0.10)),
        (0.12, hair.base.alpha(0.72)),
        (0.30, hair.base.alpha(0.93)),
        (1.0, hair.base.mix(hair.dark, 0.4).alpha(0.97)),
    ];
    brush.fill(super::shell(&outer, &inner), Ink::Linear((0.0, 0.0), (0.0, chin + length), stops));
    let (from, to): (Vec<Point>, Vec<Point>) = (inner.clone(), outer.iter().rev().copied().collect());
    hair.comb(brush, &Comb { from: &from, to: &to, bow: (0.0, 2.0), count: 190, width: 1.3, channel: 40 });
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
            at(25.0, base + 7.0),
            at(27.5, base + 12.0),
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
