//! What the user likes, and the sample ad of a new library.

use types::call::library::{GetPreferences, SetPreferences, Welcome};
use types::call::make::MakeDraft;
use types::id::ProjectId;
use types::preferences::Preferences;
use types::project::ProjectSettings;

use super::Desk;
use super::job::Job;
use crate::error::StudioError;
use crate::welcome::SCRIPT;

impl Desk {
    /// Makes the sample ad and begins its draft, if this library never had one; says which project it is then.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn welcome(&self, _call: Welcome) -> Result<Option<ProjectId>, StudioError> {
        let Some(id) = self.studio().begin_sample()? else { return Ok(None) };
        let draft = MakeDraft { id, script: SCRIPT.to_owned(), settings: ProjectSettings::default() };
        self.begin(Job::Draft(Box::new(draft)), None)?;
        Ok(Some(id))
    }

    /// What the user likes; the defaults where nothing was kept that this version can read.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn get_preferences(&self, _call: GetPreferences) -> Result<Preferences, StudioError> {
        self.studio().preferences()
    }

    /// Keeps what the user likes.
    ///
    /// # Errors
    /// When a value is out of all bounds or the library cannot be written; what was kept before stays.
    pub fn set_preferences(&self, call: SetPreferences) -> Result<(), StudioError> {
        self.studio().set_preferences(&call.preferences)
    }
}
