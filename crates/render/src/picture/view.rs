//! Parts of pictures to read and to write, without copying them.

use types::geometry::Size;

use super::plane_size;

/// A rectangle of whole pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rect {
    /// Pixels left of it.
    pub left: usize,
    /// Pixels above it.
    pub top: usize,
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
}

impl Rect {
    /// All of a picture of that size.
    pub fn of(size: Size) -> Self {
        Self { left: 0, top: 0, width: size.width as usize, height: size.height as usize }
    }

    /// Its size.
    pub fn size(self) -> Size {
        Size::new(self.width as u32, self.height as u32)
    }
}

/// A plane to read: `stride` bytes a row, of which the plane's width are samples.
#[derive(Clone, Copy)]
pub struct Plane<'a> {
    /// From the first sample of the first row on.
    pub data: &'a [u8],
    /// Bytes from one row to the next.
    pub stride: usize,
}

impl<'a> Plane<'a> {
    /// The first `width` samples of row `y`; both must lie in the plane.
    pub fn row(&self, y: usize, width: usize) -> &'a [u8] {
        &self.data[y * self.stride..][..width]
    }
}

/// A plane to write, laid out like [`Plane`].
pub struct PlaneMut<'a> {
    /// From the first sample of the first row on.
    pub data: &'a mut [u8],
    /// Bytes from one row to the next.
    pub stride: usize,
}

impl PlaneMut<'_> {
    /// The first `width` samples of row `y`; both must lie in the plane.
    pub fn row(&mut self, y: usize, width: usize) -> &mut [u8] {
        &mut self.data[y * self.stride..][..width]
    }
}

/// An I420 picture, or a part of one, to read.
#[derive(Clone, Copy)]
pub struct YuvView<'a> {
    /// Pixels across and down.
    pub size: Size,
    /// Y, U and V.
    pub planes: [Plane<'a>; 3],
}

impl<'a> YuvView<'a> {
    /// A part that lies in the picture. Its left and top must be even, for chroma has no samples between.
    pub fn part(self, rect: Rect) -> Self {
        let planes = [(0, 1), (1, 2), (2, 2)].map(|(index, step)| {
            let Plane { data, stride } = self.planes[index];
            Plane { data: &data[offset(rect, step, stride).min(data.len())..], stride }
        });
        Self { size: rect.size(), planes }
    }

    /// Row `y` of plane 0 (Y), 1 (U) or 2 (V).
    pub fn row(&self, index: usize, y: usize) -> &'a [u8] {
        self.planes[index].row(y, plane_size(self.size, index).0)
    }
}

/// An I420 picture, or a part of one, to write.
pub struct YuvViewMut<'a> {
    /// Pixels across and down.
    pub size: Size,
    /// Y, U and V.
    pub planes: [PlaneMut<'a>; 3],
}

impl YuvViewMut<'_> {
    /// A part that lies in the picture. Its left and top must be even, for chroma has no samples between.
    pub fn part(&mut self, rect: Rect) -> YuvViewMut<'_> {
        let [y, u, v] = &mut self.planes;
        let planes = [(y, 1), (u, 2), (v, 2)].map(|(plane, step)| {
            let start = offset(rect, step, plane.stride).min(plane.data.len());
            PlaneMut { data: &mut plane.data[start..], stride: plane.stride }
        });
        YuvViewMut { size: rect.size(), planes }
    }

    /// Row `y` of plane 0 (Y), 1 (U) or 2 (V).
    pub fn row(&mut self, index: usize, y: usize) -> &mut [u8] {
        let width = plane_size(self.size, index).0;
        self.planes[index].row(y, width)
    }

    /// The same picture, to read.
    pub fn view(&self) -> YuvView<'_> {
        let [y, u, v] = &self.planes;
        let planes = [y, u, v].map(|plane| Plane { data: plane.data, stride: plane.stride });
        YuvView { size: self.size, planes }
    }
}

/// A premultiplied RGBA picture, or a part of one, to read.
#[derive(Clone, Copy)]
pub struct RgbaView<'a> {
    /// Pixels across and down.
    pub size: Size,
    /// From the first byte of the first row on.
    pub data: &'a [u8],
    /// Bytes from one row to the next.
    pub stride: usize,
}

impl<'a> RgbaView<'a> {
    /// A part that lies in the picture.
    pub fn part(self, rect: Rect) -> Self {
        let start = rect.top * self.stride + rect.left * 4;
        Self { size: rect.size(), data: &self.data[start.min(self.data.len())..], stride: self.stride }
    }

    /// Row `y`, four bytes a pixel.
    pub fn row(&self, y: usize) -> &'a [u8] {
        &self.data[y * self.stride..][..self.size.width as usize * 4]
    }
}

fn offset(rect: Rect, step: usize, stride: usize) -> usize {
    rect.top / step * stride + rect.left / step
}
