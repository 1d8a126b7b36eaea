//! Access tokens: forged, ended, for something else; and the keys that sign them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use cloud_service::id::{SessionId, UserId, WorkspaceId};
use cloud_service::security::keys::Keys;
use cloud_service::security::token::{Access, Purpose};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

use crate::support::{Host, START};

fn somebody() -> Access {
    Access { sub: UserId::new(START), wid: WorkspaceId::new(START), sid: SessionId::new(START) }
}

fn part(token: &str, index: usize) -> Value {
    let part = token.split('.').nth(index).expect("the test made it so");
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).expect("the test made it so"))
        .expect("the test made it so")
}

fn with_part(token: &str, index: usize, value: &Value) -> String {
    let mut parts: Vec<String> = token.split('.').map(str::to_owned).collect();
    parts[index] = URL_SAFE_NO_PAD.encode(value.to_string());
    parts.join(".")
}

#[tokio::test]
async fn every_forged_token_is_refused_alike() {
    let service = Host::start().await;
    let (good, _) = service.signed_in("user@example.com").await;
    let tokens = &service.running.app.keys.tokens;
    let public = tokens.verifiers().pop().unwrap();
    let claims = part(&good, 1);
    let says: Access = serde_json::from_value(claims.clone()).unwrap();

    let mut none = part(&good, 0);
    none["alg"] = json!("none");
    let unsigned = with_part(&good, 0, &none).rsplit_once('.').unwrap().0.to_owned() + ".";
    let mut symmetric = Header::new(Algorithm::HS256);
    symmetric.typ = Some("at+jwt".to_owned());
    symmetric.kid = Some(public.kid.clone());
    let secret = EncodingKey::from_secret(&URL_SAFE_NO_PAD.decode(&public.public).unwrap());
    let mut longer = claims.clone();
    longer["exp"] = json!(i64::MAX);
    let mut kid = part(&good, 0);
    kid["kid"] = json!("../../keys/other");
    let mut own_key = part(&good, 0);
    own_key["jwk"] = json!({ "kty": "OKP", "crv": "Ed25519", "x": public.public });
    let stranger = Keys::in_memory().unwrap();
    let (now, later) = (service.now(), service.now().after(60_000));

    let forged = [
        ("nothing", String::new()),
        ("no token", "a.b.c".to_owned()),
        ("without a signature", unsigned),
        ("signed with the public key", jsonwebtoken::encode(&symmetric, &claims, &secret).unwrap()),
        ("longer", with_part(&good, 1, &longer)),
        ("another key's name", with_part(&good, 0, &kid)),
        ("with its own key", with_part(&good, 0, &own_key)),
        ("another purpose", tokens.sign(Purpose::Quote, says.clone(), now, later).unwrap()),
        ("another service's", stranger.tokens.sign(Purpose::Access, says.clone(), now, later).unwrap()),
        (
            "ended",
            tokens.sign(Purpose::Access, says.clone(), now.after(-120_000), now.after(-31_000)).unwrap(),
        ),
        ("not yet", tokens.sign(Purpose::Access, says, now.after(40_000), now.after(90_000)).unwrap()),
        ("a session nobody has", tokens.sign(Purpose::Access, somebody(), now, later).unwrap()),
    ];
    for (what, token) in forged {
        let told = service.get("/api/v1/me", &token).await;
        assert_eq!((told.status, told.code().as_str()), (401, "UNAUTHORIZED"), "{what}");
    }
    assert_eq!(service.get("/api/v1/me", &good).await.status, 200);
}

#[tokio::test]
async fn a_token_for_another_workspace_of_somebody_s_session_is_refused() {
    let service = Host::start().await;
    let (mine, _) = service.signed_in("me@example.com").await;
    let (other, _) = service.signed_in("other@example.com").await;
    let read = |token: &str| serde_json::from_value::<Access>(part(token, 1)).unwrap();
    let mixed = Access { wid: read(&other).wid, ..read(&mine) };
    let now = service.now();
    let token = service.running.app.keys.tokens.sign(Purpose::Access, mixed, now, now.after(60_000)).unwrap();
    assert_eq!(service.get("/api/v1/projects", &token).await.status, 401);
}

#[tokio::test]
async fn an_access_token_ends_after_a_quarter_of_an_hour() {
    let service = Host::start().await;
    let (token, _) = service.signed_in("user@example.com").await;
    assert_eq!(service.get("/api/v1/me", &token).await.status, 200);
    service.wait(15 * 60_000 + 31_000);
    assert_eq!(service.get("/api/v1/me", &token).await.status, 401);
}

#[tokio::test]
async fn a_token_and_a_key_together_are_refused() {
    let service = Host::start().await;
    let (token, _) = service.signed_in("user@example.com").await;
    let request =
        service.client.get(service.url("/api/v1/me")).bearer_auth(token).header("X-API-Key", "sk_live_x");
    assert_eq!(crate::support::told(request).await.status, 401);
}

#[test]
fn what_a_replaced_key_signed_holds_until_it_ends_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let keys = Keys::open(folder.path(), None).unwrap();
    let token = keys.tokens.sign(Purpose::Access, somebody(), START, START.after(900_000)).unwrap();
    keys.rotate(START).unwrap();
    let again = Keys::open(folder.path(), None).unwrap();
    for keys in [&keys, &again] {
        let read = |at| keys.tokens.verify::<Access>(Purpose::Access, &token, at);
        assert!(read(START.after(899_000)).is_some());
        let new = keys.tokens.sign(Purpose::Access, somebody(), START, START.after(9_000_000)).unwrap();
        assert!(keys.tokens.verify::<Access>(Purpose::Access, &new, START).is_some());
    }
    // Somebody who stole the old key makes tokens that seem to last: they do not.
    let stolen = {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path(), None).unwrap();
        let long = keys.tokens.sign(Purpose::Access, somebody(), START, START.after(90_000_000)).unwrap();
        keys.rotate(START).unwrap();
        keys.tokens.verify::<Access>(Purpose::Access, &long, START.after(1_200_001)).is_some()
    };
    assert!(!stolen);
}

#[cfg(unix)]
#[test]
fn keys_are_readable_by_their_user_alone_and_stay_the_same() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let sealed = Keys::open(folder.path(), None).unwrap().seal.seal("here", b"secret").unwrap();
    let again = Keys::open(folder.path(), None).unwrap();
    assert_eq!(again.seal.open("here", &sealed).unwrap(), b"secret");
    let mut files = 0;
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let mode = entry.unwrap().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0);
        files += 1;
    }
    assert_eq!(files, 4);
}
