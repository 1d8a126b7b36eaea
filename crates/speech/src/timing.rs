//! From what is known of when words sound to a time for every written word, in rising order.

use std::ops::Range;

use types::voice::WordTime;

use crate::normalise::Token;

/// Times for those tokens of `text` that are spoken. `known` has, for each token, the samples in which it
/// was heard, where that is known; the others share the time of a neighbour. All end by `length`.
pub fn word_times(text: &str, tokens: &[Token], known: &[Option<Range<i64>>], length: i64) -> Vec<WordTime> {
    let spoken: Vec<(usize, &Token)> =
        tokens.iter().enumerate().filter(|(_, token)| !token.words.is_empty()).collect();
    let heard: Vec<Option<Range<i64>>> =
        spoken.iter().map(|(index, _)| known.get(*index).cloned().flatten()).collect();
    let mut earliest = 0;
    let mut times = Vec::new();
    let weights: Vec<i64> = spoken.iter().map(|(_, token)| weight(token)).collect();
    for ((_, token), range) in spoken.iter().zip(shared(&heard, &weights, length)) {
        let start = range.start.clamp(earliest, length.max(earliest));
        let end = range.end.clamp(start, length.max(start));
        earliest = end;
        let text = text.get(token.bytes.clone()).unwrap_or_default().to_owned();
        times.push(WordTime { text, bytes: token.bytes.clone(), start, end });
    }
    times
}

/// How long a word is taken to last against its neighbours: its characters, for want of anything better.
fn weight(token: &Token) -> i64 {
    token.words.iter().map(|word| word.chars().count() as i64).sum::<i64>().max(1)
}

/// Gives the words that were not told apart a part of the word they were merged with, by their weights: of the
/// one before, or at the start of the one after.
fn shared(heard: &[Option<Range<i64>>], weights: &[i64], length: i64) -> Vec<Range<i64>> {
    let mut groups: Vec<(Range<i64>, usize)> = Vec::new();
    let mut waiting = 0;
    for range in heard {
        match (range, groups.last_mut()) {
            (Some(range), _) => groups.push((range.clone(), 1 + std::mem::take(&mut waiting))),
            (None, Some((_, count))) => *count += 1,
            (None, None) => waiting += 1,
        }
    }
    if groups.is_empty() {
        groups.push((0..length, waiting));
    }
    let mut weights = weights.iter();
    let mut parts = Vec::with_capacity(heard.len());
    for (range, count) in groups {
        let own: Vec<i64> = weights.by_ref().take(count).copied().collect();
        let (all, lasts) = (own.iter().sum::<i64>().max(1), (range.end - range.start).max(0));
        let mut before = 0;
        for weight in own {
            let edge = |sum: i64| range.start + lasts * sum / all;
            parts.push(edge(before)..edge(before + weight));
            before += weight;
        }
    }
    parts
}
