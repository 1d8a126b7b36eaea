//! Google: Gemini Omni through the Interactions API, Veo on the Gemini API as a shape, Veo on the enterprise platform.
//!
//! Not verified in public documents: the form of `duration` of Omni (here "8s" or a number of seconds as text), its
//! largest inline size (4 MB here), prices, how the webhooks of a single request are signed (here like stored ones, by
//! Standard Webhooks), which lengths go with which resolutions (8 s for 1080p and 4k here). The Gemini API has no Veo
//! any more since 2026-10-22, so those models answer 404 there and live on the enterprise platform only.

mod check;
mod omni;
mod operation;
mod veo;

use axum::Router;
use axum::routing::{get, post};
use serde_json::{Value, json};

use crate::answer::{Refusal, Trouble};
use crate::files;
use crate::job::{Job, State as JobState};
use crate::provider::Provider;
use crate::state::Sim;

/// Results are kept for two days.
const LINK_SECONDS: i64 = 2 * 24 * 3_600;

/// Every address below `/google`.
pub fn gemini_routes() -> Router<Sim> {
    Router::new()
        .route("/{version}/interactions", post(omni::create))
        .route("/{version}/interactions/{id}", get(omni::one).delete(omni::remove))
        .route("/{version}/interactions/{id}/cancel", post(omni::cancel))
        .route("/{version}/models", get(veo::models))
        .route("/{version}/models/{model}", post(veo::start_gemini).get(veo::model))
        .route("/{version}/models/{model}/operations/{id}", get(operation::poll))
        .route("/{version}/files/{file}", get(operation::download))
}

/// Every address below `/vertex`.
pub fn vertex_routes() -> Router<Sim> {
    let models = "/{version}/projects/{project}/locations/{location}/publishers/google/models/{model}";
    Router::new().route(models, post(veo::on_vertex))
}

/// A trouble in Google's words.
pub fn refusal(trouble: &Trouble) -> Refusal {
    let told = |code: u16, status: &str, message: &str| {
        Refusal::new(code, json!({ "error": { "code": code, "message": message, "status": status } }))
    };
    match trouble {
        Trouble::KeyMissing => told(403, "PERMISSION_DENIED", "Method doesn't allow unregistered callers"),
        Trouble::KeyWrong => told(401, "UNAUTHENTICATED", "Request had invalid authentication credentials"),
        Trouble::NotFound(what) => told(404, "NOT_FOUND", what),
        Trouble::Malformed(why) => {
            told(400, "INVALID_ARGUMENT", &format!("Invalid JSON payload received. {why}"))
        }
        Trouble::Invalid { field, message } => told(400, "INVALID_ARGUMENT", &format!("{field}: {message}")),
        Trouble::TooLarge => told(413, "INVALID_ARGUMENT", "Request payload size exceeds the limit"),
        Trouble::Status(429, after) => exhausted("You exceeded your current quota", after.unwrap_or(1)),
        Trouble::Status(503, after) => {
            told(503, "UNAVAILABLE", "The model is overloaded").retry_after(*after)
        }
        Trouble::Status(504, after) => told(504, "DEADLINE_EXCEEDED", "Deadline expired").retry_after(*after),
        Trouble::Status(code, after) => {
            told(*code, "INTERNAL", "An internal error has occurred").retry_after(*after)
        }
        Trouble::Refused => {
            told(400, "INVALID_ARGUMENT", "The prompt could not be submitted: it violates our policies")
        }
        Trouble::OutOfCredit => told(402, "RESOURCE_EXHAUSTED", "Your prepayment credits are depleted"),
        Trouble::Busy { limit, .. } => exhausted(&format!("At most {limit} requests may be under way"), 1),
        Trouble::Broken(why) => told(500, "INTERNAL", why),
    }
}

fn exhausted(message: &str, seconds: u64) -> Refusal {
    let retry =
        json!({ "@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": format!("{seconds}s") });
    let error =
        json!({ "code": 429, "message": message, "status": "RESOURCE_EXHAUSTED", "details": [retry] });
    Refusal::new(429, json!({ "error": error }))
}

/// What a customer is told when a task has ended.
pub fn webhook(sim: &Sim, job: &Job) -> Value {
    let at = crate::clock::iso(job.updated_ms);
    let (kind, inside) = match (&job.state, job.kind.as_str()) {
        (JobState::Done(_), "interaction") => {
            ("interaction.completed", json!({ "id": job.id, "status": "completed" }))
        }
        (_, "interaction") => ("interaction.failed", json!({ "id": job.id, "status": "failed" })),
        (JobState::Done(made), _) => {
            let link = files::link(sim, job, made, LINK_SECONDS);
            ("video.generated", json!({ "operation_name": job.id, "video_uri": link }))
        }
        _ => ("video.generated", json!({ "operation_name": job.id, "error": { "code": 13 } })),
    };
    let mut inside = inside;
    if let (Some(fields), Some(metadata)) = (inside.as_object_mut(), metadata(&job.request)) {
        fields.insert("user_metadata".into(), metadata.clone());
    }
    json!({ "type": kind, "timestamp": at, "data": inside })
}

fn metadata(request: &Value) -> Option<&Value> {
    let config = request.get("webhookConfig").or_else(|| request.get("webhook_config"))?;
    config.get("userMetadata").or_else(|| config.get("user_metadata"))
}

/// Where the customer of a single request wants to be told.
fn callback(request: &Value) -> Option<String> {
    let config = request.get("webhookConfig").or_else(|| request.get("webhook_config"))?;
    config.get("uris")?.as_array()?.first()?.as_str().map(str::to_owned)
}

/// Both platforms speak alike.
fn is_google(provider: Provider) -> bool {
    matches!(provider, Provider::Google | Provider::Vertex)
}
