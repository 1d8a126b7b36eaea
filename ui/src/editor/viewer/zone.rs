//! What a placement draws over the picture, shaded.

use dioxus::prelude::*;
use types::geometry::Aspect;
use types::placement::{self, Status};

use crate::project::Open;
use crate::words::timeline::TimelineWords;
use crate::words::words;

/// The bands that the chosen placement covers.
#[component]
pub fn ZoneLayer(open: Open) -> Element {
    let words = &words().timeline;
    let Some(found) = open.view.zone.read().and_then(placement::find) else { return rsx! {} };
    let fact = found.safe_zone;
    let margins = fact.value;
    let percent = |part: f32| part * 100.0;
    let inset = format!(
        "top: {}%; bottom: {}%; left: {}%; right: {}%",
        percent(margins.top),
        percent(margins.bottom),
        percent(margins.left),
        percent(margins.right),
    );
    let is_upright = open.document.read().canvas.size == Aspect::Tall.canvas();
    rsx! {
        div { class: "zone", "data-testid": "safe-zone", "aria-hidden": "true",
            div { class: "zone-clear", style: inset }
        }
        p { class: "zone-caption", role: "status",
            "{found.name} · {status(fact.status, words)} · {fact.dated}"
            if !is_upright { br {} "{words.zone_upright}" }
        }
    }
}

/// How far a fact can be trusted.
fn status(status: Status, words: &TimelineWords) -> &'static str {
    match status {
        Status::Official => words.official,
        Status::Copy => words.a_copy,
        Status::Third => words.third,
        Status::Conflict => words.conflict,
        Status::Unverified => words.unverified,
    }
}
