//! Facts about drawn actors.

use render::actor::{Framing, Moment, Patch, Portrait, Stage, thumbnail};
use render::picture::RgbaImage;
use types::actor::{Actor, Look, catalogue};
use types::geometry::{Aspect, Size};
use types::mouth::{MouthShape, cues, mouth_at};
use types::voice::PhonemeTime;

const SMALL: Size = Size::new(216, 384);

fn look(index: usize) -> &'static Look {
    &catalogue()[index].look
}

fn mouth(sample: i64, shape: MouthShape) -> Moment {
    Moment { mouth: (shape, shape, 0.0), ..Moment::still(sample) }
}

fn frame(stage: &Stage, moment: &Moment) -> RgbaImage {
    let mut picture = stage.backdrop().clone();
    stage.foreground(moment).over(&mut picture);
    picture
}

/// How many pixels differ visibly.
fn difference(a: &RgbaImage, b: &RgbaImage) -> usize {
    a.data
        .chunks_exact(4)
        .zip(b.data.chunks_exact(4))
        .filter(|(a, b)| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > 6))
        .count()
}

fn lies_inside(patch: &Patch, canvas: Size) -> bool {
    let (right, bottom) =
        (patch.left + patch.image.size.width as i32, patch.top + patch.image.size.height as i32);
    patch.left >= 0 && patch.top >= 0 && right <= canvas.width as i32 && bottom <= canvas.height as i32
}

#[test]
fn the_same_moment_gives_the_same_bytes() {
    let moment = Moment { sample: 91_234, mouth: (MouthShape::Open, MouthShape::Round, 0.4), energy: 0.6 };
    let (one, two) = (Stage::new(look(4), SMALL, Framing::Wide), Stage::new(look(4), SMALL, Framing::Wide));
    assert!(one.backdrop() == two.backdrop());
    assert!(one.foreground(&moment) == two.foreground(&moment));
    let between = one.foreground(&mouth(5, MouthShape::Closed));
    assert!(between != one.foreground(&moment));
    assert!(one.foreground(&moment) == two.foreground(&moment));
}

#[test]
fn every_actor_can_be_drawn() {
    // A short run draws a tenth of the catalogue small; the documentation's contact sheet draws others.
    let is_full = std::env::var("GREENROOM_SOAK").is_ok_and(|length| length == "full");
    let (first, step, size) = if is_full { (0, 1, SMALL) } else { (3, 10, Size::new(90, 160)) };
    for actor in catalogue().iter().skip(first).step_by(step) {
        draws_well(actor, size);
    }
}

fn draws_well(actor: &Actor, size: Size) {
    for framing in [Framing::Wide, Framing::Close] {
        let stage = Stage::new(&actor.look, size, framing);
        assert_eq!(stage.backdrop().size, size);
        assert!(stage.backdrop().data.chunks_exact(4).all(|pixel| pixel[3] == 255), "{}", actor.id);
        let patch = stage.foreground(&mouth(40_000, MouthShape::Open));
        assert!(lies_inside(&patch, size), "{}", actor.id);
        let drawn = patch.image.data.chunks_exact(4).filter(|pixel| pixel[3] == 255).count();
        assert!(drawn > patch.image.data.len() / 4 / 5, "{}", actor.id);
        let premultiplied = |pixel: &[u8]| pixel[..3].iter().all(|part| *part <= pixel[3]);
        assert!(patch.image.data.chunks_exact(4).all(premultiplied), "{}", actor.id);
    }
}

#[test]
fn all_four_shapes_hold_the_head_in_their_upper_part() {
    for aspect in Aspect::ALL {
        let size = aspect.canvas().within(100_000);
        for framing in [Framing::Wide, Framing::Close] {
            let stage = Stage::new(look(1), size, framing);
            let (open, closed) =
                (frame(&stage, &mouth(0, MouthShape::Open)), frame(&stage, &mouth(0, MouthShape::Rest)));
            let rows: Vec<usize> = open
                .data
                .chunks_exact(4)
                .zip(closed.data.chunks_exact(4))
                .enumerate()
                .filter(|(_, (a, b))| a != b)
                .map(|(index, _)| index / size.width as usize)
                .collect();
            let lowest = rows.iter().copied().max().expect("mouth and chin move");
            assert!(
                lowest < size.height as usize * 2 / 3,
                "{aspect:?} {framing:?}: captions lie in the lower third"
            );
        }
    }
}

#[test]
fn unusual_sizes_are_drawn_too() {
    for size in [Size::new(0, 0), Size::new(1, 1), Size::new(3, 400), Size::new(400, 3), Size::new(7, 5)] {
        let stage = Stage::new(look(0), size, Framing::Wide);
        let canvas = stage.backdrop().size;
        assert!(lies_inside(&stage.foreground(&Moment::still(0)), canvas), "{size:?}");
    }
}

#[test]
fn every_mouth_shape_looks_different() {
    let stage = Stage::new(look(1), Size::new(432, 768), Framing::Close);
    let frames: Vec<RgbaImage> =
        MouthShape::ALL.iter().map(|shape| frame(&stage, &mouth(0, *shape))).collect();
    for (one, a) in frames.iter().enumerate() {
        for (two, b) in frames.iter().enumerate().skip(one + 1) {
            assert!(difference(a, b) > 20, "{:?} {:?}", MouthShape::ALL[one], MouthShape::ALL[two]);
        }
    }
}

#[test]
fn the_mouth_is_closed_when_b_is_heard() {
    let phonemes: Vec<PhonemeTime> = [("a", 0, 9_600), ("b", 9_600, 14_400), ("a", 14_400, 24_000)]
        .into_iter()
        .map(|(phoneme, start, end)| PhonemeTime { phoneme: phoneme.to_owned(), start, end })
        .collect();
    let cues = cues(&phonemes);
    let stage = Stage::new(look(1), Size::new(432, 768), Framing::Close);
    // The head moves with time, so the same sample is drawn with the mouth that belongs to each sound.
    let with = |at: i64| frame(&stage, &Moment { mouth: mouth_at(&cues, at), ..Moment::still(0) });
    let shut = frame(&stage, &mouth(0, MouthShape::Closed));
    assert_eq!(difference(&with(9_600), &shut), 0);
    assert!(difference(&with(6_000), &shut) > 200);
}

#[test]
fn a_silent_actor_breathes_and_blinks() {
    let stage = Stage::new(look(2), SMALL, Framing::Wide);
    let first = frame(&stage, &Moment::still(0));
    let moved = (1..8).map(|second| frame(&stage, &Moment::still(second * 48_000)));
    assert!(moved.into_iter().all(|later| difference(&first, &later) > 50));
    let stepped = difference(&frame(&stage, &Moment::still(480)), &first);
    assert!(stepped < SMALL.area() as usize / 20, "a hundredth of a second moves little: {stepped}");
}

#[test]
fn a_portrait_fills_the_canvas_and_moves() {
    let mut photo = RgbaImage::clear(Size::new(640, 480));
    for (index, pixel) in photo.data.chunks_exact_mut(4).enumerate() {
        let (x, y) = (index % 640, index / 640);
        pixel.copy_from_slice(&[(x / 3) as u8, (y / 2) as u8, ((x / 16 + y / 16) % 2 * 120) as u8, 255]);
    }
    for aspect in Aspect::ALL {
        let size = aspect.canvas().within(60_000);
        let portrait = Portrait::new(&photo, size, Framing::Wide);
        let (first, later) =
            (portrait.frame(&Moment::still(0)), portrait.frame(&Moment::still(48_000 * 600)));
        for picture in [&first, &later] {
            assert_eq!(picture.size, size);
            assert!(picture.data.chunks_exact(4).all(|pixel| pixel[3] == 255), "{aspect:?}");
        }
        assert!(difference(&first, &later) > 100);
        assert!(first == portrait.frame(&Moment::still(0)));
    }
    let nothing = Portrait::new(&RgbaImage::clear(Size::new(0, 0)), SMALL, Framing::Close);
    assert_eq!(nothing.frame(&Moment::still(0)).size, SMALL);
}

#[test]
fn a_thumbnail_has_its_size_and_hides_nothing() {
    let small = thumbnail(look(9), Size::new(168, 298));
    assert_eq!(small.size, Size::new(168, 298));
    assert!(small.data.chunks_exact(4).all(|pixel| pixel[3] == 255));
}
