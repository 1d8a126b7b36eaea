//! Music gives way to speech, the same in every order.

use proptest::prelude::*;
use render::sound::duck::{DuckCurve, speech_spans};
use render::sound::silence::PauseSettings;
use types::document::track::Ducking;

use super::speech;

const SETTINGS: Ducking = Ducking { depth_db: -12.0, attack_ms: 100, release_ms: 500 };

#[test]
fn music_is_down_when_speech_begins_and_back_after_the_release() {
    let curve = DuckCurve::new(std::iter::once(48_000..96_000), &SETTINGS);
    let down = 10.0_f32.powf(-12.0 / 20.0);
    assert_eq!(curve.level(48_000 - 4_801), 1.0);
    assert!(curve.level(48_000 - 2_400) < 0.9);
    assert!((curve.level(48_000) - down).abs() < 1e-6);
    assert!((curve.level(96_000) - down).abs() < 1e-6);
    assert_eq!(curve.level(96_000 + 24_000), 1.0);
}

#[test]
fn music_stays_down_between_words() {
    let curve = DuckCurve::new(vec![0..48_000, 60_000..96_000], &SETTINGS);
    let down = curve.level(10);
    assert!((0..96_000).step_by(100).all(|at| (curve.level(at) - down).abs() < 1e-6));
}

#[test]
fn no_speech_changes_nothing() {
    let curve = DuckCurve::new(std::iter::once(7..7), &SETTINGS);
    assert!([i64::MIN / 2, 0, 7, i64::MAX / 2].into_iter().all(|at| curve.level(at) == 1.0));
}

proptest! {
    #[test]
    fn the_curve_never_jumps(spans in prop::collection::vec((0..200_000_i64, 1..30_000_i64), 0..12)) {
        let spans = spans.into_iter().map(|(start, length)| start..start + length).collect::<Vec<_>>();
        let mut reversed = spans.clone();
        reversed.reverse();
        let curve = DuckCurve::new(spans.clone(), &SETTINGS);
        prop_assert_eq!(&curve, &DuckCurve::new(reversed, &SETTINGS));
        let levels = (-6_000..260_000).step_by(48).map(|at| curve.level(at)).collect::<Vec<_>>();
        prop_assert!(levels.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 0.03));
        let down = 10.0_f32.powf(-12.0 / 20.0);
        for span in spans {
            prop_assert!((curve.level((span.start + span.end) / 2) - down).abs() < 1e-6);
        }
    }
}

#[test]
fn speech_is_what_is_not_a_pause() {
    let mono = speech(240_000).iter().step_by(2).copied().collect::<Vec<_>>();
    let spans = speech_spans(&mono, &PauseSettings { shortest: 19_200, ..PauseSettings::default() });
    assert_eq!(spans.len(), 2, "two phrases: {spans:?}");
    assert!(speech_spans(&[0.0; 48_000], &PauseSettings::default()).is_empty());
}
