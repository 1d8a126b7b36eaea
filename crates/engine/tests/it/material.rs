//! Makes test clips whose pixels carry the number of the frame and whose sound clicks at known samples.
//! Clips are made once by ffmpeg, an encoder independent of ours, and kept below the target folder.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use engine::media::identity::identity;
use engine::media::probe::probe;
use render::picture::{Picture, plane_size};
use types::geometry::Size;
use types::id::MediaId;
use types::media::Media;

/// Bits of a frame number in the picture: blocks from left to right, the lowest bit first.
const BITS: u32 = 10;

/// A clip to make.
#[derive(Clone, Copy)]
pub struct Recipe {
    /// File name, with the extension that chooses the container.
    pub name: &'static str,
    pub size: (u32, u32),
    pub rate: &'static str,
    pub frames: u32,
    /// What ffmpeg is told about the picture, in words.
    pub video: &'static str,
    /// What ffmpeg is told about the sound, in words; none for a silent clip.
    pub sound: Option<&'static str>,
}

/// Samples at 48 kHz at which the sound clicks, and channels it has.
pub const CLICKS: [i64; 3] = [12_000, 48_000, 66_000];

/// Where clips are kept.
pub fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("material-1");
    std::fs::create_dir_all(&folder).expect("the target folder can be written to");
    folder
}

/// A folder of its own for a test's caches.
pub fn scratch() -> tempfile::TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("the target folder can be written to")
}

/// The clip of a recipe, made if need be.
pub fn clip(recipe: &Recipe) -> PathBuf {
    once(recipe.name, |target| {
        let mut command = ffmpeg();
        let size = format!("{}x{}", recipe.size.0, recipe.size.1);
        command.args(["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", &size, "-r", recipe.rate]);
        command.args(["-color_range", "tv", "-colorspace", "bt709", "-i", "-"]);
        if recipe.sound.is_some() {
            command.arg("-i").arg(clicks(2));
        }
        command.args(["-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709"]);
        command.args(recipe.video.split(' ')).args(recipe.sound.unwrap_or("-an").split(' ')).arg(target);
        feed(command, |input| {
            for number in 0..recipe.frames {
                input.write_all(&barcode(recipe.size, number)).expect("ffmpeg takes every frame");
            }
        });
    })
}

/// Makes a file once, whoever asks first; others see it whole or not at all.
pub fn once(name: &str, make: impl FnOnce(&Path)) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let target = folder().join(name);
    if !target.exists() {
        let unique = format!("{}-{}-{name}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let part = folder().join(unique);
        make(&part);
        std::fs::rename(&part, &target).expect("a made clip can be renamed");
    }
    target
}

/// ffmpeg, quiet and without questions.
pub fn ffmpeg() -> Command {
    let mut command = Command::new("ffmpeg");
    command.args(["-v", "error", "-y", "-nostdin"]);
    command
}

/// Runs a command to its good end.
#[track_caller]
pub fn run(mut command: Command) {
    let output = command.output().expect("setup installs what tests need");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Runs a command to its good end with what `write` writes as its input.
#[track_caller]
pub fn feed(mut command: Command, write: impl FnOnce(&mut dyn Write)) {
    let mut child = command.stdin(Stdio::piped()).spawn().expect("setup installs ffmpeg");
    write(&mut child.stdin.take().expect("its input is piped"));
    assert!(child.wait().expect("ffmpeg ends").success(), "{command:?}");
}

/// Two seconds of silence with a click of one millisecond at each of [`CLICKS`], in every channel.
pub fn clicks(channels: u16) -> PathBuf {
    once(&format!("clicks-{channels}.wav"), |target| {
        let spec = hound::WavSpec {
            channels,
            sample_rate: 48_000,
            bits_per_sample: 16,
            sample_format: hound::SampleFormat::Int,
        };
        let mut writer = hound::WavWriter::create(target, spec).expect("the folder can be written to");
        for sample in 0..96_000_i64 {
            let since = CLICKS.iter().map(|click| sample - click).find(|since| (0..48).contains(since));
            let value = since
                .map_or(0.0, |since| (since as f32 / 48.0 * std::f32::consts::TAU * 2.0).cos() * 24_000.0);
            for _ in 0..channels {
                writer.write_sample(value as i16).expect("the disk has room");
            }
        }
        writer.finalize().expect("the disk has room");
    })
}

/// A frame: blocks of black and white for the bits of `number`, below them the same inverted.
fn barcode((width, height): (u32, u32), number: u32) -> Vec<u8> {
    let size = Size::new(width, height);
    let mut bytes = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let bit = number >> (x * BITS / width) & 1 == 1;
            // A little texture, so that encoders have something to predict.
            let grain = ((x * 7 + y * 13 + number * 5) % 23) as u8;
            bytes.push(if bit == (y < height / 2) { 200 + grain } else { 32 + grain });
        }
    }
    for (plane, level) in [(1, 118), (2, 138)] {
        let (across, down) = plane_size(size, plane);
        bytes.extend(std::iter::repeat_n(level, across * down));
    }
    bytes
}

/// Reads the number out of a picture of any size.
pub fn number_in(picture: &Picture) -> u32 {
    let size = picture.size();
    let luma = |x: u32, y: u32| match picture {
        Picture::Yuv(image) => {
            let plane = image.plane(0);
            i32::from(plane.data[y as usize * plane.stride + x as usize])
        }
        Picture::Rgba(image) => i32::from(image.data[(y * size.width + x) as usize * 4 + 1]),
    };
    (0..BITS)
        .filter(|bit| {
            let x = (2 * bit + 1) * size.width / (2 * BITS);
            let upper: i32 = (1..4).map(|part| luma(x, size.height * part / 8)).sum();
            let lower: i32 = (5..8).map(|part| luma(x, size.height * part / 8)).sum();
            assert!((upper - lower).abs() > 60, "block {bit} is neither black nor white: {upper} {lower}");
            upper > lower
        })
        .map(|bit| 1 << bit)
        .sum()
}

/// A probed file as a document has it.
#[track_caller]
pub fn media(path: &Path) -> Media {
    Media {
        id: MediaId(1),
        path: path.to_str().expect("test paths are plain").to_owned(),
        identity: identity(path).expect("the file can be read"),
        info: probe(path).expect("the file is good media"),
    }
}

/// Whole numbers below `count`, shuffled the same way every time.
pub fn shuffled(count: u32) -> Vec<u32> {
    let mut numbers: Vec<u32> = (0..count).collect();
    let mut seed = 0x2545_f491_u32;
    for at in (1..numbers.len()).rev() {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        numbers.swap(at, (seed >> 8) as usize % (at + 1));
    }
    numbers
}

/// H.264 with B-frames that others refer to and a keyframe every two seconds.
pub const LONG_GOP: &str =
    "-c:v libx264 -preset veryfast -g 60 -keyint_min 60 -sc_threshold 0 -bf 3 -crf 20 -pix_fmt yuv420p";
const AAC: Option<&str> = Some("-c:a aac -b:a 128k");

/// Clips at the usual rates and of the usual kinds, every one with barcodes in order from 0.
pub const CLIPS: &[Recipe] = &[
    row("film-23976.mp4", (320, 180), ("24000/1001", 130), LONG_GOP, AAC),
    row("pal-25.mp4", (320, 180), ("25", 130), LONG_GOP, AAC),
    row("ntsc-2997.mp4", (320, 180), ("30000/1001", 140), LONG_GOP, AAC),
    row("web-30.mkv", (320, 180), ("30", 140), LONG_GOP, AAC),
    row("ntsc-2997.mkv", (320, 180), ("30000/1001", 140), LONG_GOP, AAC),
    row("sport-5994.mp4", (320, 180), ("60000/1001", 150), LONG_GOP, AAC),
    row(
        "variable.mkv",
        (320, 180),
        ("25", 110),
        "-vf setpts=(N+floor(N/3)*0.7+gt(N\\,50)*6)/25/TB -fps_mode passthrough -c:v libx264 -preset \
         veryfast -g 50 -bf 3 -pix_fmt yuv420p",
        None,
    ),
    row(
        "variable.mp4",
        (320, 180),
        ("25", 110),
        "-vf setpts=(N+floor(N/3)*0.7+gt(N\\,50)*6)/25/TB -fps_mode passthrough -c:v libx264 -preset \
         veryfast -g 50 -bf 3 -pix_fmt yuv420p -video_track_timescale 90000",
        None,
    ),
    row(
        "open-gop.mp4",
        (320, 180),
        ("25", 120),
        "-c:v libx264 -preset veryfast -g 25 -x264-params open-gop=1:bframes=3:b-pyramid=normal -pix_fmt \
         yuv420p",
        AAC,
    ),
    row(
        "hlg.mp4",
        (320, 180),
        ("25", 60),
        "-c:v libx265 -preset ultrafast -pix_fmt yuv420p10le -tag:v hvc1 -color_primaries bt2020 \
         -color_trc arib-std-b67 -colorspace bt2020nc -x265-params \
         log-level=none:keyint=30:bframes=3:colorprim=bt2020:transfer=arib-std-b67:colormatrix=bt2020nc",
        AAC,
    ),
    row(
        "alpha.webm",
        (320, 180),
        ("25", 50),
        "-vf format=yuva420p,geq=lum='p(X,Y)':cb='cb(X,Y)':cr='cr(X,Y)':a='255*lt(X,W*0.98)' -c:v \
         libvpx-vp9 -pix_fmt yuva420p -auto-alt-ref 0 -deadline realtime -cpu-used 8 -g 30",
        None,
    ),
    row(
        "vp8.webm",
        (320, 180),
        ("25", 80),
        "-c:v libvpx -auto-alt-ref 1 -lag-in-frames 16 -g 40 -b:v 1M -deadline good -cpu-used 4",
        Some("-c:a libopus"),
    ),
    row(
        "vp9.webm",
        (320, 180),
        ("30000/1001", 80),
        "-c:v libvpx-vp9 -auto-alt-ref 1 -lag-in-frames 16 -g 40 -b:v 1M -deadline good -cpu-used 5",
        Some("-c:a libopus"),
    ),
    row("motion-jpeg.avi", (320, 180), ("25", 60), "-c:v mjpeg -q:v 3", Some("-c:a pcm_s16le")),
    row(
        "prores.mov",
        (320, 180),
        ("25", 40),
        "-c:v prores_ks -profile:v 1 -pix_fmt yuv422p10le",
        Some("-c:a pcm_s16le"),
    ),
    row("odd.mkv", (321, 181), ("25", 60), "-c:v ffv1 -pix_fmt yuv420p", None),
    row("transport.ts", (320, 180), ("25", 110), LONG_GOP, AAC),
    row(
        "interlaced.mp4",
        (320, 180),
        ("25", 60),
        "-c:v libx264 -preset veryfast -flags +ildct+ilme -g 25 -x264-params tff=1 -pix_fmt yuv420p",
        None,
    ),
];

const fn row(
    name: &'static str,
    size: (u32, u32),
    (rate, frames): (&'static str, u32),
    video: &'static str,
    sound: Option<&'static str>,
) -> Recipe {
    Recipe { name, size, rate, frames, video, sound }
}

/// The recipe of that name.
#[track_caller]
pub fn recipe(name: &str) -> &'static Recipe {
    CLIPS.iter().find(|recipe| recipe.name == name).expect("the recipe is listed")
}
