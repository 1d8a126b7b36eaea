//! Moves the playhead while the project plays: where the sound is, there is the picture.

use dioxus::prelude::*;
use types::call::play::{Pause, Play, Playback, PlaybackNow};
use types::error::Failure;

use crate::bridge;
use crate::project::Open;
use crate::state::Shared;

/// Milliseconds between two looks at the clock.
const LOOK_MS: u32 = 16;
/// Milliseconds after which the host is asked where it is; in between the page counts itself.
const ASK_MS: f64 = 120.0;

/// What is being played.
#[derive(Clone, Copy, PartialEq)]
struct Run {
    speed: i32,
    around: Option<(i64, i64)>,
}

/// Where the host was when.
#[derive(Clone, Copy)]
struct Answer {
    frame: i64,
    at_ms: f64,
}

/// Milliseconds on a clock that only goes forwards.
pub fn now_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// Follows the host for as long as the viewer is there. One request is under way at a time.
pub async fn follow(shared: Shared, mut open: Open) {
    let mut run = None::<Run>;
    let mut answer = Answer { frame: 0, at_ms: 0.0 };
    // The frame that this loop put the playhead on. Where it is elsewhere the user has moved it.
    let mut put = -1;
    loop {
        gloo_timers::future::TimeoutFuture::new(LOOK_MS).await;
        let wanted = open.playing.peek().then(|| wanted(open));
        let asked = match (wanted, run) {
            (None, None) => continue,
            (None, Some(_)) => {
                run = None;
                let moved = *open.playhead.peek() != put;
                let paused = bridge::ask(&Pause {}).await;
                // A step or a press on the ruler stops it there.
                if moved && paused.is_ok() {
                    continue;
                }
                paused
            }
            (Some(wanted), before) if before != Some(wanted) || *open.playhead.peek() != put => {
                let from = first(open, wanted, before);
                run = Some(wanted);
                bridge::ask(&Play { id: open.id, from, speed: wanted.speed, around: wanted.around }).await
            }
            (Some(_), _) if now_ms() - answer.at_ms > ASK_MS => bridge::ask(&PlaybackNow {}).await,
            (Some(wanted), _) => {
                put = counted(open, wanted, answer);
                open.seek(put);
                put = *open.playhead.peek();
                continue;
            }
        };
        take(shared, open, asked, (&mut run, &mut answer));
        put = *open.playhead.peek();
        if run.is_none() && *open.playing.peek() {
            open.playing.set(false);
        }
    }
}

fn wanted(open: Open) -> Run {
    let around = open.view.loops.peek().then(|| open.view.marks.peek().within(open.document.peek().frames()));
    Run { speed: *open.view.speed.peek(), around }
}

/// The frame from which to play: where the playhead is, but from the start again at the end, and within the loop.
fn first(open: Open, wanted: Run, before: Option<Run>) -> i64 {
    let (playhead, last) = (*open.playhead.peek(), open.document.peek().frames() - 1);
    match wanted.around {
        Some((first, end)) if !(first..end).contains(&playhead) => first,
        None if before.is_none() && wanted.speed > 0 && playhead >= last => 0,
        Some(_) | None => playhead,
    }
}

/// Takes what the host said. Where it no longer plays, nothing does.
fn take(
    shared: Shared,
    open: Open,
    asked: Result<Playback, Failure>,
    (run, answer): (&mut Option<Run>, &mut Answer),
) {
    match asked {
        Ok(now) => {
            *answer = Answer { frame: now.frame, at_ms: now_ms() };
            let shown = *open.playhead.peek();
            open.seek(steady(shown, now.frame, *run));
            if !now.playing {
                *run = None;
            }
        }
        Err(failure) => {
            shared.failed(&failure);
            *run = None;
        }
    }
}

/// The host's frame, unless the page is a little ahead of it: then it waits rather than going back.
fn steady(shown: i64, said: i64, run: Option<Run>) -> i64 {
    let ahead = run.map_or(0, |run| (shown - said) * i64::from(run.speed.signum()));
    if (1..=2).contains(&ahead) { shown } else { said }
}

/// Where it must be by now, counted from the last answer.
fn counted(open: Open, run: Run, answer: Answer) -> i64 {
    let rate = open.document.peek().canvas.frame_rate.as_f64();
    let passed = (now_ms() - answer.at_ms) / 1000.0 * rate * f64::from(run.speed);
    let frame = answer.frame + passed as i64;
    let frame = match run.around {
        Some((first, end)) if end > first => first + (frame - first).rem_euclid(end - first),
        Some(_) | None => frame,
    };
    steady(*open.playhead.peek(), frame, Some(run))
}
