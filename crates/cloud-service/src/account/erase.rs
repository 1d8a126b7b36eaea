//! Deleting an account: what is removed, and what is written down about it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::account::api_key::ApiKey;
use crate::account::member::Member;
use crate::account::project::Project;
use crate::account::session::Session;
use crate::account::user::{self, User};
use crate::account::workspace::Workspace;
use crate::account::{mail_token, registration};
use crate::audit::{self, Action, Event};
use crate::generation::{Attempt, Generation};
use crate::id::{UserId, WorkspaceId};
use crate::idempotency::Kept;
use crate::job::Job;
use crate::ledger;
use crate::object::Object;
use crate::quote::Quote;
use crate::refusal::{Kind, Refusal};
use crate::store::{self, Key, Record, Tables};
use crate::webhook::{Delivery, Endpoint};

/// How many rows are removed at a time.
const ROWS: usize = 1000;

/// What was removed; signed, it is the receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Erased {
    /// The user's id, which nothing else is known of any more.
    #[schema(value_type = String, format = Uuid)]
    pub user_id: UserId,
    /// The workspace's id, under which the ledger keeps its transfers.
    #[schema(value_type = String, format = Uuid)]
    pub workspace_id: WorkspaceId,
    /// When (RFC 3339, UTC).
    #[schema(example = "2025-08-13T10:30:00Z")]
    pub deleted_at: String,
    /// How many records of each kind were removed.
    pub removed: BTreeMap<String, u64>,
    /// SHA-256 of every file that was removed.
    pub digests: Vec<String>,
    /// What is kept, and why.
    pub kept: Vec<String>,
}

/// Removes an account with its own workspace and all that belongs to it.
///
/// # Errors
/// `GENERATIONS_RUNNING` where credits are set aside for something that has not ended.
pub fn erase(tables: &mut dyn Tables, id: UserId) -> Result<Erased, Refusal> {
    let user = user::get(tables, id)?;
    let home = user.home;
    if ledger::balance(tables, home)?.held.is_positive() {
        let message = "Something is still being made. Cancel it, or wait until it has ended.";
        return Err(Refusal::new(Kind::Conflict, "GENERATIONS_RUNNING", message));
    }
    let mut removed = BTreeMap::new();
    let objects: Vec<Object> = store::rows(tables, home.key(), usize::MAX)?;
    let digests = objects.into_iter().map(|object| object.sha256).collect();
    remove_all::<Object>(tables, home.key(), &mut removed)?;
    remove_all::<Quote>(tables, home.key(), &mut removed)?;
    remove_all::<Job>(tables, home.key(), &mut removed)?;
    remove_all::<Attempt>(tables, home.key(), &mut removed)?;
    remove_all::<Generation>(tables, home.key(), &mut removed)?;
    remove_all::<Project>(tables, home.key(), &mut removed)?;
    remove_all::<ApiKey>(tables, home.key(), &mut removed)?;
    remove_all::<Endpoint>(tables, home.key(), &mut removed)?;
    remove_all::<Delivery>(tables, home.key(), &mut removed)?;
    remove_all::<Kept>(tables, home.key(), &mut removed)?;
    remove_all::<Member>(tables, home.key(), &mut removed)?;
    remove_all::<Session>(tables, id.key(), &mut removed)?;
    mail_token::end_all(tables, id)?;
    registration::forget(tables, &user.email, |_| true)?;
    store::remove::<Workspace>(tables, &home.key())?;
    store::remove::<User>(tables, &id.key())?;
    removed.insert(User::TABLE.name.to_owned(), 1);
    removed.insert(Workspace::TABLE.name.to_owned(), 1);
    audit::note(tables, Event { workspace: Some(home), user: Some(id), action: Action::Deleted })?;
    Ok(Erased {
        user_id: id,
        workspace_id: home,
        deleted_at: tables.now().rfc3339(),
        removed,
        digests,
        kept: vec![
            "ledger: transfers of credits under the workspace's id, for the books".to_owned(),
            "audit: what happened when, under the ids, without names or addresses".to_owned(),
            "event: when generations ended, under the ids".to_owned(),
        ],
    })
}

/// Removes all rows of one kind whose keys begin so, and counts them.
fn remove_all<R: Record>(
    tables: &mut dyn Tables,
    prefix: Key,
    removed: &mut BTreeMap<String, u64>,
) -> Result<(), Refusal> {
    let mut count = 0;
    loop {
        let rows: Vec<R> = store::rows(tables, prefix.clone(), ROWS)?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            store::remove::<R>(tables, &row.key())?;
            count += 1;
        }
    }
    removed.insert(R::TABLE.name.to_owned(), count);
    Ok(())
}
