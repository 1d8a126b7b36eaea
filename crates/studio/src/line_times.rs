//! How long each line of a script takes to speak.

use speech::SpeakRequest;
use types::script::parse;
use types::time::SAMPLE_RATE;
use types::voice::{VoiceId, VoiceSettings};

use crate::draft::cast;
use crate::error::StudioError;
use crate::workshop::Workshop;

impl Workshop {
    /// How long a voice takes for each line that `parse` finds, in milliseconds, in order; 0 for a line in which
    /// nothing can be spoken. The pause that a script asks for after a line is not counted.
    ///
    /// Exact for lines that the voice has spoken before. For others it is estimated without making sound, from their
    /// phonemes and the voice's pace, which is measured on one line when a voice is asked for the first time: within
    /// a fifth over a script, mostly within a tenth. Without a voice, that of a draft in the script's language is taken.
    ///
    /// # Errors
    /// When the text is no script, or there is no such voice or it cannot speak.
    pub fn line_times(
        &self,
        voice: Option<&VoiceId>,
        text: &str,
        settings: VoiceSettings,
    ) -> Result<Vec<u64>, StudioError> {
        let script = parse(text)?;
        let voice = match voice {
            Some(voice) => voice.clone(),
            None => self.voice_for(cast::language_of(&script.text()), None)?,
        };
        let line = |text: &str| SpeakRequest { text: text.to_owned(), settings, respellings: Vec::new() };
        let requests: Vec<_> = script.lines().map(|(_, spoken)| line(&spoken.text)).collect();
        let lengths = self.voices().open(&voice)?.lengths(&requests)?;
        Ok(lengths.into_iter().map(|length| length.samples() * 1000 / SAMPLE_RATE.unsigned_abs()).collect())
    }
}
