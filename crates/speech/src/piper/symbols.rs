//! From words to the phoneme ids of a Piper voice, and from the lengths of ids back to times of words.

use std::ops::Range;

use types::voice::PhonemeTime;

use crate::error::SpeechError;
use crate::espeak::Espeak;
use crate::normalise::{Joint, Pause, Token};
use crate::piper::align;
use crate::piper::config::{PhonemeType, PiperConfig};
use crate::piper::letters;

/// How much is spoken in one go, which bounds the network's memory. Slow speech is longer, so it gets less.
struct Limits {
    /// The most words of a clause; a clause without any pause is broken there.
    clause_words: usize,
    /// The most phonemes of a clause; only a "word" of hundreds of letters has more, and is cut.
    clause_symbols: usize,
}

impl Limits {
    fn at(slowness: f32) -> Self {
        let share = |most: f32| (most / slowness.max(1.0)) as usize;
        Self { clause_words: share(40.0), clause_symbols: share(600.0) }
    }
}

/// A sentence ready for the network.
#[derive(Debug)]
pub struct Sentence {
    /// Which tokens of the line it has.
    pub tokens: Range<usize>,
    /// The phoneme ids, borders included.
    pub ids: Vec<i32>,
    symbols: Vec<Symbol>,
    /// For voices that read letters: the phonemes of each spoken word, and its token.
    sounds: Vec<(usize, Vec<char>)>,
}

/// One symbol of the phoneme text and the ids it became.
#[derive(Debug)]
struct Symbol {
    symbol: char,
    /// Which of the sentence's tokens says it.
    token: Option<usize>,
    ids: Range<usize>,
}

/// Cuts the tokens into sentences, to be spoken at that multiple of the voice's own lengths, and turns each
/// into ids. Sentences without a sound are left out.
pub fn sentences(
    tokens: &[Token],
    slowness: f32,
    config: &PiperConfig,
    espeak: &Espeak,
) -> Result<Vec<Sentence>, SpeechError> {
    let limits = Limits::at(slowness);
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut words = 0;
    for (index, token) in tokens.iter().enumerate() {
        words += token.words.len();
        let last = index + 1 == tokens.len();
        let long =
            words >= limits.clause_words && token.pause != Pause::None || words >= 2 * limits.clause_words;
        if last || long || token.pause.ends_sentence() {
            let range = start..index + 1;
            let inside = tokens.get(range.clone()).unwrap_or_default();
            let sentence = Writer::write(inside, range, (config, &limits), espeak)?;
            if sentence.symbols.iter().any(|symbol| symbol.token.is_some()) {
                sentences.push(sentence);
            }
            start = index + 1;
            words = 0;
        }
    }
    Ok(sentences)
}

/// A word to be said and the token that says it.
struct Said<'a> {
    token: usize,
    word: &'a str,
    joint: Joint,
}

struct Writer<'a> {
    config: &'a PiperConfig,
    limits: &'a Limits,
    sentence: Sentence,
}

impl<'a> Writer<'a> {
    fn write(
        tokens: &[Token],
        range: Range<usize>,
        (config, limits): (&'a PiperConfig, &'a Limits),
        espeak: &Espeak,
    ) -> Result<Sentence, SpeechError> {
        let mut writer = Self {
            config,
            limits,
            sentence: Sentence { tokens: range, ids: Vec::new(), symbols: Vec::new(), sounds: Vec::new() },
        };
        writer.put('^', None);
        let mut clause: Vec<Said<'_>> = Vec::new();
        for (index, token) in tokens.iter().enumerate() {
            clause.extend(token.words.iter().enumerate().map(|(place, word)| Said {
                token: index,
                word,
                joint: if place == 0 { token.joint } else { Joint::Spaced },
            }));
            let full = clause.len() >= limits.clause_words;
            if !clause.is_empty() && (full || token.pause != Pause::None || index + 1 == tokens.len()) {
                match config.phoneme_type {
                    PhonemeType::Text => writer.letters(&clause, espeak)?,
                    PhonemeType::Espeak | PhonemeType::Other => writer.clause(&clause, espeak)?,
                }
                clause.clear();
                let mark = if index + 1 == tokens.len() && token.pause == Pause::None {
                    Pause::Stop.mark()
                } else {
                    token.pause.mark()
                };
                mark.chars().for_each(|mark| writer.put(mark, None));
                if index + 1 < tokens.len() {
                    writer.put(' ', None);
                }
            }
        }
        writer.put('$', None);
        Ok(writer.sentence)
    }

    /// A clause for a voice that reads letters.
    fn letters(&mut self, words: &[Said<'_>], espeak: &Espeak) -> Result<(), SpeechError> {
        for (index, said) in words.iter().enumerate() {
            if index > 0 && said.joint == Joint::Spaced {
                self.put(' ', None);
            }
            let symbols = letters::symbols(said.word, self.config)?;
            symbols.into_iter().take(self.limits.clause_symbols).for_each(|symbol| {
                self.put(symbol, Some(said.token));
            });
        }
        // Only the mouth needs phonemes here, so a language without any is no reason not to speak.
        let texts = words.iter().map(|said| said.word);
        let phonemes = espeak.phonemes(&self.config.espeak.voice, texts).unwrap_or_default();
        for (said, phonemes) in words.iter().zip(phonemes) {
            let sounds = phonemes.chars().filter(|symbol| matches!(kind(*symbol), Kind::Sound));
            self.sentence.sounds.push((said.token, sounds.collect()));
        }
        Ok(())
    }

    fn clause(&mut self, words: &[Said<'_>], espeak: &Espeak) -> Result<(), SpeechError> {
        let mut whole = String::new();
        for said in words {
            if said.joint == Joint::Spaced && !whole.is_empty() {
                whole.push(' ');
            }
            whole.push_str(said.word);
        }
        let texts = std::iter::once(whole.as_str()).chain(words.iter().map(|said| said.word));
        let mut phonemes =
            espeak.phonemes(&self.config.espeak.voice, texts)?.into_iter().map(|text| decomposed(&text));
        let mut clause = phonemes.next().unwrap_or_default();
        clause.truncate(self.limits.clause_symbols);
        let mut alone: Vec<Vec<char>> = phonemes.collect();
        let most = self.limits.clause_symbols;
        alone.iter_mut().for_each(|word| word.truncate(most));
        for (symbol, word) in clause.iter().zip(align::words_of(&clause, &alone)) {
            let token = word.and_then(|word| words.get(word)).map(|said| said.token);
            self.put(*symbol, token);
        }
        Ok(())
    }

    /// Appends the ids of a symbol, or of those that the voice has in its place, and the pause id after each.
    /// Symbols that the voice was not trained on are left out, as Piper itself does.
    fn put(&mut self, symbol: char, token: Option<usize>) {
        let pad = self.config.ids("_").first().copied().unwrap_or(0);
        let start = self.sentence.ids.len();
        let text = symbol.to_string();
        let own = [text.clone()];
        let said = self.config.phoneme_map.get(&text).map_or(own.as_slice(), Vec::as_slice);
        for id in said.iter().flat_map(|symbol| self.config.ids(symbol)) {
            self.sentence.ids.push(*id);
            if symbol != '$' {
                self.sentence.ids.push(pad);
            }
        }
        let ids = start..self.sentence.ids.len();
        if !ids.is_empty() {
            self.sentence.symbols.push(Symbol { symbol, token, ids });
        }
    }
}

impl Sentence {
    /// What is said, symbol by symbol, pauses included.
    pub fn symbols(&self) -> impl Iterator<Item = char> {
        self.symbols.iter().map(|symbol| symbol.symbol)
    }

    /// When tokens and phonemes are heard. `edges` has the sample at which each id starts and, at its end, the
    /// sound's length.
    pub fn times(&self, edges: &[i64], token_count: usize) -> (Vec<Option<Range<i64>>>, Vec<PhonemeTime>) {
        let mut heard: Vec<Option<Range<i64>>> = vec![None; token_count];
        let mut phonemes: Vec<PhonemeTime> = Vec::new();
        let mut stressed_from = None;
        for symbol in &self.symbols {
            let edge = |id: usize| edges.get(id).copied().unwrap_or(0);
            let (start, end) = (edge(symbol.ids.start), edge(symbol.ids.end));
            if let Some(slot) = symbol.token.and_then(|token| heard.get_mut(token)) {
                *slot = Some(slot.as_ref().map_or(start, |range| range.start)..end);
            }
            match (kind(symbol.symbol), phonemes.last_mut()) {
                (Kind::Stress, _) => stressed_from = Some(start),
                (Kind::Modifier, Some(last)) => {
                    last.phoneme.push(symbol.symbol);
                    last.end = end;
                }
                (Kind::Sound, _) => {
                    let start = stressed_from.take().unwrap_or(start);
                    phonemes.push(PhonemeTime { phoneme: symbol.symbol.into(), start, end });
                }
                (Kind::Modifier | Kind::Silence, _) => stressed_from = None,
            }
        }
        if !self.sounds.is_empty() {
            phonemes = letters::phonemes(&self.sounds, &heard);
        }
        (heard, phonemes)
    }
}

enum Kind {
    Sound,
    Stress,
    Modifier,
    Silence,
}

fn kind(symbol: char) -> Kind {
    match symbol {
        'ˈ' | 'ˌ' => Kind::Stress,
        'ː' | 'ˑ' | '˞' | 'ʰ' | 'ʲ' | 'ˤ' | 'ʷ' | '\u{300}'..='\u{36f}' => Kind::Modifier,
        symbol if symbol.is_alphabetic() && symbol != '^' => Kind::Sound,
        _ => Kind::Silence,
    }
}

/// IPA letter by letter: voices are trained on letters and marks apart (Unicode's NFD).
fn decomposed(text: &str) -> Vec<char> {
    let mut symbols = Vec::with_capacity(text.len());
    for symbol in text.chars() {
        let parts = match symbol {
            'ç' => ['c', '\u{327}'],
            'ã' => ['a', '\u{303}'],
            'ẽ' => ['e', '\u{303}'],
            'ĩ' => ['i', '\u{303}'],
            'õ' => ['o', '\u{303}'],
            'ũ' => ['u', '\u{303}'],
            'ỹ' => ['y', '\u{303}'],
            other => {
                symbols.push(other);
                continue;
            }
        };
        symbols.extend(parts);
    }
    symbols
}
