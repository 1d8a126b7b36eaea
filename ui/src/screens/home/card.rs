//! An ad on the dashboard.

use dioxus::prelude::*;
use types::call::library::{DuplicateProject, ProjectCard, RenameProject, SetProjectStatus};
use types::call::play::{FRAME, FrameOf};
use types::event::{TaskKind, TaskState};
use types::geometry::Size;
use types::id::ProjectId;
use types::project::{Project, ProjectStatus};

use crate::kit::icon::{Icon, Shape};
use crate::kit::picture::Picture;
use crate::state::{Screen, Shared};
use crate::words::words;

/// Moments of an ad that are seen by moving over its card.
const MOMENTS: f64 = 12.0;

/// An ad on the dashboard: F2 renames, Delete archives.
#[component]
pub(super) fn Card(card: ProjectCard) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let mut renaming = use_signal(|| false);
    let project = card.project.clone();
    let (id, name) = (project.id, project.name.clone());
    let is_drafting = shared.tasks.read().iter().any(|task| {
        task.kind == TaskKind::Draft
            && task.project == Some(id)
            && matches!(task.state, TaskState::Waiting | TaskState::Running { .. })
    });
    let state = match project.status {
        _ if is_drafting => words.making_draft,
        ProjectStatus::Draft => words.library.draft,
        ProjectStatus::Final => words.library.finished,
        ProjectStatus::Archived => words.archived_ads,
    };
    let one = project.clone();
    rsx! {
        li {
            class: "card",
            "data-testid": "project-card",
            onkeydown: move |event| match event.key() {
                Key::F2 => renaming.set(true),
                Key::Delete if !*renaming.peek() => put(shared, &one),
                _ => {}
            },
            Poster { card }
            div { class: "card-foot",
                if *renaming.read() {
                    Rename { id, name: name.clone(), ondone: move |()| renaming.set(false) }
                } else {
                    button { class: "title", title: "{words.rename} (F2)", aria_label: "{words.rename}: {name}", onclick: move |_| renaming.set(true), "{name}" }
                }
                span { class: "badge", "{project.settings.aspect.name()}" }
            }
            div { class: "card-foot",
                span { class: "muted when", "{state} · {day(project.changed_ms)}" }
                Actions { project }
            }
        }
    }
}

/// The picture of the ad. Moving over it shows other moments.
#[component]
fn Poster(card: ProjectCard) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let mut share = use_signal(|| 0.04_f64);
    let id = card.project.id;
    let canvas = card.project.settings.aspect.canvas();
    let size = Size::new(canvas.width * 320 / canvas.height / 2 * 2, 320);
    // About as long as most ads; past the end the last frame is seen.
    let frame = (*share.read() * 450.0) as i64;
    let call = FrameOf { id, frame: Some(frame), size, exact: false };
    rsx! {
        button {
            class: "mat",
            aria_label: "{words.library.open}: {card.project.name}",
            onclick: move |_| shared.go(Screen::Editor(id)),
            onmousemove: move |event| {
                let moment = (event.element_coordinates().x / 224.0 * MOMENTS).floor() / MOMENTS;
                let moment = moment.clamp(0.0, 1.0);
                if *share.peek() != moment {
                    share.set(moment);
                }
            },
            onmouseleave: move |_| share.set(0.04),
            // A draft that was made in the meantime is another picture.
            Picture { key: "{card.revision}", id: "poster-{id.0}", name: FRAME, call, label: card.project.name.clone() }
        }
    }
}

/// What can be done with an ad.
#[component]
fn Actions(project: Project) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let copy: String = format!("{} {}", words.copy_of, project.name).chars().take(200).collect();
    let (id, name) = (project.id, project.name.clone());
    let gone = name.clone();
    let (said, shape) = if project.status == ProjectStatus::Archived {
        (words.unarchive, Shape::Undo)
    } else {
        (words.archive, Shape::Box)
    };
    rsx! {
        button {
            class: "quiet",
            "data-testid": "duplicate",
            aria_label: "{words.duplicate}: {name}",
            title: words.duplicate,
            onclick: move |_| shared.change_list(DuplicateProject { id, name: copy.clone() }),
            Icon { shape: Shape::Copy }
        }
        button {
            class: "quiet",
            "data-testid": "archive",
            aria_label: "{said}: {name}",
            title: said,
            onclick: move |_| put(shared, &project),
            Icon { shape }
        }
        button {
            class: "quiet",
            "data-testid": "delete",
            aria_label: "{words.library.delete}: {name}",
            title: words.library.delete,
            onclick: move |_| shared.delete(id, format!("{gone} {}", words.library.was_deleted)),
            Icon { shape: Shape::Bin }
        }
    }
}

/// Puts an ad away, or takes it out again.
fn put(shared: Shared, project: &Project) {
    if project.status == ProjectStatus::Archived {
        shared.change_list(SetProjectStatus { id: project.id, status: ProjectStatus::Draft });
    } else {
        shared.archive(project.id, format!("{} {}", project.name, words().library.was_archived));
    }
}

/// A day as the user's own calendar has it.
fn day(ms: i64) -> String {
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(ms as f64));
    date.to_locale_date_string("default", &wasm_bindgen::JsValue::UNDEFINED).into()
}

/// The field in which an ad gets another name. Enter keeps it, Escape does not.
#[component]
fn Rename(id: ProjectId, name: String, ondone: EventHandler<()>) -> Element {
    let shared = use_context::<Shared>();
    let first = name.clone();
    let mut typed = use_signal(|| first);
    let keep = use_callback(move |()| {
        let typed = typed.peek().trim().to_owned();
        // An ad keeps the name it has rather than have none.
        if !typed.is_empty() && typed != name {
            shared.change_list(RenameProject { id, name: typed });
        }
        ondone.call(());
    });
    rsx! {
        input {
            r#type: "text",
            aria_label: words().rename,
            value: "{typed}",
            maxlength: 200,
            onmounted: move |event| async move { drop(event.set_focus(true).await) },
            oninput: move |event| typed.set(event.value()),
            onkeydown: move |event| match event.key() {
                Key::Enter => keep.call(()),
                Key::Escape => ondone.call(()),
                _ => {}
            },
            onblur: move |_| keep.call(()),
        }
    }
}
