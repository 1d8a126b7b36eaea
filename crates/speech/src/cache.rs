//! Keeps what voices have said, under a name made of all that shapes it.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use types::voice::{PhonemeTime, VoiceSettings, WordTime};

use crate::error::SpeechError;
use crate::length::{Length, Pace, Weighed, Weight};
use crate::normalise::Reading;
use crate::{SpeakRequest, Spoken, Voice};

/// Raised when the same request begins to sound otherwise, or when the files change.
const FORMAT: u32 = 3;

/// The most bytes of a kept line: half an hour of sound and its times.
const BYTES_MAX: u64 = 512 * 1024 * 1024;

/// The most bytes of the first line of a kept line: the times of a quarter of an hour.
const HEADER_BYTES_MAX: u64 = 16 * 1024 * 1024;

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

impl<V: Weighed> Voice for Cached<V> {
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

    fn lengths(&self, requests: &[SpeakRequest]) -> Result<Vec<Length>, SpeechError> {
        let known = requests.iter().map(|request| self.known(request)).collect::<Result<Vec<_>, _>>()?;
        let heaviest = requests.iter().zip(&known).filter_map(|(request, known)| match known {
            Known::Weight(weight) => Some((request, *weight)),
            Known::Length(_) => None,
        });
        let Some(heaviest) = heaviest.max_by(|one, other| one.1.sounds.total_cmp(&other.1.sounds)) else {
            return Ok(known.iter().map(|known| known.length(None, 1.0)).collect());
        };
        let pace = self.pace(heaviest)?;
        let length =
            |(request, known): (&SpeakRequest, &Known)| known.length(Some(pace), request.settings.rate());
        Ok(requests.iter().zip(&known).map(length).collect())
    }
}

/// What is known of a line's length without speaking it.
enum Known {
    Length(u64),
    Weight(Weight),
}

impl Known {
    fn length(&self, pace: Option<Pace>, rate: f32) -> Length {
        match (self, pace) {
            (Self::Length(samples), _) => Length::Exact(*samples),
            (Self::Weight(weight), Some(pace)) => Length::Estimated(weight.samples(pace, rate)),
            (Self::Weight(_), None) => Length::Estimated(0),
        }
    }
}

impl<V: Weighed> Cached<V> {
    fn known(&self, request: &SpeakRequest) -> Result<Known, SpeechError> {
        let reading = match crate::reading(request, &self.language) {
            Err(SpeechError::NothingToSay) => return Ok(Known::Length(0)),
            reading => reading?,
        };
        if let Some(samples) = kept_samples(&self.path_of(request, &reading)) {
            return Ok(Known::Length(samples));
        }
        match self.voice.weight(request, &reading) {
            Err(SpeechError::NothingToSay) => Ok(Known::Length(0)),
            weight => Ok(Known::Weight(weight?)),
        }
    }

    /// The voice's pace, measured once on that line at normal rate and then kept.
    fn pace(&self, (request, weight): (&SpeakRequest, Weight)) -> Result<Pace, SpeechError> {
        let name = format!("{FORMAT} pace {} {}", self.voice.description().id, self.fingerprint);
        let path = self.folder.join(format!("{}.pace", hex(&Sha256::digest(name))));
        let kept = std::fs::read(&path).ok().and_then(|json| serde_json::from_slice::<Pace>(&json).ok());
        if let Some(pace) = kept.and_then(Pace::usable) {
            return Ok(pace);
        }
        let request = SpeakRequest { settings: VoiceSettings::default(), ..request.clone() };
        let samples = self.speak(&request)?.samples.len();
        let pace = Pace::of(weight, samples).ok_or(SpeechError::NothingToSay)?;
        let json = serde_json::to_vec(&pace).unwrap_or_default();
        if let Err(err) = crate::files::write_whole(&path, |file| file.write_all(&json)) {
            tracing::warn!(path = %path.display(), %err, "the pace of a voice could not be kept");
        }
        Ok(pace)
    }
}

/// How many samples a kept line has, without reading them.
fn kept_samples(path: &Path) -> Option<u64> {
    let file = std::fs::File::open(path).ok()?;
    let bytes = file.metadata().ok()?.len();
    let mut line = Vec::new();
    BufReader::new(file).take(HEADER_BYTES_MAX).read_until(b'\n', &mut line).ok()?;
    let header: Header = serde_json::from_slice(&line).ok()?;
    let samples = header.samples as u64;
    let whole = header.format == FORMAT && samples.checked_mul(4)?.checked_add(line.len() as u64)? == bytes;
    whole.then_some(samples)
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
