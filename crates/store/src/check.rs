//! Looks at a file before it is trusted: whether it is a library, which format it has, whether it is whole.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::connection::APPLICATION_ID;
use crate::error::{At as _, StoreError};

/// Above this size the whole file is read only after a crash, and in the daily backup.
const QUICK_BYTES_MAX: u64 = 64 << 20;
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// What the head of a file says.
pub enum Found {
    /// There is no file.
    Nothing,
    /// A file in which nothing has been written yet, or whose first writes are still in its log.
    Empty,
    /// A library in that format, as far as its head tells.
    Library {
        /// The number of the last migration.
        format: u32,
    },
    /// Something else, or a piece of a library.
    Damage(String),
}

/// Reads the head of the file without opening it as a database, so that not a byte of it or beside it changes.
/// The layout is that of <https://www.sqlite.org/fileformat.html>, section 1.3.
pub fn look(path: &Path) -> Result<Found, StoreError> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(cause) => return Err(StoreError::Io { path: path.to_path_buf(), cause }),
    };
    let mut head = Vec::new();
    file.by_ref().take(100).read_to_end(&mut head).at(path)?;
    let bytes = file.metadata().at(path)?.len();
    if head.is_empty() {
        return Ok(Found::Empty);
    }
    if !head.starts_with(MAGIC) {
        return Ok(Found::Damage("it is not a database".into()));
    }
    let number = |at: usize| {
        let bytes = head.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
        bytes.map(u32::from_be_bytes)
    };
    let (Some(pages), Some(format), Some(application)) = (number(28), number(60), number(68)) else {
        return Ok(Found::Damage("it ends in the middle of its head".into()));
    };
    let page_bytes = head.get(16..18).map_or(0, |size| match size {
        [0, 1] => 65_536,
        [high, low] => u64::from(u16::from_be_bytes([*high, *low])),
        _ => 0,
    });
    if application == 0 && format == 0 && bytes <= page_bytes {
        return Ok(Found::Empty);
    }
    if application != APPLICATION_ID {
        return Ok(Found::Damage("it is a database of another program".into()));
    }
    // While a log lies beside it, the file may rightly be shorter than its head says.
    if bytes < u64::from(pages) * page_bytes && !has_log(path) {
        return Ok(Found::Damage("its end is missing".into()));
    }
    Ok(Found::Library { format })
}

/// SQLite's write-ahead log of the database at `path`.
pub fn log_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}

/// Whether something is in that log.
pub fn has_log(path: &Path) -> bool {
    fs::metadata(log_of(path)).is_ok_and(|meta| meta.len() > 0)
}

/// Whether a file of this size is read whole at every start.
pub fn is_quick(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|meta| meta.len() <= QUICK_BYTES_MAX)
}

/// Reads the whole database and says what is wrong with it, if anything.
pub fn fault(connection: &Connection) -> Result<Option<String>, StoreError> {
    let said: Result<String, _> = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
    match said.map_err(StoreError::from) {
        Ok(said) if said == "ok" => Ok(None),
        Ok(said) => Ok(Some(said)),
        Err(error) if error.is_damage() => Ok(Some(error.to_string())),
        Err(error) => Err(error),
    }
}
