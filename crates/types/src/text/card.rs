//! Which words of a caption stand on the picture together, and when.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{CaptionWord, CardLimits};
use crate::time::SAMPLE_RATE;

/// A silence this long always ends a card: 0.7 s in samples.
const PAUSE: i64 = SAMPLE_RATE * 7 / 10;
/// A silence this long is a good place to end a card: 0.2 s in samples.
const BREATH: i64 = SAMPLE_RATE / 5;
/// A card seen for less than this is hard to read: 0.6 s in samples.
const GLANCE: i64 = SAMPLE_RATE * 6 / 10;
/// A card stays this long after its last word unless the next one comes: 0.5 s in samples.
const HOLD: i64 = SAMPLE_RATE / 2;

/// Words shown together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptionCard {
    /// Which of the caption's words.
    pub words: Range<usize>,
    /// From this sample on.
    pub start: i64,
    /// Until before this sample.
    pub end: i64,
}

impl CaptionCard {
    /// The word of this card that sounds at `sample`, or sounded last: its place among all `words`.
    pub fn active(&self, words: &[CaptionWord], sample: i64) -> Option<usize> {
        let own = words.get(self.words.clone())?;
        let spoken = own.iter().take_while(|word| word.start <= sample).count();
        Some(self.words.start + spoken.checked_sub(1)?)
    }
}

/// Groups words into cards. Every word is on exactly one card, in order.
///
/// A silence of 0.7 s always ends a card. Between silences the cards are chosen together so that the sum of these
/// faults is least: a card, so that few are needed; one that is far from full; one that ends inside a sentence, less so
/// after a comma or a breath, more so after a very short word ("the", "of"); one that holds the end of one sentence and
/// the start of the next; one seen for less than 0.6 s; a word alone. A word longer than the limits has its own card.
///
/// A card comes with its first word. It goes with the next card, or 0.5 s after its last word, what is earlier; over
/// a gap shorter than 0.7 s it stays, so that nothing flickers.
pub fn caption_cards(words: &[CaptionWord], limits: &CardLimits) -> Vec<CaptionCard> {
    let mut cards: Vec<CaptionCard> = Vec::new();
    let mut from = 0;
    for to in 1..=words.len() {
        if to == words.len() || silence_before(words, to) >= PAUSE {
            cards.extend(phrase_cards(words, from..to, limits));
            from = to;
        }
    }
    set_ends(&mut cards);
    cards
}

/// How wide a text reads: characters, where a Chinese character, a kana, a Korean syllable or an emoji counts as 2.
pub fn reading_width(text: &str) -> usize {
    text.graphemes(true).map(|grapheme| if grapheme.chars().any(is_wide) { 2 } else { 1 }).sum()
}

/// Words as running text: with spaces between, except where their script has none or punctuation follows.
pub fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for word in words {
        text.push_str(gap(&text, word));
        text.push_str(word);
    }
    text
}

/// What stands between two words of running text: a space or nothing.
pub fn gap(before: &str, after: &str) -> &'static str {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else { return "" };
    let closes = ".,!?;:…»”’)]}%،؛؟।॥".contains(first);
    let opens = "([{«“¿¡".contains(last);
    let joins = is_ideographic(last) || is_ideographic(first) || (is_spaceless(last) && is_spaceless(first));
    if closes || opens || joins || last.is_whitespace() || first.is_whitespace() { "" } else { " " }
}

fn phrase_cards(words: &[CaptionWord], phrase: Range<usize>, limits: &CardLimits) -> Vec<CaptionCard> {
    // best[i]: the least sum of faults with which the first i words fill whole cards, and where the last of them starts.
    let most = limits.words.clamp(1, 24) as usize;
    let mut best: Vec<(f32, usize)> = vec![(0.0, 0)];
    for end in 1..=phrase.len() {
        let mut choice = (f32::INFINITY, end - 1);
        for start in (end.saturating_sub(most)..end).rev() {
            let card = phrase.start + start..phrase.start + end;
            let width = width_of(words, card.clone());
            if end - start > 1 && width > limits.characters as usize {
                break;
            }
            let before = best.get(start).map_or(0.0, |(faults, _)| *faults);
            let faults = before + faults(words, &phrase, card, fullness(width, limits));
            if faults < choice.0 {
                choice = (faults, start);
            }
        }
        best.push(choice);
    }
    let mut starts = Vec::new();
    let mut end = phrase.len();
    while let Some((_, start)) = best.get(end).filter(|_| end > 0) {
        starts.push(phrase.start + start..phrase.start + end);
        end = *start;
    }
    starts.into_iter().rev().map(|range| card_of(words, range)).collect()
}

fn faults(words: &[CaptionWord], phrase: &Range<usize>, card: Range<usize>, fullness: f32) -> f32 {
    let ends_phrase = card.end == phrase.end;
    let crossings =
        (card.start..card.end.saturating_sub(1)).filter(|&at| ends_sentence(&words[at].text)).count();
    let last = &words[card.end - 1].text;
    let cut = if ends_phrase || ends_sentence(last) {
        0.0
    } else if ends_clause(last) || silence_before(words, card.end) >= BREATH {
        1.0
    } else if reading_width(last) <= 3 {
        6.0
    } else {
        4.0
    };
    let alone = if card.len() > 1 || phrase.len() == 1 {
        0.0
    } else if ends_sentence(last) {
        5.0
    } else {
        9.0
    };
    let next = words.get(card.end).map_or(words[card.end - 1].end.saturating_add(HOLD), |word| word.start);
    let seen = next.saturating_sub(words[card.start].start).max(0);
    let hurry = (GLANCE - seen).max(0) as f32 / GLANCE as f32 * 6.0;
    let empty = (1.0 - fullness).max(0.0);
    2.0 + 5.0 * empty * empty + cut + 6.0 * crossings as f32 + alone + hurry
}

fn fullness(width: usize, limits: &CardLimits) -> f32 {
    width as f32 / limits.characters.max(1) as f32
}

fn width_of(words: &[CaptionWord], card: Range<usize>) -> usize {
    let own = words.get(card).unwrap_or_default();
    let gaps = own.windows(2).filter(|pair| !gap(&pair[0].text, &pair[1].text).is_empty()).count();
    own.iter().map(|word| reading_width(&word.text)).sum::<usize>() + gaps
}

fn card_of(words: &[CaptionWord], range: Range<usize>) -> CaptionCard {
    let own = words.get(range.clone()).unwrap_or_default();
    let start = own.first().map_or(0, |word| word.start);
    let end = own.iter().map(|word| word.end).max().unwrap_or(start).max(start);
    CaptionCard { words: range, start, end }
}

fn set_ends(cards: &mut [CaptionCard]) {
    let mut next: Option<i64> = None;
    for card in cards.iter_mut().rev() {
        card.end = match next {
            Some(next) if next.saturating_sub(card.end) < PAUSE => next,
            Some(_) | None => card.end.saturating_add(HOLD),
        };
        next = Some(card.start);
    }
}

fn silence_before(words: &[CaptionWord], at: usize) -> i64 {
    match (at.checked_sub(1).and_then(|before| words.get(before)), words.get(at)) {
        (Some(before), Some(word)) => word.start.saturating_sub(before.end),
        _ => 0,
    }
}

fn ends_sentence(word: &str) -> bool {
    // A number such as "3." or an initial such as "J." is not told apart; a break there does no harm.
    bare(word).ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '॥', '؟', '۔', '։', '።'])
}

fn ends_clause(word: &str) -> bool {
    bare(word).ends_with([',', ';', ':', '–', '—', '，', '、', '；', '：', '،', '؛'])
}

fn bare(word: &str) -> &str {
    word.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»)]」』）".contains(c))
}

fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{312F}' | '\u{31A0}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
        || is_ideographic(c)
}

fn is_wide(c: char) -> bool {
    is_ideographic(c)
        || matches!(c, '\u{1100}'..='\u{115F}' | '\u{AC00}'..='\u{D7A3}' | '\u{1F000}'..='\u{1FAFF}')
}
