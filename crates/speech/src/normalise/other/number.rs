//! Numbers as other languages write them, brought to what libespeak-ng reads in each.

use super::Tongue;

impl Tongue {
    /// A number as the library reads it: no separators of thousands, the decimal mark in words.
    pub fn number(&self, text: &str) -> Option<String> {
        let (whole, fraction) = self.parts(text)?;
        let Some(fraction) = fraction else { return Some(whole) };
        Some(format!("{whole} {} {}", self.rules.point, spaced(&fraction)))
    }

    /// Whole part without separators, and the fraction. Both decimal marks are understood where they are clear.
    pub fn parts(&self, text: &str) -> Option<(String, Option<String>)> {
        let group = if self.decimal == ',' { '.' } else { ',' };
        // A mark before anything but three digits separates no thousands.
        let clear = || text.split_once(group).filter(|(_, fraction)| fraction.len() != 3);
        let (whole, fraction) = match text.rsplit_once(self.decimal).or_else(clear) {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (text, None),
        };
        let whole = ungrouped(whole, group)?;
        fraction.is_none_or(is_digits).then(|| (whole, fraction.map(str::to_owned)))
    }
}

/// Whether all of a text are digits, and there is one.
pub fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text begins with a number, signed or not.
pub fn is_numeric(text: &str) -> bool {
    text.trim_start_matches(['+', '-', '−']).starts_with(|symbol: char| symbol.is_ascii_digit())
}

/// Digits one by one.
pub fn spaced(digits: &str) -> String {
    digits.chars().filter(char::is_ascii_digit).map(String::from).collect::<Vec<_>>().join(" ")
}

/// "1.299" and "1'299" without their marks; nothing when these do not part thousands.
fn ungrouped(whole: &str, group: char) -> Option<String> {
    let mut groups = whole.split([group, '\'', '’']);
    let first = groups.next().filter(|first| is_digits(first))?;
    let mut number = first.to_owned();
    for part in groups {
        if part.len() != 3 || first.len() > 3 || !is_digits(part) {
            return None;
        }
        number.push_str(part);
    }
    Some(number)
}
