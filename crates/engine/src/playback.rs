//! Plays a document with its sound as the clock: the picture follows what is heard.
//!
//! A sound device pulls what was mixed ahead, and says how late it is; from that comes the frame that is heard now.
//! Where there is no device, at other speeds, and when the device goes, time on the wall takes its place.

pub mod clock;
pub mod convert;
pub mod output;
pub mod speakers;
mod desk;
mod line;
mod mixing;
mod programme;
mod threads;

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use types::document::Document;

use crate::error::EngineError;
use crate::lock::lock;
use crate::media::fault;
use crate::session::sounds::KeptSounds;
use crate::wav;

use clock::{Clock, WallClock};
use desk::{Desk, Run};
use line::{Health, Line};
use mixing::Mixing;
use output::{Feed, Output};
use programme::{Programme, Scored};
use speakers::Speakers;
use threads::Threads;

/// A device that plays nothing is closed after so long.
const IDLE: Duration = Duration::from_secs(20);

/// How a document is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Play {
    /// The frame it starts at, counted from 0; what lies outside the document is taken for its nearest end.
    pub from_frame: i64,
    /// 1 is with sound. Others, from -8 to 8, are silent; 0 stands still.
    pub speed: i32,
    /// Frames that are played over and over, the second no longer among them. Starting after them starts at the first.
    pub range: Option<(i64, i64)>,
}

impl Play {
    /// From a frame to the end, as it is.
    pub fn from(from_frame: i64) -> Self {
        Self { from_frame, speed: 1, range: None }
    }
}

/// Where playback is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Now {
    /// The frame that is heard and to be shown.
    pub frame: i64,
    /// Whether the document plays.
    pub playing: bool,
    /// Whether something goes to a sound device: the document, or a line that is heard by itself. A document that
    /// plays and is not audible follows the wall clock.
    pub audible: bool,
}

/// Plays documents and takes. Copies are handles to the same one.
#[derive(Clone)]
pub struct Player {
    shared: Arc<Shared>,
    /// Ends the threads with the last handle.
    _threads: Option<Arc<Threads>>,
}

struct Shared {
    sounds: KeptSounds,
    output: Box<dyn Output>,
    clock: Arc<dyn Clock>,
    line: Arc<Line>,
    desk: Mutex<Desk>,
    /// Told when the desk has changed.
    changed: Condvar,
    feeding: Mutex<Feeding>,
}

/// What only the one who mixes ahead touches.
#[derive(Default)]
struct Feeding {
    device: Option<Box<dyn Send>>,
    /// What is mixed, and the piece it is of.
    mixing: Option<(u64, Mixing)>,
}

impl Player {
    /// A player through the system's sound device, with threads of its own.
    pub fn start(sounds: &KeptSounds) -> Self {
        let by_hand = Self::by_hand(sounds, Box::new(Speakers), Arc::new(WallClock::start()));
        let threads = Threads::start(&by_hand.shared);
        Self { _threads: Some(Arc::new(threads)), ..by_hand }
    }

    /// A player that does nothing by itself: [`Self::prepare`], [`Self::measure`] and [`Self::feed`] are called by
    /// whoever made it.
    pub fn by_hand(sounds: &KeptSounds, output: Box<dyn Output>, clock: Arc<dyn Clock>) -> Self {
        let shared = Shared {
            sounds: sounds.clone(),
            output,
            line: Arc::new(Line::new(Arc::clone(&clock))),
            clock,
            desk: Mutex::default(),
            changed: Condvar::new(),
            feeding: Mutex::default(),
        };
        Self { shared: Arc::new(shared), _threads: None }
    }

    /// Plays a document. What was heard before stops.
    pub fn play(&self, document: &Arc<Document>, play: &Play) {
        self.shared.change(|desk, now| desk.play(document, play, now));
    }

    /// Goes on with another document, as an edit makes it, from the next block on. A document that is not being played
    /// is made ready, so that it starts at once and at its loudness.
    pub fn replace(&self, document: &Arc<Document>) {
        self.shared.change(|desk, _| desk.replace(document));
    }

    /// Stops where it is, and what is heard by itself.
    pub fn pause(&self) -> Now {
        self.shared.change(|desk, now| desk.pause(now))
    }

    /// Plays a take once, by itself; what was heard before stops and the document stays where it is. Gives its
    /// length in samples.
    ///
    /// # Errors
    /// When the file is no take.
    pub fn hear(&self, path: &Path) -> Result<i64, EngineError> {
        let Some(take) = wav::read_take(path) else {
            // What the system says of the file is a better reason, where it says anything.
            std::fs::File::open(path).map_err(|error| EngineError::from_io(path, error))?;
            return Err(fault::unreadable(path, "it is no take: a WAV of 48 kHz with 32-bit float samples"));
        };
        let programme = Programme::of_take(&take);
        self.shared.change(|desk, now| desk.hear(programme, now));
        Ok(take.samples)
    }

    /// Where it is.
    pub fn now(&self) -> Now {
        self.shared.with_desk(|desk, now| desk.now(now))
    }

    /// Makes ready what the document needs to be mixed. `false` when there is nothing to do.
    pub fn prepare(&self) -> bool {
        self.shared.prepare()
    }

    /// Listens to the document for its loudness, once. `false` when there is nothing to do.
    pub fn measure(&self) -> bool {
        self.shared.measure()
    }

    /// Opens the device when it is needed and mixes ahead.
    pub fn feed(&self) {
        self.shared.feed();
    }
}

impl Shared {
    /// Looks at the desk, or has something done that nobody waits for.
    fn with_desk<T>(&self, act: impl FnOnce(&mut Desk, Duration) -> T) -> T {
        let mut desk = lock(&self.desk);
        let now = self.clock.now();
        desk.settle(&self.line, now);
        act(&mut desk, now)
    }

    /// Changes what is played and tells the threads.
    fn change<T>(&self, act: impl FnOnce(&mut Desk, Duration) -> T) -> T {
        let done = self.with_desk(|desk, now| {
            let before = desk.piece;
            let done = act(desk, now);
            desk.changes += 1;
            if desk.piece != before {
                self.line.begin(desk.piece);
            }
            done
        });
        self.changed.notify_all();
        done
    }

    fn prepare(&self) -> bool {
        let Some(document) = self.with_desk(|desk, _| desk.unprepared()) else { return false };
        // Without the desk: reading a file that was never heard may take a while.
        let scored = Arc::new(Scored::new(document, &self.sounds));
        self.change(|desk, _| desk.prepared(scored));
        true
    }

    fn measure(&self) -> bool {
        let Some((scored, cancel)) = self.with_desk(|desk, _| desk.unmeasured()) else { return false };
        if let Ok(level) = scored.measured(&cancel) {
            self.change(|desk, _| desk.measured(&scored, level));
        }
        true
    }

    fn feed(&self) {
        let mut feeding = lock(&self.feeding);
        self.look_after_device(&mut feeding);
        self.begin(&mut feeding);
        self.mix_ahead(&mut feeding);
        self.with_desk(|_, _| ());
    }

    /// Closes a device that has gone or is wanted no more.
    fn look_after_device(&self, feeding: &mut Feeding) {
        if feeding.device.is_none() {
            return;
        }
        let health = self.line.health();
        let idle = self.with_desk(|desk, now| desk.is_idle_for(IDLE, now));
        if health == Health::Well {
            if idle {
                feeding.device = None;
            }
            return;
        }
        feeding.device = None;
        let goes_on = self.change(|desk, now| desk.go_on_silently(now));
        if goes_on && health == Health::Gone {
            // Perhaps there is another by now. One that never worked is not tried again.
            feeding.device = self.open();
            if feeding.device.is_some() {
                self.change(|desk, now| desk.sound_again(now));
            }
        }
    }

    fn open(&self) -> Option<Box<dyn Send>> {
        let opening = self.line.open();
        let device = self.output.open(Feed::new(Arc::clone(&self.line), opening));
        self.line.opened();
        device
    }

    /// Begins to mix a piece that waits for it, when all it needs is there.
    fn begin(&self, feeding: &mut Feeding) {
        if !self.with_desk(|desk, _| desk.may_begin()) {
            return;
        }
        if feeding.device.is_none() {
            // Without the desk: a device may take its time.
            feeding.device = self.open();
        }
        if feeding.device.is_none() {
            self.change(|desk, now| desk.go_on_silently(now));
            return;
        }
        let begun = self.with_desk(|desk, _| desk.begin());
        feeding.mixing = begun.map(|(piece, programme, from)| (piece, Mixing::new(programme, from)));
    }

    fn mix_ahead(&self, feeding: &mut Feeding) {
        let Some((piece, mixing)) = &mut feeding.mixing else { return };
        let (running, changed) =
            self.with_desk(|desk, _| (desk.piece == *piece && desk.run == Run::Sounding, desk.take_change()));
        if !running {
            feeding.mixing = None;
            return;
        }
        if let Some(programme) = changed {
            mixing.change(programme);
        }
        let (mut sound, mut stretches) = (Vec::new(), Vec::new());
        while self.line.missing() > 0 {
            let goes_on = mixing.more(&mut sound, &mut stretches);
            if !self.line.add(*piece, &sound, &stretches) {
                return;
            }
            if !goes_on {
                self.line.end(*piece);
                return;
            }
            sound.clear();
            stretches.clear();
        }
    }
}
