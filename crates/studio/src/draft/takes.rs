//! Takes of the draft: each line spoken by its voice, kept as a WAV named after its segment, so that a line
//! that did not change is never made again.

use std::path::Path;
use std::sync::Arc;

use engine::media::identity::identity;
use render::sound::silence::{Channels, PauseSettings, trimmed};
use speech::{SpeakRequest, Spoken, Voice};
use types::document::clip::Face;
use types::media::{AudioInfo, MediaInfo};
use types::mouth;
use types::script::{BlockKind, Line};
use types::segment::Segment;
use types::time::{SAMPLE_RATE, Seconds};
use types::voice::{Respelling, VoiceSettings};

use super::{Footage, SpokenLine};
use crate::error::StudioError;

/// How lines are spoken.
pub struct Speaking<'a> {
    /// The voice.
    pub voice: &'a dyn Voice,
    /// How it speaks.
    pub settings: VoiceSettings,
    /// How names are said.
    pub respellings: &'a [Respelling],
    /// Where takes are kept.
    pub folder: &'a Path,
}

impl Speaking<'_> {
    /// Speaks one line. A line in which no word can be spoken gives `None`.
    ///
    /// # Errors
    /// When the voice fails or the take cannot be kept.
    pub fn take(
        &self,
        (kind, line): (BlockKind, &Line),
        face: Face,
    ) -> Result<Option<SpokenLine>, StudioError> {
        let request = SpeakRequest {
            text: line.text.clone(),
            settings: self.settings,
            respellings: self.respellings.to_vec(),
        };
        let spoken = match self.voice.speak(&request) {
            Err(speech::error::SpeechError::NothingToSay) => return Ok(None),
            spoken => spoken?,
        };
        let path = self.folder.join(format!("{}.wav", self.segment(line, &face).name()));
        // The segment names the content, so a file that is there is the same take.
        if !path.is_file() {
            engine::wav::write_mono(&path, &spoken.samples)?;
        }
        let take = Footage { identity: identity(&path)?, info: info_of(&spoken, &path)?, path };
        let speech = trimmed(&spoken.samples, Channels::Mono, &PauseSettings::default(), 0);
        Ok(Some(SpokenLine {
            kind,
            line: line.clone(),
            face,
            take,
            speech: speech.start as i64..speech.end as i64,
            words: spoken.words,
            mouth: Arc::from(mouth::cues(&spoken.phonemes)),
            warnings: spoken.warnings,
        }))
    }

    fn segment(&self, line: &Line, face: &Face) -> Segment {
        let voice = self.voice.description();
        let look = match face {
            Face::Drawn(actor) => actor.clone(),
            Face::Portrait(_) => String::new(),
        };
        // Respelled names change what is spoken, so they are part of the text as spoken.
        let said = self.respellings.iter().map(|name| format!("\u{1f}{}={}", name.written, name.spoken));
        Segment {
            text: said.fold(line.text.clone(), |text, name| text + &name),
            language: voice.language.clone(),
            look,
            voice: voice.id.0.clone(),
            rate_thousandths: (self.settings.rate() * 1000.0).round() as u32,
            pitch_cents: (self.settings.pitch_semitones() * 100.0).round() as i32,
            model: format!(
                "{}-1 volume {}",
                voice.engine.prefix(),
                (self.settings.volume() * 1000.0).round()
            ),
            quality: String::new(),
            size: (0, 0),
            take: 0,
        }
    }
}

fn info_of(spoken: &Spoken, path: &Path) -> Result<MediaInfo, StudioError> {
    let duration = Seconds::from_samples(spoken.samples.len() as i64);
    let bytes = std::fs::metadata(path).map_err(|error| StudioError::io(path, error))?.len();
    let audio = AudioInfo {
        codec: "PCM".into(),
        sample_rate: SAMPLE_RATE as u32,
        channels: 1,
        start: Seconds::ZERO,
        duration,
    };
    Ok(MediaInfo {
        container: "WAV".into(),
        duration,
        bytes,
        video: None,
        audio: Some(audio),
        warnings: Vec::new(),
    })
}
