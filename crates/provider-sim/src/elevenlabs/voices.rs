//! ElevenLabs' lists of voices, and instant clones.

use std::sync::Arc;

use axum::extract::{Extension, Path, State};
use axum::response::Response;
use serde_json::{Value, json};
use types::voice::{VoiceAge, VoiceGender};

use super::library::{Clone, Library};
use crate::answer::{Refusal, Trouble, json as answer};
use crate::call::Call;
use crate::clock;
use crate::digest;
use crate::form::{Form, read};
use crate::id;
use crate::media::voices::{Offered, language_of};
use crate::state::{Sim, Taken};

type Asked = Extension<Arc<Call>>;

/// The largest sum of recordings for a clone, in bytes. Not documented; the site says 10 MB each.
const RECORDINGS_BYTES_MAX: usize = 50 << 20;

pub async fn list(State(sim): State<Sim>) -> Response {
    answer(200, &json!({ "voices": all(&sim) }))
}

pub async fn search(State(sim): State<Sim>, Extension(call): Asked) -> Result<Response, Refusal> {
    let size = call.asked("page_size").map_or(Some(10), |size| size.parse::<usize>().ok());
    let size = size.filter(|size| (1..=100).contains(size));
    let size = size
        .ok_or_else(|| call.refuse(&Trouble::invalid("page_size", "ensure this value is from 1 to 100")))?;
    let mut voices = all(&sim);
    if let Some(wanted) = call.asked("search") {
        let wanted = wanted.to_lowercase();
        voices.retain(|voice| voice.to_string().to_lowercase().contains(&wanted));
    }
    if let Some(category) = call.asked("category") {
        voices.retain(|voice| voice.get("category").and_then(Value::as_str) == Some(category));
    }
    let wanted: Vec<&str> =
        call.query.iter().filter(|(name, _)| name == "voice_ids").map(|(_, id)| id.as_str()).collect();
    if !wanted.is_empty() {
        voices.retain(|voice| {
            voice.get("voice_id").and_then(Value::as_str).is_some_and(|id| wanted.contains(&id))
        });
    }
    if matches!(call.asked("voice_type"), Some("personal" | "non-default")) {
        voices.retain(|voice| voice.get("category").and_then(Value::as_str) == Some("cloned"));
    }
    let from: usize =
        call.asked("next_page_token").and_then(|token| token.strip_prefix('p')?.parse().ok()).unwrap_or(0);
    let page: Vec<&Value> = voices.iter().skip(from).take(size).collect();
    let next = from + page.len();
    let more = next < voices.len();
    Ok(answer(
        200,
        &json!({
            "voices": page, "has_more": more, "total_count": voices.len(),
            "next_page_token": if more { json!(format!("p{next}")) } else { Value::Null },
        }),
    ))
}

pub async fn one(
    State(sim): State<Sim>,
    Path(voice): Path<String>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    let found =
        all(&sim).into_iter().find(|known| known.get("voice_id").and_then(Value::as_str) == Some(&voice));
    found.map(|voice| answer(200, &voice)).ok_or_else(|| not_found(&call, &voice))
}

pub async fn remove(
    State(sim): State<Sim>,
    Path(voice): Path<String>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    match sim.library.remove(&voice) {
        Some(()) => Ok(answer(200, &json!({ "status": "ok" }))),
        None => Err(not_found(&call, &voice)),
    }
}

pub async fn default_settings() -> Response {
    answer(200, &usual_settings())
}

pub async fn settings(
    State(sim): State<Sim>,
    Path(voice): Path<String>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    match sim.library.speaker(&sim.maker, &voice) {
        Some(_) => Ok(answer(200, &usual_settings())),
        None => Err(not_found(&call, &voice)),
    }
}

/// Settings are checked and acknowledged; each request brings its own, so they are not kept.
pub async fn edit_settings(
    State(sim): State<Sim>,
    Path(voice): Path<String>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    if sim.library.speaker(&sim.maker, &voice).is_none() {
        return Err(not_found(&call, &voice));
    }
    let body = call.object().map_err(|trouble| call.refuse(&trouble))?;
    super::say::check_settings(&body).map_err(|trouble| call.refuse(&trouble))?;
    Ok(answer(200, &json!({ "status": "ok" })))
}

/// An instant clone: a voice of this machine that fits the labels, a little higher or lower.
pub async fn clone(State(sim): State<Sim>, Extension(call): Asked) -> Result<Response, Refusal> {
    let form = read(&call).await.map_err(|trouble| call.refuse(&trouble))?;
    let clone = cloned(&sim, &form).map_err(|trouble| call.refuse(&trouble))?;
    let taken = Taken {
        operation: "voice-clone",
        task_id: &clone.id,
        callback: None,
        reference: Some(clone.name.clone()),
    };
    sim.accept(&call, taken).map_err(|trouble| call.refuse(&trouble))?;
    let id = clone.id.clone();
    sim.library.add(clone).map_err(|error| call.refuse(&Trouble::Broken(error.to_string())))?;
    Ok(answer(200, &json!({ "voice_id": id, "requires_verification": false })))
}

fn cloned(sim: &Sim, form: &Form) -> Result<Clone, Trouble> {
    let name = form.text("name").filter(|name| !name.trim().is_empty());
    let name = name.ok_or_else(|| Trouble::invalid("name", "field required"))?;
    let files: Vec<_> = form.files("files").chain(form.files("files[]")).collect();
    if files.is_empty() {
        return Err(Trouble::invalid("files", "field required"));
    }
    if files.iter().map(|file| file.bytes.len()).sum::<usize>() > RECORDINGS_BYTES_MAX {
        return Err(Trouble::TooLarge);
    }
    if let Some(bad) = files.iter().find(|file| !file.is_sound()) {
        return Err(Trouble::invalid(
            "files#invalid_audio",
            format!("{} is not audio that can be read", bad.name),
        ));
    }
    let labels: Value = match form.text("labels") {
        Some(text) => serde_json::from_str(text)
            .map_err(|_| Trouble::invalid("labels", "labels must be a JSON string"))?,
        None => json!({}),
    };
    let label = |key: &str| labels.get(key).and_then(Value::as_str).map(str::to_lowercase);
    let language = label("language").unwrap_or_else(|| "en".into());
    let gender = if label("gender").is_some_and(|gender| gender == "female") {
        VoiceGender::Female
    } else {
        VoiceGender::Male
    };
    let premade = Library::premade(&sim.maker);
    let speaks = |offered: &&Offered| offered.voice.language.to_lowercase().starts_with(&language);
    let fitting = premade.iter().filter(speaks).find(|offered| offered.voice.gender == gender);
    let fitting = fitting.or_else(|| premade.iter().find(speaks)).or(premade.first());
    let fitting = fitting.ok_or_else(|| Trouble::Broken("no voice is installed".into()))?;
    let samples: Vec<String> = files.iter().map(|file| digest::sha256_hex(&file.bytes)).collect();
    let [first, ..] = digest::sha256(samples.concat().as_bytes());
    Ok(Clone {
        id: id::random(20, id::BASE62),
        name: name.to_owned(),
        description: form.text("description").map(str::to_owned),
        labels,
        speaks_as: fitting.voice.id.0.clone(),
        pitch_cents: (i32::from(first) - 128) * 2,
        created_ms: clock::now_ms(),
        samples,
    })
}

/// There is no such voice.
pub fn not_found(call: &Call, voice: &str) -> Refusal {
    call.refuse(&Trouble::invalid(
        "voice_id#voice_not_found",
        format!("A voice with voice_id {voice} was not found."),
    ))
}

fn usual_settings() -> Value {
    json!({ "stability": 0.5, "similarity_boost": 0.75, "style": 0.0, "speed": 1.0, "use_speaker_boost": true })
}

fn all(sim: &Sim) -> Vec<Value> {
    let clones = sim.library.clones();
    let premade = Library::premade(&sim.maker);
    clones.iter().map(told_clone).chain(premade.iter().map(|offered| told(sim, offered))).collect()
}

fn told(sim: &Sim, offered: &Offered) -> Value {
    let voice = &offered.voice;
    let language = voice.language.split('-').next().unwrap_or_default();
    let preview = crate::files::lasting_link(sim, "voices", &format!("{}.mp3", offered.id));
    let accent = voice.accent.clone().unwrap_or_else(|| "standard".into()).to_lowercase();
    let gender = match voice.gender {
        VoiceGender::Female => "female",
        VoiceGender::Male => "male",
        VoiceGender::Neutral => "neutral",
    };
    let age = match voice.age {
        VoiceAge::Young => "young",
        VoiceAge::Middle => "middle_aged",
        VoiceAge::Old => "old",
    };
    json!({
        "voice_id": offered.id, "name": offered.name, "category": "premade",
        "labels": { "accent": accent, "gender": gender, "age": age, "use_case": voice.style, "language": language },
        "description": format!("sandbox voice: {}", voice.name), "preview_url": preview,
        "available_for_tiers": [], "settings": null, "samples": null, "sharing": null, "high_quality_base_model_ids": [],
        "verified_languages": [{
            "language": language, "model_id": "eleven_multilingual_v2", "accent": accent,
            "locale": voice.language, "preview_url": preview,
        }],
        "is_owner": false, "is_legacy": false, "is_mixed": false, "created_at_unix": null,
    })
}

fn told_clone(clone: &Clone) -> Value {
    let language = clone.labels.get("language").and_then(Value::as_str).or_else(|| language_of(&clone.name));
    json!({
        "voice_id": clone.id, "name": clone.name, "category": "cloned", "labels": clone.labels,
        "description": clone.description, "preview_url": null, "available_for_tiers": [], "settings": null,
        "samples": null, "sharing": null, "high_quality_base_model_ids": [],
        "verified_languages": [{ "language": language.unwrap_or("en"), "model_id": "eleven_multilingual_v2",
            "accent": null, "locale": null, "preview_url": null }],
        "is_owner": true, "is_legacy": false, "is_mixed": false,
        "created_at_unix": clock::seconds(clone.created_ms),
    })
}
