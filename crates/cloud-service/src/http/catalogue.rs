//! What can be cast and bought: actors, voices, models, plans. All of it is in memory and carries an `ETag`.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::header::{ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use types::actor::{self, Actor};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::account::member::Right;
use crate::app::{App, SharedApp};
use crate::catalogue::model::{Model, Offer, State as Life};
use crate::catalogue::voice::Voice;
use crate::http::body::Asked;
use crate::http::envelope::{Answer, Envelope, Refusals, Reply, Strangers};
use crate::http::gate::By;
use crate::object::hex;
use crate::refusal::Refusal;

pub fn routes() -> OpenApiRouter<SharedApp> {
    OpenApiRouter::new()
        .routes(routes!(actors))
        .routes(routes!(one_actor))
        .routes(routes!(voices))
        .routes(routes!(models))
        .routes(routes!(plans))
}

/// Which actors are asked for.
#[derive(Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
struct ActorQuery {
    #[param(example = "female")]
    gender: Option<String>,
    #[param(example = "25-35")]
    age_range: Option<String>,
    #[param(example = "professional")]
    style: Option<String>,
    ethnicity: Option<String>,
    environment: Option<String>,
    profession: Option<String>,
    setting: Option<String>,
    use_case: Option<String>,
    language: Option<String>,
    /// Part of a name or a description.
    search: Option<String>,
}

/// An actor in a list.
#[derive(Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ListedActor {
    #[schema(example = "actor_001")]
    id: String,
    name: String,
    #[schema(example = "female")]
    gender: String,
    #[schema(example = "25-35")]
    age_range: String,
    #[schema(example = "professional")]
    style: String,
    #[schema(example = "office")]
    environment: String,
    thumbnail_url: Option<String>,
    preview_video_url: Option<String>,
    #[schema(example = 4.8)]
    quality_rating: f64,
    /// Whether your plan has it.
    available: bool,
}

/// An actor.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ShownActor {
    #[serde(flatten)]
    listed: ListedActor,
    description: String,
    ethnicity: String,
    profession: String,
    usage_count: u64,
    #[schema(example = json!(["en", "es"]))]
    supported_languages: Vec<String>,
}

/// What can be chosen from.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Filters {
    genders: BTreeSet<String>,
    age_ranges: BTreeSet<String>,
    styles: BTreeSet<String>,
    ethnicities: BTreeSet<String>,
    environments: BTreeSet<String>,
}

/// Actors.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Actors {
    actors: Vec<ListedActor>,
    #[schema(example = 127)]
    total_count: usize,
    filters: Filters,
}

/// A value of the catalogue as the API says it.
fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn listed(app: &App, at: usize, actor: &Actor, visible: usize) -> ListedActor {
    ListedActor {
        id: actor.id.to_string(),
        name: actor.name.clone(),
        gender: word(&actor.gender),
        age_range: word(&actor.age_range),
        style: word(&actor.style),
        environment: word(&actor.environment),
        thumbnail_url: Some(app.still(&actor.id.0)),
        preview_video_url: None,
        quality_rating: 4.8,
        available: at < visible,
    }
}

/// The actors of the catalogue.
#[utoipa::path(get, path = "/api/v1/actors", tag = "Catalogue", params(ActorQuery),
    responses((status = 200, body = Envelope<Actors>), (status = 304, description = "Nothing changed"),
        Refusals, Strangers))]
async fn actors(
    State(app): State<SharedApp>,
    By(caller): By,
    headers: HeaderMap,
    Asked(query): Asked<ActorQuery>,
) -> Result<Response, Refusal> {
    caller.require(Right::Read)?;
    let catalogue = app.catalogue.get();
    let visible = catalogue.plan(caller.tier).and_then(|plan| plan.visible_actors);
    let visible = visible.map_or(usize::MAX, |visible| usize::try_from(visible).unwrap_or(usize::MAX));
    let is = |wanted: &Option<String>, value: String| wanted.as_ref().is_none_or(|wanted| *wanted == value);
    let search = query.search.as_ref().map(|search| search.to_lowercase());
    let fits = |actor: &Actor| {
        is(&query.gender, word(&actor.gender))
            && is(&query.age_range, word(&actor.age_range))
            && is(&query.style, word(&actor.style))
            && is(&query.ethnicity, word(&actor.ethnicity))
            && is(&query.environment, word(&actor.environment))
            && is(&query.profession, word(&actor.profession))
            && is(&query.setting, word(&actor.setting))
            && query
                .use_case
                .as_ref()
                .is_none_or(|wanted| actor.use_cases.iter().any(|case| word(case) == *wanted))
            && query.language.as_ref().is_none_or(|wanted| actor.languages.contains(wanted))
            && search.as_ref().is_none_or(|search| {
                actor.name.to_lowercase().contains(search)
                    || actor.description.to_lowercase().contains(search)
            })
    };
    let all = actor::catalogue();
    let found: Vec<ListedActor> = all
        .iter()
        .enumerate()
        .filter(|(_, actor)| fits(actor))
        .map(|(at, actor)| listed(&app, at, actor, visible))
        .collect();
    let values = |of: fn(&Actor) -> String| all.iter().map(of).collect::<BTreeSet<String>>();
    let filters = Filters {
        genders: values(|actor| word(&actor.gender)),
        age_ranges: values(|actor| word(&actor.age_range)),
        styles: values(|actor| word(&actor.style)),
        ethnicities: values(|actor| word(&actor.ethnicity)),
        environments: values(|actor| word(&actor.environment)),
    };
    tagged(&headers, Actors { total_count: found.len(), actors: found, filters })
}

/// An answer with a tag; 304 where the asker has it.
fn tagged<T: Serialize>(headers: &HeaderMap, data: T) -> Result<Response, Refusal> {
    let answer = Reply::ok(data).to_answer()?;
    let tag = format!("\"{}\"", hex(&Sha256::digest(answer.body.as_bytes())));
    let known = headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let known = known.is_some_and(|known| known.split(',').any(|known| known.trim() == tag));
    let mut response = if known { StatusCode::NOT_MODIFIED.into_response() } else { answer.into_response() };
    let tag = HeaderValue::from_str(&tag).map_err(|_| Refusal::internal())?;
    response.headers_mut().insert(ETAG, tag);
    Ok(response)
}

/// An actor.
#[utoipa::path(get, path = "/api/v1/actors/{id}", tag = "Catalogue", params(("id" = String, Path)),
    responses((status = 200, body = Envelope<ShownActor>), Refusals, Strangers))]
async fn one_actor(
    State(app): State<SharedApp>,
    By(caller): By,
    axum::extract::Path(id): axum::extract::Path<String>,
) -> Answer<ShownActor> {
    caller.require(Right::Read)?;
    let mut all = actor::catalogue().iter().enumerate();
    let (at, actor) = all.find(|(_, actor)| actor.id.0 == id).ok_or_else(|| Refusal::missing("actor"))?;
    let visible = app.catalogue.get().plan(caller.tier).and_then(|plan| plan.visible_actors);
    let visible = visible.map_or(usize::MAX, |visible| usize::try_from(visible).unwrap_or(usize::MAX));
    Ok(Reply::ok(ShownActor {
        listed: listed(&app, at, actor, visible),
        description: actor.description.clone(),
        ethnicity: word(&actor.ethnicity),
        profession: word(&actor.profession),
        usage_count: 0,
        supported_languages: actor.languages.clone(),
    }))
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
    tagged(&headers, Voices { voices: found.map(ShownVoice::from).collect() })
}

/// A model.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ShownModel {
    #[schema(example = "kling-1.6")]
    id: String,
    name: String,
    #[schema(example = "Kling")]
    provider: String,
    description: String,
    /// Seconds.
    #[schema(example = 10)]
    max_duration: u32,
    /// Seconds that can be asked for; what lies between is made longer and trimmed.
    durations: Vec<u32>,
    #[schema(example = json!(["720p", "1080p"]))]
    resolution: Vec<String>,
    #[schema(example = 1.2)]
    credits_per_second: f64,
    #[schema(example = 1200)]
    millicredits_per_second: i64,
    #[schema(example = 4.8)]
    quality_rating: f64,
    #[schema(example = json!(["text-to-video", "image-to-video"]))]
    features: Vec<&'static str>,
    #[schema(example = "2-3 minutes")]
    estimated_time: String,
    /// `live` or `retired`.
    #[schema(example = "live")]
    status: &'static str,
    /// When it went.
    retired_on: Option<String>,
    /// What takes its place.
    replacement: Option<String>,
}

/// Models.
#[derive(Serialize, ToSchema)]
struct Models {
    models: Vec<ShownModel>,
}

/// The models that make videos.
#[utoipa::path(get, path = "/api/v1/models/video", tag = "Catalogue",
    responses((status = 200, body = Envelope<Models>), (status = 304, description = "Nothing changed"),
        Refusals, Strangers))]
async fn models(
    State(app): State<SharedApp>,
    By(caller): By,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    caller.require(Right::Read)?;
    let (catalogue, now) = (app.catalogue.get(), app.clock.now());
    let shown = catalogue.models().iter().filter_map(|model| show(model, now));
    tagged(&headers, Models { models: shown.collect() })
}

fn show(model: &Model, now: crate::moment::Moment) -> Option<ShownModel> {
    let (durations, resolution, features) = match &model.offer {
        Offer::Video(video) => {
            let features = video.features.iter().map(|feature| feature.name()).collect();
            (video.durations_s.clone(), video.resolutions.clone(), features)
        }
        Offer::Avatar(avatar) => (Vec::new(), avatar.resolutions.clone(), vec!["talking-actor"]),
        _ => return None,
    };
    let retired = match model.state(now) {
        Life::Live => None,
        Life::Retired(retired) => Some(retired),
    };
    let [from, to] = model.estimated_s.map(|seconds| seconds.div_ceil(60).max(1));
    Some(ShownModel {
        id: model.id.clone(),
        name: model.name.clone(),
        provider: model.maker.clone(),
        description: model.description.clone(),
        max_duration: model.longest_ms() / 1000,
        durations,
        resolution,
        credits_per_second: model.price.rate().as_decimal(),
        millicredits_per_second: model.price.rate().0,
        quality_rating: f64::from(model.quality_tenths) / 10.0,
        features,
        estimated_time: format!("{from}-{to} minutes"),
        status: if retired.is_some() { "retired" } else { "live" },
        retired_on: retired.map(|retired| retired.on.as_str().to_owned()),
        replacement: retired.and_then(|retired| retired.replacement.clone()),
    })
}

/// A plan.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ShownPlan {
    #[schema(example = "pro")]
    tier: String,
    #[schema(example = "Professional")]
    name: String,
    /// None where it is agreed.
    monthly_cents: Option<u32>,
    monthly_credits: Option<u32>,
    /// None where all are.
    visible_actors: Option<u32>,
    #[schema(example = "1080p")]
    max_resolution: String,
    /// None where there is no limit.
    voice_clones: Option<u32>,
    bulk: bool,
    priority: bool,
}

/// Plans.
#[derive(Serialize, ToSchema)]
struct Plans {
    plans: Vec<ShownPlan>,
}

/// The plans and what they give.
#[utoipa::path(get, path = "/api/v1/plans", tag = "Catalogue",
    responses((status = 200, body = Envelope<Plans>), (status = 304, description = "Nothing changed"),
        Refusals, Strangers))]
async fn plans(
    State(app): State<SharedApp>,
    By(caller): By,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    caller.require(Right::Read)?;
    let catalogue = app.catalogue.get();
    let plans = catalogue.plans().iter().map(|plan| ShownPlan {
        tier: plan.tier.to_string(),
        name: plan.name.clone(),
        monthly_cents: plan.monthly_cents,
        monthly_credits: plan.monthly_credits,
        visible_actors: plan.visible_actors,
        max_resolution: format!("{}p", plan.lines_max),
        voice_clones: plan.clones,
        bulk: plan.bulk,
        priority: plan.priority,
    });
    tagged(&headers, Plans { plans: plans.collect() })
}
