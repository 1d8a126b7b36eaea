//! What the administrator asks, on a listener of its own that only this machine reaches.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::AUTHORIZATION;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use metrics_exporter_prometheus::PrometheusHandle;
use serde::Deserialize;

use crate::admin::{self, Granted, Verdict, Wish};
use crate::app::SharedApp;
use crate::http::body::Json;
use crate::http::envelope::{self, Answer, Reply};
use crate::refusal::Refusal;
use crate::security::keys::{KeyError, write_secret};
use crate::security::{SecretHash, random_text};
use crate::serve::admin_file;

/// The routes, and the file that says where they are and with which token they are asked.
///
/// # Errors
/// Where the file cannot be written.
pub fn router(app: SharedApp, address: SocketAddr, folder: &Path) -> Result<Router, KeyError> {
    let token = random_text().map_err(|_| KeyError::Unmade)?;
    let content = serde_json::json!({ "url": format!("http://{address}"), "token": token });
    write_secret(&admin_file(folder), &content.to_string())?;
    let hash = Arc::new(SecretHash::of(&token));
    Ok(Router::new()
        .route("/metrics", get(show_metrics))
        .route("/admin/grant", post(grant))
        .route("/admin/verify-ledger", post(verify))
        .route("/admin/rotate-keys", post(rotate))
        .route("/admin/jobs", post(jobs))
        .fallback(|| async { Refusal::missing("address") })
        .layer(from_fn_with_state(hash, check))
        .layer(Extension(recorder()))
        .layer(from_fn_with_state(SharedApp::clone(&app), envelope::render))
        .with_state(app))
}

/// Metrics of the process: the first service in it sets them up.
fn recorder() -> PrometheusHandle {
    static HANDLE: std::sync::OnceLock<PrometheusHandle> = std::sync::OnceLock::new();
    let make = || {
        let recorder = metrics_exporter_prometheus::PrometheusBuilder::new()
            .set_buckets(&[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0])
            .unwrap_or_default()
            .build_recorder();
        let handle = recorder.handle();
        drop(metrics::set_global_recorder(recorder));
        handle
    };
    HANDLE.get_or_init(make).clone()
}

/// Only who can read the file asks. Metrics hold no secrets, and are read by programs that cannot.
async fn check(State(hash): State<Arc<SecretHash>>, request: Request, next: Next) -> Response {
    let header = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = header.and_then(|text| text.strip_prefix("Bearer ")).unwrap_or_default();
    if request.uri().path() != "/metrics" && SecretHash::of(token) != *hash {
        return Refusal::unauthenticated().into_response();
    }
    next.run(request).await
}

async fn show_metrics(Extension(handle): Extension<PrometheusHandle>) -> Response {
    handle.run_upkeep();
    ([("content-type", "text/plain; version=0.0.4")], handle.render()).into_response()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GrantRequest {
    email: String,
    credits: Option<String>,
    tier: Option<crate::account::plan::Tier>,
}

async fn grant(State(app): State<SharedApp>, Json { value, .. }: Json<GrantRequest>) -> Answer<Granted> {
    let wish = Wish::new(&value.email, value.credits.as_deref(), value.tier)?;
    Ok(Reply::ok(admin::grant(&app, wish).await?))
}

async fn verify(State(app): State<SharedApp>) -> Answer<Verdict> {
    Ok(Reply::ok(admin::verify_ledger(&app).await?))
}

async fn jobs(State(app): State<SharedApp>) -> Answer<admin::Jobs> {
    Ok(Reply::ok(admin::jobs(&app)?))
}

async fn rotate(State(app): State<SharedApp>) -> Answer<admin::Rotated> {
    Ok(Reply::ok(admin::rotate_keys(&app).await?))
}
