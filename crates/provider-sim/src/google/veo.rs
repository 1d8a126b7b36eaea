//! Veo: `predictLongRunning` on both platforms.

use std::sync::Arc;

use axum::extract::{Extension, Path, State};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::check::{inline, seed, shape, short_side};
use super::{callback, operation};
use crate::answer::{Refusal, Trouble, json as answer};
use crate::call::Call;
use crate::check::{Switch, fields, needed_text, number, one_of, truth};
use crate::faults::{Fault, without_marks};
use crate::id;
use crate::job::{Order, life};
use crate::media::clips::size_of;
use crate::media::recipe::{Music, Origin, Recipe, Shot};
use crate::provider::Provider;
use crate::state::Sim;

type Asked = Extension<Arc<Call>>;
type Fields = Map<String, Value>;

/// Models of the enterprise platform, with thousandths of a dollar a second.
const VERTEX_MODELS: &[(&str, i64)] =
    &[("veo-3.1-generate-001", 400), ("veo-3.1-fast-generate-001", 150), ("veo-3.1-lite-generate-001", 80)];
/// The live model of the Gemini API.
pub const OMNI: &str = "gemini-omni-1.1-flash";

const PARAMETERS: &[&str] = &[
    "aspectRatio",
    "resolution",
    "durationSeconds",
    "negativePrompt",
    "personGeneration",
    "sampleCount",
    "enhancePrompt",
];
const VERTEX_PARAMETERS: &[&str] =
    &["storageUri", "fps", "seed", "generateAudio", "pubsubTopic", "compressionQuality", "resizeMode"];

pub async fn models() -> Response {
    answer(200, &json!({ "models": [described()] }))
}

pub async fn model(
    Path((_, model)): Path<(String, String)>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    if model == OMNI { Ok(answer(200, &described())) } else { Err(gone(&call, &model)) }
}

fn described() -> Value {
    json!({ "name": format!("models/{OMNI}"), "version": "1.1", "displayName": "Gemini Omni 1.1 Flash",
        "supportedGenerationMethods": ["interactions"] })
}

fn gone(call: &Call, model: &str) -> Refusal {
    let message = format!(
        "models/{model} is no longer available. Please use {OMNI}, or Veo on the enterprise platform"
    );
    call.refuse(&Trouble::NotFound(message))
}

/// Veo has ended on the Gemini API; there is no model left that this would start.
pub async fn start_gemini(Path((_, model)): Path<(String, String)>, Extension(call): Asked) -> Refusal {
    gone(&call, model.split(':').next().unwrap_or_default())
}

pub async fn on_vertex(
    State(sim): State<Sim>,
    Path((_, project, location, model)): Path<(String, String, String, String)>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    let (name, verb) = model.split_once(':').unwrap_or((&model, ""));
    let known = VERTEX_MODELS.iter().find(|(known, _)| *known == name);
    let (_, price) = known.ok_or_else(|| {
        call.refuse(&Trouble::NotFound(format!(
            "Publisher Model `publishers/google/models/{name}` was not found"
        )))
    })?;
    match verb {
        "predictLongRunning" => {
            let place = format!("projects/{project}/locations/{location}/publishers/google/models/{name}");
            start(&sim, &call, &place, *price).map_err(|trouble| call.refuse(&trouble))
        }
        "fetchPredictOperation" => {
            operation::fetch(&sim, &call).await.map_err(|trouble| call.refuse(&trouble))
        }
        other => Err(call.refuse(&Trouble::NotFound(format!("Method {other} not found")))),
    }
}

fn start(sim: &Sim, call: &Call, place: &str, price: i64) -> Result<Response, Trouble> {
    let body = call.object()?;
    let (shot, seconds) = checked(sim, &body)?;
    if call.effects.has(&Fault::Refuse) {
        return Err(Trouble::Refused);
    }
    let order = Order {
        kind: "video",
        recipe: Recipe::Shot(shot),
        cost_thousandths: price * seconds,
        callback: callback(&body),
        reference: None,
        request: body,
        repeat_key: None,
    };
    let name = format!("{place}/operations/{}", id::uuid());
    let job = life::begin(sim, call, name, order)?;
    Ok(answer(200, &json!({ "name": job.id })))
}

/// The body of a request, as a shot, and how many seconds it is long.
fn checked(sim: &Sim, body: &Value) -> Result<(Shot, i64), Trouble> {
    let body = fields(body, "", &["instances", "parameters", "webhookConfig", "labels"])?;
    let instances = body.get("instances").and_then(Value::as_array).filter(|list| list.len() == 1);
    let instance = instances.and_then(|list| list.first());
    let instance = instance.ok_or_else(|| Trouble::invalid("instances", "exactly one instance is needed"))?;
    let known = ["prompt", "image", "lastFrame", "referenceImages", "video", "mask"];
    let instance = fields(instance, "instances[0]", &known)?;
    let nothing = Value::Object(Map::new());
    let parameters = body.get("parameters").unwrap_or(&nothing);
    let allowed = [PARAMETERS, VERTEX_PARAMETERS].concat();
    let parameters = fields(parameters, "parameters", &allowed)?;
    let aspect = one_of(parameters, "aspectRatio", &["16:9", "9:16"], "16:9")?;
    let resolution = one_of(parameters, "resolution", &["720p", "1080p", "4k"], "720p")?;
    one_of(parameters, "personGeneration", &["allow_all", "allow_adult", "dont_allow"], "allow_adult")?;
    number(parameters, "sampleCount", (1.0, 4.0))?;
    let seconds = number(parameters, "durationSeconds", (4.0, 8.0))?.unwrap_or(8.0);
    let image = picture(sim, instance, "image")?;
    let last = picture(sim, instance, "lastFrame")?;
    if last.is_some() && image.is_none() {
        return Err(Trouble::invalid("instances[0].lastFrame", "lastFrame needs image"));
    }
    let references = references(instance)?;
    let long = resolution != "720p" || last.is_some() || references > 0;
    if ![4.0, 6.0, 8.0].contains(&seconds) || (long && (seconds - 8.0).abs() > f64::EPSILON) {
        return Err(Trouble::invalid(
            "parameters.durationSeconds",
            "4, 6 or 8; 8 with this resolution or these images",
        ));
    }
    if instance.contains_key("video") {
        return Err(Trouble::invalid("instances[0].video", "the sandbox does not extend videos"));
    }
    let prompt = match &image {
        Some(_) => instance.get("prompt").and_then(Value::as_str).unwrap_or_default(),
        None => needed_text(instance, "prompt")?,
    };
    let prompt = without_marks(prompt);
    let sound = truth(parameters, "generateAudio", Switch::On)?;
    let side = short_side(sim, resolution);
    let number = parameters.get("seed").and_then(Value::as_u64).unwrap_or_else(|| seed(&prompt));
    let shot = Shot {
        prompt,
        image,
        extras: last.into_iter().collect(),
        size: Some(size_of(shape(aspect), side)),
        short_side: side,
        length_ms: (seconds * 1000.0) as u32,
        music: Music::when(sound),
        seed: number,
    };
    Ok((shot, seconds as i64))
}

/// A picture in the body. One in the platform's own storage cannot be reached from here.
fn picture(sim: &Sim, instance: &Fields, name: &str) -> Result<Option<Origin>, Trouble> {
    let Some(image) = instance.get(name).filter(|image| !image.is_null()) else { return Ok(None) };
    let at = format!("instances[0].{name}");
    let image = fields(image, &at, &["bytesBase64Encoded", "mimeType", "gcsUri"])?;
    if image.contains_key("gcsUri") {
        return Err(Trouble::invalid(at, "the sandbox has no storage; send bytesBase64Encoded"));
    }
    let kind = needed_text(image, "mimeType").map_err(|_| Trouble::invalid(&*at, "mimeType is needed"))?;
    if !["image/png", "image/jpeg", "image/webp"].contains(&kind) {
        return Err(Trouble::invalid(at, format!("unsupported mimeType {kind}")));
    }
    inline(sim, &at, image, "bytesBase64Encoded").map(Some)
}

fn references(instance: &Fields) -> Result<usize, Trouble> {
    let Some(list) = instance.get("referenceImages").filter(|list| !list.is_null()) else { return Ok(0) };
    let list = list.as_array().filter(|list| list.len() <= 3);
    let list = list.ok_or_else(|| Trouble::invalid("instances[0].referenceImages", "up to 3 images"))?;
    let asset = |item: &Value| item.get("referenceType").and_then(Value::as_str) == Some("asset");
    if list.iter().all(asset) {
        Ok(list.len())
    } else {
        Err(Trouble::invalid("instances[0].referenceImages", "referenceType must be asset"))
    }
}

/// Whether a task is one of this platform's videos.
pub fn is_video(provider: Provider, kind: &str) -> bool {
    super::is_google(provider) && kind == "video"
}
