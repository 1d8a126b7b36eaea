//! Pollo's models as facts: which fields each takes, in which ranges.

use std::sync::LazyLock;

use serde::Deserialize;

/// A model on one of the two routes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Whose it is: "kling-ai".
    pub brand: String,
    /// Its name: "kling-v2-6".
    pub model: String,
    /// Which route it is on.
    pub route: Route,
    /// Lengths that it makes.
    pub seconds: Seconds,
    /// The length when none is asked for.
    pub default_seconds: u32,
    /// The longest prompt, in characters.
    pub prompt_max: usize,
    /// The longest negative prompt, in characters.
    #[serde(default)]
    pub negative_max: usize,
    /// Credits a second, in thousandths: made up, as no prices are published.
    pub price_thousandths: i64,
    /// Fields besides prompt and length when a text is given; none when it does not make that.
    #[serde(default)]
    pub text: Option<Vec<String>>,
    /// Fields besides image, prompt and length when a picture is given.
    #[serde(default)]
    pub image: Option<Vec<String>>,
    /// Fields besides prompt and length when references are given.
    #[serde(default)]
    pub reference: Option<Vec<String>>,
    /// Shapes, the usual one first.
    #[serde(default)]
    pub aspects: Vec<String>,
    /// Resolutions, the usual one first.
    #[serde(default)]
    pub resolutions: Vec<String>,
    /// Modes, the usual one first.
    #[serde(default)]
    pub modes: Vec<String>,
}

/// The two generations of Pollo's addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Route {
    /// `/generation/{brand}/{model}`; the length is called `length`.
    Legacy,
    /// `/v1/generation/{brand}/{model}/video`; the length is called `duration`.
    V1,
}

impl Route {
    /// What the length is called.
    pub fn length_field(self) -> &'static str {
        match self {
            Self::Legacy => "length",
            Self::V1 => "duration",
        }
    }
}

/// Lengths that a model makes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Seconds {
    /// These; none when the length cannot be chosen.
    These(Vec<u32>),
    /// Every whole second in a range.
    Range {
        /// The shortest.
        from: u32,
        /// The longest.
        to: u32,
    },
}

impl Seconds {
    /// Whether that length can be asked for.
    pub fn has(&self, seconds: u32) -> bool {
        match self {
            Self::These(these) => these.contains(&seconds),
            Self::Range { from, to } => (*from..=*to).contains(&seconds),
        }
    }
}

static MODELS: LazyLock<Vec<Model>> = LazyLock::new(|| {
    let parsed = serde_json::from_str(include_str!("models.json"));
    // The file is part of the program and a test reads it.
    parsed.inspect_err(|error| tracing::error!(%error, "the list of models is damaged")).unwrap_or_default()
});

/// Every model on every route.
pub fn all() -> &'static [Model] {
    &MODELS
}

/// The model of that name on that route.
pub fn find(route: Route, brand: &str, name: &str) -> Option<&'static Model> {
    all().iter().find(|model| model.route == route && model.brand == brand && model.model == name)
}
