//! Keys for programs.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Host, Told, told};

async fn make(service: &Host, token: &str, body: Value) -> Told {
    service.ask(Method::POST, "/api/v1/api-keys", Some(token), Some(body)).await
}

async fn get(service: &Host, path: &str, key: &str) -> Told {
    told(service.client.get(service.url(path)).header("X-API-Key", key)).await
}

#[tokio::test]
async fn a_key_is_shown_once_and_works_until_it_is_revoked() {
    let service = Host::start().await;
    let (token, _) = service.signed_in("user@example.com").await;
    let made = make(&service, &token, json!({ "name": "Nightly", "scopes": ["read"] })).await;
    assert_eq!(made.status, 201);
    let key = made.data()["key"].as_str().unwrap().to_owned();
    assert!(key.starts_with("sk_live_") && key.len() == 8 + 8 + 43);
    assert_eq!(get(&service, "/api/v1/projects", &key).await.status, 200);
    let listed = service.get("/api/v1/api-keys", &token).await;
    assert!(!listed.text.contains(&key));
    assert_eq!(listed.data()["apiKeys"][0]["scopes"], json!(["read"]));
    let path = format!("/api/v1/api-keys/{}", made.data()["id"].as_str().unwrap());
    assert_eq!(service.ask(Method::DELETE, &path, Some(&token), None).await.status, 200);
    assert_eq!(get(&service, "/api/v1/projects", &key).await.status, 401);
}

#[tokio::test]
async fn a_key_does_only_what_it_is_for() {
    let service = Host::start().await;
    let (token, _) = service.signed_in("user@example.com").await;
    let made = make(&service, &token, json!({ "name": "Reader", "scopes": ["read"] })).await;
    let key = made.data()["key"].as_str().unwrap().to_owned();
    let request = service.client.post(service.url("/api/v1/projects")).header("X-API-Key", &key);
    assert_eq!(told(request.json(&json!({ "name": "Mine" }))).await.code(), "FORBIDDEN");
    for path in ["/api/v1/api-keys", "/api/v1/me/sessions", "/api/v1/me/export"] {
        assert_eq!(get(&service, path, &key).await.code(), "FORBIDDEN", "{path}");
    }
}

#[tokio::test]
async fn a_key_ends_when_it_says() {
    let service = Host::start().await;
    let (token, _) = service.signed_in("user@example.com").await;
    let soon = service.now().after(5000).rfc3339();
    let made = make(&service, &token, json!({ "name": "Soon", "scopes": ["read"], "expiresAt": soon })).await;
    let key = made.data()["key"].as_str().unwrap().to_owned();
    assert_eq!(get(&service, "/api/v1/projects", &key).await.status, 200);
    service.wait(5000);
    assert_eq!(get(&service, "/api/v1/projects", &key).await.status, 401);
}

#[tokio::test]
async fn a_key_with_one_letter_changed_is_none() {
    let service = Host::start().await;
    let (token, _) = service.signed_in("user@example.com").await;
    let made = make(&service, &token, json!({ "name": "Key", "scopes": ["read"] })).await;
    let mut key = made.data()["key"].as_str().unwrap().to_owned();
    let last = if key.ends_with('A') { "B" } else { "A" };
    key.replace_range(key.len() - 1.., last);
    assert_eq!(get(&service, "/api/v1/projects", &key).await.status, 401);
}
