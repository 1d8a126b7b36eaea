//! ElevenLabs' speech to text. Only what the simulator said itself is understood: there is no recogniser in it, and
//! words that nobody said would be worse than none.

use std::sync::Arc;

use axum::extract::{Extension, Path, State};
use axum::response::Response;
use serde_json::{Value, json};

use crate::answer::{Refusal, Trouble, json as answer};
use crate::call::Call;
use crate::check::Switch;
use crate::clock;
use crate::faults::Fault;
use crate::form::{Form, read};
use crate::id;
use crate::job::{Failure, Reason};
use crate::media::listen;
use crate::media::recipe::Origin;
use crate::media::speech::{Said, seconds};
use crate::provider::Provider;
use crate::state::{Sim, Taken};
use crate::webhook::{Letter, send};

type Asked = Extension<Arc<Call>>;

const FIELDS: &[&str] = &[
    "model_id",
    "file",
    "source_url",
    "cloud_storage_url",
    "language_code",
    "tag_audio_events",
    "num_speakers",
    "timestamps_granularity",
    "diarize",
    "diarization_threshold",
    "additional_formats",
    "file_format",
    "webhook",
    "webhook_id",
    "webhook_metadata",
    "temperature",
    "seed",
    "use_multi_channel",
    "multichannel_output_style",
    "entity_detection",
    "entity_redaction",
    "entity_redaction_mode",
    "no_verbatim",
    "detect_speaker_roles",
    "use_speaker_library",
    "keyterms",
];

pub async fn start(State(sim): State<Sim>, Extension(call): Asked) -> Result<Response, Refusal> {
    let refuse = |trouble: Trouble| call.refuse(&trouble);
    let form = read(&call).await.map_err(refuse)?;
    check(&form).map_err(refuse)?;
    let _seat = sim.seats.take(Provider::ElevenLabs, &sim).map_err(refuse)?;
    let origin = origin(&sim, &form).await.map_err(refuse)?;
    let id = id::random(20, id::BASE62);
    let metadata = form.text("webhook_metadata").map(str::to_owned);
    let taken =
        Taken { operation: "speech-to-text", task_id: &id, callback: None, reference: metadata.clone() };
    sim.accept(&call, taken).map_err(refuse)?;
    if call.effects.has(&Fault::Fail) {
        return Err(refuse(Trouble::Status(500, None)));
    }
    let words = if form.text("timestamps_granularity") == Some("none") { Switch::Off } else { Switch::On };
    let result = recognised(&sim, origin).await.map_err(refuse)?;
    let result = transcript(&id, &result, words);
    sim.desk.keep_transcript(&id, result.clone());
    if form.text("webhook") != Some("true") {
        return Ok(answer(200, &result));
    }
    let told = json!({
        "type": "speech_to_text_transcription", "event_timestamp": clock::seconds(clock::now_ms()),
        "data": { "request_id": id, "transcription": result, "webhook_metadata": metadata },
    });
    if let Some(url) = sim.options.elevenlabs_webhook.clone() {
        let letter = Letter {
            provider: Provider::ElevenLabs,
            task_id: id.clone(),
            url,
            body: told,
            effects: call.effects.clone(),
        };
        send(&sim, letter);
    }
    let message = "Request processed successfully. The result will be sent to the webhook.";
    Ok(answer(200, &json!({ "message": message, "request_id": id, "transcription_id": id })))
}

pub async fn get(
    State(sim): State<Sim>,
    Path(id): Path<String>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    let found = sim.desk.transcript(&id);
    found
        .map(|result| answer(200, &result))
        .ok_or_else(|| call.refuse(&Trouble::NotFound("Transcript not found".into())))
}

pub async fn remove(
    State(sim): State<Sim>,
    Path(id): Path<String>,
    Extension(call): Asked,
) -> Result<Response, Refusal> {
    let removed = sim.desk.forget_transcript(&id);
    let gone = || call.refuse(&Trouble::NotFound("Transcript not found".into()));
    removed.then(|| answer(200, &json!({ "message": "Delete completed successfully." }))).ok_or_else(gone)
}

fn check(form: &Form) -> Result<(), Trouble> {
    let plain = |name: &str| name.trim_end_matches("[]").to_owned();
    if let Some(unknown) = form.names().map(plain).find(|name| !FIELDS.contains(&name.as_str())) {
        return Err(Trouble::invalid(unknown, "extra fields not permitted"));
    }
    let model = form.text("model_id").ok_or_else(|| Trouble::invalid("model_id", "field required"))?;
    if !matches!(model, "scribe_v1" | "scribe_v2") {
        let message = format!("'{model}' is not a valid model_id. Only 'scribe_v1' and 'scribe_v2' are");
        return Err(Trouble::invalid("model_id#unsupported_model", message));
    }
    let given = usize::from(form.files("file").next().is_some())
        + ["source_url", "cloud_storage_url"].iter().filter(|name| form.text(name).is_some()).count();
    if given != 1 {
        let message = "Must provide exactly one of file, source_url or cloud_storage_url";
        return Err(Trouble::invalid("file#invalid_parameters", message));
    }
    if let Some(granularity) = form.text("timestamps_granularity")
        && !["none", "word", "character"].contains(&granularity)
    {
        return Err(Trouble::invalid("timestamps_granularity", "value is not none, word or character"));
    }
    Ok(())
}

async fn origin(sim: &Sim, form: &Form) -> Result<Origin, Trouble> {
    let unreadable = |failure: Failure| Trouble::invalid("source_url#invalid_audio", failure.message);
    let bytes = match form.files("file").next() {
        Some(file) => file.bytes.to_vec(),
        None => {
            let url = form.text("source_url").or(form.text("cloud_storage_url")).unwrap_or_default();
            sim.reach.fetch(url).await.map_err(unreadable)?
        }
    };
    sim.maker.keep(bytes).await.map_err(|error| Trouble::Broken(error.to_string()))
}

/// What was said in a recording.
///
/// # Errors
/// When it is no sound, and when it is not the simulator's own speech.
pub async fn recognised(sim: &Sim, origin: Origin) -> Result<Said, Trouble> {
    let work = sim.maker.work(move |workshop| listen::recall(workshop, &workshop.file_of(&origin)?)).await;
    match work {
        Ok(Some(said)) => Ok(said),
        Ok(None) => Err(Trouble::invalid(
            "file#invalid_audio",
            "the sandbox only transcribes its own speech: send sound that one of its voices spoke",
        )),
        Err(failure) if failure.reason == Reason::NoMedia => {
            Err(Trouble::invalid("file#invalid_audio", failure.message))
        }
        Err(failure) => Err(Trouble::Broken(failure.message)),
    }
}

fn transcript(id: &str, said: &Said, with_words: Switch) -> Value {
    let mut words = Vec::new();
    let mut before: Option<i64> = None;
    for word in said.words.iter().filter(|_| with_words == Switch::On) {
        let entry = |text: &str, start: i64, end: i64, kind: &str| {
            json!({ "text": text, "start": seconds(start), "end": seconds(end), "type": kind,
                "speaker_id": "speaker_0", "logprob": 0.0 })
        };
        if let Some(end) = before {
            words.push(entry(" ", end, word.start, "spacing"));
        }
        words.push(entry(&word.text, word.start, word.end, "word"));
        before = Some(word.end);
    }
    let language = said.language.split('-').next().unwrap_or_default();
    json!({
        "language_code": language, "language_probability": 1.0, "text": said.text, "words": words,
        "transcription_id": id, "audio_duration_secs": said.seconds(),
    })
}
