//! Preferences, the sample ad, templates and the order of projects at the desk.

use studio::studio::Studio;
use studio::workshop::EnginePlace;
use types::actor::ActorId;
use types::call::edit::Open;
use types::call::library::{
    CreateProject, DeleteProject, GetPreferences, ListProjects, ProjectSort, SetPreferences, Welcome,
};
use types::call::make::{Disclosure, ExportTarget, ListTasks, MakeDraft, StartExports};
use types::call::script::{DeleteTemplate, KeepTemplate, ListTemplates, OwnTemplate};
use types::error::ErrorCode;
use types::event::{TaskKind, TaskState};
use types::preferences::{Mode, Preferences};
use types::project::ProjectSettings;

use super::{drafted, end_of, settings, sit};

fn preferences(desk: &studio::desk::Desk) -> Preferences {
    desk.get_preferences(GetPreferences {}).expect("preferences")
}

#[test]
fn preferences_are_kept_and_are_the_defaults_before() {
    let data = tempfile::tempdir().expect("a folder");
    let liked = Preferences {
        mode: Mode::Expert,
        actors: vec![ActorId("actor_003".into()).0],
        voices: vec!["espeak:de".into()],
        used_first: true,
        last_used: Some(settings()),
        exports_folder: Some(data.path().join("films").to_string_lossy().into_owned()),
    };
    {
        let (desk, _events) = sit(data.path());
        assert_eq!(preferences(&desk), Preferences::default());
        desk.set_preferences(SetPreferences { preferences: liked.clone() }).expect("they are kept");
    }
    let (desk, _events) = sit(data.path());
    assert_eq!(preferences(&desk), liked, "also after a restart");
}

#[test]
fn preferences_out_of_all_bounds_are_refused_and_change_nothing() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, _events) = sit(data.path());
    let bad = [
        Preferences { exports_folder: Some("films".into()), ..Preferences::default() },
        Preferences { exports_folder: Some("/a\0b".into()), ..Preferences::default() },
        Preferences { actors: vec!["a".into(); 2_001], ..Preferences::default() },
        Preferences { voices: vec!["a".repeat(501)], ..Preferences::default() },
    ];
    for preferences in bad {
        let refused = desk.set_preferences(SetPreferences { preferences }).expect_err("it is refused");
        assert_eq!(refused.code(), ErrorCode::InvalidRequest);
    }
    assert_eq!(preferences(&desk), Preferences::default());
    let blank = Preferences { exports_folder: Some(" ".into()), ..Preferences::default() };
    desk.set_preferences(SetPreferences { preferences: blank }).expect("an empty path is none");
    assert_eq!(preferences(&desk).exports_folder, None);
}

#[test]
fn what_a_later_version_wrote_gives_defaults_and_is_not_written_over_in_passing() {
    let data = tempfile::tempdir().expect("a folder");
    let later = serde_json::json!({"mode": "telepathic"});
    {
        let library = store::library::Library::open(data.path(), 1).expect("a library");
        for name in ["preferences", "brand"] {
            library.write(|tables| tables.settings_mut().set(name, &later)).expect("it is kept");
        }
        library.write(|tables| tables.settings_mut().set("brand", &7)).expect("it is kept");
    }
    {
        let (desk, _events) = sit(data.path());
        assert_eq!(preferences(&desk), Preferences::default());
        let brand = desk.get_brand(types::call::brand::GetBrand {}).expect("a brand");
        assert_eq!(brand, types::brand::BrandKit::default());
        super::project(&desk);
        assert_eq!(preferences(&desk), Preferences::default());
    }
    let library = store::library::Library::open(data.path(), 1).expect("a library");
    let kept = library.read(|tables| tables.settings().get::<serde_json::Value>("preferences"));
    assert_eq!(kept.expect("it is there"), Some(later));
}

#[test]
fn the_last_ad_is_remembered_without_losing_the_rest() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, events) = sit(data.path());
    let liked = Preferences { mode: Mode::Beginner, ..Preferences::default() };
    desk.set_preferences(SetPreferences { preferences: liked }).expect("they are kept");
    let id = super::project(&desk).id;
    assert_eq!(preferences(&desk).last_used, Some(settings()));
    let other = ProjectSettings { bed: Some("sunrise".into()), ..settings() };
    let refused = MakeDraft { id, script: "  ".into(), settings: other.clone() };
    desk.make_draft(refused).expect_err("no script");
    assert_eq!(preferences(&desk).last_used, Some(settings()), "a refused draft is not remembered");
    let call = MakeDraft { id, script: super::SCRIPT.into(), settings: other.clone() };
    end_of(desk.make_draft(call).expect("a draft"), &events);
    assert_eq!((preferences(&desk).last_used, preferences(&desk).mode), (Some(other), Mode::Beginner));
    let unnamed = CreateProject { name: " ".into(), settings: ProjectSettings::default() };
    desk.create_project(unnamed).expect_err("no name");
    assert!(preferences(&desk).last_used.is_some_and(|last| last.bed.is_some()));
}

#[test]
fn exports_go_where_the_user_likes_unless_said_otherwise() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, events) = sit(data.path());
    let id = drafted(&desk, &events);
    let films = data.path().join("films");
    let folder = Some(films.to_string_lossy().into_owned());
    let liked = Preferences { exports_folder: folder, ..Preferences::default() };
    desk.set_preferences(SetPreferences { preferences: liked }).expect("they are kept");
    let target = ExportTarget { preset: "draft".into(), aspect: None, placement: None };
    let export = |folder: Option<String>| {
        let call =
            StartExports { id, targets: vec![target.clone()], folder, disclosure: Some(Disclosure::Notes) };
        let task = *desk.start_exports(call).expect("it begins").first().expect("a task");
        let (state, _) = end_of(task, &events);
        let TaskState::Done { path: Some(path), .. } = state else { panic!("{state:?}") };
        std::path::PathBuf::from(path)
    };
    assert_eq!(export(None).parent(), Some(films.as_path()));
    let other = data.path().join("other");
    assert_eq!(export(Some(other.to_string_lossy().into_owned())).parent(), Some(other.as_path()));
}

#[test]
fn films_ordered_twice_become_two_files() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, events) = sit(data.path());
    let id = drafted(&desk, &events);
    let target = ExportTarget { preset: "draft".into(), aspect: None, placement: None };
    let disclosure = Some(Disclosure::Notes);
    let call = StartExports { id, targets: vec![target], folder: None, disclosure };
    let order = || *desk.start_exports(call.clone()).expect("it begins").first().expect("a task");
    let paths = [order(), order()].map(|task| match end_of(task, &events).0 {
        TaskState::Done { path: Some(path), .. } => path,
        state => panic!("{state:?}"),
    });
    assert_ne!(paths[0], paths[1], "the second order leaves the first film alone");
}

#[test]
fn a_new_library_gets_the_sample_ad_once() {
    let data = tempfile::tempdir().expect("a folder");
    let id = {
        let (desk, events) = sit(data.path());
        let id = desk.welcome(Welcome {}).expect("a welcome").expect("the first time");
        assert_eq!(desk.welcome(Welcome {}).expect("a welcome"), None);
        let tasks = desk.list_tasks(ListTasks {}).expect("tasks");
        let [draft] = tasks.as_slice() else { panic!("{tasks:?}") };
        assert_eq!((draft.kind, draft.project), (TaskKind::Draft, Some(id)));
        end_of(draft.id, &events);
        let opened = desk.open_project(Open { id }).expect("it opens");
        assert_eq!(opened.project.name, "Sample ad");
        assert!(opened.script.is_some_and(|script| script.contains("Morrow")));
        assert!(opened.document.frames() > 0, "its draft is made");
        assert_eq!(preferences(&desk).last_used, None, "the sample is nobody's choice");
        desk.delete_project(DeleteProject { id }).expect("it is deleted");
        id
    };
    let (desk, _events) = sit(data.path());
    assert_eq!(desk.welcome(Welcome {}).expect("a welcome"), None, "it does not come back");
    assert!(desk.open_project(Open { id }).is_err());
}

#[test]
fn projects_come_in_the_order_that_is_asked_for() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, _events) = sit(data.path());
    for name in ["beta", "Alpha", "Gamma"] {
        desk.create_project(CreateProject { name: name.into(), settings: settings() }).expect("a project");
    }
    let names = |sort, offset, limit| {
        let call = ListProjects { sort, offset, limit, ..ListProjects::default() };
        let page = desk.list_projects(call).expect("a page");
        assert_eq!(page.total, 3);
        page.projects.into_iter().map(|card| card.project.name).collect::<Vec<_>>()
    };
    assert_eq!(names(ProjectSort::Name, 0, 0), ["Alpha", "beta", "Gamma"]);
    assert_eq!(names(ProjectSort::Created, 0, 2), ["Gamma", "Alpha"]);
    assert_eq!(names(ProjectSort::Name, 2, 2), ["Gamma"]);
    assert!(names(ProjectSort::Name, u32::MAX, u32::MAX).is_empty());
}

#[test]
fn templates_are_kept_listed_and_forgotten() {
    let data = tempfile::tempdir().expect("a folder");
    let (desk, _events) = sit(data.path());
    let keep = |name: &str, text: &str| {
        desk.keep_template(KeepTemplate { template: OwnTemplate { name: name.into(), text: text.into() } })
    };
    keep("Launch", "One. Two.").expect("it is kept");
    keep("Launch", "Three. Four.").expect("it is replaced");
    keep("ask", "Five.").expect("it is kept");
    let all = desk.list_templates(ListTemplates {}).expect("templates");
    let all: Vec<_> = all.iter().map(|template| (template.name.as_str(), template.text.as_str())).collect();
    assert_eq!(all, [("ask", "Five."), ("Launch", "Three. Four.")]);
    assert_eq!(keep(" ", "Five.").expect_err("no name").code(), ErrorCode::InvalidRequest);
    assert_eq!(keep("Empty", " ").expect_err("no script").code(), ErrorCode::ScriptEmpty);
    assert_eq!(keep("Huge", &"word ".repeat(20_000)).expect_err("huge").code(), ErrorCode::ScriptTooLong);
    let forget = |name: &str| desk.delete_template(DeleteTemplate { name: name.into() });
    forget("ask").expect("it is forgotten");
    assert_eq!(forget("ask").expect_err("it is gone").code(), ErrorCode::NotFound);
    assert_eq!(desk.list_templates(ListTemplates {}).expect("templates").len(), 1);
}

#[test]
fn a_welcome_that_cannot_be_read_counts_as_one() {
    let data = tempfile::tempdir().expect("a folder");
    {
        let library = store::library::Library::open(data.path(), 1).expect("a library");
        library.write(|tables| tables.settings_mut().set("welcomed", &"yes, in 2031")).expect("it is kept");
    }
    let clock = std::sync::Arc::new(|| 1_700_000_000_000);
    let studio = Studio::open(data.path(), EnginePlace::Here, clock).expect("a studio");
    let desk = studio::desk::Desk::new(studio, data.path().to_path_buf(), std::sync::Arc::new(|_| {}));
    assert_eq!(desk.welcome(Welcome {}).expect("a welcome"), None);
}
