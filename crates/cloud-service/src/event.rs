//! What happened in a workspace, in order. Events are written in the transaction that makes them true; whoever watches
//! is woken after it and reads on from the last number it has, so a wake-up that gets lost is no loss.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::broadcast;

use crate::id::WorkspaceId;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::store::{self, Key, Reading, Record, StoreError, Table, Tables, Walk};

/// How many wake-ups wait for a slow watcher before it is told that it missed some.
const WAITING: usize = 1024;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Where.
    pub workspace: WorkspaceId,
    /// 1, 2, 3 … within the workspace.
    pub seq: i64,
    /// When.
    pub at: Moment,
    /// What, such as `generation_update`.
    pub kind: String,
    /// Its particulars, as the API shows them.
    pub data: Value,
    /// Whether it ends something: webhooks hear of those only.
    pub terminal: bool,
}

impl Record for Entry {
    const TABLE: Table = Table::append_only("event");

    fn key(&self) -> Key {
        self.workspace.key().number(self.seq)
    }
}

/// The number of a workspace's last event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Last {
    workspace: WorkspaceId,
    seq: i64,
}

impl Record for Last {
    const TABLE: Table = Table::named("event_last");

    fn key(&self) -> Key {
        self.workspace.key()
    }
}

/// The tables of events.
pub const TABLES: [Table; 2] = [Entry::TABLE, Last::TABLE];

/// Whether an event ends what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// More follows.
    No,
    /// Nothing follows.
    Yes,
}

/// Writes an event down and gives it the next number.
///
/// # Errors
/// Where the store fails.
pub fn record(
    tables: &mut dyn Tables,
    workspace: WorkspaceId,
    kind: &str,
    data: Value,
    ends: Ends,
) -> Result<i64, Refusal> {
    let last: Option<Last> = store::get(tables, &workspace.key())?;
    let seq = last.map_or(0, |last| last.seq) + 1;
    store::put(tables, &Last { workspace, seq })?;
    let (at, kind) = (tables.now(), kind.to_owned());
    store::put(tables, &Entry { workspace, seq, at, kind, data, terminal: ends == Ends::Yes })?;
    Ok(seq)
}

/// A workspace's events after a number, oldest first, at most `limit`.
///
/// # Errors
/// Where the store fails.
pub fn after(
    tables: &(impl Reading + ?Sized),
    workspace: WorkspaceId,
    seq: i64,
    limit: usize,
) -> Result<Vec<Entry>, StoreError> {
    let prefix = workspace.key();
    let walk = Walk { after: Some(prefix.clone().number(seq)), prefix, order: store::Order::Forwards };
    store::walk(tables, &walk, limit)
}

/// The number of a workspace's last event; 0 before the first.
///
/// # Errors
/// Where the store fails.
pub fn last(tables: &(impl Reading + ?Sized), workspace: WorkspaceId) -> Result<i64, StoreError> {
    Ok(store::get::<Last>(tables, &workspace.key())?.map_or(0, |last| last.seq))
}

/// Wakes whoever watches.
#[derive(Clone, Debug)]
pub struct Hub {
    sender: Arc<broadcast::Sender<WorkspaceId>>,
}

impl Default for Hub {
    fn default() -> Self {
        Self { sender: Arc::new(broadcast::channel(WAITING).0) }
    }
}

impl Hub {
    /// Says that a workspace has new events.
    pub fn wake(&self, workspace: WorkspaceId) {
        // Nobody may be watching.
        drop(self.sender.send(workspace));
    }

    /// Hears of workspaces that have new events.
    pub fn watch(&self) -> broadcast::Receiver<WorkspaceId> {
        self.sender.subscribe()
    }
}
