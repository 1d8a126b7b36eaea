//! The timeline as it lies on the page: where it is scrolled to, where a pointer is over it, what has the focus.

use dioxus::prelude::*;
use dioxus::web::WebEventExt;
use types::id::{ClipId, TrackId};
use ui::cut::span::{self, Span};
use wasm_bindgen::JsCast;
use web_sys::{Element as WebElement, HtmlElement};

use crate::project::Open;

/// Pixels of the heads of tracks.
pub const HEADER: f64 = 176.0;
/// The element that scrolls.
pub const SCROLLER: &str = "tracks";
/// The element that fills the screen when asked to.
pub const STAGE: &str = "stage";

/// The element with that id.
pub fn element(id: &str) -> Option<HtmlElement> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// The element of a clip, while it is mounted.
pub fn clip_element(clip: ClipId) -> Option<HtmlElement> {
    element(&format!("clip-{}", clip.0))
}

/// Where a pointer is over the timeline, in pixels from the start of the ad.
pub fn place_of(client_x: f64) -> Option<f64> {
    let scroller = element(SCROLLER)?;
    let left = scroller.get_bounding_client_rect().left();
    Some(client_x - left - HEADER + f64::from(scroller.scroll_left()))
}

/// The frame at a place.
pub fn frame_at(open: Open, place: f64) -> i64 {
    (place / *open.scale.peek() * open.document.peek().canvas.frame_rate.as_f64()).round() as i64
}

/// The track under a pointer.
pub fn track_at(x: f64, y: f64) -> Option<TrackId> {
    let page = web_sys::window()?.document()?;
    let hits = page.elements_from_point(x as f32, y as f32);
    let lane =
        hits.iter().find_map(|hit| hit.dyn_into::<WebElement>().ok()?.closest("[data-track]").ok()?)?;
    lane.get_attribute("data-track")?.parse().ok().map(TrackId)
}

/// Gives a pointer to an element wherever it goes, until it is let go. Handlers are found from the element an event
/// is sent to, so it has to be the one that has them.
pub fn capture(event: &PointerEvent, id: &str) {
    if let Some(element) = element(id) {
        // A pointer that is gone already cannot be kept.
        drop(element.set_pointer_capture(event.as_web_event().pointer_id()));
    }
}

/// Keeps the pointer on the element it was pressed on, wherever it goes.
pub fn capture_here(event: &PointerEvent) {
    let event = event.as_web_event();
    // Not `current_target`: events are heard at the root of the page.
    if let Some(element) = event.target().and_then(|target| target.dyn_into::<WebElement>().ok()) {
        // A pointer that is gone already cannot be kept.
        drop(element.set_pointer_capture(event.pointer_id()));
    }
}

/// Takes note of the stretch in view, when it is so far from the last that other clips have to be mounted.
pub fn look(mut open: Open) {
    let Some(scroller) = element(SCROLLER) else { return };
    let width = (f64::from(scroller.client_width()) - HEADER).max(1.0);
    let now = Span { left: f64::from(scroller.scroll_left()), width };
    let is_left = open.view.span.peek().is_left_by(now);
    if is_left {
        open.view.span.set(now);
    }
}

/// Zooms so that what is under a pointer stays there.
pub fn zoom_about(open: Open, client_x: f64, factor: f64) {
    let Some(scroller) = element(SCROLLER) else { return };
    let at = client_x - scroller.get_bounding_client_rect().left() - HEADER;
    zoom(open, at.max(0.0), factor);
}

/// Zooms so that the playhead stays where it is, or comes into view.
pub fn zoom_about_playhead(open: Open, factor: f64) {
    let rate = open.document.peek().canvas.frame_rate.as_f64();
    let at = *open.playhead.peek() as f64 / rate * *open.scale.peek();
    let left = element(SCROLLER).map_or(0.0, |scroller| f64::from(scroller.scroll_left()));
    let width = open.view.span.peek().width;
    zoom(open, (at - left).clamp(0.0, width), factor);
}

/// Zooms so that the whole ad is in view.
pub fn zoom_to_fit(mut open: Open) {
    look(open);
    let seconds = {
        let document = open.document.peek();
        document.frames() as f64 / document.canvas.frame_rate.as_f64()
    };
    let width = open.view.span.peek().width;
    open.scale.set(span::fitting(seconds, width));
    scroll_soon(open, 0.0);
}

fn zoom(mut open: Open, at: f64, factor: f64) {
    let left = element(SCROLLER).map_or(0.0, |scroller| f64::from(scroller.scroll_left()));
    let (scale, left) = span::zoomed(*open.scale.peek(), left, at, factor);
    open.scale.set(scale);
    scroll_soon(open, left);
}

/// Scrolls once the timeline is as wide as it is going to be.
fn scroll_soon(open: Open, left: f64) {
    spawn(async move {
        gloo_timers::future::TimeoutFuture::new(0).await;
        if let Some(scroller) = element(SCROLLER) {
            scroller.set_scroll_left(left as i32);
        }
        look(open);
    });
}

/// The clip that has the focus.
pub fn focused_clip() -> Option<ClipId> {
    let focused = web_sys::window()?.document()?.active_element()?;
    focused.get_attribute("data-clip")?.parse().ok().map(ClipId)
}

/// Brings a clip into view and gives it the focus.
pub fn reveal_clip(open: Open, clip: ClipId) {
    let Some(place) = place_of_clip(open, clip) else { return };
    let span = *open.view.span.peek();
    let left = element(SCROLLER).map_or(span.left, |scroller| f64::from(scroller.scroll_left()));
    if place < left || place > left + span.width - 40.0 {
        scroll_soon(open, (place - span.width / 3.0).max(0.0));
    }
    spawn(async move {
        gloo_timers::future::TimeoutFuture::new(30).await;
        if let Some(element) = clip_element(clip) {
            drop(element.focus());
        }
    });
}

fn place_of_clip(open: Open, clip: ClipId) -> Option<f64> {
    let document = open.document.peek();
    let (track, start, _) = document.find_clip(clip)?;
    Some(document.time_of(track.kind.unit(), start).as_f64() * *open.scale.peek())
}

/// Lets the viewer fill the screen, or takes it back.
pub fn full_screen() {
    let Some(page) = web_sys::window().and_then(|window| window.document()) else { return };
    if page.fullscreen_element().is_some() {
        page.exit_fullscreen();
    } else if let Some(stage) = element(STAGE) {
        // A system that has no full screen leaves the viewer where it is.
        drop(stage.request_fullscreen());
    }
}
