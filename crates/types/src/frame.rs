//! A picture on its way to the window: 32 bytes that say what it is, then its pixels, raw.

use crate::geometry::Size;

/// Bytes of the header.
pub const HEADER_BYTES: usize = 32;
const MAGIC: [u8; 4] = *b"GRNF";
const VERSION: u8 = 1;

/// What a picture is. As bytes, all numbers little-endian: magic `GRNF`, version (1), format (1), flags (2),
/// width (4), height (4), revision of the document (8), frame (8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameHeader {
    /// How the pixels lie.
    pub format: PixelFormat,
    /// Pixels across and down.
    pub size: Size,
    /// The revision of the document it was drawn from.
    pub revision: u64,
    /// The frame, counted from 0.
    pub frame: i64,
}

/// How pixels lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PixelFormat {
    /// `[height][width][4]` bytes, sRGB, premultiplied alpha.
    Rgba,
    /// Planes Y, U and V without padding, BT.709 limited range, chroma at half size rounded up.
    I420,
}

impl PixelFormat {
    /// Bytes of a picture of that size.
    pub fn bytes(self, size: Size) -> usize {
        let (width, height) = (size.width as usize, size.height as usize);
        match self {
            Self::Rgba => 4 * width * height,
            Self::I420 => width * height + 2 * width.div_ceil(2) * height.div_ceil(2),
        }
    }
}

impl FrameHeader {
    /// The header as bytes.
    pub fn bytes(&self) -> [u8; HEADER_BYTES] {
        let mut bytes = [0; HEADER_BYTES];
        bytes[0..4].copy_from_slice(&MAGIC);
        bytes[4] = VERSION;
        bytes[5] = match self.format {
            PixelFormat::Rgba => 0,
            PixelFormat::I420 => 1,
        };
        bytes[8..12].copy_from_slice(&self.size.width.to_le_bytes());
        bytes[12..16].copy_from_slice(&self.size.height.to_le_bytes());
        bytes[16..24].copy_from_slice(&self.revision.to_le_bytes());
        bytes[24..32].copy_from_slice(&self.frame.to_le_bytes());
        bytes
    }

    /// Reads a picture: its header and its pixels. `None` where the bytes are not one whole picture.
    pub fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (header, pixels) = bytes.split_first_chunk::<HEADER_BYTES>()?;
        let [m0, m1, m2, m3, version, format, ..] = *header;
        let format = match ([m0, m1, m2, m3], version, format) {
            (MAGIC, VERSION, 0) => PixelFormat::Rgba,
            (MAGIC, VERSION, 1) => PixelFormat::I420,
            _ => return None,
        };
        let number = |at: usize| header.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
        let long = |at: usize| header.get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes);
        let size = Size::new(number(8)?, number(12)?);
        let whole = size.area() <= 1 << 26 && pixels.len() == format.bytes(size);
        whole.then_some((Self { format, size, revision: long(16)?, frame: long(24)? as i64 }, pixels))
    }
}
