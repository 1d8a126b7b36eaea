//! Killed at random while it imports, edits and exports: the library opens, no committed edit is lost, and no
//! half-made file has the final name.

use std::time::Duration;

use serde_json::json;

use crate::support::{Desk, ffmpeg, ffprobe, text};

/// Fifty kills in the long run, five in the short one.
fn rounds() -> u64 {
    if std::env::var("GREENROOM_SOAK").is_ok_and(|soak| soak == "full") { 50 } else { 5 }
}

/// Runs the program and kills it after a while, unless it was done before.
fn killed_after(desk: &Desk, arguments: &[&str], wait: Duration) -> bool {
    let mut command = desk.command();
    command.args(arguments).stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    let mut child = command.spawn().expect("the program starts");
    // Not a wait for something to be ready: when it dies is what varies.
    std::thread::sleep(wait);
    let done = child.try_wait().expect("it can be asked").is_some();
    drop(child.kill());
    child.wait().expect("it ended");
    !done
}

#[test]
fn nothing_committed_is_lost_and_nothing_half_made_has_a_final_name() {
    let desk = Desk::new();
    let clip = desk.path("clip.mp4");
    ffmpeg(&["-f", "lavfi", "-i", "testsrc2=s=640x360:r=30:d=4", "-pix_fmt", "yuv420p", text(&clip)]);
    let id = desk.ok(&["project", "new", "Survivor"])["id"].as_str().expect("an id").to_owned();
    let track = desk.ok(&["project", "show", &id])["document"]["tracks"][0]["id"].clone();
    let solid = json!({ "id": 0, "length": 20, "source": { "solid": "#804020" } });
    let edits = desk.write(
        "edits.json",
        json!([{ "insert": { "track": track, "at": 0, "clip": solid, "reach": "track" } }]).to_string(),
    );
    let out = desk.path("out.mp4");
    let mut committed = 0;
    for round in 0..rounds() {
        committed += 1;
        desk.ok(&["project", "edit", &id, text(&edits)]);
        // A multiplicative hash spreads the moments of death over the whole run of each command.
        let wait = Duration::from_millis(20 + (round * 2_654_435_761) % 700);
        match round % 3 {
            0 => drop(killed_after(&desk, &["project", "import", &id, text(&clip)], wait)),
            1 => {
                let frames =
                    |desk: &Desk| desk.ok(&["project", "show", &id])["frames"].as_i64().expect("a count");
                killed_after(&desk, &["project", "edit", &id, text(&edits)], wait);
                // The edit that was killed is there whole or not at all.
                committed = frames(&desk) / 20;
            }
            _ => {
                drop(std::fs::remove_file(&out));
                if killed_after(&desk, &["export", &id, "--out", text(&out)], wait) && out.exists() {
                    ffprobe(&out);
                }
            }
        }
        let shown = desk.ok(&["project", "show", &id]);
        assert!(
            shown["frames"].as_i64().expect("a count") >= committed * 20,
            "round {round}: an edit was lost"
        );
    }
}
