//! Making a voice of one's own, with the consent of whose it is.

use axum::extract::{DefaultBodyLimit, Multipart, State};
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::account::member::Right;
use crate::app::{App, SharedApp};
use crate::catalogue::model::Offer;
use crate::clone::{self, Clone, Consent};
use crate::generation::commit::{self, Item, Order};
use crate::generation::{Craft, Request, Route, Stage};
use crate::http::envelope::{Answer, Envelope, Refusals, Reply, Strangers};
use crate::http::gate::By;
use crate::http::generation::priority;
use crate::id::{CloneId, ObjectId};
use crate::moment::{HOUR, SECOND};
use crate::object::{Object, hex};
use crate::refusal::{Kind, Refusal};
use crate::store;

/// Most bytes of a sample.
const SAMPLE: usize = 10 << 20;
/// What is agreed to.
const WORDS: &str =
    "The person whose voice this is has agreed to its being cloned and used in this workspace.";

pub fn routes() -> OpenApiRouter<SharedApp> {
    OpenApiRouter::new().routes(routes!(make)).layer(DefaultBodyLimit::max(SAMPLE + (64 << 10)))
}

/// A voice that is to be made.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only described; the fields are read one by one")]
struct CloneRequest {
    #[schema(example = "My Brand Voice", max_length = 100)]
    name: String,
    #[schema(max_length = 1000)]
    description: Option<String>,
    #[schema(value_type = String, format = Binary)]
    audio_file: Vec<u8>,
    #[schema(example = "en", max_length = 35)]
    language: Option<String>,
    is_public: Option<bool>,
    /// `true`: whose voice it is has agreed.
    consent: bool,
}

/// A voice that is being made.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Begun {
    voice_id: String,
    #[schema(example = "processing")]
    status: &'static str,
    #[schema(example = "2025-08-13T10:35:00Z")]
    estimated_completion_time: String,
    generation_id: Uuid,
    #[schema(example = 10_000)]
    millicredits_required: i64,
}

#[derive(Default)]
struct Form {
    name: String,
    description: String,
    language: String,
    consent: Option<bool>,
    audio: Option<(Vec<u8>, String)>,
}

async fn read(mut multipart: Multipart) -> Result<Form, Refusal> {
    let mut form = Form::default();
    let broken = |error: axum::extract::multipart::MultipartError| {
        if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
            return Refusal::new(Kind::TooLarge, "PAYLOAD_TOO_LARGE", "A sample has at most 10 MB.");
        }
        Refusal::invalid("The form did not arrive.")
    };
    while let Some(field) = multipart.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "audioFile" {
            let media_type = field.content_type().unwrap_or("application/octet-stream").to_owned();
            form.audio = Some((field.bytes().await.map_err(broken)?.to_vec(), media_type));
            continue;
        }
        let text = field.text().await.map_err(broken)?;
        match name.as_str() {
            "name" => form.name = text,
            "description" => form.description = text,
            "language" => form.language = text,
            "consent" => form.consent = Some(text == "true"),
            // Nobody else hears a voice: it is the workspace's own whatever is said.
            "isPublic" => {}
            other => return Err(Refusal::field(other, format!("`{other}` is not a field of this form."))),
        }
    }
    Ok(form)
}

/// What a sound is, by its first bytes.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    let begins = |with: &[u8]| bytes.starts_with(with);
    let mp3 = bytes.first() == Some(&0xff) && bytes.get(1).is_some_and(|second| second & 0xe0 == 0xe0);
    match () {
        () if begins(b"RIFF") && bytes.get(8..12) == Some(b"WAVE") => Some("audio/wav"),
        () if begins(b"ID3") || mp3 => Some("audio/mpeg"),
        () if begins(b"fLaC") => Some("audio/flac"),
        () if begins(b"OggS") => Some("audio/ogg"),
        () if bytes.get(4..8) == Some(b"ftyp") => Some("audio/mp4"),
        () => None,
    }
}

impl Form {
    fn check(&self) -> Result<(&[u8], &'static str), Refusal> {
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > 100 {
            return Err(Refusal::field("name", "A voice has a name of at most 100 characters."));
        }
        if self.description.chars().count() > 1000 {
            return Err(Refusal::field("description", "A description has at most 1000 characters."));
        }
        if self.consent != Some(true) {
            let message = "Send `consent` = `true`: the person whose voice it is must have agreed.";
            return Err(Refusal::new(Kind::Invalid, "CONSENT_REQUIRED", message));
        }
        let (bytes, _) = self.audio.as_ref().ok_or_else(|| Refusal::field("audioFile", "Send a sample."))?;
        let media_type = kind(bytes)
            .ok_or_else(|| Refusal::field("audioFile", "The sample is not WAV, MP3, FLAC, Ogg or M4A."))?;
        Ok((bytes, media_type))
    }
}

/// Make a voice from a sample. Its price is held in the same step.
#[utoipa::path(post, path = "/api/v1/voices/clone", tag = "Voices",
    request_body(content = CloneRequest, content_type = "multipart/form-data"),
    responses((status = 202, body = Envelope<Begun>), Refusals, Strangers))]
async fn make(State(app): State<SharedApp>, By(caller): By, multipart: Multipart) -> Answer<Begun> {
    caller.require(Right::Generate)?;
    let form = read(multipart).await?;
    let (bytes, media_type) = form.check()?;
    let (workspace, user, now) = (caller.scope.workspace(), caller.user, app.clock.now());
    let sample = ObjectId::new(now);
    let kept = app.objects.write(workspace, sample, bytes, media_type, now).await.map_err(|error| {
        tracing::error!(%error, "a sample could not be kept");
        Refusal::internal()
    })?;
    let item = item(&app, &form, &kept)?;
    let most = app.catalogue.get().plan(caller.tier).and_then(|plan| plan.clones);
    let quote = item.quote;
    let order = Order {
        workspace,
        user,
        project: None,
        batch: None,
        priority: priority(&app, &caller),
        items: vec![item],
    };
    let id = CloneId::new(now);
    let consent = Consent { user, words: WORDS.to_owned(), samples: vec![kept.sha256.clone()], at: now };
    let (name, description, language) = (form.name.trim().to_owned(), form.description, form.language);
    let made = store::write(&app.store, move |tables| {
        let count = clone::count(tables, workspace)?;
        if most.is_some_and(|most| count >= u64::from(most)) {
            let message = "Your plan has no room for another voice.";
            return Err(Refusal::new(Kind::Forbidden, "PLAN_LIMIT", message));
        }
        store::put(tables, &kept)?;
        let generation = *commit::accept(tables, order)?.first().ok_or_else(Refusal::internal)?;
        let clone = Clone { workspace, id, name, description, language, generation, consent, at: now };
        clone::add(tables, &clone)?;
        Ok(generation)
    });
    let generation = match made.await {
        Ok(generation) => generation,
        Err(refusal) => {
            // Nobody will ever ask for a sample whose voice was not begun.
            drop(app.objects.remove(workspace, sample).await);
            return Err(refusal);
        }
    };
    app.begun(workspace);
    Ok(Reply::accepted(Begun {
        voice_id: format!("{}{id}", clone::PREFIX),
        status: "processing",
        estimated_completion_time: now.after(30 * SECOND).rfc3339(),
        generation_id: generation.0,
        millicredits_required: quote.0,
    })
    .saying("Voice cloning initiated"))
}

fn item(app: &App, form: &Form, sample: &Object) -> Result<Item, Refusal> {
    let (catalogue, now) = (app.catalogue.get(), app.clock.now());
    let live =
        catalogue.models().iter().filter(|model| model.state(now) == crate::catalogue::model::State::Live);
    let model = live.into_iter().find(|model| matches!(model.offer, Offer::Clone(_)));
    let model =
        model.ok_or_else(|| Refusal::new(Kind::Unavailable, "NO_MODEL", "No voices are made just now."))?;
    let price = catalogue.house().voice_clone;
    let route = Route {
        model: model.id.clone(),
        provider: model.provider.clone(),
        class: model.class,
        window: app.config.waiting(i64::from(model.p99_s) * 2 * SECOND),
        milliseconds: 0,
        quality: String::new(),
        usual: i64::from(model.p99_s) * SECOND / 2,
        price,
        cost: model.cost,
    };
    let request = Request {
        name: form.name.trim().to_owned(),
        text: form.description.clone(),
        language: if form.language.is_empty() { "en".to_owned() } else { form.language.clone() },
        samples: vec![sample.id],
        ..Request::default()
    };
    // Another voice each time: two people may read the same words into two files of one sound.
    let segment = hex(&Sha256::digest(format!("clone {} {}", sample.id, sample.sha256)));
    let stages = vec![Stage { craft: Craft::Clone, routes: vec![route], approval: false }];
    Ok(Item { request, stages, segment, quote: price, warnings: Vec::new(), patience: HOUR })
}
