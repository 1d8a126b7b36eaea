//! Tells one media file from another, wherever it lies.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;

use types::media::MediaIdentity;

use crate::error::EngineError;

const MIB: u64 = 1 << 20;

/// The identity of the file at `path`: BLAKE3 of its size, its first MiB and its last MiB.
///
/// # Errors
/// When the file cannot be read.
pub fn identity(path: &Path) -> Result<MediaIdentity, EngineError> {
    let failed = |source| EngineError::from_io(path, source);
    let mut file = File::open(path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    let mut hasher = blake3::Hasher::new();
    hasher.update(&size.to_le_bytes());
    feed(&mut hasher, &mut file).map_err(failed)?;
    file.seek(SeekFrom::Start(size.saturating_sub(MIB))).map_err(failed)?;
    feed(&mut hasher, &mut file).map_err(failed)?;
    Ok(MediaIdentity(hasher.finalize().to_hex().to_string()))
}

/// BLAKE3 of the whole file in lower-case hex. `progress` is told the share done, from 0 to 1, and may stop it.
///
/// # Errors
/// When the file cannot be read, or `Cancelled`.
pub fn full_hash(
    path: &Path,
    mut progress: impl FnMut(f64) -> ControlFlow<()>,
) -> Result<String, EngineError> {
    let failed = |source| EngineError::from_io(path, source);
    let mut file = File::open(path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len().max(1);
    let mut hasher = blake3::Hasher::new();
    let mut done = 0;
    loop {
        let fed = feed(&mut hasher, &mut file).map_err(failed)?;
        done += fed;
        if fed == 0 {
            return Ok(hasher.finalize().to_hex().to_string());
        }
        if progress((done as f64 / size as f64).min(1.0)).is_break() {
            return Err(EngineError::Cancelled);
        }
    }
}

/// Hashes the next MiB, or what is left; says how many bytes that was.
fn feed(hasher: &mut blake3::Hasher, file: &mut File) -> std::io::Result<u64> {
    let mut bytes = Vec::new();
    file.take(MIB).read_to_end(&mut bytes)?;
    hasher.update(&bytes);
    Ok(bytes.len() as u64)
}
