//! A document of 2,000 clips: one edit committed to the disk, and opening the project.

use std::sync::Arc;
use std::time::{Duration, Instant};

use studio::studio::Studio;
use studio::workshop::EnginePlace;
use types::document::clip::{Clip, Source};
use types::document::track::Kind;
use types::edit::{Edge, Edit, Reach};
use types::geometry::Color;
use types::id::ClipId;
use types::project::ProjectSettings;

use crate::measure::percentile;
use crate::{Bench, Measured};

const CLIPS: usize = 2_000;
const EDITS: usize = 200;

/// Measures edits and opening.
pub fn measure(bench: &Bench) -> Measured {
    let data = bench.folder.join("document-data");
    drop(std::fs::remove_dir_all(&data));
    let studio = Studio::open(&data, EnginePlace::Here, Arc::new(|| 1_800_000_000_000))?;
    let project = studio.create_project("bench", &ProjectSettings::default())?;
    let mut open = studio.work_on(project.id)?;
    let track = open.document().first_track(Kind::Video).ok_or("a new document has a video track")?.id;
    let first = open.document().next_id;
    let clip = |index: usize| Box::new(Clip::new(30, Source::Solid(Color::rgb((index % 256) as u8, 40, 90))));
    let fill = (0..CLIPS).map(|index| Edit::Overwrite { track, at: 30 * index as i64, clip: clip(index) });
    open.edit(&Edit::Batch(fill.collect()))?;
    let mut times = Vec::with_capacity(EDITS);
    for index in 0..EDITS {
        let clip = ClipId(first + (index * 7 % CLIPS) as u32);
        let by = if index % 2 == 0 { 1 } else { -1 };
        let started = Instant::now();
        open.edit(&Edit::Ripple { clip, edge: Edge::End, by, reach: Reach::AllTracks })?;
        times.push(started.elapsed());
    }
    drop(open);
    let opened: Vec<Duration> = (0..11)
        .map(|_| {
            let started = Instant::now();
            studio.work_on(project.id).map(|_| started.elapsed())
        })
        .collect::<Result<_, _>>()?;
    let lines = vec![
        "| what | median ms | p95 ms | must ms (median) |".to_owned(),
        "|---|---|---|---|".to_owned(),
        format!(
            "| one ripple over all tracks, on the disk | {:.2} | {:.2} | 5 |",
            percentile(&times, 0.5),
            percentile(&times, 0.95)
        ),
        format!(
            "| opening the project | {:.1} | {:.1} | 200 |",
            percentile(&opened, 0.5),
            percentile(&opened, 0.95)
        ),
    ];
    let mut lines = lines;
    lines.push(listing(bench)?);
    Ok(("A document of 2,000 clips, a library of 1,000 projects", lines))
}

/// Listing every project of a library.
fn listing(bench: &Bench) -> Result<String, Box<dyn std::error::Error>> {
    let data = bench.folder.join("listing-data");
    drop(std::fs::remove_dir_all(&data));
    let studio = Studio::open(&data, EnginePlace::Here, Arc::new(|| 1_800_000_000_000))?;
    for number in 0..1000 {
        studio.create_project(&format!("Project {number}"), &ProjectSettings::default())?;
    }
    let listed = (0..11).map(|_| {
        let started = Instant::now();
        studio.list_all(None, None).map(|_| started.elapsed())
    });
    let times = listed.collect::<Result<Vec<_>, _>>()?;
    let (middle, high) = (percentile(&times, 0.5), percentile(&times, 0.95));
    Ok(format!("| listing 1,000 projects | {middle:.1} | {high:.1} | |"))
}
