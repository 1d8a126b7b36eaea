//! Long-running operations: polled until they say that they are done.

use std::sync::Arc;

use axum::extract::{Extension, Path, State};
use axum::response::Response;
use serde_json::{Value, json};

use super::veo::is_video;
use crate::answer::{Refusal, Trouble, bytes, json as answer};
use crate::call::Call;
use crate::check::{fields, needed_text};
use crate::digest;
use crate::faults::Fault;
use crate::files::damaged;
use crate::job::{Job, Reason, State as JobState};
use crate::media::recipe::Made;
use crate::provider::Operation;
use crate::state::Sim;

type Asked = Extension<Arc<Call>>;

/// On the Gemini API by address.
pub async fn poll(
    State(sim): State<Sim>,
    Path((_, model, id)): Path<(String, String, String)>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    let name = format!("models/{model}/operations/{id}");
    let found =
        sim.jobs.find(&name).filter(|job| is_video(job.provider, &job.kind) && job.provider == call.provider);
    let job = found.ok_or_else(|| call.refuse(&Trouble::NotFound(format!("Operation {name} not found"))))?;
    Ok(answer(200, &told(&sim, &job).await))
}

/// On the enterprise platform by a name in the body.
///
/// # Errors
/// When there is no operation of that name.
pub async fn fetch(sim: &Sim, call: &Call) -> Result<Response, Trouble> {
    let body = call.object()?;
    let name = needed_text(fields(&body, "", &["operationName"])?, "operationName")?;
    let found = sim.jobs.get(call.provider, name).filter(|job| is_video(job.provider, &job.kind));
    let job = found.ok_or_else(|| Trouble::NotFound(format!("Operation {name} not found")))?;
    Ok(answer(200, &told(sim, &job).await))
}

async fn told(sim: &Sim, job: &Job) -> Value {
    match &job.state {
        // Until it is done, that word is not there at all.
        JobState::Waiting | JobState::Processing => json!({ "name": job.id }),
        JobState::Done(made) => json!({ "name": job.id, "done": true, "response": {
            "@type": "type.googleapis.com/cloud.ai.large_models.vision.GenerateVideoResponse",
            "raiMediaFilteredCount": 0,
            "videos": [{ "bytesBase64Encoded": inline(sim, job, made).await, "mimeType": "video/mp4" }],
        } }),
        JobState::Failed(failure) if failure.reason == Reason::Refused => {
            json!({ "name": job.id, "done": true, "response": {
                "@type": "type.googleapis.com/cloud.ai.large_models.vision.GenerateVideoResponse",
                "raiMediaFilteredCount": 1, "raiMediaFilteredReasons": [failure.message],
            } })
        }
        JobState::Failed(failure) => {
            json!({ "name": job.id, "done": true, "error": { "code": 13, "message": failure.message, "details": [] } })
        }
    }
}

/// The result in Base64, as it comes where there is no storage.
///
/// A result that cannot be read any more is empty, which is no video.
pub async fn inline(sim: &Sim, job: &Job, made: &Made) -> String {
    let effects =
        sim.faults.take(job.provider, Operation::File, &job.request.to_string()).and(job.effects.clone());
    if effects.has(&Fault::Expire) {
        return String::new();
    }
    let body = sim.maker.read(&made.file).await.unwrap_or_default();
    digest::base64(&damaged(body, &effects))
}

/// A result by address: `files/{name}:download`, with the key.
pub async fn download(
    State(sim): State<Sim>,
    Path((_, file)): Path<(String, String)>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    let name = file.split(':').next().unwrap_or_default();
    let unknown = || call.refuse(&Trouble::NotFound(format!("File {name} not found")));
    let job = sim.jobs.get(call.provider, name).ok_or_else(unknown)?;
    let JobState::Done(made) = &job.state else { return Err(unknown()) };
    let effects = sim
        .faults
        .take(call.provider, Operation::File, &format!("{file} {}", job.request))
        .and(job.effects.clone());
    sim.pause(std::time::Duration::from_millis(effects.clone().delay_ms())).await;
    if effects.has(&Fault::Expire) {
        return Err(unknown());
    }
    let body = sim.maker.read(&made.file).await.map_err(|_| unknown())?;
    Ok(bytes(damaged(body, &effects), "video/mp4"))
}
