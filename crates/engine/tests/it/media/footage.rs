//! Real footage and every kind of file people bring, from probing to picture and sound.

use std::path::{Path, PathBuf};

use engine::cancel::Cancel;
use engine::media::conform::conform;
use engine::media::pool::{Purpose, ReaderPool};
use render::picture::Picture;
use render::sound::source::SoundSource;
use types::geometry::Size;
use types::media::Media;

use crate::material::{self, clicks, clip, ffmpeg, media, once, recipe, run};

/// A clip that setup fetches.
fn footage(name: &str) -> PathBuf {
    let folder = std::env::var_os("GREENROOM_MATERIAL").map_or_else(
        || PathBuf::from(std::env::var_os("HOME").unwrap_or_default()).join(".cache/greenroom/material"),
        PathBuf::from,
    );
    folder.join("clips").join(name)
}

/// The luma of picture `number` at that size, as ffmpeg has it.
fn luma_by_ffmpeg(path: &Path, number: usize, size: Size) -> Vec<u8> {
    let mut command = ffmpeg();
    let filter = format!("select=eq(n\\,{number}),scale={}:{}:flags=area", size.width, size.height);
    command.arg("-i").arg(path).args(["-vf", &filter, "-frames:v", "1", "-pix_fmt", "yuv420p"]);
    command.args(["-f", "rawvideo", "-"]);
    let mut bytes = command.output().expect("setup installs ffmpeg").stdout;
    bytes.truncate(size.area() as usize);
    bytes
}

fn luma(picture: &Picture) -> Vec<u8> {
    // Footage is opaque; anything else differs in length.
    let Picture::Yuv(image) = picture else { return Vec::new() };
    let (plane, width) = (image.plane(0), image.size().width as usize);
    plane
        .data
        .chunks(plane.stride)
        .take(image.size().height as usize)
        .flat_map(|row| &row[..width])
        .copied()
        .collect()
}

/// How much two pictures differ on average.
fn difference(one: &[u8], other: &[u8]) -> f64 {
    assert_eq!(one.len(), other.len());
    let sum: u64 = one.iter().zip(other).map(|(one, other)| u64::from(one.abs_diff(*other))).sum();
    sum as f64 / one.len() as f64
}

/// The loudest sample of a file's sound.
fn loudest(media: &Media) -> f32 {
    let scratch = material::scratch();
    let sound = conform(scratch.path(), media, &mut |_| {}, &Cancel::new()).expect("it has sound");
    let mut samples = vec![0.0; 2 * sound.frames()];
    sound.read(0, &mut samples);
    samples.iter().fold(0.0, |top, sample| top.max(sample.abs()))
}

#[test]
fn real_footage_shows_what_ffmpeg_shows() {
    // Its name, its pictures, its size with square pixels, its channels.
    let cases = [
        ("bigbuckbunny.mp4", 132, Size::new(1280, 720), Some(6)),
        ("bikes.mp4", 250, Size::new(640, 272), None),
        ("carphone_pristine.mp4", 120, Size::new(192, 144), None),
        ("carphone_distorted.mp4", 120, Size::new(192, 144), None),
    ];
    for (name, frames, size, channels) in cases {
        let path = footage(name);
        let media = media(&path);
        let video = media.info.video.as_ref().expect("it has pictures");
        let heard = media.info.audio.as_ref().map(|audio| audio.channels);
        assert_eq!((video.frames, video.size, heard), (frames, size, channels), "{name}");
        let scratch = material::scratch();
        let pool = ReaderPool::new(scratch.path(), 64 << 20);
        let rate = video.frame_rate.expect("it moves");
        for number in [frames as usize / 2, 1, frames as usize - 1, 0] {
            let time = rate.time_of(number as i64);
            let picture = pool.picture(&media, time, size, Purpose::Scrub).expect("it can be read");
            let off = difference(&luma(&picture), &luma_by_ffmpeg(&path, number, size));
            assert!(off < 3.0, "picture {number} of {name} is {off} away");
        }
        assert!(channels.is_none() || loudest(&media) > 0.05, "{name} is heard");
    }
}

#[test]
fn every_kind_of_file_gives_its_picture_and_its_sound() {
    for name in ["hlg.mp4", "alpha.webm", "vp9.webm", "motion-jpeg.avi", "prores.mov", "transport.ts"] {
        let media = media(&clip(recipe(name)));
        let size = media.info.video.as_ref().expect("it has pictures").size;
        let scratch = material::scratch();
        let pool = ReaderPool::new(scratch.path(), 64 << 20);
        let picture =
            pool.picture(&media, media.info.duration, size, Purpose::Scrub).expect("it can be read");
        assert_eq!(picture.size(), size, "{name}");
        assert!(media.info.audio.is_none() || loudest(&media) > 0.2, "{name} is heard");
    }
    for (name, encoder) in [("kind.wav", "pcm_s24le"), ("kind.mp3", "libmp3lame"), ("kind.opus", "libopus")] {
        let path = once(name, |target| {
            let mut command = ffmpeg();
            command.arg("-i").arg(clicks(2)).args(["-c:a", encoder]).arg(target);
            run(command);
        });
        let media = media(&path);
        assert!(media.info.video.is_none() && loudest(&media) > 0.2, "{name} is heard");
    }
}
