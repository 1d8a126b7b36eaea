//! Webhooks: where they go, what they hear, how it went.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::account::member::Right;
use crate::app::{App, SharedApp};
use crate::http::body::{Id, Json};
use crate::http::envelope::{Answer, Envelope, Refusals, Reply, Strangers};
use crate::http::gate::By;
use crate::http::session::Done;
use crate::id::WebhookId;
use crate::refusal::Refusal;
use crate::security::random;
use crate::security::seal::Sealed;
use crate::store;
use crate::webhook::{self, Calls, Delivery, Endpoint, Progress, Wish, place, sign};

/// How many deliveries are listed.
const LISTED: usize = 100;
/// Most kinds of events that an endpoint names.
const KINDS: usize = 20;

pub fn routes() -> OpenApiRouter<SharedApp> {
    OpenApiRouter::new()
        .routes(routes!(list, make))
        .routes(routes!(show, change, delete))
        .routes(routes!(renew))
        .routes(routes!(deliveries))
}

/// A place that hears when something has ended.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Webhook {
    id: Uuid,
    #[schema(example = "https://example.com/hooks/greenroom")]
    url: String,
    /// What it hears of; all where nothing is named.
    #[schema(example = json!(["generation_update"]))]
    events: Vec<String>,
    status: Calls,
    #[schema(example = "2025-08-13T10:30:00Z")]
    created_at: String,
}

impl From<Endpoint> for Webhook {
    fn from(endpoint: Endpoint) -> Self {
        Self {
            id: endpoint.id.0,
            url: endpoint.url,
            events: endpoint.kinds,
            status: endpoint.calls,
            created_at: endpoint.created_at.rfc3339(),
        }
    }
}

/// Webhooks.
#[derive(Serialize, ToSchema)]
struct Webhooks {
    webhooks: Vec<Webhook>,
}

/// A webhook with its secret, which is not shown again.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct WebhookWithSecret {
    #[serde(flatten)]
    webhook: Webhook,
    /// To check signatures with, as Standard Webhooks has it.
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    secret: String,
}

/// A webhook that is asked for.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct WebhookRequest {
    /// `https`, and on the public internet.
    #[schema(example = "https://example.com/hooks/greenroom", max_length = 2048)]
    url: String,
    /// What it hears of; all where nothing is named.
    #[serde(default)]
    #[schema(example = json!(["generation_update"]), max_items = 20)]
    events: Vec<String>,
}

/// Your workspace's webhooks.
#[utoipa::path(get, path = "/api/v1/webhooks", tag = "Webhooks",
    responses((status = 200, body = Envelope<Webhooks>), Refusals, Strangers))]
async fn list(State(app): State<SharedApp>, By(caller): By) -> Answer<Webhooks> {
    caller.require(Right::Read)?;
    let found = store::read(&app.store, |tables| Ok(webhook::list(tables, caller.scope)?))?;
    Ok(Reply::ok(Webhooks { webhooks: found.into_iter().map(Webhook::from).collect() }))
}

/// Set up a webhook. Its secret is shown once.
#[utoipa::path(post, path = "/api/v1/webhooks", tag = "Webhooks", request_body = WebhookRequest,
    responses((status = 201, body = Envelope<WebhookWithSecret>), Refusals, Strangers))]
async fn make(
    State(app): State<SharedApp>,
    By(caller): By,
    Json { value, .. }: Json<WebhookRequest>,
) -> Answer<WebhookWithSecret> {
    caller.require(Right::Webhooks)?;
    check_url(&app, &value.url)?;
    check_kinds(&value.events)?;
    let id = WebhookId::new(app.clock.now());
    let (secret, sealed) = secret(&app, id)?;
    let wish = Wish { url: value.url, kinds: value.events, id, secret: sealed };
    let scope = caller.scope;
    let made = store::write(&app.store, move |tables| webhook::make(tables, scope, wish)).await?;
    Ok(Reply::created(WebhookWithSecret { webhook: made.into(), secret }))
}

/// Whether the address may be called at all; where its name leads is checked at every call.
fn check_url(app: &App, url: &str) -> Result<(), Refusal> {
    app.outbound.check(url).map(drop).map_err(|error| Refusal::field("url", format!("`url`: {error}.")))
}

fn check_kinds(kinds: &[String]) -> Result<(), Refusal> {
    let is_kind = |kind: &String| {
        let letters = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_.".contains(&byte);
        (1..=64).contains(&kind.len()) && kind.bytes().all(letters)
    };
    if kinds.len() > KINDS || !kinds.iter().all(is_kind) {
        let message = format!("`events` are at most {KINDS} names such as generation_update.");
        return Err(Refusal::field("events", message));
    }
    Ok(())
}

fn secret(app: &App, id: WebhookId) -> Result<(String, Sealed), Refusal> {
    let secret = random::<32>()?;
    Ok((sign::text(&secret), app.keys.seal.seal(&place(id), &secret)?))
}

/// A webhook.
#[utoipa::path(get, path = "/api/v1/webhooks/{id}", tag = "Webhooks", params(("id" = Uuid, Path)),
    responses((status = 200, body = Envelope<Webhook>), Refusals, Strangers))]
async fn show(State(app): State<SharedApp>, By(caller): By, Id(id): Id<WebhookId>) -> Answer<Webhook> {
    caller.require(Right::Read)?;
    Ok(Reply::ok(store::read(&app.store, |tables| webhook::get(tables, caller.scope, id))?.into()))
}

/// What is to be changed: what is not named stays.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct WebhookChange {
    #[schema(example = "https://example.com/hooks/greenroom", max_length = 2048)]
    url: Option<String>,
    #[schema(example = json!(["generation_update"]), max_items = 20)]
    events: Option<Vec<String>>,
    /// `enabled` also calls one again that was gone or failing.
    #[schema(inline)]
    status: Option<Switch>,
}

/// Whether a webhook is called.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
enum Switch {
    /// It is.
    Enabled,
    /// It is not.
    Disabled,
}

/// Change a webhook.
#[utoipa::path(patch, path = "/api/v1/webhooks/{id}", tag = "Webhooks", params(("id" = Uuid, Path)),
    request_body = WebhookChange, responses((status = 200, body = Envelope<Webhook>), Refusals, Strangers))]
async fn change(
    State(app): State<SharedApp>,
    By(caller): By,
    Id(id): Id<WebhookId>,
    Json { value, .. }: Json<WebhookChange>,
) -> Answer<Webhook> {
    caller.require(Right::Webhooks)?;
    value.url.as_deref().map_or(Ok(()), |url| check_url(&app, url))?;
    value.events.as_deref().map_or(Ok(()), check_kinds)?;
    let scope = caller.scope;
    let changed = store::write(&app.store, move |tables| {
        webhook::change(tables, scope, id, |endpoint| {
            endpoint.url = value.url.unwrap_or_else(|| std::mem::take(&mut endpoint.url));
            endpoint.kinds = value.events.unwrap_or_else(|| std::mem::take(&mut endpoint.kinds));
            endpoint.calls = match value.status {
                Some(Switch::Enabled) => Calls::Enabled,
                Some(Switch::Disabled) => Calls::Disabled,
                None => endpoint.calls,
            };
        })
    })
    .await?;
    Ok(Reply::ok(changed.into()))
}

/// Delete a webhook, with all that is on its way there.
#[utoipa::path(delete, path = "/api/v1/webhooks/{id}", tag = "Webhooks", params(("id" = Uuid, Path)),
    responses((status = 200, body = Envelope<Done>), Refusals, Strangers))]
async fn delete(State(app): State<SharedApp>, By(caller): By, Id(id): Id<WebhookId>) -> Answer<Done> {
    caller.require(Right::Webhooks)?;
    let scope = caller.scope;
    store::write(&app.store, move |tables| webhook::delete(tables, scope, id)).await?;
    Ok(Done::reply())
}

/// Get a new secret. The old one signs beside it for a day.
#[utoipa::path(post, path = "/api/v1/webhooks/{id}/secret", tag = "Webhooks", params(("id" = Uuid, Path)),
    responses((status = 200, body = Envelope<WebhookWithSecret>), Refusals, Strangers))]
async fn renew(
    State(app): State<SharedApp>,
    By(caller): By,
    Id(id): Id<WebhookId>,
) -> Answer<WebhookWithSecret> {
    caller.require(Right::Webhooks)?;
    let (secret, sealed) = secret(&app, id)?;
    let scope = caller.scope;
    let renewed = store::write(&app.store, move |tables| webhook::renew(tables, scope, id, sealed)).await?;
    Ok(Reply::ok(WebhookWithSecret { webhook: renewed.into(), secret }))
}

/// A call that was made, or will be.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Call {
    id: Uuid,
    #[schema(example = "generation_update")]
    event: String,
    status: Progress,
    #[schema(example = 1)]
    tries: u32,
    /// Of the last answer.
    #[schema(example = 204)]
    http_status: Option<u16>,
    /// When it was last made, or is made next.
    #[schema(example = "2025-08-13T10:30:00Z")]
    at: String,
}

impl From<Delivery> for Call {
    fn from(delivery: Delivery) -> Self {
        Self {
            id: delivery.id.0,
            event: delivery.kind,
            status: delivery.progress,
            tries: delivery.tries,
            http_status: delivery.status,
            at: delivery.at.rfc3339(),
        }
    }
}

/// Calls to a webhook.
#[derive(Serialize, ToSchema)]
struct CallList {
    deliveries: Vec<Call>,
}

/// The last hundred calls to a webhook, newest first.
#[utoipa::path(get, path = "/api/v1/webhooks/{id}/deliveries", tag = "Webhooks", params(("id" = Uuid, Path)),
    responses((status = 200, body = Envelope<CallList>), Refusals, Strangers))]
async fn deliveries(State(app): State<SharedApp>, By(caller): By, Id(id): Id<WebhookId>) -> Answer<CallList> {
    caller.require(Right::Read)?;
    let found = store::read(&app.store, |tables| webhook::deliveries(tables, caller.scope, id, LISTED))?;
    Ok(Reply::ok(CallList { deliveries: found.into_iter().map(Call::from).collect() }))
}
