//! The GStreamer pipeline of an export: two sources filled by us, encoders, a muxer and a file.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use gstreamer as gst;
use gstreamer::prelude::*;
use gstreamer_app::AppSrc;
use types::preset::{Container, VideoCodec};

use super::encoder::{self, VideoShape, set};
use super::probe::Chosen;
use super::target::Target;
use super::{ExportJob, Metadata};
use crate::error::EngineError;
use crate::system;

/// Pictures that wait for the encoder; each may be megabytes.
pub const PICTURES_WAITING: u64 = 4;
/// Blocks of sound that wait for the encoder.
pub const BLOCKS_WAITING: u64 = 16;

/// A pipeline that has not been started.
pub struct ExportPipeline {
    /// All of it.
    pub pipeline: gst::Pipeline,
    /// Where pictures go in.
    pub video: AppSrc,
    /// Where sound goes in, if there is any.
    pub audio: Option<AppSrc>,
    /// Signs of life.
    pub pulse: Arc<Pulse>,
}

/// Signs of life of a pipeline.
#[derive(Default)]
pub struct Pulse {
    frames: AtomicI64,
    beats: AtomicU64,
}

impl Pulse {
    /// Frames that came out of the encoder.
    pub fn frames(&self) -> i64 {
        self.frames.load(Ordering::Relaxed)
    }

    /// Grows whenever anything moves.
    pub fn beats(&self) -> u64 {
        self.beats.load(Ordering::Relaxed)
    }

    /// Something moved.
    pub fn beat(&self) {
        self.beats.fetch_add(1, Ordering::Relaxed);
    }
}

/// Sound on its way to the muxer, as far as the container cannot say it itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trim {
    /// Coded samples to leave out at the start, a multiple of the codec's block.
    pub leading: i64,
    /// Samples after which nothing more is needed, counted after `leading`.
    pub end: i64,
}

/// Builds the pipeline for `job` into `target`; `trim` is for sound that is coded in blocks.
///
/// # Errors
/// `Missing` or `Pipeline`.
pub fn build(
    job: &ExportJob,
    chosen: &Chosen,
    target: &Target,
    trim: Option<Trim>,
) -> Result<ExportPipeline, EngineError> {
    let pipeline = gst::Pipeline::new();
    let pulse = Arc::new(Pulse::default());
    let mux = muxer(job, target)?;
    let sink = file_sink(target.part())?;
    add_linked(&pipeline, &[mux.clone(), sink.clone()])?;
    beat_at(&sink, "sink", &pulse);

    let shape = VideoShape { size: job.size, rate: job.frame_rate };
    let video = source("pictures", &shape.caps(), PICTURES_WAITING);
    let mut chain = vec![video.clone().upcast()];
    chain.extend(encoder::video_chain(chosen.video, job.preset.video, shape)?);
    let pad = link_to_mux(&pipeline, &chain, &mux, "video_%u")?;
    set_track_scale(&pad, job);
    if matches!(job.preset.video, VideoCodec::ProRes(_)) {
        name_colors(&pad);
    }
    count_frames(&pad, &pulse);

    let mut audio = None;
    if let Some(factory) = chosen.audio {
        let source = source("sound", &encoder::sound_caps(), BLOCKS_WAITING);
        let mut chain = vec![source.clone().upcast()];
        chain.extend(encoder::audio_chain(factory, job.preset.audio)?);
        let pad = link_to_mux(&pipeline, &chain, &mux, "audio_%u")?;
        if let Some(trim) = trim {
            cut(&pad, trim);
        }
        audio = Some(source);
    }
    Ok(ExportPipeline { pipeline, video, audio, pulse })
}

/// Ticks a second in which the movie of an MP4 is measured: frames and samples are both whole numbers of them.
pub fn movie_scale(job: &ExportJob) -> u32 {
    let rate = u64::from(job.frame_rate.num());
    let (mut a, mut b) = (rate, 48_000);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    u32::try_from(rate / a.max(1) * 48_000).ok().filter(|scale| *scale <= 10_000_000).unwrap_or(48_000)
}

/// A source that we fill, at most `waiting` buffers ahead.
pub fn source(name: &str, caps: &gst::Caps, waiting: u64) -> AppSrc {
    AppSrc::builder()
        .name(name)
        .caps(caps)
        .format(gst::Format::Time)
        .is_live(false)
        .max_buffers(waiting)
        .max_bytes(0)
        .max_time(gst::ClockTime::ZERO)
        .build()
}

/// Adds the elements to the pipeline and links them in order.
///
/// # Errors
/// `Pipeline` when two of them do not fit.
pub fn add_linked(pipeline: &gst::Pipeline, elements: &[gst::Element]) -> Result<(), EngineError> {
    pipeline.add_many(elements).map_err(refused)?;
    gst::Element::link_many(elements).map_err(refused)
}

fn refused(error: gst::glib::BoolError) -> EngineError {
    EngineError::Pipeline(error.to_string())
}

fn muxer(job: &ExportJob, target: &Target) -> Result<gst::Element, EngineError> {
    let mux = system::element(encoder::muxer(job.preset.container))?;
    match job.preset.container {
        Container::Mp4 | Container::Mov => {
            set(&mux, "movie-timescale", &movie_scale(job).to_string())?;
            mux.set_property("faststart", true);
            // Its default lies in /tmp, which may be small and on another disk.
            mux.set_property("faststart-file", text_of(target.spool())?);
        }
        Container::WebM => set(&mux, "writing-app", "Greenroom")?,
    }
    write_tags(&mux, &job.metadata);
    Ok(mux)
}

fn write_tags(mux: &gst::Element, metadata: &Metadata) {
    let Some(setter) = mux.dynamic_cast_ref::<gst::TagSetter>() else { return };
    let words = metadata.disclosure.as_ref().map_or("", |disclosure| disclosure.words.as_str());
    let parts: Vec<&str> =
        [metadata.comment.as_str(), words].into_iter().filter(|part| !part.is_empty()).collect();
    if !metadata.title.is_empty() {
        setter.add_tag::<gst::tags::Title>(&metadata.title.as_str(), gst::TagMergeMode::Replace);
    }
    if !parts.is_empty() {
        setter.add_tag::<gst::tags::Comment>(&parts.join("\n").as_str(), gst::TagMergeMode::Replace);
    }
    setter.add_tag::<gst::tags::ApplicationName>(&"Greenroom", gst::TagMergeMode::Replace);
}

fn file_sink(path: &Path) -> Result<gst::Element, EngineError> {
    let sink = system::element("filesink")?;
    sink.set_property("location", text_of(path)?);
    // Without preroll and clock: files are written as fast as they come.
    sink.set_property("async", false);
    sink.set_property("sync", false);
    Ok(sink)
}

fn text_of(path: &Path) -> Result<&str, EngineError> {
    path.to_str().ok_or_else(|| EngineError::InvalidJob {
        reason: format!("the name {} cannot be written as text", path.display()),
    })
}

fn link_to_mux(
    pipeline: &gst::Pipeline,
    chain: &[gst::Element],
    mux: &gst::Element,
    template: &str,
) -> Result<gst::Pad, EngineError> {
    add_linked(pipeline, chain)?;
    let no_pad = || EngineError::Pipeline(format!("the muxer has no {template}"));
    let sink = mux.request_pad_simple(template).ok_or_else(no_pad)?;
    let last = chain.last().and_then(|element| element.static_pad("src")).ok_or_else(no_pad)?;
    last.link(&sink).map_err(|error| EngineError::Pipeline(error.to_string()))?;
    Ok(sink)
}

fn set_track_scale(pad: &gst::Pad, job: &ExportJob) {
    if pad.has_property("trak-timescale") {
        let rate = job.frame_rate.num();
        let scale = if rate >= 10_000 { rate } else { rate.saturating_mul(1000) };
        pad.set_property("trak-timescale", scale);
    }
}

fn count_frames(pad: &gst::Pad, pulse: &Arc<Pulse>) {
    let pulse = Arc::clone(pulse);
    pad.add_probe(gst::PadProbeType::BUFFER, move |_, _| {
        pulse.frames.fetch_add(1, Ordering::Relaxed);
        pulse.beat();
        gst::PadProbeReturn::Ok
    });
}

fn beat_at(element: &gst::Element, pad: &str, pulse: &Arc<Pulse>) {
    let pulse = Arc::clone(pulse);
    if let Some(pad) = element.static_pad(pad) {
        pad.add_probe(gst::PadProbeType::BUFFER | gst::PadProbeType::BUFFER_LIST, move |_, _| {
            pulse.beat();
            gst::PadProbeReturn::Ok
        });
    }
}

/// Writes BT.709 into the header of each ProRes frame. The encoder leaves it open, and programs that trust the
/// frame over the container would guess.
fn name_colors(pad: &gst::Pad) {
    pad.add_probe(gst::PadProbeType::BUFFER, |_, info| {
        if let Some(buffer) = info.buffer_mut()
            && let Ok(mut map) = buffer.make_mut().map_writable()
            && map.get(4..8) == Some(b"icpf")
            && let Some(colors) = map.get_mut(22..25)
        {
            colors.fill(1);
        }
        gst::PadProbeReturn::Ok
    });
}

/// Leaves out coded blocks that the muxer should not see, and moves the rest to the front.
fn cut(pad: &gst::Pad, trim: Trim) {
    let shift = gst::ClockTime::from_nseconds((trim.leading.max(0) as u64) * 1_000_000_000 / 48_000);
    let end = gst::ClockTime::from_nseconds((trim.end.max(0) as u64) * 1_000_000_000 / 48_000);
    // Times of blocks are rounded; half a millisecond is far less than a block.
    let slack = gst::ClockTime::from_useconds(500);
    pad.add_probe(gst::PadProbeType::BUFFER, move |_, info| {
        let Some(buffer) = info.buffer_mut() else { return gst::PadProbeReturn::Ok };
        let Some(start) = buffer.pts() else { return gst::PadProbeReturn::Ok };
        if start + slack < shift || start + slack >= shift + end {
            // `Drop` would have the bindings and GStreamer both let go of the buffer.
            return gst::PadProbeReturn::Handled;
        }
        let moved = start.saturating_sub(shift);
        let buffer = buffer.make_mut();
        buffer.set_pts(moved);
        buffer.set_dts(gst::ClockTime::NONE);
        gst::PadProbeReturn::Ok
    });
}
