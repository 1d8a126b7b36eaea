//! Where the sound of files lies once conformed, and what becomes of its channels.

use std::path::{Path, PathBuf};

use engine::cancel::Cancel;
use engine::media::conform::{conform, conformed};
use engine::media::probe::probe;
use render::sound::source::SoundSource;
use types::time::Seconds;

use crate::material::{self, CLICKS, clicks, clip, ffmpeg, media, once, recipe, run};

/// A millisecond, in samples.
const CLOSE: i64 = 48;

/// Where the clicks are in interleaved or single samples at 48 kHz, to the nearest sample.
fn clicks_of(samples: impl Iterator<Item = f32>) -> Vec<i64> {
    let mut found: Vec<i64> = Vec::new();
    for (at, sample) in (0_i64..).zip(samples) {
        if sample.abs() > 0.2 && found.last().is_none_or(|last| at - last > 4_800) {
            found.push(at);
        }
    }
    found
}

/// The clicks in the first two seconds of a file's conformed sound.
#[track_caller]
fn clicks_in(path: &Path) -> Vec<i64> {
    let scratch = material::scratch();
    let media = media(path);
    let sound = conform(scratch.path(), &media, &mut |_| {}, &Cancel::new()).expect("it has sound");
    assert!(conformed(scratch.path(), &media).is_some(), "it is kept");
    let mut samples = vec![0.0; 2 * 96_000];
    sound.read(0, &mut samples);
    clicks_of(samples.as_chunks::<2>().0.iter().map(|frame| frame[0]))
}

/// Where ffmpeg hears the clicks of a file, counted from its first picture.
#[track_caller]
fn clicks_as_ffmpeg_hears(path: &Path) -> Vec<i64> {
    let mut command = std::process::Command::new("ffmpeg");
    command.args(["-nostdin", "-hide_banner", "-nostats", "-copyts", "-i"]).arg(path);
    command.args(["-map", "0:v:0", "-vf", "showinfo", "-f", "null", "-"]);
    command.args(["-map", "0:a:0", "-af", "ashowinfo", "-ar", "48000", "-ac", "1", "-f", "f32le", "-"]);
    let output = command.output().expect("setup installs ffmpeg");
    let told = String::from_utf8_lossy(&output.stderr);
    let start = |filter: &str| {
        let mut lines = told.lines().filter(|line| line.contains(filter));
        let time = lines.find_map(|line| line.split("pts_time:").nth(1)?.split_whitespace().next());
        time.and_then(|time| time.parse::<f64>().ok()).expect("ffmpeg tells when each stream starts")
    };
    let lead = ((start("Parsed_ashowinfo") - start("Parsed_showinfo")) * 48_000.0).round() as i64;
    let samples = output.stdout.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes));
    clicks_of(samples).into_iter().map(|at| at + lead).collect()
}

/// A file of the clicks made with that encoder, with a picture or without.
#[track_caller]
fn made(name: &str, encoder: &[&str], picture: Option<&str>) -> PathBuf {
    once(&format!("sync-{name}"), |target| {
        let mut command = ffmpeg();
        if let Some(picture) = picture {
            command.arg("-i").arg(clip(recipe(picture)));
        }
        command.arg("-i").arg(clicks(2));
        if picture.is_some() {
            command.args(["-map", "0:v", "-map", "1:a", "-c:v", "copy"]);
        }
        command.args(encoder).arg(target);
        run(command);
    })
}

fn are_close(found: &[i64], wanted: &[i64]) -> bool {
    found.len() == CLICKS.len()
        && wanted.len() == CLICKS.len()
        && found.iter().zip(wanted).all(|(found, wanted)| (found - wanted).abs() <= CLOSE)
}

/// Every pair of a container and a kind of sound that ffmpeg writes and people have.
const WITH_PICTURE: &[(&str, &[&str], &str)] = &[
    ("aac.mp4", &["-c:a", "aac"], "pal-25.mp4"),
    ("aac-441.mp4", &["-c:a", "aac", "-ar", "44100"], "pal-25.mp4"),
    ("aac-22.mov", &["-c:a", "aac", "-ar", "22050", "-ac", "1"], "pal-25.mp4"),
    ("mp3.mp4", &["-c:a", "libmp3lame"], "pal-25.mp4"),
    ("mp3.mov", &["-c:a", "libmp3lame"], "pal-25.mp4"),
    ("ac3.mp4", &["-c:a", "ac3"], "pal-25.mp4"),
    ("opus.mp4", &["-c:a", "libopus"], "pal-25.mp4"),
    ("alac.mov", &["-c:a", "alac"], "pal-25.mp4"),
    ("aac.mkv", &["-c:a", "aac"], "pal-25.mp4"),
    ("aac-441.mkv", &["-c:a", "aac", "-ar", "44100"], "pal-25.mp4"),
    ("mp3.mkv", &["-c:a", "libmp3lame"], "pal-25.mp4"),
    ("mp3-22.mkv", &["-c:a", "libmp3lame", "-ar", "22050"], "pal-25.mp4"),
    ("ac3.mkv", &["-c:a", "ac3"], "pal-25.mp4"),
    ("eac3.mkv", &["-c:a", "eac3"], "pal-25.mp4"),
    ("flac.mkv", &["-c:a", "flac"], "pal-25.mp4"),
    ("opus.mkv", &["-c:a", "libopus"], "pal-25.mp4"),
    ("vorbis.mkv", &["-c:a", "libvorbis"], "pal-25.mp4"),
    ("opus.webm", &["-c:a", "libopus", "-b:a", "128k"], "vp9.webm"),
    ("vorbis.webm", &["-c:a", "libvorbis"], "vp9.webm"),
    ("aac.ts", &["-c:a", "aac"], "pal-25.mp4"),
    ("mp2.ts", &["-c:a", "mp2"], "pal-25.mp4"),
    ("mp3.ts", &["-c:a", "libmp3lame"], "pal-25.mp4"),
    ("ac3.ts", &["-c:a", "ac3"], "pal-25.mp4"),
    ("opus.ts", &["-c:a", "libopus"], "pal-25.mp4"),
    ("aac.flv", &["-c:a", "aac"], "pal-25.mp4"),
    ("mp3.flv", &["-c:a", "libmp3lame", "-ar", "44100"], "pal-25.mp4"),
    ("pcm.avi", &["-c:a", "pcm_s16le"], "motion-jpeg.avi"),
    ("aac.avi", &["-c:a", "aac"], "motion-jpeg.avi"),
    ("mp3.avi", &["-c:a", "libmp3lame"], "motion-jpeg.avi"),
];

#[test]
fn sound_lies_within_a_millisecond_of_where_ffmpeg_hears_it_against_the_picture() {
    let mut wrong = Vec::new();
    for (name, encoder, picture) in WITH_PICTURE {
        let path = made(name, encoder, Some(picture));
        let (found, wanted) = (clicks_in(&path), clicks_as_ffmpeg_hears(&path));
        if !are_close(&found, &wanted) {
            wrong.push((name, found, wanted));
        }
    }
    assert!(wrong.is_empty(), "file, found, heard by ffmpeg: {wrong:?}");
}

#[test]
fn containers_that_can_say_where_sound_starts_keep_it_where_it_was_recorded() {
    // AVI cannot, and ffmpeg 5 moves the picture against Opus and Vorbis in Matroska by a few milliseconds.
    let cannot = ["aac.avi", "mp3.avi", "opus.mkv", "vorbis.mkv", "opus.webm", "vorbis.webm"];
    let cases = WITH_PICTURE.iter().filter(|(name, ..)| !cannot.contains(name));
    let all = cases.map(|(name, encoder, picture)| (name, clicks_in(&made(name, encoder, Some(picture)))));
    let wrong: Vec<_> = all.filter(|(_, found)| !are_close(found, &CLICKS)).collect();
    assert!(wrong.is_empty(), "clicks are at {CLICKS:?}, found {wrong:?}");
}

#[test]
fn sound_alone_starts_at_its_start_and_ends_at_its_end() {
    let cases: &[(&str, &[&str])] = &[
        ("alone-aac.m4a", &["-c:a", "aac", "-b:a", "160k"]),
        ("alone-opus.ogg", &["-c:a", "libopus", "-b:a", "128k"]),
        ("alone.wav", &["-c:a", "pcm_s16le"]),
        ("alone-441.wav", &["-c:a", "pcm_s16le", "-ar", "44100"]),
        ("alone.flac", &["-c:a", "flac"]),
        ("alone-vorbis.ogg", &["-c:a", "libvorbis"]),
        ("alone.mp3", &["-c:a", "libmp3lame"]),
        ("alone-441.mp3", &["-c:a", "libmp3lame", "-ar", "44100", "-metadata", "title=Clicks"]),
        ("alone-22.mp3", &["-c:a", "libmp3lame", "-ar", "22050", "-ac", "1"]),
        ("alone-variable.mp3", &["-c:a", "libmp3lame", "-q:a", "2", "-id3v2_version", "3"]),
    ];
    for (name, encoder) in cases {
        let path = made(name, encoder, None);
        let found = clicks_in(&path);
        assert!(are_close(&found, &CLICKS), "{name}: clicks are at {CLICKS:?}, found {found:?}");
        if name.ends_with(".mp3") {
            let length = probe(&path).expect("it is sound").duration;
            let off = length.minus(Seconds::new(2, 1).expect("1 is positive")).nanos();
            assert!(off.abs() <= 1_000_000, "{name} lasts {length:?}");
        }
    }
}

#[test]
fn an_mp3_that_says_nothing_of_its_encoder_is_taken_whole() {
    let found = clicks_in(&made("alone-bare.mp3", &["-c:a", "libmp3lame", "-write_xing", "0"], None));
    assert!(are_close(&found, &CLICKS.map(|click| click + 1105)), "{found:?}");
}

#[test]
fn surround_sound_keeps_its_centre() {
    let path = once("surround.wav", |target| {
        let mut command = ffmpeg();
        // A tone in the centre only.
        command.args(["-f", "lavfi", "-i", "sine=1000:duration=1:sample_rate=48000"]);
        command.args(["-af", "volume=8dB,pan=5.1|FC=c0", "-c:a", "pcm_f32le"]).arg(target);
        run(command);
    });
    let media = media(&path);
    assert_eq!(media.info.audio.as_ref().expect("it has sound").channels, 6);
    let scratch = material::scratch();
    let sound = conform(scratch.path(), &media, &mut |_| {}, &Cancel::new()).expect("it has sound");
    let mut samples = vec![0.0; 2 * 24_000];
    sound.read(12_000, &mut samples);
    let level =
        |side: usize| samples.iter().skip(side).step_by(2).fold(0.0_f32, |top, sample| top.max(sample.abs()));
    let tone = 0.125 * 10_f32.powf(8.0 / 20.0);
    for side in [0, 1] {
        assert!(
            (level(side) / tone - std::f32::consts::FRAC_1_SQRT_2).abs() < 0.02,
            "side {side}: {}",
            level(side)
        );
    }
}

#[test]
fn conforming_can_be_stopped_and_leaves_nothing() {
    let scratch = material::scratch();
    let cancel = Cancel::new();
    cancel.cancel();
    let stopped = conform(scratch.path(), &media(&clicks(2)), &mut |_| {}, &cancel);
    assert!(matches!(stopped, Err(engine::error::EngineError::Cancelled)));
    let left = std::fs::read_dir(scratch.path().join("sound")).map_or(0, Iterator::count);
    assert_eq!(left, 0);
}

#[test]
fn a_waveform_is_kept_and_made_again_when_damaged() {
    let scratch = material::scratch();
    let media = media(&clicks(2));
    let sound = conform(scratch.path(), &media, &mut |_| {}, &Cancel::new()).expect("it has sound");
    let kept = sound.peaks();
    let folder = scratch.path().join("sound");
    for entry in std::fs::read_dir(folder).expect("the sound is there") {
        let path = entry.expect("it can be listed").path();
        if path.extension().is_some_and(|kind| kind == "peaks") {
            std::fs::write(path, b"nonsense").expect("it can be written");
        }
    }
    assert_eq!(sound.peaks(), kept);
    let columns = kept.columns(0..96_000, 32);
    assert!(columns[4].high > 0.5 && columns[9].high < 0.01, "{columns:?}");
}
