//! Scripts in at least thirty languages become ads.

use crate::support::{Desk, text};

const GREETINGS: &[(&str, &str)] = &[
    ("af", "Probeer dit vandag nog."),
    ("ar", "جربه اليوم."),
    ("bg", "Опитайте днес."),
    ("bn", "আজই চেষ্টা করুন।"),
    ("ca", "Prova-ho avui."),
    ("cmn", "今天就试试吧。"),
    ("cs", "Vyzkoušejte to dnes."),
    ("da", "Prøv det i dag."),
    ("de", "Probieren Sie es heute aus."),
    ("el", "Δοκιμάστε το σήμερα."),
    ("en-us", "Try it today."),
    ("es", "Pruébalo hoy."),
    ("et", "Proovi juba täna."),
    ("fa", "امروز امتحان کنید."),
    ("fi", "Kokeile tänään."),
    ("fr-fr", "Essayez dès aujourd'hui."),
    ("hi", "आज ही आज़माएँ।"),
    ("hr", "Isprobajte danas."),
    ("hu", "Próbálja ki ma."),
    ("id", "Coba hari ini."),
    ("it", "Provalo oggi."),
    ("ko", "오늘 사용해 보세요."),
    ("lt", "Išbandykite šiandien."),
    ("lv", "Izmēģiniet šodien."),
    ("ms", "Cuba hari ini."),
    ("nl", "Probeer het vandaag."),
    ("nb", "Prøv det i dag."),
    ("pl", "Wypróbuj już dziś."),
    ("pt-br", "Experimente hoje."),
    ("ro", "Încearcă astăzi."),
    ("ru", "Попробуйте сегодня."),
    ("sk", "Vyskúšajte to dnes."),
    ("sv", "Prova idag."),
    ("sw", "Jaribu leo."),
    ("ta", "இன்றே முயற்சிக்கவும்."),
    ("tr", "Bugün deneyin."),
    ("uk", "Спробуйте сьогодні."),
    ("vi", "Hãy thử ngay hôm nay."),
];

/// Every language in the long run, a few that differ most in the short one.
fn chosen() -> Vec<&'static (&'static str, &'static str)> {
    let full = std::env::var("GREENROOM_SOAK").is_ok_and(|soak| soak == "full");
    let short = ["ar", "bn", "cmn", "de"];
    GREETINGS.iter().filter(|(language, _)| full || short.contains(language)).collect()
}

#[test]
fn espeak_speaks_every_language_of_the_list() {
    let desk = Desk::new();
    let voices = desk.ok(&["voices", "--installed"]);
    let ids: Vec<_> =
        voices.as_array().expect("a list").iter().filter_map(|voice| voice["id"].as_str()).collect();
    assert!(GREETINGS.len() >= 30);
    for (language, _) in GREETINGS {
        assert!(ids.contains(&format!("espeak:{language}").as_str()), "{language} is not in {ids:?}");
    }
}

#[test]
fn a_script_in_its_language_becomes_an_ad_without_a_missing_letter() {
    let desk = Desk::new();
    for (language, line) in chosen() {
        let script = desk.write("script.txt", line);
        let out = desk.path("ad.mp4");
        let voice = format!("espeak:{language}");
        let made =
            desk.ok(&["ad", text(&script), "--out", text(&out), "--voice", &voice, "--preset", "draft"]);
        assert_eq!(made["warnings"], serde_json::json!([]), "{language}");
        assert!(made["frames"].as_i64().expect("a count") > 30, "{language}");
    }
}

#[test]
fn what_a_voice_cannot_read_is_said() {
    let desk = Desk::new();
    let script = desk.write("script.txt", "今日お試しください。");
    let out = desk.path("ad.mp4");
    let made =
        desk.ok(&["ad", text(&script), "--out", text(&out), "--voice", "espeak:ja", "--preset", "draft"]);
    let warning = made["warnings"][0].as_str().expect("a warning");
    assert!(warning.contains("kanji"), "{warning}");
}
