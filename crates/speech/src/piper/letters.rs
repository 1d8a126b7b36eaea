//! Voices that read the letters of a text and not its phonemes, as the Ukrainian one does.

use std::ops::Range;

use types::voice::PhonemeTime;

use crate::error::SpeechError;
use crate::piper::config::PiperConfig;

/// The symbols of a word: small letters, with the marks of composed ones apart (Unicode's NFD) as in training.
/// Fails when the voice does not know one of its letters or digits: it would leave them out without a word.
pub fn symbols(word: &str, config: &PiperConfig) -> Result<Vec<char>, SpeechError> {
    let mut symbols = Vec::with_capacity(word.len());
    for symbol in word.chars().flat_map(char::to_lowercase) {
        // Typographic apostrophes part consonant and vowel as the plain one does.
        let symbol = if matches!(symbol, '’' | 'ʼ') { '\'' } else { symbol };
        let (base, mark) = apart(symbol);
        let known = |symbol: char| !config.ids(symbol.encode_utf8(&mut [0; 4])).is_empty();
        match mark.filter(|mark| known(base) && known(*mark)) {
            Some(mark) => symbols.extend([base, mark]),
            None if known(symbol) => symbols.push(symbol),
            None if symbol.is_alphanumeric() => {
                let reason = format!(
                    "it reads the letters of its own language only, and \"{word}\" has others; write it out, or \
                     say how it is spoken"
                );
                return Err(SpeechError::VoiceFailed { reason });
            }
            None => {}
        }
    }
    Ok(symbols)
}

/// Phonemes for the mouth: those of each token share the time in which it is heard.
pub fn phonemes(said: &[(usize, Vec<char>)], heard: &[Option<Range<i64>>]) -> Vec<PhonemeTime> {
    let mut phonemes = Vec::new();
    for (token, sounds) in said {
        let Some(Some(range)) = heard.get(*token) else { continue };
        let count = sounds.len().max(1) as i64;
        let edge = |index: usize| range.start + (range.end - range.start) * index as i64 / count;
        phonemes.extend(sounds.iter().enumerate().map(|(index, sound)| PhonemeTime {
            phoneme: sound.to_string(),
            start: edge(index),
            end: edge(index + 1),
        }));
    }
    phonemes
}

/// A Cyrillic letter and its mark, where it is composed of two.
fn apart(symbol: char) -> (char, Option<char>) {
    match symbol {
        'й' => ('и', Some('\u{306}')),
        'ў' => ('у', Some('\u{306}')),
        'ї' => ('і', Some('\u{308}')),
        'ё' => ('е', Some('\u{308}')),
        'ѓ' => ('г', Some('\u{301}')),
        'ќ' => ('к', Some('\u{301}')),
        other => (other, None),
    }
}
