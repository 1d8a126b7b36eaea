//! ElevenLabs: text to speech with times, voices, clones, speech to text, models.
//!
//! Not verified in public documents: bounds of voice settings other than speed, limits of files for clones, whether
//! 429 comes with `Retry-After` (here it does not), the limit of `eleven_v3` (5,000 here), the form of the webhook of
//! speech to text (here wrapped in `type`, `event_timestamp`, `data`), what an unknown field does (here it is refused, so
//! that a misspelt one is found). Not simulated: dialogues, sound effects, the library of shared voices.

pub mod library;
mod models;
mod say;
mod transcribe;
mod voices;

use axum::Router;
use axum::routing::{get, post};
use serde_json::{Value, json};

use crate::answer::{Refusal, Trouble};
use crate::id;
use crate::media::recipe::Origin;
use crate::media::speech::Said;
use crate::state::Sim;

/// The languages of the models that speak many.
pub const LANGUAGES: &[(&str, &str)] = models::LANGUAGES;

/// What was said in a recording.
///
/// # Errors
/// When it is no sound, and when it is not the simulator's own speech.
pub async fn recognised(sim: &Sim, origin: Origin) -> Result<Said, Trouble> {
    transcribe::recognised(sim, origin).await
}

/// Every address below `/elevenlabs`.
pub fn routes() -> Router<Sim> {
    Router::new()
        .route("/v1/text-to-speech/{voice}", post(say::bytes))
        .route("/v1/text-to-speech/{voice}/stream", post(say::bytes))
        .route("/v1/text-to-speech/{voice}/with-timestamps", post(say::timed))
        .route("/v1/text-to-speech/{voice}/stream/with-timestamps", post(say::timed_stream))
        .route("/v2/voices", get(voices::search))
        .route("/v1/voices", get(voices::list))
        .route("/v1/voices/add", post(voices::clone))
        .route("/v1/voices/settings/default", get(voices::default_settings))
        .route("/v1/voices/{voice}", get(voices::one).delete(voices::remove))
        .route("/v1/voices/{voice}/settings", get(voices::settings))
        .route("/v1/voices/{voice}/settings/edit", post(voices::edit_settings))
        .route("/v1/models", get(models::list))
        .route("/v1/user/subscription", get(models::subscription))
        .route("/v1/speech-to-text", post(transcribe::start))
        .route("/v1/speech-to-text/transcripts/{id}", get(transcribe::get).delete(transcribe::remove))
}

/// A trouble in ElevenLabs' words. What is wrong with a key or a quota still comes in the older form, what breaks the
/// schema as a list, everything else in the current form: customers meet all three.
pub fn refusal(trouble: &Trouble) -> Refusal {
    match trouble {
        Trouble::KeyMissing => older(401, "missing_api_key", "Please provide an API key"),
        Trouble::KeyWrong => older(401, "invalid_api_key", "Invalid API key"),
        Trouble::NotFound(what) => current(404, "not_found", "not_found", what),
        Trouble::Malformed(why) => schema("body", why, "value_error.jsondecode"),
        Trouble::Invalid { field, message } => field_refusal(field, message),
        Trouble::TooLarge => current(400, "invalid_request", "request_too_large", "The request is too large"),
        Trouble::Status(429, after) => {
            let refusal =
                current(429, "rate_limit_error", "system_busy", "The system is experiencing heavy traffic");
            refusal.retry_after(*after)
        }
        Trouble::Status(503, after) => {
            current(503, "service_unavailable", "service_unavailable", "Service unavailable")
                .retry_after(*after)
        }
        Trouble::Status(code, after) => {
            current(*code, "internal_error", "internal_error", "Internal server error").retry_after(*after)
        }
        Trouble::Refused => {
            current(403, "authorization_error", "forbidden", "The text violates our terms of service")
        }
        Trouble::OutOfCredit => current(
            402,
            "payment_required",
            "insufficient_credits",
            "This request exceeds your quota. You have 0 credits remaining",
        ),
        Trouble::Busy { running, limit } => {
            let message = format!("Too many concurrent requests. Your current subscription allows {limit}");
            current(429, "rate_limit_error", "concurrent_limit_exceeded", &message)
                .with("current-concurrent-requests", running)
                .with("maximum-concurrent-requests", limit)
        }
        Trouble::Broken(why) => current(500, "internal_error", "internal_error", why),
    }
}

/// A field that breaks the schema or a rule: `field` is where it is, and after "#" the code, if it is a rule.
fn field_refusal(field: &str, message: &str) -> Refusal {
    match field.split_once('#') {
        None => schema(field, message, "value_error"),
        Some((field, code)) => {
            let mut body = detail("validation_error", code, message);
            if let Some(param) = body.pointer_mut("/detail/param").filter(|_| !field.is_empty()) {
                *param = json!(field);
            }
            Refusal::new(if code.ends_with("not_found") { 404 } else { 400 }, body)
        }
    }
}

/// The current form.
fn current(status: u16, kind: &str, code: &str, message: &str) -> Refusal {
    Refusal::new(status, detail(kind, code, message))
}

fn detail(kind: &str, code: &str, message: &str) -> Value {
    let request = id::random(20, id::BASE62);
    json!({ "detail": { "type": kind, "code": code, "message": message, "status": code, "request_id": request, "param": null } })
}

/// The older form.
fn older(status: u16, code: &str, message: &str) -> Refusal {
    Refusal::new(status, json!({ "detail": { "status": code, "message": message } }))
}

/// What breaks the schema.
fn schema(field: &str, message: &str, kind: &str) -> Refusal {
    let location = if field == "body" { json!(["body"]) } else { json!(["body", field]) };
    Refusal::new(422, json!({ "detail": [{ "loc": location, "msg": message, "type": kind }] }))
}
