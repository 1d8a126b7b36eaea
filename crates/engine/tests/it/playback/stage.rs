//! A player whose clock and sound device are moved by hand, and documents for it to play.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use engine::cancel::Cancel;
use engine::export::SoundSource;
use engine::media::identity::identity;
use engine::playback::clock::Clock;
use engine::playback::output::{Feed, Output};
use engine::playback::{Now, Play, Player};
use engine::session::mixdown::{Leveling, Mixdown};
use engine::session::sounds::KeptSounds;
use engine::wav::write_mono;
use types::document::Document;
use types::document::clip::{Clip, Source};
use types::document::track::Kind;
use types::edit::Edit;
use types::geometry::Aspect;
use types::id::MediaId;
use types::media::{AudioInfo, MediaInfo};
use types::time::{FrameRate, Seconds};

use crate::material::scratch;

/// Samples of a frame of the documents here, which have 30 a second.
pub const FRAME: i64 = 1600;

/// What goes on.
#[derive(Clone, Copy)]
pub enum Going {
    /// The document is heard.
    Aloud,
    /// The document plays by the clock.
    Silently,
    /// A take is heard.
    Take,
    /// Nothing.
    Not,
}

/// A clock that is set by hand.
#[derive(Default)]
pub struct Hands(AtomicU64);

impl Clock for Hands {
    fn now(&self) -> Duration {
        Duration::from_nanos(self.0.load(Ordering::SeqCst))
    }
}

/// A device that pulls when it is told to.
#[derive(Clone, Default)]
pub struct Device(Arc<Fake>);

#[derive(Default)]
struct Fake {
    feed: Mutex<Option<Feed>>,
    missing: AtomicBool,
}

impl Output for Device {
    fn open(&self, feed: Feed) -> Option<Box<dyn Send>> {
        let there = !self.0.missing.load(Ordering::SeqCst);
        *self.0.feed.lock().expect("no test panics here") = there.then_some(feed);
        there.then(|| Box::new(()) as Box<dyn Send>)
    }
}

/// A player with everything moved by hand.
pub struct Stage {
    pub player: Player,
    pub folder: tempfile::TempDir,
    clock: Arc<Hands>,
    device: Device,
    sounds: KeptSounds,
}

impl Stage {
    pub fn new() -> Self {
        let (folder, clock, device) = (scratch(), Arc::<Hands>::default(), Device::default());
        let sounds = KeptSounds::new(folder.path());
        let player = Player::by_hand(&sounds, Box::new(device.clone()), Arc::clone(&clock) as Arc<dyn Clock>);
        Self { player, folder, clock, device, sounds }
    }

    /// A stage on which nothing can be heard.
    pub fn deaf() -> Self {
        let stage = Self::new();
        stage.take_device_away();
        stage
    }

    /// A document of one sound: so many frames of a tone of `hertz`.
    pub fn tone(&self, frames: i64, hertz: f64) -> Arc<Document> {
        let path = self.take(frames * FRAME, hertz);
        let mut document = Document::new(Aspect::Wide, FrameRate::FPS_30);
        let media = MediaId(document.next_id);
        let duration = Seconds::from_samples(frames * FRAME);
        let audio = AudioInfo {
            codec: "PCM".into(),
            sample_rate: 48_000,
            channels: 1,
            start: Seconds::ZERO,
            duration,
        };
        let info = MediaInfo {
            container: "WAV".into(),
            duration,
            bytes: 0,
            video: None,
            audio: Some(audio),
            warnings: Vec::new(),
        };
        let identity = identity(&path).expect("it was just written");
        let path = path.to_string_lossy().into_owned();
        let track = document.first_track(Kind::Effect).expect("a new document has one").id;
        let clip = Box::new(Clip::new(frames * FRAME, Source::Media(media)));
        let edits =
            [Edit::AddMedia { path, identity, info: Box::new(info) }, Edit::Overwrite { track, at: 0, clip }];
        edits.iter().for_each(|edit| drop(document.apply(edit).expect("there is room")));
        Arc::new(document)
    }

    /// A take: a tone that no two stretches of a second have alike.
    pub fn take(&self, samples: i64, hertz: f64) -> PathBuf {
        let path = self.folder.path().join(format!("{hertz}-{samples}.wav"));
        let wave = |n: i64| {
            let turns = |hertz: f64| (std::f64::consts::TAU * hertz * n as f64 / 48_000.0).sin();
            (0.2 * turns(hertz) + 0.1 * turns(hertz / std::f64::consts::E)) as f32
        };
        write_mono(&path, &(0..samples).map(wave).collect::<Vec<_>>()).expect("the folder can be written to");
        path
    }

    /// What the document sounds like as a whole, as mixed or as exported.
    pub fn mixdown(&self, document: &Document, leveling: Leveling) -> Vec<f32> {
        let watch: (&dyn Fn(i64, i64), &Cancel) = (&|_, _| {}, &Cancel::new());
        let mixdown = Mixdown::new(document, &self.sounds, leveling, watch).expect("nobody stops it");
        let mut whole = vec![0.0; 2 * document.samples() as usize];
        mixdown.source().read(0, &mut whole).expect("it is in memory");
        whole
    }

    /// Plays with everything ready.
    pub fn play(&self, document: &Arc<Document>, play: Play) {
        self.player.play(document, &play);
        self.player.prepare();
        self.player.feed();
    }

    /// The device pulls so many samples that are heard so many milliseconds later.
    pub fn pull_late(&self, samples: i64, latency_ms: u64) -> Vec<f32> {
        let mut out = vec![7.0; 2 * samples as usize];
        self.feed().pull(&mut out, Duration::from_millis(latency_ms));
        self.player.feed();
        out
    }

    /// Where the open device gets its sound.
    pub fn feed(&self) -> Feed {
        let feed = self.device.0.feed.lock().expect("no test panics here").clone();
        feed.expect("the device is open")
    }

    pub fn pull(&self, samples: i64) -> Vec<f32> {
        self.pull_late(samples, 0)
    }

    /// The device plays so many samples, 10 ms at a time.
    pub fn listen(&self, samples: i64) -> Vec<f32> {
        let parts = (0..samples / 480).flat_map(|_| {
            let part = self.pull(480);
            self.wait_ms(10);
            part
        });
        parts.collect()
    }

    pub fn wait_ms(&self, ms: u64) {
        self.clock.0.fetch_add(ms * 1_000_000, Ordering::SeqCst);
    }

    /// No device can be opened any more; one that is open goes on.
    pub fn take_device_away(&self) {
        self.device.0.missing.store(true, Ordering::SeqCst);
    }

    /// The open device says that it has gone.
    pub fn unplug(&self) {
        let feed = self.device.0.feed.lock().expect("no test panics here").take();
        feed.expect("the device is open").lost();
        self.player.feed();
    }

    #[track_caller]
    pub fn check(&self, frame: i64, going: Going) {
        let (playing, audible) = match going {
            Going::Aloud => (true, true),
            Going::Silently => (true, false),
            Going::Take => (false, true),
            Going::Not => (false, false),
        };
        assert_eq!(self.player.now(), Now { frame, playing, audible });
    }
}

/// A file that is no take.
pub fn write_text(folder: &Path) -> PathBuf {
    let path = folder.join("words.wav");
    std::fs::write(&path, b"no sound at all").expect("the folder can be written to");
    path
}
