//! How many requests may come.

use cloud_service::config::Config;
use cloud_service::limit::{Counters, Limits, Rate, Who};
use cloud_service::moment::{HOUR, MINUTE};
use cloud_service::network::Network;
use serde_json::json;

use crate::support::{Host, START, config, told};

fn address(text: &str) -> Who {
    Who::Address(Network::of_customer(text.parse().expect("the test made it so")))
}

#[test]
fn both_windows_hold() {
    let (counters, rate, who) = (Counters::default(), Rate { minute: 3, hour: 5 }, address("203.0.113.1"));
    let at = |moment| counters.charge(&who, rate, 1, moment);
    for left in [2, 1, 0] {
        assert_eq!(at(START).unwrap().remaining, left);
    }
    let (standing, refusal) = at(START.after(1)).unwrap_err();
    assert_eq!((standing.limit, standing.remaining, standing.reset_at), (3, 0, START.after(MINUTE)));
    assert_eq!(refusal.code, "RATE_LIMITED");
    let next = START.after(MINUTE);
    assert!(at(next).is_ok());
    // Two of the hour are left as a share of five; none of the next minute's three is shown.
    assert_eq!(at(next).unwrap().limit, 5);
    assert_eq!(at(next).unwrap_err().0.reset_at, START.after(HOUR));
    assert!(at(START.after(HOUR)).is_ok());
}

#[test]
fn what_weighs_more_than_a_window_takes_a_whole_one() {
    let (counters, rate, who) = (Counters::default(), Rate { minute: 10, hour: 100 }, address("203.0.113.1"));
    assert_eq!(counters.charge(&who, rate, 50, START).unwrap().remaining, 0);
    assert!(counters.charge(&who, rate, 1, START).is_err());
}

#[test]
fn a_refused_request_is_not_counted() {
    let (counters, rate, who) = (Counters::default(), Rate { minute: 3, hour: 100 }, address("203.0.113.1"));
    counters.charge(&who, rate, 2, START).unwrap();
    assert!(counters.charge(&who, rate, 2, START).is_err());
    assert!(counters.charge(&who, rate, 1, START).is_ok());
    counters.give_back(&who, 1);
    assert!(counters.charge(&who, rate, 1, START).is_ok());
}

fn narrow() -> Config {
    let limits = Limits { free: Rate { minute: 4, hour: 1000 }, ..config().limits };
    Config { limits, ..config() }
}

#[tokio::test]
async fn the_headers_say_how_a_workspace_stands() {
    let service = Host::start_as(narrow()).await;
    let (token, _) = service.signed_in("user@example.com").await;
    let made = json!({ "name": "Key", "scopes": ["read"] });
    let made = service.ask(reqwest::Method::POST, "/api/v1/api-keys", Some(&token), Some(made)).await;
    assert_eq!(
        (made.header("x-ratelimit-limit"), made.header("x-ratelimit-remaining")),
        ("4".into(), "3".into())
    );
    let reset: i64 = made.header("x-ratelimit-reset").parse().unwrap();
    assert_eq!(reset, service.now().after(MINUTE).unix_seconds());
    let key = made.data()["key"].as_str().unwrap().to_owned();
    // A key has no budget of its own.
    let by_key = || told(service.client.get(service.url("/api/v1/projects")).header("X-API-Key", &key));
    for left in ["2", "1", "0"] {
        assert_eq!(by_key().await.header("x-ratelimit-remaining"), left);
    }
    for refused in [by_key().await, service.get("/api/v1/me", &token).await] {
        assert_eq!((refused.status, refused.code().as_str()), (429, "RATE_LIMITED"));
        assert_eq!(refused.header("retry-after"), "60");
        assert_eq!(refused.header("x-ratelimit-remaining"), "0");
    }
    service.wait(MINUTE);
    assert_eq!(by_key().await.status, 200);
}

#[tokio::test]
async fn a_made_up_address_gets_nobody_more_room() {
    let limits = Limits { anonymous: Rate { minute: 3, hour: 1000 }, ..config().limits };
    let service = Host::start_as(Config { limits, ..config() }).await;
    let mut statuses = Vec::new();
    for index in 0..5 {
        let spoofed = format!("198.51.100.{index}");
        let request = service.client.get(service.url("/api/v1/projects"));
        let request = request.header("x-forwarded-for", &spoofed).header("x-real-ip", &spoofed);
        statuses.push(told(request.header("forwarded", format!("for={spoofed}"))).await.status);
    }
    assert_eq!(statuses, [401, 401, 401, 429, 429]);
    // Who watches the service is not counted.
    assert_eq!(service.ask(reqwest::Method::GET, "/healthz", None, None).await.status, 200);
}

#[tokio::test]
async fn behind_a_proxy_of_ours_each_client_is_counted_apart() {
    let limits = Limits { anonymous: Rate { minute: 1, hour: 1000 }, ..config().limits };
    let trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    let service = Host::start_as(Config { limits, trusted_proxies, ..config() }).await;
    let ask = |forwarded: &'static str| {
        told(service.client.get(service.url("/api/v1/projects")).header("x-forwarded-for", forwarded))
    };
    assert_eq!(ask("198.51.100.1").await.status, 401);
    assert_eq!(ask("198.51.100.2").await.status, 401);
    assert_eq!(ask("203.0.113.77, 198.51.100.2").await.status, 429);
}

#[tokio::test]
async fn guessing_at_an_account_is_stopped_and_only_there() {
    let service = Host::start().await;
    service.account("user@example.com").await;
    service.account("other@example.com").await;
    let guess = |index: usize| {
        let password = format!("a wrong guess number {index}");
        service.post("/api/v1/auth/login", json!({ "email": "user@example.com", "password": password }))
    };
    for index in 0..5 {
        assert_eq!(guess(index).await.status, 401);
    }
    assert_eq!(guess(5).await.status, 429);
    assert_eq!(service.login("other@example.com").await.status, 200);
    service.wait(MINUTE);
    assert_eq!(service.login("user@example.com").await.status, 200);
}

#[tokio::test]
async fn signing_in_rightly_is_not_counted_as_a_guess() {
    let service = Host::start().await;
    service.account("user@example.com").await;
    for _ in 0..8 {
        assert_eq!(service.login("user@example.com").await.status, 200);
    }
}
