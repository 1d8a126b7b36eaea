//! The menu of what can be added at the playhead.

mod place;

use dioxus::prelude::*;
use types::bed;
use types::call::edit::ImportMedia;
use types::document::clip::{Bed, Clip, Source};
use types::document::look::{Fit, PictureSettings};
use types::document::track::Kind;
use types::error::{ErrorCode, Failure};
use types::geometry::Color;
use types::text::title::TitlePreset;

use crate::bridge;
use crate::kit::icon::{Icon, Shape};
use crate::project::Open;
use crate::state::Shared;
use crate::words::words;

/// Seconds that something new is seen.
const SEEN: f64 = 3.0;
/// Seconds of music in an ad that has nothing yet.
const HEARD: f64 = 30.0;

/// The menu of what can be added at the playhead.
#[component]
pub fn AddMenu(open: Open) -> Element {
    let words = &words().add;
    let mut is_open = use_signal(|| false);
    rsx! {
        div {
            class: "menu-of-button",
            onkeydown: move |event| {
                if event.key() == Key::Escape && *is_open.peek() {
                    event.stop_propagation();
                    is_open.set(false);
                }
            },
            button {
                "data-testid": "add",
                title: words.add_hint,
                aria_haspopup: "menu",
                aria_expanded: "{is_open}",
                onclick: move |_| is_open.toggle(),
                Icon { shape: Shape::Plus }
                "{words.add}"
            }
            if *is_open.read() {
                div { class: "menu-veil", onclick: move |_| is_open.set(false) }
                div { class: "menu", role: "menu", aria_label: words.add, onclick: move |_| is_open.set(false),
                    Choices { open }
                }
            }
        }
    }
}

/// Everything that can be added.
#[component]
fn Choices(open: Open) -> Element {
    let shared = use_context::<Shared>();
    let all = words();
    let words = &all.add;
    let titles = TitlePreset::ALL.into_iter().zip(all.inspector.titles());
    rsx! {
        h3 { "{all.inspector.title}" }
        for (preset, name) in titles {
            button {
                key: "{name}",
                role: "menuitem",
                "data-testid": "add-title",
                title: name,
                onclick: move |_| {
                    let title = preset.title(words.new_text);
                    add(shared, open, Kind::Overlay, Clip::new(frames(open, SEEN), Source::Title(title)));
                },
                "{name}"
            }
        }
        h3 { "{words.picture}" }
        button { role: "menuitem", "data-testid": "add-image", title: words.image_hint, onclick: move |_| {
                // The menu closes while the user still chooses.
                dioxus::core::spawn_forever(add_images(shared, open));
            }, "{words.image}" }
        button {
            role: "menuitem",
            "data-testid": "add-solid",
            title: words.solid,
            onclick: move |_| add(shared, open, Kind::Overlay, Clip::new(frames(open, SEEN), Source::Solid(Color::BLACK))),
            "{words.solid}"
        }
        h3 { "{all.inspector.music}" }
        for option in bed::CATALOGUE {
            button {
                key: "{option.id}",
                role: "menuitem",
                "data-testid": "add-bed",
                title: option.sound,
                onclick: move |_| {
                    let bed = Bed { id: option.id.to_owned(), seed: 0 };
                    add(shared, open, Kind::Music, Clip::new(to_the_end(open), Source::Bed(bed)));
                },
                span { "{option.name}" }
                span { class: "muted", "{crate::words::words().catalogue.mood(option.mood)}" }
            }
        }
    }
}

/// Puts a clip in at the playhead and selects it.
fn add(shared: Shared, mut open: Open, kind: Kind, clip: Clip) {
    let (edit, id) = place::place(&open.document.peek(), *open.playhead.peek(), kind, clip);
    if open.edit(shared, edit) {
        open.selection.set(vec![id]);
    }
}

fn frames(open: Open, seconds: f64) -> i64 {
    let rate = open.document.peek().canvas.frame_rate;
    ((seconds * rate.as_f64()).round() as i64).max(1)
}

/// Samples from the playhead to the end of the ad; half a minute where there is none.
fn to_the_end(open: Open) -> i64 {
    let document = open.document.peek();
    let rate = document.canvas.frame_rate;
    let left = document.samples() - rate.sample_of(*open.playhead.peek());
    drop(document);
    if left > 0 { left } else { rate.sample_of(frames(open, HEARD)) }
}

/// Lets the user choose pictures, imports them and lays each over the ad.
async fn add_images(shared: Shared, open: Open) {
    let paths =
        match bridge::call::<Vec<String>>("choose_files", &serde_json::json!({ "kind": "picture" })).await {
            Ok(paths) if paths.is_empty() => return,
            Ok(paths) => paths,
            Err(failure) => return shared.failed(&failure),
        };
    let imported = match bridge::ask(&ImportMedia { id: open.id, paths }).await {
        Ok(imported) => imported,
        Err(failure) => return shared.failed(&failure),
    };
    if let Some(made) = &imported.made {
        open.take(made);
    }
    for refused in imported.refused {
        shared.failed(&Failure::new(ErrorCode::MediaUnreadable, refused));
    }
    for file in imported.added {
        // A film that was chosen here lies with the media; only pictures are laid over.
        if file.info.is_still() {
            // A logo is seen whole, and through where it is clear.
            let fit = Fit::Within(Color::BLACK.with_alpha(0));
            let picture = PictureSettings { fit, ..PictureSettings::default() };
            let clip = Clip { picture, ..Clip::new(frames(open, SEEN), Source::Image(file.media)) };
            add(shared, open, Kind::Overlay, clip);
        }
    }
}
