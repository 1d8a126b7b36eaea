//! Voices: listed and fetched.

use types::call::cast::{InstallVoice, ListVoices};
use types::event::TaskId;
use types::voice::Voice;

use super::Desk;
use super::job::Job;
use crate::error::StudioError;

impl Desk {
    /// Every voice, those that can speak now first.
    ///
    /// # Errors
    /// None.
    pub fn list_voices(&self, _call: ListVoices) -> Result<Vec<Voice>, StudioError> {
        Ok(self.studio().workshop().list_voices())
    }

    /// Begins to fetch a voice.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn install_voice(&self, call: InstallVoice) -> Result<TaskId, StudioError> {
        self.begin(Job::Voice { id: call.id }, None)
    }
}
