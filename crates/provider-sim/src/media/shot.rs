//! A moving picture: a slow way into the picture that was given, or into colours that follow from the prompt.

use std::path::{Path, PathBuf};

use image::{Rgb, RgbImage};
use types::document::clip::{Bed, Clip, Source};
use types::document::look::PictureSettings;
use types::document::track::Kind;
use types::geometry::Size;
use types::keyframe::{Animated, Curve, Keyframe};
use types::time::{FrameRate, Seconds};

use crate::digest;
use crate::job::{Failure, Reason};
use crate::media::clips::{Clips, no_media, size_of};
use crate::media::recipe::{Music, Shot};
use crate::media::{Workshop, broken};

/// Pictures a second, as most models give.
const FRAME_RATE: FrameRate = FrameRate::FPS_24;

/// Makes the video and says how many seconds it plays.
///
/// # Errors
/// When the picture that was given is none, or the video cannot be made.
pub fn make(workshop: &Workshop, shot: &Shot, path: &Path) -> Result<f64, Failure> {
    for extra in &shot.extras {
        workshop.engine.probe(&workshop.file_of(extra)?).map_err(no_media)?;
    }
    let image = match &shot.image {
        Some(origin) => workshop.file_of(origin)?,
        None => painted(workshop, shot)?,
    };
    let size = match (shot.size, &shot.image) {
        (Some(size), _) => size,
        (None, Some(_)) => shape_of(workshop, &image, shot.short_side)?,
        (None, None) => size_of((16, 9), shot.short_side),
    };
    let mut clips = Clips::new(size, FRAME_RATE)?;
    let (media, info) = clips.media(workshop, &image)?;
    if info.video.is_none() {
        return Err(Failure::new(Reason::NoMedia, "the file is not a picture"));
    }
    let length = Seconds::new(i64::from(shot.length_ms), 1000).unwrap_or(Seconds::ZERO);
    let frames = FRAME_RATE.frame_of(length).max(1);
    let key = |at, value| Keyframe { at, value, curve: Curve::Linear };
    let picture = PictureSettings {
        scale: Animated::Keys(vec![key(0, 1.0), key(frames, 1.12)]),
        x: Animated::Keys(vec![
            key(0, 0.0),
            key(frames, if shot.seed.is_multiple_of(2) { 0.03 } else { -0.03 }),
        ]),
        ..PictureSettings::default()
    };
    clips.place(Kind::Video, 0, Clip { picture, ..Clip::new(frames, Source::Image(media)) })?;
    if shot.music == Music::Played {
        let beds = &types::bed::CATALOGUE;
        let chosen = usize::try_from(shot.seed).unwrap_or(0) % beds.len();
        let id = beds.get(chosen).map_or("", |bed| bed.id).to_owned();
        let seed = u32::try_from(shot.seed % u64::from(u32::MAX)).unwrap_or(0);
        let samples = FRAME_RATE.sample_of(frames);
        clips.place(Kind::Music, 0, Clip::new(samples, Source::Bed(Bed { id, seed })))?;
    }
    clips.mark(&shot.prompt, frames)?;
    clips.export(workshop, path)
}

fn shape_of(workshop: &Workshop, image: &Path, short_side: u32) -> Result<Size, Failure> {
    let (info, _) = workshop.engine.probe(image).map_err(no_media)?;
    let size = info.video.map(|video| video.size);
    let size = size.ok_or_else(|| Failure::new(Reason::NoMedia, "the file is not a picture"))?;
    Ok(size_of((size.width, size.height), short_side))
}

/// A picture that follows from the prompt: two colours that run into each other, with a light in it.
fn painted(workshop: &Workshop, shot: &Shot) -> Result<PathBuf, Failure> {
    let seed = digest::sha256(format!("{} {}", shot.prompt, shot.seed).as_bytes());
    let path = workshop.place(&format!("painted{}.png", digest::hex(seed.get(..12).unwrap_or_default())));
    if path.is_file() {
        return Ok(path);
    }
    let [red, green, blue, red_too, green_too, blue_too, x, y, ..] = seed;
    let (from, to) = ([red, green, blue], [red_too, green_too, blue_too]);
    let light = (f32::from(x) / 255.0, f32::from(y) / 255.0);
    let side = 640u32;
    let picture = RgbImage::from_fn(side, side, |x, y| {
        let (x, y) = (x as f32 / side as f32, y as f32 / side as f32);
        let glow = (1.0 - (x - light.0).hypot(y - light.1) * 1.6).max(0.0) * 70.0;
        let mixed = |index: usize| {
            let at = |colour: [u8; 3]| f32::from(colour.get(index).copied().unwrap_or(0)) * 0.7;
            (at(from) * (1.0 - y) + at(to) * y + glow).clamp(0.0, 255.0) as u8
        };
        Rgb([mixed(0), mixed(1), mixed(2)])
    });
    let part = path.with_extension("png.part");
    picture.save_with_format(&part, image::ImageFormat::Png).map_err(broken)?;
    std::fs::rename(&part, &path).map_err(broken)?;
    Ok(path)
}
