//! Loudness is measured as the standards say and brought to its target without going over the limit.

use proptest::prelude::*;
use render::sound::loudness::{Meter, Target, measure, normalise};

use super::{noise, sine, speech};

const TARGET: Target = Target { integrated_lufs: -14.0, true_peak_dbtp: -1.5 };

fn lufs(stereo: &[f32]) -> f64 {
    measure(stereo).loudness().integrated_lufs.expect("loud enough to count")
}

/// The true peak as the outside crate finds it.
fn peak_by_ebur128(stereo: &[f32]) -> f64 {
    let mut meter = ebur128::EbuR128::new(2, 48_000, ebur128::Mode::TRUE_PEAK).expect("two channels");
    meter.add_frames_f32(stereo).expect("whole frames");
    let peak = |side| meter.true_peak(side).expect("true peak was asked for");
    20.0 * peak(0).max(peak(1)).max(1e-10).log10()
}

#[test]
fn tech_3341_sines_measure_as_the_standard_says() {
    for level in [-23.0, -33.0] {
        assert!((lufs(&sine(1_000.0, level, 48_000 * 20)) - level).abs() < 0.1);
    }
    let part = |level, seconds: f64| sine(1_000.0, level, (48_000.0 * seconds) as usize);
    let gated = [part(-36.0, 10.0), part(-23.0, 60.0), part(-36.0, 10.0)].concat();
    assert!((lufs(&gated) + 23.0).abs() < 0.1, "test 3 of the standard");
    let long = [part(-26.0, 20.0), part(-20.0, 20.1), part(-26.0, 20.0)].concat();
    assert!((lufs(&long) + 23.0).abs() < 0.1, "test 5 of the standard");
}

#[test]
fn true_peaks_lie_between_samples() {
    let quarter = (0..48_000).flat_map(|n| {
        let sample = 0.5 * (std::f32::consts::FRAC_PI_2 * n as f32 + std::f32::consts::FRAC_PI_4).sin();
        [sample; 2]
    });
    let steady = quarter.collect::<Vec<_>>();
    let peak = measure(&steady).loudness().true_peak_dbtp;
    assert!((-6.2..-5.6).contains(&peak), "{peak}");
}

#[test]
fn speech_reaches_the_target_even_where_the_limiter_works() {
    for target in [-23.0, -16.0, -14.0, -11.0] {
        let target = Target { integrated_lufs: target, ..TARGET };
        let out = normalise(&speech(48_000 * 12), &target);
        let reached = measure(&out).loudness();
        let lufs = reached.integrated_lufs.expect("speech is heard");
        assert!((lufs - target.integrated_lufs).abs() < 0.3, "{lufs} for {target:?}");
        let foreseen = measure(&speech(48_000 * 12)).foreseen(&target).expect("speech is heard");
        assert!((foreseen - lufs).abs() < 0.3, "{foreseen} foreseen, {lufs} reached");
        assert!(reached.true_peak_dbtp <= -1.5 && peak_by_ebur128(&out) <= -1.5);
    }
}

#[test]
fn hostile_sounds_stay_under_the_limit() {
    let square = (0..96_000).flat_map(|n| [if n / 3 % 2 == 0 { 8.0 } else { -8.0 }; 2]).collect::<Vec<f32>>();
    let clicks =
        (0..96_000).flat_map(|n| [if n % 4_801 == 0 { 15.0 } else { 0.01 }; 2]).collect::<Vec<f32>>();
    let bursts = noise(9, 192_000)
        .iter()
        .enumerate()
        .map(|(n, s)| if n / 9_600 % 2 == 0 { *s * 0.001 } else { *s * 10.0 })
        .collect::<Vec<f32>>();
    let high = sine(11_999.0, 12.0, 96_000);
    let higher = sine(17_000.0, 12.0, 96_000);
    for (name, sound) in
        [("square", square), ("clicks", clicks), ("bursts", bursts), ("high", high), ("higher", higher)]
    {
        let out = normalise(&sound, &TARGET);
        let (ours, theirs) = (measure(&out).loudness().true_peak_dbtp, peak_by_ebur128(&out));
        assert!(ours <= -1.45 && theirs <= -1.4, "{name}: {ours} and {theirs} dBTP");
    }
}

#[test]
fn silence_and_room_noise_stay_as_they_are() {
    for sound in [vec![0.0; 96_000], noise(4, 96_000).iter().map(|s| s * 1e-3).collect()] {
        assert_eq!(normalise(&sound, &TARGET), sound);
    }
    assert_eq!(measure(&[0.0; 96_000]).loudness().integrated_lufs, None);
    assert_eq!(normalise(&[], &TARGET), Vec::<f32>::new());
}

#[test]
fn sounds_too_short_for_the_standard_are_measured_all_the_same() {
    for frames in [480, 4_800, 19_199] {
        let sound = sine(1_000.0, -30.0, frames);
        assert!((lufs(&sound) + 30.0).abs() < 0.7, "{frames} frames");
        let out = normalise(&sound, &TARGET);
        assert!((lufs(&out) + 14.0).abs() < 0.7, "{frames} frames");
    }
}

#[test]
fn what_is_not_a_number_does_not_spread() {
    let mut sound = sine(1_000.0, -20.0, 48_000);
    for (index, bad) in [(10, f32::NAN), (2_001, f32::INFINITY), (30_000, f32::NEG_INFINITY), (40_000, 1e38)]
    {
        sound[index] = bad;
    }
    let out = normalise(&sound, &TARGET);
    assert!(out.iter().all(|sample| sample.abs() <= 0.85));
    assert!(measure(&sound).loudness().integrated_lufs.is_some_and(f64::is_finite));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn streaming_in_any_blocks_gives_the_same_samples(
        frames in 0..30_000_usize, sizes in prop::collection::vec(1..4_000_usize, 1..6),
    ) {
        let sound = noise(2, 2 * frames);
        let whole = normalise(&sound, &TARGET);
        prop_assert_eq!(whole.len(), sound.len());
        let mut meter = Meter::new();
        sound.chunks(2 * sizes[0]).for_each(|block| meter.push(block));
        let mut limiter = meter.finish().level_for(&TARGET).limiter();
        let mut out = Vec::new();
        let mut rest = &sound[..];
        for size in sizes.iter().cycle() {
            let (part, after) = rest.split_at((2 * size).min(rest.len()));
            limiter.push(part, &mut out);
            rest = after;
            if rest.is_empty() {
                break;
            }
        }
        limiter.finish(&mut out);
        prop_assert_eq!(out, whole);
    }
}

#[test]
fn a_sound_below_the_limit_keeps_every_sample_in_its_place() {
    let mut click = vec![0.0; 96_000];
    click[2 * 20_000] = 0.5;
    let mut limiter = render::sound::limiter::Limiter::new(0.0, -1.0);
    let mut out = Vec::new();
    limiter.push(&click, &mut out);
    limiter.finish(&mut out);
    assert_eq!(out, click);
}
