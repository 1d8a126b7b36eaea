//! HeyGen's lipsyncs: a video with another sound.

use std::sync::Arc;

use axum::extract::{Extension, Path, State};
use axum::response::Response;
use serde_json::{Value, json};

use super::facts::LIPSYNC_FIELDS;
use super::upload::origin_of;
use super::{LINK_SECONDS, fetched, repeat_key};
use crate::answer::{Refusal, Trouble, json as answer};
use crate::call::Call;
use crate::check::{Switch, fields, one_of, truth};
use crate::clock;
use crate::faults::Fault;
use crate::files;
use crate::id;
use crate::job::{Job, Order, State as JobState, life};
use crate::media::recipe::{Fitting, Lips, Recipe, Sound};
use crate::provider::Provider;
use crate::state::Sim;

type Asked = Extension<Arc<Call>>;

pub async fn create(State(sim): State<Sim>, Extension(call): Asked) -> Result<Response, Refusal> {
    let job = created(&sim, &call).await.map_err(|trouble| call.refuse(&trouble))?;
    Ok(answer(200, &json!({ "data": { "lipsync_id": job.id } })))
}

async fn created(sim: &Sim, call: &Call) -> Result<Job, Trouble> {
    let key = repeat_key(call)?;
    let in_progress =
        || Trouble::invalid("Idempotency-Key#request_in_progress", "A request with this key is in progress");
    let _flight = key.as_deref().map(|key| sim.desk.take_up(key).ok_or_else(in_progress)).transpose()?;
    if let Some(before) = key.as_deref().and_then(|key| sim.jobs.of_key(key)) {
        return Ok(before);
    }
    let request = call.object()?;
    let body = fields(&request, "", LIPSYNC_FIELDS)?;
    let missing = |name: &str| Trouble::invalid(name, "Required");
    let video = origin_of(sim, "video", body.get("video").ok_or_else(|| missing("video"))?)?;
    let audio = origin_of(sim, "audio", body.get("audio").ok_or_else(|| missing("audio"))?)?;
    let mode = one_of(body, "mode", &["speed", "precision"], "speed")?;
    one_of(body, "fps_mode", &["vfr", "cfr", "passthrough"], "cfr")?;
    let dynamic = truth(body, "enable_dynamic_duration", Switch::On)?;
    if call.effects.has(&Fault::Refuse) {
        return Err(Trouble::Refused);
    }
    let text = |name: &str| request.get(name).and_then(Value::as_str).map(str::to_owned);
    let fitting = if dynamic == Switch::On { Fitting::Remap } else { Fitting::CutOff };
    let recipe = Recipe::Lips(Lips { video, sound: Sound::Recording(audio), fitting });
    let order = Order {
        kind: "lipsync",
        recipe: fetched(sim, recipe).await?,
        cost_thousandths: if mode == "precision" { 335 } else { 170 },
        callback: text("callback_url"),
        reference: text("callback_id"),
        request,
        repeat_key: key,
    };
    life::begin(sim, call, id::random(32, id::HEX), order)
}

pub async fn get(
    State(sim): State<Sim>,
    Path(id): Path<String>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    let found = sim.jobs.get(Provider::HeyGen, &id).filter(|job| job.kind == "lipsync");
    let unknown = || Trouble::invalid("lipsync_id#resource_not_found", format!("Lipsync {id} not found"));
    let job = found.ok_or_else(|| call.refuse(&unknown()))?;
    let (mut link, mut seconds, mut failure) = (Value::Null, Value::Null, Value::Null);
    let status = match &job.state {
        JobState::Waiting => "pending",
        JobState::Processing => "running",
        JobState::Done(made) => {
            link = json!(files::link(&sim, &job, made, LINK_SECONDS));
            seconds = json!(made.seconds);
            "completed"
        }
        JobState::Failed(why) => {
            failure = json!(why.message);
            "failed"
        }
    };
    let asked = |name: &str| job.request.get(name);
    Ok(answer(
        200,
        &json!({ "data": {
            "id": job.id, "status": status, "video_url": link, "caption_url": null, "duration": seconds,
            "failure_message": failure, "callback_id": asked("callback_id"), "title": asked("title"),
            "created_at": clock::seconds(job.created_ms),
        } }),
    ))
}
