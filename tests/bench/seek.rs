//! Exact frames of a 1080p GOP-60 file at preview size: at random, step by step in either direction, from the cache,
//! and the same from a proxy.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use studio::frame::{Look, View};
use studio::progress::{Cancel, Progress};
use studio::workshop::{EnginePlace, Workshop};
use types::document::Document;
use types::document::clip::{Clip, Source};
use types::document::track::Kind;
use types::edit::Edit;
use types::geometry::{Aspect, Size};
use types::id::MediaId;
use types::time::FrameRate;

use crate::measure::percentile;
use crate::{Bench, Measured, material};

const PREVIEW: Size = Size::new(960, 540);
const COUNT: usize = 100;
/// How long a frame is shown when an arrow key is held.
const HELD: Duration = Duration::from_nanos(1_000_000_000 / 30);
/// Steps back in a row.
const STEPS: i64 = 30;

type Timed = Result<Vec<Duration>, Box<dyn std::error::Error>>;

/// A document of one clip and what draws it.
struct Viewer {
    data: PathBuf,
    workshop: Workshop,
    document: Arc<Document>,
}

/// Measures frames.
pub fn measure(bench: &Bench) -> Measured {
    let clip = material::clips(bench)?.into_iter().next().ok_or("there is a clip")?;
    let data = bench.folder.join("seek-data");
    drop(std::fs::remove_dir_all(&data));
    let workshop = Workshop::open(&data, EnginePlace::Here)?;
    let footage = workshop.footage(&clip)?;
    let mut document = Document::new(Aspect::Wide, FrameRate::FPS_30);
    let media = MediaId(document.next_id);
    let path = footage.path.to_string_lossy().into_owned();
    document.apply(&Edit::AddMedia { path, identity: footage.identity, info: Box::new(footage.info) })?;
    let track = document.first_track(Kind::Video).ok_or("a new document has a video track")?.id;
    let whole = Box::new(Clip::new(600, Source::Media(media)));
    document.apply(&Edit::Overwrite { track, at: 0, clip: whole })?;
    let document = Arc::new(document);
    let viewer = Viewer { data, workshop, document };
    let mut lines = vec![
        "| frames | median ms | p95 ms | must ms | aim ms |".to_owned(),
        "|---|---|---|---|---|".to_owned(),
    ];
    viewer.rows("original", ("400", "150"), &mut lines)?;
    let media = viewer.document.media(media).ok_or("it was added")?;
    let progress = Progress::new(&|_, _, _| {}, Cancel::new());
    viewer.workshop.make_proxy(media, &progress)?;
    viewer.rows("540p intra proxy", ("40", "20"), &mut lines)?;
    Ok(("Exact frames at 960x540 of a 20 s 1080p30 file, keyframe every 60 frames", lines))
}

impl Viewer {
    /// Every kind of move in one file. `random` says what is asked of frames at random.
    fn rows(
        &self,
        file: &str,
        random: (&str, &str),
        lines: &mut Vec<String>,
    ) -> Result<(), Box<dyn std::error::Error>> {
        let mut row = |name: &str, times: &[Duration], (must, aim): (&str, &str)| {
            let (middle, high) = (percentile(times, 0.5), percentile(times, 0.95));
            lines.push(format!("| {name}, {file} | {middle:.1} | {high:.1} | {must} | {aim} |"));
        };
        row("at random", &self.anew()?.show_all(jumps(COUNT))?, random);
        row("first step back", &self.anew()?.first_steps_back(30)?, ("25", ""));
        row("30 steps back, 30 a second", &self.anew()?.held_back(10)?, ("25", ""));
        let (viewer, on) = (self.anew()?, 100..100 + COUNT as i64);
        viewer.show(99)?;
        row("one step on", &viewer.show_all(on.clone())?, ("25", ""));
        row("shown before", &viewer.show_all(on)?, ("5", ""));
        Ok(())
    }

    /// The same with nothing in memory yet but the file open.
    fn anew(&self) -> Result<Self, Box<dyn std::error::Error>> {
        let (data, document) = (self.data.clone(), self.document.clone());
        let viewer = Self { workshop: Workshop::open(&data, EnginePlace::Here)?, data, document };
        viewer.show(0)?;
        Ok(viewer)
    }

    fn show(&self, frame: i64) -> Result<Duration, Box<dyn std::error::Error>> {
        let started = Instant::now();
        let view = View { frame, size: PREVIEW, revision: 0, look: Look::Scrub };
        self.workshop.view(&self.document, &view)?;
        Ok(started.elapsed())
    }

    fn show_all(&self, frames: impl IntoIterator<Item = i64>) -> Timed {
        frames.into_iter().map(|frame| self.show(frame)).collect()
    }

    /// The first step back after the playhead was put somewhere.
    fn first_steps_back(&self, count: usize) -> Timed {
        let places = jumps(count).into_iter().map(|frame| frame.max(1));
        places.map(|frame| self.show(frame).and_then(|_| self.show(frame - 1))).collect()
    }

    /// The arrow key held from several places, straight after the playhead was put there.
    fn held_back(&self, count: usize) -> Timed {
        let mut times = Vec::new();
        for place in jumps(count).into_iter().map(|frame| frame.max(STEPS)) {
            self.show(place)?;
            for frame in (place - STEPS..place).rev() {
                let took = self.show(frame)?;
                times.push(took);
                std::thread::sleep(HELD.saturating_sub(took));
            }
        }
        Ok(times)
    }
}

/// Frames all over the file, the same in every run (a linear congruence, no statistics needed).
fn jumps(count: usize) -> Vec<i64> {
    let numbers = std::iter::successors(Some(12_345_u64), |last| {
        Some(last.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407))
    });
    numbers.skip(1).take(count).map(|number| ((number >> 33) % 600) as i64).collect()
}
