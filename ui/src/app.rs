//! The frame around all screens: rail, screen, layers, notices, keys.

use dioxus::prelude::*;

use crate::bridge;
use crate::command::Command;
use crate::kit::icon::{Icon, Shape};
use crate::kit::{keys, notices::Notices, palette::Palette, shortcuts::Shortcuts};
use crate::screens::{
    actors::Actors, brand::Brand, closing::Closing, editor::Editor, export::ExportDialog, home::Home,
    new_ad::NewAd, queue::Queue, settings::Settings, voices::Voices,
};
use crate::state::{Layer, Screen, Shared};
use crate::words::Language;

/// The whole page. What lies under a dialog cannot be reached while it is open.
#[component]
pub fn App() -> Element {
    let language = use_context_provider(|| Signal::new(crate::screens::settings::language()));
    let shared = use_context_provider(|| Shared::new(language));
    use_hook(move || {
        // What comes from outside finds its way back into the page by a callback.
        let hear = Callback::new(move |event| shared.hear(event));
        bridge::listen(move |event| hear.call(event));
        let press = Callback::new(move |key: String| {
            let possible = Command::of_key(&key).filter(|command| command.is_possible(shared));
            possible.map(|command| command.run(shared)).is_some()
        });
        keys::listen(move |key| press.call(key.to_owned()));
        // Files that the system drops on the window go into the project that is open in it.
        let import = Callback::new(move |paths: Vec<String>| {
            let open = *shared.open.peek();
            if let (Screen::Editor(_), Some(open), false) = (&*shared.screen.peek(), open, paths.is_empty()) {
                spawn(crate::screens::editor::import(shared, open, paths));
            }
        });
        bridge::on_drop(move |paths| import.call(paths));
        let ask_closing = Callback::new(move |()| {
            let mut layer = shared.layer;
            layer.set(Some(Layer::Closing));
        });
        bridge::on_closing(move || ask_closing.call(()));
        crate::screens::settings::apply_theme();
        remove_boot();
        spawn(async move {
            // The window is hidden until there is something to see.
            if let Err(failure) = bridge::call::<()>("ready", &serde_json::json!({})).await {
                shared.failed(&failure);
            }
            shared.load().await;
        });
    });
    let screen = shared.screen.read().clone();
    rsx! {
        Rail {}
        // What a mode leaves out is left out by the style sheet, in one place.
        main { class: "screen", "data-mode": shared.preferences.read().mode.name(), tabindex: "-1", "inert": shared.layer.read().is_some().then_some(""),
            match screen {
                Screen::Home => rsx! { Home {} },
                Screen::NewAd(casting) => rsx! { NewAd { key: "{casting:?}", casting } },
                Screen::Editor(id) => rsx! { Editor { key: "{id.0}", id } },
                Screen::Actors => rsx! { Actors {} },
                Screen::Voices => rsx! { Voices {} },
                Screen::Brand => rsx! { Brand {} },
                Screen::Queue => rsx! { Queue {} },
                Screen::Settings => rsx! { Settings {} },
            }
        }
        match *shared.layer.read() {
            Some(Layer::Palette) => rsx! { Palette {} },
            Some(Layer::Shortcuts) => rsx! { Shortcuts {} },
            Some(Layer::Closing) => rsx! { Closing {} },
            Some(Layer::Export) => rsx! { ExportDialog {} },
            None => rsx! {},
        }
        Notices {}
    }
}

/// Takes away what was seen before there was a page.
fn remove_boot() {
    let page = web_sys::window().and_then(|window| window.document());
    if let Some(boot) = page.and_then(|page| page.get_element_by_id("boot")) {
        boot.remove();
    }
}

/// The rail on the left: where the user can go.
#[component]
fn Rail() -> Element {
    let shared = use_context::<Shared>();
    let language = use_context::<Signal<Language>>();
    let words = language.read().words();
    let places = [
        (Command::GoHome, Shape::Home),
        (Command::GoActors, Shape::Person),
        (Command::GoVoices, Shape::Voice),
        (Command::GoBrand, Shape::Brand),
        (Command::GoQueue, Shape::Export),
        (Command::GoSettings, Shape::Dials),
    ];
    let running = shared.tasks.read().iter().filter(|task| !task.state.has_ended()).count();
    rsx! {
        nav { class: "rail", aria_label: "Greenroom", "inert": shared.layer.read().is_some().then_some(""),
            for (command, shape) in places {
                button {
                    class: "rail-item",
                    aria_current: if is_at(&shared.screen.read(), command) { "page" },
                    "data-testid": "go-{command:?}",
                    onclick: move |_| command.run(shared),
                    Icon { shape }
                    span { "{command.label(words)}" }
                    if command == Command::GoQueue && running > 0 {
                        span { class: "badge", aria_label: "{running} {words.running}", "{running}" }
                    }
                }
            }
        }
    }
}

fn is_at(screen: &Screen, command: Command) -> bool {
    matches!(
        (screen, command),
        (Screen::Home | Screen::NewAd(_) | Screen::Editor(_), Command::GoHome)
            | (Screen::Actors, Command::GoActors)
            | (Screen::Voices, Command::GoVoices)
            | (Screen::Brand, Command::GoBrand)
            | (Screen::Queue, Command::GoQueue)
            | (Screen::Settings, Command::GoSettings)
    )
}

/// A sentence for a place where there is nothing yet, with what to do next.
#[component]
pub fn Empty(title: String, hint: String, children: Element) -> Element {
    rsx! {
        div { class: "empty",
            h2 { "{title}" }
            p { "{hint}" }
            {children}
        }
    }
}
