//! A new ad: what it is for, the script, who says it, and its shape. Beginners see one of these at a time.

use dioxus::prelude::*;
use types::call::edit::MakeEdit;
use types::call::library::CreateProject;
use types::call::make::MakeDraft;
use types::edit::Edit;
use types::error::Failure;
use types::id::ProjectId;
use types::preferences::Mode;
use types::project::ProjectSettings;
use types::template::UseCase;

use crate::bridge;
use crate::kit::icon::{Icon, Shape};
use crate::script::editor::ScriptEditor;
use crate::state::{Casting, Screen, Shared};
use crate::words::words;

mod cast;
mod format;
mod purpose;

use cast::{ActorChoice, VoiceChoice};
use format::{FormatChoice, MannerChoice, MusicChoice};
use purpose::Purpose;

/// What there is to do for a new ad, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Purpose,
    Script,
    Cast,
    Format,
}

const STEPS: [Step; 4] = [Step::Purpose, Step::Script, Step::Cast, Step::Format];

/// What the user has chosen so far.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Plan {
    /// What users call the ad; empty means by its first words.
    name: Signal<String>,
    /// The script.
    script: Signal<String>,
    /// What the ad is made with.
    settings: Signal<ProjectSettings>,
    /// Actors, by id; an ad is made for each.
    actors: Signal<Vec<String>>,
    /// What the ad is for.
    use_case: Signal<Option<UseCase>>,
    /// The placement whose limits are kept, by id.
    placement: Signal<Option<String>>,
}

/// A new ad.
#[component]
pub fn NewAd(casting: Casting) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let last_used = shared.preferences.peek().last_used.clone();
    let is_as_before = last_used.is_some();
    let plan = Plan {
        name: use_signal(String::new),
        script: use_signal(String::new),
        settings: use_signal(|| begun(last_used, &casting)),
        actors: use_signal(|| casting.actors.clone()),
        use_case: use_signal(|| None),
        placement: use_signal(|| None),
    };
    let mut step = use_signal(|| Step::Purpose);
    let is_guided = shared.preferences.read().mode == Mode::Beginner;
    rsx! {
        section { class: "page new-ad-page", "data-testid": "new-ad-page",
            Head { plan, is_ready: !is_guided || *step.read() == Step::Format }
            if is_as_before {
                p { class: "muted as-before", "{words.write.last_used} "
                    button { class: "quiet", onclick: move |_| { let mut settings = plan.settings; settings.set(ProjectSettings::default()); }, "{words.write.start_over}" }
                }
            }
            if is_guided {
                Guide { plan, step: *step.read(), onstep: move |next| step.set(next) }
            } else {
                div { class: "columns",
                    div { class: "column wide", Purpose { plan } Script { plan } }
                    div { class: "column",
                        FormatChoice { plan }
                        VoiceChoice { plan }
                        ActorChoice { plan }
                        MusicChoice { plan }
                        MannerChoice { plan }
                    }
                }
            }
        }
    }
}

/// What a new ad begins with: as the last one, but with who was cast.
fn begun(last_used: Option<ProjectSettings>, casting: &Casting) -> ProjectSettings {
    let mut settings = last_used.unwrap_or_default();
    if let Some(actor) = casting.actors.first() {
        settings.actor = Some(actor.clone());
    }
    if casting.voice.is_some() {
        settings.voice.clone_from(&casting.voice);
    }
    settings
}

/// The name of the ad, and the way to its draft.
#[component]
fn Head(plan: Plan, is_ready: bool) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let mut name = plan.name;
    let mut busy = use_signal(|| false);
    let has_script = !plan.script.read().trim().is_empty();
    let reason = match (has_script, *busy.read()) {
        (false, _) => words.write.needs_script,
        (true, true) => words.write.is_working,
        (true, false) => words.make_draft,
    };
    let draft = move |_| async move {
        busy.set(true);
        if let Err(failure) = begin(shared, plan, words.untitled).await {
            shared.failed(&failure);
        }
        busy.set(false);
    };
    rsx! {
        header { class: "page-head",
            h1 { "{words.new_ad}" }
            input {
                class: "ad-name",
                r#type: "text",
                "data-testid": "ad-name",
                aria_label: words.name,
                placeholder: words.untitled,
                maxlength: 200,
                value: "{name}",
                oninput: move |event| name.set(event.value()),
            }
            if is_ready {
                button { class: "primary", "data-testid": "draft-button", disabled: !has_script || *busy.read(), title: reason, onclick: draft,
                    Icon { shape: Shape::Play }
                    "{words.make_draft}"
                }
            }
        }
    }
}

/// One thing to do at a time.
#[component]
fn Guide(plan: Plan, step: Step, onstep: EventHandler<Step>) -> Element {
    let words = words();
    let at = STEPS.iter().position(|one| *one == step).unwrap_or(0);
    let names =
        [words.write.step_purpose, words.write.step_script, words.write.step_cast, words.write.step_format];
    let before = at.checked_sub(1).and_then(|at| STEPS.get(at)).copied();
    let after = STEPS.get(at + 1).copied();
    let has_script = !plan.script.read().trim().is_empty();
    let may_go_on = step != Step::Script || has_script;
    rsx! {
        nav { class: "steps", aria_label: words.new_ad,
            for (one, name) in STEPS.into_iter().zip(names) {
                button {
                    class: "quiet",
                    "data-testid": "step-{one:?}",
                    aria_current: if one == step { "step" },
                    onclick: move |_| onstep.call(one),
                    "{name}"
                }
            }
        }
        div { class: "guided",
            match step {
                Step::Purpose => rsx! { Purpose { plan } },
                Step::Script => rsx! { Script { plan } },
                Step::Cast => rsx! { ActorChoice { plan } VoiceChoice { plan } },
                Step::Format => rsx! { FormatChoice { plan } MusicChoice { plan } },
            }
        }
        footer { class: "guide-foot",
            if let Some(before) = before {
                button { "data-testid": "step-back", onclick: move |_| onstep.call(before), "{words.write.previous}" }
            }
            if let Some(after) = after {
                button {
                    class: "primary",
                    "data-testid": "step-next",
                    disabled: !may_go_on,
                    title: if may_go_on { words.write.next } else { words.write.needs_script },
                    onclick: move |_| onstep.call(after),
                    "{words.write.next}"
                }
            }
        }
    }
}

/// The script of the ad.
#[component]
fn Script(plan: Plan) -> Element {
    let mut placement = plan.placement;
    rsx! {
        ScriptEditor {
            script: plan.script,
            settings: plan.settings.read().clone(),
            project: None,
            placement: placement.read().clone(),
            onplacement: move |chosen| placement.set(chosen),
        }
    }
}

/// Begins an ad for each actor, and opens the first one.
async fn begin(mut shared: Shared, plan: Plan, untitled: &str) -> Result<(), Failure> {
    let script = plan.script.peek().clone();
    let typed = plan.name.peek().trim().to_owned();
    let title = [typed, first_words(&script), untitled.to_owned()].into_iter().find(|name| !name.is_empty());
    let title = title.unwrap_or_default();
    let actors = plan.actors.peek().clone();
    let mut first = None;
    for (settings, suffix) in versions(&plan.settings.peek(), &actors) {
        let name: String = format!("{title}{suffix}").chars().take(200).collect();
        let id = begin_one(name, &script, settings, plan.placement.peek().clone()).await?;
        first.get_or_insert(id);
    }
    let Some(first) = first else { return Ok(()) };
    let settings = plan.settings.peek().clone();
    shared.preferences.write().last_used = Some(settings);
    shared.open.set(None);
    shared.go(Screen::Editor(first));
    Ok(())
}

/// The settings of each ad, and what its name ends with.
fn versions(settings: &ProjectSettings, actors: &[String]) -> Vec<(ProjectSettings, String)> {
    if actors.len() < 2 {
        return vec![(settings.clone(), String::new())];
    }
    let with = |id: &String| {
        let name = types::actor::find(&id.as_str().into()).map_or(id.as_str(), |actor| actor.name.as_str());
        (ProjectSettings { actor: Some(id.clone()), ..settings.clone() }, format!(" – {name}"))
    };
    actors.iter().map(with).collect()
}

async fn begin_one(
    name: String,
    script: &str,
    settings: ProjectSettings,
    placement: Option<String>,
) -> Result<ProjectId, Failure> {
    let project = bridge::ask(&CreateProject { name, settings: settings.clone() }).await?;
    if placement.is_some() {
        let edit = Edit::SetPlacement { placement };
        bridge::ask(&MakeEdit { id: project.id, revision: 0, edit }).await?;
    }
    bridge::ask(&MakeDraft { id: project.id, script: script.to_owned(), settings }).await?;
    Ok(project.id)
}

/// The first few words of a script, as a name.
fn first_words(script: &str) -> String {
    let line = script.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    line.unwrap_or_default().split_whitespace().take(6).collect::<Vec<_>>().join(" ")
}
