//! Words are grouped so that they can be read.

use proptest::prelude::*;
use types::geometry::Color;
use types::text::card::{caption_cards, joined};
use types::text::end_card::EndCard;
use types::text::preset::CaptionPreset;
use types::text::{Caption, CaptionWord, CardLimits};

const LIMITS: CardLimits = CardLimits { lines: 2, characters: 24, words: 4 };

/// Words of 0.3 s each without a gap.
fn spoken(text: &str) -> Vec<CaptionWord> {
    text.split(' ')
        .enumerate()
        .map(|(at, word)| {
            let start = at as i64 * 14_400;
            CaptionWord { text: word.to_owned(), start, end: start + 14_400 }
        })
        .collect()
}

fn cards(words: &[CaptionWord]) -> Vec<String> {
    caption_cards(words, &LIMITS)
        .into_iter()
        .map(|card| joined(words[card.words].iter().map(|word| word.text.as_str())))
        .collect()
}

#[test]
fn cards_end_with_sentences_and_leave_no_word_alone() {
    let words =
        spoken("Your skin deserves better. Meet the cream that works overnight, every night. Try it today!");
    assert_eq!(
        cards(&words),
        [
            "Your skin",
            "deserves better.",
            "Meet the cream that",
            "works overnight,",
            "every night.",
            "Try it today!"
        ]
    );
}

#[test]
fn five_words_are_not_cut_into_four_and_one() {
    let cards = cards(&spoken("one thing nobody tells you"));
    assert_eq!(cards.len(), 2);
    assert!(cards.iter().all(|card| card.contains(' ')), "{cards:?}");
}

#[test]
fn a_long_pause_ends_a_card() {
    let mut words = spoken("wait for it");
    words[2].start += 48_000;
    words[2].end += 48_000;
    assert_eq!(cards(&words), ["wait for", "it"]);
    let timed = caption_cards(&words, &LIMITS);
    assert_eq!(timed[0].end, 28_800 + 24_000, "the first card goes half a second after its words");
}

#[test]
fn scripts_without_spaces_are_joined_without() {
    assert_eq!(joined(["这款", "面霜", "真的", "有效", "。"].into_iter()), "这款面霜真的有效。");
    assert_eq!(joined(["Try", "it", "today", "!"].into_iter()), "Try it today!");
    assert_eq!(joined(["ลอง", "วันนี้"].into_iter()), "ลองวันนี้");
    assert_eq!(joined(["اشتر", "الآن", "؟"].into_iter()), "اشتر الآن؟");
}

#[test]
fn every_preset_is_read_back_as_written() {
    for preset in CaptionPreset::ALL {
        let style = preset.style();
        let text = serde_json::to_string(&style).expect("plain data");
        assert_eq!(serde_json::from_str::<types::text::CaptionStyle>(&text).expect("its own text"), style);
        assert_eq!(CaptionPreset::parse(preset.id()), Some(preset));
        assert_eq!(serde_json::to_value(preset).expect("plain data"), preset.id());
    }
}

#[test]
fn a_caption_without_a_style_has_the_first_one() {
    let caption: Caption =
        serde_json::from_str(r#"{"words":[{"text":"Hi","start":0,"end":9}]}"#).expect("valid");
    assert_eq!(*caption.style(), CaptionPreset::Bold.style());
}

fn hostile_words() -> impl Strategy<Value = Vec<CaptionWord>> {
    prop::collection::vec(("\\PC{0,30}", any::<i64>(), any::<i64>()), 0..60).prop_map(|words| {
        words.into_iter().map(|(text, start, end)| CaptionWord { text, start, end }).collect()
    })
}

proptest! {
    #[test]
    fn every_word_is_on_one_card(words in hostile_words(), lines in 0..9_u32, characters in 0..90_u32, most in 0..30_u32) {
        let cards = caption_cards(&words, &CardLimits { lines, characters, words: most });
        let on_cards: Vec<usize> = cards.iter().flat_map(|card| card.words.clone()).collect();
        prop_assert_eq!(on_cards, (0..words.len()).collect::<Vec<_>>());
    }

    #[test]
    fn one_card_at_a_time_is_shown(lengths in prop::collection::vec((1..40_000_i64, 0..60_000_i64), 1..60)) {
        let mut at = 0;
        let words: Vec<CaptionWord> = lengths.iter().map(|(length, gap)| {
            let start = at + gap;
            at = start + length;
            CaptionWord { text: "word".to_owned(), start, end: at }
        }).collect();
        let cards = caption_cards(&words, &LIMITS);
        for pair in cards.windows(2) {
            prop_assert!(pair[0].start < pair[0].end && pair[0].end <= pair[1].start);
        }
        for card in &cards {
            prop_assert_eq!(card.active(&words, card.start), Some(card.words.start));
            prop_assert_eq!(card.active(&words, card.end), Some(card.words.end - 1));
        }
    }
}

#[test]
fn an_end_card_has_a_headline_and_a_button() {
    let says = |text: &str| {
        let card = EndCard::new(text, Color::rgb(18, 20, 28));
        (card.headline.text, card.button.text)
    };
    for (text, headline, button) in [
        ("Better sleep starts tonight. Try it free.", "Better sleep starts tonight.", "Try it free"),
        ("Rest\nShop now", "Rest", "Shop now"),
        ("Only $4.99 at shop.com today!", "Only $4.99 at shop.com today!", "→"),
        ("睡得更好。现在试试！", "睡得更好。", "现在试试！"),
        ("נסו עכשיו", "נסו עכשיו", "←"),
        (
            "One. This sentence is far too long to be read on a button",
            "One. This sentence is far too long to be read on a button",
            "→",
        ),
        ("", "", "→"),
        ("...", "...", "→"),
    ] {
        assert_eq!(says(text), (headline.to_owned(), button.to_owned()), "{text}");
    }
}

#[test]
fn an_end_card_can_be_read_in_every_colour() {
    let luma = |color: Color| {
        0.2126 * f32::from(color.r) + 0.7152 * f32::from(color.g) + 0.0722 * f32::from(color.b)
    };
    for (r, g, b) in (0..216).map(|step| (step % 6 * 51, step / 6 % 6 * 51, step / 36 * 51)) {
        let card = EndCard::new("Try it today. Shop now", Color::rgb(r, g, b));
        let ground = card.ground.style.background.expect("the ground has a colour");
        let (light, deep) = (luma(ground.color), luma(ground.fade.expect("the ground fades")));
        let letters = luma(card.headline.style.color);
        let apart = (letters - light).abs().min((letters - deep).abs());
        assert!(apart > 60.0, "{r} {g} {b}: {apart}");
        let button = card.button.style.background.expect("the button has a colour").color;
        assert!((luma(button) - luma(card.button.style.color)).abs() > 100.0, "{r} {g} {b}");
    }
}
