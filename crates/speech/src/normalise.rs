//! Turns a line as written into the words a voice says: "$3.50" is "three dollars and fifty cents".
//! Every spoken word remembers which written word it stands for, so captions keep what was written.

mod english;
mod numbers;
mod other;
mod phrases;
mod tokens;

use std::ops::Range;

use types::voice::Respelling;

use tokens::Written;

/// A line, ready to be spoken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The written words in order, each with what is said for it.
    pub tokens: Vec<Token>,
}

/// A written word and what is said for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where the written word stands in the line, in bytes.
    pub bytes: Range<usize>,
    /// What is said, word by word; nothing for what is not spoken, as an emoji.
    pub words: Vec<String>,
    /// Whether a space stood before it; Chinese words have none.
    pub joint: Joint,
    /// The pause after it.
    pub pause: Pause,
}

/// How a written word follows the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// After a space or at the start.
    Spaced,
    /// With nothing between.
    Glued,
}

/// What punctuation after a word asks of the voice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pause {
    /// Nothing.
    #[default]
    None,
    /// A comma, dash or bracket.
    Comma,
    /// A semicolon.
    Semicolon,
    /// A colon.
    Colon,
    /// The end of a statement.
    Stop,
    /// The end of an exclamation.
    Exclamation,
    /// The end of a question.
    Question,
}

impl Pause {
    /// Whether a sentence ends there.
    pub fn ends_sentence(self) -> bool {
        self >= Self::Stop
    }

    /// The mark as voices know it; empty for none.
    pub fn mark(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Comma => ",",
            Self::Semicolon => ";",
            Self::Colon => ":",
            Self::Stop => ".",
            Self::Exclamation => "!",
            Self::Question => "?",
        }
    }
}

impl Reading {
    /// Whether nothing in it is spoken.
    pub fn is_silent(&self) -> bool {
        self.tokens.iter().all(|token| token.words.is_empty())
    }

    /// All that is said, as one text: for tests and logs.
    pub fn spoken(&self) -> String {
        let mut text = String::new();
        for token in self.tokens.iter().filter(|token| !token.words.is_empty()) {
            if !text.is_empty() && token.joint == Joint::Spaced {
                text.push(' ');
            }
            text.push_str(&token.words.join(" "));
            text.push_str(token.pause.mark());
        }
        text
    }
}

/// A written word among its neighbours, as the rules of a language see it.
#[derive(Clone, Copy, Debug, Default)]
struct Place<'a> {
    /// The word before, without punctuation; empty at the start and after a pause that ends a sentence.
    before: &'a str,
    /// The word itself, without punctuation around it.
    word: &'a str,
    /// The word after it, without punctuation; empty at the end.
    after: &'a str,
    /// The punctuation after the word.
    closing: &'a str,
    /// Whether it is part of a telephone number.
    dialled: bool,
}

/// Reads a line in a language (BCP 47 or espeak-ng's tag). Respellings come before every rule.
pub fn normalise(text: &str, language: &str, respellings: &[Respelling]) -> Reading {
    let written = tokens::split(text);
    let mut words = respelled(&written, respellings);
    for (index, slot) in words.iter_mut().enumerate() {
        if slot.is_none() {
            *slot = Some(speakable(read(&written, index, language).split_whitespace()));
        }
    }
    let tokens = written.iter().zip(words).enumerate().map(|(index, (token, words))| Token {
        bytes: token.bytes.clone(),
        words: words.unwrap_or_default(),
        joint: token.joint,
        pause: pause(&written, index, language),
    });
    Reading { tokens: carry_pauses(tokens.collect()) }
}

fn read(written: &[Written<'_>], index: usize, language: &str) -> String {
    let core = |index: Option<usize>| index.and_then(|index| written.get(index));
    let goes_on = |before: &usize| !pause(written, *before, language).ends_sentence();
    let before = core(index.checked_sub(1).filter(goes_on));
    let place = Place {
        before: before.map_or("", |token| token.core),
        word: core(Some(index)).map_or("", |token| token.core),
        after: core(Some(index + 1)).map_or("", |token| token.core),
        closing: core(Some(index)).map_or("", |token| token.closing),
        dialled: is_dialled(written, index),
    };
    if is_english(language) { english::read(place, language) } else { other::read(place, language) }
}

fn pause(written: &[Written<'_>], index: usize, language: &str) -> Pause {
    if is_english(language) {
        return english::pause(written, index);
    }
    other::pause(written, index, language)
}

/// Whether a word is one of those that make a telephone number: digits with nothing but spaces and dashes
/// between, which begin as no count does and are too many for one.
fn is_dialled(written: &[Written<'_>], index: usize) -> bool {
    let dials = |token: &Written<'_>| {
        let core = token.core.strip_prefix('+').unwrap_or(token.core);
        core.starts_with(|symbol: char| symbol.is_ascii_digit())
            && core.chars().all(|symbol| symbol.is_ascii_digit() || "-/".contains(symbol))
            && core
                .rsplit(['-', '/'])
                .next()
                .is_some_and(|last| last == core || last.len() != 4 || core.len() > 10)
    };
    let open = |token: &Written<'_>| token.closing.is_empty() || token.closing == ")";
    let before = written.get(..index).unwrap_or_default();
    let first = index - before.iter().rev().take_while(|token| dials(token) && open(token)).count();
    let from = written.get(first..).unwrap_or_default();
    let closed = from.iter().position(|token| !dials(token) || !open(token)).unwrap_or(from.len());
    // The word that closes the number belongs to it.
    let count = closed + usize::from(from.get(closed).is_some_and(dials));
    let digits: usize =
        from.iter().take(count).map(|token| token.core.bytes().filter(u8::is_ascii_digit).count()).sum();
    let starts = from.first().is_some_and(|token| token.core.starts_with(['0', '+']));
    starts && digits >= 7 && index < first + count
}

fn is_english(language: &str) -> bool {
    language.split(['-', '_']).next().is_some_and(|family| family.eq_ignore_ascii_case("en"))
}

/// What respellings say for each written word, where one applies. The longest wins.
fn respelled(written: &[Written<'_>], respellings: &[Respelling]) -> Vec<Option<Vec<String>>> {
    let mut words = vec![None; written.len()];
    let mut rules: Vec<(Vec<String>, &str)> = respellings
        .iter()
        .map(|rule| (rule.written.split_whitespace().map(fold).collect::<Vec<_>>(), rule.spoken.as_str()))
        .filter(|(parts, _)| !parts.is_empty())
        .collect();
    rules.sort_by_key(|(parts, _)| std::cmp::Reverse(parts.len()));
    let mut index = 0;
    while index < written.len() {
        let rest = written.get(index..).unwrap_or_default();
        let found = rules
            .iter()
            .find_map(|(parts, spoken)| matched(rest, parts).map(|end| (parts.len(), spoken, end)));
        let Some((count, spoken, ending)) = found else {
            let core = rest.first().map_or("", |token| token.core);
            if let Some(slot) = words.get_mut(index) {
                *slot = respelled_inside(core, &rules);
            }
            index += 1;
            continue;
        };
        let mut said = speakable(spoken.split_whitespace());
        if let Some(last) = said.last_mut() {
            last.push_str(ending);
        }
        for (offset, slot) in words.iter_mut().skip(index).take(count).enumerate() {
            let edge = |part: usize| said.len() * part / count;
            *slot = Some(said.get(edge(offset)..edge(offset + 1)).unwrap_or_default().to_vec());
        }
        index += count;
    }
    words
}

/// A phrase of a script without spaces with the names in it respelled; nothing when there is none.
fn respelled_inside(phrase: &str, rules: &[(Vec<String>, &str)]) -> Option<Vec<String>> {
    let mut inside: Vec<(&str, &str)> = rules
        .iter()
        .filter_map(|(parts, spoken)| match &parts[..] {
            [part] if phrases::is_spaceless(part) && phrase.contains(part.as_str()) => {
                Some((part.as_str(), *spoken))
            }
            _ => None,
        })
        .collect();
    inside.sort_by_key(|(part, _)| std::cmp::Reverse(part.len()));
    let said = inside.iter().fold(phrase.to_owned(), |text, (part, spoken)| text.replace(part, spoken));
    (!inside.is_empty()).then(|| speakable(said.split_whitespace()))
}

/// Whether the words begin with those of a rule; the answer is the ending that the last one adds: "'s" or "".
fn matched<'a>(written: &[Written<'a>], parts: &[String]) -> Option<&'static str> {
    let (last, first) = parts.split_last()?;
    let begins = first.iter().zip(written).all(|(part, token)| fold(token.core) == *part);
    let token = written.get(first.len()).filter(|_| begins)?;
    let core = fold(token.core);
    if core == *last {
        return Some("");
    }
    let stem = core.strip_suffix("'s").or_else(|| core.strip_suffix("’s"))?;
    (stem == last).then_some("'s")
}

fn fold(word: &str) -> String {
    word.trim_matches(tokens::is_edge).to_lowercase()
}

/// Only what a voice can say: letters, digits, apostrophes and hyphens, in words that have at least one of
/// the first two.
fn speakable<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let sayable =
        |symbol: &char| symbol.is_alphanumeric() || "'’-".contains(*symbol) || tokens::is_mark(*symbol);
    words
        .map(|word| word.chars().filter(sayable).collect::<String>())
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(|word| word.trim_matches('-').replace('’', "'"))
        .collect()
}

/// A word that is not spoken leaves its pause to the spoken one before it.
fn carry_pauses(mut tokens: Vec<Token>) -> Vec<Token> {
    for index in 1..tokens.len() {
        let Some([before, this]) = tokens.get_mut(index - 1..=index) else { continue };
        if this.words.is_empty() && !before.words.is_empty() {
            before.pause = before.pause.max(this.pause);
        }
    }
    tokens
}
