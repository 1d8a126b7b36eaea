//! Voices as providers list them: every voice of this machine under a name of the provider's own kind, the same in
//! every run.

use speech::voices::Voices;
use types::voice::{Availability, Voice, VoiceGender};

use crate::digest;
use crate::id;

/// A voice that a provider offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The provider's name for it.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it is in crate `speech`.
    pub voice: Voice,
}

/// Every voice, as one provider offers it. Piper voices whose files are not here are left out.
pub fn offered(voices: &Voices, name: impl Fn(&Voice) -> String) -> Vec<Offered> {
    let here = voices.catalogue().into_iter().filter(|voice| voice.availability == Availability::Installed);
    here.map(|voice| Offered { id: name(&voice), name: person(&voice), voice }).collect()
}

/// ElevenLabs' kind of name: twenty letters and digits.
pub fn twenty(voice: &Voice) -> String {
    let sum = digest::sha256(format!("elevenlabs {}", voice.id).as_bytes());
    id::spelled(sum.get(..20).unwrap_or_default(), id::BASE62)
}

/// HeyGen's kind of name: 32 hexadecimal digits.
pub fn thirty_two(voice: &Voice) -> String {
    let sum = digest::sha256(format!("heygen {}", voice.id).as_bytes());
    digest::hex(sum.get(..16).unwrap_or_default())
}

/// Given names for voices, which have none of their own.
const WOMEN: [&str; 16] = [
    "Alma", "Bianca", "Clara", "Dalia", "Edith", "Freya", "Greta", "Hana", "Ines", "Jana", "Kira", "Lena",
    "Mira", "Nadia", "Olga", "Petra",
];
const MEN: [&str; 16] = [
    "Anton", "Bruno", "Cyrus", "David", "Emil", "Felix", "Gustav", "Hugo", "Ivan", "Jonas", "Karl", "Leo",
    "Marco", "Nils", "Oskar", "Pavel",
];

fn person(voice: &Voice) -> String {
    let [first, ..] = digest::sha256(voice.id.0.as_bytes());
    let names = if voice.gender == VoiceGender::Female { WOMEN } else { MEN };
    let given = names.get(usize::from(first) % names.len()).copied().unwrap_or_default();
    format!("{given} - {}", voice.name)
}

/// The voice that speaks a language in the place of `voice`, which may be of another: of the same gender, if there is one.
pub fn in_language(voices: &Voices, voice: &Voice, language: &str) -> Option<String> {
    let family = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    if family(&voice.language) == family(language) {
        return Some(voice.id.0.clone());
    }
    let all = voices.catalogue();
    let here = |other: &&Voice| {
        other.availability == Availability::Installed && family(&other.language) == family(language)
    };
    let same = all.iter().filter(here).find(|other| other.gender == voice.gender);
    same.or_else(|| all.iter().find(here)).map(|other| other.id.0.clone()).or_else(|| {
        // Chinese, Norwegian and others go by other tags there.
        voices.default_for(language).ok().map(|id| id.0)
    })
}

/// The language of a text, as ISO 639-1, where that is beyond doubt.
pub fn language_of(text: &str) -> Option<&'static str> {
    let found = whatlang::detect(text)?;
    let clear = found.is_reliable()
        && (text.split_whitespace().count() >= 4 || found.script() != whatlang::Script::Latin);
    if !clear {
        return None;
    }
    LANGUAGES.iter().find(|(long, _)| *long == found.lang().code()).map(|(_, short)| *short)
}

/// ISO 639-3 and 639-1 of the languages that texts are recognised in.
const LANGUAGES: &[(&str, &str)] = &[
    ("eng", "en"),
    ("deu", "de"),
    ("fra", "fr"),
    ("spa", "es"),
    ("por", "pt"),
    ("ita", "it"),
    ("nld", "nl"),
    ("pol", "pl"),
    ("rus", "ru"),
    ("ukr", "uk"),
    ("tur", "tr"),
    ("swe", "sv"),
    ("dan", "da"),
    ("nob", "nb"),
    ("fin", "fi"),
    ("ces", "cs"),
    ("slk", "sk"),
    ("ron", "ro"),
    ("hun", "hu"),
    ("ell", "el"),
    ("bul", "bg"),
    ("hrv", "hr"),
    ("srp", "sr"),
    ("slv", "sl"),
    ("est", "et"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("heb", "he"),
    ("ara", "ar"),
    ("hin", "hi"),
    ("ben", "bn"),
    ("tam", "ta"),
    ("tel", "te"),
    ("mal", "ml"),
    ("kan", "kn"),
    ("mar", "mr"),
    ("guj", "gu"),
    ("pan", "pa"),
    ("urd", "ur"),
    ("pes", "fa"),
    ("vie", "vi"),
    ("ind", "id"),
    ("tha", "th"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("cmn", "cmn"),
    ("cat", "ca"),
    ("afr", "af"),
];
