//! The files that will be written, each with its shape, quality and placement.

use dioxus::prelude::*;
use types::call::make::ExportTarget;
use types::geometry::Aspect;
use types::placement::catalogue;
use types::preset;

use super::Choice;
use super::targets::{of_shape, shape_of};
use crate::kit::icon::{Icon, Shape};
use crate::kit::select::Select;
use crate::project::Open;
use crate::words::words;

/// Files that may be made at once.
const MOST: usize = 40;

/// The files that will be written.
#[component]
pub fn TargetRows(open: Open, choice: Choice) -> Element {
    let words = &words().export_words;
    let mut targets = choice.targets;
    let own = shape_of(&open.document.read());
    let rows = targets.read().clone();
    let is_full = rows.len() >= MOST;
    let add = move |_| {
        let taken = |shape: &Aspect| super::has_shape(&targets.peek(), *shape, own);
        let shape = Aspect::ALL.into_iter().find(|shape| !taken(shape)).unwrap_or_default();
        let target = of_shape(shape, own, &choice.preset.peek());
        targets.write().push(target);
    };
    rsx! {
        section { class: "targets", aria_label: words.targets,
            header {
                h3 { "{words.targets}" }
                button { "data-testid": "add-target", title: words.add_target, disabled: is_full, onclick: add,
                    Icon { shape: Shape::Plus }
                    "{words.add_target}"
                }
            }
            ol {
                for (index, target) in rows.into_iter().enumerate() {
                    TargetRow { key: "{index}", choice, own, index, target }
                }
            }
        }
    }
}

/// A file.
#[component]
fn TargetRow(choice: Choice, own: Option<Aspect>, index: usize, target: ExportTarget) -> Element {
    let words = &words().export_words;
    let mut targets = choice.targets;
    let mut change = move |change: &dyn Fn(&mut ExportTarget)| {
        if let Some(target) = targets.write().get_mut(index) {
            change(target);
        }
    };
    let shapes = Aspect::ALL.iter().map(|shape| shape.name().to_owned());
    let shapes: Vec<String> = std::iter::once(words.own_shape.to_owned()).chain(shapes).collect();
    let shape = target.aspect.and_then(|shape| Aspect::ALL.iter().position(|known| *known == shape));
    let places = catalogue::ALL.iter().map(|placement| placement.name.to_owned());
    let places: Vec<String> = std::iter::once(words.no_placement.to_owned()).chain(places).collect();
    let place = target.placement.as_deref();
    let place = place.and_then(|id| catalogue::ALL.iter().position(|placement| placement.id == id));
    rsx! {
        li { class: "target", "data-testid": "export-target",
            Select {
                label: words.shape,
                options: shapes,
                chosen: shape.map_or(0, |at| at + 1),
                onchoose: move |index: usize| {
                    let shape = index.checked_sub(1).and_then(|index| Aspect::ALL.get(index)).copied();
                    // The ad's own shape is not made by cropping.
                    change(&|target| target.aspect = shape.filter(|shape| Some(*shape) != own));
                },
            }
            Select {
                label: words.preset,
                options: preset::catalogue().iter().map(|preset| crate::words::words().label(preset.name).to_owned()).collect::<Vec<_>>(),
                chosen: preset::catalogue().iter().position(|preset| preset.id == target.preset),
                onchoose: move |index: usize| {
                    if let Some(preset) = preset::catalogue().get(index) {
                        change(&|target| preset.id.clone_into(&mut target.preset));
                    }
                },
            }
            Select {
                label: words.placement,
                options: places,
                chosen: place.map_or(0, |at| at + 1),
                onchoose: move |index: usize| {
                    let placement = index.checked_sub(1).and_then(|index| catalogue::ALL.get(index));
                    change(&|target| target.placement = placement.map(|placement| placement.id.to_owned()));
                },
            }
            button {
                class: "quiet",
                title: words.remove_target,
                aria_label: words.remove_target,
                onclick: move |_| {
                    let mut targets = targets.write();
                    if index < targets.len() {
                        targets.remove(index);
                    }
                },
                Icon { shape: Shape::Close }
            }
        }
    }
}
