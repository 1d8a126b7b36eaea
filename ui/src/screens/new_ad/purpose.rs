//! What the ad is for: it suggests templates and settings.

use dioxus::prelude::*;
use types::geometry::Aspect;
use types::template::UseCase;

use super::Plan;
use crate::script::templates::Templates;
use crate::words::words;

/// What the ad is for.
#[component]
pub(super) fn Purpose(plan: Plan) -> Element {
    let words = words();
    let mut use_case = plan.use_case;
    let chosen = *use_case.read();
    let mut choose = move |one: UseCase| {
        use_case.set((chosen != Some(one)).then_some(one));
        let (mut settings, mut placement) = (plan.settings, plan.placement);
        let suggested = suggestion(one);
        settings.write().aspect = suggested.aspect;
        settings.write().bed = Some(suggested.bed.to_owned());
        placement.set(Some(suggested.placement.to_owned()));
    };
    rsx! {
        fieldset { class: "purpose",
            legend { "{words.write.purpose}" }
            div { class: "chips", role: "group", aria_label: words.write.purpose,
                for one in UseCase::ALL {
                    button {
                        class: "chip",
                        "data-testid": "use-case",
                        aria_pressed: "{chosen == Some(one)}",
                        onclick: move |_| choose(one),
                        "{words.catalogue.use_case(one)}"
                    }
                }
            }
        }
        if let Some(one) = chosen {
            p { class: "muted", "data-testid": "suggested", "{words.write.suggested}: {said(one)}" }
            if plan.script.read().trim().is_empty() {
                Templates { key: "{one:?}", use_case: Some(one), onuse: move |text: String| { let mut script = plan.script; script.set(text); } }
            }
        }
    }
}

/// What an ad for that purpose is usually made with.
struct Suggestion {
    aspect: Aspect,
    placement: &'static str,
    bed: &'static str,
}

fn suggestion(use_case: UseCase) -> Suggestion {
    let with = |aspect, placement, bed| Suggestion { aspect, placement, bed };
    match use_case {
        UseCase::Awareness => with(Aspect::Tall, "meta-reels", "palm_room"),
        UseCase::Launch => with(Aspect::Tall, "tiktok-in-feed", "rooftop"),
        UseCase::Testimonial => with(Aspect::Tall, "tiktok-in-feed", "front_porch"),
        UseCase::Explainer => with(Aspect::Wide, "youtube-skippable", "clear_path"),
        UseCase::Offer => with(Aspect::Tall, "meta-stories", "side_step"),
        UseCase::Retargeting => with(Aspect::Portrait, "meta-feed", "late_desk"),
        UseCase::AppInstall => with(Aspect::Tall, "tiktok-in-feed", "pocket"),
        UseCase::LeadGeneration => with(Aspect::Portrait, "linkedin", "signal"),
        UseCase::LocalBusiness => with(Aspect::Square, "meta-feed", "front_porch"),
        UseCase::Recruiting => with(Aspect::Portrait, "linkedin", "rise"),
    }
}

fn said(use_case: UseCase) -> String {
    let Suggestion { aspect, placement, bed } = suggestion(use_case);
    let place = types::placement::find(placement).map_or("", |placement| placement.name);
    let music = types::bed::find(bed).map_or("", |bed| bed.name);
    [aspect.name(), place, music].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_suggestion_is_of_things_that_exist() {
        for use_case in UseCase::ALL {
            let Suggestion { aspect, placement, bed } = suggestion(use_case);
            let place = types::placement::find(placement).expect(placement);
            assert!(types::bed::find(bed).is_some(), "{bed}");
            let fits = place.shapes.value.iter().any(|shape| shape.aspect == aspect);
            assert!(fits, "{placement} does not take {}", aspect.name());
        }
    }
}
