//! Numbers with units, percentages, multiples, fractions and ratings in English.

use super::super::Place;
use super::super::numbers::{self, Number, cardinal};
use super::{Reader, leading_number};

/// Unit as written, one of it, several.
const UNITS: &[(&str, &str, &str)] = &[
    ("kg", "kilogram", "kilograms"),
    ("kgs", "kilogram", "kilograms"),
    ("g", "gram", "grams"),
    ("mg", "milligram", "milligrams"),
    ("mcg", "microgram", "micrograms"),
    ("µg", "microgram", "micrograms"),
    ("lb", "pound", "pounds"),
    ("lbs", "pound", "pounds"),
    ("oz", "ounce", "ounces"),
    ("ml", "milliliter", "milliliters"),
    ("mL", "milliliter", "milliliters"),
    ("cl", "centiliter", "centiliters"),
    ("l", "liter", "liters"),
    ("L", "liter", "liters"),
    ("km", "kilometer", "kilometers"),
    ("m", "meter", "meters"),
    ("cm", "centimeter", "centimeters"),
    ("mm", "millimeter", "millimeters"),
    ("mi", "mile", "miles"),
    ("ft", "foot", "feet"),
    ("yd", "yard", "yards"),
    ("sqft", "square foot", "square feet"),
    ("mph", "mile per hour", "miles per hour"),
    ("kmh", "kilometer per hour", "kilometers per hour"),
    ("km/h", "kilometer per hour", "kilometers per hour"),
    ("KB", "kilobyte", "kilobytes"),
    ("MB", "megabyte", "megabytes"),
    ("GB", "gigabyte", "gigabytes"),
    ("TB", "terabyte", "terabytes"),
    ("Mbps", "megabit per second", "megabits per second"),
    ("Gbps", "gigabit per second", "gigabits per second"),
    ("Hz", "hertz", "hertz"),
    ("kHz", "kilohertz", "kilohertz"),
    ("MHz", "megahertz", "megahertz"),
    ("GHz", "gigahertz", "gigahertz"),
    ("W", "watt", "watts"),
    ("kW", "kilowatt", "kilowatts"),
    ("kWh", "kilowatt hour", "kilowatt hours"),
    ("mAh", "milliamp hour", "milliamp hours"),
    ("V", "volt", "volts"),
    ("kcal", "kilocalorie", "kilocalories"),
    ("cal", "calorie", "calories"),
    ("ms", "millisecond", "milliseconds"),
    ("s", "second", "seconds"),
    ("sec", "second", "seconds"),
    ("secs", "second", "seconds"),
    ("min", "minute", "minutes"),
    ("mins", "minute", "minutes"),
    ("h", "hour", "hours"),
    ("hr", "hour", "hours"),
    ("hrs", "hour", "hours"),
    ("d", "day", "days"),
    ("wk", "week", "weeks"),
    ("wks", "week", "weeks"),
    ("mo", "month", "months"),
    ("mos", "month", "months"),
    ("yr", "year", "years"),
    ("yrs", "year", "years"),
    ("pcs", "piece", "pieces"),
    ("px", "pixel", "pixels"),
    ("dpi", "D P I", "D P I"),
    ("fps", "frame per second", "frames per second"),
    ("°C", "degree Celsius", "degrees Celsius"),
    ("°F", "degree Fahrenheit", "degrees Fahrenheit"),
    ("°", "degree", "degrees"),
    ("\"", "inch", "inches"),
    ("'", "foot", "feet"),
    ("x", "time", "times"),
    ("X", "time", "times"),
    ("×", "time", "times"),
    ("M", "million", "million"),
    ("B", "billion", "billion"),
    ("bn", "billion", "billion"),
    ("k", "thousand", "thousand"),
];

/// Units that are words or letters of their own when a space stands before them.
const NEVER_ALONE: [&str; 14] = ["s", "d", "m", "M", "B", "k", "x", "X", "×", "\"", "'", "cal", "V", "W"];

/// "50%", "10kg", "kg" after "10", "4K", "1080p", "5'10\"", "1½".
pub fn read(reader: Reader, place: Place<'_>) -> Option<String> {
    unit_after_number(place).or_else(|| between_numbers(place)).or_else(|| measured(reader, place))
}

fn unit_after_number(place: Place<'_>) -> Option<String> {
    if NEVER_ALONE.contains(&place.word) {
        return None;
    }
    let (_, one, many) = UNITS.iter().find(|(unit, ..)| *unit == place.word)?;
    let bare = place.before.rsplit_once('-').map_or(place.before, |(_, last)| last);
    let (number, rest) = leading_number(bare)?;
    rest.is_empty().then(|| if number.is_one() { *one } else { *many }.to_owned())
}

/// "5 x 7".
fn between_numbers(place: Place<'_>) -> Option<String> {
    let numeric = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    (matches!(place.word, "x" | "X" | "×") && numeric(place.before) && numeric(place.after))
        .then(|| "by".to_owned())
}

fn measured(reader: Reader, place: Place<'_>) -> Option<String> {
    if let Some(fraction) = place.word.chars().last().and_then(vulgar) {
        let whole = place.word.get(..place.word.len() - place.word.chars().last()?.len_utf8())?;
        return match whole {
            "" => Some(fraction.to_owned()),
            whole => Some(format!("{} and {}", numbers::parse(whole)?.spoken(), one_as_a(fraction))),
        };
    }
    let (number, unit) = leading_number(place.word)?;
    let said = number.spoken();
    match unit {
        "" => None,
        "%" => Some(format!("{said} percent")),
        "K" if matches!(number.integer(), Some(2..=8)) => Some(format!("{said} k")),
        "K" => Some(format!("{said} thousand")),
        "G" | "D" => Some(format!("{said} {}", unit.to_lowercase())),
        "p" | "i" => Some(format!("{} {unit}", numbers::model_number(number.integer()?))),
        _ => with_unit(reader, &number, unit),
    }
}

fn with_unit(reader: Reader, number: &Number, unit: &str) -> Option<String> {
    if let Some((_, one, many)) = UNITS.iter().find(|(known, ..)| *known == unit) {
        return Some(format!("{} {}", number.spoken(), if number.is_one() { one } else { many }));
    }
    if let Some(inches) = unit.strip_prefix('\'') {
        let inches = numbers::parse(inches.trim_end_matches(['"', '\'']))?;
        return Some(format!("{} foot {}", number.spoken(), inches.spoken()));
    }
    if let Some(rest) =
        unit.strip_prefix(['x', 'X', '×']).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    {
        return Some(format!("{} by {}", number.spoken(), reader.part(rest)));
    }
    // "10kg/week", "60fps+"
    let (unit, rest) = unit.split_once('/')?;
    let amount = if unit.is_empty() { number.spoken() } else { with_unit(reader, number, unit)? };
    rest.starts_with(char::is_alphabetic).then(|| format!("{amount} {}", per(rest, |part| reader.part(part))))
}

/// "24/7", "1/2", "4.5/5", "10/10".
pub fn slashed(_reader: Reader, place: Place<'_>) -> Option<String> {
    let (above, below) = place.word.split_once('/')?;
    let (above, below) = (numbers::parse(above)?, numbers::parse(below)?);
    let (Some(part), Some(whole)) = (above.integer(), below.integer()) else {
        return Some(format!("{} out of {}", above.spoken(), below.spoken()));
    };
    let fraction = match (part, whole) {
        (1, 2) => "one half".to_owned(),
        (1, 3) => "one third".to_owned(),
        (2, 3) => "two thirds".to_owned(),
        (1, 4) => "one quarter".to_owned(),
        (3, 4) => "three quarters".to_owned(),
        (1, 5..=10) => format!("one {}", numbers::ordinal(whole)),
        (_, 5 | 10 | 100) if part <= whole => format!("{} out of {}", cardinal(part), cardinal(whole)),
        _ => return Some(format!("{} {}", cardinal(part), cardinal(whole))),
    };
    // "1 1/2"
    let after_number = numbers::parse(place.before).is_some();
    Some(if after_number { format!("and {}", one_as_a(&fraction)) } else { fraction })
}

/// What stands after a slash: "/mo" is "a month".
pub fn per(unit: &str, other: impl Fn(&str) -> String) -> String {
    let name = match unit {
        "mo" | "month" | "mth" => "a month",
        "yr" | "year" | "y" => "a year",
        "wk" | "week" => "a week",
        "d" | "day" => "a day",
        "h" | "hr" | "hour" => "an hour",
        "min" | "minute" => "a minute",
        "s" | "sec" | "second" => "a second",
        "ea" | "each" => "each",
        "kg" => "a kilogram",
        "lb" => "a pound",
        _ => return format!("per {}", other(unit)),
    };
    name.to_owned()
}

fn one_as_a(fraction: &str) -> String {
    fraction.strip_prefix("one ").map_or_else(|| fraction.to_owned(), |rest| format!("a {rest}"))
}

fn vulgar(symbol: char) -> Option<&'static str> {
    Some(match symbol {
        '½' => "one half",
        '¼' => "one quarter",
        '¾' => "three quarters",
        '⅓' => "one third",
        '⅔' => "two thirds",
        '⅛' => "one eighth",
        _ => return None,
    })
}
