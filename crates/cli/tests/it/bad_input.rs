//! Whatever is thrown at it: a sentence, exit code 1, nothing left behind.

use crate::support::{Desk, ffmpeg, ffprobe, text};

#[track_caller]
fn script_refused(content: &[u8], code: &str) {
    let desk = Desk::new();
    let script = desk.write("script.txt", content);
    let out = desk.path("ad.mp4");
    desk.refused(&["ad", text(&script), "--out", text(&out)], code);
    assert!(!out.exists(), "nothing has the final name");
}

#[test]
fn what_is_no_script_is_refused() {
    script_refused(b"", "SCRIPT_EMPTY");
    script_refused(b" \n\t\n", "SCRIPT_EMPTY");
    script_refused(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0", "SCRIPT_NOT_TEXT");
    script_refused(&b"word ".repeat(20_000), "SCRIPT_TOO_LONG");
    script_refused(&b"A line.\n".repeat(201), "SCRIPT_TOO_LONG");
    script_refused("*** --- !!! 🎉🎉\n".as_bytes(), "NOTHING_TO_SAY");
}

#[test]
fn what_does_not_exist_is_named() {
    let desk = Desk::new();
    let script = desk.write("script.txt", "Try it today.");
    let out = desk.path("ad.mp4");
    let ad = |more: &[&str], code: &str| {
        let mut arguments = vec!["ad", text(&script), "--out", text(&out)];
        arguments.extend(more);
        let sentence = desk.refused(&arguments, code);
        assert!(!out.exists());
        sentence
    };
    assert!(ad(&["--actor", "actor_999"], "UNKNOWN_ACTOR").contains("actor_999"));
    assert!(ad(&["--voice", "espeak:klingon-x"], "UNKNOWN_VOICE").contains("klingon"));
    assert!(ad(&["--voice", "nobody"], "UNKNOWN_VOICE").contains("nobody"));
    assert!(ad(&["--preset", "vhs"], "UNKNOWN_PRESET").contains("vhs"));
    assert!(ad(&["--placement", "billboard"], "UNKNOWN_PRESET").contains("billboard"));
    assert!(ad(&["--captions", "comic"], "INVALID_REQUEST").contains("comic"));
    assert!(ad(&["--music", "kazoo"], "INVALID_REQUEST").contains("kazoo"));
    ad(&["--rate", "9"], "INVALID_REQUEST");
    ad(&["--voice", "piper:en_US-joe-medium"], "VOICE_NOT_INSTALLED");
    desk.refused(&["ad", text(&desk.path("none.txt")), "--out", text(&out)], "FILE_NOT_FOUND");
    desk.refused(&["project", "show", "not-an-id"], "NOT_FOUND");
    desk.refused(&["project", "show", "01890000-0000-7000-8000-000000000000"], "NOT_FOUND");
    desk.refused(&["voices", "install", "piper:xx"], "UNKNOWN_VOICE");
}

#[test]
fn a_command_line_that_does_not_parse_ends_with_2() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["ad"]).status.code(), Some(2));
    assert_eq!(desk.run(&["sing"]).status.code(), Some(2));
    assert_eq!(desk.run(&["ad", "x", "--out", "y", "--aspect", "3:7"]).status.code(), Some(2));
}

#[test]
fn files_that_cannot_be_decoded_are_refused() {
    let desk = Desk::new();
    let clip = desk.path("clip.mp4");
    ffmpeg(&["-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=2", "-pix_fmt", "yuv420p", text(&clip)]);
    let whole = std::fs::read(&clip).expect("ffmpeg wrote it");
    let moov = whole.windows(4).position(|window| window == b"moov").expect("it has an index");
    let mut without_index = whole.clone();
    without_index[moov..moov + 4].copy_from_slice(b"free");
    for (name, bytes) in [
        ("empty.mp4", Vec::new()),
        ("truncated.mp4", whole[..whole.len() / 3].to_vec()),
        ("no-index.mp4", without_index),
        ("text.mp4", b"I am a poem.\n".repeat(50)),
        ("noise.mp4", (0..50_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect()),
    ] {
        let path = desk.write(name, bytes);
        let sentence = desk.refused(&["probe", text(&path)], "MEDIA_UNREADABLE");
        assert!(sentence.contains(name), "{sentence}");
    }
    desk.refused(&["probe", text(&desk.path("none.mp4"))], "FILE_NOT_FOUND");
}

#[test]
fn a_wrong_name_does_not_matter_and_a_wrong_kind_does() {
    let desk = Desk::new();
    let (clip, sound) = (desk.path("clip.mp4"), desk.path("sound.wav"));
    ffmpeg(&["-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=1", "-pix_fmt", "yuv420p", text(&clip)]);
    ffmpeg(&["-f", "lavfi", "-i", "sine=d=1", text(&sound)]);
    let renamed = desk.path("clip.png");
    std::fs::copy(&clip, &renamed).expect("a copy");
    assert_eq!(desk.ok(&["probe", text(&renamed)])["container"], "MP4");

    let script = desk.write("script.txt", "Try it today.");
    let out = desk.path("ad.mp4");
    desk.refused(&["ad", text(&script), "--out", text(&out), "--media", text(&sound)], "NO_PICTURE");
    desk.refused(&["ad", text(&script), "--out", text(&out), "--music", text(&clip)], "NO_SOUND");
}

#[test]
fn a_picture_of_a_hundred_megapixels_is_refused_before_it_is_decoded() {
    let desk = Desk::new();
    let path = desk.path("huge.png");
    ffmpeg(&["-f", "lavfi", "-i", "color=s=12000x9000:d=1", "-frames:v", "1", text(&path)]);
    desk.refused(&["probe", text(&path)], "MEDIA_TOO_LARGE");
}

#[test]
fn folders_that_cannot_be_written_are_named_before_anything_is_made() {
    let desk = Desk::new();
    let script = desk.write("script.txt", "Try it today.");
    let missing = desk.path("nowhere/ad.mp4");
    desk.refused(&["ad", text(&script), "--out", text(&missing)], "FILE_NOT_FOUND");
    assert!(!desk.path("nowhere").exists());
    desk.refused(&["ad", text(&script), "--out", text(&desk.path("."))], "INVALID_REQUEST");
    // /proc takes no files from anybody, root included.
    if cfg!(target_os = "linux") {
        let output = desk.run(&["ad", text(&script), "--out", "/proc/ad.mp4"]);
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn a_library_is_open_in_one_process_at_a_time() {
    let desk = Desk::new();
    desk.ok(&["project", "new", "One"]);
    let lock = std::fs::File::options()
        .write(true)
        .open(desk.data().join("library.lock"))
        .expect("the lock is there");
    lock.lock().expect("nobody holds it");
    desk.refused(&["project", "list"], "LIBRARY_IN_USE");
    lock.unlock().expect("it was ours");
    assert_eq!(desk.ok(&["project", "list"]).as_array().map(Vec::len), Some(1));
}

#[test]
fn a_library_that_is_damaged_or_from_the_future_is_left_alone() {
    let desk = Desk::new();
    desk.ok(&["project", "new", "One"]);
    let file = desk.data().join("library.db");
    let whole = std::fs::read(&file).expect("the library is there");
    std::fs::write(&file, &whole[..whole.len() / 2]).expect("it can be cut");
    desk.refused(&["project", "list"], "LIBRARY_DAMAGED");
    let mut future = whole.clone();
    // Bytes 60 to 63 of a SQLite file hold the user version, big-endian.
    future[60..64].copy_from_slice(&9_999_u32.to_be_bytes());
    std::fs::write(&file, &future).expect("it can be written");
    desk.refused(&["project", "list"], "LIBRARY_TOO_NEW");
    assert_eq!(std::fs::read(&file).expect("it is there"), future, "it was not touched");
}

#[test]
fn flipped_bits_cost_pictures_or_the_file_and_never_the_program() {
    let desk = Desk::new();
    let clip = desk.path("clip.mp4");
    ffmpeg(&["-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=2", "-pix_fmt", "yuv420p", text(&clip)]);
    let whole = std::fs::read(&clip).expect("ffmpeg wrote it");
    let script = desk.write("script.txt", "Try it today.");
    let out = desk.path("ad.mp4");
    for round in 0..4_usize {
        let mut spoilt = whole.clone();
        for step in 0..60 {
            let at = 64 + (step * 2_654_435_761 + round * 40_503) % (spoilt.len() - 64);
            spoilt[at] ^= 1 << (step % 8);
        }
        let path = desk.write("spoilt.mp4", spoilt);
        let arguments =
            ["ad", text(&script), "--out", text(&out), "--media", text(&path), "--preset", "draft"];
        let output = desk.run(&arguments);
        match output.status.code() {
            Some(0) => drop(ffprobe(&out)),
            Some(1) => assert!(!output.stdout.is_empty(), "a sentence says why"),
            other => panic!("round {round} ended with {other:?}"),
        }
        drop(std::fs::remove_file(&out));
    }
}

#[test]
fn video_without_sound_is_footage_and_no_music() {
    let desk = Desk::new();
    let clip = desk.path("clip.mp4");
    ffmpeg(&["-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=2", "-pix_fmt", "yuv420p", text(&clip)]);
    let id = desk.ok(&["project", "new", "Silent"])["id"].as_str().expect("an id").to_owned();
    let imported = desk.ok(&["project", "import", &id, text(&clip), "--prepare"]);
    assert_eq!(imported[0]["info"]["audio"], serde_json::Value::Null);
    let sentence = desk.refused(&["export", &id, "--out", text(&desk.path("empty.mp4"))], "INVALID_REQUEST");
    assert!(sentence.contains("nothing to export"), "{sentence}");
}

#[test]
fn without_the_speech_library_the_sentence_says_what_to_install() {
    let desk = Desk::new();
    let script = desk.write("script.txt", "Try it today.");
    let mut command = desk.command();
    command.env("GREENROOM_ESPEAK_LIBRARY", "/nowhere/libespeak-ng.so.1");
    let output = command.args(["ad", text(&script), "--out", text(&desk.path("ad.mp4"))]).output();
    let output = output.expect("the program starts");
    assert_eq!(output.status.code(), Some(1));
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one JSON value");
    assert_eq!(value["error"]["code"], "SPEECH_UNAVAILABLE", "{value}");
    let sentence = value["error"]["message"].as_str().expect("a sentence");
    assert!(sentence.contains("espeak-ng"), "{sentence}");
}

/// The folder of GStreamer's plugins with these left out, and a registry of its own.
#[cfg(target_os = "linux")]
fn without_plugins(desk: &Desk, command: &mut std::process::Command, left_out: &[&str]) {
    let output = std::process::Command::new("pkg-config")
        .args(["--variable=pluginsdir", "gstreamer-1.0"])
        .output()
        .expect("setup installs it");
    let system = String::from_utf8(output.stdout).expect("a path");
    let folder = desk.path("plugins");
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    for entry in std::fs::read_dir(system.trim()).expect("plugins are installed").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if left_out.iter().all(|plugin| !name.contains(plugin)) && !folder.join(&name).exists() {
            std::os::unix::fs::symlink(entry.path(), folder.join(&name)).expect("a link can be made");
        }
    }
    command.env("GST_PLUGIN_SYSTEM_PATH_1_0", &folder).env("GST_REGISTRY", desk.path("registry.bin"));
}

#[test]
#[cfg(target_os = "linux")]
fn a_missing_codec_is_named_with_what_to_install() {
    let desk = Desk::new();
    let clip = desk.path("clip.mp4");
    ffmpeg(&["-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=1", "-pix_fmt", "yuv420p", text(&clip)]);
    let script = desk.write("script.txt", "Try it today.");
    let out = desk.path("ad.mp4");
    let mut command = desk.command();
    without_plugins(
        &desk,
        &mut command,
        &["gstlibav", "gstopenh264", "gstva", "gstvaapi", "gstv4l2", "gstx264"],
    );
    command.args(["ad", text(&script), "--out", text(&out)]);
    let output = command.output().expect("the program starts");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one JSON value");
    assert_eq!(value["error"]["code"], "CODEC_MISSING", "{value}");
    let sentence = value["error"]["message"].as_str().expect("a sentence");
    assert!(sentence.contains("install gstreamer1.0-"), "{sentence}");
    assert!(!out.exists(), "nothing has the final name");
}
