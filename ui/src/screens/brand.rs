//! The brand kit: logo, colours, fonts, end card.

use dioxus::prelude::*;
use types::brand::{BrandKit, Corner};
use types::call::brand::{GetBrand, SetBrand};
use types::geometry::Color;

use crate::app::Empty;
use crate::bridge;
use crate::kit::icon::{Icon, Shape};
use crate::kit::segments::{Choice, Segments};
use crate::state::Shared;
use crate::words::words;

/// Font families that are surely here: those that the renderer brings, and Noto.
const FONTS: [&str; 6] = ["Montserrat", "Inter", "Playfair Display", "Anton", "Noto Sans", "Noto Serif"];
/// How long nothing is changed before the kit is kept.
const PAUSE_MS: u32 = 400;

/// The brand kit. It is kept as it is changed.
#[component]
pub fn Brand() -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let mut kit = use_signal(|| None::<BrandKit>);
    let mut failed = use_signal(|| None::<String>);
    use_future(move || async move {
        match bridge::ask(&GetBrand {}).await {
            Ok(kept) => kit.set(Some(kept)),
            Err(failure) => failed.set(Some(failure.message)),
        }
    });
    if let Some(failure) = failed.read().clone() {
        return rsx! { Empty { title: words.library_failed, hint: failure } };
    }
    let Some(shown) = kit.read().clone() else { return rsx! {} };
    let keep = move |changed: BrandKit| {
        kit.set(Some(changed.clone()));
        spawn(async move {
            gloo_timers::future::TimeoutFuture::new(PAUSE_MS).await;
            // Only what was changed last is kept.
            if kit.peek().as_ref() == Some(&changed)
                && let Err(failure) = bridge::ask(&SetBrand { brand: changed }).await
            {
                shared.failed(&failure);
            }
        });
    };
    rsx! {
        section { class: "page", "data-testid": "brand",
            header { class: "page-head", h1 { "{words.brand.kit}" } }
            p { class: "muted", "{words.brand.hint}" }
            div { class: "brand-columns",
                div { class: "brand-form",
                    Logo { kit: shown.clone(), onchange: keep }
                    Colors { kit: shown.clone(), onchange: keep }
                    Fonts { kit: shown.clone(), onchange: keep }
                    EndCard { kit: shown.clone(), onchange: keep }
                }
                Preview { kit: shown }
            }
        }
    }
}

/// The logo and where it stands.
#[component]
fn Logo(kit: BrandKit, onchange: EventHandler<BrandKit>) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let corners = [
        Choice::new(None, words.brand.end_only, "corner-none"),
        Choice::new(Some(Corner::TopLeft), words.brand.top_left, "corner-top-left"),
        Choice::new(Some(Corner::TopRight), words.brand.top_right, "corner-top-right"),
        Choice::new(Some(Corner::BottomLeft), words.brand.bottom_left, "corner-bottom-left"),
        Choice::new(Some(Corner::BottomRight), words.brand.bottom_right, "corner-bottom-right"),
    ];
    let file = kit.logo.as_deref().map(|path| path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned());
    let (with_logo, without, in_corner) = (kit.clone(), kit.clone(), kit.clone());
    let choose = move |_| {
        let kit = with_logo.clone();
        async move {
            match bridge::call::<Vec<String>>("choose_files", &serde_json::json!({ "kind": "picture" })).await
            {
                Ok(paths) => {
                    if let Some(path) = paths.into_iter().next() {
                        onchange.call(BrandKit { logo: Some(path), ..kit });
                    }
                }
                Err(failure) => shared.failed(&failure),
            }
        }
    };
    rsx! {
        fieldset { class: "panel",
            legend { "{words.brand.logo}" }
            div { class: "pair",
                span { class: "file", title: kit.logo.clone().unwrap_or_default(), if let Some(file) = &file { "{file}" } else { "{words.brand.no_logo}" } }
                button { "data-testid": "choose-logo", onclick: choose, Icon { shape: Shape::Folder } "{words.brand.choose_logo}" }
                if file.is_some() {
                    button { class: "quiet", aria_label: words.brand.remove_logo, title: words.brand.remove_logo, onclick: move |_| onchange.call(BrandKit { logo: None, ..without.clone() }), Icon { shape: Shape::Bin } }
                }
            }
            p { class: "muted above", "{words.brand.corner}" }
            Segments { id: "corner", label: words.brand.corner, choices: corners.to_vec(), chosen: kit.logo_corner, onchoose: move |corner| onchange.call(BrandKit { logo_corner: corner, ..in_corner.clone() }) }
        }
    }
}

/// The colours, and whether they can be told apart.
#[component]
fn Colors(kit: BrandKit, onchange: EventHandler<BrandKit>) -> Element {
    let words = words();
    let is_weak = contrast(kit.primary, kit.on_primary) < 3.0 || contrast(kit.background, kit.text) < 3.0;
    let kits = [kit.clone(), kit.clone(), kit.clone(), kit.clone()];
    let [a, b, c, d] = kits;
    rsx! {
        fieldset { class: "panel",
            legend { "{words.brand.colors}" }
            div { class: "swatches",
                Swatch { label: words.brand.primary, test: "color-primary", color: kit.primary, onchange: move |color| onchange.call(BrandKit { primary: color, ..a.clone() }) }
                Swatch { label: words.brand.on_primary, test: "color-on-primary", color: kit.on_primary, onchange: move |color| onchange.call(BrandKit { on_primary: color, ..b.clone() }) }
                Swatch { label: words.brand.background, test: "color-background", color: kit.background, onchange: move |color| onchange.call(BrandKit { background: color, ..c.clone() }) }
                Swatch { label: words.brand.text, test: "color-text", color: kit.text, onchange: move |color| onchange.call(BrandKit { text: color, ..d.clone() }) }
            }
            if is_weak {
                p { class: "warning", role: "status", "{words.brand.low_contrast}" }
            }
        }
    }
}

/// A colour, by eye or as "#rrggbb".
#[component]
fn Swatch(label: String, test: String, color: Color, onchange: EventHandler<Color>) -> Element {
    let hex = String::from(color);
    let chosen = move |text: &str| {
        if let Some(color) = Color::parse(text) {
            onchange.call(color);
        }
    };
    rsx! {
        div { class: "swatch",
            input { r#type: "color", aria_label: "{label}", value: "{hex}", oninput: move |event| chosen(&event.value()) }
            label { class: "field",
                span { "{label}" }
                input { r#type: "text", "data-testid": "{test}", maxlength: 16, value: "{hex}", onchange: move |event| chosen(&event.value()) }
            }
        }
    }
}

/// The contrast of two colours by WCAG 2.2: from 1 to 21.
fn contrast(one: Color, other: Color) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let light = |color: Color| 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
    let (a, b) = (light(one), light(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The fonts.
#[component]
fn Fonts(kit: BrandKit, onchange: EventHandler<BrandKit>) -> Element {
    let words = words();
    let (titles, captions) = (kit.clone(), kit.clone());
    rsx! {
        fieldset { class: "panel",
            legend { "{words.brand.fonts}" }
            div { class: "pair",
                Font { label: words.brand.title_font, test: "title-font", chosen: kit.title_font.clone(), onchange: move |font| onchange.call(BrandKit { title_font: font, ..titles.clone() }) }
                Font { label: words.brand.caption_font, test: "caption-font", chosen: kit.caption_font, onchange: move |font| onchange.call(BrandKit { caption_font: font, ..captions.clone() }) }
            }
        }
    }
}

/// A font family: one of those that are surely here, or any other by name.
#[component]
fn Font(label: String, test: String, chosen: String, onchange: EventHandler<String>) -> Element {
    rsx! {
        label { class: "field",
            span { "{label}" }
            input { r#type: "text", "data-testid": "{test}", list: "{test}-list", placeholder: words().brand.as_it_is, maxlength: 100, value: "{chosen}", onchange: move |event| onchange.call(event.value().trim().to_owned()) }
            datalist { id: "{test}-list",
                for font in FONTS {
                    option { value: font }
                }
            }
        }
    }
}

/// What the end card says.
#[component]
fn EndCard(kit: BrandKit, onchange: EventHandler<BrandKit>) -> Element {
    let words = words();
    let (name, action, address) = (kit.clone(), kit.clone(), kit.clone());
    rsx! {
        fieldset { class: "panel",
            legend { "{words.brand.end_card}" }
            div { class: "stack",
                label { class: "field",
                    span { "{words.brand.name}" }
                    input { r#type: "text", "data-testid": "brand-name", maxlength: 80, value: "{kit.name}", oninput: move |event| onchange.call(BrandKit { name: event.value(), ..name.clone() }) }
                }
                label { class: "field",
                    span { "{words.brand.call_to_action}" }
                    input { r#type: "text", "data-testid": "brand-action", maxlength: 80, value: "{kit.call_to_action}", oninput: move |event| onchange.call(BrandKit { call_to_action: event.value(), ..action.clone() }) }
                }
                label { class: "field",
                    span { "{words.brand.address}" }
                    input { r#type: "text", "data-testid": "brand-address", maxlength: 120, value: "{kit.address}", oninput: move |event| onchange.call(BrandKit { address: event.value(), ..address.clone() }) }
                }
            }
        }
    }
}

/// About how an ad looks with the kit.
#[component]
fn Preview(kit: BrandKit) -> Element {
    let words = words();
    let color = String::from;
    let or = |text: &str, other: &str| if text.is_empty() { other.to_owned() } else { text.to_owned() };
    let font = |family: &str| or(family, "Montserrat");
    rsx! {
        figure { class: "brand-preview",
            figcaption { class: "muted", "{words.brand.preview}" }
            div { class: "brand-frame running",
                strong { color: color(kit.text), font_family: font(&kit.title_font), "{words.brand.sample_title}" }
                span { font_family: font(&kit.caption_font),
                    span { color: color(kit.text), "{words.brand.sample_caption}" }
                }
            }
            div { class: "brand-frame", background: color(kit.background),
                strong { color: color(kit.text), font_family: font(&kit.title_font), "{or(&kit.name, words.brand.name)}" }
                span { class: "brand-button", background: color(kit.primary), color: color(kit.on_primary), font_family: font(&kit.title_font), "{or(&kit.call_to_action, words.brand.call_to_action)}" }
                span { color: color(kit.text), font_family: font(&kit.caption_font), "{kit.address}" }
            }
        }
    }
}
