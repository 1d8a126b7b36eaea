//! Values that may change over a clip: a field, and the keyframes beside it.

use dioxus::prelude::*;
use types::document::clip::Clip;
use types::edit::ClipChange;
use types::keyframe::{Animated, Curve};

use super::change::Here;
use super::chosen::Chosen;
use crate::kit::number::{NumberField, Scale};
use crate::kit::touch::Touch;
use crate::state::Shared;
use crate::words::inspector::InspectorWords;
use crate::words::words;

/// A value that may change over a clip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    X,
    Y,
    Scale,
    Rotation,
    Opacity,
    Gain,
}

impl Channel {
    /// Those of the picture.
    pub const PICTURE: [Self; 5] = [Self::X, Self::Y, Self::Scale, Self::Rotation, Self::Opacity];

    fn label(self, words: &InspectorWords) -> &'static str {
        match self {
            Self::X => words.x,
            Self::Y => words.y,
            Self::Scale => words.scale,
            Self::Rotation => words.rotation,
            Self::Opacity => words.opacity,
            Self::Gain => words.gain,
        }
    }

    /// Which numbers are shown; places and sizes are percent of what the document has.
    pub fn scale(self) -> Scale {
        match self {
            Self::X | Self::Y => Scale::new(-400.0, 400.0, "%"),
            Self::Scale => Scale::new(1.0, 3200.0, "%"),
            Self::Rotation => Scale::new(-3600.0, 3600.0, "°"),
            Self::Opacity => Scale::new(0.0, 100.0, "%"),
            Self::Gain => Scale::new(-60.0, 24.0, "dB").by(0.5),
        }
    }

    /// How many times the document's value is shown.
    fn factor(self) -> f64 {
        match self {
            Self::X | Self::Y | Self::Scale | Self::Opacity => 100.0,
            Self::Rotation | Self::Gain => 1.0,
        }
    }

    /// The value in a clip.
    pub fn of(self, clip: &Clip) -> &Animated {
        match self {
            Self::X => &clip.picture.x,
            Self::Y => &clip.picture.y,
            Self::Scale => &clip.picture.scale,
            Self::Rotation => &clip.picture.rotation,
            Self::Opacity => &clip.picture.opacity,
            Self::Gain => &clip.gain_db,
        }
    }

    /// The number that is shown where the playhead is.
    pub fn shown(self, here: &Here) -> f64 {
        let value = f64::from(self.of(here.clip).at(here.at)) * self.factor();
        // What 32 bits add after the fourth digit is nobody's number.
        (value * 1e4).round() / 1e4
    }

    /// The change that gives the clip another value there.
    pub fn set(self, here: &Here, shown: f64) -> Option<ClipChange> {
        let value = (self.scale().clamp(shown) / self.factor()) as f32;
        self.with(here, self.of(here.clip).with_value(here.at, value))
    }

    /// The change that adds a keyframe there, or takes the one away that is there.
    pub fn toggle_key(self, here: &Here) -> Option<ClipChange> {
        let now = self.of(here.clip);
        let next = match now.key_at(here.at) {
            Some(_) => now.without_key(here.at),
            None => now.with_key(here.at, now.at(here.at)),
        };
        self.with(here, next)
    }

    /// The change that makes the keyframe there, or the last before it, go on another way.
    pub fn set_curve(self, here: &Here, curve: Curve) -> Option<ClipChange> {
        let now = self.of(here.clip);
        let key = now.key_at(here.at).or_else(|| now.key_before(here.at))?.at;
        self.with(here, now.with_curve(key, curve))
    }

    fn with(self, here: &Here, value: Animated) -> Option<ClipChange> {
        if value == *self.of(here.clip) {
            return None;
        }
        if self == Self::Gain {
            return Some(ClipChange::Gain(value));
        }
        let mut picture = here.clip.picture.clone();
        match self {
            Self::X => picture.x = value,
            Self::Y => picture.y = value,
            Self::Scale => picture.scale = value,
            Self::Rotation => picture.rotation = value,
            Self::Opacity => picture.opacity = value,
            Self::Gain => {}
        }
        Some(ClipChange::Picture(Box::new(picture)))
    }
}

/// A value that may change, with its keyframes.
#[component]
pub fn ChannelField(chosen: Chosen, channel: Channel) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    let label = channel.label(words);
    let value = chosen.common(|here| Some(channel.shown(here))).same();
    let has_keys = chosen.common(|here| Some(!channel.of(here.clip).keys().is_empty())).same() == Some(true);
    let touched = chosen.clone();
    rsx! {
        div { class: "channel",
            NumberField {
                label,
                value,
                scale: channel.scale(),
                ontouch: move |touch: Touch<f64>| {
                    touched.touch(shared, touch, |here, shown| channel.set(here, *shown));
                },
            }
            KeyButtons { chosen: chosen.clone(), channel }
            if has_keys { CurveButtons { chosen, channel } }
        }
    }
}

/// To the keyframe before, add or take away, to the one after.
#[component]
fn KeyButtons(chosen: Chosen, channel: Channel) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    let label = channel.label(words);
    let keyed = chosen.common(|here| Some(channel.of(here.clip).key_at(here.at).is_some())).same();
    let is_keyed = keyed == Some(true);
    let to = |find: fn(&Animated, i64) -> Option<i64>| {
        let by = |here: &Here| Some(here.seconds(find(channel.of(here.clip), here.at)? - here.at));
        chosen.common(by).same()
    };
    let before = to(|value, at| value.key_before(at).map(|key| key.at));
    let after = to(|value, at| value.key_after(at).map(|key| key.at));
    let mut open = chosen.open;
    let seek = move |seconds: Option<f64>| {
        let rate = open.document.peek().canvas.frame_rate.as_f64();
        let playhead = *open.playhead.peek();
        open.seek(playhead + (seconds.unwrap_or(0.0) * rate).round() as i64);
        open.playing.set(false);
    };
    let mut back = seek;
    let mut on = seek;
    let add = if is_keyed { words.remove_key } else { words.add_key };
    rsx! {
        span { class: "keys", role: "group", aria_label: "{words.keyframes}: {label}",
            button { class: "tiny", title: if before.is_some() { words.previous_key.to_owned() } else { format!("{}: {}", words.previous_key, words.no_key) }, aria_label: "{words.previous_key}: {label}", disabled: before.is_none(), onclick: move |_| back(before), "‹" }
            button {
                class: "tiny",
                "data-testid": "key-{channel:?}",
                title: add,
                aria_label: "{add}: {label}",
                aria_pressed: "{is_keyed}",
                onclick: move |_| chosen.change(shared, |here| channel.toggle_key(here)),
                if is_keyed { "◆" } else { "◇" }
            }
            button { class: "tiny", title: if after.is_some() { words.next_key.to_owned() } else { format!("{}: {}", words.next_key, words.no_key) }, aria_label: "{words.next_key}: {label}", disabled: after.is_none(), onclick: move |_| on(after), "›" }
        }
    }
}

/// How the value goes on from the keyframe.
#[component]
fn CurveButtons(chosen: Chosen, channel: Channel) -> Element {
    let shared = use_context::<Shared>();
    let words = &words().inspector;
    let curve_at = |here: &Here| {
        let value = channel.of(here.clip);
        value.key_at(here.at).or_else(|| value.key_before(here.at)).map(|key| key.curve)
    };
    let now = chosen.common(curve_at).same();
    let curves =
        [(Curve::Linear, words.linear, "╱"), (Curve::Hold, words.hold, "⎍"), (Curve::Ease, words.ease, "∿")];
    rsx! {
        span { class: "curves", role: "radiogroup", aria_label: "{words.curve}: {channel.label(words)}",
            for (curve, name, sign) in curves {
                button {
                    class: "tiny",
                    role: "radio",
                    title: if now.is_some() { name.to_owned() } else { format!("{name}: {}", words.no_key) },
                    aria_label: name,
                    aria_checked: "{now == Some(curve)}",
                    disabled: now.is_none(),
                    onclick: {
                        let chosen = chosen.clone();
                        move |_| chosen.change(shared, |here| channel.set_curve(here, curve))
                    },
                    "{sign}"
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::document::clip::Source;
    use types::document::track::Unit;
    use types::geometry::Color;
    use types::keyframe::Keyframe;
    use types::time::FrameRate;

    fn clip(scale: Animated) -> Clip {
        let mut clip = Clip::new(60, Source::Solid(Color::BLACK));
        clip.picture.scale = scale;
        clip
    }

    fn at(clip: &Clip, at: i64) -> Here<'_> {
        Here { clip, unit: Unit::Frames, at, rate: FrameRate::FPS_30, follows: false }
    }

    fn scale_of(change: Option<ClipChange>) -> Animated {
        match change {
            Some(ClipChange::Picture(picture)) => picture.scale,
            other => unreachable!("the picture changes, not {other:?}"),
        }
    }

    #[test]
    fn a_value_is_shown_in_percent_and_set_in_shares() {
        let clip = clip(Animated::Fixed(1.0));
        assert_eq!(Channel::Scale.shown(&at(&clip, 0)), 100.0);
        assert_eq!(scale_of(Channel::Scale.set(&at(&clip, 0), 150.0)), Animated::Fixed(1.5));
    }

    #[test]
    fn a_value_out_of_range_is_the_nearest_and_the_same_one_no_change() {
        let clip = clip(Animated::Fixed(1.0));
        assert_eq!(scale_of(Channel::Scale.set(&at(&clip, 0), 99_999.0)), Animated::Fixed(32.0));
        assert_eq!(Channel::Scale.set(&at(&clip, 0), 100.0), None);
    }

    #[test]
    fn the_diamond_adds_a_keyframe_and_takes_it_away_again() {
        let fixed = clip(Animated::Fixed(1.5));
        let keyed = scale_of(Channel::Scale.toggle_key(&at(&fixed, 12)));
        assert_eq!(keyed, Animated::Keys(vec![Keyframe { at: 12, value: 1.5, curve: Curve::Linear }]));
        let keyed = clip(keyed);
        assert_eq!(scale_of(Channel::Scale.toggle_key(&at(&keyed, 12))), Animated::Fixed(1.5));
    }

    #[test]
    fn between_keyframes_the_curve_is_that_of_the_one_before() {
        let keys = [0, 30].map(|at| Keyframe { at, value: 1.0, curve: Curve::Linear });
        let clip = clip(Animated::Keys(keys.to_vec()));
        let changed = scale_of(Channel::Scale.set_curve(&at(&clip, 20), Curve::Hold));
        assert_eq!(changed.key_at(0).map(|key| key.curve), Some(Curve::Hold));
        assert_eq!(changed.key_at(30).map(|key| key.curve), Some(Curve::Linear));
    }
}
