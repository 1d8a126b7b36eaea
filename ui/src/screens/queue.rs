//! Exports and other long work: how far it is, what came of it.

use dioxus::prelude::*;
use types::call::make::{CancelTask, RetryTask};
use types::event::{Task, TaskState};

use crate::app::Empty;
use crate::bridge;
use crate::command::Command;
use crate::kit::icon::{Icon, Shape};
use crate::kit::time::to_come;
use crate::state::Shared;
use crate::words::words;

/// Every task.
#[component]
pub fn Queue() -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    rsx! {
        section { class: "page", "data-testid": "queue",
            header { class: "page-head", h1 { "{words.queue}" } }
            if shared.tasks.read().is_empty() {
                Empty { title: words.no_tasks, hint: words.no_tasks_hint,
                    button { onclick: move |_| Command::GoHome.run(shared), "{words.home}" }
                }
            }
            ul { class: "rows",
                for task in shared.tasks.read().iter().cloned() {
                    TaskRow { key: "{task.id.0}", task }
                }
            }
        }
    }
}

/// A task.
#[component]
pub fn TaskRow(task: Task) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let id = task.id;
    let is_done = matches!(task.state, TaskState::Done { .. });
    rsx! {
        li { class: "row task", "data-testid": if is_done { "task-done" } else { "task-row" },
            span { class: "row-name", "{task.title}" }
            match task.state.clone() {
                TaskState::Waiting => rsx! { span { class: "muted", "{words.waiting}" } },
                TaskState::Running { step, permille, remaining_ms } => rsx! {
                    progress { max: "1000", value: "{permille}", aria_label: "{step}" }
                    span { class: "muted number",
                        "{step} {permille / 10} %"
                        if let Some(ms) = remaining_ms { " · {to_come(ms)} {words.left}" }
                    }
                },
                TaskState::Done { path, warnings } => rsx! {
                    span { class: "good", "{words.done}" }
                    for warning in warnings { span { class: "warning", "{warning}" } }
                    if let Some(path) = path {
                        button {
                            title: "{path}",
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
                },
                TaskState::Failed(failure) => rsx! { span { class: "bad", "{words.failed}: {failure.message}" } },
                TaskState::Cancelled => rsx! { span { class: "muted", "{words.cancelled}" } },
            }
            if !task.state.has_ended() {
                button {
                    onclick: move |_| async move {
                        if let Err(failure) = bridge::ask(&CancelTask { id }).await {
                            shared.failed(&failure);
                        }
                    },
                    "{words.cancel}"
                }
            } else if !is_done {
                button {
                    onclick: move |_| async move {
                        if let Err(failure) = bridge::ask(&RetryTask { id }).await {
                            shared.failed(&failure);
                        }
                    },
                    "{words.retry}"
                }
            }
        }
    }
}
