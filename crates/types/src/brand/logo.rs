//! The logo of a brand on an ad: in a corner from the first frame to the last, or on the end card only.

use std::ops::Range;

use super::apply::Work;
use super::dress::is_ground;
use super::{BrandKit, Corner, LogoFile};
use crate::document::Document;
use crate::document::clip::{Clip, Source};
use crate::document::look::PictureSettings;
use crate::document::track::Kind;
use crate::edit::{ClipChange, Edge, Edit, EditError};
use crate::geometry::Size;
use crate::id::{ClipId, MediaId};
use crate::keyframe::Animated;

/// What the clip is called on the timeline, by which it is found again.
const NAME: &str = "Logo";
/// The box that a logo in a corner is fitted into, as shares of the canvas's shorter side.
const IN_CORNER: (f32, f32) = (0.24, 0.10);
/// The same for one on the end card.
const ON_CARD: (f32, f32) = (0.50, 0.16);

/// Puts the logo on the ad, in the place of the one that was put there before.
pub(super) fn place(
    work: &mut Work,
    kit: &BrandKit,
    file: Option<&LogoFile>,
    card: Option<Range<i64>>,
) -> Result<(), EditError> {
    let frames = match kit.logo_corner {
        Some(_) => Some(0..work.document.frames()),
        None => card,
    };
    let (Some(file), Some(frames)) = (file, frames) else { return lift(work, placed(&work.document)) };
    let media = media(work, file)?;
    let picture = settings(&work.document, file.size, kit.logo_corner);
    // One that lies where this one is to lie is changed in place, so that applying twice changes nothing.
    let (kept, others): (Vec<_>, Vec<_>) =
        placed(&work.document).into_iter().partition(|clip| can_stay(&work.document, *clip, &frames));
    let (kept, doubled) = kept.split_at(kept.len().min(1));
    lift(work, others.into_iter().chain(doubled.iter().copied()).collect())?;
    let Some((clip, _)) = kept.first().copied() else {
        let track = work.overlay_on_top(frames.start, frames.end)?;
        let shown = Clip::new(frames.end - frames.start, Source::Image(media));
        work.place(track, frames.start, Clip { name: NAME.to_owned(), picture, ..shown })?;
        return Ok(());
    };
    work.show(clip, Source::Image(media))?;
    work.edit(Edit::SetClip { clip, change: ClipChange::Picture(Box::new(picture)) })?;
    let length = work.document.find_clip(clip).map_or(0, |(_, _, clip)| clip.length);
    let by = frames.end - frames.start - length;
    if by == 0 { Ok(()) } else { work.edit(Edit::Trim { clip, edge: Edge::End, by }) }
}

/// Logos that were put on the ad before, with where they begin.
fn placed(document: &Document) -> Vec<(ClipId, i64)> {
    let overlays = document.clips().filter(|(track, _, _)| track.kind == Kind::Overlay);
    let logos = overlays.filter(|(_, _, clip)| clip.name == NAME && matches!(clip.source, Source::Image(_)));
    logos.map(|(_, start, clip)| (clip.id, start)).collect()
}

/// Whether a logo begins with those frames, has its track to itself in them, and no ground of a card covers it.
fn can_stay(document: &Document, (clip, at): (ClipId, i64), frames: &Range<i64>) -> bool {
    let Some(height) =
        document.tracks.iter().position(|track| track.clips().any(|(_, other)| other.id == clip))
    else {
        return false;
    };
    let covers = |source: &Source| matches!(source, Source::Title(title) if is_ground(title));
    let mut tracks = document.tracks.iter().skip(height);
    let is_alone = tracks.next().is_some_and(|track| {
        let meets = |start: i64, other: &Clip| start < frames.end && start + other.length > frames.start;
        track.clips().all(|(start, other)| other.id == clip || !meets(start, other))
    });
    at == frames.start
        && is_alone
        && !tracks.any(|track| track.clips().any(|(_, other)| covers(&other.source)))
}

fn lift(work: &mut Work, clips: Vec<(ClipId, i64)>) -> Result<(), EditError> {
    let clips: Vec<ClipId> = clips.into_iter().map(|(clip, _)| clip).collect();
    if clips.is_empty() { Ok(()) } else { work.edit(Edit::Lift { clips }) }
}

/// The file as the document knows it; made known where it is not.
fn media(work: &mut Work, file: &LogoFile) -> Result<MediaId, EditError> {
    let same = |media: &&std::sync::Arc<crate::media::Media>| {
        media.identity == file.identity && media.path == file.path
    };
    if let Some(media) = work.document.media.iter().find(same) {
        return Ok(media.id);
    }
    let id = MediaId(work.document.next_id);
    let (path, identity, info) = (file.path.clone(), file.identity.clone(), Box::new(file.info.clone()));
    work.edit(Edit::AddMedia { path, identity, info })?;
    Ok(id)
}

/// Size and place: fitted into its box, its edges on the edges of the safe area; on a card at the top in the middle.
fn settings(document: &Document, logo: Size, corner: Option<Corner>) -> PictureSettings {
    let canvas = document.canvas.size;
    let (width, height) = (canvas.width as f32, canvas.height as f32);
    let short = width.min(height);
    let (across, down) = if corner.is_some() { IN_CORNER } else { ON_CARD };
    let (own_width, own_height) = (logo.width.max(1) as f32, logo.height.max(1) as f32);
    // A picture fills the canvas at scale 1, whatever stands over.
    let covering = (width / own_width).max(height / own_height);
    let wanted = (across * short / own_width).min(down * short / own_height);
    let scale = (wanted / covering).clamp(0.01, 32.0);
    let (half_width, half_height) = (own_width * covering * scale / 2.0, own_height * covering * scale / 2.0);
    let [left, top, right, bottom] = document.safe_area().free_pixels(canvas);
    let (x, y) = match corner {
        Some(Corner::TopLeft) => (left + half_width, top + half_height),
        Some(Corner::TopRight) => (right - half_width, top + half_height),
        Some(Corner::BottomLeft) => (left + half_width, bottom - half_height),
        Some(Corner::BottomRight) => (right - half_width, bottom - half_height),
        None => ((left + right) / 2.0, top + half_height),
    };
    PictureSettings {
        // A hair's breadth of a picture cannot be made small enough, and would lie outside of what a clip can say.
        x: Animated::Fixed((x / width - 0.5).clamp(-4.0, 4.0)),
        y: Animated::Fixed((y / height - 0.5).clamp(-4.0, 4.0)),
        scale: Animated::Fixed(scale),
        ..PictureSettings::default()
    }
}
