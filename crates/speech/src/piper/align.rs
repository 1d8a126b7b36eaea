//! Which word each phoneme of a clause belongs to.

/// Costs of the edits that turn the words said alone into the clause. A space stands for a border between
/// words, so it is dear to lose one and dearer to take one for a sound.
const SUBSTITUTE: u32 = 2;
const SUBSTITUTE_SPACE: u32 = 9;
const SKIP: u32 = 2;
const SKIP_SPACE: u32 = 3;

/// For each symbol of `clause` (IPA with spaces between words) the index of the word it belongs to, found by
/// the cheapest alignment (Levenshtein) with the words' phonemes said alone. Spaces belong to no word. Indexes
/// never fall.
pub fn words_of(clause: &[char], alone: &[Vec<char>]) -> Vec<Option<usize>> {
    let mut symbols: Vec<(char, usize)> = Vec::new();
    for (word, phonemes) in alone.iter().enumerate() {
        if word > 0 {
            symbols.push((' ', word));
        }
        symbols.extend(phonemes.iter().map(|symbol| (*symbol, word)));
    }
    let mut words = trace(clause, &symbols);
    fill(clause, &mut words);
    words
}

/// Aligns by dynamic programming and walks back from the end.
fn trace(clause: &[char], alone: &[(char, usize)]) -> Vec<Option<usize>> {
    let width = alone.len() + 1;
    let cost = costs(clause, alone);
    let at = |row: usize, column: usize| cost.get(row * width + column).copied().unwrap_or(u32::MAX / 2);
    let mut words = vec![None; clause.len()];
    let (mut row, mut column) = (clause.len(), alone.len());
    while row > 0 && column > 0 {
        let (Some(said), Some((symbol, word))) = (clause.get(row - 1), alone.get(column - 1)) else { break };
        if at(row, column) == at(row - 1, column - 1) + substitution(*said, *symbol) {
            if let Some(slot) = words.get_mut(row - 1)
                && *said != ' '
            {
                *slot = Some(*word);
            }
            (row, column) = (row - 1, column - 1);
        } else if at(row, column) == at(row - 1, column) + skip(*said) {
            row -= 1;
        } else {
            column -= 1;
        }
    }
    words
}

fn costs(clause: &[char], alone: &[(char, usize)]) -> Vec<u32> {
    let width = alone.len() + 1;
    let mut cost = Vec::with_capacity((clause.len() + 1) * width);
    cost.push(0);
    for (symbol, _) in alone {
        cost.push(cost.last().copied().unwrap_or(0) + skip(*symbol));
    }
    for said in clause {
        let above = cost.len() - width;
        let up = |column: usize, cost: &[u32]| cost.get(above + column).copied().unwrap_or(u32::MAX / 2);
        cost.push(up(0, &cost) + skip(*said));
        for (column, (symbol, _)) in alone.iter().enumerate() {
            let left = cost.last().copied().unwrap_or(0) + skip(*symbol);
            let best = left
                .min(up(column + 1, &cost) + skip(*said))
                .min(up(column, &cost) + substitution(*said, *symbol));
            cost.push(best);
        }
    }
    cost
}

fn substitution(a: char, b: char) -> u32 {
    if a == b {
        0
    } else if a == ' ' || b == ' ' {
        SUBSTITUTE_SPACE
    } else {
        SUBSTITUTE
    }
}

fn skip(symbol: char) -> u32 {
    if symbol == ' ' { SKIP_SPACE } else { SKIP }
}

/// Symbols that no word alone has go to the word they touch: the one before, after a space the one after.
fn fill(clause: &[char], words: &mut [Option<usize>]) {
    let mut last = None;
    for (symbol, word) in clause.iter().zip(words.iter_mut()) {
        match (*symbol, *word) {
            (' ', _) => last = None,
            (_, Some(_)) => last = *word,
            (_, None) => *word = last,
        }
    }
    let mut next = None;
    for (symbol, word) in clause.iter().zip(words.iter_mut()).rev() {
        if *symbol == ' ' {
            next = None;
        } else if word.is_some() {
            next = *word;
        } else {
            *word = next;
        }
    }
}
