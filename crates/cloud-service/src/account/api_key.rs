//! Keys for programs.

use serde::{Deserialize, Serialize};

use crate::account::access::{Caller, Scope};
use crate::account::member::Right;
use crate::audit::{self, Action, Event};
use crate::id::{ApiKeyId, UserId, WorkspaceId};
use crate::moment::{MINUTE, Moment};
use crate::refusal::{Kind, Refusal};
use crate::security::SecretHash;
use crate::store::{self, Key, Reading, Record, StoreError, Table, Tables};

/// How every key begins, so that a leaked one is known for what it is.
const PREFIX: &str = "sk_live_";
/// Characters of the part that is shown in lists.
const NAME: usize = 8;
/// Characters of the part that is secret.
const SECRET: usize = 43;
/// How many keys a workspace has.
const MOST: usize = 50;
/// How exact the time of last use is: a write for every request would be the dearest part of it.
const USED_EVERY_MS: i64 = 10 * MINUTE;

/// A key for programs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ApiKey {
    /// Whose.
    pub workspace: WorkspaceId,
    /// Name of the record.
    pub id: ApiKeyId,
    /// Who made it.
    pub user: UserId,
    /// What it is called.
    pub name: String,
    /// Its beginning, as lists show it.
    pub prefix: String,
    hash: SecretHash,
    /// What it is for.
    pub rights: Vec<Right>,
    /// When it ends.
    pub expires_at: Option<Moment>,
    /// When it was made.
    pub created_at: Moment,
    /// When it was last used, to ten minutes.
    pub used_at: Option<Moment>,
}

impl ApiKey {
    /// Whether its last use is to be written down again.
    pub fn is_stale(&self, now: Moment) -> bool {
        self.used_at.is_none_or(|used_at| now.since(used_at) >= USED_EVERY_MS)
    }
}

impl Record for ApiKey {
    const TABLE: Table = Table::named("api_key");

    fn key(&self) -> Key {
        self.workspace.key().id(self.id.0)
    }

    fn indexes(&self) -> Vec<Key> {
        vec![by_prefix(&self.prefix)]
    }
}

fn by_prefix(prefix: &str) -> Key {
    Key::new().text("prefix").text(prefix)
}

/// A key that is asked for.
pub struct Wish {
    /// What it is called.
    pub name: String,
    /// What it is for.
    pub rights: Vec<Right>,
    /// When it ends.
    pub expires_at: Option<Moment>,
}

/// A new key's text, from 51 random characters of an address (`A`–`Z`, `a`–`z`, `0`–`9`, `-`, `_`).
pub fn text(random: &str) -> String {
    let parts: String = random.chars().filter(char::is_ascii).take(NAME + SECRET).collect();
    format!("{PREFIX}{parts}")
}

fn parts(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(PREFIX)?;
    (rest.len() == NAME + SECRET && rest.is_ascii()).then(|| text.get(..PREFIX.len() + NAME)).flatten()
}

/// Makes a key for whoever asks.
///
/// # Errors
/// Where there are too many, or it would end before it begins.
pub fn make(tables: &mut dyn Tables, caller: &Caller, wish: Wish, text: &str) -> Result<ApiKey, Refusal> {
    let now = tables.now();
    if wish.expires_at.is_some_and(|expires_at| expires_at <= now) {
        return Err(Refusal::field("expiresAt", "A key ends in the future."));
    }
    if list(tables, caller.scope)?.len() >= MOST {
        let message = format!("A workspace has at most {MOST} API keys. Revoke one first.");
        return Err(Refusal::new(Kind::Conflict, "TOO_MANY_KEYS", message));
    }
    let mut rights = wish.rights;
    rights.sort_unstable();
    rights.dedup();
    let prefix = parts(text).ok_or_else(Refusal::internal)?.to_owned();
    let key = ApiKey {
        workspace: caller.scope.workspace(),
        id: ApiKeyId::new(now),
        user: caller.user,
        name: wish.name,
        prefix,
        hash: SecretHash::of(text),
        rights,
        expires_at: wish.expires_at,
        created_at: now,
        used_at: None,
    };
    store::put(tables, &key)?;
    note(tables, &key, Action::ApiKeyMade(key.prefix.clone()))?;
    Ok(key)
}

/// A workspace's keys, oldest first.
///
/// # Errors
/// Where the store fails.
pub fn list(tables: &(impl Reading + ?Sized), scope: Scope) -> Result<Vec<ApiKey>, StoreError> {
    store::rows(tables, scope.key(), 2 * MOST)
}

/// Ends a key.
///
/// # Errors
/// Where the workspace has no such key.
pub fn revoke(tables: &mut dyn Tables, scope: Scope, id: ApiKeyId) -> Result<(), Refusal> {
    let key: Option<ApiKey> = store::get(tables, &scope.key().id(id.0))?;
    let key = key.ok_or_else(|| Refusal::missing("API key"))?;
    store::remove::<ApiKey>(tables, &key.key())?;
    note(tables, &key, Action::ApiKeyRevoked(key.prefix.clone()))
}

/// Writes down that a key is used.
///
/// # Errors
/// Where the store fails.
pub fn touch(tables: &mut dyn Tables, key: &Key) -> Result<(), Refusal> {
    let now = tables.now();
    if let Some(mut found) = store::get::<ApiKey>(tables, key)? {
        found.used_at = Some(now);
        store::put(tables, &found)?;
    }
    Ok(())
}

/// The key with a text, where it has not ended.
///
/// # Errors
/// Where the store fails.
pub(super) fn find(tables: &(impl Reading + ?Sized), text: &str) -> Result<Option<ApiKey>, StoreError> {
    let Some(prefix) = parts(text) else { return Ok(None) };
    let now = tables.now();
    let key: Option<ApiKey> = store::find(tables, by_prefix(prefix))?;
    // What is compared are hashes of 256 random bits: how long that takes tells nothing about the secret.
    let hash = SecretHash::of(text);
    Ok(key.filter(|key| key.hash == hash && key.expires_at.is_none_or(|expires_at| now < expires_at)))
}

fn note(tables: &mut dyn Tables, key: &ApiKey, action: Action) -> Result<(), Refusal> {
    audit::note(tables, Event { workspace: Some(key.workspace), user: Some(key.user), action })
}
