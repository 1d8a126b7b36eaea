//! Cuts at the playhead.

use std::collections::BTreeMap;

use types::document::Document;
use types::document::track::{Kind, Unit};
use types::edit::{ClipChange, Edge, Edit, Reach};
use types::id::{ClipId, GroupId};

use super::batch::Batch;
use super::by::at_frame;
use super::link;

/// The clips that a cut is about: those selected and what is linked with them; where none is selected every clip
/// that is not locked.
pub fn about(document: &Document, selection: &[ClipId]) -> Vec<ClipId> {
    if selection.is_empty() {
        let free = document.clips().filter(|(track, _, _)| !track.settings.locked);
        return free.map(|(_, _, clip)| clip.id).collect();
    }
    selection.to_vec()
}

/// Cuts those of the clips that lie under a frame. The second parts of linked clips are linked with each other.
pub fn split(document: &Document, clips: &[ClipId], frame: i64) -> Option<Edit> {
    let mut batch = Batch::on(document);
    let mut parts: BTreeMap<GroupId, Vec<ClipId>> = BTreeMap::new();
    for id in clips {
        let Some((track, start, clip)) = document.find_clip(*id) else { continue };
        let at = at_frame(frame, track.kind.unit(), document.canvas.frame_rate) - start;
        if at <= 0 || at >= clip.length {
            continue;
        }
        let part = ClipId(batch.document().next_id);
        if batch.add(Edit::Split { clip: *id, at }).is_ok()
            && let Some(link) = clip.link
        {
            parts.entry(link).or_default().push(part);
        }
    }
    for parts in parts.into_values() {
        let link = (parts.len() > 1).then(|| link::new_link(batch.document()));
        for clip in parts {
            batch.add(Edit::SetClip { clip, change: ClipChange::Link(link) }).ok()?;
        }
    }
    batch.finish()
}

/// Takes out what lies between an edge of a clip and a frame within it, and closes the gap: for pictures on all tracks,
/// so that the sound stays with them, for sound on its own. The clip is the selected one under the frame, or the
/// lowest picture there.
pub fn trim_to(document: &Document, selection: &[ClipId], frame: i64, edge: Edge) -> Option<Edit> {
    let rate = document.canvas.frame_rate;
    let under = |id: ClipId| {
        let (track, start, clip) = document.find_clip(id)?;
        let at = at_frame(frame, track.kind.unit(), rate);
        (!track.settings.locked && at > start && at < start + clip.length).then_some(id)
    };
    let pictures =
        |id: &ClipId| document.find_clip(*id).is_some_and(|(track, _, _)| track.kind.unit() == Unit::Frames);
    let chosen: Vec<ClipId> = selection.iter().filter_map(|id| under(*id)).collect();
    let lowest = || {
        let all = document.clips().filter(|(track, _, _)| track.kind == Kind::Video);
        all.filter_map(|(_, _, clip)| under(clip.id)).next()
    };
    let id = chosen.iter().copied().find(pictures).or_else(|| chosen.first().copied()).or_else(lowest)?;
    let (track, start, clip) = document.find_clip(id)?;
    let at = at_frame(frame, track.kind.unit(), rate);
    let (from, to) = match edge {
        Edge::Start => (start, at),
        Edge::End => (at, start + clip.length),
    };
    let reach = if track.kind.unit() == Unit::Frames { Reach::AllTracks } else { Reach::Track };
    Some(Edit::ExtractRange { track: track.id, from, to, reach })
}
