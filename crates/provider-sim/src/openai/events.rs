//! Server-sent events: an answer that comes in pieces.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::response::Response;
use serde_json::Value;
use tokio::sync::mpsc;

use crate::answer::with_header;
use crate::state::Sim;

/// One piece.
pub enum Event {
    /// `data:` alone.
    Data(Value),
    /// `event:` with its name, and `data:`.
    Named(Value),
    /// The end of a stream of chat.
    Done,
}

impl Event {
    fn text(&self) -> String {
        match self {
            Self::Data(value) => format!("data: {value}\n\n"),
            Self::Named(value) => {
                let name = value.get("type").and_then(Value::as_str).unwrap_or("message");
                format!("event: {name}\ndata: {value}\n\n")
            }
            Self::Done => "data: [DONE]\n\n".to_owned(),
        }
    }
}

/// Answers with those pieces, one after the other.
pub fn answer(sim: &Sim, events: Vec<Event>) -> Response {
    let (send, mut receive) = mpsc::channel::<Bytes>(8);
    let in_here = sim.clone();
    sim.spawn(async move {
        for event in events {
            if send.send(event.text().into()).await.is_err() {
                // The customer has gone.
                return;
            }
            in_here.take_time(Duration::from_millis(25)).await;
        }
    });
    let pieces = futures_util::stream::poll_fn(move |context| {
        receive.poll_recv(context).map(|piece| piece.map(Ok::<Bytes, Infallible>))
    });
    let mut response = Response::new(Body::from_stream(pieces));
    with_header(&mut response, "content-type", "text/event-stream; charset=utf-8");
    with_header(&mut response, "cache-control", "no-cache");
    response
}

/// A text in pieces of a word or two, as models give it.
pub fn pieces(text: &str) -> Vec<String> {
    text.split_inclusive([' ', '\n', ',']).map(str::to_owned).collect()
}
