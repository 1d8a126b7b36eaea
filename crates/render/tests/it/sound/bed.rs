//! Every bed is sound of the right length and loudness that begins at once and ends in silence.

use render::sound::bed::{LOUDNESS_LUFS, render};
use render::sound::loudness::measure;
use types::bed::{CATALOGUE, find};

const SECOND: usize = 48_000;

fn highest(samples: &[f32]) -> f32 {
    samples.iter().fold(0.0, |highest, sample| highest.max(sample.abs()))
}

#[test]
fn every_bed_has_its_loudness_and_ends_in_silence() {
    for bed in &CATALOGUE {
        let sound = render(bed, 12 * SECOND, 7);
        assert_eq!(sound.len(), 24 * SECOND, "{}", bed.id);
        let loudness = measure(&sound).loudness();
        let lufs = loudness.integrated_lufs.expect("a bed is heard");
        assert!((lufs - LOUDNESS_LUFS).abs() < 0.5, "{}: {lufs} LUFS", bed.id);
        assert!(loudness.true_peak_dbtp < -0.5, "{}: {} dBTP", bed.id, loudness.true_peak_dbtp);
        assert!(highest(&sound[..2 * SECOND]) > 0.01, "{} begins in the first second", bed.id);
        assert!(highest(&sound[sound.len() - 200..]) < 0.002, "{} ends in silence", bed.id);
        let mean = sound.iter().sum::<f32>() / sound.len() as f32;
        assert!(mean.abs() < 1e-3, "{} is centred: {mean}", bed.id);
    }
}

#[test]
fn both_sides_are_about_as_loud_and_not_the_same() {
    for bed in &CATALOGUE {
        let sound = render(bed, 10 * SECOND, 1);
        let power = |side: usize| sound.iter().skip(side).step_by(2).map(|s| s * s).sum::<f32>();
        let ratio = power(0) / power(1);
        assert!((0.5..2.0).contains(&ratio), "{}: {ratio}", bed.id);
        assert!(sound.chunks_exact(2).any(|frame| (frame[0] - frame[1]).abs() > 0.01), "{}", bed.id);
    }
}

#[test]
fn the_same_seed_gives_the_same_samples() {
    let bed = find("palm_room").expect("in the catalogue");
    let first = render(bed, 5 * SECOND, 3);
    assert_eq!(first, render(bed, 5 * SECOND, 3));
    assert_ne!(first, render(bed, 5 * SECOND, 4));
}

#[test]
fn any_length_is_exact_and_finite() {
    let bed = find("night_drive").expect("in the catalogue");
    for frames in [0, 1, 2, 999, 10_000, 47_999, 100_003, 383_999, 384_001] {
        let sound = render(bed, frames, 1);
        assert_eq!(sound.len(), 2 * frames);
        assert!(sound.iter().all(|sample| sample.abs() <= 0.9));
    }
}

#[test]
fn nothing_jumps_where_pieces_of_the_mix_meet() {
    let bed = find("still_water").expect("in the catalogue");
    let sound = render(bed, 20 * SECOND, 2);
    let left = sound.iter().step_by(2).copied().collect::<Vec<_>>();
    let steepest = |range: std::ops::Range<usize>| {
        left[range].windows(2).map(|pair| (pair[0] - pair[1]).abs()).fold(0.0, f32::max)
    };
    let everywhere = steepest(5 * SECOND..7 * SECOND);
    assert!(steepest(384_000 - 50..384_000 + 50) <= 1.5 * everywhere);
    assert!(steepest(768_000 - 50..768_000 + 50) <= 1.5 * everywhere);
}
