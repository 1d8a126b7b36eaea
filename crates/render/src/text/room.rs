//! Where a text may stand: how much room it has, and where its block goes so that all that is drawn stays inside.

use types::geometry::Size;
use types::text::style::{Align, BoxShape, TextStyle};
use types::text::{AnimationKind, CaptionStyle, Entrance, Highlight, Inside, SafeArea, Title};

use super::Stage;
use super::block::{Block, bounded};
use super::boxes::HIGHLIGHT_MARGIN;
use super::motion::{CARD_MOST, POP_MOST, TITLE_MOST};

/// The most that a spoken word grows.
pub const POP_MAX: f32 = 1.5;

/// How far from its middle a shadow is still seen, in standard deviations of its blur: past that it has less than a
/// tenth of its strength.
const SHADOW_SEEN: f32 = 1.3;

/// The room for a text, in pixels.
#[derive(Clone, Copy)]
pub struct Room {
    pub width: f32,
    pub height: f32,
    /// Text size wished for.
    pub size: f32,
    /// Lines wished for at most; more are made before text becomes too small to read.
    pub lines: usize,
    /// What is drawn around the letters on each side, in text sizes.
    pub margin: (f32, f32),
    /// How large a spoken word is drawn at most, 1 for as it is.
    pub grows: f32,
}

/// Where a block lies on the canvas, in pixels.
pub struct Frame {
    /// The block's own origin.
    pub origin: (i32, i32),
    /// Left, top, right and bottom of all that is drawn of the block at rest.
    pub drawn: [f32; 4],
    /// Left, top, right and bottom of where it may be drawn.
    pub area: [f32; 4],
}

impl Room {
    /// For a title.
    pub fn of_title(title: &Title, stage: Stage) -> Self {
        let [left, top, right, bottom] = title_area(title, stage);
        let pops = [title.animation_in, title.animation_out]
            .into_iter()
            .flatten()
            .any(|animation| animation.kind == AnimationKind::Pop);
        let whole = if pops { TITLE_MOST } else { 1.0 };
        Self {
            width: ((right - left) * bounded(title.width_limit, 0.05, 1.0) - 1.0) / whole,
            height: (bottom - top - 1.0) / whole,
            size: size(&title.style, stage.canvas),
            lines: usize::MAX - 64,
            margin: margin(&title.style),
            grows: 1.0,
        }
    }

    /// For a card of a caption.
    pub fn of_caption(style: &CaptionStyle, stage: Stage) -> Self {
        let [left, top, right, bottom] = stage.safe.free_pixels(stage.canvas);
        let (grows, box_margin) = match style.highlight {
            Highlight::Pop { scale, .. } => {
                (1.0 + (bounded(scale, 1.0, POP_MAX) - 1.0) * POP_MOST, (0.0, 0.0))
            }
            Highlight::Box { .. } => (1.0, HIGHLIGHT_MARGIN),
            _ => (1.0, (0.0, 0.0)),
        };
        let whole = grows * if style.entrance == Entrance::Pop { CARD_MOST } else { 1.0 };
        let text = margin(&style.text);
        Self {
            width: (right - left - 1.0) / whole,
            height: (bottom - top - 1.0) / whole,
            size: size(&style.text, stage.canvas),
            lines: style.limits.lines.clamp(1, 6) as usize,
            margin: (text.0.max(box_margin.0), text.1.max(box_margin.1)),
            grows,
        }
    }
}

impl Frame {
    /// Of a title.
    pub fn of_title(title: &Title, stage: Stage, block: &Block) -> Self {
        let share = (bounded(title.position.x, 0.0, 1.0), bounded(title.position.y, 0.0, 1.0));
        Self::new(title_area(title, stage), block, share)
    }

    /// Of a card of a caption.
    pub fn of_caption(style: &CaptionStyle, stage: Stage, block: &Block) -> Self {
        let across = match (style.text.align, block.rtl) {
            (Align::Center, _) => 0.5,
            (Align::Start, false) | (Align::End, true) => 0.0,
            (Align::Start, true) | (Align::End, false) => 1.0,
        };
        Self::new(stage.safe.free_pixels(stage.canvas), block, (across, bounded(style.position, 0.0, 1.0)))
    }

    fn new(area: [f32; 4], block: &Block, (across, down): (f32, f32)) -> Self {
        let own = block.drawn();
        let at = |from: f32, to: f32, low: f32, high: f32, share: f32| {
            (from + (to - from - (high - low)) * share - low).ceil()
        };
        let x = at(area[0], area[2], own[0], own[2], across);
        let y = at(area[1], area[3], own[1], own[3], down);
        let drawn = [own[0] + x, own[1] + y, own[2] + x, own[3] + y];
        Self { origin: (x as i32, y as i32), drawn, area }
    }
}

impl Frame {
    /// By how many pixels what is drawn must be moved, across (`axis` 0) or down (1), to be where it may be when its
    /// edges have gone where `moved` says. Nothing when it has no room there.
    pub fn kept(&self, axis: usize, moved: impl Fn(f32) -> f32) -> i32 {
        let (low, high) = (moved(self.drawn[axis]), moved(self.drawn[axis + 2]));
        let (over, under) = (self.area[axis] - low, self.area[axis + 2] - high);
        if over > under {
            return 0;
        }
        // Whole pixels away from the edge: resampling makes edges a little softer.
        if under < 0.0 { under.floor() as i32 } else { over.max(0.0).ceil() as i32 }
    }
}

fn title_area(title: &Title, stage: Stage) -> [f32; 4] {
    match title.position.inside {
        Inside::SafeArea => stage.safe.free_pixels(stage.canvas),
        Inside::Canvas => SafeArea::NONE.free_pixels(stage.canvas),
    }
}

/// What is drawn around the letters, in text sizes: the box, the outline, and shadows as far as they are seen.
fn margin(style: &TextStyle) -> (f32, f32) {
    let outline = style.outline.map_or(0.0, |outline| bounded(outline.width, 0.0, 0.3));
    let padding = style
        .background
        .filter(|back| back.shape != BoxShape::Canvas)
        .map_or((0.0, 0.0), |back| (bounded(back.padding_x, 0.0, 2.0), bounded(back.padding_y, 0.0, 2.0)));
    let reach = |moved: f32, blur: f32| {
        outline + bounded(moved.abs(), 0.0, 1.0) + SHADOW_SEEN * bounded(blur, 0.0, 1.0)
    };
    let shadows = style.shadows.iter().take(super::paint::SHADOWS_MAX);
    shadows.fold((padding.0.max(outline), padding.1.max(outline)), |(x, y), shadow| {
        (x.max(reach(shadow.x, shadow.blur)), y.max(reach(shadow.y, shadow.blur)))
    })
}

fn size(style: &TextStyle, canvas: Size) -> f32 {
    bounded(style.size, 0.005, 0.5) * canvas.width.min(canvas.height) as f32
}
