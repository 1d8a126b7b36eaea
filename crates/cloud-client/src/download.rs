//! Fetches a file whose size and checksum are known, goes on where it stopped, and gives it its name only when
//! every byte is right.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::Duration;

use reqwest::blocking::{Client, Response};
use reqwest::header::{ACCEPT_ENCODING, CONTENT_RANGE, RANGE};
use reqwest::{StatusCode, Url};
use sha2::{Digest, Sha256};

use crate::error::CloudError;

/// How long a host may take to answer, and how long it may pause while it sends.
const PATIENCE: Duration = Duration::from_secs(30);

/// How much is read at once, between two looks at whether to stop.
const CHUNK_BYTES: usize = 64 * 1024;

/// A file to be fetched.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Where it is.
    pub url: &'a str,
    /// How many bytes it has. No more are ever written.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal.
    pub sha256: &'a str,
}

/// Whether a long work is to go on, asked after every piece of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Go on.
    Continue,
    /// Stop and keep what is there for the next time.
    Stop,
}

/// Fetches a file to `to`, by way of `to` with `.part` at its end, and returns how many bytes came over the
/// network. A file that is already there and right is not fetched again; what an earlier try left in the
/// `.part` is used. `progress` is told how many bytes of the file are here. Fails when the host does not give
/// the file, when it is not the one wanted (nothing is kept then), and when `progress` says stop.
pub fn fetch(
    wanted: Wanted<'_>,
    to: &Path,
    progress: &mut dyn FnMut(u64) -> Next,
) -> Result<u64, CloudError> {
    let url = Url::parse(wanted.url).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let url = url.ok_or_else(|| CloudError::BadAddress { url: wanted.url.to_owned() })?;
    let host = url.host_str().unwrap_or_default().to_owned();
    if is_right(to, wanted)? {
        progress(wanted.bytes);
        return Ok(0);
    }
    let mut part = Part::open(to)?;
    let kept = part.take_up(wanted.bytes)?;
    let fetched = if kept < wanted.bytes { part.fill(wanted, (url, &host), progress)? } else { 0 };
    part.finish(wanted, to, &host)?;
    Ok(fetched)
}

/// The unfinished file.
struct Part {
    path: PathBuf,
    file: File,
    hash: Sha256,
    bytes: u64,
}

impl Part {
    /// Opens the unfinished file for one writer alone.
    fn open(to: &Path) -> Result<Self, CloudError> {
        let name = to.file_name().unwrap_or_default().to_string_lossy();
        let path = to.with_file_name(format!("{name}.part"));
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder).map_err(|err| CloudError::from_io(folder, err))?;
        }
        let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let file = opened.map_err(|err| CloudError::from_io(&path, err))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { path, file, hash: Sha256::new(), bytes: 0 }),
            Err(std::fs::TryLockError::WouldBlock) => Err(CloudError::AlreadyFetching { path }),
            Err(std::fs::TryLockError::Error(err)) => Err(CloudError::from_io(&path, err)),
        }
    }

    /// Reads what an earlier try left, so that its checksum counts. Too much of it cannot be right.
    fn take_up(&mut self, limit_bytes: u64) -> Result<u64, CloudError> {
        let size = self.file.metadata().map_err(|err| CloudError::from_io(&self.path, err))?.len();
        if size > limit_bytes {
            self.restart()?;
        }
        let mut chunk = vec![0; CHUNK_BYTES];
        loop {
            let count = self.file.read(&mut chunk).map_err(|err| CloudError::from_io(&self.path, err))?;
            if count == 0 {
                return Ok(self.bytes);
            }
            self.hash.update(chunk.get(..count).unwrap_or_default());
            self.bytes += count as u64;
        }
    }

    fn restart(&mut self) -> Result<(), CloudError> {
        let cleared = self.file.set_len(0).and_then(|()| self.file.seek(SeekFrom::Start(0)));
        cleared.map_err(|err| CloudError::from_io(&self.path, err))?;
        self.hash = Sha256::new();
        self.bytes = 0;
        Ok(())
    }

    /// Fetches what is missing.
    fn fill(
        &mut self,
        wanted: Wanted<'_>,
        (url, host): (Url, &str),
        progress: &mut dyn FnMut(u64) -> Next,
    ) -> Result<u64, CloudError> {
        let mut response = ask(url, host, self.bytes)?;
        if self.bytes > 0 && !continues(&response, self.bytes) {
            // The host sends all of it again.
            self.restart()?;
        }
        let expected = wanted.bytes - self.bytes;
        if response.content_length().is_some_and(|length| length != expected) {
            return Err(CloudError::WrongSize { host: host.to_owned(), expected_bytes: wanted.bytes });
        }
        let before = self.bytes;
        let mut chunk = vec![0; CHUNK_BYTES];
        loop {
            if progress(self.bytes) == Next::Stop {
                return Err(CloudError::Cancelled);
            }
            let lost = |source| CloudError::Network { host: host.to_owned(), source: Box::new(source) };
            let count = response.read(&mut chunk).map_err(lost)?;
            if count == 0 {
                break;
            }
            if self.bytes + count as u64 > wanted.bytes {
                return Err(CloudError::WrongSize { host: host.to_owned(), expected_bytes: wanted.bytes });
            }
            let piece = chunk.get(..count).unwrap_or_default();
            self.file.write_all(piece).map_err(|err| CloudError::from_io(&self.path, err))?;
            self.hash.update(piece);
            self.bytes += count as u64;
        }
        if self.bytes == wanted.bytes {
            return Ok(self.bytes - before);
        }
        let source = Box::new(std::io::Error::from(std::io::ErrorKind::UnexpectedEof));
        Err(CloudError::Network { host: host.to_owned(), source })
    }

    /// Checks the file and gives it its name. A wrong one is removed, or every later try would fail too.
    fn finish(self, wanted: Wanted<'_>, to: &Path, host: &str) -> Result<(), CloudError> {
        if !hex(&self.hash.finalize()).eq_ignore_ascii_case(wanted.sha256) {
            std::fs::remove_file(&self.path).map_err(|err| CloudError::from_io(&self.path, err))?;
            return Err(CloudError::ChecksumMismatch { host: host.to_owned() });
        }
        self.file.sync_all().map_err(|err| CloudError::from_io(&self.path, err))?;
        std::fs::rename(&self.path, to).map_err(|err| CloudError::from_io(to, err))
    }
}

fn ask(url: Url, host: &str, from: u64) -> Result<Response, CloudError> {
    let failed = |source| CloudError::Network { host: host.to_owned(), source: Box::new(source) };
    // The default client compresses nothing, but a host in between might: bytes must be the file's own.
    let mut request = client()?.get(url).header(ACCEPT_ENCODING, "identity");
    if from > 0 {
        request = request.header(RANGE, format!("bytes={from}-"));
    }
    let response = request.send().map_err(failed)?;
    match response.status() {
        StatusCode::OK | StatusCode::PARTIAL_CONTENT => Ok(response),
        status => Err(CloudError::Refused { host: host.to_owned(), status: status.as_u16() }),
    }
}

fn client() -> Result<Client, CloudError> {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        // Another part of the program may have chosen one already, which serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    // The blocking client counts this anew for the answer and for every piece of it, not for the whole.
    let built = Client::builder().connect_timeout(PATIENCE).timeout(PATIENCE).build();
    built.map_err(|source| CloudError::Network { host: "the network".to_owned(), source: Box::new(source) })
}

/// Whether the answer goes on at that byte.
fn continues(response: &Response, from: u64) -> bool {
    let range = response.headers().get(CONTENT_RANGE).and_then(|range| range.to_str().ok());
    let start = range.and_then(|range| range.strip_prefix("bytes ")?.split('-').next()?.trim().parse().ok());
    response.status() == StatusCode::PARTIAL_CONTENT && start == Some(from)
}

fn is_right(path: &Path, wanted: Wanted<'_>) -> Result<bool, CloudError> {
    let Ok(mut file) = File::open(path) else { return Ok(false) };
    let failed = |err| CloudError::from_io(path, err);
    if file.metadata().map_err(failed)?.len() != wanted.bytes {
        return Ok(false);
    }
    let mut hash = Sha256::new();
    std::io::copy(&mut file, &mut hash).map_err(failed)?;
    Ok(hex(&hash.finalize()).eq_ignore_ascii_case(wanted.sha256))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
