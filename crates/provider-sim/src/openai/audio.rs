//! OpenAI's speech and transcriptions.

use std::sync::Arc;

use axum::extract::{Extension, State};
use axum::response::Response;
use engine::export::sound::SoundForm;
use serde_json::{Map, Value, json};

use super::chat::{accept, unknown_argument};
use super::models::{Use, find};
use crate::answer::{Refusal, Trouble, bytes, json as answer};
use crate::call::Call;
use crate::check::{fields, needed_text, number, one_of};
use crate::elevenlabs;
use crate::faults::without_marks;
use crate::files::damaged;
use crate::form::read;
use crate::id;
use crate::media::recipe::Speech;
use crate::media::sound::{Form, in_form};
use crate::media::speech::{Said, seconds};
use crate::media::voices::language_of;
use crate::provider::Provider;
use crate::state::Sim;

type Asked = Extension<Arc<Call>>;

/// The largest upload, in bytes.
const UPLOAD_BYTES_MAX: usize = 25 << 20;
const ENDINGS: &[&str] = &["flac", "mp3", "mp4", "mpeg", "mpga", "m4a", "ogg", "wav", "webm"];
const FORM_FIELDS: &[&str] = &[
    "file",
    "model",
    "language",
    "prompt",
    "temperature",
    "languages",
    "keywords",
    "response_format",
    "timestamp_granularities",
    "include",
    "stream",
    "chunking_strategy",
    "known_speaker_names",
    "known_speaker_references",
];
/// Voices, each with what it adds to eSpeak NG's name for a language.
const VOICES: &[(&str, &str)] = &[
    ("alloy", ""),
    ("ash", "+m3"),
    ("ballad", "+m2"),
    ("coral", "+f3"),
    ("echo", "+m1"),
    ("fable", "+m4"),
    ("marin", "+f4"),
    ("cedar", "+m5"),
    ("nova", "+f2"),
    ("onyx", "+m7"),
    ("sage", "+f5"),
    ("shimmer", "+f1"),
    ("verse", "+m6"),
];

pub async fn transcribe(State(sim): State<Sim>, Extension(call): Asked) -> Result<Response, Refusal> {
    let refuse = |trouble: Trouble| call.refuse(&trouble);
    let form = read(&call).await.map_err(refuse)?;
    let plain = |name: &str| name.trim_end_matches("[]").to_owned();
    if let Some(unknown) = form.names().map(plain).find(|name| !FORM_FIELDS.contains(&name.as_str())) {
        return Err(refuse(unknown_argument(Trouble::invalid(unknown, ""))));
    }
    let missing =
        |name: &str| refuse(Trouble::invalid(format!("{name}#missing_required_parameter"), "missing"));
    let model =
        find(form.text("model").ok_or_else(|| missing("model"))?, Use::Transcription).map_err(refuse)?;
    let file = form.files("file").next().cloned().ok_or_else(|| missing("file"))?;
    if file.bytes.len() > UPLOAD_BYTES_MAX {
        return Err(refuse(Trouble::TooLarge));
    }
    let ending = file.name.rsplit('.').next().unwrap_or_default().to_lowercase();
    if !ENDINGS.contains(&ending.as_str()) {
        return Err(refuse(Trouble::invalid(
            "file",
            "Invalid file format. Supported formats: flac, m4a, mp3 …",
        )));
    }
    let format = form.text("response_format").unwrap_or("json");
    let allowed: &[&str] =
        if model == "whisper-1" { &["json", "text", "srt", "verbose_json", "vtt"] } else { &["json"] };
    if !allowed.contains(&format) {
        let message = format!("response_format '{format}' is not compatible with model '{model}'");
        return Err(refuse(Trouble::invalid("response_format#unsupported_value", message)));
    }
    let fine: Vec<&str> =
        form.texts("timestamp_granularities[]").chain(form.texts("timestamp_granularities")).collect();
    if !fine.is_empty() && format != "verbose_json" {
        let message = "timestamp_granularities need response_format verbose_json";
        return Err(refuse(Trouble::invalid("timestamp_granularities", message)));
    }
    let _seat = sim.seats.take(Provider::OpenAi, &sim).map_err(refuse)?;
    let kept = sim.maker.keep(file.bytes.to_vec()).await;
    let origin = kept.map_err(|error| refuse(Trouble::Broken(error.to_string())))?;
    accept(&sim, &call, "transcription", &id::random(24, id::BASE62)).map_err(refuse)?;
    let said = elevenlabs::recognised(&sim, origin).await.map_err(refuse)?;
    Ok(match format {
        "text" => bytes(format!("{}\n", said.text).into_bytes(), "text/plain; charset=utf-8"),
        "srt" => bytes(said.subtitles(',').into_bytes(), "text/plain; charset=utf-8"),
        "vtt" => {
            bytes(format!("WEBVTT\n\n{}", said.subtitles('.')).into_bytes(), "text/plain; charset=utf-8")
        }
        "verbose_json" => answer(200, &verbose(&said, &fine)),
        _ => answer(200, &short(&said, model)),
    })
}

fn short(said: &Said, model: &str) -> Value {
    if model == "whisper-1" {
        return json!({ "text": said.text, "usage": { "type": "duration", "seconds": said.seconds().ceil() } });
    }
    let (heard, written) = ((said.seconds() * 10.0) as i64, said.text.chars().count() as i64 / 4 + 1);
    json!({ "text": said.text, "usage": { "type": "tokens", "input_tokens": heard,
        "input_token_details": { "text_tokens": 0, "audio_tokens": heard },
        "output_tokens": written, "total_tokens": heard + written } })
}

fn verbose(said: &Said, fine: &[&str]) -> Value {
    let mut whole = json!({
        "task": "transcribe", "language": language_name(&said.language), "duration": said.seconds(), "text": said.text,
        "usage": { "type": "duration", "seconds": said.seconds().ceil() },
    });
    let Some(fields) = whole.as_object_mut() else { return whole };
    if fine.contains(&"word") {
        let word = |word: &types::voice::WordTime| {
            let plain = word
                .text
                .trim_matches(|letter: char| letter.is_ascii_punctuation() && !"$%'".contains(letter));
            json!({ "word": plain, "start": seconds(word.start), "end": seconds(word.end) })
        };
        fields.insert("words".into(), said.words.iter().map(word).collect());
    }
    if fine.is_empty() || fine.contains(&"segment") {
        let segment = json!({ "id": 0, "seek": 0, "start": 0.0, "end": said.seconds(), "text": format!(" {}", said.text),
            "tokens": [], "temperature": 0.0, "avg_logprob": 0.0, "compression_ratio": 1.0, "no_speech_prob": 0.0 });
        fields.insert("segments".into(), json!([segment]));
    }
    whole
}

/// A language by its English name, as whisper says it.
fn language_name(tag: &str) -> String {
    let short = tag.split('-').next().unwrap_or_default();
    let known = elevenlabs::LANGUAGES.iter().find(|(code, _)| *code == short);
    known.map_or_else(|| short.to_owned(), |(_, name)| name.to_lowercase())
}

pub async fn speak(State(sim): State<Sim>, Extension(call): Asked) -> Result<Response, Refusal> {
    let refuse = |trouble: Trouble| call.refuse(&trouble);
    let body = call.object().map_err(refuse)?;
    let (line, form) = spoken(&sim, &body).map_err(refuse)?;
    let _seat = sim.seats.take(Provider::OpenAi, &sim).map_err(refuse)?;
    accept(&sim, &call, "speech", &id::random(24, id::BASE62)).map_err(refuse)?;
    let broken = |failure: crate::job::Failure| refuse(Trouble::Broken(failure.message));
    let said = sim.maker.speak(line).await.map_err(broken)?;
    let made = sim.maker.work(move |workshop| in_form(workshop, &said, form)).await;
    let unknown = |failure: crate::job::Failure| refuse(Trouble::invalid("response_format", failure.message));
    Ok(bytes(damaged(made.map_err(unknown)?, &call.effects), form.content_type()))
}

fn spoken(sim: &Sim, body: &Value) -> Result<(Speech, Form), Trouble> {
    let known = ["model", "input", "voice", "instructions", "response_format", "speed", "stream_format"];
    let body: &Map<String, Value> = fields(body, "", &known).map_err(unknown_argument)?;
    find(needed_text(body, "model")?, Use::Speech)?;
    let input = needed_text(body, "input")?;
    if input.chars().count() > 4096 {
        return Err(Trouble::invalid(
            "input#string_above_max_length",
            "Expected a string with maximum length 4096",
        ));
    }
    let voice = needed_text(body, "voice")?;
    let way = VOICES.iter().find(|(name, _)| *name == voice).map(|(_, way)| *way);
    let way = way.ok_or_else(|| Trouble::invalid("voice", format!("'{voice}' is not a voice")))?;
    one_of(body, "stream_format", &["audio"], "audio")?;
    let rate = number(body, "speed", (0.25, 4.0))?.unwrap_or(1.0).clamp(0.5, 2.0);
    let form = match one_of(body, "response_format", &["mp3", "opus", "flac", "wav", "pcm"], "mp3")? {
        "opus" => Form::Bare(SoundForm::Opus { kbit: 64 }),
        "flac" => Form::Bare(SoundForm::Flac { rate: 24_000 }),
        "wav" => Form::Wav(24_000),
        "pcm" => Form::Bare(SoundForm::Pcm { rate: 24_000 }),
        _ => Form::Bare(SoundForm::Mp3 { rate: 24_000, kbit: 48 }),
    };
    let text = without_marks(input);
    let language = language_of(&text).unwrap_or("en");
    let usual =
        sim.maker.voices().default_for(language).map_err(|error| Trouble::Broken(error.to_string()))?.0;
    let voice = match usual.strip_prefix("espeak:") {
        Some(tag) => format!("espeak:{tag}{way}"),
        None => usual,
    };
    Ok((Speech { voice, text, rate_thousandths: (rate * 1000.0).round() as u32, pitch_cents: 0 }, form))
}
