//! What is made of imported files ahead of need is made once, and what cannot be made is said.

use std::sync::Arc;

use studio::progress::{Cancel, Progress};
use studio::studio::Studio;
use studio::workshop::EnginePlace;
use types::project::ProjectSettings;

use crate::support::{ffmpeg, text};

#[test]
fn imported_files_are_prepared_once() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = |name: &str| folder.path().join(name);
    // Ten bits make a proxy worth it.
    let heavy = path("heavy.mp4");
    let video = "testsrc2=s=640x360:r=25:d=1";
    ffmpeg(&[
        "-f",
        "lavfi",
        "-i",
        video,
        "-f",
        "lavfi",
        "-i",
        "sine=d=1",
        "-c:v",
        "libx265",
        "-x265-params",
        "log-level=error",
        "-pix_fmt",
        "yuv420p10le",
        text(&heavy),
    ]);
    let studio =
        || Studio::open(&path("data"), EnginePlace::Here, Arc::new(|| 1_800_000_000_000)).expect("it opens");
    let studio_before = studio();
    let project = studio_before.create_project("Heavy", &ProjectSettings::default()).expect("it has a name");
    studio_before.import(project.id, std::slice::from_ref(&heavy)).expect("the clip can be read");
    drop(studio_before);
    // After a restart it is still known what is to be made.
    let studio = studio();
    let told = |_, _, _| {};
    let prepare = || studio.prepare(&Progress::new(&told, Cancel::new())).expect("the library is whole");
    let first = prepare();
    assert_eq!((first.made, first.problems.as_slice()), (3, &[][..]), "sound, proxy and hash");
    assert!(path("data/cache/proxies").read_dir().is_ok_and(|mut proxies| proxies.next().is_some()));
    assert_eq!(prepare().made, 0, "nothing is made twice");
}

#[test]
fn what_cannot_be_prepared_is_said_once() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let (data, clip) = (folder.path().join("data"), folder.path().join("clip.mp4"));
    ffmpeg(&["-f", "lavfi", "-i", "sine=d=1", text(&clip)]);
    let studio = Studio::open(&data, EnginePlace::Here, Arc::new(|| 1_800_000_000_000)).expect("it opens");
    let project = studio.create_project("Gone", &ProjectSettings::default()).expect("it has a name");
    studio.import(project.id, std::slice::from_ref(&clip)).expect("the clip can be read");
    std::fs::remove_file(&clip).expect("it was there");
    let told = |_, _, _| {};
    let prepared = studio.prepare(&Progress::new(&told, Cancel::new())).expect("the library is whole");
    assert_eq!(prepared.made, 0);
    assert!(prepared.problems.iter().all(|problem| problem.contains("clip.mp4")), "{prepared:?}");
    assert!(!prepared.problems.is_empty());
    let again = studio.prepare(&Progress::new(&told, Cancel::new())).expect("the library is whole");
    assert!(again.problems.is_empty(), "it is not tried again: {again:?}");
}
