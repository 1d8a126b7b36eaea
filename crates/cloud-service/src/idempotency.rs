//! Requests that may be sent twice and count once.
//!
//! What a request did and what it was answered are committed together. So a second one with the same key gets the same
//! answer to the byte; one with the key and another request is refused. While the first is still on its way its key is
//! taken by [`Running`], which knows the requests of this process, and there is only one process.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::account::access::Scope;
use crate::id::WorkspaceId;
use crate::moment::{HOUR, Moment};
use crate::object::hex;
use crate::refusal::{Kind, Refusal};
use crate::store::{self, Key, Order, Record, Table, Tables, Walk};

/// How long answers are kept.
const KEEP_MS: i64 = 48 * HOUR;
/// Most characters of a key.
const LONGEST: usize = 255;

/// A key the client chose for a request.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Reads the header's value.
    ///
    /// # Errors
    /// Where it is empty, longer than 255 characters, or not of visible ASCII.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let text = text.trim().trim_matches('"');
        let visible = text.chars().all(|character| character.is_ascii_graphic());
        if text.is_empty() || text.len() > LONGEST || !visible {
            let message = "`Idempotency-Key` is 1 to 255 visible characters, such as a UUID.";
            return Err(Refusal::field("Idempotency-Key", message));
        }
        Ok(Self(text.to_owned()))
    }
}

/// What tells one request from another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// Of a request: method, path and body.
    pub fn of(method: &str, path: &str, body: &[u8]) -> Self {
        let mut hash = Sha256::new();
        for part in [method.as_bytes(), path.as_bytes(), body] {
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        }
        Self(hex(&hash.finalize()))
    }
}

/// An answer as it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its body: the bytes of a JSON text.
    pub body: String,
}

/// An answer that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Kept {
    workspace: WorkspaceId,
    key: IdempotencyKey,
    fingerprint: Fingerprint,
    answer: Answer,
    at: Moment,
}

impl Record for Kept {
    const TABLE: Table = Table::named("idempotency");

    fn key(&self) -> Key {
        self.workspace.key().text(&self.key.0)
    }

    fn indexes(&self) -> Vec<Key> {
        vec![Key::new().text("at").moment(self.at).then(&self.key())]
    }
}

/// The tables of kept answers.
pub const TABLES: [Table; 1] = [Kept::TABLE];

/// Does `run`, unless it was done under this key before: then says what was answered.
///
/// # Errors
/// What `run` refuses with, and then nothing is kept; `IDEMPOTENCY_KEY_REUSED` where the key belongs to another request.
pub fn once(
    tables: &mut dyn Tables,
    scope: Scope,
    key: &IdempotencyKey,
    fingerprint: &Fingerprint,
    run: impl FnOnce(&mut dyn Tables) -> Result<Answer, Refusal>,
) -> Result<Answer, Refusal> {
    let at = tables.now();
    let kept: Option<Kept> = store::get(tables, &scope.key().text(&key.0))?;
    match kept.filter(|kept| at.since(kept.at) <= KEEP_MS) {
        Some(kept) if kept.fingerprint == *fingerprint => Ok(kept.answer),
        Some(_) => Err(Refusal::new(
            Kind::Unprocessable,
            "IDEMPOTENCY_KEY_REUSED",
            "This Idempotency-Key belongs to another request. Use a new one.",
        )),
        None => {
            let answer = run(tables)?;
            let (workspace, key) = (scope.workspace(), key.clone());
            let fingerprint = fingerprint.clone();
            store::put(tables, &Kept { workspace, key, fingerprint, answer: answer.clone(), at })?;
            Ok(answer)
        }
    }
}

/// Forgets answers whose time is over.
///
/// # Errors
/// Where the store fails.
pub fn forget(tables: &mut dyn Tables) -> Result<(), Refusal> {
    let now = tables.now();
    let walk = Walk { prefix: Key::new().text("at"), after: None, order: Order::Forwards };
    let old = store::indexed::<Kept>(tables, &walk, 0, 1000)?;
    for kept in old.iter().take_while(|kept| now.since(kept.at) > KEEP_MS) {
        store::remove::<Kept>(tables, &kept.key())?;
    }
    Ok(())
}

/// The keys of requests that are on their way.
#[derive(Clone, Debug, Default)]
pub struct Running(Arc<Mutex<HashSet<(WorkspaceId, IdempotencyKey)>>>);

/// A key that is taken until this is dropped.
#[derive(Debug)]
pub struct Turn {
    running: Running,
    key: (WorkspaceId, IdempotencyKey),
}

impl Running {
    /// Takes a key for a request.
    ///
    /// # Errors
    /// `REQUEST_IN_FLIGHT` where a request with that key is on its way.
    pub fn enter(&self, scope: Scope, key: &IdempotencyKey) -> Result<Turn, Refusal> {
        let key = (scope.workspace(), key.clone());
        let mut keys = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !keys.insert(key.clone()) {
            let message = "A request with this Idempotency-Key is still on its way. Ask again in a moment.";
            return Err(Refusal::new(Kind::Conflict, "REQUEST_IN_FLIGHT", message));
        }
        Ok(Turn { running: self.clone(), key })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.running.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.key);
    }
}
