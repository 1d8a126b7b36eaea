//! The editor of a project: script, viewer, inspector, timeline.

use dioxus::prelude::*;
use types::call::edit::{ImportMedia, Open as OpenCall};
use types::call::make::MakeDraft;
use types::event::{TaskKind, TaskState};
use types::id::ProjectId;

use crate::app::Empty;
use crate::bridge;
use crate::command::Command;
use crate::editor::bin::Bin;
use crate::editor::inspector::Inspector;
use crate::editor::menu::MenuLayer;
use crate::editor::naming::NamingLayer;
use crate::editor::page::STAGE;
use crate::editor::timeline::Timeline;
use crate::editor::transport::Transport;
use crate::editor::viewer::Viewer;
use crate::kit::icon::{Icon, Shape};
use crate::project::{Open, Saved};
use crate::script::editor::ScriptEditor;
use crate::state::{Layer, Shared};
use crate::words::words;

/// The editor of a project.
#[component]
pub fn Editor(id: ProjectId) -> Element {
    let mut shared = use_context::<Shared>();
    let words = words();
    let opening = use_resource(move || async move {
        if shared.open.peek().is_some_and(|open| open.id == id) {
            return Ok(());
        }
        let opened = bridge::ask(&OpenCall { id }).await?;
        // The project outlives this screen, so its signals belong to the page.
        let open = dioxus::core::Runtime::current().in_scope(ScopeId::ROOT, || Open::new(opened));
        shared.open.set(Some(open));
        Ok::<_, types::error::Failure>(())
    });
    let failed = opening.read().as_ref().and_then(|outcome| outcome.as_ref().err().cloned());
    if let Some(failure) = failed {
        return rsx! {
            Empty { title: words.failed, hint: failure.message,
                button { onclick: move |_| Command::GoHome.run(shared), "{words.home}" }
            }
        };
    }
    let Some(open) = shared.open.read().filter(|open| open.id == id) else {
        return rsx! { p { class: "empty muted", role: "status", "{words.reason.opening}" } };
    };
    rsx! { Desk { open } }
}

/// The editor, once the project is there.
#[component]
fn Desk(open: Open) -> Element {
    let is_empty = open.document.read().frames() == 0;
    rsx! {
        section { class: "editor", "data-testid": "editor",
            Bar { open }
            div { class: "editor-top",
                ScriptPanel { open }
                div { class: "stage", id: STAGE,
                    Drafting { open }
                    Viewer { open }
                    Transport { open }
                }
                Inspector { open }
            }
            if is_empty {
                div { class: "timeline nothing", "{words().media_hint}" }
            } else {
                Timeline { open }
            }
            MenuLayer { open }
            NamingLayer { open }
        }
    }
}

/// Imports files, and says which could not be.
pub async fn import(shared: Shared, open: Open, paths: Vec<String>) {
    match bridge::ask(&ImportMedia { id: open.id, paths }).await {
        Ok(imported) => {
            if let Some(made) = &imported.made {
                open.take(made);
            }
            for refused in imported.refused {
                shared.failed(&types::error::Failure::new(types::error::ErrorCode::MediaUnreadable, refused));
            }
        }
        Err(failure) => shared.failed(&failure),
    }
}

/// The bar at the top: name, saved, undo, export.
#[component]
fn Bar(open: Open) -> Element {
    let mut shared = use_context::<Shared>();
    let words = words();
    let saved = match *open.saved.read() {
        Saved::Yes => words.saved,
        Saved::Soon => words.saving,
        Saved::No => words.not_saved,
    };
    let history = *open.history.read();
    rsx! {
        header { class: "bar",
            button { class: "quiet", aria_label: words.back, onclick: move |_| Command::GoHome.run(shared), Icon { shape: Shape::Back } }
            h1 { "{open.project.read().name}" }
            span { class: "muted", "data-testid": "saved", role: "status", "{saved}" }
            SavedAt { open }
            span { class: "spring" }
            button { class: "quiet", "data-testid": "undo", title: Command::Undo.title(shared, words), aria_label: words.undo, disabled: history.undo == 0, onclick: move |_| open.undo(shared), Icon { shape: Shape::Undo } }
            button { class: "quiet", "data-testid": "redo", title: Command::Redo.title(shared, words), aria_label: words.redo, disabled: history.redo == 0, onclick: move |_| open.redo(shared), Icon { shape: Shape::Redo } }
            button {
                class: "primary",
                "data-testid": "export-button",
                title: Command::Export.title(shared, words),
                onclick: move |_| shared.layer.set(Some(Layer::Export)),
                Icon { shape: Shape::Export }
                "{words.export}"
            }
        }
    }
}

/// When all was on the disk last.
#[component]
fn SavedAt(open: Open) -> Element {
    let words = words();
    let mut at = use_signal(|| None::<String>);
    use_effect(move || {
        let revision = open.history.read().revision;
        if *open.saved.read() == Saved::Yes && revision > 0 {
            at.set(Some(now()));
        }
    });
    match &*at.read() {
        Some(at) => {
            rsx! { span { class: "muted number", title: words.timeline.saved_at, "data-testid": "saved-at", "· {at}" } }
        }
        None => rsx! {},
    }
}

/// The time of day: "12:04".
fn now() -> String {
    let now = js_sys::Date::new_0();
    format!("{}:{:02}", now.get_hours(), now.get_minutes())
}

/// How far the draft is, while one is made.
#[component]
fn Drafting(open: Open) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let tasks = shared.tasks.read();
    let draft = tasks.iter().find(|task| task.kind == TaskKind::Draft && task.project == Some(open.id));
    match draft.map(|task| task.state.clone()) {
        Some(TaskState::Running { permille, .. }) => rsx! {
            div { class: "drafting", role: "status",
                "{words.making_draft}"
                progress { max: "1000", value: "{permille}", aria_label: words.making_draft }
            }
        },
        Some(TaskState::Waiting) => {
            rsx! { div { class: "drafting", role: "status", "{words.making_draft}" } }
        }
        Some(TaskState::Failed(failure)) => {
            rsx! { div { class: "drafting bad", role: "alert", "{failure.message}" } }
        }
        _ => rsx! {},
    }
}

/// The script beside the picture, and the files of the project.
#[component]
fn ScriptPanel(open: Open) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let script = open.script;
    let again = move |_| async move {
        let settings = open.project.peek().settings.clone();
        let call = MakeDraft { id: open.id, script: script.peek().clone(), settings };
        if let Err(failure) = bridge::ask(&call).await {
            shared.failed(&failure);
        }
    };
    rsx! {
        aside { class: "side", aria_label: words.script,
            ScriptEditor {
                script,
                settings: open.project.read().settings.clone(),
                project: Some(open.id),
                placement: open.document.read().placement.clone(),
                onplacement: move |placement| {
                    open.edit(shared, types::edit::Edit::SetPlacement { placement });
                },
            }
            button { "data-testid": "draft-again", title: if script.read().trim().is_empty() { words.reason.empty_script }, disabled: script.read().trim().is_empty(), onclick: again, "{words.draft_again}" }
            Bin { open }
        }
    }
}
