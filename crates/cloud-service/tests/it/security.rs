//! What keeps strangers out.

mod request;
mod token;

use std::net::IpAddr;

use cloud_service::network::{Network, client};
use cloud_service::security::keys::Keys;
use cloud_service::security::password::{Cost, Fits, Passwords};
use cloud_service::security::signed_url::{Grant, SignedUrls};

use crate::support::START;

#[tokio::test]
async fn the_hundredth_sign_in_at_once_is_told_to_come_again() {
    let passwords = Passwords::new(Cost { memory: 1024, rounds: 1 }, 1).unwrap();
    let checks: Vec<_> = (0..100)
        .map(|_| {
            let passwords = passwords.clone();
            tokio::spawn(async move { passwords.check("a".to_owned(), None).await })
        })
        .collect();
    let mut refused = 0;
    for check in checks {
        match check.await.unwrap() {
            Ok(fits) => assert_eq!(fits, Fits::No),
            Err(refusal) => {
                assert_eq!(refusal.code, "RATE_LIMITED");
                refused += 1;
            }
        }
    }
    assert!((1..=36).contains(&refused), "{refused}");
    assert!(passwords.check("a".to_owned(), None).await.is_ok());
}

#[test]
fn a_sealed_secret_opens_only_in_its_place_and_with_its_key() {
    let (keys, others) = (Keys::in_memory().unwrap(), Keys::in_memory().unwrap());
    let sealed = keys.seal.seal("totp:1", b"secret").unwrap();
    assert_eq!(keys.seal.open("totp:1", &sealed).unwrap(), b"secret");
    assert!(keys.seal.open("totp:2", &sealed).is_err());
    assert!(others.seal.open("totp:1", &sealed).is_err());
    assert_ne!(keys.seal.seal("totp:1", b"secret").unwrap(), sealed);
}

#[test]
fn a_signed_address_holds_for_one_thing_until_its_end() {
    let urls = SignedUrls::new(&[7; 32]);
    let grant = Grant { method: "GET", key: "w/1.mp4", saved_as: None, until: START.after(60_000) };
    let signature = urls.sign(&grant);
    assert!(urls.holds(&grant, &signature, START));
    assert!(urls.holds(&Grant { method: "HEAD", ..grant.clone() }, &signature, START));
    assert!(!urls.holds(&grant, &signature, START.after(60_000)));
    for other in [
        Grant { method: "PUT", ..grant.clone() },
        Grant { key: "w/2.mp4", ..grant.clone() },
        Grant { saved_as: Some(""), ..grant.clone() },
        Grant { until: START.after(120_000), ..grant.clone() },
    ] {
        assert!(!urls.holds(&other, &signature, START), "{other:?}");
    }
    assert!(!SignedUrls::new(&[8; 32]).holds(&grant, &signature, START));
    assert!(!urls.holds(&grant, "not base64!", START));
}

#[test]
fn only_proxies_of_ours_say_whose_a_request_is() {
    let ip = |text: &str| text.parse::<IpAddr>().unwrap();
    let trusted: Vec<Network> = vec!["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()];
    let whose = |peer: &str, headers: &[&str]| client(ip(peer), headers, &trusted);
    // Nobody's proxy: what they say is theirs.
    assert_eq!(whose("203.0.113.9", &["1.2.3.4"]), ip("203.0.113.9"));
    assert_eq!(whose("10.0.0.1", &["1.2.3.4"]), ip("1.2.3.4"));
    // What the client wrote stands further left than what our proxy added.
    assert_eq!(whose("10.0.0.1", &["9.9.9.9, 1.2.3.4"]), ip("1.2.3.4"));
    assert_eq!(whose("10.0.0.1", &["9.9.9.9", "1.2.3.4, 10.0.0.7"]), ip("1.2.3.4"));
    assert_eq!(whose("fd00::1", &["1.2.3.4:5678"]), ip("1.2.3.4"));
    assert_eq!(whose("10.0.0.1", &["1.2.3.4, nonsense"]), ip("10.0.0.1"));
    assert_eq!(whose("::ffff:10.0.0.1", &["1.2.3.4"]), ip("1.2.3.4"));
    assert_eq!(whose("10.0.0.1", &[]), ip("10.0.0.1"));
}

#[test]
fn a_machine_with_a_whole_network_is_counted_once() {
    let network = |text: &str| Network::of_customer(text.parse().unwrap());
    assert_eq!(network("2001:db8:1:2:3::4"), network("2001:db8:1:2:ffff::1"));
    assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
    assert_ne!(network("203.0.113.1"), network("203.0.113.2"));
    assert_eq!(network("::ffff:203.0.113.1"), network("203.0.113.1"));
}

#[test]
fn networks_are_read_or_refused() {
    for wrong in ["10.0.0.0/33", "10.0.0/8", "fd00::/129", "", "/8", "10.0.0.0/-1"] {
        assert!(wrong.parse::<Network>().is_err(), "{wrong}");
    }
    assert!("0.0.0.0/0".parse::<Network>().unwrap().contains("1.2.3.4".parse().unwrap()));
    assert!(!"0.0.0.0/0".parse::<Network>().unwrap().contains("2001:db8::1".parse().unwrap()));
}

#[test]
fn the_spec_s_own_password_is_good_enough() {
    assert!(cloud_service::security::password::judge("securePassword123", &["user@example.com"]).is_ok());
}
