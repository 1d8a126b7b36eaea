//! What lies next to something: the next edit, the next marker, the clip beside a clip.

use types::document::Document;
use types::id::ClipId;

/// A way to look along the ad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Towards its start.
    Back,
    /// Towards its end.
    Forward,
}

/// The nearest frame before or after one at which a clip begins or ends.
pub fn edit(document: &Document, frame: i64, way: Way) -> Option<i64> {
    let rate = document.canvas.frame_rate;
    let edges = document.clips().flat_map(|(track, start, clip)| {
        let frame = |at| rate.frame_of(document.time_of(track.kind.unit(), at));
        [frame(start), frame(start + clip.length)]
    });
    nearest(edges, frame, way)
}

/// The nearest marker before or after a frame.
pub fn marker(document: &Document, frame: i64, way: Way) -> Option<i64> {
    nearest(document.markers.iter().map(|marker| marker.frame), frame, way)
}

fn nearest(frames: impl Iterator<Item = i64>, from: i64, way: Way) -> Option<i64> {
    match way {
        Way::Back => frames.filter(|frame| *frame < from).max(),
        Way::Forward => frames.filter(|frame| *frame > from).min(),
    }
}

/// The clip before or after a clip on its track.
pub fn beside(document: &Document, clip: ClipId, way: Way) -> Option<ClipId> {
    let (track, start, _) = document.find_clip(clip)?;
    let mut clips = track.clips();
    let found = match way {
        Way::Back => clips.filter(|(at, _)| *at < start).last(),
        Way::Forward => clips.find(|(at, _)| *at > start),
    };
    found.map(|(_, clip)| clip.id)
}

/// The clip nearest in time on the next track above (`Back` in the order of the screen) or below that has any.
pub fn across(document: &Document, clip: ClipId, way: Way) -> Option<ClipId> {
    let (home, start, _) = document.find_clip(clip)?;
    let time = document.time_of(home.kind.unit(), start).as_f64();
    let level = document.tracks.iter().position(|track| track.id == home.id)?;
    let filled = |track: &&std::sync::Arc<types::document::track::Track>| track.clips().next().is_some();
    let track = match way {
        Way::Back => document.tracks.iter().skip(level + 1).find(filled)?,
        Way::Forward => document.tracks.iter().take(level).rev().find(filled)?,
    };
    let distance = |at: i64| (document.time_of(track.kind.unit(), at).as_f64() - time).abs();
    let nearest = track.clips().min_by(|a, b| distance(a.0).total_cmp(&distance(b.0)));
    nearest.map(|(_, clip)| clip.id)
}

/// The first clip of the topmost track that has any.
pub fn first(document: &Document) -> Option<ClipId> {
    document.tracks.iter().rev().find_map(|track| track.clips().next()).map(|(_, clip)| clip.id)
}
