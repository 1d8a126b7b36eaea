//! What happened to accounts, for who has to find out later. Rows are only added. No secrets, no addresses for mail.

use serde::{Deserialize, Serialize};

use crate::account::plan::Tier;
use crate::id::{EntryId, UserId, WorkspaceId};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::store::{self, Key, Record, Table, Tables};

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind", content = "of")]
pub enum Action {
    /// An account was made.
    Registered,
    /// Somebody signed in.
    SignedIn,
    /// Somebody signed out.
    SignedOut,
    /// A sign-in was refused.
    SignInRefused,
    /// A refresh token was used that had been replaced: somebody has a copy.
    TokenReused,
    /// The password was changed.
    PasswordChanged,
    /// A second factor was set up.
    SecondFactorEnabled,
    /// The second factor was taken away.
    SecondFactorDisabled,
    /// A recovery code was used.
    RecoveryCodeUsed,
    /// An API key was made.
    ApiKeyMade(String),
    /// An API key was revoked.
    ApiKeyRevoked(String),
    /// The plan was changed.
    TierChanged(Tier),
    /// Credits were granted by hand: thousandths.
    CreditsGranted(i64),
    /// The account's data was exported.
    Exported,
    /// The account was deleted.
    Deleted,
    /// The signing key was changed.
    KeysRotated,
}

/// Something that happened.
pub struct Event {
    /// In which workspace.
    pub workspace: Option<WorkspaceId>,
    /// Who did it, or whom it happened to.
    pub user: Option<UserId>,
    /// What.
    pub action: Action,
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Name of the record.
    pub id: EntryId,
    /// When.
    pub at: Moment,
    /// In which workspace.
    pub workspace: Option<WorkspaceId>,
    /// Who did it, or whom it happened to.
    pub user: Option<UserId>,
    /// What.
    pub action: Action,
}

impl Record for Entry {
    const TABLE: Table = Table::append_only("audit");

    fn key(&self) -> Key {
        self.id.key()
    }

    fn indexes(&self) -> Vec<Key> {
        self.workspace.map(|workspace| by_workspace(workspace).id(self.id.0)).into_iter().collect()
    }
}

/// The beginning of the index of a workspace's entries.
pub fn by_workspace(workspace: WorkspaceId) -> Key {
    Key::new().text("workspace").id(workspace.0)
}

/// The tables of the log.
pub const TABLES: [Table; 1] = [Entry::TABLE];

/// Writes down what happened, in the transaction in which it happens.
///
/// # Errors
/// Where the store fails.
pub fn note(tables: &mut dyn Tables, event: Event) -> Result<(), Refusal> {
    let at = tables.now();
    let Event { workspace, user, action } = event;
    Ok(store::put(tables, &Entry { id: EntryId::new(at), at, workspace, user, action })?)
}
