//! ffmpeg and ffprobe as decoders that know nothing of us.

use std::path::Path;
use std::process::Command;

/// What ffprobe says under `-show_entries entries`, as `key=value` lines.
pub fn probe(path: &Path, stream: &str, entries: &str) -> Vec<String> {
    let output = Command::new("ffprobe")
        .args(["-v", "error", "-select_streams", stream, "-show_entries", entries])
        .args(["-of", "default=noprint_wrappers=1"])
        .arg(path)
        .output()
        .expect("ffprobe is installed for tests");
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(complaints.is_empty(), "ffprobe complains about {}: {complaints}", path.display());
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

/// One value of the first such line.
pub fn value(path: &Path, stream: &str, key: &str) -> String {
    let (_, name) = key.split_once('=').expect("key is section=name");
    let lines = probe(path, stream, key);
    let found = lines.iter().find_map(|line| line.strip_prefix(&format!("{name}=")));
    found.expect("ffprobe knows that value").to_owned()
}

/// Every decoded frame as grey bytes.
pub fn grey_frames(path: &Path, width: usize, height: usize) -> Vec<Vec<u8>> {
    let bytes =
        decoded(path, &["-map", "0:v", "-f", "rawvideo", "-pix_fmt", "gray", "-vsync", "passthrough"]);
    bytes.chunks_exact(width * height).map(<[u8]>::to_vec).collect()
}

/// The left side of the decoded sound at 48 kHz.
pub fn left(path: &Path) -> Vec<f32> {
    let bytes = decoded(path, &["-map", "0:a", "-f", "f32le", "-ac", "2", "-ar", "48000"]);
    bytes.chunks_exact(8).map(|pair| f32::from_le_bytes(pair[..4].try_into().expect("four bytes"))).collect()
}

/// What ffmpeg writes to its output with those arguments.
pub fn decoded(path: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new("ffmpeg")
        .args(["-v", "error", "-nostdin", "-i"])
        .arg(path)
        .args(arguments)
        .arg("-")
        .output()
        .expect("ffmpeg is installed for tests");
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(complaints.is_empty(), "ffmpeg complains about {}: {complaints}", path.display());
    output.stdout
}

/// The sample around `near` that is loudest.
pub fn loudest_near(sound: &[f32], near: usize) -> usize {
    let around = near.saturating_sub(4_000)..(near + 4_000).min(sound.len());
    around.max_by(|a, b| sound[*a].abs().total_cmp(&sound[*b].abs())).expect("there is sound around it")
}
