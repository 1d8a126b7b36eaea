//! Scripts from files, and how long their lines take, at the desk.

use types::call::script::{ReadScript, TimeLines};
use types::error::ErrorCode;
use types::script::parse;
use types::voice::{VoiceId, VoiceSettings};

use super::{SCRIPT, drafted, sit};

#[test]
fn a_script_is_read_from_a_file_and_what_is_none_is_a_sentence() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, _events) = sit(data.path());
    let read = |name: &str, bytes: &[u8]| {
        let path = data.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        desk.read_script(ReadScript { path: path.to_string_lossy().into_owned() })
    };
    assert_eq!(read("a.MD", b"# My ad\n\n- **One.**\n- Two.").expect("a script"), "One.\nTwo.");
    assert_eq!(read("a.unknown", "Gr\u{fc}n.".as_bytes()).expect("a script"), "Gr\u{fc}n.");
    assert_eq!(read("latin.txt", b"Gr\xfcn.").expect("a script"), "Gr\u{fc}n.");
    let cases: [(&str, &[u8], ErrorCode); 6] = [
        ("empty.txt", b"", ErrorCode::ScriptEmpty),
        ("film.txt", b"\0\0\0\x18ftypmp42", ErrorCode::ScriptNotText),
        ("rich.rtf", b"{\\rtf1 Hello}", ErrorCode::ScriptNotText),
        ("none.docx", b"PK\x03\x04 nothing", ErrorCode::ScriptNotText),
        ("none.srt", b"Hello.", ErrorCode::ScriptNotText),
        ("quiet.fountain", b"INT. HOUSE\n\nNobody speaks.", ErrorCode::ScriptEmpty),
    ];
    for (name, bytes, code) in cases {
        let refused = read(name, bytes).expect_err("no script");
        assert_eq!(refused.code(), code, "{name}: {refused}");
    }
    let long = read("long.txt", "word ".repeat(40_000).as_bytes()).expect_err("too long");
    assert_eq!(long.code(), ErrorCode::ScriptTooLong);
    let at = |path: &std::path::Path| {
        let path = path.to_string_lossy().into_owned();
        desk.read_script(ReadScript { path }).expect_err("no file").code()
    };
    assert_eq!(at(&data.path().join("nowhere.txt")), ErrorCode::FileNotFound);
    assert_eq!(at(data.path()), ErrorCode::InvalidRequest);
}

#[test]
fn every_line_has_a_time_and_those_that_were_spoken_the_exact_one() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, events) = sit(data.path());
    let time = |text: &str| {
        let voice = Some(VoiceId("espeak:en-us".into()));
        desk.time_lines(TimeLines { voice, text: text.to_owned(), settings: VoiceSettings::default() })
    };
    let told = time(SCRIPT).expect("times");
    assert_eq!(told.len(), parse(SCRIPT).expect("a script").lines().count());
    let id = drafted(&desk, &events);
    let exact = time(SCRIPT).expect("times");
    let opened = desk.open_project(types::call::edit::Open { id }).expect("it opens");
    let takes: Vec<u64> = opened
        .document
        .media
        .iter()
        .map(|media| media.info.duration.samples().unsigned_abs() * 1000 / 48_000)
        .collect();
    assert_eq!(exact, takes);
    for (told, exact) in told.iter().zip(&exact) {
        assert!(told * 10 > exact * 6 && told * 10 < exact * 15, "{told} ms told, {exact} ms taken");
    }
    assert_eq!(time("Hello there. *** [pause 2] 🙂").expect("times").len(), 1);
}

#[test]
fn a_script_that_is_none_and_a_voice_that_is_not_there_have_no_times() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, _events) = sit(data.path());
    let time = |voice: Option<&str>, text: &str| {
        let voice = voice.map(|voice| VoiceId(voice.to_owned()));
        desk.time_lines(TimeLines { voice, text: text.to_owned(), settings: VoiceSettings::default() })
    };
    assert_eq!(time(None, " ").expect_err("empty").code(), ErrorCode::ScriptEmpty);
    assert_eq!(time(Some("nonsense"), "Hi.").expect_err("no voice").code(), ErrorCode::UnknownVoice);
    let absent = time(Some("piper:en_US-joe-medium"), "Hi.").expect_err("not installed");
    assert_eq!(absent.code(), ErrorCode::VoiceNotInstalled);
    assert_eq!(time(None, "Hello there, my friend.").expect("the best voice here").len(), 1);
}
