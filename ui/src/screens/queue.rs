//! Exports and other long work: how far it is, what came of it.

mod sums;

use dioxus::prelude::*;
use types::call::make::{CancelTask, RetryTask};
use types::event::{Task, TaskId, TaskState};

use crate::app::Empty;
use crate::bridge;
use crate::command::Command;
use crate::kit::icon::{Icon, Shape};
use crate::kit::time::to_come;
use crate::screens::settings::{keep, kept};
use crate::state::Shared;
use crate::words::words;

use sums::{Sums, is_shown, newest_ended};

/// Where the page keeps until when finished work is hidden.
const CLEARED: &str = "queue-cleared";

/// Every task that is not hidden.
#[component]
pub fn Queue() -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let mut cleared = use_signal(|| kept(CLEARED).and_then(|text| text.parse::<i64>().ok()));
    let mut clear = move |until: Option<i64>| {
        keep(CLEARED, &until.map(|until| until.to_string()).unwrap_or_default());
        cleared.set(until);
    };
    let tasks = shared.tasks.read();
    let shown: Vec<Task> = tasks.iter().filter(|task| is_shown(task, *cleared.read())).cloned().collect();
    let has_ended = shown.iter().any(|task| task.state.has_ended());
    let newest = newest_ended(&tasks);
    rsx! {
        section { class: "page", "data-testid": "queue",
            header { class: "page-head",
                h1 { "{words.queue}" }
                Totals { sums: Sums::of(&shown) }
                button {
                    "data-testid": "clear-finished",
                    title: if has_ended { words.export_words.clear_finished } else { words.no_tasks },
                    disabled: !has_ended,
                    onclick: move |_| clear(newest),
                    "{words.export_words.clear_finished}"
                }
            }
            if tasks.is_empty() {
                Empty { title: words.no_tasks, hint: words.no_tasks_hint,
                    button { title: words.home, onclick: move |_| Command::GoHome.run(shared), "{words.home}" }
                }
            } else if shown.is_empty() {
                Empty { title: words.export_words.all_cleared, hint: words.no_tasks_hint,
                    button { title: words.export_words.show_all, onclick: move |_| clear(None), "{words.export_words.show_all}" }
                }
            }
            ul { class: "rows",
                for task in shown {
                    TaskRow { key: "{task.id.0}", task }
                }
            }
        }
    }
}

/// How many are still to be done, done and failed.
#[component]
fn Totals(sums: Sums) -> Element {
    let words = words();
    rsx! {
        p { class: "totals", role: "status", aria_label: words.export_words.totals, "data-testid": "queue-totals",
            if sums.to_do > 0 {
                span { class: "badge", "{sums.to_do} {words.export_words.to_do}" }
                progress { max: "1000", value: "{sums.permille}", aria_label: words.export_words.totals }
                if let Some(ms) = sums.remaining_ms { span { class: "muted number", "{to_come(ms)} {words.left}" } }
            }
            if sums.done > 0 { span { class: "badge", "{sums.done} {words.done}" } }
            if sums.failed > 0 { span { class: "badge bad", "{sums.failed} {words.failed}" } }
            if sums.warnings > 0 { span { class: "badge warning", "{sums.warnings} {words.export_words.warnings}" } }
        }
    }
}

/// A task.
#[component]
pub fn TaskRow(task: Task) -> Element {
    let words = words();
    let id = task.id;
    let is_done = matches!(task.state, TaskState::Done { .. });
    let has_ended = task.state.has_ended();
    rsx! {
        li { class: "row task", "data-testid": if is_done { "task-done" } else { "task-row" },
            span { class: "row-name", "{task.title}" }
            match task.state.clone() {
                TaskState::Waiting => rsx! { span { class: "muted", "{words.waiting}" } },
                TaskState::Running { step, permille, remaining_ms } => rsx! {
                    progress { max: "1000", value: "{permille}", aria_label: "{task.title}: {step}" }
                    span { class: "muted number",
                        "{step} {permille / 10} %"
                        if let Some(ms) = remaining_ms { " · {to_come(ms)} {words.left}" }
                    }
                },
                TaskState::Done { path, warnings } => rsx! { Outcome { path, warnings } },
                TaskState::Failed(failure) => rsx! { span { class: "bad selectable", "{words.failed}: {failure.message}" } },
                TaskState::Cancelled => rsx! { span { class: "muted", "{words.cancelled}" } },
            }
            if !has_ended {
                Ask { id, is_retry: false }
            } else if !is_done {
                Ask { id, is_retry: true }
            }
        }
    }
}

/// What came of a task: its file, what to know about it.
#[component]
fn Outcome(path: Option<String>, warnings: Vec<String>) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    rsx! {
        span { class: "good", "{words.done}" }
        if !warnings.is_empty() {
            ul { class: "task-warnings",
                for (index, warning) in warnings.into_iter().enumerate() {
                    li { key: "{index}", class: "warning selectable", "{warning}" }
                }
            }
        }
        if let Some(path) = path {
            button {
                title: "{path}",
                "data-testid": "show-in-folder",
                onclick: move |_| {
                    let input = serde_json::json!({ "path": path });
                    async move {
                        if let Err(failure) = bridge::call::<()>("show_in_folder", &input).await {
                            shared.failed(&failure);
                        }
                    }
                },
                Icon { shape: Shape::Folder }
                "{words.show_in_folder}"
            }
        }
    }
}

/// Stops a task, or does it again.
#[component]
fn Ask(id: TaskId, is_retry: bool) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    // Pressed twice, it is still asked once.
    let mut busy = use_signal(|| false);
    let name = if is_retry { words.retry } else { words.cancel };
    rsx! {
        button {
            "data-testid": if is_retry { "task-retry" } else { "task-cancel" },
            title: name,
            disabled: *busy.read(),
            onclick: move |_| async move {
                busy.set(true);
                let asked = if is_retry {
                    bridge::ask(&RetryTask { id }).await.map(drop)
                } else {
                    bridge::ask(&CancelTask { id }).await
                };
                if let Err(failure) = asked {
                    shared.failed(&failure);
                }
                busy.set(false);
            },
            "{name}"
        }
    }
}
