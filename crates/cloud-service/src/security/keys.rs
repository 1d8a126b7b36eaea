//! The service's own keys: made at the first start, kept in a folder that only its user can read.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::moment::Moment;
use crate::security::random;
use crate::security::refresh::RefreshTokens;
use crate::security::seal::Seal;
use crate::security::signed_url::SignedUrls;
use crate::security::token::{Tokens, Verifier};

/// What can go wrong with the keys.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The folder cannot be read or written.
    #[error("the keys in {0} cannot be read or written: {1}")]
    Folder(PathBuf, std::io::Error),
    /// A file does not hold a key.
    #[error("{0} does not hold a key; put back the one that was there")]
    Damaged(PathBuf),
    /// The system made no key.
    #[error("the system could not make a key")]
    Unmade,
}

/// All of them.
pub struct Keys {
    /// Access tokens, and whatever else is signed for others to check.
    pub tokens: Tokens,
    /// Refresh tokens.
    pub refresh: RefreshTokens,
    /// Secrets at rest.
    pub seal: Seal,
    /// Addresses of objects.
    pub urls: Arc<SignedUrls>,
    file: Mutex<Option<PathBuf>>,
}

/// A key that signs, or did: then only what it signed can still be checked.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Signing {
    kid: String,
    public: String,
    /// Its private half in PKCS #8; gone once another has taken its place.
    private: Option<String>,
    retired_at: Option<Moment>,
}

impl Keys {
    /// The keys in a folder; what is not there is made. `seal` takes the place of the key for secrets at rest where
    /// the configuration has one.
    ///
    /// # Errors
    /// Where they cannot be read, written or made.
    pub fn open(folder: &Path, seal: Option<[u8; 32]>) -> Result<Self, KeyError> {
        fs::create_dir_all(folder).map_err(|error| KeyError::Folder(folder.to_owned(), error))?;
        lock_down(folder, 0o700)?;
        let file = folder.join("signing.json");
        let signing = match fs::read(&file) {
            Ok(text) => serde_json::from_slice(&text).map_err(|_| KeyError::Damaged(file.clone()))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let keys = vec![make()?];
                write_secret(&file, &to_text(&keys)?)?;
                keys
            }
            Err(error) => return Err(KeyError::Folder(file, error)),
        };
        let seal = seal.map_or_else(|| secret(&folder.join("seal.key")), Ok)?;
        let (refresh, urls) = (secret(&folder.join("refresh.key"))?, secret(&folder.join("url.key"))?);
        Self::with(signing, &seal, &refresh, &urls, Some(file))
    }

    /// Keys that are kept nowhere.
    ///
    /// # Errors
    /// Where they cannot be made.
    pub fn in_memory() -> Result<Self, KeyError> {
        let key = || random::<32>().map_err(|_| KeyError::Unmade);
        Self::with(vec![make()?], &key()?, &key()?, &key()?, None)
    }

    fn with(
        signing: Vec<Signing>,
        seal: &[u8; 32],
        refresh: &[u8; 32],
        urls: &[u8; 32],
        file: Option<PathBuf>,
    ) -> Result<Self, KeyError> {
        let tokens = Tokens::new(pair(&signing)?, verifiers(&signing)?);
        Ok(Self {
            tokens,
            refresh: RefreshTokens::new(refresh),
            seal: Seal::new(seal).map_err(|_| KeyError::Unmade)?,
            urls: Arc::new(SignedUrls::new(urls)),
            file: Mutex::new(file),
        })
    }

    /// Signs with a new key from now on, and says its name. What the old one signed holds until it ends by itself.
    ///
    /// # Errors
    /// Where it cannot be made or written.
    pub fn rotate(&self, now: Moment) -> Result<String, KeyError> {
        let file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let mut signing: Vec<Signing> = self
            .tokens
            .verifiers()
            .into_iter()
            .map(|key| Signing {
                kid: key.kid.clone(),
                public: key.public.clone(),
                private: None,
                retired_at: Some(key.retired_at.unwrap_or(now)),
            })
            .collect();
        let new = make()?;
        let kid = new.kid.clone();
        signing.push(new);
        if let Some(file) = file.as_ref() {
            write_secret(file, &to_text(&signing)?)?;
        }
        self.tokens.replace(pair(&signing)?, verifiers(&signing)?);
        Ok(kid)
    }
}

/// The pair that signs: the last one.
fn pair(signing: &[Signing]) -> Result<(String, Vec<u8>), KeyError> {
    let last = signing.last().ok_or(KeyError::Unmade)?;
    let private = last.private.as_ref().ok_or(KeyError::Unmade)?;
    let private = STANDARD_NO_PAD.decode(private).map_err(|_| KeyError::Unmade)?;
    Ed25519KeyPair::from_pkcs8(&private).map_err(|_| KeyError::Unmade)?;
    Ok((last.kid.clone(), private))
}

fn verifiers(signing: &[Signing]) -> Result<Vec<Verifier>, KeyError> {
    signing
        .iter()
        .map(|key| Verifier::new(key.kid.clone(), key.public.clone(), key.retired_at).ok_or(KeyError::Unmade))
        .collect()
}

fn make() -> Result<Signing, KeyError> {
    let pair = Ed25519KeyPair::generate().map_err(|_| KeyError::Unmade)?;
    let private = pair.to_pkcs8().map_err(|_| KeyError::Unmade)?;
    let public = pair.public_key().as_ref();
    let kid = URL_SAFE_NO_PAD.encode(Sha256::digest(public).iter().copied().take(12).collect::<Vec<_>>());
    Ok(Signing {
        kid,
        public: URL_SAFE_NO_PAD.encode(public),
        private: Some(STANDARD_NO_PAD.encode(private.as_ref())),
        retired_at: None,
    })
}

fn to_text(signing: &[Signing]) -> Result<String, KeyError> {
    serde_json::to_string_pretty(signing).map_err(|_| KeyError::Unmade)
}

/// A secret of 256 bits in a file of its own.
fn secret(path: &Path) -> Result<[u8; 32], KeyError> {
    match fs::read_to_string(path) {
        Ok(text) => parse_secret(&text).ok_or_else(|| KeyError::Damaged(path.to_owned())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let key = random::<32>().map_err(|_| KeyError::Unmade)?;
            write_secret(path, &STANDARD_NO_PAD.encode(key))?;
            Ok(key)
        }
        Err(error) => Err(KeyError::Folder(path.to_owned(), error)),
    }
}

/// A key of 256 bits from its base64.
pub fn parse_secret(text: &str) -> Option<[u8; 32]> {
    let bytes = STANDARD_NO_PAD.decode(text.trim().trim_end_matches('=')).ok()?;
    bytes.try_into().ok()
}

/// Writes a file that only the service's user can read, whole or not at all.
///
/// # Errors
/// Where the disk does not let us.
pub fn write_secret(path: &Path, text: &str) -> Result<(), KeyError> {
    let part = path.with_extension("part");
    let fault = |error| KeyError::Folder(path.to_owned(), error);
    drop(fs::remove_file(&part));
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&part).map_err(fault)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(fault)?;
    fs::rename(&part, path).map_err(fault)
}

#[cfg(unix)]
fn lock_down(path: &Path, mode: u32) -> Result<(), KeyError> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
        .map_err(|error| KeyError::Folder(path.to_owned(), error))
}

#[cfg(not(unix))]
fn lock_down(_path: &Path, _mode: u32) -> Result<(), KeyError> {
    Ok(())
}
