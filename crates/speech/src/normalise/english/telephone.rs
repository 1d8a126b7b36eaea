//! Telephone numbers in English, digit by digit.

use super::super::Place;
use super::super::numbers;
use super::Reader;

/// Words before which "555-0199" is a telephone number and not a range.
const CALL_WORDS: [&str; 8] = ["call", "phone", "tel", "text", "dial", "at", "fax", "number"];

/// "555-123-4567", "1-800-555-0199", "+44-20-7946-0958", and both parts of "(555) 123-4567".
pub fn read(_reader: Reader, place: Place<'_>) -> Option<String> {
    let plus = place.word.starts_with('+');
    let groups: Vec<&str> = place.word.trim_start_matches('+').split(['-', '.']).collect();
    if !groups.iter().all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let before = place.before.to_ascii_lowercase();
    let is_number = match lengths.as_slice() {
        [3, 3, 4] | [1, 3, 3, 4] => true,
        [3, 4] => CALL_WORDS.contains(&before.as_str()) || is_area(&before) || place.word.contains("-0"),
        [3] => is_local(place.after),
        [10..=15] => plus || CALL_WORDS.contains(&before.as_str()),
        [1..=3, ..] => plus && lengths.iter().sum::<usize>() >= 7,
        _ => false,
    };
    if !is_number {
        return None;
    }
    let said: Vec<String> = groups.iter().map(|group| group_of(group)).collect();
    Some(format!("{}{}", if plus { "plus " } else { "" }, said.join(" ")))
}

fn group_of(group: &str) -> String {
    match group {
        "800" | "900" | "100" | "200" | "300" | "500" => numbers::cardinal(group.parse().unwrap_or(0)),
        digits => numbers::digits(digits, "oh"),
    }
}

fn is_area(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_local(word: &str) -> bool {
    word.split_once(['-', '.']).is_some_and(|(first, last)| {
        is_area(first) && last.len() == 4 && last.bytes().all(|byte| byte.is_ascii_digit())
    })
}
