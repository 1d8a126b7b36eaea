//! Scales pictures: each plane of I420 by itself, RGBA premultiplied, so clear pixels bleed no colour.

use fast_image_resize::images::{TypedCroppedImage, TypedImage, TypedImageRef};
use fast_image_resize::pixels::{U8, U8x4};
use fast_image_resize::{FilterType, PixelTrait, ResizeAlg, ResizeOptions, Resizer};
use types::geometry::Size;

use super::ComposeError;
use super::place::Frame;
use crate::picture::buffer::{Pool, PooledBytes, YuvBuffer};
use crate::picture::plane_size;
use crate::picture::view::{RgbaView, YuvView};

/// How much care is taken when scaling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quality {
    /// For playing: linear.
    Fast,
    /// For export, posters and paused pictures: Catmull-Rom, as sharp as Lanczos to the eye, without its ringing
    /// and a third faster.
    #[default]
    Best,
}

/// The part `source` of an I420 picture, scaled to `target`.
pub fn yuv(
    picture: YuvView<'_>,
    source: Frame,
    target: Size,
    quality: Quality,
    pool: &Pool,
) -> Result<YuvBuffer, ComposeError> {
    let mut made = YuvBuffer::new(target, pool);
    let view = made.view_mut();
    let mut resizer = Resizer::new();
    for index in 0..3 {
        let (width, height) = plane_size(picture.size, index);
        let plane = picture.planes[index];
        let shrunk = if index == 0 { 1.0 } else { 0.5 };
        let rows = Rows { data: plane.data, stride: plane.stride, size: (width as u32, height as u32) };
        let (across, down) = plane_size(target, index);
        let packed = &mut view.planes[index].data[..across * down];
        let out = (&mut *packed, across as u32, down as u32);
        scale::<U8>(&mut resizer, rows, source.scaled(shrunk), out, quality)?;
    }
    Ok(made)
}

/// The part `source` of an RGBA picture, scaled to `target`, rows packed.
pub fn rgba(
    picture: RgbaView<'_>,
    source: Frame,
    target: Size,
    quality: Quality,
    pool: &Pool,
) -> Result<PooledBytes, ComposeError> {
    let mut made = pool.take(target.area() as usize * 4);
    let rows =
        Rows { data: picture.data, stride: picture.stride, size: (picture.size.width, picture.size.height) };
    let out = (&mut *made, target.width, target.height);
    scale::<U8x4>(&mut Resizer::new(), rows, source, out, quality)?;
    Ok(made)
}

/// Rows of pixels to read; stride in bytes, size in pixels.
struct Rows<'a> {
    data: &'a [u8],
    stride: usize,
    size: (u32, u32),
}

fn scale<P: PixelTrait>(
    resizer: &mut Resizer,
    rows: Rows<'_>,
    source: Frame,
    out: (&mut [u8], u32, u32),
    quality: Quality,
) -> Result<(), ComposeError> {
    let filter = match quality {
        Quality::Fast => FilterType::Bilinear,
        Quality::Best => FilterType::CatmullRom,
    };
    let (width, height) = rows.size;
    let Some(crop) = source.within(width, height) else { return Ok(()) };
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(filter))
        .crop(crop.left, crop.top, crop.width(), crop.height())
        .use_alpha(false);
    let mut target = TypedImage::<P>::from_buffer(out.1, out.2, out.0)?;
    let pixel = size_of::<P>();
    let (stride, last) = (rows.stride / pixel, rows.stride * height as usize);
    if rows.stride == width as usize * pixel {
        let image = TypedImageRef::<P>::from_buffer(width, height, rows.data)?;
        resizer.resize_typed(&image, &mut target, &options)?;
    } else if rows.stride.is_multiple_of(pixel) && rows.data.len() >= last {
        let padded = TypedImageRef::<P>::from_buffer(stride as u32, height, rows.data)?;
        let image = TypedCroppedImage::from_ref(&padded, 0, 0, width, height)?;
        resizer.resize_typed(&image, &mut target, &options)?;
    } else {
        // The padding of the last row is missing, which the scaler would need: copy without padding.
        let lines = rows.data.chunks(rows.stride).take(height as usize);
        let packed: Vec<u8> = lines.flat_map(|line| &line[..width as usize * pixel]).copied().collect();
        let image = TypedImageRef::<P>::from_buffer(width, height, &packed)?;
        resizer.resize_typed(&image, &mut target, &options)?;
    }
    Ok(())
}

impl Frame {
    /// Every edge multiplied.
    fn scaled(self, by: f64) -> Self {
        Self { left: self.left * by, top: self.top * by, right: self.right * by, bottom: self.bottom * by }
    }

    /// Cut to a picture of that size, and never smaller than a hundredth of a pixel.
    fn within(self, width: u32, height: u32) -> Option<Self> {
        if width == 0 || height == 0 {
            return None;
        }
        let span = |from: f64, to: f64, limit: f64| {
            let from = from.clamp(0.0, limit - 0.01);
            let mut to = to.clamp(from + 0.01, limit);
            // The scaler adds the width to the left edge again, and refuses a sum beyond the picture.
            while from + (to - from) > limit {
                to = to.next_down();
            }
            (from, to)
        };
        let (left, right) = span(self.left, self.right, f64::from(width));
        let (top, bottom) = span(self.top, self.bottom, f64::from(height));
        Some(Self { left, top, right, bottom })
    }
}
