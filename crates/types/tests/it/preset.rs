//! Facts about export presets.

use types::geometry::{Aspect, Size};
use types::preset::{self, FrameRateRule, SizeRule, VideoRate};
use types::time::FrameRate;

#[test]
fn the_catalogue_is_as_documented() {
    insta::assert_json_snapshot!(preset::catalogue());
}

#[test]
fn every_preset_is_found_by_its_id_and_no_other() {
    for known in preset::catalogue() {
        assert_eq!(preset::find(known.id), Some(known));
    }
    assert_eq!(preset::find("betamax"), None);
    assert_eq!(preset::default().id, "standard");
}

#[test]
fn standard_makes_full_canvases() {
    for aspect in Aspect::ALL {
        assert_eq!(preset::default().size.size(aspect.canvas()), aspect.canvas());
    }
}

#[test]
fn sizes_are_even_and_bounded() {
    assert_eq!(SizeRule::ShortSide(720).size(Size::new(1080, 1920)), Size::new(720, 1280));
    assert_eq!(SizeRule::Canvas.size(Size::new(1081, 1921)), Size::new(1082, 1922));
    assert_eq!(SizeRule::ShortSide(540).size(Size::new(1080, 1350)), Size::new(540, 676));
    assert_eq!(SizeRule::Canvas.size(Size::new(0, 0)), Size::new(16, 16));
    assert_eq!(SizeRule::Canvas.size(Size::new(u32::MAX, 3)), Size::new(8192, 16));
}

#[test]
fn a_limited_rate_lowers_only_faster_documents() {
    let rule = FrameRateRule::AtMost(FrameRate::FPS_29_97);
    assert_eq!(rule.rate(FrameRate::FPS_30), FrameRate::FPS_29_97);
    assert_eq!(rule.rate(FrameRate::FPS_25), FrameRate::FPS_25);
    assert_eq!(FrameRateRule::Document.rate(FrameRate::FPS_60), FrameRate::FPS_60);
}

#[test]
fn youtubes_rates_follow_its_page() {
    let rate = VideoRate::Average1080p(8_000);
    let size = Size::new(1080, 1920);
    assert_eq!(rate.kbit_per_second(size, FrameRate::FPS_30), Some(8_000));
    assert_eq!(rate.kbit_per_second(size, FrameRate::FPS_60), Some(12_000));
    assert_eq!(VideoRate::Quality(20).kbit_per_second(size, FrameRate::FPS_60), None);
}
