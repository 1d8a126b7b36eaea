//! What can be bought: models with their prices, limits and dates, plans, voices, looks. All of it is data.
//!
//! The files are in the program and can be replaced, one or all, by files of the same names in a folder; they can be
//! read again while the service runs. Prices are ours, in thousandths of a credit.

mod check;
mod file;
pub mod look;
pub mod model;
pub mod plan;
pub mod voice;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use crate::catalogue::model::{Amount, Model, Price};
use crate::catalogue::plan::{House, Plan, Tier};
use crate::money::MilliCredits;
use crate::provider::pollo::Routes;
use crate::refusal::{Kind, Refusal};

/// Why a catalogue is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    /// A file cannot be read.
    #[error("the catalogue's file {file} cannot be read: {why}")]
    Unreadable {
        /// The file.
        file: String,
        /// What the system says.
        why: String,
    },
    /// A file is not in the form of the catalogue.
    #[error("the catalogue's file {file} is not in its form: {why}")]
    Form {
        /// The file.
        file: String,
        /// Where and what.
        why: String,
    },
    /// What the files say does not hold together; every fault.
    #[error("the catalogue does not hold together: {}", .0.join("; "))]
    Faults(Vec<String>),
}

/// Whether a thing is bought alone or with many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purchase {
    /// Alone.
    Single,
    /// In a batch, which has a discount.
    Bulk,
}

/// What can be bought.
#[derive(Clone, Debug)]
pub struct Catalogue {
    models: Vec<Model>,
    by_id: BTreeMap<String, usize>,
    plans: Vec<Plan>,
    house: House,
    looks: look::Table,
    version: String,
}

impl Catalogue {
    /// The catalogue in the program.
    pub fn embedded() -> Result<Self, CatalogueError> {
        Self::read(&file::embedded())
    }

    /// The catalogue of a folder; files that are not in it are those in the program.
    pub fn from_folder(folder: &Path) -> Result<Self, CatalogueError> {
        Self::read(&file::from_folder(folder)?)
    }

    fn read(texts: &[file::Text]) -> Result<Self, CatalogueError> {
        let file::Parts { models, plans, house, looks } = file::parse(texts)?;
        let faults = check::faults(&models, &plans, &house, &looks);
        if !faults.is_empty() {
            return Err(CatalogueError::Faults(faults));
        }
        let by_id = models.iter().enumerate().map(|(at, model)| (model.id.clone(), at)).collect();
        let version = file::version(texts);
        Ok(Self { models, by_id, plans, house, looks: look::Table::new(looks), version })
    }

    /// A hash of all the files: the same as long as nothing in them changes.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Every model, in the files' order, retired ones too.
    pub fn models(&self) -> &[Model] {
        &self.models
    }

    /// The model with that id.
    pub fn model(&self, id: &str) -> Option<&Model> {
        self.models.get(*self.by_id.get(id)?)
    }

    /// The plan of a tier. The files have one for each.
    pub fn plan(&self, tier: Tier) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.tier == tier)
    }

    /// What the plans give in a month.
    pub fn monthly(&self) -> plan::Monthly {
        plan::Monthly::new(&self.plans)
    }

    /// Every plan, the least first.
    pub fn plans(&self) -> &[Plan] {
        &self.plans
    }

    /// Prices of what is not made by a model, and the discount.
    pub const fn house(&self) -> &House {
        &self.house
    }

    /// Which looks the actors have at providers.
    pub const fn looks(&self) -> &look::Table {
        &self.looks
    }

    /// How Pollo AI is asked for its models.
    pub fn pollo_routes(&self) -> Routes {
        let routed = self.models.iter().filter(|model| model.provider == "pollo");
        routed.filter_map(|model| Some((model.provider_model.clone(), model.route.clone()?))).collect()
    }

    /// What that much of a model costs, rounded up to a thousandth of a credit once, at the end. Refuses an amount that
    /// the model is not priced by, and one that no number can say.
    pub fn price(&self, model: &Model, amount: Amount, purchase: Purchase) -> Result<MilliCredits, Refusal> {
        let (rate, quantity, unit) = match (model.price, amount) {
            (Price::PerSecond(rate), Amount::Milliseconds(milliseconds)) => (rate, milliseconds, 1000),
            (Price::PerMinute(rate), Amount::Milliseconds(milliseconds)) => (rate, milliseconds, 60_000),
            (Price::PerThousandCharacters(rate), Amount::Characters(characters)) => (rate, characters, 1000),
            (Price::Each(rate), _) => (rate, 1, 1),
            (Price::PerSecond(_) | Price::PerMinute(_), Amount::Characters(_) | Amount::One)
            | (Price::PerThousandCharacters(_), Amount::Milliseconds(_) | Amount::One) => {
                return Err(Refusal::invalid(format!("{} is not priced by that", model.name)));
            }
        };
        let thousandths = match purchase {
            Purchase::Single => 1000,
            Purchase::Bulk => i128::from(self.house.bulk_thousandths),
        };
        let whole = i128::from(rate.0) * i128::from(quantity) * thousandths;
        let divisor = i128::from(unit) * 1000;
        let rounded_up = (whole + divisor - 1).div_euclid(divisor);
        i64::try_from(rounded_up).map(MilliCredits).map_err(|_| Refusal::internal())
    }

    /// The shortest length that a model offers and that is no shorter than `asked_ms`, in milliseconds.
    pub fn duration_for(&self, model: &Model, asked_ms: u32) -> Result<u32, Refusal> {
        if asked_ms == 0 {
            return Err(Refusal::invalid("A length of nothing cannot be made; ask for at least a second."));
        }
        model.shortest_from(asked_ms).ok_or_else(|| {
            let longest = f64::from(model.longest_ms()) / 1000.0;
            let message = format!(
                "{} makes at most {longest} seconds at once; split the line or choose another model.",
                model.name
            );
            let details = serde_json::json!({ "longestMs": model.longest_ms(), "askedMs": asked_ms });
            Refusal::new(Kind::Invalid, "DURATION_TOO_LONG", message).with(details)
        })
    }
}

/// The catalogue that holds now, and where it is read from.
pub struct Current {
    folder: Option<PathBuf>,
    catalogue: RwLock<Arc<Catalogue>>,
}

impl Current {
    /// Reads the catalogue, from that folder where one is given.
    pub fn open(folder: Option<PathBuf>) -> Result<Self, CatalogueError> {
        let catalogue = Self::load(folder.as_deref())?;
        Ok(Self { folder, catalogue: RwLock::new(Arc::new(catalogue)) })
    }

    /// The catalogue as it is now. Who works with it keeps it to the end of that work.
    pub fn get(&self) -> Arc<Catalogue> {
        Arc::clone(&self.catalogue.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the files again. The catalogue stays as it was where they are faulty.
    pub fn reload(&self) -> Result<Arc<Catalogue>, CatalogueError> {
        let fresh = Arc::new(Self::load(self.folder.as_deref())?);
        *self.catalogue.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&fresh);
        Ok(fresh)
    }

    fn load(folder: Option<&Path>) -> Result<Catalogue, CatalogueError> {
        folder.map_or_else(Catalogue::embedded, Catalogue::from_folder)
    }
}
