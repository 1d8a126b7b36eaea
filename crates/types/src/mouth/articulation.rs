//! From phonemes in the International Phonetic Alphabet, of any language, to the shapes that are seen.

use super::MouthShape::{self, *};

/// The shapes of one phoneme in order: none for a mark that is not spoken, two for a diphthong.
pub(super) fn shapes(phoneme: &str) -> Vec<MouthShape> {
    let mut shapes: Vec<MouthShape> = Vec::new();
    for symbol in phoneme.chars() {
        let Some(shape) = shape(symbol) else { continue };
        match shapes.last_mut() {
            Some(last) if *last == shape => {}
            // An affricate is one gesture: t and ʃ are said with the lips of ʃ.
            Some(last) if *last == Sibilant && shape == Postalveolar => *last = shape,
            _ => shapes.push(shape),
        }
    }
    shapes
}

/// The shape of one symbol; `None` for stress, length, tone and other marks. A letter that is not in the
/// alphabet still opens the mouth a little.
fn shape(symbol: char) -> Option<MouthShape> {
    let shape = match symbol {
        ' ' | '_' | '|' | '‖' | '^' | '$' | '.' | ',' | ';' | ':' | '!' | '?' | '…' | '—' => Rest,
        'm' | 'b' | 'p' | 'ɓ' | 'ʙ' | 'ɸ' | 'β' | 'ʘ' => Closed,
        'f' | 'v' | 'ɱ' | 'ʋ' | 'ⱱ' => Teeth,
        'θ' | 'ð' | 'l' | 'ɫ' | 'ɬ' | 'ɮ' | 'ɺ' | 'r' | 'ɾ' | 'ǀ' | 'ǁ' => TongueTeeth,
        'i' | 'ɪ' | 'e' | 'j' | 'ʝ' | 'ɨ' | 'ᵻ' | 'ʎ' | 'ɲ' | 'ç' | 'c' | 'ɟ' | 'I' => Spread,
        'a' | 'ɑ' | 'ɐ' | 'æ' | 'ɶ' | 'A' => Open,
        'ə' | 'ɛ' | 'ʌ' | 'ɜ' | 'ɘ' | 'ɤ' | 'ɚ' | 'ɝ' | 'ɯ' | 'E' => Mid,
        'o' | 'ɔ' | 'ɒ' | 'œ' | 'ɞ' | 'ɵ' | 'ø' | 'O' => Round,
        'u' | 'ʊ' | 'w' | 'ɥ' | 'y' | 'ʏ' | 'ʉ' | 'ʍ' | 'ɰ' | 'U' => Narrow,
        's' | 'z' | 't' | 'd' | 'n' | 'ɗ' | 'ʦ' | 'ʣ' | 'ɳ' | 'ʈ' | 'ɖ' | 'ɭ' | 'ɽ' => Sibilant,
        'ʃ' | 'ʒ' | 'ʧ' | 'ʤ' | 'ɹ' | 'ɻ' | 'ʂ' | 'ʐ' | 'ɕ' | 'ʑ' | 'ɧ' | 'ʨ' | 'ʥ' | 'ǂ' | 'ǃ' => {
            Postalveolar
        }
        'k' | 'g' | 'ɡ' | 'ŋ' | 'x' | 'ɣ' | 'h' | 'ɦ' | 'q' | 'ɢ' | 'ɴ' | 'χ' | 'ʁ' | 'ʀ' | 'ħ' | 'ʕ'
        | 'ʔ' | 'ʜ' | 'ʢ' | 'ʡ' | 'ɠ' | 'ʛ' | 'ʟ' => Back,
        _ if is_mark(symbol) => return None,
        _ => Mid,
    };
    Some(shape)
}

/// Whether a symbol changes how another is said and is not said itself.
fn is_mark(symbol: char) -> bool {
    matches!(symbol,
        'ˈ' | 'ˌ' | 'ː' | 'ˑ' | '˞' | '\'' | '-' | '(' | ')' | '/' | '[' | ']' | '*' | '"' | '#' | '~' | '='
        // Combining marks, spacing modifier letters, tones, superscripts, arrows and zero-width joiners.
        | '\u{0300}'..='\u{036f}' | '\u{02b0}'..='\u{02ff}' | '\u{1d2c}'..='\u{1d6a}' | '\u{1d9b}'..='\u{1dff}'
        | '\u{2070}'..='\u{209f}' | '\u{2190}'..='\u{21ff}' | '\u{200b}'..='\u{200f}' | '\u{a700}'..='\u{a721}'
        | '0'..='9')
}
