//! Failures as users and programs see them: a code to act on and a sentence to read.

use serde::{Deserialize, Serialize};

/// A failure that crosses a boundary: to the command line, the window or a script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// What kind of failure it is, for programs.
    pub code: ErrorCode,
    /// What happened and what to do, for people.
    pub message: String,
}

impl Failure {
    /// A failure of that kind with that sentence.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

/// Kinds of failure that somebody acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ErrorCode {
    /// A request does not make sense as it stands.
    InvalidRequest,
    /// An edit does not fit the document.
    EditRefused,
    /// A project, clip, track or other thing with that id is not there.
    NotFound,
    /// No actor has that id.
    UnknownActor,
    /// No voice has that id.
    UnknownVoice,
    /// No preset or placement has that id.
    UnknownPreset,
    /// The voice is known but not on this machine.
    VoiceNotInstalled,
    /// The speech library libespeak-ng is not on this machine.
    SpeechUnavailable,
    /// A downloaded or given file is not the one expected.
    ChecksumMismatch,
    /// The script has no line.
    ScriptEmpty,
    /// The script is over the limit.
    ScriptTooLong,
    /// The script is not text.
    ScriptNotText,
    /// The script has no word that can be spoken.
    NothingToSay,
    /// There is no such file.
    FileNotFound,
    /// The file may not be read or the folder not be written.
    PermissionDenied,
    /// The file cannot be decoded.
    MediaUnreadable,
    /// The file has no picture where one is needed.
    NoPicture,
    /// The file has no sound where one is needed.
    NoSound,
    /// The picture is too large.
    MediaTooLarge,
    /// A decoder, encoder or other part of GStreamer is missing.
    CodecMissing,
    /// The disk is full.
    DiskFull,
    /// A file could not be read or written.
    IoFailed,
    /// Another process has the library open.
    LibraryInUse,
    /// The library was written by a newer version.
    LibraryTooNew,
    /// The library is damaged.
    LibraryDamaged,
    /// The network is needed and did not answer.
    NetworkFailed,
    /// The user stopped it.
    Cancelled,
    /// The worker process died or did not answer.
    WorkerFailed,
    /// Something that should not happen did.
    Internal,
}
