//! Puts pictures together on the CPU. Frames stay I420 from decoder to encoder; what is drawn is laid onto
//! them where it is, and a frame that nothing touches is passed on as it is.

use types::geometry::Size;

pub mod canvas;
pub mod color;
pub mod grade;
pub mod layer;
pub mod place;
pub mod resize;
pub mod transition;

mod backdrop;
mod blend;
mod overlay;
mod rows;
mod warp;

/// The most pixels a canvas may have: 8192 x 8192.
pub const CANVAS_PIXELS_MAX: u64 = 1 << 26;

/// Why a picture could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError {
    /// A canvas without pixels, or with more than memory should be asked for.
    #[error("a picture of {}x{} pixels cannot be made; choose a size from 1x1 to 8192x8192", .0.width, .0.height)]
    Size(Size),
    /// Two pictures that must have one size have two.
    #[error("pictures of {}x{} and {}x{} pixels cannot be mixed", .0.width, .0.height, .1.width, .1.height)]
    SizesDiffer(Size, Size),
    /// The colour conversion refused a picture.
    #[error("the colours of a picture cannot be converted")]
    Convert(#[from] yuv::YuvError),
    /// The scaler refused a picture.
    #[error("a picture cannot be scaled")]
    Resize(#[from] fast_image_resize::ResizeError),
    /// The scaler refused a buffer.
    #[error("a picture cannot be scaled: its memory is too small for its size")]
    Buffer(#[from] fast_image_resize::ImageBufferError),
    /// The scaler refused a part of a picture.
    #[error("a part of a picture cannot be scaled: it lies outside the picture")]
    Part(#[from] fast_image_resize::CropBoxError),
}
