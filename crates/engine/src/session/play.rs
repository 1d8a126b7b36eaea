//! A document is played, or a take by itself.

use std::path::Path;
use std::sync::Arc;

use types::document::Document;

use super::Session;
use crate::error::EngineError;
use crate::playback::{Now, Play, Player};

impl Session {
    /// Plays a document through the system's sound device. What was heard before stops.
    pub fn play(&self, document: &Arc<Document>, play: &Play) {
        self.player().play(document, play);
    }

    /// Goes on with the document as an edit made it, or makes it ready to be played.
    pub fn replace(&self, document: &Arc<Document>) {
        self.player().replace(document);
    }

    /// Stops where it is.
    pub fn pause(&self) -> Now {
        self.player.get().map(Player::pause).unwrap_or_default()
    }

    /// Where playback is.
    pub fn now(&self) -> Now {
        self.player.get().map(Player::now).unwrap_or_default()
    }

    /// Plays a take once, by itself, and gives its length in samples.
    ///
    /// # Errors
    /// When the file is no take.
    pub fn hear(&self, path: &Path) -> Result<i64, EngineError> {
        self.player().hear(path)
    }

    /// Nothing is started for a program that plays nothing.
    fn player(&self) -> &Player {
        self.player.get_or_init(|| Player::start(&self.sounds))
    }
}
