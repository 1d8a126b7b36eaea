//! How many requests may come: two windows, a minute and an hour, for each workspace or address.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use serde::Deserialize;

use crate::account::plan::Tier;
use crate::id::WorkspaceId;
use crate::moment::{HOUR, MINUTE, Moment};
use crate::network::Network;
use crate::refusal::{Kind, Refusal};
use crate::security::SecretHash;

/// How many are counted apart; all that come later are counted together, so that nobody gets room by being many.
const APART: usize = 200_000;

/// Requests in a minute and in an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// In a minute.
    pub minute: u32,
    /// In an hour.
    pub hour: u32,
}

/// The rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Who did not sign in, for each address.
    pub anonymous: Rate,
    /// Free.
    pub free: Rate,
    /// Starter.
    pub starter: Rate,
    /// Professional.
    pub pro: Rate,
    /// Enterprise.
    pub enterprise: Rate,
    /// Sign-ins that fail, for each account.
    pub sign_in_account: Rate,
    /// Registrations, sign-ins and resets, for each address.
    pub sign_in_address: Rate,
}

impl Default for Limits {
    fn default() -> Self {
        let rate = |minute, hour| Rate { minute, hour };
        Self {
            anonymous: rate(120, 2000),
            free: rate(10, 100),
            starter: rate(30, 500),
            pro: rate(100, 2000),
            enterprise: rate(2000, 60_000),
            sign_in_account: rate(10, 60),
            sign_in_address: rate(60, 600),
        }
    }
}

impl Limits {
    /// A plan's.
    pub const fn of(&self, tier: Tier) -> Rate {
        match tier {
            Tier::Free => self.free,
            Tier::Starter => self.starter,
            Tier::Pro => self.pro,
            Tier::Enterprise => self.enterprise,
        }
    }
}

/// Who is counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// A workspace, with all its people and keys together.
    Workspace(WorkspaceId),
    /// An address.
    Address(Network),
    /// Somebody who tries to sign in to an account.
    Account(SecretHash),
    /// An address from which somebody signs in.
    SignIn(Network),
    /// An address for mail that is sent letters because somebody asked.
    Letters(SecretHash),
    /// All whom there was no room to count apart.
    Others,
}

/// Where somebody stands: the window with the smaller remaining share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How many the window has.
    pub limit: u32,
    /// How many are left.
    pub remaining: u32,
    /// When it begins anew.
    pub reset_at: Moment,
}

#[derive(Clone, Copy, Debug)]
struct Window {
    began: Moment,
    used: u32,
}

#[derive(Clone, Copy, Debug)]
struct Count {
    minute: Window,
    hour: Window,
}

impl Count {
    /// The window with the smaller remaining share.
    fn standing(&self, rate: Rate) -> Standing {
        let minute = standing(&self.minute, rate.minute, MINUTE);
        let hour = standing(&self.hour, rate.hour, HOUR);
        // Shares are compared as fractions: a/b < c/d where a·d < c·b.
        let share = |one: Standing, other: Standing| u64::from(one.remaining) * u64::from(other.limit);
        if share(hour, minute) < share(minute, hour) { hour } else { minute }
    }
}

/// Counts requests.
#[derive(Debug, Default)]
pub struct Counters {
    counts: Mutex<HashMap<Who, Count>>,
}

impl Counters {
    /// Counts a request of some weight.
    ///
    /// # Errors
    /// `RATE_LIMITED` where a window has no room for it, with the standing; it is not counted then.
    pub fn charge(
        &self,
        who: &Who,
        rate: Rate,
        weight: u32,
        now: Moment,
    ) -> Result<Standing, (Standing, Refusal)> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= APART && !counts.contains_key(who) {
            counts.retain(|_, count| now.since(count.hour.began) < HOUR);
        }
        let who = if counts.len() >= APART && !counts.contains_key(who) { &Who::Others } else { who };
        let fresh = Window { began: now, used: 0 };
        let count = counts.entry(who.clone()).or_insert(Count { minute: fresh, hour: fresh });
        for (window, length) in [(&mut count.minute, MINUTE), (&mut count.hour, HOUR)] {
            if now.since(window.began) >= length {
                *window = fresh;
            }
        }
        let windows = [(&mut count.minute, rate.minute, MINUTE), (&mut count.hour, rate.hour, HOUR)];
        // What weighs more than a whole window is let through when the window is empty.
        let full = windows
            .iter()
            .rev()
            .find(|(window, limit, _)| window.used.saturating_add(weight.min(*limit)) > *limit)
            .map(|(window, limit, length)| standing(window, *limit, *length));
        if let Some(standing) = full {
            return Err((standing, refusal(standing, now)));
        }
        for (window, limit, _) in windows {
            window.used = window.used.saturating_add(weight.min(limit));
        }
        Ok(count.standing(rate))
    }

    /// Where somebody stands, counting nothing.
    pub fn look(&self, who: &Who, rate: Rate, now: Moment) -> Standing {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = Window { began: now, used: 0 };
        let count = counts.get(who).or_else(|| counts.get(&Who::Others));
        count.copied().unwrap_or(Count { minute: fresh, hour: fresh }).standing(rate)
    }

    /// Takes back a request that does not count after all.
    pub fn give_back(&self, who: &Who, weight: u32) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(who) {
            count.minute.used = count.minute.used.saturating_sub(weight);
            count.hour.used = count.hour.used.saturating_sub(weight);
        }
    }
}

const fn standing(window: &Window, limit: u32, length: i64) -> Standing {
    Standing { limit, remaining: limit.saturating_sub(window.used), reset_at: window.began.after(length) }
}

fn refusal(standing: Standing, now: Moment) -> Refusal {
    let wait =
        u32::try_from(standing.reset_at.since(now).max(1).unsigned_abs().div_ceil(1000)).unwrap_or(3600);
    let message = format!("Too many requests. Try again in {wait} seconds.");
    Refusal::new(Kind::Limited(wait), "RATE_LIMITED", message)
        .with(serde_json::json!({ "limit": standing.limit, "retryAfterSeconds": wait }))
}
