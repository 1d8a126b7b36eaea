//! From where a request comes.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;

use crate::account::session::Device;
use crate::app::App;
use crate::network::{self, Network};
use crate::refusal::Refusal;

/// Most characters of what a program calls itself that are kept.
const AGENT: usize = 200;

/// From where a request comes.
#[derive(Clone, Debug)]
pub struct Client {
    /// The address, after proxies of ours.
    pub address: IpAddr,
    /// What the program calls itself.
    pub agent: String,
}

impl Client {
    /// Reads it from a request.
    pub fn of(app: &App, peer: Option<&ConnectInfo<SocketAddr>>, headers: &HeaderMap) -> Self {
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(peer)| peer.ip());
        let values = headers.get_all("x-forwarded-for").into_iter();
        let forwarded: Vec<&str> = values.map(|value| value.to_str().unwrap_or_default()).collect();
        let address = network::client(peer, &forwarded, &app.config.trusted_proxies);
        let agent = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
        Self { address, agent: agent.chars().take(AGENT).collect() }
    }

    /// The addresses it is counted with.
    pub fn network(&self) -> Network {
        Network::of_customer(self.address)
    }

    /// As a session keeps it.
    pub fn device(&self) -> Device {
        Device { agent: self.agent.clone(), address: self.address.to_string() }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Client {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Refusal> {
        parts.extensions.get::<Self>().cloned().ok_or_else(Refusal::internal)
    }
}
