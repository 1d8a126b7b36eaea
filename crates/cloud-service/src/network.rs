//! Addresses: whose a request is, and which belong together.

use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

use serde::Deserialize;

/// Addresses that begin alike: `10.0.0.0/8`, `fd00::/8`, `127.0.0.1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Network {
    bits: u128,
    length: u32,
}

/// This is no network.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a network; write 10.0.0.0/8 or fd00::/8")]
pub struct NotANetwork(String);

/// As 128 bits; addresses of version 4 in the form in which version 6 has them.
fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
        IpAddr::V6(address) => address.to_bits(),
    }
}

const fn mask(length: u32) -> u128 {
    match 128_u32.checked_sub(length) {
        Some(128) | None => 0,
        Some(rest) => u128::MAX << rest,
    }
}

impl FromStr for Network {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, NotANetwork> {
        let wrong = || NotANetwork(text.to_owned());
        let (address, length) =
            text.split_once('/').map_or((text, None), |(address, length)| (address, Some(length)));
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let whole = if address.is_ipv4() { 32 } else { 128 };
        let length = length.map_or(Ok(whole), |length| length.parse::<u32>().map_err(|_| wrong()))?;
        if length > whole {
            return Err(wrong());
        }
        let length = length + 128 - whole;
        Ok(Self { bits: bits(address) & mask(length), length })
    }
}

impl TryFrom<String> for Network {
    type Error = NotANetwork;

    fn try_from(text: String) -> Result<Self, NotANetwork> {
        text.parse()
    }
}

impl Network {
    /// Whether an address belongs to it.
    pub fn contains(&self, address: IpAddr) -> bool {
        bits(address) & mask(self.length) == self.bits
    }

    /// The addresses that one customer of a network has: the address itself, or its /64 in version 6, where a single
    /// machine can choose among 2^64.
    pub fn of_customer(address: IpAddr) -> Self {
        let canonical = address.to_canonical();
        let length = if canonical.is_ipv4() { 128 } else { 64 };
        Self { bits: bits(canonical) & mask(length), length }
    }

    /// Its first address.
    pub const fn first(&self) -> Ipv6Addr {
        Ipv6Addr::from_bits(self.bits)
    }
}

/// Whose a request is: who is connected, or, where that is a proxy of ours, the last in `X-Forwarded-For` who is none.
/// What stands further left could have been written by anybody.
pub fn client(peer: IpAddr, forwarded: &[&str], trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    let mut client = peer.to_canonical();
    for hop in forwarded.iter().rev().flat_map(|header| header.rsplit(',')) {
        if !is_trusted(client) {
            break;
        }
        let Some(address) = address(hop.trim()) else { break };
        client = address;
    }
    client
}

/// An address, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let parsed = bare.parse().ok();
    parsed
        .or_else(|| text.parse::<std::net::SocketAddr>().ok().map(|address| address.ip()))
        .map(|address: IpAddr| address.to_canonical())
}
