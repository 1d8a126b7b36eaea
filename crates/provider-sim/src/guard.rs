//! What happens to every request before and after its provider sees it: the body is read, the key is checked, faults
//! come to pass.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use crate::answer::{Trouble, with_header};
use crate::call::Call;
use crate::connection::Cut;
use crate::faults::{Effects, Fault};
use crate::id;
use crate::provider::{Operation, Provider};
use crate::state::Sim;

/// The largest body that is read, in bytes: the largest upload that any of the providers takes.
const BODY_BYTES_MAX: usize = 110 << 20;

/// Guards the addresses of one provider.
pub async fn guard(
    State((sim, provider)): State<(Sim, Provider)>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_BYTES_MAX).await else {
        return Trouble::TooLarge.told_by(provider).into_response();
    };
    let query: Vec<(String, String)> =
        axum::extract::Query::try_from_uri(&parts.uri).map_or_else(|_| Vec::new(), |query| query.0);
    let operation = operation(provider, &parts.method, parts.uri.path());
    if let Err(trouble) = check_key(&sim, provider, &parts.headers, &query) {
        return trouble.told_by(provider).into_response();
    }
    let text = format!("{}?{} {}", parts.uri.path(), parts.uri.query().unwrap_or_default(), lossy(&body));
    let mut effects = sim.faults.take(provider, operation, &text);
    sim.pause(Duration::from_millis(effects.delay_ms())).await;
    if operation == Operation::Submit {
        effects = sim
            .faults
            .take(provider, Operation::Job, &text)
            .and(effects.undelayed())
            .and(Effects::written_in(&own_text(&body)));
    }
    if let Some(early) = before(provider, &effects, &cut, operation) {
        return early;
    }
    let call = Call {
        provider,
        path: parts.uri.path().to_owned(),
        query,
        headers: parts.headers.clone(),
        body: body.clone(),
        effects: effects.clone(),
    };
    parts.extensions.insert(Arc::new(call));
    let mut response = next.run(Request::from_parts(parts, body.into())).await;
    if effects.has(&Fault::DropAfter) {
        cut.cut();
    }
    if !response.headers().contains_key("x-request-id") {
        with_header(&mut response, "x-request-id", &format!("req_{}", id::random(24, id::HEX)));
    }
    response
}

/// What a request says itself: the neighbouring lines that it brings for the flow of speech have their own requests, and
/// what goes wrong with them is not to go wrong with this one.
fn own_text(body: &Bytes) -> String {
    match serde_json::from_slice::<Value>(body) {
        Ok(Value::Object(mut fields)) if fields.contains_key("text") => {
            fields.remove("previous_text");
            fields.remove("next_text");
            Value::Object(fields).to_string()
        }
        _ => lossy(body).into_owned(),
    }
}

fn lossy(body: &Bytes) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(body)
}

/// What goes wrong before the provider sees the request.
fn before(provider: Provider, effects: &Effects, cut: &Cut, operation: Operation) -> Option<Response> {
    if effects.has(&Fault::DropBefore) {
        cut.cut();
        return Some(Response::default());
    }
    let trouble = if let Some((code, retry_after)) = effects.status() {
        Trouble::Status(code, retry_after)
    } else if operation == Operation::Submit && effects.has(&Fault::OutOfCredit) {
        Trouble::OutOfCredit
    } else {
        return None;
    };
    Some(trouble.told_by(provider).into_response())
}

/// Whether a request asks for something that is paid, or for anything else.
fn operation(provider: Provider, method: &Method, path: &str) -> Operation {
    let free = match provider {
        Provider::Vertex => path.ends_with(":fetchPredictOperation"),
        Provider::OpenAi => path.ends_with("/moderations"),
        Provider::HeyGen => path.contains("/webhooks/") || path.ends_with("/assets"),
        Provider::Sync => path.contains("/assets") || path.contains("/analyze/"),
        Provider::Pollo => path.ends_with("/estimate"),
        Provider::ElevenLabs => path.ends_with("/settings/edit"),
        Provider::Google => path.contains("/webhooks") || path.ends_with("/cancel"),
    };
    if *method == Method::POST && !free { Operation::Submit } else { Operation::Status }
}

/// Whether the request has the provider's key where that provider looks for it.
fn check_key(
    sim: &Sim,
    provider: Provider,
    headers: &HeaderMap,
    query: &[(String, String)],
) -> Result<(), Trouble> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let bearer = || header("authorization").and_then(|value| value.strip_prefix("Bearer "));
    let asked = || query.iter().find(|(name, _)| name == "key").map(|(_, value)| value.as_str());
    let given = match provider {
        Provider::Pollo | Provider::Sync => header("x-api-key"),
        Provider::HeyGen => header("x-api-key").or_else(bearer),
        Provider::ElevenLabs => header("xi-api-key"),
        Provider::OpenAi | Provider::Vertex => bearer(),
        Provider::Google => header("x-goog-api-key").or_else(asked),
    };
    match given {
        None => Err(Trouble::KeyMissing),
        Some(key) if key == sim.options.keys.of(provider) => Ok(()),
        Some(_) => Err(Trouble::KeyWrong),
    }
}
