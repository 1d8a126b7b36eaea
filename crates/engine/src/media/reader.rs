//! Gives any picture of one file by its number: from what it just decoded, by decoding on, or by winding to a keyframe.

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use gstreamer as gst;
use types::time::Seconds;

use crate::error::EngineError;
use crate::media::chain::{Chain, Pulled, Stream};
use crate::media::develop::Decoded;
use crate::media::fault;
use crate::media::index::FrameIndex;

/// A decoder that gives nothing for this long is given up and built anew.
const PATIENCE: Duration = Duration::from_secs(3);
/// How often that is tried before the file is called unreadable.
const ATTEMPTS: u32 = 3;
/// What winding costs, in pictures that could have been decoded meanwhile.
const WINDING_COST: usize = 4;
/// Pictures kept as decoded at least: threads that work on neighbouring frames ask a little out of order.
pub(crate) const RECENT_MIN: usize = 4;
/// Pictures kept as decoded at most: the first steps back from a place find them.
pub(crate) const RECENT_MAX: usize = 12;
/// Bytes of pictures kept as decoded, but for the fewest.
const RECENT_BYTES: usize = 40 << 20;

/// A picture asked of a reader.
pub(crate) struct Wanted<'a> {
    /// Its number.
    pub(crate) number: usize,
    /// Pictures from this number on are shown to `passed` on the way; at most `number`.
    pub(crate) keep_from: usize,
    /// Pictures from this number on are not left out on the way, if they are passed at all; at most `keep_from`.
    pub(crate) steady_from: usize,
    /// Sees every decoded picture from `keep_from` to `number`.
    pub(crate) passed: &'a mut dyn FnMut(usize, &Decoded),
    /// Whether the picture is still wanted.
    pub(crate) interest: &'a dyn Fn() -> ControlFlow<()>,
}

/// One decoder at one place in one file.
pub(crate) struct Reader {
    path: PathBuf,
    index: Arc<FrameIndex>,
    threads: u32,
    /// Pictures kept as decoded at most.
    recent_max: usize,
    chain: Option<Chain>,
    /// The picture that came out last; none since opening or winding.
    position: Option<usize>,
    recent: VecDeque<(usize, Decoded)>,
    /// The keyframe wound to. Pictures before it may come too, made of others that were not decoded.
    whole_from: usize,
}

/// How a reader came to where it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Arrival {
    /// By decoding on.
    Running,
    /// By winding just now.
    Wound,
}

/// What the decoder does with pictures that are only passed.
#[derive(Clone, Copy)]
enum Pace {
    /// Leaves out those that no other picture needs.
    Hurried,
    /// Gives every one.
    Steady,
}

/// How a way through the file ended.
enum Outcome {
    Found(Decoded),
    /// The pictures start after the one wanted, with this one.
    Overshot(Decoded),
    /// The file ends before it.
    Ended,
}

impl Reader {
    /// A reader that opens the file when first asked, decodes with so many threads and keeps so many pictures at
    /// most, at least `RECENT_MIN`.
    pub(crate) fn new(path: PathBuf, index: Arc<FrameIndex>, (threads, recent_max): (u32, usize)) -> Self {
        let recent = VecDeque::new();
        Self { path, index, threads, recent_max, chain: None, position: None, recent, whole_from: 0 }
    }

    /// The picture wanted, as decoded. Where the file has a hole, the picture before it.
    pub(crate) fn decoded(&mut self, wanted: &mut Wanted) -> Result<Decoded, EngineError> {
        if let Some(found) = self.kept(wanted.number) {
            return Ok(found);
        }
        let mut failure = None;
        for _ in 0..ATTEMPTS {
            match self.attempt(wanted) {
                Ok(found) => return Ok(found),
                Err(EngineError::Cancelled) => return Err(EngineError::Cancelled),
                Err(error @ (EngineError::Missing { .. } | EngineError::FileNotFound { .. })) => {
                    return Err(error);
                }
                Err(error) => {
                    tracing::warn!(%error, path = %self.path.display(), "a reader is built anew");
                    self.close();
                    failure = Some(error);
                }
            }
        }
        Err(failure.unwrap_or_else(|| fault::damaged(&self.path)))
    }

    /// Whether a picture can be had without decoding.
    pub(crate) fn holds(&self, number: usize) -> bool {
        self.recent.iter().any(|(kept, _)| *kept == number)
    }

    /// The first of the pictures up to `number` that can be had without decoding; `number` if there is none.
    pub(crate) fn at_hand(&self, number: usize) -> usize {
        (0..=number).rev().take_while(|&number| self.holds(number)).last().unwrap_or(number)
    }

    fn kept(&self, number: usize) -> Option<Decoded> {
        self.recent.iter().find(|(kept, _)| *kept == number).map(|(_, decoded)| decoded.clone())
    }

    fn close(&mut self) {
        self.chain = None;
        self.position = None;
        self.recent.clear();
    }

    fn attempt(&mut self, wanted: &mut Wanted) -> Result<Decoded, EngineError> {
        let mut key = self.index.keyframe_before(wanted.keep_from);
        let mut arrival = Arrival::Running;
        if self.is_ahead(wanted, key) {
            self.skip_to(wanted.steady_from);
        } else {
            self.wind(key, wanted, Pace::Hurried)?;
            arrival = Arrival::Wound;
        }
        let mut later = None;
        for _ in 0..ATTEMPTS {
            match self.forward(wanted, arrival)? {
                Outcome::Found(decoded) => return Ok(decoded),
                // The index promised more than the decoder gives: the last picture stands.
                Outcome::Ended => match self.recent.back() {
                    Some((last, held)) if *last <= wanted.number => return Ok(held.clone()),
                    _ => {}
                },
                Outcome::Overshot(decoded) => later = Some(decoded),
            }
            arrival = Arrival::Wound;
            if key == 0 {
                // From the very beginning and with a decoder that was never in a hurry.
                self.close();
                continue;
            }
            // From further back and without leaving anything out, the picture before a hole comes too.
            key = self.index.keyframe_before(key - 1);
            self.wind(key, wanted, Pace::Steady)?;
        }
        later.ok_or_else(|| fault::damaged(&self.path))
    }

    /// Lets the decoder leave out pictures on a longer way forward.
    fn skip_to(&self, number: usize) {
        let next = self.position.map_or(0, |position| position + 1);
        if let Some(chain) = &self.chain
            && number > next + self.index.reach() as usize + WINDING_COST
        {
            chain.hurry_to(self.hurry_to(number));
        }
    }

    /// Whether decoding on is the shortest way. Opens the file if need be.
    fn is_ahead(&mut self, wanted: &Wanted, key: usize) -> bool {
        let next = match (&self.chain, self.position) {
            (None, _) => 0,
            (Some(_), Some(position)) => position + 1,
            (Some(_), None) => return false,
        };
        next <= wanted.keep_from && wanted.number - next <= wanted.number - key + WINDING_COST
    }

    fn open(&mut self) -> Result<&Chain, EngineError> {
        let chain = match self.chain.take() {
            Some(chain) => chain,
            None => {
                let chain = Chain::open(&self.path, Stream::Video { threads: self.threads })?;
                self.position = None;
                self.whole_from = 0;
                chain
            }
        };
        Ok(self.chain.insert(chain))
    }

    fn wind(&mut self, key: usize, wanted: &Wanted, pace: Pace) -> Result<(), EngineError> {
        if self.chain.is_none() {
            // Nothing can be wound before it runs.
            self.next()?;
        }
        let at = self.index.nanos_of(key).unwrap_or(0);
        let gap = self.index.nanos_of(key + 1).map_or(10_000_000, |next| next - at);
        let keep_from = self.index.nanos_of(wanted.keep_from).unwrap_or(at);
        self.position = None;
        self.recent.clear();
        self.whole_from = key;
        // Aiming between the keyframe and the picture makes up for what containers round.
        let aim = at + (keep_from - at).max(0) / 2 + (gap / 4).min(5_000_000);
        let offset = self.index.offset();
        let hurry_to = match pace {
            Pace::Hurried => self.hurry_to(wanted.steady_from),
            Pace::Steady => at + offset,
        };
        self.open()?.seek(aim + offset, hurry_to)
    }

    /// Until when, on the file's own clock, a decoder may leave out pictures on its way to that one.
    ///
    /// FFmpeg's decoders take notice one picture late, in the order pictures are decoded.
    fn hurry_to(&self, number: usize) -> i64 {
        let from = number.saturating_sub(self.index.reach() as usize);
        self.index.nanos_of(from).unwrap_or(0) + self.index.offset()
    }

    /// Decodes on until the picture wanted comes.
    fn forward(&mut self, wanted: &mut Wanted, arrival: Arrival) -> Result<Outcome, EngineError> {
        let mut first = arrival == Arrival::Wound;
        loop {
            let Some((number, decoded)) = self.next()? else { return Ok(Outcome::Ended) };
            if number > wanted.number {
                // A hole in the file shows the picture before it. Right after winding there is none.
                let before = self.recent.iter().rev().nth(1).filter(|(before, _)| *before < wanted.number);
                return Ok(match before {
                    Some((_, held)) if !first => Outcome::Found(held.clone()),
                    _ => Outcome::Overshot(decoded),
                });
            }
            if number >= wanted.keep_from {
                (wanted.passed)(number, &decoded);
            }
            if number == wanted.number {
                return Ok(Outcome::Found(decoded));
            }
            first = false;
            if (wanted.interest)().is_break() {
                return Err(EngineError::Cancelled);
            }
        }
    }

    /// The next whole picture in the order they are shown; none at the end.
    fn next(&mut self) -> Result<Option<(usize, Decoded)>, EngineError> {
        loop {
            let Some((number, decoded)) = self.pull()? else { return Ok(None) };
            self.position = Some(number);
            if number < self.whole_from {
                continue;
            }
            let room = RECENT_BYTES / decoded.info.size().max(1);
            while self.recent.len() >= room.clamp(RECENT_MIN, self.recent_max) {
                self.recent.pop_front();
            }
            self.recent.push_back((number, decoded.clone()));
            return Ok(Some((number, decoded)));
        }
    }

    /// The next picture that comes out, with its number.
    fn pull(&mut self) -> Result<Option<(usize, Decoded)>, EngineError> {
        let since = Instant::now();
        let chain = self.open()?;
        let sample = loop {
            match chain.pull(gst::ClockTime::from_mseconds(100))? {
                Pulled::Sample(sample) => break sample,
                Pulled::End => return Ok(None),
                Pulled::Nothing if since.elapsed() > PATIENCE => {
                    return Err(EngineError::Stalled {
                        what: format!("the decoder of {}", self.path.display()),
                    });
                }
                Pulled::Nothing => {}
            }
        };
        let (span, info) = (chain.span(&sample), chain.picture_info(&sample));
        let number = match span {
            // The first picture after winding may be one that had begun before: then its time is cut to where
            // winding led.
            Some((from, _)) if self.position.is_none() => {
                self.index.picture_at(Seconds::from_nanos(from - self.index.offset()))
            }
            Some((from, _)) => self.index.nearest(from - self.index.offset()),
            None => self.position.map_or(0, |position| position + 1),
        };
        let (Some(info), Some(buffer)) = (info, sample.buffer_owned()) else {
            return Err(fault::damaged(&self.path));
        };
        // A sample kept while the next one is pulled makes GStreamer 1.22 complain; its buffer may be kept.
        drop(sample);
        Ok(Some((number, Decoded { buffer, info })))
    }
}
