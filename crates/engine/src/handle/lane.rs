//! One process of the engine, with what it has been told so far.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use types::document::Document;
use types::edit::Patch;
use worker::command::{Patience, WorkerCommand};
use worker::error::WorkerError;
use worker::message::Message;
use worker::worker::{Worker, WorkerEvent};

use super::wire::{DOCUMENTS_MAX, DocumentName, Event, JobName, Reply, Request};
use crate::cancel::Cancel;
use crate::error::EngineError;
use crate::lock::lock;
use crate::progress::Step;

/// Steps of one piece of work that may wait to be told; more are left out.
const STEPS_MAX: usize = 64;
/// How often a wish to stop is looked at.
const LOOK: Duration = Duration::from_millis(40);
/// A difference that is more of a document than this many changed tracks is not worth working out.
const TRACKS_CHANGED_MAX: usize = 8;

/// A process of the engine.
pub(super) struct Lane {
    worker: Worker,
    hub: Arc<Hub>,
}

/// What the listening thread and those who ask share.
#[derive(Default)]
struct Hub {
    jobs: Mutex<HashMap<JobName, SyncSender<Step>>>,
    known: Mutex<Known>,
    names: AtomicU64,
}

/// The documents that the process remembers, the last used at the end.
#[derive(Default)]
struct Known {
    documents: Vec<(DocumentName, Arc<Document>)>,
}

impl Lane {
    /// Starts a process.
    pub(super) fn start(command: WorkerCommand) -> Result<Self, EngineError> {
        let hub = Arc::<Hub>::default();
        let heard = Arc::clone(&hub);
        let worker = Worker::start(command, Patience::default(), move |event| heard.take(event));
        Ok(Self { worker: worker.map_err(failed)?, hub })
    }

    /// The process, while it runs.
    pub(super) fn process_id(&self) -> Option<u32> {
        self.worker.process_id()
    }

    /// Asks and waits. `silence` is how long the process may tell nothing before it is taken to hang.
    pub(super) fn ask(&self, request: &Request, silence: Duration) -> Result<(Reply, Vec<u8>), WorkerError> {
        read(self.worker.request(&message(request)?, silence)?)
    }

    /// Asks for long work. Tells `told` how far it is, and the process when it is wanted no more.
    pub(super) fn work(
        &self,
        request: impl Fn(JobName) -> Request,
        silence: Duration,
        told: &dyn Fn(Step),
        cancel: &Cancel,
    ) -> Result<Reply, WorkerError> {
        let job = self.hub.name();
        let steps = self.hub.begin(job);
        let done = self.wait(&request(job), (job, &steps), silence, (told, cancel));
        lock(&self.hub.jobs).remove(&job);
        Ok(done?.0)
    }

    fn wait(
        &self,
        request: &Request,
        (job, steps): (JobName, &Receiver<Step>),
        silence: Duration,
        (told, cancel): (&dyn Fn(Step), &Cancel),
    ) -> Result<(Reply, Vec<u8>), WorkerError> {
        let reply = self.worker.ask(&message(request)?, silence)?;
        let mut asked_to_stop = false;
        loop {
            let answer = reply.wait_for(LOOK);
            steps.try_iter().for_each(told);
            if let Some(answer) = answer {
                return read(answer?);
            }
            if cancel.is_cancelled() && !asked_to_stop {
                asked_to_stop = true;
                // Its answer says nothing: the work itself answers that it was stopped.
                drop(self.worker.ask(&message(&Request::Cancel { job })?, silence)?);
            }
        }
    }

    /// Makes sure that the process knows a document, and gives the name it knows it by.
    pub(super) fn name_of(&self, document: &Arc<Document>) -> Result<DocumentName, WorkerError> {
        // Held while the process is told: whoever asks next may rely on it.
        let mut known = lock(&self.hub.known);
        if let Some(name) = known.find(document) {
            return Ok(name);
        }
        let name = self.hub.name();
        let changed = known.nearest(document).map(|(from, old)| Request::Change {
            from,
            name,
            patch: Patch::between(old, document),
        });
        let told = changed.map(|change| self.ask(&change, SILENCE_SHORT)).transpose()?;
        if !matches!(told, Some((Reply::Done, _))) {
            self.ask(&Request::Remember { name, document: Arc::clone(document) }, SILENCE_SHORT)?;
        }
        known.remember(name, document);
        Ok(name)
    }

    /// The process has forgotten what it was told.
    pub(super) fn forget(&self) {
        lock(&self.hub.known).documents.clear();
    }
}

/// How long a process may think about something quick.
pub(super) const SILENCE_SHORT: Duration = Duration::from_secs(20);

impl Hub {
    fn name(&self) -> u64 {
        self.names.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn begin(&self, job: JobName) -> Receiver<Step> {
        let (sender, steps) = sync_channel(STEPS_MAX);
        lock(&self.jobs).insert(job, sender);
        steps
    }

    fn take(&self, event: WorkerEvent) {
        match event {
            WorkerEvent::Message(message) => match serde_json::from_value::<Event>(message.body) {
                Ok(Event { job, step }) => {
                    if let Some(steps) = lock(&self.jobs).get(&job) {
                        // Nobody misses a step when a later one comes.
                        let _ = steps.try_send(step);
                    }
                }
                Err(error) => tracing::warn!(%error, "the engine told something that nobody understands"),
            },
            WorkerEvent::Died => tracing::warn!("the engine's process ended"),
            WorkerEvent::Restarted => tracing::info!("the engine's process runs again"),
            WorkerEvent::GaveUp => tracing::error!("the engine's process ended too often"),
        }
    }
}

impl Known {
    fn find(&mut self, document: &Arc<Document>) -> Option<DocumentName> {
        let at = self.documents.iter().position(|(_, known)| Arc::ptr_eq(known, document))?;
        let found = self.documents.remove(at);
        let name = found.0;
        self.documents.push(found);
        Some(name)
    }

    /// A document that differs little from this one.
    fn nearest(&self, document: &Document) -> Option<(DocumentName, &Document)> {
        let changed = |known: &Document| {
            let tracks = known.tracks.iter().zip(&document.tracks);
            tracks.filter(|(old, new)| !Arc::ptr_eq(old, new)).count()
        };
        let near = self.documents.iter().rev().filter(|(_, known)| {
            known.tracks.len() == document.tracks.len()
                && known.tracks.iter().zip(&document.tracks).any(|(old, new)| Arc::ptr_eq(old, new))
        });
        let nearest = near.min_by_key(|(_, known)| changed(known))?;
        (changed(&nearest.1) <= TRACKS_CHANGED_MAX).then_some((nearest.0, &*nearest.1))
    }

    fn remember(&mut self, name: DocumentName, document: &Arc<Document>) {
        if self.documents.len() >= DOCUMENTS_MAX {
            self.documents.remove(0);
        }
        self.documents.push((name, Arc::clone(document)));
    }
}

fn message(request: &Request) -> Result<Message, WorkerError> {
    let body = serde_json::to_value(request).map_err(std::io::Error::from)?;
    Ok(body.into())
}

fn read(message: Message) -> Result<(Reply, Vec<u8>), WorkerError> {
    let reply = serde_json::from_value(message.body).map_err(|_| WorkerError::Garbled)?;
    Ok((reply, message.bytes))
}

/// What a failure of the process means to the engine's user.
pub(super) fn failed(error: WorkerError) -> EngineError {
    match error {
        WorkerError::Refused(body) => serde_json::from_value(body)
            .unwrap_or_else(|_| EngineError::Worker("the media engine refused without a reason".into())),
        other => EngineError::Worker(other.to_string()),
    }
}
