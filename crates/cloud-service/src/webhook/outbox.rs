//! Deliveries from the events: prepared, due, settled, forgotten.

use crate::event;
use crate::id::{EntryId, WorkspaceId};
use crate::moment::{DAY, HOUR, MINUTE, SECOND};
use crate::refusal::Refusal;
use crate::store::{self, Key, Order, Reading, Record, StoreError, Tables, Walk};
use crate::webhook::{Calls, Delivery, Endpoint, Progress};

/// How many events are prepared at a time.
const TOGETHER: usize = 100;
/// How long before each try, the first included.
const SCHEDULE: [i64; 10] =
    [0, 5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];
/// How long an endpoint fails before it is no longer called.
const FAILING_MS: i64 = 5 * DAY;
/// How long deliveries are remembered after they ended.
const KEEP_MS: i64 = 7 * DAY;

/// Which endpoints are prepared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those of one workspace.
    Of(WorkspaceId),
    /// All.
    Everybodys,
}

/// Whether something has ended that an endpoint was not prepared for. Asked first, since most events end nothing and
/// most workspaces have no endpoint, and a transaction costs a flush.
///
/// # Errors
/// Where the store fails.
pub fn is_pending(tables: &(impl Reading + ?Sized), whose: Whose) -> Result<bool, StoreError> {
    for endpoint in called(tables, whose)? {
        let mut cursor = endpoint.cursor;
        loop {
            let events = event::after(tables, endpoint.workspace, cursor, TOGETHER)?;
            let Some(last) = events.last() else { break };
            if events.iter().any(|entry| entry.terminal) {
                return Ok(true);
            }
            cursor = last.seq;
        }
    }
    Ok(false)
}

fn called(tables: &(impl Reading + ?Sized), whose: Whose) -> Result<Vec<Endpoint>, StoreError> {
    let prefix = Key::new().text("called");
    let prefix = match whose {
        Whose::Of(workspace) => prefix.id(workspace.0),
        Whose::Everybodys => prefix,
    };
    let walk = Walk { prefix, after: None, order: Order::Forwards };
    store::indexed(tables, &walk, 0, usize::MAX)
}

/// Prepares a delivery of every event that ended something since the last time; says how many.
///
/// # Errors
/// Where the store fails.
pub fn prepare(tables: &mut dyn Tables, whose: Whose) -> Result<usize, Refusal> {
    let mut count = 0;
    for mut endpoint in called(tables, whose)? {
        loop {
            let events = event::after(tables, endpoint.workspace, endpoint.cursor, TOGETHER)?;
            let Some(last) = events.last() else { break };
            endpoint.cursor = last.seq;
            for entry in &events {
                let wanted = endpoint.kinds.is_empty() || endpoint.kinds.contains(&entry.kind);
                if entry.terminal && wanted {
                    add(tables, &endpoint, entry)?;
                    count += 1;
                }
            }
            store::put(tables, &endpoint)?;
        }
    }
    Ok(count)
}

fn add(tables: &mut dyn Tables, endpoint: &Endpoint, entry: &event::Entry) -> Result<(), Refusal> {
    let now = tables.now();
    let delivery = Delivery {
        workspace: endpoint.workspace,
        endpoint: endpoint.id,
        seq: entry.seq,
        id: EntryId::new(now),
        kind: entry.kind.clone(),
        tries: 0,
        at: now,
        progress: Progress::Waiting,
        status: None,
    };
    Ok(store::put(tables, &delivery)?)
}

/// A delivery that is due, with all that is needed to try it.
pub struct Due {
    /// The delivery.
    pub delivery: Delivery,
    /// Its endpoint.
    pub endpoint: Endpoint,
    /// The event.
    pub entry: event::Entry,
}

/// Deliveries whose time has come, at most `limit`.
///
/// # Errors
/// Where the store fails.
pub fn due(tables: &(impl Reading + ?Sized), limit: usize) -> Result<Vec<Due>, Refusal> {
    let now = tables.now();
    let walk = Walk { prefix: Key::new().text("due"), after: None, order: Order::Forwards };
    let found: Vec<Delivery> = store::indexed(tables, &walk, 0, limit)?;
    let mut all = Vec::new();
    for delivery in found.into_iter().take_while(|delivery| delivery.at <= now) {
        let endpoint = store::get(tables, &delivery.workspace.key().id(delivery.endpoint.0))?;
        let entry = store::get(tables, &delivery.workspace.key().number(delivery.seq))?;
        let missing = || StoreError::Damaged("a delivery without its endpoint or event".to_owned());
        all.push(Due {
            delivery,
            endpoint: endpoint.ok_or_else(missing)?,
            entry: entry.ok_or_else(missing)?,
        });
    }
    Ok(all)
}

/// What an endpoint answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// This status.
    Status(u16),
    /// Nothing.
    Silence,
}

/// Writes down how a try ended. One whose endpoint was deleted meanwhile is forgotten.
///
/// # Errors
/// Where the store fails.
pub fn settle(tables: &mut dyn Tables, tried: &Delivery, outcome: Outcome) -> Result<(), Refusal> {
    let now = tables.now();
    let key = tried.workspace.key().id(tried.endpoint.0);
    let (Some(mut delivery), Some(mut endpoint)) =
        (store::get::<Delivery>(tables, &tried.key())?, store::get::<Endpoint>(tables, &key)?)
    else {
        return Ok(());
    };
    delivery.tries = delivery.tries.saturating_add(1);
    delivery.at = now;
    delivery.status = match outcome {
        Outcome::Status(status) => Some(status),
        Outcome::Silence => None,
    };
    match outcome {
        Outcome::Status(200..=299) => {
            delivery.progress = Progress::Delivered;
            endpoint.failing_since = None;
        }
        Outcome::Status(410) => {
            delivery.progress = Progress::GivenUp;
            endpoint.calls = Calls::Gone;
        }
        // A redirect is a failure too: it is not followed.
        Outcome::Status(_) | Outcome::Silence => {
            let next = usize::try_from(delivery.tries).ok().and_then(|tries| SCHEDULE.get(tries));
            match next {
                Some(wait) => delivery.at = now.after(*wait),
                None => delivery.progress = Progress::GivenUp,
            }
            let since = *endpoint.failing_since.get_or_insert(now);
            if now.since(since) >= FAILING_MS && endpoint.calls == Calls::Enabled {
                endpoint.calls = Calls::Failing;
            }
        }
    }
    // What is on its way to a place that is no longer called does not go on.
    if endpoint.calls != Calls::Enabled && delivery.progress == Progress::Waiting {
        delivery.progress = Progress::GivenUp;
        delivery.at = now;
    }
    store::put(tables, &delivery)?;
    Ok(store::put(tables, &endpoint)?)
}

/// Forgets deliveries that ended a week ago.
///
/// # Errors
/// Where the store fails.
pub fn forget(tables: &mut dyn Tables) -> Result<(), Refusal> {
    let now = tables.now();
    let walk = Walk { prefix: Key::new().text("ended"), after: None, order: Order::Forwards };
    for old in store::indexed::<Delivery>(tables, &walk, 0, 1000)? {
        if now.since(old.at) <= KEEP_MS {
            break;
        }
        store::remove::<Delivery>(tables, &old.key())?;
    }
    Ok(())
}
