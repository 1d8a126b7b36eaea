//! A new password for who forgot theirs, and for who wants another.

use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::account::mail_token::{self, Kept};
use crate::account::session;
use crate::account::totp::{self, Shown};
use crate::account::user::{self, Email, User};
use crate::app::{App, SharedApp};
use crate::audit::{self, Action, Event};
use crate::http::body::{self, Asked, Json};
use crate::http::client::Client;
use crate::http::envelope::{Answer, Envelope, ErrorForm, PageRefusals, Refusals, Reply, Strangers};
use crate::http::gate::By;
use crate::http::html;
use crate::http::notice::{self, Notice};
use crate::http::proof;
use crate::http::session::{Done, slow_down};
use crate::limit::{Rate, Who};
use crate::mail::Letter;
use crate::refusal::Refusal;
use crate::security::{SecretHash, password, random_text};
use crate::store::{self, Tables};

/// How many letters an address is sent because somebody asked.
const LETTERS: Rate = Rate { minute: 2, hour: 6 };

pub fn routes() -> OpenApiRouter<SharedApp> {
    OpenApiRouter::new().routes(routes!(forgot)).routes(routes!(form, reset)).routes(routes!(change))
}

/// Who forgot their password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ForgotRequest {
    #[schema(example = "user@example.com")]
    email: String,
}

/// That a mail was sent.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Forgot {
    #[schema(example = true)]
    email_sent: bool,
}

/// Ask for a link to a new password. The answer is the same whether the address has an account.
#[utoipa::path(post, path = "/api/v1/auth/password/forgot", tag = "Accounts", security(()),
    request_body = ForgotRequest, responses((status = 200, body = Envelope<Forgot>), Refusals))]
async fn forgot(
    State(app): State<SharedApp>,
    client: Client,
    Json { value, .. }: Json<ForgotRequest>,
) -> Answer<Forgot> {
    slow_down(&app, &client)?;
    let email = Email::parse(&value.email)?;
    let sent = Reply::ok(Forgot { email_sent: true }).saying("If there is an account, a mail is on its way");
    let now = app.clock.now();
    let who = Who::Letters(SecretHash::of(email.as_str()));
    if app.counters.charge(&who, LETTERS, 1, now).is_err() {
        return Ok(sent);
    }
    let token = random_text()?;
    let (hash, address) = (SecretHash::of(&token), email.clone());
    let kept = store::write(&app.store, move |tables| ask(tables, &address, hash)).await?;
    app.mail.send(letter(&app, email, kept, &token), now).await?;
    Ok(sent)
}

/// Keeps a link where there is an account; where there is none that is written down, which takes as long.
fn ask(tables: &mut dyn Tables, email: &Email, token: SecretHash) -> Result<Option<Kept>, Refusal> {
    let Some(user) = user::find(tables, email)? else {
        audit::note(tables, Event { workspace: None, user: None, action: Action::SignInRefused })?;
        return Ok(None);
    };
    Ok(Some(mail_token::keep(tables, user.id, token)?))
}

fn letter(app: &App, to: Email, kept: Option<Kept>, token: &str) -> Letter {
    let text = match kept {
        Some(Kept::Yes) => format!(
            "Follow this link within ten minutes to choose a new password:\n\n\
             {}/api/v1/auth/password/reset?token={token}\n\n\
             If you did not ask for it, do nothing: your password stays as it is.\n",
            app.public_url
        ),
        Some(Kept::Enough) => {
            "You were sent links for a new password a moment ago. Use the last one.\n".to_owned()
        }
        None => "Somebody, perhaps you, asked for a new password for a Greenroom account with this\n\
                 address. There is none. If it was not you, do nothing.\n"
            .to_owned(),
    };
    Letter { to, subject: "A new password for Greenroom", text }
}

/// The token of a link.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Link {
    /// From the mail.
    token: String,
}

/// The link of the mail: a page with a form for the new password.
#[utoipa::path(get, path = "/api/v1/auth/password/reset", tag = "Accounts", security(()), params(Link),
    responses((status = 200, body = String, content_type = "text/html"),
    (status = 400, content((ErrorForm = "application/json"), (String = "text/html"))), PageRefusals))]
async fn form(State(app): State<SharedApp>, Asked(link): Asked<Link>) -> Result<Response, Refusal> {
    match store::read(&app.store, |tables| mail_token::owner(tables, &link.token)) {
        Ok(_) => Ok(html::form(StatusCode::OK, "Choose a new password", &link.token)),
        Err(refusal) if refusal.code == "INVALID_TOKEN" => Ok(html::refusal(&refusal)),
        Err(refusal) => Err(refusal),
    }
}

/// A new password.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ResetRequest {
    /// From the mail.
    #[schema(example = "43 characters from the mail")]
    token: String,
    #[schema(example = "anotherSecurePassword456", min_length = 12, max_length = 256)]
    password: String,
    /// The authenticator's code, where there is a second factor.
    #[schema(example = "123456")]
    totp: Option<String>,
    /// A recovery code in its place.
    recovery_code: Option<String>,
}

/// Choose a new password with the token of the link. All sessions end. Where there is a second factor it is asked for.
#[utoipa::path(post, path = "/api/v1/auth/password/reset", tag = "Accounts", security(()),
    request_body = ResetRequest, responses((status = 200, body = Envelope<Done>), Refusals, Strangers))]
async fn reset(State(app): State<SharedApp>, client: Client, request: Request) -> Result<Response, Refusal> {
    slow_down(&app, &client)?;
    let form = request.headers().get(CONTENT_TYPE).map(|form| form.as_bytes().to_vec()).unwrap_or_default();
    if !form.starts_with(b"application/x-www-form-urlencoded") {
        let Json { value, .. } = Json::<ResetRequest>::from_request(request, &app).await?;
        renew(&app, value).await?;
        return Ok(Done::reply().into_response());
    }
    // From the page: its fields are all there, empty where nothing was entered.
    let bytes = body::read(request, &app).await?;
    let value = html::fields(&bytes)?;
    match renew(&app, value).await {
        Ok(()) => Ok(html::page(
            StatusCode::OK,
            "Your password is changed",
            "You can close this page and sign in to Greenroom.",
        )),
        Err(refusal) => Ok(html::refusal(&refusal)),
    }
}

impl From<html::ResetForm> for ResetRequest {
    fn from(form: html::ResetForm) -> Self {
        let given = |text: String| (!text.is_empty()).then_some(text);
        Self {
            token: form.token,
            password: form.password,
            totp: given(form.totp),
            recovery_code: given(form.recovery_code),
        }
    }
}

async fn renew(app: &SharedApp, request: impl Into<ResetRequest>) -> Result<(), Refusal> {
    let ResetRequest { token, password, totp, recovery_code } = request.into();
    let user = store::read(&app.store, |tables| user::get(tables, mail_token::owner(tables, &token)?))?;
    judge(&password, &user)?;
    let guess = proof::guess(app, user.id)?;
    let hash = app.passwords.hash(password).await?;
    let shown = Shown::of(totp, recovery_code);
    let handle = SharedApp::clone(app);
    store::write(&app.store, move |tables| {
        let id = mail_token::owner(tables, &token)?;
        let mut user = user::get(tables, id)?;
        totp::pass(tables, &handle.keys.seal, &mut user, &shown)?;
        session::end_all(tables, id)?;
        replace(tables, user, hash)
    })
    .await?;
    guess.was_right();
    app.recognition.forget();
    notice::send(app, user.id, Notice::PasswordChanged).await
}

/// Another password.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ChangeRequest {
    #[schema(example = "securePassword123")]
    current_password: String,
    #[schema(example = "anotherSecurePassword456", min_length = 12, max_length = 256)]
    new_password: String,
    /// The authenticator's code, where there is a second factor.
    #[schema(example = "123456")]
    totp: Option<String>,
    /// A recovery code in its place.
    recovery_code: Option<String>,
}

/// Change the password. All other sessions end.
#[utoipa::path(post, path = "/api/v1/me/password", tag = "Accounts",
    request_body = ChangeRequest, responses((status = 200, body = Envelope<Done>), Refusals, Strangers))]
async fn change(
    State(app): State<SharedApp>,
    By(caller): By,
    Json { value, .. }: Json<ChangeRequest>,
) -> Answer<Done> {
    let kept = caller.session()?;
    let shown = Shown::of(value.totp, value.recovery_code);
    let user = store::read(&app.store, |tables| user::get(tables, caller.user))?;
    judge(&value.new_password, &user)?;
    let proof = proof::password(&app, &caller, value.current_password).await?;
    let hash = app.passwords.hash(value.new_password).await?;
    let handle = SharedApp::clone(&app);
    store::write(&app.store, move |tables| {
        let user = proof.check(tables, &handle.keys.seal, &shown)?;
        for other in session::of(tables, user.id)? {
            if other.id != kept {
                session::end(tables, user.id, other.id)?;
            }
        }
        replace(tables, user, hash)
    })
    .await?;
    app.recognition.forget();
    notice::send(&app, caller.user, Notice::PasswordChanged).await?;
    Ok(Done::reply())
}

fn judge(password: &str, user: &User) -> Result<(), Refusal> {
    let name = user.profile.first_name.as_deref().unwrap_or_default();
    password::judge(password, &[user.email.as_str(), name])
}

fn replace(tables: &mut dyn Tables, mut user: User, hash: String) -> Result<(), Refusal> {
    let now = tables.now();
    user.password = hash;
    user.updated_at = now;
    mail_token::end_all(tables, user.id)?;
    store::put(tables, &user)?;
    let (workspace, user) = (Some(user.home), Some(user.id));
    audit::note(tables, Event { workspace, user, action: Action::PasswordChanged })
}
