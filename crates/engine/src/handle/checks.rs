//! What is asked of the engine before an export: how loud a document is, which of its words are covered, and whether
//! there are encoders.

use std::sync::Arc;

use types::document::Document;
use types::geometry::Size;
use types::id::ClipId;
use types::preset::Preset;
use types::time::FrameRate;
use worker::error::WorkerError;

use super::lane::failed;
use super::remote::{Remote, SILENCE_LONG};
use super::wire::{Check, DocumentName, Reply, Request};
use super::{Engine, Place};
use crate::error::EngineError;
use crate::export::capability::capability;
use crate::session::checks::Heard;

impl Engine {
    /// How loud a document is. Its whole sound is mixed for it, the first time it is asked.
    ///
    /// # Errors
    /// When the engine's process does not answer.
    pub fn heard(&self, document: &Arc<Document>) -> Result<Heard, EngineError> {
        match &self.0 {
            Place::Here(session) => session.heard(document),
            Place::Away(remote) => match remote.checked(document, &|document| Check::Heard { document })? {
                Reply::Loud(heard) => Ok(heard),
                _ => Err(failed(WorkerError::Garbled)),
            },
        }
    }

    /// Clips whose words the document's placement covers in part, each with a frame in which it does.
    ///
    /// # Errors
    /// When the engine's process does not answer.
    pub fn covered(&self, document: &Arc<Document>) -> Result<Vec<(ClipId, i64)>, EngineError> {
        match &self.0 {
            Place::Here(session) => Ok(session.covered(document)),
            Place::Away(remote) => {
                match remote.checked(document, &|document| Check::Covered { document })? {
                    Reply::Covered(covered) => Ok(covered),
                    _ => Err(failed(WorkerError::Garbled)),
                }
            }
        }
    }

    /// Why a preset cannot be exported here from that canvas at that rate, a sentence with what to install; nothing
    /// where it can. Encoders are tried the first time.
    ///
    /// # Errors
    /// When the engine's process does not answer.
    pub fn lacking(
        &self,
        preset: &'static Preset,
        canvas: Size,
        rate: FrameRate,
    ) -> Result<Option<String>, EngineError> {
        match &self.0 {
            Place::Here(_) => Ok(capability(preset, canvas, rate).encoders.err().map(|why| why.0)),
            Place::Away(remote) => {
                let asked = Check::Encoders { preset: preset.id.to_owned(), canvas, rate };
                match remote.work()?.ask(&Request::Check(asked), SILENCE_LONG).map_err(failed)? {
                    (Reply::Lacking(why), _) => Ok(why),
                    _ => Err(failed(WorkerError::Garbled)),
                }
            }
        }
    }
}

impl Remote {
    /// Asks away from the viewer's frames: files that were never read may be needed.
    fn checked(
        &self,
        document: &Arc<Document>,
        check: &dyn Fn(DocumentName) -> Check,
    ) -> Result<Reply, EngineError> {
        let lane = self.work()?;
        let request = |document| Request::Check(check(document));
        Ok(self.knowing_for((&lane, SILENCE_LONG), document, &request)?.0)
    }
}
