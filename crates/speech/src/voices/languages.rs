//! The languages of libespeak-ng as voices.

use types::voice::{
    Availability, Voice as Description, VoiceAge, VoiceEngine, VoiceGender, VoiceId, VoiceTier,
};

use crate::espeak::Language;

/// Tags under which people look for a language that libespeak-ng calls otherwise.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("zh", "cmn"),
    ("zh-cn", "cmn"),
    ("zh-hans", "cmn"),
    ("zh-tw", "cmn"),
    ("zh-hk", "yue"),
    ("no", "nb"),
    ("nn", "nb"),
    ("en", "en-us"),
    ("fr", "fr-fr"),
    ("fil", "tl"),
    ("he-il", "he"),
    ("iw", "he"),
    ("in", "id"),
    ("es-mx", "es-419"),
    ("es-us", "es-419"),
    ("es-ar", "es-419"),
    ("es-co", "es-419"),
    ("en-au", "en-gb"),
    ("en-nz", "en-gb"),
    ("en-in", "en-gb"),
    ("en-ie", "en-gb"),
    ("en-za", "en-gb"),
    ("en-ca", "en-us"),
    ("pt-pt", "pt"),
];

/// Ways in which the library speaks a language besides its own, which is a man's. It takes any name for one and
/// then speaks as if none was given, so they are listed here.
const WAYS: [&str; 12] = ["f1", "f2", "f3", "f4", "f5", "m1", "m2", "m3", "m4", "m5", "m6", "m7"];

/// The way that is listed as the woman of each language: an octave above the man, without a whisper.
const WOMAN: &str = "f3";

/// The voices of a language that are listed: a man and a woman.
pub fn listed(language: &Language) -> [Description; 2] {
    [describe(language, None), describe(language, Some(WOMAN))]
}

/// The tag of a language and a way of speaking it: "de+f3" is German as a woman, "de" as the library speaks by
/// itself. `None` when there is no such way.
pub fn parted(name: &str) -> Option<(&str, Option<&str>)> {
    match name.split_once('+') {
        None => Some((name, None)),
        Some((tag, way)) => WAYS.contains(&way).then_some((tag, Some(way))),
    }
}

/// The voice of a language, spoken that way, as it stands in lists.
pub fn describe(language: &Language, way: Option<&str>) -> Description {
    let gender = match way {
        Some(way) if way.starts_with('f') => VoiceGender::Female,
        _ => VoiceGender::Male,
    };
    let plain = language.name.replace('_', " ");
    let (_, accent) = language.name.split_once('(').unwrap_or(("", ""));
    let accent = accent.trim_end_matches(')').trim();
    Description {
        id: VoiceId::new(
            VoiceEngine::Espeak,
            &way.map_or(language.tag.clone(), |way| format!("{}+{way}", language.tag)),
        ),
        name: match gender {
            VoiceGender::Female => format!("{plain}, woman"),
            _ => plain,
        },
        language: bcp47(&language.tag),
        accent: (!accent.is_empty()).then(|| accent.to_owned()),
        gender,
        age: VoiceAge::Middle,
        style: "synthetic".to_owned(),
        engine: VoiceEngine::Espeak,
        licence: "GPL-3.0-or-later".to_owned(),
        download_bytes: 0,
        availability: Availability::Installed,
        tier: VoiceTier::LastResort,
    }
}

/// Which of the library's languages speaks `language`: itself, another name of it, the language without its
/// country, or any country's.
pub fn tag_for(language: &str, known: &[Language]) -> Option<String> {
    let wanted = language.to_ascii_lowercase().replace('_', "-");
    let has = |tag: &str| known.iter().find(|language| language.tag == tag).map(|found| found.tag.clone());
    let renamed = |tag: &str| OTHER_NAMES.iter().find(|(name, _)| *name == tag).and_then(|(_, tag)| has(tag));
    let family = wanted.split('-').next().unwrap_or_default().to_owned();
    let country = || known.iter().find(|found| found.tag.starts_with(&format!("{family}-")));
    has(&wanted)
        .or_else(|| renamed(&wanted))
        .or_else(|| has(&family))
        .or_else(|| renamed(&family))
        .or_else(|| country().map(|found| found.tag.clone()))
}

/// The library's tag with its country in capitals, as people write it.
fn bcp47(tag: &str) -> String {
    let (family, rest) = tag.split_once('-').unwrap_or((tag, ""));
    match rest {
        "" => family.to_owned(),
        country if country.len() == 2 => format!("{family}-{}", country.to_ascii_uppercase()),
        variant => format!("{family}-{variant}"),
    }
}
