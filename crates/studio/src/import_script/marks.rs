//! Marks inside a row of Markdown or Fountain that nobody speaks: bold, links, code, tags.

/// The row without marks. `*word*` stays: it is a stress in a script as well.
pub(super) fn stripped(row: &str) -> String {
    let row = without_tags(row);
    let row = without_links(&row);
    let row = without_pairs(&row, "~~", Inside::Dropped);
    let row = without_pairs(&row, "**", Inside::Kept);
    let row = without_pairs(&row, "__", Inside::Kept);
    let row = without_underscores(&unescaped(&row.replace('`', "")));
    // Where marks were, spaces are left double.
    row.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text without `<i>`, `</b>`, `<br/>`, `<font color="…">`; a lone `<` stays.
pub(super) fn without_tags(row: &str) -> String {
    let (mut text, mut rest) = (String::with_capacity(row.len()), row);
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let opens = after.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/');
        match after.split_once('>') {
            Some((tag, tail)) if opens => {
                if tag.trim_end_matches(['/', ' ']).eq_ignore_ascii_case("br") {
                    text.push(' ');
                }
                rest = tail;
            }
            _ => {
                text.push('<');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

/// Text without what stands between two marks, the marks included; a mark that is not closed stays.
pub(super) fn without_enclosed(text: &str, (open, close): (&str, &str)) -> String {
    let (mut kept, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, after)) = rest.split_once(open) {
        kept.push_str(before);
        let Some((_, tail)) = after.split_once(close) else {
            kept.push_str(open);
            rest = after;
            continue;
        };
        rest = tail;
    }
    kept.push_str(rest);
    kept
}

/// What becomes of the text between two marks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Kept,
    Dropped,
}

fn without_pairs(row: &str, mark: &str, inside: Inside) -> String {
    let (mut text, mut rest) = (String::with_capacity(row.len()), row);
    while let Some((before, after)) = rest.split_once(mark) {
        text.push_str(before);
        match after.split_once(mark) {
            Some((marked, tail)) => {
                if inside == Inside::Kept {
                    text.push_str(marked);
                }
                rest = tail;
            }
            None => rest = after,
        }
    }
    text.push_str(rest);
    text
}

/// "[the shop](https://…)" is "the shop"; a picture is nothing. "[pause 0.5]" is no link and stays.
fn without_links(row: &str) -> String {
    let (mut text, mut rest) = (String::with_capacity(row.len()), row);
    while let Some((before, after)) = rest.split_once('[') {
        let target = after.split_once(']').and_then(|(words, tail)| {
            let (close, tail) = match tail.chars().next()? {
                '(' => (')', tail.get(1..)?),
                '[' => (']', tail.get(1..)?),
                _ => return None,
            };
            Some((words, tail.split_once(close)?.1))
        });
        let Some((words, tail)) = target else {
            text.push_str(before);
            text.push('[');
            rest = after;
            continue;
        };
        match before.strip_suffix('!') {
            Some(before) => text.push_str(before),
            None => {
                text.push_str(before);
                text.push_str(words);
            }
        }
        rest = tail;
    }
    text.push_str(rest);
    text
}

/// A backslash before punctuation only says that the mark is meant as it stands. Stars go: a script has no such sign.
fn unescaped(row: &str) -> String {
    let mut text = String::with_capacity(row.len());
    let mut letters = row.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek() {
            Some(next) if letter == '\\' && next.is_ascii_punctuation() => {
                let next = letters.next().filter(|next| *next != '*');
                text.extend(next);
            }
            _ => text.push(letter),
        }
    }
    text
}

/// "_word_" is "word"; "snake_case" stays.
fn without_underscores(row: &str) -> String {
    let letters: Vec<char> = row.chars().collect();
    let is_word = |index: Option<usize>| {
        index.and_then(|index| letters.get(index)).is_some_and(|letter| letter.is_alphanumeric())
    };
    let keeps = |index: usize| is_word(index.checked_sub(1)) && is_word(Some(index + 1));
    let kept = letters.iter().enumerate().filter(|(index, letter)| **letter != '_' || keeps(*index));
    kept.map(|(_, letter)| *letter).collect()
}
