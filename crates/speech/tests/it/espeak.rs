//! The voices of libespeak-ng.

use std::collections::BTreeSet;

use speech::SpeakRequest;
use speech::error::SpeechError;
use speech::espeak::Espeak;
use types::voice::{Respelling, VoiceEngine, VoiceGender, VoiceId};
use unicode_segmentation::UnicodeSegmentation;

use crate::support::{check, empty, open, pitch, say, with_settings, words};

/// A sentence in each of 36 languages: "Hello, this is our new product."
const SENTENCES: &[(&str, &str)] = &[
    ("en-us", "Hello, this is our new product."),
    ("en-gb", "Hello, this is our new product."),
    ("de", "Hallo, das ist unser neues Produkt."),
    ("fr-fr", "Bonjour, voici notre nouveau produit."),
    ("es", "Hola, este es nuestro nuevo producto."),
    ("it", "Ciao, questo è il nostro nuovo prodotto."),
    ("pt", "Olá, este é o nosso novo produto."),
    ("pt-br", "Olá, este é o nosso novo produto."),
    ("nl", "Hallo, dit is ons nieuwe product."),
    ("sv", "Hej, det här är vår nya produkt."),
    ("nb", "Hei, dette er vårt nye produkt."),
    ("da", "Hej, dette er vores nye produkt."),
    ("fi", "Hei, tämä on uusi tuotteemme."),
    ("pl", "Cześć, to nasz nowy produkt."),
    ("cs", "Ahoj, toto je náš nový produkt."),
    ("sk", "Ahoj, toto je náš nový produkt."),
    ("hu", "Helló, ez az új termékünk."),
    ("ro", "Bună, acesta este noul nostru produs."),
    ("bg", "Здравейте, това е нашият нов продукт."),
    ("ru", "Привет, это наш новый продукт."),
    ("uk", "Привіт, це наш новий продукт."),
    ("el", "Γεια, αυτό είναι το νέο μας προϊόν."),
    ("tr", "Merhaba, bu bizim yeni ürünümüz."),
    ("ar", "مرحبا، هذا منتجنا الجديد."),
    ("fa", "سلام، این محصول جدید ماست."),
    ("hi", "नमस्ते, यह हमारा नया उत्पाद है।"),
    ("bn", "হ্যালো, এটি আমাদের নতুন পণ্য।"),
    ("ta", "வணக்கம், இது எங்கள் புதிய தயாரிப்பு."),
    ("te", "నమస్కారం, ఇది మా కొత్త ఉత్పత్తి."),
    ("ur", "ہیلو، یہ ہماری نئی مصنوعات ہے۔"),
    ("id", "Halo, ini produk baru kami."),
    ("ms", "Helo, ini produk baharu kami."),
    ("vi", "Xin chào, đây là sản phẩm mới của chúng tôi."),
    ("cmn", "你好，这是我们的新产品。"),
    ("ko", "안녕하세요, 이것은 우리의 새 제품입니다."),
    ("sw", "Habari, hii ni bidhaa yetu mpya."),
    ("ca", "Hola, aquest és el nostre nou producte."),
    ("he", "שלום, זה המוצר החדש שלנו."),
];

#[test]
fn many_languages_speak_with_a_time_for_every_word() {
    let known: BTreeSet<String> =
        Espeak::shared().expect("setup installs it").languages().into_iter().map(|known| known.tag).collect();
    assert!(known.len() >= 100, "{} languages", known.len());
    let spoken: Vec<&str> = SENTENCES
        .iter()
        .filter(|(tag, _)| known.contains(*tag))
        .map(|(tag, text)| {
            let spoken = say(&format!("espeak:{tag}"), text);
            check(text, &spoken);
            if *tag != "cmn" {
                assert_eq!(words(&spoken), text.split_whitespace().collect::<Vec<_>>(), "{tag}");
            }
            *tag
        })
        .collect();
    assert!(spoken.len() >= 33, "{spoken:?}");
}

#[test]
fn a_price_keeps_its_written_form_in_the_times() {
    let text = "Jetzt nur 19,99€ statt 1.299 €!";
    let spoken = say("espeak:de", text);
    check(text, &spoken);
    assert_eq!(words(&spoken), ["Jetzt", "nur", "19,99€", "statt", "1.299", "€!"]);
}

#[test]
fn mandarin_is_not_read_as_english_letters() {
    let spoken = say("espeak:cmn", "你好");
    let said: String = spoken.phonemes.iter().map(|phoneme| phoneme.phoneme.as_str()).collect();
    assert!(!said.contains('θ') && said.starts_with('n'), "{said}");
}

#[test]
fn scripts_without_spaces_are_parted_into_phrases_with_times() {
    for (tag, text, expected) in [
        ("cmn", "你好，这是我们的新产品。", &["你好，", "这是", "我们的", "新产品。"][..]),
        ("ja", "カメラを買うなら今日がお得です", &["カメラを", "買うなら", "今日がお", "得です"]),
        (
            "ja",
            "これはわたしたちのあたらしいせいひんです",
            &["これは", "わたしたちの", "あたらしいせいひん", "です"],
        ),
        ("th", "นี่คือผลิตภัณฑ์ใหม่ของเรา ลดราคา 50%", &["นี่คือผลิตภัณฑ์", "ใหม่", "ของ", "เรา", "ลดราคา", "50%"]),
    ] {
        let spoken = say(&format!("espeak:{tag}"), text);
        check(text, &spoken);
        assert_eq!(words(&spoken), expected, "{tag}");
    }
    let text = "မင်္ဂလာပါ၊ ဒါက ကျွန်ုပ်တို့ရဲ့ ထုတ်ကုန်အသစ်ပါ။";
    let spoken = say("espeak:my", text);
    check(text, &spoken);
    let longest = spoken.words.iter().map(|word| word.text.graphemes(true).count()).max();
    assert!((5..16).contains(&spoken.words.len()) && longest < Some(12), "{:?}", words(&spoken));
}

#[test]
fn kanji_are_not_misread_in_silence() {
    let warnings = |id: &str, text: &str| say(id, text).warnings;
    let warned = warnings("espeak:ja", "これは新しい製品です");
    assert!(matches!(&warned[..], [sentence] if sentence.contains("新製品")), "{warned:?}");
    assert!(warnings("espeak:ja", "これはあたらしいカメラです").is_empty());
    assert!(warnings("espeak:cmn", "新产品").is_empty());
    // A kept line warns as it did when it was made, and a respelling mends it.
    let (voice, _cache) = open("espeak:ja");
    let mut request = SpeakRequest::new("製品");
    for _ in 0..2 {
        assert_eq!(voice.speak(&request).expect("it speaks").warnings.len(), 1);
    }
    request.respellings = vec![Respelling { written: "製品".into(), spoken: "せいひん".into() }];
    assert!(voice.speak(&request).expect("it speaks").warnings.is_empty());
}

#[test]
fn every_language_has_a_man_and_a_woman_who_sound_different() {
    for (tag, text) in [
        ("en-us", "Hello, this is our new product."),
        ("en-gb", "Hello, this is our new product."),
        ("de", "Hallo, das ist unser neues Produkt."),
        ("fr-fr", "Bonjour, voici notre nouveau produit."),
        ("cmn", "你好，这是我们的新产品。"),
        ("hi", "नमस्ते, यह हमारा नया उत्पाद है।"),
    ] {
        let (man, woman) = (say(&format!("espeak:{tag}"), text), say(&format!("espeak:{tag}+f3"), text));
        check(text, &woman);
        let ratio = pitch(&woman.samples) / pitch(&man.samples);
        assert!((1.4..2.8).contains(&ratio), "the woman of {tag} speaks {ratio} times as high");
    }
}

#[test]
fn ways_of_speaking_are_described_as_they_sound() {
    for (id, gender) in [
        ("espeak:de", VoiceGender::Male),
        ("espeak:de+f3", VoiceGender::Female),
        ("espeak:en-gb+f1", VoiceGender::Female),
        ("espeak:pt-br+m3", VoiceGender::Male),
    ] {
        let (voice, _cache) = open(id);
        let description = voice.description();
        assert_eq!((description.id.0.as_str(), description.gender), (id, gender));
    }
    let (voices, _folder) = empty();
    for id in ["espeak:de+zz", "espeak:de+", "espeak:de+f3+f4", "espeak:xx+f3"] {
        let refused = voices.open(&VoiceId(id.into())).map(drop);
        assert!(matches!(refused, Err(SpeechError::UnknownVoice { .. })), "{id}: {refused:?}");
    }
    let listed = voices.catalogue();
    for gender in [VoiceGender::Female, VoiceGender::Male] {
        let count =
            listed.iter().filter(|voice| voice.engine == VoiceEngine::Espeak && voice.gender == gender);
        assert!(count.count() >= 100, "{gender:?}");
    }
}

#[test]
fn rate_and_pitch_are_followed() {
    let text = "This is a plain sentence of some length, spoken by a machine.";
    let (voice, _cache) = open("espeak:en-us");
    let normal = voice.speak(&SpeakRequest::new(text)).expect("it speaks");
    let fast = voice.speak(&with_settings(text, 2.0, 0.0, 1.0)).expect("it speaks");
    let high = voice.speak(&with_settings(text, 1.0, 6.0, 1.0)).expect("it speaks");
    check(text, &fast);
    check(text, &high);
    let ratio = normal.samples.len() as f64 / fast.samples.len() as f64;
    assert!((1.6..2.4).contains(&ratio), "{ratio}");
    let rise = 12.0 * (pitch(&high.samples) / pitch(&normal.samples)).log2();
    assert!((rise - 6.0).abs() < 2.5, "{rise}");
}

#[test]
fn an_unknown_language_is_refused() {
    let refused = Espeak::shared().expect("setup installs it").phonemes("xx-none", ["word"]);
    assert!(matches!(refused, Err(SpeechError::LanguageUnknown { .. })), "{refused:?}");
}

#[test]
fn without_the_library_the_sentence_says_what_to_install() {
    let missing = Espeak::load(&["libespeak-that-is-not-there.so.1".to_owned()]);
    let err = missing.err().expect("there is no such library");
    assert!(matches!(err, SpeechError::EspeakMissing));
    assert!(err.to_string().contains("install"), "{err}");
}
