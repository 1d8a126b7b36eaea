//! Any picture asked for is the right one, however it is asked for.

use std::path::Path;

use engine::media::pool::{Purpose, ReaderPool};
use engine::media::probe::probe_with_index;
use types::geometry::Size;
use types::media::Media;

use crate::material::{self, CLIPS, clip, media, number_in, recipe, shuffled};

const WANTED: Size = Size::new(160, 90);

/// A pool, a clip and the times of its pictures.
struct Bench {
    pool: ReaderPool,
    media: Media,
    index: std::sync::Arc<engine::media::index::FrameIndex>,
    _scratch: tempfile::TempDir,
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
            _scratch: scratch,
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
