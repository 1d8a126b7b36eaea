//! Webhooks: places that hear when something has ended, in the form of Standard Webhooks.
//!
//! The events are the outbox: each endpoint keeps the number of the last event it was prepared for, and every event
//! after it becomes a [`Delivery`] in the transaction that moves that number on. So none is left out and none is
//! prepared twice, whatever is killed; one that was sent and not written down is sent again under its name.

pub mod deliver;
pub mod outbox;
pub mod sign;

use serde::{Deserialize, Serialize};

use crate::account::access::Scope;
use crate::event;
use crate::id::{EntryId, WebhookId, WorkspaceId};
use crate::moment::{DAY, Moment};
use crate::refusal::{Kind, Refusal};
use crate::security::seal::Sealed;
use crate::store::{self, Key, Order, Reading, Record, StoreError, Table, Tables, Walk};

/// How many endpoints a workspace has.
const MOST: usize = 20;
/// How long a secret that was replaced still signs.
pub const OVERLAP_MS: i64 = DAY;
/// Whether an endpoint is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Calls {
    /// It is.
    Enabled,
    /// Its owner said not to.
    Disabled,
    /// It answered that it is gone.
    Gone,
    /// It failed for five days.
    Failing,
}

/// A secret that signs, sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secret {
    /// The secret.
    pub sealed: Sealed,
    /// Until when, once it was replaced.
    pub until: Option<Moment>,
}

/// A place that hears of events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Endpoint {
    /// Whose.
    pub workspace: WorkspaceId,
    /// Name of the record.
    pub id: WebhookId,
    /// Where.
    pub url: String,
    /// What it hears of; all where nothing is named.
    pub kinds: Vec<String>,
    /// Whether it is called.
    pub calls: Calls,
    /// What signs; the newest first.
    pub secrets: Vec<Secret>,
    /// The last event it was prepared for.
    cursor: i64,
    /// Since when every try failed.
    failing_since: Option<Moment>,
    /// When it was made.
    pub created_at: Moment,
}

impl Record for Endpoint {
    const TABLE: Table = Table::named("webhook");

    fn key(&self) -> Key {
        self.workspace.key().id(self.id.0)
    }

    fn indexes(&self) -> Vec<Key> {
        let called = || Key::new().text("called").then(&self.key());
        (self.calls == Calls::Enabled).then(called).into_iter().collect()
    }
}

/// How far a delivery is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Progress {
    /// It waits for its next try.
    Waiting,
    /// It was taken.
    Delivered,
    /// It was not, and is not tried again.
    GivenUp,
}

/// An event on its way to an endpoint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Delivery {
    /// Whose.
    pub workspace: WorkspaceId,
    /// To where.
    pub endpoint: WebhookId,
    /// The event's number.
    pub seq: i64,
    /// Its name, the same at every try.
    pub id: EntryId,
    /// What happened.
    pub kind: String,
    /// How often it was tried.
    pub tries: u32,
    /// When it is tried next, or was last.
    pub at: Moment,
    /// How far it is.
    pub progress: Progress,
    /// The status of the last answer; none where there was none.
    pub status: Option<u16>,
}

impl Record for Delivery {
    const TABLE: Table = Table::named("webhook_delivery");

    fn key(&self) -> Key {
        self.workspace.key().id(self.endpoint.0).number(self.seq)
    }

    fn indexes(&self) -> Vec<Key> {
        let name = if self.progress == Progress::Waiting { "due" } else { "ended" };
        vec![Key::new().text(name).moment(self.at).id(self.id.0)]
    }
}

/// The tables of webhooks.
pub const TABLES: [Table; 2] = [Endpoint::TABLE, Delivery::TABLE];

/// An endpoint that is asked for.
pub struct Wish {
    /// Where.
    pub url: String,
    /// What it hears of; all where nothing is named.
    pub kinds: Vec<String>,
    /// Its name, for which the secret is sealed.
    pub id: WebhookId,
    /// Its secret, sealed.
    pub secret: Sealed,
}

/// Where an endpoint's secret is sealed for.
pub fn place(id: WebhookId) -> String {
    format!("webhook:{id}")
}

/// Makes an endpoint. It hears of what happens from now on.
///
/// # Errors
/// Where there are too many.
pub fn make(tables: &mut dyn Tables, scope: Scope, wish: Wish) -> Result<Endpoint, Refusal> {
    if list(tables, scope)?.len() >= MOST {
        let message = format!("A workspace has at most {MOST} webhooks. Delete one first.");
        return Err(Refusal::new(Kind::Conflict, "TOO_MANY_WEBHOOKS", message));
    }
    let workspace = scope.workspace();
    let endpoint = Endpoint {
        workspace,
        id: wish.id,
        url: wish.url,
        kinds: wish.kinds,
        calls: Calls::Enabled,
        secrets: vec![Secret { sealed: wish.secret, until: None }],
        cursor: event::last(tables, workspace)?,
        failing_since: None,
        created_at: tables.now(),
    };
    store::put(tables, &endpoint)?;
    Ok(endpoint)
}

/// A workspace's endpoints, oldest first.
///
/// # Errors
/// Where the store fails.
pub fn list(tables: &(impl Reading + ?Sized), scope: Scope) -> Result<Vec<Endpoint>, StoreError> {
    store::rows(tables, scope.key(), 2 * MOST)
}

/// An endpoint of the workspace.
///
/// # Errors
/// Where it has no such endpoint.
pub fn get(tables: &(impl Reading + ?Sized), scope: Scope, id: WebhookId) -> Result<Endpoint, Refusal> {
    store::get(tables, &scope.key().id(id.0))?.ok_or_else(|| Refusal::missing("webhook"))
}

/// Changes an endpoint. One that is called again hears of what happens from now on.
///
/// # Errors
/// Where the workspace has no such endpoint.
pub fn change(
    tables: &mut dyn Tables,
    scope: Scope,
    id: WebhookId,
    change: impl FnOnce(&mut Endpoint),
) -> Result<Endpoint, Refusal> {
    let mut endpoint = get(tables, scope, id)?;
    let before = endpoint.calls;
    change(&mut endpoint);
    if before != Calls::Enabled && endpoint.calls == Calls::Enabled {
        endpoint.cursor = event::last(tables, endpoint.workspace)?;
        endpoint.failing_since = None;
    }
    store::put(tables, &endpoint)?;
    Ok(endpoint)
}

/// Puts a new secret in the place of the last one, which signs beside it for a day.
///
/// # Errors
/// Where the workspace has no such endpoint.
pub fn renew(
    tables: &mut dyn Tables,
    scope: Scope,
    id: WebhookId,
    sealed: Sealed,
) -> Result<Endpoint, Refusal> {
    let now = tables.now();
    change(tables, scope, id, |endpoint| {
        endpoint.secrets.truncate(1);
        for old in &mut endpoint.secrets {
            old.until = Some(now.after(OVERLAP_MS));
        }
        endpoint.secrets.insert(0, Secret { sealed, until: None });
    })
}

/// Deletes an endpoint with all that is on its way there.
///
/// # Errors
/// Where the workspace has no such endpoint.
pub fn delete(tables: &mut dyn Tables, scope: Scope, id: WebhookId) -> Result<(), Refusal> {
    let endpoint = get(tables, scope, id)?;
    for delivery in store::rows::<Delivery>(tables, endpoint.key(), usize::MAX)? {
        store::remove::<Delivery>(tables, &delivery.key())?;
    }
    Ok(store::remove::<Endpoint>(tables, &endpoint.key())?)
}

/// The last deliveries to an endpoint, newest first.
///
/// # Errors
/// Where the workspace has no such endpoint.
pub fn deliveries(
    tables: &(impl Reading + ?Sized),
    scope: Scope,
    id: WebhookId,
    limit: usize,
) -> Result<Vec<Delivery>, Refusal> {
    let endpoint = get(tables, scope, id)?;
    let walk = Walk { prefix: endpoint.key(), after: None, order: Order::Backwards };
    Ok(store::walk(tables, &walk, limit)?)
}
