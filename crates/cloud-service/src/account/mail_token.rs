//! Links in mails to people who have an account: for a new password.

use serde::{Deserialize, Serialize};

use crate::id::UserId;
use crate::moment::{MINUTE, Moment};
use crate::refusal::{Kind, Refusal};
use crate::security::SecretHash;
use crate::store::{self, Key, Record, Table, Tables};

/// How long a link for a new password holds.
pub const RESET_MS: i64 = 10 * MINUTE;
/// How many hold at a time for one person.
const WAITING: u64 = 3;

/// A link that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MailToken {
    /// Hash of its token.
    pub token: SecretHash,
    /// Whom it was sent to.
    pub user: UserId,
    /// When it ends.
    pub ends_at: Moment,
}

impl Record for MailToken {
    const TABLE: Table = Table::named("mail_token");

    fn key(&self) -> Key {
        Key::new().text(self.token.as_str())
    }

    fn indexes(&self) -> Vec<Key> {
        let name = |index: Key| index.text(self.token.as_str());
        vec![name(ends().moment(self.ends_at)), name(of(self.user))]
    }
}

/// The beginning of the index by the end.
pub(super) fn ends() -> Key {
    Key::new().text("ends")
}

/// The beginning of the index of a user's links.
pub(super) fn of(user: UserId) -> Key {
    Key::new().text("user").id(user.0)
}

/// Whether a link was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It was.
    Yes,
    /// Enough were sent already.
    Enough,
}

/// Keeps a link for a new password.
///
/// # Errors
/// Where the store fails.
pub fn keep(tables: &mut dyn Tables, user: UserId, token: SecretHash) -> Result<Kept, Refusal> {
    if tables.count(MailToken::TABLE, &of(user))? >= WAITING {
        return Ok(Kept::Enough);
    }
    let ends_at = tables.now().after(RESET_MS);
    store::put(tables, &MailToken { token, user, ends_at })?;
    Ok(Kept::Yes)
}

/// Whose link it is, where it holds.
///
/// # Errors
/// Where it is none, was used, or ended.
pub fn owner(tables: &(impl store::Reading + ?Sized), token: &str) -> Result<UserId, Refusal> {
    let now = tables.now();
    let kept: Option<MailToken> = store::get(tables, &Key::new().text(SecretHash::of(token).as_str()))?;
    kept.filter(|kept| now < kept.ends_at).map(|kept| kept.user).ok_or_else(|| {
        Refusal::new(
            Kind::Invalid,
            "INVALID_TOKEN",
            "This link is not valid, was used, or its time is over. Ask for a new one.",
        )
    })
}

/// Ends all links of somebody.
///
/// # Errors
/// Where the store fails.
pub fn end_all(tables: &mut dyn Tables, user: UserId) -> Result<(), Refusal> {
    let walk = store::Walk { prefix: of(user), after: None, order: store::Order::Forwards };
    for kept in store::indexed::<MailToken>(tables, &walk, 0, 100)? {
        store::remove::<MailToken>(tables, &kept.key())?;
    }
    Ok(())
}
