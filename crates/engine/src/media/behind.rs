//! Fills the cache with the pictures before the playhead, in the background and from a reader of its own, so that
//! stepping back is as quick as stepping on.

use std::collections::HashMap;
use std::ops::{ControlFlow, Range};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use render::picture::{Picture, YuvImage};

use crate::media::develop::{Decoded, Developer};
use crate::media::frame_cache::{FrameCache, FrameKey};
use crate::media::reader::{RECENT_MIN, Reader, Wanted};
use crate::media::source::Source;

/// Pictures made in one go at most.
const RUN: usize = 60;
/// The playhead rests when nothing was asked for so long.
const REST: Duration = Duration::from_millis(60);
/// The thread and its reader go when nothing was asked for so long.
const IDLE: Duration = Duration::from_secs(3);
/// Files looked after at once: more are not seen in one frame.
const SOURCES_MAX: usize = 4;

/// How soon pictures before the playhead are needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Urgency {
    /// It is stepping back.
    Now,
    /// When it rests: until then other pictures are wanted more.
    AtRest,
}

/// Where the playhead is in one file.
pub(crate) struct Place {
    pub(crate) source: Arc<Source>,
    /// The picture shown; those before it are kept at the same size.
    pub(crate) key: FrameKey,
    /// Pictures from this one on are at hand without decoding.
    pub(crate) at_hand: usize,
    pub(crate) urgency: Urgency,
}

/// What works in the background. The newest place in a file is the only one that counts.
pub(crate) struct Behind {
    shared: Arc<Shared>,
}

struct Shared {
    frames: Arc<Mutex<FrameCache>>,
    queue: Mutex<Queue>,
    news: Condvar,
    /// Tells of pictures that were made and of runs that ended.
    made: Condvar,
    /// Counts what made work in hand pointless.
    halts: AtomicU64,
}

#[derive(Default)]
struct Queue {
    /// By file, with the count of halts when it was asked for.
    places: HashMap<u32, (Place, u64)>,
    /// Which pictures are being made: those of a file at one size, with the numbers from and to.
    in_hand: Option<(FrameKey, Range<usize>)>,
    running: bool,
    closed: bool,
}

/// A reader that is in one file.
type Held = Option<(u32, Reader, Developer)>;

impl Behind {
    /// Nothing is done until the first place is told.
    pub(crate) fn new(frames: Arc<Mutex<FrameCache>>) -> Self {
        let shared = Shared {
            frames,
            queue: Mutex::default(),
            news: Condvar::new(),
            made: Condvar::new(),
            halts: AtomicU64::new(0),
        };
        Self { shared: Arc::new(shared) }
    }

    /// The picture at a place was given; the ones before it may be asked for next.
    pub(crate) fn fill(&self, place: Place) {
        let mut queue = self.shared.queue();
        let known = queue.places.contains_key(&place.key.source);
        if !known && queue.places.len() >= SOURCES_MAX {
            return;
        }
        let halts = self.shared.halts.load(Ordering::Acquire);
        queue.places.insert(place.key.source, (place, halts));
        if !queue.running {
            let shared = self.shared.clone();
            let thread = std::thread::Builder::new().name("behind".to_owned()).spawn(move || shared.run());
            queue.running = thread.is_ok();
        }
        self.shared.news.notify_one();
    }

    /// Something else is wanted first: what is in hand is given up.
    pub(crate) fn halt(&self) {
        let mut queue = self.shared.queue();
        self.shared.halts.fetch_add(1, Ordering::AcqRel);
        queue.places.clear();
        queue.in_hand = None;
    }

    /// A picture that is being made, once it is there; none when it is not, or nobody wants it any more.
    pub(crate) fn coming(&self, key: &FrameKey, interest: &dyn Fn() -> ControlFlow<()>) -> Option<Picture> {
        let mut queue = self.shared.queue();
        loop {
            if let Some(picture) = self.shared.frames().get(key) {
                return Some(picture);
            }
            let (file, range) = queue.in_hand.as_ref()?;
            let is_coming = *file == FrameKey { number: file.number, ..*key } && range.contains(&key.number);
            if !is_coming || interest().is_break() {
                return None;
            }
            let waited = self.shared.made.wait_timeout(queue, Duration::from_millis(20));
            queue = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Drop for Behind {
    fn drop(&mut self) {
        self.halt();
        self.shared.queue().closed = true;
        self.shared.news.notify_one();
    }
}

impl Shared {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn frames(&self) -> MutexGuard<'_, FrameCache> {
        self.frames.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self) {
        let mut held: Held = None;
        while let Some((place, halts)) = self.next() {
            self.work(&place, halts, &mut held);
        }
    }

    /// The next place to look at; none when there was nothing to do for a while.
    fn next(&self) -> Option<(Place, u64)> {
        let mut queue = self.queue();
        loop {
            if queue.closed {
                return None;
            }
            let urgent = queue.places.iter().find(|(_, (place, _))| place.urgency == Urgency::Now);
            if let Some(file) = urgent.map(|(file, _)| *file) {
                return queue.places.remove(&file);
            }
            let patience = if queue.places.is_empty() { IDLE } else { REST };
            let waited = self.news.wait_timeout(queue, patience).unwrap_or_else(PoisonError::into_inner);
            queue = waited.0;
            if waited.1.timed_out() {
                let file = queue.places.keys().next().copied();
                if let Some(file) = file.filter(|_| patience == REST) {
                    return queue.places.remove(&file);
                }
                if queue.places.is_empty() && patience == IDLE {
                    queue.running = false;
                    return None;
                }
            }
        }
    }

    /// Makes the nearest pictures that are missing before a place, at most one run of them.
    fn work(&self, place: &Place, halts: u64, held: &mut Held) {
        let Some(missing) = self.missing(place) else { return };
        if held.as_ref().is_none_or(|(file, ..)| *file != place.key.source) {
            let source = &place.source;
            let reader = Reader::new(source.path.clone(), source.index.clone(), (threads(), RECENT_MIN));
            *held = Some((place.key.source, reader, Developer::new(source.rotation, source.transfer)));
        }
        let Some((_, reader, developer)) = held else { return };
        let last = FrameKey { number: missing.end - 1, ..place.key };
        if !self.begin(place, missing.clone(), halts) {
            return;
        }
        let mut passed = |number: usize, decoded: &Decoded| {
            let key = FrameKey { number, ..place.key };
            if !self.frames().contains(&key)
                && let Ok(picture) = developer.develop(decoded, key.size)
            {
                self.frames().put(key, picture);
                self.made.notify_all();
            }
        };
        let interest = || {
            let halted = self.halts.load(Ordering::Acquire) != halts;
            if halted { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let mut wanted = Wanted {
            number: last.number,
            keep_from: missing.start,
            steady_from: missing.start,
            passed: &mut passed,
            interest: &interest,
        };
        // The last one may have been kept by the reader or stand for a hole in the file.
        match reader.decoded(&mut wanted) {
            Ok(decoded) => passed(last.number, &decoded),
            Err(error) => tracing::debug!(%error, "pictures before the playhead were not made"),
        }
        self.queue().in_hand = None;
        self.made.notify_all();
    }

    /// Notes what is being made, unless that has become pointless.
    fn begin(&self, place: &Place, pictures: Range<usize>, halts: u64) -> bool {
        let mut queue = self.queue();
        let wanted = self.halts.load(Ordering::Acquire) == halts;
        queue.in_hand = wanted.then_some((place.key, pictures));
        wanted
    }

    /// Which pictures to make: up to the last one missing among those that are needed soon.
    fn missing(&self, place: &Place) -> Option<Range<usize>> {
        let frames = self.frames();
        // So many that the playhead never gets there before a run ends, and no more than a third of the cache.
        let bytes = YuvImage::packed_len(place.key.size).max(1);
        let run = (frames.budget() / 3 / bytes).clamp(1, RUN);
        let soon = place.at_hand.saturating_sub(run / 2)..place.at_hand;
        let last = soon.rev().find(|&number| !frames.contains(&FrameKey { number, ..place.key }))?;
        let first = place.source.keyframe_before(last).max((last + 1).saturating_sub(run));
        Some(first..last + 1)
    }
}

/// Half of the cores are left to the picture that is asked for meanwhile, where there are more than two.
fn threads() -> u32 {
    let cores = std::thread::available_parallelism().map_or(2, |cores| cores.get() as u32);
    cores.div_ceil(2).clamp(2, 4)
}
