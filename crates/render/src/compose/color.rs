//! Between RGBA as it is drawn and I420 as it is coded: sRGB values with the matrix of BT.709, limited range.

use types::geometry::{Color, Size};
use yuv::{
    BufferStoreMut, YuvConversionMode, YuvPlanarImage, YuvPlanarImageMut, YuvRange, YuvStandardMatrix,
};

use super::ComposeError;
use crate::picture::RgbaImage;
use crate::picture::buffer::{Pool, YuvBuffer};
use crate::picture::view::{Rect, RgbaView, YuvView, YuvViewMut};

/// The share of red in luma (BT.709).
pub const RED: f32 = 0.2126;
/// The share of blue in luma (BT.709).
pub const BLUE: f32 = 0.0722;

/// Writes a picture as I420, alpha left aside, as if it lay over black. Chroma is the mean of 2x2 pixels.
/// Both must have the same size.
pub fn rgba_into(target: &mut YuvViewMut<'_>, source: RgbaView<'_>) -> Result<(), ComposeError> {
    let [y, u, v] = &target.planes;
    let whole_pairs = [
        y.data.len() / (2 * y.stride).max(1),
        u.data.len() / u.stride.max(1),
        v.data.len() / v.stride.max(1),
        source.data.len() / (2 * source.stride).max(1),
    ];
    // The converter wants every row to have its full stride, and the last ones of a part may not: they go
    // through rows of their own.
    let height = target.size.height as usize;
    let pairs = whole_pairs.into_iter().fold(height / 2, usize::min);
    let whole = Rect { left: 0, top: 0, width: target.size.width as usize, height: pairs * 2 };
    convert(&mut target.part(whole), source.part(whole))?;
    let rest = Rect { top: pairs * 2, height: height - pairs * 2, ..whole };
    if rest.height > 0 {
        let rows = (0..rest.height).flat_map(|y| source.row(rest.top + y)).copied().collect();
        let pixels = RgbaImage { size: rest.size(), data: rows };
        let mut made = YuvBuffer::new(rest.size(), &Pool::default());
        convert(&mut made.view_mut(), pixels.view())?;
        target.part(rest).copy_from(made.view());
    }
    Ok(())
}

/// Converts a picture whose rows all have their full stride, or are packed.
fn convert(target: &mut YuvViewMut<'_>, source: RgbaView<'_>) -> Result<(), ComposeError> {
    let Size { width, height } = target.size;
    if width == 0 || height == 0 {
        return Ok(());
    }
    // Cut to length: the converter takes the rows it finds, not those of the size.
    let rows = [height as usize, height.div_ceil(2) as usize];
    let [y, u, v] = &mut target.planes;
    let mut planar = YuvPlanarImageMut {
        y_plane: BufferStoreMut::Borrowed(&mut y.data[..y.stride * rows[0]]),
        y_stride: y.stride as u32,
        u_plane: BufferStoreMut::Borrowed(&mut u.data[..u.stride * rows[1]]),
        u_stride: u.stride as u32,
        v_plane: BufferStoreMut::Borrowed(&mut v.data[..v.stride * rows[1]]),
        v_stride: v.stride as u32,
        width,
        height,
    };
    let pixels = &source.data[..source.stride * rows[0]];
    let (range, matrix) = (YuvRange::Limited, YuvStandardMatrix::Bt709);
    let mode = YuvConversionMode::Balanced;
    Ok(yuv::rgba_to_yuv420(&mut planar, pixels, source.stride as u32, range, matrix, mode)?)
}

/// A picture as I420, as if it lay over black.
pub fn rgba_to_yuv(source: RgbaView<'_>, pool: &Pool) -> Result<YuvBuffer, ComposeError> {
    let mut made = YuvBuffer::new(source.size, pool);
    rgba_into(&mut made.view_mut(), source)?;
    Ok(made)
}

/// Writes an I420 picture as opaque RGBA, rows packed. `target` has `4 * width * height` bytes.
pub fn yuv_into(target: &mut [u8], source: YuvView<'_>) -> Result<(), ComposeError> {
    let Size { width, height } = source.size;
    if width == 0 || height == 0 {
        return Ok(());
    }
    let [y, u, v] = source.planes;
    let planar = YuvPlanarImage {
        y_plane: y.data,
        y_stride: y.stride as u32,
        u_plane: u.data,
        u_stride: u.stride as u32,
        v_plane: v.data,
        v_stride: v.stride as u32,
        width,
        height,
    };
    let (range, matrix) = (YuvRange::Limited, YuvStandardMatrix::Bt709);
    Ok(yuv::yuv420_to_rgba(&planar, target, width * 4, range, matrix)?)
}

/// An I420 picture as opaque RGBA, as a window or a PNG wants it.
pub fn yuv_to_rgba(source: YuvView<'_>) -> Result<RgbaImage, ComposeError> {
    let mut image = RgbaImage::clear(source.size);
    yuv_into(&mut image.data, source)?;
    Ok(image)
}

/// Y, U and V of a colour, alpha left aside.
pub fn samples_of(color: Color) -> [u8; 3] {
    let [r, g, b] = [color.r, color.g, color.b].map(|value| f32::from(value) / 255.0);
    let luma = RED * r + (1.0 - RED - BLUE) * g + BLUE * b;
    let blue = (b - luma) / (2.0 * (1.0 - BLUE));
    let red = (r - luma) / (2.0 * (1.0 - RED));
    [16.0 + 219.0 * luma, 128.0 + 224.0 * blue, 128.0 + 224.0 * red].map(|value| (value + 0.5) as u8)
}
