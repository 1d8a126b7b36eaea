//! The export dialog: which files an ad becomes, what they will be like, and what should be known before.

mod disclosure;
mod folder;
mod outlook;
mod rows;
mod targets;

use dioxus::prelude::*;
use types::call::make::{Disclosure, ExportTarget, StartExports};
use types::geometry::Aspect;
use types::placement::catalogue;
use types::preset;

use crate::bridge;
use crate::kit::dialog::Dialog;
use crate::project::Open;
use crate::state::{Screen, Shared};
use crate::words::export::ExportWords;
use crate::words::words;

use disclosure::DisclosureChoice;
use folder::FolderChoice;
use outlook::Outlook;
use rows::TargetRows;
use targets::{Hindrance, has_shape, hindrance, is_synthetic, of_shape, shape_of};

/// The export dialog.
#[component]
pub fn ExportDialog() -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let open = *shared.open.read();
    rsx! {
        Dialog { title: words.export_ad,
            match open {
                Some(open) => rsx! { Export { open } },
                None => rsx! { p { class: "bad", role: "alert", "{words.export_words.not_open}" } },
            }
        }
    }
}

/// What is chosen in the dialog.
#[derive(Clone, Copy, PartialEq)]
struct Choice {
    /// The files.
    targets: Signal<Vec<ExportTarget>>,
    /// The preset that a new file gets.
    preset: Signal<String>,
    /// How the ad says that its people are synthetic.
    disclosure: Signal<Option<Disclosure>>,
    /// Where the files go; none means where they usually do.
    folder: Signal<Option<String>>,
}

/// Everything in the dialog.
#[component]
fn Export(open: Open) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let preset = use_signal(|| preset::default().id.to_owned());
    let targets = use_signal(|| {
        let own = shape_of(&open.document.peek());
        vec![of_shape(own.unwrap_or_default(), own.or(Some(Aspect::default())), &preset.peek())]
    });
    let disclosure = use_signal(|| None::<Disclosure>);
    let folder = use_signal(|| None::<String>);
    let choice = Choice { targets, preset, disclosure, folder };
    let mut busy = use_signal(|| false);
    let document = open.document.read();
    let hindered = hindrance(&document, &targets.read(), *disclosure.read());
    let start = move |_| async move {
        busy.set(true);
        let call = StartExports {
            id: open.id,
            targets: targets.peek().clone(),
            folder: folder.peek().clone(),
            disclosure: *disclosure.peek(),
        };
        match bridge::ask(&call).await {
            Ok(_) => shared.go(Screen::Queue),
            Err(failure) => shared.failed(&failure),
        }
        busy.set(false);
    };
    rsx! {
        div { class: "export", "data-testid": "export-dialog",
            p { class: "muted", "{words.choose_formats}" }
            Shapes { open, choice }
            Placements { open, choice }
            TargetRows { open, choice }
            Presets { choice }
            if is_synthetic(&document) { DisclosureChoice { choice } }
            FolderChoice { choice }
            // Last: it grows when the answer comes, and must not push away what somebody is about to press.
            Outlook { open, choice }
        }
        footer {
            if let Some(hindrance) = hindered {
                p { id: "export-why-not", class: "warning", "data-testid": "export-why-not", role: "status", "{why(hindrance, &words.export_words)}" }
            }
            button {
                class: "primary",
                "data-testid": "export-start",
                aria_describedby: if hindered.is_some() { "export-why-not" },
                title: hindered.map_or(words.start_export, |hindrance| why(hindrance, &words.export_words)),
                disabled: hindered.is_some() || *busy.read(),
                onclick: start,
                "{words.start_export}"
            }
        }
    }
}

fn why(hindrance: Hindrance, words: &ExportWords) -> &'static str {
    match hindrance {
        Hindrance::EmptyAd => words.empty_ad,
        Hindrance::NoTargets => words.no_targets,
        Hindrance::SameTwice => words.same_twice,
        Hindrance::NoDisclosure => words.no_disclosure,
    }
}

/// One file for each shape that is chosen.
#[component]
fn Shapes(open: Open, choice: Choice) -> Element {
    let words = words();
    let own = shape_of(&open.document.read());
    let mut targets = choice.targets;
    rsx! {
        div { class: "choices", role: "group", aria_label: words.export_words.quick,
            for shape in Aspect::ALL {
                label { key: "{shape.name()}", class: "choice", title: words.export_words.quick,
                    input {
                        r#type: "checkbox",
                        "data-testid": "shape-{shape.name()}",
                        checked: has_shape(&targets.read(), shape, own),
                        onchange: move |_| {
                            targets::toggle_shape(&mut targets.write(), shape, own, &choice.preset.peek());
                        },
                    }
                    span { "{shape.name()}" }
                    span { class: "muted number", "{shape.canvas().width}×{shape.canvas().height}" }
                }
            }
        }
    }
}

/// A file for each placement that is chosen, by platform.
#[component]
fn Placements(open: Open, choice: Choice) -> Element {
    let words = &words().export_words;
    let own = shape_of(&open.document.read());
    let mut targets = choice.targets;
    let groups = catalogue::ALL.chunk_by(|one, other| one.platform == other.platform);
    let is_chosen = |id: &str| targets.read().iter().any(|target| target.placement.as_deref() == Some(id));
    rsx! {
        details { class: "placements",
            summary { title: words.placements_hint, "data-testid": "placements", "{words.placements}" }
            p { class: "muted", "{words.placements_hint}" }
            for group in groups {
                if let Some(first) = group.first() {
                    fieldset { key: "{first.id}",
                        legend { "{first.platform:?}" }
                        for placement in group.iter().copied() {
                            label { key: "{placement.id}", class: "choice", title: placement.name,
                                input {
                                    r#type: "checkbox",
                                    "data-testid": "placement-option",
                                    "data-placement": placement.id,
                                    checked: is_chosen(placement.id),
                                    onchange: move |_| {
                                        targets::toggle_placement(&mut targets.write(), placement, own, &choice.preset.peek());
                                    },
                                }
                                span { "{placement.name}" }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The quality of all files.
#[component]
fn Presets(choice: Choice) -> Element {
    let words = &words().export_words;
    let (mut targets, mut preset) = (choice.targets, choice.preset);
    let mut choose = move |id: &'static str| {
        preset.set(id.to_owned());
        for target in targets.write().iter_mut() {
            id.clone_into(&mut target.preset);
        }
    };
    rsx! {
        div { class: "presets", role: "radiogroup", aria_label: words.preset_for_all,
            for option in preset::catalogue() {
                button {
                    key: "{option.id}",
                    role: "radio",
                    class: "row",
                    title: option.summary,
                    "data-testid": "preset-option",
                    "data-preset": option.id,
                    aria_checked: "{*preset.read() == option.id}",
                    onclick: move |_| choose(option.id),
                    span { class: "row-name", "{crate::words::words().label(option.name)}" }
                    span { class: "muted", "{option.summary}" }
                }
            }
        }
    }
}
