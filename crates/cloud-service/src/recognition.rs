//! Who was recognised by which token, so that not every request checks a signature and reads the store.
//!
//! Whatever changes what somebody may do (a session ends, a key is revoked, a plan changes) calls
//! [`Recognition::forget`], and everybody is looked up again.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use sha2::{Digest, Sha256};

use crate::account::access::Caller;
use crate::moment::{MINUTE, Moment};

/// How many are remembered.
const MOST: usize = 100_000;
/// How long at most, in case something changed that nobody told.
const LONGEST_MS: i64 = MINUTE;

struct Known {
    caller: Arc<Caller>,
    generation: u64,
    until: Moment,
}

/// What everybody was recognised by.
#[derive(Default)]
pub struct Recognition {
    known: RwLock<HashMap<[u8; 32], Known>>,
    generation: AtomicU64,
}

/// A reading of the state of things, taken before the store is read.
#[derive(Clone, Copy, Debug)]
pub struct Seen(u64);

impl Recognition {
    /// Who is known by a token.
    pub fn get(&self, token: &str, now: Moment) -> Option<Arc<Caller>> {
        let generation = self.generation.load(Ordering::Acquire);
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let found = known.get(&hash(token))?;
        (found.generation == generation && now < found.until).then(|| Arc::clone(&found.caller))
    }

    /// To be taken before the store is asked who it is.
    pub fn look(&self) -> Seen {
        Seen(self.generation.load(Ordering::Acquire))
    }

    /// Remembers who it was, unless something changed since `seen`.
    pub fn remember(&self, token: &str, caller: &Arc<Caller>, seen: Seen, now: Moment, until: Moment) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            let current = self.generation.load(Ordering::Acquire);
            known.retain(|_, known| known.generation == current && now < known.until);
            if known.len() >= MOST {
                known.clear();
            }
        }
        let until = until.min(now.after(LONGEST_MS));
        known.insert(hash(token), Known { caller: Arc::clone(caller), generation: seen.0, until });
    }

    /// Forgets everybody: what somebody may do has changed.
    pub fn forget(&self) {
        self.generation.fetch_add(1, Ordering::AcqRel);
    }
}

fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}
