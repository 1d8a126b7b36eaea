//! Three clips with two cross-fades, 58 s of 1080p30 with sound, to H.264 veryfast and AAC: Greenroom, ffmpeg, melt.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tests::quality;

use crate::measure::{Cost, median, run};
use crate::{Bench, Measured, material};

const RUNS: usize = 3;
const PEERS: [&str; 4] = ["greenroom", "ffmpeg", "melt", "ges-launch, its own settings"];
const QUALITY: &str = "20";
/// The pictures of the timeline for ffmpeg. Its cross-fade knows 4:4:4 only: without interpolation the way there and
/// back leaves the colours as they were, with it they are smoothed and cost fewer bits, which is another job.
const FADES: &str = "sws_flags=neighbor;[0:v][1:v]xfade=transition=fade:duration=1:offset=19[a];\
                     [a][2:v]xfade=transition=fade:duration=1:offset=38,format=yuv420p[v]";

/// Measures the export.
pub fn measure(bench: &Bench) -> Measured {
    let clips = material::clips(bench)?;
    let (data, project) = project(bench, &clips)?;
    let outputs =
        PEERS.map(|name| bench.folder.join(format!("export-{}.mp4", name.split(',').next().unwrap_or(name))));
    let mut costs: [Vec<Cost>; 4] = Default::default();
    for round in 0..RUNS {
        costs[0].push(run(&mut greenroom(bench, &data, &project, &outputs[0]))?);
        costs[1].push(run(&mut ffmpeg(&clips, &outputs[1]))?);
        costs[2].push(run(&mut melt(&clips, &outputs[2]))?);
        // GES is a yardstick where it is installed, nothing more; once is enough for something so slow.
        if round == 0 {
            costs[3].extend(run(&mut ges(&clips, &outputs[3])).ok());
        }
    }
    let costs = costs.map(|runs| median(&runs));
    let mut lines = vec![
        "| program | wall s | CPU s | memory MB | size MB | SSIM | VMAF |".to_owned(),
        "|---|---|---|---|---|---|---|".to_owned(),
    ];
    let reference = reference(bench, &clips)?;
    for ((name, cost), output) in
        PEERS.iter().zip(&costs).zip(&outputs).filter(|((_, cost), _)| cost.wall > 0.0)
    {
        let size = std::fs::metadata(output)?.len() as f64 / 1e6;
        let (ssim, vmaf) = (quality::ssim(output, &reference)?, quality::vmaf(output, &reference)?);
        let Cost { wall, cpu, memory_mb, .. } = cost;
        lines.push(format!(
            "| {name} | {wall:.1} | {cpu:.1} | {memory_mb:.0} | {size:.2} | {ssim} | {vmaf} |"
        ));
    }
    let ratio = |peer: &Cost| costs[0].wall / peer.wall;
    lines.push(String::new());
    lines.push("SSIM and VMAF are against a lossless render of the same timeline by ffmpeg.".to_owned());
    lines.push(format!(
        "Greenroom takes {:.3} x ffmpeg (must 1.10, aim 1.00) and {:.3} x melt (must 0.95); {:.2} x the CPU of ffmpeg.",
        ratio(&costs[1]),
        ratio(&costs[2]),
        costs[0].cpu / costs[1].cpu
    ));
    lines.push(format!(
        "Outside encoder and decoders {:.1} s of CPU, {:.1} % (must 30, aim 10). Peak memory {:.0} MB (must 700, aim 450).",
        costs[0].own_cpu,
        100.0 * costs[0].own_cpu / costs[0].cpu,
        costs[0].memory_mb
    ));
    Ok(("Export: 58 s, three 1080p30 clips, two cross-fades, sound, x264 veryfast CRF 20", lines))
}

fn greenroom(bench: &Bench, data: &Path, project: &str, output: &Path) -> Command {
    let mut command = Command::new(&bench.program);
    command
        .arg("--data-dir")
        .arg(data)
        .args(["export", project, "--preset", "standard", "--out"])
        .arg(output);
    command
}

fn ffmpeg(clips: &[PathBuf], output: &Path) -> Command {
    let mut command = Command::new("ffmpeg");
    command.args(["-v", "error", "-y"]);
    for clip in clips {
        command.arg("-i").arg(clip);
    }
    let filter = format!("{FADES};[0:a][1:a]acrossfade=d=1[b];[b][2:a]acrossfade=d=1[s]");
    command.args(["-filter_complex", &filter, "-map", "[v]", "-map", "[s]", "-c:v", "libx264"]);
    command.args(["-preset", "veryfast", "-crf", QUALITY, "-g", "60", "-c:a", "aac", "-b:a", "192k"]);
    command.args(["-movflags", "+faststart"]).arg(output);
    command
}

fn melt(clips: &[PathBuf], output: &Path) -> Command {
    let mut command = Command::new("melt");
    command.args(["-profile", "atsc_1080p_30"]);
    for (index, clip) in clips.iter().enumerate() {
        command.arg(clip).args(["in=0", "out=599"]);
        if index > 0 {
            command.args(["-mix", "30", "-mixer", "luma", "-mixer", "mix:-1"]);
        }
    }
    command.arg("-consumer").arg(format!("avformat:{}", output.display()));
    command.args([
        "vcodec=libx264",
        "preset=veryfast",
        &format!("crf={QUALITY}"),
        "g=60",
        "acodec=aac",
        "ab=192k",
    ]);
    // A negative number means that many frames at once and none dropped.
    command.args(["real_time=-2", "movflags=+faststart", "terminate_on_pause=1"]);
    command
}

/// GES chooses its encoders and their settings itself, so its size and quality are not those of the others.
fn ges(clips: &[PathBuf], output: &Path) -> Command {
    let mut command = Command::new("ges-launch-1.0");
    for (index, clip) in clips.iter().enumerate() {
        // Without a decimal point these are nanoseconds.
        let start = format!("start={}.0", 19 * index);
        command.arg("+clip").arg(clip).args([&start, "inpoint=0.0", "duration=20.0"]);
    }
    command.args(["--video-caps", "video/x-raw,width=1920,height=1080,framerate=30/1"]);
    command.args(["--format", "video/quicktime,variant=iso:video/x-h264:audio/mpeg,mpegversion=4"]);
    command.arg("-o").arg(format!("file://{}", output.display()));
    command
}

/// The same timeline without loss, in bits that every program is compared with.
fn reference(bench: &Bench, clips: &[PathBuf]) -> Result<PathBuf, Box<dyn std::error::Error>> {
    let path = bench.folder.join("reference-420.mkv");
    if !path.exists() {
        let inputs: Vec<String> = clips.iter().map(|clip| clip.to_string_lossy().into_owned()).collect();
        let target = path.to_string_lossy();
        let mut arguments: Vec<&str> = inputs.iter().flat_map(|input| ["-i", input.as_str()]).collect();
        arguments.extend([
            "-filter_complex",
            FADES,
            "-map",
            "[v]",
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
        ]);
        arguments.extend(["-qp", "0", &target]);
        material::ffmpeg(&arguments)?;
    }
    Ok(path)
}

/// The timeline as a project: clips side by side, cross-faded over a second, picture and sound.
fn project(bench: &Bench, clips: &[PathBuf]) -> Result<(PathBuf, String), Box<dyn std::error::Error>> {
    let data = bench.folder.join("export-data");
    drop(std::fs::remove_dir_all(&data));
    let call = |arguments: &[&str]| -> Result<Value, Box<dyn std::error::Error>> {
        let output = Command::new(&bench.program)
            .arg("--data-dir")
            .arg(&data)
            .arg("--json")
            .args(arguments)
            .output()?;
        let value = serde_json::from_slice(&output.stdout)?;
        if output.status.success() { Ok(value) } else { Err(format!("{value}").into()) }
    };
    let made = call(&["project", "new", "bench", "--aspect", "16:9", "--fps", "30"])?;
    let id = made["id"].as_str().ok_or("a project has an id")?.to_owned();
    let paths: Vec<String> = clips.iter().map(|clip| clip.to_string_lossy().into_owned()).collect();
    let mut import = vec!["project", "import", &id];
    import.extend(paths.iter().map(String::as_str));
    let media: Vec<Value> = call(&import)?.as_array().cloned().unwrap_or_default();
    let shown = call(&["project", "show", &id])?;
    let track = |kind: &str| {
        let tracks = shown["document"]["tracks"].as_array().cloned().unwrap_or_default();
        tracks.iter().find(|track| track["kind"] == kind).map(|track| track["id"].clone()).unwrap_or_default()
    };
    let (video, effect) = (track("video"), track("effect"));
    let mut edits = Vec::new();
    // The second clip begins one second in, so that both sides of its cut have half a second of handle.
    let cuts = [(0, 585, 0), (585, 570, 15), (1155, 585, 15)];
    for ((start, length, skipped), media) in cuts.iter().zip(&media) {
        let transition = |unit: i64| {
            (*start > 0).then(|| json!({ "kind": "cross_fade", "before": 15 * unit, "after": 15 * unit }))
        };
        for (track, unit) in [(&video, 1), (&effect, 1600)] {
            let clip = json!({
                "id": 0, "length": length * unit, "source_start": [skipped, 30],
                "source": { "media": media["media"] }, "transition": transition(unit),
            });
            edits.push(json!({ "overwrite": { "track": track, "at": start * unit, "clip": clip } }));
        }
    }
    let file = bench.folder.join("export-edits.json");
    std::fs::write(&file, Value::Array(edits).to_string())?;
    call(&["project", "edit", &id, &file.to_string_lossy()])?;
    Ok((data, id))
}
