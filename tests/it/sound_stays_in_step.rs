//! A flash and a click that belong together still do after export, to the millisecond.

use types::document::Document;
use types::document::clip::{Clip, Source};
use types::document::track::Kind;
use types::edit::Edit;
use types::geometry::Aspect;
use types::time::FrameRate;

use crate::support::{Desk, ffmpeg, text};

/// When the flash is, in frames at 30 a second, and so the click: exactly at its start.
const FLASH: usize = 45;

fn check(name: &str, codec: &[&str], preset: &str, out: &str) {
    let desk = Desk::new();
    let path = desk.path(name);
    let flash = format!("drawbox=c=white:t=fill:enable='eq(n,{FLASH})'");
    let click = format!(
        "aevalsrc='if(gte(n,{s})*lt(n,{s}+96),0.8*sin(2*PI*2000*t),0)':s=48000:d=3",
        s = FLASH * 1600
    );
    let mut arguments = vec![
        "-f",
        "lavfi",
        "-i",
        "color=black:s=320x180:r=30:d=3",
        "-f",
        "lavfi",
        "-i",
        &click,
        "-vf",
        &flash,
    ];
    arguments.extend(codec);
    arguments.push(text(&path));
    ffmpeg(&arguments);

    let mut document = Document::new(Aspect::Wide, FrameRate::FPS_30);
    let media = desk.add(&mut document, &path);
    for (kind, unit) in [(Kind::Video, 1), (Kind::Effect, 1600)] {
        let track = document.first_track(kind).expect("a new document has one").id;
        let clip = Box::new(Clip::new(80 * unit, Source::Media(media)));
        document.apply(&Edit::Overwrite { track, at: 0, clip }).expect("it fits");
    }
    let file = desk.export(&document, preset, out);
    let luma = ffmpeg(&["-i", text(&file), "-vf", "scale=16:16", "-f", "rawvideo", "-pix_fmt", "gray", "-"]);
    let flash = luma.chunks_exact(256).position(|picture| picture[100] > 128).expect("the flash is there");
    assert_eq!(flash, FLASH, "{name} to {out}");
    let sound = ffmpeg(&["-i", text(&file), "-ac", "1", "-ar", "48000", "-f", "f32le", "-"]);
    let samples: Vec<f32> =
        sound.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
    let loudest = samples.iter().fold(0.0_f32, |most, sample| most.max(sample.abs()));
    let click = samples.iter().position(|sample| sample.abs() > loudest / 2.0).expect("the click is there");
    let late = click as i64 - FLASH as i64 * 1600;
    // The click rises within a quarter of its first period, 6 samples; lossy coders spread it by a few more.
    assert!((-48..=48).contains(&late), "{name} to {out}: {late} samples late");
}

#[test]
fn flash_and_click_meet_in_every_container() {
    let aac = ["-c:v", "libx264", "-bf", "2", "-c:a", "aac", "-b:a", "256k", "-pix_fmt", "yuv420p"];
    check("flash.mp4", &aac, "standard", "out.mp4");
    check(
        "flash.mov",
        &["-c:v", "mjpeg", "-c:a", "pcm_s16le", "-pix_fmt", "yuvj420p"],
        "mezzanine",
        "out.mov",
    );
    check("flash-webm.mp4", &aac, "webm", "out.webm");
}
