//! Credits: nothing is lost, nothing is made, nothing is spent twice.

use std::sync::Arc;

use cloud_service::id::{GenerationId, HoldId, WorkspaceId};
use cloud_service::ledger::{self, Account, Balance, Hold, HoldState, Origin};
use cloud_service::moment::{DAY, HOUR, Moment};
use cloud_service::money::MilliCredits;
use cloud_service::refusal::Refusal;
use cloud_service::store::memory::Memory;
use cloud_service::store::sqlite::Sqlite;
use cloud_service::store::{self, Key, Shared, Tables};
use proptest::prelude::*;
use uuid::Uuid;

const START: Moment = Moment(1_700_000_000_000);

fn workspace(number: u8) -> WorkspaceId {
    WorkspaceId(Uuid::from_u128(number.into()))
}

fn generation() -> GenerationId {
    GenerationId(Uuid::from_u128(7))
}

fn run<T: Send + 'static>(
    store: &Shared,
    work: impl FnOnce(&mut dyn Tables) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(store::write(store, work))
}

fn memory() -> (Arc<Memory>, Shared) {
    let memory = Arc::new(Memory::new(START));
    (Arc::clone(&memory), memory)
}

fn balance(store: &Shared, of: WorkspaceId) -> (i64, i64) {
    let Balance { available, held } =
        store::read(store, |tables| Ok(ledger::balance(tables, of)?)).expect("reads");
    (available.0, held.0)
}

fn grant(store: &Shared, of: WorkspaceId, amount: i64, origin: Origin, expires_at: Option<Moment>) {
    run(store, move |tables| ledger::grant(tables, of, origin, MilliCredits(amount), expires_at))
        .expect("grants");
}

fn hold(store: &Shared, of: WorkspaceId, amount: i64) -> Result<Hold, Refusal> {
    run(store, move |tables| ledger::hold(tables, of, generation(), MilliCredits(amount)))
}

fn capture(store: &Shared, of: WorkspaceId, id: HoldId, amount: i64) -> Result<(), Refusal> {
    run(store, move |tables| ledger::capture(tables, of, id, MilliCredits(amount), "kling-1.6"))
}

fn release(store: &Shared, of: WorkspaceId, id: HoldId) -> Result<(), Refusal> {
    run(store, move |tables| ledger::release(tables, of, id))
}

fn assert_sound(store: &Shared) {
    let faults = store::read(store, |tables| Ok(ledger::verify(tables)?)).expect("verifies");
    assert_eq!(faults, []);
}

fn plan() -> Origin {
    Origin::Plan("pro".to_owned())
}

fn bought(payment: &str) -> Origin {
    Origin::Purchase(payment.to_owned())
}

#[test]
fn a_take_costs_what_it_costs_and_the_rest_of_the_hold_goes_back() {
    let (_, store) = memory();
    let me = workspace(1);
    grant(&store, me, 10_000, plan(), None);
    let held = hold(&store, me, 9600).expect("holds");
    assert_eq!(balance(&store, me), (400, 9600));
    capture(&store, me, held.id, 7200).expect("captures");
    assert_eq!(balance(&store, me), (2800, 0));
    assert_sound(&store);
}

#[test]
fn too_little_is_refused_with_both_numbers_and_nothing_changes() {
    let (_, store) = memory();
    let me = workspace(1);
    grant(&store, me, 2000, plan(), None);
    let refused = hold(&store, me, 4600).expect_err("refuses");
    assert_eq!(refused.code, "INSUFFICIENT_CREDITS");
    assert_eq!(refused.details.get("required").and_then(serde_json::Value::as_i64), Some(5));
    assert_eq!(refused.details.get("available").and_then(serde_json::Value::as_f64), Some(2.0));
    assert_eq!(balance(&store, me), (2000, 0));
    assert_sound(&store);
}

#[test]
fn a_hold_ends_once() {
    let (_, store) = memory();
    let me = workspace(1);
    grant(&store, me, 10_000, plan(), None);
    let first = hold(&store, me, 3000).expect("holds");
    capture(&store, me, first.id, 3000).expect("captures");
    assert_eq!(capture(&store, me, first.id, 3000).expect_err("refuses").code, "ALREADY_CAPTURED");
    assert_eq!(release(&store, me, first.id).expect_err("refuses").code, "ALREADY_CAPTURED");
    let second = hold(&store, me, 3000).expect("holds");
    release(&store, me, second.id).expect("releases");
    assert_eq!(release(&store, me, second.id).expect_err("refuses").code, "ALREADY_RELEASED");
    assert_eq!(capture(&store, me, second.id, 1).expect_err("refuses").code, "ALREADY_RELEASED");
    assert_eq!(balance(&store, me), (7000, 0));
    assert_sound(&store);
}

#[test]
fn more_than_was_held_is_never_captured() {
    let (_, store) = memory();
    let me = workspace(1);
    grant(&store, me, 10_000, plan(), None);
    let held = hold(&store, me, 3000).expect("holds");
    assert_eq!(capture(&store, me, held.id, 3001).expect_err("refuses").code, "ABOVE_HOLD");
    assert_eq!(capture(&store, me, held.id, -1).expect_err("refuses").code, "ABOVE_HOLD");
    assert_eq!(balance(&store, me), (7000, 3000));
}

#[test]
fn another_workspaces_hold_is_not_there() {
    let (_, store) = memory();
    grant(&store, workspace(1), 10_000, plan(), None);
    let held = hold(&store, workspace(1), 3000).expect("holds");
    assert_eq!(release(&store, workspace(2), held.id).expect_err("refuses").code, "NOT_FOUND");
    assert_eq!(balance(&store, workspace(1)), (7000, 3000));
}

#[test]
fn what_goes_first_is_used_first_and_what_was_bought_last() {
    let (_, store) = memory();
    let me = workspace(1);
    grant(&store, me, 1000, bought("p1"), None);
    grant(&store, me, 1000, plan(), Some(START.after(2 * DAY)));
    grant(&store, me, 1000, plan(), Some(START.after(DAY)));
    grant(&store, me, 1000, Origin::Goodwill, None);
    let held = hold(&store, me, 3500).expect("holds");
    let parts: Vec<i64> = held.slices.iter().map(|slice| slice.amount.0).collect();
    assert_eq!(parts, [1000, 1000, 1000, 500]);
    let order = held.slices.iter().map(|slice| {
        let lot =
            store::read(&store, |tables| Ok(store::get::<ledger::Lot>(tables, &me.key().id(slice.lot.0))?));
        let lot = lot.expect("reads").expect("is there");
        (lot.origin, lot.expires_at)
    });
    let expected = [
        (plan(), Some(START.after(DAY))),
        (plan(), Some(START.after(2 * DAY))),
        (Origin::Goodwill, None),
        (bought("p1"), None),
    ];
    assert_eq!(order.collect::<Vec<_>>(), expected);
}

#[test]
fn what_is_captured_comes_from_the_lots_that_are_used_first() {
    let (_, store) = memory();
    let me = workspace(1);
    grant(&store, me, 1000, plan(), Some(START.after(DAY)));
    grant(&store, me, 1000, bought("p1"), None);
    let held = hold(&store, me, 2000).expect("holds");
    capture(&store, me, held.id, 1200).expect("captures");
    let refunded = run(&store, move |tables| ledger::refund(tables, me, "p1")).expect("refunds");
    assert_eq!(refunded, MilliCredits(800));
    assert_eq!(balance(&store, me), (0, 0));
    assert_sound(&store);
}

#[test]
fn credits_that_ran_out_while_held_live_another_day() {
    let (clock, store) = memory();
    let me = workspace(1);
    grant(&store, me, 5000, plan(), Some(START.after(HOUR)));
    let held = hold(&store, me, 2000).expect("holds");
    clock.set_now(START.after(2 * HOUR));
    release(&store, me, held.id).expect("releases");
    let expired = run(&store, |tables| ledger::expire(tables)).expect("expires");
    assert_eq!((expired, balance(&store, me)), (1, (2000, 0)));
    clock.set_now(START.after(2 * HOUR + DAY));
    run(&store, |tables| ledger::expire(tables)).expect("expires");
    assert_eq!(balance(&store, me), (0, 0));
    assert_sound(&store);
}

#[test]
fn credits_whose_time_is_over_are_not_spent_even_before_anybody_takes_them_away() {
    let (clock, store) = memory();
    let me = workspace(1);
    grant(&store, me, 5000, plan(), Some(START.after(HOUR)));
    clock.set_now(START.after(HOUR));
    assert_eq!(hold(&store, me, 1).expect_err("refuses").code, "INSUFFICIENT_CREDITS");
}

#[test]
fn a_payment_taken_back_leaves_a_debt_and_never_less_than_nothing() {
    let (_, store) = memory();
    let me = workspace(1);
    grant(&store, me, 5000, bought("p1"), None);
    let held = hold(&store, me, 4000).expect("holds");
    capture(&store, me, held.id, 4000).expect("captures");
    run(&store, move |tables| ledger::dispute(tables, me, "p1", MilliCredits(5000))).expect("takes back");
    assert_eq!(balance(&store, me), (0, 0));
    let owed = store::read(&store, |tables| Ok(ledger::balance_of(tables, &Account::Receivable(me))?));
    assert_eq!(owed.expect("reads"), MilliCredits(-4000));
    assert_sound(&store);
}

#[test]
fn nothing_and_less_than_nothing_cannot_be_granted_or_held() {
    let (_, store) = memory();
    let me = workspace(1);
    for amount in [0, -1, i64::MIN, i64::MAX] {
        let granted =
            run(&store, move |tables| ledger::grant(tables, me, plan(), MilliCredits(amount), None));
        assert!(granted.is_err(), "{amount}");
    }
    for amount in [0, -1, i64::MIN] {
        assert!(hold(&store, me, amount).is_err(), "{amount}");
    }
}

#[test]
fn tampering_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = || -> Shared { Arc::new(Sqlite::open(folder.path(), &ledger::TABLES, START).expect("opens")) };
    let store = open();
    grant(&store, workspace(1), 5000, plan(), None);
    drop(store);
    let connection = rusqlite::Connection::open(folder.path().join("cloud.db")).expect("opens");
    let sql = "UPDATE workspace_account SET value = json_set(value, '$.balance', 9000)";
    assert_eq!(connection.execute(sql, []).expect("changes"), 1);
    drop(connection);
    let faults = store::read(&open(), |tables| Ok(ledger::verify(tables)?)).expect("verifies");
    let numbers: Vec<&str> = faults.iter().map(|fault| fault.invariant).collect();
    assert_eq!(numbers, ["I1", "I1", "I3"]);
}

#[derive(Clone, Debug)]
enum Step {
    Grant(u8, i64, u8, Option<i64>),
    Hold(u8, i64),
    Capture(usize, i64),
    Release(usize),
    Expire,
    Refund(u8, u8),
    Dispute(u8, u8, i64),
    Pass(i64),
}

fn a_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..3_u8, 1..5000_i64, 0..4_u8, proptest::option::of(1..90_i64)).prop_map(|(w, a, o, e)| Step::Grant(w, a, o, e)),
        4 => (0..3_u8, -5..4000_i64).prop_map(|(w, a)| Step::Hold(w, a)),
        3 => (0..20_usize, -5..4000_i64).prop_map(|(h, a)| Step::Capture(h, a)),
        2 => (0..20_usize).prop_map(Step::Release),
        1 => Just(Step::Expire),
        1 => (0..3_u8, 0..4_u8).prop_map(|(w, p)| Step::Refund(w, p)),
        1 => (0..3_u8, 0..4_u8, 1..3000_i64).prop_map(|(w, p, a)| Step::Dispute(w, p, a)),
        2 => (1..40_i64).prop_map(Step::Pass),
    ]
}

fn take(store: &Shared, clock: &Memory, holds: &mut Vec<Hold>, step: Step) {
    let origin = |kind: u8| match kind {
        0 => plan(),
        1 => Origin::Goodwill,
        other => bought(&other.to_string()),
    };
    match step {
        Step::Grant(of, amount, kind, expires) => {
            let expires = expires.map(|minutes| START.after(minutes * 60_000));
            grant(store, workspace(of), amount, origin(kind), expires);
        }
        Step::Hold(of, amount) => holds.extend(hold(store, workspace(of), amount)),
        Step::Capture(at, amount) => {
            if let Some(held) = holds.get(at) {
                drop(capture(store, held.workspace, held.id, amount));
            }
        }
        Step::Release(at) => {
            if let Some(held) = holds.get(at) {
                drop(release(store, held.workspace, held.id));
            }
        }
        Step::Expire => drop(run(store, |tables| ledger::expire(tables))),
        Step::Refund(of, payment) => {
            drop(run(store, move |tables| ledger::refund(tables, workspace(of), &payment.to_string())));
        }
        Step::Dispute(of, payment, amount) => {
            let dispute = move |tables: &mut dyn Tables| {
                ledger::dispute(tables, workspace(of), &payment.to_string(), MilliCredits(amount))
            };
            drop(run(store, dispute));
        }
        Step::Pass(minutes) => {
            let now = store::read(store, |tables| Ok(tables.now())).expect("reads");
            clock.set_now(now.after(minutes * 60_000));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_books_balance_whatever_happens(steps in proptest::collection::vec(a_step(), 1..60)) {
        let (clock, store) = memory();
        let mut holds = Vec::new();
        for step in steps {
            take(&store, &clock, &mut holds, step);
            assert_sound(&store);
        }
    }
}

#[test]
fn spenders_at_the_same_time_never_spend_more_than_there_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let store: Shared = Arc::new(Sqlite::open(folder.path(), &ledger::TABLES, START).expect("opens"));
    let me = workspace(1);
    grant(&store, me, 10_000, plan(), None);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).build().expect("a runtime");
    let held: Vec<Result<Hold, Refusal>> = runtime.block_on(async {
        let spender = |number: i64| {
            let store = Arc::clone(&store);
            tokio::spawn(async move {
                let amount = MilliCredits(700 + number % 7);
                store::write(&store, move |tables| ledger::hold(tables, me, generation(), amount)).await
            })
        };
        let spenders: Vec<_> = (0..64).map(spender).collect();
        let mut held = Vec::new();
        for spender in spenders {
            held.push(spender.await.expect("ends"));
        }
        held
    });
    let sum: i64 = held.iter().flatten().map(|hold| hold.amount.0).sum();
    assert_eq!(balance(&store, me), (10_000 - sum, sum));
    assert!(held.iter().any(Result::is_err) && sum > 9_200, "{sum}");
    assert_sound(&store);
    let open =
        store::read(&store, |tables| Ok(store::rows::<Hold>(tables, Key::new(), 1000)?)).expect("reads");
    assert!(open.iter().all(|hold| hold.state == HoldState::Open));
}
