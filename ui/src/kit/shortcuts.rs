//! The sheet of shortcuts.

use dioxus::prelude::*;

use crate::command::Command;
use crate::kit::dialog::Dialog;
use crate::words::words;

/// Every command that has a key.
#[component]
pub fn Shortcuts() -> Element {
    let words = words();
    rsx! {
        Dialog { title: words.shortcuts,
            dl { "data-testid": "shortcuts", class: "shortcuts", tabindex: "0",
                for command in Command::all().filter(|command| !command.key().is_empty()) {
                    div { key: "{command:?}",
                        dt { "{command.label(words)}" }
                        dd { kbd { "{command.key()}" } }
                    }
                }
            }
        }
    }
}
