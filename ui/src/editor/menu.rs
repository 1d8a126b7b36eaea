//! The menu that a right click, Shift+F10 or the menu key opens: commands of the registry, with their keys.

use dioxus::prelude::*;

use crate::command::Command;
use crate::command::clip::OnClips;
use crate::command::play::OnPlayhead;
use crate::command::track::OnTracks;
use crate::command::view::OnView;
use crate::project::Open;
use crate::state::Shared;
use crate::words::words;

/// What a menu is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The selected clips.
    Clips,
    /// A transition.
    Transition,
    /// A track.
    Track,
    /// New tracks.
    NewTrack,
    /// The ruler.
    Ruler,
    /// A marker.
    Marker,
    /// A file of the bin.
    Media,
}

/// A menu that is open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Menu {
    about: About,
    x: f64,
    y: f64,
}

impl Menu {
    /// A menu where the pointer is, or at an element that a key was pressed on.
    pub fn at(about: About, x: f64, y: f64) -> Self {
        Self { about, x, y }
    }

    fn commands(self) -> Vec<Command> {
        let clips = |commands: &[OnClips]| commands.iter().copied().map(Command::Clips).collect();
        match self.about {
            About::Clips => clips(&[
                OnClips::Split,
                OnClips::TrimStart,
                OnClips::TrimEnd,
                OnClips::Cut,
                OnClips::Copy,
                OnClips::Paste,
                OnClips::Duplicate,
                OnClips::Lift,
                OnClips::RippleDelete,
                OnClips::ToggleLink,
                OnClips::Group,
                OnClips::Ungroup,
                OnClips::AddTransition,
            ]),
            About::Transition => clips(&[
                OnClips::CrossFade,
                OnClips::DipToBlack,
                OnClips::DipToWhite,
                OnClips::Wipe,
                OnClips::Push,
                OnClips::Zoom,
                OnClips::RemoveTransition,
            ]),
            About::Track => OnTracks::ALL.iter().rev().copied().map(Command::Tracks).collect(),
            About::NewTrack => OnTracks::ADDING.into_iter().map(Command::Tracks).collect(),
            About::Media => clips(&[OnClips::Insert, OnClips::Overwrite]),
            About::Marker => {
                [OnPlayhead::RenameMarker, OnPlayhead::RemoveMarker].map(Command::Playhead).to_vec()
            }
            About::Ruler => {
                let marks = [
                    OnPlayhead::AddMarker,
                    OnPlayhead::PreviousMarker,
                    OnPlayhead::NextMarker,
                    OnPlayhead::MarkIn,
                    OnPlayhead::MarkOut,
                    OnPlayhead::ClearMarks,
                    OnPlayhead::Loop,
                ];
                let zoom = [OnView::ZoomIn, OnView::ZoomOut, OnView::ZoomFit].map(Command::View);
                marks.map(Command::Playhead).into_iter().chain(zoom).collect()
            }
        }
    }
}

/// Whether a key asks for a menu.
pub fn is_menu_key(event: &KeyboardEvent) -> bool {
    let key = event.key();
    key == Key::ContextMenu || (key == Key::F10 && event.modifiers().shift())
}

/// The menu that is open, if any.
#[component]
pub fn MenuLayer(open: Open) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let mut shown = open.view.menu;
    let Some(menu) = *shown.read() else { return rsx! {} };
    let commands = menu.commands();
    let mut at = use_signal(|| 0_usize);
    let last = commands.len().saturating_sub(1);
    let mut go = move |to: usize| {
        at.set(to);
        if let Some(item) = crate::editor::page::element(&format!("menu-item-{to}")) {
            drop(item.focus());
        }
    };
    // A menu near an edge of the window opens away from it.
    let window = web_sys::window();
    let side =
        |side: Option<f64>, place: f64, size: f64| side.map_or(place, |side| place.min(side - size)).max(4.0);
    let wide = window.as_ref().and_then(|window| window.inner_width().ok()?.as_f64());
    let tall = window.as_ref().and_then(|window| window.inner_height().ok()?.as_f64());
    let (left, top) = (side(wide, menu.x, 310.0), side(tall, menu.y, commands.len() as f64 * 30.0 + 16.0));
    rsx! {
        div {
            class: "menu-veil",
            onpointerdown: move |_| shown.set(None),
            oncontextmenu: move |event| {
                event.prevent_default();
                shown.set(None);
            },
        }
        div {
            class: "menu",
            role: "menu",
            "data-testid": "context-menu",
            aria_label: words.timeline.commands,
            style: "left: {left}px; top: {top}px",
            onkeydown: move |event| {
                event.stop_propagation();
                let now = *at.peek();
                match event.key() {
                    Key::ArrowDown => go(if now >= last { 0 } else { now + 1 }),
                    Key::ArrowUp => go(now.checked_sub(1).unwrap_or(last)),
                    Key::Home => go(0),
                    Key::End => go(last),
                    Key::Escape | Key::Tab => shown.set(None),
                    _ => return,
                }
                event.prevent_default();
            },
            for (index, command) in commands.into_iter().enumerate() {
                button {
                    key: "{command:?}",
                    id: "menu-item-{index}",
                    role: "menuitem",
                    class: "menu-item",
                    tabindex: "-1",
                    disabled: !command.is_possible(shared),
                    onmounted: move |event| async move {
                        if index == 0 {
                            drop(event.set_focus(true).await);
                        }
                    },
                    onclick: move |_| {
                        shown.set(None);
                        command.run(shared);
                    },
                    span { "{command.label(words)}" }
                    kbd { "{command.key()}" }
                }
            }
        }
    }
}
