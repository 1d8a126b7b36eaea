//! A server that says what it was told to, in order, and remembers what it heard.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A request that was heard.
#[derive(Clone, Debug)]
pub struct Heard {
    pub method: String,
    pub path: String,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Heard {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().expect("text")).unwrap_or_default()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// An answer to be given.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl From<(u16, &str)> for Reply {
    fn from((status, body): (u16, &str)) -> Self {
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        Self { status, headers, body: body.as_bytes().to_vec() }
    }
}

#[derive(Clone)]
struct Shared {
    replies: Arc<Mutex<VecDeque<Reply>>>,
    heard: Arc<Mutex<Vec<Heard>>>,
}

/// A provider.
pub struct Provider {
    address: SocketAddr,
    shared: Shared,
}

impl Provider {
    pub async fn new<R: Into<Reply>>(replies: impl IntoIterator<Item = R>) -> Self {
        let replies = replies.into_iter().map(Into::into).collect();
        let shared = Shared { replies: Arc::new(Mutex::new(replies)), heard: Arc::default() };
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let router = Router::new().fallback(answer).with_state(shared.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, shared }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    pub fn heard(&self) -> Vec<Heard> {
        self.shared.heard.lock().expect("nobody panicked").clone()
    }

    /// The one request that was heard.
    pub fn only(&self) -> Heard {
        let mut heard = self.heard();
        assert_eq!(heard.len(), 1, "one request");
        heard.remove(0)
    }
}

async fn answer(State(shared): State<Shared>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 1 << 26).await.expect("a body").to_vec();
    let path = parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
    let heard = Heard { method: parts.method.to_string(), path, headers: parts.headers, body };
    shared.heard.lock().expect("nobody panicked").push(heard);
    let reply = shared.replies.lock().expect("nobody panicked").pop_front();
    let reply = reply.unwrap_or_else(|| Reply::from((599, "nothing more was to be asked")));
    let mut response = Response::builder().status(reply.status);
    for (name, value) in reply.headers {
        response = response.header(name, value);
    }
    response.body(Body::from(reply.body)).expect("a response")
}

/// What a server of broken connections does with each.
#[derive(Clone, Copy, Debug)]
pub enum Breakage {
    /// Closes before it reads anything.
    BeforeTheRequest,
    /// Reads the request and closes.
    AfterTheRequest,
    /// Reads the request and never answers.
    Silence,
    /// Reads the request and answers half.
    HalfAnAnswer,
    /// Reads the request and answers what is no HTTP.
    Noise,
    /// Reads the request and answers without an end.
    Endless,
}

/// Starts such a server and returns its address.
pub async fn broken(breakage: Breakage) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        let mut kept = Vec::new();
        while let Ok((mut stream, _)) = listener.accept().await {
            if matches!(breakage, Breakage::BeforeTheRequest) {
                continue;
            }
            let mut buffer = vec![0; 1 << 16];
            let _ = stream.read(&mut buffer).await;
            match breakage {
                Breakage::BeforeTheRequest | Breakage::AfterTheRequest => {}
                Breakage::Silence => kept.push(stream),
                Breakage::HalfAnAnswer => {
                    let half = b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"data\":";
                    let _ = stream.write_all(half).await;
                }
                Breakage::Endless => {
                    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await;
                    while stream.write_all(&[b' '; 1 << 14]).await.is_ok() {}
                }
                Breakage::Noise => {
                    let _ = stream.write_all(b"SSH-2.0-OpenSSH_9.2\r\n").await;
                }
            }
        }
    });
    format!("http://{address}")
}

/// An address at which nobody listens.
pub async fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    format!("http://{address}")
}
