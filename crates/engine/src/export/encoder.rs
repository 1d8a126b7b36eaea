//! Encoders and muxers: which elements can make a codec, and how each is set. Never chosen by rank: on some
//! machines that picks hardware with other defaults, on others the worst AAC encoder there is.

use gstreamer as gst;
use gstreamer::glib;
use gstreamer::prelude::*;
use types::geometry::Size;
use types::preset::{AudioCodec, Container, H264, ProResProfile, Speed, VideoCodec, VideoRate};
use types::time::FrameRate;

use crate::error::EngineError;
use crate::system;

/// What the pictures are like that an encoder gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct VideoShape {
    /// Pixels across and down.
    pub size: Size,
    /// Frames a second.
    pub rate: FrameRate,
}

impl VideoShape {
    /// The caps of the pictures: everything said, nothing left to be guessed from the size.
    pub fn caps(self) -> gst::Caps {
        gst::Caps::builder("video/x-raw")
            .field("format", "I420")
            .field("width", self.size.width as i32)
            .field("height", self.size.height as i32)
            .field("framerate", gst::Fraction::new(self.rate.num() as i32, self.rate.den() as i32))
            .field("pixel-aspect-ratio", gst::Fraction::new(1, 1))
            .field("interlace-mode", "progressive")
            .field("colorimetry", "bt709")
            .field("chroma-site", "mpeg2")
            .build()
    }
}

/// The caps of the sound: 48 kHz, two channels, left and right in turn.
pub fn sound_caps() -> gst::Caps {
    gst::Caps::builder("audio/x-raw")
        .field("format", "F32LE")
        .field("rate", 48_000i32)
        .field("channels", 2i32)
        .field("layout", "interleaved")
        .field("channel-mask", gst::Bitmask::new(3))
        .build()
}

/// Elements that make that codec, the best first.
pub fn video_encoders(codec: VideoCodec) -> &'static [&'static str] {
    match codec {
        VideoCodec::H264(_) => &["x264enc", "openh264enc"],
        VideoCodec::IntraH264 { .. } => &["x264enc"],
        VideoCodec::Vp9 { .. } => &["vp9enc"],
        // The first is four times as fast and makes plain 422 only.
        VideoCodec::ProRes(ProResProfile::Standard) => &["avenc_prores", "avenc_prores_ks"],
        VideoCodec::ProRes(ProResProfile::Lt | ProResProfile::Hq) => &["avenc_prores_ks"],
    }
}

/// Elements that make that codec, the best first. PCM needs a converter only.
pub fn audio_encoders(codec: AudioCodec) -> &'static [&'static str] {
    match codec {
        AudioCodec::Aac(_) => &["avenc_aac", "voaacenc"],
        AudioCodec::Opus(_) => &["opusenc"],
        AudioCodec::Pcm16 => &["audioconvert"],
    }
}

/// The codec by the name people know.
pub fn video_name(codec: VideoCodec) -> &'static str {
    match codec {
        VideoCodec::H264(_) | VideoCodec::IntraH264 { .. } => "H.264",
        VideoCodec::Vp9 { .. } => "VP9",
        VideoCodec::ProRes(_) => "ProRes",
    }
}

/// The codec by the name people know.
pub fn audio_name(codec: AudioCodec) -> &'static str {
    match codec {
        AudioCodec::Aac(_) => "AAC",
        AudioCodec::Opus(_) => "Opus",
        AudioCodec::Pcm16 => "PCM",
    }
}

/// The element that writes the container.
pub fn muxer(container: Container) -> &'static str {
    match container {
        Container::Mp4 => "mp4mux",
        Container::WebM => "webmmux",
        Container::Mov => "qtmux",
    }
}

/// Elements from pictures as `VideoShape::caps` says to what a muxer takes, to be linked in this order.
///
/// # Errors
/// `Missing` when one of them is not installed; `Pipeline` when one refuses its settings.
pub fn video_chain(
    factory: &'static str,
    codec: VideoCodec,
    shape: VideoShape,
) -> Result<Vec<gst::Element>, EngineError> {
    let encoder = system::element(factory)?;
    match codec {
        VideoCodec::H264(settings) if factory == "openh264enc" => {
            set_openh264(&encoder, settings, shape)?;
            // The profile is asked of the encoder alone: the parser names the same stream "constrained".
            let profile = filter("video/x-h264,profile=high")?;
            let layout = filter("video/x-h264,stream-format=avc,alignment=au")?;
            Ok(vec![encoder, profile, system::element("h264parse")?, layout])
        }
        VideoCodec::H264(settings) => {
            set_x264(&encoder, settings, shape)?;
            Ok(vec![encoder, filter(H264_CAPS)?])
        }
        VideoCodec::IntraH264 { quality } => {
            set_x264(&encoder, intra(quality), shape)?;
            set(&encoder, "key-int-max", "1")?;
            Ok(vec![encoder, filter(H264_CAPS)?])
        }
        VideoCodec::Vp9 { quality, speed } => {
            set_vp9(&encoder, quality, speed, shape)?;
            Ok(vec![encoder])
        }
        VideoCodec::ProRes(profile) => {
            if factory == "avenc_prores_ks" {
                set(&encoder, "profile", prores_name(profile))?;
            }
            set(&encoder, "threads", "auto")?;
            let convert = system::element("videoconvert")?;
            set(&convert, "n-threads", "2")?;
            Ok(vec![convert, filter("video/x-raw,format=I422_10LE,colorimetry=bt709")?, encoder])
        }
    }
}

/// Elements from sound as `sound_caps` says to what a muxer takes, to be linked in this order.
///
/// # Errors
/// `Missing` when one of them is not installed; `Pipeline` when one refuses its settings.
pub fn audio_chain(factory: &'static str, codec: AudioCodec) -> Result<Vec<gst::Element>, EngineError> {
    let convert = system::element("audioconvert")?;
    match codec {
        AudioCodec::Aac(kbit) => {
            let encoder = system::element(factory)?;
            set(&encoder, "bitrate", &bits(kbit, 64, 384))?;
            Ok(vec![convert, encoder, system::element("aacparse")?])
        }
        AudioCodec::Opus(kbit) => {
            let encoder = system::element(factory)?;
            set(&encoder, "bitrate", &bits(kbit, 32, 510))?;
            set(&encoder, "bitrate-type", "vbr")?;
            Ok(vec![convert, encoder])
        }
        AudioCodec::Pcm16 => Ok(vec![convert, filter("audio/x-raw,format=S16LE")?]),
    }
}

/// Sets a property by its text, as `gst-launch` does, without panicking over one that is not there.
///
/// # Errors
/// `Pipeline` when the element does not know the property or the value.
pub fn set(element: &gst::Element, name: &str, value: &str) -> Result<(), EngineError> {
    let refused = || {
        let factory = element.factory().map_or_else(String::new, |factory| factory.name().to_string());
        EngineError::Pipeline(format!("{factory} does not take {name}={value}"))
    };
    let property = element.find_property(name).ok_or_else(refused)?;
    let value = glib::Value::deserialize_with_pspec(value, &property).map_err(|_| refused())?;
    element.set_property_from_value(name, &value);
    Ok(())
}

const H264_CAPS: &str = "video/x-h264,profile=high,stream-format=avc,alignment=au";

/// An element that lets only such a stream through.
///
/// # Errors
/// `Missing`, or `Pipeline` when the description cannot be read.
pub fn filter(caps: &str) -> Result<gst::Element, EngineError> {
    let element = system::element("capsfilter")?;
    set(&element, "caps", caps)?;
    Ok(element)
}

fn bits(kbit: u32, least: u32, most: u32) -> String {
    (kbit.clamp(least, most) * 1000).to_string()
}

fn intra(quality: u8) -> H264 {
    H264 {
        rate: VideoRate::Quality(quality),
        speed: Speed::VeryFast,
        keyframe_seconds: 0.0,
        b_frames: Some(0),
    }
}

fn set_x264(encoder: &gst::Element, settings: H264, shape: VideoShape) -> Result<(), EngineError> {
    set(encoder, "speed-preset", speed_name(settings.speed))?;
    set(encoder, "key-int-max", &keyframe_distance(settings, shape).to_string())?;
    set(encoder, "aud", "false")?;
    if let Some(b_frames) = settings.b_frames {
        set(encoder, "bframes", &b_frames.min(16).to_string())?;
        set(encoder, "b-adapt", "false")?;
    }
    match (settings.rate, settings.rate.kbit_per_second(shape.size, shape.rate)) {
        (VideoRate::Average1080p(_), Some(kbit)) => {
            set(encoder, "pass", "cbr")?;
            set(encoder, "bitrate", &kbit.to_string())?;
            set(encoder, "vbv-buf-capacity", "2000")
        }
        (VideoRate::Quality(quality), _) => {
            set(encoder, "pass", "qual")?;
            set(encoder, "quantizer", &quality.min(50).to_string())?;
            // The default bitrate of 2,048 kbit/s caps even constant quality, through the VBV: without a buffer
            // there is no VBV, and the level follows from the picture alone.
            set(encoder, "bitrate", "100000")?;
            set(encoder, "vbv-buf-capacity", "0")
        }
        (VideoRate::Average1080p(_), None) => Ok(()),
    }
}

fn set_openh264(encoder: &gst::Element, settings: H264, shape: VideoShape) -> Result<(), EngineError> {
    let kbit = match settings.rate {
        // OpenH264 knows no constant quality: about what x264 spends on ordinary footage at that quality.
        VideoRate::Quality(quality) => {
            let per_pixel = 0.16 * 2f64.powf((20.0 - f64::from(quality)) / 6.0);
            (per_pixel * shape.size.area() as f64 * shape.rate.as_f64() / 1000.0) as u32
        }
        VideoRate::Average1080p(_) => settings.rate.kbit_per_second(shape.size, shape.rate).unwrap_or(8_000),
    };
    set(encoder, "bitrate", &bits(kbit, 100, 200_000))?;
    set(encoder, "rate-control", "bitrate")?;
    set(encoder, "enable-frame-skip", "false")?;
    set(encoder, "gop-size", &keyframe_distance(settings, shape).to_string())?;
    set(encoder, "multi-thread", &threads().to_string())
}

fn set_vp9(encoder: &gst::Element, quality: u8, speed: u8, shape: VideoShape) -> Result<(), EngineError> {
    let per_second = shape.size.area() as f64 * shape.rate.as_f64();
    // Columns must be at least 256 pixels wide.
    let columns = (shape.size.width / 256).max(1).ilog2().min(4);
    for (name, value) in [
        ("deadline", "1".to_owned()),
        ("cpu-used", speed.min(8).to_string()),
        ("row-mt", "true".to_owned()),
        ("threads", threads().to_string()),
        ("tile-columns", columns.to_string()),
        ("end-usage", "cq".to_owned()),
        ("cq-level", quality.min(63).to_string()),
        ("target-bitrate", ((per_second * 0.2) as u32).clamp(200_000, 100_000_000).to_string()),
        ("keyframe-max-dist", (shape.rate.as_f64() * 4.0).ceil().to_string()),
    ] {
        set(encoder, name, &value)?;
    }
    Ok(())
}

fn keyframe_distance(settings: H264, shape: VideoShape) -> u32 {
    (f64::from(settings.keyframe_seconds) * shape.rate.as_f64()).round().clamp(1.0, 600.0) as u32
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from).min(16)
}

fn speed_name(speed: Speed) -> &'static str {
    match speed {
        Speed::SuperFast => "superfast",
        Speed::VeryFast => "veryfast",
        Speed::Fast => "fast",
        Speed::Medium => "medium",
    }
}

fn prores_name(profile: ProResProfile) -> &'static str {
    match profile {
        ProResProfile::Lt => "lt",
        ProResProfile::Standard => "standard",
        ProResProfile::Hq => "hq",
    }
}
