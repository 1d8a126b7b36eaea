//! Every structure, filled for every industry, is a script somebody could record.

use std::collections::HashSet;

use types::script::{BlockKind, Script, parse};
use types::template::{Industry, Slot, Structure, UseCase, fill, fill_with};

const WORDS_PER_SECOND: f64 = 2.5;

/// Checks every filled script and reports all that is wrong at once.
#[track_caller]
fn check_all(fault: impl Fn(&Structure, &str, &Script) -> Option<String>) {
    let mut faults = Vec::new();
    for structure in Structure::all() {
        for industry in Industry::ALL {
            let text = fill(structure, industry);
            let script = parse(&text).expect("a filled structure is a script");
            if let Some(fault) = fault(structure, &text, &script) {
                faults.push(format!("{} for {}: {fault}", structure.id, industry.id));
            }
        }
    }
    assert!(faults.is_empty(), "{}\n{} faults", faults.join("\n"), faults.len());
}

fn spoken_words(script: &Script) -> usize {
    script.lines().map(|(_, line)| line.text.split_whitespace().count()).sum()
}

fn doubled_word(sentence: &str) -> Option<String> {
    let plain = |word: &str| word.trim_end_matches(['.', ',', '?']).to_lowercase();
    let words: Vec<_> = sentence.split_whitespace().map(plain).collect();
    words.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| format!("{} in {sentence}", pair[0]))
}

#[test]
fn there_are_enough_of_both() {
    assert!(Structure::all().count() >= 42);
    assert!(Industry::ALL.len() >= 12);
    for use_case in UseCase::ALL {
        let seconds: Vec<_> = use_case.structures().iter().map(|structure| structure.seconds).collect();
        assert!(seconds.is_sorted(), "{} goes from short to long", use_case.name());
        assert!(use_case.structures().iter().all(|structure| structure.use_case == use_case));
        assert!(seconds.iter().all(|seconds| [15, 30, 45, 60].contains(seconds)));
    }
}

#[test]
fn ids_are_unique_kebab_case_and_found() {
    let kebab = |id: &str| !id.is_empty() && id.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let mut seen = HashSet::new();
    for structure in Structure::all() {
        assert!(kebab(structure.id) && seen.insert(structure.id), "{}", structure.id);
        assert_eq!(Structure::find(structure.id), Some(structure));
    }
    for industry in Industry::ALL {
        assert!(kebab(industry.id) && seen.insert(industry.id), "{}", industry.id);
        assert_eq!(Industry::find(industry.id), Some(industry));
    }
    assert_eq!(Structure::find("no-such-structure"), None);
}

#[test]
fn every_structure_says_when_to_use_it_in_one_sentence() {
    for structure in Structure::all() {
        let when = structure.when;
        assert!(when.starts_with(char::is_uppercase) && when.ends_with('.'), "{when}");
        assert_eq!(when.matches('.').count(), 1, "{when}");
    }
}

#[test]
fn every_script_has_a_hook_a_body_and_a_call_to_action() {
    check_all(|_, _, script| {
        let kinds: Vec<_> = script.blocks.iter().map(|block| block.kind).collect();
        let expected = [BlockKind::Hook, BlockKind::Body, BlockKind::CallToAction];
        (kinds != expected).then(|| format!("{kinds:?}"))
    });
}

#[test]
fn every_script_names_its_brand_or_its_product() {
    for structure in Structure::all() {
        let slots = structure.slots();
        assert!(slots.contains(&Slot::Brand) || slots.contains(&Slot::ProductName), "{}", structure.id);
    }
}

#[test]
fn no_mark_of_a_gap_is_left() {
    check_all(|_, text, _| text.contains(['{', '}', '[', ']', '*']).then(|| text.to_owned()));
}

#[test]
fn every_script_is_about_as_long_as_its_structure_says() {
    check_all(|structure, _, script| {
        let words = spoken_words(script);
        let share = words as f64 / (f64::from(structure.seconds) * WORDS_PER_SECOND);
        (!(0.75..=1.25).contains(&share)).then(|| format!("{words} words, {share:.2} of its length"))
    });
}

#[test]
fn no_word_and_no_space_is_doubled() {
    check_all(|_, text, script| {
        let spaced = text.contains("  ").then(|| "two spaces".to_owned());
        spaced.or_else(|| script.lines().find_map(|(_, line)| doubled_word(&line.text)))
    });
}

#[test]
fn no_sentence_is_said_twice() {
    check_all(|_, _, script| {
        let mut seen = HashSet::new();
        let again = script.lines().find(|(_, line)| !seen.insert(line.text.as_str()));
        again.map(|(_, line)| line.text.clone())
    });
}

#[test]
fn every_sentence_starts_with_a_capital_and_ends_with_a_mark() {
    check_all(|_, _, script| {
        let well = |text: &str| text.starts_with(char::is_uppercase) && text.ends_with(['.', '?', '!']);
        let ill = script.lines().find(|(_, line)| !well(&line.text));
        ill.map(|(_, line)| line.text.clone())
    });
}

#[test]
fn no_script_leans_on_a_worn_phrase() {
    let worn = [
        "game changer",
        "game-changer",
        "say goodbye",
        "say hello to",
        "look no further",
        "next level",
        "unlock",
        "elevate",
        "revolution",
        "seamless",
        "hassle",
        "in today's world",
        "whether you're",
        "tired of the same",
        "here's the thing",
        "trust me",
        "literally",
        "obsessed",
        "life-changing",
        "number one",
    ];
    check_all(|_, text, _| {
        let text = text.to_lowercase();
        worn.into_iter().find(|phrase| text.contains(phrase)).map(str::to_owned)
    });
}

#[test]
fn only_the_two_sides_of_a_talk_are_cast() {
    check_all(|_, _, script| {
        let actors = script.lines().filter_map(|(_, line)| line.actor.as_deref());
        actors.filter(|actor| !["Host", "Guest"].contains(actor)).map(str::to_owned).next()
    });
}

#[test]
fn values_have_the_grammar_of_their_slots() {
    for industry in Industry::ALL {
        for slot in Slot::ALL {
            let value = industry.values.get(*slot);
            let place = format!("{} of {}: {value}", slot.name(), industry.id);
            assert_eq!(value, value.trim(), "{place}");
            assert!(value.ends_with(char::is_alphanumeric), "{place}");
            assert!(!value.contains(['.', '?', '!', ':', '{', '}', '"']), "{place}");
            assert!(!value.chars().any(|c| c.is_ascii_digit()), "numbers are spelled as spoken: {place}");
            let name = matches!(slot, Slot::Brand | Slot::Town | Slot::Customer | Slot::Founder);
            let first = value.split([' ', '\'']).next().unwrap_or_default();
            let may_be_capital = name || matches!(first, "I" | "December" | "X-rays");
            assert_eq!(value.starts_with(char::is_uppercase), may_be_capital, "{place}");
        }
    }
}

#[test]
fn every_slot_is_used_and_explained() {
    let used: HashSet<_> = Structure::all().flat_map(Structure::slots).collect();
    for slot in Slot::ALL {
        assert!(used.contains(slot), "no structure asks for {}", slot.name());
        assert!(slot.role().ends_with('.'), "{}", slot.role());
    }
}

#[test]
fn values_may_come_from_anywhere() {
    let structure = Structure::find("first-look").expect("it is there");
    let text = fill_with(structure, |slot| match slot {
        Slot::Brand => "éclair & Co",
        Slot::Novelty => "a {brand} box",
        _ => "it opens by itself",
    });
    assert!(text.contains("\nÉclair & Co now has a {brand} box.\nIt opens by itself.\n"), "{text}");
}

#[test]
fn a_few_scripts_read_like_this() {
    let pairs = [
        ("problem-solution", "skin-care"),
        ("street-interview", "pet-food"),
        ("founder-story", "dental-clinic"),
        ("event-invitation", "travel"),
        ("hiring", "team-software"),
    ];
    let scripts = pairs.map(|(structure, industry)| {
        let structure = Structure::find(structure).expect("it is there");
        let industry = Industry::find(industry).expect("it is there");
        format!("{} for {}\n\n{}", structure.name, industry.name, fill(structure, industry))
    });
    insta::assert_snapshot!(scripts.join("\n"));
}
