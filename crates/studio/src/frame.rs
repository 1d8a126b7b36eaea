//! One exact frame of a document.

use std::path::Path;
use std::sync::Arc;

pub use engine::session::view::{Look, View};
use types::document::Document;
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
