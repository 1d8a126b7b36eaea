//! How near an encoded film comes to the lossless one.

use std::path::{Path, PathBuf};
use std::process::Command;

type Found = Result<String, Box<dyn std::error::Error>>;

/// Structural similarity of all planes, at most 1.
pub fn ssim(output: &Path, reference: &Path) -> Found {
    let said = compared(Path::new("ffmpeg"), output, reference, "ssim")?;
    let line = said.lines().rfind(|line| line.contains("SSIM")).unwrap_or_default();
    Ok(first_word(line.split("All:").nth(1)))
}

/// Netflix's VMAF, at most 100, of every fifth picture, by the build of ffmpeg that has it.
pub fn vmaf(output: &Path, reference: &Path) -> Found {
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache/greenroom/material"));
    let folder = std::env::var_os("GREENROOM_MATERIAL").map(PathBuf::from).or_else(home);
    let program = folder.ok_or("no home folder")?.join("ffmpeg");
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
