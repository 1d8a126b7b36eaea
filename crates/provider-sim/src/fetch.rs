//! Fetching what a customer gives by address, and what may be reached at all: loopback, and hosts that the simulator
//! was started with.

use std::net::IpAddr;
use std::sync::Once;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, Url};

use crate::job::{Failure, Reason};

/// The largest file that is fetched, in bytes.
const BYTES_MAX: usize = 100 << 20;
/// How long a host may take for one file.
const PATIENCE: Duration = Duration::from_secs(30);

/// The outside, as far as it may be reached.
pub struct Reach {
    client: Option<Client>,
    hosts: Vec<String>,
}

impl Reach {
    /// Loopback and those hosts.
    pub fn new(hosts: &[String]) -> Self {
        static PROVIDER: Once = Once::new();
        // It fails when another part of the program has installed one, which serves as well.
        PROVIDER.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
        let client = Client::builder().redirect(Policy::none()).no_proxy().timeout(PATIENCE).build();
        Self { client: client.ok(), hosts: hosts.to_vec() }
    }

    /// The address, if it may be reached.
    ///
    /// # Errors
    /// When it is no address of the web, or one that is not to be reached from here.
    pub fn check(&self, address: &str) -> Result<Url, Failure> {
        let bad = |what: &str| Failure::new(Reason::Unreachable, format!("{address} {what}"));
        let url = Url::parse(address).map_err(|_| bad("is not an address"))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(bad("is not an address of the web"));
        }
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
        let loopback =
            host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        let with_port = format!("{host}:{}", url.port_or_known_default().unwrap_or(0));
        if loopback || self.hosts.iter().any(|allowed| *allowed == host || *allowed == with_port) {
            Ok(url)
        } else {
            Err(bad("cannot be reached from the sandbox"))
        }
    }

    /// A file.
    ///
    /// # Errors
    /// When it may not be reached, is not there, or is larger than 100 MiB.
    pub async fn fetch(&self, address: &str) -> Result<Vec<u8>, Failure> {
        let failed =
            |why: String| Failure::new(Reason::Unreachable, format!("{address} cannot be fetched: {why}"));
        let url = self.check(address)?;
        let client = self.client.as_ref().ok_or_else(|| failed("there is no network".into()))?;
        let mut response = client.get(url).send().await.map_err(|error| failed(error.to_string()))?;
        if !response.status().is_success() {
            return Err(failed(format!("the host answers {}", response.status())));
        }
        let mut bytes = Vec::new();
        while let Some(part) = response.chunk().await.map_err(|error| failed(error.to_string()))? {
            if bytes.len() + part.len() > BYTES_MAX {
                return Err(failed("it is larger than 100 MiB".into()));
            }
            bytes.extend_from_slice(&part);
        }
        Ok(bytes)
    }

    /// Sends a body to an address and returns the status it is answered with.
    ///
    /// # Errors
    /// When the address may not be reached or does not answer.
    pub async fn post(
        &self,
        address: &str,
        headers: &[(String, String)],
        body: Vec<u8>,
    ) -> Result<u16, Failure> {
        let url = self.check(address)?;
        let failed =
            |why: String| Failure::new(Reason::Unreachable, format!("{address} does not answer: {why}"));
        let client = self.client.as_ref().ok_or_else(|| failed("there is no network".into()))?;
        let mut request = client.post(url).header("content-type", "application/json").body(body);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let response = request.send().await.map_err(|error| failed(error.to_string()))?;
        Ok(response.status().as_u16())
    }
}
