//! Both stores are one: the same transactions give the same answers and leave the same behind.

use std::sync::Arc;

use cloud_service::moment::Moment;
use cloud_service::refusal::Refusal;
use cloud_service::store::memory::Memory;
use cloud_service::store::sqlite::Sqlite;
use cloud_service::store::{self, Key, Order, Record, Shared, Table, Walk};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use tempfile::TempDir;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Thing {
    id: u8,
    color: String,
    weight: i64,
}

impl Record for Thing {
    const TABLE: Table = Table { never_negative: &["weight"], ..Table::named("thing") };

    fn key(&self) -> Key {
        Key::new().number(self.id.into())
    }

    fn indexes(&self) -> Vec<Key> {
        vec![Key::new().text("color").text(&self.color).number(self.weight).number(self.id.into())]
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Line {
    number: i64,
}

impl Record for Line {
    const TABLE: Table = Table::append_only("line");

    fn key(&self) -> Key {
        Key::new().number(self.number)
    }
}

#[derive(Clone, Debug)]
enum Change {
    Put(Thing),
    Remove(u8),
    Append(i64),
    Refuse,
}

fn change() -> impl Strategy<Value = Change> {
    let thing = (0..12_u8, "[a-c\u{0}\u{1}é]{0,2}", -1..40_i64);
    prop_oneof![
        6 => thing.prop_map(|(id, color, weight)| Change::Put(Thing { id, color, weight })),
        2 => (0..12_u8).prop_map(Change::Remove),
        1 => (0..6_i64).prop_map(Change::Append),
        1 => Just(Change::Refuse),
    ]
}

fn open(folder: &TempDir) -> Shared {
    Arc::new(Sqlite::open(folder.path(), &[Thing::TABLE, Line::TABLE], Moment(1000)).expect("opens"))
}

/// Runs one transaction of several changes; says whether it held.
async fn run(store: &Shared, changes: Vec<Change>) -> bool {
    let done = store::write(store, move |tables| {
        for change in changes {
            match change {
                Change::Put(thing) => store::put(tables, &thing)?,
                Change::Remove(id) => store::remove::<Thing>(tables, &Key::new().number(id.into()))?,
                Change::Append(number) => store::put(tables, &Line { number })?,
                Change::Refuse => return Err(Refusal::invalid("no")),
            }
        }
        Ok(())
    });
    done.await.is_ok()
}

type Seen = (Vec<Thing>, Vec<Vec<Thing>>, Vec<Line>, u64);

fn look(store: &Shared) -> Seen {
    store::read(store, |tables| {
        let mut walks = Vec::new();
        for order in [Order::Forwards, Order::Backwards] {
            for color in ["a", "b", "\u{0}"] {
                for after in [None, Some(Key::new().text("color").text(color).number(9))] {
                    let walk = Walk { prefix: Key::new().text("color").text(color), after, order };
                    walks.push(store::indexed(tables, &walk, 1, 5)?);
                }
            }
        }
        let all = store::rows(tables, Key::new(), 100)?;
        let lines = store::rows(tables, Key::new(), 100)?;
        Ok((all, walks, lines, tables.count(Thing::TABLE, &Key::new().text("color").text("a"))?))
    })
    .expect("reads")
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn both_stores_hold_the_same(transactions in proptest::collection::vec(
        proptest::collection::vec(change(), 1..4), 1..30,
    )) {
        let folder = tempfile::tempdir().expect("a folder");
        let (memory, sqlite): (Shared, Shared) = (Arc::new(Memory::new(Moment(1000))), open(&folder));
        runtime().block_on(async {
            for changes in transactions {
                let held = (run(&memory, changes.clone()).await, run(&sqlite, changes.clone()).await);
                prop_assert_eq!(held.0, held.1, "{:?}", changes);
                prop_assert_eq!(look(&memory), look(&sqlite));
            }
            Ok(())
        })?;
    }

    #[test]
    fn keys_are_ordered_part_by_part(
        a in ("[a-b\u{0}\u{1}\u{2}]{0,3}", any::<i64>()), b in ("[a-b\u{0}\u{1}\u{2}]{0,3}", any::<i64>()),
    ) {
        let key = |(text, number): &(String, i64)| Key::new().text(text).number(*number);
        prop_assert_eq!(key(&a).cmp(&key(&b)), a.cmp(&b));
        prop_assert_eq!(key(&a) == key(&b), a == b);
    }
}

#[test]
fn what_is_written_is_there_after_opening_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = open(&folder);
    let thing = Thing { id: 1, color: "red".to_owned(), weight: 3 };
    assert!(runtime().block_on(run(&store, vec![Change::Put(thing.clone())])));
    drop(store);
    assert_eq!(look(&open(&folder)).0, [thing]);
}

#[test]
fn a_second_service_is_not_let_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let _first = open(&folder);
    let second = Sqlite::open(folder.path(), &[Thing::TABLE], Moment(0));
    assert!(second.is_err_and(|error| error.to_string().contains("another greenroom-cloud")));
}

#[test]
fn a_damaged_file_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(open(&folder));
    let path = folder.path().join("cloud.db");
    let mut bytes = std::fs::read(&path).expect("reads");
    let middle = bytes.len() / 2;
    for byte in bytes.iter_mut().skip(20).take(middle) {
        *byte = 0x5a;
    }
    std::fs::write(&path, &bytes).expect("writes");
    assert!(Sqlite::open(folder.path(), &[Thing::TABLE], Moment(0)).is_err());
    assert_eq!(std::fs::read(&path).expect("reads"), bytes);
}

#[test]
fn rows_that_are_only_added_to_cannot_be_changed_in_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = open(&folder);
    assert!(runtime().block_on(run(&store, vec![Change::Append(1)])));
    drop(store);
    let connection = rusqlite::Connection::open(folder.path().join("cloud.db")).expect("opens");
    assert!(connection.execute("UPDATE line SET value = '{}'", []).is_err());
    assert!(connection.execute("DELETE FROM line", []).is_err());
    assert!(connection.execute("INSERT INTO thing VALUES (x'00', '{\"weight\":-1}')", []).is_err());
}
