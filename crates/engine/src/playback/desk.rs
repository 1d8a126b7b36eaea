//! What is to be heard and where it is: the one state that users, threads and the sound device's side agree on.

use std::sync::{Arc, Weak};
use std::time::Duration;

use render::sound::loudness::Level;
use types::document::Document;

use super::clock::samples_between;
use super::line::Line;
use super::programme::{Programme, Scored, range_in};
use super::{Now, Play};
use crate::cancel::Cancel;

/// The fastest way through a document.
const SPEED_MAX: i32 = 8;

/// What is to be heard.
#[derive(Default)]
pub(super) struct Desk {
    /// Counts what is begun.
    pub(super) piece: u64,
    /// Counts whatever changes.
    pub(super) changes: u64,
    pub(super) closing: bool,
    pub(super) run: Run,
    what: What,
    document: Option<Arc<Document>>,
    frames: Option<(i64, i64)>,
    /// Where the document is, in samples; while the wall clock leads, where it was when that began.
    place: i64,
    scored: Option<Arc<Scored>>,
    /// What makes the document, or what it was before an edit, as loud as it shall be.
    gain_db: f32,
    measured: Weak<Document>,
    measuring: Cancel,
    /// What is being mixed is not what should be.
    is_stale: bool,
    busy_until: Duration,
}

/// How it goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Run {
    /// Nothing moves.
    #[default]
    Still,
    /// It waits for its sound or for the device.
    Starting,
    /// The sound leads.
    Sounding,
    /// The wall clock leads, since then.
    Clocked { since: Duration, speed: i32 },
}

#[derive(Default)]
enum What {
    #[default]
    Document,
    Take(Programme),
}

impl Desk {
    /// Takes note of what has been heard meanwhile.
    pub(super) fn settle(&mut self, line: &Line, now: Duration) {
        match self.run {
            Run::Still => {}
            Run::Starting => self.busy_until = now,
            Run::Sounding => {
                self.busy_until = now;
                let heard = line.heard();
                if let (What::Document, Some(at)) = (&self.what, heard.at) {
                    self.place = at;
                }
                if heard.done {
                    self.stop();
                }
            }
            Run::Clocked { since, speed } => {
                let (at, over) = self.clocked(samples_between(since, now).saturating_mul(i64::from(speed)));
                if over {
                    self.place = at;
                    self.stop();
                }
            }
        }
    }

    pub(super) fn now(&self, now: Duration) -> Now {
        let position = self.position(now);
        let frame = self.document.as_ref().map_or(0, |document| {
            let last = (document.frames() - 1).max(0);
            document.canvas.frame_rate.frame_at(position).clamp(0, last)
        });
        Now {
            frame,
            playing: matches!(self.what, What::Document) && self.run != Run::Still,
            audible: matches!(self.run, Run::Starting | Run::Sounding),
        }
    }

    pub(super) fn play(&mut self, document: &Arc<Document>, play: &Play, now: Duration) {
        self.take(document);
        let samples = document.samples();
        let rate = document.canvas.frame_rate;
        let from = rate.sample_of(play.from_frame.clamp(0, document.frames()));
        self.frames = play.range;
        self.place = match range_in(document, play.range) {
            Some(range) if from >= range.end && play.speed > 0 => range.start,
            _ => from.min(samples),
        };
        self.begin_piece(What::Document);
        self.run = match play.speed.clamp(-SPEED_MAX, SPEED_MAX) {
            0 => Run::Still,
            1 => Run::Starting,
            speed => Run::Clocked { since: now, speed },
        };
    }

    pub(super) fn replace(&mut self, document: &Arc<Document>) {
        self.take(document);
    }

    pub(super) fn pause(&mut self, now: Duration) -> Now {
        self.place = self.position(now);
        self.begin_piece(What::Document);
        self.now(now)
    }

    pub(super) fn hear(&mut self, take: Programme, now: Duration) {
        self.place = self.position(now);
        self.begin_piece(What::Take(take));
        self.run = Run::Starting;
    }

    /// The document whose sound is not ready to be mixed.
    pub(super) fn unprepared(&self) -> Option<Arc<Document>> {
        self.document.clone().filter(|_| !self.is_prepared())
    }

    /// The sound of a document is ready; perhaps it is wanted no more.
    pub(super) fn prepared(&mut self, scored: Arc<Scored>) {
        if self.document.as_ref().is_some_and(|document| scored.is_of(document)) {
            self.scored = Some(scored);
            self.is_stale = true;
        }
    }

    /// The document whose loudness is not known, and what says that it is wanted no more.
    pub(super) fn unmeasured(&self) -> Option<(Arc<Scored>, Cancel)> {
        let scored = self.scored.clone().filter(|_| self.is_prepared())?;
        let known = self.measured.ptr_eq(&Arc::downgrade(&scored.document));
        (!known).then(|| (scored, self.measuring.clone()))
    }

    pub(super) fn measured(&mut self, scored: &Scored, level: Option<Level>) {
        self.measured = Arc::downgrade(&scored.document);
        self.gain_db = level.map_or(0.0, |level| level.gain_db);
        self.is_stale = true;
    }

    /// Whether what waits has all that it needs but a device.
    pub(super) fn may_begin(&self) -> bool {
        self.run == Run::Starting && (matches!(self.what, What::Take(_)) || self.is_prepared())
    }

    /// What is to be mixed now, as which piece and from where.
    pub(super) fn begin(&mut self) -> Option<(u64, Programme, i64)> {
        if !self.may_begin() {
            return None;
        }
        let (programme, from) = match &self.what {
            What::Take(take) => (take.clone(), 0),
            What::Document => (self.programme()?, self.place),
        };
        self.run = Run::Sounding;
        self.is_stale = false;
        Some((self.piece, programme, from))
    }

    /// What is to be mixed instead of what is, when that has changed.
    pub(super) fn take_change(&mut self) -> Option<Programme> {
        let stale = std::mem::take(&mut self.is_stale);
        if stale && matches!(self.what, What::Document) { self.programme() } else { None }
    }

    /// Goes on without a device. Says whether a document does.
    pub(super) fn go_on_silently(&mut self, now: Duration) -> bool {
        let goes = matches!(self.run, Run::Starting | Run::Sounding);
        let is_document = matches!(self.what, What::Document);
        if goes {
            self.begin_piece(What::Document);
        }
        if goes && is_document {
            self.run = Run::Clocked { since: now, speed: 1 };
        }
        goes && is_document
    }

    /// There is a device again for a document that went on without.
    pub(super) fn sound_again(&mut self, now: Duration) {
        if let Run::Clocked { speed: 1, .. } = self.run {
            self.place = self.position(now);
            self.begin_piece(What::Document);
            self.run = Run::Starting;
        }
    }

    pub(super) fn is_idle_for(&self, long: Duration, now: Duration) -> bool {
        !matches!(self.run, Run::Starting | Run::Sounding) && now.saturating_sub(self.busy_until) > long
    }

    fn take(&mut self, document: &Arc<Document>) {
        if self.document.as_ref().is_none_or(|old| !Arc::ptr_eq(old, document)) {
            self.document = Some(Arc::clone(document));
            self.measuring.cancel();
            self.measuring = Cancel::new();
        }
    }

    fn begin_piece(&mut self, what: What) {
        self.piece += 1;
        self.what = what;
        self.run = Run::Still;
    }

    fn stop(&mut self) {
        self.run = Run::Still;
        self.what = What::Document;
    }

    fn is_prepared(&self) -> bool {
        let document = self.document.as_ref();
        document.is_some_and(|document| self.scored.as_ref().is_some_and(|scored| scored.is_of(document)))
    }

    fn programme(&self) -> Option<Programme> {
        Some(self.scored.as_ref()?.programme(self.frames, self.gain_db))
    }

    fn position(&self, now: Duration) -> i64 {
        match self.run {
            Run::Clocked { since, speed } => {
                self.clocked(samples_between(since, now).saturating_mul(i64::from(speed))).0
            }
            Run::Still | Run::Starting | Run::Sounding => self.place,
        }
    }

    /// Where the document is after so many samples without sound, and whether that is an end of it.
    fn clocked(&self, passed: i64) -> (i64, bool) {
        let Some(document) = &self.document else { return (0, true) };
        let (at, end) = (self.place.saturating_add(passed), document.samples());
        let range = range_in(document, self.frames);
        let left = range.filter(|range| match passed {
            0.. => self.place < range.end && at >= range.end,
            _ => self.place >= range.start && at < range.start,
        });
        match left {
            Some(range) => (range.start + (at - range.start).rem_euclid(range.end - range.start), false),
            None if passed >= 0 => (at.min(end), at >= end),
            None => (at.max(0), at <= 0),
        }
    }
}
