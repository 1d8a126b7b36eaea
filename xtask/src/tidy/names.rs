//! Rules about the names of types: words that could stand on anything say nothing.

use crate::tidy::exceptions::NAMES;
use crate::tidy::tree::Tree;

const EMPTY_WORDS: &[&str] =
    &["Manager", "Service", "Helper", "Helpers", "Util", "Utils", "Processor", "Handler", "Data", "Info"];
const KEYWORDS: &[&str] = &["struct", "enum", "trait", "type", "union"];

/// Every type with an empty word in its name, and every exception that no type needs.
pub fn faults(tree: &Tree) -> Vec<String> {
    let mut faults = Vec::new();
    let mut used = Vec::new();
    for file in tree.files.iter().filter(|file| file.is("rs")) {
        for (number, line) in file.lines() {
            let Some(name) = declared(line) else { continue };
            let Some(word) = EMPTY_WORDS.iter().find(|word| words(name).any(|part| part == **word)) else {
                continue;
            };
            if NAMES.contains(&name) {
                used.push(name);
            } else {
                faults.push(format!(
                    "{}:{number}: `{word}` in `{name}` says nothing; name what it is",
                    file.path
                ));
            }
        }
    }
    // A tree that is not this workspace, as in the tests of these rules, has none of its types.
    if tree.text("xtask/src/tidy/exceptions.rs").is_some() {
        let unused = NAMES.iter().filter(|name| !used.contains(name));
        faults.extend(unused.map(|name| format!("{name}: no longer an exception; take it out of NAMES")));
    }
    faults
}

/// The type that the line declares.
fn declared(line: &str) -> Option<&str> {
    let mut parts = line.split_whitespace();
    let first = parts.next()?;
    let keyword = if first.starts_with("pub") { parts.next()? } else { first };
    if !KEYWORDS.contains(&keyword) {
        return None;
    }
    let name = parts.next()?;
    let end = name.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(name.len());
    Some(&name[..end])
}

/// The words of a name in `CamelCase`.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let starts: Vec<usize> = name
        .char_indices()
        .filter(|(at, letter)| *at == 0 || letter.is_uppercase())
        .map(|(at, _)| at)
        .collect();
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([name.len()]).collect();
    starts.into_iter().zip(ends).map(|(start, end)| &name[start..end])
}
