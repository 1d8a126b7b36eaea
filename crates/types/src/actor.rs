//! The catalogue of drawn actors and what can be filtered.

mod body;
mod cast;
mod culture;
mod filter;
mod label;
mod look;
mod outfit;
mod story;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

pub use cast::ACTOR_COUNT;
pub use filter::{ActorFilter, FacetCounts};
pub use label::{
    AgeRange, Environment, Ethnicity, Gender, Profession, Setting, Style, UseCase, language_name, languages,
};
pub use look::{
    Accessories, Dial, Earrings, Eyes, Face, FacialHair, Garment, Glasses, Hair, HairStyle, Headwear, Light,
    Lips, Look, Outfit, Pattern, Side, Texture,
};

/// The name of an actor: "actor_001". It may name an actor that this version does not have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActorId(pub String);

impl std::fmt::Display for ActorId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for ActorId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

/// Somebody who can be cast: what users filter by and read, and how the actor is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// "actor_001" and so on, the same for ever.
    pub id: ActorId,
    /// Given name and family name; no two actors share both.
    pub name: String,
    /// How the actor presents.
    pub gender: Gender,
    /// Years of age.
    pub age_range: AgeRange,
    /// Where the actor's family comes from.
    pub ethnicity: Ethnicity,
    /// What the actor seems to do for a living.
    pub profession: Profession,
    /// How the actor dresses and comes across.
    pub style: Style,
    /// Where the actor stands.
    pub setting: Setting,
    /// What kind of place that is.
    pub environment: Environment,
    /// What the actor suits.
    pub use_cases: Vec<UseCase>,
    /// Languages the actor speaks, as ISO 639-1 codes, the first best.
    pub languages: Vec<String>,
    /// One or two sentences for people.
    pub description: String,
    /// How the actor is drawn.
    pub look: Look,
}

static CATALOGUE: LazyLock<Vec<Actor>> = LazyLock::new(cast::cast);

/// Every drawn actor, in the order of their ids. Made once from a fixed seed, so it never changes.
pub fn catalogue() -> &'static [Actor] {
    &CATALOGUE
}

/// The drawn actor with that id.
pub fn find(id: &ActorId) -> Option<&'static Actor> {
    let number: usize = id.0.strip_prefix("actor_")?.parse().ok()?;
    catalogue().get(number.checked_sub(1)?).filter(|actor| actor.id == *id)
}
