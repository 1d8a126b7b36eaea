//! The end card of an ad in the colours and words of a brand.

use std::ops::Range;

use super::BrandKit;
use super::apply::Work;
use super::dress::{dressed, is_ground};
use crate::document::Document;
use crate::document::clip::{Clip, Source, Transition, TransitionKind};
use crate::document::track::{Kind, Unit};
use crate::edit::{Edge, Edit, EditError};
use crate::id::ClipId;
use crate::text::end_card::EndCard;
use crate::text::style::TextStyle;
use crate::text::{Animation, AnimationKind, Position, Title};
use crate::time::SAMPLE_RATE;

/// How long a card stays that is added: 3 s.
const LENGTH: i64 = 3 * SAMPLE_RATE;
/// How long the ad dissolves into it before and after the cut: 0.3 s.
const DISSOLVE: i64 = SAMPLE_RATE * 3 / 10;
/// How long after the headline the button comes: 0.4 s.
const BUTTON_DELAY: i64 = SAMPLE_RATE * 4 / 10;
/// What the line under the button is called on the timeline, by which it is found again.
const ADDRESS: &str = "Address";

/// Gives the end card the kit's ground and words. An ad without one gets one, if the kit has a word for it.
/// Returns the frames of the card.
pub(super) fn brand(work: &mut Work, kit: &BrandKit) -> Result<Option<Range<i64>>, EditError> {
    let frames = match found(&work.document) {
        Some(frames) => {
            repaint(work, kit, &frames)?;
            reword(work, kit, &frames)?;
            frames
        }
        None if says_something(kit) => add(work, kit)?,
        None => return Ok(None),
    };
    address(work, kit, &frames)?;
    Ok(Some(frames))
}

/// The frames of the last card, told by its ground, which covers the picture.
fn found(document: &Document) -> Option<Range<i64>> {
    let grounds = titles(document, &(0..i64::MAX)).into_iter().filter(|(_, _, title)| is_ground(title));
    let (clip, start, _) = grounds.max_by_key(|(_, start, _)| *start)?;
    let (_, _, clip) = document.find_clip(clip)?;
    Some(start..start + clip.length)
}

/// The titles that begin in those frames, from the lowest track to the highest.
fn titles(document: &Document, frames: &Range<i64>) -> Vec<(ClipId, i64, Title)> {
    let on_pictures = document.clips().filter(|(track, _, _)| track.kind.unit() == Unit::Frames);
    let inside = on_pictures.filter(|(_, start, _)| frames.contains(start));
    inside
        .filter_map(|(_, start, clip)| match &clip.source {
            Source::Title(title) => Some((clip.id, start, title.clone())),
            _ => None,
        })
        .collect()
}

fn says_something(kit: &BrandKit) -> bool {
    [&kit.name, &kit.call_to_action, &kit.address].iter().any(|words| !words.trim().is_empty())
}

/// The ground, and the solid that the ad dissolves into below it.
fn repaint(work: &mut Work, kit: &BrandKit, frames: &Range<i64>) -> Result<(), EditError> {
    let solids: Vec<ClipId> = work
        .document
        .clips()
        .filter(|(track, start, _)| track.kind == Kind::Video && frames.contains(start))
        .filter(|(_, _, clip)| matches!(clip.source, Source::Solid(_)))
        .map(|(_, _, clip)| clip.id)
        .collect();
    for clip in solids {
        work.show(clip, Source::Solid(kit.background))?;
    }
    let ground = EndCard::new("", kit.background).ground;
    for (clip, _, mut title) in titles(&work.document, frames) {
        if is_ground(&title) {
            title.style.background = ground.style.background;
            work.show(clip, Source::Title(title))?;
        }
    }
    Ok(())
}

/// Headline and button say what the kit says, where it says something. Words of another length get their size.
fn reword(work: &mut Work, kit: &BrandKit, frames: &Range<i64>) -> Result<(), EditError> {
    let all = titles(&work.document, frames);
    let spoken =
        |(clip, _, title): &&(ClipId, i64, Title)| !is_ground(title) && !is_address(&work.document, *clip);
    let headline = all.iter().filter(spoken).find(|(_, _, title)| title.style.background.is_none()).cloned();
    let button = all.iter().filter(spoken).rfind(|(_, _, title)| title.style.background.is_some()).cloned();
    let fresh = fresh(kit);
    let said = [(headline, &kit.name, fresh.headline), (button, &kit.call_to_action, fresh.button)];
    for (before, words, model) in said {
        let Some((clip, _, title)) = before else { continue };
        let words = words.trim();
        if !words.is_empty() && title.text != words {
            work.show(clip, Source::Title(model))?;
        }
    }
    Ok(())
}

/// The card as the kit would have it. Its headline is the name or, without one, what is to be done.
fn fresh(kit: &BrandKit) -> EndCard {
    let (name, action) = (kit.name.trim(), kit.call_to_action.trim());
    let headline = if name.is_empty() { action } else { name };
    // The words are told apart already; the card is to choose sizes for them, and the last row is its button.
    let mut card = EndCard::new(&format!("{headline}\n{}", action.replace('\n', " ")), kit.background);
    headline.clone_into(&mut card.headline.text);
    action.clone_into(&mut card.button.text);
    dressed(&mut card.headline.style, kit);
    dressed(&mut card.button.style, kit);
    card
}

/// Adds a card after the last frame. Music that the product makes goes on under it.
fn add(work: &mut Work, kit: &BrandKit) -> Result<Range<i64>, EditError> {
    let rate = work.document.canvas.frame_rate;
    let (start, length) = (work.document.frames(), rate.frame_from(LENGTH));
    let video = match work.document.first_track(Kind::Video) {
        Some(track) => track.id,
        None => {
            let id = crate::id::TrackId(work.document.next_id);
            work.edit(Edit::AddTrack { kind: Kind::Video, at: 0 })?;
            id
        }
    };
    let before =
        work.document.track(video).and_then(|track| track.clip_at(start - 1)).map(|(_, clip)| clip.length);
    let dissolve = rate.frame_from(DISSOLVE).min(before.unwrap_or(0) / 2);
    let transition = (dissolve > 0).then_some(Transition {
        kind: TransitionKind::CrossFade,
        before: dissolve,
        after: dissolve,
    });
    work.place(video, start, Clip { transition, ..Clip::new(length, Source::Solid(kit.background)) })?;
    let card = fresh(kit);
    let mut parts = vec![(card.ground, 0), (card.headline, dissolve)];
    if !kit.call_to_action.trim().is_empty() && !kit.name.trim().is_empty() {
        parts.push((card.button, dissolve + rate.frame_from(BUTTON_DELAY)));
    }
    for (title, delay) in parts {
        let track = work.overlay_on_top(start, start + length)?;
        work.place(track, start + delay, Clip::new(length - delay, Source::Title(title)))?;
    }
    stretch_beds(work, start)?;
    Ok(start..start + length)
}

/// Music of the product that ended with the ad ends with the card: it is made to any length.
fn stretch_beds(work: &mut Work, old_end: i64) -> Result<(), EditError> {
    let rate = work.document.canvas.frame_rate;
    let by = rate.sample_of(work.document.frames()) - rate.sample_of(old_end);
    let one_frame = rate.sample_of(1).max(1);
    let beds: Vec<ClipId> = work
        .document
        .tracks
        .iter()
        .filter(|track| track.kind == Kind::Music && !track.settings.locked)
        .filter(|track| track.length() + one_frame >= rate.sample_of(old_end))
        .filter_map(|track| track.items.last()?.clip())
        .filter(|clip| matches!(clip.source, Source::Bed(_)))
        .map(|clip| clip.id)
        .collect();
    beds.into_iter().try_for_each(|clip| work.edit(Edit::Trim { clip, edge: Edge::End, by }))
}

fn is_address(document: &Document, clip: ClipId) -> bool {
    document.find_clip(clip).is_some_and(|(_, _, clip)| clip.name == ADDRESS)
}

/// The line under the button: changed, added or taken away.
fn address(work: &mut Work, kit: &BrandKit, frames: &Range<i64>) -> Result<(), EditError> {
    let words = kit.address.trim();
    let all = titles(&work.document, frames);
    let here: Vec<(ClipId, Title)> = all
        .into_iter()
        .filter(|(clip, _, _)| is_address(&work.document, *clip))
        .map(|(clip, _, title)| (clip, title))
        .collect();
    match here.split_first() {
        _ if words.is_empty() => match here.is_empty() {
            true => Ok(()),
            false => work.edit(Edit::Lift { clips: here.into_iter().map(|(clip, _)| clip).collect() }),
        },
        Some(((clip, title), _)) => {
            let mut title = title.clone();
            words.clone_into(&mut title.text);
            work.show(*clip, Source::Title(title))
        }
        None => {
            let track = work.overlay_on_top(frames.start, frames.end)?;
            let title = Source::Title(line(kit, words));
            let clip = Clip { name: ADDRESS.to_owned(), ..Clip::new(frames.end - frames.start, title) };
            work.place(track, frames.start, clip).map(drop)
        }
    }
}

fn line(kit: &BrandKit, words: &str) -> Title {
    let mut style = TextStyle { size: 0.04, weight: 600, ..TextStyle::default() };
    dressed(&mut style, kit);
    Title {
        style,
        position: Position { y: 0.99, ..Position::default() },
        width_limit: 0.94,
        animation_in: Some(Animation { kind: AnimationKind::Fade, frames: 12 }),
        ..Title::new(words)
    }
}
