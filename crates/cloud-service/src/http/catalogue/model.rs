//! Models and plans.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::tagged;
use crate::account::member::Right;
use crate::app::SharedApp;
use crate::catalogue::model::{Model, Offer, State as Life};
use crate::http::envelope::{Envelope, Refusals, Strangers};
use crate::http::gate::By;
use crate::refusal::Refusal;

pub fn routes() -> OpenApiRouter<SharedApp> {
    OpenApiRouter::new().routes(routes!(models)).routes(routes!(plans))
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
