//! Copies of clips: copied, cut, pasted, duplicated.

use std::collections::BTreeMap;

use types::document::Document;
use types::document::clip::Clip;
use types::document::track::{Kind, Track};
use types::edit::{Edit, Reach};
use types::id::{ClipId, GroupId, TrackId};

use super::batch::Batch;
use super::by::at_frame;
use super::link;

/// Clips that were copied, with where they lay.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Board {
    clips: Vec<Copied>,
    /// The frame at which the first of them began.
    first: i64,
    /// The frame at which the last of them ended.
    last: i64,
}

#[derive(Clone, Debug, PartialEq)]
struct Copied {
    clip: Clip,
    track: TrackId,
    kind: Kind,
    frame: i64,
}

/// What pasting makes.
#[derive(Clone, Debug, PartialEq)]
pub struct Pasted {
    /// The edit.
    pub edit: Edit,
    /// The clips that are new then.
    pub clips: Vec<ClipId>,
}

impl Board {
    /// Copies clips.
    pub fn copy(document: &Document, clips: &[ClipId]) -> Self {
        let rate = document.canvas.frame_rate;
        let copied = clips.iter().filter_map(|id| {
            let (track, start, clip) = document.find_clip(*id)?;
            let time = |at| rate.frame_of(document.time_of(track.kind.unit(), at));
            let copied = Copied { clip: clip.clone(), track: track.id, kind: track.kind, frame: time(start) };
            Some((copied, time(start + clip.length)))
        });
        let (clips, ends): (Vec<Copied>, Vec<i64>) = copied.unzip();
        let first = clips.iter().map(|copied| copied.frame).min().unwrap_or(0);
        Self { clips, first, last: ends.into_iter().max().unwrap_or(first) }
    }

    /// Whether there is nothing to paste.
    pub fn is_empty(&self) -> bool {
        self.clips.is_empty()
    }

    /// Puts the copies on their tracks so that the first begins at a frame. What lies there is overwritten.
    pub fn paste(&self, document: &Document, frame: i64) -> Option<Pasted> {
        self.put(document, frame, |_, _| false)
    }

    /// Puts the copies directly after the clips they are of. What follows makes room.
    pub fn duplicate(&self, document: &Document) -> Option<Pasted> {
        self.put(document, self.last, |track, range| {
            track.clips().any(|(start, clip)| start < range.1 && start + clip.length > range.0)
        })
    }

    fn put(
        &self,
        document: &Document,
        frame: i64,
        makes_room: impl Fn(&Track, (i64, i64)) -> bool,
    ) -> Option<Pasted> {
        let mut batch = Batch::on(document);
        let mut links: BTreeMap<GroupId, GroupId> = BTreeMap::new();
        let mut next = link::new_link(document);
        let mut clips = Vec::new();
        for copied in &self.clips {
            let mut clip = copied.clip.clone();
            clip.transition = None;
            clip.link = clip.link.map(|link| {
                *links.entry(link).or_insert_with(|| {
                    let link = next;
                    next = GroupId(next.0.saturating_add(1));
                    link
                })
            });
            let free = |track: &Track| track.kind == copied.kind && !track.settings.locked;
            let home = batch.document().track(copied.track).filter(|track| free(track));
            let any = || batch.document().tracks.iter().map(|track| &**track).find(|track| free(track));
            let track = home.or_else(any)?;
            let at = at_frame(
                frame.saturating_add(copied.frame - self.first),
                track.kind.unit(),
                document.canvas.frame_rate,
            );
            clips.push(ClipId(batch.document().next_id));
            let (id, clip) = (track.id, Box::new(clip));
            let edit = if makes_room(track, (at, at + clip.length)) {
                Edit::Insert { track: id, at, clip, reach: Reach::Track }
            } else {
                Edit::Overwrite { track: id, at, clip }
            };
            batch.add(edit).ok()?;
        }
        Some(Pasted { edit: batch.finish()?, clips })
    }
}
