//! What goes on when an engine's process dies, and when the program is started twice.

use std::process::Command;

use super::ad::Ad;
use super::driver::Driver;
use super::screen::Screen;
use super::{ARROW_RIGHT, PICTURE, program};

#[test]
fn the_window_goes_on_when_its_workers_die_and_is_the_only_one() {
    let (program, data) = (program(), tempfile::tempdir().expect("a folder"));
    Ad::make(data.path());
    let screen = Screen::start(data.path());
    let window = Driver::open(&screen, &program);
    window.click_first("[data-testid=project-card] .mat");
    window.find_css(PICTURE);
    let frame = || window.run("return document.querySelector('canvas#viewer-canvas').dataset.frame");
    let before = frame();
    window.kill_workers();
    window.press(ARROW_RIGHT);
    window.until(|| frame() != before, "another frame");
    let contrast = window.contrast("canvas#viewer-canvas", "after-the-workers-died");
    assert!(contrast > 0.2, "the picture can be seen: {contrast}");

    let second = Command::new(&program).envs(screen.variables.iter().cloned()).status();
    assert!(second.expect("it starts").success(), "a second start leaves the work to the first");
    window.find("editor");
    window.quit();
}
