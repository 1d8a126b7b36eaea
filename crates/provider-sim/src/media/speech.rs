//! Lines, spoken, with the times of words and of single characters.

use serde::{Deserialize, Serialize};
use speech::SpeakRequest;
use types::time::SAMPLE_RATE;
use types::voice::{PhonemeTime, VoiceId, VoiceSettings, WordTime};

use crate::job::{Failure, Reason};
use crate::media::recipe::Speech;
use crate::media::{Workshop, broken, name_of, write_note};

/// A line, spoken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// The WAV, by name, in the folder of media: 48 kHz, one channel, 32-bit float.
    pub file: String,
    /// What was said.
    pub text: String,
    /// In which language, as a BCP 47 tag.
    pub language: String,
    /// How long it is, in samples at 48 kHz.
    pub samples: i64,
    /// When each word is said.
    pub words: Vec<WordTime>,
    /// When the mouth does what.
    pub phonemes: Vec<PhonemeTime>,
}

/// Characters of a text with the times, in seconds, at which they are said. All three are of one length.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Alignment {
    characters: Vec<String>,
    character_start_times_seconds: Vec<f64>,
    character_end_times_seconds: Vec<f64>,
}

impl Said {
    /// How long it is, in seconds.
    pub fn seconds(&self) -> f64 {
        seconds(self.samples)
    }

    /// Subtitles in cards of up to seven words, as SRT has them; `point` stands before the milliseconds.
    pub fn subtitles(&self, point: char) -> String {
        let clock = |samples: i64| {
            let ms = samples * 1000 / SAMPLE_RATE;
            let (hours, minutes, seconds) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
            format!("{hours:02}:{minutes:02}:{seconds:02}{point}{:03}", ms % 1000)
        };
        let card = |(index, words): (usize, &[WordTime])| {
            let (first, last) = (words.first()?, words.last()?);
            let text: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
            let (start, end) = (clock(first.start), clock(last.end));
            Some(format!("{}\n{start} --> {end}\n{}\n", index + 1, text.join(" ")))
        };
        self.words.chunks(7).enumerate().filter_map(card).collect::<Vec<_>>().join("\n")
    }

    /// When each character is said: a word's time is shared out evenly among its letters, what stands between two
    /// words takes the time between them.
    pub fn alignment(&self) -> Alignment {
        let characters: Vec<(usize, char)> = self.text.char_indices().collect();
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        for (byte, _) in &characters {
            let (start, end) = self.span_of(*byte);
            starts.push(rounded(start));
            ends.push(rounded(end));
        }
        Alignment {
            characters: characters.into_iter().map(|(_, letter)| letter.to_string()).collect(),
            character_start_times_seconds: starts,
            character_end_times_seconds: ends,
        }
    }

    /// From when to when the character at that byte is said, in samples.
    fn span_of(&self, byte: usize) -> (f64, f64) {
        let inside = self.words.iter().find(|word| word.bytes.contains(&byte));
        let (bytes, from, to) = match inside {
            Some(word) => (word.bytes.clone(), word.start, word.end),
            None => {
                let before = self.words.iter().rev().find(|word| word.bytes.end <= byte);
                let after = self.words.iter().find(|word| word.bytes.start > byte);
                let from = before.map_or((0, 0), |word| (word.bytes.end, word.end));
                let to = after.map_or((self.text.len(), self.samples), |word| (word.bytes.start, word.start));
                (from.0..to.0, from.1, to.1.max(from.1))
            }
        };
        let text = self.text.get(bytes.clone()).unwrap_or_default();
        let count = text.chars().count().max(1) as f64;
        let index = text.char_indices().take_while(|(at, _)| bytes.start + at < byte).count() as f64;
        let share = (to - from) as f64 / count;
        (from as f64 + share * index, from as f64 + share * (index + 1.0))
    }
}

/// Speaks a line, or finds it where it was spoken before.
///
/// # Errors
/// When the voice cannot speak it or the disk does not take it.
pub fn speak(workshop: &Workshop, line: &Speech) -> Result<Said, Failure> {
    let name = name_of(line)?;
    let (file, note) = (format!("{name}.wav"), workshop.place(&format!("{name}.json")));
    let known = std::fs::read(&note).ok().and_then(|bytes| serde_json::from_slice::<Said>(&bytes).ok());
    if let Some(said) = known.filter(|_| workshop.place(&file).is_file()) {
        return Ok(said);
    }
    let unspeakable = |error: speech::error::SpeechError| Failure::new(Reason::Broken, error.to_string());
    let voice = workshop.voices.open(&VoiceId(line.voice.clone())).map_err(unspeakable)?;
    let [slowest, fastest] = VoiceSettings::RATE_RANGE;
    let [lowest, highest] = VoiceSettings::PITCH_SEMITONES_RANGE;
    let rate = (line.rate_thousandths as f32 / 1000.0).clamp(slowest, fastest);
    let pitch = (line.pitch_cents as f32 / 100.0).clamp(lowest, highest);
    let settings = VoiceSettings::new(rate, pitch, 1.0).map_err(broken)?;
    let request = SpeakRequest { text: line.text.clone(), settings, respellings: Vec::new() };
    let spoken = voice.speak(&request).map_err(unspeakable)?;
    engine::wav::write_mono(&workshop.place(&file), &spoken.samples).map_err(broken)?;
    let said = Said {
        file,
        text: line.text.clone(),
        language: voice.description().language.clone(),
        samples: spoken.samples.len() as i64,
        words: spoken.words,
        phonemes: spoken.phonemes,
    };
    write_note(&note, &said)?;
    Ok(said)
}

/// Samples at 48 kHz as seconds.
pub fn seconds(samples: i64) -> f64 {
    samples as f64 / SAMPLE_RATE as f64
}

fn rounded(samples: f64) -> f64 {
    (samples / SAMPLE_RATE as f64 * 1000.0).round() / 1000.0
}
