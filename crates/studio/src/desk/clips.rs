//! What the timeline shows of a clip: its waveform, and pictures of it by itself.

use std::sync::Arc;

use engine::session::view::{Look, View};
use types::call::play::{ClipPeaks, ClipPicture};
use types::document::Document;
use types::document::clip::Clip;
use types::document::look::PictureSettings;
use types::document::track::{Item, Kind, Track};
use types::id::TrackId;

use super::{Desk, guard};
use crate::error::StudioError;

/// The longest side of a picture of a clip.
const SIDE_MAX: u32 = 640;
/// Clips that are remembered by themselves, so that the next picture of one is quick.
const ALONE_MAX: usize = 8;

/// Documents of one clip each, the last used at the end.
pub(super) type Alone = Vec<Arc<Document>>;

impl Desk {
    /// The waveform of a clip, as [`ClipPeaks`] describes. The first one of a file reads the whole file.
    ///
    /// # Errors
    /// When there is no such clip on a sound track, more is asked for than there may be, or its file cannot be read.
    pub fn clip_peaks(&self, call: &ClipPeaks) -> Result<Vec<u8>, StudioError> {
        let (document, _) = self.document(call.id)?;
        self.studio().workshop().peaks(&document, call.clip, call.per_second)
    }

    /// A picture of a clip by itself, as `types::frame` describes: neither moved nor mixed with anything.
    ///
    /// # Errors
    /// When there is no such clip on a picture track, no such moment in it, or it cannot be drawn.
    pub fn clip_picture(&self, call: &ClipPicture) -> Result<Vec<u8>, StudioError> {
        let size = call.size;
        let fits = |side: u32| (2..=SIDE_MAX).contains(&side);
        if !fits(size.width) || !fits(size.height) {
            let range = format!("a picture of a clip has from 2 to {SIDE_MAX} pixels each way");
            return Err(StudioError::Invalid(range));
        }
        let (document, revision) = self.document(call.id)?;
        let found = document.find_clip(call.clip).filter(|(track, _, _)| !track.kind.is_sound());
        let no_clip = || StudioError::Invalid(format!("there is no clip {} on a picture track", call.clip));
        let (track, _, clip) = found.ok_or_else(no_clip)?;
        let alone = self.kept(alone(&document, track.kind, clip));
        let view = View { frame: call.at, size, revision, look: Look::Play };
        self.studio().workshop().strip(&alone, &view)
    }

    /// The same document as before where there was one: the engine knows it then.
    fn kept(&self, document: Document) -> Arc<Document> {
        let mut kept = guard(&self.inner.alone);
        let known = kept.iter().position(|known| **known == document).map(|at| kept.remove(at));
        let document = known.unwrap_or_else(|| Arc::new(document));
        if kept.len() >= ALONE_MAX {
            kept.remove(0);
        }
        kept.push(Arc::clone(&document));
        document
    }
}

/// A document with nothing in it but one clip, from its start, fitted to the canvas and not moved.
fn alone(document: &Document, kind: Kind, clip: &Clip) -> Document {
    let plain = PictureSettings {
        fit: clip.picture.fit,
        crop: clip.picture.crop,
        grade: clip.picture.grade,
        ..PictureSettings::default()
    };
    let clip = Clip { picture: plain, transition: None, fade_in: 0, fade_out: 0, ..clip.clone() };
    let media = clip.source.media();
    let items = vec![Item::Clip(Arc::new(clip))];
    let track = Track { items, ..Track::new(TrackId(1), kind) };
    let used = document.media.iter().filter(|known| Some(known.id) == media);
    Document {
        tracks: vec![Arc::new(track)],
        media: used.cloned().collect(),
        markers: Vec::new(),
        ..document.clone()
    }
}
