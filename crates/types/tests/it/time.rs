//! Exact time never drifts.

use proptest::prelude::*;
use types::time::{FrameRate, Seconds};

fn rates() -> impl Strategy<Value = FrameRate> {
    prop::sample::select(vec!["23.976", "24", "25", "29.97", "30", "50", "59.94", "60"])
        .prop_map(|name| FrameRate::parse(name).expect("a usual rate"))
}

proptest! {
    #[test]
    fn a_frame_is_found_at_every_sample_it_lasts(rate in rates(), frame in -10_000_i64..10_000_000) {
        let (first, next) = (rate.sample_of(frame), rate.sample_of(frame + 1));
        prop_assert_eq!(rate.frame_at(first), frame);
        prop_assert_eq!(rate.frame_at(next - 1), frame);
        prop_assert_eq!(rate.frame_from(first), frame);
        prop_assert_eq!(rate.frame_from(first + 1), frame + 1);
    }

    #[test]
    fn a_frame_is_found_at_its_own_time(rate in rates(), frame in -10_000_i64..10_000_000) {
        prop_assert_eq!(rate.frame_of(rate.time_of(frame)), frame);
    }

    #[test]
    fn adding_and_taking_away_restores_a_time(a in any::<i32>(), b in 1..100_000_i64, c in any::<i32>(), d in 1..100_000_i64) {
        let (x, y) = (Seconds::new(a.into(), b).expect("positive"), Seconds::new(c.into(), d).expect("positive"));
        prop_assert_eq!(x.plus(y).minus(y), x);
    }
}

#[test]
fn the_usual_names_of_rates_mean_their_fractions() {
    assert_eq!(FrameRate::parse("29.97"), FrameRate::new(30_000, 1001));
    assert_eq!(FrameRate::parse("60000/2002"), FrameRate::new(30_000, 1001));
    assert_eq!(FrameRate::parse("0"), None);
    assert_eq!(FrameRate::parse("1/0"), None);
    assert_eq!(FrameRate::parse("a lot"), None);
}

#[test]
fn a_rate_outside_the_limits_is_not_read() {
    assert!(serde_json::from_str::<FrameRate>("[30000,1001]").is_ok());
    assert!(serde_json::from_str::<FrameRate>("[30,0]").is_err());
    assert!(serde_json::from_str::<Seconds>("[1,0]").is_err());
}
