//! Lengths of lines, told without speaking them.

use std::path::Path;

use speech::error::SpeechError;
use speech::length::Length;
use speech::{SpeakRequest, TEXT_BYTES_MAX, Voice};

use crate::support::{JOE, open, with_settings};

/// A script as they are: short and long lines, numbers, names, questions.
const SCRIPT: [&str; 9] = [
    "Still throwing away a cup a day?",
    "Meet Morrow, the folding cup that fits in your pocket.",
    "It keeps your coffee hot for three hours, and it never leaks.",
    "No lid to lose. No bag to carry. Just flip, fill and go.",
    "I know.",
    "Over 12,000 people in Portland have made the switch since 2024, and nobody went back!",
    "So why wait?",
    "Save 20% with code FOLD20 until Sunday night.",
    "Get yours today for $19, with free delivery.",
];
const ESPEAK: [&str; 2] = ["espeak:en-us", "espeak:de"];

fn requests(rate: f32) -> Vec<SpeakRequest> {
    SCRIPT.iter().map(|line| with_settings(line, rate, 0.0, 1.0)).collect()
}

fn spoken(voice: &dyn Voice, requests: &[SpeakRequest]) -> Vec<u64> {
    requests.iter().map(|request| voice.speak(request).expect("it speaks").samples.len() as u64).collect()
}

/// Estimates a script with a fresh cache and compares with its takes.
#[track_caller]
fn check_estimate(id: &str, rate: f32) {
    let requests = requests(rate);
    let (fresh, cache) = open(id);
    let estimated = fresh.lengths(&requests).expect("the lines can be weighed");
    let made = files(cache.path(), "speech");
    assert_eq!(made, 1, "{id}: one line is spoken to learn the pace");
    let (other, _cache) = open(id);
    let takes = spoken(&*other, &requests);
    for ((line, length), take) in SCRIPT.iter().zip(&estimated).zip(&takes) {
        let off = length.samples() as f64 / *take as f64;
        assert!((0.6..1.5).contains(&off), "{id} at {rate}: {off:.2} of the take for {line:?}");
    }
    let (told, real): (u64, u64) =
        (estimated.iter().map(|length| length.samples()).sum(), takes.iter().sum());
    let off = told as f64 / real as f64;
    assert!((0.8..1.2).contains(&off), "{id} at {rate}: {off:.2} of the takes over the script");
}

fn files(folder: &Path, ending: &str) -> usize {
    let entries = std::fs::read_dir(folder).expect("the folder is there").flatten();
    entries.filter(|entry| entry.path().extension().is_some_and(|found| found == ending)).count()
}

#[test]
fn an_estimate_of_a_piper_voice_is_near_its_takes() {
    check_estimate(JOE, 1.0);
}

#[test]
fn an_estimate_of_an_espeak_voice_is_near_its_takes() {
    for id in ESPEAK {
        check_estimate(id, 1.0);
        check_estimate(id, 0.7);
    }
}

#[test]
fn what_was_spoken_has_its_exact_length() {
    let (voice, cache) = open(ESPEAK[0]);
    let requests = requests(1.0);
    let takes = spoken(&*voice, &requests);
    let lengths = voice.lengths(&requests).expect("the takes are kept");
    assert_eq!(lengths, takes.into_iter().map(Length::Exact).collect::<Vec<_>>());
    assert_eq!(files(cache.path(), "pace"), 0, "nothing had to be estimated");
}

#[test]
fn the_pace_is_measured_once() {
    let (voice, cache) = open(ESPEAK[0]);
    let first = voice.lengths(&requests(1.0)).expect("lengths");
    let made = files(cache.path(), "speech");
    let again = voice.lengths(&requests(1.1)).expect("lengths");
    assert_eq!((files(cache.path(), "pace"), files(cache.path(), "speech")), (1, made));
    assert!(again.iter().zip(&first).all(|(faster, length)| faster.samples() < length.samples()));
}

#[test]
fn a_damaged_pace_is_measured_again() {
    let (voice, cache) = open(ESPEAK[0]);
    let first = voice.lengths(&requests(1.2)).expect("lengths");
    for entry in std::fs::read_dir(cache.path()).expect("the folder is there").flatten() {
        if entry.path().extension().is_some_and(|ending| ending == "pace") {
            std::fs::write(entry.path(), "-1e9").expect("it is written");
        }
    }
    assert_eq!(voice.lengths(&requests(1.2)).expect("lengths"), first);
}

#[test]
fn nothing_to_say_takes_no_time_and_too_much_is_refused() {
    let (voice, _cache) = open(ESPEAK[0]);
    let silent = voice.lengths(&[SpeakRequest::new("***"), SpeakRequest::new("😀")]).expect("lengths");
    assert_eq!(silent, [Length::Exact(0); 2]);
    assert_eq!(voice.lengths(&[]).expect("lengths"), []);
    let long = voice.lengths(&[SpeakRequest::new("word ".repeat(TEXT_BYTES_MAX))]);
    assert!(matches!(long, Err(SpeechError::TextTooLong { .. })), "{long:?}");
}
