//! The row of tools over the tracks.

use dioxus::prelude::*;
use ui::cut::span::SCALES;

use crate::command::Command;
use crate::command::clip::OnClips;
use crate::command::play::OnPlayhead;
use crate::command::view::OnView;
use crate::editor::menu::{About, Menu};
use crate::editor::page;
use crate::kit::icon::{Icon, Shape};
use crate::project::Open;
use crate::state::Shared;
use crate::words::words;

/// The row of tools over the tracks.
#[component]
pub fn Tools(open: Open) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let mut menu = open.view.menu;
    let tool = *open.view.tool.read();
    rsx! {
        div { class: "tools", role: "toolbar", aria_label: words.timeline.tools,
            div { class: "tool-group", role: "radiogroup", aria_label: words.timeline.tools,
                for command in OnView::TOOLS {
                    button {
                        class: "quiet tool",
                        role: "radio",
                        "data-testid": tool_id(command),
                        title: Command::View(command).title(shared, words),
                        aria_label: command.label(&words.timeline),
                        aria_checked: "{command.tool() == Some(tool)}",
                        onclick: move |_| command.run(open),
                        Icon { shape: tool_shape(command) }
                    }
                }
            }
            Button { command: Command::Clips(OnClips::Split), shape: Shape::Split, id: "split" }
            Button { command: Command::Clips(OnClips::Lift), shape: Shape::Bin, id: "lift" }
            Button { command: Command::Clips(OnClips::RippleDelete), shape: Shape::CloseGap, id: "ripple-delete" }
            Button { command: Command::Clips(OnClips::ToggleLink), shape: Shape::Link, id: "link" }
            Button { command: Command::Clips(OnClips::AddTransition), shape: Shape::Transition, id: "add-transition" }
            Button { command: Command::Playhead(OnPlayhead::AddMarker), shape: Shape::Marker, id: "add-marker" }
            button {
                class: "quiet",
                "data-testid": "add-track",
                title: words.timeline.add_track,
                aria_label: words.timeline.add_track,
                aria_haspopup: "menu",
                onclick: move |event| {
                    let at = event.client_coordinates();
                    menu.set(Some(Menu::at(About::NewTrack, at.x, at.y)));
                },
                Icon { shape: Shape::Plus }
            }
            span { class: "spring" }
            Toggle { command: OnView::Snap, shape: Shape::Magnet, id: "snap", on: *open.view.snaps.read() }
            Toggle { command: OnView::List, shape: Shape::List, id: "list", on: *open.view.is_list.read() }
            Button { command: Command::View(OnView::ZoomFit), shape: Shape::FitWidth, id: "zoom-fit" }
            Button { command: Command::View(OnView::ZoomOut), shape: Shape::ZoomOut, id: "zoom-out" }
            ZoomSlider { open }
            Button { command: Command::View(OnView::ZoomIn), shape: Shape::ZoomIn, id: "zoom-in" }
        }
    }
}

/// A command as a button.
#[component]
fn Button(command: Command, shape: Shape, id: &'static str) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    rsx! {
        button {
            class: "quiet",
            "data-testid": id,
            title: command.title(shared, words),
            aria_label: command.label(words),
            disabled: !command.is_possible(shared),
            onclick: move |_| command.run(shared),
            Icon { shape }
        }
    }
}

/// A command that is on or off.
#[component]
fn Toggle(command: OnView, shape: Shape, id: &'static str, on: bool) -> Element {
    let shared = use_context::<Shared>();
    let words = words();
    let command = Command::View(command);
    rsx! {
        button {
            class: "quiet",
            "data-testid": id,
            title: command.title(shared, words),
            aria_label: command.label(words),
            aria_pressed: "{on}",
            onclick: move |_| command.run(shared),
            Icon { shape }
        }
    }
}

/// How many pixels a second is wide, in even steps for the eye.
#[component]
fn ZoomSlider(open: Open) -> Element {
    let label = words().timeline.zoom_level;
    let steps = (SCALES.1 / SCALES.0).ln();
    let now = (*open.scale.read() / SCALES.0).ln() / steps * 100.0;
    rsx! {
        input {
            r#type: "range",
            class: "zoom",
            "data-testid": "zoom",
            disabled: *open.view.is_list.read(),
            title: if *open.view.is_list.read() { words().reason.is_list } else { label },
            aria_label: label,
            min: "0",
            max: "100",
            step: "1",
            value: "{now:.0}",
            oninput: move |event| {
                if let Ok(at) = event.value().parse::<f64>() {
                    let wanted = SCALES.0 * (at / 100.0 * steps).exp();
                    let factor = wanted / *open.scale.peek();
                    page::zoom_about_playhead(open, factor);
                }
            },
        }
    }
}

fn tool_id(command: OnView) -> &'static str {
    match command {
        OnView::ToolBlade => "tool-blade",
        OnView::ToolRipple => "tool-ripple",
        OnView::ToolRoll => "tool-roll",
        OnView::ToolSlip => "tool-slip",
        OnView::ToolSlide => "tool-slide",
        _ => "tool-select",
    }
}

fn tool_shape(command: OnView) -> Shape {
    match command {
        OnView::ToolBlade => Shape::Blade,
        OnView::ToolRipple => Shape::Ripple,
        OnView::ToolRoll => Shape::Roll,
        OnView::ToolSlip => Shape::Slip,
        OnView::ToolSlide => Shape::Slide,
        _ => Shape::Pointer,
    }
}
