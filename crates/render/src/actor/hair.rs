//! Hair: what falls behind the shoulders, what frames the face, and beards.

mod beard;
mod cloth;
mod coily;
mod long;
mod short;

use types::actor::{HairStyle, Headwear, Look, Side};

pub(super) use beard::draw as beard;

use super::anatomy::{Anatomy, dial};
use super::layer::{Brush, Ink, Layer, View};
use super::motion::chance;
use super::pen::{Pen, Point, between, swell};
use super::tone::Tone;

/// Measures and colours that all cuts share.
pub(super) struct Strands<'a> {
    pub look: &'a Look,
    pub body: &'a Anatomy,
    /// Half the breadth of the head.
    pub w: f32,
    /// How far the hair stands off the head.
    pub v: f32,
    /// The height of the hairline over the middle of the forehead.
    pub line: f32,
    /// -1 when the hair is parted on the left of the picture.
    pub part: f32,
    pub base: Tone,
    pub dark: Tone,
    pub light: Tone,
}

impl<'a> Strands<'a> {
    fn new(look: &'a Look, body: &'a Anatomy) -> Self {
        let base = Tone::from(look.hair.color);
        let hat = matches!(
            look.accessories.headwear,
            Headwear::Beanie | Headwear::Cap | Headwear::Helmet | Headwear::ChefHat
        );
        let volume = dial(look.hair.volume, 5.0, 17.0);
        Self {
            look,
            body,
            w: body.width,
            v: if hat { 2.0 } else { volume },
            line: dial(look.hair.hairline, -56.0, -74.0),
            part: if look.hair.part == Side::Left { -1.0 } else { 1.0 },
            base,
            dark: base.darker(0.48),
            light: base.mix(Tone::from(look.hair.highlight), 0.75),
        }
    }

    fn on_face(&self, x: f32, y: f32) -> Point {
        self.body.on_face((x, y), 0.0)
    }

    /// A random number from 0 to 1.
    pub(super) fn roll(&self, channel: u32, index: usize) -> f32 {
        chance(self.look.seed, 200 + channel, index as i64)
    }

    /// Hair lit from above and from the side of the light.
    fn ink(&self) -> Ink {
        let key = self.body.key;
        let stops = vec![
            (0.0, self.base.mix(self.light, 0.42)),
            (0.3, self.base.mix(self.light, 0.10)),
            (0.62, self.base),
            (1.0, self.dark.mix(self.base, 0.35)),
        ];
        Ink::Linear((key * 60.0, -125.0), (-key * 62.0, 70.0), stops)
    }

    /// Fine lines from one line to another, each at the same share of both, on what is already drawn.
    pub(super) fn comb(&self, brush: &mut Brush<'_>, comb: &Comb<'_>) {
        for index in 0..comb.count {
            let roll = |channel: u32| self.roll(comb.channel * 8 + channel, index);
            let t = (index as f32 + roll(0)) / comb.count as f32;
            let (root, tip) =
                (along(comb.from, t), along(comb.to, (t + (roll(1) - 0.5) * 0.05).clamp(0.0, 1.0)));
            let bow = (comb.bow.0 * (0.7 + 0.6 * roll(2)), comb.bow.1 * (0.7 + 0.6 * roll(2)));
            let middle = between(root, tip, 0.5);
            let middle = (middle.0 + bow.0, middle.1 + bow.1);
            let points: Vec<Point> = (0..=8)
                .map(|step| {
                    let s = step as f32 / 8.0;
                    between(between(root, middle, s), between(middle, tip, s), s)
                })
                .collect();
            let bright = roll(3);
            let tone = if bright > 0.52 {
                self.light.alpha(0.10 + 0.36 * roll(4))
            } else {
                self.dark.alpha(0.16 + 0.34 * roll(4))
            };
            let width = comb.width * (0.5 + roll(5));
            brush.atop(swell(&points, |t| (t * 5.0 + 0.25).min(1.0) * (1.15 - t).min(1.0), width), tone);
        }
    }

    /// A band of light over the hair, as a curve.
    fn gloss(&self, brush: &mut Brush<'_>, middle: Point, radii: Point, amount: f32) {
        brush.spot_atop(middle, radii, self.light.lighter(0.12).alpha(amount));
    }
}

/// Where fine lines of hair run.
pub(super) struct Comb<'a> {
    pub from: &'a [Point],
    pub to: &'a [Point],
    /// How far the middle of each line leaves the straight way.
    pub bow: Point,
    pub count: usize,
    pub width: f32,
    pub channel: u32,
}

/// The point at the share `t` of a line through points.
pub(super) fn along(points: &[Point], t: f32) -> Point {
    let last = points.len().saturating_sub(1);
    let place = t.clamp(0.0, 1.0) * last as f32;
    let index = (place as usize).min(last.saturating_sub(1));
    match (points.get(index), points.get(index + 1)) {
        (Some(a), Some(b)) => between(*a, *b, place - index as f32),
        (Some(a), None) => *a,
        (None, _) => (0.0, 0.0),
    }
}

/// A closed shape through an outer line and back along an inner one, with corners between them.
pub(super) fn shell(outer: &[Point], inner: &[Point]) -> Option<tiny_skia::Path> {
    let (first, rest) = outer.split_first()?;
    let (turn, back) = inner.split_first()?;
    let mut pen = Pen::at(*first);
    pen.through(rest).line(*turn).through(back);
    pen.close().done()
}

/// How far the hair or hat reaches over the eyes, in units.
pub(super) fn height(look: &Look, body: &Anatomy) -> f32 {
    let hair = Strands::new(look, body);
    let style = match look.hair.style {
        HairStyle::Afro => 156.0,
        HairStyle::TopBun => 166.0,
        HairStyle::Headwrap => 150.0,
        HairStyle::Turban => 146.0,
        HairStyle::ShortAfro | HairStyle::CurlyTop | HairStyle::Quiff => 136.0,
        _ => 106.0 + hair.v,
    };
    match look.accessories.headwear {
        Headwear::ChefHat => 178.0,
        Headwear::Helmet | Headwear::Beanie => 134.0,
        Headwear::None | Headwear::Cap | Headwear::Headphones => style,
    }
}

/// Hair behind the shoulders and the neck.
pub(super) fn behind(look: &Look, body: &Anatomy, view: &View) -> Option<Layer> {
    let mut layer = Layer::new(view, [-185.0, -175.0, 185.0, 320.0])?;
    let hair = Strands::new(look, body);
    let brush = &mut layer.brush(view);
    use HairStyle::*;
    match look.hair.style {
        Bob | BobFringe | Lob | LongStraight | LongFringe | LongWavy | LongCurly | SideBraid => {
            long::behind(brush, &hair)
        }
        LowBun | Ponytail | TopBun | Cornrows => long::tied(brush, &hair),
        Afro | ShortAfro => coily::halo(brush, &hair),
        Braids | Locs => coily::ropes_behind(brush, &hair),
        Hijab => cloth::hijab_behind(brush, &hair),
        _ => {}
    }
    Some(layer)
}

/// Hair over the forehead and around the face.
pub(super) fn front(look: &Look, body: &Anatomy, view: &View) -> Option<Layer> {
    let mut layer = Layer::new(view, [-185.0, -190.0, 185.0, 320.0])?;
    let hair = Strands::new(look, body);
    let brush = &mut layer.brush(view);
    use HairStyle::*;
    match look.hair.style {
        Bald => short::bald(brush, &hair),
        Receding => short::receding(brush, &hair),
        Buzz => short::buzz(brush, &hair),
        Crop => short::crop(brush, &hair),
        Fade => short::fade(brush, &hair),
        SidePart => short::side_part(brush, &hair),
        SlickBack => short::slick_back(brush, &hair),
        Quiff => short::quiff(brush, &hair),
        Undercut => short::undercut(brush, &hair),
        Pixie => short::pixie(brush, &hair),
        CurlyTop => coily::curly_top(brush, &hair),
        Afro | ShortAfro => coily::afro_front(brush, &hair),
        Twists => coily::twists(brush, &hair),
        Braids | Locs => coily::ropes_front(brush, &hair),
        Cornrows => coily::cornrows(brush, &hair),
        Bob | Lob | LongStraight | LongWavy | LongCurly => long::curtains(brush, &hair),
        BobFringe | LongFringe => {
            long::curtains(brush, &hair);
            long::fringe(brush, &hair);
        }
        TopBun | LowBun | Ponytail => long::pulled_back(brush, &hair),
        SideBraid => long::side_braid(brush, &hair),
        Hijab => cloth::hijab(brush, &hair),
        Turban => cloth::turban(brush, &hair),
        Headwrap => cloth::headwrap(brush, &hair),
    }
    Some(layer)
}
