//! Captions are reworded, cut in two and joined, and their words keep their times.

use types::document::Document;
use types::document::clip::{Clip, Source};
use types::document::track::Kind;
use types::edit::Edit;
use types::geometry::Aspect;
use types::id::ClipId;
use types::text::{Caption, CaptionLook, CaptionWord, recut};
use types::time::FrameRate;

const SECOND: i64 = 48_000;

fn word(text: &str, start: i64, end: i64) -> CaptionWord {
    CaptionWord { text: text.to_owned(), start, end }
}

/// Four words of a second each.
fn caption() -> Caption {
    let words = ["Still", "throwing", "cups", "away?"];
    let words = words.iter().zip(0..).map(|(text, at)| word(text, at * SECOND, (at + 1) * SECOND));
    Caption { words: words.collect(), style: CaptionLook::default() }
}

/// That caption one second after the start.
fn document() -> (Document, ClipId) {
    let mut document = Document::new(Aspect::Tall, FrameRate::FPS_30);
    let track = document.first_track(Kind::Caption).expect("a new document has one").id;
    let clip = Box::new(Clip::new(4 * SECOND, Source::Caption(caption())));
    let id = ClipId(document.next_id);
    document.apply(&Edit::Overwrite { track, at: SECOND, clip }).expect("there is room");
    (document, id)
}

/// Start, length, text and moments of every caption.
fn captions(document: &Document) -> Vec<(i64, i64, String, Vec<i64>)> {
    let track = document.first_track(Kind::Caption).expect("a new document has one");
    let of = |(start, clip): (i64, &Clip)| match &clip.source {
        Source::Caption(caption) => {
            let heard = |word: &CaptionWord| start + word.start - clip.source_start.samples();
            (start, clip.length, caption.text(), caption.words.iter().map(heard).collect())
        }
        _ => unreachable!("a caption track has captions"),
    };
    track.clips().map(of).collect()
}

fn times(caption: &Caption) -> Vec<(i64, i64)> {
    caption.words.iter().map(|word| (word.start, word.end)).collect()
}

#[test]
fn as_many_words_keep_their_times() {
    let reworded = caption().reworded("Ever throwing mugs out?");
    assert_eq!(times(&reworded), times(&caption()));
    assert_eq!(reworded.text(), "Ever throwing mugs out?");
}

#[test]
fn fewer_words_share_the_time_by_their_letters() {
    let reworded = caption().reworded("aaa b");
    assert_eq!(times(&reworded), [(0, 3 * SECOND), (3 * SECOND, 4 * SECOND)]);
}

#[test]
fn more_words_follow_each_other_without_a_gap_from_first_to_last() {
    let reworded = caption().reworded("Are you still throwing paper cups away?");
    let times = times(&reworded);
    assert_eq!((times[0].0, times[6].1), (0, 4 * SECOND));
    assert!(times.windows(2).all(|pair| pair[0].1 == pair[1].0 && pair[0].0 < pair[0].1), "{times:?}");
}

#[test]
fn no_words_make_an_empty_caption() {
    assert_eq!(caption().reworded("  \n ").words, []);
    let empty = Caption { words: Vec::new(), style: CaptionLook::default() };
    assert_eq!(empty.reworded("new words").words.len(), 2);
}

#[test]
fn a_cut_caption_is_heard_at_the_same_moments() {
    let (mut document, clip) = document();
    let cut = recut::split(&document, clip, 2).unwrap();
    document.apply(&cut).unwrap();
    let (first, second) = ("Still throwing".to_owned(), "cups away?".to_owned());
    assert_eq!(
        captions(&document),
        [
            (SECOND, 2 * SECOND, first, vec![SECOND, 2 * SECOND]),
            (3 * SECOND, 2 * SECOND, second, vec![3 * SECOND, 4 * SECOND]),
        ]
    );
}

#[test]
fn a_caption_that_was_cut_and_joined_is_as_before() {
    let (mut document, clip) = document();
    let before = captions(&document);
    let after = ClipId(document.next_id);
    document.apply(&recut::split(&document, clip, 1).unwrap()).unwrap();
    document.apply(&recut::merge(&document, after).unwrap()).unwrap();
    assert_eq!(captions(&document), before);
}

#[test]
fn captions_with_a_gap_between_are_joined_over_it() {
    let (mut document, _) = document();
    let track = document.first_track(Kind::Caption).expect("a new document has one").id;
    let later = ClipId(document.next_id);
    let clip = Box::new(Clip::new(4 * SECOND, Source::Caption(caption())));
    document.apply(&Edit::Overwrite { track, at: 7 * SECOND, clip }).expect("there is room");
    document.apply(&recut::merge(&document, later).unwrap()).unwrap();
    let joined = captions(&document);
    assert_eq!(joined.len(), 1);
    assert_eq!((joined[0].0, joined[0].1), (SECOND, 10 * SECOND));
    assert_eq!(joined[0].3[4], 7 * SECOND, "the first word of the later one is heard when it was");
}

#[test]
fn nothing_is_cut_before_the_first_word_and_nothing_joined_to_nothing() {
    let (document, clip) = document();
    assert!(recut::split(&document, clip, 0).is_none());
    assert!(recut::split(&document, clip, 4).is_none());
    assert!(recut::merge(&document, clip).is_none());
}

#[test]
fn the_word_under_the_cursor_is_found() {
    let caption = caption();
    assert_eq!(recut::word_at(&caption, 0), 0);
    assert_eq!(recut::word_at(&caption, 6), 1, "before the second word");
    assert_eq!(recut::word_at(&caption, 8), 2, "within the second word: the next one");
    assert_eq!(recut::word_at(&caption, 99), 4);
}
