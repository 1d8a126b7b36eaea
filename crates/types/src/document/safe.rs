//! Where titles and captions may stand.

use super::Document;
use crate::geometry::Area;
use crate::placement;
use crate::text::SafeArea;

impl Document {
    /// What the document's placement leaves free, or a careful default.
    pub fn safe_area(&self) -> SafeArea {
        if let Some(placement) = self.placement.as_deref().and_then(placement::find) {
            let Area { left, top, right, bottom } = placement::safe_area(placement);
            let free = SafeArea { left, top, right: 1.0 - right, bottom: 1.0 - bottom };
            return free.union(SafeArea::MARGIN);
        }
        let size = self.canvas.size;
        // Upright pictures run full screen under buttons and captions of the platforms: 220 pixels at the top, 500 at
        // the bottom and 120 at the sides of 1080x1920 are covered on most of them.
        if u64::from(size.height) * 9 >= u64::from(size.width) * 14 {
            SafeArea { top: 0.115, bottom: 0.26, left: 0.11, right: 0.11 }
        } else {
            SafeArea::MARGIN
        }
    }
}
