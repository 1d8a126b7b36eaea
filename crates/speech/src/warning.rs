//! What a voice says wrongly without failing: sentences for the user, who can write or respell it otherwise.

use crate::normalise::Token;

/// The most characters that a warning names.
const NAMED_MAX: usize = 8;

/// What libespeak-ng misreads of those words in that language. In Japanese it has no readings of kanji and says
/// the English words "Chinese letter" for each (seen in 1.51).
pub fn misread(tokens: &[Token], tag: &str) -> Vec<String> {
    if tag.split('-').next() != Some("ja") {
        return Vec::new();
    }
    let mut kanji: Vec<char> = Vec::new();
    for symbol in tokens.iter().flat_map(|token| &token.words).flat_map(|word| word.chars()) {
        if is_kanji(symbol) && !kanji.contains(&symbol) {
            kanji.push(symbol);
        }
    }
    if kanji.is_empty() {
        return Vec::new();
    }
    let named: String = kanji.iter().take(NAMED_MAX).collect();
    let more = if kanji.len() > NAMED_MAX { " and others" } else { "" };
    vec![format!(
        "this voice cannot read kanji and says \"Chinese letter\" for {named}{more}; write them in kana, or say how \
         they are spoken"
    )]
}

fn is_kanji(symbol: char) -> bool {
    matches!(symbol, '\u{3005}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
