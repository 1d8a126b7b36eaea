//! Memory for pictures that is used again. A frame of several megabytes fresh from the system costs more in
//! page faults than it costs to fill.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError};

use types::geometry::Size;

use super::view::{PlaneMut, Rect, YuvView, YuvViewMut};
use super::{PlaneLayout, YuvImage, packed_layout};

/// What is kept for later at most, in bytes: some twenty frames of 1080p.
const KEPT_BYTES_MAX: usize = 64 << 20;

/// Buffers that wait to be used again. Clones share them.
#[derive(Clone, Default)]
pub struct Pool {
    free: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Pool {
    /// A buffer of `length` bytes that holds whatever was in it before: the taker must write all of it.
    pub fn take(&self, length: usize) -> PooledBytes {
        let reused = {
            let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
            let fits = |bytes: &Vec<u8>| bytes.len() >= length && bytes.len() / 2 <= length;
            let found = (0..free.len()).filter(|index| fits(&free[*index]));
            let best = found.min_by_key(|index| free[*index].len());
            best.map(|index| free.swap_remove(index))
        };
        PooledBytes { bytes: reused.unwrap_or_else(|| vec![0; length]), length, pool: self.clone() }
    }

    fn give(&self, bytes: Vec<u8>) {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let kept: usize = free.iter().map(Vec::len).sum();
        if kept + bytes.len() <= KEPT_BYTES_MAX {
            free.push(bytes);
        }
    }
}

/// Bytes that go back to their pool when dropped.
pub struct PooledBytes {
    bytes: Vec<u8>,
    length: usize,
    pool: Pool,
}

impl Deref for PooledBytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

impl DerefMut for PooledBytes {
    fn deref_mut(&mut self) -> &mut [u8] {
        &mut self.bytes[..self.length]
    }
}

impl AsRef<[u8]> for PooledBytes {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl Drop for PooledBytes {
    fn drop(&mut self) {
        self.pool.give(std::mem::take(&mut self.bytes));
    }
}

/// An I420 picture being made, packed, in pooled memory.
pub struct YuvBuffer {
    size: Size,
    bytes: PooledBytes,
    planes: [PlaneLayout; 3],
}

impl YuvBuffer {
    /// A picture of that size that shows whatever was in the memory before: the maker must write all of it.
    pub fn new(size: Size, pool: &Pool) -> Self {
        let bytes = pool.take(YuvImage::packed_len(size));
        Self { size, bytes, planes: packed_layout(size) }
    }

    /// A copy of a picture.
    pub fn copy_of(source: YuvView<'_>, pool: &Pool) -> Self {
        let mut copy = Self::new(source.size, pool);
        copy.view_mut().copy_from(source);
        copy
    }

    /// Pixels across and down.
    pub fn size(&self) -> Size {
        self.size
    }

    /// The whole picture, to read.
    pub fn view(&self) -> YuvView<'_> {
        let plane = |index: usize| {
            let PlaneLayout { offset, stride } = self.planes[index];
            super::view::Plane { data: &self.bytes[offset..], stride }
        };
        YuvView { size: self.size, planes: [plane(0), plane(1), plane(2)] }
    }

    /// The whole picture, to write.
    pub fn view_mut(&mut self) -> YuvViewMut<'_> {
        let [y, u, v] = self.planes;
        let (luma, chroma) = self.bytes.split_at_mut(u.offset);
        let (first, second) = chroma.split_at_mut(v.offset - u.offset);
        let planes = [
            PlaneMut { data: luma, stride: y.stride },
            PlaneMut { data: first, stride: u.stride },
            PlaneMut { data: second, stride: v.stride },
        ];
        YuvViewMut { size: self.size, planes }
    }

    /// The finished picture; its memory returns to the pool when the last clone is dropped.
    pub fn freeze(self) -> Arc<YuvImage> {
        Arc::new(YuvImage { size: self.size, bytes: Box::new(self.bytes), planes: self.planes })
    }
}

impl YuvViewMut<'_> {
    /// Takes over every sample of a picture of the same size.
    pub fn copy_from(&mut self, source: YuvView<'_>) {
        for index in 0..3 {
            let (width, height) = super::plane_size(self.size, index);
            for y in 0..height {
                self.planes[index].row(y, width).copy_from_slice(source.planes[index].row(y, width));
            }
        }
    }

    /// Fills a part with one colour, given as Y, U and V.
    pub fn fill(&mut self, part: Rect, samples: [u8; 3]) {
        let mut part = self.part(part);
        for (index, sample) in samples.into_iter().enumerate() {
            for y in 0..super::plane_size(part.size, index).1 {
                part.row(index, y).fill(sample);
            }
        }
    }
}
