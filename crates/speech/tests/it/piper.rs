//! The neural voice of the material.

use speech::error::SpeechError;
use speech::{SpeakRequest, TEXT_BYTES_MAX};

use crate::support::{JOE, check, open, pitch, rms, say, with_settings, words};

const LINE: &str = "Meet Greenroom, the fastest way to an ad.";

#[test]
fn every_written_word_gets_its_time() {
    let text =
        "Save 20% on 4K at $3.50 — until Nov 22, 2026! Use code SAVE20 at www.x.com, it’s for the best. 😀";
    let spoken = say(JOE, text);
    check(text, &spoken);
    let expected = [
        "Save",
        "20%",
        "on",
        "4K",
        "at",
        "$3.50 —",
        "until",
        "Nov",
        "22,",
        "2026!",
        "Use",
        "code",
        "SAVE20",
        "at",
        "www.x.com,",
        "it’s",
        "for",
        "the",
        "best.",
    ];
    let found: Vec<String> = words(&spoken).iter().map(|word| (*word).to_owned()).collect();
    assert_eq!(found.len(), expected.len(), "{found:?}");
}

#[test]
fn long_words_last_longer_than_short_ones() {
    let spoken = say(JOE, "A responsibility is it");
    let length = |index: usize| spoken.words.get(index).map_or(0, |word| word.end - word.start);
    assert!(length(1) > 3 * length(0) && length(1) > 3 * length(2), "{:?}", spoken.words);
}

#[test]
fn the_same_line_sounds_the_same_to_the_bit() {
    // Two voices with a cache each, so that the second is made anew.
    assert_eq!(say(JOE, LINE), say(JOE, LINE));
}

#[test]
fn rate_changes_the_length_and_times_follow() {
    let (voice, _cache) = open(JOE);
    let normal = voice.speak(&SpeakRequest::new(LINE)).expect("it speaks");
    for rate in [0.6, 2.0] {
        let spoken = voice.speak(&with_settings(LINE, rate, 0.0, 1.0)).expect("it speaks");
        check(LINE, &spoken);
        let ratio = normal.samples.len() as f64 / spoken.samples.len() as f64;
        assert!((ratio / f64::from(rate) - 1.0).abs() < 0.06, "rate {rate} gave {ratio}");
        assert_eq!(words(&spoken), words(&normal));
    }
}

#[test]
fn pitch_changes_by_the_semitones_asked_for_and_the_length_stays() {
    let (voice, _cache) = open(JOE);
    let normal = voice.speak(&SpeakRequest::new(LINE)).expect("it speaks");
    for semitones in [-4.0, 5.0] {
        let spoken = voice.speak(&with_settings(LINE, 1.0, semitones, 1.0)).expect("it speaks");
        check(LINE, &spoken);
        let length = spoken.samples.len() as f64 / normal.samples.len() as f64;
        assert!((length - 1.0).abs() < 0.05, "the length changed {length} times");
        let rise = 12.0 * (pitch(&spoken.samples) / pitch(&normal.samples)).log2();
        assert!((rise - f64::from(semitones)).abs() < 2.0, "asked for {semitones}, got {rise}");
    }
}

#[test]
fn volume_scales_the_sound() {
    let (voice, _cache) = open(JOE);
    let normal = voice.speak(&SpeakRequest::new(LINE)).expect("it speaks");
    let quiet = voice.speak(&with_settings(LINE, 1.0, 0.0, 0.5)).expect("it speaks");
    assert!((rms(&quiet.samples) / rms(&normal.samples) - 0.5).abs() < 1e-3);
    assert_eq!(quiet.words, normal.words);
}

#[test]
fn a_sentence_follows_another_after_a_pause() {
    let spoken = say(JOE, "It is free. Try it!");
    let gap = |index: usize| match spoken.words.get(index..index + 2) {
        Some([before, after]) => after.start - before.end,
        _ => 0,
    };
    assert!(gap(2) > 48_000 / 5, "the pause has {} samples", gap(2));
    assert!(gap(0) < 48_000 / 10, "words of a sentence are {} samples apart", gap(0));
}

#[test]
fn sound_stays_within_its_range() {
    let spoken = say(JOE, "Big! Loud! Amazing! Popping people buy better bread.");
    let peak = spoken.samples.iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
    assert!((0.2..1.0).contains(&peak), "the peak is {peak}");
}

#[test]
fn text_without_a_word_is_refused() {
    let (voice, _cache) = open(JOE);
    for text in ["", "   \n", "😀🎉", "?!…", "\u{0}\u{1}", "—"] {
        let refused = voice.speak(&SpeakRequest::new(text));
        assert!(matches!(refused, Err(SpeechError::NothingToSay)), "{text:?} gave {refused:?}");
    }
}

#[test]
fn text_over_the_limit_is_refused() {
    let (voice, _cache) = open(JOE);
    let refused = voice.speak(&SpeakRequest::new("word ".repeat(TEXT_BYTES_MAX / 5 + 1)));
    assert!(matches!(refused, Err(SpeechError::TextTooLong { .. })), "{refused:?}");
}

#[test]
fn a_slow_high_sentence_without_a_pause_is_spoken_whole() {
    let (voice, _cache) = open(JOE);
    let text = "go ".repeat(22);
    let spoken = voice.speak(&with_settings(&text, 0.5, 12.0, 1.0)).expect("it is cut where it must be");
    check(&text, &spoken);
    assert_eq!(spoken.words.len(), 22);
}

#[test]
fn odd_words_are_spoken_without_harm() {
    let (voice, _cache) = open(JOE);
    let long_word = "a".repeat(200);
    for text in ["a\u{0}b", "Ünïcödé naïve café", "日本語", "x", &long_word, "[[h@l'oU]] <b>bold</b>"]
    {
        match voice.speak(&SpeakRequest::new(text)) {
            Ok(spoken) => check(text, &spoken),
            Err(err) => assert!(matches!(err, SpeechError::NothingToSay), "{text:?}: {err}"),
        }
    }
}
