//! The hook title over the first line and the end card with the call to action.

use types::document::clip::{Clip, Source, Transition, TransitionKind};
use types::document::track::Kind;
use types::edit::EditError;
use types::geometry::Aspect;
use types::id::TrackId;
use types::text::end_card::EndCard;
use types::text::title::TitlePreset;
use types::text::{CaptionLook, Title};
use types::time::SAMPLE_RATE;

use super::build::Build;
use super::{Ingredients, PlacedLine};

/// The longest the hook title stays, in tenths of a second.
const HOOK_TENTHS_MAX: i64 = 30;
/// How long the end card stays, in tenths of a second.
const END_TENTHS: i64 = 22;
/// How long after the headline the button comes, in tenths of a second.
const BUTTON_TENTHS: i64 = 4;
/// Overlay tracks from below: cutaways and the ground of the card, titles, the button.
const GROUND: usize = 0;
const TITLES: usize = 1;
const BUTTON: usize = 2;

/// Adds hook title and end card.
pub(super) fn add(
    build: &mut Build,
    ingredients: &Ingredients,
    placed: &[PlacedLine],
) -> Result<(), EditError> {
    let (Some(first), Some(last)) = (placed.first(), placed.last()) else { return Ok(()) };
    let frames = |tenths: i64| ingredients.frame_rate.frame_from(SAMPLE_RATE * tenths / 10);
    if !ingredients.hook_title.trim().is_empty() {
        let titles = overlay(build, TITLES)?;
        let length = first.length.min(frames(HOOK_TENTHS_MAX));
        let title = hook(ingredients);
        build.place(titles, first.start, Clip::new(length, Source::Title(title)))?;
        if !title_is_first_line(ingredients) {
            lower_captions(build, first)?;
        }
    }
    if !ingredients.end_card.trim().is_empty() {
        end_card(build, ingredients, last)?;
    }
    Ok(())
}

/// The card: a solid that the last line dissolves into, then its ground, headline and button, one after the other.
fn end_card(build: &mut Build, ingredients: &Ingredients, last: &PlacedLine) -> Result<(), EditError> {
    let frames = |tenths: i64| ingredients.frame_rate.frame_from(SAMPLE_RATE * tenths / 10);
    let (start, length) = (last.start + last.length, frames(END_TENTHS));
    let video = build.track(Kind::Video)?;
    let dissolve = frames(3).min(last.length / 2).max(1);
    let transition = Some(Transition { kind: TransitionKind::CrossFade, before: dissolve, after: dissolve });
    let card = Clip { transition, ..Clip::new(length, Source::Solid(ingredients.brand)) };
    build.place(video, start, card)?;
    let card = EndCard::new(&ingredients.end_card, ingredients.brand);
    let parts = [
        (GROUND, card.ground, 0),
        (TITLES, card.headline, dissolve),
        (BUTTON, card.button, dissolve + frames(BUTTON_TENTHS)),
    ];
    for (track, title, delay) in parts {
        let track = overlay(build, track)?;
        let delay = delay.min(length - 1);
        build.place(track, start + delay, Clip::new(length - delay, Source::Title(title)))?;
    }
    Ok(())
}

/// Puts the captions under the hook title at the lower edge of where they may stand, out of its way.
fn lower_captions(build: &mut Build, first: &PlacedLine) -> Result<(), EditError> {
    let Some(track) = build.document.first_track(Kind::Caption) else { return Ok(()) };
    let Some((at, clip)) = track.clips().next().filter(|(_, clip)| clip.line == Some(first.line)) else {
        return Ok(());
    };
    let (track, mut clip) = (track.id, clip.clone());
    if let Source::Caption(caption) = &mut clip.source {
        let mut style = caption.style().into_owned();
        style.position = 1.0;
        caption.style = CaptionLook::Own(Box::new(style));
        build.place(track, at, clip)?;
    }
    Ok(())
}

/// Whether the hook title says what the first line says; it then stands in the place of its captions.
pub(super) fn title_is_first_line(ingredients: &Ingredients) -> bool {
    let first = ingredients.lines.first().map(|line| line.line.text.trim());
    first == Some(ingredients.hook_title.trim())
}

/// The hook title, below the face: above it, the face would be covered.
fn hook(ingredients: &Ingredients) -> Title {
    let text = ingredients.hook_title.trim();
    if title_is_first_line(ingredients) && ingredients.captions.is_some() {
        let mut title = TitlePreset::Hook.title(text);
        title.position.y = 0.92;
        return title;
    }
    let mut title = TitlePreset::HookLabel.title(text);
    title.style.size = 0.058;
    // Under the chin, which lies lower the less upright the picture is.
    title.position.y = match ingredients.aspect {
        Aspect::Tall => 0.72,
        Aspect::Portrait => 0.75,
        Aspect::Square => 0.80,
        Aspect::Wide => 0.82,
    };
    title
}

/// The overlay track with that many others below it, above the cutaways and under the captions, so that a title is
/// never covered by footage.
fn overlay(build: &mut Build, number: usize) -> Result<TrackId, EditError> {
    loop {
        let tracks = &build.document.tracks;
        if let Some(track) = tracks.iter().filter(|track| track.kind == Kind::Overlay).nth(number) {
            return Ok(track.id);
        }
        let above = tracks.iter().position(|track| track.kind == Kind::Caption).unwrap_or(tracks.len());
        build.add_track(Kind::Overlay, above)?;
    }
}
