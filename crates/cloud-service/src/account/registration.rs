//! Accounts that were asked for and wait for the link in the mail.
//!
//! Nobody has an account before they followed a link that was sent to the address. So whoever registers somebody
//! else's address gets nothing by it, and learns nothing: what they are told is the same whether it has an account.

use serde::{Deserialize, Serialize};

use crate::account::member::{self, Role};
use crate::account::plan::Monthly;
use crate::account::user::{self, Email, Profile, User};
use crate::account::workspace;
use crate::audit::{self, Action, Event};
use crate::id::{UserId, WorkspaceId};
use crate::moment::{DAY, Moment};
use crate::refusal::{Kind, Refusal};
use crate::security::SecretHash;
use crate::store::{self, Key, Order, Record, Table, Tables, Walk};

/// How long a link holds.
pub const LINK_MS: i64 = DAY;
/// How many registrations of one address wait at a time.
const WAITING: u64 = 5;

/// An account that was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Registration {
    /// Hash of the link's token.
    pub token: SecretHash,
    /// The user it will make.
    pub user: UserId,
    /// The address.
    pub email: Email,
    /// The password's hash.
    pub password: String,
    /// Who they are.
    pub profile: Profile,
    /// When the link ends.
    pub ends_at: Moment,
    /// When the link was followed.
    pub used_at: Option<Moment>,
}

impl Record for Registration {
    const TABLE: Table = Table::named("registration");

    fn key(&self) -> Key {
        Key::new().text(self.token.as_str())
    }

    fn indexes(&self) -> Vec<Key> {
        let name = |index: Key| index.text(self.token.as_str());
        vec![name(ends().moment(self.ends_at)), name(of(&self.email))]
    }
}

/// The beginning of the index by the end.
pub(super) fn ends() -> Key {
    Key::new().text("ends")
}

fn of(email: &Email) -> Key {
    Key::new().text("email").text(email.as_str())
}

/// What the address is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letter {
    /// The link.
    Link,
    /// That there is an account already.
    Known,
    /// Nothing: it was sent enough.
    None,
}

/// Keeps an account that was asked for; says what the address is to be sent.
///
/// # Errors
/// Where the store fails.
pub fn ask(tables: &mut dyn Tables, registration: Registration) -> Result<Letter, Refusal> {
    if tables.count(Registration::TABLE, &of(&registration.email))? >= WAITING {
        return Ok(Letter::None);
    }
    let known = user::find(tables, &registration.email)?.is_some();
    // One that nobody can follow is kept for a known address: it counts the letters, and costs the same time.
    store::put(tables, &registration)?;
    Ok(if known { Letter::Known } else { Letter::Link })
}

/// Makes the account whose link was followed. Following it again does nothing.
///
/// # Errors
/// Where the link is none, or ended.
pub fn confirm(tables: &mut dyn Tables, token: &str, monthly: Monthly) -> Result<Email, Refusal> {
    let now = tables.now();
    let key = Key::new().text(SecretHash::of(token).as_str());
    let registration: Option<Registration> = store::get(tables, &key)?;
    let mut registration =
        registration.filter(|found| found.used_at.is_some() || now < found.ends_at).ok_or_else(ended)?;
    let email = registration.email.clone();
    if registration.used_at.is_some() {
        return Ok(email);
    }
    // Another link of the same address was followed first.
    if user::find(tables, &email)?.is_some() {
        return Err(ended());
    }
    registration.used_at = Some(now);
    store::put(tables, &registration)?;
    make(tables, registration, monthly)?;
    Ok(email)
}

fn make(tables: &mut dyn Tables, registration: Registration, monthly: Monthly) -> Result<(), Refusal> {
    let now = tables.now();
    let home = WorkspaceId::new(now);
    let Registration { user, email, password, profile, .. } = registration;
    // The others that wait for this address can no longer be followed.
    forget(tables, &email, |other| other.user != user)?;
    let record = User {
        id: user,
        email,
        password,
        profile,
        home,
        second_factor: None,
        created_at: now,
        updated_at: now,
        signed_in_at: None,
    };
    store::put(tables, &record)?;
    member::add(tables, home, user, Role::Owner)?;
    workspace::make(tables, home, monthly)?;
    audit::note(tables, Event { workspace: Some(home), user: Some(user), action: Action::Registered })
}

/// Forgets registrations of an address.
///
/// # Errors
/// Where the store fails.
pub fn forget(
    tables: &mut dyn Tables,
    email: &Email,
    which: impl Fn(&Registration) -> bool,
) -> Result<(), Refusal> {
    let walk = Walk { prefix: of(email), after: None, order: Order::Forwards };
    for waiting in store::indexed::<Registration>(tables, &walk, 0, 100)? {
        if which(&waiting) {
            store::remove::<Registration>(tables, &waiting.key())?;
        }
    }
    Ok(())
}

fn ended() -> Refusal {
    Refusal::new(
        Kind::Invalid,
        "INVALID_TOKEN",
        "This link is not valid, or its time is over. Register again to get a new one.",
    )
}
