//! What of a document is seen in a frame: the picture half of planning. The sound half is in `score`. A plan
//! knows no pixels, so it serves every size.

use types::document::Document;
use types::document::clip::{Clip, Face, Source, TransitionKind};
use types::document::look::Fit;
use types::document::track::{Track, Unit};
use types::geometry::{Area, Color};
use types::id::MediaId;
use types::keyframe::Animated;
use types::text::SafeArea;
use types::time::Seconds;

use crate::compose::place::{Fitting, Motion, Placement};

/// What is seen in a frame, from the lowest layer up.
pub struct FramePlan<'a> {
    /// What is seen where no layer is.
    pub background: Color,
    /// Where words may stand.
    pub safe: SafeArea,
    /// The layers.
    pub layers: Vec<PlannedLayer<'a>>,
}

/// One layer of a frame.
pub enum PlannedLayer<'a> {
    /// One clip.
    Shot(Shot<'a>),
    /// One clip becoming the next.
    Transition {
        /// How.
        kind: TransitionKind,
        /// The clip that goes.
        from: Shot<'a>,
        /// The clip that comes.
        to: Shot<'a>,
        /// How far, between 0 and 1.
        done: f32,
    },
}

/// One moment of a clip with its settings evaluated.
pub struct Shot<'a> {
    /// The clip.
    pub clip: &'a Clip,
    /// How long after the clip's start, in the track's unit; below 0 or past the length during a transition.
    pub at: i64,
    /// Where in its source.
    pub time: Seconds,
    /// Where it lies.
    pub placement: Placement,
    /// From 0 to 1, fades included.
    pub opacity: f32,
}

/// Plans frame `frame` of a document.
pub fn plan(document: &Document, frame: i64) -> FramePlan<'_> {
    let seen = document.tracks.iter().map(|track| &**track).filter(|track| !track.kind.is_sound());
    let solo = seen.clone().any(|track| track.settings.solo);
    let shown = seen.filter(|track| !track.settings.muted && (track.settings.solo || !solo));
    let mut layers: Vec<PlannedLayer> = shown.filter_map(|track| layer(document, track, frame)).collect();
    // What an opaque layer covers need not be decoded or drawn.
    if let Some(lowest) = layers.iter().rposition(|layer| layer.covers(document)) {
        layers.drain(..lowest);
    }
    FramePlan { background: document.canvas.background, safe: safe_area(document), layers }
}

/// Media that is seen within `frames` after `frame`, with where in it: for opening readers ahead of their cut.
pub fn upcoming(document: &Document, frame: i64, frames: i64) -> Vec<(MediaId, Seconds)> {
    let pictures = document.clips().filter(|(track, ..)| track.kind.unit() == Unit::Frames);
    let soon = pictures.filter(|(_, start, _)| (frame + 1..=frame + frames).contains(start));
    let media = soon.filter_map(|(_, _, clip)| match clip.source {
        Source::Media(media) => Some((media, clip.source_start)),
        _ => None,
    });
    media.collect()
}

/// Where words may stand: what the document's placement leaves free, or a careful default.
pub fn safe_area(document: &Document) -> SafeArea {
    let placement = document.placement.as_deref().and_then(types::placement::find);
    if let Some(placement) = placement {
        let Area { left, top, right, bottom } = types::placement::safe_area(placement);
        let margin = SafeArea::MARGIN;
        return SafeArea { left, top, right: 1.0 - right, bottom: 1.0 - bottom }.union(margin);
    }
    let size = document.canvas.size;
    // Upright pictures run full screen under buttons and captions of the platforms: 220 pixels at the top, 500 at
    // the bottom and 120 at the sides of 1080x1920 are free on most of them.
    if size.height * 9 >= size.width * 14 {
        SafeArea { top: 0.115, bottom: 0.26, left: 0.11, right: 0.11 }
    } else {
        SafeArea::MARGIN
    }
}

fn layer<'a>(document: &'a Document, track: &'a Track, frame: i64) -> Option<PlannedLayer<'a>> {
    let at = match track.kind.unit() {
        Unit::Frames => frame,
        Unit::Samples => document.canvas.frame_rate.sample_of(frame),
    };
    let mut before: Option<(i64, &Clip)> = None;
    for (start, clip) in track.clips() {
        let neighbour = before.filter(|(begin, earlier)| begin + earlier.length == start);
        if let (Some(transition), Some((begin, earlier))) = (clip.transition, neighbour)
            && (start - transition.before..start + transition.after).contains(&at)
        {
            let step = at - (start - transition.before) + 1;
            let done = step as f32 / (transition.before + transition.after + 1) as f32;
            let shot = |clip, start| shot(document, track, clip, at - start);
            let (from, to) = (shot(earlier, begin), shot(clip, start));
            return Some(PlannedLayer::Transition { kind: transition.kind, from, to, done });
        }
        if start > at {
            // The next clip may still be on its way in over the end of this one; that was looked at above.
            break;
        }
        before = Some((start, clip));
    }
    let (start, clip) = before.filter(|(start, clip)| at < start + clip.length)?;
    Some(PlannedLayer::Shot(shot(document, track, clip, at - start)))
}

fn shot<'a>(document: &Document, track: &Track, clip: &'a Clip, at: i64) -> Shot<'a> {
    let picture = &clip.picture;
    let fitting = match picture.fit {
        Fit::Fill => Fitting::Cover,
        Fit::Blur | Fit::Within(_) => Fitting::Contain,
        Fit::Stretch => Fitting::Stretch,
    };
    let moves = [&picture.x, &picture.y, &picture.scale, &picture.rotation];
    let still = moves.iter().all(|value| matches!(value, Animated::Fixed(_)));
    let placement = Placement {
        fitting,
        crop: picture.crop,
        x: picture.x.at(at),
        y: picture.y.at(at),
        scale: picture.scale.at(at),
        rotation: picture.rotation.at(at),
        motion: if still { Motion::Still } else { Motion::Moving },
    };
    let time = document.source_time(track.kind.unit(), clip, at).max(Seconds::ZERO);
    Shot { clip, at, time, placement, opacity: picture.opacity.at(at) * fade(clip, at) }
}

fn fade(clip: &Clip, at: i64) -> f32 {
    let share =
        |done: i64, length: i64| if length > 0 { (done as f32 / length as f32).clamp(0.0, 1.0) } else { 1.0 };
    // Half a unit in, so that the first frame of a fade is not lost to black.
    share(2 * at + 1, 2 * clip.fade_in).min(share(2 * (clip.length - at) - 1, 2 * clip.fade_out))
}

impl PlannedLayer<'_> {
    fn covers(&self, document: &Document) -> bool {
        match self {
            Self::Shot(shot) => shot.covers(document),
            Self::Transition { from, to, .. } => from.covers(document) && to.covers(document),
        }
    }
}

impl Shot<'_> {
    /// Whether nothing is seen below it.
    pub fn covers(&self, document: &Document) -> bool {
        let opaque = |media: MediaId| {
            let video = document.media(media).and_then(|media| media.info.video.as_ref());
            video.is_some_and(|video| !video.has_alpha)
        };
        let source = match &self.clip.source {
            Source::Media(media) | Source::Image(media) => opaque(*media),
            Source::DraftActor(actor) => match &actor.face {
                Face::Drawn(_) => true,
                Face::Portrait(media) => opaque(*media),
            },
            Source::Solid(color) => color.a == 255,
            Source::Title(_) | Source::Caption(_) | Source::Bed(_) => false,
        };
        let Placement { x, y, scale, rotation, .. } = self.placement;
        let still = x == 0.0 && y == 0.0 && rotation == 0.0;
        // A picture seen whole is surrounded by a colour or its own blur, so it covers at any size.
        let surrounded = matches!(self.clip.picture.fit, Fit::Blur | Fit::Within(Color { a: 255, .. }));
        let filled = surrounded || (still && scale >= 1.0 && self.placement.fitting != Fitting::Contain);
        source
            && filled
            && self.opacity >= 1.0
            && self.clip.picture.blend == types::document::look::Blend::Normal
    }
}
