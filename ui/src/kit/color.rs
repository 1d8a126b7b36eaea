//! A field for a colour: by the system's own chooser, as hex text, and how much it covers.

use dioxus::prelude::*;
use types::geometry::Color;

use crate::kit::number::{NumberField, Scale};
use crate::kit::touch::Touch;
use crate::words::words;

/// A field for a colour. Without a value it shows that several differ.
#[component]
pub fn ColorField(label: String, value: Option<Color>, ontouch: EventHandler<Touch<Color>>) -> Element {
    let words = &words().inspector;
    let mut typed = use_signal(|| None::<String>);
    let now = value.unwrap_or(Color::WHITE);
    let hex = String::from(now.with_alpha(255));
    let text =
        typed.read().clone().unwrap_or_else(|| if value.is_some() { hex.clone() } else { String::new() });
    let mut read = move || {
        let Some(text) = typed.write().take() else { return };
        if let Some(color) =
            parse(&text).map(|color| if text.len() < 8 { color.with_alpha(now.a) } else { color })
            && value != Some(color)
        {
            ontouch.call(Touch::Set(color));
        }
    };
    let chosen = move |text: String| Color::parse(&text).map(|color| color.with_alpha(now.a));
    rsx! {
        div { class: "field color-field", role: "group", aria_label: "{label}",
            span { "{label}" }
            input {
                r#type: "color",
                aria_label: "{label}",
                title: "{label}",
                value: "{hex}",
                oninput: move |event| {
                    if let Some(color) = chosen(event.value()) {
                        ontouch.call(Touch::Try(color));
                    }
                },
                onchange: move |event| {
                    if let Some(color) = chosen(event.value()) {
                        ontouch.call(Touch::Set(color));
                    }
                },
            }
            input {
                r#type: "text",
                class: "hex",
                aria_label: "{label}, #rrggbb",
                title: "#rrggbb",
                placeholder: "—",
                value: "{text}",
                oninput: move |event| typed.set(Some(event.value())),
                onblur: move |_| read(),
                onkeydown: move |event| match event.key() {
                    Key::Enter => read(),
                    Key::Escape => {
                        event.stop_propagation();
                        typed.set(None);
                    }
                    _ => {}
                },
            }
            NumberField {
                label: words.cover,
                value: value.map(|color| f64::from(color.a) / 2.55),
                scale: Scale { decimals: 0, ..Scale::new(0.0, 100.0, "%") },
                ontouch: move |touch: Touch<f64>| {
                    ontouch.call(touch.map(|share| now.with_alpha((share * 2.55).round() as u8)));
                },
            }
        }
    }
}

/// A colour with or without its sharp sign, of three, six or eight digits.
fn parse(text: &str) -> Option<Color> {
    let digits = text.trim().trim_start_matches('#');
    if digits.chars().count() == 3 {
        let twice: String = digits.chars().flat_map(|digit| [digit, digit]).collect();
        return Color::parse(&format!("#{twice}"));
    }
    Color::parse(&format!("#{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_people_write_them() {
        let orange = Color::rgb(0xff, 0x88, 0x00);
        assert_eq!(parse("#ff8800"), Some(orange));
        assert_eq!(parse("FF8800 "), Some(orange));
        assert_eq!(parse("#f80"), Some(orange));
        assert_eq!(parse("#ff880080"), Some(orange.with_alpha(0x80)));
        assert_eq!(parse("äöü"), None);
        assert_eq!(parse("orange"), None);
    }
}
