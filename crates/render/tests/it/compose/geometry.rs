//! Placements in fractions to pixels.

use proptest::prelude::*;
use render::compose::place::{Fitting, Frame, Motion, Placement};
use types::geometry::{Area, Size};

const CANVAS: Size = Size::new(1080, 1920);

fn straight(placement: Placement, source: Size, grid: usize) -> String {
    let mapping = placement.map(source, Frame::of(source, (0, 0)), CANVAS).expect("it has pixels");
    match mapping.straight(CANVAS, grid) {
        Some(straight) => {
            let (target, from) = (straight.target, straight.source);
            let corner = format!("{}x{} at {},{}", target.width, target.height, target.left, target.top);
            let edges = [from.left, from.top, from.right, from.bottom].map(|edge| format!("{edge:.2}"));
            format!("{corner} of {}", edges.join(" "))
        }
        None => "turned".into(),
    }
}

#[test]
fn placements_come_out_in_whole_pixels() {
    let (wide, base) = (Size::new(1920, 1080), Placement::default());
    let check = |placement: Placement, grid: usize, expected: &str| {
        assert_eq!(straight(placement, wide, grid), expected, "{placement:?}");
    };
    check(base, 2, "1080x1920 at 0,0 of 656.25 0.00 1263.75 1080.00");
    check(
        Placement { fitting: Fitting::Contain, ..base },
        2,
        "1080x608 at 0,656 of 0.00 0.00 1920.00 1080.00",
    );
    check(
        Placement { fitting: Fitting::Stretch, ..base },
        2,
        "1080x1920 at 0,0 of 0.00 0.00 1920.00 1080.00",
    );
    check(
        Placement { fitting: Fitting::Stretch, scale: 2.0, ..base },
        2,
        "1080x1920 at 0,0 of 480.00 270.00 1440.00 810.00",
    );
    check(
        Placement { fitting: Fitting::Stretch, x: 0.5, ..base },
        1,
        "540x1920 at 540,0 of 0.00 0.00 960.00 1080.00",
    );
    check(Placement { rotation: 10.0, ..base }, 2, "turned");
    let moving = Placement { fitting: Fitting::Contain, motion: Motion::Moving, ..base };
    check(moving, 2, "turned");
    check(
        Placement { fitting: Fitting::Contain, x: 4.0, ..base },
        2,
        "0x608 at 1080,656 of 0.00 0.00 0.00 1080.00",
    );
}

proptest! {
    #[test]
    fn what_is_seen_always_lies_in_the_layer_and_on_the_canvas(
        size in (1_u32..5000, 1_u32..5000),
        place in (-9.0_f32..9.0, -9.0_f32..9.0, 0.0_f32..80.0),
        crop in (0.0_f32..1.0, 0.0_f32..1.0, 0.0_f32..1.0, 0.0_f32..1.0),
        canvas in (1_u32..3000, 1_u32..3000),
        grid in 1_usize..3,
    ) {
        let (size, canvas) = (Size::new(size.0, size.1), Size::new(canvas.0, canvas.1));
        let crop = Area { left: crop.0, top: crop.1, right: crop.2, bottom: crop.3 };
        let placement = Placement { crop, x: place.0, y: place.1, scale: place.2, ..Placement::default() };
        let mapping = placement.map(size, Frame::of(size, (0, 0)), canvas).expect("it has pixels");
        let straight = mapping.straight(canvas, grid).expect("it is not turned");
        let (target, source) = (straight.target, straight.source);
        prop_assert!(target.left + target.width <= canvas.width as usize);
        prop_assert!(target.top + target.height <= canvas.height as usize);
        prop_assert!(target.left % grid == 0 || target.left == canvas.width as usize);
        prop_assert!(source.left >= 0.0 && source.right <= f64::from(size.width) + 1e-3);
        prop_assert!(source.top >= 0.0 && source.bottom <= f64::from(size.height) + 1e-3);
        prop_assert!(source.left <= source.right && source.top <= source.bottom);
    }
}
