//! Scripts that belong to no project yet: read from files, kept as templates, timed.

use std::path::Path;

use types::call::script::{DeleteTemplate, KeepTemplate, ListTemplates, OwnTemplate, ReadScript, TimeLines};

use super::Desk;
use crate::error::StudioError;
use crate::import_script;

impl Desk {
    /// Reads a script from a file, as text that is one.
    ///
    /// # Errors
    /// When the file cannot be read, is not of the format its name says, or has no script or a too long one in it.
    pub fn read_script(&self, call: ReadScript) -> Result<String, StudioError> {
        import_script::read(Path::new(&call.path))
    }

    /// The user's own templates, by name.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn list_templates(&self, _call: ListTemplates) -> Result<Vec<OwnTemplate>, StudioError> {
        self.studio().templates()
    }

    /// Keeps a script as a template, in the place of one with the same name.
    ///
    /// # Errors
    /// When the name has no or too many characters, the text is no script, or there are too many templates.
    pub fn keep_template(&self, call: KeepTemplate) -> Result<(), StudioError> {
        self.studio().keep_template(&call.template)
    }

    /// Forgets a template.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn delete_template(&self, call: DeleteTemplate) -> Result<(), StudioError> {
        self.studio().delete_template(&call.name)
    }

    /// How long each line of a script takes, in milliseconds, without speaking them; see
    /// [`crate::workshop::Workshop::line_times`] for how exact that is.
    ///
    /// # Errors
    /// When the text is no script, or there is no such voice or it cannot speak.
    pub fn time_lines(&self, call: TimeLines) -> Result<Vec<u64>, StudioError> {
        self.studio().workshop().line_times(call.voice.as_ref(), &call.text, call.settings)
    }
}
