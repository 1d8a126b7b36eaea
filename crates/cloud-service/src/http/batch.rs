//! Batches: how far they are, and what the user wants of all that is in one.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::account::access::Caller;
use crate::account::member::Right;
use crate::app::{App, SharedApp};
use crate::generation::commit;
use crate::generation::{Event, Generation, State as Stage};
use crate::http::body::{Id, Json};
use crate::http::envelope::{Answer, Envelope, Refusals, Reply, Strangers};
use crate::http::gate::By;
use crate::http::generation::Shown;
use crate::id::{BatchId, GenerationId, WorkspaceId};
use crate::job;
use crate::refusal::Refusal;
use crate::store::{self, Order, Reading, Walk};

/// Most generations of a batch.
const MOST: usize = 200;

pub fn routes() -> OpenApiRouter<SharedApp> {
    OpenApiRouter::new()
        .routes(routes!(show))
        .routes(routes!(pause))
        .routes(routes!(resume))
        .routes(routes!(cancel))
        .routes(routes!(reorder))
}

/// A batch.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Batch {
    bulk_job_id: Uuid,
    #[schema(example = 2)]
    total_videos: usize,
    #[schema(example = 1)]
    completed: usize,
    #[schema(example = 0)]
    failed: usize,
    #[schema(example = 0)]
    cancelled: usize,
    /// Percent of the whole.
    #[schema(example = 50)]
    progress: usize,
    generations: Vec<Shown>,
}

fn generations(
    tables: &(impl Reading + ?Sized),
    workspace: WorkspaceId,
    batch: BatchId,
) -> Result<Vec<Generation>, Refusal> {
    let walk = Walk { prefix: Generation::of_batch(workspace, batch), after: None, order: Order::Forwards };
    let found = store::indexed::<Generation>(tables, &walk, 0, MOST)?;
    if found.is_empty() { Err(Refusal::missing("batch")) } else { Ok(found) }
}

fn shown(app: &App, id: BatchId, generations: &[Generation]) -> Batch {
    let count = |is: fn(&Stage) -> bool| generations.iter().filter(|one| is(&one.state)).count();
    let progress: usize = generations.iter().map(|one| usize::from(one.progress)).sum();
    Batch {
        bulk_job_id: id.0,
        total_videos: generations.len(),
        completed: count(|state| matches!(state, Stage::Succeeded { .. })),
        failed: count(|state| matches!(state, Stage::Failed { .. })),
        cancelled: count(|state| matches!(state, Stage::Cancelled { .. })),
        progress: progress / generations.len().max(1),
        generations: generations.iter().map(|one| Shown::of(app, one)).collect(),
    }
}

/// How far a batch is.
#[utoipa::path(get, path = "/api/v1/videos/bulk-generate/{id}", tag = "Videos", params(("id" = Uuid, Path)),
    responses((status = 200, body = Envelope<Batch>), Refusals, Strangers))]
async fn show(State(app): State<SharedApp>, By(caller): By, Id(id): Id<BatchId>) -> Answer<Batch> {
    caller.require(Right::Read)?;
    let found = store::read(&app.store, |tables| generations(tables, caller.scope.workspace(), id))?;
    Ok(Reply::ok(shown(&app, id, &found)))
}

/// Pause what has not been submitted. What was goes on to its end.
#[utoipa::path(post, path = "/api/v1/videos/bulk-generate/{id}/pause", tag = "Videos", params(("id" = Uuid, Path)),
    responses((status = 200, body = Envelope<Batch>), Refusals, Strangers))]
async fn pause(State(app): State<SharedApp>, By(caller): By, Id(id): Id<BatchId>) -> Answer<Batch> {
    all(&app, &caller, id, Event::Paused).await
}

/// Go on with what was paused.
#[utoipa::path(post, path = "/api/v1/videos/bulk-generate/{id}/resume", tag = "Videos", params(("id" = Uuid, Path)),
    responses((status = 200, body = Envelope<Batch>), Refusals, Strangers))]
async fn resume(State(app): State<SharedApp>, By(caller): By, Id(id): Id<BatchId>) -> Answer<Batch> {
    all(&app, &caller, id, Event::Resumed).await
}

/// Cancel what has not ended. Nothing is charged for it; what was made stays.
#[utoipa::path(post, path = "/api/v1/videos/bulk-generate/{id}/cancel", tag = "Videos", params(("id" = Uuid, Path)),
    responses((status = 200, body = Envelope<Batch>), Refusals, Strangers))]
async fn cancel(State(app): State<SharedApp>, By(caller): By, Id(id): Id<BatchId>) -> Answer<Batch> {
    all(&app, &caller, id, Event::CancelAsked).await
}

/// Says something of all in a batch that it can be said of.
async fn all(app: &App, caller: &Caller, id: BatchId, event: Event) -> Answer<Batch> {
    caller.require(Right::Generate)?;
    let workspace = caller.scope.workspace();
    let found = store::write(&app.store, move |tables| {
        for one in generations(tables, workspace, id)? {
            // One that has ended, or is paused already, stays as it is.
            if applies(&one, &event) {
                commit::said(tables, workspace, one.id, event.clone())?;
            }
        }
        generations(tables, workspace, id)
    })
    .await?;
    for one in &found {
        app.heard(workspace, one.id);
    }
    Ok(Reply::ok(shown(app, id, &found)))
}

fn applies(generation: &Generation, event: &Event) -> bool {
    !generation.state.is_final()
        && match event {
            Event::Paused => generation.paused_at.is_none(),
            Event::Resumed => generation.paused_at.is_some(),
            _ => true,
        }
}

/// An order.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Sequence {
    /// Those that are made first, in this order; the others follow.
    #[schema(max_items = 200)]
    generation_ids: Vec<Uuid>,
}

/// Change the order in which what has not begun is made.
#[utoipa::path(post, path = "/api/v1/videos/bulk-generate/{id}/reorder", tag = "Videos", params(("id" = Uuid, Path)),
    request_body = Sequence, responses((status = 200, body = Envelope<Batch>), Refusals, Strangers))]
async fn reorder(
    State(app): State<SharedApp>,
    By(caller): By,
    Id(id): Id<BatchId>,
    Json { value, .. }: Json<Sequence>,
) -> Answer<Batch> {
    caller.require(Right::Generate)?;
    let workspace = caller.scope.workspace();
    let found = store::write(&app.store, move |tables| {
        let found = generations(tables, workspace, id)?;
        let wanted: Vec<GenerationId> = value.generation_ids.into_iter().map(GenerationId).collect();
        if let Some(other) = wanted.iter().find(|id| !found.iter().any(|one| one.id == **id)) {
            return Err(Refusal::field("generationIds", format!("{other} is not in this batch.")));
        }
        let rest = found.iter().map(|one| one.id).filter(|id| !wanted.contains(id));
        for (place, id) in wanted.iter().copied().chain(rest).enumerate() {
            job::place(tables, workspace, id, i64::try_from(place).unwrap_or(i64::MAX))?;
        }
        Ok(found)
    })
    .await?;
    app.begun(workspace);
    Ok(Reply::ok(shown(&app, id, &found)))
}
