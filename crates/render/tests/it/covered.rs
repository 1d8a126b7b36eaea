//! Words under what a placement draws are found, and others are not.

use std::sync::Arc;

use super::plan::{document, item};
use render::renderer::Renderer;
use render::renderer::covered::Covered;
use render::text::Fonts;
use types::document::Document;
use types::document::clip::{Clip, Source};
use types::document::look::PictureSettings;
use types::document::track::{Item, Kind};
use types::geometry::{Aspect, Color};
use types::keyframe::{Animated, Curve, Keyframe};
use types::text::{Caption, CaptionLook, CaptionWord, Inside, Position, Title};

const LENGTH: i64 = 60;

fn title(x: f32, y: f32, inside: Inside) -> Clip {
    let position = Position { x, y, inside };
    Clip::new(LENGTH, Source::Title(Title { position, ..Title::new("Half price") }))
}

fn caption() -> Clip {
    let word = CaptionWord { text: "Yours".to_owned(), start: 0, end: 96_000 };
    let caption = Caption { words: vec![word], style: CaptionLook::default() };
    Clip::new(96_000, Source::Caption(caption))
}

fn with(clip: Clip, picture: PictureSettings) -> Clip {
    Clip { picture, ..clip }
}

fn on(kind: Kind, clip: Clip) -> Document {
    let mut document = document(&[(kind, vec![Item::Gap(30), item(clip)])]);
    document.canvas.size = Aspect::Tall.canvas();
    document.placement = Some("tiktok-in-feed".to_owned());
    document
}

fn frames(document: &Document) -> Vec<i64> {
    let covered = Renderer::new(Fonts::new(Vec::new())).covered(document);
    covered.into_iter().map(|Covered { frame, .. }| frame).collect()
}

#[test]
fn words_that_keep_to_the_free_area_are_not_covered() {
    for place in [(0.0, 0.0), (1.0, 1.0), (0.5, 0.5)] {
        assert!(frames(&on(Kind::Overlay, title(place.0, place.1, Inside::SafeArea))).is_empty());
    }
    assert!(frames(&on(Kind::Overlay, title(0.5, 0.5, Inside::Canvas))).is_empty());
    assert!(frames(&on(Kind::Caption, Clip { length: 1, ..caption() })).is_empty());
}

#[test]
fn words_at_the_edges_of_the_picture_are_covered() {
    for place in [(0.5, 0.0), (0.5, 1.0), (1.0, 0.5)] {
        assert_eq!(frames(&on(Kind::Overlay, title(place.0, place.1, Inside::Canvas))), [30], "{place:?}");
    }
}

#[test]
fn moved_turned_and_enlarged_words_are_followed() {
    let still = PictureSettings::default;
    let key = |at, value| Keyframe { at, value, curve: Curve::Linear };
    let leaves = Animated::Keys(vec![key(0, 0.0), key(LENGTH - 1, 0.5)]);
    let moved = with(title(0.5, 0.5, Inside::SafeArea), PictureSettings { y: leaves, ..still() });
    let found = frames(&on(Kind::Overlay, moved));
    assert!(found.len() == 1 && (36..90).contains(&found[0]), "{found:?}");
    let low = PictureSettings { y: Animated::Fixed(0.45), ..still() };
    assert_eq!(frames(&on(Kind::Overlay, with(title(0.5, 0.5, Inside::SafeArea), low))), [30]);
    let large = PictureSettings { scale: Animated::Fixed(3.0), ..still() };
    assert_eq!(frames(&on(Kind::Overlay, with(title(0.5, 0.5, Inside::SafeArea), large))), [30]);
    let turned = PictureSettings { rotation: Animated::Fixed(180.0), ..still() };
    assert_eq!(frames(&on(Kind::Overlay, with(title(0.5, 1.0, Inside::SafeArea), turned))).len(), 0);
    let low = PictureSettings { y: Animated::Fixed(0.25), ..still() };
    let mut document = on(Kind::Caption, with(caption(), low));
    let captions =
        document.tracks.iter_mut().find(|track| track.kind == Kind::Caption).expect("there is one");
    // The gap before it counts in samples.
    Arc::make_mut(captions).items[0] = Item::Gap(48_000);
    assert!(frames(&document).first().is_some_and(|frame| (30..36).contains(frame)));
}

#[test]
fn words_that_are_not_seen_are_not_covered() {
    let edge = || title(0.5, 1.0, Inside::Canvas);
    let clear = PictureSettings { opacity: Animated::Fixed(0.0), ..PictureSettings::default() };
    assert!(frames(&on(Kind::Overlay, with(edge(), clear))).is_empty());
    let mut muted = on(Kind::Overlay, edge());
    for track in &mut muted.tracks {
        Arc::make_mut(track).settings.muted = true;
    }
    assert!(frames(&muted).is_empty());
    let mut nowhere = on(Kind::Overlay, edge());
    nowhere.placement = None;
    assert!(frames(&nowhere).is_empty());
    assert!(frames(&on(Kind::Overlay, Clip::new(LENGTH, Source::Solid(Color::BLACK)))).is_empty());
}
