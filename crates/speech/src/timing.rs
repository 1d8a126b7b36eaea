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
    for ((_, token), range) in spoken.iter().zip(shared(&heard, length)) {
        let start = range.start.clamp(earliest, length.max(earliest));
        let end = range.end.clamp(start, length.max(start));
        earliest = end;
        let text = text.get(token.bytes.clone()).unwrap_or_default().to_owned();
        times.push(WordTime { text, bytes: token.bytes.clone(), start, end });
    }
    times
}

/// Gives the words that were not told apart an equal part of the word they were merged with: the one before,
/// or at the start the one after.
fn shared(heard: &[Option<Range<i64>>], length: i64) -> Vec<Range<i64>> {
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
    let part = |(range, count): (Range<i64>, usize)| {
        let edge = move |index: usize| {
            range.start + (range.end - range.start).max(0) * index as i64 / count.max(1) as i64
        };
        (0..count).map(move |index| edge(index)..edge(index + 1))
    };
    groups.into_iter().flat_map(part).collect()
}
