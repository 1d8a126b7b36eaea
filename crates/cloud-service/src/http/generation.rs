//! Quotes and generations: a price first, then the work.

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
use crate::generation::commit::{self, Order};
use crate::generation::{Event, Generation};
use crate::http::body::{Asked, Id, Json};
use crate::http::decimal::Decimal;
use crate::http::envelope::{Answer, Envelope, Refusals, Reply, Strangers};
use crate::http::gate::By;
use crate::http::once::Key;
use crate::http::page::{PageQuery, Pagination};
use crate::id::{BatchId, GenerationId, ProjectId, QuoteId};
use crate::idempotency::{self, Fingerprint};
use crate::moment::Moment;
use crate::planning::Approval;
use crate::quote::{self, Quote};
use crate::refusal::{Kind, Refusal};
use crate::security::token::Purpose;
use crate::store::{self, Tables, Walk};
use crate::wish::{self, SegmentWish};

mod shown;

pub(super) use shown::Shown;

/// Most segments of one quote.
const SEGMENTS: usize = 200;

pub fn routes() -> OpenApiRouter<SharedApp> {
    OpenApiRouter::new()
        .routes(routes!(quote))
        .routes(routes!(list, generate))
        .routes(routes!(show))
        .routes(routes!(approve))
        .routes(routes!(cancel))
}

/// What a price is asked for.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct QuoteRequest {
    project_id: Option<Uuid>,
    /// What is to be made.
    #[schema(min_items = 1, max_items = 200)]
    segments: Vec<SegmentWish>,
    /// Whether the desktop hears each voice before its picture is made; by default it does.
    approve_voices: Option<bool>,
}

/// What one segment costs.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct QuotedItem {
    /// All that shapes it, by name: bought once, it is never paid for again.
    segment: String,
    /// The model that is asked first.
    #[schema(example = "avatar-iv")]
    model: String,
    /// The most it costs.
    price: Decimal,
    #[schema(example = 9600)]
    price_millicredits: i64,
    /// What was bought before, or is under way: it costs nothing now.
    generation_id: Option<Uuid>,
    warnings: Vec<String>,
}

/// A price.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Quoted {
    quote_id: Uuid,
    /// A JWT that shows that the price is ours; its key is in `/api/v1/keys`.
    signature: String,
    #[schema(example = "2025-08-13T11:30:00Z")]
    expires_at: String,
    /// The most that all of it costs: what is held when it begins.
    ceiling: Decimal,
    #[schema(example = 9600)]
    ceiling_millicredits: i64,
    items: Vec<QuotedItem>,
}

/// What a quote's signature says.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct QuoteSays {
    sub: Uuid,
    wid: Uuid,
    ceiling_millicredits: i64,
}

/// Ask for a price. Nothing is held yet.
#[utoipa::path(post, path = "/api/v1/quotes", tag = "Generation", request_body = QuoteRequest,
    responses((status = 201, body = Envelope<Quoted>), Refusals, Strangers))]
async fn quote(
    State(app): State<SharedApp>,
    By(caller): By,
    Json { value, .. }: Json<QuoteRequest>,
) -> Answer<Quoted> {
    caller.require(Right::Generate)?;
    if !(1..=SEGMENTS).contains(&value.segments.len()) {
        return Err(Refusal::field("segments", format!("`segments` has 1 to {SEGMENTS} of them.")));
    }
    let approval = if value.approve_voices.unwrap_or(true) { Approval::Asked } else { Approval::Given };
    let items = value.segments.into_iter().map(|segment| {
        let wish = segment.wish(&app, caller.scope, approval)?;
        wish::plan(&app, caller.tier, Purchase::Single, &wish)
    });
    let items = items.collect::<Result<Vec<_>, _>>()?;
    let (scope, project) = (caller.scope, value.project_id.map(ProjectId));
    let kept = store::write(&app.store, move |tables| quote::keep(tables, scope, project, items)).await?;
    Ok(Reply::created(quoted(&app, kept)?))
}

fn quoted(app: &App, (quote, owned): (Quote, Vec<Option<GenerationId>>)) -> Result<Quoted, Refusal> {
    let items = quote.items.iter().zip(owned).map(|(item, owned)| {
        let routes = item.stages.iter().flat_map(|stage| &stage.routes);
        let model = routes.max_by_key(|route| route.price).map(|route| route.model.clone());
        QuotedItem {
            segment: item.segment.clone(),
            model: model.unwrap_or_default(),
            price: Decimal(item.quote),
            price_millicredits: item.quote.0,
            generation_id: owned.map(|id| id.0),
            warnings: item.warnings.clone(),
        }
    });
    let says = QuoteSays { sub: quote.id.0, wid: quote.workspace.0, ceiling_millicredits: quote.ceiling.0 };
    Ok(Quoted {
        quote_id: quote.id.0,
        signature: app.keys.tokens.sign(Purpose::Quote, says, app.clock.now(), quote.good_until)?,
        expires_at: quote.good_until.rfc3339(),
        ceiling: Decimal(quote.ceiling),
        ceiling_millicredits: quote.ceiling.0,
        items: items.collect(),
    })
}

/// What is to begin.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct GenerateRequest {
    quote_id: Uuid,
    /// The most the user agreed to; what costs more is not begun.
    #[schema(example = 9600)]
    ceiling_millicredits: Option<i64>,
}

/// What began.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Begun {
    /// In the order of the quote's segments.
    generation_ids: Vec<Uuid>,
    /// What is held now for what is new.
    held: Decimal,
    #[schema(example = 9600)]
    held_millicredits: i64,
}

/// Begin what was priced. Its price is held in the same step, or nothing begins.
#[utoipa::path(post, path = "/api/v1/generations", tag = "Generation", request_body = GenerateRequest,
    params(("Idempotency-Key" = String, Header, description = "Chosen by you, new for each wish")),
    responses((status = 202, body = Envelope<Begun>), Refusals, Strangers))]
async fn generate(
    State(app): State<SharedApp>,
    By(caller): By,
    key: Key,
    Json { value, bytes }: Json<GenerateRequest>,
) -> Result<idempotency::Answer, Refusal> {
    caller.require(Right::Generate)?;
    let key = key.required()?;
    let fingerprint = Fingerprint::of("POST", "/api/v1/generations", &bytes);
    let priority = priority(&app, &caller);
    let by = Arc::clone(&caller);
    let begin = move |tables: &mut dyn Tables| {
        let quote = quote::get(tables, by.scope, QuoteId(value.quote_id))?;
        let owned = quote::owned(tables, by.scope, &quote.items)?;
        let needed = quote::ceiling(&quote.items, &owned);
        if value.ceiling_millicredits.is_some_and(|ceiling| ceiling < needed.0) {
            return Err(Refusal::new(
                Kind::Conflict,
                "ABOVE_CEILING",
                "It would cost more than you agreed to.",
            ));
        }
        let (workspace, user) = (by.scope.workspace(), by.user);
        let order =
            Order { workspace, user, project: quote.project, batch: None, priority, items: quote.items };
        let ids = commit::accept(tables, order)?;
        let generation_ids = ids.into_iter().map(|id| id.0).collect();
        Reply::accepted(Begun { generation_ids, held: Decimal(needed), held_millicredits: needed.0 })
            .to_answer()
    };
    let answer = key.once(&app, caller.scope, fingerprint, begin).await?;
    app.begun(caller.scope.workspace());
    Ok(answer)
}

/// Larger plans go first.
pub(super) fn priority(app: &App, caller: &Caller) -> i64 {
    let [first, then] = crate::job::PRIORITIES;
    let catalogue = app.catalogue.get();
    if catalogue.plan(caller.tier).is_some_and(|plan| plan.priority) { first } else { then }
}

/// A generation.
#[utoipa::path(get, path = "/api/v1/generations/{id}", tag = "Generation", params(("id" = Uuid, Path)),
    responses((status = 200, body = Envelope<Shown>), Refusals, Strangers))]
async fn show(State(app): State<SharedApp>, By(caller): By, Id(id): Id<GenerationId>) -> Answer<Shown> {
    caller.require(Right::Read)?;
    let work = store::read(&app.store, |tables| commit::load(tables, caller.scope.workspace(), id))?;
    Ok(Reply::ok(Shown::of(&app, &work.generation)))
}

/// A part of the generations.
#[derive(Serialize, ToSchema)]
struct Generations {
    generations: Vec<Shown>,
    pagination: Pagination,
}

/// Your workspace's generations, newest first.
#[utoipa::path(get, path = "/api/v1/generations", tag = "Generation", params(PageQuery),
    responses((status = 200, body = Envelope<Generations>), Refusals, Strangers))]
async fn list(
    State(app): State<SharedApp>,
    By(caller): By,
    Asked(query): Asked<PageQuery>,
) -> Answer<Generations> {
    caller.require(Right::Read)?;
    let page = query.page()?;
    let prefix = Generation::of_workspace(caller.scope.workspace());
    let (found, total) = store::read(&app.store, |tables| {
        let walk = Walk { prefix: prefix.clone(), after: None, order: store::Order::Backwards };
        let found = store::indexed::<Generation>(tables, &walk, page.skip(), page.limit())?;
        Ok((found, tables.count(<Generation as store::Record>::TABLE, &prefix)?))
    })?;
    let generations = found.iter().map(|generation| Shown::of(&app, generation)).collect();
    Ok(Reply::ok(Generations { generations, pagination: page.of(total) }))
}

/// Say that a voice is good: its picture begins.
#[utoipa::path(post, path = "/api/v1/generations/{id}/approve", tag = "Generation", params(("id" = Uuid, Path)),
    responses((status = 200, body = Envelope<Shown>), Refusals, Strangers))]
async fn approve(State(app): State<SharedApp>, By(caller): By, Id(id): Id<GenerationId>) -> Answer<Shown> {
    say(&app, &caller, id, Event::Approved).await
}

/// Cancel a generation. Nothing is charged for it.
#[utoipa::path(post, path = "/api/v1/generations/{id}/cancel", tag = "Generation", params(("id" = Uuid, Path)),
    responses((status = 200, body = Envelope<Shown>), Refusals, Strangers))]
async fn cancel(State(app): State<SharedApp>, By(caller): By, Id(id): Id<GenerationId>) -> Answer<Shown> {
    say(&app, &caller, id, Event::CancelAsked).await
}

async fn say(app: &App, caller: &Caller, id: GenerationId, event: Event) -> Answer<Shown> {
    caller.require(Right::Generate)?;
    let workspace = caller.scope.workspace();
    let work = store::write(&app.store, move |tables| commit::said(tables, workspace, id, event)).await?;
    app.heard(workspace, id);
    Ok(Reply::ok(Shown::of(app, &work.generation)))
}

/// When what was just asked for is likely made.
pub(super) fn expected(now: Moment, stages: &[crate::generation::Stage]) -> Moment {
    let usual = stages.iter().filter_map(|stage| stage.routes.first()).map(|route| route.usual);
    now.after(usual.fold(0, i64::saturating_add))
}

/// A new batch's name.
pub(super) fn batch(app: &App) -> BatchId {
    BatchId::new(app.clock.now())
}
