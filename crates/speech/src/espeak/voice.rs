//! Voices of libespeak-ng itself: every language it has, for those that nothing better speaks here.

use std::ops::Range;

use types::time::SAMPLE_RATE;
use types::voice::{PhonemeTime, Voice as Description, VoiceSettings};

use super::{ESPEAK_SAMPLE_RATE, Espeak, Event, Synthesised};
use crate::error::SpeechError;
use crate::length::{Weighed, Weight, weight_of, weight_of_pause};
use crate::normalise::{Joint, Reading, Token};
use crate::resample::resample;
use crate::sound;
use crate::timing::word_times;
use crate::{SpeakRequest, Spoken, Voice, warning};

/// The library's own pace in words a minute.
const WORDS_A_MINUTE: f32 = 175.0;

/// The library's scale of pitch: 50 is the voice's own, 50 steps are an octave.
const PITCH_MIDDLE: f32 = 50.0;

/// Brings the library's loudness (-21 LUFS measured) to that of Piper voices (-25), so that a draft can mix both.
const LEVEL: f32 = 0.64;

/// A voice of libespeak-ng.
pub struct EspeakVoice {
    description: Description,
    tag: String,
    way: Option<String>,
}

impl EspeakVoice {
    /// The voice of the language that the library calls `tag`, spoken in the way that it calls `way`.
    pub fn new(description: Description, tag: &str, way: Option<&str>) -> Self {
        Self { description, tag: tag.to_owned(), way: way.map(str::to_owned) }
    }

    /// What the library is asked for. Its plain Mandarin turns characters into pinyin and then reads that as
    /// English letters (seen in 1.51); the variant for pinyin reads characters and pinyin as they should be.
    fn library_name(&self) -> String {
        let tag = if self.tag == "cmn" { "cmn-latn-pinyin" } else { &self.tag };
        self.way.as_ref().map_or(tag.to_owned(), |way| format!("{tag}+{way}"))
    }
}

impl Voice for EspeakVoice {
    fn description(&self) -> &Description {
        &self.description
    }

    fn speak(&self, request: &SpeakRequest) -> Result<Spoken, SpeechError> {
        let reading = crate::reading(request, &self.tag)?;
        let text = SpokenText::of(&reading.tokens);
        let (pace, pitch) = scales(&request.settings);
        let made = Espeak::shared()?.synthesise(&self.library_name(), &text.text, pace, pitch)?;
        if made.samples.is_empty() {
            return Err(SpeechError::NothingToSay);
        }
        let spoken = timed(request, &reading.tokens, &text, &made);
        let warnings = warning::misread(&reading.tokens, &self.tag);
        Ok(Spoken { warnings, ..sound::trimmed(spoken) })
    }
}

impl Weighed for EspeakVoice {
    fn weight(&self, _request: &SpeakRequest, reading: &Reading) -> Result<Weight, SpeechError> {
        let text = SpokenText::of(&reading.tokens);
        let phonemes = Espeak::shared()?.phonemes(&self.library_name(), [text.text.as_str()])?;
        let sounds: f32 = phonemes.iter().map(|clause| weight_of(clause.chars())).sum();
        let pauses: f32 = reading.tokens.iter().map(|token| weight_of_pause(token.pause)).sum();
        Ok(Weight::of(sounds + pauses))
    }
}

fn scales(settings: &VoiceSettings) -> (i32, i32) {
    let pace = (WORDS_A_MINUTE * settings.rate()).round() as i32;
    let pitch = (PITCH_MIDDLE + PITCH_MIDDLE * settings.pitch_semitones() / 12.0).round() as i32;
    (pace.clamp(80, 450), pitch.clamp(0, 99))
}

/// What the library reads, and which token each stretch of it says.
struct SpokenText {
    text: String,
    /// The character at which each spoken token starts, rising.
    starts: Vec<(usize, usize)>,
}

impl SpokenText {
    fn of(tokens: &[Token]) -> Self {
        let mut text = String::new();
        let mut starts = Vec::new();
        let mut characters = 0;
        for (index, token) in tokens.iter().enumerate().filter(|(_, token)| !token.words.is_empty()) {
            let space = if token.joint == Joint::Spaced && !text.is_empty() { " " } else { "" };
            starts.push((characters + space.len(), index));
            let said = format!("{space}{}{}", token.words.join(" "), token.pause.mark());
            characters += said.chars().count();
            text.push_str(&said);
        }
        Self { text, starts }
    }

    fn token_at(&self, character: usize) -> Option<usize> {
        let after = self.starts.partition_point(|(start, _)| *start <= character);
        self.starts.get(after.checked_sub(1)?).map(|(_, token)| *token)
    }
}

fn timed(request: &SpeakRequest, tokens: &[Token], text: &SpokenText, made: &Synthesised) -> Spoken {
    let ratio = SAMPLE_RATE as f64 / f64::from(ESPEAK_SAMPLE_RATE);
    let floats: Vec<f32> = made.samples.iter().map(|sample| f32::from(*sample) / 32_768.0 * LEVEL).collect();
    let samples = resample(&floats, ratio);
    let length = samples.len() as i64;
    let position = |sample: usize| ((sample as f64 * ratio).round() as i64).min(length);
    let phonemes = phonemes(&made.events, position, length);
    let heard = heard(&made.events, text, tokens.len(), (&phonemes, &position));
    let words = word_times(&request.text, tokens, &heard, length);
    Spoken { samples, words, phonemes, warnings: Vec::new() }
}

/// Each phoneme lasts until the next one or the next pause.
fn phonemes(events: &[Event], position: impl Fn(usize) -> i64, length: i64) -> Vec<PhonemeTime> {
    let mut phonemes: Vec<PhonemeTime> = Vec::new();
    let mut open = false;
    for event in events {
        let Event::Phoneme { phoneme, sample } = event else { continue };
        let start = position(*sample);
        if let Some(last) = phonemes.last_mut().filter(|_| open) {
            last.end = start.max(last.start);
        }
        let phoneme = sound_of(phoneme);
        open = !phoneme.is_empty();
        if open {
            let start = phonemes.last().map_or(start, |last| start.max(last.end));
            phonemes.push(PhonemeTime { phoneme, start, end: length });
        }
    }
    phonemes
}

/// The phoneme without stress and tone; nothing for a pause and for "(en)", which notes a change of language.
fn sound_of(event: &str) -> String {
    let modifies = |symbol: char| matches!(symbol, '\u{300}'..='\u{36f}' | 'ː' | 'ˑ' | '˞');
    let sounds = |symbol: &char| symbol.is_alphabetic() && !"ˈˌ".contains(*symbol) || modifies(*symbol);
    if event.contains('(') { String::new() } else { event.chars().filter(sounds).collect() }
}

/// When each token is heard: from its first word event to the end of the last phoneme before the next token's.
fn heard(
    events: &[Event],
    text: &SpokenText,
    token_count: usize,
    (phonemes, position): (&[PhonemeTime], &impl Fn(usize) -> i64),
) -> Vec<Option<Range<i64>>> {
    let mut starts: Vec<(usize, i64)> = Vec::new();
    for event in events {
        let Event::Word { character, sample } = event else { continue };
        let Some(token) = text.token_at(*character) else { continue };
        if starts.last().is_none_or(|(last, _)| *last < token) {
            starts.push((token, position(*sample)));
        }
    }
    let mut heard = vec![None; token_count];
    for (index, (token, start)) in starts.iter().enumerate() {
        let limit = starts.get(index + 1).map_or(i64::MAX, |(_, next)| *next);
        let inside = phonemes.iter().filter(|phoneme| (*start..limit).contains(&phoneme.start));
        let end = inside.map(|phoneme| phoneme.end.min(limit)).max().unwrap_or(*start);
        if let Some(slot) = heard.get_mut(*token) {
            *slot = Some(*start..end);
        }
    }
    heard
}
