//! Words and their times from the times of characters, which is all that some providers give.

use crate::provider::Word;

/// Joins characters to words: what stands between white space is one. `characters`, `starts` and `ends` (milliseconds)
/// are read as far as the shortest of them goes. Words come in order, none ends before it starts, and none starts
/// before the one before it.
pub(crate) fn join(characters: &[&str], starts: &[u32], ends: &[u32]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for ((character, start), end) in characters.iter().zip(starts).zip(ends) {
        if character.chars().all(char::is_whitespace) {
            open = false;
            continue;
        }
        match words.last_mut() {
            Some(word) if open => {
                word.text.push_str(character);
                word.end = word.end.max(*end);
            }
            last => {
                let start = last.map_or(*start, |before| before.start.max(*start));
                words.push(Word { text: (*character).to_owned(), start, end: start.max(*end) });
            }
        }
        open = true;
    }
    words
}
