//! What lies on the face and moves with it when the head turns: sockets, nose, the dip over the lips.

use types::actor::Look;

use super::anatomy::{Anatomy, dial};
use super::layer::{Brush, Ink, Layer, View};
use super::pen::{Pen, Point, blob, taper};

/// Draws the still parts of the face.
pub(super) fn draw(look: &Look, body: &Anatomy, view: &View) -> Option<Layer> {
    let mut layer = Layer::new(view, [-72.0, -45.0, 72.0, body.chin + 2.0])?;
    let brush = &mut layer.brush(view);
    sockets(brush, look, body);
    nose(brush, look, body);
    lip_bed(brush, body);
    Some(layer)
}

fn sockets(brush: &mut Brush<'_>, look: &Look, body: &Anatomy) {
    let skin = &body.skin;
    let spacing = dial(look.eyes.spacing, 29.0, 33.5);
    for side in [-1.0, 1.0] {
        let away = if side == body.key { 0.75 } else { 1.0 };
        let at = |x: f32, y: f32| body.on_face((side * x, y), 0.0);
        brush.spot(at(spacing - 1.0, -7.0), (23.0, 13.0), skin.shade.alpha(0.46 * away));
        brush.spot(at(14.5, -6.0), (9.0, 14.0), skin.shade.alpha(0.50 * away));
        brush.spot(at(spacing + 1.0, 10.5), (17.0, 6.5), skin.shade.alpha(0.26));
        brush.spot(at(spacing + 8.0, -15.5), (16.0, 5.0), skin.light.alpha(0.22));
        if look.eyes.shadow.a > 0 {
            let tone = super::tone::Tone::from(look.eyes.shadow);
            brush.spot(at(spacing + 2.0, -7.0), (20.0, 9.0), tone.alpha(tone.a * 0.55));
        }
    }
}

fn nose(brush: &mut Brush<'_>, look: &Look, body: &Anatomy) {
    let skin = &body.skin;
    let half = dial(look.face.nose_width, 12.0, 20.5);
    let bridge = dial(look.face.nose_bridge, 0.35, 1.0);
    let tip = body.nose;
    let dark = body.dark();
    let at = |x: f32, y: f32, depth: f32| body.on_face((x, y), depth);
    // The side of the bridge that lies in shade, soft, from the brow to the wing.
    let side = [
        at(dark * 10.5, -22.0, 0.0),
        at(dark * 7.0, -8.0, 5.0),
        at(dark * (5.0 + half * 0.10), 4.0, 9.0),
        at(dark * (half * 0.52), 24.0, 16.0),
        at(dark * half * 0.8, tip - 8.0, 12.0),
        at(dark * (half + 3.0), tip + 1.0, 4.0),
        at(dark * (half + 5.0), tip - 10.0, 0.0),
        at(dark * 16.0, 12.0, 0.0),
        at(dark * 13.0, -8.0, 0.0),
    ];
    let ink = Ink::Linear(
        at(dark * 4.0, 10.0, 10.0),
        at(dark * (half + 7.0), 18.0, 0.0),
        vec![
            (0.0, skin.shade.alpha(0.26 * bridge)),
            (0.40, skin.shade.alpha(0.22 * bridge)),
            (1.0, skin.shade.alpha(0.0)),
        ],
    );
    brush.fill(blob(&side), ink);
    brush.spot(at(dark * 9.0, 6.0, 4.0), (6.5, 30.0), skin.shade.alpha(0.26 * bridge));
    brush.spot(at(body.key * 1.5, 12.0, 12.0), (4.2, 27.0), skin.light.alpha(0.34 * bridge));
    brush.spot(at(body.key * 2.5, tip - 6.0, 22.0), (half * 0.50, 7.0), skin.light.alpha(0.46));
    brush.spot(at(0.0, tip - 3.0, 18.0), (half * 0.85, 9.0), skin.blush.alpha(0.24));
    wings(brush, body, half, tip);
}

/// Nostrils, wings and the shadow under the nose.
fn wings(brush: &mut Brush<'_>, body: &Anatomy, half: f32, tip: f32) {
    let skin = &body.skin;
    let at = |x: f32, y: f32, depth: f32| body.on_face((x, y), depth);
    brush.spot(at(body.dark() * 3.0, tip + 6.5, 6.0), (half * 1.15, 6.5), skin.shade.alpha(0.62));
    let under: [Point; 7] = [
        at(-half * 0.96, tip - 1.0, 6.0),
        at(-half * 0.55, tip + 1.4, 14.0),
        at(-half * 0.22, tip + 2.0, 18.0),
        at(0.0, tip + 4.2, 18.0),
        at(half * 0.22, tip + 2.0, 18.0),
        at(half * 0.55, tip + 1.4, 14.0),
        at(half * 0.96, tip - 1.0, 6.0),
    ];
    let mut pen = Pen::at(under[0]);
    pen.through(&under[1..]);
    pen.through(&[
        at(half * 0.5, tip + 5.0, 10.0),
        at(0.0, tip + 6.8, 12.0),
        at(-half * 0.5, tip + 5.0, 10.0),
        under[0],
    ]);
    brush.fill(pen.close().done(), skin.deep.alpha(0.40));
    for side in [-1.0, 1.0] {
        let wing = [
            at(side * half * 0.86, tip - 10.5, 8.0),
            at(side * half * 1.06, tip - 5.0, 6.0),
            at(side * half * 1.02, tip + 0.5, 6.0),
            at(side * half * 0.82, tip + 2.6, 8.0),
        ];
        let strength = if side == body.dark() { 0.62 } else { 0.40 };
        brush.fill(taper(&wing, 2.0), skin.line.alpha(strength));
        let hole = [
            at(side * half * 0.26, tip + 3.0, 13.0),
            at(side * half * 0.48, tip + 0.6, 13.0),
            at(side * half * 0.74, tip + 1.4, 10.0),
            at(side * half * 0.62, tip + 3.6, 11.0),
        ];
        brush.fill(blob(&hole), skin.line.darker(0.3).alpha(0.72));
    }
}

/// The dip between nose and mouth.
fn lip_bed(brush: &mut Brush<'_>, body: &Anatomy) {
    let skin = &body.skin;
    let mouth = body.mouth;
    let middle = (body.nose + mouth) / 2.0;
    brush.spot(body.on_face((body.dark() * 1.5, middle), 6.0), (3.4, 6.5), skin.shade.alpha(0.36));
    brush.spot(body.on_face((body.key * 5.0, middle + 1.0), 6.0), (2.8, 6.0), skin.light.alpha(0.22));
}
