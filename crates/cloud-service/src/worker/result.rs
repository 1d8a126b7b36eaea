//! A result: fetched at once, hashed, looked at before anything is paid for it.

use uuid::Uuid;

use crate::generation::{self, Attempt, Craft, Work};
use crate::id::ObjectId;
use crate::object::Object;
use crate::provider::{Bytes, Fault, FaultKind, Output};
use crate::refusal::Refusal;
use crate::store;

use super::Worker;

/// A result that is here and plays.
pub struct Stored {
    /// The file, which is still to be written down.
    pub object: Option<Object>,
    /// What is written down of it.
    pub stored: generation::Stored,
}

/// Why a result is not here.
pub(super) enum NotKept {
    /// It does not play.
    Unplayable(String),
    /// It is not where the provider said; asked again, it may say another place.
    Gone(Fault),
    /// It could not be fetched, or not be written; it is still there.
    NotYet(String),
}

impl From<std::io::Error> for NotKept {
    fn from(error: std::io::Error) -> Self {
        Self::NotYet(error.to_string())
    }
}

impl From<Refusal> for NotKept {
    fn from(refusal: Refusal) -> Self {
        Self::NotYet(refusal.to_string())
    }
}

impl Worker {
    /// Keeps a result. Its name comes from the attempt's, so doing it again does no harm.
    pub(super) async fn keep(
        &self,
        work: &Work,
        attempt: &Attempt,
        output: Output,
    ) -> Result<Stored, NotKept> {
        let generation = &work.generation;
        let craft = generation.stages.get(attempt.stage).map_or(Craft::Speech, |stage| stage.craft);
        let stored = generation::Stored {
            attempt: attempt.id,
            object: None,
            milliseconds: 0,
            words: output.words,
            text: output.text,
            score: 100,
        };
        let (workspace, objects) = (generation.workspace, &self.tools.objects);
        let id = ObjectId(Uuid::from_u128(attempt.id.0.as_u128()));
        let now = store::read(&self.tools.store, |tables| Ok(tables.now()))?;
        let object = match output.bytes {
            Bytes::None => return Ok(Stored { object: None, stored }),
            Bytes::Here { bytes, media_type } => {
                objects.write(workspace, id, &bytes, &media_type, now).await?
            }
            Bytes::At { url, headers } => {
                let part = objects.part(workspace, id).await?;
                let fetched = self.tools.fetch.fetch(&url, &headers, &part).await;
                let (media_type, sha256) = fetched.map_err(|fault| match fault.kind {
                    FaultKind::Expired | FaultKind::Rejected => NotKept::Gone(fault),
                    _ => NotKept::NotYet(fault.message),
                })?;
                objects.finish(workspace, id, &media_type, sha256, now).await?
            }
        };
        crate::crash::point("after-download");
        let (judge, path) = (std::sync::Arc::clone(&self.tools.judge), objects.path(workspace, id));
        let expected = expected(work, attempt, craft);
        let judged = tokio::task::spawn_blocking(move || judge.judge(&path, craft, expected)).await;
        let facts =
            judged.map_err(|error| NotKept::NotYet(error.to_string()))?.map_err(NotKept::Unplayable)?;
        let stored = generation::Stored {
            object: Some(id),
            milliseconds: facts.milliseconds,
            score: facts.score,
            ..stored
        };
        Ok(Stored { object: Some(object), stored })
    }
}

/// How long a result should be, in milliseconds; 0 where that is not known.
fn expected(work: &Work, attempt: &Attempt, craft: Craft) -> u32 {
    let voice = work.generation.made.iter().rev().find(|made| made.craft == Craft::Speech);
    match craft {
        Craft::Avatar | Craft::LipSync => voice.map_or(0, |voice| voice.milliseconds),
        Craft::Shot => attempt.route.milliseconds,
        Craft::Speech | Craft::Transcription | Craft::Clone => 0,
    }
}
