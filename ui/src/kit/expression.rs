//! Numbers as people type them into a field: "12", "12+3", "1,5", "(4-1)*2", "50%".

/// How deep brackets may lie in each other.
const DEPTH_MAX: u32 = 16;
/// Letters that a number may have.
const LETTERS_MAX: usize = 200;

/// What was typed, as a number. A percentage is that share of `whole`. A unit after the number is passed over.
/// `None` where it is no number.
pub fn evaluate(text: &str, whole: f64) -> Option<f64> {
    let text = text.trim();
    if text.len() > LETTERS_MAX {
        return None;
    }
    let text = text.replace(',', ".").replace(['−', '–'], "-").replace('×', "*").replace('÷', "/");
    let mut reader = Reader { rest: &text, whole, depth: 0 };
    let value = reader.sum()?;
    let unit = reader.rest.trim();
    let is_unit = unit.chars().all(|letter| letter.is_alphabetic() || letter == '°');
    (is_unit && value.is_finite()).then_some(value)
}

struct Reader<'a> {
    rest: &'a str,
    whole: f64,
    depth: u32,
}

impl Reader<'_> {
    fn sum(&mut self) -> Option<f64> {
        let mut sum = self.product()?;
        loop {
            if self.takes('+') {
                sum += self.product()?;
            } else if self.takes('-') {
                sum -= self.product()?;
            } else {
                return Some(sum);
            }
        }
    }

    fn product(&mut self) -> Option<f64> {
        let mut product = self.single()?;
        loop {
            if self.takes('*') {
                product *= self.single()?;
            } else if self.takes('/') {
                product /= self.single()?;
            } else {
                return Some(product);
            }
        }
    }

    fn single(&mut self) -> Option<f64> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return None;
        }
        let value = if self.takes('-') {
            -self.single()?
        } else if self.takes('+') {
            self.single()?
        } else if self.takes('(') {
            let value = self.sum()?;
            self.takes(')').then_some(value)?
        } else {
            self.number()?
        };
        self.depth -= 1;
        Some(if self.takes('%') { value / 100.0 * self.whole } else { value })
    }

    fn number(&mut self) -> Option<f64> {
        let rest = self.rest.trim_start();
        let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(rest.len());
        let (number, rest) = rest.split_at(end);
        self.rest = rest;
        number.parse().ok()
    }

    fn takes(&mut self, sign: char) -> bool {
        let found = self.rest.trim_start().strip_prefix(sign);
        if let Some(rest) = found {
            self.rest = rest;
        }
        found.is_some()
    }
}

/// A number with at most so many digits after the point and none that say nothing: "1.5", "12".
pub fn shown(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, value: f64) {
        let read = evaluate(text, 80.0).expect("it is a number");
        assert!((read - value).abs() < 1e-9, "{text} is {value}, not {read}");
    }

    #[test]
    fn numbers_are_reckoned_as_at_school() {
        reads("12", 12.0);
        reads("12+3", 15.0);
        reads("2 + 3 * 4", 14.0);
        reads("(2+3)*4", 20.0);
        reads("-4--1", -3.0);
        reads("10/4", 2.5);
    }

    #[test]
    fn a_comma_is_a_point_and_a_unit_is_passed_over() {
        reads("1,5", 1.5);
        reads("-6 dB", -6.0);
        reads("90°", 90.0);
        reads("3 × 2 px", 6.0);
    }

    #[test]
    fn a_percentage_is_a_share_of_the_whole() {
        reads("50%", 40.0);
        reads("100% - 5", 75.0);
    }

    #[test]
    fn what_is_no_number_is_refused() {
        let deep = "(".repeat(100);
        for text in ["", "abc", "1+", "1/0", "(1", "1 2", "1..2", "%", deep.as_str()] {
            assert_eq!(evaluate(text, 1.0), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_shown_without_empty_digits() {
        assert_eq!(shown(1.50, 2), "1.5");
        assert_eq!(shown(12.0, 2), "12");
        assert_eq!(shown(100.0, 0), "100");
        assert_eq!(shown(-0.001, 2), "0");
    }
}
