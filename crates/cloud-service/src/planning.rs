//! From a wish to a way there and a price: which models make it, in which order, and what it costs at most.
//!
//! Pure: everything comes from the wish and the catalogue.

use types::actor::{self, ActorId};
use types::segment::Segment;

use crate::catalogue::look::Place;
use crate::catalogue::model::{Amount, Model, Offer, State};
use crate::catalogue::plan::{Plan, Tier};
use crate::catalogue::{Catalogue, Purchase};
use crate::generation::commit::Item;
use crate::generation::{Craft, Request, Route, Stage};
use crate::id::ObjectId;
use crate::moment::{DAY, MINUTE, Moment};
use crate::money::MilliCredits;
use crate::refusal::{Kind, Refusal};

mod routes;
mod size;

/// Characters that are spoken in ten seconds, at a slow pace: so that a length guessed from a text is rather too long,
/// and what is held for it suffices.
const CHARACTERS_IN_TEN_SECONDS: usize = 110;
/// The longest text of one line, in characters.
const TEXT: usize = 5000;
/// How long the desktop may take to hear a voice, in milliseconds.
const APPROVAL: i64 = DAY;

/// What is to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A voice.
    Voice,
    /// An actor who speaks.
    Talking,
    /// A shot without speech.
    Shot,
}

/// Who says that a voice is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approval {
    /// The desktop, before the picture is made.
    Asked,
    /// Nobody needs to.
    Given,
}

/// A wish.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// What is to be made.
    pub what: What,
    /// The text as spoken, or what is seen.
    pub text: String,
    /// What is said before it.
    pub before: String,
    /// What is said after it.
    pub after: String,
    /// Language as a BCP 47 tag; empty for English.
    pub language: String,
    /// The actor.
    pub actor: Option<ActorId>,
    /// The voice by our name for it, and by its provider's.
    pub voice: Option<(String, String)>,
    /// The model of the picture, or of the voice where there is no picture; none for the usual one.
    pub model: Option<String>,
    /// Models to fall back to, in order; none for those of the catalogue.
    pub fallbacks: Option<Vec<String>>,
    /// Length in milliseconds; 0 where the voice decides.
    pub milliseconds: u32,
    /// Aspect, such as `9:16`.
    pub aspect: String,
    /// Resolution, such as `1080p`; none for the plan's best.
    pub resolution: Option<String>,
    /// Quality as the model names it; empty for its usual one.
    pub quality: String,
    /// Rate of the voice in thousandths of its usual one.
    pub rate_thousandths: u32,
    /// 0 for the first take, then 1, 2 … for "again".
    pub take: u32,
    /// A still to begin from.
    pub still: Option<ObjectId>,
    /// Who says that the voice is good.
    pub approval: Approval,
}

/// What is known when a wish is planned.
#[derive(Clone, Copy)]
pub struct Planner<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// Where the work is done.
    pub place: Place,
    /// The workspace's plan.
    pub tier: Tier,
    /// Whether it is bought with many.
    pub purchase: Purchase,
    /// Now.
    pub now: Moment,
}

impl Planner<'_> {
    /// The way to a wish and its price.
    ///
    /// # Errors
    /// Where it cannot be made, or not on this plan: with a sentence that says what to change.
    pub fn plan(&self, wish: &Wish) -> Result<Item, Refusal> {
        let text = wish.text.trim();
        if text.is_empty() {
            return Err(Refusal::field("script", "There is nothing to say: give a text."));
        }
        if text.chars().count() > TEXT {
            return Err(Refusal::field("script", format!("A line has at most {TEXT} characters; split it.")));
        }
        let mut warnings = Vec::new();
        let (stages, request, model) = match wish.what {
            What::Voice => self.voice(wish, &mut warnings)?,
            What::Talking => self.talking(wish, &mut warnings)?,
            What::Shot => self.shot(wish, &mut warnings)?,
        };
        let dearest = stages.iter().flat_map(|stage| &stage.routes).map(|route| route.price).max();
        let quote = dearest.filter(|price| price.is_positive()).ok_or_else(Refusal::internal)?;
        let segment = segment(wish, &request, &model).name();
        let patience = patience(&stages);
        Ok(Item { request, stages, segment, quote, warnings, patience })
    }

    fn voice(
        &self,
        wish: &Wish,
        warnings: &mut Vec<String>,
    ) -> Result<(Vec<Stage>, Request, String), Refusal> {
        let chosen = self.speech(wish, wish.model.as_deref(), wish.fallbacks.as_deref(), warnings)?;
        let characters = u32::try_from(wish.text.chars().count()).unwrap_or(u32::MAX);
        let routes = self.priced(&chosen, Amount::Characters(characters.max(1)), "", warnings)?;
        let model = first(&routes);
        let request = self.request(wish)?;
        Ok((vec![Stage { craft: Craft::Speech, routes, approval: false }], request, model))
    }

    fn talking(
        &self,
        wish: &Wish,
        warnings: &mut Vec<String>,
    ) -> Result<(Vec<Stage>, Request, String), Refusal> {
        let actor = wish.actor.as_ref().ok_or_else(|| Refusal::field("actorId", "Choose an actor."))?;
        self.is_visible(actor)?;
        let spoken = self.speech(wish, None, None, warnings)?;
        let approval = wish.approval == Approval::Asked;
        let speech = Stage { craft: Craft::Speech, routes: self.free(&spoken)?, approval };
        let chosen =
            self.choose(wish.model.as_deref().unwrap_or("avatar-iv"), wish.fallbacks.as_deref(), warnings)?;
        let mut request = self.request(wish)?;
        request.milliseconds = if wish.milliseconds == 0 { guessed(wish) } else { wish.milliseconds };
        request.size = Some(self.size(wish, &chosen, warnings)?);
        let amount = Amount::Milliseconds(request.milliseconds);
        let (stages, model) = if matches!(chosen.first.offer, Offer::Avatar(_)) {
            let avatars = chosen.only(|model| matches!(model.offer, Offer::Avatar(_)), warnings);
            let look = self.catalogue.looks().look(self.place, &avatars.first.provider, actor);
            request.look = look.unwrap_or_default();
            let routes = self.priced(&avatars, amount, "", warnings)?;
            let model = first(&routes);
            (vec![speech, Stage { craft: Craft::Avatar, routes, approval: false }], model)
        } else {
            let pictures = chosen.only(Model::makes_from_stills, warnings);
            let routes = self.priced(&pictures, amount, &wish.quality, warnings)?;
            let lips = self.choose("lipsync-2", None, &mut Vec::new())?;
            let lips = Stage { craft: Craft::LipSync, routes: self.free(&lips)?, approval: false };
            let model = first(&routes);
            (vec![speech, Stage { craft: Craft::Shot, routes, approval: false }, lips], model)
        };
        Ok((stages, request, model))
    }

    fn shot(
        &self,
        wish: &Wish,
        warnings: &mut Vec<String>,
    ) -> Result<(Vec<Stage>, Request, String), Refusal> {
        let id = wish.model.as_deref().unwrap_or("kling-1.6");
        let chosen = self.choose(id, wish.fallbacks.as_deref(), warnings)?;
        let still = wish.still.is_some();
        let fits = |model: &Model| if still { model.makes_from_stills() } else { model.makes_from_words() };
        let chosen = chosen.only(fits, warnings);
        if !fits(chosen.first) {
            return Err(Refusal::field(
                "model",
                format!("{} does not make shots like this.", chosen.first.name),
            ));
        }
        let mut request = self.request(wish)?;
        request.milliseconds = if wish.milliseconds == 0 { 5000 } else { wish.milliseconds };
        request.size = Some(self.size(wish, &chosen, warnings)?);
        let routes =
            self.priced(&chosen, Amount::Milliseconds(request.milliseconds), &wish.quality, warnings)?;
        let model = first(&routes);
        Ok((vec![Stage { craft: Craft::Shot, routes, approval: false }], request, model))
    }

    fn request(&self, wish: &Wish) -> Result<Request, Refusal> {
        let voice = wish.voice.as_ref().map(|(_, at_provider)| at_provider.clone()).unwrap_or_default();
        if wish.what != What::Shot && voice.is_empty() {
            return Err(Refusal::field("voiceId", "Choose a voice."));
        }
        Ok(Request {
            text: wish.text.trim().to_owned(),
            before: wish.before.clone(),
            after: wish.after.clone(),
            language: language(wish).to_owned(),
            actor: wish.actor.as_ref().map(|actor| actor.0.clone()).unwrap_or_default(),
            voice,
            rate_thousandths: wish.rate_thousandths,
            milliseconds: wish.milliseconds,
            quality: wish.quality.clone(),
            input: wish.still,
            ..Request::default()
        })
    }

    fn rules(&self) -> Result<&Plan, Refusal> {
        self.catalogue.plan(self.tier).ok_or_else(Refusal::internal)
    }

    /// Whether the plan has the actor.
    ///
    /// # Errors
    /// Where there is no such actor, or only on a larger plan.
    pub fn is_visible(&self, id: &ActorId) -> Result<(), Refusal> {
        let at = actor::catalogue().iter().position(|actor| actor.id == *id);
        let at = at.ok_or_else(|| Refusal::missing("actor"))?;
        let plan = self.rules()?;
        if plan.has_actor(at) {
            return Ok(());
        }
        let message =
            format!("This actor is not in the {} plan. Choose another one, or a larger plan.", plan.name);
        Err(Refusal::new(Kind::Forbidden, "ACTOR_NOT_IN_PLAN", message))
    }
}

fn language(wish: &Wish) -> &str {
    if wish.language.is_empty() { "en" } else { &wish.language }
}

/// How long a text takes at most, in milliseconds.
fn guessed(wish: &Wish) -> u32 {
    let characters = wish.text.trim().chars().count();
    let tenths = characters.div_ceil(CHARACTERS_IN_TEN_SECONDS).max(1) * 10;
    let slower = u64::try_from(tenths).unwrap_or(u64::MAX).saturating_mul(1_000_000);
    let milliseconds = slower / u64::from(wish.rate_thousandths.clamp(500, 2000));
    u32::try_from(milliseconds).unwrap_or(u32::MAX)
}

fn first(routes: &[Route]) -> String {
    routes.first().map(|route| route.model.clone()).unwrap_or_default()
}

/// All that shapes it, in the form in which its name is made.
fn segment(wish: &Wish, request: &Request, model: &str) -> Segment {
    let size = request.size.map_or((0, 0), |size| (size.width, size.height));
    let still = request.input.map(|still| format!("@{still}")).unwrap_or_default();
    Segment {
        text: request.text.clone(),
        language: request.language.clone(),
        look: format!("{}{}{still}", request.actor, request.look),
        voice: wish.voice.as_ref().map(|(ours, _)| ours.clone()).unwrap_or_default(),
        rate_thousandths: request.rate_thousandths,
        pitch_cents: 0,
        model: format!("{model}/{}", wish.milliseconds),
        quality: request.quality.clone(),
        size,
        take: wish.take,
    }
}

/// How long it may take: every route of every stage in turn, and the time to hear the voice.
fn patience(stages: &[Stage]) -> i64 {
    let windows = stages.iter().flat_map(|stage| &stage.routes).map(|route| route.window);
    let approval = if stages.iter().any(|stage| stage.approval) { APPROVAL } else { 0 };
    windows.fold(10 * MINUTE + approval, i64::saturating_add).min(2 * DAY)
}

/// Whether the model can still be asked, for the catalogue's rule of what replaces what.
fn live(model: &Model, now: Moment) -> Result<(), Option<String>> {
    match model.state(now) {
        State::Live => Ok(()),
        State::Retired(retired) => Err(retired.replacement.clone()),
    }
}

/// Nothing: a stage that is paid for with another.
const INCLUDED: MilliCredits = MilliCredits::ZERO;
