//! Finds out what a media file is: its kind, its pictures, its sound, and what is wrong with it.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use gstreamer as gst;
use gstreamer_audio as gst_audio;
use gstreamer_video as gst_video;
use types::geometry::Size;
use types::media::{AudioInfo, MediaInfo, Transfer, VideoInfo};
use types::time::{FrameRate, SAMPLE_RATE, Seconds};

use crate::error::EngineError;
use crate::media::chain::{Chain, Pulled, Stream};
use crate::media::index::{self, FrameIndex};
use crate::media::scan::{self, Scan, StreamScan};
use crate::media::sniff::{self, Kind};
use crate::media::{fault, padding, still};

/// The largest picture that is handled, in megapixels: 80 of them take 320 MB.
pub const MEGAPIXELS_MAX: u32 = 80;
/// A decoder that gives nothing for this long is given up.
const PATIENCE: Duration = Duration::from_millis(2500);

/// A file that ends so much earlier than it says is cut short.
const MISSING_NANOS: i64 = 500_000_000;

/// What probing found, and the index of the pictures, if there are moving ones.
#[derive(Clone, Debug)]
pub struct Probed {
    /// For the document.
    pub info: MediaInfo,
    /// For readers; kept so that the file need not be run through again.
    pub index: Option<Arc<FrameIndex>>,
}

/// What the file at `path` is. Runs through the whole file once; damaged files fail within ten seconds.
///
/// # Errors
/// `Unreadable` with the reason in plain words, `TooLarge`, `Missing`, or what the system said.
pub fn probe(path: &Path) -> Result<MediaInfo, EngineError> {
    probe_with_index(path).map(|probed| probed.info)
}

/// The same, with the index of the pictures.
///
/// # Errors
/// As [`probe`].
pub fn probe_with_index(path: &Path) -> Result<Probed, EngineError> {
    let bytes = std::fs::metadata(path).map_err(|source| EngineError::from_io(path, source))?.len();
    let name = match sniff::sniff(path)? {
        Kind::Image(name) => return image(path, name, bytes),
        Kind::Stream(name) => name,
        Kind::Unknown => "unknown",
    };
    let mut scan = scan::scan(path)?;
    let offset = scan.offset();
    let mut warnings = Vec::new();
    let video = match scan.video.take().map(|stream| video(path, stream, offset)).transpose() {
        Err(EngineError::Unreadable { .. } | EngineError::Stalled { .. }) if scan.audio.is_some() => {
            warnings.push("its picture is damaged and is left out".to_owned());
            None
        }
        other => other?,
    };
    let audio = match scan.audio.take().map(|stream| audio(path, &stream, offset)).transpose() {
        Err(EngineError::Unreadable { .. } | EngineError::Stalled { .. }) if video.is_some() => {
            warnings.push("its sound is damaged and is left out".to_owned());
            None
        }
        other => other?.flatten(),
    };
    if video.is_none() && audio.is_none() {
        return Err(fault::damaged(path));
    }
    let (video, index) = video.unzip();
    let audio = if video.is_none() { audio.map(|audio| without_padding(path, audio)) } else { audio };
    let sound_end = audio.as_ref().map_or(Seconds::ZERO, |audio| audio.start.plus(audio.duration));
    let picture_end = index.as_ref().map_or(Seconds::ZERO, |index| exact_end(index, video.as_ref()));
    warnings.extend(broken_off(&scan, name, sound_end.max(picture_end)));
    let info = MediaInfo {
        container: name.to_owned(),
        duration: sound_end.max(picture_end),
        bytes,
        video,
        audio,
        warnings,
    };
    Ok(Probed { info, index: index.map(Arc::new) })
}

/// When the last picture ends: exactly, where the rate is constant and the container only rounds.
fn exact_end(index: &FrameIndex, video: Option<&VideoInfo>) -> Seconds {
    let rate = video.filter(|video| !video.variable_rate).and_then(|video| video.frame_rate);
    let exact =
        rate.map(|rate| index.start().plus(rate.time_of(i64::try_from(index.len()).unwrap_or(i64::MAX))));
    let near = |exact: &Seconds| (exact.nanos() - index.end_nanos()).abs() <= 1_000_000;
    exact.filter(near).unwrap_or(index.end())
}

fn broken_off(scan: &Scan, container: &str, end: Seconds) -> Option<String> {
    // Other containers only guess how long they are.
    let tells = matches!(container, "MP4" | "QuickTime" | "Matroska" | "WebM" | "AVI" | "WAV");
    let promised = scan.promised.filter(|_| tells).map(Seconds::from_nanos);
    let short = promised.is_some_and(|promised| promised.minus(end).nanos() > MISSING_NANOS);
    (short || scan.problem.is_some())
        .then(|| format!("it breaks off after {:.1} s; what comes before can be used", end.as_f64()))
}

/// A still picture, from its header alone.
fn image(path: &Path, name: &str, bytes: u64) -> Result<Probed, EngineError> {
    let header = still::header(path)?;
    let video = VideoInfo {
        codec: name.to_owned(),
        size: header.size,
        coded_size: header.coded_size,
        rotation: header.rotation,
        pixel_aspect: (1, 1),
        frame_rate: None,
        variable_rate: false,
        frames: 1,
        start: Seconds::ZERO,
        keyframe_distance: 1,
        bit_depth: header.bit_depth,
        has_alpha: header.has_alpha,
        transfer: Transfer::Sdr,
    };
    let info = MediaInfo {
        container: name.to_owned(),
        duration: Seconds::ZERO,
        bytes,
        video: Some(video),
        audio: None,
        warnings: Vec::new(),
    };
    Ok(Probed { info, index: None })
}

fn video(path: &Path, stream: StreamScan, offset: i64) -> Result<(VideoInfo, FrameIndex), EngineError> {
    let chain = Chain::open(path, Stream::Video { threads: 1 })?;
    let sample = first_sample(path, &chain)?;
    let raw = chain.picture_info(&sample).ok_or_else(|| fault::damaged(path))?;
    check_size(path, Size::new(raw.width(), raw.height()))?;
    let claimed = claimed_rate(&stream.caps);
    let (codec, rotation) = (fault::codec_name(&stream.caps), stream.rotation);
    let index = index_of(path, stream, offset)?;
    let (rate, variable_rate) = index.rate(claimed);
    let coded_size = Size::new(raw.width(), raw.height());
    let pixel_aspect = pixel_aspect(&raw);
    let info = VideoInfo {
        codec,
        size: shown_size(coded_size, pixel_aspect, rotation),
        coded_size,
        rotation,
        pixel_aspect,
        frame_rate: Some(rate),
        variable_rate,
        frames: index.len() as u64,
        start: index.start(),
        keyframe_distance: index.keyframe_distance(),
        bit_depth: raw.comp_depth(0).min(255) as u8,
        has_alpha: raw.format_info().has_alpha(),
        transfer: transfer(&raw),
    };
    Ok((info, index))
}

/// The index of a stream that was run through, counted from `offset` on the file's own clock.
pub(crate) fn index_of(path: &Path, stream: StreamScan, offset: i64) -> Result<FrameIndex, EngineError> {
    let end = stream.span.map_or(0, |(_, end)| end);
    let index = if stream.untimed > 0 || stream.pictures.is_empty() {
        let (times, end) = decoded_times(path)?;
        let keys = stream.keys.into_iter().chain(std::iter::repeat(false));
        // The order they are decoded in is not known.
        FrameIndex::new(times.into_iter().zip(keys).collect(), end)
            .map(|index| index.reaching(index::REACH_MAX))
    } else {
        FrameIndex::new(stream.pictures, end)
    };
    index.map(|index| index.counted_from(offset)).ok_or_else(|| fault::damaged(path))
}

/// When each picture is shown according to the decoder, for files that do not say it themselves.
fn decoded_times(path: &Path) -> Result<(Vec<i64>, i64), EngineError> {
    let chain = Chain::open(path, Stream::Video { threads: 0 })?;
    let (mut times, mut end) = (Vec::new(), 0);
    let mut since = Instant::now();
    loop {
        match chain.pull(gst::ClockTime::from_mseconds(100)) {
            Ok(Pulled::Sample(sample)) => {
                let Some((from, to)) = chain.span(&sample) else { continue };
                times.push(from);
                end = end.max(to);
                since = Instant::now();
            }
            Ok(Pulled::Nothing) if since.elapsed() < PATIENCE => {}
            Err(error) if times.is_empty() => return Err(error),
            Ok(Pulled::End | Pulled::Nothing) | Err(_) => return Ok((times, end)),
        }
    }
}

fn audio(path: &Path, stream: &StreamScan, offset: i64) -> Result<Option<AudioInfo>, EngineError> {
    let stored = stream.caps.structure(0);
    let field = |name| stored.and_then(|caps| caps.get::<i32>(name).ok()).filter(|&value| value > 0);
    let sample = first_sample(path, &Chain::open(path, Stream::Audio)?)?;
    let raw = sample.caps().and_then(|caps| gst_audio::AudioInfo::from_caps(caps).ok());
    let raw = raw.ok_or_else(|| fault::damaged(path))?;
    let Some((start, end)) = stream.span else { return Ok(None) };
    let (start, end) = ((start - offset).max(0), end - offset);
    Ok(Some(AudioInfo {
        codec: fault::codec_name(&stream.caps),
        sample_rate: field("rate").map_or(raw.rate(), i32::unsigned_abs),
        channels: raw.channels(),
        start: Seconds::from_nanos(start),
        duration: Seconds::from_nanos((end - start).max(0)),
    }))
}

/// What is heard of sound that has no picture: an MP3 tells what its encoder put around it.
fn without_padding(path: &Path, audio: AudioInfo) -> AudioInfo {
    let length = padding::of_mp3(path).and_then(|padding| padding.length);
    let length = length.and_then(|length| Seconds::new(length, SAMPLE_RATE));
    AudioInfo { duration: length.map_or(audio.duration, |length| length.min(audio.duration)), ..audio }
}

/// Decodes until the first picture or sound comes out.
fn first_sample(path: &Path, chain: &Chain) -> Result<gst::Sample, EngineError> {
    let start = Instant::now();
    loop {
        match chain.pull(gst::ClockTime::from_mseconds(50))? {
            Pulled::Sample(sample) => return Ok(sample),
            Pulled::End => return Err(fault::damaged(path)),
            Pulled::Nothing if start.elapsed() > PATIENCE => {
                return Err(fault::unreadable(path, "its content is damaged: nothing in it can be decoded"));
            }
            Pulled::Nothing => {}
        }
    }
}

/// Refuses pictures larger than the product handles.
pub(crate) fn check_size(path: &Path, size: Size) -> Result<(), EngineError> {
    if size.area() <= u64::from(MEGAPIXELS_MAX) * 1_000_000 {
        return Ok(());
    }
    Err(EngineError::TooLarge {
        path: path.to_owned(),
        width: size.width,
        height: size.height,
        limit_megapixels: MEGAPIXELS_MAX,
    })
}

/// The size as shown: pixels made square by stretching the width, then turned upright.
fn shown_size(coded: Size, (num, den): (u32, u32), rotation: u16) -> Size {
    let (num, den) = (u64::from(num), u64::from(den).max(1));
    let even = (u64::from(coded.width) * num + den) / (2 * den) * 2;
    let stretched = u32::try_from(even).unwrap_or(coded.width).clamp(2, coded.width.saturating_mul(8).max(2));
    let width = if num == den { coded.width } else { stretched };
    if matches!(rotation, 90 | 270) { Size::new(coded.height, width) } else { Size::new(width, coded.height) }
}

fn pixel_aspect(raw: &gst_video::VideoInfo) -> (u32, u32) {
    let par = raw.par();
    match (u32::try_from(par.numer()), u32::try_from(par.denom())) {
        (Ok(num @ 1..), Ok(den @ 1..)) if num / den < 8 && den / num < 8 => (num, den),
        _ => (1, 1),
    }
}

fn claimed_rate(caps: &gst::CapsRef) -> Option<FrameRate> {
    let rate = caps.structure(0)?.get::<gst::Fraction>("framerate").ok()?;
    FrameRate::new(u32::try_from(rate.numer()).ok()?, u32::try_from(rate.denom()).ok()?)
}

fn transfer(raw: &gst_video::VideoInfo) -> Transfer {
    match raw.colorimetry().transfer() {
        gst_video::VideoTransferFunction::AribStdB67 => Transfer::Hlg,
        gst_video::VideoTransferFunction::Smpte2084 => Transfer::Pq,
        _ => Transfer::Sdr,
    }
}
