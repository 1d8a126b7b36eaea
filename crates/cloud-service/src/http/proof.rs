//! Showing once more who one is, before something that cannot be undone.

use crate::account::access::Caller;
use crate::account::totp::{self, Shown};
use crate::account::user::{self, User};
use crate::app::{App, SharedApp};
use crate::id::UserId;
use crate::limit::Who;
use crate::refusal::{Kind, Refusal};
use crate::security::SecretHash;
use crate::security::password::Fits;
use crate::security::seal::Seal;
use crate::store::{self, Tables};

/// A guess that is counted, unless it was right.
pub struct Guess {
    app: SharedApp,
    who: Who,
}

impl Guess {
    /// It was right, and is not counted.
    pub fn was_right(self) {
        self.app.counters.give_back(&self.who, 1);
    }
}

/// Counts a guess at somebody's password or code.
///
/// # Errors
/// `RATE_LIMITED` where there were too many.
pub fn guess(app: &SharedApp, user: UserId) -> Result<Guess, Refusal> {
    let who = Who::Account(SecretHash::of(&user.to_string()));
    let rate = app.config.limits.sign_in_account;
    app.counters.charge(&who, rate, 1, app.clock.now()).map_err(|(_, refusal)| refusal)?;
    Ok(Guess { app: SharedApp::clone(app), who })
}

/// That somebody has shown their password; what is left is the second factor.
pub struct Proof {
    user: UserId,
    hash: String,
    guess: Guess,
}

/// Takes a password as proof.
///
/// # Errors
/// Where it is wrong, or an API key was shown.
pub async fn password(app: &SharedApp, caller: &Caller, password: String) -> Result<Proof, Refusal> {
    caller.session()?;
    let guess = guess(app, caller.user)?;
    let user = find(app, caller.user)?;
    match app.passwords.check(password, Some(user.password.clone())).await? {
        Fits::Yes => Ok(Proof { user: user.id, hash: user.password, guess }),
        Fits::No => Err(wrong()),
    }
}

fn find(app: &App, user: UserId) -> Result<User, Refusal> {
    store::read(&app.store, |tables| user::get(tables, user))
}

impl Proof {
    /// Goes on where the second factor, if there is one, is shown too.
    ///
    /// # Errors
    /// As [`totp::pass`], or where the password was changed meanwhile.
    pub fn check(self, tables: &mut dyn Tables, seal: &Seal, shown: &Shown) -> Result<User, Refusal> {
        let mut user = user::get(tables, self.user)?;
        if user.password != self.hash {
            return Err(wrong());
        }
        totp::pass(tables, seal, &mut user, shown)?;
        self.guess.was_right();
        Ok(user)
    }
}

fn wrong() -> Refusal {
    Refusal::new(Kind::Forbidden, "WRONG_PASSWORD", "This is not your password.")
}
