//! Facts about mouth shapes and their times.

use proptest::prelude::*;
use types::mouth::{MouthCue, MouthShape, cues, mouth_at};
use types::voice::PhonemeTime;

fn spoken(phonemes: &[(&str, i64)]) -> Vec<PhonemeTime> {
    let mut start = 0;
    phonemes
        .iter()
        .map(|(phoneme, length)| {
            let end = start + length;
            let time = PhonemeTime { phoneme: (*phoneme).to_owned(), start, end };
            start = end;
            time
        })
        .collect()
}

fn shapes(phonemes: &[(&str, i64)]) -> Vec<MouthShape> {
    cues(&spoken(phonemes)).into_iter().map(|cue| cue.shape).collect()
}

#[test]
fn phonemes_become_shapes_and_the_end_is_at_rest() {
    use MouthShape::*;
    assert_eq!(
        shapes(&[("m", 4000), ("ˈaɪ", 8000), ("f", 4000), ("uː", 6000)]),
        [Closed, Open, Spread, Teeth, Narrow, Rest]
    );
    assert_eq!(shapes(&[("tʃ", 4000), ("iː", 4000), ("z", 4000)]), [Postalveolar, Spread, Sibilant, Rest]);
    assert_eq!(shapes(&[("a", 4000), ("", 9600), ("a", 4000)]), [Open, Rest, Open, Rest]);
    assert_eq!(shapes(&[("a", 4000), ("", 960), ("o", 4000)]), [Open, Round, Rest]);
    assert_eq!(shapes(&[("☃", 4000)]), [Mid, Rest]);
    assert_eq!(shapes(&[]), [Rest]);
}

#[test]
fn lips_are_shut_when_m_b_and_p_begin() {
    for phoneme in ["m", "b", "p", "pʰ", "b̥"] {
        let cues = cues(&spoken(&[("a", 7200), (phoneme, 3600), ("a", 7200)]));
        let at = i64::from(cues[1].at);
        let (_, to, blend) = mouth_at(&cues, at);
        assert!(to == MouthShape::Closed && (blend == 0.0 || blend > 0.99), "{phoneme}: {to:?} {blend}");
        let (from, _, blend) = mouth_at(&cues, at + 1200);
        assert!(from == MouthShape::Closed && blend < 0.2, "{phoneme}: {from:?} {blend}");
    }
}

#[test]
fn the_mouth_starts_before_the_sound_and_changes_over_60_to_80_ms() {
    let cues =
        [MouthCue { at: 0, shape: MouthShape::Rest }, MouthCue { at: 24_000, shape: MouthShape::Open }];
    assert_eq!(mouth_at(&cues, 21_000), (MouthShape::Rest, MouthShape::Rest, 0.0));
    let moving: Vec<i64> = (0..48_000).filter(|&at| mouth_at(&cues, at).0 != mouth_at(&cues, at).1).collect();
    assert!((2_880..=3_840).contains(&moving.len()), "{}", moving.len());
    assert!(moving[0] < 24_000);
}

proptest! {
    #[test]
    fn cues_rise_and_the_blend_is_a_share(
        phonemes in prop::collection::vec((any::<String>(), 0_i64..20_000), 0..20),
        at in -1_000_i64..500_000,
    ) {
        let borrowed: Vec<_> = phonemes.iter().map(|(phoneme, length)| (phoneme.as_str(), *length)).collect();
        let cues = cues(&spoken(&borrowed));
        prop_assert_eq!(cues[0].at, 0);
        prop_assert!(cues.windows(2).all(|pair| pair[0].at < pair[1].at && pair[0].shape != pair[1].shape));
        let (_, _, blend) = mouth_at(&cues, at);
        prop_assert!((0.0..=1.0).contains(&blend));
    }
}
