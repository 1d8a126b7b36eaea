//! Numbers in English words.

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const GROUPS: [(u64, &str); 5] = [
    (1_000_000_000_000_000, "quadrillion"),
    (1_000_000_000_000, "trillion"),
    (1_000_000_000, "billion"),
    (1_000_000, "million"),
    (1_000, "thousand"),
];

/// A count: 1,299 is "one thousand two hundred ninety-nine".
pub fn cardinal(number: u64) -> String {
    let mut words = Vec::new();
    let mut rest = number;
    for (size, name) in GROUPS {
        if rest >= size {
            words.push(format!("{} {name}", cardinal(rest / size)));
            rest %= size;
        }
    }
    if rest >= 100 {
        words.push(format!("{} hundred", below_hundred(rest / 100)));
        rest %= 100;
    }
    if rest > 0 || words.is_empty() {
        words.push(below_hundred(rest));
    }
    words.join(" ")
}

/// A place in a row: 21 is "twenty-first".
pub fn ordinal(number: u64) -> String {
    let words = cardinal(number);
    let start = words.rfind([' ', '-']).map_or(0, |found| found + 1);
    let (before, last) = words.split_at(start);
    let last = match last {
        "one" => "first".to_owned(),
        "two" => "second".to_owned(),
        "three" => "third".to_owned(),
        "five" => "fifth".to_owned(),
        "eight" => "eighth".to_owned(),
        "nine" => "ninth".to_owned(),
        "twelve" => "twelfth".to_owned(),
        other => match other.strip_suffix('y') {
            Some(stem) => format!("{stem}ieth"),
            None => format!("{other}th"),
        },
    };
    format!("{before}{last}")
}

/// A year: 2026 is "twenty twenty-six", 1905 "nineteen oh five", 2000 "two thousand".
pub fn year(number: u64) -> String {
    let (century, rest) = (number / 100, number % 100);
    match (century, rest) {
        (20, 0..10) | (_, 0) if century.is_multiple_of(10) => cardinal(number),
        (_, 0) => format!("{} hundred", cardinal(century)),
        (_, 1..10) => format!("{} oh {}", cardinal(century), cardinal(rest)),
        _ => format!("{} {}", cardinal(century), cardinal(rest)),
    }
}

/// A house, model or flight number: 150 is "one fifty", 1080 "ten eighty", 4000 "four thousand".
pub fn model_number(number: u64) -> String {
    match number {
        100..1000 if number.is_multiple_of(100) => cardinal(number),
        100..1000 => match number % 100 {
            rest @ 1..10 => format!("{} oh {}", cardinal(number / 100), cardinal(rest)),
            rest => format!("{} {}", cardinal(number / 100), cardinal(rest)),
        },
        1000..10_000 if number.is_multiple_of(1000) => cardinal(number),
        1000..10_000 => year(number),
        _ => cardinal(number),
    }
}

/// Digits one by one, as in a telephone number, where a zero is "oh" or "zero".
pub fn digits(text: &str, zero: &str) -> String {
    let name =
        |digit: u32| if digit == 0 { zero } else { ONES.get(digit as usize).copied().unwrap_or_default() };
    text.chars().filter_map(|symbol| symbol.to_digit(10)).map(name).collect::<Vec<_>>().join(" ")
}

/// A number as written with digits, thousands separated by commas, and a decimal point. `None` for all else.
pub fn parse(text: &str) -> Option<Number> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if fraction.is_some_and(|fraction| !all_digits(fraction)) {
        return None;
    }
    if whole.contains(',') {
        let mut groups = whole.split(',');
        let first = groups.next().filter(|first| all_digits(first) && first.len() <= 3)?;
        let rest: Vec<&str> = groups.collect();
        if first.is_empty() || !rest.iter().all(|group| group.len() == 3 && all_digits(group)) {
            return None;
        }
    } else if !all_digits(whole) && (!whole.is_empty() || fraction.is_none()) {
        return None;
    }
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    Some(Number { grouped: whole.contains(','), digits, fraction: fraction.map(str::to_owned) })
}

/// A number as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// The digits before the point, without separators.
    pub digits: String,
    /// The digits after the point.
    pub fraction: Option<String>,
    /// Whether thousands were separated.
    pub grouped: bool,
}

impl Number {
    /// Its whole part, where it fits.
    pub fn whole(&self) -> Option<u64> {
        if self.digits.is_empty() { Some(0) } else { self.digits.parse().ok() }
    }

    /// The number without a fraction, where it fits.
    pub fn integer(&self) -> Option<u64> {
        self.whole().filter(|_| self.fraction.is_none())
    }

    /// Whether it is exactly one, which takes the singular.
    pub fn is_one(&self) -> bool {
        self.integer() == Some(1)
    }

    /// The number in words. Numbers of many digits, and such as 007, are read digit by digit.
    pub fn spoken(&self) -> String {
        let coded = self.digits.len() > 1 && self.digits.starts_with('0') && self.fraction.is_none();
        let whole = match self.whole() {
            Some(number) if !coded && self.digits.len() <= 15 => cardinal(number),
            _ => digits(&self.digits, "zero"),
        };
        match &self.fraction {
            Some(fraction) => format!("{whole} point {}", digits(fraction, "oh")),
            None => whole,
        }
    }
}

fn below_hundred(number: u64) -> String {
    let name = |table: &[&'static str], index: u64| table.get(index as usize).copied().unwrap_or_default();
    if number < 20 {
        return name(&ONES, number).to_owned();
    }
    let tens = name(&TENS, number / 10);
    if number.is_multiple_of(10) { tens.to_owned() } else { format!("{tens}-{}", name(&ONES, number % 10)) }
}
