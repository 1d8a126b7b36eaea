//! Tries encoders before they are trusted: a few frames at the real size, and how late each AAC encoder is.
//! Results are kept for the life of the process.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use gstreamer as gst;
use gstreamer::prelude::*;
use gstreamer_app::{AppSink, AppSrc};
use render::picture::{Picture, YuvImage};
use types::preset::{AudioCodec, Preset, VideoCodec};

use super::bitstream::{audio_buffer, frame_span, video_buffer};
use super::encoder::{self, VideoShape};
use super::pipeline::{add_linked, source};
use crate::error::EngineError;
use crate::system;

/// Frames that a video encoder is tried with.
const FRAMES: i64 = 10;
/// How long a trial may take.
const PATIENCE: gst::ClockTime = gst::ClockTime::from_seconds(5);
/// Samples that an AAC encoder codes together.
pub const AAC_BLOCK: i64 = 1024;

/// Encoders that work here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The video encoder's factory.
    pub video: &'static str,
    /// The audio encoder's factory, where there is sound.
    pub audio: Option<&'static str>,
    /// How many samples late the audio encoder is, where the container does not say so itself.
    pub delay: i64,
}

/// Picks the first video encoder that works at that size.
///
/// # Errors
/// `Missing` when there is none, with what to install.
pub fn choose_video(preset: &Preset, shape: VideoShape) -> Result<&'static str, EngineError> {
    let candidates = encoder::video_encoders(preset.video);
    let works = |factory: &&&'static str| remembered_video(factory, preset.video, shape);
    candidates
        .iter()
        .find(works)
        .copied()
        .ok_or_else(|| none_works(candidates, encoder::video_name(preset.video)))
}

/// Picks the first audio encoder that works, and how many samples late it is.
///
/// # Errors
/// `Missing` when there is none, with what to install.
pub fn choose_audio(codec: AudioCodec) -> Result<(&'static str, i64), EngineError> {
    let candidates = encoder::audio_encoders(codec);
    for factory in candidates {
        if let Some(delay) = remembered_delay(factory, codec) {
            return Ok((factory, delay));
        }
    }
    Err(none_works(candidates, encoder::audio_name(codec)))
}

fn none_works(candidates: &[&'static str], name: &str) -> EngineError {
    let first = candidates.first().copied().unwrap_or("identity");
    match system::element(first) {
        Err(EngineError::Missing { remedy, .. }) => {
            EngineError::Missing { what: format!("an encoder for {name}"), remedy }
        }
        _ => EngineError::Missing {
            what: format!("a working encoder for {name}"),
            remedy: "the installed one fails at this size; choose another preset or a smaller size"
                .to_owned(),
        },
    }
}

fn remembered_video(factory: &'static str, codec: VideoCodec, shape: VideoShape) -> bool {
    static KNOWN: Memory<(String, VideoShape), bool> = Memory::new();
    let trial = || system::has(factory) && told(factory, try_video(factory, codec, shape)).unwrap_or(false);
    KNOWN.recall((format!("{factory} {codec:?}"), shape), trial)
}

fn remembered_delay(factory: &'static str, codec: AudioCodec) -> Option<i64> {
    static KNOWN: Memory<String, Option<i64>> = Memory::new();
    let trial =
        || told(factory, system::has(factory).then(|| try_audio(factory, codec)).transpose()).flatten();
    KNOWN.recall(format!("{factory} {codec:?}"), trial)
}

fn told<T>(factory: &'static str, tried: Result<T, EngineError>) -> Option<T> {
    let warn = |error: &EngineError| tracing::warn!(factory, %error, "an encoder does not work here");
    tried.inspect_err(warn).ok()
}

/// What trials found.
struct Memory<K, V> {
    known: OnceLock<Mutex<HashMap<K, V>>>,
}

impl<K: Eq + Hash, V: Clone> Memory<K, V> {
    const fn new() -> Self {
        Self { known: OnceLock::new() }
    }

    /// What is known for `key`, or what `trial` finds. Two at once may both try; the answers are the same.
    fn recall(&self, key: K, trial: impl FnOnce() -> V) -> V {
        let known = self.known.get_or_init(Mutex::default);
        if let Some(value) = known.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return value.clone();
        }
        let value = trial();
        known.lock().unwrap_or_else(PoisonError::into_inner).insert(key, value.clone());
        value
    }
}

fn try_video(factory: &'static str, codec: VideoCodec, shape: VideoShape) -> Result<bool, EngineError> {
    let pipeline = gst::Pipeline::new();
    let feed = source("trial", &shape.caps(), FRAMES as u64 + 1);
    let sink = AppSink::builder().sync(false).build();
    let mut chain = vec![feed.clone().upcast()];
    chain.extend(encoder::video_chain(factory, codec, shape)?);
    chain.push(sink.clone().upcast());
    add_linked(&pipeline, &chain)?;
    let grey = YuvImage::packed(shape.size, vec![128; YuvImage::packed_len(shape.size)])
        .ok_or_else(|| EngineError::Pipeline("no picture of that size".to_owned()))?;
    let picture = Picture::Yuv(grey.into());
    let mut frames = Vec::new();
    for frame in 0..FRAMES {
        let mut buffer = video_buffer(&picture, shape.size)?;
        let (start, length) = frame_span(shape.rate, frame);
        let writable = buffer.make_mut();
        writable.set_pts(start);
        writable.set_duration(length);
        frames.push(buffer);
    }
    let encoded = run(&pipeline, &feed, frames, &sink)?;
    Ok(encoded.len() as i64 == FRAMES)
}

/// Encodes and decodes a sweep, and says how much later it comes back.
fn try_audio(factory: &'static str, codec: AudioCodec) -> Result<i64, EngineError> {
    if !matches!(codec, AudioCodec::Aac(_)) {
        // WebM carries Opus's delay in its own header; PCM has none.
        return encoder::audio_chain(factory, codec).map(|_| 0);
    }
    let pipeline = gst::Pipeline::new();
    let sweep = sweep();
    let feed = source("trial", &encoder::sound_caps(), 64);
    let sink = AppSink::builder().sync(false).caps(&encoder::sound_caps()).build();
    let mut chain = vec![feed.clone().upcast()];
    chain.extend(encoder::audio_chain(factory, codec)?);
    chain.push(system::element("avdec_aac")?);
    chain.push(system::element("audioconvert")?);
    chain.push(sink.clone().upcast());
    add_linked(&pipeline, &chain)?;
    let stereo: Vec<f32> = sweep.iter().flat_map(|sample| [*sample, *sample]).collect();
    let blocks = stereo.chunks(2 * AAC_BLOCK as usize).zip(0..);
    let buffers = blocks.map(|(block, index)| audio_buffer(block, index * AAC_BLOCK)).collect();
    let decoded: Vec<f32> = run(&pipeline, &feed, buffers, &sink)?
        .iter()
        .flat_map(|bytes| bytes.chunks_exact(8).map(left_of).collect::<Vec<_>>())
        .collect();
    lag(&sweep, &decoded).ok_or_else(|| EngineError::Pipeline(format!("{factory} lost the sound")))
}

fn left_of(frame: &[u8]) -> f32 {
    frame.first_chunk().map_or(0.0, |bytes| f32::from_le_bytes(*bytes))
}

/// A sweep between two silences: its correlation with itself has one sharp peak.
fn sweep() -> Vec<f32> {
    let mut phase = 0.0f64;
    let tone = (0..8192).map(|index| {
        let share = f64::from(index) / 8192.0;
        phase += std::f64::consts::TAU * (300.0 + 5_700.0 * share) / 48_000.0;
        (phase.sin() * 0.5 * (std::f64::consts::PI * share).sin()) as f32
    });
    let silence = || std::iter::repeat_n(0.0f32, 4096);
    silence().chain(tone).chain(silence()).collect()
}

fn lag(sent: &[f32], received: &[f32]) -> Option<i64> {
    let likeness = |lag: usize| -> f64 {
        let late = received.get(lag..).unwrap_or_default();
        sent.iter().zip(late).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum()
    };
    let energy: f64 = sent.iter().map(|sample| f64::from(*sample).powi(2)).sum();
    let (lag, best) = (0..4096).map(|lag| (lag, likeness(lag))).max_by(|a, b| a.1.total_cmp(&b.1))?;
    (best > energy * 0.5).then_some(lag as i64)
}

/// Pushes all buffers and collects what comes out, within the time a trial may take.
fn run(
    pipeline: &gst::Pipeline,
    feed: &AppSrc,
    buffers: Vec<gst::Buffer>,
    sink: &AppSink,
) -> Result<Vec<Vec<u8>>, EngineError> {
    let stopped = Stopped(pipeline.clone());
    let failed = |what: &str| EngineError::Pipeline(format!("a trial of an encoder {what}"));
    pipeline.set_state(gst::State::Playing).map_err(|_| failed("could not start"))?;
    for buffer in buffers {
        feed.push_buffer(buffer).map_err(|_| failed("took no more"))?;
    }
    feed.end_of_stream().map_err(|_| failed("took no end"))?;
    let mut collected = Vec::new();
    let started = std::time::Instant::now();
    while !sink.is_eos() {
        if let Some(sample) = sink.try_pull_sample(gst::ClockTime::from_mseconds(50)) {
            let map = sample.buffer().and_then(|buffer| buffer.map_readable().ok());
            collected.extend(map.map(|map| map.to_vec()));
        }
        let bus = pipeline.bus();
        let error = bus.and_then(|bus| bus.pop_filtered(&[gst::MessageType::Error]));
        if error.is_some() || started.elapsed() > Duration::from(PATIENCE) {
            return Err(failed("failed"));
        }
    }
    drop(stopped);
    Ok(collected)
}

/// Stops a pipeline when it goes.
pub struct Stopped(pub gst::Pipeline);

impl Drop for Stopped {
    fn drop(&mut self) {
        let _ = self.0.set_state(gst::State::Null);
    }
}
