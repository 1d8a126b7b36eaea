//! One exact frame of a document.

use std::path::Path;
use std::sync::Arc;

pub use engine::session::view::{Look, View};
use types::document::Document;
use types::id::ClipId;
use types::media::Media;

use crate::error::StudioError;
use crate::progress::Progress;
use crate::workshop::Workshop;

impl Workshop {
    /// One frame for the viewer, as `types::frame` describes.
    ///
    /// # Errors
    /// When there is no such frame or it cannot be drawn; `CANCELLED` for a scrub that a later one has overtaken.
    pub fn view(&self, document: &Arc<Document>, view: &View) -> Result<Vec<u8>, StudioError> {
        check(document, view.frame)?;
        Ok(self.engine().view(document, view)?)
    }

    /// One frame for a filmstrip, as `types::frame` describes, without disturbing the viewer.
    ///
    /// # Errors
    /// When there is no such frame or it cannot be drawn.
    pub fn strip(&self, document: &Arc<Document>, view: &View) -> Result<Vec<u8>, StudioError> {
        check(document, view.frame)?;
        Ok(self.engine().strip(document, view)?)
    }

    /// How loud a clip is over its length, before its gain: a byte for each of `per_second` (1 to 400) stretches of a
    /// second, 255 for full scale.
    ///
    /// # Errors
    /// When the clip is not heard, more is asked for than there may be, or its file cannot be read.
    pub fn peaks(
        &self,
        document: &Arc<Document>,
        clip: ClipId,
        per_second: u32,
    ) -> Result<Vec<u8>, StudioError> {
        Ok(self.engine().peaks(document, clip, per_second)?)
    }

    /// Writes one frame at full size as a PNG (or a JPEG, by the name).
    ///
    /// # Errors
    /// When there is no such frame, it cannot be drawn, or the file cannot be written.
    pub fn write_frame(&self, document: &Arc<Document>, frame: i64, path: &Path) -> Result<(), StudioError> {
        check(document, frame)?;
        Ok(self.engine().write_frame(document, frame, path)?)
    }

    /// Makes the proxy of a file, from which previews are drawn.
    ///
    /// # Errors
    /// When the file cannot be decoded or the proxy not be written.
    pub fn make_proxy(&self, media: &Media, progress: &Progress) -> Result<(), StudioError> {
        Ok(self.engine().make_proxy(media, &|step| progress.step(step), progress.cancel())?)
    }
}

fn check(document: &Document, frame: i64) -> Result<(), StudioError> {
    let frames = document.frames();
    if (0..frames).contains(&frame) { Ok(()) } else { Err(StudioError::NoSuchFrame { frame, frames }) }
}
