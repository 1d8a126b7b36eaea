//! Projects through the command line: edits are kept, undone and redone, frames equal the export.

use serde_json::json;

use crate::support::{Desk, ffmpeg, text};

#[test]
fn a_project_is_made_edited_undone_and_redone() {
    let desk = Desk::new();
    let id = desk.ok(&["project", "new", "Ember"])["id"].as_str().expect("an id").to_owned();
    let shown = desk.ok(&["project", "show", &id]);
    let track = shown["document"]["tracks"][0]["id"].clone();
    let clip = json!({ "id": 0, "length": 30, "source": { "solid": "#204060" } });
    let edits = desk
        .write("edits.json", json!([{ "overwrite": { "track": track, "at": 0, "clip": clip } }]).to_string());
    desk.ok(&["project", "edit", &id, text(&edits)]);
    assert_eq!(desk.ok(&["project", "show", &id])["frames"], 30);
    desk.ok(&["project", "undo", &id]);
    assert_eq!(desk.ok(&["project", "show", &id])["frames"], 0);
    desk.ok(&["project", "redo", &id]);
    assert_eq!(desk.ok(&["project", "show", &id])["frames"], 30);
    let wrong = desk.write("wrong.json", r#"{"lift":{"clips":[999]}}"#);
    desk.refused(&["project", "edit", &id, text(&wrong)], "NOT_FOUND");
    let nonsense = desk.write("nonsense.json", "{not json");
    desk.refused(&["project", "edit", &id, text(&nonsense)], "INVALID_REQUEST");
    let picture = desk.path("frame.png");
    desk.ok(&["frame", &id, "--at", "29", "--out", text(&picture)]);
    desk.refused(&["frame", &id, "--at", "30", "--out", text(&picture)], "NOT_FOUND");
    assert!(picture.exists());
}

#[test]
fn a_script_becomes_a_draft_that_undoes_in_one_step() {
    let desk = Desk::new();
    let id = desk.ok(&["project", "new", "Ember"])["id"].as_str().expect("an id").to_owned();
    desk.refused(&["project", "draft", &id], "SCRIPT_EMPTY");
    let script = desk.write("script.txt", "Cold coffee? Not with Ember. Get one.");
    desk.ok(&["project", "script", &id, text(&script)]);
    desk.ok(&["project", "draft", &id]);
    let shown = desk.ok(&["project", "show", &id]);
    let tracks = shown["document"]["tracks"].as_array().expect("tracks");
    let clips = |kind: &str| {
        let of_kind = tracks.iter().filter(|track| track["kind"] == kind);
        of_kind
            .flat_map(|track| track["items"].as_array().expect("items"))
            .filter(|item| item.get("clip").is_some())
            .count()
    };
    assert_eq!(
        (clips("voice"), clips("caption"), clips("music")),
        (3, 2, 1),
        "the hook title stands for the captions of the first line"
    );
    assert_eq!(clips("video"), 4, "three lines and an end card");
    desk.ok(&["project", "undo", &id]);
    assert_eq!(desk.ok(&["project", "show", &id])["frames"], 0);
}

#[test]
fn a_frame_equals_the_exported_frame() {
    let desk = Desk::new();
    let id =
        desk.ok(&["project", "new", "Ember", "--aspect", "1:1"])["id"].as_str().expect("an id").to_owned();
    let script = desk.write("script.txt", "Cold coffee? Get one.");
    desk.ok(&["project", "script", &id, text(&script)]);
    desk.ok(&["project", "draft", &id]);
    let out = desk.path("out.mp4");
    let frames = desk.ok(&["export", &id, "--out", text(&out)])["frames"].as_i64().expect("a count");
    for frame in [0, frames / 3, frames - 1] {
        let (png, exported) = (desk.path("frame.png"), desk.path("exported.png"));
        desk.ok(&["frame", &id, "--at", &frame.to_string(), "--out", text(&png)]);
        let select = format!("select=eq(n\\,{frame})");
        ffmpeg(&["-i", text(&out), "-vf", &select, "-frames:v", "1", text(&exported)]);
        let said = ffmpeg(&[
            "-i",
            text(&png),
            "-i",
            text(&exported),
            "-lavfi",
            "[0:v]format=yuv444p[a];[1:v]format=yuv444p[b];[a][b]ssim",
            "-f",
            "null",
            "-",
        ]);
        let ssim: f64 = said
            .split("SSIM Y:")
            .nth(1)
            .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
            .expect("ffmpeg prints it");
        assert!(ssim > 0.97, "frame {frame}: {ssim}");
    }
}

#[test]
fn actors_voices_and_presets_are_listed_and_filtered() {
    let desk = Desk::new();
    let all = desk.ok(&["actors"]);
    assert!(all.as_array().expect("a list").len() >= 520);
    let some = desk.ok(&["actors", "--gender", "non_binary", "--language", "es"]);
    assert!(!some.as_array().expect("a list").is_empty());
    desk.refused(&["actors", "--gender", "robot"], "INVALID_REQUEST");
    assert!(desk.ok(&["actors", "--counts"])["total"].as_u64().expect("a count") >= 520);
    let presets = desk.ok(&["presets"]);
    assert!(presets["placements"].as_array().expect("a list").len() >= 10);
    let german = desk.ok(&["voices", "--language", "de"]);
    assert!(
        german
            .as_array()
            .expect("a list")
            .iter()
            .all(|voice| voice["language"].as_str().is_some_and(|tag| tag.starts_with("de")))
    );
}
