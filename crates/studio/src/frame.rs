//! One exact frame of a document.

use std::path::Path;
use std::sync::Arc;

use engine::cancel::Cancel;
use render::picture::Picture;
use types::document::Document;
use types::frame::{FrameHeader, PixelFormat};
use types::geometry::Size;
use types::media::Media;

use crate::error::StudioError;
use crate::workshop::Workshop;

impl Workshop {
    /// One frame exactly as an export at that size has it, as `types::frame` describes.
    ///
    /// # Errors
    /// When there is no such frame or it cannot be drawn.
    pub fn still(&self, document: &Arc<Document>, frame: i64, size: Size) -> Result<Vec<u8>, StudioError> {
        check(document, frame)?;
        Ok(packed(&self.session().frame(document, frame, size)?, frame))
    }

    /// One frame for the viewer, as `types::frame` describes, from proxies where there are any.
    ///
    /// # Errors
    /// When there is no such frame or it cannot be drawn.
    pub fn preview(&self, document: &Arc<Document>, frame: i64, size: Size) -> Result<Vec<u8>, StudioError> {
        check(document, frame)?;
        Ok(packed(&self.session().preview(document, frame, size)?, frame))
    }

    /// Writes one frame at full size as a PNG (or a JPEG, by the name).
    ///
    /// # Errors
    /// When there is no such frame, it cannot be drawn, or the file cannot be written.
    pub fn write_frame(&self, document: &Document, frame: i64, path: &Path) -> Result<(), StudioError> {
        check(document, frame)?;
        let document = Arc::new(document.clone());
        let picture = self.session().frame(&document, frame, document.canvas.size)?;
        Ok(engine::export::poster::poster(&picture, path)?)
    }

    /// Makes the proxy of a file, from which previews are drawn.
    ///
    /// # Errors
    /// When the file cannot be decoded or the proxy not be written.
    pub fn make_proxy(&self, media: &Media) -> Result<(), StudioError> {
        Ok(self.session().make_proxy(media, &mut |_| {}, &Cancel::new())?)
    }
}

fn check(document: &Document, frame: i64) -> Result<(), StudioError> {
    let frames = document.frames();
    if (0..frames).contains(&frame) { Ok(()) } else { Err(StudioError::NoSuchFrame { frame, frames }) }
}

fn packed(picture: &Picture, frame: i64) -> Vec<u8> {
    let size = picture.size();
    let format = match picture {
        Picture::Yuv(_) => PixelFormat::I420,
        Picture::Rgba(_) => PixelFormat::Rgba,
    };
    let header = FrameHeader { format, size, revision: 0, frame };
    let mut bytes = Vec::with_capacity(types::frame::HEADER_BYTES + format.bytes(size));
    bytes.extend(header.bytes());
    match picture {
        Picture::Rgba(image) => bytes.extend(&image.data),
        Picture::Yuv(image) => {
            for index in 0..3 {
                let (width, height) = render::picture::plane_size(size, index);
                let plane = image.plane(index);
                (0..height).for_each(|y| bytes.extend(plane.row(y, width)));
            }
        }
    }
    bytes
}
