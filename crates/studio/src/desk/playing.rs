//! The open project is played, and a line is heard by itself.

use engine::playback::Now;
use types::call::cast::HearLine;
use types::call::play::{Pause, Play, Playback, PlaybackNow};

use super::Desk;
use crate::error::StudioError;
use crate::open_project::OpenProject;
use crate::playback;

impl Desk {
    /// Begins to play a project, or some frames of it over and over.
    ///
    /// # Errors
    /// When there is no such project, there is nothing between the frames to play around, or the engine does not answer.
    pub fn play(&self, call: Play) -> Result<Playback, StudioError> {
        let (document, _) = self.document(call.id)?;
        let holds = |(first, end): (i64, i64)| first.max(0) < end.min(document.frames());
        if call.around.is_some_and(|around| !holds(around)) {
            return Err(StudioError::Invalid(
                "there are no frames between the two to play around".to_owned(),
            ));
        }
        let play =
            playback::Play { from_frame: call.from, speed: call.speed.clamp(-8, 8), range: call.around };
        self.studio().workshop().play(&document, &play)?;
        Ok(told(self.studio().workshop().playback()))
    }

    /// Stops playing.
    ///
    /// # Errors
    /// None.
    pub fn pause(&self, _call: Pause) -> Result<Playback, StudioError> {
        Ok(told(self.studio().workshop().pause()))
    }

    /// Where playback is.
    ///
    /// # Errors
    /// None.
    pub fn playback(&self, _call: PlaybackNow) -> Result<Playback, StudioError> {
        Ok(told(self.studio().workshop().playback()))
    }

    /// What is being played goes on with the document as an edit made it.
    pub(super) fn play_on(&self, open: &OpenProject) {
        let workshop = self.studio().workshop();
        if workshop.playback().playing
            && let Err(error) = workshop.play_on(open.document())
        {
            tracing::warn!(%error, "an edit is not heard");
        }
    }

    /// Speaks a line aloud, and gives how long it takes in milliseconds.
    ///
    /// # Errors
    /// When the voice fails or nothing in the text can be spoken.
    pub fn hear_line(&self, call: HearLine) -> Result<u64, StudioError> {
        self.studio().workshop().hear_line(&call.voice, &call.text, call.settings)
    }
}

fn told(now: Now) -> Playback {
    Playback { frame: now.frame, playing: now.playing, audible: now.audible }
}
