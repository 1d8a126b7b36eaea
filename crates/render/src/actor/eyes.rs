//! Eyes and brows. They are drawn again for every frame.

use types::actor::Look;

use super::anatomy::{Anatomy, dial, turned};
use super::layer::{Brush, Ink};
use super::motion::{Pose, chance};
use super::pen::{Pen, Point, swell, taper};
use super::tone::Tone;

/// The lids of one eye as heights over its breadth.
struct Lids {
    /// Half the breadth.
    half: f32,
    /// Corners: the inner one and the outer one, down from the middle.
    inner: f32,
    outer: f32,
    /// The upper lid over the line between the corners now, and when open.
    upper: f32,
    upper_open: f32,
    /// The lower lid under that line.
    lower: f32,
    /// The crease over the upper lid.
    crease: f32,
}

/// Points along a lid.
const STEPS: usize = 12;

impl Lids {
    fn new(look: &Look, body: &Anatomy, pose: &Pose) -> Self {
        let eyes = &look.eyes;
        let size = dial(eyes.size, 0.95, 1.15);
        let tired = 1.0 - 0.14 * body.age;
        let fold = dial(eyes.fold, 0.0, 1.0);
        let tilt = dial(eyes.tilt, -2.6, 4.2);
        let upper_open = (8.5 - 1.7 * fold) * size * tired;
        // A blink ends below the middle: the upper lid travels, the lower hardly rises.
        let shut = -3.4;
        let open = pose.open * (1.0 + 0.10 * pose.brows.max(0.0) + pose.gaze.1 * -0.10);
        Self {
            half: 16.0 * size,
            inner: 1.6,
            outer: 0.6 - tilt,
            upper: shut + (upper_open - shut) * open,
            upper_open,
            // Cheeks lifted by a smile push the lower lid up.
            lower: (4.1 - 0.6 * fold) * size * (0.86 + 0.14 * pose.open),
            crease: (3.6 - 2.8 * fold).max(0.6) * (1.0 - 0.3 * body.age),
        }
    }

    fn base(&self, s: f32) -> f32 {
        self.inner + (self.outer - self.inner) * s
    }

    /// The edge of the upper lid at the share `s` of the way from the inner to the outer corner.
    fn top(&self, s: f32) -> f32 {
        self.base(s) - self.upper * arch(s, 0.44)
    }

    fn bottom(&self, s: f32) -> f32 {
        self.base(s) + self.lower * arch(s, 0.58)
    }

    /// The crease, a little outside the lid.
    fn fold(&self, s: f32) -> f32 {
        let s = s.clamp(0.0, 1.0);
        self.base(s) - (self.upper_open + self.crease) * arch(s, 0.46).powf(0.8) - 0.6
    }

    fn x(&self, s: f32) -> f32 {
        -self.half + 2.0 * self.half * s
    }
}

/// An arch from 0 up to 1 and back, highest near `peak`.
fn arch(s: f32, peak: f32) -> f32 {
    let s = s.clamp(0.0, 1.0);
    let t = if s < peak { s / peak * 0.5 } else { 0.5 + (s - peak) / (1.0 - peak) * 0.5 };
    (4.0 * t * (1.0 - t)).max(0.0).powf(0.78)
}

/// One eye on the head as it is turned now.
struct Eye<'a> {
    look: &'a Look,
    body: &'a Anatomy,
    pose: &'a Pose,
    lids: Lids,
    /// -1 is on the left of the picture.
    side: f32,
    middle: f32,
}

impl Eye<'_> {
    /// A place by its distance outwards from the middle of the eye and its height.
    fn at(&self, x: f32, y: f32) -> Point {
        turned((self.side * (self.middle + x), y), 0.0, self.body.yaw + self.pose.yaw, self.pose.pitch)
    }

    fn run(&self, from: f32, to: f32, height: impl Fn(&Lids, f32) -> f32) -> Vec<Point> {
        (0..=STEPS)
            .map(|step| {
                let s = from + (to - from) * step as f32 / STEPS as f32;
                self.at(self.lids.x(s), height(&self.lids, s))
            })
            .collect()
    }
}

/// Draws both eyes and brows.
pub(super) fn draw(brush: &mut Brush<'_>, look: &Look, body: &Anatomy, pose: &Pose) {
    for side in [-1.0, 1.0] {
        let eye = Eye {
            look,
            body,
            pose,
            lids: Lids::new(look, body, pose),
            side,
            middle: dial(look.eyes.spacing, 29.0, 33.5),
        };
        ball(brush, &eye);
        lid(brush, &eye);
        lashes(brush, &eye);
        brow(brush, &eye);
    }
}

/// White, iris, pupil and catchlight.
fn ball(brush: &mut Brush<'_>, eye: &Eye<'_>) {
    if eye.lids.upper + eye.lids.lower < 0.5 {
        return;
    }
    let lids = &eye.lids;
    let top = eye.run(0.0, 1.0, |lids, s| lids.top(s));
    let mut bottom = eye.run(0.0, 1.0, |lids, s| lids.bottom(s));
    bottom.reverse();
    let mut pen = Pen::at(top[0]);
    pen.through(&top[1..]).through(&bottom);
    let white = Tone::hex(0xf6f1ec).mix(eye.body.skin.base, 0.07);
    let shade = white.times(0.70, 0.66, 0.68);
    let (high, low) = (eye.at(0.0, -lids.upper), eye.at(0.0, lids.lower));
    let stops = vec![(0.0, shade), (0.5, white), (1.0, white.times(0.93, 0.9, 0.9))];
    brush.fill(pen.close().done(), Ink::Linear(high, low, stops));
    brush.fill(eye_disc(eye, (-lids.half + 1.2, lids.inner + 0.4), 2.0, 1.0), Tone::hex(0xd99a8c).alpha(0.8));
    iris(brush, eye);
}

fn iris(brush: &mut Brush<'_>, eye: &Eye<'_>) {
    let lids = &eye.lids;
    let radius = 0.49 * 16.0 * dial(eye.look.eyes.size, 0.94, 1.08);
    let gaze = eye.pose.gaze;
    let middle = (
        // The face turns, the eyes stay on the camera.
        eye.side * (gaze.0 * 5.0 - (eye.body.yaw + eye.pose.yaw) * 15.0) - 0.6,
        (lids.inner + lids.outer) / 2.0 - 1.9 + gaze.1 * 3.0 - eye.pose.pitch * 12.0,
    );
    let color = Tone::from(eye.look.eyes.color);
    let center = eye.at(middle.0, middle.1);
    let stops = vec![
        (0.0, color.lighter(0.10)),
        (0.55, color.lighter(0.20)),
        (0.80, color),
        (0.90, color.darker(0.45)),
        (1.0, color.darker(0.62)),
    ];
    brush.fill(eye_disc(eye, middle, radius, 1.0), Ink::Radial(center, radius, stops));
    brush.fill(eye_disc(eye, (middle.0, middle.1), radius * 0.42, 1.0), Tone::hex(0x100c0b));
    // The upper lid throws a shadow, the light draws a bow in the lower half.
    let glow = eye_disc(eye, (middle.0, middle.1 + radius * 0.62), radius * 0.50, 0.42);
    brush.fill(glow, color.lighter(0.5).alpha(0.36));
    let shadow = eye.run(0.04, 0.96, |lids, s| lids.top(s).min(lids.bottom(s)) + 1.2 * arch(s, 0.5));
    brush.fill(taper(&shadow, 3.4), Tone::hex(0x1c1210).alpha(0.34));
    let light = (middle.0 + eye.side * eye.body.key * radius * 0.40, middle.1 - radius * 0.36);
    brush.fill(eye_disc(eye, light, radius * 0.24, 1.0), Tone::hex(0xffffff).alpha(0.94));
    let small = (middle.0 - eye.side * eye.body.key * radius * 0.34, middle.1 + radius * 0.40);
    brush.fill(eye_disc(eye, small, radius * 0.12, 1.0), Tone::hex(0xffffff).alpha(0.45));
}

/// A disc in the eye, cut by the lids: each point of its edge is pushed to the lid it would cross.
fn eye_disc(eye: &Eye<'_>, middle: Point, radius: f32, flat: f32) -> Option<tiny_skia::Path> {
    const TURN: [(f32, f32); 8] = [
        (1.0, 0.0),
        (0.980_785, 0.195_09),
        (0.923_88, 0.382_683),
        (0.831_47, 0.555_57),
        (std::f32::consts::FRAC_1_SQRT_2, std::f32::consts::FRAC_1_SQRT_2),
        (0.555_57, 0.831_47),
        (0.382_683, 0.923_88),
        (0.195_09, 0.980_785),
    ];
    let lids = &eye.lids;
    let place = |(cos, sin): (f32, f32)| {
        let x = (middle.0 + cos * radius).clamp(-lids.half, lids.half);
        let s = (x + lids.half) / (2.0 * lids.half);
        let (top, bottom) = (lids.top(s), lids.bottom(s));
        let y = middle.1 + sin * radius * flat;
        eye.at(x, y.max(top).min(bottom.max(top)))
    };
    let mut pen = Pen::default();
    for quarter in 0..4 {
        for (index, (cos, sin)) in TURN.into_iter().enumerate() {
            let point = match quarter {
                0 => (cos, sin),
                1 => (-sin, cos),
                2 => (-cos, -sin),
                _ => (sin, -cos),
            };
            if quarter == 0 && index == 0 {
                pen.jump(place(point))
            } else {
                pen.line(place(point))
            };
        }
    }
    pen.close().done()
}

/// The upper lid between the crease and its edge. It covers the eye in a blink.
fn lid(brush: &mut Brush<'_>, eye: &Eye<'_>) {
    let skin = &eye.body.skin;
    let edge = eye.run(0.0, 1.0, |lids, s| lids.top(s).min(lids.bottom(s)));
    let mut crease = eye.run(-0.02, 1.03, Lids::fold);
    crease.reverse();
    let mut pen = Pen::at(edge[0]);
    pen.through(&edge[1..]).line(crease[0]).through(&crease[1..]);
    let paint = Tone::from(eye.look.eyes.shadow);
    let dimmed = if eye.side == eye.body.key { 0.34 } else { 0.52 };
    let upper = skin.base.mix(skin.shade, dimmed + 0.2).mix(paint.alpha(1.0), paint.a * 0.6);
    let lower = skin.base.mix(skin.shade, dimmed * 0.6).mix(paint.alpha(1.0), paint.a * 0.45);
    let ink = Ink::fade(
        eye.at(0.0, -eye.lids.upper_open - eye.lids.crease),
        eye.at(0.0, eye.lids.lower),
        upper,
        lower,
    );
    brush.fill(pen.close().done(), ink);
    let line = eye.run(0.02, 1.03, Lids::fold);
    let depth = 0.62 - 0.3 * dial(eye.look.eyes.fold, 0.0, 1.0);
    brush.fill(
        swell(&line, |t| 0.25 + 0.75 * t * (2.0 - t) * (1.06 - t).max(0.0) * 2.2, 1.5),
        skin.line.alpha(depth),
    );
    // The soft edge of the lower lid and the wet line above it.
    let below = eye.run(0.10, 1.0, |lids, s| lids.bottom(s) + 0.5);
    brush.fill(swell(&below, |t| 0.3 + 0.7 * t, 1.0), skin.line.alpha(0.42));
    let under = eye.run(0.12, 0.92, |lids, s| lids.bottom(s) + 3.0 * arch(s, 0.5) + 1.0);
    brush.fill(taper(&under, 1.3), skin.shade.alpha(0.28));
    let smile = eye.run(0.20, 1.0, |lids, s| lids.bottom(s) + 5.4 * arch(s, 0.55) + 1.4);
    brush.fill(taper(&smile, 3.0), skin.light.alpha(0.16));
}

fn lashes(brush: &mut Brush<'_>, eye: &Eye<'_>) {
    let length = dial(eye.look.eyes.lashes, 0.0, 1.0);
    let ink = Tone::from(eye.look.eyes.brow_color).darker(0.55);
    let edge = eye.run(0.0, 1.0 + 0.05 * length, |lids, s| {
        lids.top(s.min(1.0)).min(lids.bottom(s.min(1.0))) - (s - 1.0).max(0.0) * 42.0 * length
    });
    let weight = 1.5 + 1.5 * length;
    brush.fill(
        swell(&edge, |t| 0.28 + 0.72 * (t * 1.3).min(1.0) * ((1.05 - t) * 6.0).min(1.0), weight),
        ink.alpha(0.92),
    );
    if length < 0.35 {
        return;
    }
    for index in 0..7 {
        let s = 0.36 + 0.1 * index as f32;
        let root = eye.lids.top(s.min(1.0)).min(eye.lids.bottom(s.min(1.0)));
        let x = eye.lids.x(s.min(1.0));
        let reach = (1.2 + 3.0 * length) * (0.5 + 0.5 * s) * if eye.pose.open < 0.4 { -0.8 } else { 1.0 };
        let (out, up) = ((s - 0.42) * 5.2 * length, reach);
        let points = [eye.at(x, root), eye.at(x + out * 0.5, root - up * 0.65), eye.at(x + out, root - up)];
        brush.fill(swell(&points, |t| 1.0 - t, 1.0), ink.alpha(0.85));
    }
}

/// A brow: a soft shape with single hairs in it.
fn brow(brush: &mut Brush<'_>, eye: &Eye<'_>) {
    let eyes = &eye.look.eyes;
    let weight = dial(eyes.brow_weight, 3.0, 6.2);
    let arched = dial(eyes.brow_arch, 2.2, 5.6);
    let raise = eye.pose.brows * 2.6 + (eye.pose.open - 1.0) * 0.8;
    let y = -21.0 - weight * 0.15 - raise;
    let line = |t: f32, lift: f32| {
        let x = -19.5 + 42.0 * t;
        // Up to two thirds of the way, then down again.
        let bow = if t < 0.62 { t / 0.62 } else { 1.0 - (t - 0.62) / 0.38 };
        let bow = (bow * std::f32::consts::FRAC_PI_2).sin();
        // Low inner ends look stern, so they lie a little higher than the line.
        let inner = (0.9 + eye.pose.brows.max(0.0) * 1.1) * (1.0 - t).powi(2);
        eye.at(x, y - arched * bow + (0.8 + 0.5 * arched) * t * t - inner + lift)
    };
    let profile = |t: f32| {
        let rise = (t / 0.30).min(1.0);
        (0.34 + 0.66 * rise * (2.0 - rise)) * (1.0 - t.powf(2.4)).max(0.0) + 0.05
    };
    let spine: Vec<Point> = (0..=10).map(|step| line(step as f32 / 10.0, 0.0)).collect();
    let tone = Tone::from(eyes.brow_color);
    // Thin where it begins over the nose, full from a third of its length on.
    let ink = |tone: Tone, alpha: f32| {
        let stops =
            vec![(0.0, tone.alpha(alpha * 0.25)), (0.32, tone.alpha(alpha)), (1.0, tone.alpha(alpha))];
        Ink::Linear(line(0.0, 0.0), line(1.0, 0.0), stops)
    };
    brush.fill(swell(&spine, profile, weight), ink(tone, 0.66));
    brush.fill(swell(&spine, |t| profile(t) * 0.6, weight), ink(tone.darker(0.2), 0.35));
    let mut hairs = Pen::default();
    for index in 0..26 {
        let t = 0.01 + index as f32 / 27.0;
        let roll = chance(eye.look.seed, 40, index) - 0.5;
        let half = weight / 2.0 * profile(t);
        let (low, high) =
            (line(t, half * 0.8), line((t + 0.10 + 0.05 * roll).min(1.0), -half * (0.95 + 0.25 * roll)));
        hairs.jump((low.0 - 0.32, low.1));
        hairs.line((low.0 + 0.32, low.1)).line(high).close();
    }
    brush.fill(hairs.done(), tone.darker(0.25).alpha(0.42));
}
