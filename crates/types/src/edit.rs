//! Every change to a document, and `apply`, which makes it and returns its inverse.
//!
//! The operations are those of OpenTimelineIO's edit algorithms: insert, overwrite, trim, split, slip, slide,
//! ripple, roll, lift, extract and move. An edit works on a copy; when it is done, old and new are
//! compared, and the difference is the inverse. So an edit succeeds whole or changes nothing, and no
//! operation has to know how to undo itself.

use serde::{Deserialize, Serialize};

use crate::document::clip::{Clip, Source, Speed, Transition};
use crate::document::look::PictureSettings;
use crate::document::track::{Kind, TrackSettings};
use crate::document::{Canvas, Document, Loudness, Marker};
use crate::id::{ClipId, GroupId, MarkerId, MediaId, TrackId};
use crate::keyframe::Animated;
use crate::media::{MediaIdentity, MediaInfo};
use crate::time::Seconds;

mod change;
mod check;
mod patch;
mod place;
mod reach;
mod remove;
mod row;
mod trim;

pub use patch::Patch;

/// A change to a document. Places and lengths are in the unit of the track they speak of. A clip that is
/// put in gets the document's `next_id` as its id, whatever id it comes with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the sentence of each edit speaks of its fields, which are named alike everywhere"
)]
pub enum Edit {
    /// Adds an empty track; `at` counts from the lowest.
    AddTrack { kind: Kind, at: usize },
    /// Removes a track with all on it.
    RemoveTrack { track: TrackId },
    /// Puts a track at another height.
    MoveTrack { track: TrackId, to: usize },
    /// Changes how a track is played and edited.
    SetTrack { track: TrackId, settings: TrackSettings },
    /// Makes a file known. It gets `next_id` as its id.
    AddMedia { path: String, identity: MediaIdentity, info: Box<MediaInfo> },
    /// Puts another file in the place of one.
    RelinkMedia { media: MediaId, path: String, identity: MediaIdentity, info: Box<MediaInfo> },
    /// Forgets a file that no clip uses.
    RemoveMedia { media: MediaId },
    /// Puts a clip in and moves what comes after; a clip that lies across `at` is split.
    Insert { track: TrackId, at: i64, clip: Box<Clip>, reach: Reach },
    /// Puts a clip in the place of whatever lies there.
    Overwrite { track: TrackId, at: i64, clip: Box<Clip> },
    /// Cuts a clip in two, `at` units after its start. The second part gets a new id.
    Split { clip: ClipId, at: i64 },
    /// Moves an edge of a clip into or out of a gap; nothing else moves.
    Trim { clip: ClipId, edge: Edge, by: i64 },
    /// Moves an edge of a clip and all that comes after.
    Ripple { clip: ClipId, edge: Edge, by: i64, reach: Reach },
    /// Moves the cut between a clip and its neighbour.
    Roll { clip: ClipId, edge: Edge, by: i64 },
    /// Shows another part of the source in the same place.
    Slip { clip: ClipId, by: Seconds },
    /// Moves a clip between its neighbours, which give and take.
    Slide { clip: ClipId, by: i64 },
    /// Removes clips and leaves gaps.
    Lift { clips: Vec<ClipId> },
    /// Removes clips and closes the gaps.
    Extract { clips: Vec<ClipId>, reach: Reach },
    /// Removes what lies from `from` to `to` and leaves a gap.
    LiftRange { track: TrackId, from: i64, to: i64 },
    /// Removes what lies from `from` to `to` and closes the gap.
    ExtractRange { track: TrackId, from: i64, to: i64, reach: Reach },
    /// Takes a clip from its place, leaving a gap, and puts it somewhere else.
    Move { clip: ClipId, track: TrackId, at: i64, placing: Placing },
    /// Changes how fast a clip plays; it gets longer or shorter and what comes after moves.
    SetSpeed { clip: ClipId, speed: Speed, reach: Reach },
    /// Changes something of a clip that moves nothing.
    SetClip { clip: ClipId, change: ClipChange },
    /// Changes the picture that is made. Another frame rate is refused once there are pictures on a track.
    SetCanvas { canvas: Canvas },
    /// Changes how loud the whole is made.
    SetLoudness { loudness: Loudness },
    /// Chooses the placement whose safe area is kept.
    SetPlacement { placement: Option<String> },
    /// Adds a marker. It gets `next_id` as its id.
    AddMarker { marker: Marker },
    /// Changes the marker with the same id.
    SetMarker { marker: Marker },
    /// Removes a marker.
    RemoveMarker { marker: MarkerId },
    /// Several changes as one: all or none.
    Batch(Vec<Edit>),
    /// The difference between two documents, as an inverse is.
    Patch(Patch),
}

/// An end of a clip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edge {
    /// Where it begins.
    Start,
    /// Where it ends.
    End,
}

/// What moves when time is put in or taken out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// The track alone.
    #[default]
    Track,
    /// Every track that is not locked, so that pictures, captions and sound stay together. Clips that start
    /// at or after the place move by just as much. Where time is put in, a clip on another track that
    /// lies across the place stays whole; where it is taken out, such a clip gets shorter.
    AllTracks,
}

/// How a moved clip finds its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Placing {
    /// In the place of whatever lies there.
    #[default]
    Overwrite,
    /// Between what lies there, which moves on.
    Insert,
}

/// Something of a clip that moves nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClipChange {
    /// What users call it.
    Name(String),
    /// What is shown or heard, from the same moment of the new source: another take, other words.
    Source(Box<Source>),
    /// How it is seen.
    Picture(Box<PictureSettings>),
    /// How loud it is.
    Gain(Animated),
    /// How it comes and goes.
    Fades {
        /// Units over which it comes in.
        fade_in: i64,
        /// Units over which it goes out.
        fade_out: i64,
    },
    /// How the clip before becomes this one.
    Transition(Option<Transition>),
    /// Which clips it is edited with.
    Link(Option<GroupId>),
}

/// Why an edit was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// No such clip.
    #[error("there is no clip {0}")]
    ClipNotFound(ClipId),
    /// No such track.
    #[error("there is no track {0}")]
    TrackNotFound(TrackId),
    /// No such media.
    #[error("there is no media {0}")]
    MediaNotFound(MediaId),
    /// No such marker.
    #[error("there is no marker {0}")]
    MarkerNotFound(MarkerId),
    /// The track is locked.
    #[error("track {0} is locked; unlock it first")]
    TrackLocked(TrackId),
    /// A neighbour is in the way.
    #[error("there is no room for that beside clip {0}")]
    NoRoom(ClipId),
    /// The source does not reach that far.
    #[error("the source of clip {0} has nothing before its beginning")]
    NoHandle(ClipId),
    /// The edit needs a clip directly beside.
    #[error("clip {0} has no clip directly beside it")]
    NoNeighbour(ClipId),
    /// A clip would end before it begins.
    #[error("clip {0} would have nothing left")]
    NothingLeft(ClipId),
    /// That sort of clip does not lie on that sort of track.
    #[error("a clip of that sort does not go on track {0}")]
    WrongTrack(TrackId),
    /// A value is outside its range.
    #[error("{0} is outside its range")]
    OutOfRange(&'static str),
    /// Clips still use the media.
    #[error("clips still use media {0}")]
    MediaInUse(MediaId),
    /// The frame rate cannot change any more.
    #[error("the frame rate can only change while no pictures are on the tracks")]
    FrameRateFixed,
    /// A place on a sound track between two frames, where all tracks were to move.
    #[error("all tracks can only move by whole frames")]
    NotWholeFrames,
    /// The document would outgrow its limits.
    #[error("a document is at most 24 hours long and has at most 100,000 clips and 200 tracks")]
    TooLarge,
    /// A patch that was made for another state of the document.
    #[error("this change was made for another state of the document")]
    PatchDoesNotFit,
}

impl Document {
    /// Makes a change and returns the edit that undoes it. On an error nothing has changed.
    pub fn apply(&mut self, edit: &Edit) -> Result<Edit, EditError> {
        let mut next = self.clone();
        perform(&mut next, edit)?;
        check::changed(self, &next)?;
        let inverse = match edit {
            Edit::Patch(patch) => patch.reversed(),
            _ => Patch::between(&next, self),
        };
        *self = next;
        Ok(Edit::Patch(inverse))
    }
}

fn perform(document: &mut Document, edit: &Edit) -> Result<(), EditError> {
    match edit {
        Edit::AddTrack { kind, at } => change::add_track(document, *kind, *at),
        Edit::RemoveTrack { track } => change::remove_track(document, *track),
        Edit::MoveTrack { track, to } => change::move_track(document, *track, *to),
        Edit::SetTrack { track, settings } => change::set_track(document, *track, settings),
        Edit::AddMedia { path, identity, info } => change::add_media(document, path, identity, info),
        Edit::RelinkMedia { media, path, identity, info } => {
            change::relink_media(document, *media, (path, identity, info))
        }
        Edit::RemoveMedia { media } => change::remove_media(document, *media),
        Edit::Insert { track, at, clip, reach } => place::insert(document, (*track, *at), clip, *reach),
        Edit::Overwrite { track, at, clip } => place::overwrite(document, (*track, *at), clip),
        Edit::Split { clip, at } => place::split(document, *clip, *at),
        Edit::Move { clip, track, at, placing } => place::shift(document, *clip, (*track, *at), *placing),
        Edit::Trim { clip, edge, by } => trim::trim(document, *clip, *edge, *by),
        Edit::Ripple { clip, edge, by, reach } => trim::ripple(document, *clip, (*edge, *by), *reach),
        Edit::Roll { clip, edge, by } => trim::roll(document, *clip, *edge, *by),
        Edit::Slip { clip, by } => trim::slip(document, *clip, *by),
        Edit::Slide { clip, by } => trim::slide(document, *clip, *by),
        Edit::SetSpeed { clip, speed, reach } => trim::set_speed(document, *clip, *speed, *reach),
        Edit::Lift { clips } => remove::lift(document, clips),
        Edit::Extract { clips, reach } => remove::extract(document, clips, *reach),
        Edit::LiftRange { track, from, to } => remove::lift_range(document, *track, *from..*to),
        Edit::ExtractRange { track, from, to, reach } => {
            remove::extract_range(document, *track, *from..*to, *reach)
        }
        Edit::SetClip { clip, change } => change::set_clip(document, *clip, change),
        Edit::SetCanvas { canvas } => change::set_canvas(document, *canvas),
        Edit::SetLoudness { loudness } => change::set_loudness(document, *loudness),
        Edit::SetPlacement { placement } => {
            document.placement.clone_from(placement);
            Ok(())
        }
        Edit::AddMarker { marker } => change::add_marker(document, marker),
        Edit::SetMarker { marker } => change::set_marker(document, marker),
        Edit::RemoveMarker { marker } => change::remove_marker(document, *marker),
        Edit::Batch(edits) => edits.iter().try_for_each(|edit| perform(document, edit)),
        Edit::Patch(patch) => patch.perform(document),
    }
}
