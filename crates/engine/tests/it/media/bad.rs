//! Files that are no good are refused in plain words, soon, and nothing else happens.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use engine::error::EngineError;
use engine::media::pool::{Purpose, ReaderPool};
use engine::media::probe::probe;
use types::geometry::Size;
use types::time::Seconds;

use crate::material::{self, clip, media, once, recipe, shuffled};

/// Bytes of a good clip, spoiled, as a file.
fn spoiled(name: &str, from: &str, spoil: impl FnOnce(&mut Vec<u8>)) -> PathBuf {
    once(&format!("bad-{name}"), |target| {
        let mut bytes = std::fs::read(clip(recipe(from))).expect("the clip was made");
        spoil(&mut bytes);
        std::fs::write(target, bytes).expect("the folder can be written to");
    })
}

/// Probes a file that is no good; gives what is said about it.
#[track_caller]
fn refused(path: &Path) -> String {
    let start = Instant::now();
    let error = probe(path).expect_err("it is no good");
    assert!(start.elapsed() < Duration::from_secs(10), "{error} took {:?}", start.elapsed());
    assert!(matches!(error, EngineError::Unreadable { .. }), "{error:?}");
    error.to_string()
}

/// Where a box of an MP4 starts.
fn find(bytes: &[u8], name: &[u8; 4]) -> usize {
    bytes.windows(4).position(|word| word == name).expect("the box is there") - 4
}

#[test]
fn an_empty_file_is_called_empty() {
    let path =
        once("bad-empty.mp4", |target| std::fs::write(target, []).expect("the folder can be written to"));
    assert!(refused(&path).ends_with("it is empty"));
}

#[test]
fn text_is_called_text() {
    let path = once("bad-text.mp4", |target| {
        std::fs::write(target, "Buy now!\nOnly today.\n".repeat(40)).expect("the folder can be written to");
    });
    assert!(refused(&path).ends_with("it is text, not media"));
}

#[test]
fn noise_is_not_media() {
    let path = once("bad-noise.mkv", |target| {
        let bytes: Vec<u8> = shuffled(60_000).into_iter().map(|number| ((number * 31) >> 3) as u8).collect();
        std::fs::write(target, bytes).expect("the folder can be written to");
    });
    refused(&path);
}

#[test]
fn an_unfinished_recording_is_called_so() {
    let path = spoiled("no-moov.mp4", "pal-25.mp4", |bytes| bytes.truncate(find(bytes, b"moov")));
    assert!(refused(&path).contains("table of contents is missing"));
    let path = spoiled("half-moov.mp4", "pal-25.mp4", |bytes| bytes.truncate(find(bytes, b"moov") + 300));
    assert!(refused(&path).contains("table of contents"));
}

#[test]
fn a_file_that_is_not_there_is_called_so() {
    assert!(matches!(probe(Path::new("/nowhere/clip.mp4")), Err(EngineError::FileNotFound { .. })));
}

#[test]
fn a_picture_too_large_is_refused_before_it_is_decoded() {
    let path = once("bad-huge.png", |target| {
        // A true header of 20000x10000; what would follow it is never read.
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x4e\x20\0\0\x27\x10\x08\x06\0\0\0".to_vec();
        let sum = crc(&bytes[12..]);
        bytes.extend(sum.to_be_bytes());
        bytes.extend(b"\0\0\0\x01IDAT\0\0\0\0\0");
        std::fs::write(target, bytes).expect("the folder can be written to");
    });
    let error = probe(&path).expect_err("it is too large");
    assert!(matches!(error, EngineError::TooLarge { width: 20_000, height: 10_000, .. }), "{error:?}");
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, &byte| {
        (0..8).fold(
            crc ^ u32::from(byte),
            |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 },
        )
    })
}

#[test]
fn a_codec_nobody_has_is_named_with_what_to_install() {
    let path = spoiled("codec.mp4", "pal-25.mp4", |bytes| {
        let at = bytes.windows(4).rposition(|word| word == b"avc1").expect("it is H.264");
        bytes[at..at + 4].copy_from_slice(b"zzqq");
    });
    let error = probe(&path).expect_err("there is no such codec");
    assert!(matches!(error, EngineError::Missing { .. }), "{error:?}");
}

#[test]
fn damage_in_the_middle_costs_pictures_and_nothing_more() {
    let scratch = material::scratch();
    let pool = ReaderPool::new(scratch.path(), 8 << 20);
    for (name, from) in
        [("flipped.mp4", "pal-25.mp4"), ("flipped.mkv", "web-30.mkv"), ("flipped.ts", "transport.ts")]
    {
        let path = spoiled(name, from, |bytes| {
            let from = bytes.len() / 4;
            for number in shuffled(4000).into_iter().take(60) {
                let length = bytes.len() / 2;
                bytes[from + number as usize * length / 4000] ^= 0x55;
            }
        });
        let start = Instant::now();
        let Ok(_) = probe(&path) else { continue };
        let media = media(&path);
        for number in shuffled(100).into_iter().take(20) {
            let time = Seconds::new(i64::from(number), 25).expect("25 is positive");
            // Any picture or a clear refusal; never a hang.
            drop(pool.picture(&media, time, Size::new(160, 90), Purpose::Scrub));
        }
        assert!(start.elapsed() < Duration::from_secs(30), "{name} took {:?}", start.elapsed());
    }
}

#[test]
fn a_file_cut_short_can_be_used_as_far_as_it_goes() {
    let path = spoiled("short.mkv", "web-30.mkv", |bytes| bytes.truncate(bytes.len() / 2));
    let info = probe(&path).expect("half of it is good");
    let frames = info.video.expect("it has pictures").frames;
    assert!((30..120).contains(&frames), "{frames}");
}

#[test]
fn a_web_video_cut_short_is_used_as_far_as_it_goes_and_says_so() {
    let path = once("bad-short.mp4", |target| {
        let whole = target.with_extension("whole.mp4");
        let mut command = material::ffmpeg();
        command
            .arg("-i")
            .arg(clip(recipe("pal-25.mp4")))
            .args(["-c", "copy", "-movflags", "faststart"])
            .arg(&whole);
        material::run(command);
        let mut bytes = std::fs::read(&whole).expect("it was made");
        bytes.truncate(bytes.len() * 6 / 10);
        std::fs::write(target, bytes).expect("the folder can be written to");
        std::fs::remove_file(whole).expect("it was made");
    });
    let media = media(&path);
    let frames = media.info.video.as_ref().expect("it has pictures").frames;
    assert!((40..125).contains(&frames), "{frames}");
    assert!(
        media.info.warnings.iter().any(|warning| warning.contains("breaks off")),
        "{:?}",
        media.info.warnings
    );
    let scratch = material::scratch();
    let pool = ReaderPool::new(scratch.path(), 8 << 20);
    let late = Seconds::new(100, 1).expect("1 is positive");
    pool.picture(&media, late, Size::new(160, 90), Purpose::Export).expect("the last good picture stands");
}

#[test]
fn every_way_to_spoil_a_header_ends_soon() {
    for (name, from) in
        [("header.mp4", "open-gop.mp4"), ("header.mkv", "web-30.mkv"), ("header.avi", "motion-jpeg.avi")]
    {
        for round in 0..3_usize {
            let path = spoiled(&format!("{round}-{name}"), from, |bytes| {
                let table = if name.ends_with("mp4") { find(bytes, b"moov") } else { 0 };
                for step in 0..12 {
                    let at = table + 16 + (round * 131 + step * 97) % 1200;
                    bytes[at] = bytes[at].wrapping_mul(7).wrapping_add(round as u8 + 13);
                }
            });
            let start = Instant::now();
            drop(probe(&path));
            assert!(start.elapsed() < Duration::from_secs(10), "{path:?} took {:?}", start.elapsed());
        }
    }
}
