//! Media, takes, tasks and settings keep what they are given.

use serde_json::json;
use store::error::StoreError;
use store::library::Library;
use store::table::TablesMut;
use store::table::media::{Derivative, DerivativeState, KnownMedia};
use store::table::takes::Take;
use store::table::tasks::TaskState;
use types::call::script::OwnTemplate;
use types::media::{MediaIdentity, MediaInfo};
use types::time::Seconds;

use crate::support::{NOW_MS, folder, open};

#[test]
fn media_is_known_by_what_is_in_it() {
    let folder = folder();
    let library = open(folder.path());
    let film = known("aa", "/films/bikes.mp4");
    write(&library, |tables| {
        tables.media_mut().put(&film)?;
        tables.media_mut().set_full_hash(&film.identity, "ff")
    });
    // Seen again at another place, not read whole this time: the hash of the whole stays.
    let moved = KnownMedia { path: "/old/bikes.mp4".into(), seen_ms: NOW_MS + 1, ..film.clone() };
    write(&library, |tables| tables.media_mut().put(&moved));
    let expected = KnownMedia { full_hash: Some("ff".into()), ..moved };
    let found = library.read(|tables| tables.media().get(&film.identity)).expect("media is read");
    assert_eq!(found, Some(expected.clone()));
    let found = library.read(|tables| tables.media().at_path("/old/bikes.mp4")).expect("media is read");
    assert_eq!(found, Some(expected));
    let found = library.read(|tables| tables.media().at_path("/films/bikes.mp4")).expect("media is read");
    assert_eq!(found, None);
}

#[test]
fn what_is_made_of_media_is_remembered() {
    let folder = folder();
    let library = open(folder.path());
    let (one, two) = (known("aa", "/a.mp4"), known("bb", "/b.mp4"));
    let proxy = |state| Derivative { kind: "proxy".into(), state };
    write(&library, |tables| {
        tables.media_mut().put(&one)?;
        tables.media_mut().put(&two)?;
        tables.media_mut().set_derivative(&two.identity, &proxy(DerivativeState::Waiting), NOW_MS)?;
        tables.media_mut().set_derivative(&one.identity, &proxy(DerivativeState::Waiting), NOW_MS + 1)
    });
    let waiting = |library: &Library| {
        library.read(|tables| tables.media().waiting_for("proxy")).expect("media is read")
    };
    assert_eq!(waiting(&library), [two.identity.clone(), one.identity.clone()]);
    let ready = proxy(DerivativeState::Ready { path: "cache/b.mov".into() });
    write(&library, |tables| tables.media_mut().set_derivative(&two.identity, &ready, NOW_MS + 2));
    assert_eq!(waiting(&library), [one.identity]);
    let derivatives =
        library.read(|tables| tables.media().derivatives(&two.identity)).expect("media is read");
    assert_eq!(derivatives, std::slice::from_ref(&ready));

    let unknown = MediaIdentity("cc".into());
    let refused = library.write(|tables| tables.media_mut().set_derivative(&unknown, &ready, NOW_MS));
    assert!(matches!(refused, Err(StoreError::MediaNotFound(_))), "{refused:?}");
}

#[test]
fn a_take_is_found_by_its_segment() {
    let folder = folder();
    let library = open(folder.path());
    let take = |segment: &str, made_ms| Take {
        segment: segment.into(),
        path: format!("takes/{segment}.wav"),
        samples: 96_000,
        details: json!({"words": [["Stop", 0, 12_000]]}),
        made_ms,
    };
    write(&library, |tables| {
        tables.takes_mut().put(&take("s1", NOW_MS))?;
        tables.takes_mut().put(&take("s2", NOW_MS + 1))?;
        tables.takes_mut().touch("s1", NOW_MS + 2)
    });
    let found = library.read(|tables| tables.takes().get("s1")).expect("takes are read");
    assert_eq!(found, Some(take("s1", NOW_MS)));
    let least = library.read(|tables| tables.takes().least_used(1)).expect("takes are read");
    assert_eq!(least, [take("s2", NOW_MS + 1)]);
    write(&library, |tables| tables.takes_mut().remove("s1"));
    assert_eq!(library.read(|tables| tables.takes().get("s1")).expect("takes are read"), None);
}

#[test]
fn work_that_was_cut_off_is_found_again() {
    let folder = folder();
    let library = open(folder.path());
    let request = json!({"preset": "tiktok"});
    let create = |kind: &str| library.write(|tables| tables.tasks_mut().create(kind, None, &request, NOW_MS));
    let (export, proxy) = (create("export").expect("a task"), create("proxy").expect("a task"));
    write(&library, |tables| {
        tables.tasks_mut().set_progress(export.id, 420, NOW_MS + 1)?;
        tables.tasks_mut().set_state(proxy.id, TaskState::Done, Some(&json!("cache/p.mov")), NOW_MS + 1)?;
        tables.tasks_mut().set_progress(proxy.id, 999, NOW_MS + 2)
    });
    drop(library);

    let library = open(folder.path());
    let unfinished = library.read(|tables| tables.tasks().unfinished()).expect("tasks are read");
    assert_eq!(unfinished.len(), 1);
    assert_eq!(
        (unfinished[0].id, unfinished[0].state, unfinished[0].progress),
        (export.id, TaskState::Running, 420)
    );
    assert_eq!(unfinished[0].request, request);
    let done = library.read(|tables| tables.tasks().get(proxy.id)).expect("the task is there");
    assert_eq!((done.state, done.outcome), (TaskState::Done, Some(json!("cache/p.mov"))));
    write(&library, |tables| tables.tasks_mut().forget_ended_before(NOW_MS + 100));
    let newest = library.read(|tables| tables.tasks().newest(10)).expect("tasks are read");
    assert_eq!(newest.iter().map(|task| task.id).collect::<Vec<_>>(), [export.id]);
}

#[test]
fn settings_are_kept_by_name() {
    let folder = folder();
    let library = open(folder.path());
    write(&library, |tables| tables.settings_mut().set("volume", &0.5));
    write(&library, |tables| tables.settings_mut().set("volume", &0.75));
    let volume = library.read(|tables| tables.settings().get::<f64>("volume")).expect("settings are read");
    assert_eq!(volume, Some(0.75));
    write(&library, |tables| tables.settings_mut().remove("volume"));
    let volume = library.read(|tables| tables.settings().get::<f64>("volume")).expect("settings are read");
    assert_eq!(volume, None);
}

#[test]
fn templates_are_listed_by_name_and_replaced_by_the_same_one() {
    let folder = folder();
    let library = open(folder.path());
    let template = |name: &str, text: &str| OwnTemplate { name: name.into(), text: text.into() };
    write(&library, |tables| {
        let templates = tables.templates_mut();
        templates.put(&template("Zoom", "a"), NOW_MS)?;
        templates.put(&template(" ähre ", "b"), NOW_MS)?;
        templates.put(&template("apple", "c"), NOW_MS)?;
        templates.put(&template("Zoom", "d"), NOW_MS + 1)
    });
    let all = library.read(|tables| tables.templates().all()).expect("templates are read");
    assert_eq!(all, [template("apple", "c"), template("Zoom", "d"), template("ähre", "b")]);
    write(&library, |tables| tables.templates_mut().delete("Zoom"));
    let gone = library.write(|tables| tables.templates_mut().delete("Zoom"));
    assert!(matches!(gone, Err(StoreError::TemplateNotFound(_))), "{gone:?}");
}

#[test]
fn a_template_without_a_name_and_one_too_many_are_refused() {
    let folder = folder();
    let library = open(folder.path());
    let put = |name: &str| {
        let template = OwnTemplate { name: name.into(), text: "One.".into() };
        library.write(|tables| tables.templates_mut().put(&template, NOW_MS))
    };
    for name in ["", "  ", "a\nb", &"x".repeat(201)] {
        assert!(matches!(put(name), Err(StoreError::InvalidTemplateName)), "{name:?}");
    }
    write(&library, |tables| {
        (0..1_000).try_for_each(|number| {
            let template = OwnTemplate { name: format!("{number}"), text: String::new() };
            tables.templates_mut().put(&template, NOW_MS)
        })
    });
    assert!(matches!(put("another"), Err(StoreError::TooManyTemplates(1_000))));
    put("7").expect("a name that is there is replaced");
}

fn known(identity: &str, path: &str) -> KnownMedia {
    KnownMedia {
        identity: MediaIdentity(identity.into()),
        path: path.into(),
        full_hash: None,
        info: MediaInfo {
            container: "MP4".into(),
            duration: Seconds::ZERO,
            bytes: 5,
            video: None,
            audio: None,
            warnings: Vec::new(),
        },
        seen_ms: NOW_MS,
    }
}

fn write(library: &Library, write: impl FnOnce(&TablesMut) -> Result<(), StoreError>) {
    library.write(write).expect("the change is kept");
}
