//! The real window on a screen of its own, driven as a user would: from a script to two films, and the same again after
//! the power went.

mod ad;
mod agrees;
mod driver;
mod screen;
mod workers;

use std::path::{Path, PathBuf};

use driver::Driver;
use screen::Screen;
use serde_json::Value;
use studio::workshop::{EnginePlace, Workshop};

const SCRIPT: &str = "Still throwing away a cup a day?\nMeet Morrow, the folding cup that fits in your pocket.\nGet yours today for nineteen dollars.";
const PICTURE: &str = "canvas#viewer-canvas[data-frame]";
/// The key that steps a frame, as the protocol names it.
const ARROW_RIGHT: char = '\u{e014}';
const REWORDED: &str = ".lane.captions [title='Meet the cup that folds.']";
/// A film that is done. Drafts are done as well, but are no files.
const FILM: &str = "[data-testid=task-done] [data-testid=show-in-folder]";

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
    draft(&window);
    watch(&window);
    cut(&window);
    reword(&window);
    export(&window, "draft");
    window.until(|| window.count_css(FILM) == 2, "two films");
    window.picture("exports");
    let small = [(540, 540), (540, 960)];
    assert_eq!(sizes(data.path()), small);

    // The power goes while films are made of it and edits are on their way to the disk.
    open_ad(&window);
    export(&window, "standard");
    open_ad(&window);
    let before = clips(&window);
    change_last_clip(&window);
    window.text_is("saved", "Saved");
    let committed = clips(&window);
    assert_ne!(committed, before, "an edit was made");
    window.click("undo");
    assert_eq!(window.count_css(".rail-item .badge"), 1, "films are still being made");
    window.kill();

    let window = Driver::open(&screen, &program);
    open_ad(&window);
    window.find_css(PICTURE);
    let now = clips(&window);
    assert!(now == committed || now == before, "what was committed is there, whole: {now} of {committed}");
    window.find_css(REWORDED);
    window.click("go-GoQueue");
    window.until(|| window.count_css(FILM) == 4, "four films");
    window.picture("exports-after-a-kill");
    window.quit();
    let large = [(1080, 1080), (1080, 1920)];
    assert_eq!(sizes(data.path()), [small, large].concat());
}

/// From the first start to a draft.
fn draft(window: &Driver) {
    window.find("dashboard");
    window.click("new-ad");
    window.type_into("ad-name", "Morrow");
    window.type_into("script-editor", SCRIPT);
    window.until_count("line-duration", |lines| lines == 3);
    window.click("actor-card");
    window.click_first("[data-testid=voice-row]");
    window.click("draft-button");
    window.find("clip");
    // The picture of the empty project, which is black, has revision 0. The page says what is seen only once it is.
    window.find_css("canvas#viewer-canvas[data-revision]:not([data-revision='0'])");
    let contrast = window.contrast("canvas#viewer-canvas", "editor");
    assert!(contrast > 0.2, "the picture can be seen: {contrast}");
}

/// Plays, and stops.
fn watch(window: &Driver) {
    window.click("play");
    window.find_css("canvas#viewer-canvas[data-frame]:not([data-frame='0'])");
    window.click("play");
}

/// Splits, moves and trims, each undone and redone, and then all undone.
fn cut(window: &Driver) {
    let drafted = clips(window);
    window.click_first(".lane.video [data-testid=clip]");
    for _ in 0..10 {
        window.press(ARROW_RIGHT);
    }
    window.click("split");
    let split = changed(window, &drafted);
    window.drag(&last_clip(window), 60);
    let moved = changed(window, &split);
    window.drag(&format!("{} [data-testid=trim-end]", last_clip(window)), -40);
    let trimmed = changed(window, &moved);
    for wanted in [&moved, &split, &drafted] {
        window.click("undo");
        window.until(|| clips(window) == *wanted, "an edit that is undone");
    }
    for wanted in [&split, &moved, &trimmed] {
        window.click("redo");
        window.until(|| clips(window) == *wanted, "an edit that is redone");
    }
}

/// Gives a caption other words, in the list of all captions.
fn reword(window: &Driver) {
    window.click("tab-captions");
    window.type_over("caption-text", "Meet the cup that folds.");
    window.click("tab-selection");
    window.find_css(REWORDED);
    window.text_is("saved", "Saved");
}

/// Orders a tall and a square film of that preset.
fn export(window: &Driver, preset: &str) {
    window.click("export-button");
    window.click("shape-1:1");
    window.click_first(&format!("[data-preset={preset}]"));
    // Nothing is chosen for the user, and until it is the export does not begin.
    window.click("disclosure-notes");
    window.click("export-start");
    window.find("queue");
}

/// Opens the ad from the dashboard, where the sample lies as well.
fn open_ad(window: &Driver) {
    window.click("go-GoHome");
    window.click_first("[data-testid=project-card] .mat[aria-label$=': Morrow']");
    window.find("clip");
}

/// Trims the last clip by its end.
fn change_last_clip(window: &Driver) {
    window.drag(&format!("{} [data-testid=trim-end]", last_clip(window)), -30);
}

/// The last clip of the pictures.
fn last_clip(window: &Driver) -> String {
    let id = window.run("return [...document.querySelectorAll('.lane.video [data-testid=clip]')].at(-1).id");
    format!("#{}", id.as_str().expect("a clip has an id"))
}

/// Every clip that is seen: which, where, how long and what it is called.
fn clips(window: &Driver) -> Value {
    window.run(
        "return [...document.querySelectorAll('[data-testid=clip]')]\
         .map((clip) => [clip.id, clip.style.left, clip.style.width, clip.title].join(' '))",
    )
}

/// Waits until the clips are others than before.
fn changed(window: &Driver, before: &Value) -> Value {
    window.until(|| clips(window) != *before, "an edit");
    clips(window)
}

/// The sizes of all films, each of which is whole.
fn sizes(data: &Path) -> Vec<(u32, u32)> {
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
    sizes
}
