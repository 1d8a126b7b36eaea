//! The list of projects, and what is kept about each.

use store::error::StoreError;
use store::library::Library;
use store::table::projects::{Filter, Listed, Page};
use types::call::library::ProjectSort;
use types::project::{ProjectSettings, ProjectStatus};

use crate::support::{NOW_MS, empty_document, folder, new_project, open};

const ALL: Page = Page { offset: 0, limit: 10_000 };

#[test]
fn projects_are_listed_by_their_last_change() {
    let folder = folder();
    let library = open(folder.path());
    let first = new_project(&library, "First");
    new_project(&library, "Second");
    change(&library, |tables| tables.projects_mut().rename(first, "  First again ", NOW_MS + 5));
    assert_eq!(names(&list(&library, &Filter::default(), ALL)), ["First again", "Second"]);
}

#[test]
fn archived_projects_are_listed_only_on_request() {
    let folder = folder();
    let library = open(folder.path());
    let old = new_project(&library, "Old");
    new_project(&library, "New");
    change(&library, |tables| tables.projects_mut().set_status(old, ProjectStatus::Archived, NOW_MS));
    assert_eq!(names(&list(&library, &Filter::default(), ALL)), ["New"]);
    let archived = Filter { status: Some(ProjectStatus::Archived), ..Filter::default() };
    assert_eq!(names(&list(&library, &archived, ALL)), ["Old"]);
}

#[test]
fn a_name_is_found_by_a_part_of_it() {
    let folder = folder();
    let library = open(folder.path());
    for name in ["Summer 50% off", "Summer 50 off", "Winter_sale"] {
        new_project(&library, name);
    }
    let found = |part: &str| {
        let filter = Filter { name_contains: Some(part.into()), ..Filter::default() };
        names(&list(&library, &filter, ALL)).len()
    };
    assert_eq!((found("summer"), found("50%"), found("_"), found("\\"), found("")), (2, 1, 1, 0, 3));
}

#[test]
fn pages_cover_every_project_once() {
    let folder = folder();
    let library = open(folder.path());
    for number in 0..25 {
        new_project(&library, &format!("Project {number}"));
    }
    let mut seen = Vec::new();
    for offset in [0, 10, 20, 30] {
        seen.extend(names(&list(&library, &Filter::default(), Page { offset, limit: 10 })));
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 25);
    let count = library.read(|tables| tables.projects().count(&Filter::default()));
    assert_eq!(count.expect("projects are counted"), 25);
}

#[test]
fn a_project_needs_a_name() {
    let folder = folder();
    let library = open(folder.path());
    for name in ["", "   ", "two\nlines", &"x".repeat(201)] {
        let refused = library.create_project(name, &ProjectSettings::default(), &empty_document(), NOW_MS);
        assert!(matches!(refused, Err(StoreError::InvalidName)), "{refused:?}");
    }
    assert!(list(&library, &Filter::default(), ALL).is_empty(), "a refused project leaves nothing");
}

#[test]
fn a_deleted_project_is_gone_with_its_history() {
    let folder = folder();
    let library = open(folder.path());
    let project = new_project(&library, "Gone");
    change(&library, |tables| tables.scripts_mut().put(project, "Buy now.", NOW_MS).map(drop));
    change(&library, |tables| tables.projects_mut().delete(project));
    assert!(matches!(library.open_project(project), Err(StoreError::ProjectNotFound(_))));
    let scripts = library.read(|tables| tables.scripts().versions(project));
    assert_eq!(scripts.expect("scripts are read"), []);
}

#[test]
fn settings_and_picture_are_kept() {
    let folder = folder();
    let library = open(folder.path());
    let project = new_project(&library, "Kept");
    let settings = ProjectSettings { voice: Some("espeak:de".into()), ..ProjectSettings::default() };
    change(&library, |tables| {
        tables.projects_mut().set_settings(project, &settings, NOW_MS + 1)?;
        tables.projects_mut().set_thumbnail(project, "cache/kept.png")
    });
    let listed = library.read(|tables| tables.projects().get(project)).expect("the project is there");
    assert_eq!(listed.project.settings, settings);
    assert_eq!(listed.thumbnail.as_deref(), Some("cache/kept.png"));
}

#[test]
fn every_version_of_a_script_is_kept_once() {
    let folder = folder();
    let library = open(folder.path());
    let project = new_project(&library, "Script");
    for text in ["Stop.", "Stop.", "Look.", "Stop."] {
        change(&library, |tables| tables.scripts_mut().put(project, text, NOW_MS).map(drop));
    }
    let versions = library.read(|tables| tables.scripts().versions(project)).expect("scripts are read");
    let texts: Vec<_> = versions.iter().map(|version| (version.version, version.text.as_str())).collect();
    assert_eq!(texts, [(3, "Stop."), (2, "Look."), (1, "Stop.")]);
    assert_eq!(library.open_project(project).expect("the project opens").script.as_deref(), Some("Stop."));
}

#[test]
fn a_failed_write_leaves_nothing() {
    let folder = folder();
    let library = open(folder.path());
    let project = new_project(&library, "Whole");
    let outcome: Result<(), StoreError> = library.write(|tables| {
        tables.projects_mut().rename(project, "Half", NOW_MS)?;
        tables.scripts_mut().put(project, "Half a script", NOW_MS)?;
        Err(StoreError::NothingToUndo)
    });
    assert!(matches!(outcome, Err(StoreError::NothingToUndo)));
    assert_eq!(names(&list(&library, &Filter::default(), ALL)), ["Whole"]);
    assert_eq!(library.open_project(project).expect("the project opens").script, None);
}

fn change(library: &Library, write: impl FnOnce(&store::table::TablesMut) -> Result<(), StoreError>) {
    library.write(write).expect("the change is kept");
}

fn list(library: &Library, filter: &Filter, page: Page) -> Vec<Listed> {
    library
        .read(|tables| tables.projects().list(filter, ProjectSort::default(), page))
        .expect("projects are listed")
}

fn names(listed: &[Listed]) -> Vec<String> {
    listed.iter().map(|listed| listed.project.name.clone()).collect()
}

#[test]
fn names_are_sorted_without_regard_to_capitals_in_any_alphabet() {
    let folder = folder();
    let library = open(folder.path());
    for name in ["zebra", "Émile", "apple", "émilie", "Banana", "ÉMILIEN"] {
        new_project(&library, name);
    }
    assert_eq!(
        sorted(&library, ProjectSort::Name),
        ["apple", "Banana", "zebra", "Émile", "émilie", "ÉMILIEN"]
    );
}

#[test]
fn another_name_has_another_place() {
    let folder = folder();
    let library = open(folder.path());
    let first = new_project(&library, "Alpha");
    new_project(&library, "beta");
    change(&library, |tables| tables.projects_mut().rename(first, "GAMMA", NOW_MS));
    assert_eq!(sorted(&library, ProjectSort::Name), ["beta", "GAMMA"]);
}

#[test]
fn the_newest_comes_first_whatever_was_changed_since() {
    let folder = folder();
    let library = open(folder.path());
    let first = new_project(&library, "First");
    new_project(&library, "Second");
    change(&library, |tables| tables.projects_mut().rename(first, "First again", NOW_MS + 5));
    assert_eq!(sorted(&library, ProjectSort::Created), ["Second", "First again"]);
    assert_eq!(sorted(&library, ProjectSort::Changed), ["First again", "Second"]);
}

#[test]
fn no_order_sorts_every_project_to_show_a_page() {
    let folder = folder();
    let library = open(folder.path());
    change(&library, |tables| {
        let settings = ProjectSettings::default();
        (0..1_000).try_for_each(|number| {
            tables.projects_mut().create(&format!("Project {number}"), &settings, NOW_MS + number).map(drop)
        })
    });
    for sort in [ProjectSort::Changed, ProjectSort::Created, ProjectSort::Name] {
        let plan = library.read(|tables| tables.projects().plan(sort)).expect("a plan");
        assert!(plan.iter().any(|step| step.contains("USING INDEX projects_by_")), "{sort:?}: {plan:?}");
        assert!(plan.iter().all(|step| !step.contains("TEMP B-TREE")), "{sort:?}: {plan:?}");
        let page = Page { offset: 990, limit: 50 };
        let shown = library.read(|tables| tables.projects().list(&Filter::default(), sort, page));
        assert_eq!(shown.expect("projects are listed").len(), 10);
    }
}

fn sorted(library: &Library, sort: ProjectSort) -> Vec<String> {
    let listed = library.read(|tables| tables.projects().list(&Filter::default(), sort, ALL));
    names(&listed.expect("projects are listed"))
}
