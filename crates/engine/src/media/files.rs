//! Files the product makes for itself: never half-written under their final name.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use types::media::MediaIdentity;

use crate::error::EngineError;

/// A file being written. Removed unless it is finished.
pub(crate) struct Part {
    target: PathBuf,
    part: PathBuf,
    finished: bool,
}

impl Part {
    /// Begins the file that will be `target`; its folder is made if need be.
    pub(crate) fn begin(target: &Path) -> Result<Self, EngineError> {
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(|source| EngineError::from_io(folder, source))?;
        }
        // Two that make the same file at once must not write into each other's.
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.{:?}.part", std::process::id(), std::thread::current().id()));
        Ok(Self { target: target.to_owned(), part: target.with_file_name(name), finished: false })
    }

    /// Where to write meanwhile.
    pub(crate) fn path(&self) -> &Path {
        &self.part
    }

    /// Puts the file, flushed to the disk, under its final name.
    pub(crate) fn finish(mut self) -> Result<(), EngineError> {
        let failed = |source| EngineError::from_io(&self.target, source);
        File::options().write(true).open(&self.part).and_then(|file| file.sync_all()).map_err(failed)?;
        fs::rename(&self.part, &self.target).map_err(failed)?;
        self.finished = true;
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.finished {
            let _ = fs::remove_file(&self.part);
        }
    }
}

/// Writes a whole file at once.
pub(crate) fn write_whole(target: &Path, bytes: &[u8]) -> Result<(), EngineError> {
    let part = Part::begin(target)?;
    let written = File::create(part.path()).and_then(|mut file| file.write_all(bytes));
    written.map_err(|source| EngineError::from_io(target, source))?;
    part.finish()
}

/// An identity as a file name. Identities come from documents, which may be forged.
pub(crate) fn safe_name(identity: &MediaIdentity) -> String {
    let name = &identity.0;
    if name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        name.clone()
    } else {
        blake3::hash(name.as_bytes()).to_hex().to_string()
    }
}
