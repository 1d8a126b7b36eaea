//! Markdown as a script: headings that name parts open them, and marks of lists and bold words are taken away.

use super::marks::{stripped, without_enclosed};
use super::rows::{Row, written};

/// The script in a Markdown file.
pub(super) fn script(text: &str) -> String {
    let text = without_enclosed(text.trim_start_matches('\u{feff}'), ("<!--", "-->"));
    let mut rows: Vec<Row> = Vec::new();
    let mut in_code = false;
    let mut goes_on = false;
    for row in without_front_matter(&text).lines() {
        let bare = row.trim();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            in_code = !in_code;
            goes_on = false;
            continue;
        }
        if in_code || is_definition(bare) {
            continue;
        }
        if let Some(heading) = heading(bare) {
            rows.push(Row::Heading(stripped(heading)));
            goes_on = false;
        } else if underlines(bare) {
            // A row of dashes under a text makes that a heading; under nothing it is a line across the page.
            if let Some(Row::Text(above)) = rows.last_mut().filter(|_| goes_on) {
                let above = std::mem::take(above);
                rows.pop();
                rows.push(Row::Heading(above));
            }
            goes_on = false;
        } else {
            let (is_item, said) = said(bare);
            match rows.last_mut() {
                Some(Row::Text(before)) if goes_on && !is_item && is_wrapped(before, &said) => {
                    before.push(' ');
                    before.push_str(&said);
                }
                _ => rows.push(Row::Text(said)),
            }
            goes_on = !bare.is_empty();
        }
    }
    written(&rows)
}

/// Text after what editors put between two rows of dashes at the top.
fn without_front_matter(text: &str) -> &str {
    let inner = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n"));
    let Some(inner) = inner else { return text };
    let after = inner.split_once("\n---").and_then(|(_, tail)| {
        let (rest_of_row, after) = tail.split_once('\n').unwrap_or((tail, ""));
        rest_of_row.trim().is_empty().then_some(after)
    });
    after.unwrap_or(text)
}

fn heading(row: &str) -> Option<&str> {
    let rest = row.trim_start_matches('#');
    let level = row.len() - rest.len();
    let heading = (1..=6).contains(&level) && (rest.is_empty() || rest.starts_with([' ', '\t']));
    heading.then(|| rest.trim().trim_end_matches('#').trim_end())
}

fn underlines(row: &str) -> bool {
    let packed: String = row.chars().filter(|letter| !letter.is_whitespace()).collect();
    let of = |mark: char| packed.len() >= 3 && packed.chars().all(|letter| letter == mark);
    ['-', '=', '*', '_'].into_iter().any(of)
}

/// "[shop]: https://…" says where a link goes.
fn is_definition(row: &str) -> bool {
    let target = row.strip_prefix('[').and_then(|row| row.split_once("]:"));
    target.is_some_and(|(name, target)| !name.contains(']') && target.trim().contains("://"))
}

/// Whether the row begins an item of a list, and what is said in it.
fn said(row: &str) -> (bool, String) {
    let quoted = row.trim_start_matches(['>', ' ', '\t']);
    let item = item(quoted);
    let plain = item.unwrap_or(quoted);
    let cells: Vec<&str> = if plain.starts_with('|') {
        plain.split('|').map(str::trim).filter(|cell| !cell.is_empty() && !is_rule(cell)).collect()
    } else {
        vec![plain]
    };
    let is_row_of_its_own = item.is_some() || plain.starts_with('|') || quoted.len() != row.len();
    (is_row_of_its_own, stripped(&cells.join(" ")).trim().to_owned())
}

/// ":---:" rules off the head of a table.
fn is_rule(cell: &str) -> bool {
    cell.contains("--") && cell.chars().all(|letter| matches!(letter, '-' | ':'))
}

/// The text of a list's item: after "- ", "* ", "+ ", "1. ", "2) " and a box to be ticked.
fn item(row: &str) -> Option<&str> {
    let bullet = ["- ", "* ", "+ ", "• "].into_iter().find_map(|mark| row.strip_prefix(mark));
    let numbered = || {
        let digits = row.bytes().take_while(u8::is_ascii_digit).count();
        let rest = row.get(digits..).filter(|_| (1..=3).contains(&digits))?;
        rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))
    };
    let text = bullet.or_else(numbered)?.trim_start();
    let boxes = ["[ ] ", "[x] ", "[X] "];
    Some(boxes.into_iter().find_map(|ticked| text.strip_prefix(ticked)).unwrap_or(text))
}

/// Whether an editor broke the row in the middle of a sentence: the next one goes on in small letters.
fn is_wrapped(before: &str, next: &str) -> bool {
    let ended = before.trim_end().ends_with(['.', '!', '?', '…', ':', ';', '"', '”', ']']);
    !before.is_empty() && !ended && next.starts_with(char::is_lowercase)
}
