//! Calls endpoints, many at once, each a few at a time, so that a slow one delays nobody else.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use serde_json::json;
use tokio::sync::broadcast::error::RecvError;
use tokio::task::JoinSet;

use crate::app::SharedApp;
use crate::guard::{Guard, GuardError, Patience};
use crate::id::{EntryId, WebhookId};
use crate::refusal::Refusal;
use crate::store;
use crate::webhook::outbox::{Due, Outcome, Whose, due, is_pending, prepare, settle};
use crate::webhook::{Delivery, place, sign};

/// How many calls are made at once.
const AT_ONCE: usize = 64;
/// How many of them to one endpoint.
const EACH: usize = 4;
/// How many due deliveries are looked through; more than calls at once, since a slow endpoint's come first.
const LOOKED_THROUGH: usize = 512;
/// How often it is looked for what is due.
const EVERY: Duration = Duration::from_secs(1);

/// How long an endpoint may take.
const PATIENCE: Patience = Patience {
    connect: Duration::from_secs(5),
    read: Duration::from_secs(15),
    total: Duration::from_secs(15),
};

/// The way out to endpoints; `allowed` are hosts and ports of our own networks that may be called too.
///
/// # Errors
/// Where no secure connections can be made on this system.
pub fn guard(allowed: Vec<(String, u16)>) -> Result<Guard, GuardError> {
    Guard::new(allowed, PATIENCE)
}

/// What is on its way.
#[derive(Default)]
struct Calls {
    tasks: JoinSet<(EntryId, WebhookId)>,
    ids: HashSet<EntryId>,
    each: HashMap<WebhookId, usize>,
}

/// Delivers until the service ends. What is on its way then is delivered again at the next start.
pub async fn run(app: SharedApp) {
    let mut news = app.hub.watch();
    let mut ended = std::pin::pin!(app.readiness.drained());
    let mut every = tokio::time::interval(EVERY);
    let mut calls = Calls::default();
    // Events of before the start have to be looked for.
    let mut whose = Some(Whose::Everybodys);
    loop {
        if let Err(refusal) = begin(&app, &mut calls, whose.take()).await {
            tracing::error!(%refusal, "webhooks could not be looked for");
        }
        tokio::select! {
            () = &mut ended => return,
            _ = every.tick() => {}
            woken = news.recv() => whose = match woken {
                Ok(workspace) => Some(Whose::Of(workspace)),
                Err(RecvError::Lagged(_)) => Some(Whose::Everybodys),
                Err(RecvError::Closed) => return,
            },
            Some(done) = calls.tasks.join_next() => calls.end(done),
        }
    }
}

impl Calls {
    fn has_room_for(&self, delivery: &Delivery) -> bool {
        self.ids.len() < AT_ONCE
            && !self.ids.contains(&delivery.id)
            && self.each.get(&delivery.endpoint).is_none_or(|count| *count < EACH)
    }

    fn begin(&mut self, app: &SharedApp, due: Due) {
        let (id, endpoint) = (due.delivery.id, due.delivery.endpoint);
        self.ids.insert(id);
        *self.each.entry(endpoint).or_default() += 1;
        let app = SharedApp::clone(app);
        self.tasks.spawn(async move {
            if let Err(refusal) = call(&app, due).await {
                tracing::error!(%refusal, "a webhook could not be called");
            }
            (id, endpoint)
        });
    }

    fn end(&mut self, done: Result<(EntryId, WebhookId), tokio::task::JoinError>) {
        let Ok((id, endpoint)) = done else { return };
        self.ids.remove(&id);
        if let Some(count) = self.each.get_mut(&endpoint) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                self.each.remove(&endpoint);
            }
        }
    }
}

async fn begin(app: &SharedApp, calls: &mut Calls, whose: Option<Whose>) -> Result<(), Refusal> {
    let pending = whose.map(|whose| store::read(&app.store, |tables| Ok(is_pending(tables, whose)?)));
    if let Some(whose) = whose
        && pending.transpose()?.unwrap_or(false)
    {
        store::write(&app.store, move |tables| prepare(tables, whose)).await?;
    }
    for due in store::read(&app.store, |tables| due(tables, LOOKED_THROUGH))? {
        if calls.has_room_for(&due.delivery) {
            calls.begin(app, due);
        }
    }
    Ok(())
}

async fn call(app: &SharedApp, due: Due) -> Result<(), Refusal> {
    let Due { delivery, endpoint, entry } = due;
    let now = app.clock.now();
    let content = json!({ "type": entry.kind, "timestamp": entry.at.rfc3339(), "data": entry.data });
    let body = content.to_string();
    let place = place(endpoint.id);
    let valid = endpoint.secrets.iter().filter(|secret| secret.until.is_none_or(|until| now < until));
    let secrets: Vec<Vec<u8>> =
        valid.map(|secret| app.keys.seal.open(&place, &secret.sealed)).collect::<Result<_, _>>()?;
    let mut headers = sign::headers(&format!("msg_{}", delivery.id.0.simple()), now, &body, &secrets);
    headers.push(("content-type".to_owned(), "application/json".to_owned()));
    headers.push(("user-agent".to_owned(), "greenroom-cloud".to_owned()));
    let answer = match app.outbound.check(&endpoint.url) {
        Ok(checked) => app.outbound.post(&checked, &headers, body.into_bytes()).await,
        Err(error) => Err(error),
    };
    let outcome = answer.map_or(Outcome::Silence, Outcome::Status);
    tracing::info!(endpoint = %endpoint.id, ?outcome, tries = delivery.tries, "webhook");
    metrics::counter!("webhook_calls_total").increment(1);
    store::write(&app.store, move |tables| settle(tables, &delivery, outcome)).await
}
