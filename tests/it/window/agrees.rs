//! What the window shows while the playhead stands still is what the exported film shows.
#![expect(clippy::panic, reason = "a test that cannot go on says why")]

use std::fs::File;
use std::io::Write;
use std::path::Path;

use serde_json::json;
use tests::quality::ssim_of_each;
use types::call::play::FrameOf;
use types::geometry::Size;

use super::ad::Ad;
use super::driver::Driver;
use super::program;
use super::screen::Screen;
use crate::support::{ffmpeg, text};

/// Structural similarity that every frame has at least.
const SIMILAR: f64 = 0.98;

/// Draws a frame with the page's own painter and gives the lightness of each pixel, as films have it, as a letter.
const DRAWN: &str = "
    const [call, brush, done] = arguments;
    const seen = async () => {
        const { show } = await import('/painter.js');
        const canvases = (window.compared ??= {});
        const canvas = (canvases[brush] ??= document.createElement('canvas'));
        await show(canvas, 'frame', new TextEncoder().encode(call), brush === 'swift');
        const { width, height } = canvas;
        const pen = (canvases.flat ??= document.createElement('canvas')).getContext('2d', { willReadFrequently: true });
        Object.assign(pen.canvas, { width, height });
        pen.drawImage(canvas, 0, 0);
        const { data } = pen.getImageData(0, 0, width, height);
        const luma = new Uint8Array(width * height);
        for (let from = 0, to = 0; to < luma.length; from += 4, to++) {
            const light = 0.2126 * data[from] + 0.7152 * data[from + 1] + 0.0722 * data[from + 2];
            luma[to] = Math.round(16 + light * 219 / 255);
        }
        const rows = [];
        for (let row = 0; row < height; row++) {
            rows.push(String.fromCharCode(...luma.subarray(row * width, (row + 1) * width)));
        }
        return rows.join('');
    };
    seen().then(done, (failure) => done({ failed: String(failure) }));
";

/// How many frames are looked at.
fn rounds() -> i64 {
    if std::env::var("GREENROOM_SOAK").is_ok_and(|soak| soak == "full") { 100 } else { 10 }
}

#[test]
fn the_picture_in_the_window_is_that_of_the_film() {
    let (program, data) = (program(), tempfile::tempdir().expect("a folder"));
    let ad = Ad::make(data.path());
    let film = ad.export();
    let (size, length) = (ad.document.canvas.size, ad.document.frames());
    let frames: Vec<i64> = (0..rounds()).map(|round| round * length / rounds()).collect();
    let (shown, wanted) = (data.path().join("shown.gray"), data.path().join("wanted.gray"));
    take_out(&film, &frames, &wanted);

    let screen = Screen::start(data.path());
    let window = Driver::open(&screen, &program);
    window.find("dashboard");
    let mut file = File::create(&shown).expect("a file");
    // Every other frame by the brush of the viewer, the others by that of lists.
    for (frame, brush) in frames.iter().zip(["swift", "plain"].into_iter().cycle()) {
        let call = FrameOf { id: ad.project, frame: Some(*frame), size, exact: true };
        file.write_all(&luma(&window, &call, brush)).expect("room on the disk");
    }
    window.quit();
    let Size { width, height } = size;
    let similar = ssim_of_each(&shown, &wanted, (width as usize, height as usize)).expect("ffmpeg measures");
    assert_eq!(similar.len(), frames.len(), "every frame is in the film");
    let told: Vec<(i64, f64)> = frames.into_iter().zip(similar).collect();
    let differ: Vec<_> = told.iter().filter(|(_, similar)| *similar < SIMILAR).collect();
    assert!(differ.is_empty(), "frames differ: {differ:?} of {told:?}");
}

/// What the window shows of a frame: the lightness of each pixel.
fn luma(window: &Driver, call: &FrameOf, brush: &str) -> Vec<u8> {
    let call_text = serde_json::to_string(call).expect("a call is JSON");
    let seen = window.run_to_its_end(DRAWN, &json!([call_text, brush]));
    let seen = seen.as_str().unwrap_or_else(|| panic!("frame {:?} is not drawn: {seen}", call.frame));
    let luma: Vec<u8> = seen.chars().filter_map(|letter| u8::try_from(u32::from(letter)).ok()).collect();
    assert_eq!(luma.len(), (call.size.width * call.size.height) as usize, "frame {:?} is whole", call.frame);
    luma
}

/// Takes the lightness of frames out of a film, as it was encoded.
fn take_out(film: &Path, frames: &[i64], to: &Path) {
    let chosen: Vec<String> = frames.iter().map(|frame| format!("eq(n,{frame})")).collect();
    let filter = format!("select='{}',extractplanes=y", chosen.join("+"));
    ffmpeg(&[
        "-i",
        text(film),
        "-vf",
        &filter,
        "-vsync",
        "0",
        "-f",
        "rawvideo",
        "-pix_fmt",
        "gray",
        text(to),
    ]);
}
