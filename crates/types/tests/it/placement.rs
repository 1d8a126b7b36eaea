//! Facts about placements.

use types::geometry::{Area, Size};
use types::placement::check::{Delivery, check};
use types::placement::{Placement, catalogue, find, safe_area, shared_safe_area};
use types::preset::Container;
use types::time::{FrameRate, Seconds};

#[test]
fn the_table_is_what_the_pages_say() {
    insta::assert_json_snapshot!(catalogue::ALL);
}

#[test]
fn every_placement_is_found_by_its_id_and_no_other() {
    for placement in catalogue::ALL {
        assert_eq!(find(placement.id).map(|found| found.name), Some(placement.name));
    }
    assert!(find("billboard").is_none());
    assert!(find("").is_none());
}

#[test]
fn ids_are_unique() {
    let mut ids: Vec<_> = catalogue::ALL.iter().map(|placement| placement.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), catalogue::ALL.len());
}

#[test]
fn every_safe_area_leaves_room_for_text() {
    for placement in catalogue::ALL {
        let area = safe_area(placement);
        assert!(area.right - area.left >= 0.6, "{}: {area:?}", placement.id);
        assert!(area.bottom - area.top >= 0.45, "{}: {area:?}", placement.id);
    }
}

#[test]
fn one_master_for_many_keeps_clear_of_every_overlay() {
    let reels = known("meta-reels");
    let tiktok = known("tiktok-in-feed");
    let shared = shared_safe_area([reels, tiktok]);
    assert_eq!(shared.top, safe_area(reels).top, "Reels covers more at the top");
    assert_eq!(shared.bottom, safe_area(reels).bottom, "Reels covers more at the bottom");
    assert_eq!(shared.right, safe_area(tiktok).right, "TikTok's buttons reach further in");
    assert_eq!(shared_safe_area([]), Area::FULL);
}

#[test]
fn a_master_of_fifteen_seconds_suits_tiktok() {
    assert_eq!(check(known("tiktok-reservation"), &master()), Vec::<String>::new());
}

#[test]
fn what_does_not_suit_is_said() {
    let linkedin = check(known("linkedin"), &master());
    assert_eq!(linkedin, ["LinkedIn video ad: the frame rate must be below 30"]);
    let bumper = check(known("youtube-bumper"), &master());
    assert_eq!(bumper, ["YouTube bumper: 15.0 s is longer than 6 s"]);
    let square = Delivery { size: Size::new(1080, 1080), ..master() };
    assert_eq!(
        check(known("meta-reels"), &square),
        ["Facebook and Instagram Reels: the shape is not one of 9:16"]
    );
    let thin = Delivery { bytes: Some(1_000_000), ..master() };
    assert_eq!(
        check(known("tiktok-reservation"), &thin),
        ["TikTok reservation, reach and frequency: 533 kbit/s is below 2500 kbit/s"]
    );
    let webm = Delivery { container: Container::WebM, ..master() };
    assert_eq!(
        check(known("snapchat"), &webm),
        ["Snapchat single video and story: WEBM files are not taken"]
    );
}

fn master() -> Delivery {
    Delivery {
        container: Container::Mp4,
        size: Size::new(1080, 1920),
        frame_rate: FrameRate::FPS_30,
        length: Seconds::new(15, 1).expect("fifteen seconds are a time"),
        bytes: Some(9_000_000),
    }
}

#[track_caller]
fn known(id: &str) -> &'static Placement {
    find(id).expect("the placement is in the table")
}
