//! Rules about words in any file.

use crate::tidy::tree::{Source, Tree};

/// Folders outside the repository that somebody may have on their disk, but the reader has not.
/// Written in two parts so that this file does not break its own rule.
const OUTSIDE: &[&str] = &[
    concat!("..", "/shared"),
    concat!("/work", "/shared"),
    concat!("/root", "/.cache"),
    concat!("/tmp", "/gr"),
];
const UNFINISHED: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME")];

/// Every line that breaks a rule.
pub fn faults(tree: &Tree) -> Vec<String> {
    tree.files.iter().flat_map(file_faults).collect()
}

fn file_faults(file: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    let is_code = ["rs", "sql", "toml", "css", "js", "sh"].iter().any(|extension| file.is(extension));
    for (number, line) in file.lines() {
        if OUTSIDE.iter().any(|folder| line.contains(folder)) {
            faults.push(format!("{}:{number}: refers to a folder outside the repository", file.path));
        }
        if is_code && UNFINISHED.iter().any(|word| is_unfinished(line, word)) {
            faults
                .push(format!("{}:{number}: unfinished work needs an issue number, as in (#12)", file.path));
        }
    }
    faults
}

/// Whether `word` stands in the line as a word of its own with no issue number after it.
fn is_unfinished(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = &line[at + word.len()..];
        let inside_a_word = before.is_some_and(is_word) || after.chars().next().is_some_and(is_word);
        let numbered = after
            .strip_prefix("(#")
            .is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()));
        !inside_a_word && !numbered
    })
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}
