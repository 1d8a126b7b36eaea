//! Who speaks which line, in which voice and language.

use std::collections::BTreeMap;

use types::actor::{Actor, ActorFilter, ActorId, AgeRange, Environment, Gender, Style, catalogue, find};
use types::document::clip::Face;
use types::script::{Line, Script};
use types::voice::VoiceGender;

use crate::error::StudioError;

/// The language that is taken when a text does not say.
const LANGUAGE_DEFAULT: &str = "en";

/// The actor with that id, or whose name has all the words given.
///
/// # Errors
/// When there is none.
pub fn actor(name: &str) -> Result<&'static Actor, StudioError> {
    named(name).ok_or_else(|| StudioError::UnknownActor(name.to_owned()))
}

fn named(name: &str) -> Option<&'static Actor> {
    let same = |actor: &&Actor| actor.name.eq_ignore_ascii_case(name.trim());
    let given = |actor: &&Actor| {
        actor.name.split_whitespace().next().is_some_and(|first| first.eq_ignore_ascii_case(name.trim()))
    };
    find(&ActorId(name.trim().to_ascii_lowercase()))
        .or_else(|| catalogue().iter().find(same))
        .or_else(|| catalogue().iter().find(given))
}

/// Who speaks when nobody is cast: somebody who speaks the language and fits the voice, rather at home and dressed
/// for every day than at work, so that any product can be theirs.
pub fn default_actor(language: &str, voice: VoiceGender) -> Option<&'static Actor> {
    let speaks = ActorFilter { language: vec![language.to_owned()], ..ActorFilter::default() };
    let speakers = speaks.select(catalogue());
    let fits = |gender: Gender| match voice {
        VoiceGender::Female => gender == Gender::Woman,
        VoiceGender::Male => gender == Gender::Man,
        VoiceGender::Neutral => true,
    };
    let misfit = |actor: &&&Actor| {
        let young = matches!(actor.age_range, AgeRange::From25 | AgeRange::From35);
        let everyday = matches!(actor.style, Style::Casual | Style::Cosy);
        let home = actor.environment == Environment::Home;
        (!fits(actor.gender), !young, !everyday, !home)
    };
    speakers.iter().min_by_key(misfit).copied().or_else(|| catalogue().first())
}

/// The language of a text as a code, by its letters and words: "en", "pt".
pub fn language_of(text: &str) -> &'static str {
    let Some(found) = whatlang::detect(text) else { return LANGUAGE_DEFAULT };
    // A few Latin words are more often English with a brand name than what the statistics say.
    let short = text.split_whitespace().count() < 4 && found.script() == whatlang::Script::Latin;
    if short && !found.is_reliable() { LANGUAGE_DEFAULT } else { code(found.lang()) }
}

/// A face for every line: whoever is named before it, else `face`. A name that no actor has is a role: it gets
/// an actor of its own who speaks the language.
pub fn faces(script: &Script, face: &Face, language: &str) -> Vec<Face> {
    let mut roles: BTreeMap<String, Face> = BTreeMap::new();
    let speaks = ActorFilter { language: vec![language.to_owned()], ..ActorFilter::default() };
    let speakers = speaks.select(catalogue());
    let face_of = |line: &Line, roles: &mut BTreeMap<String, Face>| {
        let Some(name) = &line.actor else { return face.clone() };
        if let Some(known) = roles.get(name) {
            return known.clone();
        }
        let taken: Vec<Face> = roles.values().cloned().chain([face.clone()]).collect();
        let free = |actor: &&&Actor| !taken.contains(&Face::Drawn(actor.id.0.clone()));
        let cast = named(name).or_else(|| speakers.iter().find(free).copied());
        let cast = cast.map_or_else(|| face.clone(), |actor| Face::Drawn(actor.id.0.clone()));
        roles.insert(name.clone(), cast.clone());
        cast
    };
    script.lines().map(|(_, line)| face_of(line, &mut roles)).collect()
}

fn code(language: whatlang::Lang) -> &'static str {
    use whatlang::Lang;
    match language {
        Lang::Cmn => "zh",
        Lang::Nob => "nb",
        Lang::Pes => "fa",
        other => iso_639_1(other.code()),
    }
}

/// The two-letter code of a three-letter one; those without stay as they are.
fn iso_639_1(code: &'static str) -> &'static str {
    const CODES: &[(&str, &str)] = &[
        ("afr", "af"),
        ("aka", "ak"),
        ("amh", "am"),
        ("ara", "ar"),
        ("aze", "az"),
        ("bel", "be"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cym", "cy"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("epo", "eo"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("guj", "gu"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("hye", "hy"),
        ("ind", "id"),
        ("ita", "it"),
        ("jav", "jv"),
        ("jpn", "ja"),
        ("kan", "kn"),
        ("kat", "ka"),
        ("khm", "km"),
        ("kor", "ko"),
        ("lat", "la"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mal", "ml"),
        ("mar", "mr"),
        ("mkd", "mk"),
        ("mya", "my"),
        ("nep", "ne"),
        ("nld", "nl"),
        ("ori", "or"),
        ("pan", "pa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("sin", "si"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("sna", "sn"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tam", "ta"),
        ("tel", "te"),
        ("tgl", "tl"),
        ("tha", "th"),
        ("tuk", "tk"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("urd", "ur"),
        ("uzb", "uz"),
        ("vie", "vi"),
        ("yid", "yi"),
        ("zul", "zu"),
    ];
    CODES.iter().find(|(long, _)| *long == code).map_or(code, |(_, short)| short)
}
