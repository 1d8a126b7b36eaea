//! Dates and times in other languages.

use super::{Place, Tongue, number};

/// What Germans add to a day in "bis zum 30. November".
const GERMAN_DAYS: &str = "ersten zweiten dritten vierten fünften sechsten siebten achten neunten zehnten elften \
    zwölften dreizehnten vierzehnten fünfzehnten sechzehnten siebzehnten achtzehnten neunzehnten zwanzigsten \
    einundzwanzigsten zweiundzwanzigsten dreiundzwanzigsten vierundzwanzigsten fünfundzwanzigsten \
    sechsundzwanzigsten siebenundzwanzigsten achtundzwanzigsten neunundzwanzigsten dreißigsten einunddreißigsten";

impl Tongue {
    /// "30.11.2026", "30/11/2026", "30-11-2026", "2026-11-30"; without a year where it can be nothing else.
    pub fn date(&self, place: Place<'_>, word: &str) -> Option<String> {
        if self.rules.months.is_empty() {
            return None;
        }
        let mark = ['.', '/', '-'].into_iter().find(|mark| word.contains(*mark));
        let parts: Vec<&str> = mark.map_or(vec![word], |mark| word.split(mark).collect());
        if !parts.iter().all(|part| number::is_digits(part)) {
            return None;
        }
        match (&parts[..], mark) {
            ([year, month, day], _) if year.len() == 4 => self.day(day, month, year),
            ([day, month, year], _) if matches!(year.len(), 2 | 4) => self.day(day, month, year),
            // A full stop after the month tells it from a decimal fraction.
            ([day, month], Some('.')) if place.closing.starts_with('.') => self.day(day, month, ""),
            ([day, month], Some('/')) if month.len() == 2 && day.len() <= 2 => self.day(day, month, ""),
            ([day], None) if self.rules.language == "de" && self.is_month(place.after) => {
                place.closing.starts_with('.').then(|| self.day_name(day.parse().ok()?)).flatten()
            }
            _ => None,
        }
    }

    fn day(&self, day: &str, month: &str, year: &str) -> Option<String> {
        let month: usize = month.parse().ok()?;
        let month = self.rules.months.split(' ').nth(month.checked_sub(1)?)?;
        let day = self.day_name(day.parse().ok()?)?;
        let of = self.rules.of;
        Some(if year.is_empty() {
            format!("{day}{of}{month}")
        } else {
            format!("{day}{of}{month}{of}{year}")
        })
    }

    fn day_name(&self, day: usize) -> Option<String> {
        match (self.rules.language, day) {
            (_, 0 | 32..) => None,
            ("de", _) => GERMAN_DAYS.split_whitespace().nth(day - 1).map(str::to_owned),
            ("fr", 1) => Some("premier".to_owned()),
            ("it", 1) => Some("primo".to_owned()),
            ("pt", 1) => Some("primeiro".to_owned()),
            _ => Some(day.to_string()),
        }
    }

    /// "Mo.-Fr." is "Montag bis Freitag".
    pub fn days(&self, word: &str) -> Option<String> {
        let (from, to) = word.split_once(['-', '–'])?;
        let names: Vec<&str> = self.rules.days.split(' ').collect();
        let name = |short: &str| {
            let short = short.trim_end_matches('.');
            let pairs = names.as_chunks::<2>().0;
            pairs.iter().find(|[known, _]| *known == short).map(|[_, name]| *name)
        };
        Some(format!("{} {} {}", name(from)?, self.rules.to, name(to)?))
    }

    /// Whether a word is the name of a month.
    pub fn is_month(&self, word: &str) -> bool {
        !word.is_empty() && self.rules.months.split(' ').any(|month| month == word)
    }

    /// "18:30", "18h30", "9h", and "18.30" before the word for hours, which then says the minutes.
    pub fn time(&self, place: Place<'_>, word: &str) -> Option<String> {
        if self.rules.hours.is_empty() {
            return None;
        }
        let named = self.rules.full_hour.trim();
        if word == named && matches!(self.rules.language, "de" | "nl") {
            let (_, minutes) = clock(place.before, &[':', '.'])?;
            return Some(if minutes == "0" { named.to_owned() } else { format!("{named} {minutes}") });
        }
        if place.after == named && matches!(self.rules.language, "de" | "nl") {
            return clock(word, &[':', '.']).map(|(hours, _)| hours);
        }
        if let Some((hours, minutes)) = clock(word, &[':']) {
            return Some(match minutes.as_str() {
                "0" => format!("{hours}{}", self.rules.full_hour),
                _ => format!("{hours}{}{minutes}", self.rules.hours),
            });
        }
        self.french_time(word)
    }

    /// "18h30" and "9h", as French and Portuguese write.
    fn french_time(&self, word: &str) -> Option<String> {
        let name = match self.rules.language {
            "fr" => "heures",
            "pt" => "horas",
            _ => return None,
        };
        let (hours, minutes) = word.split_once(['h', 'H'])?;
        let hours = below(hours, 25)?;
        if minutes.is_empty() {
            return Some(format!("{hours} {name}"));
        }
        let minutes = below(minutes, 60).filter(|_| minutes.len() == 2)?;
        let and = if self.rules.language == "pt" { "e " } else { "" };
        Some(if minutes == 0 { format!("{hours} {name}") } else { format!("{hours} {name} {and}{minutes}") })
    }

    /// "24/7", and "24h/24" and "7j/7", which only French has.
    pub fn always(&self, word: &str) -> Option<String> {
        let said = match (self.rules.language, word) {
            ("fr", "24/7") => "24 heures sur 24, 7 jours sur 7",
            ("fr", "24h/24" | "24/24" | "24H/24") => "24 heures sur 24",
            ("fr", "7j/7" | "7/7" | "7J/7") => "7 jours sur 7",
            ("pt", "24/7") => "24 por 7",
            (_, "24/7") => "24 7",
            _ => return None,
        };
        Some(said.to_owned())
    }
}

/// Hours and minutes without leading zeros.
fn clock(text: &str, marks: &[char]) -> Option<(String, String)> {
    let (hours, minutes) = text.split_once(marks)?;
    let fits = hours.len() <= 2 && minutes.len() == 2;
    let (hours, minutes) = (below(hours, 25)?, below(minutes, 60)?);
    fits.then(|| (hours.to_string(), minutes.to_string()))
}

fn below(digits: &str, limit: u32) -> Option<u32> {
    if number::is_digits(digits) { digits.parse().ok().filter(|number| *number < limit) } else { None }
}
