//! Words that a placement draws its own buttons and texts over.

use types::document::Document;
use types::document::clip::{Clip, Source};
use types::document::look::PictureSettings;
use types::document::track::Unit;
use types::geometry::{Area, Size};
use types::id::ClipId;
use types::placement;
use types::text::Inside;

use super::Renderer;
use crate::compose::place::Frame;
use crate::picture::view::Rect;
use crate::plan::{Content, Planned, Shown, plan};
use crate::text::{Overlay, Stage, draw_caption, draw_title};

/// How often in a second a clip is looked at.
const LOOKS: f64 = 5.0;
/// Pixels of the pictures that are looked at: 360x640.
const PIXELS: u64 = 230_400;
/// Alpha above which a pixel counts as seen; what is fainter is the edge of a shadow.
const SEEN: u8 = 64;
/// Opacity above which a clip counts as seen.
const OPACITY: f32 = 0.05;
/// Pixels by which words may stand over: edges are rounded outwards.
const SLACK: f64 = 2.0;

/// Words of which a part is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covered {
    /// The clip they are on.
    pub clip: ClipId,
    /// The first frame in which that was found.
    pub frame: i64,
}

impl Renderer {
    /// Titles and captions of which a part is seen where the document's placement draws its own, looked at five times
    /// a second; none where the document has no placement.
    pub fn covered(&self, document: &Document) -> Vec<Covered> {
        let Some(placement) = document.placement.as_deref().and_then(placement::find) else {
            return Vec::new();
        };
        let free = placement::safe_area(placement);
        let rate = document.canvas.frame_rate;
        let step = (rate.as_f64() / LOOKS).ceil().max(1.0) as usize;
        let found =
            document.clips().filter(|(_, _, clip)| may_leave(clip)).filter_map(|(track, start, clip)| {
                let frame_of = |at: i64| match track.kind.unit() {
                    Unit::Frames => at,
                    Unit::Samples => rate.frame_from(at),
                };
                let (first, end) = (frame_of(start), frame_of(start + clip.length));
                let mut frames = (first..end).step_by(step).chain((end > first).then_some(end - 1));
                let frame = frames.find(|frame| self.is_covered(document, *frame, clip.id, free))?;
                Some(Covered { clip: clip.id, frame })
            });
        found.collect()
    }

    fn is_covered(&self, document: &Document, frame: i64, clip: ClipId, free: Area) -> bool {
        let plan = plan(document, frame);
        let stage = Stage { canvas: document.canvas.size.within(PIXELS), safe: plan.safe };
        let shown = plan.layers.iter().flat_map(|layer| match layer {
            Planned::Clip(shown) => [Some(shown), None],
            Planned::Between(crossing) => [Some(&crossing.from), Some(&crossing.to)],
        });
        let mut own = shown.flatten().filter(|shown| shown.clip == clip && shown.opacity > OPACITY);
        own.any(|shown| {
            let place = self.words(shown, stage).and_then(|words| placed(&words, shown, stage.canvas));
            place.is_some_and(|place| leaves(&place, free, stage.canvas))
        })
    }

    fn words(&self, shown: &Shown<'_>, stage: Stage) -> Option<Overlay> {
        match &shown.content {
            Content::Title(title, frame, length) => draw_title(&self.fonts, title, stage, *frame, *length),
            Content::Caption(caption, sample) => draw_caption(&self.fonts, caption, stage, *sample),
            Content::Media(..) | Content::Still(_) | Content::Actor { .. } | Content::Solid(_) => None,
        }
    }
}

/// Whether words can be elsewhere than where their layout keeps them, which is clear of what a placement covers.
fn may_leave(clip: &Clip) -> bool {
    let still = PictureSettings::default();
    let PictureSettings { x, y, scale, rotation, .. } = &clip.picture;
    let moved = [(x, &still.x), (y, &still.y), (scale, &still.scale), (rotation, &still.rotation)];
    let moved = moved.into_iter().any(|(now, rest)| now != rest);
    match &clip.source {
        Source::Title(title) => moved || title.position.inside == Inside::Canvas,
        Source::Caption(_) => moved,
        Source::Media(_) | Source::Image(_) | Source::DraftActor(_) | Source::Solid(_) | Source::Bed(_) => {
            false
        }
    }
}

/// Where on the canvas words are seen.
fn placed(words: &Overlay, shown: &Shown<'_>, canvas: Size) -> Option<Rect> {
    let seen = seen(words)?;
    let place = shown.placement.map(canvas, seen, canvas)?.bounds(canvas);
    (place.width > 0 && place.height > 0).then_some(place)
}

/// What of the picture of words is more than the edge of a shadow.
fn seen(words: &Overlay) -> Option<Frame> {
    let size = words.image.size;
    let stride = (size.width as usize * 4).max(1);
    let (mut columns, mut rows) = (None, None);
    for (y, row) in words.image.data.chunks_exact(stride).enumerate() {
        let is_seen = |pixel: &[u8; 4]| pixel[3] > SEEN;
        let pixels = row.as_chunks::<4>().0;
        let (Some(left), Some(right)) = (pixels.iter().position(is_seen), pixels.iter().rposition(is_seen))
        else {
            continue;
        };
        let (low, high) = columns.unwrap_or((left, right));
        columns = Some((left.min(low), right.max(high)));
        rows = Some((rows.map_or(y, |(first, _)| first), y));
    }
    let ((left, right), (top, bottom)) = (columns?, rows?);
    let across = |x: usize| f64::from(words.left) + x as f64;
    let down = |y: usize| f64::from(words.top) + y as f64;
    Some(Frame { left: across(left), top: down(top), right: across(right + 1), bottom: down(bottom + 1) })
}

fn leaves(place: &Rect, free: Area, canvas: Size) -> bool {
    let (width, height) = (f64::from(canvas.width), f64::from(canvas.height));
    let (left, top) = (place.left as f64, place.top as f64);
    let (right, bottom) = (left + place.width as f64, top + place.height as f64);
    left + SLACK < f64::from(free.left) * width
        || top + SLACK < f64::from(free.top) * height
        || right - SLACK > f64::from(free.right) * width
        || bottom - SLACK > f64::from(free.bottom) * height
}
