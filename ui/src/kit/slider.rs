//! A slider with its number beside it.

use dioxus::prelude::*;

use crate::kit::number::{NumberField, Scale};
use crate::kit::touch::Touch;

/// A slider with its number beside it.
#[component]
pub fn Slider(label: String, value: Option<f64>, scale: Scale, ontouch: EventHandler<Touch<f64>>) -> Element {
    let now = value.unwrap_or(scale.clamp(0.0));
    let mut tried = use_signal(|| None::<f64>);
    rsx! {
        div { class: "slider",
            NumberField { label: label.clone(), value, scale, ontouch }
            input {
                r#type: "range",
                aria_label: "{label}",
                title: "{label}",
                min: "{scale.min}",
                max: "{scale.max}",
                step: "{scale.step}",
                value: "{tried.read().unwrap_or(now)}",
                oninput: move |event| {
                    if let Ok(value) = event.value().parse::<f64>() {
                        tried.set(Some(value));
                        ontouch.call(Touch::Try(value));
                    }
                },
                onchange: move |event| {
                    tried.set(None);
                    if let Ok(value) = event.value().parse::<f64>() {
                        ontouch.call(Touch::Set(value));
                    }
                },
                onkeydown: move |event| {
                    if event.key() == Key::Escape && tried.write().take().is_some() {
                        event.stop_propagation();
                        ontouch.call(Touch::Leave);
                    }
                },
            }
        }
    }
}
