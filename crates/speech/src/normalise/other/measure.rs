//! Percentages, units, ranges, counts and ratings in other languages.

use super::{Place, Tongue, number, units};

/// Languages that say "percent" before the number.
const PERCENT_FIRST: [&str; 2] = ["tr", "cmn"];

impl Tongue {
    /// "50%" and both words of "50 %".
    pub fn percent(&self, place: Place<'_>, word: &str) -> Option<String> {
        let percent = self.rules.percent;
        if word == "%" && number::is_numeric(place.before) {
            return Some(percent.to_owned());
        }
        let number = word.strip_suffix('%').or_else(|| word.strip_prefix('%'))?;
        let said = self.signed(number).or_else(|| self.number(number.trim_start_matches(['-', '+'])))?;
        if PERCENT_FIRST.contains(&self.rules.language) {
            return Some(format!("{percent} {said}"));
        }
        Some(format!("{said} {percent}"))
    }

    /// "20-30": both ends, with the sign of either.
    pub fn range(&self, word: &str) -> Option<String> {
        let (from, to) = word.split_once(['-', '–'])?;
        let digits = |text: &str| text.chars().any(|symbol| symbol.is_ascii_digit());
        if self.rules.to.is_empty() || !digits(from) || !digits(to) {
            return None;
        }
        let end = |text: &str| {
            let percent =
                || Some(format!("{} {}", self.number(text.strip_suffix('%')?)?, self.rules.percent));
            self.price(text).or_else(|| self.number(text)).or_else(percent).or_else(|| self.glued_unit(text))
        };
        Some(format!("{} {} {}", self.number(from)?, self.rules.to, end(to)?))
    }

    /// "10km" and the unit of "10 km".
    pub fn unit(&self, place: Place<'_>, word: &str) -> Option<String> {
        if number::is_numeric(place.before)
            && !place.before.contains([':', '/'])
            && let Some(name) = units::name(self.rules.language, word, place.before)
        {
            return Some(name.to_owned());
        }
        self.glued_unit(word)
    }

    fn glued_unit(&self, word: &str) -> Option<String> {
        let end = word.find(|symbol: char| !(symbol.is_ascii_digit() || ",.".contains(symbol)))?;
        let (number, unit) = word.split_at_checked(end)?;
        let name = units::name(self.rules.language, unit, number)?;
        Some(format!("{} {name}", self.number(number)?))
    }

    /// "3x", "2x1", "1+1", "4,9/5", "1/2".
    pub fn count(&self, word: &str) -> Option<String> {
        if self.rules.times.is_empty() {
            return None;
        }
        if word == "1/2" || word == "½" {
            return Some(self.rules.half.to_owned());
        }
        let joined = |mark: &[char], by: &str| {
            let (from, to) = word.split_once(mark)?;
            Some(format!("{} {by} {}", self.number(from)?, self.number(to)?))
        };
        if let Some(number) = word.strip_suffix(['x', '×']) {
            return Some(format!("{} {}", self.number(number)?, self.rules.times));
        }
        let rated = |(points, most): (&str, &str)| {
            let most = matches!(most, "5" | "10" | "100").then_some(most)?;
            Some(format!("{} {} {most}", self.number(points)?, self.rules.out_of))
        };
        joined(&['x', '×'], self.rules.by)
            .or_else(|| joined(&['+'], self.rules.plus))
            .or_else(|| word.split_once('/').and_then(rated))
    }

    /// "+20", "-5", "100+", "#1", "n°1". What else has a sign before it is a price or a percentage.
    pub fn signed(&self, word: &str) -> Option<String> {
        if self.rules.plus.is_empty() {
            return None;
        }
        let said =
            |text: &str| self.number(text).or_else(|| self.price(text)).or_else(|| self.glued_unit(text));
        if let Some(rest) = word.strip_prefix('+') {
            return Some(format!("{} {}", self.rules.plus, said(rest)?));
        }
        if let Some(rest) = word.strip_prefix(['-', '−']) {
            return Some(format!("{} {}", self.rules.minus, said(rest)?));
        }
        if let Some(rest) = ["n°", "N°", "nº", "Nº"].iter().find_map(|sign| word.strip_prefix(sign)) {
            return self.number(rest).map(|number| format!("{} {number}", self.rules.number));
        }
        if let Some(rest) = word.strip_prefix('#') {
            let hashtag = || (!rest.is_empty()).then(|| format!("hashtag {rest}"));
            return self
                .number(rest)
                .map(|number| format!("{} {number}", self.rules.number))
                .or_else(hashtag);
        }
        Some(format!("{} {}", said(word.strip_suffix('+')?)?, self.rules.plus))
    }

    /// A place in a row that libespeak-ng does not know: "2e", "1.ª", "1°".
    pub fn ordinal(&self, word: &str) -> Option<String> {
        let word = word.replace('.', "");
        let said = match (self.rules.language, word.as_str()) {
            ("fr", "2e" | "2ème") => "deuxième",
            ("fr", "3e" | "3ème") => "troisième",
            ("fr", "4e" | "4ème") => "quatrième",
            ("fr", "5e" | "5ème") => "cinquième",
            ("es", "1º") => "primero",
            ("es", "1ª") => "primera",
            ("es", "2º") => "segundo",
            ("es", "2ª") => "segunda",
            ("es", "3º") => "tercero",
            ("es", "3ª") => "tercera",
            ("it", "1°" | "1º") => "primo",
            ("it", "1ª") => "prima",
            ("it", "2°" | "2º") => "secondo",
            ("it", "2ª") => "seconda",
            ("it", "3°" | "3º") => "terzo",
            ("it", "3ª") => "terza",
            _ => return None,
        };
        Some(said.to_owned())
    }
}
