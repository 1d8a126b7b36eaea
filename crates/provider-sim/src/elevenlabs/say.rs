//! ElevenLabs' text to speech.

use std::sync::Arc;

use axum::extract::{Extension, Path, State};
use axum::response::Response;
use engine::export::sound::SoundForm;
use serde_json::{Value, json};

use super::library::Speaker;
use super::models::{Model, speaking};
use super::voices::not_found;
use crate::answer::{Refusal, Trouble, bytes as answer_bytes, json as answer, with_header};
use crate::call::Call;
use crate::digest;
use crate::faults::{Fault, without_marks};
use crate::files::damaged;
use crate::id;
use crate::media::recipe::Speech;
use crate::media::sound::{Form, in_form};
use crate::media::speech::Said;
use crate::media::voices::{in_language, language_of};
use crate::provider::Provider;
use crate::state::{Sim, Taken};

type Asked = Extension<Arc<Call>>;

const FIELDS: &[&str] = &[
    "text",
    "model_id",
    "language_code",
    "voice_settings",
    "pronunciation_dictionary_locators",
    "seed",
    "previous_text",
    "next_text",
    "previous_request_ids",
    "next_request_ids",
    "use_pvc_as_ivc",
    "apply_text_normalization",
    "apply_language_text_normalization",
];

pub async fn bytes(
    State(sim): State<Sim>,
    Path(voice): Path<String>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    let done = speak(&sim, &voice, &call).await?;
    let mut response = answer_bytes(done.bytes, done.form.content_type());
    done.receipt.stamp(&mut response);
    Ok(response)
}

pub async fn timed(
    State(sim): State<Sim>,
    Path(voice): Path<String>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    let done = speak(&sim, &voice, &call).await?;
    let mut response = answer(200, &with_times(&done));
    done.receipt.stamp(&mut response);
    Ok(response)
}

/// The stream is one object a line; here it is one line.
pub async fn timed_stream(
    State(sim): State<Sim>,
    Path(voice): Path<String>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    let done = speak(&sim, &voice, &call).await?;
    let mut response = answer_bytes(format!("{}\n", with_times(&done)).into_bytes(), "application/json");
    done.receipt.stamp(&mut response);
    Ok(response)
}

fn with_times(done: &Done) -> Value {
    let alignment = done.said.alignment();
    json!({ "audio_base64": digest::base64(&done.bytes), "alignment": alignment, "normalized_alignment": alignment })
}

/// A line that was spoken.
struct Done {
    said: Said,
    form: Form,
    bytes: Vec<u8>,
    receipt: Receipt,
}

/// What headers say about it.
struct Receipt {
    request: String,
    characters: i64,
}

impl Receipt {
    fn stamp(&self, response: &mut Response) {
        with_header(response, "request-id", &self.request);
        with_header(response, "character-cost", &self.characters.to_string());
        with_header(response, "current-concurrent-requests", "1");
        with_header(response, "history-item-id", &id::random(20, id::BASE62));
    }
}

/// What was asked for, checked.
struct Wish {
    speaker: Speaker,
    text: String,
    language: Option<String>,
    rate: f64,
    model: &'static Model,
    form: Form,
}

async fn speak(sim: &Sim, voice: &str, call: &Call) -> Result<Done, Refusal> {
    let Some(speaker) = sim.library.speaker(&sim.maker, voice) else { return Err(not_found(call, voice)) };
    let wish = check(call, speaker).map_err(|trouble| call.refuse(&trouble))?;
    let _seat = sim.seats.take(Provider::ElevenLabs, sim).map_err(|trouble| call.refuse(&trouble))?;
    if call.effects.has(&Fault::Refuse) {
        return Err(call.refuse(&Trouble::Refused));
    }
    let cost = wish.text.chars().count() as i64 * wish.model.rate_thousandths;
    sim.accounts.spend(Provider::ElevenLabs, cost).ok_or_else(|| call.refuse(&Trouble::OutOfCredit))?;
    let request = id::random(20, id::BASE62);
    let taken = Taken { operation: "text-to-speech", task_id: &request, callback: None, reference: None };
    sim.accept(call, taken).map_err(|trouble| call.refuse(&trouble))?;
    sim.pause(std::time::Duration::from_millis(call.effects.delay_ms())).await;
    if call.effects.has(&Fault::Fail) {
        return Err(call.refuse(&Trouble::Status(500, None)));
    }
    if call.effects.has(&Fault::Never) {
        std::future::pending::<()>().await;
    }
    let form = wish.form;
    let line = line(sim, &wish);
    let broken = |failure: crate::job::Failure| call.refuse(&Trouble::Broken(failure.message));
    let said = sim.maker.speak(line).await.map_err(broken)?;
    let in_work = said.clone();
    let made = sim.maker.work(move |workshop| in_form(workshop, &in_work, form)).await;
    let unknown = |failure: crate::job::Failure| {
        call.refuse(&Trouble::invalid("output_format#invalid_output_format", failure.message))
    };
    let bytes = damaged(made.map_err(unknown)?, &call.effects);
    sim.take_time(std::time::Duration::from_millis(400)).await;
    Ok(Done { said, form, bytes, receipt: Receipt { request, characters: cost / 1000 } })
}

/// The line as it is spoken here: in the voice's language, or in the one that the text is in.
fn line(sim: &Sim, wish: &Wish) -> Speech {
    let language = wish.language.as_deref().or_else(|| language_of(&wish.text));
    let own = || wish.speaker.voice.id.0.clone();
    let voice = language.and_then(|language| in_language(sim.maker.voices(), &wish.speaker.voice, language));
    Speech {
        voice: voice.unwrap_or_else(own),
        text: wish.text.clone(),
        rate_thousandths: (wish.rate * 1000.0).round() as u32,
        pitch_cents: wish.speaker.pitch_cents,
    }
}

fn check(call: &Call, speaker: Speaker) -> Result<Wish, Trouble> {
    let body = call.object()?;
    let fields = body.as_object().into_iter().flatten();
    if let Some((unknown, _)) = fields.into_iter().find(|(name, _)| !FIELDS.contains(&name.as_str())) {
        return Err(Trouble::invalid(unknown.as_str(), "extra fields not permitted"));
    }
    let text = body.get("text").ok_or_else(|| Trouble::invalid("text", "field required"))?;
    let text = text.as_str().ok_or_else(|| Trouble::invalid("text", "str type expected"))?;
    let model = match body.get("model_id") {
        None | Some(Value::Null) => "eleven_multilingual_v2",
        Some(model) => model.as_str().ok_or_else(|| Trouble::invalid("model_id", "str type expected"))?,
    };
    let model = speaking(model).ok_or_else(|| {
        Trouble::invalid(
            "model_id#unsupported_model",
            format!("A model with model ID {model} does not exist"),
        )
    })?;
    let plain = without_marks(text);
    if plain.trim().is_empty() {
        return Err(Trouble::invalid("text#empty_text", "The text is empty"));
    }
    if text.chars().count() > model.text_max {
        let message = format!("A maximum of {} characters is allowed for {}", model.text_max, model.id);
        return Err(Trouble::invalid("text#text_too_long", message));
    }
    let settings = body.get("voice_settings").filter(|settings| !settings.is_null());
    let rate = settings.map_or(Ok(1.0), check_settings)?;
    check_numbers(&body)?;
    let language = match body.get("language_code") {
        None | Some(Value::Null) => None,
        Some(code) => {
            let code =
                code.as_str().filter(|code| super::models::LANGUAGES.iter().any(|(known, _)| known == code));
            let unknown = || {
                Trouble::invalid(
                    "language_code#invalid_parameters",
                    "The language is not supported by the model",
                )
            };
            Some(code.ok_or_else(unknown)?.to_owned())
        }
    };
    let asked = call.asked("output_format").unwrap_or("mp3_44100_128");
    let form = form(asked).ok_or_else(|| {
        Trouble::invalid("output_format#invalid_output_format", format!("{asked} is not an output format"))
    })?;
    Ok(Wish { speaker, text: plain, language, rate, model, form })
}

fn check_numbers(body: &Value) -> Result<(), Trouble> {
    let seed = body.get("seed").filter(|seed| !seed.is_null());
    if seed.is_some_and(|seed| seed.as_u64().is_none_or(|seed| seed > u64::from(u32::MAX))) {
        return Err(Trouble::invalid("seed", "ensure this value is from 0 to 4294967295"));
    }
    for name in ["previous_request_ids", "next_request_ids", "pronunciation_dictionary_locators"] {
        let list = body.get(name).filter(|list| !list.is_null());
        if list.is_some_and(|list| list.as_array().is_none_or(|list| list.len() > 3)) {
            return Err(Trouble::invalid(name, "ensure this value has at most 3 items"));
        }
    }
    Ok(())
}

/// Checks voice settings and says how fast they ask to speak.
///
/// # Errors
/// For a value outside its range, and for a name that is none of them.
pub fn check_settings(settings: &Value) -> Result<f64, Trouble> {
    let fields = settings
        .as_object()
        .ok_or_else(|| Trouble::invalid("voice_settings", "value is not a valid dict"))?;
    let mut rate = 1.0;
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_null()) {
        let (low, high) = match name.as_str() {
            "stability" | "similarity_boost" | "style" => (0.0, 1.0),
            "speed" => (0.7, 1.2),
            "use_speaker_boost" if value.is_boolean() => continue,
            _ => {
                return Err(Trouble::invalid(format!("voice_settings.{name}"), "extra fields not permitted"));
            }
        };
        let number = value.as_f64().filter(|number| (low..=high).contains(number));
        let number = number.ok_or_else(|| {
            let message = format!("{name} must be from {low} to {high}");
            Trouble::invalid(format!("voice_settings.{name}#invalid_voice_settings"), message)
        })?;
        if name == "speed" {
            rate = number;
        }
    }
    Ok(rate)
}

/// An output format by its name: `mp3_44100_128`, `pcm_16000`, `ulaw_8000`.
fn form(name: &str) -> Option<Form> {
    let mut parts = name.split('_');
    let (codec, rate) = (parts.next()?, parts.next()?.parse::<u32>().ok()?);
    let kbit = parts.next().map(str::parse::<u32>);
    let bare = [8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000].contains(&rate);
    match (codec, kbit) {
        ("mp3", Some(Ok(kbit))) => {
            let known =
                matches!((rate, kbit), (22_050, 32) | (24_000, 48) | (44_100, 32 | 64 | 96 | 128 | 192));
            known.then_some(Form::Bare(SoundForm::Mp3 { rate, kbit }))
        }
        ("opus", Some(Ok(kbit))) => {
            let known = rate == 48_000 && [32, 64, 96, 128, 192].contains(&kbit);
            known.then_some(Form::Bare(SoundForm::Opus { kbit }))
        }
        ("pcm", None) => bare.then_some(Form::Bare(SoundForm::Pcm { rate })),
        ("wav", None) => bare.then_some(Form::Wav(rate)),
        ("ulaw", None) => (rate == 8_000).then_some(Form::Bare(SoundForm::MuLaw { rate })),
        ("alaw", None) => (rate == 8_000).then_some(Form::Bare(SoundForm::ALaw { rate })),
        _ => None,
    }
}
