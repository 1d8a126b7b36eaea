//! What can go wrong with media.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// A failure of the engine. Sentences are for users; paths are shown as given.
#[derive(Debug, Serialize, Deserialize, thiserror::Error)]
pub enum EngineError {
    /// There is no such file.
    #[error("there is no file {}", path.display())]
    FileNotFound {
        /// The file asked for.
        path: PathBuf,
    },
    /// The file or folder may not be opened.
    #[error("{} may not be opened; check its permissions", path.display())]
    PermissionDenied {
        /// The file or folder.
        path: PathBuf,
    },
    /// The file cannot be decoded.
    #[error("{} cannot be read: {reason}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, in plain words.
        reason: String,
    },
    /// The file has no picture.
    #[error("{} has no picture", path.display())]
    NoPicture {
        /// The file.
        path: PathBuf,
    },
    /// The file has no sound.
    #[error("{} has no sound", path.display())]
    NoSound {
        /// The file.
        path: PathBuf,
    },
    /// The picture is larger than the product handles.
    #[error("{} is {width}x{height}; pictures up to {limit_megapixels} megapixels can be used", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
        /// The most that is handled.
        limit_megapixels: u32,
    },
    /// A part of GStreamer is missing.
    #[error("this needs {what}, which is not installed; {remedy}")]
    Missing {
        /// The decoder, encoder or plugin, in plain words.
        what: String,
        /// What to install.
        remedy: String,
    },
    /// The folder a file should go to does not exist.
    #[error("there is no folder {}; make it or choose another", path.display())]
    NoFolder {
        /// The folder.
        path: PathBuf,
    },
    /// Another export is writing that file.
    #[error("{} is being written by another export", path.display())]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// What was asked for cannot be made.
    #[error("this cannot be exported: {reason}")]
    InvalidJob {
        /// Why, in plain words.
        reason: String,
    },
    /// The disk is full.
    #[error("the disk of {} is full; free some space and try again", path.display())]
    DiskFull {
        /// The file being written.
        path: PathBuf,
    },
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[serde(with = "system_error")]
        source: std::io::Error,
    },
    /// Somebody asked to stop.
    #[error("stopped before it was done")]
    Cancelled,
    /// A pipeline did not answer in time and was given up.
    #[error("{what} did not answer and was stopped")]
    Stalled {
        /// What was waited for.
        what: String,
    },
    /// The engine's process ended or does not answer.
    #[error("{0}")]
    Worker(String),
    /// GStreamer failed in a way that says nothing about the file.
    #[error("the media engine failed: {0}")]
    Pipeline(String),
}

impl EngineError {
    /// The right failure for what the system said about `path`.
    pub fn from_io(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        let path = path.into();
        match source.kind() {
            std::io::ErrorKind::NotFound => Self::FileNotFound { path },
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                Self::PermissionDenied { path }
            }
            std::io::ErrorKind::StorageFull => Self::DiskFull { path },
            _ => Self::Io { path, source },
        }
    }
}

/// The system's errors as they cross to another process: by their number where they have one.
mod system_error {
    use std::io;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(error: &io::Error, to: S) -> Result<S::Ok, S::Error> {
        (error.raw_os_error(), error.to_string()).serialize(to)
    }

    pub fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<io::Error, D::Error> {
        let (number, words) = <(Option<i32>, String)>::deserialize(from)?;
        Ok(number.map_or_else(|| io::Error::other(words), io::Error::from_raw_os_error))
    }
}
