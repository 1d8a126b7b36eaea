//! How actors appear at providers.

use std::collections::BTreeMap;

use serde::Deserialize;
use types::actor::{ActorId, find};

/// One actor's look at one provider.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// The actor, such as `actor_001`.
    pub actor: ActorId,
    /// The provider.
    pub provider: String,
    /// What the provider calls it.
    pub look: String,
}

/// Looks by provider and actor, from the file.
#[derive(Clone, Debug, Default)]
pub struct Table {
    looks: BTreeMap<(String, ActorId), String>,
}

impl Table {
    pub(super) fn new(looks: Vec<Look>) -> Self {
        Self { looks: looks.into_iter().map(|look| ((look.provider, look.actor), look.look)).collect() }
    }
}

/// Where the work is done, which decides what the actors are called there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the sandbox, which draws our actors: each is `look_` and the actor's id.
    Sandbox,
    /// At the real providers, where only the looks of the file are.
    Providers,
}

impl Table {
    /// What the provider calls the actor; none where it has no such look. A still of the actor is sent then.
    pub fn look(&self, place: Place, provider: &str, actor: &ActorId) -> Option<String> {
        match place {
            Place::Sandbox => {
                find(actor).filter(|_| provider == "heygen").map(|actor| format!("look_{}", actor.id))
            }
            Place::Providers => self.looks.get(&(provider.to_owned(), actor.clone())).cloned(),
        }
    }
}
