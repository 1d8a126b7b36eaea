//! What the command line prints: one JSON value, or text for people. Logs and progress go to stderr.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "printing is what this file is for")]

use std::io::{IsTerminal, Write};
use std::sync::Mutex;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use studio::progress::Stage;
use types::error::Failure;

/// Where results go.
pub struct Output {
    json: bool,
    bar: Mutex<Option<(Stage, ProgressBar)>>,
}

impl Output {
    /// Output as JSON or as text.
    pub fn new(json: impl Into<Json>) -> Self {
        Self { json: json.into().0, bar: Mutex::new(None) }
    }

    /// Prints a result: the value as JSON, or the text.
    pub fn result(&self, value: &impl Serialize, text: impl FnOnce() -> String) {
        self.end_bar();
        let shown = if self.json {
            serde_json::to_string(value).unwrap_or_else(|error| format!("{{\"error\":\"{error}\"}}"))
        } else {
            text()
        };
        // A reader that closed the pipe, as `head` does, has all it wants.
        drop(writeln!(std::io::stdout(), "{shown}"));
    }

    /// Prints a failure: as JSON on stdout, or as a sentence on stderr.
    pub fn failure(&self, failure: &Failure) {
        self.end_bar();
        if self.json {
            println!("{}", serde_json::json!({ "error": failure }));
        } else {
            eprintln!("greenroom: {failure}");
        }
    }

    /// Says something that is not the result.
    pub fn note(&self, text: &str) {
        if !self.json {
            eprintln!("{text}");
        }
    }

    /// Shows how far long work is, where somebody can see it.
    pub fn progress(&self, stage: Stage, done: u64, total: u64) {
        if self.json || !std::io::stderr().is_terminal() {
            return;
        }
        let Ok(mut shown) = self.bar.lock() else { return };
        match &*shown {
            Some((before, bar)) if *before == stage => {
                bar.set_length(total);
                bar.set_position(done);
            }
            _ => {
                if let Some((_, bar)) = shown.take() {
                    bar.finish_and_clear();
                }
                let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
                let style = ProgressStyle::with_template("{msg:10} {bar:40} {percent:>3}%  {eta} left");
                bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
                bar.set_message(name(stage));
                bar.set_position(done);
                *shown = Some((stage, bar));
            }
        }
    }

    fn end_bar(&self) {
        if let Ok(mut shown) = self.bar.lock()
            && let Some((_, bar)) = shown.take()
        {
            bar.finish_and_clear();
        }
    }
}

/// Whether JSON was asked for.
pub struct Json(bool);

impl From<bool> for Json {
    fn from(asked: bool) -> Self {
        Self(asked)
    }
}

fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Speaking => "Speaking",
        Stage::Listening => "Listening",
        Stage::Rendering => "Rendering",
        Stage::Fetching => "Fetching",
        Stage::Proxy => "Proxy",
        Stage::Sound => "Sound",
        Stage::Identifying => "Identifying",
    }
}
