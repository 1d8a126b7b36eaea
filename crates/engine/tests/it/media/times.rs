//! Which picture is shown when.

use engine::media::index::FrameIndex;
use proptest::prelude::*;
use types::time::{FrameRate, Seconds};

/// An index of pictures at rising times, at least five milliseconds apart, every tenth standing alone.
fn index() -> impl Strategy<Value = FrameIndex> {
    (0..2_000_000_000_i64, prop::collection::vec(5_000_000..400_000_000_i64, 1..200)).prop_map(
        |(start, gaps)| {
            let mut time = start;
            let mut times = Vec::new();
            for (number, gap) in gaps.iter().enumerate() {
                times.push((time, number % 10 == 0));
                time += gap;
            }
            FrameIndex::new(times, time).expect("there are pictures")
        },
    )
}

proptest! {
    #[test]
    fn every_picture_is_found_at_its_own_time(index in index()) {
        for number in 0..index.len() {
            prop_assert_eq!(index.picture_at(index.time_of(number)), number);
            prop_assert_eq!(index.nearest(index.nanos_of(number).unwrap_or(0)), number);
        }
    }

    #[test]
    fn a_picture_stands_until_the_next_one(index in index(), share in 0..70_i64) {
        for number in 0..index.len() {
            let start = index.nanos_of(number).unwrap_or(0);
            let end = index.nanos_of(number + 1).unwrap_or(index.end_nanos());
            let time = Seconds::from_nanos(start + (end - start) * share / 100);
            prop_assert_eq!(index.picture_at(time), number);
        }
    }

    #[test]
    fn a_keyframe_is_never_after_its_picture(index in index()) {
        for number in 0..index.len() {
            let key = index.keyframe_before(number);
            prop_assert!(key <= number && number - key < 10);
        }
    }

    #[test]
    fn counting_from_elsewhere_changes_no_picture(index in index(), offset in -1_000_000_000..1_000_000_000_i64) {
        let moved = index.clone().counted_from(offset);
        let by = Seconds::from_nanos(offset);
        for number in 0..index.len() {
            prop_assert_eq!(moved.picture_at(index.time_of(number).minus(by)), number);
        }
    }
}

#[test]
fn whole_milliseconds_still_mean_the_exact_rate() {
    for (num, den) in [(24_000, 1001), (25, 1), (30_000, 1001), (60_000, 1001)] {
        let rate = FrameRate::new(num, den).expect("it is a usual rate");
        let times =
            (0..600).map(|n| ((rate.time_of(n).nanos() + 500_000) / 1_000_000 * 1_000_000, n == 0)).collect();
        let index = FrameIndex::new(times, rate.time_of(600).nanos()).expect("there are pictures");
        assert_eq!(index.rate(None), (rate, false));
        for number in 0..600 {
            assert_eq!(index.picture_at(rate.time_of(number as i64)), number);
        }
    }
}

#[test]
fn an_index_without_pictures_is_none() {
    assert!(FrameIndex::new(Vec::new(), 0).is_none());
}
