//! Splits a line into written words, and each into the word itself and the punctuation around it.

use std::ops::Range;

use super::{Joint, Pause, phrases};

/// A written word.
#[derive(Clone, Debug)]
pub struct Written<'a> {
    /// Where it stands in the line, punctuation included, in bytes.
    pub bytes: Range<usize>,
    /// The word without punctuation around it.
    pub core: &'a str,
    /// The punctuation after it.
    pub closing: &'a str,
    /// How it follows the word before.
    pub joint: Joint,
}

impl Written<'_> {
    /// The pause that its punctuation asks for.
    pub fn pause(&self) -> Pause {
        self.closing.chars().map(pause_of).max().unwrap_or_default()
    }
}

/// The written words of a line. Control characters part words as spaces do.
pub fn split(text: &str) -> Vec<Written<'_>> {
    let mut written = Vec::new();
    let mut start = 0;
    for chunk in
        text.split(|symbol: char| symbol.is_whitespace() || symbol.is_control() || symbol == '\u{feff}')
    {
        let chunk_start = start;
        let mut joint = Joint::Spaced;
        for (offset, piece) in pieces(chunk) {
            let from = chunk_start + offset;
            written.push(Written { bytes: from..from + piece.len(), joint, ..parted(piece) });
            joint = if phrases::is_spaceless(chunk) { Joint::Glued } else { Joint::Spaced };
        }
        start += chunk.len();
        start += text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    written
}

/// The words of a run without spaces, punctuation with the word before it. Dashes part words; scripts that
/// write without spaces are parted into short phrases.
fn pieces(chunk: &str) -> Vec<(usize, &str)> {
    let mut ends = Vec::new();
    if phrases::is_spaceless(chunk) {
        ends = phrases::ends(chunk);
    } else {
        let dash = |(offset, found): (usize, &str)| offset + found.len();
        for mark in ["—", "…", "--", "..."] {
            ends.extend(chunk.match_indices(mark).map(dash));
        }
        ends.sort_unstable();
    }
    ends.push(chunk.len());
    let mut pieces: Vec<(usize, &str)> = Vec::new();
    let mut start = 0;
    for end in ends {
        let Some(piece) = chunk.get(start..end).filter(|piece| !piece.is_empty()) else { continue };
        match pieces.last_mut() {
            // Punctuation and marks without a word of their own stay with the word before.
            Some((from, last)) if !piece.chars().any(char::is_alphanumeric) => {
                *last = chunk.get(*from..end).unwrap_or(last);
            }
            _ => pieces.push((start, piece)),
        }
        start = end;
    }
    pieces
}

fn parted(piece: &str) -> Written<'_> {
    let measured = piece.chars().any(|symbol| symbol.is_ascii_digit());
    // Feet and inches: 5'10" keeps its marks.
    let closes = |symbol: char| is_edge(symbol) && !(measured && matches!(symbol, '\'' | '"' | '′' | '″'));
    let core = piece.trim_end_matches(closes);
    let closing = piece.get(core.len()..).unwrap_or_default();
    let bare = core.trim_start_matches(is_edge);
    let signed = core.len() - bare.len();
    // A minus or a decimal point before a number is no punctuation.
    let core = match core.get(..signed).and_then(|opening| opening.chars().next_back()) {
        Some(sign @ ('-' | '.')) if bare.starts_with(|c: char| c.is_ascii_digit() || "$€£".contains(c)) => {
            core.get(signed - sign.len_utf8()..).unwrap_or(bare)
        }
        _ => bare,
    };
    Written { bytes: 0..0, core, closing, joint: Joint::Spaced }
}

/// Whether a character at the edge of a word is punctuation and not part of it.
pub fn is_edge(symbol: char) -> bool {
    pause_of(symbol) != Pause::None
        || "\"'“”‘’„‚«»‹›「」『』《》〈〉【】·|~^_*`<>\\¿¡\u{200b}".contains(symbol)
}

/// Whether a character changes the letter before it, as vowel signs of Indic scripts do.
pub fn is_mark(symbol: char) -> bool {
    matches!(symbol,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}'
        | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{951}'..='\u{957}' | '\u{962}'..='\u{963}'
        | '\u{980}'..='\u{983}' | '\u{9bc}'..='\u{9cd}' | '\u{9d7}' | '\u{a01}'..='\u{a03}'
        | '\u{a3c}'..='\u{a51}' | '\u{a70}'..='\u{a71}' | '\u{a81}'..='\u{a83}' | '\u{abc}'..='\u{acd}'
        | '\u{b3c}'..='\u{b57}' | '\u{b82}' | '\u{bbe}'..='\u{bcd}' | '\u{bd7}' | '\u{c00}'..='\u{c04}'
        | '\u{c3e}'..='\u{c56}' | '\u{c81}'..='\u{c83}' | '\u{cbc}'..='\u{cd6}' | '\u{d00}'..='\u{d03}'
        | '\u{d3b}'..='\u{d57}' | '\u{d81}'..='\u{d83}' | '\u{dca}'..='\u{ddf}' | '\u{e31}'..='\u{e4e}'
        | '\u{eb1}'..='\u{ece}' | '\u{f71}'..='\u{f84}' | '\u{102b}'..='\u{103e}' | '\u{135d}'..='\u{135f}'
        | '\u{17b4}'..='\u{17d3}' | '\u{200c}'..='\u{200d}' | '\u{3099}'..='\u{309a}')
}

fn pause_of(symbol: char) -> Pause {
    match symbol {
        '?' | '？' | '؟' | '\u{37e}' => Pause::Question,
        '!' | '！' => Pause::Exclamation,
        '.' | '。' | '．' | '।' | '۔' | '…' | '።' | '։' => Pause::Stop,
        ':' | '：' => Pause::Colon,
        ';' | '；' | '؛' => Pause::Semicolon,
        ',' | '，' | '、' | '،' | '—' | '–' | '-' | '(' | ')' | '[' | ']' | '{' | '}' | '（' | '）' => {
            Pause::Comma
        }
        _ => Pause::None,
    }
}
