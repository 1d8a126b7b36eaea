//! What happens to a generation, and what follows from it.

use crate::id::{AttemptId, ObjectId};
use crate::ledger::Certainty;
use crate::money::MilliCredits;
use crate::provider::{Fault, Word};

use super::{Attempt, Generation};

/// A generation and the attempt that is under way for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// What was asked for.
    pub generation: Generation,
    /// What was submitted for it and has not ended.
    pub attempt: Option<Attempt>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// Its words may be said.
    Allowed,
    /// Its words may not be said.
    NotAllowed {
        /// Why not.
        why: String,
    },
    /// The user wants it not to go on for now. What was submitted goes on.
    Paused,
    /// The user wants it to go on.
    Resumed,
    /// An attempt is about to be made.
    Intend(AttemptId),
    /// The provider took it.
    Accepted {
        /// The provider's name of it.
        task: String,
    },
    /// The provider says it is being made.
    Progress {
        /// How far it is, in percent of this stage.
        percent: u8,
    },
    /// It was surely not accepted, or it was and failed.
    Failed(Fault),
    /// The search for it found that it was not accepted.
    NotAccepted,
    /// One has waited long enough for a submission nobody heard of.
    GivenUp,
    /// The result is here and plays.
    Stored(Box<Stored>),
    /// The result is here and does not play.
    Unplayable {
        /// Why not.
        why: String,
    },
    /// The desktop likes the voice.
    Approved,
    /// The user does not want it any more.
    CancelAsked,
    /// Its time is over.
    DeadlinePassed,
}

/// A result that is here.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// The attempt that made it.
    pub attempt: AttemptId,
    /// Where it is kept.
    pub object: Option<ObjectId>,
    /// How long it is, in milliseconds.
    pub milliseconds: u32,
    /// When its words are said.
    pub words: Vec<Word>,
    /// A text, or the provider's name of a voice.
    pub text: String,
    /// How good it is, in hundredths.
    pub score: u8,
}

/// What follows from what happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// The take is paid for, out of what was held.
    Capture {
        /// How much; never above the quote.
        amount: MilliCredits,
        /// The model that earned it.
        model: String,
    },
    /// All that was held goes back.
    Release,
    /// A provider took its price, or may have.
    Supplier {
        /// The provider.
        provider: String,
        /// Its price.
        amount: MilliCredits,
        /// Whether that is known.
        certainty: Certainty,
    },
    /// Whoever watches is told.
    Tell,
}
