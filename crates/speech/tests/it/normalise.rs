//! What is said for what is written.

use proptest::prelude::*;
use speech::normalise::normalise;
use types::voice::Respelling;

#[track_caller]
fn check(language: &str, cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(written, said)| {
            let spoken = normalise(written, language, &[]).spoken();
            (spoken != *said).then(|| format!("{written:?}\n   said {spoken:?}\n wanted {said:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn english_prices_are_read_as_amounts() {
    check(
        "en-US",
        &[
            ("Only $3.50 today!", "Only three dollars and fifty cents today!"),
            ("$1", "one dollar"),
            ("$0.99", "ninety-nine cents"),
            ("$1,299", "one thousand two hundred ninety-nine dollars"),
            ("€19.99", "nineteen euros and ninety-nine cents"),
            ("£5", "five pounds"),
            ("£4.01", "four pounds and one penny"),
            ("$10k", "ten thousand dollars"),
            ("$1.5M", "one point five million dollars"),
            ("$3 million", "three million dollars"),
            ("20 EUR", "twenty euros"),
            ("$10-$20", "ten to twenty dollars"),
            ("$10–20", "ten to twenty dollars"),
            ("$5/mo", "five dollars a month"),
            ("¥500", "five hundred yen"),
            ("50¢", "fifty cents"),
            ("$50+", "fifty dollars plus"),
            ("-$5", "minus five dollars"),
            ("($9.99)", "nine dollars and ninety-nine cents,"),
        ],
    );
}

#[test]
fn english_dates_and_times_are_read_in_words() {
    check(
        "en-US",
        &[
            ("2026-11-22", "November twenty-second twenty twenty-six"),
            ("11/22/2026", "November twenty-second twenty twenty-six"),
            ("Nov 22", "November twenty-second"),
            ("Nov. 22, 2026", "November twenty-second, twenty twenty-six"),
            ("22 November", "twenty-second November"),
            ("Sale ends 11/30.", "Sale ends November thirtieth."),
            ("May 5", "May fifth"),
            ("You may 5", "You may five"),
            ("1st 2nd 3rd 21st 100th", "first second third twenty-first one hundredth"),
            ("10:30 am", "ten thirty eigh m"),
            ("10:30am", "ten thirty eigh m"),
            ("9am-5pm", "nine eigh m to five p m"),
            ("9:05", "nine oh five"),
            ("9:00", "nine o'clock"),
            ("in 2026", "in twenty twenty-six"),
            ("in 2005", "in two thousand five"),
            ("the 1990s", "the nineteen nineties"),
            ("the 90s", "the nineties"),
            ("30s", "thirty seconds"),
            ("Mon-Fri", "Monday to Friday"),
            ("24/7", "twenty-four seven"),
        ],
    );
    check("en-GB", &[("22/11/2026", "November twenty-second twenty twenty-six")]);
    check("en-GB", &[("05/06/2026", "June fifth twenty twenty-six")]);
    check("en-US", &[("05/06/2026", "May sixth twenty twenty-six")]);
}

#[test]
fn english_numbers_and_units_are_read_in_words() {
    check(
        "en-US",
        &[
            ("50%", "fifty percent"),
            ("50 %", "fifty percent"),
            ("20–30%", "twenty to thirty percent"),
            ("+15%", "plus fifteen percent"),
            ("-10%", "minus ten percent"),
            ("99.9%", "ninety-nine point nine percent"),
            ("10kg", "ten kilograms"),
            ("1 kg", "one kilogram"),
            ("100ml", "one hundred milliliters"),
            ("4K", "four k"),
            ("10K followers", "ten thousand followers"),
            ("5x faster", "five times faster"),
            ("1080p at 60fps", "ten eighty p at sixty frames per second"),
            ("5 x 7", "five by seven"),
            ("1080x1920", "one thousand eighty by nineteen twenty"),
            ("1,299", "one thousand two hundred ninety-nine"),
            ("3.5", "three point five"),
            ("1,000,000", "one million"),
            ("2M users", "two million users"),
            ("1/2", "one half"),
            ("1 1/2", "one and a half"),
            ("1½", "one and a half"),
            ("4.9/5", "four point nine out of five"),
            ("10/10", "ten out of ten"),
            ("9-to-5", "nine to five"),
            ("50-50", "fifty fifty"),
            ("24-hour", "twenty-four hour"),
            ("70°F", "seventy degrees Fahrenheit"),
            ("5'10\"", "five foot ten"),
            ("#1", "number one"),
            ("No. 1", "number one"),
            ("007", "zero zero seven"),
            ("100+", "one hundred plus"),
            ("5G", "five g"),
            ("3D", "three d"),
        ],
    );
}

#[test]
fn english_codes_names_and_addresses_are_read_so_that_they_can_be_typed() {
    check(
        "en-US",
        &[
            ("Use code SAVE20.", "Use code save twenty."),
            ("XKD77", "x k d seventy-seven"),
            ("B2B", "b to b"),
            ("MP3", "m p three"),
            ("COVID-19", "covid nineteen"),
            ("F-150", "f one fifty"),
            ("www.x.com", "w w w dot x dot com"),
            ("greenroom.io/try", "greenroom dot i o slash try"),
            ("me@shop.com", "me at shop dot com"),
            ("#BlackFriday", "hashtag Black Friday"),
            ("@greenroom", "at greenroom"),
            ("Q&A", "q and eigh"),
            ("R&D", "r and d"),
            ("A/B", "eigh b"),
            ("salt & pepper", "salt and pepper"),
            ("and/or", "and or"),
            ("AI for CEOs", "eigh i for c e o's"),
            ("UGC ads", "u g c ads"),
            ("BUY NOW", "BUY NOW"),
            ("FREE SHIPPING", "free shipping"),
            ("call 1-800-555-0199", "call one eight hundred five five five oh one nine nine"),
            ("(555) 123-4567", "five five five, one two three four five six seven"),
            ("Dr. Smith vs. Mr. Jones", "doctor Smith versus mister Jones"),
            ("e.g. this", "for example this"),
            ("U.S. based", "u s based"),
            ("Brand™ new", "Brand new"),
        ],
    );
}

#[test]
fn what_cannot_be_said_is_left_out_and_its_pause_kept() {
    check(
        "en-US",
        &[
            ("Wow 😀! Nice", "Wow! Nice"),
            ("Yes — really", "Yes, really"),
            ("fast—really", "fast, really"),
            ("• First point", "First point"),
            ("wait... what?", "wait. what?"),
            ("\u{1}Hello\u{0}world\u{7}", "Hello world"),
            ("“Hello,” she said.", "Hello, she said."),
            ("don’t", "don't"),
        ],
    );
    for text in ["", "  ", "😀🎉", "...", "— – -", "\u{200d}", "®"] {
        assert!(normalise(text, "en-US", &[]).is_silent(), "{text:?}");
    }
}

#[test]
fn other_languages_say_prices_and_percentages_in_their_order() {
    check(
        "de",
        &[
            ("19,99 €", "19 Euro 99"),
            ("19,99€!", "19 Euro 99!"),
            ("€1.299", "1299 Euro"),
            ("50%", "50 Prozent"),
            ("20–30 %", "20 bis 30 Prozent"),
            ("1,5", "1 Komma 5"),
            ("Tom & Eva", "Tom und Eva"),
        ],
    );
    check("fr-fr", &[("5€", "5 euros"), ("1€", "1 euro"), ("50 %", "50 pour cent")]);
    check("es", &[("$3,50", "3 dólares 50"), ("20%", "20 por ciento")]);
    check("it", &[("€9,90", "9 euro 90"), ("15%", "15 per cento")]);
    check("pt-br", &[("10 R$", "10 reais"), ("R$10", "10 reais"), ("5%", "5 por cento")]);
}

#[test]
fn respellings_come_before_every_rule_and_keep_the_written_word() {
    let rules = [
        Respelling { written: "Nike".into(), spoken: "Nye-key".into() },
        Respelling { written: "Green Room 24".into(), spoken: "greenroom two four".into() },
    ];
    let text = "nike's new shoe, Green Room 24, NIKE!";
    let reading = normalise(text, "en-US", &rules);
    assert_eq!(reading.spoken(), "Nye-key's new shoe, greenroom two four, Nye-key!");
    assert_eq!(reading.tokens.first().map(|token| &text[token.bytes.clone()]), Some("nike's"));
}

#[test]
fn a_name_inside_a_phrase_without_spaces_is_respelled() {
    let rules = [Respelling { written: "製品".into(), spoken: "せいひん".into() }];
    let reading = normalise("これは製品です。", "ja", &rules);
    assert_eq!(reading.spoken(), "これはせいひんです.");
}

proptest! {
    #[test]
    fn every_token_is_a_stretch_of_the_text_in_order(text in "\\PC{0,80}", language in "en|de|cmn|ar|xx") {
        let mut end = 0;
        for token in normalise(&text, &language, &[]).tokens {
            prop_assert!(token.bytes.start >= end && token.bytes.end <= text.len());
            prop_assert!(text.get(token.bytes.clone()).is_some());
            end = token.bytes.end;
        }
    }

    #[test]
    fn every_odd_mix_of_signs_and_digits_is_read_without_harm(text in "[-$€£%#@&+.,:/x'\"a-cA-C0-9 ]{0,40}") {
        for language in ["en-US", "en-GB", "de", "tr"] {
            let spoken = normalise(&text, language, &[]).spoken();
            prop_assert!(!spoken.contains(['$', '%', '#', '@']), "{spoken}");
        }
    }
}
