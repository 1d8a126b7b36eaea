//! The sound that is ready to be heard: mixed on one side, pulled by the sound device on the other. It knows which
//! sample of the timeline is heard at any moment.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::clock::{Clock, samples_between};
use crate::lock::lock;

/// Samples that are kept ready: 170 ms. After an edit this much of the sound before it is still heard.
const AHEAD: usize = 8192;
/// An open device that pulls nothing for so long has gone without saying so.
const STALLED: Duration = Duration::from_secs(2);

/// A stretch of the timeline, in samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Where on the timeline it begins.
    pub(super) at: i64,
    /// How long it is.
    pub(super) samples: i64,
}

/// What is known of the sound that the device has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Heard {
    /// The sample of the timeline that is heard; `None` before the first.
    pub(super) at: Option<i64>,
    /// Everything there was has been heard.
    pub(super) done: bool,
}

/// How the device is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Health {
    /// It is open and pulls.
    Well,
    /// It has gone after it had pulled.
    Gone,
    /// It has gone without having pulled anything.
    Useless,
}

/// Sound on its way to the device.
pub(super) struct Line {
    clock: Arc<dyn Clock>,
    queue: Mutex<Queue>,
}

#[derive(Default)]
struct Queue {
    /// Counts openings of the device.
    opening: u64,
    opened: Duration,
    lost: bool,
    /// Counts what is played: what was mixed for something earlier is no longer wanted.
    piece: u64,
    /// Interleaved stereo, and where on the timeline it lies.
    ready: VecDeque<f32>,
    stretches: VecDeque<Stretch>,
    /// Nothing follows what is ready.
    ended: bool,
    /// Samples the device has had since it was opened, silence too.
    handed: i64,
    /// What it was given and has perhaps not been heard yet, each with the number of its first sample.
    given: VecDeque<(i64, Stretch)>,
    last_pull: Option<Pull>,
    /// When the first sample since the device was opened is heard.
    first_due: Option<Duration>,
    /// The most samples that were pulled at a time.
    largest: usize,
    /// The number of the sample that was heard last.
    heard: i64,
}

#[derive(Clone, Copy)]
struct Pull {
    at: Duration,
    /// When its first sample is heard, and the number of that.
    due: Duration,
    first: i64,
}

impl Line {
    pub(super) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, queue: Mutex::default() }
    }

    /// A device is being opened; gives the number of this opening.
    pub(super) fn open(&self) -> u64 {
        let now = self.clock.now();
        let mut queue = lock(&self.queue);
        let (opening, piece) = (queue.opening + 1, queue.piece);
        // With room for what comes, so that the device's thread never waits for memory.
        let (ready, given) = (VecDeque::with_capacity(4 * AHEAD), VecDeque::with_capacity(256));
        *queue = Queue { opening, piece, opened: now, ready, given, ..Queue::default() };
        opening
    }

    /// The device is open, however long that took.
    pub(super) fn opened(&self) {
        let now = self.clock.now();
        lock(&self.queue).opened = now;
    }

    /// Drops what is ready, for something else to be played.
    pub(super) fn begin(&self, piece: u64) {
        let mut queue = lock(&self.queue);
        queue.piece = piece;
        queue.ready.clear();
        queue.stretches.clear();
        queue.given.clear();
        queue.ended = false;
    }

    /// Samples that are still to be made ready.
    pub(super) fn missing(&self) -> usize {
        let queue = lock(&self.queue);
        let wanted = AHEAD.max(3 * queue.largest);
        if queue.ended { 0 } else { wanted.saturating_sub(queue.ready.len() / 2) }
    }

    /// Adds sound that is ready. `false` when it was made for an earlier piece and is wanted no more.
    pub(super) fn add(&self, piece: u64, sound: &[f32], stretches: &[Stretch]) -> bool {
        let mut queue = lock(&self.queue);
        let wanted = queue.piece == piece;
        if wanted {
            queue.ready.extend(sound);
            queue.stretches.extend(stretches);
        }
        wanted
    }

    /// Nothing follows.
    pub(super) fn end(&self, piece: u64) {
        let mut queue = lock(&self.queue);
        if queue.piece == piece {
            queue.ended = true;
        }
    }

    pub(super) fn pull(&self, opening: u64, out: &mut [f32], latency: Duration) {
        let now = self.clock.now();
        let mut queue = lock(&self.queue);
        if queue.opening == opening {
            queue.pull(now, out, latency);
        } else {
            out.fill(0.0);
        }
    }

    pub(super) fn lost(&self, opening: u64) {
        let mut queue = lock(&self.queue);
        queue.lost |= queue.opening == opening;
    }

    pub(super) fn health(&self) -> Health {
        let now = self.clock.now();
        let queue = lock(&self.queue);
        let last = queue.last_pull.map_or(queue.opened, |pull| pull.at);
        match (queue.lost || now.saturating_sub(last) > STALLED, queue.last_pull) {
            (false, _) => Health::Well,
            (true, Some(_)) => Health::Gone,
            (true, None) => Health::Useless,
        }
    }

    /// What is heard now.
    pub(super) fn heard(&self) -> Heard {
        let now = self.clock.now();
        let mut queue = lock(&self.queue);
        queue.listen(now);
        Heard { at: queue.timeline_sample(), done: queue.is_done() }
    }
}

impl Queue {
    fn pull(&mut self, now: Duration, out: &mut [f32], latency: Duration) {
        self.listen(now);
        let first = self.handed;
        let samples = out.len() / 2;
        let ready = samples.min(self.ready.len() / 2);
        let (sound, rest) = out.split_at_mut(2 * ready);
        for (to, from) in sound.iter_mut().zip(self.ready.drain(..2 * ready)) {
            *to = from;
        }
        rest.fill(0.0);
        self.give(first, ready as i64);
        self.handed += samples as i64;
        self.largest = self.largest.max(samples);
        self.last_pull = Some(Pull { at: now, due: now + latency, first });
        self.first_due.get_or_insert(now + latency);
    }

    /// Notes where on the timeline the next `samples` lie.
    fn give(&mut self, mut first: i64, mut samples: i64) {
        while samples > 0 {
            let Some(stretch) = self.stretches.front_mut() else { return };
            let part = Stretch { at: stretch.at, samples: stretch.samples.min(samples) };
            stretch.at += part.samples;
            stretch.samples -= part.samples;
            if stretch.samples == 0 {
                self.stretches.pop_front();
            }
            match self.given.back_mut() {
                Some((number, last))
                    if *number + last.samples == first && last.at + last.samples == part.at =>
                {
                    last.samples += part.samples;
                }
                _ => self.given.push_back((first, part)),
            }
            first += part.samples;
            samples -= part.samples;
        }
    }

    /// Works out which sample the device has come to. It cannot have come further than it has pulled, and never
    /// goes back, however its latency varies.
    fn listen(&mut self, now: Duration) {
        if let Some(pull) = self.last_pull {
            let there = pull.first.saturating_add(samples_between(pull.due, now));
            // Some devices only swallow what they are given. None that is heard is faster than time by one in 64.
            let passed = samples_between(self.first_due.unwrap_or(pull.due), now).max(0);
            let most = passed + passed / 64 + AHEAD as i64;
            self.heard = self.heard.max(there.min(self.handed).min(most));
        }
        while self.given.get(1).is_some_and(|(number, _)| *number <= self.heard) {
            self.given.pop_front();
        }
    }

    fn timeline_sample(&self) -> Option<i64> {
        let (number, stretch) = self.given.front()?;
        let into = self.heard - number;
        (into >= 0).then(|| stretch.at + into.min(stretch.samples))
    }

    fn is_done(&self) -> bool {
        let all = self.given.back().is_none_or(|(number, stretch)| number + stretch.samples <= self.heard);
        self.ended && self.ready.is_empty() && all
    }
}
