//! People with an account.

use serde::{Deserialize, Serialize};

use crate::account::totp::SecondFactor;
use crate::id::{UserId, WorkspaceId};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::store::{self, Key, Reading, Record, StoreError, Table};

/// Most characters of an address for mail.
const ADDRESS: usize = 254;
/// Most characters of a name.
pub const NAME: usize = 100;

/// An address for mail, in the form under which accounts are told apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// Reads an address.
    ///
    /// # Errors
    /// Where it is none that mail could be sent to.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let wrong = || Refusal::field("email", "This is not an e-mail address.");
        let text = text.trim().to_lowercase();
        let (_, domain) = text.rsplit_once('@').ok_or_else(wrong)?;
        let address: lettre::Address = text.parse().map_err(|_| wrong())?;
        if text.len() > ADDRESS || !text.is_ascii() || !domain.contains('.') || address.user().is_empty() {
            return Err(wrong());
        }
        Ok(Self(text))
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A person. Made when the address was shown to be theirs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// Name of the record.
    pub id: UserId,
    /// Their address.
    pub email: Email,
    /// Their password's hash.
    pub password: String,
    /// Who they are.
    pub profile: Profile,
    /// The workspace that was made with the account.
    pub home: WorkspaceId,
    /// The second factor, where there is one.
    pub second_factor: Option<SecondFactor>,
    /// When the account was made.
    pub created_at: Moment,
    /// When it was changed.
    pub updated_at: Moment,
    /// When they last signed in.
    pub signed_in_at: Option<Moment>,
}

/// What a person says about themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// Company.
    pub company: Option<String>,
}

impl Record for User {
    const TABLE: Table = Table::named("user");

    fn key(&self) -> Key {
        self.id.key()
    }

    fn indexes(&self) -> Vec<Key> {
        vec![by_email(&self.email)]
    }
}

fn by_email(email: &Email) -> Key {
    Key::new().text("email").text(email.as_str())
}

/// The user with an address.
///
/// # Errors
/// Where the store fails.
pub fn find(tables: &(impl Reading + ?Sized), email: &Email) -> Result<Option<User>, StoreError> {
    store::find(tables, by_email(email))
}

/// A user.
///
/// # Errors
/// Where there is none.
pub fn get(tables: &(impl Reading + ?Sized), id: UserId) -> Result<User, Refusal> {
    store::get(tables, &id.key())?.ok_or_else(Refusal::unauthenticated)
}

/// A name as it is kept: without blanks around it; none where nothing is left.
///
/// # Errors
/// Where it is too long or has characters that are none.
pub fn name(field: &str, text: Option<String>, most: usize) -> Result<Option<String>, Refusal> {
    let Some(text) = text else { return Ok(None) };
    let text = text.trim();
    if text.chars().count() > most {
        return Err(Refusal::field(field, format!("`{field}` has at most {most} characters.")));
    }
    if text.chars().any(char::is_control) {
        return Err(Refusal::field(field, format!("`{field}` has control characters.")));
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}
