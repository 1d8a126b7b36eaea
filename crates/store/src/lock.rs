//! One process at a time: an exclusive lock on a file beside the library, which the system releases
//! when the process ends, however it ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::Path;

use crate::error::{At as _, StoreError};

/// How the last process that had the library open ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It closed the library.
    Closed,
    /// It was killed, or the machine went down.
    Killed,
}

/// Holds the library for this process until dropped.
pub struct Lock {
    file: File,
    left: Ending,
    open: bool,
}

impl Lock {
    /// Takes the lock of the library in `folder`, which is made if it is not there.
    pub fn take(folder: &Path) -> Result<Self, StoreError> {
        fs::create_dir_all(folder).at(folder)?;
        let path = folder.join("library.lock");
        let file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).at(&path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(StoreError::LibraryInUse(folder.to_path_buf())),
            Err(TryLockError::Error(cause)) => return Err(StoreError::Io { path, cause }),
        }
        let mut mark = Vec::new();
        (&file).take(64).read_to_end(&mut mark).at(&path)?;
        let left = if mark.is_empty() { Ending::Closed } else { Ending::Killed };
        Ok(Self { file, left, open: false })
    }

    /// How the last process that had the library open ended.
    pub fn left(&self) -> Ending {
        self.left
    }

    /// Notes that the library is open, for the next process to see should this one be killed.
    /// Where that cannot be noted, as on a full disk, the library opens all the same.
    pub fn mark_open(&mut self) {
        self.open = true;
        if let Err(error) = self.write(b"open") {
            tracing::warn!(%error, "the library's lock could not be marked");
        }
    }

    fn write(&mut self, mark: &[u8]) -> std::io::Result<()> {
        self.file.set_len(0)?;
        self.file.rewind()?;
        self.file.write_all(mark)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if self.open
            && let Err(error) = self.write(b"")
        {
            tracing::warn!(%error, "the library's lock could not be cleared; the next start checks the whole file");
        }
    }
}
