//! An actor who speaks: drawn as in a free draft, so that draft and result show the same person.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use types::document::clip::{Clip, DraftActor, Face, Framing, Source};
use types::document::track::Kind;
use types::mouth::{self, MouthCue};
use types::time::FrameRate;

use crate::job::Failure;
use crate::media::clips::Clips;
use crate::media::recipe::{Person, Sound, Talk};
use crate::media::{Workshop, listen, speech};

/// Pictures a second.
const FRAME_RATE: FrameRate = FrameRate::FPS_25;

/// Makes the video and says how many seconds it plays.
///
/// # Errors
/// When the sound cannot be spoken or read, or the video cannot be made.
pub fn make(workshop: &Workshop, talk: &Talk, path: &Path) -> Result<f64, Failure> {
    let heard = heard(workshop, &talk.sound)?;
    let mut clips = Clips::new(talk.size, FRAME_RATE)?;
    let (sound, info) = clips.media(workshop, &heard.path)?;
    let samples = info.duration.samples().max(1);
    let frames = FRAME_RATE.frame_from(samples).max(1);
    let face = match &talk.person {
        Person::Drawn(actor) => Face::Drawn(actor.clone()),
        Person::Photo(photo) => Face::Portrait(clips.media(workshop, &workshop.file_of(photo)?)?.0),
    };
    let actor = DraftActor { face, framing: Framing::Wide, mouth: heard.mouth };
    clips.place(Kind::Video, 0, Clip::new(frames, Source::DraftActor(actor)))?;
    clips.place(Kind::Voice, 0, Clip::new(samples, Source::Media(sound)))?;
    clips.mark("", frames)?;
    clips.export(workshop, path)
}

/// A sound with the mouth that belongs to it.
pub struct Heard {
    /// Its file.
    pub path: PathBuf,
    /// What the mouth does.
    pub mouth: Arc<[MouthCue]>,
}

/// The sound as a file. The mouth follows the sounds of speech where they are known, and else how loud it is.
///
/// # Errors
/// When it cannot be spoken or read.
pub fn heard(workshop: &Workshop, sound: &Sound) -> Result<Heard, Failure> {
    match sound {
        Sound::Speech(line) => {
            let said = speech::speak(workshop, line)?;
            let path = workshop.place(&said.file);
            Ok(Heard { path, mouth: Arc::from(mouth::cues(&said.phonemes)) })
        }
        Sound::Recording(origin) => {
            let path = workshop.file_of(origin)?;
            let mouth = match listen::recall(workshop, &path)? {
                Some(said) => mouth::cues(&said.phonemes),
                None => listen::loudness_cues(&listen::samples(workshop, &path)?),
            };
            Ok(Heard { path, mouth: Arc::from(mouth) })
        }
    }
}
