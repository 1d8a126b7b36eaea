//! Measures how soon pictures of a file come: at random, step by step, from the cache, and from a proxy.
//!
//! `cargo run --release -p engine --example scrub -- FILE [FOLDER]`; with a folder, its proxy is made and measured too.
#![expect(clippy::print_stdout, reason = "a program for people who measure")]

use std::path::Path;
use std::time::Instant;

use engine::cancel::Cancel;
use engine::error::EngineError;
use engine::media::identity::identity;
use engine::media::pool::{Purpose, ReaderPool};
use engine::media::probe::probe;
use engine::media::proxy;
use types::geometry::Size;
use types::id::MediaId;
use types::media::Media;
use types::time::FrameRate;

fn main() -> Result<(), EngineError> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().unwrap_or_default();
    let folder = arguments.next().unwrap_or_else(|| "/tmp/greenroom-scrub".to_owned());
    let (path, folder) = (Path::new(&file), Path::new(&folder));
    let started = Instant::now();
    let media = Media { id: MediaId(1), path: file.clone(), identity: identity(path)?, info: probe(path)? };
    println!("probe {:.0} ms: {:?}", started.elapsed().as_secs_f64() * 1e3, media.info.video);
    measure(folder, &media)?;
    let started = Instant::now();
    proxy::make(folder, &media, &mut |_| {}, &Cancel::new())?;
    println!("proxy made in {:.1} s", started.elapsed().as_secs_f64());
    measure(folder, &media)
}

fn measure(folder: &Path, media: &Media) -> Result<(), EngineError> {
    let pool = ReaderPool::new(folder, 256 << 20);
    let video = media
        .info
        .video
        .as_ref()
        .ok_or_else(|| EngineError::NoPicture { path: media.path.clone().into() })?;
    let rate = video.frame_rate.unwrap_or(FrameRate::FPS_30);
    let size = video.size.within(960 * 540);
    let frames = i64::try_from(video.frames).unwrap_or(1);
    let show = |number: i64, size: Size, purpose| {
        let started = Instant::now();
        pool.picture(media, video.start.plus(rate.time_of(number)), size, purpose)?;
        Ok::<_, EngineError>(started.elapsed().as_secs_f64() * 1e3)
    };
    show(0, size, Purpose::Scrub)?;
    let random: Vec<i64> = (0..80_i64).map(|step| (step * 7919 + 1237) * 104_729 % frames).collect();
    let times = |numbers: &mut dyn Iterator<Item = i64>, size, purpose| {
        numbers.map(|number| show(number, size, purpose)).collect::<Result<Vec<_>, _>>()
    };
    report("random", times(&mut random.iter().copied(), size, Purpose::Scrub)?);
    report("cached", times(&mut random.iter().rev().take(20).copied(), size, Purpose::Scrub)?);
    let from = frames / 3;
    show(from, size, Purpose::Scrub)?;
    report("forward", times(&mut (from + 1..(from + 120).min(frames)), size, Purpose::Scrub)?);
    report("back", times(&mut (from - 120.min(from)..from).rev(), size, Purpose::Scrub)?);
    report("export", times(&mut (0..frames.min(300)), video.size, Purpose::Export)?);
    Ok(())
}

fn report(name: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at =
        |share: f64| times.get((share * (times.len().max(1) - 1) as f64) as usize).copied().unwrap_or(0.0);
    let mean = times.iter().sum::<f64>() / times.len().max(1) as f64;
    println!(
        "{name:8} median {:6.1}  p95 {:6.1}  max {:6.1}  mean {mean:6.1} ms",
        at(0.5),
        at(0.95),
        at(1.0)
    );
}
