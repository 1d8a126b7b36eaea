//! Mails that tell somebody what happened to their account, in case it was not them.

use crate::account::user;
use crate::app::App;
use crate::id::UserId;
use crate::mail::Letter;
use crate::refusal::Refusal;
use crate::store;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A refresh token came twice.
    TokenReused,
    /// The password was changed.
    PasswordChanged,
    /// The second factor was taken away.
    SecondFactorDisabled,
}

impl Notice {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::TokenReused => (
                "A Greenroom session was ended",
                "One of your sessions was used from two places at once, so we ended it. Sign in again.\n\
                 If you do not know why, choose a new password.\n",
            ),
            Self::PasswordChanged => (
                "Your Greenroom password was changed",
                "Your password was changed, and other sessions were ended.\n\
                 If it was not you, ask for a new password at once.\n",
            ),
            Self::SecondFactorDisabled => (
                "Your Greenroom second factor was taken away",
                "Signing in no longer asks for a code.\n\
                 If it was not you, choose a new password and set it up again.\n",
            ),
        }
    }
}

/// Tells somebody.
///
/// # Errors
/// Where the mail cannot be sent.
pub async fn send(app: &App, user: UserId, notice: Notice) -> Result<(), Refusal> {
    let user = store::read(&app.store, |tables| user::get(tables, user))?;
    let (subject, text) = notice.words();
    app.mail.send(Letter { to: user.email, subject, text: text.to_owned() }, app.clock.now()).await
}
