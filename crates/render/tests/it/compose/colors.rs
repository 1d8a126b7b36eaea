//! Colours between RGBA and I420, and grades.

use std::sync::Arc;

use render::compose::color;
use render::compose::grade::graded;
use render::picture::buffer::Pool;
use render::picture::{Picture, RgbaImage, YuvImage};
use types::document::look::Grade;
use types::geometry::{Color, Size};

use super::{SIZE, opaque, picture, samples, smooth, yuv};

#[test]
fn known_colours_have_the_samples_of_bt709() {
    // Computed from ITU-R BT.709-6, part 3, at 8 bits.
    let known = [
        (Color::rgb(0, 0, 0), [16, 128, 128]),
        (Color::rgb(255, 255, 255), [235, 128, 128]),
        (Color::rgb(255, 0, 0), [63, 102, 240]),
        (Color::rgb(0, 255, 0), [173, 42, 26]),
        (Color::rgb(0, 0, 255), [32, 240, 118]),
        (Color::rgb(128, 128, 128), [126, 128, 128]),
    ];
    for (color, expected) in known {
        assert_eq!(color::samples_of(color), expected, "{color:?}");
        let pixels = opaque(Size::new(2, 2), color);
        let made = color::rgba_to_yuv(pixels.view(), &Pool::default()).expect("one size").freeze();
        let [y, u, v] = [0, 1, 2].map(|index| made.plane(index).data[0]);
        let near = |one: u8, other: u8| one.abs_diff(other) <= 1;
        assert!(
            near(y, expected[0]) && near(u, expected[1]) && near(v, expected[2]),
            "{color:?} {y} {u} {v}"
        );
    }
}

#[test]
fn colours_survive_the_way_to_i420_and_back() {
    for color in [Color::rgb(200, 40, 90), Color::rgb(17, 170, 230), Color::rgb(250, 240, 10)] {
        for size in [Size::new(1, 1), Size::new(7, 5), Size::new(64, 33), Size::new(130, 2)] {
            let pixels = opaque(size, color);
            let made = color::rgba_to_yuv(pixels.view(), &Pool::default()).expect("one size");
            let back = color::yuv_to_rgba(made.view()).expect("one size");
            assert_eq!(back.size, size);
            let far = back.data.iter().zip(&pixels.data).map(|(one, other)| one.abs_diff(*other)).max();
            assert!(far <= Some(3), "{color:?} at {size:?} is off by {far:?}");
        }
    }
}

#[test]
fn a_picture_without_pixels_converts_to_one_without_pixels() {
    let none = RgbaImage::clear(Size::new(0, 0));
    let made = color::rgba_to_yuv(none.view(), &Pool::default()).expect("nothing to do");
    assert_eq!(color::yuv_to_rgba(made.view()).expect("nothing to do"), none);
}

#[test]
fn rows_with_padding_are_read_where_they_lie() {
    let tight = yuv(Size::new(6, 4), 3);
    let mut bytes = vec![99; 400];
    let planes =
        [(0, 10), (100, 7), (200, 9)].map(|(offset, stride)| render::picture::PlaneLayout { offset, stride });
    for (index, layout) in planes.iter().enumerate() {
        let (width, height) = render::picture::plane_size(tight.size(), index);
        for y in 0..height {
            let at = layout.offset + y * layout.stride;
            bytes[at..at + width].copy_from_slice(tight.view().row(index, y));
        }
    }
    let padded = YuvImage::new(tight.size(), Box::new(bytes), planes).expect("the planes fit");
    let rgba = |image: &YuvImage| color::yuv_to_rgba(image.view()).expect("one size");
    assert_eq!(rgba(&padded), rgba(&tight));
    assert_eq!(samples(&padded), samples(&tight));
}

#[test]
fn no_grade_hands_on_the_same_picture() {
    let image = yuv(SIZE, 1);
    let Picture::Yuv(same) = graded(&picture(&image), &Grade::default(), &Pool::default()) else {
        panic!("I420 stays I420")
    };
    assert!(Arc::ptr_eq(&image, &same));
}

#[test]
fn grades_of_i420_equal_grades_of_rgb() {
    let grades = [
        Grade { exposure: 0.4, ..Grade::default() },
        Grade { contrast: -0.5, ..Grade::default() },
        Grade { saturation: 0.3, ..Grade::default() },
        Grade { saturation: -1.0, ..Grade::default() },
        Grade { temperature: 0.8, ..Grade::default() },
        Grade { exposure: -0.5, contrast: 0.2, saturation: -0.4, temperature: -0.6 },
    ];
    for size in [SIZE, Size::new(33, 17)] {
        let image = smooth(size);
        let rgb = color::yuv_to_rgba(image.view()).expect("one size");
        for grade in grades {
            let direct = graded(&picture(&image), &grade, &Pool::default());
            let by_rgb = graded(&Picture::Rgba(Arc::new(rgb.clone())), &grade, &Pool::default());
            let (Picture::Yuv(direct), Picture::Rgba(by_rgb)) = (direct, by_rgb) else {
                panic!("a grade keeps the kind of picture")
            };
            let by_rgb = color::rgba_to_yuv(by_rgb.view(), &Pool::default()).expect("one size").freeze();
            let far = super::distance(&direct, &by_rgb);
            assert!(far <= 3, "{grade:?} at {size:?} is off by {far}");
        }
    }
}

#[test]
fn grades_of_nonsense_keep_alpha_and_premultiplication() {
    let grade = Grade { exposure: f32::NAN, contrast: 9.0, saturation: f32::INFINITY, temperature: -7.0 };
    let image = super::rgba(SIZE, 4);
    let Picture::Rgba(made) = graded(&Picture::Rgba(image.clone()), &grade, &Pool::default()) else {
        panic!("RGBA stays RGBA")
    };
    for (new, old) in made.data.chunks(4).zip(image.data.chunks(4)) {
        assert_eq!(new[3], old[3], "alpha is not colour");
        assert!(new[..3].iter().all(|channel| *channel <= new[3]), "{new:?} is not premultiplied");
    }
}
