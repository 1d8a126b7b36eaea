//! Plain work on pixels in memory: sizes, scaling, turning, premultiplying.

use fast_image_resize as fir;
use fir::images::{Image, ImageRef};
use fir::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use render::picture::RgbaImage;
use types::geometry::Size;

use crate::error::EngineError;

/// The smallest size of the shape of `native` that covers `wanted`, even, never larger than `native`.
pub fn cover(native: Size, wanted: Size) -> Size {
    if wanted.width >= native.width || wanted.height >= native.height || native.area() == 0 {
        return native;
    }
    let across = f64::from(wanted.width) / f64::from(native.width);
    let down = f64::from(wanted.height) / f64::from(native.height);
    let even = |side: u32| ((f64::from(side) * across.max(down) / 2.0).round() as u32 * 2).max(2);
    let covered = Size::new(even(native.width), even(native.height));
    let near = |a: u32, b: u32| a.abs_diff(b) <= 2;
    if near(covered.width, wanted.width) && near(covered.height, wanted.height) && wanted.area() > 0 {
        return wanted;
    }
    Size::new(covered.width.min(native.width), covered.height.min(native.height))
}

/// One plane of samples: `depth` bytes each, `stride` bytes a row.
#[derive(Clone, Copy)]
pub(crate) struct Samples<'a> {
    pub(crate) data: &'a [u8],
    pub(crate) stride: usize,
    pub(crate) width: usize,
    pub(crate) height: usize,
}

impl Samples<'_> {
    /// The plane without padding between its rows.
    pub(crate) fn packed(&self, depth: usize) -> Vec<u8> {
        let row = self.width * depth;
        let mut packed = Vec::with_capacity(row * self.height);
        for line in self.data.chunks(self.stride.max(1)).take(self.height) {
            packed.extend_from_slice(line.get(..row).unwrap_or_default());
        }
        packed.resize(row * self.height, 0);
        packed
    }

    /// The plane at another size, averaged where it shrinks, without padding.
    pub(crate) fn scaled(
        &self,
        resizer: &mut Resizer,
        kind: PixelType,
        width: usize,
        height: usize,
    ) -> Result<Vec<u8>, EngineError> {
        let depth = kind.size();
        if (width, height) == (self.width, self.height) {
            return Ok(self.packed(depth));
        }
        let rows = self.stride * self.height;
        let direct =
            self.stride.is_multiple_of(depth).then(|| self.data.get(..rows)).flatten().and_then(|data| {
                ImageRef::new((self.stride / depth) as u32, self.height as u32, data, kind).ok()
            });
        let mut target = Image::new(width as u32, height as u32, kind);
        let options = ResizeOptions::new()
            .resize_alg(ResizeAlg::Convolution(FilterType::Bilinear))
            .crop(0.0, 0.0, self.width as f64, self.height as f64)
            .use_alpha(false);
        let done = match direct {
            Some(source) => resizer.resize(&source, &mut target, &options),
            None => {
                // The last row of a decoder's buffer may lack its padding.
                let packed =
                    Image::from_vec_u8(self.width as u32, self.height as u32, self.packed(depth), kind);
                let packed = packed.map_err(|error| EngineError::Pipeline(error.to_string()))?;
                resizer.resize(&packed, &mut target, &options)
            }
        };
        done.map_err(|error| EngineError::Pipeline(error.to_string()))?;
        Ok(target.into_vec())
    }
}

/// A plane turned clockwise by 90, 180 or 270 degrees; `sample` is the bytes of one sample.
pub(crate) fn turned(plane: &[u8], (width, height): (usize, usize), rotation: u16, sample: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(plane.len());
    let at = |x: usize, y: usize| plane.get((y * width + x) * sample..).and_then(|rest| rest.get(..sample));
    let mut push = |x, y| out.extend_from_slice(at(x, y).unwrap_or_default());
    match rotation {
        90 => (0..width).for_each(|x| (0..height).rev().for_each(|y| push(x, y))),
        180 => (0..height).rev().for_each(|y| (0..width).rev().for_each(|x| push(x, y))),
        270 => (0..width).rev().for_each(|x| (0..height).for_each(|y| push(x, y))),
        _ => return plane.to_vec(),
    }
    out
}

/// Multiplies colours by their alpha, as every RGBA picture in the product has it.
pub(crate) fn premultiply(image: &mut RgbaImage) {
    for pixel in image.data.as_chunks_mut::<4>().0 {
        let alpha = u32::from(pixel[3]);
        for channel in &mut pixel[..3] {
            *channel = ((u32::from(*channel) * alpha + 127) / 255) as u8;
        }
    }
}

/// A premultiplied picture at another size.
pub(crate) fn scale_rgba(image: RgbaImage, size: Size) -> Result<RgbaImage, EngineError> {
    if image.size == size {
        return Ok(image);
    }
    let (width, height) = (image.size.width as usize, image.size.height as usize);
    let samples = Samples { data: &image.data, stride: 4 * width, width, height };
    let target = (size.width as usize, size.height as usize);
    let data = samples.scaled(&mut Resizer::new(), PixelType::U8x4, target.0, target.1)?;
    Ok(RgbaImage { size, data })
}
