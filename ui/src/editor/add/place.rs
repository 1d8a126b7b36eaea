//! Where something new goes: at the playhead, on a track that is free there.

use types::document::Document;
use types::document::clip::Clip;
use types::document::track::{Kind, Unit};
use types::edit::Edit;
use types::id::{ClipId, TrackId};

/// The edit that puts a clip in at the playhead on the lowest free track of that kind, or on a new one above them; and
/// the id that the clip gets.
pub fn place(document: &Document, playhead: i64, kind: Kind, clip: Clip) -> (Edit, ClipId) {
    let at = match kind.unit() {
        Unit::Frames => playhead,
        Unit::Samples => document.canvas.frame_rate.sample_of(playhead),
    };
    let put = |track, clip| Edit::Overwrite { track, at, clip: Box::new(clip) };
    if let Some(track) = free_track(document, kind, at..at + clip.length) {
        return (put(track, clip), ClipId(document.next_id));
    }
    let add = Edit::AddTrack { kind, at: height(document, kind) };
    // The track takes the next number, the clip the one after.
    let track = TrackId(document.next_id);
    (Edit::Batch(vec![add, put(track, clip)]), ClipId(document.next_id.saturating_add(1)))
}

/// The lowest track of that kind on which nothing lies there.
fn free_track(document: &Document, kind: Kind, range: std::ops::Range<i64>) -> Option<TrackId> {
    let of_kind = document.tracks.iter().filter(|track| track.kind == kind && !track.settings.locked);
    let mut free = of_kind.filter(|track| {
        track.clips().all(|(start, clip)| start >= range.end || start + clip.length <= range.start)
    });
    free.next().map(|track| track.id)
}

/// The height of a new track of that kind: over the highest of its kind, else over all pictures, else on top.
fn height(document: &Document, kind: Kind) -> usize {
    let above = |is: &dyn Fn(Kind) -> bool| {
        document.tracks.iter().rposition(|track| is(track.kind)).map(|index| index + 1)
    };
    above(&|other| other == kind)
        .or_else(|| above(&|other| !other.is_sound()))
        .unwrap_or(document.tracks.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::document::clip::Source;
    use types::geometry::{Aspect, Color};
    use types::time::FrameRate;

    fn clip() -> Clip {
        Clip::new(90, Source::Solid(Color::BLACK))
    }

    fn add(document: &mut Document, playhead: i64) -> (TrackId, i64) {
        let (edit, id) = place(document, playhead, Kind::Overlay, clip());
        document.apply(&edit).expect("there is always room");
        let (track, start, _) = document.find_clip(id).expect("the clip has the id that was said");
        (track.id, start)
    }

    #[test]
    fn the_first_goes_on_the_track_that_is_there_at_the_playhead() {
        let mut document = Document::new(Aspect::Tall, FrameRate::FPS_30);
        let overlay = document.first_track(Kind::Overlay).expect("a new document has one").id;
        assert_eq!(add(&mut document, 30), (overlay, 30));
        assert_eq!(add(&mut document, 120), (overlay, 120), "beside it there is room");
    }

    #[test]
    fn where_something_lies_a_track_is_added_above() {
        let mut document = Document::new(Aspect::Tall, FrameRate::FPS_30);
        let tracks = document.tracks.len();
        let (first, _) = add(&mut document, 0);
        let (second, _) = add(&mut document, 60);
        assert_eq!(document.tracks.len(), tracks + 1);
        let height = |id| document.tracks.iter().position(|track| track.id == id);
        assert_eq!(height(second), height(first).map(|at| at + 1));
    }

    #[test]
    fn a_locked_track_is_left_alone() {
        let mut document = Document::new(Aspect::Tall, FrameRate::FPS_30);
        let track = document.first_track(Kind::Overlay).expect("a new document has one");
        let (id, mut settings) = (track.id, track.settings.clone());
        settings.locked = true;
        document.apply(&Edit::SetTrack { track: id, settings }).expect("it is there");
        assert_ne!(add(&mut document, 0).0, id);
    }
}
