//! The way out: which addresses are asked, and what is fetched from them.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use cloud_service::guard::address::is_global;
use cloud_service::guard::{Guard, GuardError, Lookup, Patience};
use cloud_service::provider::fetch::{FetchError, Fetcher};
use cloud_service::provider::source::Source;
use proptest::prelude::*;

use crate::adapter::server::{Breakage, Provider, Reply, broken};

fn patience() -> Patience {
    let time = Duration::from_secs;
    Patience { connect: time(2), read: Duration::from_millis(500), total: time(10) }
}

fn guard(allowed: &[(&str, u16)]) -> Guard {
    let allowed = allowed.iter().map(|(host, port)| ((*host).to_owned(), *port)).collect();
    Guard::new(allowed, patience()).expect("it can be made")
}

/// Answers names with what it was told, and counts.
struct Names {
    addresses: Vec<IpAddr>,
    asked: AtomicUsize,
}

#[async_trait]
impl Lookup for Names {
    async fn addresses(&self, _: &str) -> std::io::Result<Vec<SocketAddr>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        Ok(self.addresses.iter().map(|address| SocketAddr::new(*address, 0)).collect())
    }
}

fn with_names(addresses: &[&str]) -> (Guard, Arc<Names>) {
    let addresses = addresses.iter().map(|address| address.parse().expect("an address")).collect();
    let names = Arc::new(Names { addresses, asked: AtomicUsize::new(0) });
    let guard = Guard::with_lookup(Vec::new(), patience(), names.clone()).expect("it can be made");
    (guard, names)
}

#[test]
fn addresses_that_are_not_public_are_known() {
    let private = [
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:10::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "ff02::1",
    ];
    for address in private {
        assert!(!is_global(address.parse().expect("an address")), "{address}");
    }
    let public = [
        "1.1.1.1",
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "198.17.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "::ffff:8.8.8.8",
        "2606:4700::1111",
        "2a00:1450::1",
        "2001:4860::8888",
    ];
    for address in public {
        assert!(is_global(address.parse().expect("an address")), "{address}");
    }
}

#[test]
fn only_whole_secure_addresses_of_the_web_are_asked() {
    let guard = guard(&[("127.0.0.1", 9000), ("localhost", 9001), ("::1", 9003)]);
    let faults = [
        ("", GuardError::NotAnAddress),
        ("example.com", GuardError::NotAnAddress),
        ("//example.com/a", GuardError::NotAnAddress),
        ("ftp://example.com/a", GuardError::NotAnAddress),
        ("file:///etc/passwd", GuardError::NotAnAddress),
        ("data:text/plain,a", GuardError::NotAnAddress),
        ("http://example.com/a", GuardError::Insecure),
        ("https://user@example.com/", GuardError::Userinfo),
        ("https://user:word@example.com/", GuardError::Userinfo),
        ("http://a:b@127.0.0.1:9000/", GuardError::Userinfo),
        ("https://example.com:22/", GuardError::Port(22)),
        ("https://example.com:8443/", GuardError::Port(8443)),
        ("https://127.0.0.1/", GuardError::Private),
        ("https://2130706433/", GuardError::Private),
        ("https://0x7f.1/", GuardError::Private),
        ("https://0177.0.0.1/", GuardError::Private),
        ("https://127.1/", GuardError::Private),
        ("https://169.254.169.254/latest/meta-data", GuardError::Private),
        ("https://[::1]/", GuardError::Private),
        ("https://[::ffff:127.0.0.1]/", GuardError::Private),
        ("https://[fd00::1]/", GuardError::Private),
        ("https://１２７.0.0.1/", GuardError::Private),
        ("http://127.0.0.1:9002/", GuardError::Insecure),
        ("https://127.0.0.1:9002/", GuardError::Port(9002)),
    ];
    for (address, fault) in faults {
        assert_eq!(guard.check(address).err(), Some(fault), "{address}");
    }
    let long = format!("https://example.com/{}", "a".repeat(9000));
    assert_eq!(guard.check(&long).err(), Some(GuardError::NotAnAddress));
    for address in [
        "https://example.com/a?b=c",
        "https://example.com:80/",
        "http://127.0.0.1:9000/x",
        "http://LOCALHOST:9001/",
        "http://[::1]:9003/",
    ] {
        assert!(guard.check(address).is_ok(), "{address}");
    }
}

#[tokio::test]
async fn a_name_of_this_machine_is_not_asked() {
    let provider = Provider::new::<(u16, &str)>([]).await;
    let guard = guard(&[]);
    let checked = guard.check("https://localhost/").expect("a name is judged when it is asked");
    assert_eq!(guard.get(&checked, &[]).await.err(), Some(GuardError::Private));
    assert_eq!(guard.post(&checked, &[], b"{}".to_vec()).await, Err(GuardError::Private));
    assert!(provider.heard().is_empty());
}

#[tokio::test]
async fn a_name_with_private_addresses_only_is_not_asked_and_looked_up_once() {
    let (guard, names) =
        with_names(&["127.0.0.1", "10.0.0.1", "::1", "169.254.169.254", "::ffff:192.168.0.1"]);
    let checked = guard.check("https://rebound.test/").expect("a name is judged when it is asked");
    assert_eq!(guard.get(&checked, &[]).await.err(), Some(GuardError::Private));
    assert_eq!(names.asked.load(Ordering::SeqCst), 1, "what was checked is what would be connected to");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let target = Provider::new([(200, "secret")]).await;
    let mut reply = Reply::from((302, ""));
    reply.headers.push(("location".to_owned(), format!("{}/secret", target.url())));
    let provider = Provider::new([reply]).await;
    let folder = tempfile::tempdir().expect("a folder");
    let guard = guard(&[("127.0.0.1", provider.port()), ("127.0.0.1", target.port())]);
    let fetched = Fetcher::new(guard, 1000).fetch(&provider.url(), &[], &folder.path().join("a")).await;
    assert!(matches!(fetched, Err(FetchError::Refused(302))));
    assert!(target.heard().is_empty());
}

#[tokio::test]
async fn a_result_is_fetched_whole_and_hashed() {
    let provider = Provider::new([(200, "hello")]).await;
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("take.mp4");
    let fetcher = Fetcher::new(guard(&[("127.0.0.1", provider.port())]), 5);
    let key = [("x-goog-api-key".to_owned(), "k".to_owned())];
    let fetched = fetcher.fetch(&format!("{}/a?b=c", provider.url()), &key, &to).await.expect("fetched");
    assert_eq!(fetched.sha256, "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    assert_eq!((fetched.bytes, fetched.media_type.as_str()), (5, "application/json"));
    assert_eq!(std::fs::read(&to).expect("it is there"), b"hello");
    assert_eq!((provider.only().path.as_str(), provider.only().header("x-goog-api-key")), ("/a?b=c", "k"));
    assert_eq!(
        std::fs::read_dir(folder.path()).expect("a folder").count(),
        1,
        "nothing half-written is left"
    );
}

#[tokio::test]
async fn what_cannot_be_fetched_leaves_nothing() {
    let provider = Provider::new([(200, "hello!"), (404, ""), (403, ""), (410, ""), (500, "")]).await;
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("take.mp4");
    let fetcher = Fetcher::new(guard(&[("127.0.0.1", provider.port())]), 5);
    let mut faults = Vec::new();
    for _ in 0..5 {
        faults.push(fetcher.fetch(&provider.url(), &[], &to).await.expect_err("it cannot be fetched"));
    }
    assert!(matches!(
        faults.as_slice(),
        [
            FetchError::TooLarge(5),
            FetchError::Expired(404),
            FetchError::Expired(403),
            FetchError::Expired(410),
            FetchError::Refused(500)
        ]
    ));
    for breakage in [Breakage::HalfAnAnswer, Breakage::AfterTheRequest, Breakage::Silence, Breakage::Noise] {
        let url = broken(breakage).await;
        let port = url.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
        let fetcher = Fetcher::new(guard(&[("127.0.0.1", port)]), 1000);
        assert!(fetcher.fetch(&url, &[], &to).await.is_err(), "{breakage:?}");
    }
    let url = broken(Breakage::Endless).await;
    let port = url.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    let fetched = Fetcher::new(guard(&[("127.0.0.1", port)]), 100_000).fetch(&url, &[], &to).await;
    assert!(matches!(fetched, Err(FetchError::TooLarge(100_000))), "one that does not say how long it is");
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[tokio::test]
async fn a_webhook_is_posted_with_its_headers() {
    let provider = Provider::new([(204, "")]).await;
    let guard = guard(&[("127.0.0.1", provider.port())]);
    let checked = guard.check(&provider.url()).expect("it is allowed");
    let headers = [("webhook-id".to_owned(), "m1".to_owned())];
    assert_eq!(guard.post(&checked, &headers, b"{}".to_vec()).await, Ok(204));
    assert_eq!((provider.only().header("webhook-id"), provider.only().body.as_slice()), ("m1", &b"{}"[..]));
    let bad = [("a".to_owned(), "b\r\nc".to_owned())];
    assert_eq!(guard.post(&checked, &bad, Vec::new()).await, Err(GuardError::Header));
}

#[tokio::test]
async fn our_own_store_is_read_within_bounds() {
    let provider = Provider::new([(200, "hello"), (200, "hello"), (404, "")]).await;
    let guard = guard(&[("127.0.0.1", provider.port())]);
    assert_eq!(guard.read(&provider.url(), 5).await.expect("read").bytes, b"hello");
    assert!(guard.read(&provider.url(), 4).await.is_err());
    assert!(guard.read(&provider.url(), 5).await.is_err());
}

proptest! {
    #[test]
    fn no_address_panics(text in "\\PC{0,60}") {
        let _ = guard_once().check(&text);
        let _ = guard_once().check(&format!("https://{text}"));
    }
}

fn guard_once() -> &'static Guard {
    static GUARD: std::sync::OnceLock<Guard> = std::sync::OnceLock::new();
    GUARD.get_or_init(|| guard(&[]))
}
