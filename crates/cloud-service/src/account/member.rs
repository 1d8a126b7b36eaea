//! Who belongs to a workspace, and as what.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::{UserId, WorkspaceId};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::store::{self, Key, Record, Table, Tables};

/// What somebody is in a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// May do everything.
    Owner,
    /// May do everything but end the workspace.
    Admin,
    /// Makes and spends.
    Editor,
    /// Looks and approves.
    Approver,
    /// Looks.
    Viewer,
    /// Looks, from outside.
    Client,
}

/// Something that can be allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Right {
    /// To read what belongs to the workspace.
    Read,
    /// To make, change and end projects.
    Projects,
    /// To spend credits: quotes, generations, batches, voice clones, uploads.
    Generate,
    /// To set up webhooks.
    Webhooks,
}

impl Role {
    /// Whether it is allowed.
    pub const fn may(self, right: Right) -> bool {
        match right {
            Right::Read => true,
            Right::Projects | Right::Generate => matches!(self, Self::Owner | Self::Admin | Self::Editor),
            Right::Webhooks => matches!(self, Self::Owner | Self::Admin),
        }
    }
}

/// Somebody in a workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Who.
    pub user: UserId,
    /// As what.
    pub role: Role,
    /// Since when.
    pub since: Moment,
}

impl Record for Member {
    const TABLE: Table = Table::named("member");

    fn key(&self) -> Key {
        key(self.workspace, self.user)
    }

    fn indexes(&self) -> Vec<Key> {
        vec![Key::new().text("user").id(self.user.0).id(self.workspace.0)]
    }
}

/// The key of a member.
pub fn key(workspace: WorkspaceId, user: UserId) -> Key {
    workspace.key().id(user.0)
}

/// Adds somebody.
///
/// # Errors
/// Where the store fails.
pub fn add(tables: &mut dyn Tables, workspace: WorkspaceId, user: UserId, role: Role) -> Result<(), Refusal> {
    let since = tables.now();
    Ok(store::put(tables, &Member { workspace, user, role, since })?)
}
