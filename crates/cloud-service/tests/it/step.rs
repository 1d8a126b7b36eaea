//! What may happen to a generation: whatever does, it ends once, and is paid for only if it was made.

use cloud_service::generation::{
    Action, AttemptState, Craft, Effect, Event, State, Stored, Work, commit, next, step,
};
use cloud_service::id::{AttemptId, ObjectId};
use cloud_service::job;
use cloud_service::ledger;
use cloud_service::moment::{HOUR, MINUTE, Moment, SECOND};
use cloud_service::money::MilliCredits;
use cloud_service::provider::{Class, Fault, FaultKind};
use cloud_service::refusal::Refusal;
use cloud_service::store::{self, Shared};
use proptest::prelude::*;
use uuid::Uuid;

use crate::sample::{START, assert_sound, item, load, memory, order, route, run, stage, workspace};

/// Whether the desktop hears the voice before the picture is made.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Voice {
    Heard,
    Trusted,
}

/// A talking actor: a voice, heard by the desktop, then a picture by one of two models.
fn talking(voice: Voice, class: Class) -> commit::Item {
    let mut speech = stage(Craft::Speech, vec![route("eleven_v3", "elevenlabs", class, 2000)]);
    speech.approval = voice == Voice::Heard;
    let routes = vec![route("avatar_iv", "heygen", class, 9000), route("avatar_iii", "heygen", class, 6000)];
    item("a", vec![speech, stage(Craft::Avatar, routes)], 9000)
}

fn accepted(voice: Voice, class: Class) -> (Shared, Work) {
    let (_, store) = memory();
    let ids = run(&store, move |tables| commit::accept(tables, order(vec![talking(voice, class)])));
    let work = load(&store, *ids.expect("accepts").first().expect("one"));
    (store, work)
}

fn attempt(number: u128) -> AttemptId {
    AttemptId(Uuid::from_u128(number))
}

fn stored(number: u128, score: u8) -> Event {
    Event::Stored(Box::new(Stored {
        attempt: attempt(number),
        object: Some(ObjectId(Uuid::from_u128(number))),
        milliseconds: 8000,
        words: Vec::new(),
        text: String::new(),
        score,
    }))
}

fn fault(kind: FaultKind) -> Event {
    Event::Failed(Fault { kind, message: "It said so.".to_owned() })
}

/// Goes on; gives all that follows.
fn go(work: &mut Work, now: Moment, events: impl IntoIterator<Item = Event>) -> Vec<Effect> {
    let mut all = Vec::new();
    for event in events {
        let (next, effects) = step(work, event, now).expect("that can happen now");
        *work = next;
        if work.generation.attempt.is_none() {
            work.attempt = None;
        }
        all.extend(effects.into_iter().filter(|effect| *effect != Effect::Tell));
    }
    all
}

fn refused(work: &Work, now: Moment, event: Event) -> Refusal {
    step(work, event, now).expect_err("refuses")
}

fn accept(task: &str) -> Event {
    Event::Accepted { task: task.to_owned() }
}

#[test]
fn voice_first_then_the_picture_after_the_word_of_the_desktop() {
    let (_, mut work) = accepted(Voice::Heard, Class::Idempotent);
    go(&mut work, START, [Event::Intend(attempt(1)), stored(1, 100)]);
    assert_eq!(work.generation.state, State::Approval);
    assert_eq!(next(&work, START), Action::Wait(work.generation.deadline));
    assert_eq!(refused(&work, START, Event::Intend(attempt(2))).code, "OUT_OF_TURN");
    let effects =
        go(&mut work, START, [Event::Approved, Event::Intend(attempt(2)), accept("t"), stored(2, 100)]);
    let capture = Effect::Capture { amount: MilliCredits(9000), model: "avatar_iv".to_owned() };
    assert!(effects.contains(&capture), "{effects:?}");
    assert_eq!(work.generation.state, State::Succeeded { captured: MilliCredits(9000), at: START });
}

#[test]
fn a_cheaper_fallback_costs_its_own_price_and_is_told() {
    let (_, mut work) = accepted(Voice::Trusted, Class::Idempotent);
    go(&mut work, START, [Event::Intend(attempt(1)), stored(1, 100)]);
    go(&mut work, START, [Event::Intend(attempt(2)), accept("t"), fault(FaultKind::Broken)]);
    let effects = go(&mut work, START, [Event::Intend(attempt(3)), accept("t"), stored(3, 100)]);
    assert!(
        effects.contains(&Effect::Capture { amount: MilliCredits(6000), model: "avatar_iii".to_owned() })
    );
    assert_eq!(work.generation.warnings.len(), 1, "{:?}", work.generation.warnings);
    assert!(work.generation.warnings.iter().all(|warning| warning.contains("avatar_iii")));
}

#[test]
fn refused_content_is_not_tried_elsewhere() {
    let (_, mut work) = accepted(Voice::Trusted, Class::Idempotent);
    go(&mut work, START, [Event::Intend(attempt(1)), stored(1, 100)]);
    let effects = go(&mut work, START, [Event::Intend(attempt(2)), fault(FaultKind::Moderation)]);
    assert_eq!(effects, [Effect::Release]);
    assert!(matches!(&work.generation.state, State::Failed { why, .. } if why.code == "MODERATION_REFUSED"));
}

#[test]
fn a_busy_provider_is_waited_for_and_in_the_end_left() {
    let (_, mut work) = accepted(Voice::Trusted, Class::Idempotent);
    go(&mut work, START, [Event::Intend(attempt(1)), stored(1, 100)]);
    let mut now = START;
    let mut waits = 0;
    for number in 2..20 {
        if work.generation.route == 1 {
            break;
        }
        go(&mut work, now, [Event::Intend(attempt(number)), fault(FaultKind::Busy(Some(3000)))]);
        if let Action::Wait(until) = next(&work, now) {
            assert_eq!(until.since(now), 3000);
            now = until;
            waits += 1;
        }
    }
    assert_eq!((waits, work.generation.route), (6, 1));
}

#[test]
fn a_poor_result_is_made_once_more_at_our_cost() {
    let (_, mut work) = accepted(Voice::Trusted, Class::Idempotent);
    go(&mut work, START, [Event::Intend(attempt(1)), stored(1, 100)]);
    go(&mut work, START, [Event::Intend(attempt(2)), accept("t"), stored(2, 10)]);
    assert_eq!((work.generation.state.clone(), work.generation.again), (State::Running, true));
    let effects = go(&mut work, START, [Event::Intend(attempt(3)), accept("t"), stored(3, 10)]);
    let captures = effects.iter().filter(|effect| matches!(effect, Effect::Capture { .. })).count();
    assert_eq!(captures, 1, "the second is taken as it is");
}

#[test]
fn what_does_not_play_is_made_again_and_then_elsewhere_and_never_paid_for() {
    let (_, mut work) = accepted(Voice::Trusted, Class::Idempotent);
    go(&mut work, START, [Event::Intend(attempt(1)), stored(1, 100)]);
    let unplayable = || Event::Unplayable { why: "It ends in the middle.".to_owned() };
    go(&mut work, START, [Event::Intend(attempt(2)), accept("t"), unplayable()]);
    assert_eq!(work.generation.route, 0);
    go(&mut work, START, [Event::Intend(attempt(3)), accept("t"), unplayable()]);
    assert_eq!(work.generation.route, 1);
    go(&mut work, START, [Event::Intend(attempt(4)), accept("t"), unplayable()]);
    let effects = go(&mut work, START, [Event::Intend(attempt(5)), accept("t"), unplayable()]);
    assert!(effects.contains(&Effect::Release));
    assert!(matches!(&work.generation.state, State::Failed { why, .. } if why.code == "RESULT_UNPLAYABLE"));
}

#[test]
fn a_result_after_the_end_is_a_present_and_comes_once() {
    let (_, mut work) = accepted(Voice::Trusted, Class::Correlated);
    go(&mut work, START, [Event::Intend(attempt(1)), stored(1, 100)]);
    go(&mut work, START, [Event::Intend(attempt(2)), accept("t")]);
    let effects = go(&mut work, START, [Event::CancelAsked]);
    assert_eq!(effects, [Effect::Release]);
    let (late, effects) = step(&work, stored(2, 100), START).expect("takes it");
    assert!(late.generation.bonus.is_some() && matches!(late.generation.state, State::Cancelled { .. }));
    assert_eq!(effects, [Effect::Tell], "nothing is charged for it");
    assert_eq!(refused(&late, START, stored(2, 100)).code, "OUT_OF_TURN");
}

#[test]
fn a_submission_nobody_heard_of_is_found_by_what_its_provider_offers() {
    let decide_by = START.after(2 * MINUTE);
    for (class, before, after) in [
        (Class::Idempotent, "again", "again"),
        (Class::Listable, "find", "give up"),
        (Class::Correlated, "wait", "give up"),
        (Class::Unprotected, "wait", "give up"),
    ] {
        let (_, mut work) = accepted(Voice::Trusted, class);
        go(&mut work, START, [Event::Intend(attempt(1))]);
        let what = |now| match next(&work, now) {
            Action::SubmitAgain(attempt) if attempt.state == AttemptState::Submitting => "again",
            Action::Find(_) => "find",
            Action::Wait(until) if until == decide_by => "wait",
            Action::GiveUp => "give up",
            other => panic!("{other:?}"),
        };
        assert_eq!((what(START), what(decide_by)), (before, after), "{class:?}");
    }
}

fn event() -> impl Strategy<Value = u8> {
    0..14_u8
}

/// The event that a number stands for, about the attempt that is under way.
fn that(number: u8, work: &Work, count: u128) -> Event {
    let current = work.generation.attempt.map_or(attempt(count), |attempt| attempt);
    let stored = |score| match stored(0, score) {
        Event::Stored(stored) => Event::Stored(Box::new(Stored { attempt: current, ..*stored })),
        other => other,
    };
    match number {
        0..=2 => Event::Intend(attempt(count)),
        3 | 4 => accept("task"),
        5 => Event::Progress { percent: 40 },
        6 => fault(FaultKind::Busy(None)),
        7 => fault(FaultKind::Broken),
        8 => Event::GivenUp,
        9 => stored(90),
        10 => stored(20),
        11 => Event::Unplayable { why: "no".to_owned() },
        12 => Event::Approved,
        _ => Event::CancelAsked,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_happens_it_ends_once_and_the_books_balance(
        numbers in proptest::collection::vec(event(), 0..60), heard: bool, seconds in 0..50_i64,
    ) {
        let (clock, store) = memory();
        let voice = if heard { Voice::Heard } else { Voice::Trusted };
        let ids = run(&store, move |tables| commit::accept(tables, order(vec![talking(voice, Class::Correlated)])));
        let id = *ids.expect("accepts").first().expect("one");
        let leases = run(&store, |tables| Ok(job::claim(tables, 1)?)).expect("claims");
        let lease = *leases.first().expect("one");
        let mut progress = 0;
        for (count, number) in numbers.into_iter().enumerate() {
            let before = load(&store, id);
            let event = that(number, &before, count as u128 + 100);
            let happened = run(&store, move |tables| commit::happened(tables, lease, event));
            let after = load(&store, id);
            prop_assert!(after.generation.progress >= progress);
            progress = after.generation.progress;
            if before.generation.state.is_final() {
                prop_assert!(happened.is_err());
                prop_assert_eq!(&before.generation.state, &after.generation.state);
            }
            clock.set_now(store::read(&store, |tables| Ok(tables.now())).expect("reads").after(seconds * SECOND));
        }
        assert_sound(&store);
        clock.set_now(START.after(8 * HOUR));
        drop(run(&store, move |tables| commit::happened(tables, lease, Event::DeadlinePassed)));
        prop_assert!(load(&store, id).generation.state.is_final());
        assert_sound(&store);
        let balance = store::read(&store, |tables| Ok(ledger::balance(tables, workspace())?)).expect("reads");
        prop_assert_eq!(balance.held, MilliCredits::ZERO);
    }
}

#[test]
fn a_stale_lease_writes_nothing() {
    let (clock, store) = memory();
    let ids =
        run(&store, |tables| commit::accept(tables, order(vec![talking(Voice::Trusted, Class::Idempotent)])));
    let id = *ids.expect("accepts").first().expect("one");
    let claim = || run(&store, |tables| Ok(job::claim(tables, 9)?)).expect("claims");
    let first = *claim().first().expect("one");
    assert_eq!(claim(), [], "nobody else gets it");
    clock.set_now(START.after(2 * MINUTE));
    let second = *claim().first().expect("it is lent again once its time is over");
    let late = run(&store, move |tables| commit::happened(tables, first, Event::Intend(attempt(1))));
    assert_eq!(late.expect_err("refuses").code, "LEASE_LOST");
    assert_eq!(load(&store, id).attempt, None);
    run(&store, move |tables| commit::happened(tables, second, Event::Intend(attempt(2)))).expect("writes");
}

#[test]
fn a_segment_is_bought_once_and_an_order_is_taken_whole_or_not_at_all() {
    let (_, store) = memory();
    let once = |segment: &str, quote| item(segment, talking(Voice::Trusted, Class::Idempotent).stages, quote);
    let first = run(&store, {
        let items = vec![once("a", 9000), once("b", 9000)];
        move |tables| commit::accept(tables, order(items))
    });
    let first = first.expect("accepts");
    let again = run(&store, {
        let items = vec![once("b", 9000), once("c", 9000)];
        move |tables| commit::accept(tables, order(items))
    });
    let again = again.expect("accepts");
    assert_eq!(again.first(), first.get(1));
    let held =
        || store::read(&store, |tables| Ok(ledger::balance(tables, workspace())?)).expect("reads").held;
    assert_eq!(held(), MilliCredits(27_000));
    let items = vec![once("d", 9000), once("e", 190_000)];
    let refused = run(&store, move |tables| commit::accept(tables, order(items))).expect_err("refuses");
    assert_eq!(refused.details.get("required").and_then(serde_json::Value::as_i64), Some(199));
    assert_eq!(refused.details.get("available").and_then(serde_json::Value::as_f64), Some(173.0));
    assert_eq!(held(), MilliCredits(27_000));
}
