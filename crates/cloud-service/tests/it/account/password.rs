//! Forgotten, reset and changed passwords.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Host, PASSWORD, Told, told};

const NEW: &str = "another quite long password";

async fn forgot(service: &Host, email: &str) -> Told {
    service.post("/api/v1/auth/password/forgot", json!({ "email": email })).await
}

async fn token(service: &Host) -> String {
    assert_eq!(forgot(service, "user@example.com").await.status, 200);
    service
        .links()
        .pop()
        .expect("the test made it so")
        .split_once("reset?token=")
        .expect("the test made it so")
        .1
        .to_owned()
}

#[tokio::test]
async fn the_link_of_a_reset_mail_works_once_and_ends_all_sessions() {
    let service = Host::start().await;
    let (access, _) = service.signed_in("user@example.com").await;
    let token = token(&service).await;
    let body = json!({ "token": token, "password": NEW });
    assert_eq!(service.post("/api/v1/auth/password/reset", body.clone()).await.status, 200);
    assert_eq!(service.post("/api/v1/auth/password/reset", body).await.code(), "INVALID_TOKEN");
    assert_eq!(service.get("/api/v1/me", &access).await.status, 401);
    assert_eq!(service.login("user@example.com").await.status, 401);
    let login =
        service.post("/api/v1/auth/login", json!({ "email": "user@example.com", "password": NEW })).await;
    assert_eq!(login.status, 200);
}

#[tokio::test]
async fn the_page_of_a_reset_mail_changes_the_password() {
    let service = Host::start().await;
    service.account("user@example.com").await;
    let token = token(&service).await;
    let page = told(service.client.get(service.links().pop().unwrap())).await;
    assert!(
        page.text.contains(&token) && page.header("content-security-policy").contains("default-src 'none'")
    );
    let body = format!("token={token}&password={}&totp=&recoveryCode=", NEW.replace(' ', "+"));
    let form = "application/x-www-form-urlencoded";
    let request = service.client.post(service.url("/api/v1/auth/password/reset"));
    let done = told(request.header("content-type", form).body(body)).await;
    assert_eq!(done.status, 200, "{}", done.text);
    let login =
        service.post("/api/v1/auth/login", json!({ "email": "user@example.com", "password": NEW })).await;
    assert_eq!(login.status, 200);
}

#[tokio::test]
async fn a_reset_link_ends_after_ten_minutes() {
    let service = Host::start().await;
    service.account("user@example.com").await;
    let token = token(&service).await;
    service.wait(600_000);
    let answer =
        service.post("/api/v1/auth/password/reset", json!({ "token": token, "password": NEW })).await;
    assert_eq!(answer.code(), "INVALID_TOKEN");
}

#[tokio::test]
async fn asking_for_a_reset_says_the_same_for_who_has_no_account() {
    let service = Host::start().await;
    service.account("user@example.com").await;
    let (known, unknown) =
        (forgot(&service, "user@example.com").await, forgot(&service, "nobody@example.com").await);
    assert_eq!((known.status, known.text), (unknown.status, unknown.text));
}

#[tokio::test]
async fn a_password_is_changed_by_who_knows_it_and_other_sessions_end() {
    let service = Host::start().await;
    let (mine, _) = service.signed_in("user@example.com").await;
    let (other, _) = crate::support::tokens(&service.login("user@example.com").await);
    let change = |current: &str| json!({ "currentPassword": current, "newPassword": NEW });
    let path = "/api/v1/me/password";
    let wrong = service.ask(Method::POST, path, Some(&mine), Some(change("not my password at all"))).await;
    assert_eq!(wrong.code(), "WRONG_PASSWORD");
    assert_eq!(service.ask(Method::POST, path, Some(&mine), Some(change(PASSWORD))).await.status, 200);
    assert_eq!(service.get("/api/v1/me", &mine).await.status, 200);
    assert_eq!(service.get("/api/v1/me", &other).await.status, 401);
}

#[tokio::test]
async fn passwords_that_are_short_long_or_guessed_are_refused() {
    let service = Host::start().await;
    let long = "aB3$".repeat(65);
    for password in ["elevenchars", "passwordpassword", "user@example.com", "123456789012", &long] {
        let body = json!({ "email": "user@example.com", "password": password });
        let told = service.post("/api/v1/auth/register", body).await;
        assert_eq!(told.status, 400, "{password}");
        assert_eq!(told.json()["error"]["details"]["field"], Value::from("password"));
    }
}
