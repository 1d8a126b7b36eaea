//! The second factor of an account: an authenticator's codes, and recovery codes for when it is lost.

use serde::{Deserialize, Serialize};

use crate::account::user::{self, User};
use crate::audit::{self, Action, Event};
use crate::id::UserId;
use crate::moment::Moment;
use crate::refusal::{Kind, Refusal};
use crate::security::seal::{Seal, Sealed};
use crate::security::{SecretHash, random, totp};
use crate::store::{self, Tables};

/// How many recovery codes there are.
const CODES: usize = 10;

/// A second factor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SecondFactor {
    secret: Sealed,
    /// When its first code was shown; before that it is not asked for.
    confirmed_at: Option<Moment>,
    last_step: Option<i64>,
    recovery: Vec<SecretHash>,
}

impl SecondFactor {
    /// Whether it is asked for.
    pub const fn is_on(&self) -> bool {
        self.confirmed_at.is_some()
    }
}

impl User {
    /// Whether a second factor is asked for.
    pub fn has_second_factor(&self) -> bool {
        self.second_factor.as_ref().is_some_and(SecondFactor::is_on)
    }
}

/// What is shown as a second factor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// Nothing.
    #[default]
    Nothing,
    /// An authenticator's code.
    Code(String),
    /// A recovery code.
    Recovery(String),
}

impl Shown {
    /// From the fields of a request; a code comes first.
    pub fn of(totp: Option<String>, recovery: Option<String>) -> Self {
        totp.map(Self::Code).or(recovery.map(Self::Recovery)).unwrap_or_default()
    }
}

fn place(user: UserId) -> String {
    format!("totp:{user}")
}

/// A secret for an authenticator, sealed for somebody.
///
/// # Errors
/// Where the system has no randomness.
pub fn secret(seal: &Seal, user: UserId) -> Result<(Vec<u8>, Sealed), Refusal> {
    let secret = random::<20>()?.to_vec();
    let sealed = seal.seal(&place(user), &secret)?;
    Ok((secret, sealed))
}

/// Keeps a secret that waits for its first code.
///
/// # Errors
/// Where there is a second factor already.
pub fn enrol(tables: &mut dyn Tables, id: UserId, secret: Sealed) -> Result<(), Refusal> {
    let mut user = user::get(tables, id)?;
    if user.has_second_factor() {
        let message = "There is a second factor already. Take it away first.";
        return Err(Refusal::new(Kind::Conflict, "TOTP_ENABLED", message));
    }
    let recovery = Vec::new();
    user.second_factor = Some(SecondFactor { secret, confirmed_at: None, last_step: None, recovery });
    Ok(store::put(tables, &user)?)
}

/// New recovery codes: four groups of six letters, 120 random bits each.
///
/// # Errors
/// Where the system has no randomness.
pub fn recovery_codes() -> Result<Vec<String>, Refusal> {
    let code = || {
        let letters = totp::base32(&random::<15>()?).to_lowercase();
        let mut code = String::new();
        for (index, letter) in letters.chars().enumerate() {
            if index > 0 && index % 6 == 0 {
                code.push('-');
            }
            code.push(letter);
        }
        Ok(code)
    };
    (0..CODES).map(|_| code()).collect()
}

/// Turns the second factor on, by its first code.
///
/// # Errors
/// Where none waits, or the code is wrong.
pub fn confirm(
    tables: &mut dyn Tables,
    seal: &Seal,
    id: UserId,
    code: &str,
    recovery: &[String],
) -> Result<(), Refusal> {
    let now = tables.now();
    let mut user = user::get(tables, id)?;
    let waiting = user.second_factor.as_mut().filter(|factor| factor.confirmed_at.is_none());
    let factor = waiting
        .ok_or_else(|| Refusal::new(Kind::Conflict, "TOTP_NOT_ENROLLED", "Ask for a second factor first."))?;
    let secret = seal.open(&place(id), &factor.secret)?;
    factor.last_step = Some(totp::check(&secret, code, now, None).ok_or_else(wrong)?);
    factor.confirmed_at = Some(now);
    factor.recovery = recovery.iter().map(|code| SecretHash::of(code)).collect();
    store::put(tables, &user)?;
    let event = Event { workspace: Some(user.home), user: Some(id), action: Action::SecondFactorEnabled };
    audit::note(tables, event)
}

/// Goes on where somebody has no second factor, or shows it. What was shown is used up.
///
/// # Errors
/// `TOTP_REQUIRED` where nothing was shown, `TOTP_INVALID` where it is wrong or was used.
pub fn pass(tables: &mut dyn Tables, seal: &Seal, user: &mut User, shown: &Shown) -> Result<(), Refusal> {
    let now = tables.now();
    let (id, home) = (user.id, user.home);
    if !user.has_second_factor() {
        return Ok(());
    }
    let Some(factor) = user.second_factor.as_mut() else { return Ok(()) };
    match shown {
        Shown::Nothing => {
            let message = "Enter the code of your authenticator, or a recovery code.";
            return Err(Refusal::new(Kind::Unauthenticated, "TOTP_REQUIRED", message));
        }
        Shown::Code(code) => {
            let secret = seal.open(&place(id), &factor.secret)?;
            let step = totp::check(&secret, code, now, factor.last_step).ok_or_else(wrong)?;
            factor.last_step = Some(step);
        }
        Shown::Recovery(code) => {
            let hash = SecretHash::of(&code.trim().to_lowercase());
            let before = factor.recovery.len();
            factor.recovery.retain(|kept| *kept != hash);
            if factor.recovery.len() == before {
                return Err(wrong());
            }
            let event = Event { workspace: Some(home), user: Some(id), action: Action::RecoveryCodeUsed };
            audit::note(tables, event)?;
        }
    }
    Ok(store::put(tables, user)?)
}

/// Takes the second factor away from somebody who showed it.
///
/// # Errors
/// As [`pass`].
pub fn disable(tables: &mut dyn Tables, seal: &Seal, id: UserId, shown: &Shown) -> Result<(), Refusal> {
    let mut user = user::get(tables, id)?;
    pass(tables, seal, &mut user, shown)?;
    user.second_factor = None;
    store::put(tables, &user)?;
    let event = Event { workspace: Some(user.home), user: Some(id), action: Action::SecondFactorDisabled };
    audit::note(tables, event)
}

fn wrong() -> Refusal {
    let message = "This code is wrong, was used before, or its time is over.";
    Refusal::new(Kind::Unauthenticated, "TOTP_INVALID", message)
}
