//! The second factor: setting it up, turning it on, taking it away.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::account::totp::{self, Shown};
use crate::account::user;
use crate::app::SharedApp;
use crate::http::body::Json;
use crate::http::envelope::{Answer, Envelope, Refusals, Reply, Strangers};
use crate::http::gate::By;
use crate::http::notice::{self, Notice};
use crate::http::proof;
use crate::http::session::Done;
use crate::security::totp::{address, base32};
use crate::store;

pub fn routes() -> OpenApiRouter<SharedApp> {
    OpenApiRouter::new().routes(routes!(enrol)).routes(routes!(confirm)).routes(routes!(disable))
}

/// A secret for an authenticator.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Enrolment {
    /// To be typed in.
    #[schema(example = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")]
    secret: String,
    /// To be shown as a picture.
    #[schema(example = "otpauth://totp/Greenroom:user%40example.com?secret=JBSWY3DP&issuer=Greenroom")]
    otpauth_url: String,
}

/// Get a secret for an authenticator. Nothing is asked for until its first code was shown.
#[utoipa::path(post, path = "/api/v1/auth/totp/enrol", tag = "Accounts",
    responses((status = 200, body = Envelope<Enrolment>), Refusals, Strangers))]
async fn enrol(State(app): State<SharedApp>, By(caller): By) -> Answer<Enrolment> {
    caller.session()?;
    let id = caller.user;
    let (secret, sealed) = totp::secret(&app.keys.seal, id)?;
    let email = store::write(&app.store, move |tables| {
        totp::enrol(tables, id, sealed)?;
        Ok(user::get(tables, id)?.email)
    })
    .await?;
    let otpauth_url = address(&secret, email.as_str());
    Ok(Reply::ok(Enrolment { secret: base32(&secret), otpauth_url }))
}

/// The first code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ConfirmRequest {
    #[schema(example = "123456")]
    totp: String,
}

/// Codes for when the authenticator is lost.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Recovery {
    /// Each is good once. They are not shown again.
    #[schema(example = json!(["abcdef-ghijkl-mnopqr-stuvwx"]))]
    recovery_codes: Vec<String>,
}

/// Turn the second factor on with its first code.
#[utoipa::path(post, path = "/api/v1/auth/totp/confirm", tag = "Accounts",
    request_body = ConfirmRequest, responses((status = 200, body = Envelope<Recovery>), Refusals, Strangers))]
async fn confirm(
    State(app): State<SharedApp>,
    By(caller): By,
    Json { value, .. }: Json<ConfirmRequest>,
) -> Answer<Recovery> {
    caller.session()?;
    let guess = proof::guess(&app, caller.user)?;
    let recovery_codes = totp::recovery_codes()?;
    let (handle, codes, id) = (SharedApp::clone(&app), recovery_codes.clone(), caller.user);
    store::write(&app.store, move |tables| totp::confirm(tables, &handle.keys.seal, id, &value.totp, &codes))
        .await?;
    guess.was_right();
    Ok(Reply::ok(Recovery { recovery_codes }))
}

/// The second factor, shown.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct DisableRequest {
    /// The authenticator's code.
    #[schema(example = "123456")]
    totp: Option<String>,
    /// A recovery code in its place.
    recovery_code: Option<String>,
}

/// Take the second factor away.
#[utoipa::path(post, path = "/api/v1/auth/totp/disable", tag = "Accounts",
    request_body = DisableRequest, responses((status = 200, body = Envelope<Done>), Refusals, Strangers))]
async fn disable(
    State(app): State<SharedApp>,
    By(caller): By,
    Json { value, .. }: Json<DisableRequest>,
) -> Answer<Done> {
    caller.session()?;
    let guess = proof::guess(&app, caller.user)?;
    let shown = Shown::of(value.totp, value.recovery_code);
    let (handle, id) = (SharedApp::clone(&app), caller.user);
    store::write(&app.store, move |tables| totp::disable(tables, &handle.keys.seal, id, &shown)).await?;
    guess.was_right();
    notice::send(&app, id, Notice::SecondFactorDisabled).await?;
    Ok(Done::reply())
}
