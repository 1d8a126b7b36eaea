//! Registration: an account is asked for, and made when the link in the mail is followed.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::account::registration::{self, LINK_MS, Letter as Kind, Registration};
use crate::account::user::{self, Email, NAME, Profile};
use crate::app::{App, SharedApp};
use crate::http::body::{Asked, Json};
use crate::http::client::Client;
use crate::http::envelope::{Answer, Envelope, ErrorForm, PageRefusals, Refusals, Reply};
use crate::http::html;
use crate::http::session::slow_down;
use crate::id::UserId;
use crate::mail::Letter;
use crate::refusal::Refusal;
use crate::security::{SecretHash, password, random_text};
use crate::store;

pub fn routes() -> OpenApiRouter<SharedApp> {
    OpenApiRouter::new().routes(routes!(register)).routes(routes!(follow, verify))
}

/// An account that is asked for.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RegisterRequest {
    #[schema(example = "user@example.com", format = Email, max_length = 254)]
    email: String,
    /// 12 to 256 bytes, not easily guessed.
    #[schema(example = "securePassword123", min_length = 12, max_length = 256)]
    password: String,
    #[schema(example = "John", max_length = 100)]
    first_name: Option<String>,
    #[schema(example = "Doe", max_length = 100)]
    last_name: Option<String>,
    #[schema(example = "Example Corp", max_length = 255)]
    company: Option<String>,
}

/// An account that waits for its address to be verified.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Registered {
    user_id: Uuid,
    #[schema(example = "user@example.com")]
    email: String,
    #[schema(example = true)]
    email_verification_sent: bool,
}

/// Ask for an account. A link is sent to the address; the answer is the same whether it has an account already.
#[utoipa::path(post, path = "/api/v1/auth/register", tag = "Accounts", security(()),
    request_body = RegisterRequest, responses((status = 201, body = Envelope<Registered>), Refusals))]
async fn register(
    State(app): State<SharedApp>,
    client: Client,
    Json { value, .. }: Json<RegisterRequest>,
) -> Answer<Registered> {
    slow_down(&app, &client)?;
    let email = Email::parse(&value.email)?;
    let profile = Profile {
        first_name: user::name("firstName", value.first_name, NAME)?,
        last_name: user::name("lastName", value.last_name, NAME)?,
        company: user::name("company", value.company, 255)?,
    };
    let about = [email.as_str(), profile.first_name.as_deref().unwrap_or_default()];
    password::judge(&value.password, &about)?;
    let password = app.passwords.hash(value.password).await?;
    let token = random_text()?;
    let now = app.clock.now();
    let registration = Registration {
        token: SecretHash::of(&token),
        user: UserId::new(now),
        email: email.clone(),
        password,
        profile,
        ends_at: now.after(LINK_MS),
        used_at: None,
    };
    let user_id = registration.user.0;
    let kind = store::write(&app.store, move |tables| registration::ask(tables, registration)).await?;
    if let Some(letter) = letter(&app, kind, &email, &token) {
        app.mail.send(letter, now).await?;
    }
    let registered = Registered { user_id, email: email.as_str().to_owned(), email_verification_sent: true };
    Ok(Reply::created(registered).saying("User registered successfully"))
}

fn letter(app: &App, kind: Kind, email: &Email, token: &str) -> Option<Letter> {
    let (subject, text) = match kind {
        Kind::Link => (
            "Verify your e-mail address",
            format!(
                "Welcome to Greenroom.\n\nFollow this link within a day to verify your address:\n\n\
                 {}/api/v1/auth/verify?token={token}\n\n\
                 If you did not ask for an account, do nothing: there will be none.\n",
                app.public_url
            ),
        ),
        Kind::Known => (
            "You have an account already",
            "Somebody, perhaps you, asked for a Greenroom account with this address.\n\
             It has one already: sign in, or ask for a new password.\n\n\
             If it was not you, do nothing.\n"
                .to_owned(),
        ),
        Kind::None => return None,
    };
    Some(Letter { to: email.clone(), subject, text })
}

/// The token of a link.
#[derive(Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Link {
    /// From the mail.
    #[schema(example = "43 characters from the mail")]
    token: String,
}

/// An address that is verified.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct VerifiedAddress {
    #[schema(example = "user@example.com")]
    email: String,
    #[schema(example = true)]
    email_verified: bool,
}

/// Verify an address with the token of the link.
#[utoipa::path(post, path = "/api/v1/auth/verify", tag = "Accounts", security(()),
    request_body = Link, responses((status = 200, body = Envelope<VerifiedAddress>), Refusals))]
async fn verify(State(app): State<SharedApp>, Json { value, .. }: Json<Link>) -> Answer<VerifiedAddress> {
    let email = confirm(&app, value.token).await?;
    Ok(Reply::ok(VerifiedAddress { email: email.as_str().to_owned(), email_verified: true }))
}

/// The link of the mail: verifies the address and says so on a page.
#[utoipa::path(get, path = "/api/v1/auth/verify", tag = "Accounts", security(()), params(Link),
    responses((status = 200, body = String, content_type = "text/html"),
    (status = 400, content((ErrorForm = "application/json"), (String = "text/html"))), PageRefusals))]
async fn follow(State(app): State<SharedApp>, Asked(link): Asked<Link>) -> Result<Response, Refusal> {
    match confirm(&app, link.token).await {
        Ok(_) => Ok(html::page(
            StatusCode::OK,
            "Your address is verified",
            "You can close this page and sign in to Greenroom.",
        )),
        Err(refusal) if refusal.code == "INVALID_TOKEN" => {
            Ok(html::page(StatusCode::BAD_REQUEST, "This link does not work", &refusal.message))
        }
        Err(refusal) => Err(refusal),
    }
}

async fn confirm(app: &App, token: String) -> Result<Email, Refusal> {
    let monthly = app.catalogue.get().monthly();
    store::write(&app.store, move |tables| registration::confirm(tables, &token, monthly)).await
}
