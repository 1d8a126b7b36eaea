//! Clips to measure with: made once by ffmpeg from a real film, so that encoders work as hard as they do in life.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Bench;

type Made<T> = Result<T, Box<dyn std::error::Error>>;

/// Runs ffmpeg quietly. Fails when it does.
pub fn ffmpeg(arguments: &[&str]) -> Made<()> {
    let output = Command::new("ffmpeg").args(["-v", "error", "-y"]).args(arguments).output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("ffmpeg: {}", String::from_utf8_lossy(&output.stderr)).into())
}

/// Three clips of 20 s, 1920x1080 at 30 frames a second, H.264 with a keyframe every two seconds, with sound.
pub fn clips(bench: &Bench) -> Made<Vec<PathBuf>> {
    let film = film()?;
    (0..3).map(|index| clip(bench, &film, index)).collect()
}

fn clip(bench: &Bench, film: &Path, index: usize) -> Made<PathBuf> {
    let path = bench.folder.join(format!("clip-{index}.mp4"));
    if path.exists() {
        return Ok(path);
    }
    // Each clip starts elsewhere and has its own colours; grain keeps the bit rate that of a camera.
    let filter = format!(
        "scale=1920:1080:flags=bicubic,hue=h={},noise=alls=6:allf=t,fps=30,format=yuv420p",
        index * 70
    );
    let (start, part) = (format!("{}", index as f64 * 0.7), bench.folder.join(format!("part-{index}.mp4")));
    let (film, target) = (film.to_string_lossy(), part.to_string_lossy());
    ffmpeg(&[
        "-stream_loop",
        "8",
        "-ss",
        &start,
        "-i",
        &film,
        "-t",
        "20",
        "-vf",
        &filter,
        "-c:v",
        "libx264",
        "-preset",
        "fast",
        "-crf",
        "21",
        "-g",
        "60",
        "-color_primaries",
        "bt709",
        "-color_trc",
        "bt709",
        "-colorspace",
        "bt709",
        "-c:a",
        "aac",
        "-ac",
        "2",
        "-ar",
        "48000",
        "-b:a",
        "192k",
        &target,
    ])?;
    std::fs::rename(part, &path)?;
    Ok(path)
}

fn film() -> Made<PathBuf> {
    let film = tests::material::folder().ok_or("no home folder")?.join("clips/bigbuckbunny.mp4");
    if film.exists() { Ok(film) } else { Err("run cargo xtask setup first".into()) }
}
