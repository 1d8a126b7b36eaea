//! Addresses of pages and mail, codes, telephone numbers and abbreviations in other languages.

use super::{Place, Tongue, number};

/// Last parts of addresses. Two letters are said one by one.
const DOMAINS: &[&str] = &[
    "com", "net", "org", "info", "shop", "store", "app", "io", "co", "eu", "de", "at", "ch", "fr", "be",
    "es", "mx", "it", "pt", "br", "nl", "ai", "tv", "me", "uk",
];

impl Tongue {
    /// "www.shop.de/neu" and "info@shop.de".
    pub fn address(&self, word: &str) -> Option<String> {
        if self.rules.dot.is_empty() {
            return None;
        }
        let bare = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://")).unwrap_or(word);
        let (host, path) = bare.split_once('/').map_or((bare, ""), |(host, path)| (host, path));
        let (user, host) = host.split_once('@').map_or(("", host), |(user, host)| (user, host));
        let (_, last) = host.rsplit_once('.')?;
        let labels = host.split('.');
        let plain = |label: &str| {
            !label.is_empty() && label.chars().all(|symbol| symbol.is_alphanumeric() || symbol == '-')
        };
        if !DOMAINS.contains(&last.to_lowercase().as_str()) || !labels.clone().all(plain) {
            return None;
        }
        let dot = format!(" {} ", self.rules.dot);
        let labels: Vec<String> = labels.map(label).collect();
        let mut said = String::new();
        if !user.is_empty() {
            let user: Vec<String> = user.split('.').map(label).collect();
            said = format!("{} {} ", user.join(&dot), self.rules.at);
        }
        said.push_str(&labels.join(&dot));
        for part in path.split('/').filter(|part| !part.is_empty()) {
            said.push_str(&format!(" {} {}", self.rules.slash, label(part)));
        }
        Some(said)
    }

    /// A part of a telephone number: digit by digit, but for the pairs in which the French say theirs.
    pub fn telephone(&self, place: Place<'_>, word: &str) -> Option<String> {
        if !place.dialled || self.rules.plus.is_empty() {
            return None;
        }
        let digits = number::spaced(word);
        let sign = if word.starts_with('+') { format!("{} ", self.rules.plus) } else { String::new() };
        let pair = self.rules.language == "fr" && word.len() == 2 && number::is_digits(word);
        Some(if pair { word.to_owned() } else { format!("{sign}{digits}") })
    }

    /// "XKD77": capitals that make no word are said one by one.
    pub fn code(&self, word: &str) -> Option<String> {
        if self.rules.dot.is_empty() {
            return None;
        }
        let capitals = word.chars().take_while(|symbol| symbol.is_ascii_uppercase()).count();
        let (letters, digits) = word.split_at_checked(capitals)?;
        if letters.len() < 2 || !number::is_digits(digits) {
            return None;
        }
        let silent = !letters.contains(['A', 'E', 'I', 'O', 'U', 'Y']);
        let letters =
            if silent { letters.split("").collect::<Vec<_>>().join(" ") } else { letters.to_owned() };
        Some(format!("{} {digits}", letters.trim()))
    }

    /// What an abbreviation stands for.
    pub fn long_form(&self, place: Place<'_>, word: &str) -> Option<String> {
        if self.rules.language == "de" {
            match (place.before, word, place.after) {
                (_, "z", "B") => return Some("zum".to_owned()),
                ("z", "B", _) => return Some("Beispiel".to_owned()),
                _ => {}
            }
        }
        let (_, long) = self.rules.short.iter().find(|(short, _)| *short == word)?;
        let name_follows = place.after.starts_with(char::is_uppercase);
        let number_near = number::is_numeric(place.after) || number::is_numeric(place.before);
        let fits = match word {
            "M" | "Mme" | "Dr" | "Dra" | "Sr" | "Sra" | "Sig" | "Dott" => name_follows,
            "n" | "N" => number_near,
            _ => place.closing.starts_with('.') || number_near || word.contains(['.', '°', 'º']),
        };
        fits.then(|| (*long).to_owned())
    }
}

fn label(text: &str) -> String {
    let lower = text.to_lowercase();
    if lower == "www" || lower.len() == 2 && DOMAINS.contains(&lower.as_str()) {
        return lower.split("").collect::<Vec<_>>().join(" ").trim().to_owned();
    }
    text.replace(['-', '_'], " ")
}
