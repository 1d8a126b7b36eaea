//! Keeps cargo's target folder from filling the disk of a machine that builds every day.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::shell;

const BYTES_MAX: u64 = 25_000_000_000;

/// Cargo's target folder for the workspace.
pub fn folder() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| shell::root().join("target"), PathBuf::from)
}

/// What is built for benchmarks and for shipping, which tests do not need.
const SELDOM: [&str; 3] = ["dist", "release", "package"];

/// Empties the target folder that `CARGO_TARGET_DIR` names when it is larger than 25 GB, or only of what tests do not
/// need where that is enough.
/// A folder inside the workspace is the user's to look after.
pub fn prune() -> Result<()> {
    if env::var_os("CARGO_TARGET_DIR").is_none() {
        return Ok(());
    }
    let folder = folder();
    let bytes = size(&folder);
    if bytes <= BYTES_MAX {
        return Ok(());
    }
    for seldom in SELDOM.map(|name| folder.join(name)).iter().filter(|path| path.is_dir()) {
        println!("target: {} makes room", seldom.display());
        fs::remove_dir_all(seldom)?;
    }
    let bytes = size(&folder);
    if bytes <= BYTES_MAX {
        return Ok(());
    }
    println!("target: {} holds {} GB, more than 25; it is emptied", folder.display(), bytes / 1_000_000_000);
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.is_dir() {
            fs::remove_dir_all(path)?;
        }
    }
    Ok(())
}

/// Bytes in a folder. What cannot be read counts as nothing; hard links are counted each time.
fn size(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    entries
        .flatten()
        .map(|entry| match entry.metadata() {
            Ok(meta) if meta.is_dir() => size(&entry.path()),
            Ok(meta) => meta.len(),
            Err(_) => 0,
        })
        .sum()
}
