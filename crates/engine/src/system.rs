//! GStreamer as this machine has it: started once, with decoders chosen by us and clear words for what is missing.

use std::sync::OnceLock;

use gstreamer as gst;
use gstreamer::prelude::*;

use crate::error::EngineError;

/// The packages GStreamer's parts come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Package {
    /// Reading files, converting, playing back.
    Base,
    /// Common containers, VP8 and VP9, PNG and JPEG.
    Good,
    /// Parsers, WebP, HEVC encoding and what is less common.
    Bad,
    /// H.264 encoding.
    Ugly,
    /// FFmpeg's decoders and encoders: H.264, HEVC, AAC and many more.
    Libav,
}

/// Starts GStreamer once for the process; later calls return at once.
///
/// Hardware decoders are switched off by their rank, in this process only: surfaces run out with several
/// readers and a download to memory costs more than it saves while scrubbing.
///
/// # Errors
/// `Missing` when GStreamer or its most basic elements are not installed.
pub fn init() -> Result<(), EngineError> {
    static STARTED: OnceLock<Result<(), String>> = OnceLock::new();
    let started = STARTED.get_or_init(|| {
        gst::init().map_err(|error| error.to_string())?;
        prefer_software_decoders();
        Ok(())
    });
    started.clone().map_err(EngineError::Pipeline)?;
    for name in ["filesrc", "parsebin", "appsink", "appsrc"] {
        if gst::ElementFactory::find(name).is_none() {
            return Err(missing(format!("GStreamer's basic part {name}"), Package::Base));
        }
    }
    Ok(())
}

/// A new element of that factory.
///
/// # Errors
/// `Missing`, naming the package, when this machine does not have it.
pub fn element(factory: &str) -> Result<gst::Element, EngineError> {
    gst::ElementFactory::make(factory)
        .build()
        .map_err(|_| missing(format!("GStreamer's {factory}"), package_of(factory)))
}

/// Whether this machine has that element.
pub fn has(factory: &str) -> bool {
    gst::ElementFactory::find(factory).is_some()
}

/// The failure for something that is not installed, with what to do about it here.
pub fn missing(what: impl Into<String>, package: Package) -> EngineError {
    EngineError::Missing { what: what.into(), remedy: remedy(package).to_owned() }
}

fn prefer_software_decoders() {
    let decoders =
        gst::ElementFactory::factories_with_type(gst::ElementFactoryType::DECODER, gst::Rank::NONE);
    for factory in decoders {
        if factory.metadata(gst::ELEMENT_METADATA_KLASS).is_some_and(|klass| klass.contains("Hardware")) {
            factory.set_rank(gst::Rank::NONE);
        }
    }
}

fn package_of(factory: &str) -> Package {
    match factory {
        "x264enc" => Package::Ugly,
        "vp8enc" | "vp9enc" | "vp9dec" | "qtdemux" | "mp4mux" | "qtmux" | "webmmux" | "matroskamux"
        | "matroskademux" | "jpegenc" | "jpegdec" | "pngenc" | "pngdec" | "deinterlace" => Package::Good,
        "h264parse" | "h265parse" | "x265enc" | "openh264enc" | "webpdec" | "voaacenc" => Package::Bad,
        libav if libav.starts_with("av") => Package::Libav,
        _ => Package::Base,
    }
}

fn remedy(package: Package) -> &'static str {
    if cfg!(target_os = "macos") {
        return "install the GStreamer runtime from gstreamer.freedesktop.org or run brew install gstreamer";
    }
    if cfg!(target_os = "windows") {
        return "install the complete GStreamer runtime from gstreamer.freedesktop.org";
    }
    match package {
        Package::Base => {
            "install gstreamer1.0-plugins-base (Fedora and Arch: gstreamer1-plugins-base, gst-plugins-base)"
        }
        Package::Good => {
            "install gstreamer1.0-plugins-good (Fedora and Arch: gstreamer1-plugins-good, gst-plugins-good)"
        }
        Package::Bad => {
            "install gstreamer1.0-plugins-bad (Fedora and Arch: gstreamer1-plugins-bad-free, gst-plugins-bad)"
        }
        Package::Ugly => {
            "install gstreamer1.0-plugins-ugly (Fedora and Arch: gstreamer1-plugins-ugly, gst-plugins-ugly)"
        }
        Package::Libav => "install gstreamer1.0-libav (Fedora and Arch: gstreamer1-plugin-libav, gst-libav)",
    }
}
