//! What will be needed soon, so that readers can be where they are wanted before they are.

use types::document::Document;
use types::id::MediaId;
use types::time::Seconds;

use super::{Content, placed, seen, shown};
use types::document::track::Unit;

/// A picture of a file that will be needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// Which file.
    pub media: MediaId,
    /// The first moment of it that will be seen.
    pub time: Seconds,
    /// The frame of the document that shows it.
    pub frame: i64,
}

/// Files of which a clip comes into sight after frame `frame` and within `horizon` frames, soonest first.
pub fn upcoming(document: &Document, frame: i64, horizon: i64) -> Vec<Need> {
    let rate = document.canvas.frame_rate;
    let soon = frame.saturating_add(1)..=frame.saturating_add(horizon.max(0));
    let mut needs = Vec::new();
    for track in seen(document) {
        let unit = track.kind.unit();
        for clip in placed(track) {
            let early =
                clip.clip.transition.filter(|_| clip.joined.0).map_or(0, |transition| transition.before);
            let at = clip.start - early;
            let first = match unit {
                Unit::Frames => at,
                Unit::Samples => rate.frame_from(at),
            };
            if !soon.contains(&first) {
                continue;
            }
            let content = shown::shown(document, unit, clip, at).map(|shown| shown.content);
            if let Some(Content::Media(media, time)) = content {
                needs.push(Need { media, time, frame: first });
            } else if let Some(Content::Still(media)) = content {
                needs.push(Need { media, time: Seconds::ZERO, frame: first });
            }
        }
    }
    needs.sort_by_key(|need| need.frame);
    needs
}
