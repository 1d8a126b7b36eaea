//! The library as one handle: opened once, shared by every thread, closed when the last copy is dropped.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use crate::backup::{self, Backup, Reason};
use crate::connection;
use crate::error::StoreError;
use crate::housekeeper::Housekeeper;
use crate::lock::Lock;
use crate::migration;
use crate::open::Opening;
use crate::table::{Tables, TablesMut};

const READERS_MAX: usize = 4;

/// What may be chosen about a library.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// After how many edits the whole document is written again. Fewer make opening faster.
    pub snapshot_distance: u64,
    /// How many edits of a project can be undone; older ones are forgotten.
    pub history_max: u64,
    /// How many backups of each kind are kept.
    pub backups_max: usize,
    /// The size in pages of 4 KiB that the file may not outgrow; none means what the disk holds.
    pub pages_max: Option<u32>,
}

impl Default for Options {
    fn default() -> Self {
        Self { snapshot_distance: 100, history_max: 10_000, backups_max: 7, pages_max: None }
    }
}

/// The library of one data folder. Copies are handles to the same one.
#[derive(Clone)]
pub struct Library {
    inner: Arc<Inner>,
}

// Fields are dropped in this order: the lock is let go of when nothing uses the file any more.
struct Inner {
    housekeeper: Housekeeper,
    readers: Mutex<Vec<Connection>>,
    writer: Mutex<Connection>,
    _lock: Lock,
    folder: PathBuf,
    options: Options,
}

/// Where the library of a data folder lies.
pub fn path_in(folder: &Path) -> PathBuf {
    folder.join("library.db")
}

impl Library {
    /// Opens the library in `folder`, or begins one. `now_ms` decides whether a daily backup is due.
    ///
    /// Refuses a library that another process has open, that is damaged, or that a newer version wrote.
    /// The file is then as it was.
    pub fn open(folder: &Path, now_ms: i64) -> Result<Self, StoreError> {
        Self::open_with(folder, now_ms, Options::default())
    }

    /// `open` with other options than usual.
    pub fn open_with(folder: &Path, now_ms: i64, options: Options) -> Result<Self, StoreError> {
        let mut lock = Lock::take(folder)?;
        let migrations = migration::ALL;
        let writer = Opening { folder, now_ms, options: &options, left: lock.left(), migrations }.open()?;
        lock.mark_open();
        let housekeeper = Housekeeper::start(folder, options)?;
        if backup::is_due(&writer, folder, now_ms)? {
            housekeeper.back_up(now_ms);
        }
        let inner = Inner {
            housekeeper,
            readers: Mutex::default(),
            writer: Mutex::new(writer),
            _lock: lock,
            folder: folder.to_path_buf(),
            options,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        &self.inner.folder
    }

    /// Reads: all that `read` sees is of one moment. Readers never wait for a writer.
    pub fn read<T, E: From<StoreError>>(&self, read: impl FnOnce(&Tables) -> Result<T, E>) -> Result<T, E> {
        let connection = self.inner.take_reader()?;
        connection.execute_batch("BEGIN").map_err(StoreError::from)?;
        let outcome = read(&Tables::new(&connection));
        connection.execute_batch("ROLLBACK").map_err(StoreError::from)?;
        self.inner.put_back(connection);
        outcome
    }

    /// Writes: all that `write` does is kept, or on an error nothing of it. When this returns it is on the disk.
    /// A `write` inside a `write` would wait for itself.
    pub fn write<T, E: From<StoreError>>(
        &self,
        write: impl FnOnce(&TablesMut) -> Result<T, E>,
    ) -> Result<T, E> {
        let connection = lock(&self.inner.writer);
        // A panic in an earlier `write` may have left its transaction open.
        if !connection.is_autocommit() {
            connection.execute_batch("ROLLBACK").map_err(StoreError::from)?;
        }
        connection.execute_batch("BEGIN IMMEDIATE").map_err(StoreError::from)?;
        let outcome = write(&TablesMut::new(&connection)).and_then(|value| {
            Ok(connection.execute_batch("COMMIT").map_err(StoreError::from).map(|()| value)?)
        });
        // On some errors, a full disk among them, SQLite has rolled back by itself.
        if outcome.is_err() && !connection.is_autocommit() {
            connection.execute_batch("ROLLBACK").map_err(StoreError::from)?;
        }
        outcome
    }

    /// Makes a backup now, because the user asked for it.
    pub fn back_up(&self, now_ms: i64) -> Result<Backup, StoreError> {
        let connection = self.inner.take_reader()?;
        let backup = backup::make(&connection, &self.inner.folder, now_ms, Reason::Asked)?;
        self.inner.put_back(connection);
        backup::prune(&self.inner.folder, self.inner.options.backups_max);
        Ok(backup)
    }

    pub(crate) fn options(&self) -> &Options {
        &self.inner.options
    }

    pub(crate) fn housekeeper(&self) -> &Housekeeper {
        &self.inner.housekeeper
    }
}

impl Inner {
    fn take_reader(&self) -> Result<Connection, StoreError> {
        // Popped in a statement of its own, so that the lock is let go of before a connection is opened.
        let idle = lock(&self.readers).pop();
        idle.map_or_else(|| connection::reader(&path_in(&self.folder)), Ok)
    }

    fn put_back(&self, reader: Connection) {
        let mut readers = lock(&self.readers);
        if readers.len() < READERS_MAX {
            readers.push(reader);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What the mutex guards is whole even after a panic: transactions see to that.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
