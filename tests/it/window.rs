//! The real window on a screen of its own, driven as a user would: from a script to two films.

mod driver;
mod screen;

use std::path::{Path, PathBuf};

use driver::Driver;
use screen::Screen;
use studio::workshop::{EnginePlace, Workshop};

const SCRIPT: &str = "Still throwing away a cup a day?\nMeet Morrow, the folding cup that fits in your pocket.\nGet yours today for nineteen dollars.";

/// The studio as it was built; the task that runs all tests names it.
fn program() -> PathBuf {
    let program = std::env::var_os("GREENROOM_STUDIO");
    PathBuf::from(
        program.expect("GREENROOM_STUDIO names the window's program, as `cargo xtask test` builds it"),
    )
}

#[test]
fn a_script_becomes_two_films_in_the_window_and_everything_is_there_after_a_kill() {
    let program = program();
    let data = tempfile::tempdir().expect("a folder");
    let screen = Screen::start(data.path());

    let window = Driver::open(&screen, &program);
    window.find("dashboard");
    window.click("new-ad");
    window.type_into("ad-name", "Morrow");
    window.type_into("script-editor", SCRIPT);
    window.find("line-duration");
    window.click("actor-card");
    window.click_first("[data-testid=voice-row]");
    window.click("draft-button");
    window.find("clip");
    window.find_css("canvas#viewer-canvas[data-frame]");
    window.picture("editor");

    let clips = window.count("clip");
    window.click("play");
    window.find_css("canvas#viewer-canvas[data-frame]:not([data-frame='0'])");
    window.click("play");
    window.click_first(".lane.video [data-testid=clip]");
    window.click("split");
    window.until_count("clip", |now| now > clips);
    window.click("undo");
    window.until_count("clip", |now| now == clips);
    window.click("redo");
    window.until_count("clip", |now| now > clips);
    window.click("undo");
    window.until_count("clip", |now| now == clips);

    window.click_first(".lane.captions [data-testid=clip]");
    window.clear_and_type("clip-text", "Still throwing cups away?");
    window.click("apply-text");
    window.find_css(".lane.captions [title='Still throwing cups away?']");
    window.text_is("saved", "Saved");

    // The power goes.
    window.kill();
    let window = Driver::open(&screen, &program);
    window.click_first("[data-testid=project-card] .mat");
    window.find_css(".lane.captions [title='Still throwing cups away?']");
    assert_eq!(window.count("clip"), clips, "nothing committed is lost");

    window.click("export-button");
    window.click("shape-1:1");
    // Nothing is chosen for the user, and until it is the export does not begin.
    window.click("disclosure-notes");
    window.click("export-start");
    window.until_count("task-done", |done| done >= 3);
    window.picture("exports");
    window.quit();
    check_films(data.path());
}

/// Both films are whole, as long as each other and of the shapes asked for.
fn check_films(data: &Path) {
    let workshop = Workshop::open(&data.join("probing"), EnginePlace::Here).expect("a workshop");
    let entries = std::fs::read_dir(data.join("exports")).expect("a folder of films");
    let mut sizes: Vec<(u32, u32)> = entries
        .map(|entry| {
            let info = workshop.probe(&entry.expect("a film").path()).expect("a film that can be read");
            assert!(info.audio.is_some(), "the film has sound");
            let size = info.video.expect("the film has pictures").size;
            (size.width, size.height)
        })
        .collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [(1080, 1080), (1080, 1920)]);
}
