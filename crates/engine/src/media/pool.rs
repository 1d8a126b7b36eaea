//! Every picture of every file of a project, to any thread: readers, caches and the choice between them.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use render::picture::Picture;
use types::geometry::Size;
use types::media::{Media, MediaIdentity};
use types::time::Seconds;

use crate::error::EngineError;
use crate::lock::lock;
use crate::media::behind::{Behind, Place, Urgency};
use crate::media::develop::Developer;
use crate::media::frame_cache::{FrameCache, FrameKey};
use crate::media::pixels;
use crate::media::reader::{RECENT_MAX, RECENT_MIN, Reader, Wanted};
use crate::media::source::{Source, Variant};
use crate::media::still;

/// Readers of one file.
const READERS_PER_SOURCE: usize = 2;
/// Readers in all.
const READERS_MAX: usize = 8;
/// A jump back of at most this many pictures is stepping, not searching.
const STEP_BACK: usize = 3;
/// An export has passed a clip when so many pictures were asked for and none was of it.
const PASSED: u64 = 60;

/// What a picture is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The playhead is being moved or stands: any place, soon. A proxy will do.
    Scrub,
    /// One picture after the other. A proxy will do.
    Play,
    /// One picture after the other, from the original.
    Export,
}

/// Gives pictures of media. Cheap to clone; clones share everything.
#[derive(Clone)]
pub struct ReaderPool {
    inner: Arc<Inner>,
}

struct Inner {
    folder: PathBuf,
    sources: Mutex<HashMap<(MediaIdentity, Variant), Arc<Entry>>>,
    frames: Arc<Mutex<FrameCache>>,
    behind: Behind,
    /// Counts moves of the playhead: whatever was wanted before the last one is wanted no more.
    moves: AtomicU64,
    /// Counts uses of readers, to tell which was not used for the longest time.
    uses: AtomicU64,
}

struct Entry {
    number: u32,
    source: Mutex<Option<Arc<Source>>>,
    slots: Mutex<Vec<Arc<Slot>>>,
    /// The picture at the playhead.
    playhead: AtomicUsize,
}

/// A reader and where it is going.
struct Slot {
    /// Whether an export reads with it. Those walk on, and would be torn away by a playhead that jumps.
    exports: bool,
    aim: AtomicUsize,
    used: AtomicU64,
    lane: Mutex<Lane>,
}

struct Lane {
    reader: Reader,
    developer: Developer,
}

impl ReaderPool {
    /// A pool that keeps what it learns in `folder` and pictures in at most `cache_bytes` of memory.
    pub fn new(folder: &Path, cache_bytes: usize) -> Self {
        let frames = Arc::new(Mutex::new(FrameCache::new(cache_bytes)));
        let inner = Inner {
            folder: folder.to_owned(),
            sources: Mutex::default(),
            behind: Behind::new(frames.clone()),
            frames,
            moves: AtomicU64::new(0),
            uses: AtomicU64::new(0),
        };
        Self { inner: Arc::new(inner) }
    }

    /// The picture of `media` shown at `time` from its start, no larger than needed to cover `wanted` and never
    /// larger than the original. Before the first picture it is the first, after the end the last.
    ///
    /// # Errors
    /// `NoPicture` for sound; `Cancelled` when the playhead has moved on; what is wrong with the file otherwise.
    pub fn picture(
        &self,
        media: &Media,
        time: Seconds,
        wanted: Size,
        purpose: Purpose,
    ) -> Result<Picture, EngineError> {
        let moves = self.inner.moves.load(Ordering::Acquire);
        if media.info.is_still() {
            return self.still(media, wanted);
        }
        let (entry, source) = self.source(media, purpose)?;
        let number = source.picture_at(time);
        let key = FrameKey { source: entry.number, number, size: pixels::cover(source.size, wanted) };
        self.numbered(&entry, &source, key, (purpose, moves))
    }

    /// The pictures that stand alone at or before each of `times`, `height` pixels high: for a filmstrip.
    ///
    /// # Errors
    /// As [`Self::picture`].
    pub fn strip(&self, media: &Media, times: &[Seconds], height: u32) -> Result<Vec<Picture>, EngineError> {
        let size = Size::new(1, height.max(2));
        let moves = self.inner.moves.load(Ordering::Acquire);
        if media.info.is_still() {
            let picture = self.still(media, size)?;
            return Ok(vec![picture; times.len()]);
        }
        let (entry, source) = self.source(media, Purpose::Play)?;
        let size = pixels::cover(source.size, size);
        let picture = |&time| {
            let number = source.keyframe_before(source.picture_at(time));
            self.numbered(
                &entry,
                &source,
                FrameKey { source: entry.number, number, size },
                (Purpose::Play, moves),
            )
        };
        times.iter().map(picture).collect()
    }

    /// Opens a reader at `time` in the background, so that a cut to it does not stall.
    pub fn prewarm(&self, media: &Media, time: Seconds, wanted: Size) {
        let (pool, media) = (self.clone(), media.clone());
        let thread = std::thread::Builder::new().name("prewarm".to_owned());
        let started = thread.spawn(move || {
            if let Err(error) = pool.picture(&media, time, wanted, Purpose::Play) {
                tracing::debug!(%error, "a clip could not be opened ahead");
            }
        });
        if let Err(error) = started {
            tracing::debug!(%error, "no thread to open a clip ahead");
        }
    }

    /// The playhead has moved: pictures still being made for an earlier place are given up with `Cancelled`.
    pub fn playhead_moved(&self) {
        self.inner.moves.fetch_add(1, Ordering::AcqRel);
    }

    /// Forgets everything about a file: it was changed, moved, or got a proxy.
    pub fn forget(&self, identity: &MediaIdentity) {
        let mut sources = lock(&self.inner.sources);
        for variant in [Variant::Original, Variant::Proxy] {
            if let Some(entry) = sources.remove(&(identity.clone(), variant)) {
                lock(&self.inner.frames).forget(entry.number);
            }
        }
    }

    fn still(&self, media: &Media, wanted: Size) -> Result<Picture, EngineError> {
        let native = media.info.video.as_ref().map_or(wanted, |video| video.size);
        let entry = self.entry(&media.identity, Variant::Original);
        let key = FrameKey { source: entry.number, number: 0, size: pixels::cover(native, wanted) };
        if let Some(picture) = lock(&self.inner.frames).get(&key) {
            return Ok(picture);
        }
        let picture = still::still(Path::new(&media.path), wanted)?;
        lock(&self.inner.frames).put(key, picture.clone());
        Ok(picture)
    }

    /// The picture of that number, and word to those who make the ones before it.
    fn numbered(
        &self,
        entry: &Entry,
        source: &Arc<Source>,
        key: FrameKey,
        (purpose, moves): (Purpose, u64),
    ) -> Result<Picture, EngineError> {
        let kept = lock(&self.inner.frames).get(&key);
        if purpose != Purpose::Scrub {
            if let Some(picture) = kept {
                return Ok(picture);
            }
            self.inner.behind.halt();
            return self.made(entry, source, key, (purpose, moves)).map(|(picture, _)| picture);
        }
        let before = entry.playhead.swap(key.number, Ordering::AcqRel);
        let is_step = before.checked_sub(key.number).is_some_and(|back| (1..=STEP_BACK).contains(&back));
        let (picture, at_hand) = match kept {
            Some(picture) => (picture, key.number),
            None => {
                if !is_step {
                    self.inner.behind.halt();
                }
                self.made(entry, source, key, (purpose, moves))?
            }
        };
        // Where every picture stands alone, one is as near as another.
        if source.index.keyframe_distance() > 1 {
            let urgency = if is_step { Urgency::Now } else { Urgency::AtRest };
            self.inner.behind.fill(Place { source: source.clone(), key, at_hand, urgency });
        }
        Ok(picture)
    }

    /// A picture that is not in the cache, and the first of those before it that its reader still holds.
    fn made(
        &self,
        entry: &Entry,
        source: &Arc<Source>,
        key: FrameKey,
        (purpose, moves): (Purpose, u64),
    ) -> Result<(Picture, usize), EngineError> {
        let number = key.number;
        let interest = || {
            let stale = purpose == Purpose::Scrub && self.inner.moves.load(Ordering::Acquire) != moves;
            if stale { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let slot = self.slot(entry, source, number, purpose);
        let mut lane = lock(&slot.lane);
        if let Some(picture) = lock(&self.inner.frames).get(&key) {
            return Ok((picture, number));
        }
        if interest().is_break() {
            return Err(EngineError::Cancelled);
        }
        if purpose == Purpose::Scrub
            && !lane.reader.holds(number)
            && let Some(picture) = self.inner.behind.coming(&key, &interest)
        {
            return Ok((picture, number));
        }
        // The first steps back from a place where the playhead was put find what was passed on the way there.
        let steps = if purpose == Purpose::Scrub { STEP_BACK } else { 0 };
        let steady_from = number.saturating_sub(steps).max(source.index.keyframe_before(number));
        let passed = &mut |_, _: &_| {};
        let Lane { reader, developer } = &mut *lane;
        let mut wanted = Wanted { number, keep_from: number, steady_from, passed, interest: &interest };
        let decoded = reader.decoded(&mut wanted)?;
        let picture = developer.develop(&decoded, key.size)?;
        let at_hand = reader.at_hand(number);
        drop(lane);
        if purpose != Purpose::Export {
            lock(&self.inner.frames).put(key, picture.clone());
        }
        Ok((picture, at_hand))
    }

    /// The reader that gets to a picture soonest. A busy one that is about to be there is worth waiting for.
    fn slot(&self, entry: &Entry, source: &Arc<Source>, number: usize, purpose: Purpose) -> Arc<Slot> {
        let exports = purpose == Purpose::Export;
        let mut slots = lock(&entry.slots);
        let own: Vec<_> = slots.iter().filter(|slot| slot.exports == exports).cloned().collect();
        let near = own.iter().filter(|slot| source.is_near(slot.aim.load(Ordering::Acquire), number));
        let near = near.min_by_key(|slot| slot.aim.load(Ordering::Acquire).abs_diff(number)).cloned();
        let slot = near.unwrap_or_else(|| {
            let oldest = own.iter().min_by_key(|slot| slot.used.load(Ordering::Acquire));
            match oldest.filter(|_| own.len() >= READERS_PER_SOURCE) {
                Some(oldest) => oldest.clone(),
                None => {
                    let slot = Arc::new(Slot::new(source, purpose));
                    slots.push(slot.clone());
                    slot
                }
            }
        });
        slot.aim.store(number, Ordering::Release);
        slot.used.store(self.inner.uses.fetch_add(1, Ordering::AcqRel), Ordering::Release);
        drop(slots);
        self.close_unused();
        slot
    }

    /// Closes the readers of clips that an export has passed, and those that were not used for the longest time
    /// until few enough are open.
    fn close_unused(&self) {
        let now = self.inner.uses.load(Ordering::Acquire);
        let entries: Vec<_> = lock(&self.inner.sources).values().cloned().collect();
        let mut idle = Vec::new();
        let mut open = 0;
        for entry in &entries {
            let mut slots = lock(&entry.slots);
            slots.retain(|slot| {
                let passed = now.saturating_sub(slot.used.load(Ordering::Acquire)) > PASSED;
                !(slot.exports && passed && Arc::strong_count(slot) == 1)
            });
            for slot in slots.iter() {
                open += 1;
                if Arc::strong_count(slot) == 1 {
                    idle.push((slot.used.load(Ordering::Acquire), entry.clone()));
                }
            }
        }
        idle.sort_by_key(|(used, _)| *used);
        for (used, entry) in idle.into_iter().take(usize::saturating_sub(open, READERS_MAX)) {
            lock(&entry.slots).retain(|slot| slot.used.load(Ordering::Acquire) != used);
        }
    }

    /// The file to read: the proxy if there is one and it will do.
    fn source(&self, media: &Media, purpose: Purpose) -> Result<(Arc<Entry>, Arc<Source>), EngineError> {
        if purpose != Purpose::Export {
            let entry = self.entry(&media.identity, Variant::Proxy);
            let mut proxy = lock(&entry.source);
            if proxy.is_none() {
                *proxy = Source::proxy(&self.inner.folder, media)?.map(Arc::new);
            }
            if let Some(source) = proxy.clone() {
                drop(proxy);
                return Ok((entry, source));
            }
        }
        let entry = self.entry(&media.identity, Variant::Original);
        let mut original = lock(&entry.source);
        let source = match original.take() {
            Some(source) => source,
            None => Arc::new(Source::original(&self.inner.folder, media)?),
        };
        *original = Some(source.clone());
        drop(original);
        Ok((entry, source))
    }

    fn entry(&self, identity: &MediaIdentity, variant: Variant) -> Arc<Entry> {
        let mut sources = lock(&self.inner.sources);
        let entry = sources.entry((identity.clone(), variant)).or_insert_with(|| {
            let number = (self.inner.uses.fetch_add(1, Ordering::AcqRel) & u64::from(u32::MAX)) as u32;
            Arc::new(Entry {
                number,
                source: Mutex::default(),
                slots: Mutex::default(),
                playhead: AtomicUsize::new(0),
            })
        });
        entry.clone()
    }
}

impl Slot {
    fn new(source: &Source, purpose: Purpose) -> Self {
        let exports = purpose == Purpose::Export;
        // An export never steps back.
        let recent = if exports { RECENT_MIN } else { RECENT_MAX };
        let reader =
            Reader::new(source.path.clone(), source.index.clone(), (threads(source, purpose), recent));
        let developer = Developer::new(source.rotation, source.transfer);
        Self {
            exports,
            aim: AtomicUsize::new(0),
            used: AtomicU64::new(0),
            lane: Mutex::new(Lane { reader, developer }),
        }
    }
}

/// Threads for the decoder. Pictures that stand alone come out soonest from one thread; others wait for each other,
/// so that a core each would not keep the cores busy.
fn threads(source: &Source, purpose: Purpose) -> u32 {
    static CORES: OnceLock<u32> = OnceLock::new();
    let cores =
        *CORES.get_or_init(|| std::thread::available_parallelism().map_or(2, |cores| cores.get() as u32));
    match purpose {
        Purpose::Scrub if source.index.keyframe_distance() == 1 => 1,
        Purpose::Scrub => (2 * cores).min(8),
        Purpose::Play | Purpose::Export => cores.min(8),
    }
}
