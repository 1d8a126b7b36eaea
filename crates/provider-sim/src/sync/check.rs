//! What a generation of sync.so is made of. Its options are in snake case, everything else in camel case, and a name in
//! the wrong case is an unknown field.

use serde_json::{Map, Value};

use crate::answer::Trouble;
use crate::check::{Switch, fields, needed_text, number, one_of, text, truth};
use crate::faults::without_marks;
use crate::media::recipe::{Fitting, Lips, Origin, Recipe, Sound, Speech};
use crate::state::Sim;

const MODELS: &[&str] = &["lipsync-2", "lipsync-2-pro", "lipsync-1.9.0-beta", "react-1", "sync-3"];
const FIELDS: &[&str] = &["model", "input", "options", "segments", "webhookUrl", "outputFileName"];
const OPTIONS: &[&str] = &[
    "sync_mode",
    "temperature",
    "model_mode",
    "prompt",
    "active_speaker_detection",
    "occlusion_detection_enabled",
];

/// Checks the body of a request for a generation.
///
/// # Errors
/// For whatever sync.so refuses.
pub fn check(sim: &Sim, body: &Value) -> Result<Recipe, Trouble> {
    let body = fields(body, "", FIELDS)?;
    let model = needed_text(body, "model")?;
    if !MODELS.contains(&model) {
        return Err(Trouble::invalid("model", format!("must be one of {}", MODELS.join(", "))));
    }
    if body.get("segments").is_some_and(|segments| !segments.is_null()) {
        return Err(Trouble::invalid("segments", "the sandbox does not make segments"));
    }
    if let Some(url) = text(body, "webhookUrl")? {
        web_address("webhookUrl", url)?;
    }
    file_name(body)?;
    let fitting = options(body, model)?;
    let list = body.get("input").and_then(Value::as_array);
    let list = list.ok_or_else(|| Trouble::invalid("input", "must be an array"))?;
    let (mut seen, mut heard) = (Vec::new(), Vec::new());
    for item in list {
        match item.get("type").and_then(Value::as_str) {
            Some("video") => seen.push(origin(sim, item)?),
            Some("image") if model == "sync-3" => seen.push(origin(sim, item)?),
            Some("audio") => heard.push(Sound::Recording(origin(sim, item)?)),
            Some("text") => heard.push(Sound::Speech(line(sim, item)?)),
            other => {
                let message = format!("{} is not a type that {model} takes", other.unwrap_or("nothing"));
                return Err(Trouble::invalid("input.type", message));
            }
        }
    }
    match (seen.pop(), heard.pop()) {
        (Some(video), Some(sound)) if seen.is_empty() && heard.is_empty() => {
            Ok(Recipe::Lips(Lips { video, sound, fitting }))
        }
        _ => Err(Trouble::invalid("input", "must have exactly one visual and one audio or text")),
    }
}

fn options(body: &Map<String, Value>, model: &str) -> Result<Fitting, Trouble> {
    let usual = Fitting::CutOff;
    let Some(options) = body.get("options").filter(|options| !options.is_null()) else { return Ok(usual) };
    let options = fields(options, "options", OPTIONS)?;
    number(options, "temperature", (0.0, 1.0))?;
    truth(options, "occlusion_detection_enabled", Switch::Off)?;
    if model != "react-1" && (options.contains_key("model_mode") || options.contains_key("prompt")) {
        return Err(Trouble::invalid("options.model_mode", "is for react-1 only"));
    }
    one_of(options, "model_mode", &["lips", "face", "head"], "face")?;
    one_of(options, "prompt", &["happy", "sad", "angry", "disgusted", "surprised", "neutral"], "neutral")?;
    let modes = ["bounce", "loop", "cut_off", "silence", "remap"];
    Ok(match one_of(options, "sync_mode", &modes, "cut_off")? {
        "bounce" | "loop" => Fitting::Loop,
        "silence" => Fitting::Silence,
        "remap" => Fitting::Remap,
        _ => usual,
    })
}

fn file_name(body: &Map<String, Value>) -> Result<(), Trouble> {
    let Some(name) = text(body, "outputFileName")? else { return Ok(()) };
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    if plain && (1..=255).contains(&name.len()) {
        Ok(())
    } else {
        Err(Trouble::invalid("outputFileName", "must match [A-Za-z0-9_-], up to 255 characters"))
    }
}

/// A file by address or by upload.
fn origin(sim: &Sim, item: &Value) -> Result<Origin, Trouble> {
    let item = fields(item, "input", &["type", "url", "assetId", "refId"])?;
    match (text(item, "url")?, text(item, "assetId")?) {
        (Some(url), None) => {
            web_address("input.url", url)?;
            Ok(Origin::Url(url.to_owned()))
        }
        (None, Some(asset)) => {
            let found = sim.desk.upload(asset).map(|upload| upload.origin);
            found.ok_or_else(|| Trouble::invalid("input.assetId", "asset not found"))
        }
        _ => Err(Trouble::invalid("input", "exactly one of url and assetId must be given")),
    }
}

/// A line that is to be spoken by a voice of ElevenLabs.
fn line(sim: &Sim, item: &Value) -> Result<Speech, Trouble> {
    let item = fields(item, "input", &["type", "provider", "refId"])?;
    let provider = item.get("provider").ok_or_else(|| Trouble::invalid("input.provider", "is needed"))?;
    let known = ["name", "voiceId", "script", "stability", "similarityBoost"];
    let provider = fields(provider, "input.provider", &known)?;
    if needed_text(provider, "name")? != "elevenlabs" {
        return Err(Trouble::invalid("input.provider.name", "must be elevenlabs"));
    }
    number(provider, "stability", (0.0, 1.0))?;
    number(provider, "similarityBoost", (0.0, 1.0))?;
    let id = needed_text(provider, "voiceId")?;
    let speaker = sim.library.speaker(&sim.maker, id);
    let speaker = speaker.ok_or_else(|| Trouble::invalid("input.provider.voiceId", "voice not found"))?;
    let script = without_marks(needed_text(provider, "script")?);
    let voice = speaker.voice.id.0;
    Ok(Speech { voice, text: script, rate_thousandths: 1_000, pitch_cents: speaker.pitch_cents })
}

fn web_address(at: &str, url: &str) -> Result<(), Trouble> {
    let is_web = reqwest::Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    if is_web { Ok(()) } else { Err(Trouble::invalid(at, "must be a URL address")) }
}
