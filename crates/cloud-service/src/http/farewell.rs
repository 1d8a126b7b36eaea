//! Taking one's data along, and leaving.

use axum::extract::State;
use axum::http::header::CONTENT_DISPOSITION;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::account::api_key;
use crate::account::erase::{self, Erased};
use crate::account::project::{self, Project};
use crate::account::totp::Shown;
use crate::app::SharedApp;
use crate::audit::{self, Action, Entry, Event};
use crate::http::api_key::Key;
use crate::http::body::Json;
use crate::http::credit::{Credits, credits};
use crate::http::envelope::{Answer, Envelope, Refusals, Reply, Strangers};
use crate::http::gate::By;
use crate::http::me::{Devices, Profile, devices, profile};
use crate::http::project::ProjectDetail;
use crate::http::proof;
use crate::ledger::{self, Transfer};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::security::token::Purpose;
use crate::store::{self, Order, Walk};

/// How many rows of a kind are taken along.
const ROWS: usize = 100_000;

pub fn routes() -> OpenApiRouter<SharedApp> {
    OpenApiRouter::new().routes(routes!(export)).routes(routes!(delete)).routes(routes!(keys))
}

/// All that is kept of an account.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Export {
    #[schema(example = "2025-08-13T10:30:00Z")]
    exported_at: String,
    profile: Profile,
    sessions: Devices,
    api_keys: Vec<Key>,
    credits: Credits,
    projects: Vec<ProjectDetail>,
    /// Every movement of credits.
    #[schema(value_type = Vec<Object>)]
    transfers: Vec<Transfer>,
    /// What happened to the account.
    #[schema(value_type = Vec<Object>)]
    audit: Vec<Entry>,
}

/// Take along all that is kept of your account, as JSON.
#[utoipa::path(get, path = "/api/v1/me/export", tag = "Accounts",
    responses((status = 200, body = Envelope<Export>), Refusals, Strangers))]
async fn export(State(app): State<SharedApp>, By(caller): By) -> Result<Response, Refusal> {
    caller.session()?;
    let (workspace, user) = (caller.scope.workspace(), caller.user);
    let event = Event { workspace: Some(workspace), user: Some(user), action: Action::Exported };
    store::write(&app.store, move |tables| audit::note(tables, event)).await?;
    let walk = |prefix| Walk { prefix, after: None, order: Order::Forwards };
    let export = store::read(&app.store, |tables| {
        let (projects, _) = project::list(tables, caller.scope, None, 0, ROWS)?;
        let keys = api_key::list(tables, caller.scope)?;
        Ok(Export {
            exported_at: tables.now().rfc3339(),
            profile: profile(tables, &caller)?,
            sessions: devices(tables, &caller)?,
            api_keys: keys.into_iter().map(Key::from).collect(),
            credits: credits(tables, caller.scope, app.catalogue.get().monthly())?,
            projects: projects.into_iter().map(|project: Project| project.into()).collect(),
            transfers: store::indexed(tables, &walk(ledger::by_workspace(workspace)), 0, ROWS)?,
            audit: store::indexed(tables, &walk(audit::by_workspace(workspace)), 0, ROWS)?,
        })
    })?;
    let saved = (CONTENT_DISPOSITION, "attachment; filename=\"greenroom-account.json\"");
    Ok(([saved], Reply::ok(export)).into_response())
}

/// Who leaves, shown once more.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct DeleteRequest {
    #[schema(example = "securePassword123")]
    password: String,
    /// The authenticator's code, where there is a second factor.
    #[schema(example = "123456")]
    totp: Option<String>,
    /// A recovery code in its place.
    recovery_code: Option<String>,
}

/// What was removed, and proof that we said so.
#[derive(Serialize, ToSchema)]
struct Receipt {
    #[serde(flatten)]
    erased: Erased,
    /// The same as a JWT signed with Ed25519; its key is in `/api/v1/keys`.
    #[schema(example = "signed receipt")]
    receipt: String,
}

/// Delete your account with all that is kept of it, at once and for good. The answer is a signed receipt.
#[utoipa::path(post, path = "/api/v1/me/delete", tag = "Accounts", request_body = DeleteRequest,
    responses((status = 200, body = Envelope<Receipt>), Refusals, Strangers))]
async fn delete(
    State(app): State<SharedApp>,
    By(caller): By,
    Json { value, .. }: Json<DeleteRequest>,
) -> Answer<Receipt> {
    let proof = proof::password(&app, &caller, value.password).await?;
    let shown = Shown::of(value.totp, value.recovery_code);
    let handle = SharedApp::clone(&app);
    let erased = store::write(&app.store, move |tables| {
        let user = proof.check(tables, &handle.keys.seal, &shown)?;
        erase::erase(tables, user.id)
    })
    .await?;
    app.recognition.forget();
    app.objects.clear(erased.workspace_id).await.map_err(|error| {
        tracing::error!(%error, workspace = %erased.workspace_id, "files of a deleted account are still there");
        Refusal::internal()
    })?;
    // A receipt is read long after: it does not end.
    let forever = Moment(i64::from(u32::MAX) * 1000);
    let receipt = app.keys.tokens.sign(Purpose::Receipt, erased.clone(), app.clock.now(), forever)?;
    Ok(Reply::ok(Receipt { erased, receipt }).saying("Your account is deleted"))
}

/// The public half of a key that we sign with.
#[derive(Serialize, ToSchema)]
struct PublicKey {
    #[schema(example = "OKP")]
    kty: &'static str,
    #[schema(example = "Ed25519")]
    crv: &'static str,
    #[schema(example = "EdDSA")]
    alg: &'static str,
    #[schema(example = "LxA7J38taMtX0jxI")]
    kid: String,
    #[schema(example = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")]
    x: String,
}

/// Keys that we sign with, and those that were replaced.
#[derive(Serialize, ToSchema)]
struct PublicKeys {
    keys: Vec<PublicKey>,
}

/// The keys to check our signatures with (RFC 7517).
#[utoipa::path(get, path = "/api/v1/keys", tag = "Accounts", security(()),
    responses((status = 200, body = Envelope<PublicKeys>), Refusals))]
async fn keys(State(app): State<SharedApp>) -> Answer<PublicKeys> {
    let key = |kid, x| PublicKey { kty: "OKP", crv: "Ed25519", alg: "EdDSA", kid, x };
    let keys = app.keys.tokens.verifiers();
    Ok(Reply::ok(PublicKeys { keys: keys.into_iter().map(|each| key(each.kid, each.public)).collect() }))
}
