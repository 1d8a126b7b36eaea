//! Captions survive the way to other programs and back.

use proptest::prelude::*;
use types::document::Document;
use types::document::clip::Source;
use types::document::track::Kind;
use types::geometry::Aspect;
use types::text::subtitle::{self, Cue, Format, SubtitleError};
use types::time::FrameRate;

fn cue(start_ms: i64, end_ms: i64, text: &str) -> Cue {
    Cue { start_ms, end_ms, text: text.to_owned() }
}

fn any_cues() -> impl Strategy<Value = Vec<Cue>> {
    // Signs of the formats themselves are among the letters, tags are not.
    let word = "[a-zäßЖ你0-9&>.,!?:;'-]{1,8}";
    let line = prop::collection::vec(word, 1..5).prop_map(|words| words.join(" "));
    let text = prop::collection::vec(line, 1..3).prop_map(|lines| lines.join("\n"));
    prop::collection::vec((0_i64..4000, 1_i64..5000, text), 1..20).prop_map(|cues| {
        let mut at = 0;
        let cue = |(gap, length, text)| {
            let start_ms = at + gap;
            at = start_ms + length;
            Cue { start_ms, end_ms: at, text }
        };
        cues.into_iter().map(cue).collect()
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(cues in any_cues()) {
        for format in Format::ALL {
            prop_assert_eq!(subtitle::read(&subtitle::write(&cues, format)), Ok(cues.clone()));
        }
    }

    #[test]
    fn no_file_is_too_odd_to_look_at(file in "(\\PC|[\n:,<>0-9-]|-->|00:00:01[,.]000){0,80}") {
        drop(subtitle::read(&file));
    }

    #[test]
    fn captions_that_were_put_in_come_out_at_their_times(cues in any_cues()) {
        let mut document = Document::new(Aspect::Tall, FrameRate::FPS_30);
        document.apply(&subtitle::replace(&document, &cues).unwrap()).unwrap();
        let track = document.first_track(Kind::Caption).unwrap();
        let starts: Vec<i64> = track.clips().map(|(start, _)| start / 48).collect();
        prop_assert_eq!(starts, cues.iter().map(|cue| cue.start_ms).collect::<Vec<_>>());
    }
}

#[test]
fn a_file_of_another_program_is_read() {
    let file = "\u{feff}1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Hello</i> there\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n3 < 4\r\n";
    assert_eq!(subtitle::read(file), Ok(vec![cue(1000, 2500, "Hello there"), cue(3000, 4000, "3 < 4")]));
}

#[test]
fn webvtt_has_settings_notes_and_escapes() {
    let file =
        "WEBVTT\n\nNOTE made by hand\n\nintro\n00:01.000 --> 00:02.000 align:start line:80%\nYou &amp; me\n";
    assert_eq!(subtitle::read(file), Ok(vec![cue(1000, 2000, "You & me")]));
}

#[test]
fn a_file_without_captions_is_refused() {
    assert_eq!(subtitle::read("once upon a time"), Err(SubtitleError::Empty));
    assert_eq!(subtitle::read(&"a".repeat(subtitle::BYTES_MAX + 1)), Err(SubtitleError::TooLarge));
}

#[test]
fn captions_that_overlap_end_where_the_next_begins() {
    let mut document = Document::new(Aspect::Tall, FrameRate::FPS_30);
    let cues = [cue(0, 3000, "first one"), cue(1000, 2000, "second")];
    document.apply(&subtitle::replace(&document, &cues).unwrap()).unwrap();
    let track = document.first_track(Kind::Caption).unwrap();
    let texts: Vec<_> = track
        .clips()
        .map(|(start, clip)| match &clip.source {
            Source::Caption(caption) => (start, clip.length, caption.text()),
            _ => unreachable!("a caption track has captions"),
        })
        .collect();
    assert_eq!(texts, [(0, 48_000, "first one".to_owned()), (48_000, 48_000, "second".to_owned())]);
}
