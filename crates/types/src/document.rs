//! The document: an ad as tracks of clips. It is plain data that only `apply` (in `edit`) changes.
//!
//! A track is a row of clips and gaps, so no two clips can overlap and none can have a place of its own
//! that disagrees with its neighbours. Tracks are shared until changed, which makes a copy of a document cheap.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::geometry::{Aspect, Color, Size};
use crate::id::{ClipId, MarkerId, MediaId, TrackId};
use crate::media::Media;
use crate::time::{FrameRate, Seconds};

pub mod clip;
pub mod look;
pub mod track;
mod safe;

use clip::Clip;
use track::{Item, Track};

/// An ad: what is seen and heard when, over what canvas.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The picture that is made.
    pub canvas: Canvas,
    /// How loud the whole is made.
    pub loudness: Loudness,
    /// Tracks from the lowest to the one on top.
    pub tracks: Vec<Arc<Track>>,
    /// Files that clips refer to, in rising order of id.
    pub media: Vec<Arc<Media>>,
    /// Markers on the ruler in rising order of time.
    pub markers: Vec<Marker>,
    /// The placement whose safe area titles and captions keep to; none means a careful default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placement: Option<String>,
    /// The number the next new thing gets as its id.
    pub next_id: u32,
}

/// The picture that is made.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Canvas {
    /// Pixels across and down at full quality; both even.
    pub size: Size,
    /// Pictures a second.
    pub frame_rate: FrameRate,
    /// What is seen where no clip is.
    pub background: Color,
}

/// How loud the whole is made.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Loudness {
    /// Integrated loudness in LUFS (ITU-R BS.1770), from -36 to -8.
    pub target_lufs: f32,
    /// The highest true peak in dBTP, from -9 to 0.
    pub peak_dbtp: f32,
}

impl Default for Loudness {
    /// What most placements play at: -14 LUFS, no peak above -1 dBTP.
    fn default() -> Self {
        Self { target_lufs: -14.0, peak_dbtp: -1.0 }
    }
}

/// A named moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Marker {
    /// Its name in the document.
    pub id: MarkerId,
    /// The frame it marks.
    pub frame: i64,
    /// What it says.
    pub text: String,
    /// Its colour on the ruler.
    pub color: Color,
}

impl Document {
    /// An empty document with one track of each kind that a talking ad uses.
    pub fn new(aspect: Aspect, frame_rate: FrameRate) -> Self {
        let canvas = Canvas { size: aspect.canvas(), frame_rate, background: Color::BLACK };
        let kinds = track::Kind::ALL;
        let tracks = kinds.iter().zip(1..).map(|(kind, id)| Arc::new(Track::new(TrackId(id), *kind)));
        Self {
            canvas,
            loudness: Loudness::default(),
            tracks: tracks.collect(),
            media: Vec::new(),
            markers: Vec::new(),
            placement: None,
            next_id: kinds.len() as u32 + 1,
        }
    }

    /// The track with that id.
    pub fn track(&self, id: TrackId) -> Option<&Track> {
        self.tracks.iter().map(|track| &**track).find(|track| track.id == id)
    }

    /// The lowest track of that kind.
    pub fn first_track(&self, kind: track::Kind) -> Option<&Track> {
        self.tracks.iter().map(|track| &**track).find(|track| track.kind == kind)
    }

    /// A clip with the track it is on and where it starts there, in the track's unit.
    pub fn find_clip(&self, id: ClipId) -> Option<(&Track, i64, &Clip)> {
        self.tracks.iter().find_map(|track| {
            let (start, clip) = track.clips().find(|(_, clip)| clip.id == id)?;
            Some((&**track, start, clip))
        })
    }

    /// The media with that id.
    pub fn media(&self, id: MediaId) -> Option<&Media> {
        let index = self.media.binary_search_by_key(&id, |media| media.id).ok()?;
        self.media.get(index).map(|media| &**media)
    }

    /// How long the ad is, in frames: to the end of the last clip on any track, sound rounded up.
    pub fn frames(&self) -> i64 {
        let rate = self.canvas.frame_rate;
        let end = |track: &Arc<Track>| match track.kind.unit() {
            track::Unit::Frames => track.length(),
            track::Unit::Samples => rate.frame_from(track.length()),
        };
        self.tracks.iter().map(end).max().unwrap_or(0)
    }

    /// How long the ad is, in samples: exactly as long as its pictures.
    pub fn samples(&self) -> i64 {
        self.canvas.frame_rate.sample_of(self.frames())
    }

    /// The time that lies `at` units from the start of a track of that unit.
    pub fn time_of(&self, unit: track::Unit, at: i64) -> Seconds {
        match unit {
            track::Unit::Frames => self.canvas.frame_rate.time_of(at),
            track::Unit::Samples => Seconds::from_samples(at),
        }
    }

    /// Where in its source a clip is, `at` units after the clip's start.
    pub fn source_time(&self, unit: track::Unit, clip: &Clip, at: i64) -> Seconds {
        let (num, den) = clip.speed.fraction();
        clip.source_start.plus(self.time_of(unit, at).scaled(i64::from(num), i64::from(den)))
    }

    /// Every clip of every track, with its track and start.
    pub fn clips(&self) -> impl Iterator<Item = (&Track, i64, &Clip)> {
        self.tracks.iter().flat_map(|track| track.clips().map(|(start, clip)| (&**track, start, clip)))
    }

    /// Whether any clip uses that media.
    pub fn uses_media(&self, id: MediaId) -> bool {
        self.clips().any(|(_, _, clip)| clip.source.media() == Some(id))
    }

    /// Items of a track, empty when there is no such track.
    pub fn items(&self, id: TrackId) -> &[Item] {
        self.track(id).map_or(&[], |track| &track.items)
    }
}
