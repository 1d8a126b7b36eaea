//! HeyGen v3: videos of speaking avatars, lipsyncs, catalogue, speech, uploads.
//!
//! Not verified in public documents: the key of the sentence in a failure's webhook (here `msg`), whether calls to a
//! request's own `callback_url` are signed (here they are, as those to stored endpoints), what v1 and v2 answer since
//! their end (here 404), some pairs of status and code. Not simulated: `studio` scenes, batches, translations, agents.

mod avatar;
mod catalogue;
mod facts;
mod lipsync;
mod upload;
mod video;
mod voice;

use axum::Router;
use axum::routing::{get, post};
use serde_json::{Value, json};

use crate::answer::{Refusal, Trouble};
use crate::call::Call;
use crate::files;
use crate::job::{Failure, Job, Reason, State as JobState};
use crate::media::recipe::Recipe;
use crate::state::Sim;

/// A presigned link works for so many seconds.
const LINK_SECONDS: i64 = 3_600;

/// Every address below `/heygen`.
pub fn routes() -> Router<Sim> {
    Router::new()
        .route("/v3/videos", post(video::create).get(video::list))
        .route("/v3/videos/statuses", get(video::statuses))
        .route("/v3/videos/{id}", get(video::get).delete(video::remove))
        .route("/v3/avatars", get(catalogue::groups))
        .route("/v3/avatars/looks", get(catalogue::looks))
        .route("/v3/voices", get(voice::list))
        .route("/v3/voices/speech", post(voice::speech))
        .route("/v3/voices/{id}", get(voice::get))
        .route("/v3/lipsyncs", post(lipsync::create))
        .route("/v3/lipsyncs/{id}", get(lipsync::get))
        .route("/v3/assets", post(upload::create))
        .route("/v3/users/me", get(catalogue::me))
        .route("/v3/webhooks/endpoints", post(upload::endpoint))
}

/// A trouble in HeyGen's words.
pub fn refusal(trouble: &Trouble) -> Refusal {
    let told = |status: u16, code: &str, message: &str| Refusal::new(status, body(code, message, None));
    match trouble {
        Trouble::KeyMissing | Trouble::KeyWrong => told(401, "unauthorized", "Unauthorized"),
        Trouble::NotFound(what) => told(404, "not_found", what),
        Trouble::Malformed(why) => told(400, "invalid_parameter", why),
        Trouble::Invalid { field, message } => {
            let (param, code) = field.split_once('#').unwrap_or((field, "invalid_parameter"));
            let status = match code {
                found if found.ends_with("not_found") => 404,
                "request_in_progress" => 409,
                _ => 400,
            };
            Refusal::new(status, body(code, message, Some(param)))
        }
        Trouble::TooLarge => told(413, "payload_too_large", "The payload is too large"),
        Trouble::Status(429, after) => {
            told(429, "rate_limit_exceeded", "Rate limit exceeded").retry_after(Some(after.unwrap_or(1)))
        }
        Trouble::Status(code, after) => {
            told(*code, "internal_error", "Something is wrong, please try again").retry_after(*after)
        }
        Trouble::Refused => {
            told(403, "ai_vendor_access_restricted", "The script violates our moderation policy")
        }
        Trouble::OutOfCredit => told(402, "insufficient_credit", "Insufficient credit to create this video"),
        Trouble::Busy { limit, .. } => {
            let message = format!("You have reached the limit of {limit} concurrent videos");
            told(429, "resource_limit_exceeded", &message).retry_after(Some(1))
        }
        Trouble::Broken(why) => told(500, "internal_error", why),
    }
}

fn body(code: &str, message: &str, param: Option<&str>) -> Value {
    let address = format!("https://developers.heygen.com/docs/error-codes#{code}");
    let mut error = json!({ "code": code, "message": message, "doc_url": address });
    if let (Some(param), Some(fields)) = (param, error.as_object_mut()) {
        fields.insert("param".into(), json!(param));
    }
    json!({ "error": error })
}

/// What a customer is told when a task has ended.
pub fn webhook(sim: &Sim, job: &Job) -> Value {
    let reference = job.request.get("callback_id").cloned().unwrap_or(Value::Null);
    let name = if job.kind == "lipsync" { "lipsync" } else { "avatar_video" };
    let id_field = if job.kind == "lipsync" { "lipsync_id" } else { "video_id" };
    match &job.state {
        JobState::Done(made) => json!({
            "event_type": format!("{name}.success"),
            "event_data": {
                id_field: job.id, "url": files::link(sim, job, made, LINK_SECONDS), "callback_id": reference,
                "gif_download_url": null, "video_page_url": null, "video_share_page_url": null, "folder_id": null,
            },
        }),
        JobState::Failed(failure) => json!({
            "event_type": format!("{name}.fail"),
            "event_data": { id_field: job.id, "callback_id": reference, "msg": failure.message },
        }),
        JobState::Waiting | JobState::Processing => Value::Null,
    }
}

/// A failure's code.
fn failure_code(failure: &Failure) -> &'static str {
    match failure.reason {
        Reason::Asked | Reason::Broken | Reason::Cancelled => "internal_error",
        Reason::Refused => "moderation_rejected",
        Reason::Unreachable => "download_failed",
        Reason::NoMedia => "invalid_media",
    }
}

/// The recipe with everything fetched that it needs: HeyGen says at once when an address does not work.
///
/// # Errors
/// `download_failed`.
async fn fetched(sim: &Sim, recipe: Recipe) -> Result<Recipe, Trouble> {
    let failed = |failure: Failure| Trouble::invalid("url#download_failed", failure.message);
    sim.maker.gathered(recipe, &sim.reach).await.map_err(failed)
}

/// The customer's key against doing it twice, with the address that it holds for.
///
/// # Errors
/// When it is not of the form that is allowed.
fn repeat_key(call: &Call) -> Result<Option<String>, Trouble> {
    let Some(key) = call.header("idempotency-key") else { return Ok(None) };
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"_:.-".contains(&byte);
    if key.is_empty() || key.len() > 255 || !key.bytes().all(allowed) {
        return Err(Trouble::invalid("Idempotency-Key", "1 to 255 of letters, digits and _ : . -"));
    }
    Ok(Some(format!("heygen {} {key}", call.path)))
}
