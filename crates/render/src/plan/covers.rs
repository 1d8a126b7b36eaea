//! Whether a layer hides all that lies below it.

use types::document::Document;
use types::document::clip::{Face, TransitionKind};
use types::document::look::Blend;
use types::geometry::{Color, Size};
use types::id::MediaId;

use super::{Content, Planned, Shown};
use crate::compose::layer::Surround;
use crate::compose::place::Frame;

/// Whether nothing of what lies below a layer is seen.
pub fn covers(document: &Document, layer: &Planned<'_>) -> bool {
    match layer {
        Planned::Clip(shown) => hides(document, shown),
        // Anything but a cross-fade or a wipe may move the layers apart.
        Planned::Between(crossing) => {
            let stays = matches!(crossing.kind, TransitionKind::CrossFade | TransitionKind::Wipe(_));
            let whole = stays || crossing.extent == super::Extent::Picture;
            whole && hides(document, &crossing.from) && hides(document, &crossing.to)
        }
    }
}

fn hides(document: &Document, shown: &Shown<'_>) -> bool {
    let canvas = document.canvas.size;
    let opaque = |media: MediaId| {
        let video = document.media(media).and_then(|media| media.info.video.as_ref());
        video.filter(|video| !video.has_alpha).map(|video| video.size)
    };
    let size: Option<Size> = match &shown.content {
        Content::Media(media, _) | Content::Still(media) => opaque(*media),
        Content::Actor { actor, .. } => match &actor.face {
            Face::Drawn(_) => Some(canvas),
            Face::Portrait(media) => opaque(*media).map(|_| canvas),
        },
        Content::Solid(color) => (color.a == 255).then_some(canvas),
        Content::Title(..) | Content::Caption(..) => None,
    };
    let surrounded = match shown.surround {
        Surround::Below => false,
        Surround::Color(Color { a, .. }) => a == 255,
        Surround::Blur => true,
    };
    let filled = |size: Size| {
        let mapping = shown.placement.map(size, Frame::of(size, (0, 0)), canvas);
        let straight = mapping.and_then(|mapping| mapping.straight(canvas, 1));
        surrounded || straight.is_some_and(|straight| straight.target.size() == canvas)
    };
    shown.opacity >= 1.0 && shown.blend == Blend::Normal && size.is_some_and(filled)
}
