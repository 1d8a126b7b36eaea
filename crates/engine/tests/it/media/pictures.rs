//! Any picture asked for is the right one, however it is asked for.

use std::path::Path;

use engine::cancel::Cancel;
use engine::media::pool::{Purpose, ReaderPool};
use engine::media::probe::probe_with_index;
use engine::media::proxy;
use types::geometry::Size;
use types::media::Media;
use types::time::Seconds;

use crate::material::{self, CLIPS, clip, media, number_in, recipe, shuffled};

const WANTED: Size = Size::new(160, 90);

/// A pool, a clip and the times of its pictures.
struct Bench {
    pool: ReaderPool,
    media: Media,
    index: std::sync::Arc<engine::media::index::FrameIndex>,
    scratch: tempfile::TempDir,
}

impl Bench {
    #[track_caller]
    fn of(path: &Path) -> Self {
        let scratch = material::scratch();
        let probed = probe_with_index(path).expect("the clip is good");
        Self {
            pool: ReaderPool::new(scratch.path(), 64 << 20),
            media: media(path),
            index: probed.index.expect("the clip has pictures"),
            scratch,
        }
    }

    /// The number in the picture shown when picture `number` starts.
    #[track_caller]
    fn shown(&self, number: u32, purpose: Purpose) -> u32 {
        let time = self.index.time_of(number as usize);
        let picture =
            self.pool.picture(&self.media, time, WANTED, purpose).expect("every picture can be had");
        number_in(&picture)
    }

    /// Asks for pictures in that order and gives the wrong ones as (asked, got).
    fn wrong(&self, numbers: impl IntoIterator<Item = u32>, purpose: Purpose) -> Vec<(u32, u32)> {
        let both = numbers.into_iter().map(|number| (number, self.shown(number, purpose)));
        both.filter(|(asked, got)| asked != got).collect()
    }
}

#[test]
fn shuffled_forward_and_backward_give_the_right_picture() {
    let mut wrong = Vec::new();
    for recipe in CLIPS {
        let bench = Bench::of(&clip(recipe));
        let frames = recipe.frames;
        let shuffled = shuffled(frames).into_iter().take(40);
        let found = (
            recipe.name,
            bench.index.len() as i64 - i64::from(frames),
            bench.wrong(shuffled, Purpose::Scrub),
            bench.wrong(0..frames, Purpose::Export),
            bench.wrong((frames - 30..frames).rev(), Purpose::Scrub),
        );
        if found.1 != 0 || !(found.2.is_empty() && found.3.is_empty() && found.4.is_empty()) {
            wrong.push(found);
        }
    }
    assert!(wrong.is_empty(), "clip, pictures too many, wrong when shuffled, forward, backward: {wrong:#?}");
}

#[test]
fn every_moment_between_two_pictures_shows_the_first_of_them() {
    let bench = Bench::of(&clip(recipe("ntsc-2997.mkv")));
    for number in [0_i64, 1, 2, 31, 62, 138] {
        // Frame n of the timeline asks for exactly n/rate, whatever milliseconds the container rounded to.
        for part in [0, 1, 3] {
            let time = Seconds::new(1001 * (4 * number + part), 4 * 30_000).expect("30000 is positive");
            let picture =
                bench.pool.picture(&bench.media, time, WANTED, Purpose::Scrub).expect("it can be read");
            assert_eq!(i64::from(number_in(&picture)), number, "{part} quarters after frame {number}");
        }
    }
}

#[test]
fn keyframes_are_right_when_they_are_wound_to() {
    for recipe in CLIPS {
        let bench = Bench::of(&clip(recipe));
        for key in bench.index.keyframes().iter().copied().filter(|key| *key > 0).take(8) {
            let there_and_around = [0, key, 0, key + 1, 0, key - 1];
            let inside = there_and_around.into_iter().filter(|number| *number < recipe.frames);
            assert_eq!(bench.wrong(inside, Purpose::Export), [], "about {key} in {}", recipe.name);
        }
    }
}

#[test]
fn steps_back_over_keyframes_are_right_from_wherever_they_start() {
    for name in ["pal-25.mp4", "open-gop.mp4", "vp9.webm", "variable.mkv", "transport.ts"] {
        let bench = Bench::of(&clip(recipe(name)));
        let frames = recipe(name).frames;
        for start in shuffled(frames).into_iter().filter(|start| *start > 30).take(3) {
            let steps = (start.saturating_sub(70)..=start).rev();
            assert_eq!(bench.wrong(steps, Purpose::Scrub), [], "back from {start} in {name}");
            let turns = [start, start - 1, start, start - 2, start - 1, start - 30, start - 29, start - 30];
            assert_eq!(bench.wrong(turns, Purpose::Scrub), [], "to and fro at {start} in {name}");
        }
    }
}

#[test]
fn before_the_start_and_after_the_end_the_nearest_picture_stands() {
    let bench = Bench::of(&clip(recipe("pal-25.mp4")));
    for (time, number) in [(-5, 0), (0, 0), (1000, 129)] {
        let time = Seconds::new(time, 1).expect("1 is positive");
        let picture = bench.pool.picture(&bench.media, time, WANTED, Purpose::Scrub).expect("it can be read");
        assert_eq!(number_in(&picture), number);
    }
}

#[test]
fn many_threads_share_a_pool() {
    let bench = Bench::of(&clip(recipe("pal-25.mp4")));
    let other = Bench::of(&clip(recipe("vp9.webm")));
    std::thread::scope(|scope| {
        for worker in 0..4_u32 {
            let (bench, other) = (&bench, &other);
            scope.spawn(move || {
                for step in 0..20 {
                    let number = step * 4 + worker;
                    assert_eq!(bench.shown(number, Purpose::Export), number);
                    assert_eq!(other.shown(79 - number, Purpose::Scrub), 79 - number);
                }
            });
        }
    });
}

#[test]
fn a_picture_is_delivered_no_larger_than_needed_and_never_larger_than_it_is() {
    let bench = Bench::of(&clip(recipe("pal-25.mp4")));
    for (wanted, given) in
        [((160, 90), (160, 90)), ((320, 180), (320, 180)), ((1920, 1080), (320, 180)), ((160, 20), (160, 90))]
    {
        let wanted = Size::new(wanted.0, wanted.1);
        let picture =
            bench.pool.picture(&bench.media, Seconds::ZERO, wanted, Purpose::Export).expect("it can be read");
        assert_eq!(picture.size(), Size::new(given.0, given.1));
    }
}

#[test]
fn a_proxy_has_the_same_pictures_as_its_original() {
    for name in ["pal-25.mp4", "variable.mkv", "hlg.mp4", "odd.mkv", "sport-5994.mp4"] {
        let bench = Bench::of(&clip(recipe(name)));
        let folder = bench.scratch.path();
        let mut last = 0.0;
        proxy::make(folder, &bench.media, &mut |done| last = done, &Cancel::new())
            .expect("a proxy can be made");
        assert!(last >= 1.0 && proxy::exists(folder, &bench.media));
        bench.pool.forget(&bench.media.identity);
        let frames = recipe(name).frames;
        let shuffled = shuffled(frames).into_iter().take(30);
        assert_eq!(bench.wrong(shuffled, Purpose::Scrub), [], "from the proxy of {name}");
        assert_eq!(
            bench.wrong([0, 1, frames / 2, frames - 1], Purpose::Export),
            [],
            "from the original of {name}"
        );
    }
}

#[test]
fn making_a_proxy_can_be_stopped_and_leaves_nothing() {
    let bench = Bench::of(&clip(recipe("pal-25.mp4")));
    let cancel = Cancel::new();
    let folder = bench.scratch.path();
    let stopped = proxy::make(folder, &bench.media, &mut |_| cancel.cancel(), &cancel);
    assert!(matches!(stopped, Err(engine::error::EngineError::Cancelled)), "{stopped:?}");
    assert_eq!(std::fs::read_dir(folder.join("proxies")).map_or(0, Iterator::count), 0);
}

#[test]
fn a_filmstrip_is_made_of_keyframes() {
    let bench = Bench::of(&clip(recipe("pal-25.mp4")));
    let times: Vec<_> = (0..5).filter_map(|second| Seconds::new(second, 1)).collect();
    let strip = bench.pool.strip(&bench.media, &times, 90).expect("it can be read");
    let numbers: Vec<_> = strip.iter().map(number_in).collect();
    assert_eq!(numbers, [0, 0, 0, 60, 60]);
    assert_eq!(strip[0].size(), Size::new(160, 90));
}

#[test]
fn a_damaged_index_is_made_again() {
    let bench = Bench::of(&clip(recipe("pal-25.mp4")));
    assert_eq!(bench.shown(77, Purpose::Scrub), 77);
    let folder = bench.scratch.path().join("index");
    for entry in std::fs::read_dir(&folder).expect("the index is kept") {
        std::fs::write(entry.expect("it can be listed").path(), b"GRINDEX1nonsense")
            .expect("it can be written");
    }
    bench.pool.forget(&bench.media.identity);
    assert_eq!(bench.shown(78, Purpose::Scrub), 78);
}

#[test]
fn what_was_asked_before_the_playhead_moved_may_be_given_up_and_asked_again() {
    let bench = Bench::of(&clip(recipe("pal-25.mp4")));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..200 {
                bench.pool.playhead_moved();
                std::thread::yield_now();
            }
        });
        for number in shuffled(130).into_iter().take(20) {
            let time = bench.index.time_of(number as usize);
            match bench.pool.picture(&bench.media, time, WANTED, Purpose::Scrub) {
                Ok(picture) => assert_eq!(number_in(&picture), number),
                Err(error) => assert!(matches!(error, engine::error::EngineError::Cancelled), "{error}"),
            }
        }
    });
    assert_eq!(bench.shown(64, Purpose::Scrub), 64);
}
