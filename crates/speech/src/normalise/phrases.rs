//! Parts runs that are written without spaces into short phrases, so that captions have something to show.
//! Without a dictionary these are not always words, but they end where a syllable does.

use unicode_segmentation::UnicodeSegmentation;

/// What a piece of text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    /// Chinese characters.
    Han,
    Hiragana,
    Katakana,
    /// Thai or Lao, which write some vowels before their consonant.
    Thai,
    /// Burmese or Khmer, which stack consonants.
    Stacked,
    /// Words of any other script, and numbers.
    Other,
    /// No letters at all.
    Mark,
}

/// Whether some of a run is in a script that is written without spaces.
pub fn is_spaceless(run: &str) -> bool {
    run.chars().any(|symbol| !matches!(script_of(symbol), Script::Other | Script::Mark))
}

/// Where the phrases of a run without spaces end, in bytes, besides its own end.
pub fn ends(run: &str) -> Vec<usize> {
    let pieces: Vec<(usize, &str, Script)> =
        run.split_word_bound_indices().map(|(offset, piece)| (offset, piece, script(piece))).collect();
    // Most Chinese words have two characters. Japanese words of Chinese characters have up to four, and their
    // endings follow in hiragana.
    let most_han = if pieces.iter().any(|(.., script)| matches!(script, Script::Hiragana | Script::Katakana))
    {
        4
    } else {
        2
    };
    let mut ends = Vec::new();
    let mut count = 0;
    for (index, (offset, next, after)) in pieces.iter().enumerate() {
        let Some((_, last, before)) = index.checked_sub(1).and_then(|index| pieces.get(index)) else {
            count = 1;
            continue;
        };
        let rest = run.get(*offset..).unwrap_or_default();
        let parts = match (before, after) {
            (_, Script::Mark) => false,
            (Script::Mark, _) => true,
            (Script::Han, Script::Han) => parts_han(count, next, most_han + is_last(&pieces, index)),
            (Script::Hiragana, Script::Hiragana) => parts_hiragana(count, last, next),
            (Script::Han | Script::Katakana | Script::Other, Script::Hiragana) => false,
            (Script::Thai, Script::Thai) => parts_thai(count, last, rest),
            (Script::Stacked, Script::Stacked) => parts_stacked(count, last, rest),
            _ => true,
        };
        if parts {
            ends.push(*offset);
            count = 0;
        }
        count += 1;
    }
    ends
}

/// 1 when the character at `index` is the last of its run: alone it would be a caption of one character, so
/// the phrase before may have one more.
fn is_last(pieces: &[(usize, &str, Script)], index: usize) -> usize {
    usize::from(pieces.get(index + 1).is_none_or(|(.., script)| *script != Script::Han))
}

/// What only marks grammar stays with the word before.
fn parts_han(count: usize, next: &str, most: usize) -> bool {
    count >= most && !"的了吗呢吧啊着过们得地嗎們著過嘅咗喺々".contains(next)
}

/// After a particle, once there is something for it to stand with. Other particles than these are as often part
/// of a word.
fn parts_hiragana(count: usize, last: &str, next: &str) -> bool {
    let particle = |symbol: &str| "はのを".contains(symbol);
    let hangs = particle(next) || "ぁぃぅぇぉっゃゅょんー".contains(next);
    let ends = count >= 3 && particle(last) && !"がにでとも".contains(next);
    last == "を" || !hangs && (ends || count >= 8)
}

/// A vowel that is written first starts a syllable, and so do words that everybody uses.
fn parts_thai(count: usize, last: &str, rest: &str) -> bool {
    const WORDS: [&str; 24] = [
        "ที่",
        "และ",
        "ของ",
        "คือ",
        "กับ",
        "จาก",
        "การ",
        "ความ",
        "ครับ",
        "ค่ะ",
        "คุณ",
        "นี้",
        "นั้น",
        "ด้วย",
        "หรือ",
        "สำหรับ",
        "ลด",
        "ราคา",
        "ซื้อ",
        "ฟรี",
        "วันนี้",
        "สินค้า",
        "ทุก",
        "พร้อม",
    ];
    let starts = |symbol: char| matches!(symbol, 'เ'..='ไ' | 'ເ'..='ໄ');
    let first = rest.chars().next().unwrap_or(' ');
    // Vowels after their consonant, and the signs of repetition and of what is left out.
    let hangs = matches!(first, 'ะ'..='ฺ' | 'ๅ' | 'ๆ' | 'ฯ' | 'ະ'..='ຽ' | 'ໆ' | 'ຯ');
    let opens = last.chars().next().is_some_and(starts);
    let word = WORDS.iter().any(|word| rest.starts_with(word));
    !hangs && !opens && (count >= 3 && (starts(first) || word) || count >= 10)
}

/// A consonant without the sign that silences it or stacks it starts a syllable.
fn parts_stacked(count: usize, last: &str, rest: &str) -> bool {
    let next = rest.graphemes(true).next().unwrap_or_default();
    let first = next.chars().next().unwrap_or(' ');
    let consonant = matches!(first, '\u{1000}'..='\u{1021}' | '\u{1780}'..='\u{17a2}');
    let silent = next.contains(['\u{103a}', '\u{1039}', '\u{17d2}']);
    let stacked = last.ends_with(['\u{1039}', '\u{17d2}']);
    count >= 4 && consonant && !silent && !stacked
}

fn script(piece: &str) -> Script {
    piece.chars().map(script_of).find(|script| *script != Script::Mark).unwrap_or(Script::Mark)
}

fn script_of(symbol: char) -> Script {
    match symbol {
        '\u{3041}'..='\u{309f}' => Script::Hiragana,
        '\u{30a1}'..='\u{30fa}'
        | '\u{30fc}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{ff66}'..='\u{ff9d}' => Script::Katakana,
        '\u{3005}'
        | '\u{3007}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Script::Han,
        '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' | '\u{e81}'..='\u{ecf}' | '\u{edc}'..='\u{edf}' => {
            Script::Thai
        }
        '\u{1000}'..='\u{103f}' | '\u{1050}'..='\u{109f}' | '\u{1780}'..='\u{17d3}' => Script::Stacked,
        symbol if symbol.is_alphanumeric() => Script::Other,
        _ => Script::Mark,
    }
}
