//! Accounts over HTTP.

mod credit;
mod farewell;
mod key;
mod password;
mod project;
mod session;
mod totp;

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Host, PASSWORD, told};

#[tokio::test]
async fn the_walk_from_registration_to_sign_in_has_the_spec_s_forms_over_both_stores() {
    for service in [Host::start().await, Host::on_disk().await] {
        let registered = service
            .post(
                "/api/v1/auth/register",
                json!({ "email": "user@example.com", "password": "securePassword123", "firstName": "John",
                        "lastName": "Doe", "company": "Example Corp" }),
            )
            .await;
        assert_eq!(registered.status, 201);
        let mut body = registered.json();
        let id = body["data"]["userId"].take();
        assert_eq!(
            body,
            json!({ "success": true, "message": "User registered successfully", "data":
                    { "userId": null, "email": "user@example.com", "emailVerificationSent": true } })
        );
        let link = service.links().pop().unwrap();
        assert!(link.starts_with(&service.url("/api/v1/auth/verify?token=")));
        assert!(told(service.client.get(&link)).await.text.contains("verified"));
        let login = service
            .post(
                "/api/v1/auth/login",
                json!({ "email": "user@example.com", "password": "securePassword123" }),
            )
            .await;
        assert_eq!(login.status, 200);
        let user = &login.data()["user"];
        assert_eq!(user["id"], id);
        assert_eq!(user["email"], "user@example.com");
        assert_eq!(user["subscriptionTier"], "free");
        assert_eq!(user["creditsRemaining"], 10);
    }
}

#[tokio::test]
async fn a_link_is_good_twice_and_grants_once() {
    let service = Host::start().await;
    service.account("user@example.com").await;
    let token = service.links().pop().unwrap().split_once("token=").unwrap().1.to_owned();
    assert_eq!(service.post("/api/v1/auth/verify", json!({ "token": token })).await.status, 200);
    assert_eq!(service.login("user@example.com").await.data()["user"]["creditsRemaining"], 10);
}

#[tokio::test]
async fn a_link_ends_after_a_day() {
    let service = Host::start().await;
    service.register("user@example.com").await;
    service.wait(24 * 3_600_000);
    let answer = told(service.client.get(service.links().pop().unwrap())).await;
    assert_eq!(answer.status, 400);
    assert!(answer.text.starts_with("<!doctype html>") && answer.text.contains("its time is over"));
    assert_eq!(service.login("user@example.com").await.code(), "INVALID_CREDENTIALS");
}

#[tokio::test]
async fn registering_tells_nothing_about_who_has_an_account() {
    let service = Host::start().await;
    service.account("known@example.com").await;
    let bytes = |mut body: Value| {
        body["data"]["userId"] = Value::Null;
        body["data"]["email"] = Value::Null;
        body.to_string()
    };
    let (known, unknown) =
        (service.register("known@example.com").await, service.register("unknown@example.com").await);
    assert_eq!((known.status, bytes(known.json())), (unknown.status, bytes(unknown.json())));
}

#[tokio::test]
async fn signing_in_says_the_same_for_wrong_unknown_and_not_verified() {
    let service = Host::start().await;
    service.account("known@example.com").await;
    service.register("waiting@example.com").await;
    let mut answers = Vec::new();
    for (email, password) in [
        ("known@example.com", "wrong password, this one"),
        ("nobody@example.com", PASSWORD),
        ("waiting@example.com", PASSWORD),
        ("no address at all", PASSWORD),
    ] {
        let told = service.post("/api/v1/auth/login", json!({ "email": email, "password": password })).await;
        let mut body = told.json();
        body["timestamp"] = Value::Null;
        answers.push((told.status, body.to_string()));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert_eq!(answers[0].0, 401);
}

#[tokio::test]
async fn whoever_registers_an_address_first_gets_nothing_by_it() {
    let service = Host::start().await;
    let thief = json!({ "email": "user@example.com", "password": "the thief's own password" });
    service.post("/api/v1/auth/register", thief.clone()).await;
    service.account("user@example.com").await;
    assert_eq!(service.post("/api/v1/auth/login", thief).await.status, 401);
    assert_eq!(service.login("user@example.com").await.status, 200);
    // The thief's link, should it be followed now, does nothing.
    assert_eq!(told(service.client.get(service.links().remove(0))).await.status, 400);
}

#[tokio::test]
async fn addresses_differ_only_in_more_than_case() {
    let service = Host::start().await;
    service.account("user@example.com").await;
    assert_eq!(service.login("  User@Example.COM").await.status, 200);
}

#[tokio::test]
async fn the_profile_can_be_read_and_changed() {
    let service = Host::start().await;
    let (token, _) = service.signed_in("user@example.com").await;
    let change = json!({ "firstName": " Ada ", "company": null });
    let changed = service.ask(Method::PATCH, "/api/v1/me", Some(&token), Some(change)).await;
    assert_eq!(changed.status, 200);
    let me = service.get("/api/v1/me", &token).await.data();
    assert_eq!((&me["firstName"], &me["company"]), (&json!("Ada"), &Value::Null));
    assert_eq!(me["creditsRemaining"].to_string(), "10");
    let admin = json!({ "role": "owner", "subscriptionTier": "enterprise" });
    let refused = service.ask(Method::PATCH, "/api/v1/me", Some(&token), Some(admin)).await;
    assert_eq!((refused.status, refused.json()["error"]["details"]["field"].clone()), (400, json!("role")));
}
