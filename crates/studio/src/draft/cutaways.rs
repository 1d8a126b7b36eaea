//! The user's own footage and photos over lines: seen full-screen while the voice goes on.

use types::document::clip::{Clip, Source};
use types::document::look::{Fit, PictureSettings};
use types::document::track::Kind;
use types::edit::EditError;
use types::keyframe::{Animated, Curve, Keyframe};

use super::build::Build;
use super::{Footage, Ingredients, PlacedLine};

/// A cutaway starts this long after its line, so that the actor is seen to begin it: a quarter of a second.
const DELAY_QUARTERS: i64 = 1;
/// The longest a cutaway stays, in seconds.
const SECONDS_MAX: i64 = 6;

/// Lays the footage over the lines.
pub(super) fn lay(
    build: &mut Build,
    ingredients: &Ingredients,
    placed: &[PlacedLine],
) -> Result<(), EditError> {
    for (footage, line) in ingredients.cutaways.iter().zip(chosen(placed, ingredients.cutaways.len())) {
        let rate = ingredients.frame_rate;
        let second = rate.frame_from(types::time::SAMPLE_RATE);
        let delay = (second * DELAY_QUARTERS / 4).min(line.length / 4);
        let room = (line.length - delay).min(second * SECONDS_MAX);
        let length = room.min(frames_of(footage, build)).max(1);
        let media = build.media(footage)?;
        let clip = if footage.info.is_still() {
            Clip { picture: slow_zoom(length), ..Clip::new(length, Source::Image(media)) }
        } else {
            let picture = PictureSettings { fit: fit(footage), ..PictureSettings::default() };
            Clip { picture, ..Clip::new(length, Source::Media(media)) }
        };
        let track = build.track(Kind::Overlay)?;
        build.place(track, line.start + delay, Clip { line: Some(line.line), ..clip })?;
    }
    Ok(())
}

/// The lines that get a cutaway, spread evenly. The face stays on the first line, which stops the thumb, and on
/// the last, which asks for something, as long as there are other lines to use.
fn chosen(placed: &[PlacedLine], count: usize) -> Vec<PlacedLine> {
    let inner = placed.get(1..placed.len().saturating_sub(1)).unwrap_or_default();
    let lines = if inner.len() >= count { inner } else { placed };
    let count = count.min(lines.len());
    (0..count).filter_map(|index| lines.get((2 * index + 1) * lines.len() / (2 * count)).copied()).collect()
}

fn frames_of(footage: &Footage, build: &Build) -> i64 {
    if footage.info.is_still() {
        return i64::MAX;
    }
    build.document.canvas.frame_rate.frame_of(footage.info.duration)
}

/// Lying footage on an upright canvas loses too much when it fills it.
fn fit(footage: &Footage) -> Fit {
    let lying = footage.info.video.as_ref().is_some_and(|video| video.size.width > video.size.height);
    if lying { Fit::Blur } else { Fit::Fill }
}

fn slow_zoom(length: i64) -> PictureSettings {
    let key = |at, value| Keyframe { at, value, curve: Curve::Linear };
    PictureSettings {
        scale: Animated::Keys(vec![key(0, 1.0), key(length.max(1), 1.08)]),
        ..PictureSettings::default()
    }
}
