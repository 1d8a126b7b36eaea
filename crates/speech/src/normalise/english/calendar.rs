//! Dates, weekdays, times of day and decades in English.

use super::super::Place;
use super::super::numbers::{self, cardinal, ordinal, year};
use super::{Reader, leading_number};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [(&str, &[&str]); 7] = [
    ("Monday", &["mon"]),
    ("Tuesday", &["tue", "tues"]),
    ("Wednesday", &["wed", "weds"]),
    ("Thursday", &["thu", "thur", "thurs"]),
    ("Friday", &["fri"]),
    ("Saturday", &["sat"]),
    ("Sunday", &["sun"]),
];

/// Words before which "11/22" is a day and not a fraction.
const DAY_WORDS: [&str; 13] = [
    "on", "by", "until", "till", "before", "from", "after", "starting", "starts", "ends", "through", "thru",
    "due",
];

/// Whether a language's country writes the day before the month.
pub fn is_day_first(language: &str) -> bool {
    let lower = language.to_ascii_lowercase().replace('_', "-");
    !matches!(lower.as_str(), "en" | "en-us" | "en-ca") && !lower.starts_with("en-us")
}

/// A weekday from its usual short form, with or without a dot.
pub fn weekday(word: &str) -> Option<&'static str> {
    let short = word.trim_end_matches('.').to_ascii_lowercase();
    WEEKDAYS.iter().find(|(_, forms)| forms.contains(&short.as_str())).map(|(name, _)| *name)
}

/// Days and months: "2026-11-22", "11/22/2026", "Nov" and "22" of "Nov 22", "1st", "Tue".
pub fn date(reader: Reader, place: Place<'_>) -> Option<String> {
    written_date(reader, place)
        .or_else(|| month_word(place))
        .or_else(|| day_word(place))
        .or_else(|| ordinal_word(place.word))
        .or_else(|| short_weekday(place.word))
}

fn written_date(reader: Reader, place: Place<'_>) -> Option<String> {
    let separator = ['-', '/', '.'].into_iter().find(|separator| place.word.contains(*separator))?;
    let parts: Vec<&str> = place.word.split(separator).collect();
    let number = |part: &&str| part.parse::<u64>().ok().filter(|_| part.len() <= 4);
    let numbers: Vec<u64> = parts.iter().filter_map(number).collect();
    if numbers.len() != parts.len() {
        return None;
    }
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    match (numbers.as_slice(), lengths.as_slice()) {
        ([y, m, d], [4, 1..=2, 1..=2]) => spoken_date(*m, *d, Some(*y)),
        ([a, b, y], [1..=2, 1..=2, 4]) => ordered(reader, separator, (*a, *b), Some(*y)),
        ([a, b, y], [1..=2, 1..=2, 2]) if separator != '.' => {
            ordered(reader, separator, (*a, *b), Some(2000 + *y))
        }
        ([a, b], [1..=2, 1..=2])
            if separator == '/' && DAY_WORDS.contains(&place.before.to_ascii_lowercase().as_str()) =>
        {
            ordered(reader, separator, (*a, *b), None)
        }
        _ => None,
    }
}

/// The day and month in the country's order; where that makes no date, in the other. Dots mean day first.
fn ordered(reader: Reader, separator: char, (a, b): (u64, u64), year: Option<u64>) -> Option<String> {
    let (month, day) = if reader.day_first || separator == '.' { (b, a) } else { (a, b) };
    spoken_date(month, day, year).or_else(|| spoken_date(day, month, year))
}

fn spoken_date(month: u64, day: u64, in_year: Option<u64>) -> Option<String> {
    let name = MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
    if !(1..=31).contains(&day) {
        return None;
    }
    let year = in_year.map(|number| format!(" {}", year(number))).unwrap_or_default();
    Some(format!("{name} {}{year}", ordinal(day)))
}

/// "Nov" before or after a number, and "Nov." anywhere.
fn month_word(place: Place<'_>) -> Option<String> {
    let month = month_of(place.word).filter(|_| place.word.starts_with(char::is_uppercase))?;
    let beside_day = is_day(place.after) || is_day(place.before) || is_year(place.after);
    let whole = place.word.len() > 4 || place.word == month;
    (beside_day || whole).then(|| month.to_owned())
}

/// "22" beside a month is a day. "May 2026" has a year instead.
fn day_word(place: Place<'_>) -> Option<String> {
    if !is_day(place.word) || place.word.ends_with(char::is_alphabetic) {
        return None;
    }
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let beside = |word: &str| capital(word) && month_of(word).is_some();
    (beside(place.before) || beside(place.after)).then(|| ordinal(place.word.parse().unwrap_or(1)))
}

/// Whether a word is the short form of a month, as "Nov" and "Sept".
pub fn is_month(word: &str) -> bool {
    word.len() <= 4 && word.starts_with(char::is_uppercase) && month_of(word).is_some()
}

fn month_of(word: &str) -> Option<&'static str> {
    let lower = word.to_ascii_lowercase();
    let short = |month: &&&str| {
        let month = month.to_ascii_lowercase();
        month == lower
            || lower.len() == 3 && month.starts_with(&lower)
            || month == "september" && lower == "sept"
    };
    MONTHS.iter().find(short).copied()
}

fn is_day(word: &str) -> bool {
    let digits = word.trim_end_matches(|symbol: char| symbol.is_ascii_lowercase());
    digits.len() <= 2 && digits.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1900..2100).contains(&year))
}

fn ordinal_word(word: &str) -> Option<String> {
    let digits =
        ["st", "nd", "rd", "th", "ST", "ND", "RD", "TH"].iter().find_map(|end| word.strip_suffix(end))?;
    let number = numbers::parse(digits)?;
    Some(ordinal(number.integer()?))
}

fn short_weekday(word: &str) -> Option<String> {
    // "Sat" and "Sun" are words of their own.
    let short = word.starts_with(char::is_uppercase) && !matches!(word, "Sat" | "Sun");
    weekday(word).filter(|_| short).map(str::to_owned)
}

/// "10:30", "10:30am", "9am", "17:30", and "am" after a time.
pub fn time(_reader: Reader, place: Place<'_>) -> Option<String> {
    if let Some(half) = half_of_day(place.word) {
        let after_number = place.before.starts_with(|c: char| c.is_ascii_digit());
        return (after_number || place.word.contains('.')).then(|| half.to_owned());
    }
    let digits = |symbol: char| symbol.is_ascii_digit() || symbol == ':';
    let end = place.word.find(|symbol| !digits(symbol)).unwrap_or(place.word.len());
    let (clock, rest) = place.word.split_at(end);
    let half = if rest.is_empty() { half_of_day(place.after) } else { Some(half_of_day(rest)?) };
    let (hour, minute) = match clock.split_once(':') {
        Some((hour, minute)) if minute.len() == 2 => (hour.parse::<u64>().ok()?, minute.parse::<u64>().ok()?),
        Some(_) => return None,
        None if rest.is_empty() => return None,
        None => (clock.parse::<u64>().ok()?, 0),
    };
    if hour > 24 || minute > 59 {
        return None;
    }
    let said = match (minute, half) {
        (0, Some(_)) => cardinal(hour),
        (0, None) if (1..=12).contains(&hour) => format!("{} o'clock", cardinal(hour)),
        (0, None) => format!("{} hundred hours", cardinal(hour)),
        (1..=9, _) => format!("{} oh {}", cardinal(hour), cardinal(minute)),
        _ => format!("{} {}", cardinal(hour), cardinal(minute)),
    };
    let said_here = half.filter(|_| !rest.is_empty()).map(|half| format!(" {half}")).unwrap_or_default();
    Some(said + &said_here)
}

fn half_of_day(word: &str) -> Option<&'static str> {
    match word.to_ascii_lowercase().as_str() {
        "am" | "a.m" | "a.m." => Some("eigh m"),
        "pm" | "p.m" | "p.m." => Some("p m"),
        _ => None,
    }
}

/// "1990s", "the 90s", "'90s". A bare "30s" is left to mean seconds.
pub fn decade(_reader: Reader, place: Place<'_>) -> Option<String> {
    let digits = place.word.strip_suffix("'s").or_else(|| place.word.strip_suffix('s'))?;
    let spoken_of = ["the", "early", "mid", "late", "his", "her", "my", "their", "your"];
    let (number, rest) = leading_number(digits)?;
    let value = number.integer().filter(|value| rest.is_empty() && value.is_multiple_of(10))?;
    match digits.len() {
        4 if (1100..2100).contains(&value) => Some(plural(&year(value))),
        2 if value >= 20 && spoken_of.contains(&place.before.to_ascii_lowercase().as_str()) => {
            Some(plural(&cardinal(value)))
        }
        _ => None,
    }
}

fn plural(words: &str) -> String {
    match words.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{words}s"),
    }
}
