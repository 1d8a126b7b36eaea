//! The star of what the user likes.

use dioxus::prelude::*;
use types::preferences::Preferences;

use crate::kit::choice::toggle;
use crate::kit::icon::{Icon, Shape};
use crate::state::Shared;
use crate::words::words;

/// What is liked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Liked {
    /// An actor.
    Actor,
    /// A voice.
    Voice,
}

impl Liked {
    fn list(self, preferences: &mut Preferences) -> &mut Vec<String> {
        match self {
            Self::Actor => &mut preferences.actors,
            Self::Voice => &mut preferences.voices,
        }
    }

    fn has(self, preferences: &Preferences, id: &String) -> bool {
        match self {
            Self::Actor => preferences.actors.contains(id),
            Self::Voice => preferences.voices.contains(id),
        }
    }
}

/// Whether something is one of the user's favourites; pressing it changes that.
#[component]
pub fn Star(liked: Liked, id: String, name: String) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let is_favourite = liked.has(&shared.preferences.read(), &id);
    rsx! {
        button {
            class: "quiet star",
            "data-testid": "favourite",
            aria_label: "{words.library.favourite}: {name}",
            title: words.library.favourite,
            aria_pressed: "{is_favourite}",
            onclick: move |_| {
                let id = id.clone();
                shared.prefer(move |preferences| toggle(liked.list(preferences), id));
            },
            Icon { shape: Shape::Star }
        }
    }
}
