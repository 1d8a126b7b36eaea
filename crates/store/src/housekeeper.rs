//! What must not keep anybody waiting: whole documents written again, and the daily backup.
//! One thread with a connection of its own and a closed list of requests.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::{self, JoinHandle};

use rusqlite::Connection;
use types::id::ProjectId;

use crate::backup::{self, Reason};
use crate::connection;
use crate::error::{At as _, StoreError};
use crate::library::{Options, path_in};
use crate::replay;

/// Requests that wait; one that finds no room is made again by the next edit or the next start.
const WAITING_MAX: usize = 16;

enum Request {
    Snapshot(ProjectId),
    BackUp { now_ms: i64 },
    Answer(SyncSender<()>),
}

/// The handle of the thread. Dropping it waits until what was asked for is done.
pub struct Housekeeper {
    requests: Option<SyncSender<Request>>,
    thread: Option<JoinHandle<()>>,
}

impl Housekeeper {
    /// Starts the thread for the library in `folder`.
    pub fn start(folder: &Path, options: Options) -> Result<Self, StoreError> {
        let (requests, inbox) = sync_channel(WAITING_MAX);
        let house = House { folder: folder.to_path_buf(), options };
        let thread =
            thread::Builder::new().name("library".into()).spawn(move || house.keep(&inbox)).at(folder)?;
        Ok(Self { requests: Some(requests), thread: Some(thread) })
    }

    /// Writes the whole document of a project, soon.
    pub fn snapshot(&self, project: ProjectId) {
        self.ask(Request::Snapshot(project));
    }

    /// Makes the daily backup, soon.
    pub fn back_up(&self, now_ms: i64) {
        self.ask(Request::BackUp { now_ms });
    }

    /// Waits until all that was asked for before is done.
    pub fn finish(&self) {
        let (done, wait) = sync_channel(1);
        if let Some(requests) = &self.requests
            && requests.send(Request::Answer(done)).is_ok()
        {
            // An error means that the thread has ended, and with it all work.
            let _ = wait.recv();
        }
    }

    fn ask(&self, request: Request) {
        let Some(requests) = &self.requests else { return };
        match requests.try_send(request) {
            Ok(()) | Err(TrySendError::Full(_)) => {}
            Err(TrySendError::Disconnected(_)) => tracing::error!("the library's own thread has ended"),
        }
    }
}

impl Drop for Housekeeper {
    fn drop(&mut self) {
        drop(self.requests.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the library's own thread ended in a panic");
        }
    }
}

struct House {
    folder: PathBuf,
    options: Options,
}

impl House {
    fn keep(&self, inbox: &Receiver<Request>) {
        let mut own = None;
        for request in inbox {
            let outcome = match request {
                Request::Snapshot(project) => self
                    .connection(&mut own)
                    .and_then(|own| replay::write_snapshot(own, project, &self.options)),
                Request::BackUp { now_ms } => self.back_up(now_ms),
                Request::Answer(done) => {
                    let _ = done.send(());
                    Ok(())
                }
            };
            // Nobody waits for the outcome, and nothing that was saved depends on it.
            if let Err(error) = outcome {
                tracing::warn!(%error, "the library could not be looked after");
            }
        }
    }

    fn connection<'a>(&self, own: &'a mut Option<Connection>) -> Result<&'a mut Connection, StoreError> {
        match own {
            Some(own) => Ok(own),
            None => Ok(own.insert(self.open()?)),
        }
    }

    fn open(&self) -> Result<Connection, StoreError> {
        let connection = connection::writer(&path_in(&self.folder))?;
        if let Some(pages) = self.options.pages_max {
            connection.pragma_update(None, "max_page_count", pages)?;
        }
        Ok(connection)
    }

    fn back_up(&self, now_ms: i64) -> Result<(), StoreError> {
        let reader = connection::reader(&path_in(&self.folder))?;
        backup::make(&reader, &self.folder, now_ms, Reason::Daily)?;
        backup::prune(&self.folder, self.options.backups_max);
        Ok(())
    }
}
