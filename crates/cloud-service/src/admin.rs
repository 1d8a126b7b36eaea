//! What the administrator does: grants, plans, counting again, new keys.

use serde::Serialize;

use crate::account::plan::Tier;
use crate::account::user::{self, Email};
use crate::account::workspace;
use crate::app::{App, SharedApp};
use crate::audit::{self, Action, Event};
use crate::generation::{self, AttemptState, Generation};
use crate::http::decimal::Decimal;
use crate::id::{EntryId, GenerationId, WorkspaceId};
use crate::ledger::{self, Origin};
use crate::money::MilliCredits;
use crate::refusal::{Kind, Refusal};
use crate::store::{self, Order, Record, Walk};

/// What somebody is to be given.
pub struct Wish {
    email: Email,
    credits: Option<MilliCredits>,
    tier: Option<Tier>,
}

impl Wish {
    /// Reads a wish; credits are decimal text with up to three places.
    ///
    /// # Errors
    /// Where the address is none, the credits are no positive number, or nothing is wished for.
    pub fn new(email: &str, credits: Option<&str>, tier: Option<Tier>) -> Result<Self, Refusal> {
        let credits = credits.map(parse_credits).transpose()?;
        if credits.is_none() && tier.is_none() {
            return Err(Refusal::invalid("Say what to grant: credits, a tier, or both."));
        }
        Ok(Self { email: Email::parse(email)?, credits, tier })
    }
}

fn parse_credits(text: &str) -> Result<MilliCredits, Refusal> {
    let wrong = || Refusal::field("credits", "Credits are a positive number with up to three decimals.");
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(decimals) || decimals.len() > 3 {
        return Err(wrong());
    }
    let whole: i64 = whole.parse().map_err(|_| wrong())?;
    let thousandths: i64 = format!("{decimals:0<3}").parse().map_err(|_| wrong())?;
    let sum = whole.checked_mul(1000).and_then(|whole| whole.checked_add(thousandths));
    sum.map(MilliCredits).filter(|sum| sum.is_positive()).ok_or_else(wrong)
}

/// How an account stands after a grant.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Granted {
    email: String,
    tier: Tier,
    credits_available: Decimal,
    available_millicredits: i64,
}

/// Gives an account what was wished for it. It holds at once.
///
/// # Errors
/// Where there is no such account.
pub async fn grant(app: &App, wish: Wish) -> Result<Granted, Refusal> {
    let monthly = app.catalogue.get().monthly();
    let granted = store::write(&app.store, move |tables| {
        let user = user::find(tables, &wish.email)?;
        let user = user.ok_or_else(|| {
            let message = "There is no account with this address, or it is not verified yet.";
            Refusal::new(Kind::Missing, "NOT_FOUND", message)
        })?;
        if let Some(tier) = wish.tier {
            workspace::change_tier(tables, user.home, tier, monthly)?;
        }
        if let Some(credits) = wish.credits {
            let payment = format!("grant:{}", EntryId::new(tables.now()));
            ledger::grant(tables, user.home, Origin::Purchase(payment), credits, None)?;
            let action = Action::CreditsGranted(credits.0);
            audit::note(tables, Event { workspace: Some(user.home), user: Some(user.id), action })?;
        }
        let available = ledger::balance(tables, user.home)?.available;
        Ok(Granted {
            email: user.email.as_str().to_owned(),
            tier: workspace::get(tables, user.home)?.tier,
            credits_available: Decimal(available),
            available_millicredits: available.0,
        })
    })
    .await?;
    app.recognition.forget();
    Ok(granted)
}

/// What counting again found.
#[derive(Serialize)]
pub struct Verdict {
    holds: bool,
    faults: Vec<FoundFault>,
}

#[derive(Serialize)]
struct FoundFault {
    invariant: &'static str,
    what: String,
}

/// Counts the ledger again, and looks whether each generation ended as its hold says, beside all other work.
///
/// # Errors
/// Where the store fails.
pub async fn verify_ledger(app: &SharedApp) -> Result<Verdict, Refusal> {
    let app = SharedApp::clone(app);
    let counted = tokio::task::spawn_blocking(move || {
        store::read(&app.store, |tables| {
            let mut faults = ledger::verify(tables)?;
            faults.extend(generation::verify(tables)?);
            Ok(faults)
        })
    });
    let faults: Vec<FoundFault> = counted
        .await
        .map_err(|_| Refusal::internal())??
        .into_iter()
        .map(|fault| FoundFault { invariant: fault.invariant, what: fault.what })
        .collect();
    Ok(Verdict { holds: faults.is_empty(), faults })
}

/// Work that has not ended.
#[derive(Serialize)]
pub struct Jobs {
    total: u64,
    /// The oldest first, at most a thousand.
    jobs: Vec<OpenJob>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OpenJob {
    generation_id: GenerationId,
    workspace_id: WorkspaceId,
    status: &'static str,
    progress: u8,
    message: String,
    model: Option<String>,
    attempts: u32,
    /// Whether nobody knows what became of its last submission.
    unknown: bool,
    asked_at: String,
    deadline: String,
}

/// How many jobs are listed.
const JOBS: usize = 1000;

/// Work that has not ended.
///
/// # Errors
/// Where the store fails.
pub fn jobs(app: &App) -> Result<Jobs, Refusal> {
    store::read(&app.store, |tables| {
        let walk = Walk { prefix: Generation::open(), after: None, order: Order::Forwards };
        let open = store::indexed::<Generation>(tables, &walk, 0, JOBS)?;
        let jobs = open.into_iter().map(|generation| {
            let work = generation::commit::load(tables, generation.workspace, generation.id)?;
            let unknown = work.attempt.is_some_and(|attempt| attempt.state == AttemptState::Submitting);
            Ok(OpenJob {
                generation_id: generation.id,
                workspace_id: generation.workspace,
                status: generation.state.word(),
                progress: generation.progress,
                message: generation.message.clone(),
                model: generation.route().map(|route| route.model.clone()),
                attempts: generation.attempts,
                unknown,
                asked_at: generation.asked_at.rfc3339(),
                deadline: generation.deadline.rfc3339(),
            })
        });
        let jobs = jobs.collect::<Result<Vec<_>, Refusal>>()?;
        Ok(Jobs { total: tables.count(Generation::TABLE, &Generation::open())?, jobs })
    })
}

/// The name of the key that signs now.
#[derive(Serialize)]
pub struct Rotated {
    kid: String,
}

/// Signs with a new key from now on.
///
/// # Errors
/// Where it cannot be made or written.
pub async fn rotate_keys(app: &SharedApp) -> Result<Rotated, Refusal> {
    let handle = SharedApp::clone(app);
    let now = app.clock.now();
    let rotated = tokio::task::spawn_blocking(move || handle.keys.rotate(now)).await;
    let kid = rotated.map_err(|_| Refusal::internal())?.map_err(|error| {
        tracing::error!(%error, "the keys were not changed");
        Refusal::internal()
    })?;
    let event = Event { workspace: None, user: None, action: Action::KeysRotated };
    store::write(&app.store, move |tables| audit::note(tables, event)).await?;
    Ok(Rotated { kid })
}
