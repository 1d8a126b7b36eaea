//! The sample ad that a new library begins with.

use store::error::StoreError;
use types::document::Document;
use types::id::ProjectId;
use types::project::ProjectSettings;

use crate::error::StudioError;
use crate::studio::Studio;

/// Its script.
pub(crate) const SCRIPT: &str = include_str!("../../../docs/sample/sample-ad.txt");
/// What it is called.
const NAME: &str = "Sample ad";
/// The setting that says that this library has had one.
const WELCOMED: &str = "welcomed";

impl Studio {
    /// Begins the sample ad, with its script, if this library never had one. The project and the note that there
    /// was one are kept together, so that there are never two and a deleted one does not come back.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub(crate) fn begin_sample(&self) -> Result<Option<ProjectId>, StudioError> {
        let now = self.now_ms();
        self.library.write(|tables| {
            match tables.settings().get::<bool>(WELCOMED) {
                Ok(None) => {}
                // Whatever is written there, in whatever form: there was one.
                Ok(Some(_)) | Err(StoreError::Json(_)) => return Ok(None),
                Err(error) => return Err(error.into()),
            }
            let settings = ProjectSettings::default();
            let document = Document::new(settings.aspect, settings.frame_rate);
            let project = tables.begin_project(NAME, &settings, &document, now)?;
            tables.scripts_mut().put(project.id, SCRIPT, now)?;
            tables.settings_mut().set(WELCOMED, &true)?;
            Ok(Some(project.id))
        })
    }
}
