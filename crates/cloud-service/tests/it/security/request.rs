//! Requests that are wrong in every way there is.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Host, Told, told};

async fn raw(service: &Host, body: impl Into<reqwest::Body>) -> Told {
    let request = service.client.post(service.url("/api/v1/auth/login"));
    told(request.header("content-type", "application/json").body(body)).await
}

fn is_error(told: &Told, status: u16, code: &str) {
    let body = told.json();
    assert_eq!((told.status, told.code().as_str()), (status, code), "{}", told.text);
    assert_eq!(body["success"], false);
    assert!(body["error"]["message"].is_string() && body["error"]["details"].is_object());
    assert!(body["timestamp"].as_str().expect("the test made it so").ends_with('Z'));
    assert_eq!(told.header("content-type"), "application/json");
    assert_eq!(told.header("x-request-id").len(), 32);
}

#[tokio::test]
async fn bodies_that_cannot_be_read_are_refused_in_the_envelope() {
    let service = Host::start().await;
    let deep = |open: &str, close: &str, times| {
        format!("{{\"email\":{}{}}}", open.repeat(times), close.repeat(times))
    };
    let invalid: Vec<Vec<u8>> = vec![
        b"".to_vec(),
        b"{".to_vec(),
        b"nothing".to_vec(),
        b"[]".to_vec(),
        b"null".to_vec(),
        b"\xff\xfe{}".to_vec(),
        b"{\"email\":\"\xc3\x28\",\"password\":\"x\"}".to_vec(),
        b"{\"email\":\"a\",\"password\":\"b\"} {}".to_vec(),
        b"{\"email\":\"\\ud800\",\"password\":\"b\"}".to_vec(),
        deep("[", "]", 40).into_bytes(),
        deep("{\"a\":", "}", 100_000).into_bytes(),
        "[".repeat(900_000).into_bytes(),
    ];
    for body in invalid {
        is_error(&raw(&service, body).await, 400, "VALIDATION_ERROR");
    }
}

#[tokio::test]
async fn a_fault_names_its_field() {
    let service = Host::start().await;
    let faults = [
        (json!({ "password": "x" }), "email"),
        (json!({ "email": "a@b.example" }), "password"),
        (json!({ "email": 7, "password": "x" }), "email"),
        (json!({ "email": "a@b.example", "password": "x", "isAdmin": true }), "isAdmin"),
        (json!({ "email": "a@b.example", "password": ["x"] }), "password"),
    ];
    for (body, field) in faults {
        let told = raw(&service, body.to_string()).await;
        is_error(&told, 400, "VALIDATION_ERROR");
        assert_eq!(told.json()["error"]["details"]["field"], field, "{}", told.text);
    }
    let (token, _) = service.signed_in("user@example.com").await;
    let nested = json!({ "name": "Mine", "settings": { "duration": "long" } });
    let told = service.ask(Method::POST, "/api/v1/projects", Some(&token), Some(nested)).await;
    assert_eq!(told.json()["error"]["details"]["field"], "settings.duration");
}

#[tokio::test]
async fn a_body_of_ten_megabytes_is_too_large() {
    let service = Host::start().await;
    is_error(&raw(&service, vec![b' '; 10 << 20]).await, 413, "PAYLOAD_TOO_LARGE");
}

#[tokio::test]
async fn what_is_not_json_is_not_taken() {
    let service = Host::start().await;
    let request = service.client.post(service.url("/api/v1/auth/login")).body("email=a");
    is_error(&told(request).await, 415, "UNSUPPORTED_MEDIA_TYPE");
}

#[tokio::test]
async fn unknown_addresses_and_methods_are_refused_in_the_envelope() {
    let service = Host::start().await;
    for path in [
        "/",
        "/api/v1/nothing",
        "/api/v1/projects/",
        "/API/v1/projects",
        "//api/v1/projects",
        "/api/v1/%2e%2e",
    ] {
        is_error(&service.ask(Method::GET, path, None, None).await, 404, "NOT_FOUND");
    }
    is_error(&service.ask(Method::PUT, "/api/v1/auth/login", None, None).await, 405, "METHOD_NOT_ALLOWED");
}

#[tokio::test]
async fn every_route_but_the_open_ones_asks_who_it_is() {
    let service = Host::start().await;
    let description = serde_json::to_value(cloud_service::http::description()).unwrap();
    let mut asked = 0;
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            // `security: [{}]` marks what everybody may ask.
            if operation["security"] == json!([{}]) {
                continue;
            }
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let path = path.replace("{id}", "01a21340-c2cb-7482-983f-f621fcc8cdcc");
            let told = service.ask(method.clone(), &path, None, None).await;
            assert_eq!(told.status, 401, "{method} {path}: {}", told.text);
            asked += 1;
        }
    }
    assert!(asked > 15, "{asked}");
}

#[tokio::test]
async fn answers_are_not_kept_nor_guessed_at() {
    let service = Host::start().await;
    let (token, _) = service.signed_in("user@example.com").await;
    let told = service.get("/api/v1/me", &token).await;
    assert_eq!(told.header("cache-control"), "no-store");
    assert_eq!(told.header("x-content-type-options"), "nosniff");
}

#[tokio::test]
async fn ids_that_are_none_are_not_found() {
    let service = Host::start().await;
    let (token, _) = service.signed_in("user@example.com").await;
    for id in ["x", "00000000-0000-0000-0000-000000000000", "%00", "..%2f..", "1%20OR%201"] {
        let told = service.get(&format!("/api/v1/projects/{id}"), &token).await;
        assert_eq!((told.status, told.code().as_str()), (404, "NOT_FOUND"), "{id}");
    }
}

#[tokio::test]
async fn a_password_is_in_no_answer_and_no_record() {
    let service = Host::on_disk().await;
    let secret = "a password to look for";
    let body = json!({ "email": "user@example.com", "password": secret });
    assert!(!service.post("/api/v1/auth/register", body).await.text.contains(secret));
    let mut files = Vec::new();
    for name in ["cloud.db", "cloud.db-wal"] {
        files.extend(std::fs::read(service.folder.path().join(name)).unwrap_or_default());
    }
    let found = files.windows(secret.len()).any(|window| window == secret.as_bytes());
    assert!(!files.is_empty() && !found);
}

#[tokio::test]
async fn names_from_outside_are_checked() {
    let service = Host::start().await;
    let (token, _) = service.signed_in("user@example.com").await;
    let long = "x".repeat(101);
    for name in [Value::from("a\u{0}b"), Value::from("line\nline"), Value::from(long)] {
        let change = json!({ "firstName": name });
        let told = service.ask(Method::PATCH, "/api/v1/me", Some(&token), Some(change)).await;
        is_error(&told, 400, "VALIDATION_ERROR");
    }
    for email in
        ["a@b", "a b@c.example", "a@b.example\r\nBcc: c@d.example", "@b.example", "a@", "é@b.example"]
    {
        is_error(&service.register(email).await, 400, "VALIDATION_ERROR");
    }
}

#[tokio::test]
async fn a_fault_of_ours_is_an_answer_too() {
    let service = Host::start().await;
    let routes = axum::Router::new().route("/panic", axum::routing::get(fault));
    let router = cloud_service::http::within(service.running.app.clone(), routes);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async { axum::serve(listener, router).await });
    let url = format!("http://{address}/panic");
    is_error(&told(service.client.get(&url)).await, 500, "INTERNAL_ERROR");
    // And the service goes on.
    is_error(&told(service.client.get(&url)).await, 500, "INTERNAL_ERROR");
}

async fn fault() -> String {
    let nothing: Option<String> = std::env::var("NOBODY_SETS_THIS").ok();
    nothing.expect("a panic that is asked for")
}

#[tokio::test]
async fn every_operation_with_another_workspace_s_id_finds_nothing() {
    let service = Host::start().await;
    let (mine, _) = service.signed_in("me@example.com").await;
    let (other, _) = service.signed_in("other@example.com").await;
    let make = |path: &'static str, body: Value| service.ask(Method::POST, path, Some(&other), Some(body));
    let project = make("/api/v1/projects", json!({ "name": "Theirs" })).await.data();
    let key = make("/api/v1/api-keys", json!({ "name": "Theirs", "scopes": ["read"] })).await.data();
    let webhook = make("/api/v1/webhooks", json!({ "url": "https://example.com/" })).await.data();
    let sessions = service.get("/api/v1/me/sessions", &other).await.data();
    let theirs = [
        ("/api/v1/projects/", &project["projectId"]),
        ("/api/v1/api-keys/", &key["id"]),
        ("/api/v1/webhooks/", &webhook["id"]),
        ("/api/v1/me/sessions/", &sessions["sessions"][0]["id"]),
    ];
    let description = serde_json::to_value(cloud_service::http::description()).expect("a description");
    let mut tried = 0;
    for (path, methods) in description["paths"].as_object().expect("paths") {
        let Some((_, id)) = theirs.iter().find(|(prefix, _)| path.starts_with(prefix)) else { continue };
        let path = path.replace("{id}", id.as_str().expect("an id"));
        for method in methods.as_object().expect("methods").keys() {
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).expect("a method");
            let told = service.ask(method.clone(), &path, Some(&mine), Some(json!({}))).await;
            assert_eq!(
                (told.status, told.code().as_str()),
                (404, "NOT_FOUND"),
                "{method} {path}: {}",
                told.text
            );
            tried += 1;
        }
    }
    assert_eq!(tried, 10);
    assert_eq!(service.get("/api/v1/me", &other).await.status, 200);
}
