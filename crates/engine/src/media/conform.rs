//! The sound of a file, decoded once: 48 kHz, stereo, 32-bit floats on disk, sample 0 at the start of the file.

use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gstreamer as gst;
use gstreamer_audio as gst_audio;
use render::sound::peaks::Peaks;
use types::media::{Media, MediaIdentity};
use types::time::SAMPLE_RATE;

use crate::cancel::Cancel;
use crate::error::EngineError;
use crate::media::chain::{Chain, Pulled, Stream};
use crate::media::conformed::{ConformedSound, HEADER, header};
use crate::media::downmix::Downmix;
use crate::media::files::{self, Part};
use crate::media::padding::{self, Padding};
use crate::media::{fault, source};

/// A decoder that gives nothing for this long is given up.
const PATIENCE: Duration = Duration::from_secs(5);
/// Times may stray this far, in samples, before they mean a gap: containers round to milliseconds.
const JITTER: i64 = 8 * SAMPLE_RATE / 1000;
/// Sound of more than a day means forged times.
const SAMPLES_MAX: i64 = 24 * 3600 * SAMPLE_RATE;
/// So much sound, in samples, is looked at before it is settled where it starts.
const SETTLING: usize = SAMPLE_RATE as usize / 4;

/// The sound of `media` from the cache in `folder`, decoded into it first if need be.
/// `progress` is told the share done, from 0 to 1.
///
/// # Errors
/// `NoSound`; `Unreadable`; `DiskFull`; `Cancelled`. Nothing half-made is left behind.
pub fn conform(
    folder: &Path,
    media: &Media,
    progress: &mut dyn FnMut(f64),
    cancel: &Cancel,
) -> Result<ConformedSound, EngineError> {
    let place = place(folder, &media.identity);
    if let Some(sound) = ConformedSound::open(&place) {
        progress(1.0);
        return Ok(sound);
    }
    let path = Path::new(&media.path);
    if media.info.audio.is_none() {
        return Err(EngineError::NoSound { path: path.to_owned() });
    }
    let offset = match media.info.video.as_ref().filter(|video| video.frame_rate.is_some()) {
        Some(_) => Some(source::index(folder, path, &media.identity)?.offset()),
        None => None,
    };
    let part = Part::begin(&place)?;
    let padding = if offset.is_none() { padding::of_mp3(path) } else { None };
    let mut writer = Writer::create(part.path(), offset, padding.unwrap_or_default())?;
    let expected = media.info.duration.samples().max(1);
    decode(path, &mut writer, &mut |done| progress((done as f64 / expected as f64).min(1.0)), cancel)?;
    let peaks = writer.finish()?;
    // The waveform first: where there is sound there is always a waveform.
    ConformedSound::keep_peaks(&place, &peaks)?;
    part.finish()?;
    ConformedSound::open(&place).ok_or_else(|| fault::damaged(&place))
}

/// The sound of `media`, if it was decoded before.
pub fn conformed(folder: &Path, media: &Media) -> Option<ConformedSound> {
    ConformedSound::open(&place(folder, &media.identity))
}

fn place(folder: &Path, identity: &MediaIdentity) -> PathBuf {
    folder.join("sound").join(format!("{}.f32", files::safe_name(identity)))
}

fn decode(
    path: &Path,
    writer: &mut Writer,
    progress: &mut dyn FnMut(i64),
    cancel: &Cancel,
) -> Result<(), EngineError> {
    let chain = Chain::open(path, Stream::Audio)?;
    let mut since = Instant::now();
    loop {
        if cancel.is_cancelled() {
            return Err(EngineError::Cancelled);
        }
        match chain.pull(gst::ClockTime::from_mseconds(50)) {
            Ok(Pulled::Sample(sample)) => {
                writer.add(path, &sample, chain.span(&sample))?;
                progress(writer.cursor);
                since = Instant::now();
            }
            Ok(Pulled::Nothing) if since.elapsed() < PATIENCE => {}
            Ok(Pulled::End) if writer.has_sound() => return Ok(()),
            Ok(Pulled::End) => return Err(EngineError::NoSound { path: path.to_owned() }),
            // What came before the damage can be used.
            Err(error @ EngineError::Unreadable { .. }) if writer.has_sound() => {
                tracing::warn!(%error, "the sound of a file ends early");
                return Ok(());
            }
            Ok(Pulled::Nothing) if writer.has_sound() => return Ok(()),
            Ok(Pulled::Nothing) => {
                return Err(fault::unreadable(path, "its sound cannot be decoded"));
            }
            Err(error) => return Err(error),
        }
    }
}

/// Puts decoded sound at its place in the file.
struct Writer {
    path: PathBuf,
    file: BufWriter<File>,
    /// What the file's own clock shows at sample 0, in nanoseconds. Without pictures it is when the sound starts.
    offset: Option<i64>,
    /// What an encoder put around sound that has no picture.
    padding: Padding,
    /// The first of the sound, until it is settled where it starts.
    settling: Option<Settling>,
    /// Samples of a side written so far.
    cursor: i64,
    peaks: Peaks,
    downmix: Option<(gst_audio::AudioInfo, Downmix)>,
    stereo: Vec<f32>,
}

/// The first pieces of sound, which follow each other.
///
/// One alone may tell a wrong time: containers round to milliseconds, and a decoder that leaves out what an encoder
/// put before the sound does not always say that its first piece starts later for it. Most are right.
#[derive(Default)]
struct Settling {
    stereo: Vec<f32>,
    /// When the sound starts according to each piece, in nanoseconds on the file's own clock.
    starts: Vec<i64>,
}

impl Settling {
    /// When the sound starts if this piece, which starts at `from`, follows the others.
    fn start(&self, from: i64) -> i64 {
        from - nanos((self.stereo.len() / 2) as i64)
    }

    /// Whether a piece that starts at `from` follows the others.
    fn is_followed_at(&self, from: Option<i64>) -> bool {
        let Some((from, last)) = from.zip(self.starts.last()) else { return true };
        (samples(self.start(from)) - samples(*last)).abs() <= JITTER
    }

    fn add(&mut self, from: Option<i64>, stereo: &[f32]) {
        self.starts.extend(from.map(|from| self.start(from)));
        self.stereo.extend_from_slice(stereo);
    }

    /// When the sound starts, as most say.
    fn settled(&mut self) -> i64 {
        self.starts.sort_unstable();
        self.starts.get(self.starts.len() / 2).copied().unwrap_or(0)
    }
}

impl Writer {
    fn create(path: &Path, offset: Option<i64>, padding: Padding) -> Result<Self, EngineError> {
        let failed = |source| EngineError::from_io(path, source);
        let mut file = BufWriter::with_capacity(1 << 18, File::create(path).map_err(failed)?);
        file.write_all(&[0; HEADER]).map_err(failed)?;
        Ok(Self {
            path: path.to_owned(),
            file,
            offset,
            padding,
            settling: Some(Settling::default()),
            cursor: 0,
            peaks: Peaks::default(),
            downmix: None,
            stereo: Vec::new(),
        })
    }

    fn has_sound(&self) -> bool {
        self.cursor > 0 || self.settling.as_ref().is_some_and(|settling| !settling.stereo.is_empty())
    }

    fn add(
        &mut self,
        path: &Path,
        sample: &gst::SampleRef,
        span: Option<(i64, i64)>,
    ) -> Result<(), EngineError> {
        self.downmix(sample).ok_or_else(|| fault::damaged(path))?;
        let from = span.map(|(from, _)| from);
        if self.settling.as_ref().is_some_and(|settling| !settling.is_followed_at(from)) {
            self.settle()?;
        }
        let Some(settling) = &mut self.settling else {
            let at = from.zip(self.offset).map(|(from, offset)| samples(from - offset));
            return self.place(at.unwrap_or(self.cursor));
        };
        settling.add(from, &self.stereo);
        if settling.stereo.len() / 2 >= SETTLING { self.settle() } else { Ok(()) }
    }

    /// Makes `self.stereo` of a sample.
    fn downmix(&mut self, sample: &gst::SampleRef) -> Option<()> {
        let info = gst_audio::AudioInfo::from_caps(sample.caps()?).ok()?;
        if self.downmix.as_ref().is_none_or(|(known, _)| *known != info) {
            self.downmix = Some((info.clone(), Downmix::of(&info)));
        }
        let map = sample.buffer()?.map_readable().ok()?;
        self.stereo.clear();
        if let Some((_, downmix)) = &self.downmix {
            downmix.mix(&map, &mut self.stereo);
        }
        Some(())
    }

    /// Writes the first pieces where most of them say.
    fn settle(&mut self) -> Result<(), EngineError> {
        let Some(mut settling) = self.settling.take() else { return Ok(()) };
        let start = settling.settled();
        let offset = *self.offset.get_or_insert(start + self.padding.lead_nanos);
        std::mem::swap(&mut self.stereo, &mut settling.stereo);
        let placed = self.place(samples(start - offset));
        std::mem::swap(&mut self.stereo, &mut settling.stereo);
        placed
    }

    /// Writes `self.stereo` at sample `at`, or right on when that is about where the sound before ended.
    fn place(&mut self, at: i64) -> Result<(), EngineError> {
        let ahead = at - self.cursor;
        let follows = self.cursor > 0 && ahead.abs() <= JITTER;
        if at > SAMPLES_MAX || self.cursor > SAMPLES_MAX {
            return Ok(());
        }
        let mut skip = 0;
        if !follows && ahead > 0 {
            self.silence(ahead)?;
        } else if !follows && ahead < 0 {
            skip = usize::try_from(2 * -ahead).unwrap_or(usize::MAX).min(self.stereo.len());
        }
        let stereo = std::mem::take(&mut self.stereo);
        self.write(stereo.get(skip..).unwrap_or_default())?;
        self.stereo = stereo;
        Ok(())
    }

    fn silence(&mut self, mut samples: i64) -> Result<(), EngineError> {
        const BLOCK: [f32; 4096] = [0.0; 4096];
        while samples > 0 {
            let now = samples.min(2048);
            self.write(BLOCK.get(..2 * now as usize).unwrap_or_default())?;
            samples -= now;
        }
        Ok(())
    }

    fn write(&mut self, stereo: &[f32]) -> Result<(), EngineError> {
        let left = self.padding.length.map_or(i64::MAX, |length| length - self.cursor);
        let left = usize::try_from(left).unwrap_or(0).saturating_mul(2).min(stereo.len());
        let stereo = stereo.get(..left).unwrap_or_default();
        self.cursor += (stereo.len() / 2) as i64;
        self.peaks.push(stereo);
        for sample in stereo {
            let written = self.file.write_all(&sample.to_le_bytes());
            written.map_err(|source| EngineError::from_io(&self.path, source))?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Peaks, EngineError> {
        self.settle()?;
        let failed = |source| EngineError::from_io(&self.path, source);
        let head = header(self.cursor.unsigned_abs());
        let written = self.file.seek(SeekFrom::Start(0)).and_then(|_| self.file.write_all(&head));
        written.and_then(|()| self.file.flush()).map_err(failed)?;
        self.peaks.finish();
        Ok(self.peaks)
    }
}

/// The sample that sounds at a time in nanoseconds.
fn samples(nanos: i64) -> i64 {
    ((i128::from(nanos) * i128::from(SAMPLE_RATE) + 500_000_000).div_euclid(1_000_000_000)) as i64
}

/// How long so many samples sound, in nanoseconds.
fn nanos(samples: i64) -> i64 {
    (i128::from(samples) * 1_000_000_000 / i128::from(SAMPLE_RATE)) as i64
}
