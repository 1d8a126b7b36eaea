//! The one way out to addresses that users and providers name: results to fetch, webhooks to call.
//!
//! Such an address may point at this machine, at its neighbours, or at a name that changes between the check and the
//! connection. So an address is parsed once, by the type that the client uses too; names are resolved by a resolver
//! inside the client that drops every address which is not [`address::is_global`], so that what was checked is what is
//! connected to; addresses written as numbers, which no resolver sees, are checked when parsed; redirects are not
//! followed and no proxy is used. Hosts of the configuration (the sandbox on loopback) are allowed by host and port.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder, RequestBuilder, Response, Url};

pub mod address;

use crate::guard::address::is_global;
use crate::provider::wire::install_crypto;

/// The longest address that is looked at.
const ADDRESS_BYTES_MAX: usize = 8 * 1024;

/// Why an address is not asked, or did not answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GuardError {
    /// It is not an address of the web.
    #[error("this is not an address that can be asked; give a whole one that begins with https://")]
    NotAnAddress,
    /// It is not `https`.
    #[error("the address must begin with https://")]
    Insecure,
    /// There is a name or a password in it.
    #[error("the address must not carry a user name or a password")]
    Userinfo,
    /// Its port is none of the web.
    #[error("the address must use the usual port of the web, not {0}")]
    Port(u16),
    /// It is an address of ours or of a neighbour, or its name has no other.
    #[error("the address is not on the public internet")]
    Private,
    /// A header of the request cannot be sent.
    #[error("a header of the request cannot be sent")]
    Header,
    /// It took too long.
    #[error("the address did not answer in time")]
    TimedOut,
    /// No answer came.
    #[error("the address could not be reached")]
    Unreachable,
    /// No client could be made on this system.
    #[error("no secure connections can be made on this system: {0}")]
    System(String),
}

/// Where the addresses of a name come from.
#[async_trait]
pub trait Lookup: Send + Sync {
    /// Every address of the name, any port.
    async fn addresses(&self, name: &str) -> std::io::Result<Vec<SocketAddr>>;
}

/// The names of the system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemLookup;

#[async_trait]
impl Lookup for SystemLookup {
    async fn addresses(&self, name: &str) -> std::io::Result<Vec<SocketAddr>> {
        Ok(tokio::net::lookup_host((name, 0)).await?.collect())
    }
}

/// How long one may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// To connect.
    pub connect: Duration,
    /// Between two pieces of an answer, and until its first.
    pub read: Duration,
    /// In all.
    pub total: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { connect: seconds(10), read: seconds(30), total: seconds(15 * 60) }
    }
}

/// An address that may be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    url: Url,
    trust: Trust,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trust {
    /// Named by the configuration.
    Configured,
    /// Named by anybody.
    None,
}

/// The way out.
#[derive(Clone)]
pub struct Guard {
    public: Client,
    configured: Client,
    allowed: Arc<[(String, u16)]>,
}

impl Guard {
    /// A way out that also reaches these hosts and ports of the configuration, by `http` too.
    pub fn new(allowed: Vec<(String, u16)>, patience: Patience) -> Result<Self, GuardError> {
        Self::with_lookup(allowed, patience, Arc::new(SystemLookup))
    }

    /// The same with names from elsewhere.
    pub fn with_lookup(
        allowed: Vec<(String, u16)>,
        patience: Patience,
        lookup: Arc<dyn Lookup>,
    ) -> Result<Self, GuardError> {
        install_crypto();
        let public = client(patience).dns_resolver(Arc::new(PublicOnly { lookup }));
        let build =
            |builder: ClientBuilder| builder.build().map_err(|err| GuardError::System(err.to_string()));
        Ok(Self {
            public: build(public)?,
            configured: build(client(patience))?,
            allowed: allowed.into_iter().map(|(host, port)| (host.to_ascii_lowercase(), port)).collect(),
        })
    }

    /// Whether the address may be asked. A name's addresses are checked when it is connected to.
    pub fn check(&self, address: &str) -> Result<Checked, GuardError> {
        if address.len() > ADDRESS_BYTES_MAX {
            return Err(GuardError::NotAnAddress);
        }
        let url = Url::parse(address).map_err(|_| GuardError::NotAnAddress)?;
        let port = url.port_or_known_default().ok_or(GuardError::NotAnAddress)?;
        let host = url.host_str().ok_or(GuardError::NotAnAddress)?.to_ascii_lowercase();
        if !url.username().is_empty() || url.password().is_some() {
            return Err(GuardError::Userinfo);
        }
        if !matches!(url.scheme(), "http" | "https") {
            return Err(GuardError::NotAnAddress);
        }
        if self.allowed.iter().any(|(name, allowed)| *name == host && *allowed == port) {
            return Ok(Checked { url, trust: Trust::Configured });
        }
        if url.scheme() != "https" {
            return Err(GuardError::Insecure);
        }
        if !matches!(port, 443 | 80) {
            return Err(GuardError::Port(port));
        }
        // The parser has written every form of a number ("0x7f.1", "2130706433") as an address by now.
        let literal = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        if literal.is_ok_and(|address| !is_global(address)) {
            return Err(GuardError::Private);
        }
        Ok(Checked { url, trust: Trust::None })
    }

    /// Asks an address for what is there. The answer may be a redirect; its body is not read yet.
    pub async fn get(&self, checked: &Checked, headers: &[(String, String)]) -> Result<Response, GuardError> {
        self.send(self.client(checked).get(checked.url.clone()), headers).await
    }

    /// Sends bytes to an address and returns the status of its answer, whose body is not read at all.
    pub async fn post(
        &self,
        checked: &Checked,
        headers: &[(String, String)],
        body: Vec<u8>,
    ) -> Result<u16, GuardError> {
        let request = self.client(checked).post(checked.url.clone()).body(body);
        Ok(self.send(request, headers).await?.status().as_u16())
    }

    fn client(&self, checked: &Checked) -> &Client {
        match checked.trust {
            Trust::Configured => &self.configured,
            Trust::None => &self.public,
        }
    }

    async fn send(
        &self,
        request: RequestBuilder,
        headers: &[(String, String)],
    ) -> Result<Response, GuardError> {
        let sent = request.headers(read_headers(headers)?).send().await;
        sent.map_err(|err| if refused(&err) { GuardError::Private } else { reason(&err) })
    }
}

/// What went wrong, without the address, which may carry a signature.
pub(crate) fn reason(err: &reqwest::Error) -> GuardError {
    if err.is_timeout() { GuardError::TimedOut } else { GuardError::Unreachable }
}

fn read_headers(headers: &[(String, String)]) -> Result<HeaderMap, GuardError> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| GuardError::Header)?;
        let mut value = HeaderValue::from_str(value).map_err(|_| GuardError::Header)?;
        value.set_sensitive(true);
        map.insert(name, value);
    }
    Ok(map)
}

fn client(patience: Patience) -> ClientBuilder {
    Client::builder()
        .redirect(Policy::none())
        .retry(reqwest::retry::never())
        .no_proxy()
        .referer(false)
        .connect_timeout(patience.connect)
        .read_timeout(patience.read)
        .timeout(patience.total)
}

/// Gives a client only addresses of the public internet.
struct PublicOnly {
    lookup: Arc<dyn Lookup>,
}

/// A name has no address on the public internet.
#[derive(Debug, thiserror::Error)]
#[error("no public address")]
struct NoPublicAddress;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        let lookup = Arc::clone(&self.lookup);
        Box::pin(async move {
            let found = lookup.addresses(name.as_str()).await?;
            let public: Vec<SocketAddr> =
                found.into_iter().filter(|address| is_global(address.ip())).collect();
            if public.is_empty() {
                return Err(Box::new(NoPublicAddress).into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

/// Whether our resolver dropped every address.
fn refused(err: &reqwest::Error) -> bool {
    let mut source = std::error::Error::source(err);
    while let Some(cause) = source {
        if cause.is::<NoPublicAddress>() {
            return true;
        }
        source = cause.source();
    }
    false
}
