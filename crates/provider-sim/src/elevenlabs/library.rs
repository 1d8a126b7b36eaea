//! ElevenLabs' voices: those of this machine under names of its kind, and clones that customers made.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use types::voice::Voice;

use crate::media::Maker;
use crate::media::voices::{Offered, offered, twenty};

/// A voice that a customer made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clone {
    /// ElevenLabs' name for it.
    pub id: String,
    /// The customer's name for it.
    pub name: String,
    /// What the customer says of it.
    pub description: Option<String>,
    /// Labels: language, accent, gender, age.
    pub labels: Value,
    /// The voice that speaks for it, by its name in crate `speech`.
    pub speaks_as: String,
    /// How much higher it speaks than that, in hundredths of a semitone: a clone sounds like nobody else.
    pub pitch_cents: i32,
    /// When it was made, in milliseconds since 1970.
    pub created_ms: i64,
    /// SHA-256 of each recording it was made from.
    pub samples: Vec<String>,
}

/// A voice that can be asked to speak.
#[derive(Clone, Debug)]
pub struct Speaker {
    /// The voice of this machine.
    pub voice: Voice,
    /// How much higher it speaks, in hundredths of a semitone.
    pub pitch_cents: i32,
}

/// Every voice.
pub struct Library {
    folder: PathBuf,
    clones: Mutex<Vec<Clone>>,
}

impl Library {
    /// The clones kept in `folder`.
    ///
    /// # Errors
    /// When it cannot be made or read.
    pub fn open(folder: &Path) -> std::io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let entries = std::fs::read_dir(folder)?.flatten();
        let read = |path: PathBuf| serde_json::from_slice(&std::fs::read(path).ok()?).ok();
        let mut clones: Vec<Clone> = entries.filter_map(|entry| read(entry.path())).collect();
        clones.sort_by_key(|clone| clone.created_ms);
        Ok(Self { folder: folder.to_owned(), clones: Mutex::new(clones) })
    }

    /// The voices that are there for everybody.
    pub fn premade(maker: &Maker) -> Vec<Offered> {
        offered(maker.voices(), twenty)
    }

    /// The voices that customers made, the oldest first.
    pub fn clones(&self) -> Vec<Clone> {
        self.clones.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps a clone; it is on the disk when this returns.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn add(&self, clone: Clone) -> std::io::Result<()> {
        let path = self.folder.join(format!("{}.json", clone.id));
        let part = path.with_extension("part");
        std::fs::write(&part, serde_json::to_vec(&clone)?)?;
        std::fs::rename(&part, &path)?;
        self.clones.lock().unwrap_or_else(PoisonError::into_inner).push(clone);
        Ok(())
    }

    /// Forgets a clone. `None` when there is none of that name.
    pub fn remove(&self, id: &str) -> Option<()> {
        let mut clones = self.clones.lock().unwrap_or_else(PoisonError::into_inner);
        let index = clones.iter().position(|clone| clone.id == id)?;
        let clone = clones.remove(index);
        // A file that stays brings the voice back after a restart; nobody is harmed by that.
        drop(std::fs::remove_file(self.folder.join(format!("{}.json", clone.id))));
        Some(())
    }

    /// The voice of that name, ready to be asked.
    pub fn speaker(&self, maker: &Maker, id: &str) -> Option<Speaker> {
        let premade = Self::premade(maker);
        if let Some(found) = premade.iter().find(|offered| offered.id == id) {
            return Some(Speaker { voice: found.voice.clone(), pitch_cents: 0 });
        }
        let clone = self.clones().into_iter().find(|clone| clone.id == id)?;
        let voice = premade.into_iter().find(|offered| offered.voice.id.0 == clone.speaks_as)?.voice;
        Some(Speaker { voice, pitch_cents: clone.pitch_cents })
    }
}
