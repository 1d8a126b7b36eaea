//! What a user reads when something of a voice is missing or damaged: a sentence that says what to do.

use std::fs;

use speech::espeak::Espeak;
use speech::voices::Voices;
use speech::{SpeakRequest, error::SpeechError};
use types::voice::VoiceId;

use crate::support::{JOE, empty, material};

/// A sentence names what it is about and what to do, and has no full stop.
#[track_caller]
fn check(error: &SpeechError, parts: &[&str]) {
    let sentence = error.to_string();
    for part in parts {
        assert!(sentence.contains(part), "\"{sentence}\" does not say \"{part}\"");
    }
    assert!(!sentence.ends_with('.') && !sentence.contains("failed to"), "{sentence}");
}

fn speak(voices: &Voices, id: &str) -> Result<(), SpeechError> {
    voices.open(&VoiceId(id.into()))?.speak(&SpeakRequest::new("Hello")).map(drop)
}

/// The material's voice with one of its files written otherwise.
#[track_caller]
fn damaged(ending: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> SpeechError {
    let folder = tempfile::tempdir().expect("the system has a temporary folder");
    let name = |ending: &str| format!("en_US-joe-medium.onnx{ending}");
    for file in ["", ".json"] {
        fs::copy(material().join(name(file)), folder.path().join(name(file))).expect("there is room");
    }
    let path = folder.path().join(name(ending));
    let bytes = fs::read(&path).expect("it was copied");
    fs::write(&path, change(bytes)).expect("there is room");
    let voices = Voices::new(folder.path(), folder.path().join("cache"));
    speak(&voices, JOE).expect_err("the voice is damaged")
}

#[test]
fn without_the_library_the_sentence_names_the_package() {
    let load = |name: String| Espeak::load(&[name]).map(drop).expect_err("this is no library");
    check(&load("libespeak-that-is-not-there.so.1".to_owned()), &["libespeak-ng", "install the package"]);
    let folder = tempfile::tempdir().expect("the system has a temporary folder");
    for (name, bytes) in [("empty.so", &b""[..]), ("noise.so", &[0xa5; 4_096])] {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("there is room");
        check(&load(path.to_string_lossy().into_owned()), &["does not work", "install espeak-ng"]);
    }
}

#[test]
fn unknown_voices_are_named_and_missing_ones_can_be_installed() {
    let (voices, _folder) = empty();
    for id in ["piper:nobody", "espeak:xx", "espeak:de+robot", "piper:en_US-joe-medium#F", "nonsense"] {
        check(&speak(&voices, id).expect_err("there is no such voice"), &[id, "list the voices"]);
    }
    check(&speak(&voices, JOE).expect_err("it is not here"), &[JOE, "install it"]);
    let missing = voices.install_from(&VoiceId(JOE.into()), &material().join("nowhere"));
    check(&missing.expect_err("the folder is not there"), &["there is no file", "nowhere"]);
}

#[test]
fn damaged_models_are_to_be_installed_again() {
    let again = ["en_US-joe-medium.onnx", "install the voice again"];
    check(&damaged("", |_| Vec::new()), &[again[0], again[1], "it is empty"]);
    check(&damaged("", |bytes| bytes.into_iter().take(100_000).collect()), &again);
    check(&damaged("", |_| vec![0; 4_096]), &again);
    check(&damaged("", |_| b"<html>404 Not Found</html>".to_vec()), &again);
}

#[test]
fn damaged_descriptions_are_to_be_installed_again() {
    let again = ["en_US-joe-medium.onnx.json", "install the voice again"];
    check(&damaged(".json", |_| Vec::new()), &[again[0], again[1], "it is empty"]);
    check(&damaged(".json", |bytes| bytes.into_iter().take(1_000).collect()), &again);
    check(&damaged(".json", |_| b"{}".to_vec()), &again);
    check(&damaged(".json", |_| b"null".to_vec()), &again);
    check(&damaged(".json", |_| vec![b' '; 2 * 1024 * 1024]), &[again[0], again[1], "too large"]);
}

#[test]
fn a_file_in_the_place_of_the_voices_folder_is_named() {
    let folder = tempfile::tempdir().expect("the system has a temporary folder");
    let path = folder.path().join("voices");
    fs::write(&path, "not a folder").expect("there is room");
    let voices = Voices::new(&path, folder.path().join("cache"));
    check(&speak(&voices, JOE).expect_err("there are no voices"), &["voices", "move the file away"]);
    let install = voices.install_from(&VoiceId(JOE.into()), &material());
    assert!(matches!(install, Err(SpeechError::Io { .. })), "{install:?}");
    assert!(voices.catalogue().iter().any(|voice| voice.id.0 == JOE), "the list survives");
}

#[cfg(unix)]
#[test]
fn a_voices_folder_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().expect("the system has a temporary folder");
    let path = folder.path().join("voices");
    fs::create_dir(&path).expect("there is room");
    let allow = |mode: u32| fs::set_permissions(&path, fs::Permissions::from_mode(mode));
    allow(0o000).expect("the folder is ours");
    let voices = Voices::new(&path, folder.path().join("cache"));
    // The administrator may read everything, so there is nothing to see for him.
    if fs::read_dir(&path).is_err() {
        check(&speak(&voices, JOE).expect_err("it cannot be read"), &["voices", "allow it to read"]);
        let install = voices.install_from(&VoiceId(JOE.into()), &material());
        check(&install.expect_err("it cannot be written"), &["voices", "allow it to read"]);
        assert!(voices.catalogue().iter().any(|voice| voice.id.0 == JOE), "the list survives");
    }
    allow(0o700).expect("the folder is ours");
    let denied = SpeechError::from_io(&path, std::io::ErrorKind::PermissionDenied.into());
    check(&denied, &["voices", "allow it to read and write"]);
}
