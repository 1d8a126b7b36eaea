//! Tasks: what was asked for, how far it is, what came of it. They are kept on the disk, so that a simulator that is
//! started again knows them and goes on, as a provider would.

pub mod life;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::faults::Effects;
use crate::media::recipe::{Made, Recipe};
use crate::provider::Provider;

/// A task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// The provider's name for it.
    pub id: String,
    /// Who does it.
    pub provider: Provider,
    /// What sort it is, in the provider's words: "video", "lipsync".
    pub kind: String,
    /// When it was taken on, in milliseconds since 1970.
    pub created_ms: i64,
    /// When it last changed.
    pub updated_ms: i64,
    /// How far it is.
    pub state: State,
    /// What is made.
    pub recipe: Recipe,
    /// What was asked, as it came.
    pub request: Value,
    /// What it cost, in thousandths of the provider's unit.
    pub cost_thousandths: i64,
    /// Where the customer is told.
    pub callback: Option<String>,
    /// What goes wrong with it.
    pub effects: Effects,
    /// The customer's key against doing it twice, with all that it holds for.
    pub repeat_key: Option<String>,
}

/// A task before it has a name.
pub struct Order {
    /// What sort it is, in the provider's words.
    pub kind: &'static str,
    /// What is made.
    pub recipe: Recipe,
    /// What was asked, as it came.
    pub request: Value,
    /// What it costs, in thousandths of the provider's unit.
    pub cost_thousandths: i64,
    /// Where the customer is told.
    pub callback: Option<String>,
    /// The customer's own name for it.
    pub reference: Option<String>,
    /// The customer's key against doing it twice, with all that it holds for.
    pub repeat_key: Option<String>,
}

/// How far a task is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Taken on.
    Waiting,
    /// Being made.
    Processing,
    /// Made.
    Done(Made),
    /// Nothing came of it.
    Failed(Failure),
}

impl State {
    /// Whether it stays as it is.
    pub fn has_ended(&self) -> bool {
        matches!(self, Self::Done(_) | Self::Failed(_))
    }
}

/// Why nothing came of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Asked for as a fault.
    Asked,
    /// It breaks the provider's rules.
    Refused,
    /// A file that it needs could not be fetched.
    Unreachable,
    /// A file that it needs is not what it should be.
    NoMedia,
    /// The simulator could not make it.
    Broken,
    /// The customer does not want it any more.
    Cancelled,
}

/// Why nothing came of a task, with a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The sort of failure.
    pub reason: Reason,
    /// What happened.
    pub message: String,
}

impl Failure {
    /// A failure of that sort.
    pub fn new(reason: Reason, message: impl Into<String>) -> Self {
        Self { reason, message: message.into() }
    }
}

/// Every task.
pub struct Jobs {
    folder: PathBuf,
    all: Mutex<BTreeMap<String, Job>>,
    beginning: Mutex<()>,
}

impl Jobs {
    /// The tasks kept in `folder`.
    ///
    /// # Errors
    /// When the folder cannot be made or read.
    pub fn open(folder: &Path) -> std::io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let mut all = BTreeMap::new();
        for entry in std::fs::read_dir(folder)?.flatten() {
            let Ok(bytes) = std::fs::read(entry.path()) else { continue };
            // A file that is still being renamed, or of another version, is nobody's task.
            if let Ok(job) = serde_json::from_slice::<Job>(&bytes) {
                all.insert(job.id.clone(), job);
            }
        }
        Ok(Self { folder: folder.to_owned(), all: Mutex::new(all), beginning: Mutex::default() })
    }

    /// Held while a task is taken on, so that two of them never count each other out.
    pub fn beginning(&self) -> MutexGuard<'_, ()> {
        self.beginning.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A task by its name.
    pub fn get(&self, provider: Provider, id: &str) -> Option<Job> {
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(id).filter(|job| job.provider == provider).cloned()
    }

    /// A task by its name, whoever does it.
    pub fn find(&self, id: &str) -> Option<Job> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    /// The task that was taken on with that key against doing it twice.
    pub fn of_key(&self, key: &str) -> Option<Job> {
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.values().find(|job| job.repeat_key.as_deref() == Some(key)).cloned()
    }

    /// Every task of a provider, the newest first.
    pub fn of(&self, provider: Provider) -> Vec<Job> {
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        let mut jobs: Vec<Job> = all.values().filter(|job| job.provider == provider).cloned().collect();
        jobs.sort_by_key(|job| (std::cmp::Reverse(job.created_ms), job.id.clone()));
        jobs
    }

    /// Every task that has not ended.
    pub fn under_way(&self) -> Vec<Job> {
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.values().filter(|job| !job.state.has_ended()).cloned().collect()
    }

    /// How many tasks of a provider have not ended.
    pub fn running(&self, provider: Provider) -> usize {
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.values().filter(|job| job.provider == provider && !job.state.has_ended()).count()
    }

    /// Keeps a task as it is now; it is on the disk when this returns.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn keep(&self, job: Job) -> std::io::Result<()> {
        let name = crate::digest::sha256_hex(job.id.as_bytes());
        let (path, part) =
            (self.folder.join(format!("{name}.json")), self.folder.join(format!("{name}.part")));
        std::fs::write(&part, serde_json::to_vec(&job)?)?;
        std::fs::rename(&part, &path)?;
        self.all.lock().unwrap_or_else(PoisonError::into_inner).insert(job.id.clone(), job);
        Ok(())
    }

    /// Forgets a task. Whether there was one.
    pub fn forget(&self, id: &str) -> bool {
        let name = crate::digest::sha256_hex(id.as_bytes());
        // A file that stays brings the task back after a restart, which providers have been seen to do too.
        drop(std::fs::remove_file(self.folder.join(format!("{name}.json"))));
        self.all.lock().unwrap_or_else(PoisonError::into_inner).remove(id).is_some()
    }
}
