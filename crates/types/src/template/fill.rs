//! Putting words into the gaps of a structure.

use super::industry::Industry;
use super::slot::Slot;
use super::structure::Structure;

/// The script of a structure for an industry, with headings, ready for `script::parse`.
pub fn fill(structure: &Structure, industry: &Industry) -> String {
    fill_with(structure, |slot| industry.values.get(slot))
}

/// The script of a structure with values from anywhere: an industry, a form, a brand's own words.
/// Sentences get their capitals here, so that one value serves at the start and in the middle.
pub fn fill_with<'a>(structure: &Structure, value: impl Fn(Slot) -> &'a str) -> String {
    let blocks = [
        ("# Hook", structure.hook),
        ("# Body", structure.body),
        ("# Call to action", structure.call_to_action),
    ];
    let blocks = blocks.map(|(heading, lines)| {
        let lines = lines.iter().map(|line| capitalized(&filled(line, &value)));
        [heading.to_owned()].into_iter().chain(lines).collect::<Vec<_>>().join("\n")
    });
    blocks.join("\n\n") + "\n"
}

/// The parts of a line: text as it stands, and slots. An unknown name between braces stays text.
pub(super) fn parts(line: &str) -> Vec<Part<'_>> {
    let (mut parts, mut rest) = (Vec::new(), line);
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        parts.push(Part::Text(before));
        match Slot::ALL.iter().find(|slot| slot.name() == name) {
            Some(slot) => parts.push(Part::Slot(*slot)),
            None => parts.push(Part::Text(rest.get(before.len()..rest.len() - after.len()).unwrap_or(name))),
        }
        rest = after;
    }
    parts.push(Part::Text(rest));
    parts
}

/// A piece of a structure's line.
pub(super) enum Part<'a> {
    /// Said as it stands.
    Text(&'a str),
    /// A gap.
    Slot(Slot),
}

fn filled<'a>(line: &str, value: &impl Fn(Slot) -> &'a str) -> String {
    let mut text = String::new();
    for part in parts(line) {
        text.push_str(match part {
            Part::Text(said) => said,
            Part::Slot(slot) => value(slot).trim(),
        });
    }
    text
}

/// Sets the first letter of every sentence as a capital. `Host: ` before a line is a name, not its start.
fn capitalized(line: &str) -> String {
    let (name, said) = match line.split_once(": ") {
        Some((name, said)) if name.chars().all(char::is_alphabetic) => (Some(name), said),
        _ => (None, line),
    };
    let mut text = name.map_or_else(String::new, |name| format!("{name}: "));
    let (mut starts, mut ended) = (true, false);
    for c in said.chars() {
        starts |= ended && c.is_whitespace();
        if starts && c.is_alphanumeric() {
            text.extend(c.to_uppercase());
            starts = false;
        } else {
            text.push(c);
        }
        ended = matches!(c, '.' | '?' | '!');
    }
    text
}
