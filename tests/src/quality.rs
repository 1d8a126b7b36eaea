//! How near one picture comes to another: an encoded film to the lossless one, the viewer to the export.

use std::path::Path;
use std::process::Command;

use crate::material;

type Failed = Box<dyn std::error::Error>;
type Found = Result<String, Failed>;

/// Structural similarity of all planes of two films, at most 1.
///
/// # Errors
/// When ffmpeg is not there.
pub fn ssim(output: &Path, reference: &Path) -> Found {
    let said = compared(Path::new("ffmpeg"), output, reference, "ssim")?;
    let line = said.lines().rfind(|line| line.contains("SSIM")).unwrap_or_default();
    Ok(first_word(line.split("All:").nth(1)))
}

/// Structural similarity of each picture, at most 1, between two files of bare pictures: one byte for each pixel, row
/// by row, picture by picture.
///
/// # Errors
/// When ffmpeg is not there or does not say what it measured.
pub fn ssim_of_each(
    shown: &Path,
    wanted: &Path,
    (width, height): (usize, usize),
) -> Result<Vec<f64>, Failed> {
    let size = format!("{width}x{height}");
    let bare = ["-f", "rawvideo", "-pix_fmt", "gray", "-video_size", &size, "-i"];
    let mut ffmpeg = Command::new("ffmpeg");
    ffmpeg.args(["-v", "error", "-nostdin"]).args(bare).arg(shown).args(bare).arg(wanted);
    let measured = ffmpeg.args(["-lavfi", "[0:v][1:v]ssim=stats_file=-", "-f", "null", "-"]).output()?;
    let said = String::from_utf8_lossy(&measured.stdout);
    let each = said.lines().map(|line| Ok(first_word(line.split("All:").nth(1)).parse()?));
    each.collect()
}

/// Netflix's VMAF, at most 100, of every fifth picture, by the build of ffmpeg that has it.
///
/// # Errors
/// When that build is not there.
pub fn vmaf(output: &Path, reference: &Path) -> Found {
    let program = material::folder().ok_or("no home folder")?.join("ffmpeg");
    let said = compared(&program, output, reference, "libvmaf=n_threads=2:n_subsample=5")?;
    Ok(first_word(said.split("VMAF score:").nth(1)))
}

fn first_word(text: Option<&str>) -> String {
    text.and_then(|text| text.split_whitespace().next()).unwrap_or("not measured").to_owned()
}

fn compared(program: &Path, output: &Path, reference: &Path, filter: &str) -> Found {
    let chain = format!("[0:v]settb=1/30,setpts=N[a];[1:v]settb=1/30,setpts=N[b];[a][b]{filter}");
    let measured = Command::new(program)
        .args(["-v", "info", "-nostdin", "-i"])
        .arg(output)
        .arg("-i")
        .arg(reference)
        .args(["-lavfi", &chain, "-an", "-f", "null", "-"])
        .output()?;
    Ok(String::from_utf8_lossy(&measured.stderr).into_owned())
}
