//! Markers, and the marks of in and out between which an ad is played.

use types::document::{Document, Marker};
use types::edit::Edit;
use types::geometry::Color;
use types::id::MarkerId;

/// The colour of a new marker.
pub const COLOR: Color = Color::rgb(0xf2, 0xb5, 0x3d);

/// From which frame to which is played; either may be open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InOut {
    /// The first frame.
    pub first: Option<i64>,
    /// The frame after the last.
    pub end: Option<i64>,
}

impl InOut {
    /// With the first frame there; an end that would come before it is forgotten.
    pub fn from(self, frame: i64) -> Self {
        Self { first: Some(frame), end: self.end.filter(|end| *end > frame) }
    }

    /// With the last frame there; a beginning that would come after it is forgotten.
    pub fn to(self, frame: i64) -> Self {
        Self { first: self.first.filter(|first| *first <= frame), end: Some(frame + 1) }
    }

    /// The frames to play of an ad of that many.
    pub fn within(self, frames: i64) -> (i64, i64) {
        let first = self.first.unwrap_or(0).clamp(0, (frames - 1).max(0));
        (first, self.end.unwrap_or(frames).clamp(first + 1, frames.max(first + 1)))
    }
}

/// Adds a marker at a frame, unless one is there.
pub fn add(document: &Document, frame: i64) -> Option<Edit> {
    let is_there = document.markers.iter().any(|marker| marker.frame == frame);
    let marker = Marker { id: MarkerId(0), frame, text: String::new(), color: COLOR };
    (!is_there).then_some(Edit::AddMarker { marker })
}

/// The same marker at another frame.
pub fn moved(document: &Document, id: MarkerId, frame: i64) -> Option<Edit> {
    let marker = find(document, id)?;
    let frame = frame.max(0);
    (marker.frame != frame).then(|| Edit::SetMarker { marker: Marker { frame, ..marker.clone() } })
}

/// The same marker with another name, of at most 200 characters.
pub fn renamed(document: &Document, id: MarkerId, text: &str) -> Option<Edit> {
    let marker = find(document, id)?;
    let text: String = text.trim().chars().take(200).collect();
    (marker.text != text).then(|| Edit::SetMarker { marker: Marker { text, ..marker.clone() } })
}

fn find(document: &Document, id: MarkerId) -> Option<&Marker> {
    document.markers.iter().find(|marker| marker.id == id)
}
