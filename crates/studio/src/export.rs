//! A document becomes a file.

use std::path::Path;
use std::sync::Arc;

use engine::export::{DigitalSource, Disclosure, Metadata};
pub use engine::session::export::Exported;
use engine::session::export::Order;
use types::call::make::Disclosure as Chosen;
use types::document::Document;
use types::document::clip::Source;
use types::preset::Preset;

use crate::error::StudioError;
use crate::progress::Progress;
use crate::workshop::Workshop;

/// The preset with that id.
///
/// # Errors
/// When there is none.
pub fn preset(id: &str) -> Result<&'static Preset, StudioError> {
    types::preset::find(id).ok_or_else(|| StudioError::UnknownPreset(id.to_owned()))
}

/// Fails early where a file cannot be written, before anything long begins.
///
/// # Errors
/// When the folder is missing or may not be written to.
pub fn check_target(path: &Path) -> Result<(), StudioError> {
    Ok(engine::export::check_target(path)?)
}

impl Workshop {
    /// Exports a document to a file. The file has its name only when it is whole.
    ///
    /// # Errors
    /// When there is nothing to export, media or encoders fail, the disk is full, or somebody asked to stop.
    pub fn export(
        &self,
        document: &Arc<Document>,
        preset: &'static Preset,
        path: &Path,
        progress: &Progress,
    ) -> Result<Exported, StudioError> {
        if document.frames() < 1 {
            return Err(StudioError::NothingToExport);
        }
        let order = Order {
            document: Arc::clone(document),
            preset,
            path: path.to_path_buf(),
            metadata: metadata(document, None),
        };
        self.export_order(&order, progress)
    }

    /// Exports as ordered. The file has its name only when it is whole.
    ///
    /// # Errors
    /// As [`Self::export`].
    pub(crate) fn export_order(&self, order: &Order, progress: &Progress) -> Result<Exported, StudioError> {
        Ok(self.engine().export(order, &|step| progress.step(step), progress.cancel())?)
    }
}

/// Whether a draft actor speaks in a document.
pub(crate) fn has_draft_actor(document: &Document) -> bool {
    document.clips().any(|(_, _, clip)| matches!(clip.source, Source::DraftActor(_)))
}

/// What the file says about itself. Where nothing was chosen it says that people were drawn if they were.
pub(crate) fn metadata(document: &Document, chosen: Option<Chosen>) -> Metadata {
    let disclosure = match (chosen, has_draft_actor(document)) {
        (Some(Chosen::None), _) | (None, false) => None,
        (_, true) => Some(Disclosure {
            words: "The people in this video are drawn and their voices are synthetic.".to_owned(),
            source: DigitalSource::Algorithm,
        }),
        (Some(Chosen::Label | Chosen::Notes), false) => Some(Disclosure {
            words: "People or voices in this video are AI-generated.".to_owned(),
            source: DigitalSource::CompositeWithTrainedModel,
        }),
    };
    Metadata { title: String::new(), comment: String::new(), disclosure }
}
