//! What the work needs.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;

use crate::event::Hub;
use crate::generation::Craft;
use crate::id::{AttemptId, ObjectId, WorkspaceId};
use crate::object::Objects;
use crate::provider::{Adapter, Fault};
use crate::store;

/// Fetches results.
#[async_trait]
pub trait Fetch: Send + Sync {
    /// Writes what is at an address into a file; gives its type and SHA-256.
    async fn fetch(
        &self,
        url: &str,
        headers: &[(String, String)],
        to: &Path,
    ) -> Result<(String, String), Fault>;
}

/// What a result is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// How long it is, in milliseconds.
    pub milliseconds: u32,
    /// How good it is, in hundredths.
    pub score: u8,
}

/// Looks whether a result plays.
pub trait Judge: Send + Sync {
    /// What it is like, or why it does not play. `milliseconds` is how long it should be; 0 where that is not known.
    fn judge(&self, path: &Path, craft: Craft, milliseconds: u32) -> Result<Facts, String>;
}

/// Judges words.
#[async_trait]
pub trait Moderator: Send + Sync {
    /// Why words may not be said; none where they may.
    async fn refuse(&self, words: &str) -> Result<Option<String>, Fault>;
}

/// Signs addresses.
pub trait Addresses: Send + Sync {
    /// Where a provider can fetch a file.
    fn object(&self, workspace: WorkspaceId, id: ObjectId) -> String;
    /// Where a provider calls back about an attempt; none where it cannot reach us.
    fn callback(&self, provider: &str, attempt: AttemptId) -> Option<String>;
}

/// How a model is called at its provider; none for one that is not known.
pub type Models = dyn Fn(&str) -> Option<String> + Send + Sync;

/// What the work needs.
pub struct Tools {
    /// Where everything is written down.
    pub store: store::Shared,
    /// Whom to wake when something was.
    pub hub: Hub,
    /// Where files lie.
    pub objects: Objects,
    /// Providers by name.
    pub providers: HashMap<String, Arc<dyn Adapter>>,
    /// Models by name, as their provider names them.
    pub models: Arc<Models>,
    /// Fetches results.
    pub fetch: Arc<dyn Fetch>,
    /// Looks at them.
    pub judge: Arc<dyn Judge>,
    /// Signs addresses.
    pub addresses: Arc<dyn Addresses>,
    /// Judges words; none where nobody does.
    pub moderator: Option<Arc<dyn Moderator>>,
}
