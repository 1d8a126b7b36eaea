//! What a pointer does with the clip it holds, and the edit that comes of it.

use types::document::Document;
use types::document::track::Kind;
use types::edit::{Edge, Edit, Placing};
use types::id::{ClipId, TrackId};

use super::batch::Batch;
use super::by::By;
use super::{limits, link};

/// What the pointer is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tool {
    /// Moves clips and trims their edges.
    #[default]
    Select,
    /// Cuts where it is pressed.
    Blade,
    /// Trims edges, and what comes after follows.
    Ripple,
    /// Moves the cut between two clips.
    Roll,
    /// Shows another part of the source.
    Slip,
    /// Moves a clip between its neighbours.
    Slide,
}

/// Which part of a clip was taken hold of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grip {
    /// Its beginning.
    Start,
    /// All of it.
    Whole,
    /// Its end.
    End,
}

/// Keys held while a clip is taken hold of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Held {
    /// None.
    #[default]
    Nothing,
    /// Ctrl, or Cmd.
    Ctrl,
    /// Alt.
    Alt,
}

/// What a gesture does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Moves clips.
    Move,
    /// Moves an edge into or out of a gap.
    Trim(Edge),
    /// Moves an edge and all that comes after.
    Ripple(Edge),
    /// Moves the cut between two clips.
    Roll(Edge),
    /// Shows another part of the source.
    Slip,
    /// Moves a clip between its neighbours.
    Slide,
}

impl Act {
    /// What a tool does with that part of a clip. The blade holds nothing.
    pub fn of(tool: Tool, grip: Grip, held: Held) -> Option<Self> {
        let edge = match grip {
            Grip::Start => Some(Edge::Start),
            Grip::End => Some(Edge::End),
            Grip::Whole => None,
        };
        match (tool, edge) {
            (Tool::Blade, _) => None,
            (Tool::Slip, _) => Some(Self::Slip),
            (Tool::Slide, _) => Some(Self::Slide),
            (Tool::Ripple, Some(edge)) => Some(Self::Ripple(edge)),
            (Tool::Roll, Some(edge)) => Some(Self::Roll(edge)),
            (Tool::Select, Some(edge)) if held == Held::Ctrl => Some(Self::Ripple(edge)),
            (Tool::Select, Some(edge)) => Some(Self::Trim(edge)),
            (Tool::Select, None) if held == Held::Alt => Some(Self::Slip),
            (Tool::Select | Tool::Ripple | Tool::Roll, None) => Some(Self::Move),
        }
    }
}

/// The clips that go along when one is held: the whole selection when it is moved, otherwise what is linked with it
/// and lies in step with it.
pub fn going_along(document: &Document, held: ClipId, selection: &[ClipId], act: Act) -> Vec<ClipId> {
    let mut clips = match act {
        Act::Move if selection.contains(&held) => selection.to_vec(),
        // A clip that was picked alone is edited alone.
        _ if selection == [held] => vec![held],
        _ => link::with_linked(document, &[held]),
    };
    clips.retain(|clip| *clip == held || act == Act::Move || in_step(document, held, *clip, act));
    clips.sort_by_key(|clip| *clip != held);
    clips
}

/// Whether the edges that an act moves lie together on both clips, within a frame.
fn in_step(document: &Document, held: ClipId, other: ClipId, act: Act) -> bool {
    let ends = |id| {
        let (track, start, clip) = document.find_clip(id)?;
        let seconds = |at| document.time_of(track.kind.unit(), at).as_f64();
        Some((seconds(start), seconds(start + clip.length)))
    };
    let (Some(a), Some(b)) = (ends(held), ends(other)) else { return false };
    let frame = 1.01 / document.canvas.frame_rate.as_f64();
    let (start, end) = ((a.0 - b.0).abs() < frame, (a.1 - b.1).abs() < frame);
    let fits = match act {
        Act::Trim(Edge::Start) | Act::Ripple(Edge::Start) | Act::Roll(Edge::Start) => start,
        Act::Trim(Edge::End) | Act::Ripple(Edge::End) | Act::Roll(Edge::End) => end,
        Act::Move | Act::Slip | Act::Slide => start && end,
    };
    fits && limits::of(document, other, act).is_some()
}

/// Whether clips can go from one track to the other.
pub fn is_same_sort(kind: Kind, other: Kind) -> bool {
    kind.unit() == other.unit() && kind.is_sound() == other.is_sound()
}

/// The edit that a gesture makes of `clips`, the one that is held first. `onto` is the track under the pointer.
/// `None` where nothing would change.
pub fn edit(document: &Document, clips: &[ClipId], act: Act, by: By, onto: Option<TrackId>) -> Option<Edit> {
    if act == Act::Move {
        return moved(document, clips, by, onto);
    }
    let mut batch = Batch::on(document);
    for clip in clips {
        let (track, _, found) = document.find_clip(*clip)?;
        let (low, high) = limits::of(document, *clip, act)?;
        let by = by.on(track.kind.unit()).clamp(low, high);
        if by == 0 {
            continue;
        }
        let clip = *clip;
        let (num, den) = found.speed.fraction();
        let edit = match act {
            Act::Trim(edge) => Edit::Trim { clip, edge, by },
            Act::Ripple(edge) => Edit::Ripple { clip, edge, by, reach: types::edit::Reach::Track },
            Act::Roll(edge) => Edit::Roll { clip, edge, by },
            Act::Slide => Edit::Slide { clip, by },
            // What is pulled to the right shows what was before.
            Act::Slip => Edit::Slip {
                clip,
                by: document.time_of(track.kind.unit(), -by).scaled(i64::from(num), i64::from(den)),
            },
            Act::Move => return None,
        };
        batch.add(edit).ok()?;
    }
    batch.finish()
}

/// Clips are moved so that none lands on one that has yet to go.
fn moved(document: &Document, clips: &[ClipId], by: By, onto: Option<TrackId>) -> Option<Edit> {
    let (home, _, _) = document.find_clip(*clips.first()?)?;
    let row: Vec<TrackId> = document
        .tracks
        .iter()
        .filter(|track| is_same_sort(track.kind, home.kind))
        .map(|track| track.id)
        .collect();
    let height = |id: TrackId| row.iter().position(|track| *track == id);
    let heights: Vec<usize> = clips.iter().filter_map(|id| height(document.find_clip(*id)?.0.id)).collect();
    let (lowest, highest) = (*heights.iter().min()?, *heights.iter().max()?);
    let up = onto.and_then(height).map_or(0, |to| to as i64 - height(home.id).unwrap_or(to) as i64);
    let up = up.clamp(-(lowest as i64), (row.len() - 1 - highest) as i64);
    let way = if by.frames == 0 { by.samples.signum() } else { by.frames.signum() };
    let mut moves: Vec<(i64, i64, Edit)> = Vec::new();
    for id in clips {
        let (track, start, _) = document.find_clip(*id)?;
        let at = (start + by.on(track.kind.unit())).max(0);
        let level = height(track.id);
        let to = level.and_then(|level| row.get((level as i64 + up).max(0) as usize)).copied();
        let to = to.unwrap_or(track.id);
        if at != start || to != track.id {
            let edit = Edit::Move { clip: *id, track: to, at, placing: Placing::Overwrite };
            moves.push((level.unwrap_or(0) as i64 * -up.signum(), start * -way, edit));
        }
    }
    moves.sort_by_key(|(level, start, _)| (*level, *start));
    let mut batch = Batch::on(document);
    moves.into_iter().try_for_each(|(_, _, edit)| batch.add(edit)).ok()?;
    batch.finish()
}
