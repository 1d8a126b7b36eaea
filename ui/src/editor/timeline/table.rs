//! The timeline as a list of clips, with starts and lengths to be typed.

use dioxus::prelude::*;
use types::edit::Edge;
use types::id::ClipId;
use ui::cut::by::By;
use ui::cut::gesture::{self, Act};
use ui::cut::link;

use crate::editor::inspector::label;
use crate::kit::time::{frame_of, timecode};
use crate::project::Open;
use crate::state::Shared;
use crate::words::words;

/// Rows that are shown at once.
const PAGE: usize = 200;

/// A clip as a row.
#[derive(Clone, PartialEq)]
struct Row {
    clip: ClipId,
    name: String,
    track: String,
    start: i64,
    length: i64,
    is_selected: bool,
}

/// The timeline as a list.
#[component]
pub fn Table(open: Open) -> Element {
    let words = words();
    let mut shown = use_signal(|| PAGE);
    let rows = rows(open);
    let more = rows.len().saturating_sub(*shown.read());
    rsx! {
        div { class: "clip-table",
            table { "data-testid": "clip-table", aria_label: words.timeline.list,
                thead {
                    tr {
                        th { scope: "col", "{words.timeline.name}" }
                        th { scope: "col", "{words.timeline.track}" }
                        th { scope: "col", "{words.timeline.start}" }
                        th { scope: "col", "{words.timeline.length}" }
                    }
                }
                tbody {
                    for row in rows.into_iter().take(*shown.read()) {
                        RowView { key: "{row.clip.0}", open, row }
                    }
                }
            }
            if more > 0 {
                button { onclick: move |_| shown += PAGE, "+ {more.min(PAGE)}" }
            }
        }
    }
}

fn rows(open: Open) -> Vec<Row> {
    let words = words();
    let document = open.document.read();
    let selection = open.selection.read();
    let rate = document.canvas.frame_rate;
    let mut rows: Vec<Row> = document
        .clips()
        .map(|(track, start, clip)| {
            let frame = |at| rate.frame_of(document.time_of(track.kind.unit(), at));
            Row {
                clip: clip.id,
                name: label(&clip.source, &clip.name, words),
                track: track.settings.name.clone(),
                start: frame(start),
                length: frame(start + clip.length) - frame(start),
                is_selected: selection.contains(&clip.id),
            }
        })
        .collect();
    rows.sort_by_key(|row| row.start);
    rows
}

#[component]
fn RowView(open: Open, row: Row) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().timeline;
    let mut open = open;
    let rate = open.document.read().canvas.frame_rate;
    let (clip, start, length) = (row.clip, row.start, row.length);
    let change = move |act: Act, typed: String, now: i64| {
        let Some(frame) = frame_of(&typed, rate) else { return };
        let edit = {
            let document = open.document.peek();
            let clips = gesture::going_along(&document, clip, &[], act);
            gesture::edit(&document, &clips, act, By::frames(frame - now, rate), None)
        };
        if let Some(edit) = edit {
            open.edit(shared, edit);
        }
    };
    rsx! {
        tr { class: if row.is_selected { "chosen" },
            td {
                button {
                    class: "quiet",
                    aria_pressed: "{row.is_selected}",
                    onclick: move |_| {
                        let clips = link::with_linked(&open.document.peek(), &[clip]);
                        open.selection.set(clips);
                        open.seek(start);
                    },
                    "{row.name}"
                }
            }
            td { "{row.track}" }
            td {
                input {
                    r#type: "text",
                    class: "number",
                    "data-testid": "row-start",
                    aria_label: "{words.start}: {row.name}",
                    value: timecode(start, rate),
                    onchange: move |event| change(Act::Move, event.value(), start),
                }
            }
            td {
                input {
                    r#type: "text",
                    class: "number",
                    "data-testid": "row-length",
                    aria_label: "{words.length}: {row.name}",
                    value: timecode(length, rate),
                    onchange: move |event| change(Act::Trim(Edge::End), event.value(), length),
                }
            }
        }
    }
}
