//! The shape of the picture, the music, the captions and how the voice speaks.

use dioxus::prelude::*;
use types::bed::CATALOGUE;
use types::geometry::Aspect;
use types::text::preset::CaptionPreset;
use types::voice::VoiceSettings;

use super::Plan;
use crate::kit::segments::{Choice, Segments};
use crate::words::words;

/// The shape of the picture.
#[component]
pub(super) fn FormatChoice(plan: Plan) -> Element {
    let mut settings = plan.settings;
    let words = words();
    let shapes =
        Aspect::ALL.map(|shape| Choice::new(shape, shape.name(), format!("aspect-{}", shape.name())));
    rsx! {
        fieldset { class: "panel",
            legend { "{words.format}" }
            Segments { id: "format", label: words.format, choices: shapes.to_vec(), chosen: settings.read().aspect, onchoose: move |shape| settings.write().aspect = shape }
        }
    }
}

/// The music and the captions.
#[component]
pub(super) fn MusicChoice(plan: Plan) -> Element {
    let mut settings = plan.settings;
    let words = words();
    let (bed, style) = (settings.read().bed.clone(), settings.read().caption_style.clone());
    let chosen = |value: String| Some(value).filter(|value| !value.is_empty());
    rsx! {
        fieldset { class: "panel pair",
            label { class: "field",
                span { "{words.write.music}" }
                select { "data-testid": "music", onchange: move |event| settings.write().bed = chosen(event.value()),
                    option { value: "", selected: bed.is_none(), "{words.write.any_music}" }
                    option { value: "none", selected: bed.as_deref() == Some("none"), "{words.write.no_music}" }
                    for one in CATALOGUE.iter() {
                        option { value: one.id, selected: bed.as_deref() == Some(one.id), title: one.sound, "{one.name} – {words.catalogue.mood(one.mood)}" }
                    }
                }
            }
            label { class: "field",
                span { "{words.write.caption_style}" }
                select { "data-testid": "caption-style", onchange: move |event| settings.write().caption_style = chosen(event.value()),
                    option { value: "", selected: style.is_none(), "{words.write.any_style}" }
                    option { value: "none", selected: style.as_deref() == Some("none"), "{words.write.no_captions}" }
                    for one in CaptionPreset::ALL {
                        option { value: one.id(), selected: style.as_deref() == Some(one.id()), "{words.inspector.caption_name(one)}" }
                    }
                }
            }
        }
    }
}

/// How the voice speaks.
#[component]
pub(super) fn MannerChoice(plan: Plan) -> Element {
    let mut settings = plan.settings;
    let words = words();
    let manner = settings.read().voice_settings;
    let (rate, pitch, volume) = (manner.rate(), manner.pitch_semitones(), manner.volume());
    // A slider cannot leave the range that it is given.
    let mut set = move |rate, pitch, volume| {
        if let Ok(manner) = VoiceSettings::new(rate, pitch, volume) {
            settings.write().voice_settings = manner;
        }
    };
    rsx! {
        fieldset { class: "panel manner",
            legend { "{words.voice}" }
            Slider { id: "rate", label: words.write.pace, value: rate, range: VoiceSettings::RATE_RANGE, step: 0.05, shown: format!("{rate:.2}×"), onchange: move |rate| set(rate, pitch, volume) }
            Slider { id: "pitch", label: words.write.pitch, value: pitch, range: VoiceSettings::PITCH_SEMITONES_RANGE, step: 0.5, shown: format!("{pitch:+.1}"), onchange: move |pitch| set(rate, pitch, volume) }
            Slider { id: "volume", label: words.write.volume, value: volume, range: VoiceSettings::VOLUME_RANGE, step: 0.05, shown: format!("{:.0} %", volume * 100.0), onchange: move |volume| set(rate, pitch, volume) }
        }
    }
}

/// A number on a line, with its value beside it.
#[component]
fn Slider(
    id: String,
    label: String,
    value: f32,
    range: [f32; 2],
    step: f32,
    shown: String,
    onchange: EventHandler<f32>,
) -> Element {
    let [least, most] = range;
    rsx! {
        label { class: "slider",
            span { "{label}" }
            input {
                r#type: "range",
                "data-testid": "manner-{id}",
                min: "{least}",
                max: "{most}",
                step: "{step}",
                value: "{value}",
                oninput: move |event| {
                    if let Ok(value) = event.value().parse() {
                        onchange.call(value);
                    }
                },
            }
            span { class: "muted number", "{shown}" }
        }
    }
}
