//! Videos in one step, as the first version of the API has it: price, hold and work in one request.

use std::sync::Arc;

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::account::access::Caller;
use crate::account::member::Right;
use crate::app::{App, SharedApp};
use crate::catalogue::Purchase;
use crate::generation::commit::{self, Item, Order};
use crate::generation::{Generation, State as Stage};
use crate::http::body::{Id, Json};
use crate::http::envelope::{Answer, Envelope, Refusals, Reply, Strangers};
use crate::http::gate::{self, By};
use crate::http::generation::{batch, expected, priority};
use crate::http::once::Key;
use crate::id::{BatchId, GenerationId, ProjectId};
use crate::idempotency::{self, Fingerprint};
use crate::moment::Moment;
use crate::money::MilliCredits;
use crate::planning::Approval;
use crate::refusal::{Kind, Refusal};
use crate::store::{self, Record, Tables};
use crate::wish::{self, SegmentKind, SegmentWish, Settings};

/// Most variations of one batch.
const VARIATIONS: usize = 100;

pub fn routes() -> OpenApiRouter<SharedApp> {
    OpenApiRouter::new().routes(routes!(generate)).routes(routes!(status)).routes(routes!(bulk))
}

/// A video that is to be made.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct VideoRequest {
    project_id: Option<Uuid>,
    #[schema(example = "Welcome to our amazing summer collection...", min_length = 1, max_length = 5000)]
    script: String,
    #[schema(example = "actor_001")]
    actor_id: Option<String>,
    voice_id: Option<String>,
    /// By default the catalogue's usual one.
    #[schema(example = "kling-1.6")]
    model: Option<String>,
    /// By default the catalogue's. Retired and dearer ones are left out.
    #[schema(max_items = 10)]
    fallback_models: Option<Vec<String>>,
    #[serde(default)]
    settings: Settings,
    #[schema(example = "en", max_length = 35)]
    language: Option<String>,
}

/// A video that is being made.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Queued {
    generation_id: Uuid,
    #[schema(example = "queued")]
    status: &'static str,
    #[schema(example = "kling-1.6")]
    selected_model: String,
    #[schema(example = "2025-08-13T10:32:00Z")]
    estimated_completion_time: String,
    /// Whole credits that cover what is held.
    #[schema(example = 10)]
    credits_required: i64,
    /// What is held: the most it costs.
    #[schema(example = 9600)]
    millicredits_required: i64,
    #[schema(example = 3)]
    queue_position: u64,
    warnings: Vec<String>,
}

/// Make a video. Its price is held in the same step; the voice is not heard before.
#[utoipa::path(post, path = "/api/v1/videos/generate", tag = "Videos", request_body = VideoRequest,
    params(("Idempotency-Key" = Option<String>, Header, description = "A lost answer then costs nothing twice")),
    responses((status = 202, body = Envelope<Queued>), Refusals, Strangers))]
async fn generate(
    State(app): State<SharedApp>,
    By(caller): By,
    key: Key,
    Json { value, bytes }: Json<VideoRequest>,
) -> Result<idempotency::Answer, Refusal> {
    caller.require(Right::Generate)?;
    let fingerprint = Fingerprint::of("POST", "/api/v1/videos/generate", &bytes);
    let project = value.project_id.map(ProjectId);
    let segment = SegmentWish {
        kind: if value.actor_id.is_some() { SegmentKind::Talking } else { SegmentKind::Shot },
        text: value.script,
        before: None,
        after: None,
        language: value.language,
        actor_id: value.actor_id,
        voice_id: value.voice_id,
        model: value.model,
        fallback_models: value.fallback_models,
        settings: value.settings,
        rate_thousandths: None,
        take: 0,
        image_id: None,
    };
    let item = wish::plan(&app, caller.tier, Purchase::Single, &segment.wish(&app, Approval::Given)?)?;
    let order = order(&app, &caller, project, None, vec![item]);
    let scope = caller.scope;
    let begin = move |tables: &mut dyn Tables| {
        is_there(tables, &order)?;
        let item = order.items.first().cloned().ok_or_else(Refusal::internal)?;
        let ids = commit::accept(tables, order)?;
        let id = *ids.first().ok_or_else(Refusal::internal)?;
        let work = commit::load(tables, scope.workspace(), id)?;
        let position = tables.count(Generation::TABLE, &Generation::open())?;
        Reply::accepted(queued(&work.generation, item, position, tables.now())).to_answer()
    };
    let answer = key.once(&app, scope, fingerprint, begin).await?;
    app.begun(scope.workspace());
    Ok(answer)
}

fn queued(generation: &Generation, item: Item, position: u64, now: Moment) -> Queued {
    Queued {
        generation_id: generation.id.0,
        status: generation.state.word(),
        selected_model: selected(&item),
        estimated_completion_time: expected(now, &item.stages).rfc3339(),
        credits_required: item.quote.rounded_up(),
        millicredits_required: item.quote.0,
        queue_position: position,
        warnings: item.warnings,
    }
}

/// The model whose price it is.
fn selected(item: &Item) -> String {
    let firsts = item.stages.iter().filter_map(|stage| stage.routes.first());
    firsts.max_by_key(|route| route.price).map(|route| route.model.clone()).unwrap_or_default()
}

fn order(
    app: &App,
    caller: &Arc<Caller>,
    project: Option<ProjectId>,
    batch: Option<BatchId>,
    items: Vec<Item>,
) -> Order {
    let (workspace, user) = (caller.scope.workspace(), caller.user);
    Order { workspace, user, project, batch, priority: priority(app, caller), items }
}

/// Whether the project that is named is the workspace's own.
fn is_there(tables: &dyn Tables, order: &Order) -> Result<(), Refusal> {
    let Some(project) = order.project else { return Ok(()) };
    let found: Option<crate::account::project::Project> =
        store::get(tables, &order.workspace.key().id(project.0))?;
    found.map(drop).ok_or_else(|| Refusal::missing("project"))
}

/// How far a video is.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Status {
    generation_id: Uuid,
    /// `queued`, `processing`, `awaiting_approval`, `completed`, `failed` or `cancelled`.
    #[schema(example = "completed")]
    status: &'static str,
    #[schema(example = 100)]
    progress: u8,
    #[schema(example = "2025-08-13T10:30:00Z")]
    started_at: Option<String>,
    #[schema(example = "2025-08-13T10:31:45Z")]
    completed_at: Option<String>,
    /// Good for some minutes; ask again for a new one.
    video_url: Option<String>,
    thumbnail_url: Option<String>,
    /// Seconds.
    #[schema(example = 8.2)]
    duration: Option<f64>,
    #[schema(example = 0.94)]
    quality_score: Option<f64>,
    message: String,
    /// What it cost, once it is made.
    #[schema(example = 9600)]
    millicredits_charged: Option<i64>,
    warnings: Vec<String>,
}

/// How far a video is.
#[utoipa::path(get, path = "/api/v1/videos/generate/{id}/status", tag = "Videos", params(("id" = Uuid, Path)),
    responses((status = 200, body = Envelope<Status>), Refusals, Strangers))]
async fn status(State(app): State<SharedApp>, By(caller): By, Id(id): Id<GenerationId>) -> Answer<Status> {
    caller.require(Right::Read)?;
    let work = store::read(&app.store, |tables| commit::load(tables, caller.scope.workspace(), id))?;
    let generation = work.generation;
    let (ended, charged) = match &generation.state {
        Stage::Succeeded { captured, at } => (Some(*at), Some(captured.0)),
        Stage::Failed { at, .. } | Stage::Cancelled { at } => (Some(*at), None),
        Stage::Queued | Stage::Running | Stage::Approval => (None, None),
    };
    let made = generation.result().filter(|_| charged.is_some());
    let workspace = caller.scope.workspace();
    let actor = Some(generation.request.actor.as_str()).filter(|actor| !actor.is_empty());
    Ok(Reply::ok(Status {
        generation_id: generation.id.0,
        status: generation.state.word(),
        progress: generation.progress,
        started_at: generation.started_at.map(Moment::rfc3339),
        completed_at: ended.map(Moment::rfc3339),
        video_url: made.and_then(|made| made.object).map(|object| app.signs.for_user(workspace, object)),
        thumbnail_url: actor.filter(|_| made.is_some()).map(|actor| app.still(actor)),
        duration: made.map(|made| f64::from(made.milliseconds) / 1000.0),
        quality_score: made.map(|made| f64::from(made.score) / 100.0),
        message: generation.message.clone(),
        millicredits_charged: charged,
        warnings: generation.warnings.clone(),
    }))
}

/// One of many.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Variation {
    #[schema(example = "Variation A", max_length = 255)]
    #[expect(dead_code, reason = "for the client's own lists")]
    name: Option<String>,
    #[schema(example = "actor_001")]
    actor_id: String,
    voice_id: String,
    /// By default that of the batch.
    #[schema(max_length = 5000)]
    script: Option<String>,
}

/// Many videos at once.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct BulkRequest {
    project_id: Option<Uuid>,
    #[schema(example = "Welcome to our amazing summer collection...", min_length = 1, max_length = 5000)]
    script: String,
    #[schema(min_items = 1, max_items = 100)]
    variations: Vec<Variation>,
    #[schema(example = "kling-1.6")]
    model: Option<String>,
    #[schema(max_items = 10)]
    fallback_models: Option<Vec<String>>,
    #[serde(default)]
    settings: Settings,
    #[schema(example = "en", max_length = 35)]
    language: Option<String>,
}

/// Many videos that are being made.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Bulk {
    bulk_job_id: Uuid,
    #[schema(example = 2)]
    total_videos: usize,
    #[schema(example = 16)]
    credits_required: i64,
    #[schema(example = 15_360)]
    millicredits_required: i64,
    #[schema(example = "2025-08-13T10:35:00Z")]
    estimated_completion_time: String,
    /// In the order of the variations.
    generation_ids: Vec<Uuid>,
    warnings: Vec<String>,
}

/// Make many videos, at the price of a batch. All of them are held for, or none.
#[utoipa::path(post, path = "/api/v1/videos/bulk-generate", tag = "Videos", request_body = BulkRequest,
    params(("Idempotency-Key" = Option<String>, Header, description = "A lost answer then costs nothing twice")),
    responses((status = 202, body = Envelope<Bulk>), Refusals, Strangers))]
async fn bulk(
    State(app): State<SharedApp>,
    By(caller): By,
    key: Key,
    Json { value, bytes }: Json<BulkRequest>,
) -> Result<idempotency::Answer, Refusal> {
    caller.require(Right::Generate)?;
    let has_bulk = app.catalogue.get().plan(caller.tier).is_some_and(|plan| plan.bulk);
    if !has_bulk {
        let message = "Batches are in the Professional and Enterprise plans.";
        return Err(Refusal::new(Kind::Forbidden, "PLAN_LIMIT", message));
    }
    if !(1..=VARIATIONS).contains(&value.variations.len()) {
        return Err(Refusal::field("variations", format!("`variations` has 1 to {VARIATIONS} of them.")));
    }
    gate::weigh(&app, &caller, u32::try_from(value.variations.len() - 1).unwrap_or(u32::MAX))?;
    let fingerprint = Fingerprint::of("POST", "/api/v1/videos/bulk-generate", &bytes);
    let items = value.variations.into_iter().map(|variation| {
        let segment = SegmentWish {
            kind: SegmentKind::Talking,
            text: variation.script.unwrap_or_else(|| value.script.clone()),
            before: None,
            after: None,
            language: value.language.clone(),
            actor_id: Some(variation.actor_id),
            voice_id: Some(variation.voice_id),
            model: value.model.clone(),
            fallback_models: value.fallback_models.clone(),
            settings: value.settings.clone(),
            rate_thousandths: None,
            take: 0,
            image_id: None,
        };
        wish::plan(&app, caller.tier, Purchase::Bulk, &segment.wish(&app, Approval::Given)?)
    });
    let items = items.collect::<Result<Vec<_>, _>>()?;
    let id = batch(&app);
    let order = order(&app, &caller, value.project_id.map(ProjectId), Some(id), items);
    let begin = move |tables: &mut dyn Tables| {
        is_there(tables, &order)?;
        let items = order.items.clone();
        let ids = commit::accept(tables, order)?;
        let sum = MilliCredits(items.iter().map(|item| item.quote.0).fold(0, i64::saturating_add));
        let latest = items.iter().map(|item| expected(tables.now(), &item.stages)).max();
        let mut warnings: Vec<String> = items.into_iter().flat_map(|item| item.warnings).collect();
        warnings.dedup();
        Reply::accepted(Bulk {
            bulk_job_id: id.0,
            total_videos: ids.len(),
            credits_required: sum.rounded_up(),
            millicredits_required: sum.0,
            estimated_completion_time: latest.unwrap_or_default().rfc3339(),
            generation_ids: ids.into_iter().map(|id| id.0).collect(),
            warnings,
        })
        .to_answer()
    };
    let answer = key.once(&app, caller.scope, fingerprint, begin).await?;
    app.begun(caller.scope.workspace());
    Ok(answer)
}
