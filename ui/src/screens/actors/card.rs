//! An actor in the gallery.

use dioxus::prelude::*;
use types::call::play::{ACTOR_PICTURE, ActorPicture};
use types::geometry::Size;

use crate::kit::choice::toggle;
use crate::kit::picture::Picture;
use crate::kit::star::{Liked, Star};
use crate::words::words;

/// An actor in the gallery: opened by a press, selected by a tick, liked by a star.
#[component]
pub(super) fn ActorCard(id: String, selected: Signal<Vec<String>>, onopen: EventHandler<String>) -> Element {
    let mut selected = selected;
    let words = words();
    let Some(actor) = types::actor::find(&id.as_str().into()) else { return rsx! {} };
    let name = &actor.name;
    let profession = words.label(actor.profession.label());
    let (open, tick) = (id.clone(), id.clone());
    let is_selected = selected.read().contains(&id);
    rsx! {
        li { class: if is_selected { "actor-cell selected" } else { "actor-cell" },
            button { class: "actor-card", "data-testid": "actor-card", title: "{actor.description}", aria_label: "{name} {profession}", onclick: move |_| onopen.call(open.clone()),
                Picture { id: "actor-{id}", name: ACTOR_PICTURE, call: ActorPicture { actor: id.clone(), size: Size::new(168, 298) }, label: name.clone() }
                span { class: "actor-name", "{name}" }
                // Without it readers run the two together.
                " "
                span { class: "muted", "{profession}" }
            }
            div { class: "actor-marks",
                label { class: "tick",
                    input { r#type: "checkbox", "data-testid": "select-actor", aria_label: "{words.library.select}: {name}", checked: is_selected, onchange: move |_| toggle(&mut selected.write(), tick.clone()) }
                }
                Star { liked: Liked::Actor, id: id.clone(), name: name.clone() }
            }
        }
    }
}
