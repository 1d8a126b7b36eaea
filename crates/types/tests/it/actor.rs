//! Facts about the catalogue of drawn actors and its filters.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};
use types::actor::{
    ACTOR_COUNT, Actor, ActorFilter, ActorId, AgeRange, Ethnicity, Gender, Look, Profession, Setting, Style,
    UseCase, catalogue, find, language_name, languages,
};

fn tally<K: Ord>(key: impl Fn(&Actor) -> K) -> BTreeMap<K, usize> {
    let mut tally = BTreeMap::new();
    for actor in catalogue() {
        *tally.entry(key(actor)).or_default() += 1;
    }
    tally
}

#[test]
fn the_catalogue_never_changes() {
    let json = serde_json::to_string(catalogue()).expect("plain data becomes JSON");
    let hash: String = Sha256::digest(json.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    insta::assert_json_snapshot!("first_actors", &catalogue()[..3]);
    insta::assert_snapshot!("hash_of_all_actors", hash);
}

#[test]
fn there_are_more_than_520_actors_and_ids_find_them() {
    assert!(ACTOR_COUNT >= 520 && catalogue().len() == ACTOR_COUNT);
    assert_eq!(catalogue()[0].id, ActorId::from("actor_001"));
    assert!(catalogue().iter().all(|actor| find(&actor.id) == Some(actor)));
    for unknown in ["actor_000", "actor_601", "actor_1", "actor_", "actor_-1", "portrait"] {
        assert_eq!(find(&ActorId::from(unknown)), None, "{unknown}");
    }
}

#[test]
fn every_filter_value_has_its_share() {
    assert_eq!(
        tally(|actor| actor.ethnicity).into_values().collect::<Vec<_>>(),
        vec![60; Ethnicity::ALL.len()]
    );
    assert_eq!(
        tally(|actor| actor.age_range).into_values().collect::<Vec<_>>(),
        vec![100; AgeRange::ALL.len()]
    );
    assert_eq!(tally(|actor| actor.gender).into_values().collect::<Vec<_>>(), vec![240, 240, 120]);
    let professions = tally(|actor| actor.profession);
    assert!(professions.len() == Profession::ALL.len() && professions.values().all(|count| *count >= 15));
    let settings = tally(|actor| actor.setting);
    assert!(
        settings.len() == Setting::ALL.len() && settings.values().all(|count| *count >= 15),
        "{settings:?}"
    );
    let styles = tally(|actor| actor.style);
    assert!(styles.len() == Style::ALL.len() && styles.values().all(|count| *count >= 30), "{styles:?}");
    for case in UseCase::ALL {
        assert!(catalogue().iter().filter(|actor| actor.use_cases.contains(case)).count() >= 60, "{case:?}");
    }
    for gender in Gender::ALL {
        for ethnicity in Ethnicity::ALL {
            let here =
                catalogue().iter().filter(|actor| actor.gender == *gender && actor.ethnicity == *ethnicity);
            assert!(here.count() >= 10);
        }
    }
}

#[test]
fn names_and_looks_are_all_different() {
    let names: BTreeSet<&str> = catalogue().iter().map(|actor| actor.name.as_str()).collect();
    assert_eq!(names.len(), ACTOR_COUNT);
    let looks: BTreeSet<String> = catalogue()
        .iter()
        .map(|actor| serde_json::to_string(&Look { seed: 0, ..actor.look.clone() }).expect("plain data"))
        .collect();
    assert_eq!(looks.len(), ACTOR_COUNT);
}

#[test]
fn over_forty_languages_are_each_spoken_by_several_actors() {
    assert!(languages().count() >= 40);
    for code in languages() {
        let filter = ActorFilter { language: vec![format!("{code}-XX")], ..ActorFilter::default() };
        assert!(filter.select(catalogue()).len() >= 3, "{code}");
        assert!(language_name(code).is_some());
    }
    let unknown = |actor: &Actor| actor.languages.iter().any(|code| language_name(code).is_none());
    assert!(!catalogue().iter().any(unknown));
}

#[test]
fn values_in_one_list_widen_and_lists_narrow() {
    let women = ActorFilter { gender: vec![Gender::Woman], ..ActorFilter::default() };
    let both = ActorFilter { gender: vec![Gender::Woman, Gender::Man], ..ActorFilter::default() };
    let young = ActorFilter { age: vec![AgeRange::From18], ..women.clone() };
    let count = |filter: &ActorFilter| filter.select(catalogue()).len();
    assert_eq!((count(&women), count(&both), count(&young)), (240, 480, 40));
    assert_eq!(count(&ActorFilter::default()), ACTOR_COUNT);
    assert!(
        catalogue()
            .iter()
            .all(|actor| young.matches(actor) == young.select(std::slice::from_ref(actor)).len().eq(&1))
    );
}

#[test]
fn text_is_looked_for_at_the_start_of_words() {
    let search = |text: &str| {
        ActorFilter { text: text.to_owned(), ..ActorFilter::default() }.select(catalogue()).len()
    };
    assert!(search("DOCTOR") >= 15);
    assert!(search("doctor clinic") > 0 && search("doctor clinic") < search("doctor"));
    assert_eq!(search("octor"), 0);
    assert_eq!(search(&catalogue()[7].name), 1);
    assert_eq!(search("  "), ACTOR_COUNT);
}

#[test]
fn counts_say_what_each_value_would_show() {
    let filter = ActorFilter {
        gender: vec![Gender::Woman],
        profession: vec![Profession::Doctor],
        ..ActorFilter::default()
    };
    let counts = filter.counts(catalogue());
    assert_eq!(counts.total, filter.select(catalogue()).len());
    for gender in Gender::ALL {
        let other = ActorFilter { gender: vec![*gender], ..filter.clone() };
        assert_eq!(counts.gender[gender], other.select(catalogue()).len());
    }
    for profession in Profession::ALL {
        let other = ActorFilter { profession: vec![*profession], ..filter.clone() };
        assert_eq!(counts.profession[profession], other.select(catalogue()).len());
    }
    for code in languages() {
        let other = ActorFilter { language: vec![code.to_owned()], ..filter.clone() };
        assert_eq!(counts.language[code], other.select(catalogue()).len(), "{code}");
    }
}

#[test]
fn labels_are_read_back() {
    for setting in Setting::ALL {
        assert_eq!(Setting::parse(setting.id()), Some(*setting));
        assert_eq!(Setting::parse(&setting.label().to_uppercase()).is_some(), setting.label().is_ascii());
    }
    assert_eq!(AgeRange::parse("25-34"), Some(AgeRange::From25));
    assert_eq!(Gender::parse("nobody"), None);
}
