//! `greenroom ad` makes a file that every placement takes.

use crate::support::{Desk, ffmpeg, ffprobe, loudness, text};

const SCRIPT: &str =
    "Tired of cold coffee?\nMeet the Ember cup. It keeps 12 oz hot for $29.99.\nOrder yours today.\n";

#[test]
fn an_ad_is_what_placements_ask_for() {
    let desk = Desk::new();
    let script = desk.write("script.txt", SCRIPT);
    let out = desk.path("ad.mp4");
    let made = desk.ok(&["ad", text(&script), "--out", text(&out)]);
    let probed = ffprobe(&out);
    let stream = |kind: &str| {
        let streams = probed["streams"].as_array().expect("streams");
        streams.iter().find(|stream| stream["codec_type"] == kind).cloned().expect("the stream is there")
    };
    let (video, audio) = (stream("video"), stream("audio"));
    for (key, value) in [
        ("codec_name", "h264"),
        ("profile", "High"),
        ("pix_fmt", "yuv420p"),
        ("color_space", "bt709"),
        ("color_transfer", "bt709"),
        ("color_primaries", "bt709"),
        ("color_range", "tv"),
    ] {
        assert_eq!(video[key], value, "{key}");
    }
    assert_eq!((&video["width"], &video["height"]), (&1080.into(), &1920.into()));
    assert_eq!((&audio["codec_name"], &audio["sample_rate"]), (&"aac".into(), &"48000".into()));
    assert_eq!(audio["channels"], 2);

    let frames = made["frames"].as_i64().expect("a count");
    assert_eq!(video["nb_frames"], frames.to_string());
    assert_eq!(video["start_time"], "0.000000");
    let seconds = |value: &serde_json::Value| {
        value.as_str().and_then(|text| text.parse::<f64>().ok()).expect("seconds")
    };
    assert!((seconds(&video["duration"]) - frames as f64 / 30.0).abs() < 1e-4);
    assert!((seconds(&audio["duration"]) - frames as f64 / 30.0).abs() <= 1024.0 / 48_000.0);
    let head = std::fs::read(&out).expect("the file is there");
    let place = |name: &[u8]| head.windows(4).position(|window| window == name).expect("the box is there");
    assert!(place(b"moov") < place(b"mdat"), "the index comes first");

    let (lufs, peak) = loudness(&out);
    assert!((lufs + 14.0).abs() <= 1.0, "{lufs} LUFS");
    assert!(peak <= -1.0, "{peak} dBTP");
}

#[test]
fn the_picture_moves_while_the_actor_speaks_and_captions_change() {
    let desk = Desk::new();
    let script = desk.write("script.txt", "This is a first line for everybody. Try it now.");
    let out = desk.path("ad.mp4");
    desk.ok(&["ad", text(&script), "--out", text(&out), "--music", "none", "--title", "", "--end-card", ""]);
    // Scene scores of neighbouring frames: a still picture would have zeros everywhere.
    let said =
        ffmpeg(&["-i", text(&out), "-vf", "select='gte(scene,0)',metadata=print:file=-", "-f", "null", "-"]);
    assert!(said.contains("frame="), "{said}");
    let said = ffmpeg(&["-i", text(&out), "-vf", "freezedetect=n=0.0003:d=0.5", "-f", "null", "-"]);
    assert!(!said.contains("freeze_start"), "{said}");
}

#[test]
fn own_footage_music_and_photos_are_used() {
    let desk = Desk::new();
    let (clip, song, photo) = (desk.path("clip.mp4"), desk.path("song.mp3"), desk.path("photo.png"));
    ffmpeg(&["-f", "lavfi", "-i", "testsrc2=s=640x360:r=25:d=2", "-pix_fmt", "yuv420p", text(&clip)]);
    ffmpeg(&["-f", "lavfi", "-i", "sine=frequency=330:duration=3", text(&song)]);
    ffmpeg(&["-f", "lavfi", "-i", "gradients=s=600x800:d=1", "-frames:v", "1", text(&photo)]);
    let script =
        desk.write("script.txt", "One for the start.\nTwo for the show.\nThree to get ready.\nGo now.");
    let out = desk.path("ad.mp4");
    let arguments = ["ad", text(&script), "--out", text(&out), "--aspect", "1:1", "--portrait", text(&photo)];
    let mut all = arguments.to_vec();
    all.extend(["--media", text(&clip), "--music", text(&song), "--preset", "draft", "--fps", "29.97"]);
    let made = desk.ok(&all);
    assert_eq!(made["warnings"], serde_json::json!([]), "nothing is missing");
    let probed = ffprobe(&out);
    assert_eq!(probed["streams"][0]["r_frame_rate"], "30000/1001");
    assert_eq!(probed["streams"][0]["width"], probed["streams"][0]["height"]);
}

#[test]
fn the_same_brief_makes_the_same_pictures() {
    let desk = Desk::new();
    let script = desk.write("script.txt", "Same again? Same again.");
    let sums = ["a.mp4", "b.mp4"].map(|name| {
        let out = desk.path(name);
        desk.ok(&["ad", text(&script), "--out", text(&out), "--preset", "draft"]);
        let sums = desk.path(&format!("{name}.md5"));
        ffmpeg(&["-i", text(&out), "-map", "0:v", "-f", "framemd5", text(&sums)]);
        std::fs::read_to_string(sums).expect("ffmpeg wrote them")
    });
    assert_eq!(sums[0], sums[1]);
}

#[test]
fn webm_and_mov_are_made_too() {
    let desk = Desk::new();
    let script = desk.write("script.txt", "Short and sweet.");
    for (preset, name, codecs) in
        [("webm", "ad.webm", ["vp9", "opus"]), ("mezzanine", "ad.mov", ["prores", "pcm_s16le"])]
    {
        let out = desk.path(name);
        desk.ok(&["ad", text(&script), "--out", text(&out), "--preset", preset]);
        let probed = ffprobe(&out);
        let found: Vec<_> = probed["streams"]
            .as_array()
            .expect("streams")
            .iter()
            .map(|stream| stream["codec_name"].clone())
            .collect();
        assert_eq!(found, codecs);
    }
}
