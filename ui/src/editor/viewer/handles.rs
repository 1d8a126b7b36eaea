//! The selected picture on the canvas: pulled to another place, or by its corner to another size.

use dioxus::html::input_data::MouseButton;
use dioxus::prelude::*;
use types::document::look::PictureSettings;
use types::edit::{ClipChange, Edit};
use types::geometry::Area;
use types::id::ClipId;
use types::placement;
use ui::cut::frame_box::{self, FrameBox};

use crate::editor::page;
use crate::project::Open;
use crate::state::Shared;
use crate::words::words;

const BOX: &str = "picture-box";
/// Pixels within which a picture lies on a guide.
const RADIUS: f64 = 8.0;

/// A picture under the pointer.
#[derive(Clone, Copy, PartialEq)]
struct Pull {
    scales: bool,
    from: (f64, f64),
    start: FrameBox,
    now: FrameBox,
    upright: Option<f32>,
    level: Option<f32>,
}

/// The selected picture, while one is selected that is seen at the playhead.
#[component]
pub fn Handles(open: Open) -> Element {
    let found = use_memo(move || selected(open));
    match *found.read() {
        Some((clip, place)) if !*open.playing.read() => rsx! { PictureBox { open, clip, place } },
        Some(_) | None => rsx! {},
    }
}

fn selected(open: Open) -> Option<(ClipId, FrameBox)> {
    let document = open.document.read();
    let playhead = *open.playhead.read();
    let selection = open.selection.read();
    selection.iter().find_map(|id| {
        let (track, start, clip) = document.find_clip(*id)?;
        let at = playhead - start;
        let is_seen =
            track.kind.unit() == types::document::track::Unit::Frames && (0..clip.length).contains(&at);
        let look = &clip.picture;
        let place = FrameBox { x: look.x.at(at), y: look.y.at(at), scale: look.scale.at(at) };
        (is_seen && !track.settings.locked).then_some((*id, place))
    })
}

#[component]
fn PictureBox(open: Open, clip: ClipId, place: FrameBox) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().timeline;
    let mut pull = use_signal(|| None::<Pull>);
    let mut grab = move |event: &PointerEvent, scales: bool| {
        event.stop_propagation();
        if event.trigger_button() != Some(MouseButton::Primary) {
            return;
        }
        page::capture(event, BOX);
        let at = event.client_coordinates();
        let from = (at.x, at.y);
        pull.set(Some(Pull { scales, from, start: place, now: place, upright: None, level: None }));
    };
    let held = *pull.read();
    let area = held.map_or(place, |pull| pull.now).area();
    let percent = |part: f32| part * 100.0;
    let style = format!(
        "left: {}%; top: {}%; width: {}%; height: {}%",
        percent(area.left),
        percent(area.top),
        percent(area.right - area.left),
        percent(area.bottom - area.top),
    );
    rsx! {
        div {
            id: BOX,
            class: "picture-box",
            "data-testid": "picture-box",
            style,
            tabindex: "0",
            role: "group",
            aria_label: words.move_picture,
            title: words.move_picture,
            onpointerdown: move |event| grab(&event, false),
            onpointermove: move |event| {
                let held = *pull.peek();
                if let Some(held) = held {
                    pull.set(Some(held.moved(&event, open)));
                }
            },
            onpointerup: move |_| {
                let held = pull.write().take();
                if let Some(held) = held {
                    held.ended(shared, open, clip);
                }
            },
            onpointercancel: move |_| pull.set(None),
            onkeydown: move |event| {
                if event.key() == Key::Escape {
                    pull.set(None);
                }
                if let Some(by) = pushed(&event) {
                    event.prevent_default();
                    event.stop_propagation();
                    let now = FrameBox { x: place.x + by.0, y: place.y + by.1, ..place };
                    put(shared, open, clip, (place, now));
                }
            },
            span { class: "corner", "data-testid": "scale-handle", title: words.scale_handle, onpointerdown: move |event| grab(&event, true) }
        }
        if let Some(at) = held.and_then(|pull| pull.upright) {
            div { class: "canvas-guide upright", left: "{percent(at)}%" }
        }
        if let Some(at) = held.and_then(|pull| pull.level) {
            div { class: "canvas-guide level", top: "{percent(at)}%" }
        }
    }
}

impl Pull {
    fn moved(self, event: &PointerEvent, open: Open) -> Self {
        let Some(frame) = page::element("picture-frame") else { return self };
        let frame = frame.get_bounding_client_rect();
        let (width, height) = (frame.width().max(1.0), frame.height().max(1.0));
        let at = event.client_coordinates();
        if self.scales {
            let centre = (
                frame.left() + width * f64::from(0.5 + self.start.x),
                frame.top() + height * f64::from(0.5 + self.start.y),
            );
            let far = |at: (f64, f64)| (at.0 - centre.0).hypot(at.1 - centre.1) as f32;
            return Self { now: self.start.scaled(far(self.from), far((at.x, at.y))), ..self };
        }
        let by = (((at.x - self.from.0) / width) as f32, ((at.y - self.from.1) / height) as f32);
        let zone = open.view.zone.peek().and_then(placement::find);
        let safe = zone.map_or(Area::FULL, placement::safe_area);
        let snaps = *open.view.snaps.peek() && !event.modifiers().alt();
        let radius = if snaps { ((RADIUS / width) as f32, (RADIUS / height) as f32) } else { (-1.0, -1.0) };
        let moved = self.start.moved(by, safe, radius);
        Self { now: moved.place, upright: moved.upright, level: moved.level, ..self }
    }

    fn ended(self, shared: Shared, open: Open, clip: ClipId) {
        put(shared, open, clip, (self.start, self.now));
    }
}

/// How far an arrow with Alt and Shift pushes the picture, in parts of the canvas.
fn pushed(event: &KeyboardEvent) -> Option<(f32, f32)> {
    if !(event.modifiers().alt() && event.modifiers().shift()) {
        return None;
    }
    match event.key() {
        Key::ArrowLeft => Some((-0.01, 0.0)),
        Key::ArrowRight => Some((0.01, 0.0)),
        Key::ArrowUp => Some((0.0, -0.01)),
        Key::ArrowDown => Some((0.0, 0.01)),
        _ => None,
    }
}

/// Puts the picture where it was pulled; keyframes keep their distance from each other.
fn put(shared: Shared, open: Open, clip: ClipId, (from, to): (FrameBox, FrameBox)) {
    if from == to {
        return;
    }
    let picture = open.document.peek().find_clip(clip).map(|(_, _, clip)| clip.picture.clone());
    let Some(old) = picture else { return };
    let new = PictureSettings {
        x: frame_box::plus(&old.x, to.x - from.x, (-4.0, 4.0)),
        y: frame_box::plus(&old.y, to.y - from.y, (-4.0, 4.0)),
        scale: frame_box::times(&old.scale, to.scale / from.scale.max(0.01), (0.01, 32.0)),
        ..old
    };
    open.edit(shared, Edit::SetClip { clip, change: ClipChange::Picture(Box::new(new)) });
}
