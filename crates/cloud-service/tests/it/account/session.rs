//! Sessions: refreshing, replaying, ending; tickets for WebSockets.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Host, Told, tokens};

async fn refresh(service: &Host, token: &str) -> Told {
    service.post("/api/v1/auth/refresh", json!({ "refreshToken": token })).await
}

#[tokio::test]
async fn a_refresh_token_is_exchanged_for_the_next() {
    let service = Host::start().await;
    let (_, first) = service.signed_in("user@example.com").await;
    let (access, second) = tokens(&refresh(&service, &first).await);
    assert_ne!(first, second);
    assert_eq!(service.get("/api/v1/me", &access).await.status, 200);
    tokens(&refresh(&service, &second).await);
}

#[tokio::test]
async fn a_lost_answer_is_given_again_for_ten_seconds() {
    let service = Host::start().await;
    let (_, first) = service.signed_in("user@example.com").await;
    let (_, second) = tokens(&refresh(&service, &first).await);
    service.wait(10_000);
    let (_, again) = tokens(&refresh(&service, &first).await);
    assert_eq!(second, again);
}

#[tokio::test]
async fn a_replayed_refresh_token_ends_the_whole_session() {
    let service = Host::start().await;
    let (_, first) = service.signed_in("user@example.com").await;
    let (access, second) = tokens(&refresh(&service, &first).await);
    service.wait(10_001);
    assert_eq!(refresh(&service, &first).await.code(), "INVALID_TOKEN");
    assert_eq!(refresh(&service, &second).await.code(), "INVALID_TOKEN");
    assert_eq!(service.get("/api/v1/me", &access).await.status, 401);
    assert!(service.mails().pop().unwrap().contains("used from two places"));
}

#[tokio::test]
async fn a_token_two_generations_old_is_a_replay_at_once() {
    let service = Host::start().await;
    let (_, first) = service.signed_in("user@example.com").await;
    let (_, second) = tokens(&refresh(&service, &first).await);
    let (_, third) = tokens(&refresh(&service, &second).await);
    assert_eq!(refresh(&service, &first).await.status, 401);
    assert_eq!(refresh(&service, &third).await.status, 401);
}

#[tokio::test]
async fn a_made_up_refresh_token_ends_nothing() {
    let service = Host::start().await;
    let (_, first) = service.signed_in("user@example.com").await;
    let mut forged = first.clone();
    forged.replace_range(30..31, if &first[30..31] == "A" { "B" } else { "A" });
    assert_eq!(refresh(&service, &forged).await.status, 401);
    assert_eq!(refresh(&service, &first).await.status, 200);
}

#[tokio::test]
async fn a_session_nobody_uses_ends_after_thirty_days() {
    let service = Host::start().await;
    let (_, first) = service.signed_in("user@example.com").await;
    service.wait(30 * 86_400_000 + 1);
    assert_eq!(refresh(&service, &first).await.status, 401);
}

#[tokio::test]
async fn signing_out_ends_access_at_once() {
    let service = Host::start().await;
    let (access, first) = service.signed_in("user@example.com").await;
    assert_eq!(service.get("/api/v1/me", &access).await.status, 200);
    assert_eq!(service.ask(Method::POST, "/api/v1/auth/logout", Some(&access), None).await.status, 200);
    assert_eq!(service.get("/api/v1/me", &access).await.status, 401);
    assert_eq!(refresh(&service, &first).await.status, 401);
}

#[tokio::test]
async fn one_device_signs_another_out() {
    let service = Host::start().await;
    let (first, _) = service.signed_in("user@example.com").await;
    let (second, _) = tokens(&service.login("user@example.com").await);
    let sessions = service.get("/api/v1/me/sessions", &first).await.data()["sessions"].clone();
    let sessions = sessions.as_array().unwrap();
    assert_eq!(sessions.len(), 2);
    let other = sessions.iter().find(|session| session["isCurrent"] == Value::Bool(false)).unwrap();
    let path = format!("/api/v1/me/sessions/{}", other["id"].as_str().unwrap());
    assert_eq!(service.ask(Method::DELETE, &path, Some(&first), None).await.status, 200);
    assert_eq!(service.get("/api/v1/me", &second).await.status, 401);
    assert_eq!(service.get("/api/v1/me", &first).await.status, 200);
}

#[tokio::test]
async fn nobody_ends_another_s_session() {
    let service = Host::start().await;
    let (mine, _) = service.signed_in("me@example.com").await;
    let (other, _) = service.signed_in("other@example.com").await;
    let sessions = service.get("/api/v1/me/sessions", &other).await.data();
    let path = format!("/api/v1/me/sessions/{}", sessions["sessions"][0]["id"].as_str().unwrap());
    assert_eq!(service.ask(Method::DELETE, &path, Some(&mine), None).await.status, 404);
    assert_eq!(service.get("/api/v1/me", &other).await.status, 200);
}

#[tokio::test]
async fn a_ticket_is_good_once_and_for_thirty_seconds() {
    let service = Host::start().await;
    let (access, _) = service.signed_in("user@example.com").await;
    let ticket = || async {
        let told = service.ask(Method::POST, "/api/v1/ws/ticket", Some(&access), None).await;
        assert_eq!(told.status, 201);
        told.data()["ticket"].as_str().unwrap().to_owned()
    };
    let tickets = &service.running.app.tickets;
    let once = ticket().await;
    assert!(tickets.take(&once, service.now()).is_some());
    assert!(tickets.take(&once, service.now()).is_none());
    let late = ticket().await;
    service.wait(30_000);
    assert!(tickets.take(&late, service.now()).is_none());
}
