//! Symbols, abbreviations, addresses on the web, codes and letters in English.

use super::super::numbers;
use super::Place;
use super::Reader;

/// Abbreviations and what is said for them, without their dots.
const ABBREVIATIONS: &[(&str, &str)] = &[
    ("mr", "mister"),
    ("mrs", "missus"),
    ("dr", "doctor"),
    ("prof", "professor"),
    ("jr", "junior"),
    ("sr", "senior"),
    ("inc", "incorporated"),
    ("ltd", "limited"),
    ("corp", "corporation"),
    ("vs", "versus"),
    ("etc", "et cetera"),
    ("approx", "approximately"),
    ("e.g", "for example"),
    ("i.e", "that is"),
    ("w/", "with"),
    ("w/o", "without"),
    ("b/c", "because"),
    ("dept", "department"),
    ("tbsp", "tablespoon"),
    ("tsp", "teaspoon"),
    ("saas", "sass"),
    ("jpeg", "jay peg"),
    ("jpg", "jay peg"),
    ("ios", "i o s"),
    ("no1", "number one"),
    ("asap", "eigh s eigh p"),
];

/// Abbreviations of which only the form with a dot, or before a number, is one.
const DOTTED: [&str; 4] = ["no", "st", "ft", "est"];

/// Those that always stand before something else, so that no sentence ends at their dot.
const BEFORE_MORE: [&str; 10] = ["mr", "mrs", "ms", "dr", "prof", "vs", "e.g", "i.e", "approx", "no"];

/// Read letter by letter, though they could be said as words.
const ACRONYMS: &[&str] = &[
    "AI", "API", "CEO", "CFO", "CTO", "CMO", "CTA", "UGC", "USA", "UK", "EU", "UAE", "DIY", "FAQ", "VIP",
    "USB", "LED", "OLED", "SEO", "ROI", "ROAS", "CPA", "CPC", "CPM", "CTR", "KPI", "ETA", "EDM", "EV", "EVS",
    "UI", "UX", "VR", "AR", "XR", "IT", "HR", "PR", "ID", "IQ", "EQ", "OG", "AKA", "ATM", "URL", "AWS", "IP",
    "IPO", "IOT", "IBM", "BMW", "BBC", "CNN", "NBA", "NFL", "UFC", "UPS", "USPS", "USDA", "FDA", "EPA",
    "IRS", "FBI", "CIA", "MBA", "PHD", "GPA", "SUV", "DNA", "UV", "AC", "ABC", "DJ", "TV", "PC", "HD", "UHD",
    "HDR", "DM", "DMS", "CRM", "SPF", "GPS", "PDF", "HTML", "CSS", "SQL", "BPA", "GMO", "MSG", "CBD", "THC",
    "BOGO", "RSVP", "FYI", "OMG", "LOL", "BTW", "POV", "IRL", "DTC", "AA", "AAA",
];

/// Acronyms of the list that are nevertheless said as words.
const SAID_AS_WORDS: [&str; 2] = ["BOGO", "ROAS"];

/// What a lone sign is called; nothing for most.
pub fn symbol(_reader: Reader, place: Place<'_>) -> Option<String> {
    if place.word.chars().any(char::is_alphanumeric) {
        return None;
    }
    let name = match place.word {
        "&" => "and",
        "+" => "plus",
        "=" => "equals",
        "@" => "at",
        "%" => "percent",
        "°" => "degrees",
        "#" => "number",
        "×" => "times",
        word => return vulgar_or_nothing(word),
    };
    Some(name.to_owned())
}

fn vulgar_or_nothing(word: &str) -> Option<String> {
    // Fractions such as ½ are numeric to Unicode, so they do not come here; all else is not spoken.
    (!word.chars().any(char::is_numeric)).then(String::new)
}

/// "Dr", "e.g.", "No. 1", "U.S.".
pub fn abbreviation(_reader: Reader, place: Place<'_>) -> Option<String> {
    let lower = place.word.to_lowercase();
    if lower == "no" && place.word.starts_with('N') && place.after.starts_with(|c: char| c.is_ascii_digit()) {
        return Some("number".to_owned());
    }
    if let Some((_, said)) = ABBREVIATIONS.iter().find(|(short, _)| *short == lower) {
        return Some((*said).to_owned());
    }
    let letters: Vec<&str> = place.word.split('.').filter(|part| !part.is_empty()).collect();
    let initials = letters.len() > 1
        && letters.iter().all(|part| part.len() == 1 && part.chars().all(char::is_alphabetic));
    initials.then(|| spelled(&letters.concat())).filter(|_| !lower.ends_with(".m"))
}

/// Whether a dot after the word may belong to it.
pub fn is_abbreviation(core: &str) -> bool {
    let lower = core.to_lowercase();
    let initial = core.chars().count() == 1 && core.chars().all(char::is_uppercase) && core != "I";
    initial
        || core.contains('.')
        || DOTTED.contains(&lower.as_str())
        || BEFORE_MORE.contains(&lower.as_str())
        || ABBREVIATIONS.iter().any(|(short, _)| *short == lower)
}

/// Whether something always follows the word, so that no sentence ends at its dot.
pub fn never_ends(core: &str) -> bool {
    BEFORE_MORE.contains(&core.to_lowercase().as_str()) || core.chars().count() == 1
}

/// "www.x.com/deal", "x.io", "me@x.com", "#sale", "#1", "@brand".
pub fn web(reader: Reader, place: Place<'_>) -> Option<String> {
    let word = place.word;
    if let Some(tag) = word.strip_prefix('#').filter(|tag| !tag.is_empty()) {
        let name = if tag.starts_with(|c: char| c.is_ascii_digit()) { "number" } else { "hashtag" };
        return Some(format!("{name} {}", parted_by_capitals(reader, tag)));
    }
    if let Some(name) = word.strip_prefix('@').filter(|name| !name.is_empty()) {
        return Some(format!("at {}", address(reader, name)));
    }
    let bare = word.trim_start_matches("https://").trim_start_matches("http://");
    let host = bare.split(['/', '?']).next().unwrap_or_default();
    let named = host.rsplit_once('.').is_some_and(|(name, end)| {
        let name_has_letters = name.chars().any(char::is_alphabetic);
        name_has_letters && end.len() >= 2 && end.chars().all(|symbol| symbol.is_ascii_lowercase())
    });
    let mail = bare.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    (named || mail || bare.len() < word.len()).then(|| address(reader, bare.trim_end_matches('/')))
}

fn address(reader: Reader, address: &str) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut part = String::new();
    for symbol in address.chars().chain(['\0']) {
        if symbol.is_alphanumeric() {
            part.push(symbol);
            continue;
        }
        if !part.is_empty() {
            said.push(address_part(reader, &part));
            part.clear();
        }
        let name = match symbol {
            '.' => "dot",
            '/' => "slash",
            '@' => "at",
            '-' => "dash",
            '_' => "underscore",
            '+' => "plus",
            _ => continue,
        };
        said.push(name.to_owned());
    }
    said.join(" ")
}

fn address_part(reader: Reader, part: &str) -> String {
    match part {
        "www" | "io" | "ai" | "tv" | "uk" | "us" | "eu" | "co" if part != "co" => spelled(part),
        _ => parted_by_capitals(reader, part),
    }
}

/// "BlackFriday" is said as two words.
fn parted_by_capitals(reader: Reader, text: &str) -> String {
    let mut parts = String::new();
    let mut last = ' ';
    for symbol in text.chars() {
        if last.is_lowercase() && symbol.is_uppercase() || symbol == '_' {
            parts.push(' ');
        }
        if symbol != '_' {
            parts.push(symbol);
        }
        last = symbol;
    }
    parts.split(' ').map(|part| reader.part(part)).collect::<Vec<_>>().join(" ")
}

/// What a sign between two parts of a word is called.
pub fn tie_name(symbol: char) -> Option<&'static str> {
    match symbol {
        '&' => Some("and"),
        '+' => Some("plus"),
        '@' => Some("at"),
        '=' => Some("equals"),
        '%' => Some("percent"),
        '×' => Some("by"),
        _ => None,
    }
}

/// A plain word, an acronym or a code: "SAVE20", "B2B", "MP3".
pub fn word(place: Place<'_>) -> String {
    let word = place.word;
    if word.chars().any(|symbol| symbol.is_ascii_digit()) {
        return code(word);
    }
    let (stem, ending) = match word.strip_suffix("'s").or_else(|| word.strip_suffix('s')) {
        Some(stem) if is_capitals(stem) && stem.len() > 1 => (stem, "s"),
        _ => (word, ""),
    };
    if is_capitals(stem) && stem.len() > 1 && is_spelled(stem) {
        let said = spelled(stem);
        return if ending.is_empty() { said } else { format!("{said}'s") };
    }
    // Voices may take capitals for letters to be spelled.
    if is_capitals(word) && word.chars().count() > 3 { word.to_lowercase() } else { word.to_owned() }
}

/// The letters and numbers of a code, each run by itself.
fn code(word: &str) -> String {
    let symbols: Vec<char> = word.chars().collect();
    if let [from, '2' | '4', to] = symbols.as_slice()
        && from.is_alphabetic()
        && to.is_alphabetic()
    {
        let tie = if symbols.get(1) == Some(&'4') { "for" } else { "to" };
        return format!("{} {tie} {}", letter(*from), letter(*to));
    }
    let runs = symbols.chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit());
    let said = runs.map(|run| {
        let text: String = run.iter().collect();
        if run.first().is_some_and(char::is_ascii_digit) { code_number(&text) } else { code_letters(&text) }
    });
    said.collect::<Vec<_>>().join(" ")
}

/// A number in a code or a model's name.
pub fn code_number(digits: &str) -> String {
    match digits.parse() {
        Ok(number) if digits.len() <= 4 && (digits.len() == 1 || !digits.starts_with('0')) => {
            numbers::model_number(number)
        }
        _ => numbers::digits(digits, "zero"),
    }
}

fn code_letters(letters: &str) -> String {
    let count = letters.chars().count();
    let said_as_word =
        count > 2 && !is_spelled(letters) && (!is_capitals(letters) || is_pronounceable(letters));
    if said_as_word { letters.to_lowercase() } else { spelled(letters) }
}

fn is_spelled(capitals: &str) -> bool {
    let vowel = capitals.chars().any(|letter| "AEIOUYaeiouy".contains(letter));
    let listed = ACRONYMS.contains(&capitals) && !SAID_AS_WORDS.contains(&capitals);
    listed || !vowel && capitals.chars().all(|letter| letter.is_ascii_alphabetic())
}

/// Whether letters look like a word: a vowel, and never more than three consonants in a row, two at the start.
fn is_pronounceable(letters: &str) -> bool {
    let vowels: Vec<bool> = letters.chars().map(|letter| "AEIOUYaeiouy".contains(letter)).collect();
    let longest =
        vowels.chunk_by(|a, b| a == b).filter(|run| run.first() == Some(&false)).map(<[bool]>::len).max();
    let first = vowels.iter().take_while(|vowel| !**vowel).count();
    vowels.contains(&true) && longest.unwrap_or(0) <= 3 && first <= 2
}

fn is_capitals(word: &str) -> bool {
    word.chars().all(char::is_uppercase)
}

/// Letter by letter.
fn spelled(letters: &str) -> String {
    letters.chars().map(letter).collect::<Vec<_>>().join(" ")
}

/// The name of a letter as voices say it: a lone "a" would be read as the article.
pub fn letter(letter: char) -> String {
    match letter {
        'a' | 'A' => "eigh".to_owned(),
        other => other.to_lowercase().collect(),
    }
}
