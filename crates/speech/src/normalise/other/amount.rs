//! Prices in other languages: "19,99 €" is "19 Euro 99", whichever way the sign stands.

use super::{Place, Tongue, number};

/// Sign, one, several, hundredths.
type Currency = (&'static str, &'static str, &'static str, &'static str);

impl Tongue {
    /// "19,99€", "€19,99" and "19€99".
    pub fn price(&self, word: &str) -> Option<String> {
        self.rules.currencies.iter().find_map(|currency| {
            let sign = currency.0;
            if let Some(amount) = word.strip_prefix(sign).or_else(|| word.strip_suffix(sign)) {
                return self.amount(amount).map(|amount| amount.said(currency, self.rules.with));
            }
            let (whole, cents) = word.split_once(sign)?;
            let fits = number::is_digits(whole) && number::is_digits(cents) && cents.len() == 2;
            let amount = Amount { whole: whole.to_owned(), cents: Some(cents.to_owned()) };
            fits.then(|| amount.said(currency, self.rules.with))
        })
    }

    /// Both parts of "19,99 €" and of "€ 19,99": the first says the whole, the second the name and the rest, so
    /// that each written word has a time of its own.
    pub fn price_apart(&self, place: Place<'_>, word: &str) -> Option<String> {
        let sign_of = |text: &str| self.rules.currencies.iter().find(|currency| currency.0 == text);
        if let Some(currency) = sign_of(word) {
            if let Some(before) = self.amount(place.before) {
                return Some(before.rest(currency, self.rules.with));
            }
            let plain = || (!word.chars().any(char::is_alphabetic)).then(|| currency.2.to_owned());
            return self.amount(place.after).map(|after| after.first()).or_else(plain);
        }
        let own = self.amount(word)?;
        if sign_of(place.after).is_some() {
            return Some(own.first());
        }
        Some(own.rest(sign_of(place.before)?, self.rules.with))
    }

    fn amount(&self, text: &str) -> Option<Amount> {
        let (whole, fraction) = self.parts(text)?;
        match fraction {
            None => Some(Amount { whole, cents: None }),
            Some(cents) if cents == "00" => Some(Amount { whole, cents: None }),
            Some(cents) if cents.len() == 2 => Some(Amount { whole, cents: Some(cents) }),
            // No price has thousandths: "$1,299" was written as Americans do.
            Some(thousands) if thousands.len() == 3 && whole.len() <= 3 => {
                Some(Amount { whole: whole + &thousands, cents: None })
            }
            Some(tenths) => {
                let whole = format!("{whole} {} {}", self.rules.point, number::spaced(&tenths));
                Some(Amount { whole, cents: None })
            }
        }
    }
}

struct Amount {
    whole: String,
    cents: Option<String>,
}

impl Amount {
    fn said(&self, currency: &Currency, with: &str) -> String {
        format!("{} {}", self.first(), self.rest(currency, with))
    }

    /// What is said before the name.
    fn first(&self) -> String {
        match &self.cents {
            Some(cents) if self.whole == "0" => plain(cents),
            _ => self.whole.clone(),
        }
    }

    /// The name, and what is said after it.
    fn rest(&self, (_, one, many, hundredths): &Currency, with: &str) -> String {
        let name = if self.whole == "1" { one } else { many };
        match &self.cents {
            Some(_) if self.whole == "0" && !hundredths.is_empty() => (*hundredths).to_owned(),
            Some(cents) => format!("{name}{with}{}", plain(cents)),
            None => (*name).to_owned(),
        }
    }
}

fn plain(cents: &str) -> String {
    cents.trim_start_matches('0').to_owned()
}
