//! What languages other than English need before libespeak-ng reads their numbers by its own rules:
//! prices, dates and units in the order in which they are said, and no signs that it would skip.

mod address;
mod amount;
mod calendar;
mod measure;
mod number;
mod rules;
mod units;

use rules::{RULES, Rules};

use super::tokens::Written;
use super::{Pause, Place};

/// Countries that write Spanish numbers as the United States do.
const POINT_COUNTRIES: [&str; 11] = ["419", "mx", "us", "gt", "pr", "do", "hn", "ni", "pa", "sv", "pe"];

/// A language as it is written in a country.
struct Tongue {
    rules: &'static Rules,
    decimal: char,
}

impl Tongue {
    fn of(language: &str) -> Option<Self> {
        let mut parts = language.split(['-', '_']);
        let family = parts.next().unwrap_or_default().to_ascii_lowercase();
        let family = if family == "zh" { "cmn" } else { &family };
        let rules = RULES.iter().find(|rules| rules.language == family)?;
        let country = parts.next().unwrap_or_default().to_ascii_lowercase();
        let point = family == "es" && POINT_COUNTRIES.contains(&country.as_str());
        Some(Self { rules, decimal: if point { '.' } else { rules.decimal } })
    }

    fn read(&self, place: Place<'_>, word: &str) -> String {
        self.telephone(place, word)
            .or_else(|| self.long_form(place, word))
            .or_else(|| self.percent(place, word))
            .or_else(|| self.time(place, word))
            .or_else(|| self.price_apart(place, word))
            .or_else(|| self.always(word))
            .or_else(|| self.date(place, word))
            .or_else(|| self.days(word))
            .or_else(|| self.range(word))
            .or_else(|| self.price(word))
            .or_else(|| self.ordinal(word))
            .or_else(|| self.unit(place, word))
            .or_else(|| self.count(word))
            .or_else(|| self.signed(word))
            .or_else(|| self.address(word))
            .or_else(|| self.code(word))
            .unwrap_or_else(|| self.named_signs(word))
    }

    /// Words with numbers in them, and signs that have a name.
    fn named_signs(&self, word: &str) -> String {
        if word == "&" {
            return self.rules.and.to_owned();
        }
        if let Some(number) = self.number(word) {
            return number;
        }
        let mut said = String::new();
        for symbol in word.chars() {
            match symbol {
                '&' => {
                    said.push(' ');
                    said.push_str(self.rules.and);
                    said.push(' ');
                }
                '/' | '-' | '–' | '+' | '#' | '@' | '_' => said.push(' '),
                '.' | ':' | ',' if said.ends_with(|c: char| c.is_ascii_digit()) => said.push(' '),
                other => said.push(other),
            }
        }
        said
    }
}

/// What libespeak-ng is to read for a word.
pub fn read(place: Place<'_>, language: &str) -> String {
    let word = place.word.replace(['\u{a0}', '\u{202f}', '™', '®', '©'], "");
    // Languages without rules of their own: signs stay with the library, which knows many by name.
    Tongue::of(language).map_or(word.clone(), |tongue| tongue.read(place, &word))
}

/// The pause after a word: none after the full stop of an abbreviation, or of a day before its month.
pub fn pause(written: &[Written<'_>], index: usize, language: &str) -> Pause {
    let Some(token) = written.get(index) else { return Pause::None };
    let (Some(tongue), Some(next)) = (Tongue::of(language), written.get(index + 1)) else {
        return token.pause();
    };
    let rules = tongue.rules;
    let short = rules.short.iter().any(|(short, _)| *short == token.core);
    let short = short || rules.language == "de" && matches!((token.core, next.core), ("z", "B") | ("B", _));
    let date = token.core.split('.').all(number::is_digits) && token.core.len() <= 5;
    let goes_on = next.core.starts_with(char::is_lowercase) || tongue.is_month(next.core);
    let in_date = rules.language == "de" && date && goes_on;
    let days = tongue.days(token.core).is_some();
    if token.closing == "." && (short || days || in_date) { Pause::None } else { token.pause() }
}
