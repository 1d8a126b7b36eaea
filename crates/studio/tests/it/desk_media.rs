//! What the desk shows, plays and exports of clips.

use std::path::Path;
use std::process::Command;

use types::call::cast::HearLine;
use types::call::edit::Open;
use types::call::make::{Disclosure, ExportTarget, StartExports};
use types::call::play::{ClipPeaks, ClipPicture, Pause, Play, PlaybackNow};
use types::document::Document;
use types::document::track::Kind;
use types::error::ErrorCode;
use types::event::TaskState;
use types::frame::FrameHeader;
use types::geometry::Size;
use types::id::ClipId;
use types::voice::{VoiceId, VoiceSettings};

use crate::desk::{drafted, end_of, sit};

/// The first clip of the lowest track of that kind, and its length.
fn first_clip(document: &Document, kind: Kind) -> (ClipId, i64) {
    let mut clips = document.clips().filter(|(track, _, _)| track.kind == kind);
    let (_, _, clip) = clips.next().expect("a clip of that kind");
    (clip.id, clip.length)
}

#[test]
fn takes_and_music_have_waveforms_as_long_as_their_clips() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, events) = sit(data.path());
    let id = drafted(&desk, &events);
    let document = desk.open_project(Open { id }).expect("it opens").document;
    for kind in [Kind::Voice, Kind::Music] {
        let (clip, length) = first_clip(&document, kind);
        let wave = desk.clip_peaks(&ClipPeaks { id, clip, per_second: 100 }).expect("a waveform");
        assert_eq!(wave.len() as i64, (length * 100 + 47_999) / 48_000, "{kind:?}");
        assert!(wave.iter().any(|peak| *peak > 25), "{kind:?} is heard");
        assert_eq!(desk.clip_peaks(&ClipPeaks { id, clip, per_second: 100 }).expect("again"), wave);
    }
    let voice = first_clip(&document, Kind::Voice).0;
    let picture = first_clip(&document, Kind::Video).0;
    for (clip, per_second) in [(picture, 100), (voice, 0), (voice, 401), (ClipId(9_999), 100)] {
        let refused = desk.clip_peaks(&ClipPeaks { id, clip, per_second }).expect_err("no waveform");
        assert_eq!(refused.code(), ErrorCode::InvalidRequest, "{clip} {per_second}");
    }
}

#[test]
fn a_clip_is_seen_by_itself_at_every_moment_of_its_length_only() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, events) = sit(data.path());
    let id = drafted(&desk, &events);
    let document = desk.open_project(Open { id }).expect("it opens").document;
    let (clip, length) = first_clip(&document, Kind::Video);
    let size = Size::new(90, 160);
    let ask = |clip, at, size| desk.clip_picture(&ClipPicture { id, clip, at, size });
    for at in [0, length / 2, length - 1] {
        let bytes = ask(clip, at, size).expect("a picture");
        let (header, pixels) = FrameHeader::read(&bytes).expect("a header");
        assert_eq!((header.size, header.frame), (size, at));
        assert!(pixels.iter().any(|pixel| *pixel != pixels[0]), "the actor is seen at {at}");
    }
    for at in [-1, length] {
        assert_eq!(ask(clip, at, size).expect_err("outside").code(), ErrorCode::NotFound);
    }
    let voice = first_clip(&document, Kind::Voice).0;
    for (clip, size) in [(voice, size), (clip, Size::new(642, 160)), (clip, Size::new(90, 0))] {
        assert_eq!(ask(clip, 0, size).expect_err("refused").code(), ErrorCode::InvalidRequest);
    }
}

#[test]
fn frames_that_are_played_around_are_never_left() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, events) = sit(data.path());
    let id = drafted(&desk, &events);
    for speed in [1, 8, -8] {
        let play = Play { id, from: 6, speed, around: Some((5, 10)) };
        desk.play(play).expect("it plays");
        for _ in 0..200 {
            let now = desk.playback(PlaybackNow {}).expect("it answers");
            assert!(now.playing && (5..10).contains(&now.frame), "{speed}: {now:?}");
        }
    }
    desk.pause(Pause {}).expect("it stops");
    let nothing = Play { id, from: 0, speed: 1, around: Some((10, 10)) };
    assert_eq!(desk.play(nothing).expect_err("no frames").code(), ErrorCode::InvalidRequest);
}

#[test]
fn a_line_that_is_heard_says_how_long_it_is() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, _events) = sit(data.path());
    let hear = |text: &str| {
        let voice = VoiceId("espeak:en-us".to_owned());
        desk.hear_line(HearLine { voice, text: text.to_owned(), settings: VoiceSettings::default() })
    };
    let (short, long) =
        (hear("One cup.").expect("heard"), hear("One cup, and then another one.").expect("heard"));
    assert!((200..short * 5).contains(&long) && short < long, "{short} ms, {long} ms");
    assert_eq!(hear("...").expect_err("nothing to say").code(), ErrorCode::NothingToSay);
}

#[test]
fn a_film_with_synthetic_people_says_so_in_its_picture_and_its_notes() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, events) = sit(data.path());
    let id = drafted(&desk, &events);
    let before = desk.open_project(Open { id }).expect("it opens").document;
    let target = || ExportTarget {
        preset: "draft".to_owned(),
        aspect: None,
        placement: Some("tiktok-in-feed".to_owned()),
    };
    let start = |disclosure| {
        desk.start_exports(StartExports { id, targets: vec![target()], folder: None, disclosure })
    };
    assert_eq!(start(None).expect_err("nothing was chosen").code(), ErrorCode::InvalidRequest);
    let film = |disclosure| {
        let task = start(Some(disclosure)).expect("an export is begun")[0];
        match end_of(task, &events).0 {
            TaskState::Done { path: Some(path), .. } => path,
            other => panic!("an export ended as {other:?}"),
        }
    };
    let (label, notes, none) = (film(Disclosure::Label), film(Disclosure::Notes), film(Disclosure::None));
    assert!(remark(&label).contains("synthetic") && remark(&notes).contains("synthetic"));
    assert_eq!(remark(&none), "");
    let ((size, labelled), (_, plain)) = (luma(&label), luma(&none));
    let frames = labelled.chunks_exact(size).zip(plain.chunks_exact(size)).map(|(with, without)| {
        with.iter().zip(without).filter(|(with, without)| with.abs_diff(**without) > 40).count()
    });
    let changed: Vec<usize> = frames.collect();
    assert!(changed.len() > 60 && changed.iter().all(|pixels| *pixels > size / 1000), "{changed:?}");
    assert_eq!(desk.open_project(Open { id }).expect("it opens").document, before);
}

/// The remark in a file.
fn remark(path: &str) -> String {
    let asked = ["-v", "error", "-show_entries", "format_tags=comment", "-of", "default=nk=1:nw=1"];
    let output = Command::new("ffprobe").args(asked).arg(path).output().expect("ffprobe");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// The pixels of a frame of 270x480, and every frame's luma.
fn luma(path: &str) -> (usize, Vec<u8>) {
    let asked = ["-vf", "scale=270:480", "-f", "rawvideo", "-pix_fmt", "gray", "-"];
    let output = Command::new("ffmpeg").args(["-v", "error", "-i"]).arg(Path::new(path)).args(asked).output();
    (270 * 480, output.expect("ffmpeg").stdout)
}
