//! Exact frames of a 1080p GOP-60 file at preview size: at random, step by step, from the cache, and from a proxy.

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
    let time = |frames: &[i64]| -> Result<Vec<Duration>, Box<dyn std::error::Error>> {
        let timed = frames.iter().map(|frame| {
            let started = Instant::now();
            let view = View { frame: *frame, size: PREVIEW, revision: 0, look: Look::Scrub };
            workshop.view(&document, &view)?;
            Ok(started.elapsed())
        });
        timed.collect()
    };
    time(&[0])?;
    let mut lines = vec![
        "| frames | median ms | p95 ms | must ms | aim ms |".to_owned(),
        "|---|---|---|---|---|".to_owned(),
    ];
    let mut row = |name: &str, times: &[Duration], must: &str, aim: &str| {
        let (middle, high) = (percentile(times, 0.5), percentile(times, 0.95));
        lines.push(format!("| {name} | {middle:.1} | {high:.1} | {must} | {aim} |"));
    };
    row("at random, original", &time(&random(COUNT))?, "400", "150");
    row("one step on, original", &time(&(100..100 + COUNT as i64).collect::<Vec<_>>())?, "25", "");
    row("shown before", &time(&(100..100 + COUNT as i64).collect::<Vec<_>>())?, "5", "");
    let progress = Progress::new(&|_, _, _| {}, Cancel::new());
    workshop.make_proxy(document.media(media).ok_or("it was added")?, &progress)?;
    row("at random, 540p intra proxy", &time(&random(COUNT))?, "40", "20");
    Ok(("Exact frames at 960x540 of a 20 s 1080p30 file, keyframe every 60 frames", lines))
}

/// Frames all over the file, the same in every run (a linear congruence, no statistics needed).
fn random(count: usize) -> Vec<i64> {
    let numbers = std::iter::successors(Some(12_345_u64), |last| {
        Some(last.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407))
    });
    numbers.skip(1).take(count).map(|number| ((number >> 33) % 600) as i64).collect()
}
