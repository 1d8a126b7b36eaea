//! What languages other than English need before libespeak-ng reads their numbers by its own rules:
//! prices and percentages in the order in which they are said, and no signs that it would skip.

use super::Place;

/// How a language says prices and percentages.
struct Rules {
    language: &'static str,
    percent: &'static str,
    /// Sign, one, several.
    currencies: &'static [(&'static str, &'static str, &'static str)],
    and: &'static str,
    /// What separates the fraction of a number.
    decimal: char,
}

const RULES: &[Rules] = &[
    Rules {
        language: "de",
        percent: "Prozent",
        currencies: &[
            ("€", "Euro", "Euro"),
            ("$", "Dollar", "Dollar"),
            ("£", "Pfund", "Pfund"),
            ("CHF", "Franken", "Franken"),
        ],
        and: "und",
        decimal: ',',
    },
    Rules {
        language: "fr",
        percent: "pour cent",
        currencies: &[
            ("€", "euro", "euros"),
            ("$", "dollar", "dollars"),
            ("£", "livre", "livres"),
            ("CHF", "franc", "francs"),
        ],
        and: "et",
        decimal: ',',
    },
    Rules {
        language: "es",
        percent: "por ciento",
        currencies: &[("€", "euro", "euros"), ("$", "dólar", "dólares"), ("£", "libra", "libras")],
        and: "y",
        decimal: ',',
    },
    Rules {
        language: "it",
        percent: "per cento",
        currencies: &[("€", "euro", "euro"), ("$", "dollaro", "dollari"), ("£", "sterlina", "sterline")],
        and: "e",
        decimal: ',',
    },
    Rules {
        language: "pt",
        percent: "por cento",
        currencies: &[
            ("R$", "real", "reais"),
            ("€", "euro", "euros"),
            ("$", "dólar", "dólares"),
            ("£", "libra", "libras"),
        ],
        and: "e",
        decimal: ',',
    },
    Rules {
        language: "nl",
        percent: "procent",
        currencies: &[("€", "euro", "euro"), ("$", "dollar", "dollar"), ("£", "pond", "pond")],
        and: "en",
        decimal: ',',
    },
    Rules {
        language: "pl",
        percent: "procent",
        currencies: &[("zł", "złoty", "złotych"), ("€", "euro", "euro"), ("$", "dolar", "dolarów")],
        and: "i",
        decimal: ',',
    },
    Rules {
        language: "tr",
        percent: "yüzde",
        currencies: &[("₺", "lira", "lira"), ("€", "euro", "euro"), ("$", "dolar", "dolar")],
        and: "ve",
        decimal: ',',
    },
    Rules {
        language: "cmn",
        percent: "百分之",
        currencies: &[("¥", "元", "元"), ("￥", "元", "元"), ("$", "美元", "美元"), ("€", "欧元", "欧元")],
        and: "和",
        decimal: '.',
    },
];

/// Languages that say "percent" before the number.
const PERCENT_FIRST: [&str; 2] = ["tr", "cmn"];

/// What libespeak-ng is to read for a word.
pub fn read(place: Place<'_>, language: &str) -> String {
    let family = language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let family = if family == "zh" { "cmn" } else { &family };
    let word = place.word.replace(['\u{a0}', '\u{202f}', '™', '®', '©'], "");
    let Some(rules) = RULES.iter().find(|rules| rules.language == family) else { return plain(&word) };
    percent(rules, place, &word)
        .or_else(|| sign_apart(rules, place, &word))
        .or_else(|| range(rules, &word))
        .or_else(|| price(rules, &word))
        .unwrap_or_else(|| named_signs(rules, &word))
}

/// Languages without rules of their own: signs stay with the library, which knows many by name.
fn plain(word: &str) -> String {
    word.to_owned()
}

fn percent(rules: &Rules, place: Place<'_>, word: &str) -> Option<String> {
    let numeric = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    if word == "%" && numeric(place.before) {
        return Some(rules.percent.to_owned());
    }
    let number = word.strip_suffix('%').or_else(|| word.strip_prefix('%'))?;
    let said = number_text(rules, number.trim_start_matches(['-', '+']))?;
    if PERCENT_FIRST.contains(&rules.language) {
        return Some(format!("{} {said}", rules.percent));
    }
    Some(format!("{said} {}", rules.percent))
}

/// "20-30": both ends, with the sign of either.
fn range(rules: &Rules, word: &str) -> Option<String> {
    let (from, to) = word.split_once(['-', '–'])?;
    let tie = match rules.language {
        "de" => "bis",
        "fr" => "à",
        "es" | "pt" => "a",
        "it" => "a",
        "nl" => "tot",
        "pl" => "do",
        _ => return None,
    };
    let digits = |text: &str| text.chars().any(|symbol| symbol.is_ascii_digit());
    if !digits(from) || !digits(to) {
        return None;
    }
    let from = number_text(rules, from)?;
    let to = price(rules, to).or_else(|| number_text(rules, to)).or_else(|| {
        let number = number_text(rules, to.strip_suffix('%')?)?;
        Some(format!("{number} {}", rules.percent))
    })?;
    Some(format!("{from} {tie} {to}"))
}

/// "19,99€" is "19 Euro 99".
fn price(rules: &Rules, word: &str) -> Option<String> {
    let (amount, (_, one, many)) = rules.currencies.iter().find_map(|currency| {
        let amount = word.strip_prefix(currency.0).or_else(|| word.strip_suffix(currency.0))?;
        Some((amount, currency))
    })?;
    let (whole, cents) = split_number(rules, amount)?;
    let name = if whole == "1" { one } else { many };
    Some(match cents.as_deref() {
        None | Some("00") => format!("{whole} {name}"),
        Some(cents) if cents.len() == 2 => format!("{whole} {name} {}", cents.trim_start_matches('0')),
        Some(_) => format!("{} {name}", number_text(rules, amount)?),
    })
}

/// Both parts of "19,99 €": the sign says the cents too, as people do.
fn sign_apart(rules: &Rules, place: Place<'_>, word: &str) -> Option<String> {
    let sign_of = |text: &str| rules.currencies.iter().find(|(sign, ..)| *sign == text);
    let Some((_, one, many)) = sign_of(word) else {
        sign_of(place.after)?;
        let (whole, cents) = split_number(rules, word)?;
        return cents.is_none_or(|cents| cents.len() == 2).then_some(whole);
    };
    let (whole, cents) = split_number(rules, place.before)?;
    let name = if whole == "1" { one } else { many };
    match cents.filter(|cents| cents.len() == 2 && cents != "00") {
        Some(cents) => Some(format!("{name} {}", cents.trim_start_matches('0'))),
        None => Some((*name).to_owned()),
    }
}

/// A number as the library reads it: no separators of thousands, the language's decimal mark.
fn number_text(rules: &Rules, text: &str) -> Option<String> {
    let (whole, fraction) = split_number(rules, text)?;
    Some(fraction.map_or(whole.clone(), |fraction| format!("{whole} {} {}", point(rules), spaced(&fraction))))
}

fn point(rules: &Rules) -> &'static str {
    match rules.language {
        "de" => "Komma",
        "fr" => "virgule",
        "es" => "coma",
        "it" => "virgola",
        "pt" => "vírgula",
        "nl" => "komma",
        "pl" => "przecinek",
        "tr" => "virgül",
        _ => "点",
    }
}

/// Digits after the point are said one by one.
fn spaced(digits: &str) -> String {
    digits.chars().map(String::from).collect::<Vec<_>>().join(" ")
}

/// Whole part without separators, and the fraction. Both decimal marks are understood where they are clear.
fn split_number(rules: &Rules, text: &str) -> Option<(String, Option<String>)> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let groups = if rules.decimal == ',' { '.' } else { ',' };
    let clear = |mark: char| {
        text.split_once(mark)
            .filter(|(whole, fraction)| digits(whole) && digits(fraction) && fraction.len() != 3)
    };
    let (whole, fraction) = match text.rsplit_once(rules.decimal).or_else(|| clear(groups)) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let whole: String = whole.chars().filter(|symbol| *symbol != groups && *symbol != '\'').collect();
    let fits = digits(&whole) && fraction.is_none_or(digits);
    fits.then(|| (whole, fraction.map(str::to_owned)))
}

/// Words with numbers in them, and signs that have a name.
fn named_signs(rules: &Rules, word: &str) -> String {
    if word == "&" {
        return rules.and.to_owned();
    }
    if let Some(number) = number_text(rules, word) {
        return number;
    }
    let mut said = String::new();
    for symbol in word.chars() {
        match symbol {
            '&' => {
                said.push(' ');
                said.push_str(rules.and);
                said.push(' ');
            }
            '/' | '-' | '–' | '+' | '#' | '@' | '_' => said.push(' '),
            '.' | ':' if said.ends_with(|c: char| c.is_ascii_digit()) => said.push(' '),
            other => said.push(other),
        }
    }
    said
}
