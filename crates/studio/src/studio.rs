//! The studio: the library of projects together with the workshop that makes their ads.

use std::path::Path;
use std::sync::Arc;

use store::library::Library;
use types::id::ProjectId;

use crate::error::StudioError;
use crate::workshop::{EnginePlace, Workshop};

/// Tells the time in milliseconds since 1970 UTC. Given in, so that tests can choose it.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// The studio. Copies are handles to the same one; the library is closed when the last is dropped.
#[derive(Clone)]
pub struct Studio {
    pub(crate) workshop: Workshop,
    pub(crate) library: Library,
    pub(crate) clock: Clock,
}

impl Studio {
    /// Opens the studio of a data folder.
    ///
    /// # Errors
    /// When another process has its library open, or the library is damaged or of a newer version.
    pub fn open(data_folder: &Path, place: EnginePlace, clock: Clock) -> Result<Self, StudioError> {
        let workshop = Workshop::open(data_folder, place)?;
        let library = Library::open(workshop.paths().root(), clock())?;
        Ok(Self { workshop, library, clock })
    }

    /// What ads are made with.
    pub fn workshop(&self) -> &Workshop {
        &self.workshop
    }

    pub(crate) fn now_ms(&self) -> i64 {
        (self.clock)()
    }
}

/// Reads a project's id.
///
/// # Errors
/// When the text is not one.
pub fn project_id(text: &str) -> Result<ProjectId, StudioError> {
    ProjectId::parse(text).ok_or_else(|| StudioError::NotAnId(text.to_owned()))
}
