//! Sound at another speed keeps its pitch and its place.

use std::sync::Arc;

use render::sound::source::{SoundSource, StereoBuffer};
use render::sound::stretch::Stretched;
use types::document::clip::Speed;

use super::{noise, sine, speech};

fn stretched(samples: Vec<f32>, num: u32, den: u32) -> Stretched {
    let speed = Speed::new(num, den).expect("a speed in range");
    Stretched::new(Arc::new(StereoBuffer::new(samples)), 0, speed)
}

fn read(source: &dyn SoundSource, from: i64, frames: usize) -> Vec<f32> {
    let mut out = vec![0.0; 2 * frames];
    source.read(from, &mut out);
    out
}

/// Upward zero crossings of the left side.
fn crossings(stereo: &[f32]) -> usize {
    let left = stereo.iter().step_by(2).collect::<Vec<_>>();
    left.windows(2).filter(|pair| *pair[0] < 0.0 && *pair[1] >= 0.0).count()
}

#[test]
fn at_normal_speed_nothing_changes() {
    let sound = noise(3, 20_000);
    let out = read(&stretched(sound.clone(), 1, 1), 0, 10_000);
    for (out, sound) in out.iter().zip(&sound) {
        assert!((out - sound).abs() < 1e-6);
    }
}

#[test]
fn the_pitch_stays_at_every_speed() {
    for (num, den) in [(1, 2), (3, 4), (9, 10), (11, 10), (3, 2), (2, 1), (4, 1)] {
        let out = read(&stretched(sine(440.0, -6.0, 48_000 * 9), num, den), 0, 96_000);
        let heard = crossings(&out) as f64 / 2.0;
        assert!((heard - 440.0).abs() < 3.0, "at {num}/{den} 440 Hz became {heard}");
        let peak = out.iter().fold(0.0_f32, |peak, s| peak.max(s.abs()));
        assert!((0.49..0.52).contains(&peak), "at {num}/{den} the level became {peak}");
    }
}

#[test]
fn a_short_sound_stays_within_10_ms_of_its_place() {
    for (num, den) in [(1, 2), (5, 4), (2, 1)] {
        let mut sound = vec![0.0; 2 * 480_000];
        for second in 1..9 {
            sound[2 * 48_000 * second - 1_440..][..2_880].copy_from_slice(&noise(second as u32, 2_880));
        }
        let source = stretched(sound, num, den);
        for second in 1..4 {
            let place = 48_000 * second * i64::from(den) / i64::from(num);
            let near = read(&source, place - 480, 960);
            assert!(near.iter().any(|s| s.abs() > 0.3), "the sound of second {second} at {num}/{den}");
        }
    }
}

#[test]
fn it_is_the_same_in_any_order() {
    let whole = read(&stretched(speech(60_000), 4, 3), 0, 30_000);
    let source = stretched(speech(60_000), 4, 3);
    for from in [25_000, 3, 14_111, 0, 720, 719] {
        let part = read(&source, from, 2_000);
        let from = 2 * from as usize;
        assert_eq!(part[..], whole[from..from + 4_000]);
    }
    assert_eq!(read(&source, -100, 150)[200..], whole[..100]);
}

#[test]
fn absurd_places_are_silent_and_end() {
    let source = stretched(speech(6_000), 4, 3);
    for from in [i64::MIN, i64::MAX, i64::MAX - 100, 1 << 50] {
        assert!(read(&source, from, 1_000).iter().all(|&s| s == 0.0));
    }
}
