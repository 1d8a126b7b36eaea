//! Prices in English: "$3.50", "€19.99", "$1.5M", "$10k", "20 EUR".

use super::super::Place;
use super::super::numbers::{self, Number};
use super::{Reader, leading_number, measure};

/// A currency: how it is written, one of it, several, and one and several of its hundredth.
struct Currency {
    signs: &'static [&'static str],
    one: &'static str,
    many: &'static str,
    cent: &'static str,
    cents: &'static str,
}

const CURRENCIES: &[Currency] = &[
    Currency { signs: &["US$", "$", "USD"], one: "dollar", many: "dollars", cent: "cent", cents: "cents" },
    Currency { signs: &["€", "EUR"], one: "euro", many: "euros", cent: "cent", cents: "cents" },
    Currency { signs: &["£", "GBP"], one: "pound", many: "pounds", cent: "penny", cents: "pence" },
    Currency { signs: &["¥", "JPY"], one: "yen", many: "yen", cent: "sen", cents: "sen" },
    Currency { signs: &["CN¥", "RMB", "CNY"], one: "yuan", many: "yuan", cent: "fen", cents: "fen" },
    Currency { signs: &["₹", "INR", "Rs"], one: "rupee", many: "rupees", cent: "paisa", cents: "paise" },
    Currency { signs: &["₩", "KRW"], one: "won", many: "won", cent: "jeon", cents: "jeon" },
    Currency { signs: &["₽", "RUB"], one: "ruble", many: "rubles", cent: "kopeck", cents: "kopecks" },
    Currency { signs: &["₺", "TRY"], one: "lira", many: "lira", cent: "kurush", cents: "kurush" },
    Currency { signs: &["CHF"], one: "franc", many: "francs", cent: "centime", cents: "centimes" },
    Currency {
        signs: &["C$", "CA$", "CAD"],
        one: "Canadian dollar",
        many: "Canadian dollars",
        cent: "cent",
        cents: "cents",
    },
    Currency {
        signs: &["A$", "AU$", "AUD"],
        one: "Australian dollar",
        many: "Australian dollars",
        cent: "cent",
        cents: "cents",
    },
    Currency { signs: &["R$", "BRL"], one: "real", many: "reais", cent: "centavo", cents: "centavos" },
    Currency { signs: &["₿", "BTC"], one: "bitcoin", many: "bitcoin", cent: "", cents: "" },
];

const LARGE: [&str; 4] = ["thousand", "million", "billion", "trillion"];

/// Whether a character is the sign of a currency.
pub fn is_sign(symbol: char) -> bool {
    "$€£¥₹₩₽₺₿".contains(symbol)
}

/// A price, or a word that belongs to one: the "million" of "$3 million", the "EUR" of "20 EUR".
pub fn read(reader: Reader, place: Place<'_>) -> Option<String> {
    if let Some(said) = tail(place) {
        return Some(said);
    }
    if let Some((amount, per)) = place.word.split_once('/')
        && let Some(price) = price(Place { word: amount, after: "", ..place })
    {
        return Some(format!("{price} {}", measure::per(per, |part| reader.part(part))));
    }
    price(place)
}

fn price(place: Place<'_>) -> Option<String> {
    let (word, plus) = match place.word.strip_suffix('+') {
        Some(word) => (word, " plus"),
        None => (place.word, ""),
    };
    let (word, minus) = match word.strip_prefix('-') {
        Some(word) => (word, "minus "),
        None => (word, ""),
    };
    if let Some(cents) = word.strip_suffix('¢') {
        let number = numbers::parse(cents)?;
        return Some(format!("{} {}", number.spoken(), if number.is_one() { "cent" } else { "cents" }));
    }
    let (currency, amount) = signed(word)?;
    let (number, suffix) = leading_number(amount)?;
    let said = match (large(suffix), LARGE.contains(&place.after)) {
        (Some(size), _) => format!("{} {size} {}", number.spoken(), currency.many),
        // The next word says the currency.
        (None, true) if suffix.is_empty() => number.spoken(),
        (None, _) if suffix.is_empty() || suffix == "." || suffix == "-" => exact(&number, currency),
        _ => return None,
    };
    Some(format!("{minus}{said}{plus}"))
}

/// The currency whose sign stands before or after the amount; the longest sign wins.
fn signed(word: &str) -> Option<(&'static Currency, &str)> {
    let pairs =
        || CURRENCIES.iter().flat_map(|currency| currency.signs.iter().map(move |sign| (currency, *sign)));
    let before = pairs()
        .filter_map(|(currency, sign)| Some((currency, sign, word.strip_prefix(sign)?)))
        .max_by_key(|(_, sign, _)| sign.len());
    let after = || {
        pairs()
            .filter_map(|(currency, sign)| Some((currency, sign, word.strip_suffix(sign)?)))
            .max_by_key(|(_, sign, _)| sign.len())
    };
    let (currency, _, amount) = before.or_else(after)?;
    amount.starts_with(|c: char| c.is_ascii_digit() || c == '.').then_some((currency, amount))
}

fn exact(number: &Number, currency: &Currency) -> String {
    let cents = match number.fraction.as_deref() {
        Some(fraction) if fraction.len() == 2 && !currency.cents.is_empty() => fraction.parse::<u64>().ok(),
        Some(_) => return format!("{} {}", number.spoken(), currency.many),
        None => Some(0),
    };
    let name = if number.whole() == Some(1) { currency.one } else { currency.many };
    let whole = Number { fraction: None, ..number.clone() };
    let cents_name = if cents == Some(1) { currency.cent } else { currency.cents };
    match (number.whole(), cents) {
        (_, None) => format!("{} {}", number.spoken(), currency.many),
        (Some(0), Some(cents)) if cents > 0 => format!("{} {cents_name}", numbers::cardinal(cents)),
        (_, Some(0)) => format!("{} {name}", whole.spoken()),
        (_, Some(cents)) => {
            format!("{} {name} and {} {cents_name}", whole.spoken(), numbers::cardinal(cents))
        }
    }
}

fn large(suffix: &str) -> Option<&'static str> {
    match suffix {
        "k" | "K" => Some("thousand"),
        "m" | "M" | "mn" | "MM" | "mm" => Some("million"),
        "b" | "B" | "bn" | "Bn" => Some("billion"),
        "t" | "T" | "tn" => Some("trillion"),
        _ => None,
    }
}

/// "million" after "$3", "EUR" after "20".
fn tail(place: Place<'_>) -> Option<String> {
    if LARGE.contains(&place.word) {
        let (currency, _) = signed(place.before)?;
        return Some(format!("{} {}", place.word, currency.many));
    }
    let (number, rest) = leading_number(place.before)?;
    let named = |currency: &&Currency| currency.signs.contains(&place.word);
    let currency = CURRENCIES.iter().find(named).filter(|_| rest.is_empty())?;
    Some(if number.is_one() { currency.one } else { currency.many }.to_owned())
}
