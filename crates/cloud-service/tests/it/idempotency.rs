//! Requests that may be sent twice and count once.

use cloud_service::account::access::{self, Scope};
use cloud_service::account::project::{self, Draft};
use cloud_service::idempotency::{Answer, Fingerprint, IdempotencyKey, Running, once};
use cloud_service::moment::HOUR;
use cloud_service::refusal::Refusal;
use cloud_service::security::token::{Access, Purpose};
use cloud_service::store;
use serde_json::json;

use crate::support::Host;

async fn scope(service: &Host, email: &str) -> Scope {
    let (token, _) = service.signed_in(email).await;
    let app = &service.running.app;
    let read = app
        .keys
        .tokens
        .verify::<Access>(Purpose::Access, &token, service.now())
        .expect("the test made it so");
    store::read(&app.store, |tables| access::of_session(tables, &read.says))
        .expect("the test made it so")
        .scope
}

fn key(text: &str) -> IdempotencyKey {
    IdempotencyKey::parse(text).expect("the test made it so")
}

/// Makes a project under a key; the answer is its id.
async fn make(service: &Host, scope: Scope, key: IdempotencyKey, body: &str) -> Result<Answer, Refusal> {
    let (fingerprint, name) = (Fingerprint::of("POST", "/projects", body.as_bytes()), body.to_owned());
    store::write(&service.running.app.store, move |tables| {
        once(tables, scope, &key, &fingerprint, |tables| {
            if name == "refuse" {
                return Err(Refusal::invalid("no"));
            }
            let draft = Draft { name, description: None, script: None, settings: json!({}) };
            let made = project::make(tables, scope, draft)?;
            Ok(Answer { status: 201, body: made.id.to_string() })
        })
    })
    .await
}

fn count(service: &Host, scope: Scope) -> u64 {
    store::read(&service.running.app.store, |tables| project::list(tables, scope, None, 0, 1))
        .expect("the test made it so")
        .1
}

#[tokio::test]
async fn the_same_request_has_one_effect_and_one_answer() {
    for service in [Host::start().await, Host::on_disk().await] {
        let scope = scope(&service, "user@example.com").await;
        let first = make(&service, scope, key("k1"), "one").await.unwrap();
        assert_eq!(make(&service, scope, key("k1"), "one").await.unwrap(), first);
        assert_eq!(count(&service, scope), 1);
        make(&service, scope, key("k2"), "one").await.unwrap();
        assert_eq!(count(&service, scope), 2);
    }
}

#[tokio::test]
async fn many_at_once_have_one_effect() {
    let service = Host::on_disk().await;
    let scope = scope(&service, "user@example.com").await;
    let (a, b, c, d) = tokio::join!(
        make(&service, scope, key("k"), "one"),
        make(&service, scope, key("k"), "one"),
        make(&service, scope, key("k"), "one"),
        make(&service, scope, key("k"), "one"),
    );
    let answers = [a.unwrap(), b.unwrap(), c.unwrap(), d.unwrap()];
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(count(&service, scope), 1);
}

#[tokio::test]
async fn a_key_with_another_request_is_refused() {
    let service = Host::start().await;
    let scope = scope(&service, "user@example.com").await;
    make(&service, scope, key("k"), "one").await.unwrap();
    assert_eq!(make(&service, scope, key("k"), "two").await.unwrap_err().code, "IDEMPOTENCY_KEY_REUSED");
}

#[tokio::test]
async fn what_was_refused_is_tried_again() {
    let service = Host::start().await;
    let scope = scope(&service, "user@example.com").await;
    assert!(make(&service, scope, key("k"), "refuse").await.is_err());
    assert!(make(&service, scope, key("k"), "one").await.is_ok());
}

#[tokio::test]
async fn a_key_belongs_to_its_workspace_and_is_forgotten_after_two_days() {
    let service = Host::start().await;
    let (mine, other) = (scope(&service, "me@example.com").await, scope(&service, "other@example.com").await);
    let first = make(&service, mine, key("k"), "one").await.unwrap();
    assert_ne!(make(&service, other, key("k"), "one").await.unwrap(), first);
    service.wait(48 * HOUR + 1);
    assert_ne!(make(&service, mine, key("k"), "two").await.unwrap(), first);
}

#[tokio::test]
async fn a_key_is_taken_while_its_request_is_on_its_way() {
    let service = Host::start().await;
    let scope = scope(&service, "user@example.com").await;
    let running = Running::default();
    let turn = running.enter(scope, &key("k")).unwrap();
    assert_eq!(running.enter(scope, &key("k")).unwrap_err().code, "REQUEST_IN_FLIGHT");
    assert!(running.enter(scope, &key("other")).is_ok());
    drop(turn);
    assert!(running.enter(scope, &key("k")).is_ok());
}

#[test]
fn keys_are_short_and_visible() {
    let long = "k".repeat(256);
    for wrong in ["", "  ", "a b", "ключ", "a\u{7f}", &long] {
        assert!(IdempotencyKey::parse(wrong).is_err(), "{wrong}");
    }
    assert_eq!(key("\"quoted\""), key("quoted"));
}
