//! Colours come out as they went in, whatever the file keeps them in.

use std::path::PathBuf;

use engine::media::pool::{Purpose, ReaderPool};
use render::picture::Picture;
use types::geometry::Size;
use types::media::Transfer;
use types::time::Seconds;

use crate::material::{self, feed, ffmpeg, media, once};

const SIZE: Size = Size::new(320, 64);
/// Five patches from left to right: red, green, blue, grey, skin.
const PATCHES: [[u8; 3]; 5] = [[220, 30, 30], [30, 200, 40], [40, 50, 220], [128, 128, 128], [224, 172, 140]];

/// The patches in a file of that name, encoded so.
fn patches(name: &str, encoder: &[&str]) -> PathBuf {
    once(&format!("patches-{name}"), |target| {
        let mut command = ffmpeg();
        command.args(["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "320x64", "-r", "25", "-i", "-"]);
        command.args(encoder).arg(target);
        feed(command, |input| {
            let row: Vec<u8> = (0..320).flat_map(|x| PATCHES[x / 64]).collect();
            for _ in 0..64 * 5 {
                input.write_all(&row).expect("ffmpeg takes every row");
            }
        });
    })
}

/// Red, green and blue in the middle of each patch of the first picture.
#[track_caller]
fn seen(path: &std::path::Path, size: Size) -> [[i32; 3]; 5] {
    let scratch = material::scratch();
    let pool = ReaderPool::new(scratch.path(), 8 << 20);
    let picture = pool.picture(&media(path), Seconds::ZERO, size, Purpose::Export).expect("it can be read");
    assert_eq!(picture.size(), size);
    [0, 1, 2, 3, 4].map(|patch| {
        let (x, y) = ((2 * patch + 1) * size.width as usize / 10, size.height as usize / 2);
        match &picture {
            Picture::Rgba(image) => {
                let at = (y * size.width as usize + x) * 4;
                [0, 1, 2].map(|channel| i32::from(image.data[at + channel]))
            }
            Picture::Yuv(image) => {
                let at = |plane: usize, x: usize, y: usize| {
                    let plane = image.plane(plane);
                    f64::from(plane.data[y * plane.stride + x])
                };
                let luma = (at(0, x, y) - 16.0) / 219.0;
                let (u, v) = ((at(1, x / 2, y / 2) - 128.0) / 224.0, (at(2, x / 2, y / 2) - 128.0) / 224.0);
                let (red, blue) = (luma + 1.5748 * v, luma + 1.8556 * u);
                let green = (luma - 0.2126 * red - 0.0722 * blue) / 0.7152;
                [red, green, blue].map(|channel| (channel * 255.0).round() as i32)
            }
        }
    })
}

#[test]
fn every_color_space_gives_the_same_colors() {
    let h264 = ["-c:v", "libx264", "-preset", "ultrafast", "-qp", "4"];
    let tags = |matrix| ["-colorspace", matrix, "-color_primaries", matrix, "-color_trc", matrix];
    let cases: [(&str, Vec<&str>); 7] = [
        (
            "709.mp4",
            [&["-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"], &h264[..], &tags("bt709")]
                .concat(),
        ),
        (
            "601.mp4",
            [
                &["-vf", "scale=out_color_matrix=bt601:out_range=tv,format=yuv420p"],
                &h264[..],
                &["-colorspace", "smpte170m", "-color_primaries", "smpte170m", "-color_trc", "smpte170m"],
            ]
            .concat(),
        ),
        (
            "full.mp4",
            [
                &["-vf", "scale=out_color_matrix=bt709:out_range=pc,format=yuvj420p"],
                &h264[..],
                &tags("bt709"),
                &["-color_range", "pc"],
            ]
            .concat(),
        ),
        ("jpeg.avi", vec!["-c:v", "mjpeg", "-q:v", "1", "-pix_fmt", "yuvj420p"]),
        (
            "444.mp4",
            [&["-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv444p"], &h264[..], &tags("bt709")]
                .concat(),
        ),
        (
            "ten.mp4",
            vec![
                "-vf",
                "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p10le",
                "-c:v",
                "libx265",
                "-preset",
                "ultrafast",
                "-x265-params",
                "log-level=none:qp=4:colorprim=bt709:transfer=bt709:colormatrix=bt709",
            ],
        ),
        ("rgb.mov", vec!["-c:v", "png"]),
    ];
    let mut wrong = Vec::new();
    for (name, encoder) in &cases {
        let path = patches(name, encoder);
        for size in [SIZE, Size::new(160, 32)] {
            let seen = seen(&path, size);
            let near = seen.iter().flatten().zip(PATCHES.iter().flatten());
            if near.into_iter().any(|(seen, put)| (seen - i32::from(*put)).abs() > 5) {
                wrong.push((name, size, seen));
            }
        }
    }
    assert!(wrong.is_empty(), "put in {PATCHES:?}, saw {wrong:#?}");
}

/// A flat picture of one 10-bit code in HLG or PQ.
fn flat(code: u16, transfer: &str) -> PathBuf {
    once(&format!("flat-{transfer}-{code}.mp4"), |target| {
        let mut command = ffmpeg();
        command.args(["-f", "rawvideo", "-pix_fmt", "yuv420p10le", "-s", "64x64", "-r", "25", "-i", "-"]);
        let tags = format!(
            "log-level=none:qp=1:colorprim=bt2020:transfer={transfer}:colormatrix=bt2020nc:range=limited"
        );
        command.args(["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", &tags]).arg(target);
        feed(command, |input| {
            for _ in 0..5 {
                let luma = code.to_le_bytes().repeat(64 * 64);
                let chroma = 512_u16.to_le_bytes().repeat(2 * 32 * 32);
                input.write_all(&[luma, chroma].concat()).expect("ffmpeg takes every frame");
            }
        });
    })
}

#[test]
fn high_dynamic_range_is_brought_down_in_order() {
    // Codes of black, of a mid grey, of paper white (203 cd/m²) and of 1000 cd/m², from BT.2408.
    for (transfer, kind, codes) in [
        ("arib-std-b67", Transfer::Hlg, [64, 400, 721, 940]),
        ("smpte2084", Transfer::Pq, [64, 360, 573, 723]),
    ] {
        let luma = codes.map(|code| {
            let path = flat(code, transfer);
            let media = media(&path);
            assert_eq!(media.info.video.as_ref().expect("it has pictures").transfer, kind);
            let scratch = material::scratch();
            let pool = ReaderPool::new(scratch.path(), 8 << 20);
            let size = Size::new(64, 64);
            let picture = pool.picture(&media, Seconds::ZERO, size, Purpose::Export).expect("it can be read");
            let Picture::Yuv(image) = picture else { panic!("it is opaque") };
            assert!((i32::from(image.plane(1).data[33]) - 128).abs() <= 1, "grey stays grey");
            image.plane(0).data[65]
        });
        let [black, grey, white, peak] = luma;
        assert!(black <= 17, "{transfer}: {luma:?}");
        assert!((70..140).contains(&grey), "{transfer}: {luma:?}");
        assert!((205..228).contains(&white), "paper white is bright and leaves room above it: {luma:?}");
        assert!((233..=236).contains(&peak), "{transfer}: {luma:?}");
    }
}
