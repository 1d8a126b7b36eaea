//! A name for every request, in the log and in its answer, and how long it took.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;
use uuid::Uuid;

/// Names a request.
pub async fn trace(request: Request, next: Next) -> Response {
    let id = name(&request);
    let method = request.method().clone();
    // The address as it was written may hold secrets: only its pattern is told.
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", trace_id = %id, %method, route);
    let began = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let took = began.elapsed();
    let status = response.status().as_u16();
    span.in_scope(|| tracing::info!(status, milliseconds = took.as_secs_f64() * 1000.0, "answered"));
    let labels = [("route", route), ("method", label(&method).to_owned()), ("status", status.to_string())];
    metrics::counter!("http_requests_total", &labels).increment(1);
    let [route, _, _] = labels;
    metrics::histogram!("http_request_seconds", &[route]).record(took.as_secs_f64());
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

/// A method for the metrics: clients can make up methods, and each would be kept for ever.
fn label(method: &Method) -> &str {
    match method.as_str() {
        known @ ("GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS") => known,
        _ => "OTHER",
    }
}

/// The name a request brings (W3C `traceparent`: 32 hexadecimal digits), or a new one.
fn name(request: &Request) -> String {
    let header = request.headers().get("traceparent").and_then(|value| value.to_str().ok());
    let brought = header.and_then(|text| text.split('-').nth(1));
    let is_name = |text: &&str| {
        text.len() == 32
            && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
            && text.bytes().any(|byte| byte != b'0')
    };
    brought.filter(is_name).map_or_else(|| Uuid::from_bytes(random()).simple().to_string(), str::to_owned)
}

/// Random bytes; where the system has none, the request goes on under a name of zeros.
fn random() -> [u8; 16] {
    crate::security::random().unwrap_or_default()
}
