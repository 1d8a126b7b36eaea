//! The bin: the user's own files, to be pulled onto a track or put there by a command.

use std::sync::Arc;

use dioxus::html::input_data::MouseButton;
use dioxus::prelude::*;
use types::call::edit::{ListMissing, RelinkMedia};
use types::media::Media;
use ui::cut::place::name_of;

use crate::bridge;
use crate::command::Command;
use crate::command::clip::OnClips;
use crate::editor::gesture::Gesture;
use crate::editor::menu::{About, Menu, is_menu_key};
use crate::editor::page::{self, SCROLLER};
use crate::kit::icon::{Icon, Shape};
use crate::project::Open;
use crate::screens::editor::import;
use crate::state::Shared;
use crate::words::words;

/// The user's own files.
#[component]
pub fn Bin(open: Open) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let choose = move |_| async move {
        if let Some(paths) = choose_files(shared).await
            && !paths.is_empty()
        {
            import(shared, open, paths).await;
        }
    };
    // Which files are missing is asked again when there are others.
    let count = use_memo(move || open.document.read().media.len());
    use_effect(move || {
        count.read();
        spawn(look_for_missing(open));
    });
    let document = open.document.read();
    // What the product made lies in its own folder and is nobody's file.
    let own = |media: &&Arc<Media>| !media.path.contains("/takes/") && !media.path.contains("\\takes\\");
    let files: Vec<Arc<Media>> = document.media.iter().filter(own).cloned().collect();
    rsx! {
        section { class: "media", aria_label: words.media,
            header {
                h2 { "{words.media}" }
                button { "data-testid": "import-media", onclick: choose, Icon { shape: Shape::Plus } "{words.import_media}" }
            }
            if files.is_empty() {
                p { class: "muted", "{words.media_hint}" }
            }
            ul {
                for media in files {
                    File { key: "{media.id.0}", open, media }
                }
            }
        }
    }
}

/// A file of the bin.
#[component]
fn File(open: Open, media: Arc<Media>) -> Element {
    let shared = use_context::<Shared>();
    let all = words();
    let words = &all.timeline;
    let (mut chosen, mut menu, mut gesture) = (open.view.media, open.view.menu, open.view.gesture);
    let id = media.id;
    let is_missing = open.view.missing.read().contains(&id);
    let is_chosen = *chosen.read() == Some(id);
    let name = name_of(&media.path).to_owned();
    let element = format!("media-{}", id.0);
    let relink = move |_| async move { relink(shared, open, id, words.differs).await };
    rsx! {
        li { class: if is_missing { "file missing" } else { "file" },
            button {
                id: "{element}",
                class: "quiet file-name",
                "data-testid": "media-file",
                title: "{media.path}",
                aria_pressed: "{is_chosen}",
                onpointerdown: move |event| page::capture(&event, &format!("media-{}", id.0)),
                onpointermove: move |event| {
                    // Taken hold of once it is pulled, so that a double click still reaches it.
                    let is_pulled = event.held_buttons().contains(MouseButton::Primary);
                    if is_pulled && !is_missing && gesture.peek().is_none() {
                        chosen.set(Some(id));
                        page::capture(&event, SCROLLER);
                        gesture.set(Gesture::media(&event, open, id));
                    }
                },
                onclick: move |_| chosen.set(Some(id)),
                ondoubleclick: move |_| Command::Clips(OnClips::Overwrite).run(shared),
                oncontextmenu: move |event| {
                    event.prevent_default();
                    chosen.set(Some(id));
                    let at = event.client_coordinates();
                    menu.set(Some(Menu::at(About::Media, at.x, at.y)));
                },
                onkeydown: move |event| {
                    if is_menu_key(&event)
                        && let Some(element) = page::element(&element)
                    {
                        event.prevent_default();
                        chosen.set(Some(id));
                        let area = element.get_bounding_client_rect();
                        menu.set(Some(Menu::at(About::Media, area.left(), area.bottom())));
                    }
                },
                "{name}"
            }
            if is_missing {
                span { class: "bad", "{words.missing}" }
                button { "data-testid": "relink", onclick: relink, "{words.relink}" }
            } else if is_chosen {
                span { class: "file-tools",
                    for (command, id) in [(OnClips::Insert, "insert"), (OnClips::Overwrite, "overwrite")] {
                        button {
                            "data-testid": id,
                            title: Command::Clips(command).title(shared, all),
                            onclick: move |_| Command::Clips(command).run(shared),
                            "{command.label(words)}"
                        }
                    }
                }
            }
        }
    }
}

async fn choose_files(shared: Shared) -> Option<Vec<String>> {
    match bridge::call("choose_files", &serde_json::json!({})).await {
        Ok(paths) => Some(paths),
        Err(failure) => {
            shared.failed(&failure);
            None
        }
    }
}

/// Asks which files are not where they were.
async fn look_for_missing(mut open: Open) {
    // Where nobody can say, none is called missing.
    if let Ok(missing) = bridge::ask(&ListMissing { id: open.id }).await {
        open.view.missing.set(missing);
    }
}

async fn relink(shared: Shared, open: Open, media: types::id::MediaId, differs: &'static str) {
    let Some(path) = choose_files(shared).await.and_then(|paths| paths.into_iter().next()) else { return };
    match bridge::ask(&RelinkMedia { id: open.id, media, path }).await {
        Ok(relinked) => {
            open.take(&relinked.made);
            if relinked.differs {
                shared.notice(differs);
            }
            look_for_missing(open).await;
        }
        Err(failure) => shared.failed(&failure),
    }
}
