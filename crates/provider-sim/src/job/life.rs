//! The life of a task: it waits, it is made, it ends, the customer is told.

use std::time::Duration;

use crate::answer::Trouble;
use crate::call::Call;
use crate::clock;
use crate::faults::Fault;
use crate::job::{Failure, Job, Order, Reason, State};
use crate::provider::Provider;
use crate::seats::room_for_task;
use crate::state::{Sim, Taken};

/// How long a task waits before it is begun, at speed 1.
const WAITING: Duration = Duration::from_millis(1_000);
/// How long a task takes at the least, at speed 1.
const MAKING: Duration = Duration::from_millis(5_000);

/// Takes on an order under that name: it is paid for, written down, kept and set going.
///
/// # Errors
/// `Busy`, `OutOfCredit`, and when the disk does not take it; then there is no task.
pub fn begin(sim: &Sim, call: &Call, id: String, order: Order) -> Result<Job, Trouble> {
    let provider = call.provider;
    let _beginning = sim.jobs.beginning();
    room_for_task(sim, provider)?;
    sim.accounts.spend(provider, order.cost_thousandths).ok_or(Trouble::OutOfCredit)?;
    let taken = Taken {
        operation: order.kind,
        task_id: &id,
        callback: order.callback.clone(),
        reference: order.reference.clone(),
    };
    sim.accept(call, taken)?;
    let now = clock::now_ms();
    let job = Job {
        id,
        provider,
        kind: order.kind.to_owned(),
        created_ms: now,
        updated_ms: now,
        state: State::Waiting,
        recipe: order.recipe,
        request: order.request,
        cost_thousandths: order.cost_thousandths,
        callback: order.callback,
        effects: call.effects.clone(),
        repeat_key: order.repeat_key,
    };
    sim.jobs
        .keep(job.clone())
        .map_err(|error| Trouble::Broken(format!("the task cannot be kept: {error}")))?;
    go_on(sim, job.clone());
    Ok(job)
}

/// Sets a task going, a new one or one from before the simulator was started again.
pub fn go_on(sim: &Sim, job: Job) {
    let in_here = sim.clone();
    sim.spawn(async move { live(&in_here, job).await });
}

async fn live(sim: &Sim, mut job: Job) {
    sim.take_time(WAITING).await;
    change(sim, &mut job, State::Processing);
    let least = async {
        sim.take_time(MAKING).await;
        sim.pause(Duration::from_millis(job.effects.delay_ms())).await;
    };
    let ended = async {
        if job.effects.has(&Fault::Never) {
            std::future::pending::<()>().await;
        }
        if job.effects.has(&Fault::Fail) {
            return Err(Failure::new(Reason::Asked, "Generation failed, please try again later"));
        }
        if job.effects.has(&Fault::Refuse) {
            return Err(Failure::new(Reason::Refused, "The content violates the usage policy"));
        }
        sim.maker.make(&job.recipe, &sim.reach).await
    };
    let ((), ended) = tokio::join!(least, ended);
    let state = match ended {
        Ok(made) => State::Done(made),
        Err(failure) => {
            tracing::info!(
                task = job.id,
                provider = job.provider.name(),
                message = failure.message,
                "a task failed"
            );
            State::Failed(failure)
        }
    };
    if matches!(state, State::Failed(_)) && job.provider != Provider::Pollo {
        // HeyGen says that failed tasks are not charged; Pollo leaves it open and charges here, the harder case.
        sim.accounts.give_back(job.provider, job.cost_thousandths);
    }
    if change(sim, &mut job, state) == Kept::Yes {
        crate::webhook::tell(sim, &job);
    }
}

/// Whether a change holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    Yes,
    No,
}

fn change(sim: &Sim, job: &mut Job, state: State) -> Kept {
    job.state = state;
    job.updated_ms = clock::now_ms();
    if sim.jobs.find(&job.id).is_none_or(|kept| kept.state.has_ended()) {
        // Somebody deleted or cancelled it meanwhile.
        return Kept::No;
    }
    if let Err(error) = sim.jobs.keep(job.clone()) {
        tracing::error!(task = job.id, %error, "a task cannot be kept");
    }
    Kept::Yes
}
