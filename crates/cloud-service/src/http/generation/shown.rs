//! A generation as the API shows it.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::generation::{Craft, Generation, Made, State as Stage};
use crate::http::decimal::Decimal;
use crate::provider::Word;

/// A generation.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Shown {
    generation_id: Uuid,
    /// `queued`, `processing`, `awaiting_approval`, `completed`, `failed` or `cancelled`.
    #[schema(example = "processing")]
    status: &'static str,
    #[schema(example = 45)]
    progress: u8,
    message: String,
    segment: String,
    project_id: Option<Uuid>,
    bulk_job_id: Option<Uuid>,
    /// What it costs at most, and, once it is made, what it cost.
    price: Decimal,
    price_millicredits: i64,
    /// The model that made it, or is asked now.
    model: Option<String>,
    /// The voice, once it is made.
    voice: Option<Piece>,
    /// The result, once it is made.
    result: Option<Piece>,
    /// A result that came after everything was given back: yours for nothing.
    bonus: Option<Piece>,
    error: Option<Why>,
    warnings: Vec<String>,
    created_at: String,
}

/// Something that was made.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Piece {
    /// Good for some minutes.
    url: Option<String>,
    /// Seconds.
    duration: f64,
    #[schema(example = 0.94)]
    quality_score: f64,
    /// The model that made it.
    model: String,
    words: Vec<SpokenWord>,
    text: String,
}

/// A word and when it is said.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct SpokenWord {
    text: String,
    /// Seconds.
    start: f64,
    /// Seconds.
    end: f64,
}

/// Why it came to nothing.
#[derive(Serialize, ToSchema)]
struct Why {
    #[schema(example = "PROVIDER_FAILED")]
    code: String,
    message: String,
}

fn seconds(milliseconds: u32) -> f64 {
    f64::from(milliseconds) / 1000.0
}

impl Shown {
    pub fn of(app: &App, generation: &Generation) -> Self {
        let piece = |made: &Made| Piece {
            url: made.object.map(|object| app.signs.for_user(generation.workspace, object)),
            duration: seconds(made.milliseconds),
            quality_score: f64::from(made.score) / 100.0,
            model: made.model.clone(),
            words: made.words.iter().map(SpokenWord::from).collect(),
            text: made.text.clone(),
        };
        let (price, error) = match &generation.state {
            Stage::Succeeded { captured, .. } => (*captured, None),
            Stage::Failed { why, .. } => {
                (generation.quote, Some(Why { code: why.code.clone(), message: why.message.clone() }))
            }
            _ => (generation.quote, None),
        };
        let done = matches!(generation.state, Stage::Succeeded { .. });
        let voice = generation.made.iter().find(|made| made.craft == Craft::Speech);
        Self {
            generation_id: generation.id.0,
            status: generation.state.word(),
            progress: generation.progress,
            message: generation.message.clone(),
            segment: generation.segment.clone(),
            project_id: generation.project.map(|project| project.0),
            bulk_job_id: generation.batch.map(|batch| batch.0),
            price: Decimal(price),
            price_millicredits: price.0,
            model: generation.route().map(|route| route.model.clone()),
            voice: voice.map(piece),
            result: generation.result().filter(|_| done).map(piece),
            bonus: generation.bonus.as_ref().map(piece),
            error,
            warnings: generation.warnings.clone(),
            created_at: generation.asked_at.rfc3339(),
        }
    }
}

impl From<&Word> for SpokenWord {
    fn from(word: &Word) -> Self {
        Self { text: word.text.clone(), start: seconds(word.start), end: seconds(word.end) }
    }
}
