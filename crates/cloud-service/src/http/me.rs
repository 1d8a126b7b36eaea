//! Who one is, and where one is signed in.

use axum::extract::State;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::account::access::{Caller, Means};
use crate::account::member::Role;
use crate::account::plan::Tier;
use crate::account::user::{self, NAME, User};
use crate::account::{session, workspace};
use crate::app::SharedApp;
use crate::http::body::{Id, Json};
use crate::http::decimal::Decimal;
use crate::http::envelope::{Answer, Envelope, Refusals, Reply, Strangers};
use crate::http::gate::By;
use crate::http::session::Done;
use crate::id::SessionId;
use crate::ledger;
use crate::refusal::Refusal;
use crate::store::{self, Reading};

pub fn routes() -> OpenApiRouter<SharedApp> {
    OpenApiRouter::new().routes(routes!(show, change)).routes(routes!(sessions)).routes(routes!(end_session))
}

/// An account.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    id: Uuid,
    #[schema(example = "user@example.com")]
    email: String,
    #[schema(example = true)]
    email_verified: bool,
    #[schema(example = "John")]
    first_name: Option<String>,
    #[schema(example = "Doe")]
    last_name: Option<String>,
    #[schema(example = "Example Corp")]
    company: Option<String>,
    workspace_id: Uuid,
    role: Role,
    subscription_tier: Tier,
    #[schema(example = "active")]
    subscription_status: &'static str,
    #[schema(example = "2025-08-01T10:30:00Z")]
    current_period_start: String,
    #[schema(example = "2025-09-01T10:30:00Z")]
    current_period_end: String,
    credits_remaining: Decimal,
    #[schema(example = 15_000)]
    credits_remaining_millicredits: i64,
    two_factor_enabled: bool,
    #[schema(example = "2025-08-01T10:30:00Z")]
    created_at: String,
    #[schema(example = "2025-08-01T10:30:00Z")]
    updated_at: String,
    #[schema(example = "2025-08-13T10:30:00Z")]
    last_login: Option<String>,
}

/// The account of whoever asks.
///
/// # Errors
/// Where the store fails.
pub fn profile(tables: &(impl Reading + ?Sized), caller: &Caller) -> Result<Profile, Refusal> {
    let User { id, email, profile, created_at, updated_at, signed_in_at, second_factor, .. } =
        user::get(tables, caller.user)?;
    let workspace = workspace::get(tables, caller.scope.workspace())?;
    let available = ledger::balance(tables, workspace.id)?.available;
    Ok(Profile {
        id: id.0,
        email: email.as_str().to_owned(),
        email_verified: true,
        first_name: profile.first_name,
        last_name: profile.last_name,
        company: profile.company,
        workspace_id: workspace.id.0,
        role: caller.role,
        subscription_tier: workspace.tier,
        subscription_status: "active",
        current_period_start: workspace.period_start.rfc3339(),
        current_period_end: workspace.period_end.rfc3339(),
        credits_remaining: Decimal(available),
        credits_remaining_millicredits: available.0,
        two_factor_enabled: second_factor.is_some_and(|factor| factor.is_on()),
        created_at: created_at.rfc3339(),
        updated_at: updated_at.rfc3339(),
        last_login: signed_in_at.map(|at| at.rfc3339()),
    })
}

/// Your account.
#[utoipa::path(get, path = "/api/v1/me", tag = "Accounts",
    responses((status = 200, body = Envelope<Profile>), Refusals, Strangers))]
async fn show(State(app): State<SharedApp>, By(caller): By) -> Answer<Profile> {
    Ok(Reply::ok(store::read(&app.store, |tables| profile(tables, &caller))?))
}

/// What is to be changed: what is not named stays, `null` takes it away.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ProfileChange {
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, example = "John", max_length = 100)]
    first_name: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, example = "Doe", max_length = 100)]
    last_name: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, example = "Example Corp", max_length = 255)]
    company: Option<Option<String>>,
}

/// A field that is there, if only to say `null`.
pub fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(from).map(Some)
}

/// Change your account.
#[utoipa::path(patch, path = "/api/v1/me", tag = "Accounts", request_body = ProfileChange,
    responses((status = 200, body = Envelope<Profile>), Refusals, Strangers))]
async fn change(
    State(app): State<SharedApp>,
    By(caller): By,
    Json { value, .. }: Json<ProfileChange>,
) -> Answer<Profile> {
    caller.session()?;
    let checked = |field, text: Option<Option<String>>, most| {
        text.map(|text| user::name(field, text, most)).transpose()
    };
    let first = checked("firstName", value.first_name, NAME)?;
    let last = checked("lastName", value.last_name, NAME)?;
    let company = checked("company", value.company, 255)?;
    let changed = store::write(&app.store, move |tables| {
        let mut user = user::get(tables, caller.user)?;
        user.profile.first_name = first.unwrap_or(user.profile.first_name);
        user.profile.last_name = last.unwrap_or(user.profile.last_name);
        user.profile.company = company.unwrap_or(user.profile.company);
        user.updated_at = tables.now();
        store::put(tables, &user)?;
        profile(tables, &caller)
    })
    .await?;
    Ok(Reply::ok(changed))
}

/// A device that is signed in.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Device {
    id: Uuid,
    /// What the program called itself.
    #[schema(example = "greenroom-studio/1.0")]
    agent: String,
    #[schema(example = "203.0.113.7")]
    address: String,
    #[schema(example = "2025-08-13T10:30:00Z")]
    created_at: String,
    #[schema(example = "2025-08-13T10:30:00Z")]
    last_used_at: String,
    /// Whether it is the one that asks.
    is_current: bool,
}

/// Devices that are signed in.
#[derive(Serialize, ToSchema)]
pub struct Devices {
    sessions: Vec<Device>,
}

/// The devices of whoever asks.
///
/// # Errors
/// Where the store fails.
pub fn devices(tables: &(impl Reading + ?Sized), caller: &Caller) -> Result<Devices, Refusal> {
    let now = tables.now();
    let mut sessions = session::of(tables, caller.user)?;
    sessions.retain(|session| !session.is_over(now));
    let device = |session: session::Session| Device {
        id: session.id.0,
        is_current: caller.means == Means::Session(session.id),
        agent: session.agent,
        address: session.address,
        created_at: session.created_at.rfc3339(),
        last_used_at: session.used_at.rfc3339(),
    };
    Ok(Devices { sessions: sessions.into_iter().map(device).collect() })
}

/// Where you are signed in.
#[utoipa::path(get, path = "/api/v1/me/sessions", tag = "Accounts",
    responses((status = 200, body = Envelope<Devices>), Refusals, Strangers))]
async fn sessions(State(app): State<SharedApp>, By(caller): By) -> Answer<Devices> {
    caller.session()?;
    Ok(Reply::ok(store::read(&app.store, |tables| devices(tables, &caller))?))
}

/// Sign a device out, at once.
#[utoipa::path(delete, path = "/api/v1/me/sessions/{id}", tag = "Accounts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Envelope<Done>), Refusals, Strangers))]
async fn end_session(State(app): State<SharedApp>, By(caller): By, Id(id): Id<SessionId>) -> Answer<Done> {
    caller.session()?;
    let user = caller.user;
    store::write(&app.store, move |tables| session::end(tables, user, id)).await?;
    app.recognition.forget();
    Ok(Done::reply())
}
