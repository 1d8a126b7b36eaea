//! Looks whether generations and their holds agree.

use std::ops::ControlFlow;

use crate::ledger::{Fault, Hold, HoldState};
use crate::moment::MINUTE;
use crate::store::{self, Key, Order, Reading, Record, StoreError, Walk};

use super::{Generation, State};

/// How long after its deadline a generation may still be open: somebody has to notice.
const GRACE: i64 = MINUTE;

/// Every generation whose end is not what its hold says, or that should have ended.
///
/// # Errors
/// Where the store fails.
pub fn verify(tables: &dyn Reading) -> Result<Vec<Fault>, StoreError> {
    let mut faults = Vec::new();
    let walk = Walk { prefix: Key::new(), after: None, order: Order::Forwards };
    tables.rows(Generation::TABLE, &walk, &mut |_, text| {
        let generation: Generation = serde_json::from_str(text)
            .map_err(|error| StoreError::Damaged(format!("generation: {error}")))?;
        let hold: Option<Hold> = store::get(tables, &generation.workspace.key().id(generation.hold.0))?;
        let id = generation.id;
        let Some(hold) = hold else {
            faults.push(Fault { invariant: "I5", what: format!("generation {id} has no hold") });
            return Ok(ControlFlow::Continue(()));
        };
        let agrees = match (&generation.state, hold.state) {
            (State::Succeeded { captured, .. }, HoldState::Captured(amount)) => *captured == amount,
            (State::Failed { .. } | State::Cancelled { .. }, HoldState::Released) => true,
            (State::Queued | State::Running | State::Approval, HoldState::Open) => true,
            _ => false,
        };
        if !agrees {
            let what = format!("generation {id} is {}, its hold {:?}", generation.state.word(), hold.state);
            faults.push(Fault { invariant: "I5", what });
        }
        if hold.amount != generation.quote {
            faults.push(Fault {
                invariant: "I4",
                what: format!("generation {id} holds another amount than quoted"),
            });
        }
        if !generation.state.is_final() && generation.deadline.after(GRACE) < tables.now() {
            faults.push(Fault { invariant: "I7", what: format!("generation {id} is past its deadline") });
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(faults)
}
