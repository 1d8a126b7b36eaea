//! Piper voices that can be fetched: where from, how large, the checksums of their files, and their licences.
//!
//! Files are named by one revision of the makers' collection, so a voice cannot change under its checksum; a
//! download with another size or SHA-256 is refused. The SHA-256 of a network is the one that the collection's
//! own Git LFS pointer gives, or that two unrelated projects pin for the same file; sizes are those of the
//! collection's `voices.json`. The SHA-256 of a description was taken from a copy that agrees with that index in
//! size and MD5, or is pinned alike by two unrelated projects. A voice for which this cannot be said is left out.
//!
//! The licence is that of the recordings, as the voice's `MODEL_CARD` names it. Left out are voices whose
//! recordings may not be used in an ad (CC BY-NC, "research only") or come with no licence, and those under a
//! share-alike licence, of which nobody can say what it asks of an ad. Many voices were not trained from nothing
//! but onwards from "Lessac", whose recordings are licensed for research; what that means for them is not
//! settled, so their licence says it and the reader decides.

mod table;

use types::voice::{
    Availability, Voice as Description, VoiceAge, VoiceEngine, VoiceGender, VoiceId, VoiceTier,
};

pub use table::PUBLISHED;

/// A voice that its makers publish.
#[derive(Debug)]
pub struct PublishedVoice {
    /// Its id here. Voices of one network with several speakers differ after "#".
    pub id: &'static str,
    /// The files it needs. The last one written is the description, which makes it count as installed.
    pub files: &'static [PublishedFile],
    person: Person,
    licence: &'static str,
    base: Base,
}

/// A file of a published voice.
#[derive(Debug)]
pub struct PublishedFile {
    /// What it is called, there and here.
    pub name: &'static str,
    /// Where it is fetched from.
    pub url: &'static str,
    /// How many bytes it has.
    pub bytes: u64,
    /// Its SHA-256 in lower-case hexadecimal.
    pub sha256: &'static str,
}

/// Who is heard.
#[derive(Debug)]
struct Person {
    name: &'static str,
    language: &'static str,
    /// Empty where the language has no other.
    accent: &'static str,
    gender: VoiceGender,
    age: VoiceAge,
    style: &'static str,
}

/// What a network was trained from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Base {
    /// Its own recordings, or a network of which the same can be said.
    Own,
    /// The network of the voice "Lessac", whose recordings are licensed for research only.
    Lessac,
}

impl PublishedVoice {
    /// How much has to be fetched, in bytes.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes).sum()
    }

    /// What its files are called without their endings.
    pub fn stem(&self) -> &'static str {
        let model = self.files.first().map_or("", |file| file.name);
        model.strip_suffix(".onnx").unwrap_or(model)
    }

    /// The voice as it stands in lists.
    pub fn description(&self, availability: Availability) -> Description {
        let Person { name, language, accent, gender, age, style } = &self.person;
        Description {
            id: VoiceId(self.id.to_owned()),
            name: (*name).to_owned(),
            language: (*language).to_owned(),
            accent: (!accent.is_empty()).then(|| (*accent).to_owned()),
            gender: *gender,
            age: *age,
            style: (*style).to_owned(),
            engine: VoiceEngine::Piper,
            licence: self.licence(),
            download_bytes: self.bytes(),
            availability,
            tier: VoiceTier::Draft,
        }
    }

    fn licence(&self) -> String {
        match self.base {
            Base::Own => self.licence.to_owned(),
            Base::Lessac => {
                format!("{}; trained onwards from the voice Lessac, which is for research only", self.licence)
            }
        }
    }
}

/// One voice of the table. Texts are joined here because a constant table cannot join them itself.
macro_rules! published {
    (
        at: $at:literal,
        file: $file:literal, speaker: $speaker:literal,
        model: ($model_bytes:literal, $model_sha256:literal),
        config: ($config_bytes:literal, $config_sha256:literal),
        person: ($name:literal, $language:literal, $accent:literal, $gender:ident, $age:ident, $style:literal),
        licence: ($licence:literal, $base:ident),
    ) => {
        $crate::voices::published::PublishedVoice {
            id: concat!("piper:", $file, $speaker),
            files: &[
                $crate::voices::published::PublishedFile {
                    name: concat!($file, ".onnx"),
                    url: $crate::voices::published::collection!($at, ".onnx"),
                    bytes: $model_bytes,
                    sha256: $model_sha256,
                },
                $crate::voices::published::PublishedFile {
                    name: concat!($file, ".onnx.json"),
                    url: $crate::voices::published::collection!($at, ".onnx.json"),
                    bytes: $config_bytes,
                    sha256: $config_sha256,
                },
            ],
            person: $crate::voices::published::Person {
                name: $name,
                language: $language,
                accent: $accent,
                gender: types::voice::VoiceGender::$gender,
                age: types::voice::VoiceAge::$age,
                style: $style,
            },
            licence: $licence,
            base: Base::$base,
        }
    };
}

/// The address of a file in the makers' collection, at the revision whose checksums the table has.
macro_rules! collection {
    ($at:literal, $ending:literal) => {
        concat!(
            "https://huggingface.co/rhasspy/piper-voices/resolve/c10ece1aade47bb51c153c893d14e5bf8e5b7117/",
            $at,
            $ending
        )
    };
}

use {collection, published};
