//! Speech in the form that a customer asks for: MP3, Opus, FLAC, WAV, bare samples.

use engine::export::sound::{SoundForm, sound_bytes};

use crate::job::{Failure, Reason};
use crate::media::speech::Said;
use crate::media::{Workshop, broken, listen};

/// A form of sound, as customers ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As it is coded.
    Bare(SoundForm),
    /// Samples of 16 bits with a header, so many a second.
    Wav(u32),
}

impl Form {
    /// What kind of bytes it is.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Wav(_) => "audio/wav",
            Self::Bare(SoundForm::Mp3 { .. }) => "audio/mpeg",
            Self::Bare(SoundForm::Opus { .. }) => "audio/ogg",
            Self::Bare(SoundForm::Flac { .. }) => "audio/flac",
            Self::Bare(SoundForm::Pcm { .. }) => "audio/pcm",
            Self::Bare(SoundForm::MuLaw { .. } | SoundForm::ALaw { .. }) => "audio/basic",
        }
    }
}

/// The line in that form. Its bytes are remembered, so that they are known when they come back.
///
/// # Errors
/// When this machine has no encoder for it.
pub fn in_form(workshop: &Workshop, said: &Said, form: Form) -> Result<Vec<u8>, Failure> {
    let take = engine::wav::read_take(&workshop.place(&said.file));
    let take = take.ok_or_else(|| Failure::new(Reason::Broken, "the line is not there any more"))?;
    let mut stereo = vec![0.0f32; 2 * usize::try_from(take.samples).unwrap_or(0)];
    take.sound.read(0, &mut stereo);
    let samples: Vec<f32> = stereo.iter().step_by(2).copied().collect();
    let bytes = match form {
        Form::Bare(form) => sound_bytes(&samples, form).map_err(broken)?,
        Form::Wav(rate) => wav(&sound_bytes(&samples, SoundForm::Pcm { rate }).map_err(broken)?, rate),
    };
    listen::remember(workshop, &bytes, said)?;
    Ok(bytes)
}

/// Samples of 16 bits, one channel, with the header of a WAV.
fn wav(samples: &[u8], rate: u32) -> Vec<u8> {
    let length = u32::try_from(samples.len()).unwrap_or(u32::MAX);
    let mut bytes = Vec::with_capacity(samples.len() + 44);
    bytes.extend_from_slice(b"RIFF");
    bytes.extend_from_slice(&length.saturating_add(36).to_le_bytes());
    bytes.extend_from_slice(b"WAVEfmt ");
    bytes.extend_from_slice(&16u32.to_le_bytes());
    // PCM, one channel.
    bytes.extend_from_slice(&[1, 0, 1, 0]);
    bytes.extend_from_slice(&rate.to_le_bytes());
    bytes.extend_from_slice(&rate.saturating_mul(2).to_le_bytes());
    // Two bytes a frame, 16 bits a sample.
    bytes.extend_from_slice(&[2, 0, 16, 0]);
    bytes.extend_from_slice(b"data");
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(samples);
    bytes
}
