//! Neck, shoulders and what is worn on them.

mod detail;
mod jacket;
mod posture;
mod work;

use types::actor::{Garment, Look};

pub(super) use posture::Posture;

use super::anatomy::Anatomy;
use super::layer::{Brush, Ink, Layer, View};
use super::motion::chance;
use super::pen::{Pen, Point, blob, mirrored, taper};
use super::tone::Tone;

/// How far down clothes are drawn, in units: below every canvas.
const LOW: f32 = 760.0;

/// What all garments share.
struct Tailor<'a> {
    look: &'a Look,
    body: &'a Anatomy,
    /// Half the breadth of the neck and of the shoulders.
    neck: f32,
    shoulders: f32,
    cloth: Tone,
    under: Tone,
    accent: Tone,
}

/// The cut at the neck.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Neckline {
    /// Round and close.
    Crew,
    /// Round and deep.
    Scoop,
    /// Pointed; how deep, in units.
    Vee(f32),
    /// Up to the chin: no skin under the neck.
    High,
}

/// Draws neck, shoulders and clothes.
pub(super) fn draw(look: &Look, body: &Anatomy, view: &View) -> Option<Layer> {
    let mut layer = Layer::new(view, [-290.0, 20.0, 290.0, LOW])?;
    let tailor = Tailor {
        look,
        body,
        neck: body.neck,
        shoulders: body.shoulders,
        cloth: look.outfit.color.into(),
        under: look.outfit.under.into(),
        accent: look.outfit.accent.into(),
    };
    let mut brush = layer.brush(view);
    // Nobody stands quite straight: one shoulder is a little lower.
    let tilt = (chance(look.seed, 399, 0) - 0.5) * 0.07;
    brush.view =
        brush.view.pre_concat(tiny_skia::Transform::from_row(1.0, tilt, 0.0, 1.0, body.yaw * 26.0, -2.0));
    brush.bend = Some(Posture::new(body));
    let brush = &mut brush;
    use Garment::*;
    match look.outfit.garment {
        TShirt => tailor.top(brush, tailor.cloth, Neckline::Crew),
        Shirt => work::shirt(brush, &tailor, tailor.cloth),
        Polo => work::polo(brush, &tailor),
        Blouse => work::blouse(brush, &tailor),
        Blazer => jacket::blazer(brush, &tailor, jacket::Below::Shirt),
        BlazerTee => jacket::blazer(brush, &tailor, jacket::Below::Tee),
        Suit => jacket::blazer(brush, &tailor, jacket::Below::Tie),
        Hoodie => jacket::hoodie(brush, &tailor),
        Jumper => {
            tailor.top(brush, tailor.cloth, Neckline::Crew);
            detail::ribbed_collar(brush, &tailor);
        }
        Turtleneck => work::turtleneck(brush, &tailor),
        Cardigan => jacket::cardigan(brush, &tailor),
        Scrubs => work::scrubs(brush, &tailor),
        WhiteCoat => jacket::white_coat(brush, &tailor),
        Apron => work::apron(brush, &tailor),
        ChefJacket => work::chef_jacket(brush, &tailor),
        TrackJacket => jacket::track_jacket(brush, &tailor),
        TankTop => work::tank_top(brush, &tailor),
        SafetyVest => jacket::safety_vest(brush, &tailor),
        DenimJacket => jacket::denim(brush, &tailor),
        Dungarees => work::dungarees(brush, &tailor),
        Dress => work::dress(brush, &tailor),
        LeatherJacket => jacket::leather(brush, &tailor),
    }
    tailor.gaps(brush);
    Some(layer)
}

impl Tailor<'_> {
    fn roll(&self, channel: u32, index: usize) -> f32 {
        chance(self.look.seed, 400 + channel, index as i64)
    }

    /// The right half of the outline from the side of the neck to the bottom. `pad` is the thickness of the cloth.
    fn half(&self, pad: f32) -> Vec<Point> {
        let (n, s) = (self.neck, self.shoulders);
        vec![
            (n + 6.0 + pad * 0.3, 121.0 - pad),
            (n + 19.0, 133.0 - pad),
            (s * 0.58, 147.0 - pad),
            (s * 0.80, 160.0 - pad),
            (s * 0.94 + pad * 0.5, 185.0 - pad * 0.4),
            (s + pad, 228.0),
            (s + 5.0 + pad, 300.0),
            (s + 9.0 + pad, 380.0),
            (s + 5.0 + pad, 470.0),
            (s - 2.0 + pad, LOW),
        ]
    }

    fn outline(&self, pad: f32) -> Option<tiny_skia::Path> {
        let half = self.half(pad);
        let mirror = mirrored(&half);
        let mut pen = Pen::at(half[0]);
        pen.through(&half[1..]).line(mirror[0]).through(&mirror[1..]);
        pen.close().done()
    }

    /// Cloth from the lit to the dark side.
    fn ink(&self, tone: Tone) -> Ink {
        let key = self.body.key;
        let dark = 0.16 + 0.18 * self.body.contrast;
        let stops = vec![(0.0, tone.lighter(0.12)), (0.4, tone), (1.0, tone.darker(dark))];
        Ink::Linear((key * 150.0, 130.0), (-key * 175.0, 400.0), stops)
    }

    /// The background between arms and waist.
    fn gaps(&self, brush: &mut Brush<'_>) {
        let s = self.shoulders;
        let loose = match self.look.outfit.garment {
            Garment::Hoodie | Garment::WhiteCoat | Garment::ChefJacket | Garment::TrackJacket => 0.35,
            Garment::Blazer
            | Garment::BlazerTee
            | Garment::Suit
            | Garment::LeatherJacket
            | Garment::DenimJacket => 0.6,
            _ => 1.0,
        };
        let slim = (1.15 - s / 400.0) * loose;
        for side in [-1.0, 1.0] {
            let at = |x: f32, y: f32| (side * x, y);
            let mut pen = Pen::at(at(s * 0.765, 318.0 - 20.0 * loose));
            pen.through(&[
                at(s * 0.775 - 9.0 * slim, 372.0),
                at(s * 0.775 - 19.0 * slim, 440.0),
                at(s * 0.77 - 10.0 * slim, 520.0),
            ]);
            pen.line(at(s * 0.77, 640.0)).line(at(s * 0.80 + 3.0 * slim, 640.0));
            pen.through(&[
                at(s * 0.80 + 5.0 * slim, 520.0),
                at(s * 0.81 + 4.0 * slim, 440.0),
                at(s * 0.785, 372.0),
                at(s * 0.765, 318.0 - 20.0 * loose),
            ]);
            brush.erase(pen.close().done());
        }
    }

    /// A pull-over garment in one colour, with its folds, pattern and neckline.
    fn top(&self, brush: &mut Brush<'_>, tone: Tone, neckline: Neckline) {
        brush.fill(self.outline(2.0), self.ink(tone));
        detail::pattern(brush, self, tone);
        self.folds(brush, tone);
        self.skin(brush, neckline);
        if neckline != Neckline::High {
            self.hem(brush, tone, neckline);
        }
    }

    /// Creases of the sleeves and the chest.
    fn folds(&self, brush: &mut Brush<'_>, tone: Tone) {
        let s = self.shoulders;
        let (dark, light) = (tone.darker(0.5), tone.lighter(0.5));
        for side in [-1.0, 1.0] {
            let at = |x: f32, y: f32| (side * x, y);
            let lit = side == self.body.key;
            // The arm against the chest.
            let pit = [
                at(s * 0.70, 226.0),
                at(s * 0.735, 262.0),
                at(s * 0.745, 330.0),
                at(s * 0.73, 430.0),
                at(s * 0.72, 560.0),
            ];
            detail::soft_line(brush, &pit, 24.0, dark.alpha(0.42));
            brush.atop(taper(&pit, 3.0), dark.alpha(0.30));
            brush.spot_atop(at(s * 0.66, 300.0), (26.0, 110.0), dark.alpha(if lit { 0.12 } else { 0.26 }));
            brush.spot_atop(at(s * 0.93, 214.0), (24.0, 56.0), light.alpha(if lit { 0.26 } else { 0.07 }));
            brush.spot_atop(at(s * 0.42, 206.0), (46.0, 44.0), light.alpha(if lit { 0.16 } else { 0.05 }));
            for crease in 0..3 {
                let y = 196.0 + crease as f32 * 15.0;
                let roll = self.roll(1, crease) * 8.0;
                let points = [at(s * 0.86, y - 16.0), at(s * 0.77, y + 6.0 + roll), at(s * 0.68, y + 26.0)];
                detail::soft_line(brush, &points, 9.0, dark.alpha(0.26));
            }
            detail::drape(brush, self, side, (dark, light));
        }
        brush.spot_atop((0.0, 290.0), (40.0, 120.0), dark.alpha(0.09));
    }

    /// The edge of the skin at the neck, from the left side over the chest to the right.
    fn cut(&self, neckline: Neckline) -> Vec<Point> {
        let n = self.neck;
        let edge = n + 6.0;
        match neckline {
            Neckline::Crew | Neckline::High => {
                vec![
                    (-edge, 118.0),
                    (-n * 0.78, 137.0),
                    (-n * 0.36, 146.5),
                    (0.0, 149.0),
                    (n * 0.36, 146.5),
                    (n * 0.78, 137.0),
                    (edge, 118.0),
                ]
            }
            Neckline::Scoop => {
                let w = n + 19.0;
                vec![
                    (-w, 131.0),
                    (-w * 0.88, 152.0),
                    (-w * 0.5, 180.0),
                    (0.0, 189.0),
                    (w * 0.5, 180.0),
                    (w * 0.88, 152.0),
                    (w, 131.0),
                ]
            }
            Neckline::Vee(depth) => {
                let mut points = vec![(-edge - 2.0, 117.0), (-n * 0.62, 149.0), (-n * 0.18, depth - 12.0)];
                points.extend([
                    (0.0, depth),
                    (n * 0.18, depth - 12.0),
                    (n * 0.62, 149.0),
                    (edge + 2.0, 117.0),
                ]);
                points
            }
        }
    }

    /// Neck and chest as far as the neckline shows them.
    fn skin(&self, brush: &mut Brush<'_>, neckline: Neckline) {
        let n = self.neck;
        if !matches!(neckline, Neckline::Scoop) {
            // The back of the collar closes the gap beside the neck.
            let inside = self.cloth.darker(0.55);
            brush.fill(super::pen::oval((0.0, 113.0), n + 7.0, 15.0), inside);
        }
        let cut = self.cut(neckline);
        let side = [(n + 1.5, 100.0), (n, 76.0), (n + 2.0, 30.0)];
        let mut pen = Pen::at(cut[0]);
        match neckline {
            Neckline::Vee(_) => pen.through(&cut[1..4]).through(&cut[4..]),
            _ => pen.through(&cut[1..]),
        };
        pen.through(&side).line((-side[2].0, side[2].1));
        pen.through(&[(-n, 76.0), (-(n + 1.5), 100.0), cut[0]]);
        let skin = &self.body.skin;
        let key = self.body.key;
        let stops = vec![
            (0.0, skin.base.mix(skin.light, 0.20)),
            (0.45, skin.base.mix(skin.shade, 0.14)),
            (1.0, skin.base.mix(skin.shade, 0.85)),
        ];
        brush.fill(pen.close().done(), Ink::Linear((key * n * 1.1, 100.0), (-key * n * 1.2, 120.0), stops));
        self.throat(brush, neckline);
    }

    /// Light and shade on neck and collar bones. Drawn only on the skin, which ends at the neckline.
    fn throat(&self, brush: &mut Brush<'_>, neckline: Neckline) {
        let skin = &self.body.skin;
        let n = self.neck;
        let dark = self.body.dark();
        for side in [-1.0, 1.0] {
            let depth = if side == dark { 0.40 } else { 0.24 };
            let cord = [(side * n * 0.80, 84.0), (side * n * 0.50, 112.0), (side * 7.0, 139.0)];
            brush.fill(taper(&cord, 5.0), skin.shade.alpha(depth));
        }
        brush.spot((dark * 2.0, 138.0), (7.0, 6.0), skin.deep.alpha(0.34));
        if self.body.age > 0.5 {
            for row in 0..2 {
                let y = 108.0 + row as f32 * 10.0;
                brush.fill(
                    taper(&[(-n * 0.7, y - 3.0), (0.0, y + 2.0), (n * 0.7, y - 3.0)], 1.6),
                    skin.line.alpha(0.22),
                );
            }
        }
        if !matches!(neckline, Neckline::Scoop | Neckline::Vee(_)) {
            return;
        }
        for side in [-1.0, 1.0] {
            let bone = [(side * 9.0, 146.0), (side * 24.0, 142.5), (side * (n + 4.0), 136.0)];
            brush.fill(taper(&bone, 3.4), skin.shade.alpha(0.42));
            let lit: Vec<Point> = bone.iter().map(|(x, y)| (*x, y - 3.2)).collect();
            brush.fill(taper(&lit, 2.6), skin.light.alpha(0.34));
        }
    }

    /// A narrow edge along the neckline.
    fn hem(&self, brush: &mut Brush<'_>, tone: Tone, neckline: Neckline) {
        let cut = self.cut(neckline);
        let mut pen = Pen::at(cut[0]);
        match neckline {
            Neckline::Vee(_) => pen.through(&cut[1..4]).through(&cut[4..]),
            _ => pen.through(&cut[1..]),
        };
        let path = pen.done();
        let lower =
            path.clone().and_then(|path| path.transform(tiny_skia::Transform::from_translate(0.0, 2.6)));
        brush.line_atop(lower, tone.darker(0.24), 6.4);
        brush.line_atop(path.clone(), tone.lighter(0.07), 5.6);
        let upper = path.and_then(|path| path.transform(tiny_skia::Transform::from_translate(0.0, -2.6)));
        brush.line_atop(upper, tone.darker(0.42).alpha(0.55), 1.2);
    }

    /// A leaf of a collar from the side of the neck, down to a point.
    fn collar_leaf(&self, brush: &mut Brush<'_>, tone: Tone, side: f32, reach: f32) {
        let n = self.neck;
        let at = |x: f32, y: f32| (side * x, y);
        let mut pen = Pen::at(at(n + 2.0, 102.0));
        pen.through(&[at(n * 0.66, 124.0), at(3.0, 146.0)])
            .line(at(17.0, 146.0 + reach))
            .line(at(n + 15.0, 143.0));
        pen.through(&[at(n + 14.0, 122.0), at(n + 2.0, 102.0)]);
        let path = pen.close().done();
        let shadow = path
            .clone()
            .and_then(|path| path.transform(tiny_skia::Transform::from_translate(-self.body.key * 1.5, 3.5)));
        brush.atop(shadow, tone.darker(0.75).alpha(0.30));
        let lit: f32 = if side == self.body.key { 0.10 } else { -0.04 };
        let top = tone.lighter(lit.max(0.0) + 0.05);
        brush.fill(
            path.clone(),
            Ink::fade(at(6.0, 108.0), at(26.0, 172.0), top, tone.darker(0.10 - lit.min(0.0))),
        );
        brush.line(path, tone.darker(0.35).alpha(0.34), 0.9);
    }

    /// A round button.
    fn button(&self, brush: &mut Brush<'_>, (x, y): Point, radius: f32, tone: Tone) {
        brush.fill(super::pen::oval((x, y + 0.8), radius, radius), tone.darker(0.6).alpha(0.5));
        brush.fill(super::pen::oval((x, y), radius, radius), tone);
        brush.fill(
            super::pen::oval((x - 0.2 * radius, y - 0.3 * radius), radius * 0.5, radius * 0.4),
            tone.lighter(0.4).alpha(0.6),
        );
    }

    /// A shape that lies on the cloth, with a soft edge below it.
    fn patch(&self, brush: &mut Brush<'_>, points: &[Point], tone: Tone) {
        brush.atop(blob(points), tone);
    }
}
