//! The worker's hands: fetching through the guard, looking at files, signing addresses.

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;

use crate::clock::Clock;
use crate::generation::Craft;
use crate::id::{AttemptId, ObjectId, WorkspaceId};
use crate::moment::{DAY, HOUR, MINUTE, Moment};
use crate::playable::{self, Expected, Kind, Unplayable};
use crate::provider::fetch::{FetchError, Fetcher};
use crate::provider::{Fault, FaultKind};
use crate::security::signed_url::{Grant, SignedUrls};
use crate::worker::{Addresses, Facts, Fetch, Judge};

/// How long an address is good that a user gets.
const FOR_USERS: i64 = 15 * MINUTE;
/// How long an address is good that a provider gets: as long as a job may take there.
const FOR_PROVIDERS: i64 = 6 * HOUR;
/// How long a provider may call back.
const FOR_CALLBACKS: i64 = 14 * DAY;

#[async_trait]
impl Fetch for Fetcher {
    async fn fetch(
        &self,
        url: &str,
        headers: &[(String, String)],
        to: &Path,
    ) -> Result<(String, String), Fault> {
        let fetched = Fetcher::fetch(self, url, headers, to).await.map_err(|error| {
            let kind = match &error {
                FetchError::Expired(_) => FaultKind::Expired,
                FetchError::Guard(_) | FetchError::TooLarge(_) => FaultKind::Rejected,
                FetchError::Refused(_)
                | FetchError::BrokeOff(_)
                | FetchError::DiskFull(_)
                | FetchError::Io { .. } => FaultKind::Broken,
            };
            Fault { kind, message: error.to_string() }
        })?;
        Ok((fetched.media_type, fetched.sha256))
    }
}

/// Looks at files by their tables.
pub struct Eyes;

impl Judge for Eyes {
    fn judge(&self, path: &Path, craft: Craft, milliseconds: u32) -> Result<Facts, String> {
        let kind = match craft {
            Craft::Speech | Craft::Clone | Craft::Transcription => Kind::Sound,
            Craft::Avatar | Craft::LipSync => Kind::PictureWithSound,
            Craft::Shot => Kind::Picture,
        };
        let expected = Expected { kind, milliseconds: Some(milliseconds).filter(|length| *length > 0) };
        let facts = playable::check(path, expected).map_err(|error: Unplayable| error.to_string())?;
        let made = u32::try_from(facts.milliseconds).unwrap_or(u32::MAX);
        Ok(Facts { milliseconds: made, score: score(made, milliseconds) })
    }
}

/// How good a result is, in hundredths, by what its tables say: one that has the length that was asked for is good.
fn score(made: u32, asked: u32) -> u8 {
    if asked == 0 {
        return 95;
    }
    let off = u64::from(made.abs_diff(asked)) * 100 / u64::from(asked);
    u8::try_from(95_u64.saturating_sub(off)).unwrap_or(0)
}

/// Addresses of files and callbacks, signed so that nobody can make one up.
pub struct Signs {
    public_url: String,
    urls: Arc<SignedUrls>,
    clock: Arc<dyn Clock>,
}

impl Signs {
    /// Addresses that begin so.
    pub fn new(public_url: &str, urls: Arc<SignedUrls>, clock: Arc<dyn Clock>) -> Self {
        Self { public_url: public_url.to_owned(), urls, clock }
    }

    fn address(&self, workspace: WorkspaceId, id: ObjectId, until: Moment) -> String {
        let key = object_key(workspace, id);
        let grant = Grant { method: "GET", key: &key, saved_as: None, until };
        let (signature, until) = (self.urls.sign(&grant), until.unix_seconds());
        format!("{}/{key}?until={until}&signature={signature}", self.public_url)
    }

    /// Where a user gets a file.
    pub fn for_user(&self, workspace: WorkspaceId, id: ObjectId) -> String {
        // Rounded up, so that asking twice gives the same address and what is cached by it stays.
        let until = Moment((self.clock.now().0.div_euclid(FOR_USERS) + 2) * FOR_USERS);
        self.address(workspace, id, until)
    }
}

impl Addresses for Signs {
    fn object(&self, workspace: WorkspaceId, id: ObjectId) -> String {
        self.address(workspace, id, self.clock.now().after(FOR_PROVIDERS))
    }

    fn callback(&self, provider: &str, attempt: AttemptId) -> Option<String> {
        let key = callback_key(provider, attempt);
        let until = self.clock.now().after(FOR_CALLBACKS);
        let grant = Grant { method: "POST", key: &key, saved_as: None, until };
        let (signature, until) = (self.urls.sign(&grant), until.unix_seconds());
        Some(format!("{}/{key}?until={until}&signature={signature}", self.public_url))
    }
}

/// What an object's address is signed by, which is its path too.
pub fn object_key(workspace: WorkspaceId, id: ObjectId) -> String {
    format!("objects/{workspace}/{id}")
}

/// What a callback's address is signed by, which is its path too.
pub fn callback_key(provider: &str, attempt: AttemptId) -> String {
    format!("hooks/{provider}/{attempt}")
}
