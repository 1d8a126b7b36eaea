//! The viewer: the frame at the playhead, asked for one at a time, the newest wins.

mod controls;
mod handles;
mod playing;
mod zone;

use dioxus::prelude::*;
use types::call::play::{FRAME, FrameOf};
use types::error::{ErrorCode, Failure};
use types::geometry::Size;

use self::controls::Controls;
use self::handles::Handles;
use self::zone::ZoneLayer;
use crate::bridge::{self, Brush};
use crate::editor::view::Zoom;
use crate::kit::picture::canvas;
use crate::project::Open;
use crate::state::Shared;
use crate::words::words;

const CANVAS: &str = "viewer-canvas";

/// What is on the canvas: the revision, the frame, whether it is exact, and how it is zoomed.
type Shown = (u64, i64, bool, Zoom);

/// The viewer.
#[component]
pub fn Viewer(open: Open) -> Element {
    let shared = use_context::<Shared>();
    let mut drawing = use_signal(|| false);
    // What is on the canvas, so that the last thing asked for is always what is seen in the end.
    let mut shown = use_signal(|| None::<Shown>);
    use_effect(move || {
        let wanted = aim(open);
        // An edit is seen once it is on the disk, when the revision says so.
        if *drawing.peek() || *shown.peek() == Some(wanted) {
            return;
        }
        drawing.set(true);
        spawn(async move {
            loop {
                let wanted = aim(open);
                if *shown.peek() == Some(wanted) {
                    break;
                }
                match draw(open, wanted).await {
                    Err(failure) if failure.code != ErrorCode::Cancelled => {
                        shared.failed(&failure);
                        shown.set(Some(wanted));
                    }
                    Err(_) => {}
                    Ok(()) => shown.set(Some(wanted)),
                }
            }
            drawing.set(false);
        });
    });
    use_future(move || playing::follow(shared, open));
    let size = open.document.read().canvas.size;
    let class = match *open.view.zoom.read() {
        Zoom::Fit => "viewer",
        Zoom::Half => "viewer zoomed half",
        Zoom::Whole => "viewer zoomed whole",
    };
    let style = format!("--across: {}; --down: {}", size.width, size.height);
    rsx! {
        div { class, "data-testid": "viewer",
            div { class: "picture-frame", style, id: "picture-frame",
                canvas { id: CANVAS, class: "frame", role: "img", aria_label: words().timeline.viewer }
                ZoneLayer { open }
                Handles { open }
            }
        }
        Controls { open }
    }
}

fn aim(open: Open) -> Shown {
    let exact = !*open.playing.read();
    (open.history.read().revision, *open.playhead.read(), exact, *open.view.zoom.read())
}

async fn draw(mut open: Open, (_, frame, exact, _): Shown) -> Result<(), Failure> {
    let Some(canvas) = canvas(CANVAS) else { return Ok(()) };
    let full = open.document.peek().canvas.size;
    let quality = *open.view.quality.peek();
    let size = if exact { on_screen(&canvas, full) } else { full.within(quality.pixels) };
    let call = FrameOf { id: open.id, frame: Some(frame), size, exact };
    let begun = playing::now_ms();
    bridge::show(&canvas, FRAME, &call, Brush::Swift).await?;
    if !exact {
        let shown_ms = 1000.0 / open.document.peek().canvas.frame_rate.as_f64();
        let next = quality.drawn(playing::now_ms() - begun, shown_ms);
        if next != quality {
            open.view.quality.set(next);
        }
    }
    Ok(())
}

/// As many pixels as the viewer has on the screen, at most those of the ad.
fn on_screen(canvas: &web_sys::HtmlCanvasElement, full: Size) -> Size {
    let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
    let width = f64::from(canvas.client_width().max(2)) * ratio;
    let scale = (width / f64::from(full.width)).min(1.0);
    let even = |side: u32| ((f64::from(side) * scale / 2.0).round() as u32 * 2).max(2);
    Size::new(even(full.width), even(full.height))
}
