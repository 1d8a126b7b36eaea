//! Pauses are found where they are.

use render::sound::silence::{Channels, PauseSettings, pauses, trimmed};

use super::sine;

/// A second of silence, one of tone, half a second of faint noise, one of tone, a second of silence; mono.
fn sample() -> Vec<f32> {
    let tone = sine(300.0, -20.0, 48_000).iter().step_by(2).copied().collect::<Vec<_>>();
    let faint = sine(300.0, -60.0, 24_000).iter().step_by(2).copied().collect::<Vec<_>>();
    [vec![0.0; 48_000], tone.clone(), faint, tone, vec![0.0; 48_000]].concat()
}

#[track_caller]
fn check_near(found: &[std::ops::Range<usize>], expected: &[std::ops::Range<usize>]) {
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for (found, expected) in found.iter().zip(expected) {
        let near = found.start.abs_diff(expected.start) <= 480 && found.end.abs_diff(expected.end) <= 480;
        assert!(near, "{found:?} is not {expected:?}");
    }
}

#[test]
fn pauses_are_found_to_10_ms() {
    let found = pauses(&sample(), Channels::Mono, &PauseSettings::default());
    check_near(&found, &[0..48_000, 96_000..120_000, 168_000..216_000]);
}

#[test]
fn a_pause_too_short_is_none() {
    let settings = PauseSettings { shortest: 30_000, ..PauseSettings::default() };
    check_near(&pauses(&sample(), Channels::Mono, &settings), &[0..48_000, 168_000..216_000]);
}

#[test]
fn stereo_is_counted_in_frames() {
    let stereo = sample().iter().flat_map(|&s| [s, s]).collect::<Vec<_>>();
    let found = pauses(&stereo, Channels::Stereo, &PauseSettings::default());
    check_near(&found, &[0..48_000, 96_000..120_000, 168_000..216_000]);
}

#[test]
fn trimming_keeps_what_sounds_and_some_room() {
    let settings = PauseSettings::default();
    let kept = trimmed(&sample(), Channels::Mono, &settings, 2_400);
    check_near(std::slice::from_ref(&kept), std::slice::from_ref(&(45_600..170_400)));
    assert_eq!(trimmed(&[0.0; 9_000], Channels::Mono, &settings, 100), 0..0);
    assert_eq!(trimmed(&[], Channels::Mono, &settings, 100), 0..0);
    assert_eq!(trimmed(&[f32::NAN; 9_000], Channels::Stereo, &settings, 100), 0..0);
    let loud = vec![0.5; 10_000];
    assert_eq!(trimmed(&loud, Channels::Mono, &settings, 100), 0..10_000);
}
