//! How many requests of a provider are under way at once. A seat is given back when it is dropped.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::answer::Trouble;
use crate::provider::Provider;
use crate::state::Sim;

type Counts = Arc<Mutex<BTreeMap<Provider, usize>>>;

/// The seats of all providers.
#[derive(Default)]
pub struct Seats(Counts);

/// A seat that is taken.
pub struct Seat {
    counts: Counts,
    provider: Provider,
}

impl Seats {
    /// Takes a seat for a request that is answered when it is done.
    ///
    /// # Errors
    /// `Busy` when all are taken.
    pub fn take(&self, provider: Provider, sim: &Sim) -> Result<Seat, Trouble> {
        let limit = sim.options.concurrency.of(provider);
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(provider).or_insert(0);
        if *count >= limit {
            return Err(Trouble::Busy { running: *count, limit });
        }
        *count += 1;
        Ok(Seat { counts: Arc::clone(&self.0), provider })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.provider) {
            *count = count.saturating_sub(1);
        }
    }
}

/// Whether another task of a provider may begin.
///
/// # Errors
/// `Busy` when as many as allowed have not ended.
pub fn room_for_task(sim: &Sim, provider: Provider) -> Result<(), Trouble> {
    let (running, limit) = (sim.jobs.running(provider), sim.options.concurrency.of(provider));
    if running >= limit { Err(Trouble::Busy { running, limit }) } else { Ok(()) }
}
