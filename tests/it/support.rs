//! A studio of its own for each story, and clips whose pictures carry their number.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use studio::frame::{Look, View};
use studio::progress::{Cancel, Progress, Stage};
use studio::workshop::{EnginePlace, Workshop};
use types::document::Document;
use types::edit::Edit;
use types::geometry::Size;
use types::id::MediaId;
use types::media::Media;

/// Bits of a picture's number.
const BITS: usize = 10;
/// Width and height of the field of one bit, in pixels of the clip.
const FIELD: usize = 16;

pub struct Desk {
    folder: tempfile::TempDir,
    pub workshop: Workshop,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let workshop = Workshop::open(&folder.path().join("data"), EnginePlace::Here)
            .expect("a workshop opens in an empty folder");
        Self { folder, workshop }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Adds a file to a document.
    pub fn add(&self, document: &mut Document, path: &Path) -> MediaId {
        let footage = self.workshop.footage(path).expect("the clip can be read");
        let id = MediaId(document.next_id);
        let path = footage.path.to_string_lossy().into_owned();
        let edit = Edit::AddMedia { path, identity: footage.identity, info: Box::new(footage.info) };
        document.apply(&edit).expect("media can always be added");
        id
    }

    /// A frame as the viewer or an export has it.
    pub fn view(&self, document: &Arc<Document>, frame: i64, size: Size, look: Look) -> Vec<u8> {
        let view = View { frame, size, revision: 0, look };
        self.workshop.view(document, &view).expect("the frame can be drawn")
    }

    pub fn make_proxy(&self, media: &Media) {
        let progress = Progress::new(&|_, _, _| {}, Cancel::new());
        self.workshop.make_proxy(media, &progress).expect("a proxy can be made");
    }

    pub fn export(&self, document: &Document, preset: &str, name: &str) -> PathBuf {
        let path = self.path(name);
        let preset = studio::export::preset(preset).expect("the preset exists");
        let told = |_: Stage, _: u64, _: u64| {};
        let progress = Progress::new(&told, Cancel::new());
        self.workshop
            .export(&shared(document), preset, &path, &progress)
            .expect("the document can be exported");
        path
    }
}

pub fn shared(document: &Document) -> Arc<Document> {
    Arc::new(document.clone())
}

#[track_caller]
pub fn ffmpeg(arguments: &[&str]) -> Vec<u8> {
    let output = Command::new("ffmpeg")
        .args(["-hide_banner", "-nostdin", "-v", "error", "-y"])
        .args(arguments)
        .output()
        .expect("ffmpeg is installed by cargo xtask setup");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

pub fn text(path: &Path) -> &str {
    path.to_str().expect("temporary paths are UTF-8")
}

/// The filter that draws a picture's number as a row of black and white fields.
pub fn numbered() -> String {
    let field = |bit: usize| {
        let (x, power) = (bit * FIELD, 1 << bit);
        format!("drawbox=x={x}:y=0:w={FIELD}:h={FIELD}:color=white:t=fill:enable='mod(floor(n/{power}),2)'")
    };
    let black = format!("drawbox=x=0:y=0:w={}:h={FIELD}:color=black:t=fill", BITS * FIELD);
    std::iter::once(black).chain((0..BITS).map(field)).collect::<Vec<_>>().join(",")
}

/// The number in a picture of `width` pixels; `scale` is its size over that of the clip.
pub fn number(luma: &[u8], width: usize, scale: f64) -> usize {
    let at = |bit: usize| {
        let x = ((bit as f64 + 0.5) * FIELD as f64 * scale) as usize;
        let y = (0.5 * FIELD as f64 * scale) as usize;
        usize::from(luma[y * width + x] > 126) << bit
    };
    (0..BITS).map(at).sum()
}

/// The number of every picture of a file, as ffmpeg decodes it.
pub fn numbers(path: &Path, (width, height): (usize, usize), scale: f64) -> Vec<usize> {
    let luma = ffmpeg(&["-i", text(path), "-vsync", "0", "-f", "rawvideo", "-pix_fmt", "gray", "-"]);
    luma.chunks_exact(width * height).map(|picture| number(picture, width, scale)).collect()
}

/// When every picture of a file is shown, in nanoseconds from the first, exactly as its time base has it.
pub fn times(path: &Path) -> Vec<i64> {
    let output = Command::new("ffprobe")
        .args([
            "-v",
            "error",
            "-select_streams",
            "v",
            "-show_entries",
            "stream=time_base:frame=pts",
            "-of",
            "json",
        ])
        .arg(path)
        .output()
        .expect("ffprobe is installed by cargo xtask setup");
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("ffprobe prints JSON");
    let base = value["streams"][0]["time_base"].as_str().expect("a time base").to_owned();
    let (num, den) = base.split_once('/').expect("a fraction");
    let (num, den): (i128, i128) = (num.parse().expect("a number"), den.parse().expect("a number"));
    let frames = value["frames"].as_array().expect("frames");
    let pts = frames.iter().map(|frame| i128::from(frame["pts"].as_i64().expect("every picture has a time")));
    let pts: Vec<i128> = pts.collect();
    let first = pts.first().copied().unwrap_or(0);
    pts.iter().map(|pts| ((pts - first) * num * 1_000_000_000 / den) as i64).collect()
}
