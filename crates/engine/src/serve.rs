//! The engine's own process: what a program does that was started as the engine's worker.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::Value;
use types::document::Document;
use types::edit::{Edit, Patch};
use types::preset;
use worker::child::{self, Link};
use worker::error::WorkerError;
use worker::message::Message;
use worker::ring::RingWriter;

use crate::cancel::Cancel;
use crate::error::EngineError;
use crate::handle::Engine;
use crate::handle::wire::{
    CACHE_FOLDER, Check, DOCUMENTS_MAX, DocumentName, Event, JobName, Playback, Reply, Request,
};
use crate::lock::lock;
use crate::progress::Step;
use crate::session::export::Order;

/// Requests answered at a time: long work leaves room for the quick.
const THREADS: usize = 12;
/// Frames in the ring: one being read, one being written, and those of a hasty playhead.
const RING_FRAMES: usize = 4;
/// Bytes of a frame in the ring; a larger one travels with its message.
const RING_ROOM: usize = 8 << 20;

/// Answers the process that started this one, until that is gone.
///
/// # Errors
/// When GStreamer is missing, or nobody started this process as a worker.
pub fn serve() -> Result<(), EngineError> {
    let folder = std::env::var_os(CACHE_FOLDER).map(PathBuf::from);
    let folder = folder.ok_or_else(|| EngineError::Worker("this is for Greenroom itself to start".into()))?;
    let host = Host {
        engine: Engine::here(&folder)?,
        documents: Mutex::default(),
        jobs: Mutex::default(),
        ring: Mutex::default(),
        started: AtomicU64::new(0),
    };
    let answer = move |message, link: &Link| host.answer(message, link).map_err(|error| refusal(&error));
    child::serve(THREADS, answer).map_err(|error| EngineError::Worker(error.to_string()))
}

struct Host {
    engine: Engine,
    /// The last used at the end.
    documents: Mutex<Vec<(DocumentName, Arc<Document>)>>,
    /// Work that goes on, and work that was stopped before it began.
    jobs: Mutex<HashMap<JobName, Cancel>>,
    ring: Mutex<Option<RingWriter>>,
    /// The last start of playback.
    started: AtomicU64,
}

impl Host {
    fn answer(&self, message: Message, link: &Link) -> Result<Message, EngineError> {
        let request = serde_json::from_value(message.body).map_err(|_| garbled())?;
        let reply = match request {
            Request::View { document, view } => match self.find(document) {
                Some(document) => return self.published(self.engine.view(&document, &view)?),
                None => Reply::Unknown,
            },
            Request::Strip { document, view } => match self.find(document) {
                Some(document) => return beside(self.engine.strip(&document, &view)?),
                None => Reply::Unknown,
            },
            Request::Peaks { document, clip, per_second } => match self.find(document) {
                Some(document) => return beside(self.engine.peaks(&document, clip, per_second)?),
                None => Reply::Unknown,
            },
            Request::Remember { name, document } => self.remember(name, document),
            Request::Change { from, name, patch } => self.change(from, name, patch),
            Request::Probe { path } => {
                let (info, identity) = self.engine.probe(&path)?;
                Reply::Probed(Box::new(info), identity)
            }
            Request::WriteFrame { document, frame, path } => match self.find(document) {
                Some(document) => {
                    self.engine.write_frame(&document, frame, &path)?;
                    Reply::Done
                }
                None => Reply::Unknown,
            },
            Request::Export { job, document, preset, path, metadata } => {
                let preset = preset::find(&preset).ok_or_else(garbled)?;
                let Some(document) = self.find(document) else { return said(&Reply::Unknown) };
                let order = Order { document, preset, path, metadata };
                let work = |told: &dyn Fn(Step), cancel: &Cancel| self.engine.export(&order, told, cancel);
                Reply::Exported(self.work(job, link, work)?)
            }
            Request::Proxy { job, media } => {
                self.work(job, link, |told, cancel| self.engine.make_proxy(&media, told, cancel))?;
                Reply::Done
            }
            Request::Sound { job, media } => {
                self.work(job, link, |told, cancel| self.engine.read_sound(&media, told, cancel))?;
                Reply::Done
            }
            Request::Cancel { job } => {
                self.wish(job).cancel();
                Reply::Done
            }
            Request::Playback(asked) => self.playback(asked)?,
            Request::Check(asked) => self.check(asked)?,
        };
        said(&reply)
    }

    /// Answers what is about playback.
    fn playback(&self, asked: Playback) -> Result<Reply, EngineError> {
        match asked {
            Playback::Play { document, play, started } => {
                let Some(document) = self.find(document) else { return Ok(Reply::Unknown) };
                self.engine.play(&document, &play)?;
                self.started.store(started, Ordering::SeqCst);
                Ok(Reply::Done)
            }
            Playback::Replace { document } => {
                let Some(document) = self.find(document) else { return Ok(Reply::Unknown) };
                self.engine.replace(&document)?;
                Ok(Reply::Done)
            }
            Playback::Pause => {
                let now = self.engine.pause();
                Ok(Reply::Now { now, started: self.started.load(Ordering::SeqCst) })
            }
            Playback::Now => {
                let started = self.started.load(Ordering::SeqCst);
                Ok(Reply::Now { now: self.engine.now(), started })
            }
            Playback::Hear { path } => Ok(Reply::Heard(self.engine.hear(&path)?)),
        }
    }

    /// Answers what is asked before an export.
    fn check(&self, asked: Check) -> Result<Reply, EngineError> {
        match asked {
            Check::Heard { document } => match self.find(document) {
                Some(document) => Ok(Reply::Loud(self.engine.heard(&document)?)),
                None => Ok(Reply::Unknown),
            },
            Check::Covered { document } => match self.find(document) {
                Some(document) => Ok(Reply::Covered(self.engine.covered(&document)?)),
                None => Ok(Reply::Unknown),
            },
            Check::Encoders { preset, canvas, rate } => {
                let preset = preset::find(&preset).ok_or_else(garbled)?;
                Ok(Reply::Lacking(self.engine.lacking(preset, canvas, rate)?))
            }
        }
    }

    /// Runs long work that tells how far it is and can be stopped.
    fn work<T>(
        &self,
        job: JobName,
        link: &Link,
        work: impl FnOnce(&dyn Fn(Step), &Cancel) -> Result<T, EngineError>,
    ) -> Result<T, EngineError> {
        let told = |step: Step| {
            let event = serde_json::to_value(Event { job, step });
            // A parent that cannot be told any more has gone, and this process goes with it.
            let _ = event.map(|event| link.report(&event.into()));
        };
        let done = work(&told, &self.wish(job));
        lock(&self.jobs).remove(&job);
        done
    }

    /// The wish to stop a piece of work. Another thread may read the wish before the work.
    fn wish(&self, job: JobName) -> Cancel {
        lock(&self.jobs).entry(job).or_default().clone()
    }

    fn find(&self, name: DocumentName) -> Option<Arc<Document>> {
        let mut documents = lock(&self.documents);
        let at = documents.iter().position(|(known, _)| *known == name)?;
        let found = documents.remove(at);
        let document = Arc::clone(&found.1);
        documents.push(found);
        Some(document)
    }

    fn remember(&self, name: DocumentName, document: Arc<Document>) -> Reply {
        let mut documents = lock(&self.documents);
        if documents.len() >= DOCUMENTS_MAX {
            documents.remove(0);
        }
        documents.push((name, document));
        Reply::Done
    }

    fn change(&self, from: DocumentName, name: DocumentName, patch: Patch) -> Reply {
        let Some(old) = self.find(from) else { return Reply::Unknown };
        let mut document = Document::clone(&old);
        match document.apply(&Edit::Patch(patch)) {
            Ok(_) => self.remember(name, Arc::new(document)),
            Err(error) => {
                tracing::warn!(%error, "a difference does not fit the document it was made for");
                Reply::Unknown
            }
        }
    }

    /// Puts a frame where the parent finds it.
    fn published(&self, bytes: Vec<u8>) -> Result<Message, EngineError> {
        match self.in_ring(&bytes) {
            Ok(reply) => said(&reply),
            Err(error) => {
                tracing::debug!(%error, "a frame goes beside its message");
                beside(bytes)
            }
        }
    }

    fn in_ring(&self, bytes: &[u8]) -> Result<Reply, WorkerError> {
        let mut ring = lock(&self.ring);
        let writer = match ring.take() {
            Some(writer) => writer,
            None => RingWriter::create(RING_FRAMES, RING_ROOM)?,
        };
        let writer = ring.insert(writer);
        let number = writer.publish(&[bytes])?;
        Ok(Reply::InRing { ring: writer.path(), number })
    }
}

/// Bytes that travel with their message.
fn beside(bytes: Vec<u8>) -> Result<Message, EngineError> {
    Ok(Message { bytes, ..said(&Reply::Beside)? })
}

fn said(reply: &Reply) -> Result<Message, EngineError> {
    Ok(serde_json::to_value(reply).map_err(|_| garbled())?.into())
}

fn garbled() -> EngineError {
    EngineError::Worker("the media engine was asked something that it does not understand".to_owned())
}

fn refusal(error: &EngineError) -> Value {
    serde_json::to_value(error).unwrap_or_else(|_| Value::from(error.to_string()))
}
