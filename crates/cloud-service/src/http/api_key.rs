//! Keys for programs.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::account::api_key::{self, ApiKey, Wish};
use crate::account::member::Right;
use crate::account::user::{self, NAME};
use crate::app::SharedApp;
use crate::http::body::{Id, Json};
use crate::http::envelope::{Answer, Envelope, Refusals, Reply, Strangers};
use crate::http::gate::By;
use crate::http::session::Done;
use crate::id::ApiKeyId;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::security::random_text;
use crate::store;

pub fn routes() -> OpenApiRouter<SharedApp> {
    OpenApiRouter::new().routes(routes!(list, make)).routes(routes!(revoke))
}

/// A key, without what is secret in it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Key {
    id: Uuid,
    #[schema(example = "Nightly batch")]
    name: String,
    /// How it begins.
    #[schema(example = "sk_live_Ab3dE5gH")]
    prefix: String,
    scopes: Vec<Right>,
    #[schema(example = "2026-01-01T00:00:00Z")]
    expires_at: Option<String>,
    #[schema(example = "2025-08-13T10:30:00Z")]
    created_at: String,
    /// To ten minutes.
    #[schema(example = "2025-08-13T10:30:00Z")]
    last_used_at: Option<String>,
}

impl From<ApiKey> for Key {
    fn from(key: ApiKey) -> Self {
        Self {
            id: key.id.0,
            name: key.name,
            prefix: key.prefix,
            scopes: key.rights,
            expires_at: key.expires_at.map(Moment::rfc3339),
            created_at: key.created_at.rfc3339(),
            last_used_at: key.used_at.map(Moment::rfc3339),
        }
    }
}

/// Keys.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Keys {
    api_keys: Vec<Key>,
}

/// A key that was made.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct MadeKey {
    /// The key itself. It is not shown again.
    #[schema(example = "sk_live_ and 51 characters")]
    key: String,
    #[serde(flatten)]
    about: Key,
}

/// A key that is asked for.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct KeyRequest {
    #[schema(example = "Nightly batch", min_length = 1, max_length = 100)]
    name: String,
    /// What it is for; at least one.
    #[schema(min_items = 1, max_items = 10)]
    scopes: Vec<Right>,
    /// When it ends (RFC 3339); never where nothing is said.
    #[schema(example = "2030-01-01T00:00:00Z", format = DateTime)]
    expires_at: Option<String>,
}

/// Your workspace's keys.
#[utoipa::path(get, path = "/api/v1/api-keys", tag = "API keys",
    responses((status = 200, body = Envelope<Keys>), Refusals, Strangers))]
async fn list(State(app): State<SharedApp>, By(caller): By) -> Answer<Keys> {
    caller.session()?;
    let keys = store::read(&app.store, |tables| Ok(api_key::list(tables, caller.scope)?))?;
    Ok(Reply::ok(Keys { api_keys: keys.into_iter().map(Key::from).collect() }))
}

/// Make a key. It is shown once.
#[utoipa::path(post, path = "/api/v1/api-keys", tag = "API keys", request_body = KeyRequest,
    responses((status = 201, body = Envelope<MadeKey>), Refusals, Strangers))]
async fn make(
    State(app): State<SharedApp>,
    By(caller): By,
    Json { value, .. }: Json<KeyRequest>,
) -> Answer<MadeKey> {
    caller.session()?;
    let name = user::name("name", Some(value.name), NAME)?;
    let name = name.ok_or_else(|| Refusal::field("name", "A key has a name."))?;
    let rights = value.scopes;
    if rights.is_empty() || rights.len() > 10 {
        return Err(Refusal::field("scopes", "A key is for one to ten things."));
    }
    // Nobody makes a key that can do more than they.
    for right in &rights {
        caller.require(*right)?;
    }
    let expires_at = value.expires_at.as_deref().map(|text| moment("expiresAt", text)).transpose()?;
    let key = api_key::text(&format!("{}{}", random_text()?, random_text()?));
    let text = key.clone();
    let wish = Wish { name, rights, expires_at };
    let made = store::write(&app.store, move |tables| api_key::make(tables, &caller, wish, &text)).await?;
    Ok(Reply::created(MadeKey { key, about: made.into() }).saying("Keep this key: it is not shown again"))
}

/// Revoke a key, at once.
#[utoipa::path(delete, path = "/api/v1/api-keys/{id}", tag = "API keys", params(("id" = Uuid, Path)),
    responses((status = 200, body = Envelope<Done>), Refusals, Strangers))]
async fn revoke(State(app): State<SharedApp>, By(caller): By, Id(id): Id<ApiKeyId>) -> Answer<Done> {
    caller.session()?;
    let scope = caller.scope;
    store::write(&app.store, move |tables| api_key::revoke(tables, scope, id)).await?;
    app.recognition.forget();
    Ok(Done::reply())
}

/// A point in time from a request's field.
///
/// # Errors
/// Where it is not as RFC 3339 has it.
pub fn moment(field: &str, text: &str) -> Result<Moment, Refusal> {
    let time = OffsetDateTime::parse(text, &Rfc3339);
    let time = time.map_err(|_| Refusal::field(field, format!("`{field}` is like 2030-01-01T00:00:00Z.")))?;
    Ok(Moment(time.unix_timestamp().saturating_mul(1000)))
}
