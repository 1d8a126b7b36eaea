//! What the tests of voices share: the material, a voice to speak with, and what holds for every spoken line.

use std::path::PathBuf;
use std::sync::Arc;

use speech::voices::Voices;
use speech::{SpeakRequest, Spoken, Voice};
use tempfile::TempDir;
use types::voice::{VoiceId, VoiceSettings};

pub const JOE: &str = "piper:en_US-joe-medium";

/// The folder of the material's voices. `cargo xtask setup` fills it.
pub fn material() -> PathBuf {
    let folder = std::env::var_os("GREENROOM_MATERIAL").map(PathBuf::from).unwrap_or_else(|| {
        let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
        PathBuf::from(home.expect("the user has a home")).join(".cache/greenroom/material")
    });
    let voices = folder.join("voices");
    let there = voices.join("en_US-joe-medium.onnx").is_file();
    assert!(there, "no test voice in {}: run `cargo xtask setup`", voices.display());
    voices
}

/// The voice of that id, with a cache of its own.
pub fn open(id: &str) -> (Arc<dyn Voice>, TempDir) {
    let cache = tempfile::tempdir().expect("the system has a temporary folder");
    let voice = Voices::new(material(), cache.path()).open(&VoiceId(id.into()));
    (voice.expect("the material has the voice"), cache)
}

/// No voices of its own, and a folder for them.
pub fn empty() -> (Voices, TempDir) {
    let folder = tempfile::tempdir().expect("the system has a temporary folder");
    (Voices::new(folder.path().join("voices"), folder.path().join("cache")), folder)
}

#[track_caller]
pub fn say(id: &str, text: &str) -> Spoken {
    let (voice, _cache) = open(id);
    voice.speak(&SpeakRequest::new(text)).expect("the text can be spoken")
}

pub fn with_settings(text: &str, rate: f32, pitch: f32, volume: f32) -> SpeakRequest {
    let settings = VoiceSettings::new(rate, pitch, volume).expect("inside the ranges");
    SpeakRequest { settings, ..SpeakRequest::new(text) }
}

/// What holds for every spoken line: times rise, do not overlap, and lie within a sound that is one.
#[track_caller]
pub fn check(text: &str, spoken: &Spoken) {
    let length = spoken.samples.len() as i64;
    assert!(length > 4_800, "{text:?} gave {length} samples");
    assert!(spoken.samples.iter().all(|sample| sample.is_finite()));
    assert!(rms(&spoken.samples) > 0.005, "{text:?} is silent");
    let mut end = 0;
    for word in &spoken.words {
        assert_eq!(text.get(word.bytes.clone()), Some(word.text.as_str()), "a word is a stretch of the line");
        assert!(word.start >= end && word.end >= word.start && word.end <= length, "{word:?} in {text:?}");
        assert!(word.end > word.start, "{word:?} has no length in {text:?}");
        end = word.end;
    }
    let mut end = 0;
    for phoneme in &spoken.phonemes {
        assert!(phoneme.start >= end && phoneme.end >= phoneme.start, "{phoneme:?} in {text:?}");
        assert!(phoneme.end <= length && !phoneme.phoneme.is_empty(), "{phoneme:?} in {text:?}");
        end = phoneme.end;
    }
    assert!(!spoken.phonemes.is_empty(), "{text:?} has no phonemes");
    let edge = |sample: Option<&f32>| sample.copied().unwrap_or(1.0).abs();
    assert!(edge(spoken.samples.first()) < 1e-3 && edge(spoken.samples.last()) < 1e-3, "an edge clicks");
}

pub fn words(spoken: &Spoken) -> Vec<&str> {
    spoken.words.iter().map(|word| word.text.as_str()).collect()
}

pub fn rms(samples: &[f32]) -> f64 {
    let sum: f64 = samples.iter().map(|sample| f64::from(*sample).powi(2)).sum();
    (sum / samples.len().max(1) as f64).sqrt()
}

/// The fundamental frequency in hertz, as the median of the best autocorrelation of 50 ms frames from 60 to
/// 400 Hz, voiced frames only.
pub fn pitch(samples: &[f32]) -> f64 {
    let level = rms(samples);
    let mut found: Vec<f64> = samples
        .chunks_exact(2_400)
        .filter(|frame| rms(frame) > level)
        .map(|frame| {
            let likeness =
                |lag: usize| -> f32 { frame.iter().zip(frame.iter().skip(lag)).map(|(a, b)| a * b).sum() };
            let lag = (120..800).max_by(|a, b| likeness(*a).total_cmp(&likeness(*b))).unwrap_or(800);
            48_000.0 / lag as f64
        })
        .collect();
    found.sort_by(f64::total_cmp);
    found.get(found.len() / 2).copied().unwrap_or(0.0)
}
