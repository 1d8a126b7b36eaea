//! Tickets for WebSockets: a browser cannot send a header with one, and a session's token does not belong in an address.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::account::access::Caller;
use crate::moment::{Moment, SECOND};
use crate::refusal::{Kind, Refusal};
use crate::security::{SecretHash, random_text};

/// How long a ticket holds.
pub const TICKET_MS: i64 = 30 * SECOND;
/// How many are out at a time.
const MOST: usize = 50_000;

/// Tickets that are out. They are lost when the service ends, and then there is nothing to connect to either.
#[derive(Default)]
pub struct Tickets(Mutex<HashMap<SecretHash, (Arc<Caller>, Moment)>>);

impl Tickets {
    /// A ticket for whoever asks.
    ///
    /// # Errors
    /// Where too many are out, or the system has no randomness.
    pub fn issue(&self, caller: Arc<Caller>, now: Moment) -> Result<String, Refusal> {
        let ticket = random_text()?;
        let mut tickets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tickets.len() >= MOST {
            tickets.retain(|_, (_, until)| now < *until);
        }
        if tickets.len() >= MOST {
            return Err(Refusal::new(
                Kind::Unavailable,
                "TRY_AGAIN",
                "Too many connections at once. Try again.",
            ));
        }
        tickets.insert(SecretHash::of(&ticket), (caller, now.after(TICKET_MS)));
        Ok(ticket)
    }

    /// Takes a ticket: whose it was. It is good once.
    pub fn take(&self, ticket: &str, now: Moment) -> Option<Arc<Caller>> {
        let mut tickets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (caller, until) = tickets.remove(&SecretHash::of(ticket))?;
        (now < until).then_some(caller)
    }
}
