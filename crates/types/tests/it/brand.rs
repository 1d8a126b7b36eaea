//! A brand kit on an ad: one edit, the same however often it is applied, that can be taken back.

use proptest::prelude::*;
use types::brand::{BrandKit, Corner, LogoFile};
use types::document::Document;
use types::document::clip::{Bed, Clip, Source};
use types::document::track::Kind;
use types::edit::{Edit, EditError};
use types::geometry::{Aspect, Color, Size};
use types::media::{MediaIdentity, MediaInfo, Transfer, VideoInfo};
use types::text::end_card::EndCard;
use types::text::preset::CaptionPreset;
use types::text::style::BoxShape;
use types::text::title::TitlePreset;
use types::text::{Caption, CaptionLook, CaptionWord, Highlight, Title};
use types::time::{FrameRate, Seconds};

const RED: Color = Color::rgb(200, 20, 30);

fn kit() -> BrandKit {
    BrandKit {
        name: "Morrow".into(),
        primary: RED,
        on_primary: Color::WHITE,
        background: Color::rgb(10, 40, 60),
        text: Color::rgb(250, 250, 240),
        title_font: "Inter".into(),
        caption_font: "Noto Serif".into(),
        call_to_action: "Order now".into(),
        address: "morrow.example".into(),
        ..BrandKit::default()
    }
}

fn logo(identity: &str, size: Size) -> LogoFile {
    let info = MediaInfo {
        container: "PNG".into(),
        duration: Seconds::ZERO,
        bytes: 9,
        video: Some(VideoInfo {
            codec: "PNG".into(),
            size,
            coded_size: size,
            rotation: 0,
            pixel_aspect: (1, 1),
            frame_rate: None,
            variable_rate: false,
            frames: 1,
            start: Seconds::ZERO,
            keyframe_distance: 1,
            bit_depth: 8,
            has_alpha: true,
            transfer: Transfer::Sdr,
        }),
        audio: None,
        warnings: Vec::new(),
    };
    LogoFile::new(format!("/brand/{identity}.png"), MediaIdentity(identity.into()), info).expect("a still")
}

fn put(document: &mut Document, kind: Kind, number: usize, (at, clip): (i64, Clip)) {
    let found = document.tracks.iter().filter(|track| track.kind == kind).nth(number).map(|track| track.id);
    let track = found.unwrap_or_else(|| {
        let id = types::id::TrackId(document.next_id);
        document.apply(&Edit::AddTrack { kind, at: 2 }).expect("there is room");
        id
    });
    document.apply(&Edit::Overwrite { track, at, clip: Box::new(clip) }).expect("it fits");
}

/// What an ad ends with.
#[derive(Clone, Copy, Debug, PartialEq)]
enum EndsWith {
    /// Its end card.
    Card,
    /// Its last line.
    Line,
}

/// An ad as a draft is, with or without its end card.
fn ad(aspect: Aspect, card: EndsWith, style: CaptionPreset) -> Document {
    let mut document = Document::new(aspect, FrameRate::FPS_30);
    put(&mut document, Kind::Video, 0, (0, Clip::new(90, Source::Solid(Color::BLACK))));
    let title = |title: Title| Source::Title(title);
    put(&mut document, Kind::Overlay, 0, (0, Clip::new(60, title(TitlePreset::HookLabel.title("Wait")))));
    put(&mut document, Kind::Overlay, 1, (5, Clip::new(30, title(TitlePreset::Hook.title("What?")))));
    let words = vec![CaptionWord { text: "Hello".into(), start: 0, end: 9_000 }];
    let caption = Source::Caption(Caption { words, style: CaptionLook::Preset(style) });
    put(&mut document, Kind::Caption, 0, (0, Clip::new(96_000, caption)));
    if card == EndsWith::Card {
        put(&mut document, Kind::Video, 0, (90, Clip::new(66, Source::Solid(Color::BLACK))));
        let EndCard { ground, headline, button } = EndCard::new("Get it today. Tap here.", Color::BLACK);
        for (number, part) in [ground, headline, button].into_iter().enumerate() {
            let delay = number as i64 * 5;
            put(&mut document, Kind::Overlay, number, (90 + delay, Clip::new(66 - delay, title(part))));
        }
    }
    let bed = Source::Bed(Bed { id: "sunrise".into(), seed: 1 });
    let length = document.samples();
    put(&mut document, Kind::Music, 0, (0, Clip::new(length, bed)));
    document
}

#[track_caller]
fn applied(document: &Document, kit: &BrandKit, file: Option<&LogoFile>) -> Document {
    let mut next = document.clone();
    next.apply(&kit.applied(document, file).expect("the kit fits")).expect("the edit fits");
    next
}

fn titles(document: &Document) -> Vec<Title> {
    let title = |source: &Source| if let Source::Title(title) = source { Some(title.clone()) } else { None };
    document.clips().filter_map(|(_, _, clip)| title(&clip.source)).collect()
}

fn said(document: &Document) -> Vec<String> {
    titles(document).into_iter().map(|title| title.text).collect()
}

fn logos(document: &Document) -> Vec<(i64, Clip)> {
    let images = document.clips().filter(|(_, _, clip)| matches!(clip.source, Source::Image(_)));
    images.map(|(_, start, clip)| (start, clip.clone())).collect()
}

#[test]
fn titles_captions_and_card_take_fonts_colours_and_words() {
    let kit = kit();
    let branded = applied(&ad(Aspect::Tall, EndsWith::Card, CaptionPreset::Bold), &kit, None);
    assert_eq!(branded.frames(), 156, "the card that is there stays");
    for title in titles(&branded) {
        match title.style.background {
            Some(ground) if ground.shape == BoxShape::Canvas => {
                assert_eq!(title.style.background, EndCard::new("", kit.background).ground.style.background);
            }
            Some(button) => {
                assert_eq!((button.color, title.style.color), (kit.primary, kit.on_primary));
                assert_eq!(title.style.family, "Inter");
            }
            None => assert_eq!((title.style.color, title.style.family.as_str()), (kit.text, "Inter")),
        }
    }
    let said = said(&branded);
    for words in ["Wait", "What?", "Morrow", "Order now", "morrow.example"] {
        assert!(said.iter().any(|text| text == words), "{words} in {said:?}");
    }
    assert!(said.iter().all(|text| !text.contains("Tap here")), "{said:?}");
    let style = branded.clips().find_map(|(_, _, clip)| match &clip.source {
        Source::Caption(caption) => Some(caption.style().into_owned()),
        _ => None,
    });
    let style = style.expect("a caption");
    assert_eq!((style.text.family.as_str(), style.text.color), ("Noto Serif", kit.text));
    assert_eq!(style.highlight, Highlight::Color(RED));
    let solid = branded.clips().find(|(track, start, _)| track.kind == Kind::Video && *start == 90);
    assert_eq!(solid.expect("it is there").2.source, Source::Solid(kit.background));
}

#[test]
fn what_the_kit_does_not_say_stays_as_it_was() {
    let quiet = BrandKit::default();
    let branded = applied(&ad(Aspect::Square, EndsWith::Card, CaptionPreset::Label), &quiet, None);
    let before = ad(Aspect::Square, EndsWith::Card, CaptionPreset::Label);
    assert_eq!(said(&branded), said(&before));
    assert!(titles(&branded).iter().all(|title| title.style.family == "Montserrat"));
    let bare = applied(&ad(Aspect::Square, EndsWith::Line, CaptionPreset::Label), &quiet, None);
    assert_eq!(bare.frames(), 90, "no card without a word for it");
}

#[test]
fn an_ad_without_a_card_gets_one_of_three_seconds_under_the_same_music() {
    let branded = applied(&ad(Aspect::Tall, EndsWith::Line, CaptionPreset::Bold), &kit(), None);
    assert_eq!(branded.frames(), 90 + 90);
    let music = branded.first_track(Kind::Music).expect("music").length();
    assert_eq!(music, branded.samples());
    let heights: Vec<usize> = ["Morrow", "Order now"]
        .into_iter()
        .map(|words| {
            let on = |track: &types::document::track::Track| {
                track
                    .clips()
                    .any(|(_, clip)| matches!(&clip.source, Source::Title(title) if title.text == words))
            };
            branded.tracks.iter().position(|track| on(track)).expect("it is there")
        })
        .collect();
    let ground = branded.tracks.iter().position(|track| {
        track
            .clips()
            .any(|(at, clip)| at == 90 && matches!(&clip.source, Source::Title(title) if title.text == " "))
    });
    assert!(
        ground.is_some_and(|ground| heights.iter().all(|height| *height > ground)),
        "{ground:?} {heights:?}"
    );
}

#[test]
fn the_logo_stands_in_its_corner_over_the_whole_ad_and_is_replaced_by_the_next() {
    let (first, second) = (logo("a", Size::new(400, 100)), logo("b", Size::new(50, 800)));
    let mut document = ad(Aspect::Tall, EndsWith::Card, CaptionPreset::Bold);
    for (corner, right, low) in [
        (Corner::TopLeft, false, false),
        (Corner::TopRight, true, false),
        (Corner::BottomLeft, false, true),
        (Corner::BottomRight, true, true),
    ] {
        for file in [&first, &second] {
            let kit = BrandKit { logo_corner: Some(corner), ..kit() };
            document = applied(&document, &kit, Some(file));
            let found = logos(&document);
            let [(0, clip)] = found.as_slice() else { panic!("{corner:?}: {found:?}") };
            assert_eq!(clip.length, document.frames());
            let (x, y) = (clip.picture.x.at(0), clip.picture.y.at(0));
            assert_eq!((x > 0.0, y > 0.0), (right, low), "{corner:?}: {x} {y}");
            assert!(x.abs() < 0.5 - 0.11 && y.abs() < 0.5 - 0.115, "inside the safe area: {x} {y}");
        }
    }
    let none = applied(&document, &BrandKit { logo_corner: None, ..kit() }, Some(&first));
    let found = logos(&none);
    assert!(matches!(found.as_slice(), [(90, clip)] if clip.length == 66), "on the card only: {found:?}");
    assert!(logos(&applied(&document, &kit(), None)).is_empty(), "without a file there is none");
}

#[test]
fn the_logo_lies_above_the_ground_of_the_card() {
    let branded = applied(
        &ad(Aspect::Tall, EndsWith::Card, CaptionPreset::Bold),
        &kit(),
        Some(&logo("a", Size::new(9, 9))),
    );
    let height = |is: &dyn Fn(&Clip) -> bool| {
        branded.tracks.iter().rposition(|track| track.clips().any(|(_, clip)| is(clip))).expect("it is there")
    };
    let logo = height(&|clip| matches!(clip.source, Source::Image(_)));
    assert!(logo > height(&|clip| matches!(clip.source, Source::Title(_))));
    assert!(logo < height(&|clip| matches!(clip.source, Source::Caption(_))), "captions stay on top");
}

#[test]
fn a_film_is_no_logo_and_an_empty_ad_stays_empty() {
    let mut info = MediaInfo {
        container: "MP4".into(),
        duration: Seconds::ZERO,
        bytes: 1,
        video: None,
        audio: None,
        warnings: Vec::new(),
    };
    let identity = MediaIdentity("0".into());
    assert_eq!(LogoFile::new("/a.wav".into(), identity.clone(), info.clone()), None);
    info.video = None;
    let empty = Document::new(Aspect::Tall, FrameRate::FPS_30);
    assert_eq!(kit().applied(&empty, None), Ok(Edit::Batch(Vec::new())));
}

#[test]
fn a_locked_track_refuses_the_kit() {
    let mut document = ad(Aspect::Tall, EndsWith::Card, CaptionPreset::Bold);
    let track = document.first_track(Kind::Caption).expect("it is there").clone();
    let settings = types::document::track::TrackSettings { locked: true, ..track.settings };
    document.apply(&Edit::SetTrack { track: track.id, settings }).expect("it is locked");
    assert_eq!(kit().applied(&document, None), Err(EditError::TrackLocked(track.id)));
}

fn color() -> impl Strategy<Value = Color> {
    any::<(u8, u8, u8)>().prop_map(|(r, g, b)| Color::rgb(r, g, b))
}

fn words() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", " ", "Morrow", "Get it now. Today!", "Ein Satz\nund noch einer", "→"])
        .prop_map(str::to_owned)
}

fn any_kit() -> impl Strategy<Value = BrandKit> {
    let fonts = || prop::sample::select(vec!["", "Inter"]).prop_map(str::to_owned);
    let corner = prop::option::of(prop::sample::select(Corner::ALL.to_vec()));
    let colors = (color(), color(), color(), color());
    (colors, (words(), words(), words()), (fonts(), fonts()), corner).prop_map(
        |(colors, words, fonts, corner)| BrandKit {
            name: words.0,
            logo: None,
            primary: colors.0,
            on_primary: colors.1,
            background: colors.2,
            text: colors.3,
            title_font: fonts.0,
            caption_font: fonts.1,
            call_to_action: words.1,
            address: words.2,
            logo_corner: corner,
        },
    )
}

proptest! {
    #[test]
    fn applied_twice_is_applied_once_and_can_be_taken_back(
        kits in prop::collection::vec(any_kit(), 1..3),
        (aspect, card, style) in (
            prop::sample::select(Aspect::ALL.to_vec()),
            prop::sample::select(vec![EndsWith::Card, EndsWith::Line]),
            prop::sample::select(CaptionPreset::ALL.to_vec()),
        ),
        file in prop::option::of((1_u32..5_000, 1_u32..5_000)),
    ) {
        let file = file.map(|(width, height)| logo("a", Size::new(width, height)));
        let mut document = ad(aspect, card, style);
        for kit in kits {
            let mut once = document.clone();
            let inverse = once.apply(&kit.applied(&document, file.as_ref())?)?;
            prop_assert_eq!(kit.applied(&once, file.as_ref())?, Edit::Batch(Vec::new()));
            let mut back = once.clone();
            back.apply(&inverse)?;
            prop_assert_eq!(&back, &document);
            document = once;
        }
    }
}
