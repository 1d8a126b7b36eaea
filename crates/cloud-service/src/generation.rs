//! What a user asked for, from the moment it is accepted to its end, which is exactly one of paid for or given back.
//!
//! What may happen is decided by [`step()`], a pure function from what is and what happened to what is then and what
//! follows from it. [`commit`] does what follows, in the transaction that writes the new state down; the
//! [`crate::worker`] asks [`next()`] what to do at the providers.

use serde::{Deserialize, Serialize};

use crate::id::{AttemptId, BatchId, GenerationId, HoldId, ObjectId, ProjectId, UserId, WorkspaceId};
use crate::moment::Moment;
use crate::money::MilliCredits;
use crate::provider::{Class, Fault, Size, Word};
use crate::store::{Key, Record, Table};

pub mod commit;
mod happening;
mod next;
mod step;
mod verify;

pub use happening::{Effect, Event, Stored, Work};
pub use next::{Action, next};
pub use step::{POOR, step};
pub use verify::verify;

/// What is made in one stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Craft {
    /// A voice says the text.
    Speech,
    /// The actor says what the voice said.
    Avatar,
    /// A moving picture.
    Shot,
    /// The picture's lips follow the voice.
    LipSync,
    /// A sound is written down.
    Transcription,
    /// A voice is made from samples.
    Clone,
}

/// One way to make a stage: a model at a provider, at a price.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Route {
    /// The model by the catalogue's name.
    pub model: String,
    /// The provider that has it.
    pub provider: String,
    /// How a submission there can be found again.
    pub class: Class,
    /// How long one waits, in milliseconds, for a submission nobody heard of: twice what nearly all take.
    pub window: i64,
    /// Length in milliseconds that is asked of the provider: what was asked for, or the next that the model offers.
    pub milliseconds: u32,
    /// Quality as the model names it; empty for its usual one.
    pub quality: String,
    /// How long it usually takes, in milliseconds.
    pub usual: i64,
    /// What the whole generation costs the user if this route makes the stage. Never above the quote.
    pub price: MilliCredits,
    /// What an accepted submission costs us.
    pub cost: MilliCredits,
}

/// A step on the way, made by the first route that can.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Stage {
    /// What is made.
    pub craft: Craft,
    /// Ways to make it, in the order the user chose. At least one.
    pub routes: Vec<Route>,
    /// Whether the desktop has to approve the result before the next stage begins.
    pub approval: bool,
}

/// What the user asked for. Never changed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Request {
    /// Text as spoken, or what is seen in a shot.
    pub text: String,
    /// What is said before it, for prosody.
    pub before: String,
    /// What is said after it, for prosody.
    pub after: String,
    /// Language as a BCP 47 tag.
    pub language: String,
    /// The actor; empty for none.
    pub actor: String,
    /// The provider's name of how the actor appears: the same for all its lines.
    pub look: String,
    /// The voice by the provider's name; empty for none.
    pub voice: String,
    /// Rate of the voice in thousandths; 1000 is its usual one.
    pub rate_thousandths: u32,
    /// Length asked for in milliseconds; 0 where the voice decides.
    pub milliseconds: u32,
    /// Size of the picture; none where there is none.
    pub size: Option<Size>,
    /// Quality as the user asked for it; empty for the usual one.
    pub quality: String,
    /// A picture or sound that was sent here before.
    pub input: Option<ObjectId>,
    /// Samples, for a voice.
    pub samples: Vec<ObjectId>,
    /// A name, for a voice.
    pub name: String,
}

/// What a stage made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Made {
    /// What it is.
    pub craft: Craft,
    /// Where it is kept; none where the result is a text.
    pub object: Option<ObjectId>,
    /// The model that made it.
    pub model: String,
    /// What that makes the whole generation cost.
    pub price: MilliCredits,
    /// How long it is, in milliseconds.
    pub milliseconds: u32,
    /// When its words are said.
    pub words: Vec<Word>,
    /// A text, or the provider's name of a voice.
    pub text: String,
    /// How good it is, in hundredths.
    pub score: u8,
}

/// Why a generation came to nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// A code, as the API says it.
    pub code: String,
    /// A sentence: what happened, whose fault it is, what to do.
    pub message: String,
}

/// How far a generation is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "is")]
pub enum State {
    /// Nothing was submitted yet.
    Queued,
    /// Something was submitted.
    Running,
    /// The voice is made and waits for the desktop's word.
    Approval,
    /// Made, and paid for.
    Succeeded {
        /// What it cost.
        captured: MilliCredits,
        /// When.
        at: Moment,
    },
    /// Came to nothing; what was held went back.
    Failed {
        /// Why.
        why: Failure,
        /// When.
        at: Moment,
    },
    /// Given up by the user; what was held went back.
    Cancelled {
        /// When.
        at: Moment,
    },
}

impl State {
    /// Whether nothing can happen any more.
    pub const fn is_final(&self) -> bool {
        matches!(self, Self::Succeeded { .. } | Self::Failed { .. } | Self::Cancelled { .. })
    }

    /// As the API says it.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "processing",
            Self::Approval => "awaiting_approval",
            Self::Succeeded { .. } => "completed",
            Self::Failed { .. } => "failed",
            Self::Cancelled { .. } => "cancelled",
        }
    }
}

/// What a user asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Generation {
    /// Whose.
    pub workspace: WorkspaceId,
    /// Its name.
    pub id: GenerationId,
    /// Who asked.
    pub user: UserId,
    /// What project it is for.
    pub project: Option<ProjectId>,
    /// Those it was asked for with.
    pub batch: Option<BatchId>,
    /// All that shapes it, by the name of its segment. Bought once in a workspace.
    pub segment: String,
    /// What was asked for.
    pub request: Request,
    /// The way there.
    pub stages: Vec<Stage>,
    /// What was held for it.
    pub hold: HoldId,
    /// The most it costs: what was shown, and is held.
    pub quote: MilliCredits,
    /// How far it is.
    pub state: State,
    /// The stage that is being made.
    pub stage: usize,
    /// The route of that stage that is tried.
    pub route: usize,
    /// Whether its words were looked at, before anything was paid for.
    pub allowed: bool,
    /// Since when it is not gone on with, where the user wants it so.
    pub paused_at: Option<Moment>,
    /// How often that route was refused for being busy.
    pub busy: u32,
    /// Whether the stage was made again because the first result was poor.
    pub again: bool,
    /// The attempt that is under way.
    pub attempt: Option<AttemptId>,
    /// How many attempts there were.
    pub attempts: u32,
    /// What was made, stage by stage.
    pub made: Vec<Made>,
    /// What came after all when everything was given back already.
    pub bonus: Option<Made>,
    /// How far it is, in percent.
    pub progress: u8,
    /// What is going on, as a sentence.
    pub message: String,
    /// What the user should know: other models, longer takes.
    pub warnings: Vec<String>,
    /// Not before this is the next thing done.
    pub not_before: Moment,
    /// When it was asked for.
    pub asked_at: Moment,
    /// When the first submission was made.
    pub started_at: Option<Moment>,
    /// When it is given up at the latest.
    pub deadline: Moment,
}

impl Generation {
    /// The stage that is being made.
    pub fn stage(&self) -> Option<&Stage> {
        self.stages.get(self.stage)
    }

    /// The route that is tried.
    pub fn route(&self) -> Option<&Route> {
        self.stage().and_then(|stage| stage.routes.get(self.route))
    }

    /// The last thing that was made.
    pub fn result(&self) -> Option<&Made> {
        self.made.last()
    }

    /// Where it is kept.
    pub fn place(workspace: WorkspaceId, id: GenerationId) -> Key {
        workspace.key().id(id.0)
    }

    /// Where a workspace's generations of one segment are found.
    pub fn of_segment(workspace: WorkspaceId, segment: &str) -> Key {
        Key::new().text("segment").id(workspace.0).text(segment)
    }

    /// Where all generations of a workspace are found, oldest first.
    pub fn of_workspace(workspace: WorkspaceId) -> Key {
        Key::new().text("asked").id(workspace.0)
    }

    /// Where the generations of a project are found.
    pub fn of_project(workspace: WorkspaceId, project: ProjectId) -> Key {
        Key::new().text("project").id(workspace.0).id(project.0)
    }

    /// Where the generations of a batch are found, in the order in which they were asked for.
    pub fn of_batch(workspace: WorkspaceId, batch: BatchId) -> Key {
        Key::new().text("batch").id(workspace.0).id(batch.0)
    }

    /// Where those of a project are found that have not ended.
    pub fn open_in(workspace: WorkspaceId, project: ProjectId) -> Key {
        Key::new().text("open in project").id(workspace.0).id(project.0)
    }

    /// Where those are found that have not ended.
    pub fn open() -> Key {
        Key::new().text("open")
    }
}

impl Record for Generation {
    const TABLE: Table = Table { never_negative: &["quote"], ..Table::named("generation") };

    fn key(&self) -> Key {
        Self::place(self.workspace, self.id)
    }

    fn indexes(&self) -> Vec<Key> {
        let mut indexes = vec![Self::of_workspace(self.workspace).moment(self.asked_at).id(self.id.0)];
        indexes.extend(self.project.map(|project| Self::of_project(self.workspace, project).id(self.id.0)));
        indexes.extend(self.batch.map(|batch| Self::of_batch(self.workspace, batch).id(self.id.0)));
        // A failed one does not stand in the way of another try.
        if !matches!(self.state, State::Failed { .. } | State::Cancelled { .. }) {
            indexes.push(Self::of_segment(self.workspace, &self.segment).id(self.id.0));
        }
        if !self.state.is_final() {
            indexes.push(Self::open().id(self.id.0));
            indexes.extend(self.project.map(|project| Self::open_in(self.workspace, project).id(self.id.0)));
        }
        indexes
    }
}

/// How far a submission is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "is")]
pub enum AttemptState {
    /// It is about to be sent, or was and nobody heard the answer.
    Submitting,
    /// The provider took it, under this name.
    Accepted {
        /// The provider's name of it.
        task: String,
    },
    /// Its result is here.
    Stored,
    /// It came to nothing.
    Failed {
        /// Why.
        fault: Fault,
    },
    /// Nobody knows what became of it, and nobody waits for it any more.
    Lost,
}

/// One submission to one provider. Written down before anything is sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attempt {
    /// Whose.
    pub workspace: WorkspaceId,
    /// What for.
    pub generation: GenerationId,
    /// Its name: the provider's idempotency key and reference.
    pub id: AttemptId,
    /// The stage it makes.
    pub stage: usize,
    /// The route it takes.
    pub route: Route,
    /// How far it is.
    pub state: AttemptState,
    /// When it was written down.
    pub begun_at: Moment,
    /// Until when one waits to hear of it.
    pub decide_by: Moment,
}

impl Attempt {
    /// Where it is kept.
    pub fn place(workspace: WorkspaceId, generation: GenerationId, id: AttemptId) -> Key {
        workspace.key().id(generation.0).id(id.0)
    }

    /// Where the attempt is found that a provider calls back about.
    pub fn by_id(id: AttemptId) -> Key {
        Key::new().text("id").id(id.0)
    }
}

impl Record for Attempt {
    const TABLE: Table = Table::named("attempt");

    fn key(&self) -> Key {
        Self::place(self.workspace, self.generation, self.id)
    }

    fn indexes(&self) -> Vec<Key> {
        vec![Self::by_id(self.id)]
    }
}
