//! A clip at a moment: what of its source is seen, where, and how strongly.

use types::document::Document;
use types::document::clip::{Clip, Source};
use types::document::look::{Fit, PictureSettings};
use types::document::track::Unit;
use types::keyframe::Animated;
use types::media::Media;
use types::time::{SAMPLE_RATE, Seconds};

use super::{Content, Placed, Shown};
use crate::compose::layer::Surround;
use crate::compose::place::{Fitting, Motion, Placement};

/// Samples by which the body clocks of neighbouring lines lie apart: 7 s.
const LINE_APART: i64 = 7 * SAMPLE_RATE;

/// How far before the end of a file its last picture is looked for where its rate is not known.
fn before_end() -> Seconds {
    Seconds::from_samples(48)
}

/// The clip `at` units from the start of its track; in a transition that may lie outside the clip.
/// None for what cannot be seen.
pub fn shown<'a>(document: &'a Document, unit: Unit, placed: Placed<'a>, at: i64) -> Option<Shown<'a>> {
    let (clip, offset) = (placed.clip, at - placed.start);
    let settings = &clip.picture;
    let (fitting, surround) = match settings.fit {
        Fit::Fill => (Fitting::Cover, Surround::Below),
        Fit::Blur => (Fitting::Contain, Surround::Blur),
        Fit::Within(color) => (Fitting::Contain, Surround::Color(color)),
        Fit::Stretch => (Fitting::Stretch, Surround::Below),
    };
    Some(Shown {
        clip: clip.id,
        content: content(document, unit, clip, offset)?,
        placement: Placement {
            fitting,
            crop: settings.crop,
            x: settings.x.at(offset),
            y: settings.y.at(offset),
            scale: settings.scale.at(offset),
            rotation: settings.rotation.at(offset),
            motion: motion(settings),
        },
        surround,
        opacity: settings.opacity.at(offset) * fade(unit, placed, offset),
        blend: settings.blend,
        grade: settings.grade,
    })
}

fn content<'a>(document: &'a Document, unit: Unit, clip: &'a Clip, offset: i64) -> Option<Content<'a>> {
    let time = document.source_time(unit, clip, offset);
    let rate = document.canvas.frame_rate;
    let frames = |length: i64| match unit {
        Unit::Frames => length,
        Unit::Samples => rate.frame_from(length),
    };
    Some(match &clip.source {
        Source::Media(id) => match document.media(*id) {
            Some(media) if media.info.is_still() => Content::Still(*id),
            Some(media) => Content::Media(*id, within(media, time)),
            None => Content::Media(*id, time),
        },
        Source::Image(id) => Content::Still(*id),
        Source::DraftActor(actor) => {
            let sample = time.samples().max(0);
            let line = clip.line.map_or(0, |line| i64::from(line.0));
            Content::Actor { actor, sample, body: sample + line * LINE_APART }
        }
        Source::Title(title) => Content::Title(title, frames(offset), frames(clip.length)),
        Source::Caption(caption) => Content::Caption(caption, time.samples()),
        Source::Solid(color) => Content::Solid(*color),
        Source::Bed(_) => return None,
    })
}

/// A time at which the file has a picture: where a transition runs beyond its ends, the first or last stands.
fn within(media: &Media, time: Seconds) -> Seconds {
    let Some(video) = &media.info.video else { return time };
    let last = match video.frame_rate {
        Some(rate) if !video.variable_rate && video.frames > 0 => {
            let frames = i64::try_from(video.frames - 1).unwrap_or(i64::MAX);
            video.start.plus(rate.time_of(frames))
        }
        _ => media.info.duration.minus(before_end()),
    };
    if is_before(time, Seconds::ZERO) {
        Seconds::ZERO
    } else if is_before(last, time) {
        if is_before(last, Seconds::ZERO) { Seconds::ZERO } else { last }
    } else {
        time
    }
}

fn is_before(one: Seconds, other: Seconds) -> bool {
    one.minus(other).num() < 0
}

/// How far a clip has faded in or not yet faded out. Where a transition joins clips there is no fade of its own.
fn fade(unit: Unit, placed: Placed<'_>, offset: i64) -> f32 {
    let Clip { length, fade_in, fade_out, .. } = *placed.clip;
    // The middle of a frame, so that a fade in and the same fade out mirror each other.
    let half = if unit == Unit::Frames { 0.5 } else { 0.0 };
    let share = |joined: bool, passed: i64, over: i64, half: f32| {
        if joined || over <= 0 { 1.0 } else { ((passed as f32 + half) / over as f32).clamp(0.0, 1.0) }
    };
    let coming = share(placed.joined.0, offset, fade_in, half);
    coming.min(share(placed.joined.1, length - offset, fade_out, -half))
}

fn motion(settings: &PictureSettings) -> Motion {
    let PictureSettings { x, y, scale, rotation, .. } = settings;
    let moves = |value: &Animated| matches!(value, Animated::Keys(keys) if keys.len() > 1);
    if [x, y, scale, rotation].into_iter().any(moves) { Motion::Moving } else { Motion::Still }
}
