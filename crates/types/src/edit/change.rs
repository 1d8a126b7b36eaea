//! Edits that move nothing: settings of tracks, clips, media, markers and the canvas.

use std::sync::Arc;

use super::row;
use super::{ClipChange, EditError};
use crate::document::clip::Clip;
use crate::document::track::{Item, Kind, Track, TrackSettings, Unit};
use crate::document::{Canvas, Document, Loudness, Marker};
use crate::id::{ClipId, MarkerId, MediaId, TrackId};
use crate::media::{Media, MediaIdentity, MediaInfo};

pub(super) fn add_track(document: &mut Document, kind: Kind, at: usize) -> Result<(), EditError> {
    if at > document.tracks.len() {
        return Err(EditError::OutOfRange("the height of the track"));
    }
    let id = TrackId(new_id(document));
    document.tracks.insert(at, Arc::new(Track::new(id, kind)));
    Ok(())
}

pub(super) fn remove_track(document: &mut Document, track: TrackId) -> Result<(), EditError> {
    let index = unlocked(document, track)?;
    document.tracks.remove(index);
    Ok(())
}

pub(super) fn move_track(document: &mut Document, track: TrackId, to: usize) -> Result<(), EditError> {
    let index = track_index(document, track)?;
    if to >= document.tracks.len() {
        return Err(EditError::OutOfRange("the height of the track"));
    }
    let moved = document.tracks.remove(index);
    document.tracks.insert(to, moved);
    Ok(())
}

pub(super) fn set_track(
    document: &mut Document,
    track: TrackId,
    settings: &TrackSettings,
) -> Result<(), EditError> {
    let index = track_index(document, track)?;
    let duck = settings.duck.is_none_or(|duck| {
        (-48.0..=0.0).contains(&duck.depth_db) && duck.attack_ms <= 10_000 && duck.release_ms <= 10_000
    });
    if !(-60.0..=24.0).contains(&settings.gain_db) || !duck {
        return Err(EditError::OutOfRange("the gain of the track"));
    }
    if let Some(track) = document.tracks.get_mut(index) {
        Arc::make_mut(track).settings.clone_from(settings);
    }
    Ok(())
}

pub(super) fn add_media(
    document: &mut Document,
    path: &str,
    identity: &MediaIdentity,
    info: &MediaInfo,
) -> Result<(), EditError> {
    let id = MediaId(new_id(document));
    let media = Media { id, path: path.into(), identity: identity.clone(), info: info.clone() };
    document.media.push(Arc::new(media));
    Ok(())
}

pub(super) fn relink_media(
    document: &mut Document,
    id: MediaId,
    (path, identity, info): (&str, &MediaIdentity, &MediaInfo),
) -> Result<(), EditError> {
    let index = media_index(document, id)?;
    let media = Media { id, path: path.into(), identity: identity.clone(), info: info.clone() };
    if let Some(slot) = document.media.get_mut(index) {
        *slot = Arc::new(media);
    }
    Ok(())
}

pub(super) fn remove_media(document: &mut Document, id: MediaId) -> Result<(), EditError> {
    let index = media_index(document, id)?;
    if document.uses_media(id) {
        return Err(EditError::MediaInUse(id));
    }
    document.media.remove(index);
    Ok(())
}

pub(super) fn set_clip(document: &mut Document, id: ClipId, change: &ClipChange) -> Result<(), EditError> {
    if let ClipChange::Source(source) = change
        && let Some(media) = source.media()
        && document.media(media).is_none()
    {
        return Err(EditError::MediaNotFound(media));
    }
    let (mut row, index) = row::open_at(document, id)?;
    let follows = index.checked_sub(1).and_then(|before| row.items.get(before)?.clip());
    if matches!(change, ClipChange::Transition(Some(_))) && follows.is_none() {
        return Err(EditError::NoNeighbour(id));
    }
    if let Some(Item::Clip(clip)) = row.items.get_mut(index) {
        changed(Arc::make_mut(clip), change)?;
    }
    row.finish(document);
    Ok(())
}

fn changed(clip: &mut Clip, change: &ClipChange) -> Result<(), EditError> {
    match change {
        ClipChange::Name(name) => clip.name.clone_from(name),
        ClipChange::Source(source) => {
            if std::mem::discriminant(&clip.source) != std::mem::discriminant(&**source)
                && (clip.source.is_timeless() || source.is_timeless())
            {
                clip.source_start = crate::time::Seconds::ZERO;
            }
            clip.source = (**source).clone();
        }
        ClipChange::Picture(picture) => clip.picture = (**picture).clone(),
        ClipChange::Gain(gain) => clip.gain_db = gain.clone(),
        ClipChange::Fades { fade_in, fade_out } => {
            if *fade_in < 0 || *fade_out < 0 {
                return Err(EditError::OutOfRange("the fade"));
            }
            (clip.fade_in, clip.fade_out) = (*fade_in, *fade_out);
        }
        ClipChange::Transition(transition) => {
            if transition.is_some_and(|transition| transition.before < 0 || transition.after < 0) {
                return Err(EditError::OutOfRange("the transition"));
            }
            clip.transition = *transition;
        }
        ClipChange::Link(link) => clip.link = *link,
    }
    Ok(())
}

pub(super) fn set_canvas(document: &mut Document, canvas: Canvas) -> Result<(), EditError> {
    let side = |side: u32| (16..=8192).contains(&side) && side.is_multiple_of(2);
    if !side(canvas.size.width) || !side(canvas.size.height) {
        return Err(EditError::OutOfRange("the size of the canvas"));
    }
    let pictures =
        document.tracks.iter().any(|track| track.kind.unit() == Unit::Frames && track.length() > 0);
    if pictures && canvas.frame_rate != document.canvas.frame_rate {
        return Err(EditError::FrameRateFixed);
    }
    document.canvas = canvas;
    Ok(())
}

pub(super) fn set_loudness(document: &mut Document, loudness: Loudness) -> Result<(), EditError> {
    if !(-36.0..=-8.0).contains(&loudness.target_lufs) || !(-9.0..=0.0).contains(&loudness.peak_dbtp) {
        return Err(EditError::OutOfRange("the loudness"));
    }
    document.loudness = loudness;
    Ok(())
}

pub(super) fn add_marker(document: &mut Document, marker: &Marker) -> Result<(), EditError> {
    let id = MarkerId(new_id(document));
    document.markers.push(Marker { id, ..marker.clone() });
    sort_markers(document)
}

pub(super) fn set_marker(document: &mut Document, marker: &Marker) -> Result<(), EditError> {
    let found = document.markers.iter_mut().find(|candidate| candidate.id == marker.id);
    *found.ok_or(EditError::MarkerNotFound(marker.id))? = marker.clone();
    sort_markers(document)
}

pub(super) fn remove_marker(document: &mut Document, id: MarkerId) -> Result<(), EditError> {
    let index = document.markers.iter().position(|marker| marker.id == id);
    document.markers.remove(index.ok_or(EditError::MarkerNotFound(id))?);
    Ok(())
}

fn sort_markers(document: &mut Document) -> Result<(), EditError> {
    document.markers.sort_by_key(|marker| (marker.frame, marker.id));
    let fits = document.markers.len() <= 10_000 && document.markers.iter().all(|marker| marker.frame >= 0);
    if fits { Ok(()) } else { Err(EditError::OutOfRange("the marker")) }
}

fn new_id(document: &mut Document) -> u32 {
    let id = document.next_id;
    document.next_id = id.saturating_add(1);
    id
}

fn track_index(document: &Document, track: TrackId) -> Result<usize, EditError> {
    let index = document.tracks.iter().position(|candidate| candidate.id == track);
    index.ok_or(EditError::TrackNotFound(track))
}

fn unlocked(document: &Document, track: TrackId) -> Result<usize, EditError> {
    let locked = document.track(track).is_some_and(|track| track.settings.locked);
    if locked { Err(EditError::TrackLocked(track)) } else { track_index(document, track) }
}

fn media_index(document: &Document, id: MediaId) -> Result<usize, EditError> {
    document.media.binary_search_by_key(&id, |media| media.id).map_err(|_| EditError::MediaNotFound(id))
}
