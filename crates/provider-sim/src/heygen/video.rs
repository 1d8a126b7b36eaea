//! HeyGen's videos: asking for one, looking at it, deleting it.

use std::sync::Arc;

use axum::extract::{Extension, Path, State};
use axum::response::Response;
use serde_json::{Value, json};

use super::{LINK_SECONDS, avatar, failure_code, fetched, repeat_key};
use crate::answer::{Refusal, Trouble, json as answer};
use crate::call::Call;
use crate::clock;
use crate::faults::Fault;
use crate::files;
use crate::id;
use crate::job::{Job, Order, State as JobState, life};
use crate::media::recipe::{Person, Recipe, Sound, Talk};
use crate::provider::Provider;
use crate::state::Sim;

type Asked = Extension<Arc<Call>>;

pub async fn create(State(sim): State<Sim>, Extension(call): Asked) -> Result<Response, Refusal> {
    let job = created(&sim, &call).await.map_err(|trouble| call.refuse(&trouble))?;
    // A new video is "waiting" here and "pending" wherever it is read.
    Ok(answer(200, &json!({ "data": { "video_id": job.id, "status": "waiting", "output_format": "mp4" } })))
}

async fn created(sim: &Sim, call: &Call) -> Result<Job, Trouble> {
    let key = repeat_key(call)?;
    let in_progress =
        || Trouble::invalid("Idempotency-Key#request_in_progress", "A request with this key is in progress");
    let _flight = key.as_deref().map(|key| sim.desk.take_up(key).ok_or_else(in_progress)).transpose()?;
    if let Some(before) = key.as_deref().and_then(|key| sim.jobs.of_key(key)) {
        return Ok(before);
    }
    let body = call.object()?;
    let wish = avatar::check(sim, &body)?;
    if call.effects.has(&Fault::Refuse) {
        return Err(Trouble::Refused);
    }
    let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
    let order = Order {
        kind: "video",
        recipe: fetched(sim, wish.recipe).await?,
        cost_thousandths: wish.cost_thousandths,
        callback: text("callback_url"),
        reference: text("callback_id"),
        request: body,
        repeat_key: key,
    };
    life::begin(sim, call, id::random(32, id::HEX), order)
}

pub async fn get(
    State(sim): State<Sim>,
    Path(id): Path<String>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    let job = find(&sim, &id).map_err(|trouble| call.refuse(&trouble))?;
    Ok(answer(200, &json!({ "data": told(&sim, &job) })))
}

pub async fn remove(
    State(sim): State<Sim>,
    Path(id): Path<String>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    let job = find(&sim, &id).map_err(|trouble| call.refuse(&trouble))?;
    sim.jobs.forget(&job.id);
    Ok(answer(200, &json!({ "data": { "id": job.id, "deleted": true } })))
}

pub async fn list(State(sim): State<Sim>, Extension(call): Asked) -> Result<Response, Refusal> {
    let videos: Vec<Value> = videos(&sim).iter().map(|job| told(&sim, job)).collect();
    super::catalogue::page(&call, &videos, (10, 100)).map_err(|trouble| call.refuse(&trouble))
}

pub async fn statuses(State(sim): State<Sim>, Extension(call): Asked) -> Response {
    let asked =
        call.query.iter().filter(|(name, _)| matches!(name.as_str(), "video_ids" | "video_ids[]" | "ids"));
    let asked: Vec<&str> = asked.flat_map(|(_, ids)| ids.split(',')).collect();
    let found = videos(&sim).into_iter().filter(|job| asked.is_empty() || asked.contains(&job.id.as_str()));
    let statuses: Vec<Value> =
        found.map(|job| json!({ "id": job.id, "status": status(&job.state) })).collect();
    answer(200, &json!({ "data": statuses }))
}

fn videos(sim: &Sim) -> Vec<Job> {
    sim.jobs.of(Provider::HeyGen).into_iter().filter(|job| job.kind == "video").collect()
}

fn find(sim: &Sim, id: &str) -> Result<Job, Trouble> {
    let found = sim.jobs.get(Provider::HeyGen, id).filter(|job| job.kind == "video");
    found.ok_or_else(|| Trouble::invalid("video_id#video_not_found", format!("Video {id} not found")))
}

fn status(state: &JobState) -> &'static str {
    match state {
        JobState::Waiting => "pending",
        JobState::Processing => "processing",
        JobState::Done(_) => "completed",
        JobState::Failed(_) => "failed",
    }
}

fn told(sim: &Sim, job: &Job) -> Value {
    let (mut link, mut seconds, mut failure) = (Value::Null, Value::Null, (Value::Null, Value::Null));
    let mut subtitles = Value::Null;
    let thumbnail = match &job.recipe {
        Recipe::Talk(Talk { person: Person::Drawn(actor), .. }) => {
            json!(files::lasting_link(sim, "looks", &format!("{actor}.png")))
        }
        _ => Value::Null,
    };
    match &job.state {
        JobState::Done(made) => {
            link = json!(files::link(sim, job, made, LINK_SECONDS));
            seconds = json!(made.seconds);
            // Words are known of a script only, and asked for by `caption`.
            let spoken = matches!(&job.recipe, Recipe::Talk(Talk { sound: Sound::Speech(_), .. }));
            if spoken && job.request.get("caption").is_some_and(Value::is_object) {
                subtitles = json!(files::subtitles_link(sim, job, made, LINK_SECONDS));
            }
        }
        JobState::Failed(why) => failure = (json!(failure_code(why)), json!(why.message)),
        JobState::Waiting | JobState::Processing => {}
    }
    let ended = job.state.has_ended().then(|| clock::seconds(job.updated_ms));
    json!({
        "id": job.id, "status": status(&job.state), "title": job.request.get("title"),
        "video_url": link, "thumbnail_url": thumbnail, "captioned_video_url": null, "subtitle_url": subtitles, "gif_url": null,
        "video_page_url": format!("{}/heygen/videos/{}", sim.base, job.id), "duration": seconds,
        "created_at": clock::seconds(job.created_ms), "completed_at": ended,
        "failure_code": failure.0, "failure_message": failure.1, "folder_id": job.request.get("folder_id"),
    })
}
