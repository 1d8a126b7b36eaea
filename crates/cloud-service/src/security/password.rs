//! Passwords: what is asked of them, and how they are kept and checked.
//!
//! Hashing is meant to be slow, so it is what an attacker would make us do: as many run at once as there are cores, a
//! few wait, all others are told to come again.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use serde::Deserialize;
use tokio::sync::Semaphore;

use crate::refusal::{Kind, Refusal};
use crate::security::random;

/// Fewest bytes of a password.
pub const SHORTEST: usize = 12;
/// Most bytes of a password.
pub const LONGEST: usize = 256;
/// How many wait for their turn.
const QUEUE: usize = 64;

/// How much work a hash is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// Memory in KiB.
    pub memory: u32,
    /// Rounds.
    pub rounds: u32,
}

impl Default for Cost {
    /// The least that OWASP's password storage sheet allows for argon2id.
    fn default() -> Self {
        Self { memory: 19 * 1024, rounds: 2 }
    }
}

/// Hashes and checks passwords.
#[derive(Clone)]
pub struct Passwords {
    argon2: Argon2<'static>,
    turns: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    /// Checked where nobody has the address, so that it takes as long as where somebody has.
    nobody: Arc<str>,
}

/// Whether a password is the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fits {
    /// It is.
    Yes,
    /// It is not, or there is nobody it could be of.
    No,
}

impl Passwords {
    /// Hashes at a cost, `at_once` at a time.
    ///
    /// # Errors
    /// Where argon2 has no such cost.
    pub fn new(cost: Cost, at_once: usize) -> Result<Self, Refusal> {
        let params = Params::new(cost.memory, cost.rounds, 1, None).map_err(|error| {
            tracing::error!(%error, "there is no such cost of a password");
            Refusal::internal()
        })?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody = hash_now(&argon2, "nobody has this password")?.into();
        let turns = Arc::new(Semaphore::new(at_once.max(1)));
        Ok(Self { argon2, turns, waiting: Arc::default(), nobody })
    }

    /// The hash of a new password.
    ///
    /// # Errors
    /// Where too many wait.
    pub async fn hash(&self, password: String) -> Result<String, Refusal> {
        let argon2 = self.argon2.clone();
        self.in_turn(move || hash_now(&argon2, &password)).await?
    }

    /// Checks a password against a hash, or against nobody's.
    ///
    /// # Errors
    /// Where too many wait.
    pub async fn check(&self, password: String, hash: Option<String>) -> Result<Fits, Refusal> {
        let (argon2, nobody) = (self.argon2.clone(), Arc::clone(&self.nobody));
        self.in_turn(move || {
            let against = hash.as_deref().unwrap_or(&nobody);
            let fits = PasswordHash::new(against)
                .is_ok_and(|parsed| argon2.verify_password(password.as_bytes(), &parsed).is_ok());
            if fits && hash.is_some() { Fits::Yes } else { Fits::No }
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        let place = Place::take(&self.waiting)?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| busy())?;
        drop(place);
        let done = tokio::task::spawn_blocking(move || {
            let result = work();
            drop(turn);
            result
        });
        done.await.map_err(|_| Refusal::internal())
    }
}

/// A place in the queue, which is given back however waiting ends.
struct Place(Arc<AtomicUsize>);

impl Place {
    fn take(waiting: &Arc<AtomicUsize>) -> Result<Self, Refusal> {
        let before = waiting.fetch_add(1, Ordering::AcqRel);
        let place = Self(Arc::clone(waiting));
        if before < QUEUE { Ok(place) } else { Err(busy()) }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

fn busy() -> Refusal {
    Refusal::new(Kind::Limited(1), "RATE_LIMITED", "Too many sign-ins at once. Try again in a second.")
}

fn hash_now(argon2: &Argon2<'_>, password: &str) -> Result<String, Refusal> {
    let hash = argon2.hash_password_with_salt(password.as_bytes(), &random::<16>()?);
    hash.map(|hash| hash.to_string()).map_err(|error| {
        tracing::error!(%error, "a password could not be hashed");
        Refusal::internal()
    })
}

/// Refuses a password that is too short, too long, or easily guessed by who knows `about` its owner.
///
/// # Errors
/// What is wrong with it, and what would make it better.
pub fn judge(password: &str, about: &[&str]) -> Result<(), Refusal> {
    let field = |message: String| Refusal::field("password", message);
    if password.len() < SHORTEST {
        return Err(field(format!("A password has at least {SHORTEST} characters.")));
    }
    if password.len() > LONGEST {
        return Err(field(format!("A password has at most {LONGEST} bytes.")));
    }
    // Guessing looks at what comes first; a long password is not made weaker by what follows, and judging all of it
    // would take time that grows with its square.
    let start: String = password.chars().take(64).collect();
    let entropy = zxcvbn::zxcvbn(&start, about);
    if entropy.score() >= zxcvbn::Score::Two {
        return Ok(());
    }
    let advice = entropy
        .feedback()
        .map(|feedback| feedback.suggestions().iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
    Err(field(
        format!("This password is easily guessed. {}", advice.unwrap_or_default()).trim_end().to_owned(),
    ))
}
