//! Piper voices that can be fetched: where from, how large, and the checksums of their files.
//! A voice is listed only when its files were held in hand and their checksums taken.

use types::voice::{
    Availability, Voice as Description, VoiceAge, VoiceEngine, VoiceGender, VoiceId, VoiceTier,
};

/// A voice that its makers publish.
#[derive(Debug)]
pub struct PublishedVoice {
    /// Its id here.
    pub id: &'static str,
    /// The files it needs. The last one written is the description, which makes it count as installed.
    pub files: &'static [PublishedFile],
    name: &'static str,
    language: &'static str,
    accent: &'static str,
    gender: VoiceGender,
    age: VoiceAge,
    style: &'static str,
    licence: &'static str,
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

impl PublishedVoice {
    /// How much has to be fetched, in bytes.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes).sum()
    }

    /// The voice as it stands in lists.
    pub fn description(&self, availability: Availability) -> Description {
        Description {
            id: VoiceId(self.id.to_owned()),
            name: self.name.to_owned(),
            language: self.language.to_owned(),
            accent: Some(self.accent.to_owned()),
            gender: self.gender,
            age: self.age,
            style: self.style.to_owned(),
            engine: VoiceEngine::Piper,
            licence: self.licence.to_owned(),
            download_bytes: self.bytes(),
            availability,
            tier: VoiceTier::Draft,
        }
    }
}

/// Every voice that can be fetched.
pub const PUBLISHED: &[PublishedVoice] = &[PublishedVoice {
    id: "piper:en_US-joe-medium",
    files: &[
        PublishedFile {
            name: "en_US-joe-medium.onnx",
            url: "https://huggingface.co/rhasspy/piper-voices/resolve/v1.0.0/en/en_US/joe/medium/en_US-joe-medium.onnx",
            bytes: 63_201_294,
            sha256: "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06",
        },
        PublishedFile {
            name: "en_US-joe-medium.onnx.json",
            url: "https://huggingface.co/rhasspy/piper-voices/resolve/v1.0.0/en/en_US/joe/medium/en_US-joe-medium.onnx.json",
            bytes: 4_794,
            sha256: "3d6d5410b3795cb1950595247ef8f06190719e6fdbfa3a2356d8ec368e1aad33",
        },
    ],
    name: "Joe",
    language: "en-US",
    accent: "American",
    gender: VoiceGender::Male,
    age: VoiceAge::Middle,
    style: "conversational",
    licence: "CC0-1.0",
}];
