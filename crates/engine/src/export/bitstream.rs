//! Pictures and sound as GStreamer buffers: without copying where the picture is already what encoders take.

use std::sync::Arc;

use gstreamer as gst;
use gstreamer_video as gst_video;
use render::picture::{Picture, RgbaImage, YuvImage, packed_layout, plane_size};
use types::geometry::Size;
use types::time::FrameRate;
use yuv::{BufferStoreMut, YuvConversionMode, YuvPlanarImageMut, YuvRange, YuvStandardMatrix};

use crate::error::EngineError;

/// `picture` as a buffer of I420, BT.709 limited range. RGBA is laid over black and converted.
///
/// # Errors
/// `InvalidJob` when it is not of that size.
pub fn video_buffer(picture: &Picture, size: Size) -> Result<gst::Buffer, EngineError> {
    let found = picture.size();
    if found != size {
        let reason = format!(
            "a picture is {}x{} where {}x{} was asked for",
            found.width, found.height, size.width, size.height
        );
        return Err(EngineError::InvalidJob { reason });
    }
    match picture {
        Picture::Yuv(image) => wrapped(image),
        Picture::Rgba(image) => wrapped(&Arc::new(converted(image)?)),
    }
}

/// When frame `frame` is shown, and until when.
pub fn frame_span(rate: FrameRate, frame: i64) -> (gst::ClockTime, gst::ClockTime) {
    let start = nanos_of(rate, frame);
    (start, nanos_of(rate, frame + 1).saturating_sub(start))
}

/// Sound as a buffer of F32LE, left and right in turn, from sample `from` on.
pub fn audio_buffer(samples: &[f32], from: i64) -> gst::Buffer {
    let bytes: Vec<u8> = samples.iter().flat_map(|sample| sample.to_le_bytes()).collect();
    let start = sample_nanos(from);
    let end = sample_nanos(from + (samples.len() / 2) as i64);
    let mut buffer = gst::Buffer::from_slice(bytes);
    if let Some(buffer) = buffer.get_mut() {
        buffer.set_pts(start);
        buffer.set_duration(end.saturating_sub(start));
    }
    buffer
}

fn nanos_of(rate: FrameRate, frame: i64) -> gst::ClockTime {
    let exact = i128::from(frame.max(0)) * 1_000_000_000 * i128::from(rate.den());
    // Rounded to nearest: a time cut short by a nanosecond lands one tick early in a muxer that cuts again.
    let rounded = (2 * exact + i128::from(rate.num())) / (2 * i128::from(rate.num()));
    gst::ClockTime::from_nseconds(rounded as u64)
}

fn sample_nanos(sample: i64) -> gst::ClockTime {
    gst::ClockTime::from_nseconds((i128::from(sample.max(0)) * 1_000_000_000 / 48_000) as u64)
}

/// Keeps a picture alive for as long as GStreamer reads it.
struct Shared {
    image: Arc<YuvImage>,
    first: usize,
}

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        self.image.plane(self.first).data
    }
}

fn wrapped(image: &Arc<YuvImage>) -> Result<gst::Buffer, EngineError> {
    let size = image.size();
    // Each plane reaches to the end of the bytes, so the longest starts first and the rest lie inside it.
    let lengths = [0, 1, 2].map(|plane| image.plane(plane).data.len());
    let (first, longest) = lengths
        .into_iter()
        .enumerate()
        .max_by_key(|(plane, length)| (*length, usize::MAX - plane))
        .unwrap_or((0, 0));
    let offsets = lengths.map(|length| longest - length);
    let strides = [0, 1, 2].map(|plane| image.plane(plane).stride as i32);
    let mut buffer = gst::Buffer::from_slice(Shared { image: Arc::clone(image), first });
    let writable = buffer.make_mut();
    gst_video::VideoMeta::add_full(
        writable,
        gst_video::VideoFrameFlags::empty(),
        gst_video::VideoFormat::I420,
        size.width,
        size.height,
        &offsets,
        &strides,
    )
    .map_err(|error| EngineError::Pipeline(error.to_string()))?;
    Ok(buffer)
}

fn converted(image: &RgbaImage) -> Result<YuvImage, EngineError> {
    let size = image.size;
    let mut bytes = vec![0; YuvImage::packed_len(size)];
    let [luma, blue, red] = packed_layout(size);
    let (y_plane, chroma) = bytes.split_at_mut(blue.offset);
    let (u_plane, v_plane) = chroma.split_at_mut(plane_size(size, 1).0 * plane_size(size, 1).1);
    let mut planes = YuvPlanarImageMut {
        y_plane: BufferStoreMut::Borrowed(y_plane),
        y_stride: luma.stride as u32,
        u_plane: BufferStoreMut::Borrowed(u_plane),
        u_stride: blue.stride as u32,
        v_plane: BufferStoreMut::Borrowed(v_plane),
        v_stride: red.stride as u32,
        width: size.width,
        height: size.height,
    };
    // Premultiplied over black is what the colour channels already hold, so alpha needs no look.
    yuv::rgba_to_yuv420(
        &mut planes,
        &image.data,
        size.width * 4,
        YuvRange::Limited,
        YuvStandardMatrix::Bt709,
        YuvConversionMode::Balanced,
    )
    .map_err(|error| EngineError::Pipeline(error.to_string()))?;
    YuvImage::packed(size, bytes)
        .ok_or_else(|| EngineError::Pipeline("a picture does not fit its own size".to_owned()))
}
