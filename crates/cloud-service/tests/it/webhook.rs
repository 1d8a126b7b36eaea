//! Webhooks: signed calls about what has ended, tried again until they are taken.

use std::sync::{Arc, Mutex};

use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use cloud_service::account::access;
use cloud_service::config::Config;
use cloud_service::event::{self, Ends};
use cloud_service::id::WorkspaceId;
use cloud_service::moment::{DAY, Moment};
use cloud_service::security::token::{Access, Purpose};
use cloud_service::store;
use cloud_service::webhook::sign;
use reqwest::Method;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::support::{Host, config};

/// A call that came.
struct Call {
    id: String,
    seconds: i64,
    signatures: Vec<String>,
    body: String,
}

/// Somebody who is called, and answers what is in `answers`, at last for ever.
struct Hooked {
    service: Host,
    token: String,
    workspace: WorkspaceId,
    calls: mpsc::UnboundedReceiver<Call>,
    url: String,
}

async fn hooked(answers: &[u16]) -> Hooked {
    let (sender, calls) = mpsc::unbounded_channel();
    let answers = Arc::new(Mutex::new(answers.to_vec()));
    let take = move |headers: HeaderMap, body: String| {
        let header = |name: &str| headers[name].to_str().expect("text").to_owned();
        let signatures = header("webhook-signature").split(' ').map(str::to_owned).collect();
        let seconds = header("webhook-timestamp").parse().expect("a number");
        drop(sender.send(Call { id: header("webhook-id"), seconds, signatures, body }));
        let mut answers = answers.lock().expect("nobody panicked");
        let status = if answers.len() > 1 { answers.remove(0) } else { answers[0] };
        async move { (StatusCode::from_u16(status).expect("a status"), [("location", "http://127.0.0.1:1/")]) }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move { axum::serve(listener, axum::Router::new().route("/hook", post(take))).await });
    let webhook_hosts = vec![format!("127.0.0.1:{port}")];
    let service = Host::start_as(Config { webhook_hosts, ..config() }).await;
    let (token, _) = service.signed_in("user@example.com").await;
    let app = &service.running.app;
    let read =
        app.keys.tokens.verify::<Access>(Purpose::Access, &token, service.now()).expect("a good token");
    let caller = store::read(&app.store, |tables| access::of_session(tables, &read.says)).expect("somebody");
    let workspace = caller.scope.workspace();
    Hooked { service, token, workspace, calls, url: format!("http://127.0.0.1:{port}/hook") }
}

impl Hooked {
    /// Sets up a webhook: its path and its secret.
    async fn set_up(&self, events: &[&str]) -> (String, Vec<u8>) {
        let body = json!({ "url": self.url, "events": events });
        let made = self.service.ask(Method::POST, "/api/v1/webhooks", Some(&self.token), Some(body)).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let data = made.data();
        (format!("/api/v1/webhooks/{}", data["id"].as_str().expect("an id")), secret(&data))
    }

    async fn happen(&self, kind: &'static str, ends: Ends) {
        let workspace = self.workspace;
        let app = &self.service.running.app;
        let data = json!({ "status": "completed" });
        let record =
            store::write(&app.store, move |tables| event::record(tables, workspace, kind, data, ends));
        record.await.expect("an event");
        app.hub.wake(workspace);
    }

    /// Waits until the last delivery was tried so often, and tells it.
    async fn tried(&self, path: &str, tries: u64) -> Value {
        loop {
            let told = self.service.get(&format!("{path}/deliveries"), &self.token).await.data();
            let last = told["deliveries"][0].clone();
            if last["tries"].as_u64() == Some(tries) {
                return last;
            }
        }
    }

    /// Lets time pass and wakes who delivers.
    fn wait(&self, milliseconds: i64) {
        self.service.wait(milliseconds);
        self.service.running.app.hub.wake(self.workspace);
    }
}

fn secret(made: &Value) -> Vec<u8> {
    let text = made["secret"].as_str().expect("a secret").strip_prefix("whsec_").expect("its prefix");
    STANDARD.decode(text).expect("base64")
}

fn signature(call: &Call, secret: &[u8]) -> String {
    let moment = Moment(call.seconds * 1000);
    sign::headers(&call.id, moment, &call.body, &[secret.to_vec()]).pop().expect("a signature").1
}

#[tokio::test]
async fn what_has_ended_is_told_once_signed() {
    let mut hooked = hooked(&[204]).await;
    hooked.happen("generation_update", Ends::Yes).await;
    let (path, secret) = hooked.set_up(&[]).await;
    hooked.happen("generation_update", Ends::No).await;
    hooked.happen("generation_update", Ends::Yes).await;
    let call = hooked.calls.recv().await.expect("a call");
    assert_eq!(call.signatures, [signature(&call, &secret)]);
    let body: Value = serde_json::from_str(&call.body).expect("JSON");
    assert_eq!((&body["type"], &body["data"]["status"]), (&json!("generation_update"), &json!("completed")));
    let told = hooked.tried(&path, 1).await;
    assert_eq!((&told["status"], &told["httpStatus"]), (&json!("delivered"), &json!(204)));
    // What happened before it was set up, and what ended nothing, is not told.
    hooked.wait(DAY);
    assert!(hooked.calls.try_recv().is_err());
}

#[tokio::test]
async fn a_failure_and_a_redirect_are_tried_again_under_the_same_name() {
    let mut hooked = hooked(&[500, 302, 200]).await;
    let (path, _) = hooked.set_up(&[]).await;
    hooked.happen("generation_update", Ends::Yes).await;
    let first = hooked.calls.recv().await.expect("a call");
    assert_eq!(hooked.tried(&path, 1).await["status"], "waiting");
    hooked.wait(5_000);
    let second = hooked.calls.recv().await.expect("a call");
    assert_eq!(hooked.tried(&path, 2).await["httpStatus"], 302);
    hooked.wait(300_000);
    let third = hooked.calls.recv().await.expect("a call");
    assert_eq!(hooked.tried(&path, 3).await["status"], "delivered");
    assert_eq!((&first.id, &second.id), (&second.id, &third.id));
    assert_eq!(second.seconds - first.seconds, 5);
}

#[tokio::test]
async fn a_place_that_is_gone_is_called_no_more() {
    let mut hooked = hooked(&[410, 200]).await;
    let (path, _) = hooked.set_up(&[]).await;
    hooked.happen("generation_update", Ends::Yes).await;
    hooked.calls.recv().await.expect("a call");
    assert_eq!(hooked.tried(&path, 1).await["status"], "givenUp");
    assert_eq!(hooked.service.get(&path, &hooked.token).await.data()["status"], "gone");
    hooked.happen("generation_update", Ends::Yes).await;
    let enabled = Some(json!({ "status": "enabled" }));
    hooked.service.ask(Method::PATCH, &path, Some(&hooked.token), enabled).await;
    hooked.happen("batch_update", Ends::Yes).await;
    let call = hooked.calls.recv().await.expect("a call");
    assert!(call.body.contains("batch_update"));
}

#[tokio::test]
async fn only_what_it_asked_for_is_told() {
    let mut hooked = hooked(&[200]).await;
    hooked.set_up(&["batch_update"]).await;
    hooked.happen("generation_update", Ends::Yes).await;
    hooked.happen("batch_update", Ends::Yes).await;
    assert!(hooked.calls.recv().await.expect("a call").body.contains("batch_update"));
}

#[tokio::test]
async fn a_new_secret_signs_beside_the_old_one_for_a_day() {
    let mut hooked = hooked(&[200]).await;
    let (path, old) = hooked.set_up(&[]).await;
    let renewed =
        hooked.service.ask(Method::POST, &format!("{path}/secret"), Some(&hooked.token), None).await;
    let new = secret(&renewed.data());
    hooked.happen("generation_update", Ends::Yes).await;
    let call = hooked.calls.recv().await.expect("a call");
    assert_eq!(call.signatures, [signature(&call, &new), signature(&call, &old)]);
    hooked.service.wait(DAY);
    hooked.happen("generation_update", Ends::Yes).await;
    let call = hooked.calls.recv().await.expect("a call");
    assert_eq!(call.signatures, [signature(&call, &new)]);
}

#[tokio::test]
async fn addresses_within_are_refused() {
    let hooked = hooked(&[200]).await;
    for url in [
        "http://example.com/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://0x7f.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://user:secret@example.com/",
        "https://example.com:8443/",
        "ftp://example.com/",
        "nothing",
    ] {
        let body = json!({ "url": url });
        let told =
            hooked.service.ask(Method::POST, "/api/v1/webhooks", Some(&hooked.token), Some(body)).await;
        assert_eq!((told.status, &told.json()["error"]["details"]["field"]), (400, &json!("url")), "{url}");
    }
}

#[tokio::test]
async fn another_workspace_s_webhook_is_not_there() {
    let hooked = hooked(&[200]).await;
    let (path, _) = hooked.set_up(&[]).await;
    let (other, _) = hooked.service.signed_in("other@example.com").await;
    for (method, path) in [
        (Method::GET, path.clone()),
        (Method::DELETE, path.clone()),
        (Method::GET, format!("{path}/deliveries")),
        (Method::POST, format!("{path}/secret")),
    ] {
        assert_eq!(hooked.service.ask(method, &path, Some(&other), None).await.status, 404, "{path}");
    }
    assert_eq!(hooked.service.get(&path, &hooked.token).await.status, 200);
}

#[test]
fn signatures_are_those_of_standard_webhooks() {
    let secret = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").expect("base64");
    let body = "{\"test\": 2432232314}";
    let headers = sign::headers("msg_p5jXN8AQM9LWM0D4loKWxJek", Moment(1_614_265_330_000), body, &[secret]);
    assert_eq!(headers[2].1, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}
