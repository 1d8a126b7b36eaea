//! Faults by request: what is to go wrong, with which request, and how often.
//!
//! A fault is asked for through `POST /sim/faults`, or written into a request's own text as `[[sim:fail]]`,
//! `[[sim:delay=3000]]`, `[[sim:status=429]]`, so that anyone can try it by hand.

mod mark;

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::provider::{Operation, Provider};

pub use mark::without_marks;

/// The most faults that wait at once.
const RULES_MAX: usize = 1_000;

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Fault {
    /// The answer comes later; in a request's own text, and with the operation `job`, the result does.
    Delay {
        /// Milliseconds.
        ms: u64,
    },
    /// The provider answers with that status and its own body for it.
    Status {
        /// The status: 429, 500, 503 …
        code: u16,
        /// Seconds after which to try again.
        #[serde(default)]
        retry_after: Option<u64>,
    },
    /// The connection is closed and nothing was taken on.
    DropBefore,
    /// The request is taken on, then the connection is closed.
    DropAfter,
    /// The provider refuses what is asked for by its rules.
    Refuse,
    /// The task ends as failed.
    Fail,
    /// The result has wrong bytes in it.
    Corrupt,
    /// The result ends early.
    Truncate,
    /// The link to the result does not work any more.
    Expire,
    /// The webhook comes more than once.
    WebhookDuplicate {
        /// How often in all.
        #[serde(default = "twice")]
        times: u32,
    },
    /// The webhook comes late.
    WebhookLate {
        /// Milliseconds.
        ms: u64,
    },
    /// The webhook is signed with another secret.
    WebhookWrongSignature,
    /// There is no webhook.
    WebhookNone,
    /// The account is empty.
    OutOfCredit,
    /// The task never ends.
    Never,
}

impl Fault {
    /// Whether it can happen at that step.
    fn fits(&self, operation: Operation) -> bool {
        use Operation::{File, Job, Status, Submit, Webhook};
        match self {
            Self::Delay { .. } => operation != Webhook,
            Self::Status { .. } | Self::DropBefore | Self::DropAfter => {
                matches!(operation, Submit | Status | File)
            }
            Self::Refuse | Self::OutOfCredit => operation == Submit,
            Self::Fail | Self::Never => matches!(operation, Submit | Job),
            Self::Corrupt | Self::Truncate | Self::Expire => matches!(operation, Submit | File),
            Self::WebhookDuplicate { .. }
            | Self::WebhookLate { .. }
            | Self::WebhookWrongSignature
            | Self::WebhookNone => matches!(operation, Submit | Webhook),
        }
    }
}

fn twice() -> u32 {
    2
}

fn once() -> u32 {
    1
}

/// A fault with the requests it happens to. What is left out fits every request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaultRule {
    /// Whose requests.
    #[serde(default)]
    pub provider: Option<Provider>,
    /// At which step.
    #[serde(default)]
    pub operation: Option<Operation>,
    /// What the address or the body has in it.
    #[serde(default)]
    pub contains: Option<String>,
    /// How many requests.
    #[serde(default = "once")]
    pub times: u32,
    /// What goes wrong.
    pub fault: Fault,
}

/// The faults that wait for their requests.
#[derive(Default)]
pub struct Waiting(Mutex<Vec<FaultRule>>);

impl Waiting {
    /// Adds one. `None` when too many wait.
    pub fn add(&self, rule: FaultRule) -> Option<()> {
        let mut rules = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (rules.len() < RULES_MAX).then(|| rules.push(rule))
    }

    /// Forgets all.
    pub fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Those that wait.
    pub fn all(&self) -> Vec<FaultRule> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What happens to a request of which `text` is the address and the body. Each is used up by one.
    pub fn take(&self, provider: Provider, operation: Operation, text: &str) -> Effects {
        let mut rules = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut effects = Vec::new();
        for rule in rules.iter_mut() {
            let meant = rule.provider.is_none_or(|wanted| wanted == provider)
                && rule.operation.is_none_or(|wanted| wanted == operation)
                && rule.fault.fits(operation)
                && rule.contains.as_deref().is_none_or(|part| text.contains(part));
            if meant && rule.times > 0 {
                rule.times -= 1;
                effects.push(rule.fault.clone());
            }
        }
        rules.retain(|rule| rule.times > 0);
        Effects(effects)
    }
}

/// What goes wrong with one request, and with the task that comes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Effects(Vec<Fault>);

impl Effects {
    /// What is written into a request's own text. A delay there is one of the result.
    pub fn written_in(text: &str) -> Self {
        Self(mark::read(text))
    }

    /// These and those.
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// These without delays, when those have passed.
    pub fn undelayed(mut self) -> Self {
        self.0.retain(|fault| !matches!(fault, Fault::Delay { .. }));
        self
    }

    /// Whether that is among them.
    pub fn has(&self, fault: &Fault) -> bool {
        self.0.contains(fault)
    }

    /// Milliseconds to wait.
    pub fn delay_ms(&self) -> u64 {
        let delay = |fault: &Fault| if let Fault::Delay { ms } = fault { Some(*ms) } else { None };
        self.0.iter().filter_map(delay).sum()
    }

    /// The status to answer with, and after how many seconds to try again.
    pub fn status(&self) -> Option<(u16, Option<u64>)> {
        self.0.iter().find_map(|fault| match fault {
            Fault::Status { code, retry_after } => Some((*code, *retry_after)),
            _ => None,
        })
    }

    /// How often the webhook comes, and how many milliseconds late.
    pub fn webhook(&self) -> (u32, u64) {
        let start = (if self.has(&Fault::WebhookNone) { 0 } else { 1 }, 0);
        self.0.iter().fold(start, |(times, late), fault| match fault {
            Fault::WebhookDuplicate { times: more } => (times.max((*more).min(20)), late),
            Fault::WebhookLate { ms } => (times, late + ms),
            _ => (times, late),
        })
    }
}
