//! Things to ask for.

use std::sync::Arc;

use cloud_service::event;
use cloud_service::generation::commit::{self, Item, Order};
use cloud_service::generation::{self, Craft, Request, Route, Stage};
use cloud_service::id::{GenerationId, UserId, WorkspaceId};
use cloud_service::ledger::{self, Origin};
use cloud_service::moment::{HOUR, MINUTE, Moment};
use cloud_service::money::MilliCredits;
use cloud_service::object;
use cloud_service::provider::{Class, Size};
use cloud_service::refusal::Refusal;
use cloud_service::store::{self, Shared, Table, Tables};
use uuid::Uuid;

/// When everything begins.
pub const START: Moment = Moment(1_700_000_000_000);

/// All tables that work needs.
pub fn tables() -> Vec<Table> {
    [&ledger::TABLES[..], &commit::TABLES[..], &event::TABLES[..], &object::TABLES[..]].concat()
}

/// The workspace that asks.
pub fn workspace() -> WorkspaceId {
    WorkspaceId(Uuid::from_u128(1))
}

/// A way to make a stage.
pub fn route(model: &str, provider: &str, class: Class, price: i64) -> Route {
    Route {
        model: model.to_owned(),
        provider: provider.to_owned(),
        class,
        window: 2 * MINUTE,
        milliseconds: 8000,
        quality: String::new(),
        usual: MINUTE,
        price: MilliCredits(price),
        cost: MilliCredits(price / 2),
    }
}

/// Something to ask for, made by these stages.
pub fn item(segment: &str, stages: Vec<Stage>, quote: i64) -> Item {
    let request = Request {
        text: "Meet Morrow, the folding cup.".to_owned(),
        language: "en".to_owned(),
        look: "look_actor_001".to_owned(),
        voice: "voice".to_owned(),
        rate_thousandths: 1000,
        size: Some(Size { width: 720, height: 1280 }),
        ..Request::default()
    };
    Item {
        request,
        stages,
        segment: segment.to_owned(),
        quote: MilliCredits(quote),
        warnings: Vec::new(),
        patience: HOUR,
    }
}

/// A stage.
pub fn stage(craft: Craft, routes: Vec<Route>) -> Stage {
    Stage { craft, routes, approval: false }
}

/// An order of the workspace.
pub fn order(items: Vec<Item>) -> Order {
    Order {
        workspace: workspace(),
        user: UserId(Uuid::from_u128(2)),
        project: None,
        batch: None,
        priority: 5,
        items,
    }
}

/// Runs a transaction, by hand.
pub fn run<T: Send + 'static>(
    store: &Shared,
    work: impl FnOnce(&mut dyn Tables) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(store::write(store, work))
}

/// Grants the workspace credits.
pub fn rich(tables: &mut dyn Tables) -> Result<(), Refusal> {
    let origin = Origin::Plan("pro".to_owned());
    ledger::grant(tables, workspace(), origin, MilliCredits::credits(200), None).map(drop)
}

/// Nothing is wrong with the books or with what was asked for.
pub fn assert_sound(store: &Shared) {
    let faults = store::read(store, |tables| {
        let mut faults = ledger::verify(tables)?;
        faults.extend(generation::verify(tables)?);
        Ok(faults)
    });
    assert_eq!(faults.expect("verifies"), []);
}

/// A generation as it is written.
pub fn load(store: &Shared, id: GenerationId) -> generation::Work {
    store::read(store, |tables| commit::load(tables, workspace(), id)).expect("is there")
}

/// A store in memory with credits in it.
pub fn memory() -> (Arc<store::memory::Memory>, Shared) {
    let memory = Arc::new(store::memory::Memory::new(START));
    let store: Shared = Arc::clone(&memory) as Shared;
    run(&store, rich).expect("grants");
    (memory, store)
}
