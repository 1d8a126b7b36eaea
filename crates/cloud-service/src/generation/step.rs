//! What may happen to a generation, and what follows. No clock, no chance, nothing outside: everything is decided here.

use crate::id::AttemptId;
use crate::ledger::Certainty;
use crate::moment::{MINUTE, Moment, SECOND};
use crate::money::MilliCredits;
use crate::provider::{Fault, FaultKind};
use crate::refusal::{Kind, Refusal};

use super::{Attempt, AttemptState, Effect, Event, Failure, Generation, Made, Route, State, Stored, Work};

/// How often a busy provider is asked again before the next route is taken.
const PATIENCE: u32 = 6;
/// The longest wait between two tries at a busy provider.
const LONGEST_WAIT: i64 = MINUTE;
/// Below this a result is poor and is made once more at our cost.
pub const POOR: u8 = 50;

/// What is then, and what follows.
///
/// # Errors
/// Where that cannot happen now; nothing has changed then.
pub fn step(work: &Work, event: Event, now: Moment) -> Result<(Work, Vec<Effect>), Refusal> {
    let mut next = Next { work: work.clone(), effects: Vec::new(), now };
    next.take(event)?;
    Ok((next.work, next.effects))
}

struct Next {
    work: Work,
    effects: Vec<Effect>,
    now: Moment,
}

impl Next {
    fn take(&mut self, event: Event) -> Result<(), Refusal> {
        if self.generation().state.is_final() {
            return self.after_the_end(event);
        }
        match event {
            Event::Allowed => {
                self.work.generation.allowed = true;
                Ok(())
            }
            Event::NotAllowed { why } => {
                self.nothing_under_way()?;
                self.fail("MODERATION_REFUSED", &why);
                Ok(())
            }
            Event::Paused => self.paused(),
            Event::Resumed => self.resumed(),
            Event::Intend(id) => self.intend(id),
            Event::Accepted { task } => self.accepted(task),
            Event::Progress { percent } => {
                self.progress(percent);
                Ok(())
            }
            Event::Failed(fault) => self.failed(fault),
            Event::NotAccepted => {
                self.submitting()?;
                let message = "The provider never received it.".to_owned();
                self.end_attempt(AttemptState::Failed { fault: Fault { kind: FaultKind::Broken, message } });
                Ok(())
            }
            Event::GivenUp => self.given_up(),
            Event::Stored(stored) => self.stored(*stored),
            Event::Unplayable { why } => self.unplayable(why),
            Event::Approved => self.approved(),
            Event::CancelAsked => self.cancelled(),
            Event::DeadlinePassed => self.deadline_passed(),
        }
    }

    fn generation(&self) -> &Generation {
        &self.work.generation
    }

    /// What comes after the end changes nothing that was paid; a result that comes after all is a present.
    fn after_the_end(&mut self, event: Event) -> Result<(), Refusal> {
        match event {
            Event::Stored(stored) if !matches!(self.generation().state, State::Succeeded { .. }) => {
                let last = self.generation().stages.len().checked_sub(1);
                let attempt =
                    self.work.attempt.as_ref().filter(|attempt| attempt.state != AttemptState::Stored);
                let ends = attempt.ok_or_else(|| out_of_turn("its result is here"))?.stage;
                let made = self.made(*stored)?;
                if Some(ends) == last {
                    self.work.generation.bonus = Some(made);
                    self.effects.push(Effect::Tell);
                }
                Ok(())
            }
            _ => Err(Refusal::new(Kind::Conflict, "ALREADY_ENDED", "This generation has ended.")),
        }
    }

    fn nothing_under_way(&self) -> Result<(), Refusal> {
        if self.work.attempt.is_some() { Err(out_of_turn("an attempt is under way")) } else { Ok(()) }
    }

    fn paused(&mut self) -> Result<(), Refusal> {
        if self.generation().paused_at.is_some() {
            return Err(Refusal::new(Kind::Conflict, "ALREADY_PAUSED", "This generation is paused."));
        }
        self.work.generation.paused_at = Some(self.now);
        self.effects.push(Effect::Tell);
        Ok(())
    }

    /// The time it was paused is not counted against it.
    fn resumed(&mut self) -> Result<(), Refusal> {
        let generation = &mut self.work.generation;
        let paused_at = generation.paused_at.take();
        let paused_at = paused_at
            .ok_or_else(|| Refusal::new(Kind::Conflict, "NOT_PAUSED", "This generation is not paused."))?;
        generation.deadline = generation.deadline.after(self.now.since(paused_at));
        self.effects.push(Effect::Tell);
        Ok(())
    }

    fn intend(&mut self, id: AttemptId) -> Result<(), Refusal> {
        self.nothing_under_way()?;
        if !self.generation().allowed {
            return Err(out_of_turn("its words were not looked at"));
        }
        if self.generation().state == State::Approval {
            return Err(out_of_turn("it waits for approval"));
        }
        let route = self.generation().route().cloned().ok_or_else(|| out_of_turn("no route is left"))?;
        let generation = &mut self.work.generation;
        generation.state = State::Running;
        generation.attempt = Some(id);
        generation.attempts += 1;
        generation.started_at = generation.started_at.or(Some(self.now));
        generation.message = format!("Submitting to {}", route.model);
        self.work.attempt = Some(Attempt {
            workspace: generation.workspace,
            generation: generation.id,
            id,
            stage: generation.stage,
            decide_by: self.now.after(route.window),
            route,
            state: AttemptState::Submitting,
            begun_at: self.now,
        });
        self.effects.push(Effect::Tell);
        Ok(())
    }

    fn submitting(&mut self) -> Result<&mut Attempt, Refusal> {
        let attempt = self.work.attempt.as_mut().ok_or_else(|| out_of_turn("nothing was submitted"))?;
        if attempt.state == AttemptState::Submitting {
            Ok(attempt)
        } else {
            Err(out_of_turn("it was accepted before"))
        }
    }

    fn accepted(&mut self, task: String) -> Result<(), Refusal> {
        let attempt = self.submitting()?;
        let (provider, amount) = (attempt.route.provider.clone(), attempt.route.cost);
        let model = attempt.route.model.clone();
        attempt.state = AttemptState::Accepted { task };
        self.work.generation.message = format!("Being made by {model}");
        self.effects.push(Effect::Supplier { provider, amount, certainty: Certainty::Known });
        self.progress(0);
        Ok(())
    }

    /// Percent of the whole from percent of the stage. It never goes back.
    fn progress(&mut self, percent: u8) {
        let generation = &mut self.work.generation;
        let stages = generation.stages.len().max(1);
        let whole = (generation.stage * 100 + usize::from(percent.min(99))) / stages;
        let whole = u8::try_from(whole.min(99)).unwrap_or(99);
        if whole >= generation.progress {
            generation.progress = whole;
            self.effects.push(Effect::Tell);
        }
    }

    fn failed(&mut self, fault: Fault) -> Result<(), Refusal> {
        if self.work.attempt.is_none() {
            return Err(out_of_turn("nothing was submitted"));
        }
        self.end_attempt(AttemptState::Failed { fault: fault.clone() });
        match fault.kind {
            FaultKind::Busy(wait) if self.generation().busy < PATIENCE => {
                let generation = &mut self.work.generation;
                generation.busy += 1;
                let doubled = SECOND.saturating_mul(1 << generation.busy.min(10));
                let wait = wait.map_or(doubled, i64::from).clamp(0, LONGEST_WAIT);
                generation.not_before = self.now.after(wait);
                "The provider is busy; waiting for a place".clone_into(&mut generation.message);
                self.effects.push(Effect::Tell);
            }
            // The words or the picture are the trouble, so another model is no help.
            FaultKind::Moderation => self.fail("MODERATION_REFUSED", &fault.message),
            _ => self.another_route("PROVIDER_FAILED", &fault.message),
        }
        Ok(())
    }

    fn given_up(&mut self) -> Result<(), Refusal> {
        let attempt = self.submitting()?;
        let (provider, amount) = (attempt.route.provider.clone(), attempt.route.cost);
        self.effects.push(Effect::Supplier { provider, amount, certainty: Certainty::Possible });
        self.end_attempt(AttemptState::Lost);
        self.another_route("PROVIDER_SILENT", "The provider never answered.");
        Ok(())
    }

    fn made(&mut self, stored: Stored) -> Result<Made, Refusal> {
        let attempt = self.work.attempt.as_mut().ok_or_else(|| out_of_turn("nothing was submitted"))?;
        if attempt.id != stored.attempt {
            return Err(out_of_turn("that is the result of another attempt"));
        }
        attempt.state = AttemptState::Stored;
        let craft = self.work.generation.stages.get(attempt.stage).map(|stage| stage.craft);
        Ok(Made {
            craft: craft.ok_or_else(|| out_of_turn("there is no such stage"))?,
            object: stored.object,
            model: attempt.route.model.clone(),
            price: price(&attempt.route, self.work.generation.request.milliseconds, stored.milliseconds),
            milliseconds: stored.milliseconds,
            words: stored.words,
            text: stored.text,
            score: stored.score,
        })
    }

    fn stored(&mut self, stored: Stored) -> Result<(), Refusal> {
        let sudden = matches!(&self.work.attempt, Some(attempt) if attempt.state == AttemptState::Submitting);
        let made = self.made(stored)?;
        if sudden {
            // It was made in the answer to the submission, so it was accepted too.
            let route = self.work.attempt.as_ref().map(|attempt| attempt.route.clone());
            self.effects.extend(route.map(|route| Effect::Supplier {
                provider: route.provider,
                amount: route.cost,
                certainty: Certainty::Known,
            }));
        }
        let generation = &mut self.work.generation;
        generation.attempt = None;
        if made.score < POOR && !generation.again {
            generation.again = true;
            generation.warnings.push("The first result was poor; it was made again at our cost.".to_owned());
            self.effects.push(Effect::Tell);
            return Ok(());
        }
        let approval = generation.stage().is_some_and(|stage| stage.approval);
        generation.made.push(made);
        generation.busy = 0;
        generation.again = false;
        if generation.stage + 1 == generation.stages.len() {
            self.succeed();
        } else if approval {
            generation.state = State::Approval;
            "The voice is ready to be heard".clone_into(&mut generation.message);
            self.effects.push(Effect::Tell);
        } else {
            self.next_stage();
        }
        Ok(())
    }

    fn next_stage(&mut self) {
        let generation = &mut self.work.generation;
        generation.stage += 1;
        generation.route = 0;
        generation.state = State::Running;
        self.progress(0);
    }

    fn unplayable(&mut self, why: String) -> Result<(), Refusal> {
        let Some(attempt) = &self.work.attempt else { return Err(out_of_turn("nothing was submitted")) };
        let (provider, amount) = (attempt.route.provider.clone(), attempt.route.cost);
        if attempt.state == AttemptState::Submitting {
            self.effects.push(Effect::Supplier { provider, amount, certainty: Certainty::Known });
        }
        let fault = Fault { kind: FaultKind::Garbled, message: why.clone() };
        self.end_attempt(AttemptState::Failed { fault });
        if self.generation().again {
            self.another_route("RESULT_UNPLAYABLE", &why);
        } else {
            self.work.generation.again = true;
            self.effects.push(Effect::Tell);
        }
        Ok(())
    }

    fn approved(&mut self) -> Result<(), Refusal> {
        if self.generation().state != State::Approval {
            return Err(Refusal::new(
                Kind::Conflict,
                "NOT_AWAITING_APPROVAL",
                "There is nothing to approve now.",
            ));
        }
        self.next_stage();
        Ok(())
    }

    fn cancelled(&mut self) -> Result<(), Refusal> {
        self.abandon();
        self.work.generation.state = State::Cancelled { at: self.now };
        "Cancelled; nothing was charged".clone_into(&mut self.work.generation.message);
        self.effects.extend([Effect::Release, Effect::Tell]);
        Ok(())
    }

    fn deadline_passed(&mut self) -> Result<(), Refusal> {
        if self.now < self.generation().deadline {
            return Err(out_of_turn("there is time left"));
        }
        self.abandon();
        self.fail("DEADLINE_PASSED", "It took too long.");
        Ok(())
    }

    /// Leaves an attempt to itself. What it may have cost is booked, and its result is a present if it comes.
    fn abandon(&mut self) {
        let Some(attempt) = &self.work.attempt else { return };
        if attempt.state == AttemptState::Submitting {
            let (provider, amount) = (attempt.route.provider.clone(), attempt.route.cost);
            self.effects.push(Effect::Supplier { provider, amount, certainty: Certainty::Possible });
            self.end_attempt(AttemptState::Lost);
        }
    }

    fn end_attempt(&mut self, state: AttemptState) {
        if let Some(attempt) = &mut self.work.attempt {
            attempt.state = state;
        }
        self.work.generation.attempt = None;
    }

    /// Takes the next route, or gives up where there is none.
    fn another_route(&mut self, code: &str, why: &str) {
        let generation = &mut self.work.generation;
        let before = generation.route().map(|route| route.model.clone()).unwrap_or_default();
        generation.route += 1;
        generation.busy = 0;
        generation.again = false;
        let Some(route) = generation.route() else {
            self.fail(code, why);
            return;
        };
        let warning = format!("{before} could not make it ({why}); {} does.", route.model);
        generation.warnings.push(warning);
        self.effects.push(Effect::Tell);
    }

    fn succeed(&mut self) {
        let generation = &mut self.work.generation;
        // The price of the dearest stage's route is that of the whole; it was never above the quote.
        let price = generation.made.iter().map(|made| made.price).max().unwrap_or_default();
        let captured = price.min(generation.quote);
        let model = generation.made.last().map(|made| made.model.clone()).unwrap_or_default();
        generation.state = State::Succeeded { captured, at: self.now };
        generation.progress = 100;
        "Done".clone_into(&mut generation.message);
        self.effects.extend([Effect::Capture { amount: captured, model }, Effect::Tell]);
    }

    fn fail(&mut self, code: &str, why: &str) {
        let why = Failure {
            code: code.to_owned(),
            message: format!("{}. Nothing was charged.", why.trim_end_matches('.')),
        };
        self.work.generation.message.clone_from(&why.message);
        self.work.generation.state = State::Failed { why, at: self.now };
        self.effects.extend([Effect::Release, Effect::Tell]);
    }
}

/// What a result costs that is as long as it is: never more than what was asked for, and less where it is shorter.
fn price(route: &Route, asked: u32, made: u32) -> MilliCredits {
    if route.milliseconds == 0 || asked == 0 || made >= asked {
        return route.price;
    }
    let (price, asked) = (i128::from(route.price.0), i128::from(asked));
    let part = (price * i128::from(made) + asked - 1).div_euclid(asked);
    // A part of a number that fits, fits.
    MilliCredits(i64::try_from(part).unwrap_or(route.price.0))
}

fn out_of_turn(why: &str) -> Refusal {
    Refusal::new(Kind::Conflict, "OUT_OF_TURN", format!("That cannot happen now: {why}."))
}
