//! A field for a number: typed, reckoned, stepped with the arrows or dragged by its label.

use dioxus::prelude::*;

use crate::editor::page;
use crate::kit::expression::{evaluate, shown};
use crate::kit::touch::Touch;
use crate::words::words;

/// Which numbers a field takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The least.
    pub min: f64,
    /// The most.
    pub max: f64,
    /// What an arrow or a pixel adds.
    pub step: f64,
    /// Digits after the point.
    pub decimals: usize,
    /// What stands behind it.
    pub unit: &'static str,
}

impl Scale {
    /// Numbers from `min` to `max`, stepped by 1.
    pub const fn new(min: f64, max: f64, unit: &'static str) -> Self {
        Self { min, max, step: 1.0, decimals: 2, unit }
    }

    /// The same with another step.
    pub const fn by(self, step: f64) -> Self {
        Self { step, ..self }
    }

    /// What a percentage is a share of: a field of percents means itself, any other the value it has.
    fn whole(self, value: f64) -> f64 {
        if self.unit == "%" { 100.0 } else { value }
    }

    /// The nearest number that is taken.
    pub fn clamp(self, value: f64) -> f64 {
        value.clamp(self.min, self.max)
    }
}

/// A field for a number. Without a value it shows that several differ.
#[component]
pub fn NumberField(
    label: String,
    value: Option<f64>,
    scale: Scale,
    ontouch: EventHandler<Touch<f64>>,
    #[props(default)] testid: &'static str,
) -> Element {
    let mut typed = use_signal(|| None::<String>);
    let mut tried = use_signal(|| None::<f64>);
    let mut from = use_signal(|| None::<(f64, f64)>);
    let mut fault = use_signal(|| false);
    let words = &words().inspector;
    let base = value.unwrap_or(scale.clamp(0.0));
    let mut try_out = move |value: f64| {
        let value = scale.clamp(value);
        typed.set(None);
        tried.set(Some(value));
        ontouch.call(Touch::Try(value));
    };
    let mut keep = move || {
        if let Some(value) = tried.write().take() {
            ontouch.call(Touch::Set(value));
        }
    };
    let mut leave = move || {
        typed.set(None);
        from.set(None);
        fault.set(false);
        if tried.write().take().is_some() {
            ontouch.call(Touch::Leave);
        }
    };
    let mut read = move || {
        let Some(text) = typed.write().take() else { return };
        let Some(number) = evaluate(&text, scale.whole(base)) else { return fault.set(true) };
        let taken = scale.clamp(number);
        fault.set((taken - number).abs() > f64::EPSILON);
        if value != Some(taken) {
            ontouch.call(Touch::Set(taken));
        }
    };
    let now = tried.read().or(value).map(|value| shown(value, scale.decimals)).unwrap_or_default();
    let text = typed.read().clone().unwrap_or(now);
    let range = format!("{}–{} {}", shown(scale.min, 2), shown(scale.max, 2), scale.unit);
    rsx! {
        div { class: "field number-field",
            span {
                class: "scrub",
                tabindex: "-1",
                title: "{words.drag}",
                onpointerdown: move |event| {
                    page::capture_here(&event);
                    from.set(Some((event.client_coordinates().x, base)));
                },
                onpointermove: move |event| {
                    if let Some((x, value)) = *from.peek() {
                        let by = event.client_coordinates().x - x;
                        if by.abs() >= 1.0 {
                            try_out(value + by * scale.step * speed_of(event.modifiers()));
                        }
                    }
                },
                onpointerup: move |_| {
                    from.set(None);
                    keep();
                },
                onpointercancel: move |_| leave(),
                onkeydown: move |event| {
                    if event.key() == Key::Escape {
                        leave();
                    }
                },
                "{label}"
            }
            input {
                r#type: "text",
                inputmode: "decimal",
                "data-testid": testid,
                aria_label: "{label}",
                aria_invalid: "{fault}",
                title: "{range}",
                placeholder: if value.is_none() { "—" } else { "" },
                value: "{text}",
                oninput: move |event| typed.set(Some(event.value())),
                onblur: move |_| {
                    keep();
                    read();
                },
                onkeydown: move |event| match event.key() {
                    Key::Enter => read(),
                    Key::Escape => {
                        event.stop_propagation();
                        leave();
                    }
                    Key::ArrowUp | Key::ArrowDown => {
                        event.prevent_default();
                        let way = if event.key() == Key::ArrowUp { 1.0 } else { -1.0 };
                        let by = scale.step * speed_of(event.modifiers()) * way;
                        let now = (*tried.peek()).unwrap_or(base);
                        try_out(now + by);
                    }
                    _ => {}
                },
                onkeyup: move |event| {
                    if matches!(event.key(), Key::ArrowUp | Key::ArrowDown) {
                        keep();
                    }
                },
            }
            if !scale.unit.is_empty() { span { class: "unit muted", aria_hidden: "true", "{scale.unit}" } }
            if *fault.read() { small { class: "warning", role: "status", "{words.takes} {range}" } }
        }
    }
}

/// Shift goes ten times as fast, Alt a tenth.
fn speed_of(keys: Modifiers) -> f64 {
    if keys.shift() {
        10.0
    } else if keys.alt() {
        0.1
    } else {
        1.0
    }
}
