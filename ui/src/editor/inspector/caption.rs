//! How the selected captions look.

use dioxus::prelude::*;
use types::document::clip::{Clip, Source};
use types::edit::ClipChange;
use types::geometry::Color;
use types::text::preset::CaptionPreset;
use types::text::style::TextStyle;
use types::text::{Caption, CaptionLook, CaptionStyle, Highlight};

use super::chosen::Chosen;
use super::letters::{percent, share};
use crate::kit::color::ColorField;
use crate::kit::number::{NumberField, Scale};
use crate::kit::touch::Touch;
use crate::state::Shared;
use crate::words::words;

/// The caption of a clip, if it is one.
pub fn caption_of(clip: &Clip) -> Option<&Caption> {
    match &clip.source {
        Source::Caption(caption) => Some(caption),
        _ => None,
    }
}

/// The change that gives a caption a style that comes with the product.
fn dressed(clip: &Clip, preset: CaptionPreset) -> Option<ClipChange> {
    let now = caption_of(clip)?;
    let look = CaptionLook::Preset(preset);
    let next = Caption { words: now.words.clone(), style: look };
    (next != *now).then(|| ClipChange::Source(Box::new(Source::Caption(next))))
}

/// The change that sets something of a caption's style, which becomes its own; none where it is so already.
fn restyled(clip: &Clip, set: impl FnOnce(&mut CaptionStyle)) -> Option<ClipChange> {
    let now = caption_of(clip)?;
    let mut style = now.style().into_owned();
    set(&mut style);
    if style == *now.style() {
        return None;
    }
    let style = CaptionLook::Own(Box::new(style));
    let next = Caption { words: now.words.clone(), style };
    Some(ClipChange::Source(Box::new(Source::Caption(next))))
}

/// The colour in which the spoken word is picked out.
fn highlight_color(highlight: Highlight) -> Option<Color> {
    match highlight {
        Highlight::None | Highlight::Reveal => None,
        Highlight::Color(color) | Highlight::Karaoke(color) => Some(color),
        Highlight::Box { color, .. } | Highlight::Pop { color, .. } => Some(color),
    }
}

/// The same way of picking out in another colour; where there was none, the word changes its colour.
fn with_color(highlight: Highlight, color: Color) -> Highlight {
    match highlight {
        Highlight::None | Highlight::Reveal | Highlight::Color(_) => Highlight::Color(color),
        Highlight::Karaoke(_) => Highlight::Karaoke(color),
        Highlight::Box { text, radius, .. } => Highlight::Box { color, text, radius },
        Highlight::Pop { scale, .. } => Highlight::Pop { scale, color },
    }
}

/// How the selected captions look: style, highlight, place.
#[component]
pub fn CaptionLooks(chosen: Chosen) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    let preset = chosen.common(|here| match caption_of(here.clip)?.style {
        CaptionLook::Preset(preset) => Some(Some(preset)),
        CaptionLook::Own(_) => Some(None),
    });
    let preset = preset.same().flatten();
    let color = chosen.common(|here| Some(highlight_color(caption_of(here.clip)?.style().highlight)));
    let position = chosen.common(|here| Some(percent(caption_of(here.clip)?.style().position))).same();
    let (colored, placed) = (chosen.clone(), chosen.clone());
    rsx! {
        div { class: "samples", role: "radiogroup", aria_label: words.caption_style,
            for option in CaptionPreset::ALL {
                button {
                    key: "{option.id()}",
                    class: "sample",
                    role: "radio",
                    title: option.id(),
                    "data-testid": "caption-style",
                    "data-style": option.id(),
                    aria_checked: "{preset == Some(option)}",
                    onclick: {
                        let chosen = chosen.clone();
                        move |_| chosen.change(shared, |here| dressed(here.clip, option))
                    },
                    Sample { style: option.style() }
                    span { class: "muted", "{words.caption_name(option)}" }
                }
            }
        }
        ColorField {
            label: words.highlight,
            value: color.same().flatten(),
            ontouch: move |touch: Touch<Color>| {
                colored.touch(shared, touch, |here, color| {
                    restyled(here.clip, |style| style.highlight = with_color(style.highlight, *color))
                });
            },
        }
        NumberField {
            label: words.caption_position,
            value: position,
            scale: Scale::new(0.0, 100.0, "%"),
            ontouch: move |touch: Touch<f64>| {
                placed.touch(shared, touch, |here, value| {
                    restyled(here.clip, |style| style.position = share(*value))
                });
            },
        }
    }
}

/// Two words as the style shows them, about.
#[component]
fn Sample(style: CaptionStyle) -> Element {
    let text = style.text.case.apply("Aa");
    let spoken = style.text.case.apply("Bb");
    let plain = css(&style.text);
    let picked = picked_css(style.highlight);
    rsx! {
        span { class: "sample-text", aria_hidden: "true", style: "{plain}",
            "{text} "
            span { style: "{picked}", "{spoken}" }
        }
    }
}

fn css(style: &TextStyle) -> String {
    let mut css = format!(
        "font-family: '{}', var(--font); font-weight: {}; color: {}; letter-spacing: {}em;",
        style.family.replace(['\'', ';', '\\'], ""),
        style.weight,
        String::from(style.color),
        style.letter_spacing,
    );
    if let Some(outline) = style.outline {
        css.push_str(&format!("-webkit-text-stroke: {}em {};", outline.width, String::from(outline.color)));
        css.push_str("paint-order: stroke fill;");
    }
    if let Some(ground) = style.background {
        css.push_str(&format!(
            "background: {}; border-radius: {}em;",
            String::from(ground.color),
            ground.radius
        ));
    }
    css
}

fn picked_css(highlight: Highlight) -> String {
    match highlight {
        Highlight::None => String::new(),
        Highlight::Reveal => "opacity: 0.4".to_owned(),
        Highlight::Color(color) | Highlight::Karaoke(color) => format!("color: {}", String::from(color)),
        Highlight::Pop { color, scale } => {
            format!("color: {}; font-size: {scale}em", String::from(color))
        }
        Highlight::Box { color, text, radius } => format!(
            "background: {}; color: {}; border-radius: {radius}em; padding: 0 0.2em",
            String::from(color),
            String::from(text)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clip() -> Clip {
        Clip::new(1, Source::Caption(Caption { words: Vec::new(), style: CaptionLook::default() }))
    }

    #[test]
    fn a_style_is_put_on_and_the_same_again_is_no_change() {
        assert!(dressed(&clip(), CaptionPreset::Neon).is_some());
        assert_eq!(dressed(&clip(), CaptionPreset::default()), None);
    }

    #[test]
    fn another_highlight_keeps_how_the_word_is_picked_out() {
        for preset in CaptionPreset::ALL {
            let before = preset.style().highlight;
            let after = with_color(before, Color::BLACK);
            assert_eq!(highlight_color(after), Some(Color::BLACK));
            if highlight_color(before).is_some() {
                assert_eq!(std::mem::discriminant(&before), std::mem::discriminant(&after));
            }
        }
    }

    #[test]
    fn a_changed_style_is_the_captions_own() {
        let change = restyled(&clip(), |style| style.position = 0.5);
        let Some(ClipChange::Source(source)) = change else { unreachable!("the style changes") };
        let Source::Caption(caption) = *source else { unreachable!("it stays a caption") };
        assert!(matches!(caption.style, CaptionLook::Own(style) if style.position == 0.5));
    }
}
