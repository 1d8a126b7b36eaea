//! Transitions over cuts.

use types::document::Document;
use types::document::clip::{Clip, Direction, Transition, TransitionKind};
use types::document::track::{Item, Track};
use types::edit::{ClipChange, Edge, Edit};
use types::geometry::Color;
use types::id::ClipId;

use super::by::{By, at_frame};

/// The kinds of transitions that are offered.
pub const KINDS: [TransitionKind; 6] = [
    TransitionKind::CrossFade,
    TransitionKind::Dip(Color::BLACK),
    TransitionKind::Dip(Color::WHITE),
    TransitionKind::Wipe(Direction::Left),
    TransitionKind::Push(Direction::Left),
    TransitionKind::Zoom,
];

/// The clip after the cut that a new transition goes over: that before a selected clip, or after it, or the one
/// nearest to a frame.
pub fn cut_for(document: &Document, selection: &[ClipId], frame: i64) -> Option<ClipId> {
    let cuts: Vec<(&Track, i64, &Clip)> = document.tracks.iter().flat_map(|track| cuts(track)).collect();
    let of_selected = |id: &ClipId| {
        let before = cuts.iter().find(|(_, _, clip)| clip.id == *id);
        let (track, start, clip) = document.find_clip(*id)?;
        let end = start + clip.length;
        let after = || cuts.iter().find(|(other, start, _)| other.id == track.id && *start == end);
        before.or_else(after).map(|(_, _, clip)| clip.id)
    };
    if !selection.is_empty() {
        return selection.iter().find_map(of_selected);
    }
    let free = cuts.iter().filter(|(track, _, _)| !track.settings.locked);
    let rate = document.canvas.frame_rate;
    let distance = |(track, start, _): &&(&Track, i64, &Clip)| {
        let here = document.time_of(track.kind.unit(), at_frame(frame, track.kind.unit(), rate));
        let miss = document.time_of(track.kind.unit(), *start).minus(here).as_f64().abs();
        // Of cuts that lie together the picture's is meant.
        (miss * 1000.0) as i64 + i64::from(track.kind.is_sound())
    };
    free.min_by_key(distance).map(|(_, _, clip)| clip.id)
}

/// Every cut of a track: where it is and the clip after it.
fn cuts(track: &Track) -> impl Iterator<Item = (&Track, i64, &Clip)> {
    let mut before = false;
    track.placed().filter_map(move |(start, item)| {
        let was = std::mem::replace(&mut before, item.clip().is_some());
        match item {
            Item::Clip(clip) if was => Some((track, start, &**clip)),
            Item::Clip(_) | Item::Gap(_) => None,
        }
    })
}

/// Puts a transition of that kind over the cut before a clip: as long as the one that is there, otherwise half a
/// second, less where the clips are short.
pub fn put(document: &Document, clip: ClipId, kind: TransitionKind) -> Option<Edit> {
    let (track, start, found) = document.find_clip(clip)?;
    let (_, before) = track.clips().find(|(at, before)| at + before.length == start)?;
    let unit = track.kind.unit();
    let rate = document.canvas.frame_rate;
    let quarter = By::seconds(0.25, unit, rate).on(unit).max(1);
    let new = Transition {
        kind,
        before: quarter.min(before.length / 2),
        after: quarter.min(found.length / 2).max(1),
    };
    let transition = found.transition.map_or(new, |old| Transition { kind, ..old });
    Some(Edit::SetClip { clip, change: ClipChange::Transition(Some(transition)) })
}

/// Takes away the transition before a clip.
pub fn remove(document: &Document, clip: ClipId) -> Option<Edit> {
    let (_, _, found) = document.find_clip(clip)?;
    found.transition?;
    Some(Edit::SetClip { clip, change: ClipChange::Transition(None) })
}

/// Moves an edge of the transition before a clip.
pub fn resize(document: &Document, clip: ClipId, edge: Edge, by: By) -> Option<Edit> {
    let (track, start, found) = document.find_clip(clip)?;
    let old = found.transition?;
    let (_, left) = track.clips().find(|(at, left)| at + left.length == start)?;
    let by = by.on(track.kind.unit());
    let taken = left.transition.map_or(0, |earlier| earlier.after);
    let mut new = old;
    match edge {
        Edge::Start => new.before = (old.before - by).clamp(0, (left.length - taken).max(0)),
        Edge::End => new.after = (old.after + by).clamp(0, found.length),
    }
    if new.before + new.after <= 0 || new == old {
        return None;
    }
    Some(Edit::SetClip { clip, change: ClipChange::Transition(Some(new)) })
}
