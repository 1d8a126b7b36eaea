//! What a clip looks like inside: its wave, or a strip of its pictures. Asked for while nothing else is to be done; where
//! there is no answer the clip stays plain.

use dioxus::prelude::*;
use types::call::play::{CLIP_PEAKS, CLIP_PICTURE, ClipPeaks, ClipPicture};
use types::document::clip::Source;
use types::document::track::Kind;
use types::geometry::Size;
use types::id::ClipId;

use crate::bridge;
use crate::kit::picture::canvas;
use crate::project::Open;

/// Pixels that a picture of a strip is high.
const STRIP: u32 = 48;
/// Pictures of a strip, at most.
const STRIP_MOST: usize = 16;

/// The inside of a clip.
#[component]
pub fn Dense(open: Open, clip: ClipId, kind: Kind, width: f64) -> Element {
    let id = format!("dense-{}", clip.0);
    let content = content(open, clip);
    // A little wider or narrower looks the same.
    let steps = (width.max(1.0).log2() * 2.0).round() as i32;
    let at = id.clone();
    use_effect(use_reactive!(|(content, steps)| {
        let (at, content) = (at.clone(), content.clone());
        let wide = 2_f64.powf(f64::from(steps) / 2.0);
        spawn(async move {
            // The canvas is there once this render is.
            gloo_timers::future::TimeoutFuture::new(0).await;
            let Some(canvas) = canvas(&at) else { return };
            if kind.is_sound() {
                let seconds = content.1.max(0.05);
                let per_second = (wide / seconds).clamp(1.0, 400.0) as u32;
                let call = ClipPeaks { id: open.id, clip, per_second };
                bridge::wave(&canvas, CLIP_PEAKS, &call, &content.0).await;
            } else if content.2 {
                bridge::strip(&canvas, CLIP_PICTURE, &pictures(open, clip, wide), &content.0).await;
            }
        });
    }));
    rsx! {
        canvas { id, class: if kind.is_sound() { "wave" } else { "strip" }, width: "0", height: "0", "aria-hidden": "true" }
    }
}

/// What tells the inside of a clip from another, its length in seconds, and whether it has pictures of its own.
fn content(open: Open, clip: ClipId) -> (String, f64, bool) {
    let document = open.document.read();
    let Some((track, _, found)) = document.find_clip(clip) else { return Default::default() };
    let (num, den) = found.speed.fraction();
    let source = match &found.source {
        Source::Media(media) | Source::Image(media) => {
            document.media(*media).map(|media| media.identity.0.clone()).unwrap_or_default()
        }
        Source::Bed(bed) => format!("{}-{}", bed.id, bed.seed),
        Source::DraftActor(actor) => format!("{:?}-{:?}", actor.face, actor.framing),
        Source::Title(_) | Source::Caption(_) | Source::Solid(_) => String::new(),
    };
    let has_pictures = matches!(found.source, Source::Media(_) | Source::Image(_) | Source::DraftActor(_));
    let start = found.source_start;
    let key = format!("{}:{source}:{}/{}:{num}/{den}:{}", clip.0, start.num(), start.den(), found.length);
    (key, document.time_of(track.kind.unit(), found.length).as_f64(), has_pictures)
}

/// The pictures of a strip over so many pixels.
fn pictures(open: Open, clip: ClipId, width: f64) -> Vec<ClipPicture> {
    let document = open.document.peek();
    let Some((_, _, found)) = document.find_clip(clip) else { return Vec::new() };
    let canvas = document.canvas.size;
    let across = (f64::from(STRIP) * f64::from(canvas.width) / f64::from(canvas.height.max(1))).max(8.0);
    let size = Size::new(((across / 2.0) as u32 * 2).clamp(2, 640), STRIP);
    let count = ((width / across).ceil() as usize).clamp(1, STRIP_MOST);
    let at = |index: usize| found.length * index as i64 / count as i64;
    (0..count).map(|index| ClipPicture { id: open.id, clip, at: at(index), size }).collect()
}
