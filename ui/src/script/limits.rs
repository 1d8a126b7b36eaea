//! Whether a script fits the place where the ad is to run.

use dioxus::prelude::*;
use types::placement::{self, LengthLimit, Placement};

use crate::words::words;

/// The choice of a placement, and whether so many seconds fit there.
#[component]
pub fn Limits(seconds: f64, placement: Option<String>, onchange: EventHandler<Option<String>>) -> Element {
    let words = words();
    let chosen = placement.as_deref().and_then(placement::find);
    let limit = chosen.map(|placement| placement.length.value);
    let said = limit.filter(|_| seconds > 0.0).map(|limit| verdict(limit, seconds));
    let full = limit.and_then(|limit| limit.maximum_ms).map(|most| f64::from(most) / 1000.0);
    rsx! {
        div { class: "limits",
            label { class: "field inline",
                span { "{words.write.placement}" }
                select {
                    "data-testid": "script-placement",
                    value: placement.clone().unwrap_or_default(),
                    onchange: move |event| onchange.call(Some(event.value()).filter(|id| !id.is_empty())),
                    option { value: "", selected: placement.is_none(), "{words.write.no_placement}" }
                    for one in placement::catalogue::ALL.iter() {
                        option { value: one.id, selected: is(chosen, one), "{one.name}" }
                    }
                }
            }
            if let Some(full) = full.filter(|full| *full <= 180.0) {
                meter { min: "0", max: "{full}", high: "{full}", value: "{seconds.min(full)}", aria_label: words.total }
                span { class: "muted number", "{seconds:.0} / {full:.0} {words.seconds}" }
            }
            if let Some(said) = said {
                span { class: said.class(), role: "status", "data-testid": "limit-verdict", "{said.text()}" }
            }
        }
    }
}

fn is(chosen: Option<&Placement>, one: &Placement) -> bool {
    chosen.is_some_and(|chosen| chosen.id == one.id)
}

/// How a length stands to a limit.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Verdict {
    /// Over it, by so many seconds.
    TooLong(f64),
    /// Under it, by so many seconds.
    TooShort(f64),
    /// Taken, but from and to so many seconds are advised.
    Advised(f64, f64),
    /// Right.
    Within,
}

fn verdict(limit: LengthLimit, seconds: f64) -> Verdict {
    let in_seconds = |ms: u32| f64::from(ms) / 1000.0;
    if let Some(most) = limit.maximum_ms.map(in_seconds).filter(|most| seconds > *most) {
        return Verdict::TooLong(seconds - most);
    }
    let least = in_seconds(limit.minimum_ms);
    if seconds < least {
        return Verdict::TooShort(least - seconds);
    }
    match limit.advised_ms.map(|(from, to)| (in_seconds(from), in_seconds(to))) {
        Some((from, to)) if !(from..=to).contains(&seconds) => Verdict::Advised(from, to),
        _ => Verdict::Within,
    }
}

impl Verdict {
    fn class(self) -> &'static str {
        match self {
            Self::TooLong(_) | Self::TooShort(_) => "bad",
            Self::Advised(..) => "warning",
            Self::Within => "good",
        }
    }

    fn text(self) -> String {
        let words = &words().write;
        match self {
            Self::TooLong(by) => format!("{} {by:.1} s", words.too_long),
            Self::TooShort(by) => format!("{} {by:.1} s", words.too_short),
            Self::Advised(from, to) => format!("{}: {from:.0}–{to:.0} s", words.advised),
            Self::Within => words.within.to_owned(),
        }
    }
}
