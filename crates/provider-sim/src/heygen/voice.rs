//! HeyGen's voices and its speech.

use std::sync::Arc;

use axum::extract::{Extension, Path, State};
use axum::response::Response;
use serde_json::{Value, json};
use types::voice::VoiceGender;

use super::avatar::voice_not_found;
use super::facts::SCRIPT_MAX;
use crate::answer::{Refusal, Trouble, json as answer};
use crate::call::Call;
use crate::check::{fields, needed_text, number, one_of, text};
use crate::faults::without_marks;
use crate::files::lasting_link;
use crate::id;
use crate::media::recipe::Speech;
use crate::media::speech::seconds;
use crate::media::voices::{Offered, offered, thirty_two};
use crate::provider::Provider;
use crate::state::{Sim, Taken};

type Asked = Extension<Arc<Call>>;

pub async fn list(State(sim): State<Sim>, Extension(call): Asked) -> Result<Response, Refusal> {
    let voices = offered(sim.maker.voices(), thirty_two);
    let fits = |offered: &&Offered| {
        let family = offered.voice.language.split('-').next().unwrap_or_default();
        call.asked("language")
            .is_none_or(|wanted| wanted.eq_ignore_ascii_case(family) || wanted == offered.voice.language)
            && call.asked("gender").is_none_or(|wanted| wanted == gender(offered))
            && call.asked("type").is_none_or(|wanted| wanted == "public")
    };
    let voices: Vec<Value> = voices.iter().filter(fits).map(|offered| told(&sim, offered)).collect();
    super::catalogue::page(&call, &voices, (20, 100)).map_err(|trouble| call.refuse(&trouble))
}

pub async fn get(
    State(sim): State<Sim>,
    Path(id): Path<String>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    let voices = offered(sim.maker.voices(), thirty_two);
    let found =
        voices.iter().find(|voice| voice.id == id).ok_or_else(|| call.refuse(&voice_not_found(&id)))?;
    Ok(answer(200, &json!({ "data": told(&sim, found) })))
}

pub async fn speech(State(sim): State<Sim>, Extension(call): Asked) -> Result<Response, Refusal> {
    let refuse = |trouble: Trouble| call.refuse(&trouble);
    let line = checked(&sim, &call).map_err(refuse)?;
    let request = id::random(32, id::HEX);
    let cost = line.text.chars().count() as i64 / 10;
    sim.accounts.spend(Provider::HeyGen, cost).ok_or_else(|| refuse(Trouble::OutOfCredit))?;
    let taken = Taken { operation: "speech", task_id: &request, callback: None, reference: None };
    sim.accept(&call, taken).map_err(refuse)?;
    let broken = |failure: crate::job::Failure| refuse(Trouble::Broken(failure.message));
    let said = sim.maker.speak(line).await.map_err(broken)?;
    let word = |word: &types::voice::WordTime| json!({ "word": word.text, "start": seconds(word.start), "end": seconds(word.end) });
    let words: Vec<Value> = said.words.iter().map(word).collect();
    Ok(answer(
        200,
        &json!({ "data": {
            "audio_url": lasting_link(&sim, "speech", &said.file), "duration": said.seconds(),
            "request_id": request, "word_timestamps": words,
        } }),
    ))
}

fn checked(sim: &Sim, call: &Call) -> Result<Speech, Trouble> {
    let body = call.object()?;
    let body = fields(&body, "", &["text", "voice_id", "input_type", "language", "locale", "speed"])?;
    let said = needed_text(body, "text")?;
    if said.chars().count() > SCRIPT_MAX {
        return Err(Trouble::invalid(
            "text#validation_error",
            format!("text is limited to {SCRIPT_MAX} characters"),
        ));
    }
    if one_of(body, "input_type", &["text", "ssml"], "text")? == "ssml" {
        return Err(Trouble::invalid("input_type", "the sandbox does not read SSML"));
    }
    text(body, "language")?;
    let wanted = needed_text(body, "voice_id")?;
    let voices = offered(sim.maker.voices(), thirty_two);
    let voice = voices.iter().find(|voice| voice.id == wanted).ok_or_else(|| voice_not_found(wanted))?;
    let rate = number(body, "speed", (0.5, 2.0))?.unwrap_or(1.0);
    Ok(Speech {
        voice: voice.voice.id.0.clone(),
        text: without_marks(said),
        rate_thousandths: (rate * 1000.0).round() as u32,
        pitch_cents: 0,
    })
}

fn gender(offered: &Offered) -> &'static str {
    match offered.voice.gender {
        VoiceGender::Female => "female",
        VoiceGender::Male => "male",
        VoiceGender::Neutral => "unknown",
    }
}

fn told(sim: &Sim, offered: &Offered) -> Value {
    json!({
        "voice_id": offered.id, "name": offered.name, "gender": gender(offered), "language": offered.voice.language,
        "type": "public", "preview_audio_url": lasting_link(sim, "voices", &format!("{}.mp3", offered.id)),
        "support_locale": false, "support_pause": false,
    })
}
