//! A part of a panel that can be folded.

use dioxus::prelude::*;

/// A part of a panel that can be folded, with something to press beside its title.
#[component]
pub fn Section(title: String, #[props(default = true)] unfolded: bool, children: Element) -> Element {
    rsx! {
        details { class: "section", open: unfolded,
            summary { "{title}" }
            div { class: "section-body", {children} }
        }
    }
}
