//! Pictures in memory. What comes from a decoder and goes to an encoder stays I420; what is drawn is RGBA.

use std::sync::{Arc, Weak};

use types::geometry::Size;

pub mod buffer;
pub mod view;

use view::{Plane, RgbaView, YuvView};

/// A picture that is cheap to clone.
#[derive(Clone)]
pub enum Picture {
    /// Opaque, BT.709 limited range, 4:2:0.
    Yuv(Arc<YuvImage>),
    /// sRGB with premultiplied alpha.
    Rgba(Arc<RgbaImage>),
}

impl Picture {
    /// Pixels across and down.
    pub fn size(&self) -> Size {
        match self {
            Self::Yuv(image) => image.size(),
            Self::Rgba(image) => image.size,
        }
    }

    /// What tells this very picture in memory from every other.
    pub fn identity(&self) -> Identity {
        match self {
            Self::Yuv(image) => Identity::Yuv(Arc::downgrade(image)),
            Self::Rgba(image) => Identity::Rgba(Arc::downgrade(image)),
        }
    }
}

/// Tells a picture in memory from every other, without keeping its pixels. No later picture has the same one.
#[derive(Clone)]
pub enum Identity {
    /// Of an I420 picture.
    Yuv(Weak<YuvImage>),
    /// Of an RGBA picture.
    Rgba(Weak<RgbaImage>),
}

impl Identity {
    /// Whether nobody holds the picture any more.
    pub fn is_gone(&self) -> bool {
        match self {
            Self::Yuv(image) => image.strong_count() == 0,
            Self::Rgba(image) => image.strong_count() == 0,
        }
    }
}

impl PartialEq for Identity {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Yuv(one), Self::Yuv(other)) => one.ptr_eq(other),
            (Self::Rgba(one), Self::Rgba(other)) => one.ptr_eq(other),
            (Self::Yuv(_), Self::Rgba(_)) | (Self::Rgba(_), Self::Yuv(_)) => false,
        }
    }
}

/// RGBA, 8 bits, premultiplied, rows packed without padding: `data` is `[height][width][4]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RgbaImage {
    /// Pixels across and down.
    pub size: Size,
    /// `4 * width * height` bytes.
    pub data: Vec<u8>,
}

impl RgbaImage {
    /// A picture that is clear everywhere.
    pub fn clear(size: Size) -> Self {
        Self { size, data: vec![0; size.area() as usize * 4] }
    }

    /// The whole picture, to read.
    pub fn view(&self) -> RgbaView<'_> {
        RgbaView { size: self.size, data: &self.data, stride: self.size.width as usize * 4 }
    }
}

/// Bytes of a picture, wherever they lie: our own memory or a decoder's buffer.
pub type PictureBytes = Box<dyn AsRef<[u8]> + Send + Sync>;

/// I420, BT.709 limited range: a plane of luma and two of chroma at half size, rounded up.
pub struct YuvImage {
    size: Size,
    bytes: PictureBytes,
    planes: [PlaneLayout; 3],
}

/// Where a plane lies in the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaneLayout {
    /// Where its first row starts, in bytes.
    pub offset: usize,
    /// Bytes from one row to the next.
    pub stride: usize,
}

impl YuvImage {
    /// A picture over `bytes`, planes Y, U and V. `None` when the bytes are too few for the layout.
    pub fn new(size: Size, bytes: PictureBytes, planes: [PlaneLayout; 3]) -> Option<Self> {
        let length = (*bytes).as_ref().len();
        let fits = planes.iter().enumerate().all(|(index, plane)| {
            let (width, height) = plane_size(size, index);
            let last = plane.stride.checked_mul(height.saturating_sub(1));
            let end = last.and_then(|last| last.checked_add(plane.offset)?.checked_add(width));
            plane.stride >= width && end.is_some_and(|end| end <= length)
        });
        fits.then_some(Self { size, bytes, planes })
    }

    /// A picture in one packed run of bytes: all of Y, all of U, all of V.
    pub fn packed(size: Size, bytes: Vec<u8>) -> Option<Self> {
        let planes = packed_layout(size);
        Self::new(size, Box::new(bytes), planes)
    }

    /// Bytes of a packed picture of that size.
    pub fn packed_len(size: Size) -> usize {
        (0..3).map(|index| plane_size(size, index)).map(|(width, height)| width * height).sum()
    }

    /// Pixels across and down.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Plane 0 (Y), 1 (U) or 2 (V).
    pub fn plane(&self, index: usize) -> Plane<'_> {
        let layout = self.planes[index];
        Plane { data: &(*self.bytes).as_ref()[layout.offset..], stride: layout.stride }
    }

    /// The whole picture, to read.
    pub fn view(&self) -> YuvView<'_> {
        YuvView { size: self.size, planes: [0, 1, 2].map(|index| self.plane(index)) }
    }
}

/// Where the planes of a packed picture lie.
pub fn packed_layout(size: Size) -> [PlaneLayout; 3] {
    let mut offset = 0;
    [0, 1, 2].map(|index| {
        let (width, height) = plane_size(size, index);
        let layout = PlaneLayout { offset, stride: width };
        offset += width * height;
        layout
    })
}

/// Samples across and down of plane 0 (Y), 1 (U) or 2 (V).
pub fn plane_size(size: Size, index: usize) -> (usize, usize) {
    let (width, height) = (size.width as usize, size.height as usize);
    if index == 0 { (width, height) } else { (width.div_ceil(2), height.div_ceil(2)) }
}
