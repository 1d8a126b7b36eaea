//! Voices: those that a provider tells of, with every language that they speak.

use std::collections::BTreeSet;

use crate::catalogue::Catalogue;
use crate::catalogue::model::{Offer, State};
use crate::moment::Moment;
use crate::provider::elevenlabs::voice::ProviderVoice;

/// A voice that can be cast. Texts are empty where nothing is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// Its name here, such as `elevenlabs:21m00Tcm4TlvDq8ikWAM`.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// `female`, `male` or `neutral`.
    pub gender: String,
    /// Such as `american`.
    pub accent: String,
    /// What it suits, such as `narration`.
    pub style: String,
    /// One sentence.
    pub description: String,
    /// The language it is best in, as an ISO 639 code.
    pub language: String,
    /// Every language it speaks, sorted.
    pub languages: Vec<String>,
    /// Where a sample is heard.
    pub preview_url: Option<String>,
    /// How good it is, in tenths from 0 to 50.
    pub quality_tenths: u8,
}

impl Catalogue {
    /// Every language that a live speech model speaks, sorted.
    pub fn spoken_languages(&self, now: Moment) -> BTreeSet<&str> {
        let live = self.models().iter().filter(|model| model.state(now) == State::Live);
        let speech = live.filter_map(|model| match &model.offer {
            Offer::Speech(speech) => Some(speech),
            _ => None,
        });
        speech.flat_map(|speech| speech.languages.iter().map(String::as_str)).collect()
    }

    /// The voices of ElevenLabs as they can be cast: its models speak any of their languages with any voice.
    pub fn voices(&self, fetched: &[ProviderVoice], now: Moment) -> Vec<Voice> {
        let spoken = self.spoken_languages(now);
        let mut known = BTreeSet::new();
        let fresh = fetched.iter().filter(|voice| known.insert(voice.id.as_str()));
        fresh.map(|voice| cast(voice, &spoken)).collect()
    }
}

fn cast(voice: &ProviderVoice, spoken: &BTreeSet<&str>) -> Voice {
    let mut languages: BTreeSet<&str> = spoken.clone();
    languages.extend(voice.languages.iter().map(String::as_str));
    Voice {
        id: format!("elevenlabs:{}", voice.id),
        name: voice.name.clone(),
        gender: voice.gender.clone(),
        accent: voice.accent.clone(),
        style: voice.use_case.clone(),
        description: voice.description.clone(),
        language: voice.languages.first().cloned().unwrap_or_else(|| "en".to_owned()),
        languages: languages.into_iter().map(str::to_owned).collect(),
        preview_url: voice.preview_url.clone(),
        quality_tenths: match voice.category.as_str() {
            "professional" | "high_quality" | "famous" => 49,
            "premade" => 47,
            _ => 44,
        },
    }
}
