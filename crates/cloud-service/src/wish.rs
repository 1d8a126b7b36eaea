//! Wishes as requests bring them: the spec's form for videos, and a quote's segments.

use serde::Deserialize;
use types::actor::ActorId;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::account::access::Scope;
use crate::app::App;
use crate::catalogue::Purchase;
use crate::catalogue::plan::Tier;
use crate::clone;
use crate::generation::commit::Item;
use crate::id::ObjectId;
use crate::planning::{Approval, Planner, What, Wish};
use crate::refusal::Refusal;
use crate::store;

/// The longest that can be asked for, in seconds.
const SECONDS: f64 = 600.0;
/// Most models to fall back to.
const FALLBACKS: usize = 10;

/// How a video is made.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Settings {
    /// By default the plan's best.
    #[schema(example = "1080p", max_length = 20)]
    pub resolution: Option<String>,
    /// Seconds; by default as long as the voice speaks.
    #[schema(example = 8, exclusive_minimum = 0, maximum = 600)]
    pub duration: Option<f64>,
    /// By default `9:16`.
    #[schema(example = "16:9", max_length = 20)]
    pub aspect_ratio: Option<String>,
    /// As the model names it.
    #[schema(example = "high", max_length = 20)]
    pub quality: Option<String>,
}

/// What a segment is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum SegmentKind {
    /// An actor who speaks.
    #[default]
    Talking,
    /// A voice.
    Voice,
    /// A shot without speech.
    Shot,
}

/// One line, or one shot.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SegmentWish {
    /// What it is; by default an actor who speaks.
    #[serde(default)]
    #[schema(inline)]
    pub kind: SegmentKind,
    /// The text as spoken, or what is seen in a shot.
    #[schema(example = "Meet Morrow, the folding cup.", min_length = 1, max_length = 5000)]
    pub text: String,
    /// What is said before it, for prosody.
    #[schema(max_length = 5000)]
    pub before: Option<String>,
    /// What is said after it, for prosody.
    #[schema(max_length = 5000)]
    pub after: Option<String>,
    /// A BCP 47 tag; by default `en`.
    #[schema(example = "en", max_length = 35)]
    pub language: Option<String>,
    /// Who speaks.
    #[schema(example = "actor_001", max_length = 64)]
    pub actor_id: Option<String>,
    /// Whose voice it is.
    #[schema(max_length = 128)]
    pub voice_id: Option<String>,
    /// By default the catalogue's usual one.
    #[schema(example = "avatar-iv", max_length = 64)]
    pub model: Option<String>,
    /// By default the catalogue's. Dearer ones are left out.
    #[schema(max_items = 10)]
    pub fallback_models: Option<Vec<String>>,
    /// How it is made.
    #[serde(default)]
    pub settings: Settings,
    /// Thousandths of the voice's usual rate, 500 to 2000.
    #[schema(example = 1000, minimum = 500, maximum = 2000)]
    pub rate_thousandths: Option<u32>,
    /// 0 for the first take, then 1, 2 … for "again".
    #[serde(default)]
    #[schema(example = 0, maximum = 1000)]
    pub take: u32,
    /// A picture that was uploaded, to begin a shot from.
    pub image_id: Option<Uuid>,
}

impl SegmentWish {
    /// As a wish.
    ///
    /// # Errors
    /// Where a field says nothing that can be made.
    pub fn wish(self, app: &App, scope: Scope, approval: Approval) -> Result<Wish, Refusal> {
        let Settings { resolution, duration, aspect_ratio, quality } = self.settings;
        let what = match self.kind {
            SegmentKind::Talking => What::Talking,
            SegmentKind::Voice => What::Voice,
            SegmentKind::Shot => What::Shot,
        };
        let rate = self.rate_thousandths.unwrap_or(1000);
        if !(500..=2000).contains(&rate) {
            return Err(Refusal::field("rateThousandths", "`rateThousandths` is 500 to 2000."));
        }
        if self.fallback_models.as_ref().is_some_and(|models| models.len() > FALLBACKS) {
            return Err(Refusal::field("fallbackModels", format!("At most {FALLBACKS} models.")));
        }
        let voice = match (what, self.voice_id) {
            (What::Shot, _) | (_, None) => None,
            (_, Some(id)) => {
                let at_provider = if id.starts_with(clone::PREFIX) {
                    store::read(&app.store, |tables| clone::at_provider(tables, scope.workspace(), &id))?
                } else {
                    app.voices.at_provider(&id)?
                };
                Some((id, at_provider))
            }
        };
        Ok(Wish {
            what,
            text: self.text,
            before: self.before.unwrap_or_default(),
            after: self.after.unwrap_or_default(),
            language: self.language.unwrap_or_default(),
            actor: self.actor_id.map(ActorId),
            voice,
            model: self.model,
            fallbacks: self.fallback_models,
            milliseconds: milliseconds(duration)?,
            aspect: aspect_ratio.unwrap_or_else(|| "9:16".to_owned()),
            resolution,
            quality: quality.unwrap_or_default(),
            rate_thousandths: rate,
            take: self.take.min(1000),
            still: self.image_id.map(ObjectId),
            approval,
        })
    }
}

/// A length in milliseconds; 0 where none was asked for.
fn milliseconds(seconds: Option<f64>) -> Result<u32, Refusal> {
    let Some(seconds) = seconds else { return Ok(0) };
    if !(seconds > 0.0 && seconds <= SECONDS) {
        let message = format!("`settings.duration` is more than 0 and at most {SECONDS} seconds.");
        return Err(Refusal::field("settings.duration", message));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 600,000")]
    Ok(((seconds * 1000.0).round() as u32).max(1))
}

/// Plans a wish.
///
/// # Errors
/// Where it cannot be made, or not on this plan.
pub fn plan(app: &App, tier: Tier, purchase: Purchase, wish: &Wish) -> Result<Item, Refusal> {
    let catalogue = app.catalogue.get();
    let place = app.providers.place;
    let planner = Planner { catalogue: &catalogue, place, tier, purchase, now: app.clock.now() };
    let mut item = planner.plan(wish)?;
    // Tests and the sandbox do not wait for hours for a submission that nobody heard of.
    for route in item.stages.iter_mut().flat_map(|stage| &mut stage.routes) {
        route.window = app.config.waiting(route.window);
    }
    Ok(item)
}
