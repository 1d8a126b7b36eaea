//! Large libraries and long documents are read back as they were written.

use store::library::Library;
use store::table::projects::{Filter, Page};
use types::call::library::ProjectSort;
use types::document::Document;
use types::document::clip::{Clip, DraftActor, Face, Framing, Source};
use types::document::track::Kind;
use types::edit::{ClipChange, Edge, Edit, Reach};
use types::geometry::Color;
use types::id::ClipId;
use types::mouth::{MouthCue, MouthShape};
use types::project::ProjectSettings;

use crate::support::{NOW_MS, Session, empty_document, folder, open};

#[test]
fn a_thousand_projects_are_listed_in_one_page() {
    let folder = folder();
    let library = open(folder.path());
    let settings = ProjectSettings::default();
    library
        .write(|tables| {
            (0..1000).try_for_each(|number| {
                tables
                    .projects_mut()
                    .create(&format!("Project {number}"), &settings, NOW_MS + number)
                    .map(drop)
            })
        })
        .expect("projects are made");
    let page = Page { offset: 0, limit: 1000 };
    let listed =
        library.read(|tables| tables.projects().list(&Filter::default(), ProjectSort::default(), page));
    let listed = listed.expect("projects are listed");
    assert_eq!(listed.len(), 1000);
    assert_eq!(listed[0].project.name, "Project 999", "the last changed comes first");
}

#[test]
fn a_long_document_opens_as_its_edits_left_it() {
    let folder = folder();
    let library = open(folder.path());
    let mut session = long_session(&library);
    let clips: Vec<ClipId> = session.document.clips().map(|(_, _, clip)| clip.id).collect();
    assert_eq!(clips.len(), 2000);
    // More than lie between two snapshots, so that opening starts from one in the middle.
    for number in 0..150 {
        let edit = some_edit(clips[(number * 397) % clips.len()], number);
        let inverse = session.document.apply(&edit).expect("the edit fits");
        session.history = library.commit_edit(&session.commit(&edit, &inverse)).expect("the edit is kept");
    }
    library.finish_housekeeping();
    let stored = library.open_project(session.project).expect("the project opens");
    assert_eq!(stored.document, session.document);
}

fn some_edit(clip: ClipId, number: usize) -> Edit {
    match number % 3 {
        0 => Edit::SetClip { clip, change: ClipChange::Name(format!("take {number}")) },
        1 => Edit::Ripple { clip, edge: Edge::End, by: 1, reach: Reach::Track },
        _ => Edit::Trim { clip, edge: Edge::End, by: -1 },
    }
}

fn long_session(library: &Library) -> Session {
    let document = long_document();
    let project = library.create_project("Long", &ProjectSettings::default(), &document, NOW_MS);
    Session::open(library, project.expect("the project is new").id)
}

fn long_document() -> Document {
    let mut document = empty_document();
    let kinds = [Kind::Video, Kind::Overlay];
    let tracks = kinds.map(|kind| document.first_track(kind).expect("a new document has one").id);
    let edits = (0..2000_usize).map(|number| {
        let clip = Box::new(Clip::new(30 + number as i64 % 50, source(number)));
        Edit::Insert { track: tracks[number % 2], at: 0, clip, reach: Reach::Track }
    });
    document.apply(&Edit::Batch(edits.collect())).expect("the edits fit");
    document
}

/// Every other clip is an actor who says a sentence, which is the longest sort of clip there is.
fn source(number: usize) -> Source {
    if number.is_multiple_of(2) {
        return Source::Solid(Color::BLACK);
    }
    let cue = |sound: u32| MouthCue { at: sound * 3_500, shape: MouthShape::Open };
    let face = Face::Drawn(format!("actor_{number:03}"));
    Source::DraftActor(DraftActor { face, framing: Framing::Wide, mouth: (0..40).map(cue).collect() })
}
