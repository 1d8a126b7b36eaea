//! Pictures for the window: frames of projects and portraits of actors, as `types::frame` describes.

use std::sync::Arc;

use engine::session::view::{Look, View};
use types::call::play::{ActorPicture, FrameOf, TrialFrame};
use types::document::Document;
use types::frame::{FrameHeader, PixelFormat};
use types::geometry::Size;

use super::Desk;
use crate::draft::cast;
use crate::error::StudioError;

/// The longest side of a picture that the window may ask for.
const SIDE_MAX: u32 = 4096;

impl Desk {
    /// A frame of a project. Past the end it is the last one; an empty document has the background only.
    ///
    /// # Errors
    /// When there is no such project or the frame cannot be drawn; `CANCELLED` when a later one has overtaken it.
    pub fn frame(&self, call: &FrameOf) -> Result<Vec<u8>, StudioError> {
        let (document, revision) = self.document(call.id)?;
        self.drawn(&document, revision, call)
    }

    /// A frame of a project as it would be after an edit that is not made.
    ///
    /// # Errors
    /// As for `frame`, and when the edit is refused.
    pub fn trial_frame(&self, call: &TrialFrame) -> Result<Vec<u8>, StudioError> {
        let (document, revision) = self.document(call.of.id)?;
        let mut document = Document::clone(&document);
        document.apply(&call.edit)?;
        self.drawn(&Arc::new(document), revision, &call.of)
    }

    fn drawn(&self, document: &Arc<Document>, revision: u64, call: &FrameOf) -> Result<Vec<u8>, StudioError> {
        let size = checked(call.size)?;
        let last = document.frames() - 1;
        if last < 0 {
            return Ok(blank(size, revision));
        }
        let frame = call.frame.unwrap_or(0).clamp(0, last);
        let look = if call.exact { Look::Exact } else { Look::Scrub };
        self.studio().workshop().view(document, &View { frame, size, revision, look })
    }

    /// The picture of a drawn actor at rest.
    ///
    /// # Errors
    /// When there is no such actor.
    pub fn actor_picture(&self, call: &ActorPicture) -> Result<Vec<u8>, StudioError> {
        let actor = cast::actor(&call.actor)?;
        let size = checked(call.size)?;
        let image = render::actor::thumbnail(&actor.look, size);
        let header = FrameHeader { format: PixelFormat::Rgba, size, revision: 0, frame: 0 };
        let mut bytes = header.bytes().to_vec();
        bytes.extend(&image.data);
        Ok(bytes)
    }
}

fn checked(size: Size) -> Result<Size, StudioError> {
    let fits = |side: u32| (2..=SIDE_MAX).contains(&side);
    if fits(size.width) && fits(size.height) { Ok(size) } else { Err(StudioError::NoSuchSize(size)) }
}

/// What an empty document looks like: black.
fn blank(size: Size, revision: u64) -> Vec<u8> {
    let header = FrameHeader { format: PixelFormat::I420, size, revision, frame: 0 };
    let mut bytes = header.bytes().to_vec();
    let luma = (size.width * size.height) as usize;
    bytes.resize(bytes.len() + luma, 16);
    bytes.resize(types::frame::HEADER_BYTES + PixelFormat::I420.bytes(size), 128);
    bytes
}
