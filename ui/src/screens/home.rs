//! The dashboard: every ad, and the way to a new one.

use dioxus::prelude::*;
use types::call::library::{ListProjects, ProjectCard, ProjectPage, ProjectSort};
use types::event::TaskKind;
use types::project::ProjectStatus;

use crate::app::Empty;
use crate::bridge;
use crate::command::Command;
use crate::kit::icon::{Icon, Shape};
use crate::kit::segments::{Choice, Segments};
use crate::state::Shared;
use crate::words::words;

mod card;

use card::Card;

/// Projects asked for at once; more come as the user scrolls.
const STRETCH: u32 = 60;

/// Which projects are listed.
#[derive(Clone, Default, PartialEq)]
struct Wanted {
    search: String,
    status: Option<ProjectStatus>,
    sort: ProjectSort,
}

/// The dashboard.
#[component]
pub fn Home() -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let mut wanted = use_signal(Wanted::default);
    let mut limit = use_signal(|| STRETCH);
    let drafted = use_memo(move || {
        shared
            .tasks
            .read()
            .iter()
            .filter(|task| task.kind == TaskKind::Draft && task.state.has_ended())
            .count()
    });
    let mut page = use_resource(move || {
        let Wanted { search, status, sort } = wanted.read().clone();
        // A draft that was made has another picture.
        drafted.read();
        shared.listed.read();
        let call = ListProjects { search, status, sort, offset: 0, limit: *limit.read() };
        async move { bridge::ask(&call).await }
    });
    use_future(move || async move {
        match bridge::ask(&types::call::library::Welcome {}).await {
            Ok(Some(_)) => page.restart(),
            Ok(None) => {}
            Err(failure) => shared.failed(&failure),
        }
    });
    let shown = page.read().as_ref().map(|page| page.clone());
    let is_archive = wanted.read().status == Some(ProjectStatus::Archived);
    rsx! {
        section { "data-testid": "dashboard", class: "page",
            header { class: "page-head",
                h1 { if is_archive { "{words.archived_ads}" } else { "{words.your_ads}" } }
                button { class: "primary", "data-testid": "new-ad", title: "{words.new_ad} (Ctrl+N)", onclick: move |_| Command::NewAd.run(shared),
                    Icon { shape: Shape::Plus }
                    "{words.new_ad}"
                }
            }
            Filters { wanted }
            match shown {
                None => rsx! {},
                Some(Err(failure)) => rsx! {
                    Empty { title: words.library_failed, hint: failure.message,
                        button { onclick: move |_| page.restart(), "{words.retry}" }
                    }
                },
                Some(Ok(ProjectPage { projects, total })) => rsx! {
                    if projects.is_empty() {
                        Nothing { is_search: *wanted.read() != Wanted::default(), onclear: move |()| wanted.set(Wanted::default()) }
                    }
                    Cards { projects: projects.clone() }
                    if total > projects.len() as u64 {
                        button { class: "more", "data-testid": "more-projects", onclick: move |_| limit += STRETCH, "{projects.len()} {words.of} {total}" }
                    }
                },
            }
        }
    }
}

/// The cards, but for those that are going.
#[component]
fn Cards(projects: Vec<ProjectCard>) -> Element {
    let shared = use_context::<Shared>();
    let staying = projects.into_iter().filter(|card| !shared.going.read().contains(&card.project.id));
    rsx! {
        ul { class: "cards",
            for card in staying {
                Card { key: "{card.project.id.0}", card }
            }
        }
    }
}

/// Search, status and order.
#[component]
fn Filters(wanted: Signal<Wanted>) -> Element {
    let mut wanted = wanted;
    let words = words();
    let states = [
        Choice::new(None, words.library.all, "status-all"),
        Choice::new(Some(ProjectStatus::Draft), words.library.draft, "status-draft"),
        Choice::new(Some(ProjectStatus::Final), words.library.finished, "status-final"),
        Choice::new(Some(ProjectStatus::Archived), words.archived_ads, "show-archived"),
    ];
    let orders = [
        (ProjectSort::Changed, "changed", words.library.by_changed),
        (ProjectSort::Created, "created", words.library.by_created),
        (ProjectSort::Name, "name", words.library.by_name),
    ];
    let chosen = wanted.read().clone();
    rsx! {
        div { class: "dashboard-filters",
            label { class: "search",
                Icon { shape: Shape::Search }
                input {
                    r#type: "search",
                    "data-testid": "search",
                    placeholder: words.search_projects,
                    aria_label: words.search_projects,
                    value: "{chosen.search}",
                    oninput: move |event| wanted.write().search = event.value(),
                }
            }
            Segments { id: "status", label: words.library.status, choices: states.to_vec(), chosen: chosen.status, onchoose: move |status| wanted.write().status = status }
            label { class: "field inline",
                span { "{words.library.sort}" }
                select {
                    "data-testid": "sort",
                    onchange: move |event| {
                        let order = orders.iter().find(|(_, value, _)| *value == event.value());
                        wanted.write().sort = order.map_or(ProjectSort::Changed, |(sort, ..)| *sort);
                    },
                    for (sort, value, name) in orders {
                        option { value, selected: chosen.sort == sort, "{name}" }
                    }
                }
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
