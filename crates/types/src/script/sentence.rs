//! Where sentences end.

use unicode_segmentation::UnicodeSegmentation;

/// Words that end in a full stop without ending a sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "vs.", "e.g.", "i.e.", "etc.", "no.", "approx.", "inc.",
    "ltd.", "co.", "u.s.", "u.k.", "z.b.", "bzw.", "ca.", "nr.", "sr.", "sra.", "m.", "mme.", "jan.", "feb.",
    "aug.", "sept.", "oct.", "nov.", "dec.", "a.m.", "p.m.",
];

/// The sentences of a paragraph, trimmed, none empty.
pub(super) fn sentences(paragraph: &str) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    for part in paragraph.split_sentence_bounds() {
        match sentences.last_mut() {
            Some(before) if goes_on(before, part) => before.push_str(part),
            _ => sentences.push(part.to_owned()),
        }
    }
    let trimmed = sentences.iter().map(|sentence| sentence.trim().to_owned());
    trimmed.filter(|sentence| !sentence.is_empty()).collect()
}

fn goes_on(before: &str, part: &str) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let last = last.trim_start_matches(['(', '"', '“', '«', '*']);
    // "J. Smith": a single letter with a full stop is an initial.
    let initial = last.chars().count() == 2 && last.ends_with('.') && last.starts_with(char::is_alphabetic);
    // What has no letter and no digit, as a lone closing quote or an emoji, belongs to what came before.
    let nothing = !part.chars().any(char::is_alphanumeric);
    ABBREVIATIONS.contains(&last) || initial || nothing
}
