//! The mouth, drawn again for every frame between two of its shapes.

use types::actor::{FacialHair, Look};
use types::mouth::MouthShape;

use super::anatomy::{Anatomy, dial, turned};
use super::layer::{Brush, Ink};
use super::motion::Pose;
use super::pen::{Pen, Point, taper};
use super::tone::Tone;

/// What lips, teeth and tongue do for one shape.
#[derive(Clone, Copy, Debug)]
struct Gesture {
    /// Height of the opening, in units.
    open: f32,
    /// Breadth against the mouth at rest.
    wide: f32,
    /// How far the lips come forward: 1 makes them round and full.
    round: f32,
    /// How much the lips are pressed in.
    press: f32,
    /// How much of the upper teeth shows.
    teeth: f32,
    /// How much of the lower teeth shows.
    lower_teeth: f32,
    /// How far the tongue comes up.
    tongue: f32,
    /// How far the lower lip lies under the upper teeth.
    tuck: f32,
}

const fn gesture(parts: [f32; 8]) -> Gesture {
    let [open, wide, round, press, teeth, lower_teeth, tongue, tuck] = parts;
    Gesture { open, wide, round, press, teeth, lower_teeth, tongue, tuck }
}

impl Gesture {
    fn of(shape: MouthShape) -> Self {
        gesture(match shape {
            MouthShape::Rest => [0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
            MouthShape::Closed => [0.0, 0.97, 0.0, 0.75, 0.0, 0.0, 0.0, 0.0],
            MouthShape::Teeth => [3.0, 0.98, 0.0, 0.1, 1.0, 0.0, 0.0, 1.0],
            MouthShape::TongueTeeth => [7.0, 0.99, 0.0, 0.0, 0.8, 0.0, 1.0, 0.0],
            MouthShape::Spread => [6.5, 1.13, 0.0, 0.0, 1.0, 0.25, 0.3, 0.0],
            MouthShape::Open => [17.0, 1.02, 0.1, 0.0, 0.75, 0.15, 0.35, 0.0],
            MouthShape::Mid => [10.0, 1.0, 0.1, 0.0, 0.8, 0.0, 0.35, 0.0],
            MouthShape::Round => [13.5, 0.66, 0.85, 0.0, 0.35, 0.0, 0.2, 0.0],
            MouthShape::Narrow => [5.4, 0.54, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0],
            MouthShape::Sibilant => [4.6, 1.05, 0.0, 0.0, 1.0, 0.8, 0.0, 0.0],
            MouthShape::Postalveolar => [6.4, 0.79, 0.6, 0.0, 1.0, 0.7, 0.0, 0.0],
            MouthShape::Back => [7.5, 1.0, 0.0, 0.0, 0.7, 0.0, 0.2, 0.0],
        })
    }

    fn towards(self, to: Self, t: f32) -> Self {
        let part = |a: f32, b: f32| a + (b - a) * t;
        Self {
            open: part(self.open, to.open),
            wide: part(self.wide, to.wide),
            round: part(self.round, to.round),
            press: part(self.press, to.press),
            teeth: part(self.teeth, to.teeth),
            lower_teeth: part(self.lower_teeth, to.lower_teeth),
            tongue: part(self.tongue, to.tongue),
            tuck: part(self.tuck, to.tuck),
        }
    }
}

/// The lips at one moment.
pub(super) struct Mouth<'a> {
    look: &'a Look,
    body: &'a Anatomy,
    pose: &'a Pose,
    now: Gesture,
    /// Half the breadth.
    half: f32,
    /// Heights of the red of the lips.
    upper: f32,
    lower: f32,
    /// How far the opening reaches over and under the line of the lips.
    above: f32,
    below: f32,
    /// How far the corners lie over that line.
    corner: f32,
}

impl<'a> Mouth<'a> {
    /// The mouth on its way between two shapes.
    pub(super) fn new(
        look: &'a Look,
        body: &'a Anatomy,
        pose: &'a Pose,
        (from, to, blend): (MouthShape, MouthShape, f32),
    ) -> Self {
        let now = Gesture::of(from).towards(Gesture::of(to), blend.clamp(0.0, 1.0));
        let lips = &look.lips;
        let full = 1.0 + 0.22 * now.round - 0.34 * now.press;
        let stretch = 1.0 - 0.010 * now.open;
        Self {
            look,
            body,
            pose,
            now,
            half: dial(lips.width, 24.0, 29.0) * now.wide,
            upper: dial(lips.upper, 4.6, 9.0) * full * stretch,
            lower: dial(lips.lower, 6.4, 11.6) * full * stretch * (1.0 - 0.45 * now.tuck),
            above: now.open * (0.30 + 0.14 * now.round),
            below: now.open * (0.70 - 0.14 * now.round) - now.tuck * 1.6,
            corner: dial(lips.smile, 3.4, 8.6) * (1.0 - 0.7 * now.round - 0.022 * now.open) - now.open * 0.06,
        }
    }

    /// How far the chin has dropped, in units.
    pub(super) fn jaw(&self) -> f32 {
        (self.now.open * 0.52).min(9.0)
    }

    fn at(&self, x: f32, y: f32) -> Point {
        let depth = 7.0 + 3.0 * self.now.round;
        turned((x, self.body.mouth + y), depth, self.body.yaw + self.pose.yaw, self.pose.pitch)
    }

    /// The edge of the opening: `height` over or under the line of the lips in the middle.
    fn edge(&self, height: f32, bow: f32) -> Vec<Point> {
        let line = |share: f32| -self.corner * share * share;
        let belly = |share: f32| height * (1.0 - share * share).max(0.0).powf(0.62 - 0.12 * self.now.round);
        (0..=12)
            .map(|step| {
                let share = step as f32 / 6.0 - 1.0;
                let dip = bow * (1.0 - (share * 2.6).powi(2)).max(0.0);
                self.at(share * self.half * 0.96, line(share) + belly(share) + dip)
            })
            .collect()
    }

    /// Draws the mouth.
    pub(super) fn draw(&self, brush: &mut Brush<'_>) {
        self.shade(brush);
        let top = self.edge(-self.above, 0.7);
        let bottom = self.edge(self.below, 0.4);
        if self.now.open > 0.3 {
            self.inside(brush, &top, &bottom);
        }
        self.lower_lip(brush, &bottom);
        self.upper_lip(brush, &top);
        let seam = if self.now.open > 1.2 { 0.30 } else { 0.78 };
        brush.fill(taper(&top, 1.7), self.deep().alpha(seam));
        for side in [-1.0, 1.0] {
            let corner = self.at(side * self.half, -self.corner);
            brush.spot((corner.0, corner.1 + 0.3), (2.6, 1.7), self.deep().alpha(0.42));
            // The cheek that the corner is drawn into.
            if self.is_bearded() {
                continue;
            }
            let fold = self.at(side * (self.half + 4.6), -self.corner - 0.6);
            brush.spot(fold, (3.6, 6.4), self.body.skin.shade.alpha(0.44 - 0.30 * self.now.round));
        }
    }

    fn deep(&self) -> Tone {
        Tone::from(self.look.lips.color).mix(self.body.skin.line, 0.45).times(0.62, 0.46, 0.46)
    }

    /// Whether hair grows around the whole mouth.
    fn is_bearded(&self) -> bool {
        matches!(self.look.facial_hair, FacialHair::FullBeard | FacialHair::ShortBeard | FacialHair::Goatee)
    }

    /// The shadow under the lower lip; it travels with the lip.
    fn shade(&self, brush: &mut Brush<'_>) {
        let skin = &self.body.skin;
        let low = self.below + self.lower;
        if self.is_bearded() {
            // Skin would look like a stain on a beard.
            let tone = Tone::hex(0x241c1a).alpha(0.30);
            return brush.spot(self.at(0.0, low + 3.0), (self.half * 0.7, 4.4), tone);
        }
        brush.spot(
            self.at(self.body.dark() * 2.0, low + 3.4),
            (self.half * 0.72, 4.6),
            skin.shade.alpha(0.62),
        );
        brush.spot(self.at(0.0, low + 11.0), (self.half * 0.5, 4.5), skin.light.alpha(0.16));
        let lift = -self.above - self.upper - 1.6;
        brush.spot(self.at(self.body.key * 4.0, lift), (self.half * 0.5, 2.0), skin.light.alpha(0.26));
    }

    fn inside(&self, brush: &mut Brush<'_>, top: &[Point], bottom: &[Point]) {
        let dark = Tone::hex(0x3d1517).mix(self.body.skin.line, 0.25);
        let (high, low) = (self.at(0.0, -self.above), self.at(0.0, self.below));
        brush.fill(band(top, bottom), Ink::fade(high, low, dark.darker(0.45), dark));
        let height = self.above + self.below;
        if self.now.tongue > 0.05 && height > 2.0 {
            let rise = height * (0.30 + 0.34 * self.now.tongue);
            let surface =
                self.within(top, bottom, |share| 1.0 - rise / height * (1.0 - share * share * 1.3).max(0.0));
            let tongue = Tone::hex(0xc0605c).mix(self.body.skin.deep, 0.15);
            brush.fill(band(&surface, bottom), Ink::fade(high, low, tongue, tongue.darker(0.35)));
        }
        let white = Tone::hex(0xf4efe6);
        if self.now.teeth > 0.02 && height > 0.8 {
            let drop = (4.6 * self.now.teeth).min(height * 0.92) / height;
            let lower = self.within(top, bottom, |share| drop * (1.0 - 0.45 * share.powi(4)));
            brush.fill(band(top, &lower), Ink::fade(high, low, white.darker(0.26), white));
        }
        if self.now.lower_teeth > 0.02 && height > 2.0 {
            let rise = (2.8 * self.now.lower_teeth).min(height * 0.42) / height;
            let upper = self.within(top, bottom, |share| 1.0 - rise * (1.0 - 0.5 * share.powi(4)));
            brush.fill(band(&upper, bottom), white.darker(0.14));
        }
        // Teeth and tongue lie deeper at the corners.
        let wide = self.half * 0.34;
        for side in [-1.0, 1.0] {
            let corner = self.at(side * self.half * 0.84, (self.below - self.above) / 2.0);
            brush.atop_band(top, bottom, corner, (wide, height.max(2.0)), dark.darker(0.3).alpha(0.85));
        }
    }

    /// A line between the edges of the opening: `share` answers 0 at the upper and 1 at the lower edge.
    fn within(&self, top: &[Point], bottom: &[Point], share: impl Fn(f32) -> f32) -> Vec<Point> {
        top.iter()
            .zip(bottom)
            .enumerate()
            .map(|(step, (above, below))| {
                let along = step as f32 / 6.0 - 1.0;
                super::pen::between(*above, *below, share(along).clamp(0.0, 1.0))
            })
            .collect()
    }

    fn upper_lip(&self, brush: &mut Brush<'_>, edge: &[Point]) {
        let color = Tone::from(self.look.lips.color);
        let height = self.above + self.upper;
        let peak = 0.27 - 0.05 * self.now.round;
        let (w, c) = (self.half, -self.corner);
        let outer = [
            self.at(w, c - 0.3),
            self.at(w * 0.66, c * 0.45 - height * 0.50),
            self.at(w * peak, -height),
            self.at(0.0, -height + self.upper * 0.20 * (1.0 - 0.6 * self.now.press)),
            self.at(-w * peak, -height),
            self.at(-w * 0.66, c * 0.45 - height * 0.50),
            self.at(-w, c - 0.3),
        ];
        let mut pen = Pen::at(self.at(-w, c));
        pen.through(edge).line(outer[0]).through(&outer[1..]);
        let lit = color.times(0.94, 0.88, 0.88);
        let ink = Ink::fade(
            self.at(0.0, -height),
            self.at(0.0, -self.above + 0.5),
            lit,
            color.times(0.74, 0.62, 0.63),
        );
        brush.fill(pen.close().done(), ink);
    }

    fn lower_lip(&self, brush: &mut Brush<'_>, edge: &[Point]) {
        let color = Tone::from(self.look.lips.color);
        let depth = self.below + self.lower;
        let (w, c) = (self.half, -self.corner);
        let outer = [
            self.at(w * 0.98, c + 0.4),
            self.at(w * 0.68, c * 0.4 + depth * 0.70),
            self.at(w * 0.30, depth * 0.985),
            self.at(0.0, depth),
            self.at(-w * 0.30, depth * 0.985),
            self.at(-w * 0.68, c * 0.4 + depth * 0.70),
            self.at(-w * 0.98, c + 0.4),
        ];
        let mut pen = Pen::at(self.at(-w, c));
        pen.through(edge).line(outer[0]).through(&outer[1..]);
        let stops =
            vec![(0.0, color.times(0.84, 0.74, 0.74)), (0.4, color), (1.0, color.times(0.86, 0.78, 0.78))];
        brush.fill(pen.close().done(), Ink::Linear(self.at(0.0, self.below), self.at(0.0, depth), stops));
        let shine = self.at(self.body.key * w * 0.20, self.below + self.lower * 0.42);
        brush.spot(shine, (w * 0.42, self.lower * 0.28), color.lighter(0.55).alpha(0.50));
    }
}

/// The area between two lines that run the same way.
fn band(top: &[Point], bottom: &[Point]) -> Option<tiny_skia::Path> {
    let mut pen = Pen::at(*top.first()?);
    let mut back = bottom.to_vec();
    back.reverse();
    pen.through(&top[1..]).line(*back.first()?).through(&back[1..]);
    pen.close().done()
}

impl Brush<'_> {
    /// A gradient from a corner inwards, inside the area between two lines.
    fn atop_band(&mut self, top: &[Point], bottom: &[Point], middle: Point, radii: Point, tone: Tone) {
        let stops = vec![(0.0, tone), (0.5, tone.alpha(tone.a * 0.6)), (1.0, tone.alpha(0.0))];
        self.fill(band(top, bottom), Ink::Radial(middle, radii.0, stops));
    }
}
