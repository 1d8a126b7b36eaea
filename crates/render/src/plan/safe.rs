//! What titles and captions keep clear of.

use types::document::Document;
use types::placement::{Margins, catalogue, find};
use types::text::SafeArea;

/// Height by width from which on a picture fills an upright screen, where platforms draw over it.
const UPRIGHT: f64 = 1.5;

/// What the document's placement draws over the picture. Without one, all that any placement draws.
pub fn area(document: &Document) -> SafeArea {
    let size = document.canvas.size;
    if f64::from(size.height) < f64::from(size.width) * UPRIGHT {
        return SafeArea::MARGIN;
    }
    let zone = |margins: Margins| SafeArea {
        top: margins.top,
        bottom: margins.bottom,
        left: margins.left,
        right: margins.right,
    };
    match document.placement.as_deref().and_then(find) {
        Some(placement) => zone(placement.safe_zone.value),
        None => catalogue::ALL
            .iter()
            .map(|placement| zone(placement.safe_zone.value))
            .fold(SafeArea::MARGIN, SafeArea::union),
    }
}
