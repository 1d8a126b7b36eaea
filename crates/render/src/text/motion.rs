//! How titles and captions come and go: a place, a size and an opacity for a moment.

use types::geometry::Size;
use types::text::{Animation, AnimationKind, Entrance, Title};

use super::Overlay;
use super::block::Block;
use super::paint::Shown;
use super::room::Frame;
use crate::picture::RgbaImage;

/// Length of a caption's entrance and of a word's growth: 0.15 s in samples.
const ENTRANCE: i64 = 7_200;
/// Steps in which they are drawn, so that pictures can be used again.
const STEPS: i64 = 6;

/// How far past its size a growing word goes before it settles, as a share of its growth.
pub const POP_MOST: f32 = 1.1;
/// How large a card is at most while it comes, and a title while it comes or goes.
pub const CARD_MOST: f32 = 1.02;
pub const TITLE_MOST: f32 = 1.04;

/// How much lower than at rest a card and a title start, in text sizes.
const CARD_DROP: f32 = 0.35;
const TITLE_DROP: f32 = 0.9;

/// How far text is from its rest.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Motion {
    /// 0 clear, 1 as it is.
    pub opacity: f32,
    /// How much lower than at rest, in text sizes, and how much lower at the start.
    pub drop: (f32, f32),
    /// 1 as it is.
    pub scale: f32,
    pub shown: Shown,
}

/// The share of an entrance done `age` samples after it began, in steps; 1 when it is over.
pub fn step(age: i64) -> f32 {
    // Rounded up: the first frame already shows something.
    let step = (age.clamp(0, ENTRANCE) * STEPS / ENTRANCE + 1).min(STEPS);
    step as f32 / STEPS as f32
}

impl Motion {
    pub const REST: Self = Self { opacity: 1.0, drop: (0.0, 1.0), scale: 1.0, shown: Shown::All };

    /// Of a caption's card, with the share of its entrance that is done.
    pub fn of_card(entrance: Entrance, done: f32) -> Self {
        match entrance {
            Entrance::None => Self::REST,
            Entrance::Pop => {
                Self { scale: 0.8 + 0.2 * overshoot(done), opacity: (done * 2.5).min(1.0), ..Self::REST }
            }
            Entrance::Rise => Self {
                opacity: slowing(done),
                drop: (CARD_DROP * (1.0 - slowing(done)), CARD_DROP),
                ..Self::REST
            },
        }
    }

    /// Of a title in frame `frame` of a clip of `length` frames.
    pub fn of_title(title: &Title, block: &Block, frame: i64, length: i64) -> Self {
        let coming = title.animation_in.map(|animation| (animation.kind, done(animation, frame, length)));
        let going = title
            .animation_out
            .map(|animation| (animation.kind, done(animation, length - 1 - frame, length)));
        match (coming, going) {
            (_, Some((kind, done))) if done < 1.0 => of_kind(kind, done, block),
            (Some((kind, done)), _) if done < 1.0 => of_kind(kind, done, block),
            _ => Self::REST,
        }
    }

    /// The picture at rest, moved, with all that is drawn kept where it may be: text that stands at the lower edge
    /// comes from less far below.
    pub fn apply(self, rest: &Overlay, size: f32, within: &Frame) -> Overlay {
        if self.opacity >= 1.0 && self.drop.0 == 0.0 && self.scale == 1.0 {
            return rest.clone();
        }
        let below = (within.area[3] - within.drawn[3]).max(0.0);
        let lowered = (self.drop.0 * size * (below / (self.drop.1 * size).max(1.0)).min(1.0)).floor() as i32;
        let opacity = (self.opacity.clamp(0.0, 1.0) * 256.0).round() as u32;
        let old = rest.image.size;
        let new = Size::new(grown(old.width, self.scale), grown(old.height, self.scale));
        let mut image = if new == old { RgbaImage::clone(&rest.image) } else { resized(&rest.image, new) };
        if opacity < 256 {
            image.data.iter_mut().for_each(|part| *part = ((u32::from(*part) * opacity + 128) >> 8) as u8);
        }
        let centred = |old: u32, new: u32| (i64::from(old) - i64::from(new)).div_euclid(2) as i32;
        let left = rest.left + centred(old.width, new.width);
        let top = rest.top + lowered + centred(old.height, new.height);
        let moved = |from: f32, to: i32, edge: f32| to as f32 + (edge - from) * self.scale;
        let (across, down) = (
            within.kept(0, |edge| moved(rest.left as f32, left, edge)),
            within.kept(1, |edge| moved(rest.top as f32, top, edge)),
        );
        Overlay { left: left + across, top: top + down, image: image.into() }
    }
}

fn grown(side: u32, scale: f32) -> u32 {
    // Steps of two pixels keep the middle where it is.
    let half = (f64::from(side) * (f64::from(scale) - 1.0) / 2.0).round() as i64;
    (i64::from(side) + 2 * half).max(1) as u32
}

/// A premultiplied picture at another size of about the same measure, between four neighbours.
fn resized(image: &RgbaImage, size: Size) -> RgbaImage {
    let taps_x = taps(image.size.width, size.width);
    let stride = image.size.width as usize * 4;
    let mut data = Vec::with_capacity(size.area() as usize * 4);
    let mut mixed = vec![0_u32; stride];
    for (first, second, weight) in taps(image.size.height, size.height) {
        let row = |at: usize| image.data.get(at * stride..(at + 1) * stride).unwrap_or_default();
        for (mixed, (&upper, &lower)) in mixed.iter_mut().zip(row(first).iter().zip(row(second))) {
            *mixed = u32::from(upper) * (256 - weight) + u32::from(lower) * weight;
        }
        let pixels: Vec<&[u32]> = mixed.chunks_exact(4).collect();
        for &(first, second, weight) in &taps_x {
            if let (Some(left), Some(right)) = (pixels.get(first), pixels.get(second)) {
                let parts = left.iter().zip(right.iter());
                data.extend(parts.map(|(l, r)| ((l * (256 - weight) + r * weight + (1 << 15)) >> 16) as u8));
            }
        }
    }
    RgbaImage { size, data }
}

/// For each new sample the two old ones beside it and the share of the second, in 256ths.
fn taps(old: u32, new: u32) -> Vec<(usize, usize, u32)> {
    let last = f64::from(old.saturating_sub(1));
    let at =
        |sample: u32| ((f64::from(sample) + 0.5) * f64::from(old) / f64::from(new) - 0.5).clamp(0.0, last);
    (0..new)
        .map(at)
        .map(|at| (at as usize, (at as usize + 1).min(last as usize), (at.fract() * 256.0) as u32))
        .collect()
}

/// How large the spoken word is `done` of its way to `scale`.
pub fn word_scale(scale: f32, done: f32) -> f32 {
    1.0 + (scale - 1.0) * overshoot(done)
}

/// The share of an animation done in the frame that is `frame` frames from its clip's end.
fn done(animation: Animation, frame: i64, length: i64) -> f32 {
    let frames = i64::from(animation.frames).min(length / 2).max(0);
    // The first frame already shows something and the last step is the rest itself.
    ((frame.max(0) + 1) as f32 / (frames + 1) as f32).min(1.0)
}

fn of_kind(kind: AnimationKind, done: f32, block: &Block) -> Motion {
    let rest = Motion::REST;
    match kind {
        AnimationKind::Fade => Motion { opacity: done * done * (3.0 - 2.0 * done), ..rest },
        AnimationKind::SlideUp => {
            Motion { opacity: slowing(done), drop: (TITLE_DROP * (1.0 - slowing(done)), TITLE_DROP), ..rest }
        }
        AnimationKind::Pop => {
            Motion { scale: 0.6 + 0.4 * overshoot(done), opacity: (done * 3.0).min(1.0), ..rest }
        }
        AnimationKind::Typewriter => {
            let orders = block.orders();
            let count = (orders.len() as f32 * done).ceil() as usize;
            Motion { shown: orders.get(count).map_or(Shown::All, |&order| Shown::Before(order)), ..rest }
        }
        AnimationKind::WordByWord => {
            Motion { shown: Shown::Words((block.words as f32 * done).ceil() as usize), ..rest }
        }
    }
}

/// From 0 to 1, fast and then slow.
fn slowing(t: f32) -> f32 {
    1.0 - (1.0 - t).powi(3)
}

/// From 0 to 1, a little past it and back.
fn overshoot(t: f32) -> f32 {
    let left = t - 1.0;
    1.0 + 2.7 * left.powi(3) + 1.7 * left.powi(2)
}
