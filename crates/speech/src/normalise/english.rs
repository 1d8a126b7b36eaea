//! How English reads what is not plain words: the rules in the order in which they are tried.

mod calendar;
mod measure;
mod money;
mod spelling;
mod telephone;

use super::numbers::{self, Number};
use super::tokens::Written;
use super::{Pause, Place};

/// How deep a compound may be taken apart, as "$10-20/month" is into its ends.
const DEPTH_MAX: u32 = 6;

/// What is said for a word among its neighbours. `language` tells "en-GB" from "en-US", which write the day
/// and the month the other way round.
pub fn read(place: Place<'_>, language: &str) -> String {
    let reader = Reader { day_first: calendar::is_day_first(language), depth: 0 };
    let word = tidy(place.word);
    let (before, after) = (tidy(place.before), tidy(place.after));
    reader.read(Place { before: &before, word: &word, after: &after, ..place })
}

/// The pause after a word. The dot of "Dr." and "e.g." is none, unless a sentence visibly ends there.
pub fn pause(written: &[Written<'_>], index: usize) -> Pause {
    let Some(token) = written.get(index) else { return Pause::None };
    let next = written.get(index + 1);
    if token.closing != "."
        || next.is_none()
        || !spelling::is_abbreviation(token.core) && !calendar::is_month(token.core)
    {
        return token.pause();
    }
    let starts = |wanted: fn(char) -> bool| next.is_some_and(|next| next.core.starts_with(wanted));
    if calendar::is_month(token.core) {
        return if starts(char::is_numeric) { Pause::None } else { token.pause() };
    }
    let ends = starts(char::is_uppercase) && !spelling::never_ends(token.core);
    if ends { Pause::Stop } else { Pause::None }
}

/// The rules, and what they have to know.
#[derive(Clone, Copy)]
struct Reader {
    day_first: bool,
    depth: u32,
}

impl Reader {
    fn read(self, place: Place<'_>) -> String {
        if self.depth > DEPTH_MAX {
            return place.word.to_owned();
        }
        let rules: [fn(Self, Place<'_>) -> Option<String>; 14] = [
            spelling::symbol,
            spelling::abbreviation,
            spelling::web,
            telephone::read,
            calendar::date,
            calendar::time,
            money::read,
            Self::range,
            Self::signed,
            calendar::decade,
            measure::read,
            measure::slashed,
            Self::number,
            Self::compound,
        ];
        rules.iter().find_map(|rule| rule(self, place)).unwrap_or_else(|| spelling::word(place))
    }

    /// Reads a part of a word, which has no neighbours of its own.
    fn part(self, word: &str) -> String {
        Self { depth: self.depth + 1, ..self }.read(Place { word, ..Place::default() })
    }

    /// "20-30%", "$10-20", "10am-5pm", "2020-2025", "Mon-Fri".
    fn range(self, place: Place<'_>) -> Option<String> {
        let (from, to) =
            place.word.split_once('-').filter(|(from, to)| !from.is_empty() && !to.is_empty())?;
        if let (Some(from), Some(to)) = (calendar::weekday(from), calendar::weekday(to)) {
            return Some(format!("{from} to {to}"));
        }
        let numeric =
            |text: &str| text.trim_start_matches(money::is_sign).starts_with(|c: char| c.is_ascii_digit());
        if !numeric(from) || !numeric(to) || to.contains('-') {
            return None;
        }
        if from == to {
            return Some(format!("{} {}", self.part(from), self.part(to)));
        }
        let sign: String = from.chars().take_while(|symbol| money::is_sign(*symbol)).collect();
        let bare = from.trim_start_matches(money::is_sign);
        let to = if sign.is_empty() || to.starts_with(money::is_sign) {
            to.to_owned()
        } else {
            format!("{sign}{to}")
        };
        Some(format!("{} to {}", self.part(bare), self.part(&to)))
    }

    /// "+15%", "-20", "~5", "50+".
    fn signed(self, place: Place<'_>) -> Option<String> {
        let numeric = |rest: &str| {
            rest.trim_start_matches(money::is_sign).starts_with(|c: char| c.is_ascii_digit() || c == '.')
        };
        if let Some(rest) = place.word.strip_suffix('+')
            && rest.ends_with(char::is_alphanumeric)
        {
            return Some(format!("{} plus", self.part(rest)));
        }
        let mut symbols = place.word.chars();
        let name = match symbols.next()? {
            '-' => "minus",
            '+' => "plus",
            '~' | '≈' => "about",
            '>' => "over",
            '<' => "under",
            '±' => "plus or minus",
            _ => return None,
        };
        let rest = symbols.as_str();
        numeric(rest).then(|| format!("{name} {}", self.part(rest)))
    }

    /// Plain numbers and years.
    fn number(self, place: Place<'_>) -> Option<String> {
        let number = numbers::parse(place.word)?;
        match number.integer() {
            Some(value @ 1900..=2099) if !number.grouped => Some(numbers::year(value)),
            _ => Some(number.spoken()),
        }
    }

    /// Words tied by hyphens, slashes and ampersands: "24-hour", "and/or", "Q&A".
    fn compound(self, place: Place<'_>) -> Option<String> {
        let tie =
            |symbol: char| !symbol.is_alphanumeric() && symbol != '\'' && !super::tokens::is_mark(symbol);
        let plain =
            |part: &str| part.chars().all(char::is_lowercase) || part.chars().skip(1).all(char::is_lowercase);
        if !place.word.contains(tie) {
            return None;
        }
        // "state-of-the-art" is best left to the voice's own dictionary.
        if place.word.chars().all(|symbol| symbol.is_alphabetic() || symbol == '-' || symbol == '\'')
            && place.word.split('-').all(|part| plain(part) && part.len() > 1)
        {
            return Some(place.word.replace('-', " "));
        }
        let mut said = Vec::new();
        let mut rest = place.word;
        while let Some(at) = rest.find(tie) {
            let (part, after) = rest.split_at(at);
            let mut symbols = after.chars();
            let symbol = symbols.next().unwrap_or(' ');
            rest = symbols.as_str();
            if !part.is_empty() {
                said.push(self.piece(part, &said));
            }
            said.extend(spelling::tie_name(symbol).map(str::to_owned));
        }
        if !rest.is_empty() {
            said.push(self.piece(rest, &said));
        }
        Some(said.join(" "))
    }

    /// A part of a compound; a single letter is that letter, never the article, and a number after a name is one
    /// of a series: "F-150".
    fn piece(self, part: &str, before: &[String]) -> String {
        if !before.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()) {
            return spelling::code_number(part);
        }
        let mut letters = part.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) if letter.is_uppercase() => spelling::letter(letter),
            _ => self.part(part),
        }
    }
}

/// One kind of hyphen, apostrophe and fraction, and no trade marks or emoji.
fn tidy(word: &str) -> String {
    let mut tidy = String::with_capacity(word.len());
    for symbol in word.chars() {
        match symbol {
            '’' | '‘' | 'ʼ' | '′' => tidy.push('\''),
            '″' | '“' | '”' => tidy.push('"'),
            '–' | '‐' | '‑' | '−' => tidy.push('-'),
            '™' | '®' | '©' | '\u{fe0f}' | '\u{ad}' => {}
            other => tidy.push(other),
        }
    }
    tidy
}

/// The number that a word begins with, and what follows it.
fn leading_number(word: &str) -> Option<(Number, &str)> {
    let digits = |symbol: char| symbol.is_ascii_digit() || symbol == ',' || symbol == '.';
    let end = word.find(|symbol| !digits(symbol)).unwrap_or(word.len());
    let (number, rest) = word.split_at(end);
    Some((numbers::parse(number)?, rest))
}
