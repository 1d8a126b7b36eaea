//! The fonts of this computer draw the scripts of the world.

use std::sync::OnceLock;

use engine::fonts::{fonts_for, system_fonts};
use render::text::{Fonts, Overlay, Stage, draw_caption, draw_title};
use types::geometry::{Aspect, Color};
use types::text::preset::CaptionPreset;
use types::text::{Caption, CaptionLook, CaptionStyle, CaptionWord, Highlight, SafeArea, Title};

const STAGE: Stage = Stage {
    canvas: Aspect::Tall.canvas(),
    safe: SafeArea { top: 0.14, bottom: 0.35, left: 0.06, right: 0.06 },
};

const TEXTS: [(&str, &str); 16] = [
    ("Arabic", "توقف عن التمرير! جرّبه اليوم ٧٥٪"),
    ("Persian", "می‌خواهم امتحان کنم"),
    ("Hebrew", "שלום עולם, נסו היום"),
    ("Hindi", "इस सीरम ने मेरी त्वचा को ठीक कर दिया"),
    ("Bengali", "এই সিরাম আমার ত্বক ঠিক করেছে"),
    ("Tamil", "இன்றே முயற்சி செய்யுங்கள்"),
    ("Telugu", "ఈరోజే ప్రయత్నించండి"),
    ("Thai", "ลองวันนี้เลย"),
    ("Khmer", "សាកល្បងថ្ងៃនេះ"),
    ("Georgian", "სცადეთ დღეს"),
    ("Amharic", "ዛሬ ይሞክሩ"),
    ("Chinese", "这款精华七天改善了我的皮肤，今天就试试吧！"),
    ("Japanese", "今すぐ試してみてください。カタカナ「テスト」"),
    ("Korean", "오늘 바로 사용해 보세요"),
    ("emoji", "🔥 😍 👍🏽 👩‍💻 🇩🇪 ❤️ 1️⃣ ✅"),
    ("mixed", "Try مرحبا today 今天 🔥"),
];

fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| Fonts::new(system_fonts()))
}

fn pixels<'a>(
    overlay: &'a Overlay,
    is_seen: impl Fn(&[u8]) -> bool + 'a,
) -> impl Iterator<Item = (i32, i32)> + 'a {
    let width = overlay.image.size.width as usize;
    let all = overlay.image.data.chunks_exact(4).enumerate();
    all.filter(move |(_, pixel)| is_seen(pixel))
        .map(move |(at, _)| (overlay.left + (at % width) as i32, overlay.top + (at / width) as i32))
}

#[test]
fn every_script_has_a_font_and_stays_in_the_safe_area() {
    let [left, top, right, bottom] = STAGE.safe.free_pixels(STAGE.canvas);
    for (script, text) in TEXTS {
        assert_eq!(fonts().check(text), Ok(()), "{script}");
        let overlay = draw_title(fonts(), &Title::new(text), STAGE, 0, 10).expect("there is text");
        let seen: Vec<_> = pixels(&overlay, |pixel| pixel[3] > 24).collect();
        assert!(seen.len() > 1_000, "{script} is drawn");
        let is_inside = |&(x, y): &(i32, i32)| {
            x as f32 >= left - 2.0
                && (x as f32) < right + 2.0
                && y as f32 >= top - 2.0
                && (y as f32) < bottom + 2.0
        };
        assert!(seen.iter().all(is_inside), "{script} stays in the safe area");
    }
}

#[test]
fn the_highlight_of_a_text_from_the_right_goes_to_the_left() {
    let style =
        CaptionStyle { highlight: Highlight::Color(Color::rgb(255, 0, 0)), ..CaptionStyle::default() };
    let words = ["هذا", "السيروم", "رائع"].into_iter().enumerate().map(|(at, word)| {
        let start = at as i64 * 16_000;
        CaptionWord { text: word.to_owned(), start, end: start + 16_000 }
    });
    let caption = Caption { words: words.collect(), style: CaptionLook::Own(Box::new(style)) };
    let middles: Vec<i32> = (0..3)
        .map(|word| {
            let overlay =
                draw_caption(fonts(), &caption, STAGE, word * 16_000 + 9_000).expect("a card is shown");
            let red: Vec<_> = pixels(&overlay, |pixel| pixel[0] > 150 && pixel[1] < 60).collect();
            red.iter().map(|(x, _)| x).sum::<i32>() / red.len().max(1) as i32
        })
        .collect();
    assert!(middles[0] > middles[1] && middles[1] > middles[2], "{middles:?}");
}

#[test]
fn emoji_are_drawn_in_colour() {
    let overlay = draw_title(fonts(), &Title::new("🔥"), STAGE, 0, 10).expect("there is an emoji");
    let orange = pixels(&overlay, |pixel| pixel[0] > 200 && pixel[2] < 100 && pixel[3] > 200).count();
    assert!(orange > 500, "{orange} orange pixels");
}

#[test]
fn every_style_draws_every_script() {
    for preset in CaptionPreset::ALL {
        for (script, text) in TEXTS {
            let words =
                text.split(' ').map(|word| CaptionWord { text: word.to_owned(), start: 0, end: 48_000 });
            let caption = Caption { words: words.collect(), style: CaptionLook::Preset(preset) };
            let shown = (0..2).any(|at| draw_caption(fonts(), &caption, STAGE, at * 24_000).is_some());
            assert!(shown, "{preset:?} {script}");
        }
    }
}

#[test]
fn only_the_fonts_a_text_needs_are_named() {
    assert!(fonts_for("Plain text, 100% Latin!").is_empty());
    let names = |text: &str| -> String {
        fonts_for(text)
            .iter()
            .filter_map(|path| path.file_name())
            .map(|name| name.to_string_lossy())
            .collect()
    };
    assert!(!names("नमस्ते").is_empty());
    assert!(!names("你好").is_empty());
    assert_ne!(names("नमस्ते"), names("你好"));
}
