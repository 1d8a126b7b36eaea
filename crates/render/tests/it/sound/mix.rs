//! Mixing is exact to the sample and the same in any order.

use std::sync::Arc;

use proptest::prelude::*;
use render::sound::mix::{Fade, FadeShape, Mixer, PlacedSound};
use render::sound::source::{MonoBuffer, SoundSource, StereoBuffer};
use types::keyframe::{Animated, Curve, Keyframe};

use super::noise;

fn fade(length: i64, shape: FadeShape) -> Fade {
    Fade { length, shape }
}

fn ones(frames: usize) -> Arc<dyn SoundSource> {
    Arc::new(StereoBuffer::new(vec![1.0; 2 * frames]))
}

fn mixed(mixer: &Mixer, from: i64, frames: usize) -> Vec<f32> {
    let mut out = vec![9.0; 2 * frames];
    mixer.block(from, &mut out);
    out
}

fn sounds() -> impl Strategy<Value = Vec<(u32, i64, i64, i64, i64, i64)>> {
    let one = (1..9_u32, -2_000..9_000_i64, 0..6_000_i64, 0..3_000_i64, 0..2_000_i64, -500..2_000_i64);
    prop::collection::vec(one, 1..6)
}

fn placed(list: &[(u32, i64, i64, i64, i64, i64)]) -> Mixer {
    let make = |&(seed, start, length, fade_in, fade_out, in_point): &(u32, i64, i64, i64, i64, i64)| {
        let key = |at, value, curve| Keyframe { at, value, curve };
        let keys =
            vec![key(10, -6.0, Curve::Ease), key(900, 3.0, Curve::Linear), key(2_500, -40.0, Curve::Hold)];
        let gain_db = if seed % 2 == 0 { Animated::Keys(keys) } else { Animated::Fixed(-3.0) };
        let source = Arc::new(StereoBuffer::new(noise(seed, 7_000)));
        PlacedSound {
            in_point,
            gain_db,
            fade_in: fade(fade_in, FadeShape::EqualPower),
            fade_out: fade(fade_out, FadeShape::Linear),
            ..PlacedSound::new(source, start, length)
        }
    };
    Mixer::new(list.iter().map(make).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn blocks_of_any_size_in_any_order_are_the_one_pass(
        list in sounds(), sizes in prop::collection::vec(1..3_000_usize, 1..9), backwards in any::<bool>(),
    ) {
        let mixer = placed(&list);
        let total: usize = sizes.iter().sum();
        let whole = mixed(&mixer, -500, total);
        let mut parts = Vec::new();
        let mut at = 0;
        for size in sizes {
            parts.push((at, size));
            at += size;
        }
        if backwards {
            parts.reverse();
        }
        for (at, size) in parts {
            let block = mixed(&mixer, at as i64 - 500, size);
            prop_assert_eq!(&block[..], &whole[2 * at..2 * (at + size)]);
        }
    }

    #[test]
    fn a_sound_begins_and_ends_on_its_samples(start in -50..200_i64, length in 1..200_i64) {
        let mixer = Mixer::new(vec![PlacedSound::new(ones(1_000), start, length)]);
        for (index, frame) in mixed(&mixer, -100, 600).chunks_exact(2).enumerate() {
            let at = index as i64 - 100;
            let expected = if (start..start + length).contains(&at) { 1.0 } else { 0.0 };
            prop_assert_eq!(frame, &[expected, expected]);
        }
    }
}

#[test]
fn gain_is_the_decibels_asked_for() {
    let mut sound = PlacedSound::new(ones(10), 0, 10);
    sound.gain_db = Animated::Fixed(-20.0);
    for sample in mixed(&Mixer::new(vec![sound]), 0, 10) {
        assert!((sample - 0.1).abs() < 1e-7);
    }
}

#[test]
fn keyframes_count_samples_from_the_start_of_the_clip() {
    let mut sound = PlacedSound::new(ones(100), 50, 100);
    let key = |at, value| Keyframe { at, value, curve: Curve::Linear };
    sound.gain_db = Animated::Keys(vec![key(0, 0.0), key(40, -40.0)]);
    let out = mixed(&Mixer::new(vec![sound]), 0, 150);
    assert!((out[2 * 70] - 0.1).abs() < 1e-6, "half way down is -20 dB");
    assert!((out[2 * 149] - 0.01).abs() < 1e-7, "after the last keyframe its value holds");
}

#[test]
fn equal_power_fades_that_cross_keep_their_power() {
    let fading_in = fade(480, FadeShape::EqualPower);
    for at in 0..=480 {
        let power = fading_in.level(at).powi(2) + fading_in.level(480 - at).powi(2);
        assert!((power - 1.0).abs() < 1e-6);
    }
    assert_eq!((fading_in.level(0), fading_in.level(480)), (0.0, 1.0));
}

#[test]
fn linear_fades_that_cross_add_up_to_the_sound() {
    let mut going = PlacedSound::new(ones(1_000), 0, 600);
    going.fade_out = fade(200, FadeShape::Linear);
    let mut coming = PlacedSound::new(ones(1_000), 400, 600);
    coming.fade_in = fade(200, FadeShape::Linear);
    for sample in mixed(&Mixer::new(vec![going, coming]), 0, 1_000) {
        assert!((sample - 1.0).abs() < 1e-6);
    }
}

#[test]
fn what_is_not_a_number_becomes_silence() {
    let bad = vec![f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e30, 0.5, f32::NAN, 0.25, 0.25];
    let mut sound = PlacedSound::new(Arc::new(StereoBuffer::new(bad)), 0, 4);
    sound.gain_db = Animated::Fixed(f32::NAN);
    let quiet = mixed(&Mixer::new(vec![sound]), 0, 4);
    assert!(quiet.iter().all(|&sample| sample == 0.0));
    let loud = PlacedSound::new(Arc::new(StereoBuffer::new(vec![f32::NAN, f32::INFINITY])), 0, 1);
    assert_eq!(mixed(&Mixer::new(vec![loud]), 0, 1), [0.0, 16.0]);
}

#[test]
fn a_source_is_silent_outside_itself() {
    let stereo = StereoBuffer::new(vec![0.1, 0.2, 0.3, 0.4]);
    let mono = MonoBuffer::new(vec![0.1, 0.3]);
    let mut out = [9.0; 8];
    stereo.read(-1, &mut out);
    assert_eq!(out, [0.0, 0.0, 0.1, 0.2, 0.3, 0.4, 0.0, 0.0]);
    mono.read(1, &mut out);
    assert_eq!(out, [0.3, 0.3, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
    for far in [i64::MIN, i64::MAX, -5, 2] {
        out.fill(9.0);
        stereo.read(far, &mut out);
        assert_eq!(out, [0.0; 8]);
    }
}
