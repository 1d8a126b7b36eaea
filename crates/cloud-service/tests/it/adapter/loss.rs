//! What is known of a submission whose answer did not come, or cannot be read.

use std::time::Duration;

use cloud_service::provider::heygen::HeyGen;
use cloud_service::provider::wire::SettingsError;
use cloud_service::provider::{Adapter, FaultKind, SubmitError};

use super::server::{Breakage, Provider, Reply, broken, nobody};
use super::{KEY, avatar, settings, submission};

async fn submit(url: &str, read_ms: u64) -> SubmitError {
    let mut settings = settings(url);
    settings.patience.read = Duration::from_millis(read_ms);
    let adapter = HeyGen::new(&settings).expect("it can be made");
    let order = avatar(Some("look_1"), None);
    adapter.submit(&submission("avatar_iv", &order, None)).await.expect_err("nothing was accepted")
}

#[tokio::test]
async fn a_provider_that_cannot_be_reached_has_surely_not_accepted() {
    let SubmitError::Refused(fault) = submit(&nobody().await, 5000).await else { panic!("it was refused") };
    assert_eq!(fault.kind, FaultKind::Broken);
}

#[tokio::test]
async fn whatever_may_have_arrived_is_unknown() {
    let breakages = [
        Breakage::BeforeTheRequest,
        Breakage::AfterTheRequest,
        Breakage::Silence,
        Breakage::HalfAnAnswer,
        Breakage::Noise,
        Breakage::Endless,
    ];
    for breakage in breakages {
        let result = submit(&broken(breakage).await, 300).await;
        assert!(matches!(result, SubmitError::Unknown(_)), "{breakage:?} gave {result:?}");
    }
}

#[tokio::test]
async fn answers_that_say_nothing_leave_the_fate_unknown() {
    let html = "<html><title>Just a moment...</title></html>";
    let deep = "[".repeat(100_000);
    let answers = [
        (200, ""),
        (200, html),
        (200, "{}"),
        (200, "null"),
        (200, "{\"data\":{\"video_id\":7}}"),
        (200, "{\"data\":{\"video_id\":\"\"}}"),
        (200, deep.as_str()),
        (302, ""),
        (403, html),
        (404, ""),
        (408, "{\"error\":{\"code\":\"timeout\",\"message\":\"slow\"}}"),
        (500, "{\"error\":{\"code\":\"internal\",\"message\":\"broken\"}}"),
        (502, html),
        (503, ""),
        (504, ""),
    ];
    let provider = Provider::new(answers).await;
    for (status, body) in answers {
        let result = submit(&provider.url(), 5000).await;
        let begin: String = body.chars().take(40).collect();
        assert!(matches!(result, SubmitError::Unknown(_)), "{status} {begin} gave {result:?}");
    }
    assert_eq!(provider.heard().len(), answers.len(), "nothing is sent twice and no redirect is followed");
}

#[tokio::test]
async fn an_answer_of_any_size_is_not_read_to_its_end() {
    let provider =
        Provider::new([Reply { status: 200, headers: Vec::new(), body: vec![b' '; (4 << 20) + 1] }]).await;
    assert!(matches!(submit(&provider.url(), 5000).await, SubmitError::Unknown(_)));
}

#[tokio::test]
async fn a_429_is_too_much_at_once_whatever_its_body() {
    let mut reply = Reply::from((429, "<html>slow down</html>"));
    reply.headers.push(("retry-after".to_owned(), "7".to_owned()));
    let provider = Provider::new([reply]).await;
    let SubmitError::Refused(fault) = submit(&provider.url(), 5000).await else { panic!("it was refused") };
    assert_eq!(fault.kind, FaultKind::Busy(Some(7000)));
}

#[tokio::test]
async fn messages_are_cut_and_hold_no_key() {
    let long = "x".repeat(3000);
    let body = format!("{{\"error\":{{\"code\":\"unauthorized\",\"message\":\"bad key {KEY}\\n{long}\"}}}}");
    let provider = Provider::new([(401, body.as_str())]).await;
    let SubmitError::Refused(fault) = submit(&provider.url(), 5000).await else { panic!("it was refused") };
    assert_eq!(fault.kind, FaultKind::Account);
    assert_eq!(fault.message.chars().count(), 500);
    assert!(fault.message.starts_with("bad key … x"), "{}", fault.message);
}

#[test]
fn a_provider_without_an_address_or_a_key_that_can_be_sent_is_refused() {
    for url in ["", "heygen", "ftp://a.test", "mailto:a@b.test", "https://a.test/?q=1"] {
        assert!(matches!(HeyGen::new(&settings(url)), Err(SettingsError::BaseUrl(_))), "{url}");
    }
    let mut settings = settings("https://a.test");
    settings.key = cloud_service::security::secret::Secret::new("a\nb");
    assert!(matches!(HeyGen::new(&settings), Err(SettingsError::Key(_))));
}

#[test]
fn a_key_is_never_printed() {
    let settings = settings("https://a.test");
    for printed in [format!("{settings:?}"), format!("{:?} {}", settings.key, settings.key)] {
        assert!(!printed.contains(KEY) && !printed.contains("1234"), "{printed}");
    }
}
