//! Draws a transition: both clips on canvases of their own, then what lies between; or, for layers over other
//! pictures, both layers on their way.

use types::document::clip::{Direction, TransitionKind};

use super::{Job, Renderer};
use crate::compose::ComposeError;
use crate::compose::canvas::Canvas;
use crate::compose::place::Motion;
use crate::compose::transition::{between, eased};
use crate::plan::{Crossing, Extent, Shown};

/// How much larger a layer becomes that leaves in a zoom, and how much smaller the next one begins.
const LAYER_ZOOM: f32 = 0.35;

impl Renderer {
    pub(super) fn draw_crossing(
        &self,
        canvas: &mut Canvas,
        crossing: &Crossing<'_>,
        job: Job<'_>,
    ) -> Result<(), ComposeError> {
        if crossing.extent == Extent::Layers
            && let Some(layers) = moved(crossing)
        {
            return layers.iter().try_for_each(|shown| self.draw_shown(canvas, shown, job));
        }
        let below = canvas.share();
        let alone = |shown: &Shown<'_>| -> Result<_, ComposeError> {
            let mut own = canvas.another();
            if let Some(below) = &below {
                own.cover(below.clone())?;
            }
            self.draw_shown(&mut own, shown, job)?;
            Ok(own.finish())
        };
        let (from, to) = (alone(&crossing.from)?, alone(&crossing.to)?);
        canvas.cover(between(crossing.kind, &from, &to, crossing.done, &self.pool)?)
    }
}

/// Both layers on their way, where that looks different from a change of the whole picture.
fn moved<'a>(crossing: &Crossing<'a>) -> Option<[Shown<'a>; 2]> {
    let (mut from, mut to) = (crossing.from.clone(), crossing.to.clone());
    let done = crossing.done.clamp(0.0, 1.0);
    match crossing.kind {
        TransitionKind::CrossFade | TransitionKind::Wipe(_) => return None,
        TransitionKind::Dip(_) => {
            from.opacity *= (1.0 - done * 2.0).max(0.0);
            to.opacity *= (done * 2.0 - 1.0).max(0.0);
        }
        TransitionKind::Push(direction) => {
            let done = eased(done);
            shift(&mut from, direction, done);
            shift(&mut to, direction, done - 1.0);
        }
        TransitionKind::Zoom => {
            from.placement.scale *= 1.0 + LAYER_ZOOM * done;
            to.placement.scale *= 1.0 - LAYER_ZOOM * (1.0 - done);
            from.opacity *= 1.0 - eased(done);
            to.opacity *= eased(done);
        }
    }
    from.placement.motion = Motion::Moving;
    to.placement.motion = Motion::Moving;
    Some([from, to])
}

fn shift(shown: &mut Shown<'_>, direction: Direction, by: f32) {
    match direction {
        Direction::Left => shown.placement.x -= by,
        Direction::Right => shown.placement.x += by,
        Direction::Up => shown.placement.y -= by,
        Direction::Down => shown.placement.y += by,
    }
}
