//! Piper voices of other kinds than the material's, made from it by changing its description or its network.

use std::fs;

use serde_json::{Value, json};
use speech::error::SpeechError;
use speech::espeak::Espeak;
use speech::voices::Voices;
use speech::{SpeakRequest, Spoken};
use tempfile::TempDir;
use types::voice::VoiceId;

use crate::support::{check, material, words};

const LINE: &str = "Save money today, and try it.";

/// A folder with the voice "mine": the material's network as `model` makes it, its description as `edit` does.
fn mine(edit: impl FnOnce(&mut Value), model: impl FnOnce(Vec<u8>) -> Vec<u8>) -> (Voices, TempDir) {
    let folder = tempfile::tempdir().expect("the system has a temporary folder");
    let read = |ending: &str| fs::read(material().join(format!("en_US-joe-medium.onnx{ending}")));
    let json = read(".json").expect("the material has it");
    let mut config: Value = serde_json::from_slice(&json).expect("it is JSON");
    edit(&mut config);
    fs::write(folder.path().join("mine.onnx.json"), config.to_string()).expect("there is room");
    let network = model(read("").expect("the material has it"));
    fs::write(folder.path().join("mine.onnx"), network).expect("there is room");
    (Voices::new(folder.path(), folder.path().join("cache")), folder)
}

fn set(key: &'static str, value: Value) -> impl FnOnce(&mut Value) {
    move |config| {
        config.as_object_mut().expect("it is an object").insert(key.to_owned(), value);
    }
}

fn speak(voices: &Voices, id: &str, text: &str) -> Result<Spoken, SpeechError> {
    voices.open(&VoiceId(id.into()))?.speak(&SpeakRequest::new(text))
}

#[track_caller]
fn refusal(edit: impl FnOnce(&mut Value), text: &str) -> String {
    let (voices, _folder) = mine(edit, |model| model);
    speak(&voices, "piper:mine", text).map(drop).expect_err("it cannot be spoken").to_string()
}

#[test]
fn a_voice_of_another_rate_keeps_its_pitch_and_its_times() {
    let (usual, _folder) = mine(|_| {}, |model| model);
    let (other, _folder) = mine(set("audio", json!({"sample_rate": 16_000})), |model| model);
    let usual = speak(&usual, "piper:mine", LINE).expect("it speaks");
    let other = speak(&other, "piper:mine", LINE).expect("it speaks");
    check(LINE, &other);
    // The same samples played at 16,000 instead of 22,050 a second last as much longer.
    let end = |spoken: &Spoken| spoken.words.last().map_or(0, |word| word.end) as f64;
    let ratio = end(&other) / end(&usual);
    assert!((ratio - 22_050.0 / 16_000.0).abs() < 0.03, "{ratio}");
}

#[test]
fn a_voice_that_reads_letters_speaks_with_times() {
    let (voices, _folder) = mine(set("phoneme_type", json!("text")), |model| model);
    let spoken = speak(&voices, "piper:mine", LINE).expect("it speaks");
    check(LINE, &spoken);
    assert_eq!(words(&spoken), LINE.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn a_voice_that_reads_letters_says_which_word_it_cannot_read() {
    let said = refusal(set("phoneme_type", json!("text")), "Try 日本 now");
    assert!(said.contains("日"), "{said}");
}

#[test]
fn a_voice_of_other_symbols_is_not_taken_for_a_damaged_one() {
    let said = refusal(set("phoneme_type", json!("pinyin")), LINE);
    assert!(said.ends_with("choose another") && !said.contains("damaged"), "{said}");
}

#[test]
fn a_voice_says_other_phonemes_where_its_makers_want_them() {
    let (usual, _folder) = mine(|_| {}, |model| model);
    let (mapped, _folder) = mine(set("phoneme_map", json!({"t": ["d", "ə"]})), |model| model);
    let usual = speak(&usual, "piper:mine", LINE).expect("it speaks");
    let mapped = speak(&mapped, "piper:mine", LINE).expect("it speaks");
    check(LINE, &mapped);
    assert_ne!(usual.samples.len(), mapped.samples.len());
}

#[test]
fn speakers_are_voices_of_their_own() {
    let two = |config: &mut Value| {
        set("num_speakers", json!(2))(config);
        set("speaker_id_map", json!({"M": 0, "F": 1}))(config);
    };
    let (voices, _folder) = mine(two, |model| model);
    for id in ["piper:mine", "piper:mine#M", "piper:mine#1"] {
        check(LINE, &speak(&voices, id, LINE).expect("it has that speaker"));
    }
    for id in ["piper:mine#X", "piper:mine#2", "piper:mine#-1", "piper:mine#"] {
        assert!(matches!(speak(&voices, id, LINE), Err(SpeechError::UnknownVoice { .. })), "{id}");
    }
}

#[test]
fn a_description_whose_speakers_do_not_fit_is_damaged() {
    for (count, map) in [(0, json!({})), (-3, json!({})), (1, json!({"A": 5})), (2, json!({"A": -1}))] {
        let edit = |config: &mut Value| {
            set("num_speakers", json!(count))(config);
            set("speaker_id_map", map)(config);
        };
        let said = refusal(edit, LINE);
        assert!(said.contains("speakers"), "{said}");
    }
}

#[test]
fn a_network_that_does_not_tell_its_lengths_shares_the_time() {
    // Renamed inside, its counts of frames are not found any more.
    let renamed = |mut model: Vec<u8>| {
        let (from, to) = (b"/Ceil_output_0", b"/Ceil_outpux_0");
        let mut at = 0;
        while let Some(found) =
            model.get(at..).and_then(|rest| rest.windows(14).position(|part| part == from))
        {
            at += found;
            model.get_mut(at..at + 14).expect("it was found there").copy_from_slice(to);
        }
        model
    };
    let (voices, _folder) = mine(|_| {}, renamed);
    let spoken = speak(&voices, "piper:mine", LINE).expect("it speaks");
    check(LINE, &spoken);
    assert_eq!(words(&spoken), LINE.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn espeak_knows_every_language_that_published_voices_ask_for() {
    let espeak = Espeak::shared().expect("setup installs it");
    for language in [
        "en",
        "en-us",
        "en-gb-x-rp",
        "de",
        "fr",
        "es",
        "es-419",
        "it",
        "pt-br",
        "pt",
        "nl",
        "pl",
        "ru",
        "uk",
        "cs",
        "sk",
        "sl",
        "hu",
        "ro",
        "sv",
        "da",
        "fi",
        "lv",
        "kk",
        "vi",
    ] {
        let phonemes = espeak.phonemes(language, ["a"]).expect(language);
        assert!(phonemes.iter().all(|phonemes| !phonemes.is_empty()), "{language}");
    }
}
