//! Titles and captions in the fonts and colours of a brand.

use super::BrandKit;
use super::apply::Work;
use crate::document::clip::Source;
use crate::edit::EditError;
use crate::geometry::Color;
use crate::id::ClipId;
use crate::text::style::{Background, BoxShape, TextStyle};
use crate::text::{Caption, CaptionLook, CaptionStyle, Highlight, Title};

/// How much darker the foot of a shaded button is than its head.
const SHADE: f32 = 0.07;

/// Dresses every title. The grounds of end cards are left to the card.
pub(super) fn titles(work: &mut Work, kit: &BrandKit) -> Result<(), EditError> {
    let found: Vec<(ClipId, Title)> = work
        .document
        .clips()
        .filter_map(|(_, _, clip)| match &clip.source {
            Source::Title(title) if !is_ground(title) => Some((clip.id, title.clone())),
            _ => None,
        })
        .collect();
    for (clip, mut title) in found {
        dressed(&mut title.style, kit);
        work.show(clip, Source::Title(title))?;
    }
    Ok(())
}

/// Dresses every caption; a built-in style becomes one of the ad's own.
pub(super) fn captions(work: &mut Work, kit: &BrandKit) -> Result<(), EditError> {
    let found: Vec<(ClipId, Caption)> = work
        .document
        .clips()
        .filter_map(|(_, _, clip)| match &clip.source {
            Source::Caption(caption) => Some((clip.id, caption.clone())),
            _ => None,
        })
        .collect();
    for (clip, mut caption) in found {
        let style = captioned(caption.style().into_owned(), kit);
        caption.style = CaptionLook::Own(Box::new(style));
        work.show(clip, Source::Caption(caption))?;
    }
    Ok(())
}

/// Whether a title is the ground of a card.
pub(super) fn is_ground(title: &Title) -> bool {
    title.style.background.is_some_and(|background| background.shape == BoxShape::Canvas)
}

/// Gives a title's style the font and colours of the brand: letters in a box stand as on a button.
pub(super) fn dressed(style: &mut TextStyle, kit: &BrandKit) {
    set_family(style, &kit.title_font);
    style.color = match &mut style.background {
        Some(background) => {
            tint(background, kit.primary);
            kit.on_primary
        }
        None => kit.text,
    };
}

fn captioned(mut style: CaptionStyle, kit: &BrandKit) -> CaptionStyle {
    set_family(&mut style.text, &kit.caption_font);
    style.text.color = kit.text;
    // Letters in the kit's colour are made to be read on its ground, whatever the box was before.
    if let Some(background) = &mut style.text.background {
        tint(background, kit.background);
    }
    style.highlight = match style.highlight {
        Highlight::None => Highlight::None,
        Highlight::Reveal => Highlight::Reveal,
        Highlight::Color(_) => Highlight::Color(kit.primary),
        Highlight::Karaoke(_) => Highlight::Karaoke(kit.primary),
        Highlight::Pop { scale, .. } => Highlight::Pop { scale, color: kit.primary },
        Highlight::Box { radius, .. } => Highlight::Box { color: kit.primary, text: kit.on_primary, radius },
    };
    style
}

fn set_family(style: &mut TextStyle, family: &str) {
    if !family.trim().is_empty() {
        family.trim().clone_into(&mut style.family);
    }
}

/// Gives a box another colour. How much shines through stays, and a shaded box stays shaded.
fn tint(background: &mut Background, color: Color) {
    background.color = color.with_alpha(background.color.a);
    background.fade = background.fade.map(|fade| color.mixed(Color::BLACK, SHADE).with_alpha(fade.a));
}
