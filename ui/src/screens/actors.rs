//! The gallery of actors, filtered here in the page: the catalogue is known to both sides.

use dioxus::prelude::*;
use types::actor::{Actor, ActorFilter, AgeRange, Gender, Setting, catalogue, language_name};
use types::call::play::{ACTOR_PICTURE, ActorPicture};
use types::geometry::Size;
use types::project::ProjectSettings;

use crate::app::Empty;
use crate::kit::choice::toggle;
use crate::kit::icon::{Icon, Shape};
use crate::kit::picture::Picture;
use crate::state::{Screen, Shared};
use crate::words::words;

/// Cards on the page at once; more come at the end of the list.
const STRETCH: usize = 48;

/// The gallery of actors.
#[component]
pub fn Actors() -> Element {
    let words = words();
    let mut filter = use_signal(ActorFilter::default);
    let mut limit = use_signal(|| STRETCH);
    let found = use_memo(move || filter.read().select(catalogue()));
    let counts = use_memo(move || filter.read().counts(catalogue()));
    use_effect(move || {
        filter.read();
        limit.set(STRETCH);
    });
    let (found, counts) = (found.read(), counts.read());
    rsx! {
        section { class: "page with-rail", "data-testid": "actors",
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
                Facet { title: words.gender,
                    for (value, count) in counts.gender.iter().map(|(value, count)| (*value, *count)) {
                        Tick { label: label(&value), count, ticked: filter.read().gender.contains(&value), ontick: move |()| toggle::<Gender>(&mut filter.write().gender, value) }
                    }
                }
                Facet { title: words.age,
                    for (value, count) in counts.age.iter().map(|(value, count)| (*value, *count)) {
                        Tick { label: label(&value), count, ticked: filter.read().age.contains(&value), ontick: move |()| toggle::<AgeRange>(&mut filter.write().age, value) }
                    }
                }
                Facet { title: words.setting,
                    for (value, count) in counts.setting.iter().map(|(value, count)| (*value, *count)) {
                        Tick { label: label(&value), count, ticked: filter.read().setting.contains(&value), ontick: move |()| toggle::<Setting>(&mut filter.write().setting, value) }
                    }
                }
                Facet { title: words.language,
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
            div { class: "gallery",
                header { class: "page-head",
                    h1 { "{found.len()} {words.actors_found}" }
                    if *filter.read() != ActorFilter::default() {
                        button { "data-testid": "clear-filters", onclick: move |_| filter.set(ActorFilter::default()), "{words.clear_filters}" }
                    }
                }
                if found.is_empty() {
                    Empty { title: words.no_actors, hint: "",
                        button { onclick: move |_| filter.set(ActorFilter::default()), "{words.clear_filters}" }
                    }
                }
                ul { class: "actor-grid",
                    for actor in found.iter().take(*limit.read()).copied() {
                        ActorCard { key: "{actor.id}", id: actor.id.0.clone() }
                    }
                }
                if found.len() > *limit.read() {
                    button { class: "more", onclick: move |_| limit += STRETCH, "{limit} {words.of} {found.len()}" }
                }
            }
        }
    }
}

/// A group of filters.
#[component]
fn Facet(title: String, children: Element) -> Element {
    rsx! {
        fieldset { class: "facet",
            legend { "{title}" }
            {children}
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

/// An actor in the gallery.
#[component]
fn ActorCard(id: String) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let Some(actor) = types::actor::find(&id.as_str().into()) else { return rsx! {} };
    let Actor { name, profession, description, .. } = actor;
    let use_it = move |_| {
        let settings = ProjectSettings { actor: Some(actor.id.0.clone()), ..Default::default() };
        shared.go(Screen::NewAd(Box::new(settings)));
    };
    rsx! {
        li {
            button { class: "actor-card", "data-testid": "actor-card", title: "{description}", aria_label: "{words.use_in_ad}: {name} {label(profession)}", onclick: use_it,
                Picture { id: "actor-{id}", name: ACTOR_PICTURE, call: ActorPicture { actor: id.clone(), size: Size::new(168, 298) }, label: name.clone() }
                span { class: "actor-name", "{name}" }
                // Without it readers run the two together.
                " "
                span { class: "muted", "{label(profession)}" }
            }
        }
    }
}

/// What a value is called on screens: its name in data with spaces and a capital.
fn label(value: &impl serde::Serialize) -> String {
    let name = serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned));
    let name = name.unwrap_or_default().replace(['_', '-'], " ");
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
