//! Gemini Omni: interactions that make a video.

use std::sync::Arc;

use axum::extract::{Extension, Path, State};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::check::{inline, seed, shape, short_side};
use super::veo::OMNI;
use super::{callback, operation};
use crate::answer::{Refusal, Trouble, json as answer};
use crate::call::Call;
use crate::check::{fields, needed_text, number, one_of, text};
use crate::clock;
use crate::faults::{Fault, without_marks};
use crate::id;
use crate::job::{Failure, Job, Order, Reason, State as JobState, life};
use crate::media::clips::size_of;
use crate::media::recipe::{Music, Origin, Recipe, Shot};
use crate::provider::Provider;
use crate::state::Sim;

type Asked = Extension<Arc<Call>>;
type Fields = Map<String, Value>;

const FIELDS: &[&str] = &[
    "model",
    "input",
    "response_format",
    "generation_config",
    "background",
    "store",
    "webhook_config",
    "system_instruction",
    "previous_interaction_id",
    "stream",
    "service_tier",
    "labels",
    "safety_settings",
    "response_modalities",
];
/// Thousandths of a dollar for a second.
const PRICE_THOUSANDTHS: i64 = 100;
/// What may be answered inside the body, in bytes.
const INLINE_BYTES_MAX: u64 = 4 << 20;

pub async fn create(State(sim): State<Sim>, Extension(call): Asked) -> Result<Response, Refusal> {
    let refuse = |trouble: Trouble| call.refuse(&trouble);
    let job = begun(&sim, &call).map_err(refuse)?;
    let in_background = job.request.get("background").and_then(Value::as_bool).unwrap_or(false);
    if in_background {
        return Ok(answer(200, &told(&sim, &job).await));
    }
    // Without `background` the answer comes when the video is there.
    loop {
        let now = sim.jobs.find(&job.id).ok_or_else(|| refuse(Trouble::NotFound(job.id.clone())))?;
        if now.state.has_ended() {
            return Ok(answer(200, &told(&sim, &now).await));
        }
        sim.pause(std::time::Duration::from_millis(20)).await;
    }
}

fn begun(sim: &Sim, call: &Call) -> Result<Job, Trouble> {
    let body = call.object()?;
    let shot = checked(sim, &body)?;
    if call.effects.has(&Fault::Refuse) {
        return Err(Trouble::Refused);
    }
    let cost = i64::from(shot.length_ms) * PRICE_THOUSANDTHS / 1000;
    let order = Order {
        kind: "interaction",
        recipe: Recipe::Shot(shot),
        cost_thousandths: cost,
        callback: callback(&body),
        reference: None,
        request: body,
        repeat_key: None,
    };
    life::begin(sim, call, format!("v1_{}", id::random(40, id::BASE62)), order)
}

fn checked(sim: &Sim, body: &Value) -> Result<Shot, Trouble> {
    let body = fields(body, "", FIELDS)?;
    let model = needed_text(body, "model")?;
    if model.trim_start_matches("models/") != OMNI {
        return Err(Trouble::NotFound(format!("models/{model} is not found for API version v1beta")));
    }
    if body.get("stream").and_then(Value::as_bool) == Some(true) {
        return Err(Trouble::invalid("stream", "the sandbox does not stream videos"));
    }
    let nothing = Value::Object(Map::new());
    let format = body.get("response_format").unwrap_or(&nothing);
    let format = format.as_array().and_then(|list| list.first()).unwrap_or(format);
    let known = ["type", "aspect_ratio", "resolution", "duration", "delivery", "gcs_uri", "mime_type"];
    let format = fields(format, "response_format", &known)?;
    one_of(format, "type", &["video"], "video")?;
    let aspect = one_of(format, "aspect_ratio", &["16:9", "9:16"], "16:9")?;
    let resolution = one_of(format, "resolution", &["360p", "720p", "1080p", "4k"], "720p")?;
    one_of(format, "delivery", &["inline", "uri"], "inline")?;
    let seconds = seconds(format)?;
    let config = body.get("generation_config").unwrap_or(&nothing);
    let config = fields(
        config,
        "generation_config",
        &["seed", "video_config", "temperature", "top_p", "max_output_tokens"],
    )?;
    number(config, "seed", (0.0, 4_294_967_295.0))?;
    if let Some(video) = config.get("video_config") {
        let video = fields(video, "generation_config.video_config", &["task"])?;
        one_of(video, "task", &["text_to_video", "image_to_video", "reference_to_video"], "text_to_video")?;
    }
    let (prompt, mut pictures) = input(sim, body.get("input").unwrap_or(&Value::Null))?;
    let side = short_side(sim, resolution);
    let number = config.get("seed").and_then(Value::as_u64).unwrap_or_else(|| seed(&prompt));
    Ok(Shot {
        prompt,
        image: if pictures.is_empty() { None } else { Some(pictures.remove(0)) },
        extras: pictures,
        size: Some(size_of(shape(aspect), side)),
        short_side: side,
        length_ms: seconds * 1000,
        music: Music::Played,
        seed: number,
    })
}

/// Three to ten seconds, as "8s".
fn seconds(format: &Fields) -> Result<u32, Trouble> {
    let Some(duration) = text(format, "duration")? else { return Ok(8) };
    let seconds =
        duration.trim_end_matches('s').parse::<f64>().ok().filter(|seconds| (3.0..=10.0).contains(seconds));
    let seconds = seconds.ok_or_else(|| Trouble::invalid("response_format.duration", "from 3s to 10s"))?;
    Ok(seconds.round() as u32)
}

/// The words and the pictures of an input: a text, a block, a list of blocks, a list of steps.
fn input(sim: &Sim, input: &Value) -> Result<(String, Vec<Origin>), Trouble> {
    let (mut words, mut pictures) = (Vec::new(), Vec::new());
    let mut waiting = vec![input];
    while let Some(part) = waiting.pop() {
        match part {
            Value::String(text) => words.push(text.clone()),
            Value::Array(parts) => waiting.extend(parts.iter().rev()),
            Value::Object(block) => match block.get("type").and_then(Value::as_str) {
                Some("text") => words.push(needed_text(block, "text")?.to_owned()),
                Some("image") => pictures.push(picture(sim, block)?),
                Some("video") => return Err(Trouble::invalid("input", "the sandbox does not edit videos")),
                Some("user_input") => waiting.extend(block.get("content")),
                other => {
                    let message = format!("unsupported block {}", other.unwrap_or("without a type"));
                    return Err(Trouble::invalid("input", message));
                }
            },
            _ => return Err(Trouble::invalid("input", "input is needed")),
        }
    }
    let prompt = without_marks(&words.join(" "));
    if prompt.trim().is_empty() && pictures.is_empty() {
        return Err(Trouble::invalid("input", "input is empty"));
    }
    Ok((prompt, pictures))
}

fn picture(sim: &Sim, block: &Fields) -> Result<Origin, Trouble> {
    let kinds = ["png", "jpeg", "webp", "heic", "heif", "gif", "bmp", "tiff"];
    let kind = text(block, "mime_type")?.unwrap_or("image/png");
    if !kind.strip_prefix("image/").is_some_and(|kind| kinds.contains(&kind)) {
        return Err(Trouble::invalid("input.mime_type", format!("unsupported mime_type {kind}")));
    }
    match text(block, "uri")? {
        Some(uri) => Ok(Origin::Url(uri.to_owned())),
        None => inline(sim, "input", block, "data"),
    }
}

pub async fn one(
    State(sim): State<Sim>,
    Path((_, id)): Path<(String, String)>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    let job = find(&sim, &id).map_err(|trouble| call.refuse(&trouble))?;
    Ok(answer(200, &told(&sim, &job).await))
}

pub async fn remove(
    State(sim): State<Sim>,
    Path((_, id)): Path<(String, String)>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    let job = find(&sim, &id).map_err(|trouble| call.refuse(&trouble))?;
    sim.jobs.forget(&job.id);
    Ok(answer(200, &json!({})))
}

pub async fn cancel(
    State(sim): State<Sim>,
    Path((_, id)): Path<(String, String)>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    let refuse = |trouble: Trouble| call.refuse(&trouble);
    let mut job = find(&sim, &id).map_err(refuse)?;
    if !job.state.has_ended() {
        job.state = JobState::Failed(Failure::new(Reason::Cancelled, "cancelled"));
        job.updated_ms = clock::now_ms();
        sim.jobs.keep(job.clone()).map_err(|error| refuse(Trouble::Broken(error.to_string())))?;
    }
    Ok(answer(200, &told(&sim, &job).await))
}

fn find(sim: &Sim, id: &str) -> Result<Job, Trouble> {
    let found = sim.jobs.get(Provider::Google, id).filter(|job| job.kind == "interaction");
    found.ok_or_else(|| Trouble::NotFound(format!("Interaction {id} not found")))
}

async fn told(sim: &Sim, job: &Job) -> Value {
    let (mut steps, mut errors) = (Vec::new(), Value::Null);
    let status = match &job.state {
        JobState::Waiting => "queued",
        JobState::Processing => "in_progress",
        JobState::Done(made) => {
            let asked = job.request.pointer("/response_format/delivery").and_then(Value::as_str);
            let uri = format!("{}/google/v1beta/files/{}:download?alt=media", sim.base, job.id);
            let large = sim.maker.size(&made.file).await > INLINE_BYTES_MAX;
            let content = if asked == Some("uri") || large {
                json!({ "type": "video", "mime_type": "video/mp4", "uri": uri })
            } else {
                json!({ "type": "video", "mime_type": "video/mp4", "data": operation::inline(sim, job, made).await })
            };
            steps.push(json!({ "type": "thought", "signature": "c2FuZGJveA==" }));
            steps.push(json!({ "type": "model_output", "content": [content] }));
            "completed"
        }
        JobState::Failed(failure) if failure.reason == Reason::Cancelled => "cancelled",
        JobState::Failed(failure) => {
            errors = json!([{ "code": if failure.reason == Reason::Refused { "PROHIBITED_CONTENT" } else { "INTERNAL" }, "message": failure.message }]);
            "failed"
        }
    };
    let tokens = steps.len() as i64 * 100;
    let mut told = json!({
        "id": job.id, "object": "interaction", "status": status, "created": clock::iso(job.created_ms),
        "updated": clock::iso(job.updated_ms), "model": OMNI, "steps": steps,
        "usage": { "total_input_tokens": 20, "total_output_tokens": tokens, "total_thought_tokens": 0, "total_tokens": tokens + 20 },
    });
    if let (Some(fields), false) = (told.as_object_mut(), errors.is_null()) {
        fields.insert("errors".into(), errors);
    }
    told
}
