//! How titles and captions come and go: a place, a size and an opacity for a moment.

use tiny_skia::{FilterQuality, Pixmap, PixmapPaint, PixmapRef, Transform};
use types::geometry::Size;
use types::text::{Animation, AnimationKind, Entrance, Title};

use super::Overlay;
use super::block::Block;
use super::paint::Shown;
use crate::picture::RgbaImage;

/// Length of a caption's entrance and of a word's growth: 0.15 s in samples.
const ENTRANCE: i64 = 7_200;
/// Steps in which they are drawn, so that pictures can be used again.
const STEPS: i64 = 6;

/// How far text is from its rest.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Motion {
    /// 0 clear, 1 as it is.
    pub opacity: f32,
    /// How much lower than at rest, in text sizes.
    pub drop: f32,
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
    pub const REST: Self = Self { opacity: 1.0, drop: 0.0, scale: 1.0, shown: Shown::All };

    /// Of a caption's card, with the share of its entrance that is done.
    pub fn of_card(entrance: Entrance, done: f32) -> Self {
        match entrance {
            Entrance::None => Self::REST,
            Entrance::Pop => {
                Self { scale: 0.8 + 0.2 * overshoot(done), opacity: (done * 2.5).min(1.0), ..Self::REST }
            }
            Entrance::Rise => {
                Self { opacity: slowing(done), drop: 0.35 * (1.0 - slowing(done)), ..Self::REST }
            }
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

    /// The picture at rest, moved.
    pub fn apply(self, rest: &Overlay, size: f32) -> Overlay {
        if self.opacity >= 1.0 && self.drop == 0.0 && self.scale == 1.0 {
            return rest.clone();
        }
        let lowered = rest.top + (self.drop * size).round() as i32;
        let paint = PixmapPaint {
            opacity: self.opacity.clamp(0.0, 1.0),
            quality: FilterQuality::Bilinear,
            ..PixmapPaint::default()
        };
        let (width, height) = (rest.image.size.width as f32, rest.image.size.height as f32);
        let (grown_x, grown_y) =
            ((width * (self.scale - 1.0) / 2.0).ceil(), (height * (self.scale - 1.0) / 2.0).ceil());
        let new =
            Size::new((width + 2.0 * grown_x).max(1.0) as u32, (height + 2.0 * grown_y).max(1.0) as u32);
        let source = PixmapRef::from_bytes(&rest.image.data, rest.image.size.width, rest.image.size.height);
        let (Some(mut pixmap), Some(source)) = (Pixmap::new(new.width, new.height), source) else {
            return rest.clone();
        };
        let at = Transform::from_translate(
            new.width as f32 / 2.0 - width / 2.0 * self.scale,
            new.height as f32 / 2.0 - height / 2.0 * self.scale,
        );
        pixmap.draw_pixmap(0, 0, source, &paint, at.pre_scale(self.scale, self.scale), None);
        Overlay {
            left: rest.left - grown_x as i32,
            top: lowered - grown_y as i32,
            image: RgbaImage { size: new, data: pixmap.take() }.into(),
        }
    }
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
            Motion { opacity: slowing(done), drop: 0.9 * (1.0 - slowing(done)), ..rest }
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
