//! How far a gesture can go before something is in the way: a neighbour, the beginning or the end of a source.

use types::document::Document;
use types::document::clip::Clip;
use types::document::track::{Item, Track, Unit};
use types::edit::Edge;
use types::id::ClipId;
use types::time::Seconds;

use super::gesture::Act;

/// So far that nothing is in the way.
const FAR: i64 = 48_000 * 3600 * 24;

/// From how far back to how far forward a clip can go, in the unit of its track. `None` where there is no such clip.
pub fn of(document: &Document, clip: ClipId, act: Act) -> Option<(i64, i64)> {
    let place = Place::find(document, clip)?;
    let (low, high) = match act {
        Act::Move => (-place.start, FAR),
        Act::Trim(Edge::Start) => (-place.gap_before().min(place.head(place.clip)), place.clip.length - 1),
        Act::Trim(Edge::End) => (1 - place.clip.length, place.gap_after().min(place.tail(place.clip))),
        Act::Ripple(Edge::Start) => (-place.head(place.clip), place.clip.length - 1),
        Act::Ripple(Edge::End) => (1 - place.clip.length, place.tail(place.clip)),
        Act::Roll(Edge::Start) => place.roll(place.before, place.clip)?,
        Act::Roll(Edge::End) => place.roll(Some(place.clip), place.after.as_clip()?)?,
        Act::Slip => (-place.tail(place.clip), place.head(place.clip)),
        Act::Slide => place.slide(),
    };
    Some((low.min(0), high.max(0)))
}

/// From how far back to how far forward all of the clips can go, in seconds.
pub fn of_all(document: &Document, clips: &[ClipId], act: Act) -> (f64, f64) {
    let each = clips.iter().filter_map(|id| {
        let (track, _, _) = document.find_clip(*id)?;
        let (low, high) = of(document, *id, act)?;
        let seconds = |at: i64| document.time_of(track.kind.unit(), at).as_f64();
        Some((seconds(low), seconds(high)))
    });
    each.fold((f64::NEG_INFINITY, f64::INFINITY), |all, one| (all.0.max(one.0), all.1.min(one.1)))
}

/// What lies after a clip.
#[derive(Clone, Copy)]
enum After<'a> {
    Nothing,
    Gap(i64),
    Clip(&'a Clip),
}

impl<'a> After<'a> {
    fn as_clip(self) -> Option<&'a Clip> {
        match self {
            Self::Clip(clip) => Some(clip),
            Self::Nothing | Self::Gap(_) => None,
        }
    }
}

struct Place<'a> {
    document: &'a Document,
    unit: Unit,
    start: i64,
    clip: &'a Clip,
    /// The clip directly before, if it is one.
    before: Option<&'a Clip>,
    space_before: i64,
    after: After<'a>,
}

impl<'a> Place<'a> {
    fn find(document: &'a Document, id: ClipId) -> Option<Self> {
        let (track, start, clip) = document.find_clip(id)?;
        let index = index_of(track, id)?;
        let before = index.checked_sub(1).and_then(|index| track.items.get(index));
        let after = match track.items.get(index + 1) {
            None => After::Nothing,
            Some(Item::Gap(length)) => After::Gap(*length),
            Some(Item::Clip(clip)) => After::Clip(clip),
        };
        let space_before = match before {
            Some(Item::Gap(length)) => *length,
            Some(Item::Clip(_)) | None => 0,
        };
        let before = before.and_then(Item::clip).map(|clip| &**clip);
        Some(Self { document, unit: track.kind.unit(), start, clip, before, space_before, after })
    }

    fn gap_before(&self) -> i64 {
        self.space_before
    }

    fn gap_after(&self) -> i64 {
        match self.after {
            After::Nothing => FAR,
            After::Gap(length) => length,
            After::Clip(_) => 0,
        }
    }

    /// Units of its source that lie before a clip.
    fn head(&self, clip: &Clip) -> i64 {
        if clip.source.is_timeless() { FAR } else { self.units(clip, clip.source_start) }
    }

    /// Units of its source that lie after a clip.
    fn tail(&self, clip: &Clip) -> i64 {
        let media = clip.source.media().filter(|_| !clip.source.is_timeless());
        let duration = media.and_then(|media| self.document.media(media)).map(|media| media.info.duration);
        let Some(duration) = duration.filter(|duration| *duration > Seconds::ZERO) else { return FAR };
        let end = self.document.source_time(self.unit, clip, clip.length);
        if end >= duration { 0 } else { self.units(clip, duration.minus(end)) }
    }

    /// Whole units in which a clip plays so much of its source.
    fn units(&self, clip: &Clip, source: Seconds) -> i64 {
        let (num, den) = clip.speed.fraction();
        let time = source.scaled(i64::from(den), i64::from(num));
        let units = match self.unit {
            Unit::Frames => self.document.canvas.frame_rate.frame_of(time),
            Unit::Samples => time.samples(),
        };
        units.clamp(0, FAR)
    }

    fn roll(&self, left: Option<&Clip>, right: &Clip) -> Option<(i64, i64)> {
        let left = left?;
        let low = (left.length - 1).min(self.head(right));
        Some((-low, (right.length - 1).min(self.tail(left))))
    }

    fn slide(&self) -> (i64, i64) {
        let before = self.before;
        let back = before.map_or(self.space_before, |clip| clip.length - 1);
        let back = self.after.as_clip().map_or(back, |clip| back.min(self.head(clip)));
        let forward = self.after.as_clip().map_or(self.gap_after(), |clip| clip.length - 1);
        let forward = before.map_or(forward, |clip| forward.min(self.tail(clip)));
        (-back, forward)
    }
}

fn index_of(track: &Track, id: ClipId) -> Option<usize> {
    track.items.iter().position(|item| item.clip().is_some_and(|clip| clip.id == id))
}
