//! The store in one SQLite file: one writer thread that flushes many transactions at once, and connections that read.
//!
//! A commit is flushed (`synchronous=FULL`) before anybody hears of it. One flush a transaction would be a few hundred
//! a second on a slow disk; so the writer takes what has gathered, runs each transaction in a savepoint of its own and
//! commits them together.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::clock::{Clock, Steady};
use crate::moment::Moment;

use super::{Reading, Store, StoreError, Table, Work};

mod tables;
mod writer;

use tables::{Reader, Schema};

/// How many transactions share a flush at most.
const TOGETHER: usize = 256;
/// How long a connection waits for a lock that another program holds, such as a backup.
const PATIENCE: Duration = Duration::from_secs(5);
/// Version of what the tables hold; a store written by a newer service is refused.
const FORMAT: i64 = 1;

/// A store in a file.
pub struct Sqlite {
    work: Mutex<Option<Sender<Work>>>,
    writer: Mutex<Option<JoinHandle<()>>>,
    readers: Mutex<Vec<Connection>>,
    path: std::path::PathBuf,
    clock: Steady,
    schema: Arc<Schema>,
    /// Held while the store is open, so that no second service writes to it.
    _lock: File,
}

impl Sqlite {
    /// Opens the store in a folder, or makes one there. `tables` names every table there is; `now` is
    /// where its clock begins, which goes on from there whatever the system's does.
    ///
    /// # Errors
    /// Where another service has it open, the file is damaged or of a newer format, or the disk does not let us.
    pub fn open(folder: &Path, tables: &[Table], now: Moment) -> Result<Self, StoreError> {
        fs::create_dir_all(folder).map_err(|error| StoreError::Damaged(error.to_string()))?;
        let lock = lock(&folder.join("cloud.lock"))?;
        let path = folder.join("cloud.db");
        let connection = Connection::open(&path).map_err(fault)?;
        prepare(&connection)?;
        inspect(&connection)?;
        let schema = Arc::new(Schema::new(tables));
        schema.create(&connection)?;
        let clock = Steady::from(now);
        let (sender, receiver) = mpsc::channel();
        let writer = writer::Writer::new(connection, Arc::clone(&schema), clock);
        let handle = thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || run(writer, &receiver))
            .map_err(|error| StoreError::Damaged(error.to_string()))?;
        Ok(Self {
            work: Mutex::new(Some(sender)),
            writer: Mutex::new(Some(handle)),
            readers: Mutex::new(Vec::new()),
            path,
            clock,
            schema,
            _lock: lock,
        })
    }

    /// Ends the writer once it has done what was handed in before.
    pub fn close(&self) {
        drop(self.work.lock().unwrap_or_else(PoisonError::into_inner).take());
        if let Some(writer) = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take() {
            drop(writer.join());
        }
    }

    fn reader(&self) -> Result<Connection, StoreError> {
        if let Some(connection) = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop() {
            return Ok(connection);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags).map_err(fault)?;
        connection.busy_timeout(PATIENCE).map_err(fault)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(connection)
    }
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        self.close();
    }
}

impl Store for Sqlite {
    fn submit(&self, work: Work) {
        let sender = self.work.lock().unwrap_or_else(PoisonError::into_inner);
        // Dropping the work drops the sender of its answer, which the asker hears as "closed".
        if let Some(sender) = sender.as_ref() {
            drop(sender.send(work));
        }
    }

    fn read(&self, reader: &mut dyn FnMut(&dyn Reading)) -> Result<(), StoreError> {
        let connection = self.reader()?;
        // One transaction, so that all is seen as it was at one moment.
        connection.execute_batch("BEGIN").map_err(fault)?;
        reader(&Reader { connection: &connection, schema: &self.schema, now: self.clock.now() });
        connection.execute_batch("COMMIT").map_err(fault)?;
        self.readers.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        Ok(())
    }
}

/// Does what is handed in until nobody can hand in any more.
fn run(mut writer: writer::Writer, receiver: &Receiver<Work>) {
    while let Ok(first) = receiver.recv() {
        let mut together = vec![first];
        // What gathered while the last flush was waited for goes into the next one.
        together.extend(receiver.try_iter().take(TOGETHER - 1));
        writer.run(together);
    }
}

fn lock(path: &Path) -> Result<File, StoreError> {
    let file = File::create(path).map_err(|error| StoreError::Damaged(error.to_string()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(StoreError::Damaged("another greenroom-cloud has this data folder open".to_owned()))
        }
        Err(TryLockError::Error(error)) => Err(StoreError::Damaged(error.to_string())),
    }
}

fn prepare(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(PATIENCE).map_err(fault)?;
    connection.set_prepared_statement_cache_capacity(256);
    let settings = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;";
    connection.execute_batch(settings).map_err(fault)
}

/// Refuses a file that is damaged, or written by a newer service. Better not to start than to show a wrong balance.
fn inspect(connection: &Connection) -> Result<(), StoreError> {
    let check: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(fault)?;
    if check != "ok" {
        return Err(StoreError::Damaged(check));
    }
    let format: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(fault)?;
    if format > FORMAT {
        return Err(StoreError::Damaged(format!(
            "the store has format {format}; this service knows {FORMAT}"
        )));
    }
    connection.pragma_update(None, "user_version", FORMAT).map_err(fault)
}

/// What a fault of SQLite means to the service.
fn fault(error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => StoreError::Full,
        _ => StoreError::Damaged(error.to_string()),
    }
}
