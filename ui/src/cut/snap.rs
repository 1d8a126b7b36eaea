//! Snapping: an edge that comes near another lies on it, and holds on a little when it is pulled away.

/// Pixels within which an edge snaps.
pub const RADIUS: f64 = 8.0;
/// Pixels more that it takes to pull it off again.
pub const HYSTERESIS: f64 = 4.0;

/// Places at which edges snap, in pixels from the start of the ad.
#[derive(Clone, Debug, Default)]
pub struct Snap {
    targets: Vec<f64>,
    held: Option<(usize, f64)>,
}

/// A distance after snapping.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Snapped {
    /// Pixels to move by.
    pub by: f64,
    /// Where the guide line stands, in pixels from the start of the ad, if an edge lies on something.
    pub line: Option<f64>,
}

impl Snap {
    /// Snaps at those places.
    pub fn at(mut targets: Vec<f64>) -> Self {
        targets.retain(|target| target.is_finite());
        targets.sort_by(f64::total_cmp);
        targets.dedup();
        Self { targets, held: None }
    }

    /// The distance that puts one of `edges`, moved by about `by` pixels, on the nearest place.
    pub fn snapped(&mut self, edges: &[f64], by: f64) -> Snapped {
        if let Some((edge, target)) = self.held {
            let miss = edges.get(edge).map(|edge| target - edge - by);
            if let Some(miss) = miss.filter(|miss| miss.abs() <= RADIUS + HYSTERESIS) {
                return Snapped { by: by + miss, line: Some(target) };
            }
        }
        self.held = None;
        let near = edges.iter().enumerate().filter_map(|(index, edge)| {
            let target = self.nearest(edge + by)?;
            Some((index, target, target - edge - by))
        });
        let near = near.filter(|(_, _, miss)| miss.abs() <= RADIUS);
        let Some((edge, target, miss)) = near.min_by(|a, b| a.2.abs().total_cmp(&b.2.abs())) else {
            return Snapped { by, line: None };
        };
        self.held = Some((edge, target));
        Snapped { by: by + miss, line: Some(target) }
    }

    /// Moves freely, and forgets what an edge lay on.
    pub fn free(&mut self, by: f64) -> Snapped {
        self.held = None;
        Snapped { by, line: None }
    }

    fn nearest(&self, at: f64) -> Option<f64> {
        let next = self.targets.partition_point(|target| *target < at);
        let before = next.checked_sub(1).and_then(|index| self.targets.get(index));
        let sides = [before, self.targets.get(next)];
        sides.into_iter().flatten().copied().min_by(|a, b| (a - at).abs().total_cmp(&(b - at).abs()))
    }
}
