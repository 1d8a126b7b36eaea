//! What every request passes: who asks is found out, and the request is counted.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts, MatchedPath, Request, State};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::account::access::{self, Caller};
use crate::account::api_key;
use crate::app::{App, SharedApp};
use crate::http::client::Client;
use crate::limit::{Standing, Who};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::security::token::{Access, Purpose};
use crate::store::{self, Record};

/// Who asked, or why nobody is known to.
#[derive(Clone)]
struct Asked(Result<Arc<Caller>, Refusal>);

/// The caller, where a request needs one.
#[derive(Clone)]
pub struct By(pub Arc<Caller>);

impl<S: Send + Sync> FromRequestParts<S> for By {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Refusal> {
        let asked = parts.extensions.get::<Asked>().ok_or_else(Refusal::unauthenticated)?;
        asked.0.clone().map(Self)
    }
}

/// Paths that are not counted: they are asked by machines that watch the service, or cost nothing.
const UNCOUNTED: [&str; 3] = ["/healthz", "/readyz", "/docs"];

/// The gate.
pub async fn gate(State(app): State<SharedApp>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().copied();
    let client = Client::of(&app, peer.as_ref(), request.headers());
    let asked = recognise(&app, request.headers()).await;
    let path = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let counted = !UNCOUNTED.iter().any(|uncounted| path.starts_with(uncounted));
    let (who, rate) = match &asked {
        Ok(caller) => (Who::Workspace(caller.scope.workspace()), app.config.limits.of(caller.tier)),
        Err(_) => (Who::Address(client.network()), app.config.limits.anonymous),
    };
    let charged = counted.then(|| app.counters.charge(&who, rate, 1, app.clock.now())).transpose();
    if let Err((standing, refusal)) = charged {
        let mut response = refusal.into_response();
        show(response.headers_mut(), standing);
        return response;
    }
    request.extensions_mut().insert(Asked(asked));
    request.extensions_mut().insert(client);
    let mut response = next.run(request).await;
    if counted {
        if response.status() == StatusCode::NOT_MODIFIED {
            app.counters.give_back(&who, 1);
        }
        // Looked at afterwards, since the route may have weighed more than one.
        show(response.headers_mut(), app.counters.look(&who, rate, app.clock.now()));
    }
    response
}

/// Counts what a request weighs beyond itself, such as the videos of a batch.
///
/// # Errors
/// `RATE_LIMITED` where there is no room for it.
pub fn weigh(app: &App, caller: &Caller, more: u32) -> Result<(), Refusal> {
    let (who, rate) = (Who::Workspace(caller.scope.workspace()), app.config.limits.of(caller.tier));
    app.counters.charge(&who, rate, more, app.clock.now()).map(drop).map_err(|(_, refusal)| refusal)
}

fn show(headers: &mut HeaderMap, standing: Standing) {
    headers.insert("x-ratelimit-limit", HeaderValue::from(standing.limit));
    headers.insert("x-ratelimit-remaining", HeaderValue::from(standing.remaining));
    // Rounded up: before that second the window is still the old one.
    let reset = standing.reset_at.after(999).unix_seconds();
    headers.insert("x-ratelimit-reset", HeaderValue::from(reset));
}

async fn recognise(app: &App, headers: &HeaderMap) -> Result<Arc<Caller>, Refusal> {
    let bearer = headers.get(AUTHORIZATION).map(|value| {
        let text = value.to_str().unwrap_or_default();
        let (scheme, token) = text.split_once(' ').unwrap_or_default();
        if scheme.eq_ignore_ascii_case("bearer") { token.trim() } else { "" }
    });
    let key = headers.get("x-api-key").map(|value| value.to_str().unwrap_or_default());
    match (bearer, key) {
        (Some(token), None) => by_token(app, token),
        (None, Some(key)) => by_key(app, key).await,
        // Two that may differ: which of them would be meant?
        (Some(_), Some(_)) | (None, None) => Err(Refusal::unauthenticated()),
    }
}

/// Who shows an access token.
///
/// # Errors
/// Where it is not good.
pub fn by_token(app: &App, token: &str) -> Result<Arc<Caller>, Refusal> {
    let now = app.clock.now();
    if let Some(caller) = app.recognition.get(token, now) {
        return Ok(caller);
    }
    let verified = app.keys.tokens.verify::<Access>(Purpose::Access, token, now);
    let verified = verified.ok_or_else(Refusal::unauthenticated)?;
    let seen = app.recognition.look();
    let caller = store::read(&app.store, |tables| access::of_session(tables, &verified.says))?;
    let caller = Arc::new(caller);
    app.recognition.remember(token, &caller, seen, now, verified.until);
    Ok(caller)
}

async fn by_key(app: &App, text: &str) -> Result<Arc<Caller>, Refusal> {
    let now = app.clock.now();
    if let Some(caller) = app.recognition.get(text, now) {
        return Ok(caller);
    }
    let seen = app.recognition.look();
    let (caller, key) = store::read(&app.store, |tables| access::of_key(tables, text))?;
    if key.is_stale(now) {
        let name = key.key();
        store::write(&app.store, move |tables| api_key::touch(tables, &name)).await?;
    }
    let caller = Arc::new(caller);
    app.recognition.remember(text, &caller, seen, now, key.expires_at.unwrap_or(Moment(i64::MAX)));
    Ok(caller)
}
