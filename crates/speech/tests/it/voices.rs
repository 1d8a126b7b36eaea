//! The list of voices, installing them, and what is kept of what they said.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use speech::error::SpeechError;
use speech::voices::{PUBLISHED, Voices};
use speech::{SpeakRequest, Spoken};
use types::voice::{Availability, Voice, VoiceEngine, VoiceGender, VoiceId, VoiceTier};

use crate::support::{JOE, check, empty, material};

fn joe() -> VoiceId {
    VoiceId(JOE.into())
}

fn find(voices: &[Voice], id: &str) -> Voice {
    voices.iter().find(|voice| voice.id.0 == id).expect("the voice is listed").clone()
}

#[test]
fn the_catalogue_has_what_can_be_fetched_and_every_espeak_language() {
    let (voices, _folder) = empty();
    let catalogue = voices.catalogue();
    let listed = find(&catalogue, JOE);
    assert_eq!(listed.availability, Availability::Installable);
    assert_eq!(listed.download_bytes, 63_206_088);
    let espeak: Vec<&Voice> = catalogue.iter().filter(|voice| voice.engine == VoiceEngine::Espeak).collect();
    assert!(espeak.len() >= 100 && espeak.iter().all(|voice| voice.tier == VoiceTier::LastResort));
    assert_eq!(find(&catalogue, "espeak:pt-br").language, "pt-BR");
    let mut ids: Vec<&str> = catalogue.iter().map(|voice| voice.id.0.as_str()).collect();
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair.first() != pair.last()), "every id is there once");
}

#[test]
fn every_published_voice_can_be_checked_and_says_its_licence() {
    let (voices, _folder) = empty();
    let catalogue = voices.catalogue();
    for published in PUBLISHED {
        let listed = find(&catalogue, published.id);
        assert_eq!(published.files.len(), 2);
        for file in published.files {
            let hexadecimal = |text: &str| text.bytes().all(|byte| b"0123456789abcdef".contains(&byte));
            assert!(file.sha256.len() == 64 && hexadecimal(file.sha256), "{}", file.name);
            assert!(file.url.is_ascii() && file.url.starts_with("https://"), "{}", file.url);
            let ending = file.name.rsplit('-').next().unwrap_or_default();
            assert!(file.url.ends_with(ending) && file.name.starts_with(published.stem()), "{}", file.url);
            let range = if file.name.ends_with(".json") { 1_000..50_000 } else { 20_000_000..150_000_000 };
            assert!(range.contains(&file.bytes), "{} has {} bytes", file.name, file.bytes);
        }
        let open = ["CC0", "CC-BY-4.0", "CC-BY-3.0", "public domain", "Unlicense"];
        assert!(open.iter().any(|licence| listed.licence.starts_with(licence)), "{}", listed.licence);
        let credits = listed.licence.contains("credit") || !listed.licence.starts_with("CC-BY");
        assert!(credits, "{} asks for credit and names nobody", published.id);
    }
}

#[test]
fn english_has_women_and_men_and_many_languages_have_a_voice() {
    for language in ["en-US", "en-GB", "es-ES", "nl-BE", "pl-PL", "uk-UA", "hu-HU", "kk-KZ"] {
        for gender in [VoiceGender::Female, VoiceGender::Male] {
            let speaks = |voice: &Voice| voice.language == language && voice.gender == gender;
            let found = PUBLISHED.iter().any(|voice| speaks(&voice.description(Availability::Installable)));
            assert!(found, "{language} has no {gender:?} voice");
        }
    }
    let languages: BTreeSet<String> = PUBLISHED
        .iter()
        .map(|voice| voice.description(Availability::Installable).language)
        .filter_map(|language| language.split('-').next().map(str::to_owned))
        .collect();
    assert!(languages.len() >= 20, "{languages:?}");
}

#[test]
fn the_default_is_an_installed_piper_voice_and_else_espeak() {
    let (voices, folder) = empty();
    let default = |voices: &Voices, language: &str| voices.default_for(language).map(|id| id.0);
    assert_eq!(default(&voices, "en-US").expect("espeak has it"), "espeak:en-us");
    assert_eq!(default(&voices, "en").expect("espeak has it"), "espeak:en-us");
    assert_eq!(default(&voices, "zh").expect("espeak has it"), "espeak:cmn");
    assert_eq!(default(&voices, "de-AT").expect("espeak has it"), "espeak:de");
    assert_eq!(default(&voices, "pt-BR").expect("espeak has it"), "espeak:pt-br");
    assert!(matches!(voices.default_for("xx"), Err(SpeechError::LanguageUnknown { .. })));
    let installed = Voices::new(material(), folder.path());
    assert_eq!(default(&installed, "en-GB").expect("joe speaks English"), JOE);
    assert_eq!(default(&installed, "fr").expect("espeak has it"), "espeak:fr-fr");
}

#[test]
fn unknown_voices_and_voices_that_are_not_here_are_told_apart() {
    let (voices, _folder) = empty();
    let refusal = |id: &str| voices.open(&VoiceId(id.into())).err().expect("it cannot be opened");
    for id in ["", "joe", "piper:nobody", "espeak:xx", "elevenlabs:abc", "piper:../../etc/passwd"] {
        assert!(matches!(refusal(id), SpeechError::UnknownVoice { .. }), "{id}");
    }
    assert!(matches!(refusal(JOE), SpeechError::NotInstalled { .. }));
}

#[test]
fn a_voice_is_installed_from_a_folder_and_speaks() {
    let (voices, folder) = empty();
    voices.install_from(&joe(), &material()).expect("the material has the published files");
    assert_eq!(find(&voices.catalogue(), JOE).availability, Availability::Installed);
    let names = names(&folder.path().join("voices"));
    assert_eq!(names, ["en_US-joe-medium.onnx", "en_US-joe-medium.onnx.json"]);
    voices.open(&joe()).expect("it is installed");
}

#[test]
fn a_file_that_is_not_the_published_one_is_not_installed() {
    let (voices, folder) = empty();
    let from = folder.path().join("from");
    fs::create_dir(&from).expect("the folder is ours");
    assert!(matches!(voices.install_from(&joe(), &from), Err(SpeechError::FileNotFound { .. })));
    fs::copy(material().join("en_US-joe-medium.onnx"), from.join("en_US-joe-medium.onnx"))
        .expect("there is room");
    let json = fs::read(material().join("en_US-joe-medium.onnx.json")).expect("it is there");
    let changed: Vec<u8> = json.iter().map(|byte| if *byte == b'2' { b'3' } else { *byte }).collect();
    fs::write(from.join("en_US-joe-medium.onnx.json"), changed).expect("there is room");
    assert!(matches!(voices.install_from(&joe(), &from), Err(SpeechError::ChecksumMismatch { .. })));
    assert!(names(&folder.path().join("voices")).is_empty(), "nothing is left behind");
}

#[test]
fn a_voice_that_the_user_copied_in_is_listed() {
    let (voices, folder) = empty();
    let target = folder.path().join("voices");
    fs::create_dir(&target).expect("the folder is ours");
    fs::copy(material().join("en_US-joe-medium.onnx"), target.join("en_US-mine-medium.onnx"))
        .expect("there is room");
    fs::copy(material().join("en_US-joe-medium.onnx.json"), target.join("en_US-mine-medium.onnx.json"))
        .expect("there is room");
    let mine = find(&voices.catalogue(), "piper:en_US-mine-medium");
    assert_eq!((mine.language.as_str(), mine.name.as_str()), ("en-US", "joe medium"));
    let voice = voices.open(&mine.id).expect("both files are there");
    check("Hi there.", &voice.speak(&SpeakRequest::new("Hi there.")).expect("it speaks"));
}

#[test]
fn damaged_files_of_a_voice_are_said_to_be_damaged() {
    let model = fs::read(material().join("en_US-joe-medium.onnx")).expect("it is there");
    let json = fs::read(material().join("en_US-joe-medium.onnx.json")).expect("it is there");
    let cut = |bytes: &[u8]| bytes.get(..bytes.len() / 2).unwrap_or_default().to_vec();
    for (name, model, json) in [
        ("an empty model", Vec::new(), json.clone()),
        ("half a model", cut(&model), json.clone()),
        ("a model of noise", vec![0xa5; 4_096], json.clone()),
        ("half a description", model.clone(), cut(&json)),
        ("an empty description", model.clone(), b"{}".to_vec()),
        ("a description that is a picture", model.clone(), vec![0xff; 64]),
    ] {
        let (voices, folder) = empty();
        let target = folder.path().join("voices");
        fs::create_dir(&target).expect("the folder is ours");
        fs::write(target.join("en_US-joe-medium.onnx"), model).expect("there is room");
        fs::write(target.join("en_US-joe-medium.onnx.json"), json).expect("there is room");
        let spoken = voices.open(&joe()).and_then(|voice| voice.speak(&SpeakRequest::new("Hello")));
        assert!(matches!(spoken, Err(SpeechError::VoiceDamaged { .. })), "{name}: {spoken:?}");
        // The list survives a damaged voice.
        assert!(voices.catalogue().len() > 100);
    }
}

#[test]
fn a_spoken_line_is_kept_and_a_damaged_one_made_again() {
    let folder = tempfile::tempdir().expect("the system has a temporary folder");
    let speak = || -> Spoken {
        let voice = Voices::new(material(), folder.path()).open(&joe()).expect("the material has it");
        voice.speak(&SpeakRequest::new("Keep this.")).expect("it speaks")
    };
    let first = speak();
    let kept = names(folder.path());
    assert_eq!(kept.len(), 1, "{kept:?}");
    let path = folder.path().join(kept.first().expect("there is one"));
    let good = fs::read(&path).expect("it is there");
    let middle = good.len() / 2;
    let flipped: Vec<u8> =
        good.iter().enumerate().map(|(at, byte)| if at == middle { byte ^ 0x10 } else { *byte }).collect();
    let half = good.get(..middle).expect("half of it").to_vec();
    for damaged in [flipped, half, Vec::new(), b"\n".to_vec()] {
        fs::write(&path, damaged).expect("there is room");
        assert_eq!(speak(), first);
        assert_eq!(fs::read(&path).expect("it is there"), good, "it was made again");
    }
    let modified = fs::metadata(&path).and_then(|meta| meta.modified()).expect("it has a time");
    assert_eq!(speak(), first);
    assert_eq!(fs::metadata(&path).and_then(|meta| meta.modified()).expect("it has a time"), modified);
}

#[test]
fn other_settings_and_texts_are_kept_apart() {
    let folder = tempfile::tempdir().expect("the system has a temporary folder");
    let voice = Voices::new(material(), folder.path())
        .open(&VoiceId("espeak:en-us".into()))
        .expect("setup installs libespeak-ng");
    for (text, rate, volume) in [("One", 1.0, 1.0), ("One.", 1.0, 1.0), ("One", 1.5, 1.0), ("One", 1.0, 0.5)]
    {
        voice.speak(&crate::support::with_settings(text, rate, 0.0, volume)).expect("it speaks");
    }
    assert_eq!(names(folder.path()).len(), 3, "volume is applied to what is kept");
}

fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
