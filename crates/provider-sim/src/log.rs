//! What was taken on, in order. A line is on the disk before the customer hears of it.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::provider::Provider;

/// A submission that was taken on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// Its number, from 1 on.
    pub seq: u64,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Who took it on.
    pub provider: Provider,
    /// What was asked for: "text-to-speech", "video", "lipsync" …
    pub operation: String,
    /// The provider's name for the task or the request.
    pub task_id: String,
    /// The customer's key against doing it twice.
    pub idempotency_key: Option<String>,
    /// Where the customer is told.
    pub callback: Option<String>,
    /// SHA-256 of the body, in hexadecimal.
    pub body_sha256: String,
    /// The customer's own name for it, where the provider takes one.
    pub reference: Option<String>,
}

/// The list, in memory and in a file of a line each.
pub struct Log(Mutex<Lines>);

struct Lines {
    file: File,
    all: Vec<Accepted>,
}

impl Log {
    /// Opens the list at `path` and goes on after what it holds.
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub fn open(path: &Path) -> std::io::Result<Self> {
        let before = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error),
        };
        let all = before.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let mut file = OpenOptions::new().create(true).append(true).open(path)?;
        // A line that a killed process left half-written must not swallow the next one.
        if !before.is_empty() && !before.ends_with('\n') {
            file.write_all(b"\n")?;
        }
        Ok(Self(Mutex::new(Lines { file, all })))
    }

    /// Adds a line and gives it its number; it is on the disk when this returns.
    ///
    /// # Errors
    /// When the disk does not take it; then nothing was taken on.
    pub fn add(&self, mut accepted: Accepted) -> std::io::Result<()> {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        accepted.seq = lines.all.last().map_or(1, |last| last.seq + 1);
        let line = serde_json::to_string(&accepted)? + "\n";
        lines.file.write_all(line.as_bytes())?;
        lines.file.sync_data()?;
        lines.all.push(accepted);
        Ok(())
    }

    /// Every line so far.
    pub fn all(&self) -> Vec<Accepted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).all.clone()
    }
}
