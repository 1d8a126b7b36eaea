//! Whether a result can be played: real files, whole and harmed.

use std::fs;
use std::path::Path;

use cloud_service::playable::{Container, Expected, Facts, Kind, Unplayable, check};
use proptest::prelude::*;

const SHOT: &[u8] = include_bytes!("../fixtures/shot.mp4");
const SILENT: &[u8] = include_bytes!("../fixtures/silent.mp4");
const FRAGMENTS: &[u8] = include_bytes!("../fixtures/fragments.mp4");
const WAV: &[u8] = include_bytes!("../fixtures/sound.wav");
const MP3: &[u8] = include_bytes!("../fixtures/sound.mp3");

const PICTURE: Expected = Expected { kind: Kind::Picture, milliseconds: None };
const SOUND: Expected = Expected { kind: Kind::Sound, milliseconds: None };

fn look(bytes: &[u8], expected: Expected) -> Result<Facts, Unplayable> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("result");
    fs::write(&path, bytes).expect("written");
    check(&path, expected)
}

/// Looks at the file cut at every byte, from its last to its first.
fn cut_everywhere(bytes: &[u8], expected: Expected, mut seen: impl FnMut(usize, Result<Facts, Unplayable>)) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("result");
    fs::write(&path, bytes).expect("written");
    let file = fs::OpenOptions::new().write(true).open(&path).expect("it is there");
    for end in (0..bytes.len()).rev() {
        file.set_len(end as u64).expect("cut");
        seen(end, check(&path, expected));
    }
}

fn expecting(kind: Kind, milliseconds: u32) -> Expected {
    Expected { kind, milliseconds: Some(milliseconds) }
}

#[test]
fn a_shot_tells_its_frames_size_length_and_sound() {
    for bytes in [SHOT, FRAGMENTS] {
        let facts = look(bytes, expecting(Kind::PictureWithSound, 2000)).expect("it plays");
        let picture = facts.picture.expect("it has a picture");
        assert_eq!((picture.frames, picture.width, picture.height), (50, 96, 64));
        assert_eq!(picture.codec, "avc1");
        assert_eq!((facts.milliseconds, facts.sound, facts.container), (2000, true, Container::Mp4));
    }
}

#[test]
fn sounds_tell_their_length() {
    let wav = look(WAV, expecting(Kind::Sound, 1000)).expect("it plays");
    assert_eq!((wav.milliseconds, wav.container), (1000, Container::Wav));
    let mp3 = look(MP3, expecting(Kind::Sound, 1000)).expect("it plays");
    // Its first frame is a table of its own, and its encoder adds silence at both ends.
    assert!((1000..1150).contains(&mp3.milliseconds), "{}", mp3.milliseconds);
    assert_eq!(mp3.container, Container::Mp3);
}

#[test]
fn a_result_that_was_not_ordered_is_refused() {
    assert!(matches!(look(WAV, PICTURE), Err(Unplayable::WrongKind(_))));
    assert!(matches!(look(SHOT, SOUND), Err(Unplayable::WrongKind(_))));
    let with_sound = Expected { kind: Kind::PictureWithSound, milliseconds: None };
    assert!(matches!(look(SILENT, with_sound), Err(Unplayable::NoSound)));
    assert!(look(SILENT, PICTURE).is_ok());
    assert!(matches!(look(b"", PICTURE), Err(Unplayable::Empty)));
    for other in
        [&b"<!DOCTYPE html><html>expired</html>"[..], b"{\"error\":\"gone\"}", b"\x89PNG\r\n\x1a\n", b"R"]
    {
        assert!(matches!(look(other, PICTURE), Err(Unplayable::WrongKind(_))));
    }
    assert!(matches!(check(Path::new("/nowhere/at/all"), PICTURE), Err(Unplayable::Unreadable(_))));
}

#[test]
fn half_a_second_or_a_tenth_may_be_missing() {
    assert!(look(SHOT, expecting(Kind::Picture, 2500)).is_ok());
    let short = look(SHOT, expecting(Kind::Picture, 2501));
    assert!(matches!(short, Err(Unplayable::TooShort { is_ms: 2000, expected_ms: 2501 })));
    assert!(matches!(look(WAV, expecting(Kind::Sound, 60_000)), Err(Unplayable::TooShort { .. })));
}

#[test]
fn a_picture_cut_at_any_byte_is_refused() {
    cut_everywhere(SILENT, PICTURE, |end, result| assert!(result.is_err(), "cut at {end}"));
}

#[test]
fn a_picture_with_its_tables_first_is_refused_cut_at_any_byte() {
    let moved = tables_first(SILENT);
    assert!(look(&moved, PICTURE).is_ok());
    cut_everywhere(&moved, PICTURE, |end, result| assert!(result.is_err(), "cut at {end}"));
}

#[test]
fn fragments_cut_at_any_byte_are_refused_or_tell_what_is_left() {
    let (mut whole, mut refused) = (0, 0);
    cut_everywhere(FRAGMENTS, expecting(Kind::Picture, 2000), |end, result| match result {
        Ok(facts) => {
            assert!(facts.milliseconds >= 1500, "cut at {end}");
            whole += 1;
        }
        Err(_) => refused += 1,
    });
    assert!(refused > whole * 20, "{whole} of {refused}");
}

#[test]
fn sounds_cut_at_any_byte_are_refused_but_between_frames() {
    cut_everywhere(WAV, SOUND, |end, result| assert!(result.is_err(), "cut at {end}"));
    let mut playable = 0;
    cut_everywhere(MP3, SOUND, |_, result| playable += usize::from(result.is_ok()));
    assert!((20..200).contains(&playable), "only ends of frames will do, not {playable}");
    assert!(matches!(look(&MP3[..MP3.len() - 60], expecting(Kind::Sound, 1000)), Err(Unplayable::Truncated)));
}

#[test]
fn tables_that_point_past_the_end_are_found() {
    let at = place_of(SHOT, b"stco") + 12;
    let mut far = SHOT.to_vec();
    far[at..at + 4].copy_from_slice(&0x7fff_ffff_u32.to_be_bytes());
    assert!(matches!(look(&far, PICTURE), Err(Unplayable::Truncated)));
}

#[test]
fn tables_that_claim_more_than_there_is_are_refused() {
    for (name, from) in [(b"stsz", 12), (b"stts", 8), (b"stco", 8), (b"stsc", 8)] {
        let at = place_of(SHOT, name) + from - 4;
        let mut much = SHOT.to_vec();
        much[at + 4..at + 8].copy_from_slice(&u32::MAX.to_be_bytes());
        assert!(look(&much, PICTURE).is_err(), "{}", name.escape_ascii());
    }
}

#[test]
fn a_picture_without_frames_is_refused() {
    // What fragments begin with: tables without a sample in them.
    let first = place_of(FRAGMENTS, b"moof") - 4;
    assert!(matches!(look(&FRAGMENTS[..first], PICTURE), Err(Unplayable::NoFrames)));
}

#[test]
fn a_wav_that_does_not_know_its_end_goes_to_the_end_of_the_file() {
    let at = place_of(WAV, b"data") + 4;
    let mut open = WAV.to_vec();
    open[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(look(&open, SOUND).expect("it plays").milliseconds, 1000);
    open.truncate(at + 4);
    assert!(matches!(look(&open, SOUND), Err(Unplayable::NoFrames)));
}

#[test]
fn a_hundred_thousand_boxes_are_too_many() {
    let mut many = SHOT[..32].to_vec();
    many[..4].copy_from_slice(&32_u32.to_be_bytes());
    for _ in 0..100_001 {
        many.extend_from_slice(&[0, 0, 0, 8, b'f', b'r', b'e', b'e']);
    }
    assert!(matches!(look(&many, PICTURE), Err(Unplayable::Damaged(_))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_harmed_file_never_harms_us(
        which in 0..5_usize,
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..24),
        end in any::<prop::sample::Index>(),
        cuts in any::<bool>(),
    ) {
        let mut bytes = [SHOT, SILENT, FRAGMENTS, WAV, MP3][which].to_vec();
        for (at, value) in flips {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if cuts {
            bytes.truncate(end.index(bytes.len()));
        }
        let _ = look(&bytes, PICTURE);
        let _ = look(&bytes, SOUND);
    }

    #[test]
    fn harmed_tables_never_harm_us(at in 0..1400_usize, value in prop_oneof![Just(0_u32), Just(1), Just(u32::MAX), any::<u32>()]) {
        let mut bytes = SHOT.to_vec();
        let at = place_of(SHOT, b"moov") + at;
        if let Some(word) = bytes.get_mut(at..at + 4) {
            word.copy_from_slice(&value.to_be_bytes());
        }
        let _ = look(&bytes, PICTURE);
    }
}

/// Where the word stands for the first time.
fn place_of(bytes: &[u8], word: &[u8]) -> usize {
    bytes.windows(word.len()).position(|window| window == word).expect("the word is in the file")
}

/// The same file with `moov` before `mdat`, its one table of places shifted.
fn tables_first(bytes: &[u8]) -> Vec<u8> {
    let (mdat, moov) = (place_of(bytes, b"mdat") - 4, place_of(bytes, b"moov") - 4);
    let mut tables = bytes[moov..].to_vec();
    let at = place_of(&tables, b"stco") + 8;
    let count = u32::from_be_bytes(tables[at..at + 4].try_into().expect("four bytes")) as usize;
    let shift = (bytes.len() - moov) as u32;
    for entry in 0..count {
        let at = at + 4 + entry * 4;
        let place = u32::from_be_bytes(tables[at..at + 4].try_into().expect("four bytes"));
        tables[at..at + 4].copy_from_slice(&(place + shift).to_be_bytes());
    }
    [&bytes[..mdat], &tables, &bytes[mdat..moov]].concat()
}
