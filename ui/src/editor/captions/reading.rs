//! Captions as a reader meets them: card by card, and what is hard about them.

use types::document::Document;
use types::document::clip::{Clip, Source};
use types::document::track::Kind;
use types::edit::{ClipChange, Edit};
use types::id::ClipId;
use types::text::card::{caption_cards, joined, reading_width};
use types::text::{Caption, recut};
use types::time::SAMPLE_RATE;

/// Characters a second that most people can still read.
const FASTEST: f64 = 20.0;
/// A card that is seen for less than this is hardly noticed: 0.6 s in samples.
const GLANCE: i64 = SAMPLE_RATE * 6 / 10;

/// What is hard about a caption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hard {
    /// More letters a second than most people read.
    Fast,
    /// A card goes before it is noticed.
    Short,
    /// A card has more on it than its style is made for, so it is drawn smaller to stay in the safe area.
    Full,
}

/// A card of a caption.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The sample of the ad from which it is seen.
    pub from: i64,
    /// The sample before which it goes.
    pub to: i64,
    /// What it says.
    pub text: String,
}

/// A caption of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its clip.
    pub id: ClipId,
    /// The sample of the ad at which it begins.
    pub from: i64,
    /// The sample before which it ends.
    pub to: i64,
    /// What it says.
    pub text: String,
    /// Its cards.
    pub cards: Vec<Card>,
    /// What is hard about it, each at most once.
    pub hard: Vec<Hard>,
}

/// Every caption, in the order of time.
pub fn lines(document: &Document) -> Vec<Line> {
    let tracks = document.tracks.iter().filter(|track| track.kind == Kind::Caption);
    let clips = tracks.flat_map(|track| track.clips());
    let mut lines: Vec<Line> = clips.filter_map(|(start, clip)| line(start, clip)).collect();
    lines.sort_by_key(|line| line.from);
    lines
}

fn line(start: i64, clip: &Clip) -> Option<Line> {
    let Source::Caption(caption) = &clip.source else { return None };
    let source_start = clip.source_start.samples();
    let on = |at: i64| start + (at - source_start).clamp(0, clip.length);
    let limits = caption.style().limits;
    let cards = caption_cards(&caption.words, &limits).into_iter().map(|card| {
        let words = caption.words.get(card.words).unwrap_or_default();
        let text = joined(words.iter().map(|word| word.text.as_str()));
        Card { from: on(card.start), to: on(card.end), text }
    });
    let cards: Vec<Card> = cards.filter(|card| card.from < card.to).collect();
    let any = |is: &dyn Fn(&Card) -> bool| cards.iter().any(is);
    let pace = |card: &Card| {
        let seconds = (card.to - card.from) as f64 / SAMPLE_RATE as f64;
        reading_width(&card.text) as f64 / seconds
    };
    let faults = [
        (any(&|card| pace(card) > FASTEST), Hard::Fast),
        (any(&|card| card.to - card.from < GLANCE), Hard::Short),
        (any(&|card| reading_width(&card.text) > limits.characters as usize), Hard::Full),
    ];
    let hard = faults.into_iter().filter_map(|(is, hard)| is.then_some(hard)).collect();
    Some(Line { id: clip.id, from: start, to: start + clip.length, text: caption.text(), cards, hard })
}

/// Which caption and which of its cards is seen at that sample of the ad.
pub fn seen_at(lines: &[Line], sample: i64) -> Option<(ClipId, usize)> {
    lines.iter().filter(|line| (line.from..line.to).contains(&sample)).find_map(|line| {
        let card = line.cards.iter().position(|card| (card.from..card.to).contains(&sample))?;
        Some((line.id, card))
    })
}

/// The edit that gives a caption other words; none where they are the same.
pub fn reword(document: &Document, clip: ClipId, text: &str) -> Option<Edit> {
    let caption = caption_of(document, clip)?;
    let next = caption.reworded(text);
    (caption.text() != text.trim() && next != *caption)
        .then(|| Edit::SetClip { clip, change: ClipChange::Source(Box::new(Source::Caption(next))) })
}

/// The one edit that gives a caption other words and cuts it before the word at that letter of them.
pub fn cut(document: &Document, clip: ClipId, (text, letter): (&str, usize)) -> Option<Edit> {
    after_reword(document, clip, text, |document| {
        recut::split(document, clip, recut::word_at(caption_of(document, clip)?, letter))
    })
}

/// The one edit that gives a caption other words and joins it to the one before.
pub fn join(document: &Document, clip: ClipId, text: &str) -> Option<Edit> {
    after_reword(document, clip, text, |document| recut::merge(document, clip))
}

fn after_reword(
    document: &Document,
    clip: ClipId,
    text: &str,
    then: impl FnOnce(&Document) -> Option<Edit>,
) -> Option<Edit> {
    let Some(reword) = reword(document, clip, text) else { return then(document) };
    let mut reworded = document.clone();
    reworded.apply(&reword).ok()?;
    Some(Edit::Batch(vec![reword, then(&reworded)?]))
}

/// The caption before that one on its track.
pub fn before(document: &Document, clip: ClipId) -> Option<ClipId> {
    let (track, start, _) = document.find_clip(clip)?;
    track.clips().take_while(|(at, _)| *at < start).last().map(|(_, clip)| clip.id)
}

fn caption_of(document: &Document, clip: ClipId) -> Option<&Caption> {
    match &document.find_clip(clip)?.2.source {
        Source::Caption(caption) => Some(caption),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::geometry::Aspect;
    use types::text::{CaptionLook, CaptionWord};
    use types::time::FrameRate;

    /// A caption whose words sound for so many samples each, one second after the start.
    fn document(text: &str, each: i64) -> (Document, ClipId) {
        let words = text.split(' ').zip(0..).map(|(text, at)| CaptionWord {
            text: text.to_owned(),
            start: at * each,
            end: (at + 1) * each,
        });
        let words: Vec<CaptionWord> = words.collect();
        let length = each * words.len() as i64;
        let mut document = Document::new(Aspect::Tall, FrameRate::FPS_30);
        let track = document.first_track(Kind::Caption).expect("a new document has one").id;
        let caption = Source::Caption(Caption { words, style: CaptionLook::default() });
        let id = ClipId(document.next_id);
        let clip = Box::new(Clip::new(length, caption));
        document.apply(&Edit::Overwrite { track, at: SAMPLE_RATE, clip }).expect("there is room");
        (document, id)
    }

    fn texts(document: &Document) -> Vec<String> {
        lines(document).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn slow_words_are_easy_and_fast_ones_hard() {
        let (slow, _) = document("Still throwing cups away?", SAMPLE_RATE / 2);
        assert_eq!(lines(&slow)[0].hard, []);
        let (fast, _) = document("Still throwing cups away?", SAMPLE_RATE / 20);
        assert_eq!(lines(&fast)[0].hard, [Hard::Fast, Hard::Short]);
    }

    #[test]
    fn a_word_longer_than_a_card_fills_it() {
        let (document, _) = document("Donaudampfschifffahrtsgesellschaft", SAMPLE_RATE * 3);
        assert_eq!(lines(&document)[0].hard, [Hard::Full]);
    }

    #[test]
    fn the_card_that_is_seen_is_found() {
        let (document, id) = document("one two three four five six seven eight", SAMPLE_RATE / 2);
        let lines = lines(&document);
        assert_eq!(seen_at(&lines, 0), None);
        assert_eq!(seen_at(&lines, SAMPLE_RATE), Some((id, 0)));
        let last = lines[0].cards.len() - 1;
        assert_eq!(seen_at(&lines, lines[0].to - 1), Some((id, last)));
    }

    #[test]
    fn words_are_changed_and_cut_in_one_edit() {
        let (mut document, id) = document("Still throwing cups away?", SAMPLE_RATE / 2);
        let edit = cut(&document, id, ("Ever throwing mugs away?", 14)).expect("it can be cut");
        document.apply(&edit).expect("the edit fits");
        assert_eq!(texts(&document), ["Ever throwing", "mugs away?"]);
    }

    #[test]
    fn words_are_changed_and_joined_in_one_edit() {
        let (mut document, id) = document("Still throwing cups away?", SAMPLE_RATE / 2);
        let second = ClipId(document.next_id);
        let edit = cut(&document, id, ("Still throwing cups away?", 15)).expect("it can be cut");
        document.apply(&edit).expect("the edit fits");
        assert_eq!(before(&document, second), Some(id));
        let edit = join(&document, second, "mugs away!").expect("it can be joined");
        document.apply(&edit).expect("the edit fits");
        assert_eq!(texts(&document), ["Still throwing mugs away!"]);
    }

    #[test]
    fn the_same_words_are_no_edit() {
        let (document, id) = document("Still throwing cups away?", SAMPLE_RATE / 2);
        assert_eq!(reword(&document, id, " Still throwing cups away?"), None);
    }
}
