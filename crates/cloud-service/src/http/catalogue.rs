//! What can be cast and bought: actors, voices, models, plans. All of it is in memory and carries an `ETag`.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::header::{ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use types::actor::{self, Actor, AgeRange, Gender, Style};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::account::member::Right;
use crate::app::{App, SharedApp};
use crate::catalogue::plan::Plan;
use crate::http::body::Asked;
use crate::http::envelope::{Answer, Envelope, Refusals, Reply, Strangers};
use crate::http::gate::By;
use crate::object::hex;
use crate::refusal::Refusal;

mod model;
mod voice;

pub fn routes() -> OpenApiRouter<SharedApp> {
    OpenApiRouter::new()
        .routes(routes!(actors))
        .routes(routes!(one_actor))
        .merge(voice::routes())
        .merge(model::routes())
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
    genders: BTreeSet<&'static str>,
    age_ranges: BTreeSet<&'static str>,
    styles: BTreeSet<&'static str>,
    ethnicities: BTreeSet<&'static str>,
    environments: BTreeSet<&'static str>,
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

/// A gender in the API's words.
const fn gender(actor: &Actor) -> &'static str {
    match actor.gender {
        Gender::Woman => "female",
        Gender::Man => "male",
        Gender::NonBinary => "non-binary",
    }
}

/// A style in the API's words.
const fn style(actor: &Actor) -> &'static str {
    match actor.style {
        Style::Business => "professional",
        other => other.id(),
    }
}

/// An age in the API's words, whose ranges end where the next begins.
const fn age_range(actor: &Actor) -> &'static str {
    match actor.age_range {
        AgeRange::From18 => "18-25",
        AgeRange::From25 => "25-35",
        AgeRange::From35 => "35-45",
        AgeRange::From45 => "45-55",
        AgeRange::From55 | AgeRange::From65 => "55+",
    }
}

fn listed(app: &App, at: usize, actor: &Actor, plan: Option<&Plan>) -> ListedActor {
    ListedActor {
        id: actor.id.to_string(),
        name: actor.name.clone(),
        gender: gender(actor).to_owned(),
        age_range: age_range(actor).to_owned(),
        style: style(actor).to_owned(),
        environment: actor.environment.id().to_owned(),
        thumbnail_url: Some(app.still(&actor.id.0)),
        preview_video_url: None,
        quality_rating: 4.8,
        available: plan.is_some_and(|plan| plan.has_actor(at)),
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
    let plan = catalogue.plan(caller.tier);
    let is = |wanted: &Option<String>, value: &str| wanted.as_ref().is_none_or(|wanted| wanted == value);
    let search = query.search.as_ref().map(|search| search.to_lowercase());
    let fits = |actor: &Actor| {
        is(&query.gender, gender(actor))
            && is(&query.age_range, age_range(actor))
            && is(&query.style, style(actor))
            && is(&query.ethnicity, actor.ethnicity.id())
            && is(&query.environment, actor.environment.id())
            && is(&query.profession, actor.profession.id())
            && is(&query.setting, actor.setting.id())
            && query
                .use_case
                .as_ref()
                .is_none_or(|wanted| actor.use_cases.iter().any(|case| case.id() == *wanted))
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
        .map(|(at, actor)| listed(&app, at, actor, plan))
        .collect();
    let values = |of: fn(&Actor) -> &'static str| all.iter().map(of).collect::<BTreeSet<_>>();
    let filters = Filters {
        genders: values(gender),
        age_ranges: values(age_range),
        styles: values(style),
        ethnicities: values(|actor| actor.ethnicity.id()),
        environments: values(|actor| actor.environment.id()),
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
    let catalogue = app.catalogue.get();
    Ok(Reply::ok(ShownActor {
        listed: listed(&app, at, actor, catalogue.plan(caller.tier)),
        description: actor.description.clone(),
        ethnicity: actor.ethnicity.id().to_owned(),
        profession: actor.profession.id().to_owned(),
        usage_count: 0,
        supported_languages: actor.languages.clone(),
    }))
}
