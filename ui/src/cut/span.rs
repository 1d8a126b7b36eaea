//! Which part of the timeline is in view.

use types::document::Document;
use types::document::clip::Clip;
use types::document::track::Track;

/// Pixels a second, at least and at most.
pub const SCALES: (f64, f64) = (2.0, 1200.0);

/// A stretch of the timeline, in pixels from the start of the ad.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Its left end.
    pub left: f64,
    /// How wide it is.
    pub width: f64,
}

impl Span {
    /// What is mounted: the stretch with a screen to either side.
    pub fn mounted(self) -> (f64, f64) {
        (self.left - self.width, self.left + 2.0 * self.width)
    }

    /// Whether another stretch is so far from this one that other clips have to be mounted.
    pub fn is_left_by(self, other: Self) -> bool {
        (self.left - other.left).abs() > self.width / 2.0 || (self.width - other.width).abs() > 1.0
    }
}

/// The clips of a track between two places.
pub fn clips<'a>(
    document: &Document,
    track: &'a Track,
    scale: f64,
    (from, to): (f64, f64),
) -> Vec<(i64, &'a Clip)> {
    let pixels = |at: i64| document.time_of(track.kind.unit(), at).as_f64() * scale;
    let ahead = track.clips().skip_while(|(start, clip)| pixels(start + clip.length) < from);
    ahead.take_while(|(start, _)| pixels(*start) <= to).collect()
}

/// Pixels a second after zooming by a factor, and where the view then begins so that the place `at` pixels from its
/// left end stays where it is.
pub fn zoomed(scale: f64, left: f64, at: f64, factor: f64) -> (f64, f64) {
    let next = (scale * factor).clamp(SCALES.0, SCALES.1);
    (next, ((left + at) * next / scale - at).max(0.0))
}

/// Pixels a second at which so many seconds fit in a view.
pub fn fitting(seconds: f64, width: f64) -> f64 {
    ((width - 24.0).max(40.0) / seconds.max(0.1)).clamp(SCALES.0, SCALES.1)
}
