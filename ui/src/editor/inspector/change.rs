//! What the selected clips have in common, and the one edit that changes them all.

use types::document::Document;
use types::document::clip::Clip;
use types::document::track::Unit;
use types::edit::{ClipChange, Edit};
use types::id::ClipId;
use types::time::FrameRate;

/// A clip with where in it the playhead is.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    /// The clip.
    pub clip: &'a Clip,
    /// What its length counts.
    pub unit: Unit,
    /// Units from its start to the playhead, within the clip.
    pub at: i64,
    /// Frames a second.
    pub rate: FrameRate,
    /// Whether another clip comes directly before it.
    pub follows: bool,
}

impl Here<'_> {
    /// Units of its track as seconds.
    pub fn seconds(&self, units: i64) -> f64 {
        match self.unit {
            Unit::Frames => units as f64 / self.rate.as_f64(),
            Unit::Samples => types::time::Seconds::from_samples(units).as_f64(),
        }
    }

    /// Seconds as units of its track, to the nearest frame.
    pub fn units(&self, seconds: f64) -> i64 {
        let frames = (seconds * self.rate.as_f64()).round() as i64;
        match self.unit {
            Unit::Frames => frames,
            Unit::Samples => self.rate.sample_of(frames),
        }
    }
}

/// What several clips say about one property.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Common<T> {
    /// Not all of them have it.
    Missing,
    /// They have different values.
    Differs,
    /// All have this.
    Same(T),
}

impl<T> Common<T> {
    /// The value that all have.
    pub fn same(self) -> Option<T> {
        match self {
            Self::Same(value) => Some(value),
            Self::Missing | Self::Differs => None,
        }
    }

    /// Whether all clips have the property.
    pub fn is_there(&self) -> bool {
        !matches!(self, Self::Missing)
    }
}

/// The clip with that id as it is with the playhead on that frame.
pub fn here(document: &Document, playhead: i64, id: ClipId) -> Option<Here<'_>> {
    let (track, start, clip) = document.find_clip(id)?;
    let rate = document.canvas.frame_rate;
    let unit = track.kind.unit();
    let at = match unit {
        Unit::Frames => playhead,
        Unit::Samples => rate.sample_of(playhead),
    };
    let follows = track.clips().any(|(other, before)| other + before.length == start);
    Some(Here { clip, unit, at: (at - start).clamp(0, clip.length - 1), rate, follows })
}

/// What those clips say about a property.
pub fn common<T: PartialEq>(
    document: &Document,
    (playhead, clips): (i64, &[ClipId]),
    read: impl Fn(&Here) -> Option<T>,
) -> Common<T> {
    let mut values = clips.iter().map(|id| read(&here(document, playhead, *id)?));
    let Some(Some(first)) = values.next() else { return Common::Missing };
    let mut common = Common::Same(first);
    for value in values {
        match (value, &common) {
            (None, _) => return Common::Missing,
            (Some(value), Common::Same(first)) if value != *first => common = Common::Differs,
            (Some(_), _) => {}
        }
    }
    common
}

/// One edit that changes each of those clips. `None` where nothing would change.
pub fn for_all(
    document: &Document,
    (playhead, clips): (i64, &[ClipId]),
    change: impl Fn(&Here) -> Option<ClipChange>,
) -> Option<Edit> {
    let edits = clips.iter().filter_map(|id| {
        let change = change(&here(document, playhead, *id)?)?;
        Some(Edit::SetClip { clip: *id, change })
    });
    let mut edits: Vec<Edit> = edits.collect();
    match edits.len() {
        0 => None,
        1 => edits.pop(),
        _ => Some(Edit::Batch(edits)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::document::clip::Source;
    use types::document::track::Kind;
    use types::geometry::{Aspect, Color};

    /// Two seconds of black and, after a gap of one, two seconds of white.
    fn document() -> (Document, [ClipId; 2]) {
        let mut document = Document::new(Aspect::Tall, FrameRate::FPS_30);
        let track = document.first_track(Kind::Video).expect("a new document has one").id;
        let ids = [(0, Color::BLACK), (90, Color::WHITE)].map(|(at, color)| {
            let id = ClipId(document.next_id);
            let clip = Box::new(Clip::new(60, Source::Solid(color)));
            document.apply(&Edit::Overwrite { track, at, clip }).expect("there is room");
            id
        });
        (document, ids)
    }

    fn color(here: &Here) -> Option<Color> {
        if let Source::Solid(color) = here.clip.source { Some(color) } else { None }
    }

    #[test]
    fn clips_have_in_common_what_is_the_same_in_all() {
        let (document, ids) = document();
        assert_eq!(common(&document, (0, &ids), |here| Some(here.clip.length)), Common::Same(60));
        assert_eq!(common(&document, (0, &ids), color), Common::Differs);
        assert_eq!(common(&document, (0, &ids), |_| None::<u8>), Common::Missing);
        assert_eq!(common(&document, (0, &[]), color), Common::Missing);
    }

    #[test]
    fn several_clips_change_in_one_edit() {
        let (mut document, ids) = document();
        let name = |_: &Here| Some(ClipChange::Name("Ground".to_owned()));
        let edit = for_all(&document, (0, &ids), name).expect("there is something to change");
        assert!(matches!(&edit, Edit::Batch(edits) if edits.len() == 2));
        document.apply(&edit).expect("both are there");
        assert!(document.clips().all(|(_, _, clip)| clip.name == "Ground"));
    }

    #[test]
    fn one_clip_changes_without_a_batch_and_nothing_makes_no_edit() {
        let (document, ids) = document();
        let name = |_: &Here| Some(ClipChange::Name(String::new()));
        assert!(matches!(for_all(&document, (0, &ids[..1]), name), Some(Edit::SetClip { .. })));
        assert_eq!(for_all(&document, (0, &ids), |_| None), None);
        assert_eq!(for_all(&document, (0, &[ClipId(999)]), name), None);
    }

    #[test]
    fn the_playhead_counts_from_the_start_of_each_clip() {
        let (document, ids) = document();
        let at = |playhead| ids.map(|id| here(&document, playhead, id).map(|here| here.at));
        assert_eq!(at(100), [Some(59), Some(10)]);
        assert_eq!(at(10), [Some(10), Some(0)]);
    }
}
