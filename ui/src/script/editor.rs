//! The script as text, with how long each line takes.

use dioxus::prelude::*;
use types::call::script::{KeepTemplate, OwnTemplate, ReadScript, TimeLines};
use types::id::ProjectId;
use types::project::ProjectSettings;
use types::script::BlockKind;
use types::voice::VoiceId;

use super::limits::Limits;
use super::templates::Templates;
use super::versions::Versions;
use crate::bridge;
use crate::kit::icon::{Icon, Shape};
use crate::kit::time::spoken_seconds;
use crate::state::Shared;
use crate::words::{Words, words};

/// How long nothing is typed before the lines are timed.
const PAUSE_MS: u32 = 350;

/// What is open beside the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Nothing,
    Templates,
    Versions,
}

/// A line as it is listed: its block, its text, its seconds.
type Timed = (BlockKind, String, f64);

/// The script as text, with how long each line takes in the voice of `settings`. `project` is the one whose versions
/// are offered; `placement` is the one whose limits are shown.
#[component]
pub fn ScriptEditor(
    script: Signal<String>,
    settings: ProjectSettings,
    project: Option<ProjectId>,
    placement: Option<String>,
    onplacement: EventHandler<Option<String>>,
) -> Element {
    let mut script = script;
    let words = words();
    let mut beside = use_signal(|| Beside::Nothing);
    let spoken = use_times(script, &settings);
    let parsed = types::script::parse(&script.read());
    let measured =
        spoken.read().as_ref().filter(|(text, _)| *text == *script.read()).map(|(_, times)| times.clone());
    let lines: Vec<Timed> =
        parsed.as_ref().map(|parsed| timed(parsed, measured.as_deref())).unwrap_or_default();
    let total: f64 = lines.iter().map(|(_, _, seconds)| seconds).sum();
    let characters = script.read().chars().count();
    let fault = parsed.err().filter(|_| !script.read().trim().is_empty()).map(|error| error.to_string());
    let sure = if measured.is_some() { words.write.measured } else { words.write.estimated };
    let mut show = move |what| beside.set(if *beside.peek() == what { Beside::Nothing } else { what });
    rsx! {
        section { class: "script",
            header { class: "script-head",
                h2 { "{words.script}" }
                span { class: "muted number", "data-testid": "total-duration", title: sure, "{words.total} {total:.1} {words.seconds}" }
            }
            div { class: "script-tools", role: "toolbar", aria_label: words.script,
                button { "data-testid": "templates", aria_expanded: "{*beside.read() == Beside::Templates}", title: words.write.templates_hint, onclick: move |_| show(Beside::Templates), "{words.write.templates}" }
                OpenFile { script }
                KeepAsTemplate { script }
                if project.is_some() {
                    button { "data-testid": "versions", aria_expanded: "{*beside.read() == Beside::Versions}", title: words.write.versions, onclick: move |_| show(Beside::Versions), "{words.write.versions}" }
                }
            }
            match *beside.read() {
                Beside::Templates => rsx! {
                    Templates { use_case: None, onuse: move |text: String| { script.set(text); beside.set(Beside::Nothing); } }
                },
                Beside::Versions => rsx! {
                    if let Some(id) = project {
                        Versions { id, script }
                    }
                },
                Beside::Nothing => rsx! {},
            }
            textarea {
                "data-testid": "script-editor",
                aria_label: words.script,
                placeholder: words.script_placeholder,
                spellcheck: "true",
                value: "{script}",
                oninput: move |event| script.set(event.value()),
            }
            p { class: "muted number script-count", "data-testid": "script-count",
                "{characters} {words.write.characters} · {lines.len()} {words.write.lines}"
            }
            Limits { seconds: total, placement, onchange: move |chosen| onplacement.call(chosen) }
            if let Some(fault) = fault {
                p { class: "bad", role: "alert", "{fault}" }
            } else if lines.is_empty() {
                p { class: "muted", "{words.script_hint}" }
            }
            Lines { lines }
        }
    }
}

/// The lines under their blocks, each with its length.
#[component]
fn Lines(lines: Vec<Timed>) -> Element {
    let words = words();
    let mut before = None;
    rsx! {
        ol { class: "line-list",
            for (kind, text, seconds) in lines {
                li {
                    if before.replace(kind) != Some(kind) {
                        span { class: "block-name", "{block(kind, words)}" }
                    }
                    span { "{text}" }
                    span { class: "muted number", "data-testid": "line-duration", "{seconds:.1} {words.seconds}" }
                }
            }
        }
    }
}

/// What a block is called.
fn block(kind: BlockKind, words: &Words) -> &'static str {
    match kind {
        BlockKind::Hook => words.write.hook,
        BlockKind::Body => words.write.body,
        BlockKind::CallToAction => words.write.call_to_action,
    }
}

fn timed(script: &types::script::Script, measured: Option<&[u64]>) -> Vec<Timed> {
    let lines = script.lines().enumerate().map(|(number, (kind, line))| {
        let measured = measured.and_then(|times| times.get(number)).map(|ms| *ms as f64 / 1000.0);
        let pause = f64::from(line.pause_ms) / 1000.0;
        (kind, line.text.clone(), measured.unwrap_or_else(|| spoken_seconds(&line.text)) + pause)
    });
    lines.collect()
}

/// How long the lines of the script take, with the text that was timed. It is asked for once nothing is typed for a moment.
fn use_times(script: Signal<String>, settings: &ProjectSettings) -> Signal<Option<(String, Vec<u64>)>> {
    let mut times = use_signal(|| None);
    let (voice, manner) = (settings.voice.clone().map(VoiceId), settings.voice_settings);
    use_effect(use_reactive!(|(voice, manner)| {
        let text = script.read().clone();
        let call = TimeLines { voice, text: text.clone(), settings: manner };
        spawn(async move {
            gloo_timers::future::TimeoutFuture::new(PAUSE_MS).await;
            if *script.peek() != text || text.trim().is_empty() {
                return;
            }
            // Without an answer the lengths are told from the number of words, and are called so.
            times.set(bridge::ask(&call).await.ok().map(|found| (text, found)));
        });
    }));
    times
}

/// Opens a script from a file.
#[component]
fn OpenFile(script: Signal<String>) -> Element {
    let mut script = script;
    let shared = use_context::<Shared>();
    let words = words();
    let choose = move |_| async move {
        let asked = serde_json::json!({ "kind": "script" });
        let path = match bridge::call::<Vec<String>>("choose_files", &asked).await {
            Ok(paths) => paths.into_iter().next(),
            Err(failure) => return shared.failed(&failure),
        };
        let Some(path) = path else { return };
        match bridge::ask(&ReadScript { path }).await {
            Ok(text) => script.set(text),
            Err(failure) => shared.failed(&failure),
        }
    };
    rsx! {
        button { "data-testid": "open-script", title: words.write.import_hint, onclick: choose, Icon { shape: Shape::Folder } "{words.write.import}" }
    }
}

/// Keeps the script as a template of the user's own.
#[component]
fn KeepAsTemplate(script: Signal<String>) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let mut naming = use_signal(|| None::<String>);
    let is_empty = script.read().trim().is_empty();
    let keep = move || async move {
        let Some(name) = naming.take().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty())
        else {
            return;
        };
        let template = OwnTemplate { name, text: script.peek().clone() };
        match bridge::ask(&KeepTemplate { template }).await {
            Ok(()) => shared.notice(words.write.template_kept),
            Err(failure) => shared.failed(&failure),
        }
    };
    let Some(name) = naming.read().clone() else {
        return rsx! {
            button {
                "data-testid": "keep-template",
                disabled: is_empty,
                title: if is_empty { words.write.needs_script } else { words.write.keep_template },
                onclick: move |_| naming.set(Some(String::new())),
                Icon { shape: Shape::Plus }
                "{words.write.keep_template}"
            }
        };
    };
    rsx! {
        input {
            r#type: "text",
            "data-testid": "template-name",
            aria_label: words.write.template_name,
            placeholder: words.write.template_name,
            maxlength: 200,
            value: "{name}",
            onmounted: move |event| async move { drop(event.set_focus(true).await) },
            oninput: move |event| naming.set(Some(event.value())),
            onkeydown: move |event| async move {
                match event.key() {
                    Key::Enter => keep().await,
                    Key::Escape => naming.set(None),
                    _ => {}
                }
            },
            onblur: move |_| keep(),
        }
    }
}
