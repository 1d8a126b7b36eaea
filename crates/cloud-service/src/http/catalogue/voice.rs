//! Voices.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::tagged;
use crate::account::member::Right;
use crate::app::SharedApp;
use crate::catalogue::voice::Voice;
use crate::clone::{self, Clone};
use crate::generation::{Generation, State as Stage};
use crate::http::body::Asked;
use crate::http::envelope::{Envelope, Refusals, Strangers};
use crate::http::gate::By;
use crate::refusal::Refusal;
use crate::store;

pub fn routes() -> OpenApiRouter<SharedApp> {
    OpenApiRouter::new().routes(routes!(voices))
}

/// Which voices are asked for.
#[derive(Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct VoiceQuery {
    #[param(example = "en")]
    language: Option<String>,
    #[param(example = "female")]
    gender: Option<String>,
    accent: Option<String>,
    style: Option<String>,
}

/// A voice.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ShownVoice {
    id: String,
    name: String,
    #[schema(example = "en")]
    language: String,
    languages: Vec<String>,
    #[schema(example = "female")]
    gender: String,
    #[schema(example = "american")]
    accent: String,
    #[schema(example = "narration")]
    style: String,
    description: String,
    preview_audio_url: Option<String>,
    is_custom: bool,
    #[schema(example = 4.7)]
    quality_score: f64,
}

impl From<&Voice> for ShownVoice {
    fn from(voice: &Voice) -> Self {
        Self {
            id: voice.id.clone(),
            name: voice.name.clone(),
            language: voice.language.clone(),
            languages: voice.languages.clone(),
            gender: voice.gender.clone(),
            accent: voice.accent.clone(),
            style: voice.style.clone(),
            description: voice.description.clone(),
            preview_audio_url: voice.preview_url.clone(),
            is_custom: false,
            quality_score: f64::from(voice.quality_tenths) / 10.0,
        }
    }
}

fn is_made(generation: Option<&Generation>) -> bool {
    generation.is_some_and(|generation| matches!(generation.state, Stage::Succeeded { .. }))
}

impl From<&Clone> for ShownVoice {
    fn from(clone: &Clone) -> Self {
        Self {
            id: format!("{}{}", clone::PREFIX, clone.id),
            name: clone.name.clone(),
            language: clone.language.clone(),
            languages: vec![clone.language.clone()],
            gender: String::new(),
            accent: String::new(),
            style: String::new(),
            description: clone.description.clone(),
            preview_audio_url: None,
            is_custom: true,
            quality_score: 4.4,
        }
    }
}

/// Voices.
#[derive(Serialize, ToSchema)]
struct Voices {
    voices: Vec<ShownVoice>,
}

/// The voices that can be cast.
#[utoipa::path(get, path = "/api/v1/voices", tag = "Catalogue", params(VoiceQuery),
    responses((status = 200, body = Envelope<Voices>), (status = 304, description = "Nothing changed"),
        Refusals, Strangers))]
async fn voices(
    State(app): State<SharedApp>,
    By(caller): By,
    headers: HeaderMap,
    Asked(query): Asked<VoiceQuery>,
) -> Result<Response, Refusal> {
    caller.require(Right::Read)?;
    let is = |wanted: &Option<String>, value: &str| {
        wanted.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(value))
    };
    let all = app.voices.all();
    let found = all.iter().filter(|voice| {
        query.language.as_ref().is_none_or(|wanted| voice.language == *wanted)
            && is(&query.gender, &voice.gender)
            && is(&query.accent, &voice.accent)
            && is(&query.style, &voice.style)
    });
    let mut voices: Vec<ShownVoice> = found.map(ShownVoice::from).collect();
    let own = store::read(&app.store, |tables| Ok(clone::list(tables, caller.scope.workspace())?))?;
    let own = own
        .iter()
        .filter(|(clone, _)| query.language.as_ref().is_none_or(|wanted| clone.language == *wanted));
    // What is not known of a cloned voice is not asked for.
    if query.gender.is_none() && query.accent.is_none() && query.style.is_none() {
        voices
            .extend(own.filter(|(_, made)| is_made(made.as_ref())).map(|(clone, _)| ShownVoice::from(clone)));
    }
    tagged(&headers, Voices { voices })
}
