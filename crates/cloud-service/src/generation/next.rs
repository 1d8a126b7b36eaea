//! What is to be done at the providers.

use crate::moment::Moment;
use crate::provider::Class;

use super::{Attempt, AttemptState, State, Work};

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Write an attempt down and submit it.
    Submit,
    /// Submit the same attempt again: the provider knows its key.
    SubmitAgain(Attempt),
    /// Look for an attempt among what the provider has.
    Find(Attempt),
    /// Ask how far it is.
    Poll {
        /// The attempt.
        attempt: Attempt,
        /// The provider's name of it.
        task: String,
    },
    /// Nobody can tell what became of it: give it up.
    GiveUp,
    /// Nothing before this, unless something is heard.
    Wait(Moment),
    /// Its time is over.
    End,
    /// Nothing ever, unless the user says something.
    Rest,
}

/// What is to be done for a generation that nobody works on: so an attempt that is being submitted is one whose answer
/// was never heard.
pub fn next(work: &Work, now: Moment) -> Action {
    let generation = &work.generation;
    if generation.state.is_final() {
        return Action::Rest;
    }
    if generation.deadline <= now {
        return Action::End;
    }
    if generation.state == State::Approval {
        return Action::Wait(generation.deadline);
    }
    match (&work.attempt, generation.attempt.is_some()) {
        (Some(attempt), true) => under_way(attempt, now),
        _ if generation.not_before > now => Action::Wait(generation.not_before),
        _ => Action::Submit,
    }
}

fn under_way(attempt: &Attempt, now: Moment) -> Action {
    match &attempt.state {
        AttemptState::Accepted { task } => Action::Poll { attempt: attempt.clone(), task: task.clone() },
        AttemptState::Submitting => match attempt.route.class {
            Class::Idempotent => Action::SubmitAgain(attempt.clone()),
            _ if attempt.decide_by <= now => Action::GiveUp,
            Class::Listable => Action::Find(attempt.clone()),
            Class::Correlated | Class::Unprotected => Action::Wait(attempt.decide_by),
        },
        AttemptState::Stored | AttemptState::Failed { .. } | AttemptState::Lost => Action::Submit,
    }
}
