//! Whether what the catalogue's files say holds together. Every fault is a sentence.

use std::collections::BTreeSet;

use types::actor;

use super::look::Look;
use super::model::{Feature, Model, Offer, Price};
use super::plan::{House, Plan, Tier};
use crate::provider::frame;
use crate::provider::pollo::{Route, Start};

/// Who can run a model for us.
const PROVIDERS: &[&str] = &["heygen", "elevenlabs", "pollo", "openai", "sync", "google", "google-veo"];
/// The most that anything may cost, in thousandths of a credit a unit: a price beyond is a slip of the pen.
const RATE_MAX: i64 = 1_000_000;
/// The longest that a submission is waited for, in seconds.
const P99_MAX_S: u32 = 6 * 3600;

/// Every fault.
pub(super) fn faults(models: &[Model], plans: &[Plan], house: &House, looks: &[Look]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut ids = BTreeSet::new();
    let mut asked = BTreeSet::new();
    for model in models {
        if !ids.insert(model.id.as_str()) {
            faults.push(format!("{}: there are two models of this id", model.id));
        }
        if model.provider == "pollo" && !asked.insert(model.provider_model.as_str()) {
            faults.push(format!("{}: another model has the same name at the provider", model.id));
        }
        faults.extend(model_faults(model).into_iter().map(|fault| format!("{}: {fault}", model.id)));
    }
    for model in models {
        faults.extend(named_faults(model, models));
    }
    faults.extend(plan_faults(plans, house));
    faults.extend(look_faults(looks));
    faults
}

fn model_faults(model: &Model) -> Vec<String> {
    let mut faults = Vec::new();
    let mut must = |holds: bool, fault: &str| {
        if !holds {
            faults.push(fault.to_owned());
        }
    };
    let plain =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-._".contains(letter);
    must(
        !model.id.is_empty() && model.id.chars().all(plain),
        "its id has other letters than a-z, 0-9, -, . and _",
    );
    must(!model.name.trim().is_empty(), "it has no name");
    must(!model.description.trim().is_empty(), "it has no description");
    must(PROVIDERS.contains(&model.provider.as_str()), "nobody of that name runs models for us");
    must(!model.provider_model.is_empty(), "the provider has no name for it");
    must((1..=RATE_MAX).contains(&model.price.rate().0), "its price is not between 0.001 and 1,000 credits");
    must((0..=RATE_MAX).contains(&model.cost.0), "its cost is negative or beyond 1,000 credits");
    must(model.quality_tenths <= 50, "its quality is beyond 5.0");
    let [from, to] = model.estimated_s;
    must(from <= to, "its estimated time ends before it begins");
    must((1..=P99_MAX_S).contains(&model.p99_s), "the time that 99 of 100 take is 0 or more than six hours");
    must(to <= model.p99_s, "its estimated time is longer than what 99 of 100 take");
    must(
        model.route.is_some() == (model.provider == "pollo"),
        "it has a route where its provider takes none, or none where it needs one",
    );
    must(prices_what_it_makes(model), "it makes something else than what its price is for");
    faults.extend(offer_faults(&model.offer));
    if let (Some(route), Offer::Video(video)) = (&model.route, &model.offer) {
        faults.extend(route_faults(route, &video.features, video.durations_s.len()));
    }
    faults
}

const fn prices_what_it_makes(model: &Model) -> bool {
    match model.offer {
        Offer::Video(_) | Offer::Avatar(_) | Offer::LipSync(_) => matches!(model.price, Price::PerSecond(_)),
        Offer::Speech(_) => matches!(model.price, Price::PerThousandCharacters(_)),
        Offer::Transcription(_) => matches!(model.price, Price::PerMinute(_)),
        Offer::Script(_) | Offer::Clone(_) => matches!(model.price, Price::Each(_)),
    }
}

fn offer_faults(offer: &Offer) -> Vec<String> {
    let mut faults = Vec::new();
    let mut must = |holds: bool, fault: &str| {
        if !holds {
            faults.push(fault.to_owned());
        }
    };
    let lengths = |seconds: u32| (1..=3600).contains(&seconds);
    match offer {
        Offer::Video(video) => {
            let lengths_s = &video.durations_s;
            let rising = lengths_s.iter().zip(lengths_s.iter().skip(1)).all(|(one, next)| one < next);
            must(!lengths_s.is_empty() && rising, "its lengths are none, or not in order");
            must(lengths_s.iter().all(|length| lengths(*length)), "a length is 0 or more than an hour");
            must(has_resolutions(&video.resolutions), "its resolutions are none, or not like 720p");
            must(has_aspects(&video.aspects), "its aspects are none, or not like 16:9");
            must(!video.features.is_empty(), "it can do nothing");
        }
        Offer::Avatar(avatar) => {
            must(lengths(avatar.longest_s), "its longest sound is 0 or more than an hour");
            must(has_resolutions(&avatar.resolutions), "its resolutions are none, or not like 720p");
            must(has_aspects(&avatar.aspects), "its aspects are none, or not like 16:9");
            must(!avatar.from.is_empty(), "a person cannot be given to it");
        }
        Offer::LipSync(lips) => must(lengths(lips.longest_s), "its longest sound is 0 or more than an hour"),
        Offer::Speech(speech) => {
            must(speech.characters_max > 0, "it takes no text");
            must(!speech.languages.is_empty(), "it speaks no language");
            let code = |language: &String| {
                (2..=3).contains(&language.len())
                    && language.chars().all(|letter| letter.is_ascii_lowercase())
            };
            must(speech.languages.iter().all(code), "a language is not a code of two or three letters");
        }
        Offer::Transcription(transcription) => must(transcription.bytes_max > 0, "it takes no sound"),
        Offer::Script(script) => must(script.tokens_max > 0, "it writes nothing"),
        Offer::Clone(clone) => must(clone.samples_max > 0, "it takes no samples"),
    }
    faults
}

fn has_resolutions(names: &[String]) -> bool {
    !names.is_empty() && names.iter().all(|name| frame::lines(name).is_some())
}

fn has_aspects(names: &[String]) -> bool {
    !names.is_empty() && names.iter().all(|name| frame::ratio(name).is_some())
}

fn route_faults(route: &Route, features: &[Feature], lengths: usize) -> Vec<String> {
    let mut faults = Vec::new();
    let mut must = |holds: bool, fault: &str| {
        if !holds {
            faults.push(fault.to_owned());
        }
    };
    let parts = route.path.split('/');
    must(parts.into_iter().all(|part| !matches!(part, "" | "." | "..")), "its path is not a path");
    must(route.prompt_characters > 0, "its route takes no prompt");
    must(route.seconds_field.is_some() || lengths == 1, "it has several lengths and no field to say which");
    for (start, feature) in [(Start::Text, Feature::TextToVideo), (Start::Image, Feature::ImageToVideo)] {
        let agrees = route.from.contains(&start) == features.contains(&feature);
        must(agrees, "its features are not what its route starts from");
    }
    must(
        route.sound_field.is_none() || features.contains(&Feature::Sound),
        "its route has a field for sound and its features have none",
    );
    must(
        route.aspects.iter().all(|name| frame::ratio(name).is_some()),
        "an aspect of its route is not like 16:9",
    );
    must(
        route.resolutions.iter().all(|name| frame::lines(name).is_some()),
        "a resolution of its route is not like 720p",
    );
    faults
}

/// Fallbacks and replacements that are not there, or cannot take the model's place.
fn named_faults(model: &Model, models: &[Model]) -> Vec<String> {
    let mut faults = Vec::new();
    let replacement = model.retired.as_ref().and_then(|retired| retired.replacement.as_ref());
    for id in model.fallbacks.iter().chain(replacement) {
        let Some(other) = models.iter().find(|other| other.id == *id) else {
            faults.push(format!("{}: there is no model {id} to take its place", model.id));
            continue;
        };
        let same = std::mem::discriminant(&other.offer) == std::mem::discriminant(&model.offer);
        if other.id == model.id || other.retired.is_some() || !same {
            faults.push(format!("{}: {id} cannot take its place", model.id));
        }
    }
    faults
}

fn plan_faults(plans: &[Plan], house: &House) -> Vec<String> {
    let mut faults = Vec::new();
    if !plans.iter().map(|plan| plan.tier).eq(Tier::ALL) {
        faults.push("there is not one plan for each tier, the least first".to_owned());
    }
    for plan in plans {
        if plan.requests_per_minute == 0 || plan.requests_per_hour < plan.requests_per_minute {
            faults.push(format!("{}: its limits of requests do not go together", plan.tier));
        }
        if plan.lines_max < 360 {
            faults.push(format!("{}: its largest picture is too small", plan.tier));
        }
    }
    if !(1..=1000).contains(&house.bulk_thousandths) {
        faults.push("what is paid in a batch is not between 0.001 and 1 of the price".to_owned());
    }
    if house.voice_clone.0 <= 0 || house.credit_cents == 0 {
        faults.push("a price of the house is nothing".to_owned());
    }
    faults
}

fn look_faults(looks: &[Look]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    for look in looks {
        if actor::find(&look.actor).is_none() {
            faults.push(format!("{}: there is no such actor to have a look", look.actor));
        }
        if !PROVIDERS.contains(&look.provider.as_str()) || look.look.is_empty() {
            faults.push(format!("{}: its look is nobody's", look.actor));
        }
        if !seen.insert((&look.provider, &look.actor)) {
            faults.push(format!("{}: it has two looks at {}", look.actor, look.provider));
        }
    }
    faults
}
