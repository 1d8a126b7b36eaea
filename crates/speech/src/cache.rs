//! Keeps what voices have said, under a name made of all that shapes it.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use types::voice::{PhonemeTime, WordTime};

use crate::error::SpeechError;
use crate::normalise::Reading;
use crate::{SpeakRequest, Spoken, Voice};

/// Raised when the same request begins to sound otherwise, or when the files change.
const FORMAT: u32 = 3;

/// The most bytes of a kept line: half an hour of sound and its times.
const BYTES_MAX: u64 = 512 * 1024 * 1024;

/// A voice that speaks every line once and remembers it.
pub struct Cached<V> {
    voice: V,
    folder: PathBuf,
    /// Tells this voice's files from any other's.
    fingerprint: String,
    language: String,
}

/// The first line of a kept file; the samples follow as little-endian floats.
#[derive(Serialize, Deserialize)]
struct Header {
    format: u32,
    samples: usize,
    samples_sha256: String,
    words: Vec<WordTime>,
    phonemes: Vec<PhonemeTime>,
    warnings: Vec<String>,
}

impl<V: Voice> Cached<V> {
    /// That voice, with its lines kept in `folder`. `language` is the one its text is read in.
    pub fn new(voice: V, folder: &Path, fingerprint: String, language: &str) -> Self {
        Self { voice, folder: folder.to_owned(), fingerprint, language: language.to_owned() }
    }

    fn path_of(&self, request: &SpeakRequest, reading: &Reading) -> PathBuf {
        let words: Vec<_> = reading
            .tokens
            .iter()
            .map(|token| (token.words.join(" "), token.pause.mark(), token.bytes.start, token.bytes.end))
            .collect();
        // Values are written with sorted keys, so equal requests have equal names. Volume is applied later.
        let name = serde_json::json!({
            "format": FORMAT,
            "pitchSemitones": request.settings.pitch_semitones(),
            "rate": request.settings.rate(),
            "text": request.text,
            "voice": self.voice.description().id,
            "voiceFiles": self.fingerprint,
            "words": words,
        });
        self.folder.join(format!("{}.speech", hex(&Sha256::digest(name.to_string()))))
    }
}

impl<V: Voice> Voice for Cached<V> {
    fn description(&self) -> &types::voice::Voice {
        self.voice.description()
    }

    fn speak(&self, request: &SpeakRequest) -> Result<Spoken, SpeechError> {
        let reading = crate::reading(request, &self.language)?;
        let path = self.path_of(request, &reading);
        let mut spoken = match read(&path) {
            Some(spoken) => spoken,
            None => {
                let spoken = self.voice.speak(request)?;
                // A full disk must not keep a voice from speaking; the line is only made again next time.
                if let Err(err) = write(&path, &spoken) {
                    tracing::warn!(path = %path.display(), %err, "a spoken line could not be kept");
                }
                spoken
            }
        };
        let volume = request.settings.volume();
        if volume != 1.0 {
            spoken.samples.iter_mut().for_each(|sample| *sample *= volume);
        }
        Ok(spoken)
    }
}

/// A kept line; nothing when there is none or it is damaged, in which case it is made again.
fn read(path: &Path) -> Option<Spoken> {
    if std::fs::metadata(path).ok()?.len() > BYTES_MAX {
        return None;
    }
    let bytes = std::fs::read(path).ok()?;
    let line_end = bytes.iter().position(|byte| *byte == b'\n')?;
    let header: Header = serde_json::from_slice(bytes.get(..line_end)?).ok()?;
    let sound = bytes.get(line_end + 1..)?;
    let whole = header.format == FORMAT
        && sound.len() == header.samples.checked_mul(4)?
        && hex(&Sha256::digest(sound)) == header.samples_sha256;
    let samples = sound.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
    whole.then_some(Spoken {
        samples,
        words: header.words,
        phonemes: header.phonemes,
        warnings: header.warnings,
    })
}

fn write(path: &Path, spoken: &Spoken) -> std::io::Result<()> {
    let sound: Vec<u8> = spoken.samples.iter().flat_map(|sample| sample.to_le_bytes()).collect();
    let header = Header {
        format: FORMAT,
        samples: spoken.samples.len(),
        samples_sha256: hex(&Sha256::digest(&sound)),
        words: spoken.words.clone(),
        phonemes: spoken.phonemes.clone(),
        warnings: spoken.warnings.clone(),
    };
    let mut bytes = serde_json::to_vec(&header)?;
    bytes.push(b'\n');
    bytes.extend_from_slice(&sound);
    crate::files::write_whole(path, |file| file.write_all(&bytes))
}

/// Bytes as lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
