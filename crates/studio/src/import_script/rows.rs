//! Headings and text of a document as a script.

use types::script::block_named;

/// A row of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// What stands over a part.
    Heading(String),
    /// What is said; empty between paragraphs.
    Text(String),
}

/// Writes rows as a script. Where any heading names a part of an ad, all headings open blocks; else none does, and
/// they are left out: a document's title is not spoken, and the parser then finds hook and call to action itself.
pub(super) fn written(rows: &[Row]) -> String {
    let names_parts = rows.iter().any(|row| matches!(row, Row::Heading(text) if block_named(text).is_some()));
    let mut script = String::new();
    for row in rows {
        match row {
            Row::Heading(text) if names_parts => {
                if !script.is_empty() && !script.ends_with("\n\n") {
                    script.push('\n');
                }
                script.push_str("# ");
                script.push_str(text.trim());
            }
            Row::Heading(_) => continue,
            // One empty row is enough, and none at the top.
            Row::Text(text) if text.trim().is_empty() => {
                if script.is_empty() || script.ends_with("\n\n") {
                    continue;
                }
            }
            Row::Text(text) => script.push_str(text.trim()),
        }
        script.push('\n');
    }
    script.truncate(script.trim_end().len());
    script
}
