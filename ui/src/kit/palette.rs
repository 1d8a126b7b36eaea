//! The command palette: every command by name.

use dioxus::prelude::*;

use crate::command::Command;
use crate::kit::dialog::Dialog;
use crate::state::Shared;
use crate::words::words;

/// The command palette.
#[component]
pub fn Palette() -> Element {
    let mut shared = use_context::<Shared>();
    let words = words();
    let mut typed = use_signal(String::new);
    let mut chosen = use_signal(|| 0_usize);
    let wanted = typed.read().to_lowercase();
    let fits = |command: &Command| {
        *command != Command::Palette
            && command.is_possible(shared)
            && is_in(&command.label(words).to_lowercase(), &wanted)
    };
    let found: Vec<Command> = Command::all().filter(fits).collect();
    let first = found.get((*chosen.read()).min(found.len().saturating_sub(1))).copied();
    let mut run = move |command: Command| {
        shared.layer.set(None);
        command.run(shared);
    };
    let last = found.len().saturating_sub(1);
    rsx! {
        Dialog { title: words.palette_hint,
            div { "data-testid": "palette", class: "palette",
                input {
                    r#type: "text",
                    aria_label: words.palette_hint,
                    placeholder: words.palette_hint,
                    value: "{typed}",
                    onmounted: move |event| async move { drop(event.set_focus(true).await) },
                    oninput: move |event| {
                        typed.set(event.value());
                        chosen.set(0);
                    },
                    onkeydown: move |event| match event.key() {
                        Key::Enter => {
                            if let Some(command) = first {
                                run(command);
                            }
                        }
                        Key::ArrowDown => chosen.with_mut(|at| *at = (*at + 1).min(last)),
                        Key::ArrowUp => chosen.with_mut(|at| *at = at.saturating_sub(1)),
                        _ => {}
                    },
                }
                if found.is_empty() {
                    p { class: "muted", "{words.no_command}" }
                }
                ul {
                    for command in found {
                        li { key: "{command:?}",
                            button {
                                class: if Some(command) == first { "option chosen" } else { "option" },
                                onclick: move |_| run(command),
                                span { "{command.label(words)}" }
                                kbd { "{command.key()}" }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Whether the letters of `wanted` come in `label` in that order.
fn is_in(label: &str, wanted: &str) -> bool {
    let mut letters = label.chars();
    wanted.chars().filter(|letter| !letter.is_whitespace()).all(|letter| letters.any(|other| other == letter))
}
