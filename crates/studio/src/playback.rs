//! A document is played, and a line is heard by itself.

use std::sync::Arc;

pub use engine::playback::{Now, Play};
use types::document::Document;
use types::document::clip::Face;
use types::id::LineId;
use types::script::{BlockKind, Line};
use types::voice::{VoiceId, VoiceSettings};

use crate::draft::takes::Speaking;
use crate::error::StudioError;
use crate::workshop::Workshop;

impl Workshop {
    /// Plays a document. What was heard before stops.
    ///
    /// # Errors
    /// When the engine does not answer.
    pub fn play(&self, document: &Arc<Document>, play: &Play) -> Result<(), StudioError> {
        Ok(self.engine().play(document, play)?)
    }

    /// Goes on with the document as an edit made it. One that is not being played is made ready, so that it starts at
    /// once and at its loudness: tell it of every document that is shown.
    ///
    /// # Errors
    /// When the engine does not answer.
    pub fn play_on(&self, document: &Arc<Document>) -> Result<(), StudioError> {
        Ok(self.engine().replace(document)?)
    }

    /// Stops playback, and says where.
    pub fn pause(&self) -> Now {
        self.engine().pause()
    }

    /// Where playback is.
    pub fn playback(&self) -> Now {
        self.engine().now()
    }

    /// Plays a take by itself, once, and gives its length in milliseconds. What was heard before stops.
    ///
    /// # Errors
    /// When the file is no take or the engine does not answer.
    pub fn hear(&self, take: &std::path::Path) -> Result<u64, StudioError> {
        let samples = self.engine().hear(take)?;
        Ok(samples.unsigned_abs() * 1000 / types::time::SAMPLE_RATE.unsigned_abs())
    }

    /// Has a voice say a text, and gives how long that takes in milliseconds. What was heard before stops.
    ///
    /// # Errors
    /// When the voice fails, nothing in the text can be spoken, or the engine does not answer.
    pub fn hear_line(
        &self,
        voice: &VoiceId,
        text: &str,
        settings: VoiceSettings,
    ) -> Result<u64, StudioError> {
        let voice = self.voices().open(voice)?;
        let folder = self.paths().heard()?;
        let speaking = Speaking { voice: &*voice, settings, respellings: &[], folder: &folder };
        let line =
            Line { id: LineId(1), text: text.to_owned(), actor: None, stresses: Vec::new(), pause_ms: 0 };
        let spoken = speaking.take((BlockKind::Body, &line), Face::Drawn(String::new()))?;
        let spoken = spoken.ok_or(StudioError::NothingToSay)?;
        self.hear(&spoken.take.path)
    }
}
