//! Playback in the process that draws frames, as seen from here. A process that ends takes only its sound along.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use types::document::Document;
use worker::error::WorkerError;

use super::lane::{SILENCE_SHORT, failed};
use super::remote::Remote;
use super::wire::{Playback, Reply, Request, StartName};
use crate::error::EngineError;
use crate::lock::lock;
use crate::playback::{Now, Play};

/// What was started last, and where it was seen last.
#[derive(Default)]
pub(super) struct Playing {
    names: AtomicU64,
    seen: Mutex<Seen>,
}

#[derive(Clone, Copy, Default)]
struct Seen {
    started: StartName,
    frame: i64,
}

impl Seen {
    fn still(self) -> Now {
        Now { frame: self.frame, playing: false, audible: false }
    }
}

impl Remote {
    pub(super) fn play(&self, document: &Arc<Document>, play: &Play) -> Result<(), EngineError> {
        let started = self.playing.names.fetch_add(1, Ordering::Relaxed) + 1;
        let play = *play;
        let frame = play.from_frame.clamp(0, (document.frames() - 1).max(0));
        *lock(&self.playing.seen) = Seen { started, frame };
        let ask = |document| Request::Playback(Playback::Play { document, play, started });
        self.knowing(&self.frames, document, &ask).map(drop)
    }

    pub(super) fn replace(&self, document: &Arc<Document>) -> Result<(), EngineError> {
        self.knowing(&self.frames, document, &|document| Request::Playback(Playback::Replace { document }))
            .map(drop)
    }

    pub(super) fn pause(&self) -> Now {
        self.playback(Playback::Pause)
    }

    pub(super) fn now(&self) -> Now {
        self.playback(Playback::Now)
    }

    pub(super) fn hear(&self, path: &Path) -> Result<i64, EngineError> {
        let path = std::path::absolute(path).map_err(|error| EngineError::from_io(path, error))?;
        match self.frames.ask(&Request::Playback(Playback::Hear { path }), SILENCE_SHORT).map_err(failed)? {
            (Reply::Heard(samples), _) => Ok(samples),
            _ => Err(failed(WorkerError::Garbled)),
        }
    }

    /// Asks where playback is. A process that has ended plays nothing, and one that was started since knows of no
    /// playback; nobody waits for either.
    fn playback(&self, asked: Playback) -> Now {
        let seen = *lock(&self.playing.seen);
        if self.frames.process_id().is_none() {
            return seen.still();
        }
        match self.frames.ask(&Request::Playback(asked), SILENCE_SHORT) {
            Ok((Reply::Now { now, started }, _)) if started == seen.started => {
                let mut seen = lock(&self.playing.seen);
                if seen.started == started {
                    seen.frame = now.frame;
                }
                now
            }
            // A line that is heard by itself may be all that a new process plays.
            Ok((Reply::Now { now, .. }, _)) => Now { audible: now.audible && !now.playing, ..seen.still() },
            _ => seen.still(),
        }
    }
}
