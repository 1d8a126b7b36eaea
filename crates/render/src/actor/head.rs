//! The head without hair: ears, skin in light and shade, cheeks, signs of age, freckles, beard shadow.

use types::actor::Look;

use super::anatomy::{Anatomy, dial};
use super::layer::{Brush, Ink, Layer, View};
use super::motion::chance;
use super::pen::{Point, blob, curve, oval, taper};
use super::tone::Tone;

/// Draws the head.
pub(super) fn draw(look: &Look, body: &Anatomy, view: &View) -> Option<Layer> {
    let mut layer = Layer::new(view, [-100.0, -112.0, 100.0, body.chin + 40.0])?;
    let brush = &mut layer.brush(view);
    for side in [-1.0, 1.0] {
        ear(brush, look, body, side);
    }
    brush.fill(blob(&body.outline()), base(body));
    form(brush, body);
    cheeks(brush, body);
    if look.freckles > 0 {
        freckles(brush, look, body);
    }
    age(brush, body);
    super::hair::beard(brush, look, body);
    Some(layer)
}

/// Skin from the lit to the dark side.
fn base(body: &Anatomy) -> Ink {
    let skin = &body.skin;
    let (lit, dark) = ((body.key * 62.0, -50.0), (body.dark() * 74.0, 40.0));
    Ink::Linear(
        lit,
        dark,
        vec![
            (0.0, skin.base.mix(skin.light, 0.55)),
            (0.42, skin.base),
            (0.78, skin.base.mix(skin.shade, 0.35 + 0.35 * body.contrast)),
            (1.0, skin.base.mix(skin.shade, 0.6 + 0.4 * body.contrast)),
        ],
    )
}

/// Light and shade that make the head round.
fn form(brush: &mut Brush<'_>, body: &Anatomy) {
    let skin = &body.skin;
    let (key, dark, chin) = (body.key, body.dark(), body.chin);
    let depth = 0.35 + 0.45 * body.contrast;
    brush.spot_atop((dark * (body.width + 12.0), 34.0), (52.0, 92.0), skin.shade.alpha(0.62 * depth));
    brush.spot_atop((dark * (body.width + 4.0), 66.0), (34.0, 44.0), skin.deep.alpha(0.40 * depth));
    brush.spot_atop((key * (body.width + 16.0), 40.0), (30.0, 80.0), skin.shade.alpha(0.30));
    let mid = body.on_face((0.0, -52.0), 0.0);
    brush.spot_atop((mid.0 + key * 13.0, mid.1), (42.0, 27.0), skin.light.alpha(0.34));
    let cheek = body.on_face((key * 36.0, 22.0), 0.0);
    brush.spot_atop(cheek, (20.0, 15.0), skin.light.alpha(0.36));
    let other = body.on_face((dark * 34.0, 23.0), 0.0);
    brush.spot_atop(other, (15.0, 11.0), skin.light.alpha(0.16));
    // Below the cheekbones the face turns in.
    for side in [-1.0, 1.0] {
        let hollow = body.on_face((side * 50.0, 50.0), 0.0);
        let amount = (0.30 - 0.2 * body.cheeks) * if side == dark { 1.4 } else { 0.7 };
        brush.spot_atop(hollow, (19.0, 26.0), skin.shade.alpha(amount.max(0.0)));
    }
    let tip = body.on_face((0.0, chin), 0.0);
    brush.spot_atop((tip.0, chin + 10.0), (62.0, 21.0), skin.shade.alpha(0.62));
    brush.spot_atop((tip.0 + key * 4.0, chin - 11.5), (14.0, 8.0), skin.light.alpha(0.26));
    // Light thrown back from the clothes along the dark jaw.
    let jaw = body.on_face((dark * 42.0, chin * 0.88), 0.0);
    brush.spot_atop(jaw, (12.0, 15.0), skin.base.mix(body.lamp, 0.2).alpha(0.20));
}

fn cheeks(brush: &mut Brush<'_>, body: &Anatomy) {
    for side in [-1.0, 1.0] {
        let middle = body.on_face((side * 39.0, 31.0), 0.0);
        brush.spot_atop(middle, (24.0, 17.0), body.skin.blush.alpha(0.36));
        // A smile lifts the cheeks: round and lit above, with a soft fold towards the mouth.
        let apple = body.on_face((side * 35.0, 24.0), 0.0);
        brush.spot_atop(apple, (17.0, 11.0), body.skin.light.alpha(0.20));
        let fold = body.on_face((side * 30.0, 51.0), 0.0);
        brush.spot_atop(fold, (8.0, 17.0), body.skin.shade.alpha(0.17));
    }
}

fn ear(brush: &mut Brush<'_>, look: &Look, body: &Anatomy, side: f32) {
    let size = dial(look.face.ears, 0.86, 1.12);
    let skin = &body.skin;
    // The ear on the side the face turns away from comes forward.
    let x = side * (body.width - 3.0) - body.yaw * 26.0;
    let y = 7.0;
    let lit = if side == body.key { 0.0 } else { 0.5 + 0.3 * body.contrast };
    let tone = skin.base.mix(skin.shade, 0.22 + lit * 0.7);
    let at = |dx: f32, dy: f32| (x + side * dx * size, y + dy * size);
    let shape = [
        at(-4.0, -20.0),
        at(5.0, -26.0),
        at(13.0, -20.0),
        at(13.5, -6.0),
        at(8.5, 10.0),
        at(4.0, 20.0),
        at(-3.0, 19.0),
    ];
    brush.fill(blob(&shape), tone);
    let inner = [at(1.0, -14.0), at(7.0, -18.0), at(9.0, -10.0), at(6.0, 2.0), at(2.0, 8.0)];
    brush.fill(blob(&inner), skin.deep.alpha(0.38));
    brush.line(
        curve(&[at(1.0, -19.0), at(8.0, -21.5), at(11.0, -13.0), at(8.5, 0.0)]),
        skin.light.alpha(0.28),
        1.6,
    );
    brush.spot(at(2.0, 13.0), (5.0 * size, 5.0 * size), skin.blush.alpha(0.35));
}

fn freckles(brush: &mut Brush<'_>, look: &Look, body: &Anatomy) {
    let count = i64::from(look.freckles) / 3;
    for index in 0..count {
        let roll = |channel: u32| chance(look.seed, 100 + channel, index) * 2.0 - 1.0;
        let (x, y) = (roll(0) * 48.0, 24.0 + roll(1) * 15.0 - (roll(0) * 3.0).abs() * 2.0);
        let size = 0.6 + roll(2).abs() * 0.6;
        brush.atop(oval(body.on_face((x, y), 0.0), size, size * 0.9), body.skin.deep.alpha(0.30));
    }
}

/// Lines that come with the years: forehead, corners of the eyes, from nose to mouth, under the eyes.
fn age(brush: &mut Brush<'_>, body: &Anatomy) {
    let age = body.age;
    if age < 0.12 {
        return;
    }
    let line = body.skin.line.alpha(0.30 * age);
    let soft = body.skin.shade.alpha(0.45 * age);
    let mut crease = |points: &[Point], width: f32, tone: Tone| {
        brush.atop(taper(&body.all_on_face(points), width), tone);
    };
    for row in 0..3 {
        let y = -46.0 - row as f32 * 9.0;
        let reach = 30.0 - row as f32 * 4.0;
        if age > 0.3 + 0.12 * row as f32 {
            crease(
                &[(-reach, y + 1.5), (-reach * 0.4, y - 1.5), (reach * 0.35, y - 0.5), (reach, y + 2.0)],
                1.4,
                line,
            );
        }
    }
    for side in [-1.0, 1.0] {
        let at = |x: f32, y: f32| (side * x, y);
        crease(
            &[at(17.0, 44.0), at(23.0, 52.0), at(27.0, body.mouth - 1.0), at(28.5, body.mouth + 5.0)],
            1.5,
            line.alpha(0.22 * age),
        );
        crease(&[at(20.0, 44.0), at(28.0, 53.0), at(34.0, body.mouth + 2.0)], 8.0, soft.alpha(0.17 * age));
        crease(&[at(19.0, 12.5), at(28.0, 16.0), at(38.0, 13.0)], 1.3, line);
        crease(&[at(18.0, 11.0), at(28.0, 14.5), at(40.0, 11.0)], 7.0, soft.alpha(0.34 * age));
        if age > 0.35 {
            for (rise, reach) in [(-5.0, 58.0), (0.0, 59.5), (5.5, 57.5)] {
                crease(
                    &[at(50.0, 1.0 + rise * 0.4), at(54.0, 1.0 + rise * 0.8), at(reach, 1.0 + rise * 1.6)],
                    1.1,
                    line,
                );
            }
        }
        if age > 0.55 {
            crease(
                &[at(32.0, body.mouth + 9.0), at(34.5, body.mouth + 17.0), at(33.0, body.mouth + 25.0)],
                4.0,
                soft.alpha(0.14 * age),
            );
        }
    }
}
