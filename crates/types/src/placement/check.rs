//! Whether a file suits a placement.

use crate::geometry::Size;
use crate::placement::Placement;
use crate::preset::Container;
use crate::time::{FrameRate, Seconds};

/// A file as it came out of an export, or as it will.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Delivery {
    /// The container.
    pub container: Container,
    /// Pixels across and down.
    pub size: Size,
    /// Frames a second.
    pub frame_rate: FrameRate,
    /// How long it plays.
    pub length: Seconds,
    /// Bytes of the file; `None` before it is made.
    pub bytes: Option<u64>,
}

/// What would be refused or shown badly there, each a sentence for the user; empty when the file suits.
pub fn check(placement: &Placement, file: &Delivery) -> Vec<String> {
    [shape(placement, file), length(placement, file), bytes(placement, file), codec(placement, file)]
        .into_iter()
        .flatten()
        .map(|problem| format!("{}: {problem}", placement.name))
        .collect()
}

fn shape(placement: &Placement, file: &Delivery) -> Option<String> {
    let same = |recommended: Size| {
        // A pixel or two of rounding does not make another shape.
        let (a, b) = (ratio(file.size), ratio(recommended));
        (a / b - 1.0).abs() < 0.01
    };
    let shapes = placement.shapes.value;
    let Some(shape) = shapes.iter().find(|shape| same(shape.recommended)) else {
        let names: Vec<_> = shapes.iter().map(|shape| shape.aspect.name()).collect();
        return Some(format!("the shape is not one of {}", names.join(", ")));
    };
    let small = file.size.width < shape.minimum.width || file.size.height < shape.minimum.height;
    let Size { width, height } = shape.minimum;
    small.then(|| format!("the picture is smaller than {width}x{height}"))
}

fn ratio(size: Size) -> f64 {
    f64::from(size.width.max(1)) / f64::from(size.height.max(1))
}

fn length(placement: &Placement, file: &Delivery) -> Option<String> {
    let limit = placement.length.value;
    let seconds = file.length.as_f64();
    let tell = |ms: u32| f64::from(ms) / 1000.0;
    if seconds + 1e-9 < tell(limit.minimum_ms) {
        return Some(format!("{seconds:.1} s is shorter than {} s", tell(limit.minimum_ms)));
    }
    if let Some(maximum) = limit.maximum_ms.filter(|maximum| seconds > tell(*maximum) + 1e-9) {
        return Some(format!("{seconds:.1} s is longer than {} s", tell(maximum)));
    }
    let (from, to) = limit.advised_ms?;
    let fits = seconds + 1e-9 >= tell(from) && seconds <= tell(to) + 1e-9;
    (!fits).then(|| format!("{seconds:.1} s is taken, but {} to {} s is advised", tell(from), tell(to)))
}

fn bytes(placement: &Placement, file: &Delivery) -> Option<String> {
    let limit = placement.file.value;
    let bytes = file.bytes?;
    if let Some(maximum) = limit.maximum_bytes.filter(|maximum| bytes > *maximum) {
        return Some(format!("the file is larger than {} MB", maximum / 1_000_000));
    }
    if bytes < limit.minimum_bytes {
        return Some(format!("the file is smaller than {} kB", limit.minimum_bytes / 1000));
    }
    let kbit = bytes as f64 * 8.0 / 1000.0 / file.length.as_f64().max(0.001);
    let least = limit.minimum_kbit_per_second;
    (kbit < f64::from(least)).then(|| format!("{kbit:.0} kbit/s is below {least} kbit/s"))
}

fn codec(placement: &Placement, file: &Delivery) -> Option<String> {
    let rule = placement.codecs.value;
    if !rule.containers.contains(&file.container) {
        return Some(format!("{} files are not taken", file.container.extension().to_uppercase()));
    }
    let below = rule.below_frames_per_second?;
    let fast = u64::from(file.frame_rate.num()) >= u64::from(below) * u64::from(file.frame_rate.den());
    fast.then(|| format!("the frame rate must be below {below}"))
}
