//! What an actor suits, and the sentences people read about them.

use super::cast::{Dice, Person};
use super::label::{AgeRange, Profession, Setting, Style, UseCase};

/// Three or four use cases: what the profession brings with it first.
pub(super) fn use_cases(person: &Person, dice: &mut Dice) -> Vec<UseCase> {
    use Profession::*;
    let first: &[UseCase] = match person.profession {
        Doctor | Nurse | Scientist | Adviser | Lawyer => &[UseCase::Expert, UseCase::Explainer],
        Teacher | Trainer | Chef | Gardener | Mechanic => &[UseCase::HowTo, UseCase::Expert],
        Developer | Designer | Photographer => &[UseCase::AppTour, UseCase::Explainer],
        Founder | Marketer | EstateAgent => &[UseCase::Offer, UseCase::Story],
        Creator | Stylist | Musician | Student => &[UseCase::Unboxing, UseCase::Testimonial],
        Barista | Shopkeeper | Builder => &[UseCase::Recruiting, UseCase::ProductDemo],
        Parent | Retired | Athlete => &[UseCase::Testimonial, UseCase::Story],
    };
    let mut cases = first.to_vec();
    let wanted = 3 + dice.below(2);
    while cases.len() < wanted {
        let case = dice.pick(UseCase::ALL);
        if !cases.contains(&case) {
            cases.push(case);
        }
    }
    cases
}

/// Two sentences: who it is and what for.
pub(super) fn description(person: &Person, cases: &[UseCase], dice: &mut Dice) -> String {
    let manner = dice.pick(&[
        "Warm",
        "Lively",
        "Calm",
        "Down-to-earth",
        "Confident",
        "Thoughtful",
        "Cheerful",
        "Straightforward",
        "Gentle",
        "Energetic",
        "Witty",
        "Sincere",
    ]);
    let age = match person.age {
        AgeRange::From18 => "around twenty",
        AgeRange::From25 => "around thirty",
        AgeRange::From35 => "around forty",
        AgeRange::From45 => "around fifty",
        AgeRange::From55 => "around sixty",
        AgeRange::From65 => "around seventy",
    };
    let clothes = match person.style {
        Style::Casual => "everyday clothes",
        Style::Business => "office clothes",
        Style::Sporty => "sportswear",
        Style::Elegant => "elegant clothes",
        Style::Street => "streetwear",
        Style::Cosy => "soft knitwear",
        Style::Uniform => "work clothes",
        Style::Creative => "bold colours",
    };
    let who = match person.profession {
        Profession::Retired => "retiree".to_owned(),
        profession => profession.label().to_lowercase(),
    };
    let cases: Vec<String> = cases.iter().take(2).map(|case| case.label().to_lowercase()).collect();
    let cases = cases.join(" and ");
    format!("{manner} {who}, {age}, in {clothes}, {}. Suits {cases} ads.", place(person.setting))
}

fn place(setting: Setting) -> &'static str {
    match setting {
        Setting::Kitchen => "in a kitchen",
        Setting::LivingRoom => "in a living room",
        Setting::Bedroom => "in a bedroom",
        Setting::Bathroom => "in a bathroom",
        Setting::Office => "in an office",
        Setting::Clinic => "in a bright practice",
        Setting::Workshop => "in a workshop",
        Setting::Shop => "in a shop",
        Setting::Cafe => "in a café",
        Setting::Library => "among bookshelves",
        Setting::Gym => "in a gym",
        Setting::Street => "on a city street",
        Setting::Park => "in a park",
        Setting::Garden => "in a garden",
        Setting::Car => "in a car",
        Setting::Studio => "before a studio backdrop",
    }
}
