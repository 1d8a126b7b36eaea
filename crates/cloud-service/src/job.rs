//! Who works on what. A job is the right to work on one generation, lent for a while: whoever has it writes with the
//! number it was lent under, and a number that is no longer the last one writes nothing.

use serde::{Deserialize, Serialize};

use crate::id::{GenerationId, WorkspaceId};
use crate::moment::{MINUTE, Moment};
use crate::refusal::{Kind, Refusal};
use crate::store::{self, Key, Reading, Record, StoreError, Table, Tables};

/// How long a job is lent. Whoever works longer asks again before.
pub const LEASE: i64 = MINUTE;

/// Work to be done on a generation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Job {
    /// Whose.
    pub workspace: WorkspaceId,
    /// On what.
    pub generation: GenerationId,
    /// 0 is first, 9 last.
    pub priority: i64,
    /// Not before this.
    pub due: Moment,
    /// Counts how often it was lent.
    pub epoch: i64,
    /// Until when it is lent.
    pub lent_until: Option<Moment>,
}

/// Priorities that there are.
pub const PRIORITIES: [i64; 2] = [0, 5];

impl Record for Job {
    const TABLE: Table = Table::named("job");

    fn key(&self) -> Key {
        self.workspace.key().id(self.generation.0)
    }

    fn indexes(&self) -> Vec<Key> {
        let free = self.lent_until.map_or(self.due, |until| self.due.max(until));
        let mut indexes = vec![free_at(self.priority).moment(free).id(self.generation.0)];
        if self.lent_until.is_some() {
            indexes.push(Key::new().text("lent").id(self.generation.0));
        }
        indexes
    }
}

fn free_at(priority: i64) -> Key {
    Key::new().text("free").number(priority)
}

/// The right to work on a generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    /// Whose.
    pub workspace: WorkspaceId,
    /// On what.
    pub generation: GenerationId,
    /// The number it was lent under.
    pub epoch: i64,
}

/// Makes a job.
///
/// # Errors
/// Where the store fails.
pub fn add(
    tables: &mut dyn Tables,
    workspace: WorkspaceId,
    generation: GenerationId,
    priority: i64,
) -> Result<(), StoreError> {
    let due = tables.now();
    store::put(tables, &Job { workspace, generation, priority, due, epoch: 0, lent_until: None })
}

/// Lends up to `limit` jobs that are due and that nobody has.
///
/// # Errors
/// Where the store fails.
pub fn claim(tables: &mut dyn Tables, limit: usize) -> Result<Vec<Lease>, StoreError> {
    let now = tables.now();
    let mut leases = Vec::new();
    for priority in PRIORITIES {
        let walk = store::Walk { prefix: free_at(priority), after: None, order: store::Order::Forwards };
        for mut job in store::indexed::<Job>(tables, &walk, 0, limit.saturating_sub(leases.len()))? {
            if job.due.max(job.lent_until.unwrap_or(job.due)) > now {
                break;
            }
            job.epoch += 1;
            job.lent_until = Some(now.after(LEASE));
            store::put(tables, &job)?;
            leases.push(Lease { workspace: job.workspace, generation: job.generation, epoch: job.epoch });
        }
    }
    Ok(leases)
}

/// Takes all jobs back. At the start of the only process that works: whoever had them is gone.
///
/// # Errors
/// Where the store fails.
pub fn take_back(tables: &mut dyn Tables) -> Result<usize, StoreError> {
    let walk = store::Walk { prefix: Key::new().text("lent"), after: None, order: store::Order::Forwards };
    let lent = store::indexed::<Job>(tables, &walk, 0, usize::MAX)?;
    let count = lent.len();
    for mut job in lent {
        job.epoch += 1;
        job.lent_until = None;
        store::put(tables, &job)?;
    }
    Ok(count)
}

/// The job of a lease, if it is still lent under that number.
///
/// # Errors
/// Where it is lent to somebody else, or done.
pub fn check(tables: &(impl Reading + ?Sized), lease: Lease) -> Result<Job, Refusal> {
    let job: Option<Job> = store::get(tables, &lease.workspace.key().id(lease.generation.0))?;
    let lost = || Refusal::new(Kind::Conflict, "LEASE_LOST", "Somebody else works on this now.");
    job.filter(|job| job.epoch == lease.epoch && job.lent_until.is_some()).ok_or_else(lost)
}

/// Lends a job for longer.
///
/// # Errors
/// As [`check`].
pub fn renew(tables: &mut dyn Tables, lease: Lease) -> Result<(), Refusal> {
    let mut job = check(tables, lease)?;
    job.lent_until = Some(tables.now().after(LEASE));
    Ok(store::put(tables, &job)?)
}

/// Gives a job back until `due`.
///
/// # Errors
/// As [`check`].
pub fn give_back(tables: &mut dyn Tables, lease: Lease, due: Moment) -> Result<(), Refusal> {
    let mut job = check(tables, lease)?;
    job.lent_until = None;
    job.due = due;
    Ok(store::put(tables, &job)?)
}

/// Makes a job due now, whoever has it: something was said that it should look at.
///
/// # Errors
/// Where the store fails.
pub fn wake(
    tables: &mut dyn Tables,
    workspace: WorkspaceId,
    generation: GenerationId,
) -> Result<(), StoreError> {
    let job: Option<Job> = store::get(tables, &workspace.key().id(generation.0))?;
    let now = tables.now();
    job.map_or(Ok(()), |job| store::put(tables, &Job { due: now, ..job }))
}

/// Ends a job.
///
/// # Errors
/// Where the store fails.
pub fn done(
    tables: &mut dyn Tables,
    workspace: WorkspaceId,
    generation: GenerationId,
) -> Result<(), StoreError> {
    store::remove::<Job>(tables, &workspace.key().id(generation.0))
}
