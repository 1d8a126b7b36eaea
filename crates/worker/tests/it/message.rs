//! The wire takes what is whole and within its limits, and nothing else.

use proptest::prelude::*;
use serde_json::json;
use worker::message::Message;

#[test]
fn a_value_is_a_message_without_bytes() {
    assert_eq!(Message::from(json!(1)), Message { body: json!(1), bytes: Vec::new() });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]
    #[test]
    fn any_body_and_bytes_come_back_as_they_went(text in ".{0,200}", bytes in prop::collection::vec(any::<u8>(), 0..5_000)) {
        let worker = worker::worker::Worker::start(crate::role::command("echo"), worker::command::Patience::default(), |_| ())
            .expect("the test binary can be started");
        let message = Message { body: json!([text, null, {"n": 1.5}]), bytes };
        let back = worker.request(&message, std::time::Duration::from_secs(60)).expect("an echo");
        prop_assert_eq!(back, message);
    }
}
