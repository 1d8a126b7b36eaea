//! A video with another sound. The picture stays as it is: what counts here are lengths, shape and sound.

use std::path::Path;

use types::document::clip::{Clip, Source, Speed};
use types::document::track::Kind;
use types::geometry::Size;
use types::id::MediaId;
use types::media::MediaInfo;
use types::time::FrameRate;

use crate::job::{Failure, Reason};
use crate::media::clips::{Clips, size_of};
use crate::media::recipe::{Fitting, Lips};
use crate::media::{Workshop, talk};

/// The longest result, in seconds.
const SECONDS_MAX: i64 = 600;

/// Makes the video and says how many seconds it plays.
///
/// # Errors
/// When one of the two files is not what it should be, or the video cannot be made.
pub fn make(workshop: &Workshop, lips: &Lips, path: &Path) -> Result<f64, Failure> {
    let heard = talk::heard(workshop, &lips.sound)?;
    let video = workshop.file_of(&lips.video)?;
    let (info, _) = workshop.engine.probe(&video).map_err(crate::media::clips::no_media)?;
    let shown =
        info.video.as_ref().ok_or_else(|| Failure::new(Reason::NoMedia, "the video has no picture"))?;
    let rate = shown.frame_rate.unwrap_or(FrameRate::FPS_25);
    let size = even(shown.size);
    let mut clips = Clips::new(size, rate)?;
    let (picture, info) = clips.media(workshop, &video)?;
    let (sound, sound_info) = clips.media(workshop, &heard.path)?;
    if sound_info.audio.is_none() {
        return Err(Failure::new(Reason::NoMedia, "the audio has no sound"));
    }
    let lengths = Lengths {
        picture: if info.is_still() { None } else { Some(rate.frame_of(info.duration).max(1)) },
        sound: rate.frame_from(sound_info.duration.samples()).clamp(1, rate.frame_of(limit())),
    };
    let frames = lengths.whole(lips.fitting);
    for (at, clip) in lengths.row(lips.fitting, picture, &info) {
        clips.place(Kind::Video, at, clip)?;
    }
    let samples = sound_info.duration.samples().clamp(1, rate.sample_of(frames).max(1));
    clips.place(Kind::Voice, 0, Clip::new(samples, Source::Media(sound)))?;
    clips.mark("", frames)?;
    clips.export(workshop, path)
}

fn limit() -> types::time::Seconds {
    types::time::Seconds::new(SECONDS_MAX, 1).unwrap_or(types::time::Seconds::ZERO)
}

fn even(size: Size) -> Size {
    size_of((size.width, size.height), size.width.min(size.height))
}

/// How long the two are, in frames of the video.
struct Lengths {
    /// None for a still picture, which is as long as one likes.
    picture: Option<i64>,
    sound: i64,
}

impl Lengths {
    /// How long the result is.
    fn whole(&self, fitting: Fitting) -> i64 {
        match (self.picture, fitting) {
            (None, _) | (Some(_), Fitting::Loop | Fitting::Remap) => self.sound,
            (Some(picture), Fitting::CutOff) => picture.min(self.sound),
            (Some(picture), Fitting::Silence) => picture,
        }
    }

    /// The clips of the picture, each with where it starts.
    fn row(&self, fitting: Fitting, media: MediaId, info: &MediaInfo) -> Vec<(i64, Clip)> {
        let whole = self.whole(fitting);
        let source = if info.is_still() { Source::Image(media) } else { Source::Media(media) };
        let Some(picture) = self.picture else { return vec![(0, Clip::new(whole, source))] };
        match fitting {
            Fitting::CutOff | Fitting::Silence => vec![(0, Clip::new(whole, source))],
            Fitting::Loop => {
                let starts = (0..whole).step_by(usize::try_from(picture).unwrap_or(usize::MAX));
                starts.map(|at| (at, Clip::new(picture.min(whole - at), source.clone()))).collect()
            }
            Fitting::Remap => {
                let share = |frames: i64| u32::try_from(frames).unwrap_or(u32::MAX);
                let speed = Speed::new(share(picture), share(whole)).unwrap_or_default();
                vec![(0, Clip { speed, ..Clip::new(whole, source) })]
            }
        }
    }
}
