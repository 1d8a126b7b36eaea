//! Signing in, going on, signing out.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::account::plan::Tier;
use crate::account::session::{self, Exchange, Exchanged, Session};
use crate::account::totp::{self, Shown};
use crate::account::user::{self, Email, User};
use crate::account::workspace;
use crate::app::{App, SharedApp};
use crate::audit::{self, Action, Event};
use crate::http::body::Json;
use crate::http::client::Client;
use crate::http::envelope::{Answer, Envelope, Refusals, Reply, Strangers};
use crate::http::gate::By;
use crate::http::notice::{self, Notice};
use crate::id::{SessionId, UserId, WorkspaceId};
use crate::ledger;
use crate::limit::Who;
use crate::money::MilliCredits;
use crate::refusal::{Kind, Refusal};
use crate::security::SecretHash;
use crate::security::password::Fits;
use crate::security::token::{ACCESS_MS, Access, Purpose};
use crate::store::{self, Reading};

pub fn routes() -> OpenApiRouter<SharedApp> {
    OpenApiRouter::new().routes(routes!(login)).routes(routes!(refresh)).routes(routes!(logout))
}

/// Counts a request that hashes a password, or sends mail.
///
/// # Errors
/// `RATE_LIMITED` where there were too many from that address.
pub fn slow_down(app: &App, client: &Client) -> Result<(), Refusal> {
    let (who, rate) = (Who::SignIn(client.network()), app.config.limits.sign_in_address);
    app.counters.charge(&who, rate, 1, app.clock.now()).map(drop).map_err(|(_, refusal)| refusal)
}

/// Who signs in.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct LoginRequest {
    #[schema(example = "user@example.com")]
    email: String,
    #[schema(example = "securePassword123")]
    password: String,
    /// The authenticator's code, where there is a second factor.
    #[schema(example = "123456")]
    totp: Option<String>,
    /// A recovery code in its place.
    #[schema(example = "abcdef-ghijkl-mnopqr-stuvwx")]
    recovery_code: Option<String>,
}

/// Who signed in.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Summary {
    id: Uuid,
    #[schema(example = "user@example.com")]
    email: String,
    subscription_tier: Tier,
    /// Whole credits.
    #[schema(example = 150)]
    credits_remaining: i64,
    /// The same, exactly, in thousandths.
    #[schema(example = 150_000)]
    credits_remaining_millicredits: i64,
}

/// Tokens.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Login {
    /// Good for a quarter of an hour.
    #[schema(example = "jwt_token_here")]
    token: String,
    /// Good once, for the next two tokens.
    #[schema(example = "refresh_token_here")]
    refresh_token: String,
    /// Seconds that `token` is good.
    #[schema(example = 900)]
    expires_in: i64,
    user: Summary,
}

/// Sign in. With a second factor, `totp` or `recoveryCode` is needed; without it the code of the 401 is `TOTP_REQUIRED`.
#[utoipa::path(post, path = "/api/v1/auth/login", tag = "Accounts", security(()),
    request_body = LoginRequest, responses((status = 200, body = Envelope<Login>), Refusals, Strangers))]
async fn login(
    State(app): State<SharedApp>,
    client: Client,
    Json { value, .. }: Json<LoginRequest>,
) -> Answer<Login> {
    slow_down(&app, &client)?;
    let now = app.clock.now();
    // An address that is none belongs to nobody, and takes as long.
    let email = Email::parse(&value.email).ok();
    let account =
        email.as_ref().map_or_else(|| SecretHash::of(&value.email), |email| SecretHash::of(email.as_str()));
    let account = Who::Account(account);
    let rate = app.config.limits.sign_in_account;
    app.counters.charge(&account, rate, 1, now).map_err(|(_, refusal)| refusal)?;
    let found = store::read(&app.store, |tables| {
        Ok(email.as_ref().map(|email| user::find(tables, email)).transpose()?.flatten())
    })?;
    let hash = found.as_ref().map(|user| user.password.clone());
    let fits = app.passwords.check(value.password, hash.clone()).await?;
    let user = match (fits, found) {
        (Fits::Yes, Some(user)) => user,
        (_, found) => {
            refuse(&app, found.as_ref()).await?;
            return Err(wrong());
        }
    };
    let shown = Shown::of(value.totp, value.recovery_code);
    let id = SessionId::new(now);
    let refresh_token = app.keys.refresh.make(id)?;
    let (handle, first) = (SharedApp::clone(&app), refresh_token.clone());
    let device = client.device();
    let (user, summary) = store::write(&app.store, move |tables| {
        let mut user = user::get(tables, user.id)?;
        // The password may have been changed while the hash was counted.
        if Some(&user.password) != hash.as_ref() {
            return Err(wrong());
        }
        totp::pass(tables, &handle.keys.seal, &mut user, &shown)?;
        user.signed_in_at = Some(tables.now());
        store::put(tables, &user)?;
        session::begin(tables, &user, id, device, &first)?;
        let summary = summary(tables, &user, user.home)?;
        Ok((user, summary))
    })
    .await?;
    app.counters.give_back(&account, 1);
    let token = access_token(&app, user.id, user.home, id)?;
    Ok(Reply::ok(Login { token, refresh_token, expires_in: ACCESS_MS / 1000, user: summary }))
}

/// The same words whether there is no such account, its address is not verified, or the password is wrong.
fn wrong() -> Refusal {
    Refusal::new(
        Kind::Unauthenticated,
        "INVALID_CREDENTIALS",
        "This address and password do not fit, or the address is not verified yet: look for our mail.",
    )
}

async fn refuse(app: &App, user: Option<&User>) -> Result<(), Refusal> {
    let event = Event {
        workspace: user.map(|user| user.home),
        user: user.map(|user| user.id),
        action: Action::SignInRefused,
    };
    store::write(&app.store, move |tables| audit::note(tables, event)).await
}

fn summary(
    tables: &(impl Reading + ?Sized),
    user: &User,
    workspace: WorkspaceId,
) -> Result<Summary, Refusal> {
    let MilliCredits(available) = ledger::balance(tables, workspace)?.available;
    Ok(Summary {
        id: user.id.0,
        email: user.email.as_str().to_owned(),
        subscription_tier: workspace::get(tables, workspace)?.tier,
        credits_remaining: available.div_euclid(1000),
        credits_remaining_millicredits: available,
    })
}

fn access_token(app: &App, sub: UserId, wid: WorkspaceId, sid: SessionId) -> Result<String, Refusal> {
    let now = app.clock.now();
    app.keys.tokens.sign(Purpose::Access, Access { sub, wid, sid }, now, now.after(ACCESS_MS))
}

/// A refresh token.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RefreshRequest {
    #[schema(example = "refresh_token_here")]
    refresh_token: String,
}

/// Get the next tokens. A refresh token is good once; when one comes a second time the session ends, but for the ten
/// seconds in which an answer may have been lost.
#[utoipa::path(post, path = "/api/v1/auth/refresh", tag = "Accounts", security(()),
    request_body = RefreshRequest, responses((status = 200, body = Envelope<Login>), Refusals, Strangers))]
async fn refresh(State(app): State<SharedApp>, Json { value, .. }: Json<RefreshRequest>) -> Answer<Login> {
    let id = app.keys.refresh.session(&value.refresh_token).ok_or_else(session::ended)?;
    let successor = app.keys.refresh.make(id)?;
    let exchange = Exchange {
        session: id,
        sent: SecretHash::of(&value.refresh_token),
        successor: SecretHash::of(&successor),
        sealed: app.keys.seal.seal(&Session::place(id), successor.as_bytes())?,
    };
    let (exchanged, found) = store::write(&app.store, move |tables| {
        let exchanged = session::exchange(tables, exchange)?;
        let found = match &exchanged {
            Exchanged::Rotated(session) | Exchanged::Repeated(session, _) => {
                let user = user::get(tables, session.user)?;
                Some(summary(tables, &user, session.workspace)?)
            }
            Exchanged::Reused(_) => None,
        };
        Ok((exchanged, found))
    })
    .await?;
    let (session, refresh_token) = match exchanged {
        Exchanged::Rotated(session) => (session, successor),
        Exchanged::Repeated(session, sealed) => {
            let opened = app.keys.seal.open(&Session::place(id), &sealed)?;
            (session, String::from_utf8(opened).map_err(|_| Refusal::internal())?)
        }
        Exchanged::Reused(user) => {
            app.recognition.forget();
            notice::send(&app, user, Notice::TokenReused).await?;
            return Err(session::ended());
        }
    };
    let token = access_token(&app, session.user, session.workspace, session.id)?;
    let user = found.ok_or_else(session::ended)?;
    Ok(Reply::ok(Login { token, refresh_token, expires_in: ACCESS_MS / 1000, user }))
}

/// That something was done.
#[derive(Serialize, ToSchema)]
pub struct Done {
    /// Always true.
    #[schema(example = true)]
    done: bool,
}

impl Done {
    /// The answer.
    pub const fn reply() -> Reply<Self> {
        Reply::ok(Self { done: true })
    }
}

/// Sign out: the session ends at once, with all its tokens.
#[utoipa::path(post, path = "/api/v1/auth/logout", tag = "Accounts",
    responses((status = 200, body = Envelope<Done>), Refusals, Strangers))]
async fn logout(State(app): State<SharedApp>, By(caller): By) -> Answer<Done> {
    let id = caller.session()?;
    let user = caller.user;
    store::write(&app.store, move |tables| session::end(tables, user, id)).await?;
    app.recognition.forget();
    Ok(Done::reply())
}
