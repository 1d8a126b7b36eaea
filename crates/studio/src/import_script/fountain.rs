//! Fountain screenplays as a script: what characters say, each speech after its speaker's name. Scenes, action and
//! the title page are not spoken. The syntax is that of <https://fountain.io/syntax>.

use super::marks::{stripped, without_enclosed};
use super::rows::{Row, written};

/// The script in a Fountain file.
pub(super) fn script(text: &str) -> String {
    let text = without_enclosed(text.trim_start_matches('\u{feff}'), ("/*", "*/"));
    let text = without_enclosed(&text, ("[[", "]]"));
    let mut rows: Vec<Row> = Vec::new();
    let mut speech: Option<Speech> = None;
    let mut after_gap = true;
    let mut lines = without_title_page(&text).lines().peekable();
    while let Some(row) = lines.next() {
        let bare = row.trim();
        match &mut speech {
            // Two spaces keep a speech going over an empty row.
            Some(speech) if !bare.is_empty() || row.len() >= 2 => {
                speech.hear(bare);
                continue;
            }
            Some(_) => rows.extend(speech.take().map(Speech::row)),
            None => {}
        }
        let is_followed = lines.peek().is_some_and(|next| !next.trim().is_empty());
        if let Some(section) = bare.strip_prefix('#') {
            rows.push(Row::Heading(stripped(section.trim_start_matches('#')).trim().to_owned()));
        } else if let Some(name) = character(bare).filter(|_| after_gap && is_followed) {
            speech = Some(Speech { name, said: String::new() });
        }
        after_gap = bare.is_empty();
    }
    rows.extend(speech.map(Speech::row));
    written(&rows)
}

/// A speech that is being read.
struct Speech {
    name: String,
    said: String,
}

impl Speech {
    fn hear(&mut self, row: &str) {
        let is_direction = row.starts_with('(') && row.ends_with(')');
        let row = row.strip_prefix('~').unwrap_or(row);
        if is_direction || row.is_empty() {
            return;
        }
        if !self.said.is_empty() {
            self.said.push(' ');
        }
        self.said.push_str(stripped(row).trim());
    }

    fn row(self) -> Row {
        let Self { name, said } = self;
        Row::Text(if name.is_empty() || said.is_empty() { said } else { format!("{name}: {said}") })
    }
}

/// Text after "Title: …" and what else stands above the first empty row.
fn without_title_page(text: &str) -> &str {
    const KEYS: [&str; 9] =
        ["title", "credit", "author", "authors", "source", "notes", "draft date", "date", "contact"];
    let first = text.lines().next().unwrap_or_default();
    let key = first.split_once(':').map(|(key, _)| key.trim().to_lowercase());
    if !key.is_some_and(|key| KEYS.contains(&key.as_str())) {
        return text;
    }
    let mut at = 0;
    for row in text.split_inclusive('\n') {
        if row.trim().is_empty() {
            return text.get(at..).unwrap_or_default();
        }
        at += row.len();
    }
    ""
}

/// The name in a row that announces a speaker: in capitals, or after "@". What stands in brackets after it, and the
/// mark of two speaking at once, do not belong to it.
fn character(row: &str) -> Option<String> {
    let forced = row.strip_prefix('@');
    let name = forced.unwrap_or(row).trim_end_matches('^').trim();
    let name = name.split('(').next().unwrap_or_default().trim();
    let is_name = name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase);
    let is_other = row.starts_with(['>', '!', '.', '=', '~']) || is_scene(row) || name.ends_with("TO:");
    if forced.is_none() && (!is_name || is_other) {
        return None;
    }
    Some(spelled(name, if forced.is_some() { Case::AsTyped } else { Case::Name }))
}

fn is_scene(row: &str) -> bool {
    let row = row.to_uppercase();
    let starts = ["INT", "EXT", "EST", "I/E"];
    starts.iter().any(|start| row.strip_prefix(start).is_some_and(|rest| rest.starts_with(['.', ' ', '/'])))
}

/// How the letters of a name are to be written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    AsTyped,
    Name,
}

/// A name as a script has it before a colon: at most three words, letters and digits, "Man_2" rather than "MAN #2".
fn spelled(name: &str, case: Case) -> String {
    let kept: String =
        name.chars().filter(|letter| letter.is_alphanumeric() || " -'._".contains(*letter)).collect();
    let mut words: Vec<String> = Vec::new();
    for word in kept.split_whitespace() {
        let mut letters = word.chars();
        let Some(first) = letters.next() else { continue };
        let rest = letters.as_str();
        let rest = if case == Case::Name { rest.to_lowercase() } else { rest.to_owned() };
        let word: String = first.to_uppercase().chain(rest.chars()).collect();
        match words.last_mut() {
            Some(before) if !first.is_alphabetic() => {
                before.push('_');
                before.push_str(&word);
            }
            _ => words.push(word),
        }
    }
    words.truncate(3);
    words.join(" ").chars().take(32).collect::<String>().trim().to_owned()
}
