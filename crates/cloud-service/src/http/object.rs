//! Files by signed addresses, calls from providers, and stills of actors.

use std::io::SeekFrom;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, RANGE,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_util::io::ReaderStream;
use types::actor::ActorId;

use crate::app::SharedApp;
use crate::generation::Attempt;
use crate::hands::{callback_key, object_key};
use crate::id::{AttemptId, ObjectId, WorkspaceId};
use crate::moment::Moment;
use crate::object;
use crate::refusal::{Kind, Refusal};
use crate::security::signed_url::Grant;
use crate::store;

pub fn routes() -> Router<SharedApp> {
    Router::new()
        .route("/objects/{workspace}/{id}", get(fetch))
        .route("/hooks/{provider}/{attempt}", post(called))
        .route("/media/actors/{id}", get(still))
}

/// What shows that an address is ours.
#[derive(Deserialize)]
struct Signed {
    until: i64,
    signature: String,
}

fn check(app: &SharedApp, method: &str, key: &str, signed: &Signed) -> Result<(), Refusal> {
    let until = Moment(signed.until.saturating_mul(1000));
    let grant = Grant { method, key, saved_as: None, until };
    if app.keys.urls.holds(&grant, &signed.signature, app.clock.now()) {
        return Ok(());
    }
    Err(Refusal::new(
        Kind::Forbidden,
        "ADDRESS_EXPIRED",
        "This address is no longer good. Ask for a new one.",
    ))
}

async fn fetch(
    State(app): State<SharedApp>,
    Path((workspace, id)): Path<(String, String)>,
    Query(signed): Query<Signed>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let missing = || Refusal::missing("file");
    let workspace: WorkspaceId = workspace.parse().map_err(|_| missing())?;
    let id: ObjectId = id.parse().map_err(|_| missing())?;
    check(&app, "GET", &object_key(workspace, id), &signed)?;
    let object = store::read(&app.store, |tables| object::load(tables, workspace, id))?;
    let range = range(&headers, object.bytes)?;
    let (from, length) = range.unwrap_or((0, object.bytes));
    let mut file = File::open(app.objects.path(workspace, id)).await.map_err(|_| missing())?;
    file.seek(SeekFrom::Start(from)).await.map_err(|_| Refusal::internal())?;
    let body = if method == Method::HEAD {
        Body::empty()
    } else {
        Body::from_stream(ReaderStream::new(file.take(length)))
    };
    let mut response = Response::new(body);
    let media_type = HeaderValue::from_str(&object.media_type);
    let media_type = media_type.unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, media_type);
    headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, max-age=600"));
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{}\"", object.sha256)) {
        headers.insert(ETAG, tag);
    }
    if range.is_some() {
        let text = format!("bytes {from}-{}/{}", (from + length).saturating_sub(1), object.bytes);
        headers.insert(CONTENT_RANGE, HeaderValue::from_str(&text).map_err(|_| Refusal::internal())?);
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    Ok(response)
}

/// The part of a file that is asked for: from where, and how much. One range only; others are answered with all of it.
fn range(headers: &HeaderMap, bytes: u64) -> Result<Option<(u64, u64)>, Refusal> {
    let text = headers.get(RANGE).and_then(|value| value.to_str().ok());
    let Some((from, to)) =
        text.and_then(|text| text.strip_prefix("bytes=")).and_then(|text| text.split_once('-'))
    else {
        return Ok(None);
    };
    let wrong = || Refusal::new(Kind::Invalid, "RANGE_NOT_SATISFIABLE", "The file has no such part.");
    let (from, to) = match (from.parse::<u64>(), to.parse::<u64>()) {
        (Ok(from), Ok(to)) => (from, to.min(bytes.saturating_sub(1))),
        (Ok(from), Err(_)) if to.is_empty() => (from, bytes.saturating_sub(1)),
        (Err(_), Ok(last)) if from.is_empty() => (bytes.saturating_sub(last), bytes.saturating_sub(1)),
        _ => return Ok(None),
    };
    if from > to || from >= bytes {
        return Err(wrong());
    }
    Ok(Some((from, to - from + 1)))
}

/// A provider calls. What it says is only a reason to ask it: its word alone pays for nothing.
async fn called(
    State(app): State<SharedApp>,
    Path((provider, attempt)): Path<(String, String)>,
    Query(signed): Query<Signed>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    let attempt: AttemptId = attempt.parse().map_err(|_| Refusal::missing("attempt"))?;
    check(&app, "POST", &callback_key(&provider, attempt), &signed)?;
    let adapter = app.providers.adapters.get(&provider).ok_or_else(|| Refusal::missing("provider"))?;
    let named: Vec<(String, String)> = headers
        .iter()
        .filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())))
        .collect();
    let now = app.clock.now().unix_seconds();
    let call = adapter.callback(&named, &body, now).map_err(|error| {
        tracing::warn!(provider, %error, "a call was not taken");
        Refusal::new(Kind::Unauthenticated, "CALLBACK_REFUSED", "This call was not taken.")
    })?;
    let found: Option<Attempt> =
        store::read(&app.store, |tables| Ok(store::find(tables, Attempt::by_id(attempt))?))?;
    let found = found.ok_or_else(|| Refusal::missing("attempt"))?;
    app.called(&found, call.task).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A still of an actor: what its card shows, and what a video may begin with.
async fn still(State(app): State<SharedApp>, Path(name): Path<String>) -> Result<Response, Refusal> {
    let id = ActorId(name.trim_end_matches(".png").to_owned());
    let actor = types::actor::find(&id).ok_or_else(|| Refusal::missing("actor"))?;
    let bytes = app.stills.png(actor).await?;
    let mut response = Response::new(Body::from(bytes));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("image/png"));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400"));
    Ok(response)
}
