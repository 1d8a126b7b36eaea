//! Casts the catalogue: every filter value gets its share, and what belongs together goes together.

use std::collections::{BTreeMap, BTreeSet};

use super::culture::{CULTURES, Culture, NEUTRAL};
use super::label::{AgeRange, Ethnicity, Gender, Profession, Setting, Style};
use super::look::Side;
use super::outfit::{accessories, lips, outfit};
use super::story::{description, use_cases};
use super::{Actor, ActorId, body};
use crate::geometry::Color;

/// Actors in the catalogue: two of each ethnicity and age range in five gender slots.
pub const ACTOR_COUNT: usize = 600;

/// The seed of the catalogue. Another one would change every actor, so it stays.
const CATALOGUE_SEED: u64 = 0x6772_6565_6e72_6f6f;

/// Two women and two men for each non-binary actor.
const GENDER_SLOTS: [Gender; 5] = [Gender::Woman, Gender::Man, Gender::NonBinary, Gender::Woman, Gender::Man];

/// A small random generator, splitmix64 by Sebastiano Vigna (public domain): the same numbers everywhere.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to but not including `count`, which is at least 1.
    pub(super) fn below(&mut self, count: usize) -> usize {
        (self.roll() % count.max(1) as u64) as usize
    }

    /// True in `percent` of a hundred rolls.
    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.roll() % 100 < u64::from(percent)
    }

    /// A dial around `middle`, at most `spread` from it, values near the middle more often.
    pub(super) fn dial(&mut self, middle: i32, spread: i32) -> u8 {
        let span = (spread.max(0) + 1) as usize;
        let offset = self.below(span) as i32 - self.below(span) as i32;
        (middle + offset).clamp(0, 255) as u8
    }

    /// One of the options; the list is never empty where this is called.
    pub(super) fn pick<T: Copy>(&mut self, options: &[T]) -> T {
        options[self.below(options.len())]
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            let other = self.below(end + 1);
            list.swap(end, other);
        }
    }
}

/// How often each value has been given away.
pub(super) struct Tally<T>(BTreeMap<T, u32>);

impl<T> Default for Tally<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Copy + Ord> Tally<T> {
    /// The option used least so far, chance deciding between equals. `options` is never empty.
    pub(super) fn least_used(&mut self, options: &[T], dice: &mut Dice) -> T {
        let used = |option: &T| self.0.get(option).copied().unwrap_or(0);
        let least = options.iter().map(used).min().unwrap_or(0);
        let rarest: Vec<T> = options.iter().copied().filter(|option| used(option) == least).collect();
        let choice = dice.pick(&rarest);
        *self.0.entry(choice).or_default() += 1;
        choice
    }

    /// The rarer of two options drawn by chance.
    pub(super) fn rarer_of_two(&mut self, options: &[T], dice: &mut Dice) -> T {
        let pair = [dice.pick(options), dice.pick(options)];
        self.least_used(&pair, dice)
    }
}

/// What is known of an actor before the drawing is chosen.
pub(super) struct Person {
    pub gender: Gender,
    pub age: AgeRange,
    pub culture: &'static Culture,
    pub profession: Profession,
    pub style: Style,
    pub setting: Setting,
}

/// What has been given away so far.
#[derive(Default)]
struct Casting {
    cultures: Tally<usize>,
    professions: Tally<Profession>,
    styles: Tally<Style>,
    settings: Tally<Setting>,
    given: Tally<&'static str>,
    family: Tally<&'static str>,
    names: BTreeSet<String>,
    bodies: body::Bodies,
}

/// The whole catalogue.
pub(super) fn cast() -> Vec<Actor> {
    let mut dice = Dice::new(CATALOGUE_SEED);
    let mut slots = Vec::new();
    for _ in 0..2 {
        let mut round: Vec<(Gender, AgeRange, Ethnicity)> = Vec::new();
        for &ethnicity in Ethnicity::ALL {
            for &age in AgeRange::ALL {
                round.extend(GENDER_SLOTS.map(|gender| (gender, age, ethnicity)));
            }
        }
        dice.shuffle(&mut round);
        slots.extend(round);
    }
    let mut casting = Casting::default();
    slots
        .into_iter()
        .enumerate()
        .map(|(index, (gender, age, ethnicity))| {
            let person = casting.person(gender, age, ethnicity, &mut dice);
            casting.actor(index + 1, &person, &mut dice)
        })
        .collect()
}

impl Casting {
    fn person(&mut self, gender: Gender, age: AgeRange, ethnicity: Ethnicity, dice: &mut Dice) -> Person {
        let cultures: Vec<usize> =
            (0..CULTURES.len()).filter(|&at| CULTURES[at].ethnicity == ethnicity).collect();
        let culture = &CULTURES[self.cultures.least_used(&cultures, dice)];
        let open: Vec<Profession> =
            Profession::ALL.iter().copied().filter(|profession| suits_age(*profession, age)).collect();
        let profession = self.professions.least_used(&open, dice);
        let (styles, settings) = habits(profession);
        let style = self.styles.least_used(styles, dice);
        let setting = self.settings.least_used(settings, dice);
        Person { gender, age, culture, profession, style, setting }
    }

    fn actor(&mut self, number: usize, person: &Person, dice: &mut Dice) -> Actor {
        let name = self.name(person, dice);
        let mut look = self.bodies.look(person, dice);
        look.outfit = outfit(person, dice);
        look.accessories = accessories(person, look.hair.style, dice);
        look.lips = lips(person, look.skin, dice);
        let mut languages: Vec<String> = person.culture.languages.split(' ').map(str::to_owned).collect();
        let keep = 2 + dice.below(languages.len().max(3) - 1);
        // Everybody speaks the first language; the others go round so that none is left out.
        if let Some(rest) = languages.get_mut(1..) {
            let turn = dice.below(rest.len().max(1));
            rest.rotate_left(turn.min(rest.len()));
        }
        languages.truncate(keep);
        let cases = use_cases(person, dice);
        Actor {
            id: ActorId(format!("actor_{number:03}")),
            description: description(person, &cases, dice),
            name,
            gender: person.gender,
            age_range: person.age,
            ethnicity: person.culture.ethnicity,
            profession: person.profession,
            style: person.style,
            setting: person.setting,
            environment: person.setting.environment(),
            use_cases: cases,
            languages,
            look,
        }
    }

    fn name(&mut self, person: &Person, dice: &mut Dice) -> String {
        let given: Vec<&'static str> = match person.gender {
            Gender::Woman => person.culture.women.split_whitespace().collect(),
            Gender::Man => person.culture.men.split_whitespace().collect(),
            Gender::NonBinary => NEUTRAL.split_whitespace().collect(),
        };
        let family: Vec<&'static str> = person.culture.family.split_whitespace().collect();
        loop {
            let given = self.given.least_used(&given, dice);
            let name = format!("{given} {}", self.family.least_used(&family, dice));
            if self.names.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// Whether somebody of that age has that profession.
fn suits_age(profession: Profession, age: AgeRange) -> bool {
    match profession {
        Profession::Student => age <= AgeRange::From25,
        Profession::Retired => age >= AgeRange::From55,
        Profession::Athlete => age <= AgeRange::From35,
        Profession::Doctor | Profession::Lawyer | Profession::Adviser => age >= AgeRange::From25,
        Profession::Parent => (AgeRange::From25..=AgeRange::From45).contains(&age),
        _ => true,
    }
}

/// How people of a profession dress and where they are met.
fn habits(profession: Profession) -> (&'static [Style], &'static [Setting]) {
    use Profession::*;
    use Setting as S;
    use Style as D;
    match profession {
        Doctor | Nurse => (&[D::Uniform, D::Casual], &[S::Clinic, S::Clinic, S::Office, S::Studio]),
        Scientist => (&[D::Uniform, D::Business, D::Creative], &[S::Clinic, S::Library, S::Office]),
        Teacher => (&[D::Casual, D::Cosy, D::Business], &[S::Library, S::Library, S::Park, S::LivingRoom]),
        Student => (&[D::Street, D::Casual, D::Sporty, D::Cosy], &[S::Library, S::Bedroom, S::Park, S::Cafe]),
        Chef => (&[D::Uniform], &[S::Kitchen]),
        Barista => (&[D::Uniform, D::Street, D::Casual], &[S::Cafe]),
        Founder => (&[D::Business, D::Creative, D::Casual], &[S::Office, S::Cafe, S::Studio, S::Car]),
        Developer => (&[D::Casual, D::Street, D::Cosy], &[S::Office, S::Bedroom, S::LivingRoom, S::Cafe]),
        Designer => (&[D::Creative, D::Elegant, D::Street], &[S::Studio, S::Office, S::Library]),
        Marketer => (&[D::Business, D::Elegant, D::Creative], &[S::Office, S::Cafe, S::Street]),
        Adviser | Lawyer => (&[D::Business, D::Elegant], &[S::Office, S::Library, S::Studio, S::Street]),
        EstateAgent => (&[D::Business, D::Elegant], &[S::LivingRoom, S::Street, S::Car, S::Kitchen]),
        Trainer => (&[D::Sporty], &[S::Gym, S::Park]),
        Athlete => (&[D::Sporty], &[S::Gym, S::Park, S::Street, S::Bathroom]),
        Builder => (&[D::Uniform], &[S::Workshop, S::Street, S::Car]),
        Mechanic => (&[D::Uniform, D::Casual], &[S::Workshop, S::Car]),
        Shopkeeper => (&[D::Uniform, D::Casual, D::Cosy], &[S::Shop]),
        Stylist => (&[D::Elegant, D::Creative, D::Street], &[S::Bathroom, S::Studio, S::Shop]),
        Photographer => (&[D::Street, D::Creative, D::Casual], &[S::Studio, S::Street, S::Park]),
        Musician => {
            (&[D::Street, D::Creative, D::Elegant], &[S::Studio, S::Street, S::Bedroom, S::LivingRoom])
        }
        Creator => {
            (&[D::Street, D::Creative, D::Sporty, D::Cosy], &[S::Bedroom, S::Bathroom, S::Car, S::LivingRoom])
        }
        Parent => (&[D::Casual, D::Cosy], &[S::Kitchen, S::LivingRoom, S::Garden, S::Bathroom, S::Car]),
        Gardener => (&[D::Uniform, D::Casual], &[S::Garden, S::Park]),
        Retired => (&[D::Cosy, D::Elegant, D::Casual], &[S::Garden, S::LivingRoom, S::Kitchen, S::Park]),
    }
}

/// The colour with each part moved by at most `reach`, all parts mostly together.
pub(super) fn jitter(color: Color, reach: i32, dice: &mut Dice) -> Color {
    let common = dice.below((2 * reach + 1) as usize) as i32 - reach;
    let mut part = |value: u8| {
        let own = dice.below(5) as i32 - 2;
        (i32::from(value) + common + own).clamp(0, 255) as u8
    };
    Color { r: part(color.r), g: part(color.g), b: part(color.b), a: color.a }
}

/// `share` of 255 of the way from one colour to another.
pub(super) fn mix(from: Color, to: Color, share: u32) -> Color {
    let part = |a: u8, b: u8| ((u32::from(a) * (255 - share) + u32::from(b) * share + 127) / 255) as u8;
    Color { r: part(from.r, to.r), g: part(from.g, to.g), b: part(from.b, to.b), a: from.a }
}

/// Either side.
pub(super) fn side(dice: &mut Dice) -> Side {
    dice.pick(&[Side::Left, Side::Right])
}

/// An opaque colour from 0xrrggbb.
pub(super) const fn hex(value: u32) -> Color {
    Color::rgb((value >> 16) as u8, (value >> 8) as u8, value as u8)
}
