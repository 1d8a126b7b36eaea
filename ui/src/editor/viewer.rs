//! The viewer: the frame at the playhead, asked for one at a time, the newest wins.

use dioxus::prelude::*;
use types::call::play::{FRAME, FrameOf, Pause, Play, PlaybackNow};
use types::error::ErrorCode;
use types::geometry::Size;

use crate::bridge::{self, Brush};
use crate::kit::picture::canvas;
use crate::project::Open;
use crate::state::Shared;
use crate::words::words;

/// Pixels of a frame while playing or moving the playhead, at most.
const MOVING_PIXELS: u64 = 518_400;
const CANVAS: &str = "viewer-canvas";

/// The viewer.
#[component]
pub fn Viewer(open: Open) -> Element {
    let shared = use_context::<Shared>();
    let mut drawing = use_signal(|| false);
    // What is on the canvas, so that the last thing asked for is always what is seen in the end.
    let mut shown = use_signal(|| None::<(u64, i64, bool)>);
    use_effect(move || {
        let wanted = (open.history.read().revision, *open.playhead.read(), !*open.playing.read());
        // An edit is seen once it is on the disk, when the revision says so.
        if *drawing.peek() || *shown.peek() == Some(wanted) {
            return;
        }
        drawing.set(true);
        spawn(async move {
            loop {
                let wanted = (open.history.peek().revision, *open.playhead.peek(), !*open.playing.peek());
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
    use_future(move || play(shared, open));
    let size = open.document.read().canvas.size;
    rsx! {
        div { class: "viewer", "data-testid": "viewer",
            canvas {
                id: CANVAS,
                class: "frame",
                role: "img",
                aria_label: words().clip,
                style: "aspect-ratio: {size.width} / {size.height}",
            }
        }
    }
}

async fn draw(open: Open, (_, frame, exact): (u64, i64, bool)) -> Result<(), types::error::Failure> {
    let Some(canvas) = canvas(CANVAS) else { return Ok(()) };
    let full = open.document.peek().canvas.size;
    let size = if exact { on_screen(&canvas, full) } else { full.within(MOVING_PIXELS) };
    let call = FrameOf { id: open.id, frame: Some(frame), size, exact };
    bridge::show(&canvas, FRAME, &call, Brush::Swift).await?;
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

/// Moves the playhead while the project plays: where the sound is, there is the picture. A frame that comes too late
/// is left out.
async fn play(shared: Shared, mut open: Open) {
    let mut begun = false;
    loop {
        gloo_timers::future::TimeoutFuture::new(16).await;
        let wanted = *open.playing.peek();
        let asked = match (wanted, begun) {
            (false, false) => continue,
            (true, false) => {
                let (playhead, last) = (*open.playhead.peek(), open.document.peek().frames() - 1);
                let from = if playhead >= last { 0 } else { playhead };
                bridge::ask(&Play { id: open.id, from, speed: 1, around: None }).await
            }
            (true, true) => bridge::ask(&PlaybackNow {}).await,
            (false, true) => bridge::ask(&Pause {}).await,
        };
        begun = wanted;
        match asked {
            Ok(now) => {
                open.seek(now.frame);
                if wanted && !now.playing {
                    open.playing.set(false);
                    begun = false;
                }
            }
            Err(failure) => {
                shared.failed(&failure);
                open.playing.set(false);
                begun = false;
            }
        }
    }
}
