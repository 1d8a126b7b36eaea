//! What a model says: lines of an ad that follow from the prompt. The same prompt, the same words.

use crate::digest;

/// A writer with a prompt in mind.
pub struct Writer {
    topic: String,
    sum: [u8; 32],
}

const HOOKS: &[&str] = &[
    "I was not going to post this, but {} changed my mornings.",
    "Stop scrolling if you have ever thought about {}.",
    "Nobody told me {} could be this simple.",
    "Three weeks ago I tried {}, and I kept count.",
];
const BODIES: &[&str] = &[
    "It takes two minutes, it just works, and I noticed the difference in a week.",
    "I compared it with what I used before, and this is the one that stayed.",
    "No tricks, no long routine, only something that does what it says.",
    "My friends asked what I had changed, so here it is.",
];
const CALLS: &[&str] = &[
    "Tap the link and try it today.",
    "Get yours while it is in stock.",
    "See it for yourself, the link is below.",
    "Try it for thirty days, and tell me what you think.",
];
const HEADLINES: &[&str] =
    &["{}, made simple", "Meet {}", "The easy way to {}", "Why everybody talks about {}"];

impl Writer {
    /// A writer for that prompt.
    pub fn new(prompt: &str) -> Self {
        Self { topic: topic(prompt), sum: digest::sha256(prompt.as_bytes()) }
    }

    /// A whole script.
    pub fn script(&self) -> String {
        format!("{}\n{}\n{}", self.line("hook", 0), self.line("body", 0), self.line("call", 0))
    }

    /// A line for a field of that name; the `index`th of several.
    pub fn line(&self, field: &str, index: usize) -> String {
        let field = field.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| field.contains(word));
        let lines = if has(&["head", "title", "name"]) {
            HEADLINES
        } else if has(&["call", "cta", "action", "outro", "close"]) {
            CALLS
        } else if has(&["hook", "open", "intro"]) {
            HOOKS
        } else {
            BODIES
        };
        let [first, ..] = self.sum;
        let chosen = (usize::from(first) + index) % lines.len().max(1);
        lines.get(chosen).copied().unwrap_or_default().replace("{}", &self.topic)
    }

    /// A number that follows from the prompt and the place it is for.
    pub fn number(&self, index: usize) -> u8 {
        self.sum.get(index % self.sum.len()).copied().unwrap_or(0)
    }
}

/// What a prompt is about: what stands after "for" or "about", else its longest words.
fn topic(prompt: &str) -> String {
    let plain = crate::faults::without_marks(prompt);
    let words: Vec<&str> = plain.split_whitespace().collect();
    let after = words
        .iter()
        .position(|word| matches!(word.to_lowercase().as_str(), "for" | "about" | "für" | "über"));
    let from = after.map_or(0, |at| at + 1);
    let part: Vec<String> = words.iter().skip(from).take(5).map(|word| clean(word)).collect();
    let topic = part.join(" ").trim().to_owned();
    if topic.is_empty() { "this".to_owned() } else { topic }
}

fn clean(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '%').to_owned()
}
