//! Waveforms show what is there.

use proptest::prelude::*;
use render::sound::peaks::{Peak, Peaks};

use super::noise;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn a_waveform_does_not_depend_on_how_the_sound_comes(
        frames in 0..40_000_usize, sizes in prop::collection::vec(1..5_000_usize, 1..6),
    ) {
        let sound = noise(5, 2 * frames);
        let mut peaks = Peaks::default();
        let mut rest = &sound[..];
        for size in sizes.iter().cycle() {
            let (part, after) = rest.split_at((2 * size).min(rest.len()));
            peaks.push(part);
            rest = after;
            if rest.is_empty() {
                break;
            }
        }
        peaks.finish();
        let whole = Peaks::of(&sound);
        prop_assert_eq!(&peaks, &whole);
        let finest = whole.levels().first().cloned().unwrap_or_default();
        prop_assert_eq!(Peaks::from_finest(frames, finest.clone()), Some(whole));
        prop_assert_eq!(Peaks::from_finest(frames + 256, finest), None);
    }
}

#[test]
fn one_loud_sample_is_seen_at_every_scale() {
    let mut sound = vec![0.0; 2 * 100_000];
    sound[2 * 70_001] = -0.75;
    let peaks = Peaks::of(&sound);
    assert_eq!(peaks.levels().len(), 5);
    for level in peaks.levels() {
        assert_eq!(level.iter().filter(|peak| peak.low == -0.75).count(), 1);
    }
    let columns = peaks.columns(0..100_000, 10);
    assert_eq!(columns[7].low, -0.75);
    assert!(columns[..6].iter().chain(&columns[8..]).all(|peak| peak.low == 0.0));
    assert_eq!(peaks.columns(-5_000..-4_000, 3), [Peak::NONE; 3]);
    assert_eq!(peaks.columns(i64::MIN..i64::MAX, 2).len(), 2);
}

#[test]
fn the_mean_level_is_that_of_the_sound() {
    let peaks = Peaks::of(&super::sine(1_000.0, 0.0, 96_000));
    for level in peaks.levels() {
        for peak in level.iter().take(level.len() - 1) {
            assert!((peak.rms - 0.5_f32.sqrt()).abs() < 0.02, "{peak:?}");
        }
    }
}
