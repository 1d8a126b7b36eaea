//! Choosing among the actors: one pass over the catalogue, no index needed at this size.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Actor;
use super::label::{
    AgeRange, Environment, Ethnicity, Gender, Profession, Setting, Style, UseCase, language_name,
};

/// What an actor must have. A list that is empty asks nothing; of the values in one list one is enough.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ActorFilter {
    /// Genders.
    pub gender: Vec<Gender>,
    /// Age ranges.
    pub age: Vec<AgeRange>,
    /// Ethnicities.
    pub ethnicity: Vec<Ethnicity>,
    /// Professions.
    pub profession: Vec<Profession>,
    /// Settings.
    pub setting: Vec<Setting>,
    /// Styles.
    pub style: Vec<Style>,
    /// Environments.
    pub environment: Vec<Environment>,
    /// Languages, as ISO 639-1 codes or locales that begin with one ("pt-BR").
    pub language: Vec<String>,
    /// Use cases.
    pub use_case: Vec<UseCase>,
    /// Words that must all begin some word of the name, the labels or the description, in any case.
    pub text: String,
}

/// How many actors each value of a filter would show, the other filters as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FacetCounts {
    /// Actors that the whole filter shows.
    pub total: usize,
    /// By gender.
    pub gender: BTreeMap<Gender, usize>,
    /// By age range.
    pub age: BTreeMap<AgeRange, usize>,
    /// By ethnicity.
    pub ethnicity: BTreeMap<Ethnicity, usize>,
    /// By profession.
    pub profession: BTreeMap<Profession, usize>,
    /// By setting.
    pub setting: BTreeMap<Setting, usize>,
    /// By style.
    pub style: BTreeMap<Style, usize>,
    /// By environment.
    pub environment: BTreeMap<Environment, usize>,
    /// By language code.
    pub language: BTreeMap<String, usize>,
    /// By use case.
    pub use_case: BTreeMap<UseCase, usize>,
}

/// One bit for each list of the filter that an actor does not satisfy.
type Misses = u16;

const GENDER: Misses = 1;
const AGE: Misses = 1 << 1;
const ETHNICITY: Misses = 1 << 2;
const PROFESSION: Misses = 1 << 3;
const SETTING: Misses = 1 << 4;
const STYLE: Misses = 1 << 5;
const ENVIRONMENT: Misses = 1 << 6;
const LANGUAGE: Misses = 1 << 7;
const USE_CASE: Misses = 1 << 8;
const TEXT: Misses = 1 << 9;

impl ActorFilter {
    /// Whether the actor has all that is asked.
    pub fn matches(&self, actor: &Actor) -> bool {
        self.misses(actor, &self.needles()) == 0
    }

    /// The actors that have all that is asked, in the order given.
    pub fn select<'a>(&self, actors: &'a [Actor]) -> Vec<&'a Actor> {
        let needles = self.needles();
        actors.iter().filter(|actor| self.misses(actor, &needles) == 0).collect()
    }

    /// How many actors each value of each filter would show if it alone were chosen in its list and the other
    /// lists stayed.
    pub fn counts(&self, actors: &[Actor]) -> FacetCounts {
        let needles = self.needles();
        let mut counts = FacetCounts::default();
        for actor in actors {
            let misses = self.misses(actor, &needles);
            counts.total += usize::from(misses == 0);
            let counted = |list: Misses| usize::from(misses & !list == 0);
            *counts.gender.entry(actor.gender).or_default() += counted(GENDER);
            *counts.age.entry(actor.age_range).or_default() += counted(AGE);
            *counts.ethnicity.entry(actor.ethnicity).or_default() += counted(ETHNICITY);
            *counts.profession.entry(actor.profession).or_default() += counted(PROFESSION);
            *counts.setting.entry(actor.setting).or_default() += counted(SETTING);
            *counts.style.entry(actor.style).or_default() += counted(STYLE);
            *counts.environment.entry(actor.environment).or_default() += counted(ENVIRONMENT);
            for language in &actor.languages {
                *counts.language.entry(language.clone()).or_default() += counted(LANGUAGE);
            }
            for use_case in &actor.use_cases {
                *counts.use_case.entry(*use_case).or_default() += counted(USE_CASE);
            }
        }
        counts
    }

    fn needles(&self) -> Vec<String> {
        self.text.split_whitespace().map(str::to_lowercase).collect()
    }

    fn misses(&self, actor: &Actor, needles: &[String]) -> Misses {
        fn bit<T: PartialEq>(list: &[T], value: &T, bit: Misses) -> Misses {
            if list.is_empty() || list.contains(value) { 0 } else { bit }
        }
        let speaks = |asked: &String| actor.languages.iter().any(|spoken| same_language(asked, spoken));
        let language = self.language.is_empty() || self.language.iter().any(speaks);
        let use_case =
            self.use_case.is_empty() || self.use_case.iter().any(|asked| actor.use_cases.contains(asked));
        bit(&self.gender, &actor.gender, GENDER)
            | bit(&self.age, &actor.age_range, AGE)
            | bit(&self.ethnicity, &actor.ethnicity, ETHNICITY)
            | bit(&self.profession, &actor.profession, PROFESSION)
            | bit(&self.setting, &actor.setting, SETTING)
            | bit(&self.style, &actor.style, STYLE)
            | bit(&self.environment, &actor.environment, ENVIRONMENT)
            | if language { 0 } else { LANGUAGE }
            | if use_case { 0 } else { USE_CASE }
            | if needles.iter().all(|needle| has_word(actor, needle)) { 0 } else { TEXT }
    }
}

/// Whether a code or locale asks for the language of that code.
fn same_language(asked: &str, spoken: &str) -> bool {
    asked.trim().split(['-', '_']).next().unwrap_or_default().eq_ignore_ascii_case(spoken)
}

/// Whether some word that describes the actor begins with `needle`, which is in lower case.
fn has_word(actor: &Actor, needle: &str) -> bool {
    let labels = [
        actor.id.0.as_str(),
        actor.name.as_str(),
        actor.gender.label(),
        actor.age_range.id(),
        actor.ethnicity.label(),
        actor.profession.label(),
        actor.style.label(),
        actor.setting.label(),
        actor.environment.label(),
        actor.description.as_str(),
    ];
    let begins = |text: &str| {
        text.split(|sign: char| sign.is_whitespace() || sign == '-' || sign == ',' || sign == '.')
            .any(|word| begins_with(word, needle))
            || begins_with(text, needle)
    };
    labels.into_iter().any(begins)
        || actor.use_cases.iter().any(|use_case| begins(use_case.label()))
        || actor.languages.iter().any(|code| language_name(code).is_some_and(begins))
}

/// Whether `word` in lower case begins with `needle`.
fn begins_with(word: &str, needle: &str) -> bool {
    let mut letters = word.chars().flat_map(char::to_lowercase);
    needle.chars().all(|letter| letters.next() == Some(letter))
}
