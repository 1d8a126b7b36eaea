//! What can go wrong on the network.

use std::path::PathBuf;

/// A failure of the network or of what came over it. Sentences are for users.
#[derive(Debug, thiserror::Error)]
pub enum CloudError {
    /// The address is none.
    #[error("\"{url}\" is not an address that can be fetched")]
    BadAddress {
        /// What was given.
        url: String,
    },
    /// Nobody answered, or the answer stopped.
    #[error(
        "{host} could not be reached; check the connection and try again, what was fetched so far is kept"
    )]
    Network {
        /// The host asked.
        host: String,
        /// What went wrong, for the log.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The host answered that it will not give the file.
    #[error("{host} refused the file with status {status}; try again later")]
    Refused {
        /// The host asked.
        host: String,
        /// The status of HTTP.
        status: u16,
    },
    /// The answer is not as long as the file is.
    #[error("{host} sent a file of another size than expected ({expected_bytes} bytes); try again later")]
    WrongSize {
        /// The host asked.
        host: String,
        /// How long the file is.
        expected_bytes: u64,
    },
    /// The file is not the one expected.
    #[error("what {host} sent is not the file that was published; it was not kept")]
    ChecksumMismatch {
        /// The host asked.
        host: String,
    },
    /// The disk is full.
    #[error("the disk of {} is full; free some space and try again", path.display())]
    DiskFull {
        /// The file being written.
        path: PathBuf,
    },
    /// Another download of the same file is under way.
    #[error("{} is already being fetched; wait for it or stop it", path.display())]
    AlreadyFetching {
        /// The file.
        path: PathBuf,
    },
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Somebody asked to stop.
    #[error("stopped before it was done; what was fetched so far is kept")]
    Cancelled,
}

impl CloudError {
    /// The right failure for what the system said about `path`.
    pub fn from_io(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        let path = path.into();
        if source.kind() == std::io::ErrorKind::StorageFull {
            Self::DiskFull { path }
        } else {
            Self::Io { path, source }
        }
    }
}
