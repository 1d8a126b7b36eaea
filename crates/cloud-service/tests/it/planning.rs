//! From a wish to a price: exact, never above what was shown, and said before anything begins.

use cloud_service::catalogue::look::Place;
use cloud_service::catalogue::plan::Tier;
use cloud_service::catalogue::{Catalogue, Purchase};
use cloud_service::generation::Craft;
use cloud_service::generation::commit::Item;
use cloud_service::moment::Moment;
use cloud_service::planning::{Approval, Planner, What, Wish};
use cloud_service::refusal::Refusal;
use types::actor::ActorId;

/// The day this was written.
const NOW: Moment = Moment(1_795_600_000_000);

fn wish(what: What) -> Wish {
    Wish {
        what,
        text: "Welcome to our amazing summer collection...".to_owned(),
        before: String::new(),
        after: String::new(),
        language: "en".to_owned(),
        actor: (what == What::Talking).then(|| ActorId("actor_001".to_owned())),
        voice: (what != What::Shot).then(|| ("elevenlabs:v".to_owned(), "v".to_owned())),
        model: None,
        fallbacks: Some(Vec::new()),
        milliseconds: 8000,
        aspect: "16:9".to_owned(),
        resolution: Some("720p".to_owned()),
        quality: String::new(),
        rate_thousandths: 1000,
        take: 0,
        still: None,
        approval: Approval::Given,
    }
}

fn plan(tier: Tier, purchase: Purchase, wish: &Wish) -> Result<Item, Refusal> {
    let catalogue = Catalogue::embedded().expect("a catalogue");
    Planner { catalogue: &catalogue, place: Place::Sandbox, tier, purchase, now: NOW }.plan(wish)
}

fn planned(wish: &Wish) -> Item {
    plan(Tier::Pro, Purchase::Single, wish).expect("can be made")
}

fn crafts(item: &Item) -> Vec<(Craft, Vec<&str>)> {
    let models = |stage: &'_ cloud_service::generation::Stage| stage.craft;
    item.stages
        .iter()
        .map(|stage| (models(stage), stage.routes.iter().map(|route| route.model.as_str()).collect()))
        .collect()
}

#[test]
fn the_specs_example_costs_nine_credits_and_six_tenths_and_is_shown_as_ten() {
    let item = planned(&Wish { model: Some("kling-1.6".to_owned()), ..wish(What::Talking) });
    assert_eq!((item.quote.0, item.quote.rounded_up()), (9600, 10));
    let kinds: Vec<Craft> = item.stages.iter().map(|stage| stage.craft).collect();
    assert_eq!(kinds, [Craft::Speech, Craft::Shot, Craft::LipSync]);
}

#[test]
fn a_length_the_model_does_not_offer_is_made_longer_and_priced_as_asked() {
    let item = planned(&Wish { model: Some("kling-1.6".to_owned()), ..wish(What::Shot) });
    let route = item.stages.first().and_then(|stage| stage.routes.first()).expect("a route");
    assert_eq!((route.milliseconds, route.price.0), (10_000, 9600));
    assert!(item.warnings.iter().any(|warning| warning.contains("10 s")), "{:?}", item.warnings);
}

#[test]
fn a_dearer_a_retired_and_an_unknown_fallback_are_left_out_and_said() {
    let fallbacks = ["veo-3.1", "sora-2", "no-such-model", "kling-1.0"].map(str::to_owned).to_vec();
    let item = planned(&Wish {
        model: Some("kling-1.6".to_owned()),
        fallbacks: Some(fallbacks),
        ..wish(What::Shot)
    });
    let (_, models) = crafts(&item).into_iter().next().expect("a stage");
    assert_eq!(models, ["kling-1.6", "kling-1.0"]);
    let said = item.warnings.join("\n");
    for part in ["costs more", "retired", "no-such-model"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(item.stages.iter().flat_map(|stage| &stage.routes).all(|route| route.price <= item.quote));
}

#[test]
fn a_retired_model_is_replaced_or_refused_with_what_to_do() {
    let refused =
        plan(Tier::Pro, Purchase::Single, &Wish { model: Some("sora-2".to_owned()), ..wish(What::Shot) });
    match refused {
        Ok(item) => assert!(item.warnings.iter().any(|warning| warning.contains("retired")), "{item:?}"),
        Err(refusal) => assert_eq!(refusal.code, "MODEL_RETIRED"),
    }
}

#[test]
fn a_batch_costs_eight_tenths() {
    let shot = Wish { model: Some("kling-1.6".to_owned()), ..wish(What::Shot) };
    let bulk = plan(Tier::Pro, Purchase::Bulk, &shot).expect("can be made");
    assert_eq!(bulk.quote.0, 7680);
}

#[test]
fn plans_keep_their_limits() {
    let code = |tier, wish: &Wish| plan(tier, Purchase::Single, wish).expect_err("refuses").code;
    let large = Wish { resolution: Some("1080p".to_owned()), ..wish(What::Talking) };
    assert_eq!(code(Tier::Free, &large), "PLAN_LIMIT");
    assert!(plan(Tier::Starter, Purchase::Single, &large).is_ok());
    let hidden = Wish { actor: Some(ActorId("actor_101".to_owned())), ..wish(What::Talking) };
    assert_eq!(code(Tier::Free, &hidden), "ACTOR_NOT_IN_PLAN");
    assert!(plan(Tier::Starter, Purchase::Single, &hidden).is_ok());
    let nobody = Wish { actor: Some(ActorId("actor_999".to_owned())), ..wish(What::Talking) };
    assert_eq!(code(Tier::Pro, &nobody), "NOT_FOUND");
}

#[test]
fn what_cannot_be_made_is_refused_with_its_field() {
    let field = |wish: &Wish| {
        let refusal = plan(Tier::Pro, Purchase::Single, wish).expect_err("refuses");
        (
            refusal.code,
            refusal.details.get("field").and_then(|field| field.as_str()).unwrap_or_default().to_owned(),
        )
    };
    let cases = [
        (Wish { text: "  ".to_owned(), ..wish(What::Voice) }, "script"),
        (Wish { text: "a".repeat(5001), ..wish(What::Voice) }, "script"),
        (Wish { actor: None, ..wish(What::Talking) }, "actorId"),
        (Wish { voice: None, ..wish(What::Talking) }, "voiceId"),
        (Wish { language: "tlh".to_owned(), ..wish(What::Voice) }, "language"),
        (Wish { aspect: "7:3".to_owned(), ..wish(What::Talking) }, "settings.aspectRatio"),
        (Wish { resolution: Some("huge".to_owned()), ..wish(What::Talking) }, "settings.resolution"),
    ];
    for (wish, expected) in cases {
        assert_eq!(field(&wish), ("VALIDATION_ERROR", expected.to_owned()), "{wish:?}");
    }
    let long = Wish { milliseconds: 60_000, model: Some("kling-1.6".to_owned()), ..wish(What::Shot) };
    assert_eq!(field(&long).0, "DURATION_TOO_LONG");
    let unknown = Wish { model: Some("kling-99".to_owned()), ..wish(What::Shot) };
    assert_eq!(field(&unknown).0, "UNKNOWN_MODEL");
}

#[test]
fn a_segment_is_named_by_all_that_shapes_it_and_by_nothing_else() {
    let base = wish(What::Talking);
    let name = |wish: &Wish| planned(wish).segment;
    let same = Wish { before: "Before.".to_owned(), after: "After.".to_owned(), ..base.clone() };
    assert_eq!(name(&base), name(&same), "neighbouring words are for prosody only");
    let others = [
        Wish { text: "Other words.".to_owned(), ..base.clone() },
        Wish { language: "de".to_owned(), ..base.clone() },
        Wish { actor: Some(ActorId("actor_002".to_owned())), ..base.clone() },
        Wish { voice: Some(("elevenlabs:w".to_owned(), "w".to_owned())), ..base.clone() },
        Wish { model: Some("avatar-iii".to_owned()), ..base.clone() },
        Wish { rate_thousandths: 1100, ..base.clone() },
        Wish { aspect: "9:16".to_owned(), ..base.clone() },
        Wish { resolution: Some("1080p".to_owned()), ..base.clone() },
        Wish { quality: "high".to_owned(), ..base.clone() },
        Wish { take: 1, ..base.clone() },
    ];
    for other in others {
        assert_ne!(name(&base), name(&other), "{other:?}");
    }
}

#[test]
fn the_voice_is_heard_before_the_picture_where_the_desktop_asks_for_it() {
    let asked = planned(&Wish { approval: Approval::Asked, ..wish(What::Talking) });
    let given = planned(&wish(What::Talking));
    let approvals = |item: &Item| item.stages.iter().map(|stage| stage.approval).collect::<Vec<_>>();
    assert_eq!((approvals(&asked), approvals(&given)), (vec![true, false], vec![false, false]));
    assert_eq!(asked.segment, given.segment);
}

#[test]
fn an_actor_has_one_look_for_all_lines() {
    let look = |text: &str| planned(&Wish { text: text.to_owned(), ..wish(What::Talking) }).request.look;
    assert_eq!((look("One."), look("Two.")), ("look_actor_001".to_owned(), "look_actor_001".to_owned()));
}
