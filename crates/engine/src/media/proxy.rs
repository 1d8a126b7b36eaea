//! Small stand-ins for heavy footage: every picture on its own, the same pictures by number, as many pixels as 960x540.

use std::path::Path;
use std::time::Duration;

use gstreamer as gst;
use gstreamer::prelude::*;
use gstreamer_app as gst_app;
use gstreamer_video as gst_video;
use render::picture::{Picture, YuvImage, plane_size};
use types::geometry::Size;
use types::media::{Media, MediaInfo};

use crate::cancel::Cancel;
use crate::error::EngineError;
use crate::media::develop::Developer;
use crate::media::files::Part;
use crate::media::reader::{RECENT_MIN, Reader, Wanted};
use crate::media::source::{self, Source};
use crate::media::{chain, fault, index_file, pixels, probe, scan};
use crate::system;

/// How long an encoder may take for what it still holds.
const PATIENCE: Duration = Duration::from_secs(30);

/// Whether work with this medium is smoother through a proxy: pictures that are slow to decode or far from a keyframe.
pub fn is_worth_it(info: &MediaInfo) -> bool {
    let Some(video) = info.video.as_ref().filter(|video| !video.has_alpha && video.frame_rate.is_some())
    else {
        return false;
    };
    let per_second = video.frame_rate.map_or(30.0, |rate| rate.as_f64());
    let far = f64::from(video.keyframe_distance) > per_second;
    let large = video.coded_size.area() > 1920 * 1088;
    let heavy = matches!(video.codec.as_str(), "HEVC" | "AV1") || video.bit_depth > 8;
    heavy || (far && large)
}

/// Whether `media` has a proxy in `folder`.
pub fn exists(folder: &Path, media: &Media) -> bool {
    source::proxy_place(folder, &media.identity).is_file()
}

/// Makes the proxy of `media` in `folder`; `progress` is told the share done, from 0 to 1.
/// Pools that are already open use it after `ReaderPool::forget`.
///
/// # Errors
/// `NoPicture` for what has none or can be seen through; `Cancelled`; `DiskFull`; what is wrong with the file.
/// Nothing half-made is left behind.
pub fn make(
    folder: &Path,
    media: &Media,
    progress: &mut dyn FnMut(f64),
    cancel: &Cancel,
) -> Result<(), EngineError> {
    system::init()?;
    let clear = media.info.video.as_ref().is_none_or(|video| video.has_alpha || video.frame_rate.is_none());
    if clear {
        return Err(EngineError::NoPicture { path: media.path.clone().into() });
    }
    let original = Source::original(folder, media)?;
    let place = source::proxy_place(folder, &media.identity);
    let part = Part::begin(&place)?;
    let size = pixels::cover(original.size, source::proxy_size(original.size));
    let size = Size::new(size.width & !1, size.height & !1);
    let writer = Writer::start(part.path(), size, rate(media))?;
    encode(&original, &writer, size, (progress, cancel))?;
    writer.finish(cancel)?;
    let scan = scan::scan(part.path())?;
    let offset = scan.offset();
    let stream = scan.video.ok_or_else(|| fault::damaged(&place))?;
    let index = probe::index_of(part.path(), stream, offset)?;
    if index.len() != original.index.len() {
        return Err(EngineError::Pipeline(
            "a proxy came out with other pictures than its original".to_owned(),
        ));
    }
    index_file::save(&place.with_extension("idx"), &index)?;
    part.finish()
}

fn encode(
    original: &Source,
    writer: &Writer,
    size: Size,
    (progress, cancel): (&mut dyn FnMut(f64), &Cancel),
) -> Result<(), EngineError> {
    let mut reader = Reader::new(original.path.clone(), original.index.clone(), (0, RECENT_MIN));
    let mut developer = Developer::new(original.rotation, original.transfer);
    let pictures = original.index.len();
    for number in 0..pictures {
        if cancel.is_cancelled() {
            return Err(EngineError::Cancelled);
        }
        let mut wanted = Wanted {
            number,
            keep_from: number,
            steady_from: number,
            passed: &mut |_, _| {},
            interest: &|| std::ops::ControlFlow::Continue(()),
        };
        let decoded = reader.decoded(&mut wanted)?;
        if let Picture::Yuv(image) = developer.develop(&decoded, size)? {
            writer.push(&image, times(original, number))?;
        }
        progress((number + 1) as f64 / pictures as f64);
    }
    Ok(())
}

/// When a picture starts and how long it lasts, in nanoseconds from the first.
fn times(original: &Source, number: usize) -> (u64, u64) {
    let index = &original.index;
    let first = index.nanos_of(0).unwrap_or(0);
    let at = index.nanos_of(number).unwrap_or(first);
    let next = index.nanos_of(number + 1).unwrap_or(index.end_nanos());
    ((at - first).max(0).unsigned_abs(), (next - at).max(1).unsigned_abs())
}

fn rate(media: &Media) -> gst::Fraction {
    let rate = media.info.video.as_ref().and_then(|video| video.frame_rate);
    rate.map_or(gst::Fraction::new(30, 1), |rate| gst::Fraction::new(rate.num() as i32, rate.den() as i32))
}

/// Encodes pictures into a file.
struct Writer {
    pipeline: gst::Pipeline,
    input: gst_app::AppSrc,
    info: gst_video::VideoInfo,
    path: std::path::PathBuf,
}

impl Writer {
    fn start(path: &Path, size: Size, rate: gst::Fraction) -> Result<Self, EngineError> {
        let colors = gst_video::VideoColorimetry::new(
            gst_video::VideoColorRange::Range16_235,
            gst_video::VideoColorMatrix::Bt709,
            gst_video::VideoTransferFunction::Bt709,
            gst_video::VideoColorPrimaries::Bt709,
        );
        let info = gst_video::VideoInfo::builder(gst_video::VideoFormat::I420, size.width, size.height)
            .fps(rate)
            .colorimetry(&colors)
            .build()
            .map_err(fault::wiring)?;
        let input = gst_app::AppSrc::builder()
            .caps(&info.to_caps().map_err(fault::wiring)?)
            .format(gst::Format::Time)
            .block(true)
            .max_bytes(8 * info.size() as u64)
            .build();
        let pipeline = gst::Pipeline::new();
        let sink = system::element("filesink")?;
        sink.set_property("location", path);
        let mut parts = vec![input.clone().upcast()];
        parts.extend(encoder()?);
        parts.push(sink);
        pipeline.add_many(&parts).map_err(fault::wiring)?;
        gst::Element::link_many(&parts).map_err(fault::wiring)?;
        let _ = pipeline.set_state(gst::State::Playing);
        Ok(Self { pipeline, input, info, path: path.to_owned() })
    }

    fn push(&self, image: &YuvImage, (at, length): (u64, u64)) -> Result<(), EngineError> {
        let refused =
            || fault::on_bus(&self.pipeline, &self.path).unwrap_or_else(|| disk_or_encoder(&self.path));
        let mut bytes = vec![0; self.info.size()];
        for component in 0..3 {
            let (width, height) = plane_size(image.size(), component);
            let from = image.plane(component);
            let offset = *self.info.offset().get(component).ok_or_else(refused)?;
            let stride = self.info.stride().get(component).and_then(|&stride| usize::try_from(stride).ok());
            let rows =
                bytes.get_mut(offset..).unwrap_or_default().chunks_mut(stride.ok_or_else(refused)?.max(1));
            for (to, from) in rows.zip(from.data.chunks(from.stride)).take(height) {
                if let (Some(to), Some(from)) = (to.get_mut(..width), from.get(..width)) {
                    to.copy_from_slice(from);
                }
            }
        }
        let mut buffer = gst::Buffer::from_mut_slice(bytes);
        if let Some(buffer) = buffer.get_mut() {
            buffer.set_pts(gst::ClockTime::from_nseconds(at));
            buffer.set_duration(gst::ClockTime::from_nseconds(length));
        }
        self.input.push_buffer(buffer).map(|_| ()).map_err(|_| refused())
    }

    fn finish(self, cancel: &Cancel) -> Result<(), EngineError> {
        let _ = self.input.end_of_stream();
        let Some(bus) = self.pipeline.bus() else { return Err(disk_or_encoder(&self.path)) };
        let start = std::time::Instant::now();
        while bus.timed_pop_filtered(gst::ClockTime::from_mseconds(100), &[gst::MessageType::Eos]).is_none() {
            if let Some(error) = fault::on_bus(&self.pipeline, &self.path) {
                return Err(error);
            }
            if cancel.is_cancelled() {
                return Err(EngineError::Cancelled);
            }
            if start.elapsed() > PATIENCE {
                return Err(EngineError::Stalled { what: "the encoder of a proxy".to_owned() });
            }
        }
        // The file is complete only when its writer has closed it.
        let _ = self.pipeline.set_state(gst::State::Null);
        Ok(())
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        chain::stop(self.pipeline.clone());
    }
}

fn disk_or_encoder(path: &Path) -> EngineError {
    EngineError::Stalled { what: format!("the encoder of {}", path.display()) }
}

/// H.264 with nothing but keyframes, or Motion JPEG where that cannot be had, and the container for it.
fn encoder() -> Result<Vec<gst::Element>, EngineError> {
    if !system::has("x264enc") {
        let jpeg = system::element("jpegenc")?;
        jpeg.set_property("quality", 85);
        return Ok(vec![system::element("videoconvert")?, jpeg, system::element("qtmux")?]);
    }
    let encoder = system::element("x264enc")?;
    encoder.set_property_from_str("speed-preset", "veryfast");
    encoder.set_property_from_str("pass", "qual");
    encoder.set_property("quantizer", 23_u32);
    // In this mode the default of 2048 kbit/s would still cap the quality.
    encoder.set_property("bitrate", 100_000_u32);
    encoder.set_property("key-int-max", 1_u32);
    encoder.set_property("bframes", 0_u32);
    let mux = system::element("mp4mux")?;
    let pad = mux.request_pad_simple("video_%u");
    if let Some(pad) = &pad {
        pad.set_property("trak-timescale", 90_000_u32);
    }
    // In the High profile x264 marks such a stream as intra and leaves out how far pictures are reordered;
    // FFmpeg's decoder then waits for sixteen pictures before it gives the first.
    let profile = system::element("capsfilter")?;
    profile.set_property("caps", gst::Caps::builder("video/x-h264").field("profile", "main").build());
    Ok(vec![encoder, profile, system::element("h264parse")?, mux])
}
