//! What can be chosen over the viewer: the shape of the ad, the safe zone, how large the picture is.

use dioxus::prelude::*;
use types::document::Canvas;
use types::edit::Edit;
use types::geometry::Aspect;
use types::placement::{self, catalogue};
use ui::cut::quality::MOST;

use crate::editor::view::Zoom;
use crate::kit::segments::{Choice, Segments};
use crate::project::Open;
use crate::state::Shared;
use crate::words::words;

/// The row over the viewer.
#[component]
pub fn Controls(open: Open) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().timeline;
    let mut zone = open.view.zone;
    let canvas = open.document.read().canvas;
    let chosen = *zone.read();
    let zoom = *open.view.zoom.read();
    let reshape = move |name: String| {
        let Some(aspect) = Aspect::parse(&name) else { return };
        let canvas = Canvas { size: aspect.canvas(), ..open.document.peek().canvas };
        if canvas != open.document.peek().canvas {
            open.edit(shared, Edit::SetCanvas { canvas });
        }
    };
    rsx! {
        div { class: "viewer-controls", role: "toolbar", aria_label: words.viewer,
            select {
                "data-testid": "aspect",
                title: words.shape,
                aria_label: words.shape,
                onchange: move |event| reshape(event.value()),
                for aspect in Aspect::ALL {
                    option { value: aspect.name(), selected: aspect.canvas() == canvas.size, "{aspect.name()}" }
                }
            }
            select {
                "data-testid": "zone",
                title: words.safe_zone,
                aria_label: words.safe_zone,
                onchange: move |event| zone.set(placement::find(&event.value()).map(|found| found.id)),
                option { value: "", selected: chosen.is_none(), "{words.no_zone}" }
                for found in catalogue::ALL {
                    option { value: found.id, selected: chosen == Some(found.id), "{found.name}" }
                }
            }
            Segments {
                id: "viewer-zoom",
                label: words.zoom_level,
                choices: vec![
                    Choice::new(Zoom::Fit, words.fit, "viewer-Fit"),
                    Choice::new(Zoom::Half, "50 %", "viewer-Half"),
                    Choice::new(Zoom::Whole, "100 %", "viewer-Whole"),
                ],
                chosen: zoom,
                onchoose: move |at| { let mut open = open; open.view.zoom.set(at); },
            }
            if *open.playing.read() && open.view.quality.read().pixels < MOST {
                span { class: "muted", role: "status", "data-testid": "preview-quality", "{words.frames_late}" }
            }
        }
    }
}
