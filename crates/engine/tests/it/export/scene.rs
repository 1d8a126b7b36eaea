//! Pictures that carry their number, and sound with clicks, to be found again after an export.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use engine::error::EngineError;
use engine::export::{PictureSource, SoundSource};
use render::picture::{Picture, RgbaImage, YuvImage};
use types::geometry::Size;

/// Bars across the picture, one for each bit of the frame's number.
pub const BITS: usize = 16;

/// I420 pictures whose top half is a barcode of the frame's number.
pub struct Bars {
    pub size: Size,
    pub asked: AtomicI64,
}

impl Bars {
    pub fn new(size: Size) -> Self {
        Self { size, asked: AtomicI64::new(0) }
    }
}

impl PictureSource for Bars {
    fn picture(&self, frame: i64) -> Result<Picture, EngineError> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let Size { width, height } = self.size;
        let (width, height) = (width as usize, height as usize);
        let mut bytes = vec![128u8; YuvImage::packed_len(self.size)];
        for (index, value) in bytes[..width * height].iter_mut().enumerate() {
            let (row, column) = (index / width, index % width);
            *value = if row < height / 2 {
                if frame >> (column * BITS / width) & 1 == 1 { 220 } else { 30 }
            } else {
                (40 + (column * 3 + row * 5 + frame as usize * 7) % 160) as u8
            };
        }
        Ok(Picture::Yuv(Arc::new(YuvImage::packed(self.size, bytes).expect("the bytes fit the size"))))
    }
}

/// The number on a decoded grey picture of `width` by `height`.
pub fn number_on(grey: &[u8], width: usize, height: usize) -> i64 {
    (0..BITS)
        .filter(|bit| {
            let column = (bit * 2 + 1) * width / (BITS * 2);
            grey[height / 4 * width + column] > 128
        })
        .fold(0, |number, bit| number | 1 << bit)
}

/// One colour, drawn.
pub struct Flat(pub Size, pub [u8; 4]);

impl PictureSource for Flat {
    fn picture(&self, _frame: i64) -> Result<Picture, EngineError> {
        let data = self.1.repeat(self.0.area() as usize);
        Ok(Picture::Rgba(Arc::new(RgbaImage { size: self.0, data })))
    }
}

/// Silence with a click of one sample at each of these.
pub struct Clicks(pub Vec<i64>);

impl SoundSource for Clicks {
    fn read(&mut self, from: i64, out: &mut [f32]) -> Result<(), EngineError> {
        out.fill(0.0);
        for (pair, sample) in out.chunks_exact_mut(2).zip(from..) {
            if self.0.contains(&sample) {
                pair.fill(0.9);
            }
        }
        Ok(())
    }
}

/// A tone on both sides.
pub struct Tone {
    pub hertz: f64,
    pub amplitude: f64,
}

impl SoundSource for Tone {
    fn read(&mut self, from: i64, out: &mut [f32]) -> Result<(), EngineError> {
        for (pair, sample) in out.chunks_exact_mut(2).zip(from..) {
            let phase = std::f64::consts::TAU * self.hertz * sample as f64 / 48_000.0;
            pair.fill((phase.sin() * self.amplitude) as f32);
        }
        Ok(())
    }
}
