//! What a pipeline reports, in words for the person whose file it is.

use std::path::Path;

use gstreamer as gst;
use gstreamer::prelude::*;
use gstreamer_pbutils as gst_pbutils;

use crate::error::EngineError;
use crate::system::{self, Package};

/// Elements that do not fit together: our mistake, never the file's.
pub(crate) fn wiring(error: gst::glib::BoolError) -> EngineError {
    EngineError::Pipeline(error.message.to_string())
}

/// A file whose content makes no sense.
pub(crate) fn damaged(path: &Path) -> EngineError {
    unreadable(path, "its content is damaged or cut short")
}

/// A file that cannot be read, and why.
pub(crate) fn unreadable(path: &Path, reason: &str) -> EngineError {
    EngineError::Unreadable { path: path.to_owned(), reason: reason.to_owned() }
}

/// A codec that nothing here decodes.
pub(crate) fn no_decoder(caps: &gst::CapsRef) -> EngineError {
    system::missing(format!("a decoder for {}", codec_name(caps)), Package::Libav)
}

/// The first failure waiting on the bus; everything else there is thrown away.
pub(crate) fn on_bus(pipeline: &gst::Pipeline, path: &Path) -> Option<EngineError> {
    let bus = pipeline.bus()?;
    while let Some(message) = bus.pop() {
        if let gst::MessageView::Error(error) = message.view() {
            tracing::debug!(error = %error.error(), details = ?error.debug(), "the pipeline failed");
            return Some(plain(&error.error(), path));
        }
    }
    None
}

/// A codec in plain words: "H.264".
pub(crate) fn codec_name(caps: &gst::CapsRef) -> String {
    let Some(structure) = caps.structure(0) else { return "an unknown codec".to_owned() };
    let known = match structure.name().as_str() {
        "video/x-h264" => "H.264",
        "video/x-h265" => "HEVC",
        "video/x-h263" => "H.263",
        "video/x-vp8" => "VP8",
        "video/x-vp9" => "VP9",
        "video/x-av1" => "AV1",
        "video/x-prores" => "ProRes",
        "video/x-dv" => "DV",
        "image/jpeg" => "Motion JPEG",
        "image/png" => "PNG",
        "video/x-raw" => "uncompressed",
        "audio/x-raw" => "PCM",
        "audio/x-opus" => "Opus",
        "audio/x-vorbis" => "Vorbis",
        "audio/x-flac" => "FLAC",
        "audio/x-ac3" => "AC-3",
        "audio/x-eac3" => "E-AC-3",
        "audio/x-alac" => "ALAC",
        "audio/mpeg" | "video/mpeg" => mpeg_name(structure),
        _ => return described(caps),
    };
    known.to_owned()
}

fn mpeg_name(structure: &gst::StructureRef) -> &'static str {
    let version = structure.get::<i32>("mpegversion").unwrap_or(0);
    match (structure.name().starts_with("video/"), version, structure.get::<i32>("layer")) {
        (true, 1, _) => "MPEG-1",
        (true, 2, _) => "MPEG-2",
        (true, ..) => "MPEG-4 Part 2",
        (false, 1, Ok(3)) => "MP3",
        (false, 1, Ok(2)) => "MP2",
        (false, 1, _) => "MPEG audio",
        (false, ..) => "AAC",
    }
}

fn described(caps: &gst::CapsRef) -> String {
    gst_pbutils::pb_utils_get_codec_description(caps).to_string()
}

fn plain(error: &gst::glib::Error, path: &Path) -> EngineError {
    if let Some(kind) = error.kind::<gst::ResourceError>() {
        return match kind {
            gst::ResourceError::NotFound => EngineError::FileNotFound { path: path.to_owned() },
            gst::ResourceError::OpenRead => EngineError::PermissionDenied { path: path.to_owned() },
            _ => unreadable(path, "the disk did not give its content"),
        };
    }
    match error.kind::<gst::StreamError>() {
        Some(gst::StreamError::TypeNotFound | gst::StreamError::WrongType) => {
            unreadable(path, "it is neither a video, a sound nor a picture of a known kind")
        }
        Some(gst::StreamError::CodecNotFound) => {
            system::missing("a part of GStreamer for this kind of file", Package::Bad)
        }
        Some(gst::StreamError::Decrypt | gst::StreamError::DecryptNokey) => {
            unreadable(path, "it is protected against copying")
        }
        _ if error.kind::<gst::CoreError>() == Some(gst::CoreError::MissingPlugin) => {
            system::missing("a part of GStreamer for this kind of file", Package::Bad)
        }
        _ => damaged(path),
    }
}
