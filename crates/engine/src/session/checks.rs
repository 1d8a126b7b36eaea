//! What is known of a document before it is exported: how loud it is, and what its placement covers of its words.

use std::sync::{Arc, Weak};

use serde::{Deserialize, Serialize};
use types::document::Document;
use types::id::ClipId;

use super::Session;
use super::mixdown::{Leveling, Mixdown};
use crate::cancel::Cancel;
use crate::error::EngineError;
use crate::lock::lock;

/// Documents whose loudness is kept.
const KEPT_MAX: usize = 4;
/// A true peak below this, in dBTP, is silence.
const SILENCE_DBTP: f64 = -120.0;

/// How loud a document is. None of it is there where nothing is heard.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Heard {
    /// Integrated loudness as mixed, in LUFS.
    pub mixed_lufs: Option<f64>,
    /// The highest true peak as mixed, in dBTP.
    pub mixed_peak_dbtp: Option<f64>,
    /// Integrated loudness once it was brought to that of the document, in LUFS.
    pub levelled_lufs: Option<f64>,
}

/// How loud documents are, the last measured at the end. A document never changes, an edit makes a new one.
pub(super) type KeptHeard = Vec<(Weak<Document>, Heard)>;

impl Session {
    /// How loud a document is. Its whole sound is mixed for it, the first time it is asked.
    ///
    /// # Errors
    /// Those of mixing.
    pub fn heard(&self, document: &Arc<Document>) -> Result<Heard, EngineError> {
        if !document.tracks.iter().any(|track| track.kind.is_sound() && !track.items.is_empty()) {
            return Ok(Heard { mixed_lufs: None, mixed_peak_dbtp: None, levelled_lufs: None });
        }
        let this = Arc::downgrade(document);
        if let Some((_, heard)) = lock(&self.heard).iter().find(|(known, _)| known.ptr_eq(&this)) {
            return Ok(*heard);
        }
        let watch: (&dyn Fn(i64, i64), &Cancel) = (&|_, _| {}, &Cancel::new());
        let mixdown = Mixdown::new(document, &self.sounds, Leveling::ToTarget, watch)?;
        let loudness = mixdown.loudness();
        let heard = Heard {
            mixed_lufs: loudness.integrated_lufs,
            mixed_peak_dbtp: Some(loudness.true_peak_dbtp).filter(|peak| *peak > SILENCE_DBTP),
            levelled_lufs: mixdown.foreseen_lufs(),
        };
        let mut kept = lock(&self.heard);
        if kept.len() >= KEPT_MAX {
            kept.remove(0);
        }
        kept.push((this, heard));
        Ok(heard)
    }

    /// Clips whose words the document's placement covers in part, each with a frame in which it does.
    pub fn covered(&self, document: &Document) -> Vec<(ClipId, i64)> {
        self.load_fonts(document);
        self.renderer.covered(document).into_iter().map(|covered| (covered.clip, covered.frame)).collect()
    }
}
