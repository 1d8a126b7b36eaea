//! A model: what it makes, what it costs, where it is made, and whether it still is.

use serde::Deserialize;
use time::format_description::well_known::Iso8601;
use time::{Date, Time};

use crate::moment::{Moment, SECOND};
use crate::money::MilliCredits;
use crate::provider::Class;
use crate::provider::pollo::Route;

/// A model.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Its name here, such as `kling-1.6`.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Who made the model.
    pub maker: String,
    /// Who runs it for us: the name of an adapter.
    pub provider: String,
    /// What the provider calls it.
    pub provider_model: String,
    /// One sentence for people.
    pub description: String,
    /// Since when it is no more; none while it is live.
    pub retired: Option<Retired>,
    /// How a submission can be found again.
    pub class: Class,
    /// What it costs.
    pub price: Price,
    /// What the unit of the price costs us, in thousandths of a credit; 0 where that is not known.
    pub cost: MilliCredits,
    /// How good it is, in tenths from 0 to 50.
    pub quality_tenths: u8,
    /// How long it usually takes, in seconds, from and to.
    pub estimated_s: [u32; 2],
    /// How long 99 of 100 take at most, in seconds: after twice that a submission counts as lost.
    pub p99_s: u32,
    /// Models that are tried when it is not to be had, in order; the user's own list goes first.
    #[serde(default)]
    pub fallbacks: Vec<String>,
    /// What it makes.
    pub offer: Offer,
    /// How Pollo AI is asked for it.
    pub route: Option<Route>,
}

/// When a model ended.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retired {
    /// The first day without it, as `2026-09-24`, in UTC.
    pub on: Day,
    /// The model that takes its place.
    pub replacement: Option<String>,
}

/// A day, at its first moment in UTC.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Day {
    text: String,
    start: Moment,
}

impl Day {
    /// As it is written: `2026-09-24`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its first moment.
    pub const fn start(&self) -> Moment {
        self.start
    }
}

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let date = Date::parse(&text, &Iso8601::DATE);
        let date = date.map_err(|_| format!("\"{text}\" is not a day; write it as 2026-09-24"))?;
        let seconds = date.with_time(Time::MIDNIGHT).assume_utc().unix_timestamp();
        Ok(Self { text, start: Moment(seconds.saturating_mul(SECOND)) })
    }
}

/// What a model costs, in thousandths of a credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Price {
    /// A second.
    PerSecond(MilliCredits),
    /// A minute.
    PerMinute(MilliCredits),
    /// A thousand characters.
    PerThousandCharacters(MilliCredits),
    /// A piece.
    Each(MilliCredits),
}

impl Price {
    /// The number, whatever it is for.
    pub const fn rate(self) -> MilliCredits {
        match self {
            Self::PerSecond(rate)
            | Self::PerMinute(rate)
            | Self::PerThousandCharacters(rate)
            | Self::Each(rate) => rate,
        }
    }
}

/// How much of a model is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// A length.
    Milliseconds(u32),
    /// A text.
    Characters(u32),
    /// One of it.
    One,
}

/// What a model makes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Offer {
    /// Moving pictures.
    Video(VideoOffer),
    /// People who say what a sound says.
    Avatar(AvatarOffer),
    /// Lips that follow a sound.
    LipSync(LipSyncOffer),
    /// Speech.
    Speech(SpeechOffer),
    /// What is said in a sound.
    Transcription(TranscriptionOffer),
    /// Scripts.
    Script(ScriptOffer),
    /// Voices from samples.
    Clone(CloneOffer),
}

/// Moving pictures.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VideoOffer {
    /// Lengths, in seconds, the shortest first.
    pub durations_s: Vec<u32>,
    /// Resolutions, such as `1080p`.
    pub resolutions: Vec<String>,
    /// Aspects, such as `9:16`.
    pub aspects: Vec<String>,
    /// What it can do.
    pub features: Vec<Feature>,
}

/// What a video model can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Feature {
    /// A picture from words.
    TextToVideo,
    /// A picture from a still and words.
    ImageToVideo,
    /// Sound with the picture.
    Sound,
}

impl Feature {
    /// Its name in the API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TextToVideo => "text-to-video",
            Self::ImageToVideo => "image-to-video",
            Self::Sound => "sound",
        }
    }
}

/// People who say what a sound says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AvatarOffer {
    /// The longest sound, in seconds.
    pub longest_s: u32,
    /// Resolutions.
    pub resolutions: Vec<String>,
    /// Aspects.
    pub aspects: Vec<String>,
    /// What a person can be given by.
    pub from: Vec<PersonFrom>,
}

/// What a person is given by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PersonFrom {
    /// A look that the provider knows.
    Look,
    /// A still.
    Image,
}

/// Lips that follow a sound.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LipSyncOffer {
    /// The longest sound, in seconds.
    pub longest_s: u32,
}

/// Speech.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpeechOffer {
    /// The longest text, in characters.
    pub characters_max: u32,
    /// Languages, as ISO 639 codes.
    pub languages: Vec<String>,
}

/// What is said in a sound.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TranscriptionOffer {
    /// The largest sound, in bytes.
    pub bytes_max: u64,
}

/// Scripts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptOffer {
    /// The most tokens that are written.
    pub tokens_max: u32,
}

/// Voices from samples.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CloneOffer {
    /// The most samples.
    pub samples_max: u32,
}

/// Whether a model is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State<'a> {
    /// It is.
    Live,
    /// It is no more.
    Retired(&'a Retired),
}

impl Model {
    /// Whether it is there at that moment.
    pub fn state(&self, now: Moment) -> State<'_> {
        match &self.retired {
            Some(retired) if retired.on.start() <= now => State::Retired(retired),
            _ => State::Live,
        }
    }

    /// The longest that it makes at once, in milliseconds; 0 where it makes no length.
    pub fn longest_ms(&self) -> u32 {
        let longest_s = match &self.offer {
            Offer::Video(video) => video.durations_s.last().copied().unwrap_or(0),
            Offer::Avatar(avatar) => avatar.longest_s,
            Offer::LipSync(lips) => lips.longest_s,
            Offer::Speech(_) | Offer::Transcription(_) | Offer::Script(_) | Offer::Clone(_) => 0,
        };
        longest_s.saturating_mul(1000)
    }

    /// The shortest offered length that is no shorter than `asked_ms`, in milliseconds.
    pub(crate) fn shortest_from(&self, asked_ms: u32) -> Option<u32> {
        match &self.offer {
            Offer::Video(video) => {
                let mut lengths = video.durations_s.iter().map(|seconds| seconds.saturating_mul(1000));
                lengths.find(|length| *length >= asked_ms)
            }
            // Those go as long as the sound does.
            _ => Some(asked_ms).filter(|asked| *asked <= self.longest_ms()),
        }
    }
}
