//! Edits that cut captions in two and join them. The words keep the moments at which they are spoken.

use super::{Caption, CaptionLook, CaptionWord};
use crate::document::Document;
use crate::document::clip::{Clip, Source, Speed};
use crate::edit::{ClipChange, Edge, Edit};
use crate::id::ClipId;

/// Cuts a caption before one of its words, counted from 0. `None` where nothing would stand on one of the sides, or the
/// word does not begin within the clip.
pub fn split(document: &Document, clip: ClipId, word: usize) -> Option<Edit> {
    let (_, _, found) = document.find_clip(clip)?;
    let caption = caption_of(found)?;
    let from = caption.words.get(word).filter(|_| word > 0)?.start;
    let at = from.checked_sub(found.source_start.samples())?;
    if at <= 0 || at >= found.length {
        return None;
    }
    let (first, second) = caption.words.split_at_checked(word)?;
    // The part after a cut gets the next number of the document.
    let after = ClipId(document.next_id);
    Some(Edit::Batch(vec![
        Edit::Split { clip, at },
        with_words(clip, first.to_vec(), &caption.style),
        with_words(after, second.to_vec(), &caption.style),
    ]))
}

/// Joins a caption to the one before it on its track, over what lies empty between them. `None` where there is none.
pub fn merge(document: &Document, clip: ClipId) -> Option<Edit> {
    let (track, start, found) = document.find_clip(clip)?;
    let (before_start, before) = track.clips().take_while(|(at, _)| *at < start).last()?;
    let (earlier, later) = (caption_of(before)?, caption_of(found)?);
    // Both count from the beginning of a source; here they come to count from the same one.
    let by = (start - found.source_start.samples()) - (before_start - before.source_start.samples());
    let moved = later.words.iter().map(|word| CaptionWord {
        start: word.start.saturating_add(by),
        end: word.end.saturating_add(by),
        ..word.clone()
    });
    let words = earlier.words.iter().cloned().chain(moved).collect();
    let longer = start + found.length - (before_start + before.length);
    Some(Edit::Batch(vec![
        Edit::Lift { clips: vec![clip] },
        Edit::Trim { clip: before.id, edge: Edge::End, by: longer },
        with_words(before.id, words, &earlier.style),
    ]))
}

/// Which word begins at or after that letter of the caption's running text, counted in characters.
pub fn word_at(caption: &Caption, letter: usize) -> usize {
    let text = caption.text();
    let mut from = 0;
    let starts = caption.words.iter().map(|word| {
        let at = text.get(from..).and_then(|rest| rest.find(&word.text)).map_or(from, |at| from + at);
        from = at + word.text.len();
        text.get(..at).map_or(0, |before| before.chars().count())
    });
    starts.take_while(|start| *start < letter).count()
}

fn caption_of(clip: &Clip) -> Option<&Caption> {
    match &clip.source {
        Source::Caption(caption) if clip.speed == Speed::NORMAL => Some(caption),
        _ => None,
    }
}

fn with_words(clip: ClipId, words: Vec<CaptionWord>, style: &CaptionLook) -> Edit {
    let source = Source::Caption(Caption { words, style: style.clone() });
    Edit::SetClip { clip, change: ClipChange::Source(Box::new(source)) }
}
