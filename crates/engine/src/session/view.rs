//! A frame as bytes for the window: a header, then its pixels.

use std::path::Path;
use std::sync::{Arc, PoisonError, Weak};

use render::picture::{Picture, plane_size};
use serde::{Deserialize, Serialize};
use types::document::Document;
use types::frame::{FrameHeader, HEADER_BYTES, PixelFormat};
use types::geometry::Size;

use super::Session;
use super::pictures::Pictures;
use crate::error::EngineError;
use crate::export::{PictureSource, poster};
use crate::media::pool::Purpose;

/// Which frame is looked at, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// The frame, counted from 0.
    pub frame: i64,
    /// Pixels across and down.
    pub size: Size,
    /// The document's revision, which comes back with the frame.
    pub revision: u64,
    /// What the frame is for.
    pub look: Look,
}

/// What a frame is looked at for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Look {
    /// Exactly as an export at that size has it.
    Exact,
    /// The playhead is being moved: proxies will do, and an earlier frame still being drawn is given up.
    Scrub,
    /// One frame after the other: proxies will do.
    Play,
}

/// What was looked at last.
pub(super) struct Viewed {
    document: Weak<Document>,
    size: Size,
    purpose: Purpose,
    pictures: Arc<Pictures>,
}

impl Viewed {
    fn is_of(&self, document: &Arc<Document>, size: Size, purpose: Purpose) -> bool {
        self.document.ptr_eq(&Arc::downgrade(document)) && (self.size, self.purpose) == (size, purpose)
    }
}

impl Session {
    /// A frame as `types::frame` describes.
    ///
    /// # Errors
    /// When it cannot be drawn; `Cancelled` for a scrub that a later one has overtaken.
    pub fn view(&self, document: &Arc<Document>, view: &View) -> Result<Vec<u8>, EngineError> {
        let purpose = match view.look {
            Look::Exact => Purpose::Export,
            Look::Scrub => {
                self.readers().playhead_moved();
                Purpose::Scrub
            }
            Look::Play => Purpose::Play,
        };
        let picture = self.viewed(document, view.size, purpose).picture(view.frame)?;
        Ok(packed(&picture, view))
    }

    /// A frame for a filmstrip: proxies will do. It leaves alone what is ready for the document that is being looked
    /// at, so a session that also draws the viewer's frames keeps them as quick.
    ///
    /// # Errors
    /// When it cannot be drawn.
    pub fn strip(&self, document: &Arc<Document>, view: &View) -> Result<Vec<u8>, EngineError> {
        let shape = (view.size, document.canvas.frame_rate);
        let picture = self.pictures(document, shape, Purpose::Play).picture(view.frame)?;
        Ok(packed(&picture, view))
    }

    /// The frames of a document at one size: the same as last time where nothing has changed, because they know which
    /// files they have opened ahead.
    fn viewed(&self, document: &Arc<Document>, size: Size, purpose: Purpose) -> Arc<Pictures> {
        let mut viewed = self.viewed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(same) = viewed.as_ref().filter(|viewed| viewed.is_of(document, size, purpose)) {
            return Arc::clone(&same.pictures);
        }
        let pictures = Arc::new(self.pictures(document, (size, document.canvas.frame_rate), purpose));
        let (document, kept) = (Arc::downgrade(document), Arc::clone(&pictures));
        *viewed = Some(Viewed { document, size, purpose, pictures: kept });
        pictures
    }

    /// Writes one frame at full size as a PNG (or a JPEG, by the name).
    ///
    /// # Errors
    /// When it cannot be drawn or the file cannot be written.
    pub fn write_frame(&self, document: &Arc<Document>, frame: i64, path: &Path) -> Result<(), EngineError> {
        poster::poster(&self.frame(document, frame, document.canvas.size)?, path)
    }
}

fn packed(picture: &Picture, view: &View) -> Vec<u8> {
    let size = picture.size();
    let format = match picture {
        Picture::Yuv(_) => PixelFormat::I420,
        Picture::Rgba(_) => PixelFormat::Rgba,
    };
    let header = FrameHeader { format, size, revision: view.revision, frame: view.frame };
    let mut bytes = Vec::with_capacity(HEADER_BYTES + format.bytes(size));
    bytes.extend(header.bytes());
    match picture {
        Picture::Rgba(image) => bytes.extend(&image.data),
        Picture::Yuv(image) => {
            for index in 0..3 {
                let (width, height) = plane_size(size, index);
                let plane = image.plane(index);
                (0..height).for_each(|y| bytes.extend(plane.row(y, width)));
            }
        }
    }
    bytes
}
