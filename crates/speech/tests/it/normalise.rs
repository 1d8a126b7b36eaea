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
    check("es", &[("$3,50", "3 dólares con 50"), ("20%", "20 por ciento")]);
    check("it", &[("€9,90", "9 euro e 90"), ("15%", "15 per cento")]);
    check("pt-br", &[("10 R$", "10 reais"), ("R$10", "10 reais"), ("5%", "5 por cento")]);
}

#[test]
fn german_ads_are_read_as_germans_say_them() {
    check(
        "de",
        &[
            ("Jetzt nur 19,99 € statt 1.299 €!", "Jetzt nur 19 Euro 99 statt 1299 Euro!"),
            ("Schon ab 0,99 €.", "Schon ab 99 Cent."),
            ("+20 % extra, -10%", "plus 20 Prozent extra, minus 10 Prozent"),
            ("Gültig bis 30.11.2026.", "Gültig bis dreißigsten November 2026."),
            ("Am 24.12. ist zu.", "Am vierundzwanzigsten Dezember ist zu."),
            ("Ab 1. Mai", "Ab ersten Mai"),
            ("Mo.-Fr. 24/7 erreichbar", "Montag bis Freitag 24 7 erreichbar"),
            ("Ruf an: 0800 123 4567", "Ruf an: 0 8 0 0 1 2 3 4 5 6 7"),
            ("Code SAVE20 oder XKD77", "Code SAVE 20 oder X K D 77"),
            ("10 km, 1 kg, 500ml, 100 m²", "10 Kilometer, 1 Kilogramm, 500 Milliliter, 100 Quadratmeter"),
            ("Heute 18:30 Uhr, um 9:00 Uhr", "Heute 18 Uhr 30, um 9 Uhr"),
            ("Die Nr. 1 mit z. B. 4,9/5 Sternen", "Die Nummer 1 mit zum Beispiel 4 Komma 9 von 5 Sternen"),
            ("www.shop.de, info@shop.de", "w w w Punkt shop Punkt d e, info ät shop Punkt d e"),
            ("3x schneller bei 20 °C", "3 mal schneller bei 20 Grad Celsius"),
            ("1,5 Mio. € Umsatz", "1 Komma 5 Millionen Euro Umsatz"),
        ],
    );
}

#[test]
fn french_ads_are_read_as_the_french_say_them() {
    check(
        "fr-fr",
        &[
            ("Seulement 19,99 € au lieu de 1 299 € !", "Seulement 19 euros 99 au lieu de 1 299 euros!"),
            ("Dès 19€99", "Dès 19 euros 99"),
            ("Dès 0,99 €", "Dès 99 centimes"),
            ("Jusqu'à 50 % de réduction", "Jusqu'à 50 pour cent de réduction"),
            ("Jusqu'au 01/11/2026", "Jusqu'au premier novembre 2026"),
            ("24h/24 et 7j/7", "24 heures sur 24 et 7 jours sur 7"),
            ("Appelez le 01 23 45 67 89", "Appelez le 01 23 45 67 89"),
            ("Le code SAVE20", "Le code SAVE 20"),
            ("10 km, 1 kg, 500 ml", "10 kilomètres, 1 kilogramme, 500 millilitres"),
            ("à 18h30, à 9h00, à 18:30", "à 18 heures 30, à 9 heures, à 18 heures 30"),
            ("Le n° 1, n°1", "Le numéro 1, numéro 1"),
            ("2x plus, noté 4,9/5", "2 fois plus, noté 4 virgule 9 sur 5"),
            ("Le 2e, M. Dupont", "Le deuxième, monsieur Dupont"),
            ("www.shop.fr", "w w w point shop point f r"),
        ],
    );
}

#[test]
fn spanish_and_italian_ads_are_read_as_people_say_them() {
    check(
        "es",
        &[
            ("Solo 19,99 € en vez de 1.299 €", "Solo 19 euros con 99 en vez de 1299 euros"),
            ("50 % de descuento", "50 por ciento de descuento"),
            ("Hasta el 30/11/2026", "Hasta el 30 de noviembre de 2026"),
            ("Llama al +34 900 123 456", "Llama al más 3 4 9 0 0 1 2 3 4 5 6"),
            ("El código SAVE20", "El código SAVE 20"),
            ("10 km, 1 kg, 500 ml", "10 kilómetros, 1 kilogramo, 500 mililitros"),
            ("A las 18:30, 24/7", "A las 18 30, 24 7"),
            ("El n.º 1, la 1.ª", "El número 1, la primera"),
            ("2x1 y 3x más", "2 por 1 y 3 veces más"),
            ("4,9/5 estrellas", "4 coma 9 de 5 estrellas"),
            ("De L-V", "De lunes a viernes"),
            ("info@shop.es", "info arroba shop punto e s"),
        ],
    );
    check("es-MX", &[("$1,299.50 o US$50", "1299 dólares con 50 o 50 dólares"), ("4.9/5", "4 coma 9 de 5")]);
    check(
        "it",
        &[
            ("Solo 19,99 € invece di 1.299 €", "Solo 19 euro e 99 invece di 1299 euro"),
            ("50% di sconto", "50 per cento di sconto"),
            ("Fino al 30/11/2026", "Fino al 30 novembre 2026"),
            ("Dal 1/11/2026", "Dal primo novembre 2026"),
            ("Chiama lo 06 1234 5678", "Chiama lo 0 6 1 2 3 4 5 6 7 8"),
            ("Codice SAVE20", "Codice SAVE 20"),
            ("10 km, 1 kg, 500 ml", "10 chilometri, 1 chilogrammo, 500 millilitri"),
            ("Alle 18:30, 24/7", "Alle 18 e 30, 24 7"),
            ("Il n. 1, il 1°, 20°", "Il numero 1, il primo, 20 gradi"),
            ("3x più, 4,9/5", "3 volte più, 4 virgola 9 su 5"),
            ("Lun-Ven", "lunedì a venerdì"),
            ("www.shop.it", "w w w punto shop punto i t"),
        ],
    );
}

#[test]
fn portuguese_and_dutch_ads_are_read_as_people_say_them() {
    check(
        "pt-br",
        &[
            ("Só R$ 19,99 em vez de R$ 1.299", "Só 19 reais e 99 em vez de 1299 reais"),
            ("Por R$0,99", "Por 99 centavos"),
            ("12x de R$ 99,90", "12 vezes de 99 reais e 90"),
            ("50 % de desconto", "50 por cento de desconto"),
            ("Até 30/11/2026", "Até 30 de novembro de 2026"),
            ("Ligue 0800 123 4567", "Ligue 0 8 0 0 1 2 3 4 5 6 7"),
            ("Código SAVE20", "Código SAVE 20"),
            ("10 km, 1 kg, 500 ml", "10 quilômetros, 1 quilograma, 500 mililitros"),
            ("Às 18:30, 18h30, 18h", "Às 18 e 30, 18 horas e 30, 18 horas"),
            ("O nº 1, 24/7", "O número 1, 24 por 7"),
            ("4,9/5", "4 vírgula 9 de 5"),
            ("www.shop.com.br", "w w w ponto shop ponto com ponto b r"),
        ],
    );
    check(
        "nl",
        &[
            ("Nu € 19,99 in plaats van € 1.299", "Nu 19 euro 99 in plaats van 1299 euro"),
            ("Voor € 5,-", "Voor 5 euro,"),
            ("50% korting", "50 procent korting"),
            ("Tot 30-11-2026", "Tot 30 november 2026"),
            ("Bel 0800 1234", "Bel 0 8 0 0 1 2 3 4"),
            ("Code SAVE20", "Code SAVE 20"),
            ("10 km, 1 kg, 500 ml", "10 kilometer, 1 kilogram, 500 milliliter"),
            ("Om 18:30 uur, 18.30 uur", "Om 18 uur 30, 18 uur 30"),
            ("De nr. 1, 24/7", "De nummer 1, 24 7"),
            ("1+1 gratis, 3x sneller", "1 plus 1 gratis, 3 keer sneller"),
            ("4,9/5, ma-vr", "4 komma 9 van de 5, maandag tot vrijdag"),
            ("www.shop.nl", "w w w punt shop punt n l"),
        ],
    );
}

#[test]
fn every_word_of_an_ad_in_another_language_keeps_its_time() {
    for (language, text) in [
        ("de", "Heute 18:30 Uhr nur 0,99 € statt 1.299 € bis 24.12. im Shop, z. B. Nr. 1"),
        ("pt-br", "Só R$ 19,99 às 18:30"),
        ("nl", "Nu € 19,99 om 18.30 uur"),
    ] {
        let silent: Vec<String> = normalise(text, language, &[])
            .tokens
            .iter()
            .filter(|token| token.words.is_empty())
            .filter_map(|token| text.get(token.bytes.clone()).map(str::to_owned))
            .collect();
        assert!(silent.is_empty(), "{language}: nothing is said for {silent:?}");
    }
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
        for language in ["en-US", "en-GB", "de", "fr", "es", "it", "pt-BR", "nl", "pl", "tr"] {
            let spoken = normalise(&text, language, &[]).spoken();
            prop_assert!(!spoken.contains(['$', '%', '#', '@']), "{spoken}");
        }
    }
}
