//! The transactions in which a generation is accepted and changes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::account::project;
use crate::event::{self, Ends};
use crate::id::{AttemptId, BatchId, GenerationId, HoldId, ProjectId, UserId, WorkspaceId};
use crate::job::{self, Lease};
use crate::ledger;
use crate::moment::Moment;
use crate::money::MilliCredits;
use crate::refusal::Refusal;
use crate::store::{self, Reading, Record, Table, Tables};

use super::{Attempt, AttemptState, Effect, Event, Generation, Request, Stage, State, Work, step};

/// The tables of generations.
pub const TABLES: [Table; 3] = [Generation::TABLE, Attempt::TABLE, job::Job::TABLE];

/// One thing that is asked for, planned and priced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    /// What is asked for.
    pub request: Request,
    /// The way there.
    pub stages: Vec<Stage>,
    /// The name of its segment.
    pub segment: String,
    /// The most it costs.
    pub quote: MilliCredits,
    /// What the user should know before it begins.
    pub warnings: Vec<String>,
    /// How long it may take, in milliseconds.
    pub patience: i64,
}

/// Things asked for together.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// Whose.
    pub workspace: WorkspaceId,
    /// Who asks.
    pub user: UserId,
    /// What project they are for.
    pub project: Option<ProjectId>,
    /// The batch they belong to.
    pub batch: Option<BatchId>,
    /// 0 is first.
    pub priority: i64,
    /// What.
    pub items: Vec<Item>,
}

/// Accepts all of an order or nothing of it: holds each item's price and makes its job. What the workspace bought before,
/// or has under way, is not bought again; its generation is named instead.
///
/// # Errors
/// Where credits do not suffice for all of it, with both numbers.
pub fn accept(tables: &mut dyn Tables, order: Order) -> Result<Vec<GenerationId>, Refusal> {
    let mut new = BTreeMap::new();
    for item in &order.items {
        if bought(tables, order.workspace, &item.segment)?.is_none() {
            new.insert(item.segment.as_str(), item.quote.0);
        }
    }
    let required = MilliCredits(new.values().copied().fold(0, i64::saturating_add));
    let available = ledger::spendable(tables, order.workspace)?;
    if available < required {
        return Err(Refusal::unpaid(required, available));
    }
    let Order { workspace, user, project, batch, priority, items } = order;
    let mut ids = Vec::with_capacity(items.len());
    for item in items {
        if let Some(bought) = bought(tables, workspace, &item.segment)? {
            ids.push(bought.id);
            continue;
        }
        let id = GenerationId::new(tables.now());
        let hold = ledger::hold(tables, workspace, id, item.quote)?.id;
        let generation =
            begin(item, Beginning { workspace, user, project, batch, id, hold, now: tables.now() });
        store::put(tables, &generation)?;
        if let Some(project) = project {
            project::begin_video(tables, workspace, project)?;
        }
        job::add(tables, workspace, id, priority)?;
        tell(tables, &generation)?;
        ids.push(id);
    }
    Ok(ids)
}

/// What the workspace has of a segment: made, or under way.
///
/// # Errors
/// Where the store fails.
pub fn bought(
    tables: &(impl Reading + ?Sized),
    workspace: WorkspaceId,
    segment: &str,
) -> Result<Option<Generation>, Refusal> {
    Ok(store::find(tables, Generation::of_segment(workspace, segment))?)
}

/// All that an item does not say of its generation.
struct Beginning {
    workspace: WorkspaceId,
    user: UserId,
    project: Option<ProjectId>,
    batch: Option<BatchId>,
    id: GenerationId,
    hold: HoldId,
    now: Moment,
}

fn begin(item: Item, beginning: Beginning) -> Generation {
    let Beginning { workspace, user, project, batch, id, hold, now } = beginning;
    Generation {
        workspace,
        id,
        user,
        project,
        batch,
        segment: item.segment,
        request: item.request,
        stages: item.stages,
        hold,
        quote: item.quote,
        state: State::Queued,
        stage: 0,
        route: 0,
        allowed: false,
        paused_at: None,
        busy: 0,
        again: false,
        attempt: None,
        attempts: 0,
        made: Vec::new(),
        bonus: None,
        progress: 0,
        message: "Waiting for its turn".to_owned(),
        warnings: item.warnings,
        not_before: now,
        asked_at: now,
        started_at: None,
        deadline: now.after(item.patience),
    }
}

/// A generation and what is under way for it.
///
/// # Errors
/// Where there is none.
pub fn load(
    tables: &(impl Reading + ?Sized),
    workspace: WorkspaceId,
    id: GenerationId,
) -> Result<Work, Refusal> {
    let generation: Option<Generation> = store::get(tables, &Generation::place(workspace, id))?;
    let generation = generation.ok_or_else(|| Refusal::missing("generation"))?;
    let attempt = match generation.attempt {
        Some(attempt) => store::get(tables, &Attempt::place(workspace, id, attempt))?,
        None => None,
    };
    Ok(Work { generation, attempt })
}

/// Writes down what happened to a generation that one works on, with all that follows from it.
///
/// # Errors
/// Where the lease is lost, or that cannot happen now.
pub fn happened(tables: &mut dyn Tables, lease: Lease, event: Event) -> Result<Work, Refusal> {
    job::renew(tables, lease)?;
    let work = load(tables, lease.workspace, lease.generation)?;
    apply(tables, &work, event)
}

/// Writes down what a user or a provider said of a generation.
///
/// # Errors
/// Where there is no such generation, or that cannot happen now.
pub fn said(
    tables: &mut dyn Tables,
    workspace: WorkspaceId,
    id: GenerationId,
    event: Event,
) -> Result<Work, Refusal> {
    let work = load(tables, workspace, id)?;
    let work = apply(tables, &work, event)?;
    job::wake(tables, workspace, id)?;
    Ok(work)
}

/// Writes down that a provider has a submission whose answer was never heard. What is known already stays as it is.
///
/// # Errors
/// Where there is no such generation.
pub fn called(
    tables: &mut dyn Tables,
    workspace: WorkspaceId,
    id: GenerationId,
    attempt: AttemptId,
    task: String,
) -> Result<(), Refusal> {
    let work = load(tables, workspace, id)?;
    let waits = |under_way: &Attempt| under_way.id == attempt && under_way.state == AttemptState::Submitting;
    if work.attempt.as_ref().is_some_and(waits) {
        apply(tables, &work, Event::Accepted { task })?;
    }
    Ok(job::wake(tables, workspace, id)?)
}

fn apply(tables: &mut dyn Tables, work: &Work, event: Event) -> Result<Work, Refusal> {
    let (next, effects) = step(work, event, tables.now())?;
    let (generation, cause) = (&next.generation, next.generation.id.to_string());
    // The attempt first: it is written even when it is no longer the one under way.
    if let Some(attempt) = &next.attempt {
        store::put(tables, attempt)?;
    }
    store::put(tables, generation)?;
    for effect in effects {
        match effect {
            Effect::Capture { amount, model } => {
                ledger::capture(tables, generation.workspace, generation.hold, amount, &model)?;
                if let Some(project) = generation.project {
                    project::end_video(tables, generation.workspace, project, amount)?;
                }
            }
            Effect::Release => ledger::release(tables, generation.workspace, generation.hold)?,
            Effect::Supplier { provider, amount, certainty } => {
                ledger::book_supplier(tables, &provider, amount, certainty, &cause)?;
            }
            Effect::Tell => tell(tables, generation)?,
        }
    }
    if generation.state.is_final() {
        if let Some(project) = generation.project
            && tables.count(Generation::TABLE, &Generation::open_in(generation.workspace, project))? == 0
        {
            project::nothing_runs(tables, generation.workspace, project)?;
        }
        job::done(tables, generation.workspace, generation.id)?;
    }
    let attempt = next.attempt.filter(|_| generation.attempt.is_some());
    Ok(Work { generation: next.generation, attempt })
}

fn tell(tables: &mut dyn Tables, generation: &Generation) -> Result<(), Refusal> {
    let ends = if generation.state.is_final() { Ends::Yes } else { Ends::No };
    event::record(tables, generation.workspace, "generation_update", told(generation), ends).map(drop)
}

/// What watchers hear of a generation.
pub fn told(generation: &Generation) -> Value {
    let mut told = json!({
        "generationId": generation.id,
        "status": generation.state.word(),
        "progress": generation.progress,
        "message": generation.message,
    });
    if let (Some(batch), Some(told)) = (generation.batch, told.as_object_mut()) {
        told.insert("bulkJobId".to_owned(), json!(batch));
    }
    told
}
