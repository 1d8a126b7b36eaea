//! The engine in processes of its own: one draws frames and is always there, one does long work and reads new
//! files, so that neither a slow nor a hostile file takes the picture away.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use types::document::Document;
use types::id::ClipId;
use types::media::{Media, MediaIdentity, MediaInfo};
use worker::command::WorkerCommand;
use worker::error::WorkerError;
use worker::ring::RingReader;

use super::lane::{Lane, SILENCE_SHORT, failed};
use super::playing::Playing;
use super::wire::{CACHE_FOLDER, DocumentName, JobName, Reply, Request};
use crate::cancel::Cancel;
use crate::error::EngineError;
use crate::lock::lock;
use crate::media::fault;
use crate::progress::Step;
use crate::session::export::{Exported, Order};
use crate::session::view::View;

/// How long reading through a file or waiting for an encoder may take without a sign of life.
pub(super) const SILENCE_LONG: Duration = Duration::from_secs(300);
/// A picture is asked for again this often when the process ended or forgot the document.
const TRIES: u32 = 3;

/// The engine in processes of its own.
pub(super) struct Remote {
    command: WorkerCommand,
    pub(super) frames: Lane,
    /// Started when there is something to do for it.
    work: Mutex<Option<Arc<Lane>>>,
    ring: Mutex<Option<(PathBuf, RingReader)>>,
    pub(super) playing: Playing,
}

impl Remote {
    pub(super) fn start(mut command: WorkerCommand, cache_folder: &Path) -> Result<Self, EngineError> {
        command.env.push((CACHE_FOLDER.into(), cache_folder.into()));
        let frames = Lane::start(command.clone())?;
        let playing = Playing::default();
        Ok(Self { command, frames, work: Mutex::default(), ring: Mutex::default(), playing })
    }

    pub(super) fn processes(&self) -> Vec<u32> {
        let work = lock(&self.work).as_ref().and_then(|lane| lane.process_id());
        self.frames.process_id().into_iter().chain(work).collect()
    }

    pub(super) fn probe(&self, path: &Path) -> Result<(MediaInfo, MediaIdentity), EngineError> {
        // The process need not have our working folder.
        let absolute = std::path::absolute(path).map_err(|error| EngineError::from_io(path, error))?;
        let asked = self.work()?.ask(&Request::Probe { path: absolute }, SILENCE_LONG);
        match asked {
            Ok((Reply::Probed(info, identity), _)) => Ok((*info, identity)),
            Ok(_) => Err(failed(WorkerError::Garbled)),
            Err(WorkerError::Died) => Err(fault::unreadable(path, "its content makes the reader crash")),
            Err(WorkerError::Hung) => Err(fault::unreadable(path, "its content makes the reader hang")),
            Err(error) => Err(failed(error)),
        }
    }

    pub(super) fn view(&self, document: &Arc<Document>, view: &View) -> Result<Vec<u8>, EngineError> {
        let view = *view;
        let ask = |document| Request::View { document, view };
        match self.knowing(&self.frames, document, &ask)? {
            (Reply::Beside, bytes) => Ok(bytes),
            (Reply::InRing { ring, number }, _) => self.in_ring(ring, number),
            _ => Err(failed(WorkerError::Garbled)),
        }
    }

    pub(super) fn strip(&self, document: &Arc<Document>, view: &View) -> Result<Vec<u8>, EngineError> {
        let view = *view;
        self.beside(document, &|document| Request::Strip { document, view })
    }

    pub(super) fn peaks(
        &self,
        document: &Arc<Document>,
        clip: ClipId,
        per_second: u32,
    ) -> Result<Vec<u8>, EngineError> {
        self.beside(document, &|document| Request::Peaks { document, clip, per_second })
    }

    /// Asks for bytes that may need a file that was never read, away from the viewer's frames.
    fn beside(
        &self,
        document: &Arc<Document>,
        request: &dyn Fn(DocumentName) -> Request,
    ) -> Result<Vec<u8>, EngineError> {
        let lane = self.work()?;
        match self.knowing_for((&lane, SILENCE_LONG), document, request)? {
            (Reply::Beside, bytes) => Ok(bytes),
            _ => Err(failed(WorkerError::Garbled)),
        }
    }

    pub(super) fn write_frame(
        &self,
        document: &Arc<Document>,
        frame: i64,
        path: &Path,
    ) -> Result<(), EngineError> {
        let path = std::path::absolute(path).map_err(|error| EngineError::from_io(path, error))?;
        let ask = |document| Request::WriteFrame { document, frame, path: path.clone() };
        self.knowing(&self.frames, document, &ask).map(drop)
    }

    pub(super) fn export(
        &self,
        order: &Order,
        told: &dyn Fn(Step),
        cancel: &Cancel,
    ) -> Result<Exported, EngineError> {
        let lane = self.work()?;
        let path =
            std::path::absolute(&order.path).map_err(|error| EngineError::from_io(&order.path, error))?;
        for _ in 0..TRIES {
            let document = lane.name_of(&order.document).map_err(failed)?;
            let request = |job| Request::Export {
                job,
                document,
                preset: order.preset.id.to_owned(),
                path: path.clone(),
                metadata: order.metadata.clone(),
            };
            match lane.work(request, SILENCE_LONG, told, cancel).map_err(failed)? {
                Reply::Exported(exported) => return Ok(exported),
                Reply::Unknown => lane.forget(),
                _ => break,
            }
        }
        Err(failed(WorkerError::Garbled))
    }

    pub(super) fn make_proxy(
        &self,
        media: &Media,
        told: &dyn Fn(Step),
        cancel: &Cancel,
    ) -> Result<(), EngineError> {
        self.done(|job| Request::Proxy { job, media: Box::new(media.clone()) }, told, cancel)
    }

    pub(super) fn read_sound(
        &self,
        media: &Media,
        told: &dyn Fn(Step),
        cancel: &Cancel,
    ) -> Result<(), EngineError> {
        self.done(|job| Request::Sound { job, media: Box::new(media.clone()) }, told, cancel)
    }

    /// Has long work done whose only answer is that it is done.
    fn done(
        &self,
        request: impl Fn(JobName) -> Request,
        told: &dyn Fn(Step),
        cancel: &Cancel,
    ) -> Result<(), EngineError> {
        self.work()?.work(request, SILENCE_LONG, told, cancel).map_err(failed).map(drop)
    }

    /// Asks something quick about a document, again when the process ended or forgot it meanwhile.
    pub(super) fn knowing(
        &self,
        lane: &Lane,
        document: &Arc<Document>,
        request: &dyn Fn(DocumentName) -> Request,
    ) -> Result<(Reply, Vec<u8>), EngineError> {
        self.knowing_for((lane, SILENCE_SHORT), document, request)
    }

    /// The same for what may take longer.
    pub(super) fn knowing_for(
        &self,
        (lane, silence): (&Lane, Duration),
        document: &Arc<Document>,
        request: &dyn Fn(DocumentName) -> Request,
    ) -> Result<(Reply, Vec<u8>), EngineError> {
        let mut last = WorkerError::Died;
        for _ in 0..TRIES {
            let asked = lane.name_of(document).and_then(|name| lane.ask(&request(name), silence));
            match asked {
                Ok((Reply::Unknown, _)) => lane.forget(),
                Ok(answer) => return Ok(answer),
                Err(error @ (WorkerError::Died | WorkerError::Hung)) => {
                    lane.forget();
                    last = error;
                }
                Err(error) => return Err(failed(error)),
            }
        }
        Err(failed(last))
    }

    pub(super) fn work(&self) -> Result<Arc<Lane>, EngineError> {
        let mut work = lock(&self.work);
        if let Some(lane) = &*work {
            return Ok(Arc::clone(lane));
        }
        let lane = Arc::new(Lane::start(self.command.clone())?);
        *work = Some(Arc::clone(&lane));
        Ok(lane)
    }

    /// Frames that newer ones have overwritten were wanted no more.
    fn in_ring(&self, path: PathBuf, number: u64) -> Result<Vec<u8>, EngineError> {
        let mut ring = lock(&self.ring);
        if ring.as_ref().is_none_or(|(open, _)| *open != path) {
            let reader = RingReader::open(&path).map_err(failed)?;
            *ring = Some((path, reader));
        }
        let mut bytes = Vec::new();
        let read = ring.as_ref().is_some_and(|(_, reader)| reader.read(number, &mut bytes));
        if read { Ok(bytes) } else { Err(EngineError::Cancelled) }
    }
}
