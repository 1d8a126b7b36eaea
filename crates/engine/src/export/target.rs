//! The file an export fills: a `.part` beside the final name, which it takes only when it is whole.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::error::EngineError;

/// A file in the making. Dropped before `finish`, it leaves nothing behind.
pub struct Target {
    path: PathBuf,
    part: PathBuf,
    spool: PathBuf,
    file: File,
    finished: bool,
}

impl Target {
    /// Opens `path` with `.part` added, and takes hold of it. `path` itself is not touched.
    ///
    /// # Errors
    /// `NoFolder`, `PermissionDenied` or `InUse`; `InvalidJob` when `path` names a folder.
    pub fn open(path: &Path) -> Result<Self, EngineError> {
        let folder = folder_of(path);
        if !folder.is_dir() {
            return Err(EngineError::NoFolder { path: folder.to_owned() });
        }
        if path.is_dir() || path.file_name().is_none() {
            let reason = format!("{} is a folder", path.display());
            return Err(EngineError::InvalidJob { reason });
        }
        let part = with_suffix(path, ".part");
        let failed = |source| EngineError::from_io(path, source);
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(&part).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(EngineError::InUse { path: path.to_owned() }),
            // Some network disks know no locks; there the name alone has to do.
            Err(TryLockError::Error(_)) => {}
        }
        let spool = with_suffix(path, ".part.spool");
        file.set_len(0).map_err(failed)?;
        Ok(Self { path: path.to_owned(), part, spool, file, finished: false })
    }

    /// Where to write.
    pub fn part(&self) -> &Path {
        &self.part
    }

    /// Where a muxer may keep content until it knows its index.
    pub fn spool(&self) -> &Path {
        &self.spool
    }

    /// The final name.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Fails when the disk has fewer than `bytes` left. Unknown free space is taken as enough.
    pub fn require_space(&self, bytes: u64) -> Result<(), EngineError> {
        match free_bytes(folder_of(&self.path)) {
            Some(free) if free < bytes => Err(EngineError::DiskFull { path: self.path.clone() }),
            _ => Ok(()),
        }
    }

    /// Whether the disk is as good as full, as after a failed write.
    pub fn is_full(&self) -> bool {
        free_bytes(folder_of(&self.path)).is_some_and(|free| free < 1 << 20)
    }

    /// Brings the content to the disk and gives it its name. Returns its bytes.
    pub fn finish(mut self) -> Result<u64, EngineError> {
        let failed = |source| EngineError::from_io(self.path.clone(), source);
        self.file.sync_all().map_err(failed)?;
        let bytes = self.file.metadata().map_err(failed)?.len();
        fs::rename(&self.part, &self.path).map_err(failed)?;
        self.finished = true;
        sync_folder(folder_of(&self.path));
        Ok(bytes)
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        // The muxer removes its spool itself unless it was stopped half-way.
        let _ = fs::remove_file(&self.spool);
        if !self.finished {
            let _ = fs::remove_file(&self.part);
        }
    }
}

/// Writes `content` under the name `path` at once or not at all.
///
/// # Errors
/// `NoFolder`, `PermissionDenied`, `DiskFull` or `Io`.
pub fn write_whole(path: &Path, content: &[u8]) -> Result<(), EngineError> {
    let target = Target::open(path)?;
    fs::write(target.part(), content).map_err(|source| EngineError::from_io(path, source))?;
    target.finish().map(|_| ())
}

/// Bytes that are free where `folder` lies or will lie; none where the system does not say.
pub fn free_bytes_at(folder: &Path) -> Option<u64> {
    free_bytes(folder.ancestors().find(|folder| folder.is_dir())?)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Makes the new name survive a power cut, where the system can do that for folders.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(unix)]
fn free_bytes(folder: &Path) -> Option<u64> {
    let stat = rustix::fs::statvfs(folder).ok()?;
    stat.f_bavail.checked_mul(stat.f_frsize)
}

#[cfg(not(unix))]
fn free_bytes(_folder: &Path) -> Option<u64> {
    None
}
