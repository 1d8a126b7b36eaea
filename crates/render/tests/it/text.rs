//! Text stays where it may stand, moves with the voice, and is the same every time.

use std::sync::OnceLock;

use proptest::prelude::*;
use render::text::{Fonts, Overlay, Stage, draw_caption, draw_title};
use types::geometry::{Aspect, Color, Size};
use types::text::preset::CaptionPreset;
use types::text::style::{Align, Background, BoxShape, Outline, Shadow, TextStyle};
use types::text::title::TitlePreset;
use types::text::{
    Animation, AnimationKind, Caption, CaptionLook, CaptionStyle, CaptionWord, Entrance, Highlight, Inside,
    Position, SafeArea, Title,
};

const SAFE: SafeArea = SafeArea { top: 0.14, bottom: 0.35, left: 0.06, right: 0.12 };
const STAGE: Stage = Stage { canvas: Aspect::Tall.canvas(), safe: SAFE };
/// A small stage for what is drawn often.
const SMALL: Stage = Stage { canvas: Size::new(270, 480), safe: SAFE };

fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| Fonts::new(Vec::new()))
}

fn spoken(text: &str, style: CaptionLook) -> Caption {
    let words = text.split(' ').enumerate().map(|(at, word)| {
        let start = at as i64 * 16_000;
        CaptionWord { text: word.to_owned(), start, end: start + 16_000 }
    });
    Caption { words: words.collect(), style }
}

/// Left, top, right and bottom of what is seen, on the canvas.
fn seen(overlay: &Overlay, is_seen: impl Fn(&[u8]) -> bool) -> Option<[i32; 4]> {
    let width = overlay.image.size.width as i32;
    let pixels = overlay.image.data.chunks_exact(4).enumerate().filter(|(_, pixel)| is_seen(pixel));
    pixels.fold(None, |edges, (at, _)| {
        let (x, y) = (overlay.left + at as i32 % width, overlay.top + at as i32 / width);
        let [left, top, right, bottom] = edges.unwrap_or([x, y, x, y]);
        Some([left.min(x), top.min(y), right.max(x + 1), bottom.max(y + 1)])
    })
}

fn is_inside(overlay: &Overlay, stage: Stage) -> bool {
    covers_inside(overlay, stage, 24)
}

/// Whether all that covers more than `least` of 255 lies inside the safe area.
fn covers_inside(overlay: &Overlay, stage: Stage, least: u8) -> bool {
    let [left, top, right, bottom] = stage.safe.free_pixels(stage.canvas);
    seen(overlay, |pixel| pixel[3] > least).is_none_or(|edges| {
        // A pixel at the edge may be covered in part.
        edges[0] as f32 >= left.floor() - 1.0
            && edges[1] as f32 >= top.floor() - 1.0
            && edges[2] as f32 <= right.ceil() + 1.0
            && edges[3] as f32 <= bottom.ceil() + 1.0
    })
}

fn without_shadows(mut style: CaptionStyle) -> CaptionLook {
    style.text.shadows.clear();
    CaptionLook::Own(Box::new(style))
}

fn texts() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => "[A-Za-z]{1,9}[.,!?]?",
        2 => "[0-9]{1,4}[%€$]?",
        1 => "[A-Za-z]{18,60}",
        1 => "[а-яё]{2,12}",
        1 => "[ÄÖÜßçğşñỗ]{1,6}",
    ];
    prop::collection::vec(word, 1..24).prop_map(|words| words.join(" "))
}

/// As many as `PROPTEST_CASES` says, else 200.
fn cases() -> ProptestConfig {
    let set = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig::with_cases(set.unwrap_or(200))
}

/// Whether a caption in one of the presets stays in the safe area of a picture a third as large as it is made.
fn caption_stays(text: &str, preset: usize, sample: i64, aspect: Aspect) -> bool {
    let canvas = aspect.canvas();
    let stage = Stage { canvas: Size::new(canvas.width / 3, canvas.height / 3), safe: SAFE };
    let caption = spoken(text, without_shadows(CaptionPreset::ALL[preset].style()));
    draw_caption(fonts(), &caption, stage, sample).is_none_or(|overlay| is_inside(&overlay, stage))
}

fn title_at(text: &str, preset: usize, (x, y): (f32, f32)) -> Title {
    let mut title = TitlePreset::ALL[preset].title(text);
    title.style.shadows.clear();
    title.position = Position { x, y, inside: Inside::SafeArea };
    title
}

fn title_stays(title: &Title, frame: i64) -> bool {
    draw_title(fonts(), title, SMALL, frame, 100).is_none_or(|overlay| is_inside(&overlay, SMALL))
}

/// A style of one's own with everything that reaches past the letters.
fn wide_style(scale: f32, at: usize) -> CaptionStyle {
    CaptionStyle {
        text: TextStyle {
            outline: Some(Outline { color: Color::BLACK, width: 0.09 }),
            align: [Align::Start, Align::Center, Align::End][at % 3],
            ..CaptionStyle::default().text
        },
        highlight: Highlight::Pop { scale, color: Color::rgb(255, 220, 0) },
        entrance: [Entrance::None, Entrance::Pop, Entrance::Rise][at / 3 % 3],
        position: [0.0, 0.5, 1.0][at / 9 % 3],
        ..CaptionStyle::default()
    }
}

#[test]
fn letters_that_hang_over_their_place_stay_in_the_safe_area() {
    assert!(caption_stays("akA akaA! j аёёёёё 0", 11, 2 * 16_000 + 15_000, Aspect::Tall));
    let title = title_at("DaDCaHihCABbccFgaf", 5, (0.978, 0.0));
    assert!(title_stays(&title, 50));
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn captions_stay_in_the_safe_area(text in texts(), preset in 0..12_usize, at in 0..24_i64, aspect in 0..4_usize) {
        let stays = caption_stays(&text, preset, at * 16_000 + 15_000, Aspect::ALL[aspect]);
        prop_assert!(stays, "{text:?} {:?}", CaptionPreset::ALL[preset]);
    }

    #[test]
    fn captions_stay_in_the_safe_area_while_they_move(text in texts(), scale in 1.0..1.5_f32, kind in 0..27_usize, sample in 0..160_000_i64) {
        let caption = spoken(&text, CaptionLook::Own(Box::new(wide_style(scale, kind))));
        if let Some(overlay) = draw_caption(fonts(), &caption, SMALL, sample) {
            prop_assert!(is_inside(&overlay, SMALL), "{text:?} {kind} {sample}");
        }
    }

    #[test]
    fn titles_stay_in_the_safe_area(text in texts(), preset in 0..7_usize, x in 0.0..1.0_f32, y in 0.0..1.0_f32) {
        let title = title_at(&text.replacen(' ', "\n", 1), preset, (x, y));
        prop_assert!(title_stays(&title, 50), "{text:?}");
    }

    #[test]
    fn titles_stay_in_the_safe_area_while_they_move(text in texts(), preset in 0..7_usize, kind in 0..AnimationKind::ALL.len(), y in 0..3_usize, frame in 0..16_i64) {
        let mut title = title_at(&text, preset, (0.0, [0.0, 0.5, 1.0][y]));
        title.animation_in = Some(Animation { kind: AnimationKind::ALL[kind], frames: 15 });
        prop_assert!(title_stays(&title, frame), "{text:?}");
    }

    #[test]
    fn shadows_stay_in_the_safe_area_where_they_are_seen(text in texts(), preset in 0..12_usize, at in 0..24_i64) {
        let caption = spoken(&text, CaptionLook::Preset(CaptionPreset::ALL[preset]));
        if let Some(overlay) = draw_caption(fonts(), &caption, SMALL, at * 16_000 + 15_000) {
            prop_assert!(covers_inside(&overlay, SMALL, 48), "{text:?} {:?}", CaptionPreset::ALL[preset]);
        }
    }

    #[test]
    fn any_text_in_any_style_is_drawn_without_panic(text in "\\PC{0,60}", numbers in prop::collection::vec(prop::num::f32::ANY, 12), wide in 0..300_u32, high in 0..300_u32) {
        let style = hostile(&numbers);
        let safe = SafeArea { top: numbers[0], bottom: numbers[1], left: numbers[2], right: numbers[3] };
        let stage = Stage { canvas: Size::new(wide, high), safe };
        let position = Position { x: numbers[4], y: numbers[5], ..Position::default() };
        let title = Title { style: style.clone(), position, width_limit: numbers[6], ..Title::new(text.as_str()) };
        draw_title(fonts(), &title, stage, i64::MAX, i64::MIN);
        let own = CaptionStyle { text: style, highlight: Highlight::Pop { scale: numbers[7], color: Color::BLACK }, position: numbers[8], ..CaptionStyle::default() };
        draw_caption(fonts(), &spoken(&text, CaptionLook::Own(Box::new(own))), stage, 100);
    }
}

fn hostile(numbers: &[f32]) -> TextStyle {
    let at = |index: usize| numbers[index % numbers.len()];
    TextStyle {
        family: "no such font".to_owned(),
        weight: at(0) as u16,
        size: at(1),
        outline: Some(Outline { color: Color::BLACK, width: at(2) }),
        shadows: vec![Shadow { color: Color::BLACK, x: at(3), y: at(4), blur: at(5).min(0.2) }],
        background: Some(Background {
            color: Color::WHITE,
            padding_x: at(6),
            padding_y: at(7),
            radius: at(8),
            shape: [BoxShape::Block, BoxShape::Lines, BoxShape::Canvas][at(6).to_bits() as usize % 3],
            fade: Some(Color::BLACK),
        }),
        line_spacing: at(9),
        letter_spacing: at(10),
        word_spacing: at(11),
        ..TextStyle::default()
    }
}

#[test]
fn a_character_without_a_font_is_named() {
    let missing = fonts().check("Olá 你好 \u{E123}").expect_err("no bundled font has these");
    assert_eq!(missing.characters, ['你', '好', '\u{E123}']);
    assert!(missing.to_string().contains("“你” (U+4F60)"), "{missing}");
}

#[test]
fn the_bundled_fonts_draw_european_languages() {
    for text in [
        "Größe – “naïve” café",
        "Żółć, čeština, İstanbul",
        "Привет, мир! Ґанок",
        "Καλημέρα κόσμε",
        "Tiếng Việt rất đẹp",
        "$19.99 €5 £3 ₴7 ₺9 50% →",
    ] {
        assert_eq!(fonts().check(text), Ok(()), "{text}");
    }
}

#[test]
fn a_character_without_a_font_leaves_no_box() {
    let drawn = |text: &str| {
        draw_title(fonts(), &Title::new(text), SMALL, 0, 10)
            .and_then(|overlay| seen(&overlay, |pixel| pixel[3] > 0))
    };
    assert_eq!(drawn("你好"), None);
}

#[test]
fn the_highlight_goes_from_word_to_word() {
    let style =
        CaptionStyle { highlight: Highlight::Color(Color::rgb(255, 0, 0)), ..CaptionStyle::default() };
    let caption = spoken("one two three", CaptionLook::Own(Box::new(style)));
    let red = |pixel: &[u8]| pixel[3] > 200 && pixel[0] > 150 && pixel[1] < 60;
    let places: Vec<[i32; 4]> = (0..3)
        .map(|word| {
            let overlay =
                draw_caption(fonts(), &caption, STAGE, word * 16_000 + 8_000).expect("a card is shown");
            seen(&overlay, red).expect("a word is red")
        })
        .collect();
    assert!(places.windows(2).all(|pair| pair[0][2] < pair[1][0]), "{places:?}");
}

#[test]
fn nothing_is_shown_before_the_first_word_and_after_the_last() {
    let mut caption = spoken("one two three", CaptionLook::default());
    caption.words.iter_mut().for_each(|word| {
        word.start += 48_000;
        word.end += 48_000;
    });
    assert!(draw_caption(fonts(), &caption, STAGE, 47_999).is_none());
    assert!(draw_caption(fonts(), &caption, STAGE, 48_000).is_some());
    assert!(draw_caption(fonts(), &caption, STAGE, 48_000 * 2 + 24_000).is_none());
    assert!(
        draw_title(fonts(), &Title::new(" \n "), STAGE, 0, 10).is_none_or(|overlay| seen(
            &overlay,
            |pixel| pixel[3] > 0
        )
        .is_none())
    );
}

#[test]
fn the_same_text_gives_the_same_bytes_on_every_thread() {
    let caption = spoken("every frame the same", CaptionLook::Preset(CaptionPreset::Candy));
    let draw = |fonts: &Fonts| {
        let samples = (0..30).map(|frame| frame * 1_600);
        samples
            .map(|sample| draw_caption(fonts, &caption, SMALL, sample).map(|o| (o.left, o.top, o.image)))
            .collect::<Vec<_>>()
    };
    let first = draw(fonts());
    let own = Fonts::new(Vec::new());
    let others: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| draw(&own))).collect();
        threads.into_iter().map(|thread| thread.join().expect("drawing does not panic")).collect()
    });
    assert!(others.iter().all(|other| *other == first));
}

#[test]
fn a_title_comes_rests_and_goes() {
    for kind in AnimationKind::ALL {
        let animation = Some(Animation { kind, frames: 8 });
        let title =
            Title { animation_in: animation, animation_out: animation, ..Title::new("Four words of text") };
        let ink = |frame: i64| -> u64 {
            let overlay = draw_title(fonts(), &title, STAGE, frame, 60).expect("there is text");
            overlay.image.data.chunks_exact(4).map(|pixel| u64::from(pixel[3])).sum()
        };
        let rest = ink(30);
        assert!(ink(0) < rest * 9 / 10, "{kind:?} starts with less");
        assert!(ink(59) < rest * 9 / 10, "{kind:?} ends with less");
        assert_eq!(ink(8), rest, "{kind:?} has come after its frames");
        assert_eq!(ink(51), rest, "{kind:?} goes in its last frames only");
    }
}

#[test]
fn lines_are_of_like_length() {
    let overlay = draw_title(fonts(), &Title::new("The cream that works while you sleep"), STAGE, 0, 1)
        .expect("there is text");
    let rows: Vec<bool> = overlay
        .image
        .data
        .chunks_exact(overlay.image.size.width as usize * 4)
        .map(|row| row.iter().any(|&part| part > 0))
        .collect();
    let starts: Vec<usize> = (1..rows.len()).filter(|&at| rows[at] && !rows[at - 1]).collect();
    assert_eq!(starts.len(), 2, "two lines");
    let widths: Vec<i32> = [0..starts[1], starts[1]..rows.len()]
        .into_iter()
        .map(|band| {
            let edges = seen_rows(&overlay, band);
            edges[2] - edges[0]
        })
        .collect();
    assert!(widths[0].min(widths[1]) * 10 > widths[0].max(widths[1]) * 6, "{widths:?}");
}

fn seen_rows(overlay: &Overlay, band: std::ops::Range<usize>) -> [i32; 4] {
    let stride = overlay.image.size.width as usize * 4;
    let image = render::picture::RgbaImage {
        size: Size::new(overlay.image.size.width, band.len() as u32),
        data: overlay.image.data[band.start * stride..band.end * stride].to_vec(),
    };
    seen(&Overlay { left: 0, top: 0, image: image.into() }, |pixel| pixel[3] > 0).expect("a line has letters")
}

#[test]
fn text_set_to_the_start_begins_at_the_safe_edge() {
    let style = TextStyle { align: Align::Start, ..TextStyle::default() };
    let caption = spoken(
        "one two",
        CaptionLook::Own(Box::new(CaptionStyle { text: style, ..CaptionStyle::default() })),
    );
    let overlay = draw_caption(fonts(), &caption, STAGE, 100).expect("a card is shown");
    let [left, ..] = seen(&overlay, |pixel| pixel[3] > 100).expect("there are letters");
    assert!((left - 65).abs() < 12, "{left}");
}

#[test]
fn the_ground_of_a_card_covers_the_picture_and_fades() {
    let (light, deep) = (Color::rgb(40, 90, 200), Color::rgb(10, 20, 60));
    let ground = Background {
        color: light,
        padding_x: 0.0,
        padding_y: 0.0,
        radius: 0.0,
        shape: BoxShape::Canvas,
        fade: Some(deep),
    };
    let style = TextStyle { background: Some(ground), ..TextStyle::default() };
    for text in [" ", "", "Words"] {
        let overlay = draw_title(fonts(), &Title { style: style.clone(), ..Title::new(text) }, SMALL, 0, 10)
            .expect("the ground is drawn without words too");
        assert_eq!((overlay.left, overlay.top, overlay.image.size), (0, 0, SMALL.canvas));
        assert!(overlay.image.data.chunks_exact(4).all(|pixel| pixel[3] == 255));
        let blue = |at: usize| overlay.image.data[at * 4 + 2];
        let corner = SMALL.canvas.area() as usize - SMALL.canvas.width as usize;
        assert!(blue(100) > blue(corner) + 40, "the light is above");
    }
}

#[test]
fn a_caption_looks_as_it_did() {
    let caption = spoken("Looks good today", CaptionLook::Preset(CaptionPreset::Bold));
    let overlay = draw_caption(fonts(), &caption, STAGE, 30_000).expect("a card is shown");
    insta::assert_snapshot!(sketch(&overlay));
}

/// The picture as text, coarse enough to be the same on every kind of processor.
fn sketch(overlay: &Overlay) -> String {
    let (width, height) = (overlay.image.size.width as usize, overlay.image.size.height as usize);
    let mut text = format!("{} {} {width}x{height}\n", overlay.left, overlay.top);
    for y in (8..height).step_by(16) {
        let row = (4..width).step_by(8).map(|x| match &overlay.image.data[(y * width + x) * 4..][..4] {
            [.., alpha] if *alpha < 170 => ' ',
            [r, _, b, _] if *r > 128 && *b > 128 => 'W',
            [r, ..] if *r > 128 => 'y',
            _ => '.',
        });
        text.push_str(row.collect::<String>().trim_end());
        text.push('\n');
    }
    text
}
