//! The structures, and what each is for.

use serde::{Deserialize, Serialize};

use super::fill::{Part, parts};
use super::slot::Slot;

mod app_install;
mod awareness;
mod explainer;
mod launch;
mod lead_generation;
mod local_business;
mod offer;
mod recruiting;
mod retargeting;
mod testimonial;

/// What an ad is to bring about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UseCase {
    /// People who have never heard of the brand remember what it is for.
    Awareness,
    /// Something new becomes known.
    Launch,
    /// A customer tells how it went.
    Testimonial,
    /// People understand how it works.
    Explainer,
    /// A price or a deal brings people to buy now.
    Offer,
    /// Visitors who left come back.
    Retargeting,
    /// People install the app.
    AppInstall,
    /// People leave their address for something useful.
    LeadGeneration,
    /// People nearby come in or call.
    LocalBusiness,
    /// People apply for a job.
    Recruiting,
}

impl UseCase {
    /// Every use case there is.
    pub const ALL: [Self; 10] = [
        Self::Awareness,
        Self::Launch,
        Self::Testimonial,
        Self::Explainer,
        Self::Offer,
        Self::Retargeting,
        Self::AppInstall,
        Self::LeadGeneration,
        Self::LocalBusiness,
        Self::Recruiting,
    ];

    /// The name on screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Awareness => "Awareness",
            Self::Launch => "Launch",
            Self::Testimonial => "Testimonial",
            Self::Explainer => "Explainer",
            Self::Offer => "Offer",
            Self::Retargeting => "Retargeting",
            Self::AppInstall => "App install",
            Self::LeadGeneration => "Lead generation",
            Self::LocalBusiness => "Local business",
            Self::Recruiting => "Recruiting",
        }
    }

    /// Its structures, shortest first.
    pub const fn structures(self) -> &'static [Structure] {
        match self {
            Self::Awareness => awareness::ALL,
            Self::Launch => launch::ALL,
            Self::Testimonial => testimonial::ALL,
            Self::Explainer => explainer::ALL,
            Self::Offer => offer::ALL,
            Self::Retargeting => retargeting::ALL,
            Self::AppInstall => app_install::ALL,
            Self::LeadGeneration => lead_generation::ALL,
            Self::LocalBusiness => local_business::ALL,
            Self::Recruiting => recruiting::ALL,
        }
    }
}

/// A script with gaps. Lines are in the format of `script::parse`; a gap is a slot's name between braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Structure {
    /// The name in files and on the command line.
    pub id: &'static str,
    /// The name on screen.
    pub name: &'static str,
    /// What it is for.
    pub use_case: UseCase,
    /// How long it is when spoken at 2.5 words a second: 15, 30, 45 or 60.
    pub seconds: u32,
    /// When to use it, in one sentence.
    pub when: &'static str,
    /// Lines that stop the thumb.
    pub hook: &'static [&'static str],
    /// Lines that make the case.
    pub body: &'static [&'static str],
    /// Lines that say what to do now.
    pub call_to_action: &'static [&'static str],
}

impl Structure {
    /// Every structure there is, by use case.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        UseCase::ALL.into_iter().flat_map(UseCase::structures)
    }

    /// The structure with that id.
    pub fn find(id: &str) -> Option<&'static Self> {
        Self::all().find(|structure| structure.id == id)
    }

    /// The slots in its lines, each once, in the order they are spoken: what a form has to ask.
    pub fn slots(&self) -> Vec<Slot> {
        let mut slots = Vec::new();
        for line in [self.hook, self.body, self.call_to_action].into_iter().flatten() {
            for part in parts(line) {
                match part {
                    Part::Slot(slot) if !slots.contains(&slot) => slots.push(slot),
                    Part::Slot(_) | Part::Text(_) => {}
                }
            }
        }
        slots
    }
}
