//! Taking one's data along, and leaving.

use cloud_service::id::{GenerationId, ObjectId, WorkspaceId};
use cloud_service::ledger;
use cloud_service::money::MilliCredits;
use cloud_service::security::token::Purpose;
use cloud_service::store;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Host, PASSWORD};

#[tokio::test]
async fn an_export_has_all_and_no_secrets() {
    let service = Host::start().await;
    let (token, refresh) = service.signed_in("user@example.com").await;
    service.ask(Method::POST, "/api/v1/projects", Some(&token), Some(json!({ "name": "Mine" }))).await;
    let told = service.get("/api/v1/me/export", &token).await;
    assert!(told.header("content-disposition").starts_with("attachment"));
    let data = told.data();
    assert_eq!(data["projects"][0]["name"], "Mine");
    assert_eq!(data["profile"]["email"], "user@example.com");
    assert_eq!(data["transfers"].as_array().unwrap().len(), 1);
    for secret in ["argon2", &refresh, "password", "hash"] {
        assert!(!told.text.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn a_deleted_account_is_gone_and_its_receipt_is_signed() {
    let service = Host::start().await;
    let (token, _) = service.signed_in("user@example.com").await;
    let delete = |password: &str| {
        service.ask(Method::POST, "/api/v1/me/delete", Some(&token), Some(json!({ "password": password })))
    };
    assert_eq!(delete("not my password at all").await.code(), "WRONG_PASSWORD");
    let told = delete(PASSWORD).await;
    assert_eq!(told.status, 200, "{}", told.text);
    let receipt = told.data()["receipt"].as_str().unwrap().to_owned();
    let tokens = &service.running.app.keys.tokens;
    let read = tokens.verify::<Value>(Purpose::Receipt, &receipt, service.now()).unwrap();
    assert_eq!(read.says["userId"], told.data()["userId"]);
    assert_eq!(read.says["removed"]["user"], 1);
    assert!(tokens.verify::<Value>(Purpose::Access, &receipt, service.now()).is_none());
    assert_eq!(service.get("/api/v1/me", &token).await.status, 401);
    assert_eq!(service.login("user@example.com").await.status, 401);
    // The address is free again.
    service.account("user@example.com").await;
    assert_eq!(service.login("user@example.com").await.status, 200);
}

#[tokio::test]
async fn files_go_with_the_account_and_their_digests_stand_in_the_receipt() {
    let service = Host::start().await;
    let (token, _) = service.signed_in("user@example.com").await;
    let me = service.get("/api/v1/me", &token).await.data();
    let home: WorkspaceId = me["workspaceId"].as_str().expect("an id").parse().expect("an id");
    let (app, now) = (&service.running.app, service.now());
    let id = ObjectId::new(now);
    let object = app.objects.write(home, id, b"a take", "video/mp4", now).await.expect("a file");
    let digest = object.sha256.clone();
    store::write(&app.store, move |tables| Ok(store::put(tables, &object)?)).await.expect("a record");
    let delete = json!({ "password": PASSWORD });
    let told = service.ask(Method::POST, "/api/v1/me/delete", Some(&token), Some(delete)).await;
    assert_eq!(told.data()["digests"], json!([digest]));
    assert!(!app.objects.path(home, id).exists());
}

#[tokio::test]
async fn nobody_leaves_while_credits_are_set_aside() {
    let service = Host::start().await;
    let (token, _) = service.signed_in("user@example.com").await;
    let me = service.get("/api/v1/me", &token).await.data();
    let home: WorkspaceId = me["workspaceId"].as_str().expect("an id").parse().expect("an id");
    let generation = GenerationId::new(service.now());
    let hold = move |tables: &mut dyn store::Tables| {
        ledger::hold(tables, home, generation, MilliCredits::credits(1)).map(drop)
    };
    store::write(&service.running.app.store, hold).await.expect("a hold");
    let delete = json!({ "password": PASSWORD });
    let told = service.ask(Method::POST, "/api/v1/me/delete", Some(&token), Some(delete)).await;
    assert_eq!((told.status, told.code().as_str()), (409, "GENERATIONS_RUNNING"));
    assert_eq!(service.get("/api/v1/me", &token).await.status, 200);
}
