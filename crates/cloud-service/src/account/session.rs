//! Signed-in devices: families of refresh tokens, each used once.

use serde::{Deserialize, Serialize};

use crate::account::user::User;
use crate::audit::{self, Action, Event};
use crate::id::{SessionId, UserId, WorkspaceId};
use crate::moment::{DAY, Moment, SECOND};
use crate::refusal::{Kind, Refusal};
use crate::security::SecretHash;
use crate::security::seal::Sealed;
use crate::store::{self, Key, Order, Reading, Record, StoreError, Table, Tables, Walk};

/// How long a session lasts that nobody uses.
const IDLE_MS: i64 = 30 * DAY;
/// How long a session lasts at most.
const WHOLE_MS: i64 = 90 * DAY;
/// How long the token before the current one still gets the same successor: a program that lost one answer is not
/// signed out.
const OVERLAP_MS: i64 = 10 * SECOND;
/// How many sessions one person has; the one used longest ago goes.
const MOST: usize = 100;

/// A signed-in device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Whose.
    pub user: UserId,
    /// The family's name.
    pub id: SessionId,
    /// The workspace it works in.
    pub workspace: WorkspaceId,
    /// What the program called itself.
    pub agent: String,
    /// Where it came from.
    pub address: String,
    /// When it signed in.
    pub created_at: Moment,
    /// When its token was last used.
    pub used_at: Moment,
    /// The token that can be used.
    current: SecretHash,
    /// The token before, and what it was replaced by, sealed.
    previous: Option<Previous>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Previous {
    hash: SecretHash,
    at: Moment,
    successor: Sealed,
}

impl Session {
    /// Whether it has ended by itself.
    pub const fn is_over(&self, now: Moment) -> bool {
        now.since(self.used_at) > IDLE_MS || now.since(self.created_at) > WHOLE_MS
    }

    /// Where the successor of its token is sealed for.
    pub fn place(id: SessionId) -> String {
        format!("refresh:{id}")
    }
}

impl Record for Session {
    const TABLE: Table = Table::named("session");

    fn key(&self) -> Key {
        key(self.user, self.id)
    }

    fn indexes(&self) -> Vec<Key> {
        vec![by_id(self.id), ages().moment(self.used_at).id(self.id.0)]
    }
}

/// The key of a session.
pub fn key(user: UserId, id: SessionId) -> Key {
    user.key().id(id.0)
}

fn by_id(id: SessionId) -> Key {
    Key::new().text("id").id(id.0)
}

/// The beginning of the index by last use.
pub(super) fn ages() -> Key {
    Key::new().text("used")
}

/// From where somebody signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// What the program calls itself.
    pub agent: String,
    /// Its address.
    pub address: String,
}

/// Begins a session with its first token.
///
/// # Errors
/// Where the store fails.
pub fn begin(
    tables: &mut dyn Tables,
    user: &User,
    id: SessionId,
    device: Device,
    token: &str,
) -> Result<(), Refusal> {
    let now = tables.now();
    let mut sessions: Vec<Session> = of(tables, user.id)?;
    sessions.sort_by_key(|session| std::cmp::Reverse(session.used_at));
    for old in sessions.iter().skip(MOST - 1) {
        store::remove::<Session>(tables, &old.key())?;
    }
    let session = Session {
        user: user.id,
        id,
        workspace: user.home,
        agent: device.agent,
        address: device.address,
        created_at: now,
        used_at: now,
        current: SecretHash::of(token),
        previous: None,
    };
    store::put(tables, &session)?;
    let event = Event { workspace: Some(user.home), user: Some(user.id), action: Action::SignedIn };
    audit::note(tables, event)
}

/// A token that was used, and the one that takes its place.
pub struct Exchange {
    /// The session the token says it belongs to.
    pub session: SessionId,
    /// Hash of the token that was sent.
    pub sent: SecretHash,
    /// Hash of the successor that was made.
    pub successor: SecretHash,
    /// The successor, sealed for the session.
    pub sealed: Sealed,
}

/// What became of an exchange.
#[derive(Clone, Debug, PartialEq)]
pub enum Exchanged {
    /// The session goes on with the successor.
    Rotated(Session),
    /// It had just been exchanged: this is its successor, sealed.
    Repeated(Session, Sealed),
    /// The token was used before: somebody has a copy. The session has ended.
    Reused(UserId),
}

/// Exchanges a refresh token for its successor.
///
/// # Errors
/// Where the session has ended.
pub fn exchange(tables: &mut dyn Tables, exchange: Exchange) -> Result<Exchanged, Refusal> {
    let now = tables.now();
    let session: Option<Session> = store::find(tables, by_id(exchange.session))?;
    let mut session = session.filter(|session| !session.is_over(now)).ok_or_else(ended)?;
    if session.current == exchange.sent {
        let previous = Previous { hash: exchange.sent, at: now, successor: exchange.sealed };
        session.previous = Some(previous);
        session.current = exchange.successor;
        session.used_at = now;
        store::put(tables, &session)?;
        return Ok(Exchanged::Rotated(session));
    }
    let repeated = session
        .previous
        .as_ref()
        .filter(|previous| previous.hash == exchange.sent && now.since(previous.at) <= OVERLAP_MS)
        .map(|previous| previous.successor.clone());
    if let Some(successor) = repeated {
        return Ok(Exchanged::Repeated(session, successor));
    }
    store::remove::<Session>(tables, &session.key())?;
    let (workspace, user) = (Some(session.workspace), Some(session.user));
    audit::note(tables, Event { workspace, user, action: Action::TokenReused })?;
    Ok(Exchanged::Reused(session.user))
}

/// The refusal of a token that is not good.
pub fn ended() -> Refusal {
    Refusal::new(Kind::Unauthenticated, "INVALID_TOKEN", "This session has ended. Sign in again.")
}

/// The sessions of somebody, oldest first.
///
/// # Errors
/// Where the store fails.
pub fn of(tables: &(impl Reading + ?Sized), user: UserId) -> Result<Vec<Session>, StoreError> {
    store::rows(tables, user.key(), 2 * MOST)
}

/// Ends one session.
///
/// # Errors
/// Where they have no such session.
pub fn end(tables: &mut dyn Tables, user: UserId, id: SessionId) -> Result<(), Refusal> {
    let session: Option<Session> = store::get(tables, &key(user, id))?;
    let session = session.ok_or_else(|| Refusal::missing("session"))?;
    store::remove::<Session>(tables, &session.key())?;
    let (workspace, user) = (Some(session.workspace), Some(session.user));
    audit::note(tables, Event { workspace, user, action: Action::SignedOut })
}

/// Ends all sessions of somebody.
///
/// # Errors
/// Where the store fails.
pub fn end_all(tables: &mut dyn Tables, user: UserId) -> Result<(), Refusal> {
    for session in of(tables, user)? {
        store::remove::<Session>(tables, &session.key())?;
    }
    Ok(())
}

/// Forgets sessions that ended by themselves; says how many.
///
/// # Errors
/// Where the store fails.
pub fn forget(tables: &mut dyn Tables) -> Result<usize, Refusal> {
    let now = tables.now();
    let walk = Walk { prefix: ages(), after: None, order: Order::Forwards };
    let mut old = store::indexed::<Session>(tables, &walk, 0, 1000)?;
    old.retain(|session| session.is_over(now));
    for session in &old {
        store::remove::<Session>(tables, &session.key())?;
    }
    Ok(old.len())
}
