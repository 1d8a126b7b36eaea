//! Writes files whole or not at all, and tells them apart by content.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest, Sha256};

use crate::cache::hex;
use crate::error::SpeechError;

/// How much of each end of a large file stands for the whole in its fingerprint.
const END_BYTES: u64 = 1024 * 1024;

/// Writes `path` through a `.part` file beside it, which takes the final name only when all is on the disk.
pub fn write_whole(path: &Path, fill: impl FnOnce(&mut File) -> std::io::Result<()>) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let part = part_of(path);
    let written = OpenOptions::new().write(true).create_new(true).open(&part).and_then(|mut file| {
        fill(&mut file)?;
        file.flush()?;
        file.sync_all()
    });
    let result = written.and_then(|()| std::fs::rename(&part, path));
    if result.is_err() {
        // What is left of the attempt is of no use; that it cannot be removed changes nothing.
        let _ = std::fs::remove_file(&part);
    }
    result
}

/// Whether there is a file. Fails when that cannot be known, as in a folder that may not be read.
pub fn is_there(path: &Path) -> Result<bool, SpeechError> {
    match std::fs::metadata(path) {
        Ok(found) => Ok(found.is_file()),
        Err(err) if err.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(err) => Err(SpeechError::from_io(path, err)),
    }
}

/// Two writers of one file, in this process or another, must not share a `.part`.
fn part_of(path: &Path) -> PathBuf {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{name}.{}-{number}.part", std::process::id()))
}

/// The SHA-256 of a file, in hexadecimal.
pub fn sha256_of(path: &Path) -> std::io::Result<String> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    std::io::copy(&mut file, &mut hash)?;
    Ok(hex(&hash.finalize()))
}

/// Tells files of a voice apart without reading tens of megabytes: SHA-256 of sizes and of both ends of each.
pub fn fingerprint(paths: &[&Path]) -> std::io::Result<String> {
    let mut hash = Sha256::new();
    for path in paths {
        let mut file = File::open(path)?;
        let size = file.metadata()?.len();
        hash.update(size.to_le_bytes());
        std::io::copy(&mut (&mut file).take(END_BYTES), &mut hash)?;
        file.seek(SeekFrom::Start(size.saturating_sub(END_BYTES)))?;
        std::io::copy(&mut file.take(END_BYTES), &mut hash)?;
    }
    Ok(hex(&hash.finalize()))
}
