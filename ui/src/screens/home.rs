//! The dashboard: every ad, and the way to a new one.

use dioxus::prelude::*;
use types::call::library::{
    DuplicateProject, ListProjects, ProjectCard, ProjectPage, RenameProject, SetProjectStatus,
};
use types::call::play::{FRAME, FrameOf};
use types::geometry::Size;
use types::project::ProjectStatus;

use crate::app::Empty;
use crate::bridge;
use crate::command::Command;
use crate::kit::icon::{Icon, Shape};
use crate::kit::picture::Picture;
use crate::state::{Screen, Shared};
use crate::words::words;

/// Projects asked for at once; more come as the user scrolls.
const STRETCH: u32 = 60;

/// The dashboard.
#[component]
pub fn Home() -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let mut search = use_signal(String::new);
    let mut archived = use_signal(|| false);
    let mut limit = use_signal(|| STRETCH);
    let mut page = use_resource(move || {
        let status = archived.read().then_some(ProjectStatus::Archived);
        let call = ListProjects {
            search: search.read().clone(),
            status,
            limit: *limit.read(),
            ..ListProjects::default()
        };
        async move { bridge::ask(&call).await }
    });
    let shown = page.read().as_ref().map(|page| page.clone());
    rsx! {
        section { "data-testid": "dashboard", class: "page",
            header { class: "page-head",
                h1 { if *archived.read() { "{words.archived_ads}" } else { "{words.your_ads}" } }
                label { class: "search",
                    Icon { shape: Shape::Search }
                    input {
                        r#type: "search",
                        "data-testid": "search",
                        placeholder: words.search_projects,
                        aria_label: words.search_projects,
                        value: "{search}",
                        oninput: move |event| search.set(event.value()),
                    }
                }
                button {
                    class: "quiet",
                    "data-testid": "show-archived",
                    aria_pressed: "{archived}",
                    onclick: move |_| archived.toggle(),
                    Icon { shape: Shape::Box }
                    "{words.archived_ads}"
                }
                button { class: "primary", "data-testid": "new-ad", onclick: move |_| Command::NewAd.run(shared),
                    Icon { shape: Shape::Plus }
                    "{words.new_ad}"
                }
            }
            match shown {
                None => rsx! {},
                Some(Err(failure)) => rsx! {
                    Empty { title: words.library_failed, hint: failure.message,
                        button { onclick: move |_| page.restart(), "{words.retry}" }
                    }
                },
                Some(Ok(ProjectPage { projects, total })) => rsx! {
                    if projects.is_empty() {
                        Nothing { is_search: !search.read().is_empty(), onclear: move |()| search.set(String::new()) }
                    }
                    ul { class: "cards",
                        for card in projects.iter().cloned() {
                            Card { key: "{card.project.id.0}", card, onchange: move |()| page.restart() }
                        }
                    }
                    if total > projects.len() as u64 {
                        button { class: "more", onclick: move |_| limit += STRETCH, "{projects.len()} {words.of} {total}" }
                    }
                },
            }
        }
    }
}

/// What is seen where no ad is.
#[component]
fn Nothing(is_search: bool, onclear: EventHandler<()>) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    if is_search {
        return rsx! {
            Empty { title: words.nothing_found, hint: "",
                button { onclick: move |_| onclear.call(()), "{words.clear_search}" }
            }
        };
    }
    rsx! {
        Empty { title: words.no_ads, hint: words.no_ads_hint,
            button { class: "primary", onclick: move |_| Command::NewAd.run(shared), "{words.new_ad}" }
            p { class: "muted", "{words.worker_note}" }
        }
    }
}

/// An ad on the dashboard.
#[component]
fn Card(card: ProjectCard, onchange: EventHandler<()>) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let mut renaming = use_signal(|| false);
    // Moving over the card shows other moments of the ad.
    let mut moment = use_signal(|| 15_i64);
    let project = card.project.clone();
    let (id, name) = (project.id, project.name.clone());
    let canvas = project.settings.aspect.canvas();
    let size = Size::new(canvas.width * 320 / canvas.height / 2 * 2, 320);
    let is_archived = project.status == ProjectStatus::Archived;
    let status = move |status, said: Option<String>| async move {
        match bridge::ask(&SetProjectStatus { id, status }).await {
            Ok(()) => {
                if let Some(said) = said {
                    shared.notice(said);
                }
                onchange.call(());
            }
            Err(failure) => shared.failed(&failure),
        }
    };
    let call = FrameOf { id, frame: Some(*moment.read()), size, exact: false };
    let said = format!("{name} {}", words.deleted);
    let copy = format!("{} {name}", words.copy_of);
    rsx! {
        li { class: "card", "data-testid": "project-card",
            button {
                class: "mat",
                aria_label: "{name}",
                onclick: move |_| shared.go(Screen::Editor(id)),
                onmousemove: move |event| {
                    let share = event.element_coordinates().x / 224.0;
                    moment.set(((share * 12.0).floor() as i64).clamp(0, 11) * 30 + 15);
                },
                onmouseleave: move |_| moment.set(15),
                Picture { id: "poster-{id.0}", name: FRAME, call, label: name.clone() }
            }
            div { class: "card-foot",
                if *renaming.read() {
                    Rename { id, name: name.clone(), ondone: move |()| { renaming.set(false); onchange.call(()); } }
                } else {
                    button { class: "title", title: words.rename, onclick: move |_| renaming.set(true), "{name}" }
                }
                span { class: "badge", "{project.settings.aspect.name()}" }
                button {
                    class: "quiet",
                    aria_label: "{words.duplicate}: {name}",
                    title: words.duplicate,
                    onclick: move |_| {
                        let copy = copy.clone();
                        async move {
                            match bridge::ask(&DuplicateProject { id, name: copy }).await {
                                Ok(_) => onchange.call(()),
                                Err(failure) => shared.failed(&failure),
                            }
                        }
                    },
                    Icon { shape: Shape::Copy }
                }
                if is_archived {
                    button { class: "quiet", title: words.unarchive, aria_label: "{words.unarchive}: {name}", onclick: move |_| status(ProjectStatus::Draft, None), Icon { shape: Shape::Undo } }
                } else {
                    button { class: "quiet", title: words.archive, aria_label: "{words.archive}: {name}", onclick: move |_| status(ProjectStatus::Archived, Some(said.clone())), Icon { shape: Shape::Box } }
                }
            }
        }
    }
}

/// The field in which an ad gets another name. Enter keeps it, Escape does not.
#[component]
fn Rename(id: types::id::ProjectId, name: String, ondone: EventHandler<()>) -> Element {
    let shared = use_context::<Shared>();
    let mut typed = use_signal(|| name.clone());
    let keep = move || async move {
        if let Err(failure) = bridge::ask(&RenameProject { id, name: typed.peek().clone() }).await {
            shared.failed(&failure);
        }
        ondone.call(());
    };
    rsx! {
        input {
            r#type: "text",
            aria_label: words().rename,
            value: "{typed}",
            maxlength: 200,
            onmounted: move |event| async move { drop(event.set_focus(true).await) },
            oninput: move |event| typed.set(event.value()),
            onkeydown: move |event| async move {
                match event.key() {
                    Key::Enter => keep().await,
                    Key::Escape => ondone.call(()),
                    _ => {}
                }
            },
        }
    }
}
