//! The hook title over the first line and the end card with the call to action.

use types::document::clip::{Clip, Source, Transition, TransitionKind};
use types::document::track::Kind;
use types::edit::EditError;
use types::geometry::Color;
use types::id::TrackId;
use types::text::title::TitlePreset;
use types::text::{Inside, Title};
use types::time::SAMPLE_RATE;

use super::build::Build;
use super::{Ingredients, PlacedLine};

/// The longest the hook title stays, in tenths of a second.
const HOOK_TENTHS_MAX: i64 = 30;
/// How long the end card stays, in tenths of a second.
const END_TENTHS: i64 = 22;

/// Adds hook title and end card.
pub(super) fn add(
    build: &mut Build,
    ingredients: &Ingredients,
    placed: &[PlacedLine],
) -> Result<(), EditError> {
    let (Some(first), Some(last)) = (placed.first(), placed.last()) else { return Ok(()) };
    let frames = |tenths: i64| ingredients.frame_rate.frame_from(SAMPLE_RATE * tenths / 10);
    if !ingredients.hook_title.trim().is_empty() {
        let titles = titles(build)?;
        let length = first.length.min(frames(HOOK_TENTHS_MAX));
        let title = hook(ingredients);
        build.place(titles, first.start, Clip::new(length, Source::Title(title)))?;
    }
    if !ingredients.end_card.trim().is_empty() {
        let (start, length) = (last.start + last.length, frames(END_TENTHS));
        let video = build.track(Kind::Video)?;
        let dissolve = frames(3).min(last.length / 2).max(1);
        let transition =
            Some(Transition { kind: TransitionKind::CrossFade, before: dissolve, after: dissolve });
        let card = Clip { transition, ..Clip::new(length, Source::Solid(ingredients.brand)) };
        build.place(video, start, card)?;
        let titles = titles(build)?;
        let title = on_card(TitlePreset::Headline.title(ingredients.end_card.trim()), ingredients.brand);
        build.place(titles, start + dissolve, Clip::new(length - dissolve, Source::Title(title)))?;
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
    title.position.y = 1.0;
    title
}

/// A track of its own above the cutaways, so that a title is never covered by footage.
fn titles(build: &mut Build) -> Result<TrackId, EditError> {
    let overlays: Vec<_> = build.document.tracks.iter().filter(|track| track.kind == Kind::Overlay).collect();
    if let [_, titles, ..] = overlays[..] {
        return Ok(titles.id);
    }
    let above = build.document.tracks.iter().position(|track| track.kind == Kind::Caption);
    build.add_track(Kind::Overlay, above.unwrap_or(build.document.tracks.len()))
}

/// Words in the middle of the card, dark on a light colour and light on a dark one.
fn on_card(mut title: Title, card: Color) -> Title {
    // Rec. 709 luma; above the middle of the range dark letters have the better contrast.
    let luma = 0.2126 * f32::from(card.r) + 0.7152 * f32::from(card.g) + 0.0722 * f32::from(card.b);
    title.style.color = if luma > 140.0 { Color::rgb(16, 16, 20) } else { Color::WHITE };
    title.style.outline = None;
    title.position.inside = Inside::Canvas;
    title.position.y = 0.46;
    title.width_limit = 0.84;
    title
}
