//! Glasses, earrings and hats.

use types::actor::{Earrings, Glasses, HairStyle, Headwear, Look};

use super::anatomy::{Anatomy, dial};
use super::layer::{Brush, Ink, Layer, View};
use super::pen::{Pen, Point, blob, curve, oval, polygon, swell, taper};
use super::tone::Tone;

/// Glasses, before eyes and brows and under the hair. `None` when none are worn.
pub(super) fn glasses(look: &Look, body: &Anatomy, view: &View) -> Option<Layer> {
    let kind = look.accessories.glasses;
    if kind == Glasses::None {
        return None;
    }
    let mut layer = Layer::new(view, [-95.0, -40.0, 95.0, 45.0])?;
    let brush = &mut layer.brush(view);
    let spacing = dial(look.eyes.spacing, 29.0, 33.5);
    let tone = Tone::from(look.accessories.glasses_color);
    let width = if kind == Glasses::Wire { 1.7 } else { 3.6 };
    for side in [-1.0, 1.0] {
        let at = |x: f32, y: f32| body.on_face((side * (spacing + 1.5 + x), y + 2.0), 11.0);
        let rim: Vec<Point> = match kind {
            Glasses::Round | Glasses::Wire | Glasses::None => (0..16)
                .map(|step| {
                    let (sin, cos) = (step as f32 / 16.0 * std::f32::consts::TAU).sin_cos();
                    at(cos * 23.0, sin * 21.0)
                })
                .collect(),
            Glasses::Square => [
                (-22.0, -15.5),
                (0.0, -17.5),
                (22.0, -16.5),
                (25.0, -12.0),
                (23.0, 10.0),
                (17.0, 17.0),
                (-15.0, 17.0),
                (-21.0, 10.0),
                (-24.0, -11.0),
            ]
            .map(|(x, y)| at(x, y))
            .to_vec(),
            Glasses::CatEye => [
                (-21.0, -12.0),
                (0.0, -17.0),
                (20.0, -21.0),
                (30.0, -23.0),
                (26.0, -8.0),
                (20.0, 10.0),
                (4.0, 16.5),
                (-14.0, 13.0),
                (-22.0, 0.0),
            ]
            .map(|(x, y)| at(x, y))
            .to_vec(),
        };
        let shadow: Vec<Point> = rim.iter().map(|(x, y)| (x + body.dark() * 1.5, y + 3.6)).collect();
        brush.line(blob(&shadow), body.skin.deep.alpha(0.26), width);
        let glass = Tone::hex(0xffffff);
        brush.fill(
            blob(&rim),
            Ink::fade(at(-16.0, -18.0), at(14.0, 16.0), glass.alpha(0.13), glass.alpha(0.02)),
        );
        brush.atop(
            polygon(&[at(-6.0, -22.0), at(3.0, -22.0), at(-11.0, 20.0), at(-20.0, 20.0)]),
            glass.alpha(0.10),
        );
        brush.line(blob(&rim), tone, width);
        let upper: Vec<Point> = rim.iter().map(|(x, y)| (*x, y - width * 0.22)).collect();
        brush.line(blob(&upper), tone.lighter(0.45).alpha(0.32), width * 0.28);
        // The arm runs back to the ear.
        let hinge = at(if kind == Glasses::CatEye { 27.0 } else { 23.0 }, -7.0);
        let ear = (side * (body.width + 2.0), -4.0);
        brush.line(curve(&[hinge, ear]), tone, width * 1.1);
    }
    let bridge = [
        body.on_face((-(spacing - 21.5), -1.0), 14.0),
        body.on_face((0.0, -5.5), 16.0),
        body.on_face((spacing - 21.5, -1.0), 14.0),
    ];
    brush.line(curve(&bridge), tone, width * 1.05);
    Some(layer)
}

/// Hats, headphones and earrings, over the hair.
pub(super) fn hat(layer: &mut Layer, look: &Look, body: &Anatomy, view: &View) {
    let brush = &mut layer.brush(view);
    earrings(brush, look, body);
    let tone = Tone::from(look.accessories.headwear_color);
    match look.accessories.headwear {
        Headwear::None => {}
        Headwear::Beanie => beanie(brush, body, tone),
        Headwear::Cap => cap(brush, body, tone),
        Headwear::Helmet => helmet(brush, body, tone),
        Headwear::Headphones => headphones(brush, look, body, tone),
        Headwear::ChefHat => chef_hat(brush, body, tone),
    }
}

fn earrings(brush: &mut Brush<'_>, look: &Look, body: &Anatomy) {
    let metal = Tone::from(look.accessories.metal);
    for side in [-1.0, 1.0] {
        let x = side * (body.width + 2.0) - body.yaw * 26.0;
        let y = 27.0;
        match look.accessories.earrings {
            Earrings::None => return,
            Earrings::Studs => {
                brush.fill(oval((x, y - 2.0), 3.0, 3.0), metal.darker(0.2));
                brush.fill(oval((x - 0.6, y - 2.8), 1.5, 1.5), metal.lighter(0.7));
            }
            Earrings::Hoops => {
                brush.line(oval((x, y + 11.0), 9.5, 12.5), metal.darker(0.35), 2.8);
                brush.line(oval((x - 0.4, y + 10.6), 9.5, 12.5), metal.lighter(0.2), 1.5);
            }
            Earrings::Drops => {
                brush.line(curve(&[(x, y - 2.0), (x, y + 9.0)]), metal, 1.3);
                let drop = [(x, y + 7.0), (x + 4.2, y + 17.0), (x, y + 22.0), (x - 4.2, y + 17.0)];
                brush.fill(
                    blob(&drop),
                    Ink::fade((x - 4.0, y + 8.0), (x + 4.0, y + 22.0), metal.lighter(0.4), metal.darker(0.3)),
                );
            }
        }
    }
}

/// The shape of a soft hat between a lower edge and a top, in units.
fn dome(body: &Anatomy, low: f32, top: f32, wide: f32) -> Vec<Point> {
    let w = body.width + wide;
    [
        (-w, low),
        (-w * 1.01, low - 22.0),
        (-w * 0.84, top + 28.0),
        (-w * 0.45, top + 4.0),
        (0.0, top),
        (w * 0.45, top + 4.0),
        (w * 0.84, top + 28.0),
        (w * 1.01, low - 22.0),
        (w, low),
    ]
    .map(|(x, y)| body.on_face((x, y), -34.0))
    .to_vec()
}

fn lit(body: &Anatomy, tone: Tone) -> Ink {
    let stops = vec![(0.0, tone.lighter(0.22)), (0.45, tone), (1.0, tone.darker(0.42))];
    Ink::Linear((body.key * 66.0, -120.0), (-body.key * 74.0, -30.0), stops)
}

fn beanie(brush: &mut Brush<'_>, body: &Anatomy, tone: Tone) {
    let shape = dome(body, -44.0, -126.0, 7.0);
    let rim: Vec<Point> = [
        (body.width + 7.0, -44.0),
        (body.width * 0.6, -56.0),
        (0.0, -61.0),
        (-body.width * 0.6, -56.0),
        (-(body.width + 7.0), -44.0),
    ]
    .map(|(x, y)| body.on_face((x, y), 0.0))
    .to_vec();
    brush.fill(super::hair::shell(&shape, &rim), lit(body, tone));
    for lane in 0..19 {
        let t = lane as f32 / 18.0;
        let low = super::hair::along(&rim, t);
        let top = ((0.5 - t) * 44.0, -127.0);
        let middle = (low.0 * 0.97, (low.1 + top.1) / 2.0 - 16.0);
        brush.atop(taper(&[low, middle, top], 3.2), tone.darker(0.5).alpha(0.30));
    }
    let w = body.width + 9.0;
    let band_top: Vec<Point> = [(-w, -62.0), (-w * 0.6, -76.0), (0.0, -82.0), (w * 0.6, -76.0), (w, -62.0)]
        .map(|(x, y)| body.on_face((x, y), 0.0))
        .to_vec();
    let band_low: Vec<Point> = [(w, -34.0), (w * 0.6, -48.0), (0.0, -54.0), (-w * 0.6, -48.0), (-w, -34.0)]
        .map(|(x, y)| body.on_face((x, y), 0.0))
        .to_vec();
    brush.fill(super::hair::shell(&band_top, &band_low), lit(body, tone.lighter(0.05)));
    for lane in 0..30 {
        let t = lane as f32 / 29.0;
        let (a, b) = (super::hair::along(&band_top, t), super::hair::along(&band_low, 1.0 - t));
        brush.line_atop(curve(&[a, b]), tone.darker(0.5).alpha(0.34), 1.5);
    }
}

fn cap(brush: &mut Brush<'_>, body: &Anatomy, tone: Tone) {
    let shape = dome(body, -36.0, -119.0, 4.0);
    let rim: Vec<Point> = [
        (body.width + 4.0, -36.0),
        (body.width * 0.6, -60.0),
        (0.0, -66.0),
        (-body.width * 0.6, -60.0),
        (-(body.width + 4.0), -36.0),
    ]
    .map(|(x, y)| body.on_face((x, y), 0.0))
    .to_vec();
    brush.fill(super::hair::shell(&shape, &rim), lit(body, tone));
    for side in [-1.0, 0.0, 1.0] {
        let low = body.on_face((side * 38.0, -62.0), 0.0);
        brush.line_atop(
            curve(&[low, (side * 30.0 + body.yaw * 40.0, -98.0), (body.yaw * 30.0, -119.0)]),
            tone.darker(0.45).alpha(0.45),
            1.3,
        );
    }
    let w = body.width * 0.86;
    let peak: Vec<Point> = [
        (-w, -52.0),
        (-w * 0.5, -67.0),
        (0.0, -71.0),
        (w * 0.5, -67.0),
        (w, -52.0),
        (w * 0.98, -42.0),
        (w * 0.55, -46.0),
        (0.0, -45.0),
        (-w * 0.55, -46.0),
        (-w * 0.98, -42.0),
    ]
    .map(|(x, y)| body.on_face((x, y), 14.0))
    .to_vec();
    brush.fill(blob(&peak), Ink::fade((0.0, -70.0), (0.0, -42.0), tone.lighter(0.10), tone.darker(0.35)));
    brush.fill(oval(body.on_face((0.0, -88.0), 6.0), 9.0, 8.0), tone.lighter(0.65).alpha(0.85));
    brush.fill(oval((body.yaw * 30.0, -119.0), 4.0, 2.2), tone.darker(0.25));
}

fn helmet(brush: &mut Brush<'_>, body: &Anatomy, tone: Tone) {
    let shape = dome(body, -46.0, -128.0, 10.0);
    let rim: Vec<Point> = [
        (body.width + 10.0, -46.0),
        (body.width * 0.6, -58.0),
        (0.0, -62.0),
        (-body.width * 0.6, -58.0),
        (-(body.width + 10.0), -46.0),
    ]
    .map(|(x, y)| body.on_face((x, y), 0.0))
    .to_vec();
    brush.fill(super::hair::shell(&shape, &rim), lit(body, tone));
    for side in [-1.0, 1.0] {
        brush.line_atop(
            curve(&[
                body.on_face((side * 14.0, -60.0), 0.0),
                (side * 15.0 + body.yaw * 40.0, -96.0),
                (side * 10.0 + body.yaw * 30.0, -128.0),
            ]),
            tone.darker(0.4).alpha(0.4),
            2.4,
        );
    }
    brush.spot_atop((body.key * 34.0, -104.0), (22.0, 12.0), Tone::hex(0xffffff).alpha(0.62));
    let w = body.width + 12.0;
    let brim: Vec<Point> = [
        (-w, -50.0),
        (-w * 0.55, -64.0),
        (0.0, -68.0),
        (w * 0.55, -64.0),
        (w, -50.0),
        (w * 1.01, -41.0),
        (w * 0.55, -52.0),
        (0.0, -54.0),
        (-w * 0.55, -52.0),
        (-w * 1.01, -41.0),
    ]
    .map(|(x, y)| body.on_face((x, y), 8.0))
    .to_vec();
    brush.fill(blob(&brim), Ink::fade((0.0, -70.0), (0.0, -44.0), tone.lighter(0.2), tone.darker(0.3)));
}

fn headphones(brush: &mut Brush<'_>, look: &Look, body: &Anatomy, tone: Tone) {
    let rise = super::hair::height(look, body) + 3.0;
    let w = body.width + 14.0;
    let big = matches!(look.hair.style, HairStyle::Bald | HairStyle::Buzz);
    let top = if big { -106.0 } else { -rise };
    let band = [
        (-w, -4.0),
        (-w * 0.99, -48.0),
        (-w * 0.70, top + 18.0),
        (0.0, top),
        (w * 0.70, top + 18.0),
        (w * 0.99, -48.0),
        (w, -4.0),
    ];
    brush.line(curve(&band), tone.darker(0.35), 9.0);
    brush.line(curve(&band), tone, 6.0);
    let shine: Vec<Point> = band.iter().map(|(x, y)| (x * 0.99, y - 1.4)).collect();
    brush.fill(swell(&shine, |t| 4.0 * t * (1.0 - t), 2.4), tone.lighter(0.6).alpha(0.7));
    for side in [-1.0, 1.0] {
        let x = side * (body.width + 10.0);
        brush.fill(oval((x, 6.0), 13.0, 26.0), tone.darker(0.45));
        brush.fill(
            oval((x + side * 3.5, 6.0), 11.0, 23.0),
            Ink::fade((x, -20.0), (x, 30.0), tone.lighter(0.22), tone.darker(0.2)),
        );
    }
}

fn chef_hat(brush: &mut Brush<'_>, body: &Anatomy, tone: Tone) {
    let w = body.width;
    let puff: Vec<Point> = [
        (-w * 0.9, -104.0),
        (-w * 1.22, -130.0),
        (-w * 1.02, -160.0),
        (-w * 0.5, -168.0),
        (0.0, -176.0),
        (w * 0.5, -168.0),
        (w * 1.02, -160.0),
        (w * 1.22, -130.0),
        (w * 0.9, -104.0),
        (0.0, -96.0),
    ]
    .to_vec();
    brush.fill(blob(&puff), lit(body, tone));
    for lane in -2..=2 {
        let x = lane as f32 * 26.0;
        brush.atop(
            taper(&[(x * 0.8, -100.0), (x * 1.05, -128.0), (x * 1.3, -160.0)], 7.0),
            tone.darker(0.45).alpha(0.26),
        );
    }
    let low: Vec<Point> =
        [(w + 2.0, -52.0), (w * 0.6, -64.0), (0.0, -68.0), (-w * 0.6, -64.0), (-(w + 2.0), -52.0)]
            .map(|(x, y)| body.on_face((x, y), 0.0))
            .to_vec();
    let mut pen = Pen::at((-(w + 2.0), -108.0));
    pen.through(&[(0.0, -116.0), (w + 2.0, -108.0)]).line(low[0]).through(&low[1..]);
    brush.fill(pen.close().done(), lit(body, tone.darker(0.03)));
}
