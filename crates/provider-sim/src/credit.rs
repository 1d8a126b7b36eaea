//! What each account holds. It goes down when something is taken on.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

use crate::options::Credit;
use crate::provider::Provider;

/// The accounts, in thousandths of each provider's unit.
pub struct Accounts {
    at_start: Credit,
    spent: Mutex<BTreeMap<Provider, i64>>,
}

impl Accounts {
    /// Accounts that hold that much.
    pub fn new(at_start: Credit) -> Self {
        Self { at_start, spent: Mutex::default() }
    }

    /// What an account held at the start.
    pub fn total(&self, provider: Provider) -> i64 {
        match provider {
            Provider::Pollo => self.at_start.pollo_thousandths,
            Provider::ElevenLabs => self.at_start.elevenlabs_thousandths,
            Provider::OpenAi => self.at_start.openai_thousandths,
            Provider::HeyGen => self.at_start.heygen_thousandths,
            Provider::Sync => self.at_start.sync_thousandths,
            Provider::Google | Provider::Vertex => self.at_start.google_thousandths,
        }
    }

    /// What is left.
    pub fn left(&self, provider: Provider) -> i64 {
        let spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        self.total(provider) - spent.get(&account(provider)).copied().unwrap_or(0)
    }

    /// Takes `thousandths` from an account. `None`, with nothing taken, when it does not hold that much.
    pub fn spend(&self, provider: Provider, thousandths: i64) -> Option<()> {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        let so_far = spent.entry(account(provider)).or_insert(0);
        let after = so_far.checked_add(thousandths.max(0))?;
        (after <= self.total(provider)).then(|| *so_far = after)
    }

    /// Puts back what was taken for something that was not charged after all.
    pub fn give_back(&self, provider: Provider, thousandths: i64) {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        let so_far = spent.entry(account(provider)).or_insert(0);
        *so_far = so_far.saturating_sub(thousandths).max(0);
    }

    /// Every account, for people.
    pub fn all(&self) -> Value {
        let account = |provider: &Provider| {
            let left = json!({ "left": whole(self.left(*provider)), "total": whole(self.total(*provider)) });
            (provider.name().to_owned(), left)
        };
        Value::Object(Provider::ALL.iter().map(account).collect())
    }
}

/// Google's two platforms are one account.
fn account(provider: Provider) -> Provider {
    match provider {
        Provider::Vertex => Provider::Google,
        other => other,
    }
}

/// Thousandths as a number.
pub fn whole(thousandths: i64) -> f64 {
    thousandths as f64 / 1000.0
}
