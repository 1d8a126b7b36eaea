//! What lies on a provider's desk between two requests: uploads, transcripts, requests that must not be done twice.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use crate::media::recipe::Origin;

/// The most things of a sort that are kept.
const KEPT_MAX: usize = 100_000;

/// The desk.
#[derive(Default)]
pub struct Desk {
    transcripts: Mutex<BTreeMap<String, Value>>,
    uploads: Mutex<BTreeMap<String, Upload>>,
    in_flight: Mutex<BTreeSet<String>>,
}

/// A file that a customer uploaded.
#[derive(Clone, Debug)]
pub struct Upload {
    /// Its bytes.
    pub origin: Origin,
    /// What kind of bytes the customer says it is.
    pub content_type: String,
}

/// A request with a key against doing it twice, until it is answered.
pub struct Flight<'a> {
    desk: &'a Desk,
    key: String,
}

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        self.desk.in_flight.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.key);
    }
}

fn insert<T>(shelf: &Mutex<BTreeMap<String, T>>, key: &str, thing: T) {
    let mut shelf = shelf.lock().unwrap_or_else(PoisonError::into_inner);
    if shelf.len() >= KEPT_MAX {
        shelf.pop_first();
    }
    shelf.insert(key.to_owned(), thing);
}

fn find<T: Clone>(shelf: &Mutex<BTreeMap<String, T>>, key: &str) -> Option<T> {
    shelf.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
}

impl Desk {
    /// Keeps a transcript.
    pub fn keep_transcript(&self, id: &str, transcript: Value) {
        insert(&self.transcripts, id, transcript);
    }

    /// A transcript.
    pub fn transcript(&self, id: &str) -> Option<Value> {
        find(&self.transcripts, id)
    }

    /// Forgets a transcript. Whether there was one.
    pub fn forget_transcript(&self, id: &str) -> bool {
        self.transcripts.lock().unwrap_or_else(PoisonError::into_inner).remove(id).is_some()
    }

    /// Keeps an upload.
    pub fn keep_upload(&self, id: &str, upload: Upload) {
        insert(&self.uploads, id, upload);
    }

    /// An upload.
    pub fn upload(&self, id: &str) -> Option<Upload> {
        find(&self.uploads, id)
    }

    /// Takes up a request of that key. `None` while another one is not answered yet.
    pub fn take_up(&self, key: &str) -> Option<Flight<'_>> {
        let mut in_flight = self.in_flight.lock().unwrap_or_else(PoisonError::into_inner);
        in_flight.insert(key.to_owned()).then(|| Flight { desk: self, key: key.to_owned() })
    }
}
