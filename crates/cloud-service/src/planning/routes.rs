//! Which models make a stage, in which order.

use std::collections::BTreeSet;

use crate::catalogue::model::{Amount, Feature, Model, Offer};
use crate::generation::Route;
use crate::moment::SECOND;
use crate::money::MilliCredits;
use crate::refusal::{Kind, Refusal};

use super::{INCLUDED, Planner, Wish, language, live};

/// The speech model that is taken where nobody chose one.
const USUAL_SPEECH: &str = "eleven-multilingual-v2";

/// Models for a stage: the one that was chosen and those to fall back to.
pub(super) struct Chosen<'a> {
    pub first: &'a Model,
    pub rest: Vec<&'a Model>,
}

impl<'a> Chosen<'a> {
    /// Without those to fall back to that cannot do it.
    pub(super) fn only(mut self, fits: impl Fn(&Model) -> bool, warnings: &mut Vec<String>) -> Self {
        self.rest.retain(|model| {
            let fits = fits(model);
            if !fits {
                warnings.push(format!("{} cannot make this and is left out.", model.name));
            }
            fits
        });
        self
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &'a Model> {
        std::iter::once(self.first).chain(self.rest.iter().copied())
    }
}

impl Model {
    /// Whether it makes a moving picture that begins with a still.
    pub(super) fn makes_from_stills(&self) -> bool {
        matches!(&self.offer, Offer::Video(video) if video.features.contains(&Feature::ImageToVideo))
    }

    /// Whether it makes a moving picture from words.
    pub(super) fn makes_from_words(&self) -> bool {
        matches!(&self.offer, Offer::Video(video) if video.features.contains(&Feature::TextToVideo))
    }
}

impl Planner<'_> {
    /// The model with that id, or what replaces it, and those to fall back to. What is retired is left out with a
    /// warning.
    pub(super) fn choose(
        &self,
        id: &str,
        fallbacks: Option<&[String]>,
        warnings: &mut Vec<String>,
    ) -> Result<Chosen<'_>, Refusal> {
        let catalogue = self.catalogue;
        let chosen = catalogue.model(id).ok_or_else(|| {
            let message = format!("There is no model \"{id}\". GET /api/v1/models/video lists them.");
            Refusal::new(Kind::Invalid, "UNKNOWN_MODEL", message).with(serde_json::json!({ "model": id }))
        })?;
        let wanted: Vec<String> = match fallbacks {
            Some(named) => named.to_vec(),
            None => chosen.fallbacks.clone(),
        };
        let mut seen = BTreeSet::new();
        let mut models = Vec::new();
        let replaced = live(chosen, self.now).err().flatten();
        for name in std::iter::once(id.to_owned()).chain(replaced).chain(wanted) {
            if !seen.insert(name.clone()) {
                continue;
            }
            match catalogue.model(&name) {
                None => warnings.push(format!("There is no model \"{name}\"; it is left out.")),
                Some(model) => match live(model, self.now) {
                    Ok(()) => models.push(model),
                    Err(_) => warnings.push(format!("{} is retired and is left out.", model.name)),
                },
            }
        }
        let mut models = models.into_iter();
        let first = models.next().ok_or_else(|| {
            let message = format!("{} is retired. Choose another model.", chosen.name);
            Refusal::new(Kind::Gone, "MODEL_RETIRED", message).with(serde_json::json!({ "model": id }))
        })?;
        Ok(Chosen { first, rest: models.collect() })
    }

    /// The models that say a text.
    pub(super) fn speech(
        &self,
        wish: &Wish,
        model: Option<&str>,
        fallbacks: Option<&[String]>,
        warnings: &mut Vec<String>,
    ) -> Result<Chosen<'_>, Refusal> {
        let spoken = language(wish).split('-').next().unwrap_or_default().to_ascii_lowercase();
        let characters = wish.text.chars().count();
        let fits = |model: &Model| match &model.offer {
            Offer::Speech(speech) => {
                speech.languages.contains(&spoken)
                    && usize::try_from(speech.characters_max).is_ok_and(|most| characters <= most)
            }
            _ => false,
        };
        let chosen = self.choose(model.unwrap_or(USUAL_SPEECH), fallbacks, warnings)?;
        let fitting: Vec<&Model> = chosen.all().filter(|model| fits(model)).collect();
        let (first, rest) = fitting.split_first().ok_or_else(|| {
            let message = format!("{} does not speak \"{spoken}\" at this length.", chosen.first.name);
            Refusal::field("language", message)
        })?;
        Ok(Chosen { first, rest: rest.to_vec() })
    }

    /// Routes at their price. None is dearer than the one that was chosen: nobody pays more than they were shown.
    pub(super) fn priced(
        &self,
        chosen: &Chosen<'_>,
        amount: Amount,
        quality: &str,
        warnings: &mut Vec<String>,
    ) -> Result<Vec<Route>, Refusal> {
        let most = self.catalogue.price(chosen.first, amount, self.purchase)?;
        let with_quality = |mut route: Route, model: &Model, warnings: &mut Vec<String>| {
            route.quality = named(model, quality, warnings);
            route
        };
        let first = self.route(chosen.first, amount, most, warnings)?;
        let mut routes = vec![with_quality(first, chosen.first, warnings)];
        for model in &chosen.rest {
            let price = self.catalogue.price(model, amount, self.purchase)?;
            if price > most {
                warnings.push(format!("{} costs more and is left out.", model.name));
                continue;
            }
            match self.route(model, amount, price, warnings) {
                Ok(route) => routes.push(with_quality(route, model, &mut Vec::new())),
                Err(refusal) => warnings.push(format!("{} is left out: {}", model.name, refusal.message)),
            }
        }
        Ok(routes)
    }

    /// Routes that are paid for with another stage.
    pub(super) fn free(&self, chosen: &Chosen<'_>) -> Result<Vec<Route>, Refusal> {
        chosen.all().map(|model| self.route(model, Amount::One, INCLUDED, &mut Vec::new())).collect()
    }

    fn route(
        &self,
        model: &Model,
        amount: Amount,
        price: MilliCredits,
        warnings: &mut Vec<String>,
    ) -> Result<Route, Refusal> {
        let milliseconds = match amount {
            Amount::Milliseconds(asked) => {
                let offered = self.catalogue.duration_for(model, asked)?;
                if offered > asked {
                    let (offered, asked) = (f64::from(offered) / 1000.0, f64::from(asked) / 1000.0);
                    let name = &model.name;
                    let warning =
                        format!("{name} makes {offered} s; what is above {asked} s is yours for nothing.");
                    warnings.push(warning);
                }
                offered
            }
            Amount::Characters(_) | Amount::One => 0,
        };
        let seconds = i64::from(milliseconds).div_euclid(SECOND).max(1);
        Ok(Route {
            model: model.id.clone(),
            provider: model.provider.clone(),
            class: model.class,
            window: i64::from(model.p99_s) * 2 * SECOND,
            milliseconds,
            quality: String::new(),
            usual: i64::from(model.estimated_s.iter().sum::<u32>()) * SECOND / 2,
            price,
            cost: MilliCredits(model.cost.0.saturating_mul(seconds)),
        })
    }
}

/// A quality as the model names it: its own word, or the preset `standard`, `high` or `ultra`.
fn named(model: &Model, asked: &str, warnings: &mut Vec<String>) -> String {
    let offered: &[String] =
        model.route.as_ref().and_then(|route| route.quality.as_ref()).map_or(&[], |quality| &quality.values);
    match asked {
        "" | "standard" => String::new(),
        own if offered.iter().any(|value| value == own) => own.to_owned(),
        "high" | "ultra" => offered.last().cloned().unwrap_or_default(),
        other => {
            warnings.push(format!("{} has no quality \"{other}\"; its usual one is taken.", model.name));
            String::new()
        }
    }
}
