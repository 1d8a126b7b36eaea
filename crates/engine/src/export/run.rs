//! Runs one export: checks the target, picks encoders, renders on all cores, watches, and finishes the file.

use std::sync::mpsc;
use std::time::{Duration, Instant};

use gstreamer as gst;
use gstreamer::prelude::*;
use types::geometry::Size;
use types::preset::{AudioCodec, Container, EditLists};

use super::bitstream::{frame_span, video_buffer};
use super::encoder::VideoShape;
use super::feed::{Shared, SoundSpan, feed_pictures, feed_sound};
use super::frames::OrderedFrames;
use super::mp4::{self, Fixes};
use super::pipeline::{self, ExportPipeline, Trim};
use super::probe::{self, AAC_BLOCK, Chosen};
use super::progress::Meter;
use super::target::Target;
use super::webm;
use super::{ExportJob, ExportProgress, ExportReport, ExportStage, PictureSource, SoundSource};
use crate::cancel::Cancel;
use crate::error::EngineError;

/// How long an encoder may hold everything up without a sign of life.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a pipeline that is given up may keep us. One that succeeded may take longer: closing a file of
/// gigabytes does.
const FAREWELL: Duration = Duration::from_millis(120);

/// Does what `export` promises, for a job that has been checked.
pub fn run(
    job: &ExportJob,
    pictures: &dyn PictureSource,
    sound: Option<&mut dyn SoundSource>,
    on_progress: &dyn Fn(ExportProgress),
    cancel: &Cancel,
) -> Result<ExportReport, EngineError> {
    let mut meter = Meter::start(job.frames);
    on_progress(meter.now(0, ExportStage::Preparing));
    let target = Target::open(&job.path)?;
    target.require_space(least_bytes(job))?;
    let chosen = choose(job, sound.is_some().then_some(job.preset.audio))?;
    let layout = SoundLayout::of(job, &chosen);
    let built = pipeline::build(job, &chosen, &target, layout.trim)?;
    if cancel.is_cancelled() {
        return Err(EngineError::Cancelled);
    }
    let encoded = encode(job, &built, pictures, sound.map(|sound| (sound, layout.span)), |frames| {
        if let Some(progress) = meter.due(frames) {
            on_progress(progress);
        }
        cancel.is_cancelled()
    });
    // Asked while what filled it is still there: a muxer that stops clears up after itself.
    let full = encoded.is_err() && target.is_full();
    let stopped = stop(built.pipeline, if encoded.is_ok() { PATIENCE } else { FAREWELL });
    if let Err(error) = encoded {
        return Err(if full && matches!(error, EngineError::Pipeline(_)) {
            EngineError::DiskFull { path: job.path.clone() }
        } else {
            error
        });
    }
    if !stopped {
        return Err(EngineError::Stalled { what: "the encoder".to_owned() });
    }
    on_progress(meter.now(job.frames, ExportStage::Finishing));
    match job.preset.container {
        Container::Mp4 | Container::Mov => mp4::fix(&target, &layout.fixes)?,
        Container::WebM => webm::fix(&target)?,
    }
    let bytes = target.finish()?;
    Ok(ExportReport {
        bytes,
        video_encoder: chosen.video,
        audio_encoder: chosen.audio,
        substituted: pictures.substituted(),
        warnings: warnings(job, &chosen, pictures),
        elapsed: meter.elapsed(),
    })
}

fn choose(job: &ExportJob, sound: Option<AudioCodec>) -> Result<Chosen, EngineError> {
    let video = probe::choose_video(&job.preset, VideoShape { size: job.size, rate: job.frame_rate })?;
    let Some(codec) = sound else { return Ok(Chosen { video, audio: None, delay: 0 }) };
    let (audio, delay) = probe::choose_audio(codec)?;
    Ok(Chosen { video, audio: Some(audio), delay })
}

/// A disk with less than this cannot hold even a very plain film; more is only known once it is made.
fn least_bytes(job: &ExportJob) -> u64 {
    let Size { width, height } = job.size;
    let pixels = u64::from(width) * u64::from(height) * job.frames.unsigned_abs();
    pixels / 1000 + (1 << 20)
}

/// What goes into the audio encoder, what comes out of it into the muxer, and what the file says about it.
struct SoundLayout {
    span: SoundSpan,
    trim: Option<Trim>,
    fixes: Fixes,
}

impl SoundLayout {
    fn of(job: &ExportJob, chosen: &Chosen) -> Self {
        let samples = job.frame_rate.sample_of(job.frames);
        let mut fixes = Fixes {
            frames: job.frames,
            frame_rate: job.frame_rate,
            samples,
            audio_delay: 0,
            edit_lists: job.preset.edit_lists,
            disclosure: job.metadata.disclosure.clone(),
        };
        if !matches!(job.preset.audio, AudioCodec::Aac(_)) {
            let span = SoundSpan { before: 0, samples, after: 0 };
            return Self { span, trim: None, fixes };
        }
        // Without edit lists the delay is filled up to whole blocks, and those are left out.
        let before = match job.preset.edit_lists {
            EditLists::Allowed => 0,
            EditLists::Avoided => (AAC_BLOCK - chosen.delay % AAC_BLOCK) % AAC_BLOCK,
        };
        let late = chosen.delay + before;
        let leading = match job.preset.edit_lists {
            EditLists::Allowed => 0,
            EditLists::Avoided => late,
        };
        fixes.audio_delay = late - leading;
        let span = SoundSpan { before, samples, after: chosen.delay + 2 * AAC_BLOCK };
        Self { span, trim: Some(Trim { leading, end: samples + late - leading }), fixes }
    }
}

/// Renders and encodes everything. `tick` gets the frames done and says whether to stop.
fn encode(
    job: &ExportJob,
    built: &ExportPipeline,
    pictures: &dyn PictureSource,
    sound: Option<(&mut dyn SoundSource, SoundSpan)>,
    tick: impl FnMut(i64) -> bool,
) -> Result<(), EngineError> {
    let workers = std::thread::available_parallelism().map_or(2, usize::from).min(32);
    let frames = OrderedFrames::new(job.frames, workers + 2);
    let shared = &Shared::default();
    let started = built.pipeline.set_state(gst::State::Playing);
    started.map_err(|_| bus_error(built, job).unwrap_or_else(start_failed))?;
    std::thread::scope(|scope| {
        let render = || frames.work(|frame| rendered(job, pictures, frame));
        let renderers: Vec<_> = (0..workers).map(|_| scope.spawn(render)).collect();
        scope.spawn(|| feed_pictures(&built.video, &frames, shared, &built.pulse));
        if let (Some(source), Some((sound, span))) = (&built.audio, sound) {
            scope.spawn(move || feed_sound(source, sound, span, shared));
        }
        let watched = watch(job, built, shared, tick);
        shared.stop();
        frames.stop();
        for renderer in renderers {
            // One that panicked has broken its promise of a frame, and that has become the error.
            let _ = renderer.join();
        }
        watched
    })
}

fn rendered(job: &ExportJob, pictures: &dyn PictureSource, frame: i64) -> Result<gst::Buffer, EngineError> {
    let mut buffer = video_buffer(&pictures.picture(frame)?, job.size)?;
    let (start, length) = frame_span(job.frame_rate, frame);
    let writable = buffer.make_mut();
    writable.set_pts(start);
    writable.set_duration(length);
    Ok(buffer)
}

/// Waits for the end of the stream, a failure, the wish to stop, or an encoder that no longer moves.
fn watch(
    job: &ExportJob,
    built: &ExportPipeline,
    shared: &Shared,
    mut tick: impl FnMut(i64) -> bool,
) -> Result<(), EngineError> {
    let bus = built.pipeline.bus().ok_or_else(start_failed)?;
    let mut last = (built.pulse.beats(), Instant::now());
    let wanted = [gst::MessageType::Eos, gst::MessageType::Error];
    loop {
        let message = bus.timed_pop_filtered(gst::ClockTime::from_mseconds(20), &wanted);
        match message.as_ref().map(|message| message.view()) {
            Some(gst::MessageView::Eos(_)) => return Ok(()),
            Some(gst::MessageView::Error(error)) => return Err(explained(error, job)),
            _ => {}
        }
        if let Some(error) = shared.take_failure() {
            return Err(error);
        }
        if tick(built.pulse.frames()) {
            return Err(EngineError::Cancelled);
        }
        let beats = built.pulse.beats();
        if beats != last.0 || !shared.is_waiting_for_encoder() {
            last = (beats, Instant::now());
        } else if last.1.elapsed() > PATIENCE {
            return Err(EngineError::Stalled { what: "the encoder".to_owned() });
        }
    }
}

fn bus_error(built: &ExportPipeline, job: &ExportJob) -> Option<EngineError> {
    let message = built.pipeline.bus()?.pop_filtered(&[gst::MessageType::Error])?;
    match message.view() {
        gst::MessageView::Error(error) => Some(explained(error, job)),
        _ => None,
    }
}

fn start_failed() -> EngineError {
    EngineError::Pipeline("the encoder could not be started".to_owned())
}

fn explained(error: &gst::message::Error, job: &ExportJob) -> EngineError {
    let path = job.path.clone();
    match error.error().kind::<gst::ResourceError>() {
        Some(gst::ResourceError::NoSpaceLeft) => EngineError::DiskFull { path },
        Some(gst::ResourceError::OpenWrite) => EngineError::PermissionDenied { path },
        _ => {
            tracing::warn!(debug = ?error.debug(), "the pipeline of an export failed");
            EngineError::Pipeline(error.error().to_string())
        }
    }
}

/// Takes the pipeline down, and says whether that was done in time. An encoder may finish what it holds first;
/// beyond `patience` that goes on without us.
fn stop(pipeline: gst::Pipeline, patience: Duration) -> bool {
    let (done, waiting) = mpsc::channel();
    std::thread::spawn(move || {
        let _ = pipeline.set_state(gst::State::Null);
        drop(pipeline);
        let _ = done.send(());
    });
    waiting.recv_timeout(patience).is_ok()
}

fn warnings(job: &ExportJob, chosen: &Chosen, pictures: &dyn PictureSource) -> Vec<String> {
    let mut warnings = Vec::new();
    let best = super::encoder::video_encoders(job.preset.video).first();
    if best.is_some_and(|best| *best != chosen.video) {
        warnings.push(format!(
            "{} was used because {} is missing or does not work here; the picture may be less sharp",
            chosen.video,
            best.unwrap_or(&"the usual encoder")
        ));
    }
    if chosen.audio == Some("voaacenc") {
        warnings.push("voaacenc was used because avenc_aac is missing; the sound may be duller".to_owned());
    }
    let substituted = pictures.substituted().len();
    if substituted > 0 {
        warnings.push(format!("{substituted} frames could not be shown and were replaced"));
    }
    warnings
}
