//! What is seen in one frame of a document: every layer from the lowest up, with its place, its moment and
//! its mixing worked out. Pure, and the same for every size of picture; drawing it is the renderer's part.

use types::document::Document;
use types::document::clip::{Clip, DraftActor, TransitionKind};
use types::document::look::{Blend, Grade};
use types::document::track::{Kind, Track, Unit};
use types::geometry::Color;
use types::id::{ClipId, MediaId};
use types::text::{Caption, SafeArea, Title};
use types::time::Seconds;

use crate::compose::layer::Surround;
use crate::compose::place::Placement;

pub mod ahead;

mod covers;
mod shown;

/// All that is seen in one frame.
#[derive(Clone, Debug, PartialEq)]
pub struct FramePlan<'a> {
    /// What is seen where no layer is.
    pub background: Color,
    /// What titles and captions keep clear of.
    pub safe: SafeArea,
    /// From the lowest to the one on top.
    pub layers: Vec<Planned<'a>>,
}

/// What one track shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Planned<'a> {
    /// A clip.
    Clip(Shown<'a>),
    /// One clip on its way to the next.
    Between(Box<Crossing<'a>>),
}

/// One clip on its way to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Crossing<'a> {
    /// What it looks like.
    pub kind: TransitionKind,
    /// Whether the whole picture changes or only what lies on this track.
    pub extent: Extent,
    /// The share of the way done, from 0 to 1.
    pub done: f32,
    /// The clip that goes.
    pub from: Shown<'a>,
    /// The clip that comes.
    pub to: Shown<'a>,
}

/// What a transition moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The whole picture, as between two clips that fill it.
    Picture,
    /// The layers alone, what lies below stays.
    Layers,
}

/// A clip at a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown<'a> {
    /// Which clip.
    pub clip: ClipId,
    /// What is drawn.
    pub content: Content<'a>,
    /// Where it lies.
    pub placement: Placement,
    /// What is seen around it.
    pub surround: Surround,
    /// From 0, clear, to 1; fades are in it.
    pub opacity: f32,
    /// How it mixes with what lies below.
    pub blend: Blend,
    /// Changes of colour.
    pub grade: Grade,
}

/// What is drawn for a clip.
#[derive(Clone, Debug, PartialEq)]
pub enum Content<'a> {
    /// The picture of a file shown at a time from its start.
    Media(MediaId, Seconds),
    /// A still picture.
    Still(MediaId),
    /// A draft actor at a sample of the take.
    Actor {
        /// Who.
        actor: &'a DraftActor,
        /// Samples from the start of the take.
        sample: i64,
        /// The sample that drives blinks and sway. Each line starts elsewhere, or all would begin with one blink.
        body: i64,
    },
    /// A title in a frame of its clip of so many frames.
    Title(&'a Title, i64, i64),
    /// A caption at a sample from the start of its clip.
    Caption(&'a Caption, i64),
    /// One colour.
    Solid(Color),
}

/// What is seen in frame `frame`. A frame outside the document shows its background.
pub fn plan(document: &Document, frame: i64) -> FramePlan<'_> {
    let mut layers: Vec<Planned> = seen(document).filter_map(|track| layer(document, track, frame)).collect();
    // What an opaque layer covers need not be read or drawn.
    if let Some(lowest) = layers.iter().rposition(|layer| covers::covers(document, layer)) {
        layers.drain(..lowest);
    }
    FramePlan { background: document.canvas.background, safe: document.safe_area(), layers }
}

/// The tracks that are seen, from the lowest up.
fn seen(document: &Document) -> impl Iterator<Item = &Track> {
    let tracks = document.tracks.iter().map(|track| &**track).filter(|track| !track.kind.is_sound());
    let solo = tracks.clone().any(|track| track.settings.solo);
    tracks.filter(move |track| !track.settings.muted && (track.settings.solo || !solo))
}

fn layer<'a>(document: &'a Document, track: &'a Track, frame: i64) -> Option<Planned<'a>> {
    let unit = track.kind.unit();
    let at = match unit {
        Unit::Frames => frame,
        Unit::Samples => document.canvas.frame_rate.sample_of(frame),
    };
    let stretch = stretch_at(track, at)?;
    let show = |placed: Placed<'a>| shown::shown(document, unit, placed, at);
    match stretch {
        Stretch::Clip(placed) => show(placed).map(Planned::Clip),
        Stretch::Cut(cut) => match (show(cut.from), show(cut.to)) {
            (Some(from), Some(to)) => {
                // The middle of the frame, so that no frame of a transition is just one of the two.
                let passed = (at - cut.start) as f32 + if unit == Unit::Frames { 0.5 } else { 0.0 };
                let done = passed / cut.length as f32;
                let extent = if track.kind == Kind::Video { Extent::Picture } else { Extent::Layers };
                Some(Planned::Between(Box::new(Crossing { kind: cut.kind, extent, done, from, to })))
            }
            (from, to) => from.or(to).map(Planned::Clip),
        },
    }
}

/// A clip on its track.
#[derive(Clone, Copy)]
struct Placed<'a> {
    clip: &'a Clip,
    /// Where it starts.
    start: i64,
    /// Whether a transition brings it in, and whether one takes it out.
    joined: (bool, bool),
}

/// What a track has at one place.
enum Stretch<'a> {
    Clip(Placed<'a>),
    Cut(Cut<'a>),
}

struct Cut<'a> {
    kind: TransitionKind,
    start: i64,
    length: i64,
    from: Placed<'a>,
    to: Placed<'a>,
}

fn stretch_at(track: &Track, at: i64) -> Option<Stretch<'_>> {
    let mut clips = placed(track).peekable();
    while let Some(now) = clips.next() {
        let end = now.start + now.clip.length;
        let Some(next) = clips.peek().filter(|next| next.start == end) else {
            if (now.start..end).contains(&at) {
                return Some(Stretch::Clip(now));
            }
            continue;
        };
        if let Some(transition) = next.clip.transition {
            let (start, length) = (end - transition.before, transition.before + transition.after);
            if (start..start + length).contains(&at) {
                let cut = Cut { kind: transition.kind, start, length, from: now, to: *next };
                return Some(Stretch::Cut(cut));
            }
        }
        if (now.start..end).contains(&at) {
            return Some(Stretch::Clip(now));
        }
    }
    None
}

fn placed(track: &Track) -> impl Iterator<Item = Placed<'_>> {
    let mut clips = track.clips().peekable();
    let mut last_end = None;
    std::iter::from_fn(move || {
        let (start, clip) = clips.next()?;
        let end = start + clip.length;
        let comes = clip.transition.is_some() && last_end == Some(start);
        let goes = clips.peek().is_some_and(|(next, after)| *next == end && after.transition.is_some());
        last_end = Some(end);
        Some(Placed { clip, start, joined: (comes, goes) })
    })
}
