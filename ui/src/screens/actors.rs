//! The gallery of actors, filtered here in the page: the catalogue is known to both sides.

use dioxus::prelude::*;
use types::actor::{Actor, ActorFilter, catalogue};
use types::preferences::Preferences;

use crate::app::Empty;
use crate::state::{Casting, Screen, Shared};
use crate::words::words;

mod card;
mod detail;
mod facets;

use card::ActorCard;
use detail::Detail;
use facets::Facets;

/// Cards on the page at once; more come at the end of the list.
const STRETCH: usize = 48;

/// The gallery of actors.
#[component]
pub fn Actors() -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let mut filter = use_signal(ActorFilter::default);
    let favourites_only = use_signal(|| false);
    let mut limit = use_signal(|| STRETCH);
    let mut selected = use_signal(Vec::<String>::new);
    let mut opened = use_signal(|| None::<String>);
    let found = use_memo(move || {
        let mut found = listed(&filter.read(), &shared.preferences.read());
        if *favourites_only.read() {
            found.retain(|actor| shared.preferences.read().actors.contains(&actor.id.0));
        }
        found
    });
    use_effect(move || {
        filter.read();
        limit.set(STRETCH);
    });
    let found = found.read();
    let shown: Vec<String> = found.iter().take(*limit.read()).map(|actor| actor.id.0.clone()).collect();
    let is_filtered = *filter.read() != ActorFilter::default() || *favourites_only.read();
    let mut clear = move || {
        filter.set(ActorFilter::default());
        let mut only = favourites_only;
        only.set(false);
    };
    let all = shown.clone();
    rsx! {
        section { class: "page with-rail", "data-testid": "actors",
            Facets { filter, favourites_only }
            div { class: "gallery",
                header { class: "page-head",
                    h1 { "data-testid": "actors-found", "{found.len()} {words.actors_found}" }
                    if is_filtered {
                        button { "data-testid": "clear-filters", onclick: move |_| clear(), "{words.clear_filters}" }
                    }
                    button { "data-testid": "select-all", disabled: all.is_empty(), title: if all.is_empty() { words.no_actors } else { words.library.select_all }, onclick: move |_| selected.set(all.clone()), "{words.library.select_all}" }
                }
                Selected { selected }
                if found.is_empty() {
                    Empty { title: words.no_actors, hint: "",
                        button { onclick: move |_| clear(), "{words.clear_filters}" }
                    }
                }
                ul { class: "actor-grid",
                    for id in shown {
                        ActorCard { key: "{id}", id, selected, onopen: move |id| opened.set(Some(id)) }
                    }
                }
                if found.len() > *limit.read() {
                    button { class: "more", onclick: move |_| limit += STRETCH, "{limit} {words.of} {found.len()}" }
                }
            }
            if let Some(id) = opened.read().clone() {
                Detail { key: "{id}", id, onclose: move |()| opened.set(None) }
            }
        }
    }
}

/// Who is listed: favourites, then kinds that were used before where the user likes that, then the catalogue's order.
fn listed(filter: &ActorFilter, preferences: &Preferences) -> Vec<&'static Actor> {
    let mut found = filter.select(catalogue());
    let is_favourite = |actor: &Actor| preferences.actors.contains(&actor.id.0);
    let used = preferences.last_used.as_ref().and_then(|settings| settings.actor.as_deref());
    let used = used.and_then(|id| types::actor::find(&id.into())).filter(|_| preferences.used_first);
    let unlike = |actor: &Actor| {
        used.map_or(0, |used| {
            u8::from(used.style != actor.style)
                + u8::from(used.gender != actor.gender)
                + u8::from(used.setting != actor.setting)
        })
    };
    found.sort_by_key(|actor| (!is_favourite(actor), unlike(actor)));
    found
}

/// How many are selected, and what can be done with them.
#[component]
fn Selected(selected: Signal<Vec<String>>) -> Element {
    let mut selected = selected;
    let shared = use_context::<Shared>();
    let words = words();
    let count = selected.read().len();
    if count == 0 {
        return rsx! {};
    }
    let cast = move |_| shared.go(Screen::NewAd(Casting { actors: selected.peek().clone(), voice: None }));
    rsx! {
        div { class: "selection-bar", role: "status", "data-testid": "selection-bar",
            span { "{count} {words.library.selected_actors}" }
            button { class: "primary", "data-testid": "use-selected", onclick: cast, "{words.library.use_selected}" }
            button { onclick: move |_| selected.set(Vec::new()), "{words.library.clear_selection}" }
        }
    }
}
