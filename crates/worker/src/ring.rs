//! A ring of frames in shared memory: one process writes, another reads, the newest frame wins, and a frame that
//! is being written is never read.
//!
//! The memory is a header of 32 bytes and then slots, each with a header of 32 bytes and room for a frame. A
//! slot's number is odd while it is written; a reader takes the number before and after it copies, and throws
//! away what changed in between (a seqlock).

mod map;

use std::path::{Path, PathBuf};
use std::sync::atomic::{Ordering, fence};

use crate::error::WorkerError;
use crate::ring::map::Words;

/// Says that this is a ring, and of which layout.
const MAGIC: u64 = u64::from_le_bytes(*b"GRring01");
/// Words of eight bytes in the ring's header: magic, slots, bytes of a slot, newest frame.
const RING_HEADER: usize = 4;
const NEWEST: usize = 3;
/// Words in a slot's header: its number, the frame's length, two to spare.
const SLOT_HEADER: usize = 4;
/// Most slots of a ring.
const SLOTS_MAX: usize = 64;
/// Most bytes of a frame: 8K in RGBA.
pub const FRAME_MAX: usize = 8_192 * 8_192 * 4;
/// How often a reader tries again when frames come faster than it reads.
const TRIES: usize = 16;

/// How a ring is laid out.
#[derive(Clone, Copy)]
struct Layout {
    slots: usize,
    /// Most bytes of a frame, a multiple of 8.
    room: usize,
}

impl Layout {
    fn new(slots: usize, room: usize) -> Option<Self> {
        let fits = (2..=SLOTS_MAX).contains(&slots) && (1..=FRAME_MAX).contains(&room);
        fits.then(|| Self { slots, room: room.next_multiple_of(8) })
    }

    fn slot_words(self) -> usize {
        SLOT_HEADER + self.room / 8
    }

    fn bytes(self) -> u64 {
        8 * (RING_HEADER + self.slots * self.slot_words()) as u64
    }

    /// The first word of the slot that frame `number` goes to.
    fn slot_of(self, number: u64) -> usize {
        RING_HEADER + (number % self.slots as u64) as usize * self.slot_words()
    }
}

/// The writing end. It owns the file: when it goes, the file goes.
pub struct RingWriter {
    words: Words,
    layout: Layout,
    written: u64,
    file: tempfile::NamedTempFile,
}

impl RingWriter {
    /// A new ring of `slots` frames (2 to 64) of at most `room` bytes each, in memory where the system has a
    /// folder for that, in the folder for temporary files elsewhere.
    pub fn create(slots: usize, room: usize) -> Result<Self, WorkerError> {
        let layout =
            Layout::new(slots, room).ok_or(WorkerError::TooLarge { size: room, limit: FRAME_MAX })?;
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
        let file = tempfile::Builder::new().prefix("greenroom-ring-").rand_bytes(16).tempfile_in(folder)?;
        file.as_file().set_len(layout.bytes())?;
        let words = Words::map(file.as_file())?;
        words.store(1, layout.slots as u64, Ordering::Relaxed);
        words.store(2, layout.room as u64, Ordering::Relaxed);
        words.store(0, MAGIC, Ordering::Release);
        Ok(Self { words, layout, written: 0, file })
    }

    /// The file that [`RingReader::open`] needs.
    pub fn path(&self) -> PathBuf {
        self.file.path().to_path_buf()
    }

    /// Makes a frame the newest. Its bytes are the parts one after the other; all but the last must be a
    /// multiple of 8 bytes long. Returns its number, from 1 on.
    pub fn publish(&mut self, parts: &[&[u8]]) -> Result<u64, WorkerError> {
        let size = parts.iter().map(|part| part.len()).sum();
        let aligned = parts.split_last().is_none_or(|(_, before)| before.iter().all(|p| p.len() % 8 == 0));
        if size > self.layout.room || !aligned {
            return Err(WorkerError::TooLarge { size, limit: self.layout.room });
        }
        let number = self.written + 1;
        let slot = self.layout.slot_of(number);
        self.words.store(slot, 2 * number - 1, Ordering::Relaxed);
        // What is written below must not be seen before the odd number.
        fence(Ordering::Release);
        self.words.store(slot + 1, size as u64, Ordering::Relaxed);
        let mut at = slot + SLOT_HEADER;
        for part in parts {
            self.words.write(at, part);
            at += part.len() / 8;
        }
        self.words.store(slot, 2 * number, Ordering::Release);
        self.words.store(NEWEST, number, Ordering::Release);
        self.written = number;
        Ok(number)
    }
}

/// The reading end.
pub struct RingReader {
    words: Words,
    layout: Layout,
}

impl RingReader {
    /// Opens the ring in that file.
    pub fn open(path: &Path) -> Result<Self, WorkerError> {
        let file = std::fs::OpenOptions::new().read(true).write(true).open(path)?;
        let length = file.metadata()?.len();
        if length < 8 * RING_HEADER as u64 {
            return Err(WorkerError::Garbled);
        }
        let words = Words::map(&file)?;
        if words.load(0, Ordering::Acquire) != MAGIC {
            return Err(WorkerError::Garbled);
        }
        let count = |word: usize| usize::try_from(words.load(word, Ordering::Relaxed)).unwrap_or(usize::MAX);
        let layout = Layout::new(count(1), count(2)).filter(|layout| layout.bytes() <= length);
        let layout = layout.ok_or(WorkerError::Garbled)?;
        Ok(Self { words, layout })
    }

    /// The number of the newest frame; 0 before the first.
    pub fn newest(&self) -> u64 {
        self.words.load(NEWEST, Ordering::Acquire)
    }

    /// Copies the newest frame into `out` if it is newer than `last`, and returns its number. `None` when there
    /// is nothing newer, or when frames come so fast that none could be read whole; then the next call may.
    pub fn read_after(&self, last: u64, out: &mut Vec<u8>) -> Option<u64> {
        for _ in 0..TRIES {
            let number = self.newest();
            if number <= last {
                return None;
            }
            if self.copy(number, out) {
                return Some(number);
            }
        }
        None
    }

    /// Copies frame `number` into `out`. `false` when it is not there or newer ones have taken its place.
    pub fn read(&self, number: u64, out: &mut Vec<u8>) -> bool {
        number > 0 && self.copy(number, out)
    }

    fn copy(&self, number: u64, out: &mut Vec<u8>) -> bool {
        let slot = self.layout.slot_of(number);
        let before = self.words.load(slot, Ordering::Acquire);
        let length = self.words.load(slot + 1, Ordering::Relaxed) as usize;
        if Some(before) != number.checked_mul(2) || length > self.layout.room {
            return false;
        }
        self.words.read(slot + SLOT_HEADER, length, out);
        // What was read above must not be read after the number below.
        fence(Ordering::Acquire);
        self.words.load(slot, Ordering::Relaxed) == before
    }
}
