//! Fetches what a provider made into a file: through the guard, of bounded size, hashed on the way, and under its
//! final name only when it is whole.

use std::path::{Path, PathBuf};

use reqwest::Response;
use reqwest::header::CONTENT_TYPE;
use sha2::{Digest, Sha256};
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

use crate::guard::{Guard, GuardError, reason};
use crate::object::hex;

/// The largest result that is fetched, in bytes.
pub const RESULT_BYTES_MAX: u64 = 2 << 30;

/// A result on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// How many bytes it has.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
    /// Its type as the answer says, such as `video/mp4`; empty where it says none.
    pub media_type: String,
}

/// Why a result was not fetched.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The address may not be asked, or does not answer.
    #[error(transparent)]
    Guard(#[from] GuardError),
    /// The result is not there any more, or the address has ended: ask the provider for a new one.
    #[error("the result is not there any more (status {0})")]
    Expired(u16),
    /// It answers with something else than the result.
    #[error("the address answered with status {0}")]
    Refused(u16),
    /// It is larger than anything that is taken.
    #[error("the result has more than {0} bytes")]
    TooLarge(u64),
    /// It ended before its end.
    #[error("the result broke off after {0} bytes")]
    BrokeOff(u64),
    /// There is no room.
    #[error("the disk of {} is full; free some space", .0.display())]
    DiskFull(PathBuf),
    /// A file could not be written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// Fetches results.
#[derive(Clone)]
pub struct Fetcher {
    guard: Guard,
    bytes_max: u64,
}

impl Fetcher {
    /// One that goes out by that guard and takes no more than `bytes_max` ([`RESULT_BYTES_MAX`] for results).
    pub const fn new(guard: Guard, bytes_max: u64) -> Self {
        Self { guard, bytes_max }
    }

    /// Fetches to `to`, by way of `to` with `.part` at its end. Nothing is left where it fails. Doing it again is harmless.
    pub async fn fetch(
        &self,
        address: &str,
        headers: &[(String, String)],
        to: &Path,
    ) -> Result<Fetched, FetchError> {
        let checked = self.guard.check(address)?;
        let response = self.guard.get(&checked, headers).await?;
        match response.status().as_u16() {
            200 => {}
            status @ (403 | 404 | 410) => return Err(FetchError::Expired(status)),
            status => return Err(FetchError::Refused(status)),
        }
        if response.content_length().is_some_and(|length| length > self.bytes_max) {
            return Err(FetchError::TooLarge(self.bytes_max));
        }
        let name = to.file_name().unwrap_or_default().to_string_lossy();
        let part = to.with_file_name(format!("{name}.part"));
        let fetched = self.write(response, &part).await;
        let fetched = match fetched {
            Ok(fetched) => {
                tokio::fs::rename(&part, to).await.map(|()| fetched).map_err(|err| from_io(to, err))
            }
            Err(err) => Err(err),
        };
        if fetched.is_err() {
            // What cannot be removed is written over by the next try.
            let _ = tokio::fs::remove_file(&part).await;
        }
        fetched
    }

    async fn write(&self, mut response: Response, part: &Path) -> Result<Fetched, FetchError> {
        let media_type = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let media_type = media_type.unwrap_or_default().to_owned();
        let expected = response.content_length();
        let failed = |err| from_io(part, err);
        let mut file = File::create(part).await.map_err(failed)?;
        let (mut hash, mut bytes) = (Sha256::new(), 0_u64);
        loop {
            let piece = match response.chunk().await {
                Ok(Some(piece)) => piece,
                Ok(None) => break,
                Err(err) if err.is_timeout() => return Err(reason(&err).into()),
                Err(_) => return Err(FetchError::BrokeOff(bytes)),
            };
            bytes = bytes.saturating_add(piece.len() as u64);
            if bytes > self.bytes_max {
                return Err(FetchError::TooLarge(self.bytes_max));
            }
            hash.update(&piece);
            file.write_all(&piece).await.map_err(failed)?;
        }
        if expected.is_some_and(|expected| expected != bytes) {
            return Err(FetchError::BrokeOff(bytes));
        }
        file.sync_all().await.map_err(failed)?;
        let sha256 = hex(&hash.finalize());
        Ok(Fetched { bytes, sha256, media_type })
    }
}

fn from_io(path: &Path, source: std::io::Error) -> FetchError {
    if source.kind() == std::io::ErrorKind::StorageFull {
        FetchError::DiskFull(path.to_owned())
    } else {
        FetchError::Io { path: path.to_owned(), source }
    }
}
