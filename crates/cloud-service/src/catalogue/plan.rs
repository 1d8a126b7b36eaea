//! Plans, and prices of the house.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::money::MilliCredits;

/// Which plan somebody has.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "lowercase")]
#[schema(example = "pro")]
pub enum Tier {
    /// Without pay.
    #[default]
    Free,
    /// The first.
    Starter,
    /// Professional.
    Pro,
    /// By contract.
    Enterprise,
}

impl Tier {
    /// Every tier, the least first.
    pub const ALL: [Self; 4] = [Self::Free, Self::Starter, Self::Pro, Self::Enterprise];

    /// Its name in the API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Starter => "starter",
            Self::Pro => "pro",
            Self::Enterprise => "enterprise",
        }
    }
}

impl fmt::Display for Tier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// A word is no tier's name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no plan; choose free, starter, pro or enterprise")]
pub struct UnknownTier(String);

impl FromStr for Tier {
    type Err = UnknownTier;

    fn from_str(text: &str) -> Result<Self, UnknownTier> {
        Self::ALL.into_iter().find(|tier| tier.name() == text).ok_or_else(|| UnknownTier(text.to_owned()))
    }
}

/// Credits that each plan gives in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Monthly([MilliCredits; 4]);

/// What the plan by contract gives where the contract says nothing: without an end, what it could cost has none.
const BY_CONTRACT: u32 = 2000;

impl Monthly {
    pub(super) fn new(plans: &[Plan]) -> Self {
        Self(Tier::ALL.map(|tier| {
            let plan = plans.iter().find(|plan| plan.tier == tier);
            let credits = plan.map_or(0, |plan| plan.monthly_credits.unwrap_or(BY_CONTRACT));
            MilliCredits::credits(credits.into())
        }))
    }

    /// What one plan gives.
    pub const fn of(self, tier: Tier) -> MilliCredits {
        let Self([free, starter, pro, enterprise]) = self;
        match tier {
            Tier::Free => free,
            Tier::Starter => starter,
            Tier::Pro => pro,
            Tier::Enterprise => enterprise,
        }
    }
}

/// What a plan gives.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Whose it is.
    pub tier: Tier,
    /// Its name for people.
    pub name: String,
    /// What it costs a month, in US cents; none where a contract says.
    pub monthly_cents: Option<u32>,
    /// Credits granted each month; none where a contract says.
    pub monthly_credits: Option<u32>,
    /// How many actors are seen, the first of the catalogue; none for all.
    pub visible_actors: Option<u32>,
    /// The largest picture, in lines: 720 or 1080.
    pub lines_max: u32,
    /// How many voices may be cloned; none for any number.
    pub clones: Option<u32>,
    /// Whether many can be made at once.
    pub bulk: bool,
    /// Whether its work goes first.
    pub priority: bool,
    /// Requests in any minute.
    pub requests_per_minute: u32,
    /// Requests in any hour.
    pub requests_per_hour: u32,
}

impl Plan {
    /// Whether it has the actor at that place of the catalogue.
    pub fn has_actor(&self, at: usize) -> bool {
        self.visible_actors.is_none_or(|visible| usize::try_from(visible).is_ok_and(|visible| at < visible))
    }
}

/// Prices of what no model makes, and the discount of batches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct House {
    /// A voice made from samples.
    pub voice_clone: MilliCredits,
    /// What is paid of the price in a batch, in thousandths.
    pub bulk_thousandths: u32,
    /// Whole credits sold at once, the least.
    pub credits_sold_min: u32,
    /// What a credit costs beyond a plan, in US cents.
    pub credit_cents: u32,
}
