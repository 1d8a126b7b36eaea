//! The second factor.

use cloud_service::moment::Moment;
use cloud_service::security::totp::{base32, check, code};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Host, PASSWORD, Told};

/// Somebody with a second factor: the secret, a token, and the recovery codes.
struct Guarded {
    service: Host,
    secret: Vec<u8>,
    token: String,
    recovery: Vec<String>,
}

fn unbase32(text: &str) -> Vec<u8> {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let value = |letter: u8| alphabet.iter().position(|known| *known == letter).expect("the test made it so");
    let bits: String = text.bytes().map(|letter| format!("{:05b}", value(letter))).collect();
    let bytes = bits.as_bytes().chunks_exact(8);
    bytes
        .map(|byte| {
            u8::from_str_radix(std::str::from_utf8(byte).expect("the test made it so"), 2)
                .expect("the test made it so")
        })
        .collect()
}

async fn guarded() -> Guarded {
    let service = Host::start().await;
    let (token, _) = service.signed_in("user@example.com").await;
    let enrolled = service.ask(Method::POST, "/api/v1/auth/totp/enrol", Some(&token), None).await.data();
    let secret = unbase32(enrolled["secret"].as_str().expect("the test made it so"));
    let first = json!({ "totp": code(&secret, service.now()) });
    let confirmed = service.ask(Method::POST, "/api/v1/auth/totp/confirm", Some(&token), Some(first)).await;
    let codes = confirmed.data()["recoveryCodes"].clone();
    let recovery: Vec<String> = serde_json::from_value(codes).expect("the test made it so");
    assert_eq!(recovery.len(), 10);
    service.wait(60_000);
    Guarded { service, secret, token, recovery }
}

impl Guarded {
    async fn login(&self, more: Value) -> Told {
        let mut body = json!({ "email": "user@example.com", "password": PASSWORD });
        body.as_object_mut()
            .expect("the test made it so")
            .extend(more.as_object().expect("the test made it so").clone());
        self.service.post("/api/v1/auth/login", body).await
    }

    fn code(&self) -> String {
        code(&self.secret, self.service.now())
    }
}

#[tokio::test]
async fn signing_in_needs_the_second_factor() {
    let guarded = guarded().await;
    let none = guarded.login(json!({})).await;
    assert_eq!((none.status, none.code().as_str()), (401, "TOTP_REQUIRED"));
    assert_eq!(guarded.login(json!({ "totp": "000000" })).await.code(), "TOTP_INVALID");
    assert_eq!(guarded.login(json!({ "totp": guarded.code() })).await.status, 200);
}

#[tokio::test]
async fn a_code_is_good_once() {
    let guarded = guarded().await;
    let code = json!({ "totp": guarded.code() });
    assert_eq!(guarded.login(code.clone()).await.status, 200);
    assert_eq!(guarded.login(code).await.code(), "TOTP_INVALID");
}

#[tokio::test]
async fn a_recovery_code_is_good_once() {
    let guarded = guarded().await;
    let code = json!({ "recoveryCode": guarded.recovery[3].to_uppercase() });
    assert_eq!(guarded.login(code.clone()).await.status, 200);
    assert_eq!(guarded.login(code).await.code(), "TOTP_INVALID");
}

#[tokio::test]
async fn a_new_password_does_not_pass_the_second_factor_by() {
    let guarded = guarded().await;
    let service = &guarded.service;
    service.post("/api/v1/auth/password/forgot", json!({ "email": "user@example.com" })).await;
    let token = service.links().pop().unwrap().split_once("reset?token=").unwrap().1.to_owned();
    let path = "/api/v1/auth/password/reset";
    let mut body = json!({ "token": token, "password": "another quite long password" });
    assert_eq!(service.post(path, body.clone()).await.code(), "TOTP_REQUIRED");
    body["totp"] = guarded.code().into();
    assert_eq!(service.post(path, body).await.status, 200);
}

#[tokio::test]
async fn the_second_factor_is_taken_away_by_who_shows_it() {
    let guarded = guarded().await;
    let disable = |body: Value| {
        guarded.service.ask(Method::POST, "/api/v1/auth/totp/disable", Some(&guarded.token), Some(body))
    };
    assert_eq!(disable(json!({})).await.code(), "TOTP_REQUIRED");
    assert_eq!(disable(json!({ "totp": guarded.code() })).await.status, 200);
    assert_eq!(guarded.login(json!({})).await.status, 200);
}

#[test]
fn codes_are_those_of_the_rfc() {
    let secret = b"12345678901234567890";
    for (seconds, expected) in
        [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
    {
        assert_eq!(code(secret, Moment(seconds * 1000)), expected);
    }
    assert_eq!(base32(b"foobar"), "MZXW6YTBOI");
    assert_eq!(base32(b"foo"), "MZXW6");
}

#[test]
fn a_code_of_a_neighbouring_step_fits_and_one_further_away_does_not() {
    let secret = b"12345678901234567890";
    let at = |seconds: i64| Moment(seconds * 1000);
    let shown = code(secret, at(3000));
    assert_eq!(check(secret, &shown, at(3030), None), Some(100));
    assert_eq!(check(secret, &shown, at(2970), None), Some(100));
    assert_eq!(check(secret, &shown, at(3060), None), None);
    assert_eq!(check(secret, &shown, at(3000), Some(100)), None);
}
