//! When every picture of a file is shown and which of them stand alone.

use types::time::{FrameRate, Seconds};

/// A picture may be asked for up to this much before its own time: containers round times, some to whole
/// milliseconds, and 2/30 s stored as 67 ms is still the second picture at 66.67 ms.
const TOLERANCE_NANOS: i64 = 1_000_000;

/// No codec in use reorders pictures further than this.
pub(crate) const REACH_MAX: u32 = 32;

/// Rates that cameras and editors use; a measured rate near one of them is that one.
const USUAL_RATES: [(u32, u32); 14] = [
    (24_000, 1001),
    (24, 1),
    (25, 1),
    (30_000, 1001),
    (30, 1),
    (50, 1),
    (60_000, 1001),
    (60, 1),
    (12, 1),
    (15, 1),
    (10, 1),
    (120, 1),
    (100, 1),
    (48, 1),
];

/// The times of a file's pictures, in the order they are shown, from the moment the file starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameIndex {
    /// Nanoseconds, rising.
    times: Vec<i64>,
    /// Numbers of the pictures that stand alone, rising; never empty.
    keys: Vec<u32>,
    /// When the last picture ends, in nanoseconds.
    end: i64,
    /// What the file's own clock shows at our time 0, in nanoseconds.
    offset: i64,
    /// How far behind a picture the one decoded just before it lies at most.
    reach: u32,
}

impl FrameIndex {
    /// An index of pictures shown at `times` (nanoseconds, with whether each stands alone), in the order they are
    /// decoded, the last until `end`.
    /// Two pictures at one time are one. `None` when there are no pictures, or more than `u32` counts.
    pub fn new(mut times: Vec<(i64, bool)>, end: i64) -> Option<Self> {
        let decoded: Vec<i64> = times.iter().map(|&(time, _)| time).collect();
        times.sort_by_key(|&(time, _)| time);
        times.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            kept.1 |= same && later.1;
            same
        });
        let last = times.last()?.0;
        u32::try_from(times.len()).ok()?;
        let mut keys: Vec<u32> =
            (0..).zip(&times).filter_map(|(number, &(_, key))| key.then_some(number)).collect();
        if keys.first() != Some(&0) {
            // Whatever comes before the first keyframe is reached from the very beginning.
            keys.insert(0, 0);
        }
        let times = times.into_iter().map(|(time, _)| time).collect();
        let mut index = Self { end: end.max(last + 1), times, keys, offset: 0, reach: 1 };
        let reach = decoded.windows(2).filter_map(|pair| match pair {
            [before, after] => index.nearest(*after).checked_sub(index.nearest(*before)),
            _ => None,
        });
        index.reach =
            u32::try_from(reach.max().unwrap_or(1)).map_or(REACH_MAX, |reach| reach.clamp(1, REACH_MAX));
        Some(index)
    }

    /// The same pictures counted from `offset` nanoseconds on the file's own clock.
    pub fn counted_from(mut self, offset: i64) -> Self {
        for time in &mut self.times {
            *time = time.saturating_sub(offset);
        }
        self.end = self.end.saturating_sub(offset);
        self.offset = self.offset.saturating_add(offset);
        self
    }

    /// How many pictures before one the decoder must already be in no hurry to give it.
    pub fn reach(&self) -> u32 {
        self.reach
    }

    /// The same pictures, decoded in an order that reaches back so far.
    pub(crate) fn reaching(mut self, reach: u32) -> Self {
        self.reach = reach.clamp(1, REACH_MAX);
        self
    }

    /// What the file's own clock shows at time 0, in nanoseconds.
    pub fn offset(&self) -> i64 {
        self.offset
    }

    /// Pictures in all, at least one.
    pub fn len(&self) -> usize {
        self.times.len()
    }

    /// Never: an index has a picture.
    pub fn is_empty(&self) -> bool {
        self.times.is_empty()
    }

    /// The number of the picture shown at `time`: the last that starts at or before it, the first before
    /// the start, the last after the end.
    pub fn picture_at(&self, time: Seconds) -> usize {
        let nanos = time.nanos();
        let before = self.times.partition_point(|&start| start <= nanos.saturating_add(TOLERANCE_NANOS));
        let number = before.saturating_sub(1);
        // Very short pictures keep their own span: never reach over more than a quarter of a picture.
        match (self.nanos_of(number), number.checked_sub(1).and_then(|n| self.nanos_of(n))) {
            (Some(start), Some(previous)) if start > nanos && start - nanos > (start - previous) / 4 => {
                number - 1
            }
            _ => number,
        }
    }

    /// When picture `number` is shown, in nanoseconds.
    pub fn nanos_of(&self, number: usize) -> Option<i64> {
        self.times.get(number).copied()
    }

    /// When picture `number` is shown; the last one for numbers past the end.
    pub fn time_of(&self, number: usize) -> Seconds {
        Seconds::from_nanos(self.nanos_of(number).or(self.times.last().copied()).unwrap_or(0))
    }

    /// The picture a decoder means by a stream time, which may be a little off.
    pub fn nearest(&self, nanos: i64) -> usize {
        let after = self.times.partition_point(|&start| start < nanos);
        let late = self.nanos_of(after).map_or(i64::MAX, |time| time - nanos);
        match after.checked_sub(1).and_then(|n| self.nanos_of(n)) {
            Some(time) if nanos - time <= late => after - 1,
            _ => after,
        }
    }

    /// The last picture at or before `number` that stands alone.
    pub fn keyframe_before(&self, number: usize) -> usize {
        let at = self.keys.partition_point(|&key| key as usize <= number);
        at.checked_sub(1).and_then(|at| self.keys.get(at)).map_or(0, |&key| key as usize)
    }

    /// The numbers of the pictures that stand alone.
    pub fn keyframes(&self) -> &[u32] {
        &self.keys
    }

    /// The longest distance between two keyframes, or from the last one to the end, in pictures.
    pub fn keyframe_distance(&self) -> u32 {
        let ends = self.keys.iter().skip(1).copied().chain(u32::try_from(self.times.len()));
        self.keys.iter().zip(ends).map(|(key, next)| next - key).max().unwrap_or(1).max(1)
    }

    /// When the first picture is shown.
    pub fn start(&self) -> Seconds {
        self.time_of(0)
    }

    /// When the last picture ends.
    pub fn end(&self) -> Seconds {
        Seconds::from_nanos(self.end)
    }

    /// When the last picture ends, in nanoseconds.
    pub fn end_nanos(&self) -> i64 {
        self.end
    }

    /// The times of all pictures in nanoseconds.
    pub fn times(&self) -> &[i64] {
        &self.times
    }

    /// The rate of the pictures and whether it changes. `claimed` is what the container says of it.
    pub fn rate(&self, claimed: Option<FrameRate>) -> (FrameRate, bool) {
        let usual = || USUAL_RATES.iter().filter_map(|&(num, den)| FrameRate::new(num, den));
        let trusted = claimed.filter(|&claimed| usual().any(|rate| rate == claimed) && self.fits(claimed));
        let nearest = || usual().filter(|&rate| self.fits(rate)).min_by_key(|&rate| self.largest_error(rate));
        let found = trusted.or_else(nearest).or_else(|| claimed.filter(|&claimed| self.fits(claimed)));
        found.map_or_else(|| (self.average_rate(), self.len() > 1), |rate| (rate, false))
    }

    /// Whether every picture lies where that rate puts it, but for what containers round.
    fn fits(&self, rate: FrameRate) -> bool {
        let slack = (rate.time_of(1).nanos() / 8).clamp(TOLERANCE_NANOS, 3 * TOLERANCE_NANOS);
        self.largest_error(rate) <= slack
    }

    /// How far from where that rate puts it a picture lies at most, in nanoseconds.
    fn largest_error(&self, rate: FrameRate) -> i64 {
        let first = self.times.first().copied().unwrap_or(0);
        let error = |(n, &time): (i64, &i64)| (time - first - rate.time_of(n).nanos()).abs();
        (0..).zip(&self.times).map(error).max().unwrap_or(0)
    }

    fn average_rate(&self) -> FrameRate {
        let span = (self.end - self.times.first().copied().unwrap_or(0)).max(1);
        let thousandths = (self.len() as i128 * 1_000_000_000_000 / i128::from(span)).clamp(1000, 240_000);
        FrameRate::new(thousandths as u32, 1000).unwrap_or(FrameRate::FPS_30)
    }
}
