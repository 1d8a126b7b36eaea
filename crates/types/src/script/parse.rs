//! Text or Markdown as a script.

use super::sentence::sentences;
use super::{BYTES_MAX, Block, BlockKind, LINES_MAX, Line, Script, ScriptError};
use crate::id::LineId;

const PAUSE_MS_MAX: u32 = 10_000;
const NAME_CHARS_MAX: usize = 32;

/// Reads a script. A heading (`# Hook`) opens a block; without headings the first line is the hook and
/// the last the call to action. `Name:` before a line casts it, `[pause 0.5]` waits after the line
/// it stands in or before, `*word*` stresses. Paragraphs are split at sentences.
pub fn parse(text: &str) -> Result<Script, ScriptError> {
    if text.len() > BYTES_MAX {
        return Err(ScriptError::TooLong);
    }
    let mut reading = Reading::default();
    for row in text.lines() {
        reading.row(row);
    }
    let lines = reading.blocks.iter().map(|block| block.lines.len()).sum::<usize>();
    match lines {
        0 => Err(ScriptError::Empty),
        1..=LINES_MAX => Ok(reading.script()),
        _ => Err(ScriptError::TooLong),
    }
}

/// The part of a script that a heading names; none where it names none.
pub fn block_named(heading: &str) -> Option<BlockKind> {
    let heading = heading.to_lowercase();
    let names = |names: &[&str]| names.iter().any(|name| heading.contains(name));
    if names(&["hook", "opening", "intro"]) {
        Some(BlockKind::Hook)
    } else if names(&["call to action", "cta", "offer", "closing", "outro"]) {
        Some(BlockKind::CallToAction)
    } else {
        names(&["body"]).then_some(BlockKind::Body)
    }
}

#[derive(Default)]
struct Reading {
    blocks: Vec<Block>,
    headed: bool,
    next_id: u32,
}

impl Reading {
    fn row(&mut self, row: &str) {
        let row = row.trim();
        if let Some(heading) = heading(row) {
            self.headed = true;
            let kind = block_named(heading).unwrap_or(BlockKind::Body);
            self.blocks.push(Block { kind, heading: heading.to_owned(), lines: Vec::new() });
            return;
        }
        let row = row.trim_start_matches(['>', '\u{feff}']).trim_start();
        let row = row.strip_prefix("- ").or_else(|| row.strip_prefix("• ")).unwrap_or(row);
        let (actor, said) = cast(row);
        for sentence in sentences(said) {
            self.sentence(&sentence, actor);
        }
    }

    fn sentence(&mut self, sentence: &str, actor: Option<&str>) {
        if self.blocks.is_empty() {
            self.blocks.push(Block { kind: BlockKind::Body, heading: String::new(), lines: Vec::new() });
        }
        let (marked, pause_ms) = without_pauses(sentence);
        let (text, stresses) = without_stresses(marked.trim());
        let Some(block) = self.blocks.last_mut() else { return };
        if text.is_empty() {
            if let Some(line) = block.lines.last_mut() {
                line.pause_ms = (line.pause_ms + pause_ms).min(PAUSE_MS_MAX);
            }
            return;
        }
        self.next_id += 1;
        let actor = actor.map(str::to_owned);
        block.lines.push(Line { id: LineId(self.next_id), text, actor, stresses, pause_ms });
    }

    fn script(self) -> Script {
        let mut blocks = self.blocks;
        blocks.retain(|block| !block.lines.is_empty());
        if self.headed {
            return Script { blocks };
        }
        let mut lines: Vec<Line> = blocks.into_iter().flat_map(|block| block.lines).collect();
        let action = (lines.len() > 1).then(|| lines.split_off(lines.len() - 1));
        let body = (lines.len() > 1).then(|| lines.split_off(1));
        let block = |kind| move |lines| Block { kind, heading: String::new(), lines };
        let blocks = [
            Some(lines).map(block(BlockKind::Hook)),
            body.map(block(BlockKind::Body)),
            action.map(block(BlockKind::CallToAction)),
        ];
        Script { blocks: blocks.into_iter().flatten().collect() }
    }
}

fn heading(row: &str) -> Option<&str> {
    let rest = row.trim_start_matches('#');
    let level = row.len() - rest.len();
    // "#1 in skincare" is a line, "# Hook" a heading.
    ((1..=6).contains(&level) && (rest.is_empty() || rest.starts_with(' '))).then(|| rest.trim())
}

/// Splits "Maya: I tried it." into the actor and what is said. A name is one to three words with a capital,
/// so that "Listen: this works" from a lower-case start or "10:30" stay whole.
fn cast(row: &str) -> (Option<&str>, &str) {
    let Some((name, said)) = row.split_once(':') else { return (None, row) };
    let name = name.trim().trim_matches('*');
    let words = name.split_whitespace().count();
    let named = (1..=3).contains(&words)
        && name.chars().count() <= NAME_CHARS_MAX
        && name
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '.' | '_') || c.is_numeric())
        && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || word.contains('_'))
        && said.starts_with(char::is_whitespace);
    if named { (Some(name), said.trim_start()) } else { (None, row) }
}

fn without_pauses(sentence: &str) -> (String, u32) {
    let (mut text, mut pause_ms, mut rest) = (String::new(), 0_u32, sentence);
    while let Some((before, after)) = rest.split_once('[') {
        let mark = after.split_once(']').and_then(|(mark, tail)| Some((pause_of(mark)?, tail)));
        text.push_str(before);
        match mark {
            Some((ms, tail)) => {
                pause_ms = pause_ms.saturating_add(ms).min(PAUSE_MS_MAX);
                rest = tail.trim_start();
            }
            None => {
                text.push('[');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    (text, pause_ms)
}

fn pause_of(mark: &str) -> Option<u32> {
    let seconds = mark.trim().to_lowercase();
    let seconds = seconds.strip_prefix("pause")?.trim().trim_end_matches('s').trim();
    let seconds: f64 = if seconds.is_empty() { 0.5 } else { seconds.parse().ok()? };
    (seconds.is_finite() && seconds >= 0.0).then(|| ((seconds * 1000.0).round() as u32).min(PAUSE_MS_MAX))
}

fn without_stresses(marked: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut stresses, mut rest) = (String::new(), Vec::new(), marked);
    while let Some((before, after)) = rest.split_once('*') {
        text.push_str(before);
        let after = after.trim_start_matches('*');
        match after.split_once('*') {
            Some((word, tail)) if !word.is_empty() && word.trim() == word => {
                let start = text.len();
                text.push_str(word);
                stresses.push((start, text.len()));
                rest = tail.trim_start_matches('*');
            }
            _ => {
                // A lone star is a footnote mark or a typing slip; it is not spoken.
                rest = after;
            }
        }
    }
    text.push_str(rest);
    // A mark at the edge leaves its space behind.
    let skipped = text.len() - text.trim_start().len();
    let inside = |(from, to): (usize, usize)| (from.saturating_sub(skipped), to.saturating_sub(skipped));
    (text.trim().to_owned(), stresses.into_iter().map(inside).collect())
}
