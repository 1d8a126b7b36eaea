//! One picture as a file: a poster, a thumbnail, an exact frame.

use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};
use render::compose::color;
use render::picture::{Picture, RgbaImage, YuvImage};

use super::target::write_whole;
use crate::error::EngineError;

const JPEG_QUALITY: u8 = 92;

/// Writes `picture` to `path`: JPEG when the name ends in `.jpg` or `.jpeg`, PNG otherwise. All or nothing.
///
/// # Errors
/// `NoFolder`, `PermissionDenied`, `DiskFull` or `Io` about `path`.
pub fn poster(picture: &Picture, path: &Path) -> Result<(), EngineError> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let bytes = if matches!(ending.as_str(), "jpg" | "jpeg") { jpeg(picture)? } else { frame_png(picture)? };
    write_whole(path, &bytes)
}

/// `picture` as a PNG with straight alpha; opaque pictures have none.
///
/// # Errors
/// `Pipeline` when it cannot be coded.
pub fn frame_png(picture: &Picture) -> Result<Vec<u8>, EngineError> {
    let mut bytes = Vec::new();
    let size = picture.size();
    let encoder = PngEncoder::new(&mut bytes);
    let (pixels, color) = match picture {
        Picture::Yuv(image) => (rgb_of_yuv(image)?, ExtendedColorType::Rgb8),
        Picture::Rgba(image) => (straight(image), ExtendedColorType::Rgba8),
    };
    encoder.write_image(&pixels, size.width, size.height, color).map_err(refused)?;
    Ok(bytes)
}

fn jpeg(picture: &Picture) -> Result<Vec<u8>, EngineError> {
    let mut bytes = Vec::new();
    let size = picture.size();
    let pixels = match picture {
        Picture::Yuv(image) => rgb_of_yuv(image)?,
        Picture::Rgba(image) => without_alpha(image),
    };
    let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
    encoder.write_image(&pixels, size.width, size.height, ExtendedColorType::Rgb8).map_err(refused)?;
    Ok(bytes)
}

fn rgb_of_yuv(image: &YuvImage) -> Result<Vec<u8>, EngineError> {
    Ok(without_alpha(&color::yuv_to_rgba(image.view()).map_err(refused)?))
}

/// The colour channels as they are: premultiplied is what a picture over black looks like.
fn without_alpha(image: &RgbaImage) -> Vec<u8> {
    image.data.as_chunks::<4>().0.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect()
}

fn straight(image: &RgbaImage) -> Vec<u8> {
    let divided = |value: u8, alpha: u8| {
        let (value, alpha) = (u32::from(value), u32::from(alpha));
        ((value * 255 + alpha / 2) / alpha).min(255) as u8
    };
    let mut pixels = image.data.clone();
    for pixel in pixels.chunks_exact_mut(4) {
        if let [red, green, blue, alpha @ 1..=254] = pixel {
            for value in [red, green, blue] {
                *value = divided(*value, *alpha);
            }
        }
    }
    pixels
}

fn refused(error: impl std::fmt::Display) -> EngineError {
    EngineError::Pipeline(format!("a picture could not be coded: {error}"))
}
