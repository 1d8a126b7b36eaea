//! AI providers, behind one trait.
//!
//! An adapter speaks one provider's wire format and decides nothing: it never retries a submission, never waits, never
//! chooses another model. What follows from an answer is decided by [`crate::generation`].

pub mod elevenlabs;
pub mod fetch;
pub mod google;
pub mod heygen;
pub mod openai;
pub mod pollo;
pub mod source;
pub mod sync;
pub mod wire;
pub(crate) mod frame;
mod json;
mod signature;
mod words;

use std::fmt;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::id::AttemptId;

/// How a submission can be found again whose answer was never heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// The provider takes an idempotency key: the same submission may be sent again.
    Idempotent,
    /// The provider lists what was submitted: it can be looked for.
    Listable,
    /// The provider calls back with a reference of ours: it can be waited for.
    Correlated,
    /// None of these: it is never sent again while nobody knows.
    Unprotected,
}

/// Pixels across and down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    /// Across.
    pub width: u32,
    /// Down.
    pub height: u32,
}

/// What is asked of a provider. Addresses are ones that the provider can fetch from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "work")]
pub enum Order {
    /// Speech with the times of its words.
    Speech(SpeechOrder),
    /// A person who says what a sound says.
    Avatar(AvatarOrder),
    /// A moving picture from words, or from words and a still.
    Shot(ShotOrder),
    /// A video whose lips follow a sound.
    LipSync(LipSyncOrder),
    /// What is said in a sound.
    Transcription(TranscriptionOrder),
    /// A voice made from samples.
    Clone(CloneOrder),
}

/// Speech.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SpeechOrder {
    /// The text as spoken.
    pub text: String,
    /// What is said before and after it, for prosody; empty where nothing is.
    pub before: String,
    /// What is said after it.
    pub after: String,
    /// Language as a BCP 47 tag.
    pub language: String,
    /// The provider's name of the voice.
    pub voice: String,
    /// Rate in thousandths of the voice's usual rate.
    pub rate_thousandths: u32,
    /// Settings of the voice as the provider names them.
    pub settings: serde_json::Map<String, serde_json::Value>,
}

/// A person who says what a sound says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AvatarOrder {
    /// The provider's name of how the actor appears; or none, with a still of the actor.
    pub look: Option<String>,
    /// Address of a still of the actor.
    pub image: Option<String>,
    /// Address of what is said.
    pub audio: String,
    /// How long that is, in milliseconds.
    pub milliseconds: u32,
    /// Size of the picture.
    pub size: Size,
}

/// A moving picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ShotOrder {
    /// What is seen.
    pub prompt: String,
    /// Address of the first frame.
    pub image: Option<String>,
    /// Length in milliseconds, one that the model offers.
    pub milliseconds: u32,
    /// Size of the picture.
    pub size: Size,
    /// Whether there is sound.
    pub sound: bool,
    /// Quality as the model names it; empty for its usual one.
    pub quality: String,
}

/// A video whose lips follow a sound.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LipSyncOrder {
    /// Address of the video.
    pub video: String,
    /// Address of the sound.
    pub audio: String,
    /// How long the sound is, in milliseconds.
    pub milliseconds: u32,
}

/// What is said in a sound.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TranscriptionOrder {
    /// Address of the sound on this service's own store.
    pub audio: String,
    /// Language, where it is known.
    pub language: Option<String>,
}

/// A voice made from samples.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CloneOrder {
    /// Its name.
    pub name: String,
    /// What it is like.
    pub description: String,
    /// Language.
    pub language: String,
    /// Addresses of the samples on this service's own store.
    pub samples: Vec<String>,
}

/// A submission, with what finds it again.
#[derive(Clone, Debug)]
pub struct Submission<'a> {
    /// The attempt: idempotency key and reference.
    pub attempt: AttemptId,
    /// The model as the provider names it, from the catalogue.
    pub model: &'a str,
    /// What is asked for.
    pub order: &'a Order,
    /// Where the provider calls back, with the attempt and a signature in it; none where it cannot reach us.
    pub callback: Option<&'a str>,
}

/// One word and when it is said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Word {
    /// The word.
    pub text: String,
    /// Milliseconds from the beginning.
    pub start: u32,
    /// Milliseconds from the beginning.
    pub end: u32,
}

/// Where a result's bytes are.
#[derive(Clone, PartialEq)]
pub enum Bytes {
    /// Here.
    Here {
        /// The bytes.
        bytes: Vec<u8>,
        /// Their type, such as `audio/mpeg`.
        media_type: String,
    },
    /// To be fetched, soon: such addresses end.
    At {
        /// The address.
        url: String,
        /// Headers that the provider wants there, names and values, our key among them.
        headers: Vec<(String, String)>,
    },
    /// There are none: the result is in the other fields.
    None,
}

/// Nothing of the bytes, of the signature in an address, or of our key in a header is shown.
impl fmt::Debug for Bytes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Here { bytes, media_type } => {
                write!(formatter, "Here({} bytes of {media_type})", bytes.len())
            }
            Self::At { url, .. } => {
                write!(formatter, "At({})", url.split('?').next().unwrap_or_default())
            }
            Self::None => formatter.write_str("None"),
        }
    }
}

/// What a provider made.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// The result.
    pub bytes: Bytes,
    /// Times of words, for speech and transcriptions.
    pub words: Vec<Word>,
    /// A text, for transcriptions; the provider's name of the voice, for clones.
    pub text: String,
}

/// What became of a submission.
#[derive(Clone, Debug, PartialEq)]
pub enum Accepted {
    /// It is being made, under this name.
    Task(String),
    /// It is made already.
    Done(Output),
}

/// How far it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    /// Not begun.
    Waiting,
    /// Being made; percent where the provider says.
    Running(Option<u8>),
    /// Made.
    Done(Output),
    /// It will not be made.
    Failed(Fault),
}

/// What a search for a submission found.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// It was accepted, under this name.
    Task(String),
    /// It was not accepted.
    Nothing,
    /// That cannot be told.
    Unknown,
}

/// What kind of fault a provider tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FaultKind {
    /// The content is not allowed: another model will hardly take it, and it is the user's to change.
    Moderation,
    /// The provider does not take this request.
    Rejected,
    /// The model is not there (any more).
    ModelGone,
    /// Our credit or key there is at its end: no user's fault.
    Account,
    /// Too much at once; milliseconds until it is worth another try, where it says.
    Busy(Option<u32>),
    /// It broke there.
    Broken,
    /// The result is not to be had any more.
    Expired,
    /// It said something that is not in its format.
    Garbled,
}

/// A fault that a provider tells of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[error("{kind:?}: {message}")]
pub struct Fault {
    /// What kind.
    pub kind: FaultKind,
    /// The provider's words, at most 500 characters, without secrets.
    pub message: String,
}

/// Why a submission came to nothing.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SubmitError {
    /// It was surely not accepted: the provider said so, or could not be reached at all.
    #[error("not accepted: {0}")]
    Refused(Fault),
    /// Nobody knows: the connection ended, or took too long, after the request may have arrived; or a 5xx came back.
    #[error("unknown: {0}")]
    Unknown(String),
}

/// A call from a provider that is really from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Callback {
    /// Its name, the same when it is sent again.
    pub delivery: String,
    /// The task it is about, by the provider's name.
    pub task: String,
    /// What it says. [`Progress::Done`] is only a hint: the result is asked for again.
    pub progress: Progress,
}

/// A call that is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallbackError {
    /// The signature is wrong, or missing where the provider signs.
    #[error("the signature is wrong")]
    Signature,
    /// It is older than the provider's tolerance.
    #[error("it is too old")]
    Stale,
    /// It is not in the provider's format.
    #[error("it cannot be read")]
    Garbled,
}

/// An AI provider.
#[async_trait]
pub trait Adapter: Send + Sync {
    /// Its name in the catalogue, such as `heygen`.
    fn name(&self) -> &'static str;

    /// Sends a submission, once.
    async fn submit(&self, submission: &Submission<'_>) -> Result<Accepted, SubmitError>;

    /// How far a task is. May be asked as often as one likes.
    async fn poll(&self, task: &str, order: &Order) -> Result<Progress, Fault>;

    /// Looks for a submission whose answer was never heard. Only for [`Class::Listable`].
    async fn find(&self, _submission: &Submission<'_>) -> Result<Found, Fault> {
        Ok(Found::Unknown)
    }

    /// Asks it to stop; most cannot, and then nothing happens.
    async fn cancel(&self, _task: &str) -> Result<(), Fault> {
        Ok(())
    }

    /// Reads a call from it. `headers` have lower-case names; `now` is in seconds since 1970.
    fn callback(
        &self,
        headers: &[(String, String)],
        body: &[u8],
        now: i64,
    ) -> Result<Callback, CallbackError>;
}
