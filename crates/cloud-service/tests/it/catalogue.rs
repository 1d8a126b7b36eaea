//! The catalogue: what it offers, what it costs, what it refuses to be.

use std::fs;
use std::path::Path;

use cloud_service::catalogue::look::Place;
use cloud_service::catalogue::model::{Amount, Offer, State};
use cloud_service::catalogue::plan::Tier;
use cloud_service::catalogue::{Catalogue, CatalogueError, Current, Purchase};
use cloud_service::moment::{DAY, Moment};
use cloud_service::money::MilliCredits;
use cloud_service::provider::elevenlabs::voice::ProviderVoice;
use proptest::prelude::*;
use types::actor::ActorId;

/// 2026-11-25 in UTC.
const TODAY: Moment = Moment(1_795_564_800_000);

fn embedded() -> Catalogue {
    Catalogue::embedded().expect("the files in the program hold together")
}

fn price(model: &str, amount: Amount) -> MilliCredits {
    let catalogue = embedded();
    let model = catalogue.model(model).expect("the model is in the files");
    catalogue.price(model, amount, Purchase::Single).expect("it is priced by that")
}

#[test]
fn every_maker_of_the_specification_has_a_model() {
    let catalogue = embedded();
    let makers = ["Kling", "Runway", "Google", "MiniMax", "Vidu", "Luma", "Pika", "PixVerse", "Alibaba"];
    for maker in makers.into_iter().chain(["ByteDance", "Tencent", "Pollo", "OpenAI"]) {
        let known = |offer: &Offer| matches!(offer, Offer::Video(_));
        assert!(
            catalogue.models().iter().any(|model| model.maker == maker && known(&model.offer)),
            "{maker}"
        );
    }
    for id in ["kling-1.6", "runway-gen3", "veo-2", "avatar-iv", "lipsync-2", "whisper-1", "eleven-clone"] {
        assert!(catalogue.model(id).is_some(), "{id}");
    }
}

#[test]
fn prices_are_those_of_the_specification() {
    assert_eq!(price("kling-1.6", Amount::Milliseconds(8000)), MilliCredits(9600));
    assert_eq!(price("kling-1.6", Amount::Milliseconds(8000)).rounded_up(), 10);
    assert_eq!(price("runway-gen3", Amount::Milliseconds(10_000)), MilliCredits(15_000));
    assert_eq!(price("eleven-clone", Amount::One), MilliCredits(10_000));
    assert_eq!(embedded().house().voice_clone, MilliCredits(10_000));
}

#[test]
fn a_price_is_rounded_up_once_to_a_thousandth() {
    assert_eq!(price("kling-1.6", Amount::Milliseconds(1)), MilliCredits(2));
    assert_eq!(price("eleven-multilingual-v2", Amount::Characters(1)), MilliCredits(1));
    assert_eq!(price("eleven-flash-v2.5", Amount::Characters(3)), MilliCredits(2));
    assert_eq!(price("whisper-1", Amount::Milliseconds(60_001)), MilliCredits(101));
}

#[test]
fn a_batch_costs_eight_tenths() {
    let catalogue = embedded();
    let model = catalogue.model("kling-1.6").expect("in the files");
    let bulk = catalogue.price(model, Amount::Milliseconds(8000), Purchase::Bulk).expect("priced");
    assert_eq!(bulk, MilliCredits(7680));
}

#[test]
fn an_amount_that_a_model_is_not_priced_by_is_refused() {
    let catalogue = embedded();
    for (id, amount) in [("kling-1.6", Amount::Characters(4)), ("eleven-v3", Amount::Milliseconds(4))] {
        let model = catalogue.model(id).expect("in the files");
        assert!(catalogue.price(model, amount, Purchase::Single).is_err(), "{id}");
    }
}

proptest! {
    #[test]
    fn a_price_is_exact_and_never_falls_with_length(short in 0_u32..600_000, more in 0_u32..600_000) {
        let catalogue = embedded();
        let model = catalogue.model("kling-1.6").expect("in the files");
        let of = |length| catalogue.price(model, Amount::Milliseconds(length), Purchase::Single).expect("priced").0;
        prop_assert!(of(short) <= of(short + more));
        let exact = i64::from(short) * 1200;
        prop_assert!(of(short) * 1000 >= exact && of(short) * 1000 < exact + 1000);
    }
}

#[test]
fn a_length_that_is_not_offered_becomes_the_next_longer_one() {
    let catalogue = embedded();
    let offered = |id: &str, asked| {
        let model = catalogue.model(id).expect("in the files");
        catalogue.duration_for(model, asked)
    };
    assert_eq!(offered("kling-1.6", 8000), Ok(10_000));
    assert_eq!(offered("kling-1.6", 5000), Ok(5000));
    assert_eq!(offered("kling-1.6", 5001), Ok(10_000));
    assert_eq!(offered("veo-3.1", 1), Ok(4000));
    assert_eq!(offered("avatar-iv", 12_345), Ok(12_345));
    let refusal = offered("kling-1.6", 10_001).expect_err("it makes ten seconds at most");
    assert!(refusal.message.contains("at most 10 seconds"), "{}", refusal.message);
    assert!(offered("kling-1.6", 0).is_err());
    assert!(offered("avatar-iv", u32::MAX).is_err());
}

#[test]
fn a_model_is_retired_from_its_day_on() {
    let catalogue = embedded();
    let sora = catalogue.model("sora-2").expect("in the files");
    let State::Retired(retired) = sora.state(TODAY) else { panic!("it ended on 2026-09-24") };
    assert_eq!(retired.on.as_str(), "2026-09-24");
    assert_eq!(retired.replacement.as_deref(), Some("veo-3.1"));
    assert_eq!(sora.state(Moment(retired.on.start().0 - 1)), State::Live);
    assert_eq!(catalogue.model("kling-1.6").expect("in the files").state(TODAY), State::Live);
}

#[test]
fn every_plan_has_the_limits_of_the_specification() {
    let catalogue = embedded();
    let row = |tier| {
        let plan = catalogue.plan(tier).expect("one for each tier");
        (plan.monthly_credits, plan.visible_actors, plan.lines_max, plan.clones, plan.bulk)
    };
    assert_eq!(row(Tier::Free), (Some(10), Some(100), 720, Some(0), false));
    assert_eq!(row(Tier::Starter), (Some(50), None, 1080, Some(0), false));
    assert_eq!(row(Tier::Pro), (Some(200), None, 1080, Some(5), true));
    assert_eq!(row(Tier::Enterprise), (None, None, 1080, None, true));
    let limits = catalogue.plans().iter().map(|plan| (plan.requests_per_minute, plan.requests_per_hour));
    assert_eq!(limits.collect::<Vec<_>>(), [(10, 100), (30, 500), (100, 2000), (1000, 50_000)]);
}

#[test]
fn every_model_of_pollo_has_a_route() {
    let catalogue = embedded();
    let routes = catalogue.pollo_routes();
    for model in catalogue.models().iter().filter(|model| model.provider == "pollo") {
        assert!(routes.contains_key(&model.provider_model), "{}", model.id);
    }
    assert_eq!(routes["kling-ai/kling-v1-6"].path, "generation/kling-ai/kling-v1-6");
    assert_eq!(routes["kling-ai/kling-v1-6"].seconds_field.as_deref(), Some("length"));
    assert_eq!(routes["google/veo-3-1"].path, "v1/generation/google/veo-3-1/video");
    assert_eq!(routes["google/veo-3-1"].seconds_field.as_deref(), Some("duration"));
}

#[test]
fn voices_speak_over_thirty_languages() {
    let fetched = ProviderVoice {
        id: "v1".to_owned(),
        name: "Rachel".to_owned(),
        category: "premade".to_owned(),
        languages: vec!["de".to_owned(), "xx".to_owned()],
        ..ProviderVoice::default()
    };
    let voices = embedded().voices(&[fetched.clone(), fetched], TODAY);
    assert_eq!(voices.len(), 1, "a voice that comes twice is one voice");
    assert_eq!((voices[0].id.as_str(), voices[0].language.as_str()), ("elevenlabs:v1", "de"));
    assert!(voices[0].languages.len() > 60);
    assert!(voices[0].languages.contains(&"xx".to_owned()), "languages it was checked in are among them");
}

#[test]
fn a_drawn_actor_has_a_look_in_the_sandbox_only() {
    let catalogue = embedded();
    let actor = ActorId::from("actor_001");
    let look = |place, provider, actor: &ActorId| catalogue.looks().look(place, provider, actor);
    assert_eq!(look(Place::Sandbox, "heygen", &actor).as_deref(), Some("look_actor_001"));
    assert_eq!(look(Place::Sandbox, "sync", &actor), None);
    assert_eq!(look(Place::Sandbox, "heygen", &ActorId::from("actor_999999")), None);
    assert_eq!(look(Place::Providers, "heygen", &actor), None);
}

#[test]
fn a_folder_replaces_only_the_files_it_has() {
    let folder = tempfile::tempdir().expect("a folder");
    let looks = "[[look]]\nactor = \"actor_001\"\nprovider = \"heygen\"\nlook = \"h1\"\n";
    fs::write(folder.path().join("looks.toml"), looks).expect("written");
    let catalogue = Catalogue::from_folder(folder.path()).expect("it holds together");
    let look = catalogue.looks().look(Place::Providers, "heygen", &ActorId::from("actor_001"));
    assert_eq!(look.as_deref(), Some("h1"));
    assert_eq!(catalogue.models().len(), embedded().models().len());
    assert_ne!(catalogue.version(), embedded().version());
    assert_eq!(embedded().version(), embedded().version());
}

#[test]
fn a_faulty_file_leaves_the_catalogue_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let current = Current::open(Some(folder.path().to_owned())).expect("an empty folder replaces nothing");
    let before = current.get().version().to_owned();
    fs::write(folder.path().join("plans.toml"), "plan = 3").expect("written");
    assert!(matches!(current.reload(), Err(CatalogueError::Form { .. })));
    assert_eq!(current.get().version(), before);
    let cheaper = include_str!("../../catalogue/plans.toml")
        .replace("bulk_thousandths = 800", "bulk_thousandths = 700");
    fs::write(folder.path().join("plans.toml"), cheaper).expect("written");
    assert_eq!(current.reload().expect("it holds together").house().bulk_thousandths, 700);
    assert_ne!(current.get().version(), before);
}

/// Reads the catalogue with one text of a file exchanged for another and returns what it says.
#[track_caller]
fn fault_of(file: &str, text: &str, with: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let original = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogue").join(file);
    let original = fs::read_to_string(original).expect("the file is there");
    assert!(original.contains(text), "{text} is in {file}");
    fs::write(folder.path().join(file), original.replacen(text, with, 1)).expect("written");
    Catalogue::from_folder(folder.path()).expect_err("this cannot hold together").to_string()
}

#[test]
fn what_does_not_hold_together_is_refused_with_a_sentence() {
    let video = |text, with| fault_of("video.toml", text, with);
    assert!(video("id = \"kling-1.5\"", "id = \"kling-1.6\"").contains("two models of this id"));
    assert!(video("id = \"kling-1.0\"", "id = \"Kling 1\"").contains("other letters"));
    assert!(video("per_second = 800", "per_second = 0").contains("its price"));
    assert!(video("per_second = 800", "per_second = 2000000").contains("its price"));
    assert!(video("per_second = 800", "per_minute = 800").contains("what its price is for"));
    assert!(video("durations_s = [5, 10]", "durations_s = [10, 5]").contains("not in order"));
    assert!(video("durations_s = [5, 10]", "durations_s = []").contains("not in order"));
    assert!(video("resolutions = [\"720p\"]", "resolutions = [\"big\"]").contains("resolutions"));
    assert!(video("provider = \"pollo\"", "provider = \"acme\"").contains("nobody of that name"));
    assert!(video("fallbacks = [\"kling-1.6\"", "fallbacks = [\"kling-99\"").contains("no model kling-99"));
    assert!(video("fallbacks = [\"kling-1.6\"", "fallbacks = [\"sora-2\"").contains("cannot take its place"));
    assert!(
        video("fallbacks = [\"kling-1.6\"", "fallbacks = [\"whisper-1\"").contains("cannot take its place")
    );
    assert!(video("from = [\"text\", \"image\"]", "from = [\"image\"]").contains("route starts from"));
    assert!(video("path = \"generation/kling-ai/kling-v1\"", "path = \"a/../b\"").contains("not a path"));
    assert!(video("2026-09-24", "2026-09-31").contains("is not a day"));
    assert!(video("quality_tenths = 40", "quality_tenths = 51").contains("5.0"));
    assert!(video("p99_s = 1200", "p99_s = 0").contains("99 of 100"));
    assert!(video("cost = 0", "costs = 0").contains("unknown field"));
    assert!(fault_of("plans.toml", "tier = \"free\"", "tier = \"pro\"").contains("one plan for each tier"));
    assert!(fault_of("plans.toml", "bulk_thousandths = 800", "bulk_thousandths = 0").contains("batch"));
    assert!(
        fault_of("sound.toml", "languages = [\"en\"", "languages = [\"english\"").contains("two or three")
    );
}

#[test]
fn a_look_of_nobody_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let looks = "[[look]]\nactor = \"actor_9999\"\nprovider = \"heygen\"\nlook = \"h1\"\n";
    fs::write(folder.path().join("looks.toml"), looks).expect("written");
    let fault = Catalogue::from_folder(folder.path()).expect_err("nobody").to_string();
    assert!(fault.contains("no such actor"), "{fault}");
}

#[test]
fn no_model_takes_two_days_to_be_given_up() {
    for model in embedded().models() {
        assert!(i64::from(model.p99_s) * 2000 < 2 * DAY, "{}", model.id);
    }
}
