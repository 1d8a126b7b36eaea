//! What can go wrong when a voice is to speak.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A failure of a voice. Sentences are for users.
#[derive(Debug, thiserror::Error)]
pub enum SpeechError {
    /// No voice has that id.
    #[error("there is no voice \"{id}\"; list the voices to see which there are")]
    UnknownVoice {
        /// The id asked for.
        id: String,
    },
    /// The voice is known, but its files are not on this machine.
    #[error("the voice \"{id}\" is not installed; install it first")]
    NotInstalled {
        /// The voice's id.
        id: String,
    },
    /// The library that speaks and reads words is not on this machine.
    #[error("the speech library libespeak-ng is not installed; install the package espeak-ng and try again")]
    EspeakMissing,
    /// The library is there but cannot be used.
    #[error(
        "the speech library libespeak-ng does not work here; install espeak-ng and its language files again"
    )]
    EspeakUnusable,
    /// The library has no rules for that language.
    #[error("the speech library libespeak-ng does not speak \"{language}\"")]
    LanguageUnknown {
        /// The language's tag.
        language: String,
    },
    /// Nothing in the text can be spoken.
    #[error("the line has no word that can be spoken")]
    NothingToSay,
    /// The text is longer than a voice speaks in one go.
    #[error("the line has {bytes} bytes and a voice speaks up to {limit_bytes} at once; split the line")]
    TextTooLong {
        /// How long it is.
        bytes: usize,
        /// The most that is spoken.
        limit_bytes: usize,
    },
    /// The files of a voice cannot be used.
    #[error("{} {reason}", path.display())]
    VoiceDamaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it and what to do, as the rest of a sentence about it.
        reason: String,
    },
    /// The voice failed while it spoke.
    #[error("the voice failed while speaking: {reason}")]
    VoiceFailed {
        /// What the model said.
        reason: String,
    },
    /// There is no such file.
    #[error("there is no file {}", path.display())]
    FileNotFound {
        /// The file asked for.
        path: PathBuf,
    },
    /// A file is not the one that its maker published.
    #[error("{} is not the file that was published for this voice; fetch it again", path.display())]
    ChecksumMismatch {
        /// The file.
        path: PathBuf,
    },
    /// A file could not be read or written.
    #[error("{}: {}", path.display(), explained(source))]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// What the system said, with what to do about it where that is known.
fn explained(source: &std::io::Error) -> String {
    match source.kind() {
        ErrorKind::PermissionDenied => {
            "this program may not use it; allow it to read and write there, or choose another folder"
                .to_owned()
        }
        ErrorKind::NotADirectory => {
            "a folder is needed and a file is in its place; move the file away".to_owned()
        }
        ErrorKind::StorageFull => "the disk is full; free some space and try again".to_owned(),
        ErrorKind::ReadOnlyFilesystem => {
            "nothing can be written to this disk; choose another folder".to_owned()
        }
        _ => source.to_string(),
    }
}

impl SpeechError {
    /// The file of a voice is not as its makers made it.
    pub fn damaged(path: &Path, reason: &str) -> Self {
        let reason = format!("is damaged or not a voice: {reason}; install the voice again");
        Self::VoiceDamaged { path: path.to_owned(), reason }
    }

    /// The file of a voice is sound, but of a kind that this program does not speak with.
    pub fn unsupported(path: &Path, reason: &str) -> Self {
        let reason =
            format!("is a voice of a kind that cannot be spoken with here: {reason}; choose another");
        Self::VoiceDamaged { path: path.to_owned(), reason }
    }

    /// The right failure for what the system said about `path`.
    pub fn from_io(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        let path = path.into();
        if source.kind() == ErrorKind::NotFound {
            Self::FileNotFound { path }
        } else {
            Self::Io { path, source }
        }
    }
}
