//! Fills a pipeline: pictures from the rendering threads, sound block by block.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use gstreamer as gst;
use gstreamer::prelude::*;
use gstreamer_app::{AppSrc, AppSrcCallbacks};

use super::SoundSource;
use super::bitstream::audio_buffer;
use super::frames::OrderedFrames;
use super::pipeline::Pulse;
use crate::error::EngineError;

/// Samples in a block of sound.
const BLOCK: i64 = 4_800;

/// What the threads of an export share.
#[derive(Default)]
pub struct Shared {
    stopping: AtomicBool,
    failure: Mutex<Option<EngineError>>,
    waiting_for_encoder: AtomicBool,
}

impl Shared {
    /// Ends all threads soon.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::Release);
    }

    /// Whether the threads are to end.
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Acquire)
    }

    /// The first failure of a thread, once.
    pub fn take_failure(&self) -> Option<EngineError> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Whether it is the encoder that everything waits for, not the pictures.
    pub fn is_waiting_for_encoder(&self) -> bool {
        self.waiting_for_encoder.load(Ordering::Acquire)
    }

    fn fail(&self, error: EngineError) {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
        self.stop();
    }
}

/// Pushes every frame in order, then the end.
pub fn feed_pictures(source: &AppSrc, frames: &OrderedFrames<gst::Buffer>, shared: &Shared, pulse: &Pulse) {
    let gate = Gate::at(source);
    while let Some(frame) = frames.next() {
        match frame {
            Ok(buffer) => {
                shared.waiting_for_encoder.store(true, Ordering::Release);
                if !gate.wait(source, shared) || source.push_buffer(buffer).is_err() {
                    return;
                }
                shared.waiting_for_encoder.store(false, Ordering::Release);
                pulse.beat();
            }
            Err(error) => return shared.fail(error),
        }
    }
    if !shared.is_stopping() {
        shared.waiting_for_encoder.store(true, Ordering::Release);
        let _ = source.end_of_stream();
    }
}

/// How much sound goes in, and what around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SoundSpan {
    /// Samples of silence before it.
    pub before: i64,
    /// Samples of sound.
    pub samples: i64,
    /// Samples of silence after it, so that the encoder lets go of its tail.
    pub after: i64,
}

/// Pushes the sound of `span`, then the end.
pub fn feed_sound(source: &AppSrc, sound: &mut dyn SoundSource, span: SoundSpan, shared: &Shared) {
    let gate = Gate::at(source);
    let mut position = 0;
    let mut push = |block: &[f32]| {
        let fits = gate.wait(source, shared) && source.push_buffer(audio_buffer(block, position)).is_ok();
        position += (block.len() / 2) as i64;
        fits
    };
    if span.before > 0 && !push(&silence(span.before)) {
        return;
    }
    let mut block = Vec::new();
    for from in (0..span.samples).step_by(BLOCK as usize) {
        let length = BLOCK.min(span.samples - from);
        block.clear();
        block.resize(length as usize * 2, 0.0);
        if let Err(error) = sound.read(from, &mut block) {
            return shared.fail(error);
        }
        if !push(&block) {
            return;
        }
    }
    if span.after > 0 && !push(&silence(span.after)) {
        return;
    }
    if !shared.is_stopping() {
        let _ = source.end_of_stream();
    }
}

fn silence(samples: i64) -> Vec<f32> {
    vec![0.0; samples as usize * 2]
}

/// Waits for room in a source. A blocking push cannot be told to stop; this can.
struct Gate {
    moved: std::sync::Arc<(Mutex<()>, Condvar)>,
    limit: u64,
}

impl Gate {
    fn at(source: &AppSrc) -> Self {
        let moved = std::sync::Arc::new((Mutex::new(()), Condvar::new()));
        let told = std::sync::Arc::clone(&moved);
        let callbacks = AppSrcCallbacks::builder().need_data(move |_, _| told.1.notify_all()).build();
        source.set_callbacks(callbacks);
        source.set_property("min-percent", 50u32);
        Self { moved, limit: source.max_buffers().max(1) }
    }

    /// Whether there is room now; `false` when the export is stopping.
    fn wait(&self, source: &AppSrc, shared: &Shared) -> bool {
        let (lock, moved) = &*self.moved;
        let mut held = lock.lock().unwrap_or_else(PoisonError::into_inner);
        while !shared.is_stopping() {
            if source.current_level_buffers() < self.limit {
                return true;
            }
            // The callback only wakes us; a wake-up that got lost costs these milliseconds and nothing else.
            let waited = moved.wait_timeout(held, Duration::from_millis(10));
            held = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        false
    }
}
