//! Clips that are edited together: the picture and the voice of a line, or what the user grouped.

use std::collections::BTreeSet;

use types::document::Document;
use types::edit::{ClipChange, Edit};
use types::id::{ClipId, GroupId};

use super::batch::Batch;

/// The clips and all that are linked with them, those given first. Clips on locked tracks that are not asked for
/// by name stay out.
pub fn with_linked(document: &Document, clips: &[ClipId]) -> Vec<ClipId> {
    let chosen: BTreeSet<ClipId> = clips.iter().copied().collect();
    let links: BTreeSet<GroupId> = document
        .clips()
        .filter(|(_, _, clip)| chosen.contains(&clip.id))
        .filter_map(|(_, _, clip)| clip.link)
        .collect();
    let linked = document.clips().filter(|(track, _, clip)| {
        !track.settings.locked
            && !chosen.contains(&clip.id)
            && clip.link.is_some_and(|link| links.contains(&link))
    });
    clips.iter().copied().chain(linked.map(|(_, _, clip)| clip.id)).collect()
}

/// A link that no clip has.
pub fn new_link(document: &Document) -> GroupId {
    let last = document.clips().filter_map(|(_, _, clip)| clip.link).map(|link| link.0).max();
    GroupId(last.map_or(document.next_id, |last| last.saturating_add(1).max(document.next_id)))
}

/// Links clips with each other; where all of them are linked already, takes them apart.
pub fn toggle(document: &Document, clips: &[ClipId]) -> Option<Edit> {
    let mut links = clips.iter().filter_map(|id| document.find_clip(*id)).map(|(_, _, clip)| clip.link);
    let first = links.next()?;
    if first.is_some() && links.all(|link| link == first) {
        return part(document, clips);
    }
    join(document, clips)
}

/// Links clips with each other. One alone cannot be linked.
pub fn join(document: &Document, clips: &[ClipId]) -> Option<Edit> {
    (clips.len() > 1).then(|| set(document, clips, Some(new_link(document)))).flatten()
}

/// Takes clips apart.
pub fn part(document: &Document, clips: &[ClipId]) -> Option<Edit> {
    set(document, clips, None)
}

fn set(document: &Document, clips: &[ClipId], link: Option<GroupId>) -> Option<Edit> {
    let mut batch = Batch::on(document);
    for clip in clips {
        if document.find_clip(*clip).is_some_and(|(_, _, clip)| clip.link != link) {
            batch.add(Edit::SetClip { clip: *clip, change: ClipChange::Link(link) }).ok()?;
        }
    }
    batch.finish()
}
