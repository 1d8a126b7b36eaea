//! Sound that was decoded before, read where it lies on the disk.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use memmap2::Mmap;
use render::sound::peaks::{Peak, Peaks};
use render::sound::source::SoundSource;

use crate::error::EngineError;
use crate::media::files;

/// Bytes before the first sample.
pub(crate) const HEADER: usize = 64;
const NAME: &[u8; 8] = b"GRSOUND2";
const PEAKS_NAME: &[u8; 8] = b"GRPEAKS1";
const FRAME_BYTES: usize = 8;
const PEAK_BYTES: usize = 12;

/// Stereo sound at 48 kHz, sample 0 at the start of the file it was made from.
pub struct ConformedSound {
    bytes: Mmap,
    frames: usize,
    place: PathBuf,
}

/// What stands before the samples.
pub(crate) fn header(frames: u64) -> [u8; HEADER] {
    let mut header = [0; HEADER];
    for (to, from) in header.iter_mut().zip(NAME.iter().copied().chain(frames.to_le_bytes())) {
        *to = from;
    }
    header
}

impl ConformedSound {
    /// The sound kept at `place`; none when there is none or it is not whole.
    pub(crate) fn open(place: &Path) -> Option<Self> {
        let file = File::open(place).ok()?;
        #[expect(
            unsafe_code,
            reason = "a map of a file is as good as the file: ours is renamed into place whole and never written again"
        )]
        let bytes = unsafe { Mmap::map(&file) }.ok()?;
        let head = bytes.get(..HEADER)?.strip_prefix(NAME.as_slice())?;
        let frames = usize::try_from(u64::from_le_bytes(*head.first_chunk()?)).ok()?;
        let whole = frames.checked_mul(FRAME_BYTES)?.checked_add(HEADER)? == bytes.len();
        whole.then(|| Self { bytes, frames, place: place.to_owned() })
    }

    /// How long it is, in samples of one side.
    pub fn frames(&self) -> usize {
        self.frames
    }

    /// The waveform: as kept, or looked at anew when that was lost.
    pub fn peaks(&self) -> Peaks {
        let place = peaks_place(&self.place);
        if let Some(peaks) = fs::read(&place).ok().and_then(|bytes| decode_peaks(&bytes, self.frames)) {
            return peaks;
        }
        let mut peaks = Peaks::default();
        let mut block = vec![0.0; 1 << 16];
        for from in (0..self.frames).step_by(1 << 15) {
            let frames = (self.frames - from).min(1 << 15);
            let block = block.get_mut(..2 * frames).unwrap_or_default();
            self.read(from as i64, block);
            peaks.push(block);
        }
        peaks.finish();
        if let Err(error) = Self::keep_peaks(&self.place, &peaks) {
            tracing::warn!(%error, "a waveform could not be kept");
        }
        peaks
    }

    /// Keeps the waveform of the sound at `place`.
    pub(crate) fn keep_peaks(place: &Path, peaks: &Peaks) -> Result<(), EngineError> {
        let mut bytes = PEAKS_NAME.to_vec();
        for peak in peaks.levels().first().into_iter().flatten() {
            for value in [peak.low, peak.high, peak.rms] {
                bytes.extend_from_slice(&value.to_le_bytes());
            }
        }
        let sum = blake3::hash(&bytes);
        bytes.extend_from_slice(sum.as_bytes());
        files::write_whole(&peaks_place(place), &bytes)
    }
}

impl SoundSource for ConformedSound {
    fn read(&self, from: i64, out: &mut [f32]) {
        out.fill(0.0);
        let before = usize::try_from(from.min(0).unsigned_abs()).unwrap_or(usize::MAX);
        let first = usize::try_from(from.max(0)).unwrap_or(usize::MAX);
        let (Some(out), Some(left)) =
            (out.get_mut(before.saturating_mul(2)..), self.frames.checked_sub(first))
        else {
            return;
        };
        let count = left.min(out.len() / 2);
        let start = HEADER + first * FRAME_BYTES;
        let samples = self.bytes.get(start..start + count * FRAME_BYTES).unwrap_or_default();
        for (to, bytes) in out.iter_mut().zip(samples.as_chunks::<4>().0) {
            *to = f32::from_le_bytes(*bytes);
        }
    }
}

fn peaks_place(place: &Path) -> PathBuf {
    place.with_extension("peaks")
}

fn decode_peaks(bytes: &[u8], frames: usize) -> Option<Peaks> {
    let (body, sum) = bytes.split_at_checked(bytes.len().checked_sub(blake3::OUT_LEN)?)?;
    if blake3::hash(body).as_bytes() != sum {
        return None;
    }
    let body = body.strip_prefix(PEAKS_NAME.as_slice())?;
    let value = |bytes: &[u8; 4]| f32::from_le_bytes(*bytes);
    let peak = |bytes: &[u8; PEAK_BYTES]| {
        let [low, high, rms] = bytes.as_chunks::<4>().0 else { return Peak::NONE };
        Peak { low: value(low), high: value(high), rms: value(rms) }
    };
    Peaks::from_finest(frames, body.as_chunks::<PEAK_BYTES>().0.iter().map(peak).collect())
}
