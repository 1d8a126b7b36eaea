//! The library of script structures, filled for an industry, and the user's own templates.

use dioxus::prelude::*;
use types::call::script::{DeleteTemplate, ListTemplates, OwnTemplate};
use types::template::{Industry, Structure, UseCase, fill};

use crate::bridge;
use crate::kit::icon::{Icon, Shape};
use crate::state::Shared;
use crate::words::words;

/// Lengths that structures come in, in seconds.
const LENGTHS: [u32; 4] = [15, 30, 45, 60];

/// Which templates are listed.
#[derive(Clone, Default, PartialEq)]
struct Wanted {
    use_case: Option<UseCase>,
    seconds: Option<u32>,
    search: String,
}

impl Wanted {
    fn fits(&self, structure: &Structure) -> bool {
        let said = format!("{} {}", structure.name, structure.when).to_lowercase();
        self.use_case.is_none_or(|use_case| use_case == structure.use_case)
            && self.seconds.is_none_or(|seconds| seconds == structure.seconds)
            && self.search.split_whitespace().all(|word| said.contains(&word.to_lowercase()))
    }
}

/// The library of structures. `use_case` is chosen at first; `onuse` takes the script that the user wants.
#[component]
pub fn Templates(use_case: Option<UseCase>, onuse: EventHandler<String>) -> Element {
    let words = words();
    let wanted = use_signal(|| Wanted { use_case, ..Wanted::default() });
    let mut industry = use_signal(|| 0_usize);
    let mut opened = use_signal(|| None::<&'static str>);
    let found: Vec<&'static Structure> =
        Structure::all().filter(|structure| wanted.read().fits(structure)).collect();
    let brand = Industry::ALL.get(*industry.read()).copied();
    rsx! {
        section { class: "templates", "data-testid": "template-list", aria_label: words.write.templates,
            Choices { wanted,
                label { class: "field",
                    span { "{words.write.industry}" }
                    select { "data-testid": "template-industry", onchange: move |event| industry.set(event.value().parse().unwrap_or(0)),
                        for (number, one) in Industry::ALL.iter().enumerate() {
                            option { value: "{number}", selected: number == *industry.read(), "{words.catalogue.industry(one)}" }
                        }
                    }
                }
            }
            Own { onuse }
            if found.is_empty() {
                p { class: "muted", "{words.write.none_fit}" }
            }
            ul { class: "template-rows",
                for structure in found {
                    li { key: "{structure.id}",
                        button {
                            class: "row",
                            "data-testid": "template",
                            aria_expanded: "{*opened.read() == Some(structure.id)}",
                            onclick: move |_| opened.with_mut(|opened| *opened = (*opened != Some(structure.id)).then_some(structure.id)),
                            span { class: "row-name", "{structure.name}" }
                            span { class: "badge number", "{structure.seconds} s" }
                            span { class: "muted", "{structure.when}" }
                        }
                        if let (true, Some(brand)) = (*opened.read() == Some(structure.id), brand) {
                            Preview { text: fill(structure, brand), onuse }
                        }
                    }
                }
            }
        }
    }
}

/// What narrows the list down.
#[component]
fn Choices(wanted: Signal<Wanted>, children: Element) -> Element {
    let mut wanted = wanted;
    let words = words();
    let chosen = wanted.read().clone();
    rsx! {
        div { class: "template-choices",
            label { class: "search",
                Icon { shape: Shape::Search }
                input {
                    r#type: "search",
                    aria_label: words.write.search_templates,
                    placeholder: words.write.search_templates,
                    value: "{chosen.search}",
                    oninput: move |event| wanted.write().search = event.value(),
                }
            }
            label { class: "field",
                span { "{words.write.purpose}" }
                select {
                    "data-testid": "template-purpose",
                    onchange: move |event| wanted.write().use_case = event.value().parse().ok().and_then(|at: usize| UseCase::ALL.get(at).copied()),
                    option { value: "", selected: chosen.use_case.is_none(), "{words.write.any_purpose}" }
                    for (number, one) in UseCase::ALL.into_iter().enumerate() {
                        option { value: "{number}", selected: chosen.use_case == Some(one), "{words.catalogue.use_case(one)}" }
                    }
                }
            }
            label { class: "field",
                span { "{words.write.length}" }
                select {
                    "data-testid": "template-length",
                    onchange: move |event| wanted.write().seconds = event.value().parse().ok(),
                    option { value: "", selected: chosen.seconds.is_none(), "{words.write.any_length}" }
                    for seconds in LENGTHS {
                        option { value: "{seconds}", selected: chosen.seconds == Some(seconds), "{seconds} s" }
                    }
                }
            }
            {children}
        }
    }
}

/// A script as it would be, and the way to take it.
#[component]
fn Preview(text: String, onuse: EventHandler<String>) -> Element {
    let words = words();
    let taken = text.clone();
    rsx! {
        div { class: "template-preview",
            pre { "{text}" }
            button { class: "primary", "data-testid": "use-template", onclick: move |_| onuse.call(taken.clone()), "{words.write.use_template}" }
        }
    }
}

/// The user's own templates.
#[component]
fn Own(onuse: EventHandler<String>) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let mut own = use_resource(|| async { bridge::ask(&ListTemplates {}).await });
    let failed =
        own.read().as_ref().and_then(|kept| kept.as_ref().err().map(|failure| failure.message.clone()));
    let kept: Vec<OwnTemplate> =
        own.read().as_ref().and_then(|kept| kept.as_ref().ok().cloned()).unwrap_or_default();
    let forget = move |name: String| async move {
        match bridge::ask(&DeleteTemplate { name }).await {
            Ok(()) => own.restart(),
            Err(failure) => shared.failed(&failure),
        }
    };
    rsx! {
        if let Some(failed) = failed {
            p { class: "bad", role: "alert", "{failed}" }
        }
        details { class: "own-templates",
            summary { "{words.write.own_templates} ({kept.len()})" }
            if kept.is_empty() {
                p { class: "muted", "{words.write.no_own}" }
            }
            ul { class: "template-rows",
                for template in kept {
                    OwnRow { key: "{template.name}", template, onuse, onforget: forget }
                }
            }
        }
    }
}

/// One of the user's own templates.
#[component]
fn OwnRow(template: OwnTemplate, onuse: EventHandler<String>, onforget: EventHandler<String>) -> Element {
    let words = words();
    let OwnTemplate { name, text } = template;
    let gone = name.clone();
    rsx! {
        li { class: "row",
            button { class: "row-name", "data-testid": "own-template", title: "{text}", onclick: move |_| onuse.call(text.clone()), "{name}" }
            button { class: "quiet", aria_label: "{words.write.delete_template}: {name}", title: words.write.delete_template, onclick: move |_| onforget.call(gone.clone()), Icon { shape: Shape::Bin } }
        }
    }
}
