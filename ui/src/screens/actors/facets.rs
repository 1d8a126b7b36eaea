//! What actors can be chosen by, each with how many it would leave.

use dioxus::prelude::*;
use types::actor::{ActorFilter, catalogue, language_name};

use crate::kit::choice::toggle;
use crate::kit::icon::{Icon, Shape};
use crate::words::words;

/// All filters of the gallery.
#[component]
pub(super) fn Facets(filter: Signal<ActorFilter>, favourites_only: Signal<bool>) -> Element {
    let (mut filter, mut favourites_only) = (filter, favourites_only);
    let words = words();
    let counts = use_memo(move || filter.read().counts(catalogue()));
    let counts = counts.read();
    // The lists of the filter differ in type only.
    macro_rules! facet {
        ($title:expr, $field:ident) => {
            rsx! {
                Facet { title: $title, chosen: filter.read().$field.len(),
                    for (value, count) in counts.$field.iter().map(|(value, count)| (*value, *count)) {
                        Tick { label: words.label(value.label()).to_owned(), count, ticked: filter.read().$field.contains(&value), ontick: move |()| toggle(&mut filter.write().$field, value) }
                    }
                }
            }
        };
    }
    rsx! {
        aside { class: "filters", aria_label: words.search_actors,
            label { class: "search",
                Icon { shape: Shape::Search }
                input {
                    r#type: "search",
                    "data-testid": "actor-search",
                    placeholder: words.search_actors,
                    aria_label: words.search_actors,
                    value: "{filter.read().text}",
                    oninput: move |event| filter.write().text = event.value(),
                }
            }
            label { class: "tick",
                input { r#type: "checkbox", "data-testid": "favourites-only", checked: *favourites_only.read(), onchange: move |_| favourites_only.toggle() }
                span { "{words.library.favourites}" }
            }
            {facet!(words.gender, gender)}
            {facet!(words.age, age)}
            {facet!(words.library.ethnicity, ethnicity)}
            {facet!(words.library.profession, profession)}
            {facet!(words.setting, setting)}
            {facet!(words.library.style, style)}
            {facet!(words.library.environment, environment)}
            {facet!(words.library.suits, use_case)}
            Facet { title: words.language, chosen: filter.read().language.len(),
                for (value, count) in counts.language.iter().map(|(value, count)| (value.clone(), *count)) {
                    Tick {
                        key: "{value}",
                        label: language_name(&value).unwrap_or(&value).to_owned(),
                        count,
                        ticked: filter.read().language.contains(&value),
                        ontick: move |()| toggle(&mut filter.write().language, value.clone()),
                    }
                }
            }
        }
    }
}

/// A group of filters, folded until it is wanted.
#[component]
fn Facet(title: String, chosen: usize, children: Element) -> Element {
    rsx! {
        details { class: "facet", open: chosen > 0,
            summary { "{title}"
                if chosen > 0 {
                    span { class: "badge", "{chosen}" }
                }
            }
            div { role: "group", aria_label: "{title}", {children} }
        }
    }
}

/// A filter with the number of actors that it would leave.
#[component]
fn Tick(label: String, count: usize, ticked: bool, ontick: EventHandler<()>) -> Element {
    rsx! {
        label { class: "tick",
            input { r#type: "checkbox", checked: ticked, onchange: move |_| ontick.call(()) }
            span { "{label}" }
            span { class: "count", "{count}" }
        }
    }
}
