//! What the selected clips are called, how fast they play, how they come and go.

use dioxus::prelude::*;
use types::document::Document;
use types::document::clip::{Direction, Source, Speed, Transition, TransitionKind};
use types::edit::{ClipChange, Edit, Reach};
use types::geometry::Color;
use types::id::ClipId;

use super::change::Here;
use super::chosen::Chosen;
use crate::kit::color::ColorField;
use crate::kit::number::{NumberField, Scale};
use crate::kit::section::Section;
use crate::kit::select::{Select, Tick};
use crate::kit::touch::Touch;
use crate::state::Shared;
use crate::words::words;

/// Every kind of transition; none first.
const KINDS: [Option<TransitionKind>; 12] = [
    None,
    Some(TransitionKind::CrossFade),
    Some(TransitionKind::Dip(Color::BLACK)),
    Some(TransitionKind::Wipe(Direction::Left)),
    Some(TransitionKind::Wipe(Direction::Right)),
    Some(TransitionKind::Wipe(Direction::Up)),
    Some(TransitionKind::Wipe(Direction::Down)),
    Some(TransitionKind::Push(Direction::Left)),
    Some(TransitionKind::Push(Direction::Right)),
    Some(TransitionKind::Push(Direction::Up)),
    Some(TransitionKind::Push(Direction::Down)),
    Some(TransitionKind::Zoom),
];
/// How long a new transition is.
const NEW_SECONDS: f64 = 0.4;

/// A speed of that many percent, in lowest terms.
pub fn speed_of(percent: f64) -> Option<Speed> {
    let mut num = (percent * 100.0).round().clamp(0.0, 1e6) as u32;
    let mut den = 10_000;
    let (mut a, mut b) = (num, den);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    num /= a.max(1);
    den /= a.max(1);
    Speed::new(num, den)
}

/// A speed in percent, to the hundredth.
pub fn percent_of(speed: Speed) -> f64 {
    let (num, den) = speed.fraction();
    (f64::from(num) / f64::from(den) * 1e4).round() / 100.0
}

/// One edit that gives those clips a speed; none where they have it.
fn speed_edit(document: &Document, clips: &[ClipId], speed: Speed, reach: Reach) -> Option<Edit> {
    let slow = |id: &&ClipId| document.find_clip(**id).is_some_and(|(_, _, clip)| clip.speed != speed);
    let edits = clips.iter().filter(slow).map(|clip| Edit::SetSpeed { clip: *clip, speed, reach });
    let edits: Vec<Edit> = edits.collect();
    (!edits.is_empty()).then_some(Edit::Batch(edits))
}

/// What the clips are called.
#[component]
pub fn Name(chosen: Chosen) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    let name = chosen.common(|here| Some(here.clip.name.clone())).same();
    rsx! {
        label { class: "field",
            span { "{words.name}" }
            input {
                r#type: "text",
                "data-testid": "clip-name",
                title: words.name,
                maxlength: "200",
                placeholder: if name.is_none() { "—" } else { words.name_by_source },
                value: name.unwrap_or_default(),
                onchange: move |event| {
                    let name = event.value().trim().to_owned();
                    chosen.change(shared, |here| {
                        (here.clip.name != name).then(|| ClipChange::Name(name.clone()))
                    });
                },
            }
        }
    }
}

/// How fast the clips play.
#[component]
pub fn Pace(chosen: Chosen) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    let mut all = use_signal(|| false);
    let speed = chosen.common(|here| match here.clip.source {
        Source::Media(_) => Some(percent_of(here.clip.speed)),
        _ => None,
    });
    if !speed.is_there() {
        return rsx! {};
    }
    rsx! {
        Section { title: words.speed, unfolded: false,
            NumberField {
                label: words.speed,
                testid: "clip-speed",
                value: speed.same(),
                scale: Scale::new(6.25, 1600.0, "%"),
                ontouch: move |touch: Touch<f64>| {
                    let Touch::Set(percent) = touch else { return };
                    let reach = if *all.peek() { Reach::AllTracks } else { Reach::Track };
                    let document = chosen.open.document.peek().clone();
                    let edit = speed_of(percent).and_then(|speed| speed_edit(&document, &chosen.clips, speed, reach));
                    if let Some(edit) = edit {
                        chosen.open.edit(shared, edit);
                    }
                },
            }
            Tick { label: words.all_tracks_follow, is_on: Some(*all.read()), ontick: move |is_on: bool| all.set(is_on) }
        }
    }
}

/// Seconds of a field, to the thousandth.
fn rounded(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}

/// How the clips come in and go out.
#[component]
pub fn Fades(chosen: Chosen) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    let longest = chosen.open.document.read().canvas.frame_rate.time_of(chosen.open.document.read().frames());
    let scale = Scale::new(0.0, longest.as_f64().max(0.1), "s").by(0.05);
    let fade_in = chosen.common(|here| Some(rounded(here.seconds(here.clip.fade_in)))).same();
    let fade_out = chosen.common(|here| Some(rounded(here.seconds(here.clip.fade_out)))).same();
    let (first, last) = (chosen.clone(), chosen.clone());
    rsx! {
        Section { title: words.fades, unfolded: false,
            NumberField {
                label: words.fade_in,
                value: fade_in,
                scale,
                ontouch: move |touch: Touch<f64>| {
                    first.touch(shared, touch, |here, seconds| {
                        let most = here.clip.length - here.clip.fade_out;
                        fades(here, here.units(*seconds).clamp(0, most.max(0)), here.clip.fade_out)
                    });
                },
            }
            NumberField {
                label: words.fade_out,
                value: fade_out,
                scale,
                ontouch: move |touch: Touch<f64>| {
                    last.touch(shared, touch, |here, seconds| {
                        let most = here.clip.length - here.clip.fade_in;
                        fades(here, here.clip.fade_in, here.units(*seconds).clamp(0, most.max(0)))
                    });
                },
            }
        }
    }
}

fn fades(here: &Here, fade_in: i64, fade_out: i64) -> Option<ClipChange> {
    let now = (here.clip.fade_in, here.clip.fade_out);
    (now != (fade_in, fade_out)).then_some(ClipChange::Fades { fade_in, fade_out })
}

/// A transition of that kind and length, half of it before the cut.
fn transition(here: &Here, kind: TransitionKind, seconds: f64) -> Transition {
    let whole = here.units(seconds).max(here.units(0.0) + 2);
    Transition { kind, before: whole / 2, after: whole - whole / 2 }
}

fn seconds_of(here: &Here) -> f64 {
    here.clip.transition.map_or(NEW_SECONDS, |now| here.seconds(now.before + now.after))
}

/// The place of a kind among all, whatever its colour.
fn place_of(kind: Option<TransitionKind>) -> Option<usize> {
    KINDS.iter().position(|known| match (known, kind) {
        (Some(TransitionKind::Dip(_)), Some(TransitionKind::Dip(_))) => true,
        _ => *known == kind,
    })
}

/// How the clip before becomes this one. Only where there is one directly before.
#[component]
pub fn Transitions(chosen: Chosen) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    let now = chosen.common(|here| here.follows.then_some(here.clip.transition.map(|now| now.kind)));
    if !now.is_there() {
        return rsx! {};
    }
    let is_on = chosen.common(|here| Some(here.clip.transition.is_some())).same() == Some(true);
    let kind = now.same().flatten();
    let seconds = chosen.common(|here| Some(rounded(seconds_of(here)))).same();
    let index = if is_on || kind.is_some() { place_of(kind) } else { place_of(None) };
    let (kinded, timed, colored) = (chosen.clone(), chosen.clone(), chosen);
    rsx! {
        Section { title: words.transition, unfolded: false,
            Select {
                label: words.transition,
                testid: "transition",
                options: words.transitions().to_vec(),
                chosen: index,
                onchoose: move |index: usize| {
                    let kind = KINDS.get(index).copied().flatten();
                    kinded.change(shared, |here| {
                        let next = kind.map(|kind| transition(here, kind, seconds_of(here)));
                        (next != here.clip.transition).then_some(ClipChange::Transition(next))
                    });
                },
            }
            if is_on {
                NumberField {
                    label: words.transition_length,
                    value: seconds,
                    scale: Scale::new(0.05, 10.0, "s").by(0.05),
                    ontouch: move |touch: Touch<f64>| {
                        timed.touch(shared, touch, |here, seconds| {
                            let next = transition(here, here.clip.transition?.kind, *seconds);
                            (Some(next) != here.clip.transition).then_some(ClipChange::Transition(Some(next)))
                        });
                    },
                }
            }
            if let Some(TransitionKind::Dip(color)) = kind {
                ColorField {
                    label: words.color,
                    value: Some(color),
                    ontouch: move |touch: Touch<Color>| {
                        colored.touch(shared, touch, |here, color| {
                            let now = here.clip.transition?;
                            Some(ClipChange::Transition(Some(Transition { kind: TransitionKind::Dip(*color), ..now })))
                        });
                    },
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::document::clip::Clip;
    use types::document::track::Unit;
    use types::time::FrameRate;

    #[test]
    fn a_speed_in_percent_is_a_fraction_in_lowest_terms() {
        assert_eq!(speed_of(100.0), Some(Speed::NORMAL));
        assert_eq!(speed_of(150.0), Speed::new(3, 2));
        assert_eq!(speed_of(33.33), Speed::new(3333, 10_000));
        assert_eq!(speed_of(0.0), None);
        assert_eq!(percent_of(Speed::NORMAL), 100.0);
    }

    #[test]
    fn a_transition_lies_half_before_the_cut_and_is_never_empty() {
        let clip = Clip::new(60, Source::Solid(Color::BLACK));
        let here = Here { clip: &clip, unit: Unit::Frames, at: 0, rate: FrameRate::FPS_30, follows: true };
        let long = transition(&here, TransitionKind::CrossFade, 0.5);
        assert_eq!((long.before, long.after), (7, 8));
        let short = transition(&here, TransitionKind::CrossFade, 0.0);
        assert_eq!((short.before, short.after), (1, 1));
    }

    #[test]
    fn every_kind_has_its_place_whatever_its_colour() {
        assert!(KINDS.iter().enumerate().all(|(at, kind)| place_of(*kind) == Some(at)));
        assert_eq!(place_of(Some(TransitionKind::Dip(Color::WHITE))), Some(2));
    }
}
