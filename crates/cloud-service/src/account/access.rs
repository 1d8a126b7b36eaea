//! Who asks, and what they may see.

use crate::account::api_key::ApiKey;
use crate::account::member::{self, Member, Right, Role};
use crate::account::plan::Tier;
use crate::account::session::{self, Session};
use crate::account::{api_key, workspace};
use crate::id::{ApiKeyId, SessionId, UserId, WorkspaceId};
use crate::refusal::Refusal;
use crate::security::token::Access;
use crate::store::{self, Key, Reading};

/// The workspace whose things a request sees. Only [`of_session`] and [`of_key`] make one, so what belongs to another
/// workspace cannot be named: it is not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Scope {
    workspace: WorkspaceId,
}

impl Scope {
    /// The workspace.
    pub const fn workspace(self) -> WorkspaceId {
        self.workspace
    }

    /// The beginning of the keys of all that belongs to it.
    pub fn key(self) -> Key {
        self.workspace.key()
    }
}

/// By what somebody showed who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Means {
    /// They signed in.
    Session(SessionId),
    /// A program's key, and what it is for.
    ApiKey(ApiKeyId, Vec<Right>),
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// What they see.
    pub scope: Scope,
    /// Who they are.
    pub user: UserId,
    /// What they are in the workspace.
    pub role: Role,
    /// The workspace's plan.
    pub tier: Tier,
    /// How they showed it.
    pub means: Means,
}

impl Caller {
    /// Goes on where something is allowed to them.
    ///
    /// # Errors
    /// Where it is not: by their role, or by what their key is for.
    pub fn require(&self, right: Right) -> Result<(), Refusal> {
        if !self.role.may(right) {
            return Err(Refusal::forbidden("Your role in this workspace does not allow this."));
        }
        match &self.means {
            Means::ApiKey(_, rights) if !rights.contains(&right) => {
                Err(Refusal::forbidden("This API key is not for this. Make one with that scope."))
            }
            Means::ApiKey(..) | Means::Session(_) => Ok(()),
        }
    }

    /// The session, for what a program's key cannot do: the account itself.
    ///
    /// # Errors
    /// Where a key was shown.
    pub fn session(&self) -> Result<SessionId, Refusal> {
        match self.means {
            Means::Session(id) => Ok(id),
            Means::ApiKey(..) => Err(Refusal::forbidden("An API key cannot do this. Sign in.")),
        }
    }
}

/// Who shows an access token that was verified.
///
/// # Errors
/// Where the session has ended, or they no longer belong to the workspace.
pub fn of_session(tables: &(impl Reading + ?Sized), access: &Access) -> Result<Caller, Refusal> {
    let now = tables.now();
    let session: Option<Session> = store::get(tables, &session::key(access.sub, access.sid))?;
    let session = session.filter(|session| session.workspace == access.wid && !session.is_over(now));
    let session = session.ok_or_else(Refusal::unauthenticated)?;
    caller(tables, session.workspace, session.user, Means::Session(session.id))
}

/// Who shows a program's key.
///
/// # Errors
/// Where there is no such key, it ended, or who made it no longer belongs to the workspace.
pub fn of_key(tables: &(impl Reading + ?Sized), text: &str) -> Result<(Caller, ApiKey), Refusal> {
    let key = api_key::find(tables, text)?.ok_or_else(Refusal::unauthenticated)?;
    let means = Means::ApiKey(key.id, key.rights.clone());
    Ok((caller(tables, key.workspace, key.user, means)?, key))
}

fn caller(
    tables: &(impl Reading + ?Sized),
    workspace: WorkspaceId,
    user: UserId,
    means: Means,
) -> Result<Caller, Refusal> {
    let member: Option<Member> = store::get(tables, &member::key(workspace, user))?;
    let member = member.ok_or_else(Refusal::unauthenticated)?;
    let tier = workspace::get(tables, workspace).map_err(|_| Refusal::unauthenticated())?.tier;
    Ok(Caller { scope: Scope { workspace }, user, role: member.role, tier, means })
}
