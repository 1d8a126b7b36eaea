//! Still pictures: PNG, JPEG and WebP, upright and with premultiplied alpha.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader};
use render::picture::{Picture, RgbaImage};
use types::geometry::Size;

use crate::error::EngineError;
use crate::media::{fault, pixels, probe};

/// What the header of a picture says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Header {
    /// As shown, upright.
    pub(crate) size: Size,
    /// As stored.
    pub(crate) coded_size: Size,
    /// Clockwise turn to upright in degrees.
    pub(crate) rotation: u16,
    /// Bits of a colour sample.
    pub(crate) bit_depth: u8,
    /// Whether it can be seen through.
    pub(crate) has_alpha: bool,
}

/// The picture at `path`, upright, no larger than needed to cover `wanted` and never larger than it is.
/// Metadata of the camera on how it was held is followed.
///
/// # Errors
/// `TooLarge`, before anything is decoded; `Unreadable` for damaged files.
pub fn still(path: &Path, wanted: Size) -> Result<Picture, EngineError> {
    let mut decoder = decoder(path)?;
    let coded = Size::new(decoder.dimensions().0, decoder.dimensions().1);
    probe::check_size(path, coded)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| refused(path, &error))?;
    image.apply_orientation(orientation);
    let has_alpha = image.color().has_alpha();
    let rgba = image.into_rgba8();
    let size = Size::new(rgba.width(), rgba.height());
    let mut whole = RgbaImage { size, data: rgba.into_raw() };
    if has_alpha {
        pixels::premultiply(&mut whole);
    }
    let scaled = pixels::scale_rgba(whole, pixels::cover(size, wanted))?;
    Ok(Picture::Rgba(Arc::new(scaled)))
}

/// What the header says, without decoding the picture.
pub(crate) fn header(path: &Path) -> Result<Header, EngineError> {
    let mut decoder = decoder(path)?;
    let (width, height) = decoder.dimensions();
    let coded_size = Size::new(width, height);
    probe::check_size(path, coded_size)?;
    let rotation = match decoder.orientation().unwrap_or(Orientation::NoTransforms) {
        Orientation::Rotate90 | Orientation::Rotate90FlipH => 90,
        Orientation::Rotate180 | Orientation::FlipVertical => 180,
        Orientation::Rotate270 | Orientation::Rotate270FlipH => 270,
        Orientation::NoTransforms | Orientation::FlipHorizontal => 0,
    };
    let color = decoder.color_type();
    let bits = color.bits_per_pixel() / u16::from(color.channel_count()).max(1);
    Ok(Header {
        size: if matches!(rotation, 90 | 270) { Size::new(height, width) } else { coded_size },
        coded_size,
        rotation,
        bit_depth: bits.min(255) as u8,
        has_alpha: color.has_alpha(),
    })
}

fn decoder(path: &Path) -> Result<impl ImageDecoder, EngineError> {
    let file = File::open(path).map_err(|source| EngineError::from_io(path, source))?;
    let reader = ImageReader::new(BufReader::new(file)).with_guessed_format();
    let reader = reader.map_err(|source| EngineError::from_io(path, source))?;
    reader.into_decoder().map_err(|error| refused(path, &error))
}

fn refused(path: &Path, error: &image::ImageError) -> EngineError {
    tracing::debug!(%error, "a picture could not be decoded");
    match error {
        image::ImageError::IoError(source) if source.kind() == std::io::ErrorKind::PermissionDenied => {
            EngineError::PermissionDenied { path: path.to_owned() }
        }
        image::ImageError::Unsupported(_) => {
            fault::unreadable(path, "it is a picture of a kind that is not known")
        }
        _ => fault::damaged(path),
    }
}
