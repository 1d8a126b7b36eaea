//! What probing says of files, and what their pictures are.

use std::path::PathBuf;

use engine::media::pool::{Purpose, ReaderPool};
use engine::media::probe::probe;
use engine::media::still::still;
use render::picture::Picture;
use types::geometry::Size;
use types::media::Transfer;
use types::time::{FrameRate, Seconds};

use crate::material::{self, clicks, clip, ffmpeg, media, number_in, once, recipe, run};

fn made(name: &str) -> PathBuf {
    clip(recipe(name))
}

#[test]
fn rates_are_found_exactly_and_changing_ones_are_called_so() {
    let cases = [
        ("film-23976.mp4", Some((24_000, 1001))),
        ("pal-25.mp4", Some((25, 1))),
        ("ntsc-2997.mp4", Some((30_000, 1001))),
        ("ntsc-2997.mkv", Some((30_000, 1001))),
        ("web-30.mkv", Some((30, 1))),
        ("sport-5994.mp4", Some((60_000, 1001))),
        ("motion-jpeg.avi", Some((25, 1))),
        ("transport.ts", Some((25, 1))),
        ("variable.mkv", None),
        ("variable.mp4", None),
    ];
    for (name, rate) in cases {
        let video = probe(&made(name)).expect("the clip is good").video.expect("it has pictures");
        assert_eq!(video.variable_rate, rate.is_none(), "{name}: {video:?}");
        if let Some((num, den)) = rate {
            assert_eq!(video.frame_rate, FrameRate::new(num, den), "{name}");
        }
        assert_eq!(video.start, Seconds::ZERO, "{name}");
        assert_eq!(video.frames, u64::from(recipe(name).frames), "{name}");
    }
}

#[test]
fn codecs_depths_and_keyframes_are_named() {
    let of = |name: &str| probe(&made(name)).expect("the clip is good").video.expect("it has pictures");
    let hlg = of("hlg.mp4");
    assert_eq!((hlg.codec.as_str(), hlg.bit_depth, hlg.transfer), ("HEVC", 10, Transfer::Hlg));
    let alpha = of("alpha.webm");
    assert_eq!((alpha.codec.as_str(), alpha.has_alpha), ("VP9", true));
    let jpeg = of("motion-jpeg.avi");
    assert_eq!((jpeg.codec.as_str(), jpeg.keyframe_distance), ("Motion JPEG", 1));
    assert_eq!(of("pal-25.mp4").keyframe_distance, 60);
    assert_eq!((of("odd.mkv").size, of("odd.mkv").bit_depth), (Size::new(321, 181), 8));
    assert_eq!(of("prores.mov").codec, "ProRes");
}

/// A clip told to be turned by the container. What ffmpeg 5 calls 90 is a quarter turn to the left.
fn turned(degrees: &str) -> PathBuf {
    once(&format!("turned-{degrees}.mp4"), |target| {
        let mut command = ffmpeg();
        command.arg("-i").arg(made("pal-25.mp4"));
        command.args(["-c", "copy", "-metadata:s:v:0", &format!("rotate={degrees}")]).arg(target);
        run(command);
    })
}

#[test]
fn turned_clips_stand_upright() {
    let scratch = material::scratch();
    let pool = ReaderPool::new(scratch.path(), 8 << 20);
    for (degrees, rotation) in [("90", 270), ("180", 180), ("270", 90)] {
        let media = media(&turned(degrees));
        let video = media.info.video.clone().expect("it has pictures");
        assert_eq!(video.rotation, rotation);
        let upright = if rotation == 180 { Size::new(320, 180) } else { Size::new(180, 320) };
        assert_eq!(video.size, upright);
        let picture = pool.picture(&media, Seconds::ZERO, upright, Purpose::Export).expect("it can be read");
        assert_eq!(picture.size(), upright);
        // Frame 0 is black above and white below as stored.
        let Picture::Yuv(image) = &picture else { panic!("it is opaque") };
        let plane = image.plane(0);
        let at = |x: u32, y: u32| plane.data[y as usize * plane.stride + x as usize] > 128;
        let (width, height) = (upright.width, upright.height);
        let white = match rotation {
            90 => at(width / 4, height / 2) && !at(3 * width / 4, height / 2),
            180 => at(width / 2, height / 4) && !at(width / 2, 3 * height / 4),
            _ => !at(width / 4, height / 2) && at(3 * width / 4, height / 2),
        };
        assert!(white, "the right side is up at {rotation}");
    }
}

#[test]
fn pixels_that_are_not_square_are_made_so() {
    let path = once("wide-pixels.mp4", |target| {
        let mut command = ffmpeg();
        command.arg("-i").arg(made("pal-25.mp4"));
        command.args(["-vf", "setsar=4/3", "-c:v", "libx264", "-preset", "ultrafast", "-an"]).arg(target);
        run(command);
    });
    let media = media(&path);
    let video = media.info.video.clone().expect("it has pictures");
    assert_eq!((video.pixel_aspect, video.coded_size), ((4, 3), Size::new(320, 180)));
    assert_eq!(video.size, Size::new(426, 180));
    let scratch = material::scratch();
    let pool = ReaderPool::new(scratch.path(), 8 << 20);
    let time = Seconds::new(7, 25).expect("25 is positive");
    let picture = pool.picture(&media, time, video.size, Purpose::Scrub).expect("it can be read");
    assert_eq!((picture.size(), number_in(&picture)), (video.size, 7));
}

#[test]
fn pictures_with_alpha_keep_it() {
    let media = media(&made("alpha.webm"));
    let scratch = material::scratch();
    let pool = ReaderPool::new(scratch.path(), 8 << 20);
    let size = Size::new(320, 180);
    let picture = pool.picture(&media, Seconds::ZERO, size, Purpose::Export).expect("it can be read");
    let Picture::Rgba(image) = picture else { panic!("alpha needs RGBA") };
    let pixel = |x: usize, y: usize| image.data[(y * 320 + x) * 4..][..4].to_vec();
    assert_eq!(pixel(100, 150)[3], 255);
    assert_eq!(pixel(318, 150), [0, 0, 0, 0], "what cannot be seen has no colour");
}

#[test]
fn a_still_is_read_upright_and_no_larger_than_needed() {
    let path = once("still.png", |target| {
        let image = image::RgbaImage::from_fn(400, 200, |x, _| {
            image::Rgba([200, 100, 50, if x < 200 { 255 } else { 128 }])
        });
        image.save_with_format(target, image::ImageFormat::Png).expect("the folder can be written to");
    });
    let info = probe(&path).expect("it is a picture");
    assert!(info.is_still());
    assert!(info.video.as_ref().expect("it has a picture").has_alpha);
    let Picture::Rgba(image) = still(&path, Size::new(200, 100)).expect("it can be read") else {
        panic!("stills are RGBA")
    };
    assert_eq!(image.size, Size::new(200, 100));
    assert_eq!(image.data[..4], [200, 100, 50, 255]);
    assert_eq!(image.data[199 * 4..][..4], [100, 50, 25, 128], "colours are premultiplied");
}

#[test]
fn cameras_say_how_they_were_held() {
    let path = once("held.jpg", |target| {
        let image = image::RgbImage::from_fn(64, 32, |x, _| {
            image::Rgb(if x < 32 { [250, 10, 10] } else { [10, 10, 250] })
        });
        let mut jpeg = Vec::new();
        let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 95);
        image.write_with_encoder(encoder).expect("it fits in memory");
        // An Exif block that says: turn a quarter to the right.
        let exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let mut bytes = vec![0xff, 0xd8, 0xff, 0xe1];
        bytes.extend((exif.len() as u16 + 2).to_be_bytes());
        bytes.extend(exif);
        bytes.extend(&jpeg[2..]);
        std::fs::write(target, bytes).expect("the folder can be written to");
    });
    let video = probe(&path).expect("it is a picture").video.expect("it has a picture");
    assert_eq!((video.rotation, video.size, video.coded_size), (90, Size::new(32, 64), Size::new(64, 32)));
    let Picture::Rgba(image) = still(&path, Size::new(32, 64)).expect("it can be read") else {
        panic!("stills are RGBA")
    };
    assert!(image.data[0] > 200 && image.data[63 * 32 * 4 + 2] > 200, "red is above and blue below");
}

#[test]
fn webp_is_read() {
    let path = once("still.webp", |target| {
        let image = image::RgbaImage::from_pixel(40, 20, image::Rgba([10, 200, 30, 255]));
        image.save_with_format(target, image::ImageFormat::WebP).expect("the folder can be written to");
    });
    let info = probe(&path).expect("it is a picture");
    assert_eq!((info.container.as_str(), info.is_still()), ("WebP", true));
    let Picture::Rgba(image) = still(&path, Size::new(40, 20)).expect("it can be read") else {
        panic!("stills are RGBA")
    };
    assert_eq!(image.data[..4], [10, 200, 30, 255]);
}

#[test]
fn a_file_is_known_by_its_content_not_its_name() {
    for (from, name) in [("still-named.mp4", "png"), ("clip-named.png", "mp4"), ("sound-named.mp4", "wav")] {
        let path = once(from, |target| {
            let source = match name {
                "png" => {
                    let image = image::RgbImage::from_pixel(64, 48, image::Rgb([1, 2, 3]));
                    image
                        .save_with_format(target, image::ImageFormat::Png)
                        .expect("the folder can be written to");
                    return;
                }
                "wav" => clicks(2),
                _ => made("pal-25.mp4"),
            };
            std::fs::copy(source, target).expect("the folder can be written to");
        });
        let container = probe(&path).expect("it is good media").container;
        assert_eq!(container.to_lowercase(), name);
    }
}
