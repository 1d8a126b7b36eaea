//! What is heard is the document, and where it is follows what is heard.

mod stage;

use std::sync::Arc;
use std::time::Duration;

use engine::error::EngineError;
use engine::playback::Play;
use engine::playback::convert::Convert;
use engine::session::mixdown::Leveling;
use types::document::Document;
use types::geometry::Aspect;
use types::time::FrameRate;

use stage::{FRAME, Going, Stage, write_text};

/// Where two sounds differ first, in samples.
#[track_caller]
fn assert_same(heard: &[f32], wanted: &[f32]) {
    assert_eq!(heard.len(), wanted.len(), "as many samples");
    let differs = heard.iter().zip(wanted).position(|(heard, wanted)| heard != wanted);
    assert_eq!(differs.map(|at| at / 2), None, "the first sample that differs");
}

fn part(whole: &[f32], from: i64, to: i64) -> &[f32] {
    &whole[2 * from as usize..2 * to as usize]
}

#[test]
fn what_is_heard_is_the_mixdown_sample_by_sample() {
    let stage = Stage::new();
    let document = stage.tone(40, 311.0);
    let whole = stage.mixdown(&document, Leveling::AsMixed);
    stage.play(&document, Play::from(7));
    let mut heard = Vec::new();
    for samples in [480, 1, 1023, 4096, 37, 8000, 480].into_iter().cycle() {
        heard.extend(stage.pull(samples));
        if heard.len() > whole.len() {
            break;
        }
    }
    let wanted = part(&whole, 7 * FRAME, 40 * FRAME);
    assert_same(&heard[..wanted.len()], wanted);
    assert!(heard[wanted.len()..].iter().all(|sample| *sample == 0.0), "silence after the end");
}

#[test]
fn the_frame_is_the_one_that_is_heard() {
    let stage = Stage::new();
    stage.play(&stage.tone(60, 311.0), Play::from(10));
    stage.check(10, Going::Aloud);
    stage.pull_late(4800, 30);
    // What was pulled is heard after 30 ms; the next frame begins 33.3 ms after that.
    for (wait_ms, frame) in [(29, 10), (1, 10), (33, 10), (1, 11), (32, 11), (1, 12)] {
        stage.wait_ms(wait_ms);
        stage.check(frame, Going::Aloud);
    }
    stage.pull_late(4800, 30);
    stage.wait_ms(31);
    stage.check(13, Going::Aloud);
}

#[test]
fn the_picture_is_never_ahead_of_what_the_device_has() {
    let stage = Stage::new();
    stage.play(&stage.tone(60, 311.0), Play::from(0));
    stage.pull(2 * FRAME);
    stage.wait_ms(1500);
    stage.check(2, Going::Aloud);
}

#[test]
fn a_latency_that_grows_does_not_take_the_picture_back() {
    let stage = Stage::new();
    stage.play(&stage.tone(60, 311.0), Play::from(0));
    stage.pull(4800);
    stage.wait_ms(100);
    stage.check(3, Going::Aloud);
    stage.pull_late(4800, 80);
    stage.check(3, Going::Aloud);
    stage.wait_ms(80);
    stage.check(3, Going::Aloud);
    stage.wait_ms(34);
    stage.check(4, Going::Aloud);
}

#[test]
fn the_picture_waits_until_its_sound_is_ready() {
    let stage = Stage::new();
    let document = stage.tone(60, 311.0);
    stage.player.play(&document, &Play::from(5));
    stage.player.feed();
    stage.check(5, Going::Aloud);
    stage.wait_ms(700);
    stage.player.prepare();
    stage.player.feed();
    stage.check(5, Going::Aloud);
    let whole = stage.mixdown(&document, Leveling::AsMixed);
    assert_same(&stage.pull(480), part(&whole, 5 * FRAME, 5 * FRAME + 480));
}

#[test]
fn a_device_that_pulls_more_than_is_ready_loses_no_sample() {
    let stage = Stage::new();
    let document = stage.tone(60, 311.0);
    let whole = stage.mixdown(&document, Leveling::AsMixed);
    stage.play(&document, Play::from(0));
    let first = stage.pull(20_000);
    let sound = first.iter().rposition(|sample| *sample != 0.0).map_or(0, |last| last / 2 + 1) as i64;
    assert!((8_000..20_000).contains(&sound), "{sound} samples were ready");
    stage.wait_ms(400);
    stage.check(sound / FRAME, Going::Aloud);
    let second = stage.pull(4800);
    assert_same(&[part(&first, 0, sound), &second].concat(), part(&whole, 0, sound + 4800));
}

#[test]
fn a_pause_keeps_the_place() {
    let stage = Stage::new();
    let document = stage.tone(60, 311.0);
    stage.play(&document, Play::from(4));
    stage.listen(9 * FRAME);
    let now = stage.player.pause();
    assert_eq!((now.frame, now.playing, now.audible), (13, false, false));
    assert!(stage.listen(4800).iter().all(|sample| *sample == 0.0), "a pause is silent");
    stage.check(13, Going::Not);
    stage.play(&document, Play::from(now.frame));
    let whole = stage.mixdown(&document, Leveling::AsMixed);
    assert_same(&stage.pull(4800), part(&whole, 13 * FRAME, 16 * FRAME));
}

#[test]
fn it_stops_at_the_end_when_the_last_sample_is_heard() {
    let stage = Stage::new();
    stage.play(&stage.tone(6, 311.0), Play::from(3));
    stage.pull_late(3 * FRAME, 20);
    stage.wait_ms(119);
    stage.check(5, Going::Aloud);
    stage.wait_ms(1);
    stage.check(5, Going::Not);
    assert!(stage.pull(480).iter().all(|sample| *sample == 0.0));
}

#[test]
fn a_range_is_played_over_and_over_without_a_gap() {
    let stage = Stage::new();
    let document = stage.tone(60, 311.0);
    let whole = stage.mixdown(&document, Leveling::AsMixed);
    stage.play(&document, Play { range: Some((10, 13)), ..Play::from(11) });
    let heard = stage.listen(8 * FRAME + FRAME / 2);
    let round = part(&whole, 10 * FRAME, 13 * FRAME);
    let wanted = [part(&whole, 11 * FRAME, 13 * FRAME), round, round, round].concat();
    let samples = 480 * ((8 * FRAME + FRAME / 2) / 480);
    assert_same(&heard, part(&wanted, 0, samples));
    // Two frames of the first round, and three of each after it.
    stage.check(10 + (samples - 2 * FRAME) / FRAME % 3, Going::Aloud);
}

#[test]
fn starting_after_a_range_starts_at_its_first_frame() {
    let stage = Stage::new();
    let document = stage.tone(60, 311.0);
    stage.play(&document, Play { range: Some((10, 13)), ..Play::from(13) });
    stage.check(10, Going::Aloud);
    // A range that holds nothing is none.
    stage.play(&document, Play { range: Some((70, 90)), ..Play::from(13) });
    stage.check(13, Going::Aloud);
}

#[test]
fn other_speeds_are_silent_and_follow_the_clock() {
    let stage = Stage::new();
    let document = stage.tone(60, 311.0);
    // Speed, range, start, milliseconds, and what is then: the frame and how it goes on.
    let cases = [
        (2, None, 10, 500, (40, Going::Silently)),
        (8, None, 0, 100, (24, Going::Silently)),
        (99, None, 0, 100, (24, Going::Silently)),
        (4, None, 50, 500, (59, Going::Not)),
        (-1, None, 50, 1000, (20, Going::Silently)),
        (-8, None, 50, 1000, (0, Going::Not)),
        (2, Some((10, 20)), 10, 500, (10, Going::Silently)),
        (2, Some((10, 20)), 10, 400, (14, Going::Silently)),
        (-2, Some((10, 20)), 12, 100, (16, Going::Silently)),
        (0, None, 33, 1000, (33, Going::Not)),
    ];
    for (speed, range, from_frame, ms, (frame, going)) in cases {
        stage.play(&document, Play { from_frame, speed, range });
        stage.wait_ms(ms);
        stage.check(frame, going);
        assert_eq!(stage.player.pause().frame, frame, "{speed} from {from_frame}");
    }
}

#[test]
fn without_a_device_the_clock_leads() {
    let stage = Stage::deaf();
    let document = stage.tone(60, 311.0);
    stage.play(&document, Play::from(10));
    stage.wait_ms(500);
    stage.check(25, Going::Silently);
    stage.play(&document, Play { range: Some((10, 13)), ..Play::from(11) });
    stage.wait_ms(100);
    stage.check(11, Going::Silently);
    stage.play(&document, Play::from(30));
    stage.wait_ms(1000);
    stage.check(59, Going::Not);
}

#[test]
fn a_device_that_goes_leaves_the_clock_to_lead_from_the_same_place() {
    let stage = Stage::new();
    let document = stage.tone(60, 311.0);
    stage.play(&document, Play::from(10));
    stage.listen(12 * FRAME);
    stage.check(22, Going::Aloud);
    stage.take_device_away();
    stage.unplug();
    stage.check(22, Going::Silently);
    stage.wait_ms(500);
    stage.check(37, Going::Silently);
    assert_eq!(stage.player.pause().frame, 37);
}

#[test]
fn a_device_that_falls_silent_is_taken_to_be_gone() {
    let stage = Stage::new();
    stage.play(&stage.tone(300, 311.0), Play::from(10));
    stage.pull(3 * FRAME);
    stage.take_device_away();
    stage.wait_ms(2001);
    stage.player.feed();
    stage.check(13, Going::Silently);
    stage.wait_ms(100);
    stage.check(16, Going::Silently);
}

#[test]
fn a_device_that_never_pulls_is_given_up() {
    let stage = Stage::new();
    stage.play(&stage.tone(300, 311.0), Play::from(10));
    stage.wait_ms(2001);
    stage.player.feed();
    stage.wait_ms(1000);
    stage.check(40, Going::Silently);
}

#[test]
fn a_device_that_only_swallows_is_no_faster_than_time() {
    let stage = Stage::new();
    stage.play(&stage.tone(300, 311.0), Play::from(0));
    for _ in 0..40 {
        stage.pull(4800);
    }
    stage.check(5, Going::Aloud);
    stage.wait_ms(1000);
    stage.check(35, Going::Aloud);
}

#[test]
fn another_device_takes_over_from_the_same_place() {
    let stage = Stage::new();
    let document = stage.tone(60, 311.0);
    let whole = stage.mixdown(&document, Leveling::AsMixed);
    stage.play(&document, Play::from(10));
    stage.listen(3 * FRAME);
    stage.unplug();
    stage.check(13, Going::Aloud);
    assert_same(&stage.pull(4800), part(&whole, 13 * FRAME, 16 * FRAME));
}

#[test]
fn an_edit_is_heard_from_the_next_block_without_a_gap() {
    let stage = Stage::new();
    let (old, new) = (stage.tone(60, 311.0), stage.tone(50, 733.0));
    stage.play(&old, Play::from(0));
    let mut heard = stage.pull(4800);
    stage.player.replace(&new);
    heard.extend(stage.pull(4800));
    stage.player.prepare();
    stage.player.feed();
    for _ in 0..20 {
        heard.extend(stage.pull(4800));
    }
    let whole = |document: &Arc<Document>| stage.mixdown(document, Leveling::AsMixed);
    let (before, after) = (whole(&old), whole(&new));
    let changed = heard.iter().zip(&before).position(|(heard, old)| heard != old).expect("it changes") / 2;
    let ready = changed as i64 - 2 * 4800;
    assert!((0..20_000).contains(&ready), "what was ready is heard first: {ready} samples");
    assert_same(&heard[2 * changed..after.len()], &after[2 * changed..]);
    assert!(heard[after.len()..].iter().all(|sample| *sample == 0.0), "the new document is shorter");
    stage.wait_ms(2000);
    stage.check(49, Going::Not);
}

#[test]
fn a_document_made_ready_starts_as_loud_as_its_export() {
    let stage = Stage::new();
    let document = stage.tone(40, 311.0);
    stage.player.replace(&document);
    assert!(stage.player.prepare() && stage.player.measure());
    assert!(!stage.player.prepare() && !stage.player.measure(), "once is enough");
    stage.player.play(&document, &Play::from(0));
    stage.player.feed();
    let exported = stage.mixdown(&document, Leveling::ToTarget);
    let heard: Vec<f32> = (0..20).flat_map(|_| stage.pull(2 * FRAME)).collect();
    assert_same(&heard, &exported);
}

#[test]
fn a_loudness_found_while_it_plays_is_glided_to() {
    let stage = Stage::new();
    let document = stage.tone(150, 311.0);
    let (mixed, exported) =
        (stage.mixdown(&document, Leveling::AsMixed), stage.mixdown(&document, Leveling::ToTarget));
    stage.play(&document, Play::from(0));
    let mut heard = stage.pull(4800);
    stage.player.measure();
    for _ in 0..40 {
        heard.extend(stage.pull(4800));
    }
    assert_same(part(&heard, 0, 4800), part(&mixed, 0, 4800));
    let end = heard.len();
    let off = heard[end - 48_000..].iter().zip(&exported[end - 48_000..end]);
    assert!(off.map(|(heard, wanted)| (heard - wanted).abs()).fold(0.0, f32::max) < 1e-3);
    // The tone itself moves by no more than this from one sample to the next.
    let steepest = exported.windows(3).map(|at| (at[2] - at[0]).abs()).fold(0.0, f32::max);
    let jump = heard.windows(3).map(|at| (at[2] - at[0]).abs()).fold(0.0, f32::max);
    assert!(jump <= 1.02 * steepest, "{jump} is a jump where {steepest} is none");
}

#[test]
fn a_take_is_heard_once_and_the_document_waits() {
    let stage = Stage::new();
    let document = stage.tone(60, 311.0);
    stage.play(&document, Play::from(10));
    stage.listen(3 * FRAME);
    let (first, second) = (stage.take(9600, 500.0), stage.take(4800, 700.0));
    assert_eq!(stage.player.hear(&first).expect("it is a take"), 9600);
    stage.player.feed();
    stage.check(13, Going::Take);
    stage.pull(480);
    assert_eq!(stage.player.hear(&second).expect("it is a take"), 4800);
    stage.player.feed();
    let heard = stage.pull(9600);
    assert!(heard[..9600].iter().any(|sample| sample.abs() > 0.05), "it is heard");
    assert!(heard[9600..].iter().all(|sample| *sample == 0.0), "once");
    stage.wait_ms(99);
    stage.check(13, Going::Take);
    stage.wait_ms(1);
    stage.check(13, Going::Not);
}

#[test]
fn a_pause_ends_a_take() {
    let stage = Stage::new();
    stage.player.hear(&stage.take(9600, 500.0)).expect("it is a take");
    stage.player.feed();
    stage.pull(480);
    stage.player.pause();
    assert!(stage.pull(480).iter().all(|sample| *sample == 0.0));
    stage.check(0, Going::Not);
}

#[test]
fn a_take_where_nothing_can_be_heard_is_over_at_once() {
    let stage = Stage::deaf();
    stage.player.hear(&stage.take(9600, 500.0)).expect("it is a take");
    stage.player.feed();
    stage.check(0, Going::Not);
}

#[test]
fn what_is_no_take_is_refused() {
    let stage = Stage::new();
    let words = stage.player.hear(&write_text(stage.folder.path()));
    assert!(matches!(words, Err(EngineError::Unreadable { .. })), "{words:?}");
    let nothing = stage.player.hear(&stage.folder.path().join("gone.wav"));
    assert!(matches!(nothing, Err(EngineError::FileNotFound { .. })), "{nothing:?}");
}

#[test]
fn an_empty_document_is_over_at_once() {
    let stage = Stage::new();
    let document = Arc::new(Document::new(Aspect::Wide, FrameRate::FPS_30));
    for speed in [1, 2, -1] {
        stage.play(&document, Play { speed, ..Play::from(0) });
        stage.player.feed();
        stage.check(0, Going::Not);
    }
}

#[test]
fn frames_outside_the_document_are_its_ends() {
    let stage = Stage::new();
    let document = stage.tone(60, 311.0);
    stage.play(&document, Play::from(i64::MIN));
    stage.check(0, Going::Aloud);
    stage.play(&document, Play { range: Some((i64::MIN, i64::MAX)), ..Play::from(i64::MAX) });
    stage.check(0, Going::Aloud);
    stage.play(&document, Play::from(i64::MAX));
    stage.player.feed();
    stage.check(59, Going::Not);
}

#[test]
fn a_device_of_another_rate_hears_the_same_tone_in_the_same_time() {
    for (rate, channels) in [(44_100, 2), (96_000, 2), (48_000, 2), (44_100, 1), (48_000, 6)] {
        let stage = Stage::new();
        let document = stage.tone(60, 311.0);
        let whole = stage.mixdown(&document, Leveling::AsMixed);
        stage.play(&document, Play::from(0));
        let mut convert = Convert::new(stage.feed(), channels, rate);
        let mut heard = Vec::new();
        for _ in 0..100 {
            let mut out = vec![7.0; usize::from(channels) * rate as usize / 100];
            convert.fill(&mut out, Duration::ZERO, |sample| sample);
            stage.player.feed();
            stage.wait_ms(10);
            heard.extend(out.chunks_exact(usize::from(channels)).map(|frame| frame[0]));
        }
        // The tone moves by less than this in the two samples by which the line between them may be late.
        let far = heard.iter().enumerate().map(|(at, sample)| {
            let there = at * 48_000 / rate as usize;
            (sample - whole[2 * there]).abs()
        });
        assert!(far.fold(0.0, f32::max) < 0.03, "{rate} samples a second on {channels} channels");
        let frame = stage.player.now().frame;
        assert!((29..=30).contains(&frame), "a second is 30 frames, not {frame}");
    }
}

#[test]
fn an_idle_device_is_closed_and_opened_again() {
    let stage = Stage::new();
    let document = stage.tone(60, 311.0);
    stage.play(&document, Play::from(0));
    stage.listen(4800);
    stage.player.pause();
    for _ in 0..30 {
        stage.listen(48_000);
    }
    stage.take_device_away();
    // Had it stayed open, this would be audible.
    stage.play(&document, Play::from(0));
    stage.check(0, Going::Silently);
}
