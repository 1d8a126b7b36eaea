//! Any run of edits, undo, redo and restarts leads to the document that was seen.

use proptest::prelude::*;
use types::document::Marker;
use types::document::track::Kind;
use types::edit::{ClipChange, Edge, Edit, Placing, Reach};
use types::geometry::Color;
use types::id::{ClipId, MarkerId};

use crate::support::{Session, folder, insert, open_eager};

#[derive(Clone, Debug)]
enum Step {
    Edit { kind: u8, pick: usize, by: i64 },
    Undo,
    Redo,
    Restart,
    Housekeeping,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (0..12_u8, any::<usize>(), -8..40_i64).prop_map(|(kind, pick, by)| Step::Edit { kind, pick, by }),
        4 => Just(Step::Undo),
        3 => Just(Step::Redo),
        1 => Just(Step::Restart),
        2 => Just(Step::Housekeeping),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: rounds(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_run_of_edits_leads_to_the_document_that_was_seen(steps in prop::collection::vec(step(), 1..60)) {
        let folder = folder();
        let mut session = Session::new(&open_eager(folder.path()));
        for step in steps {
            match step {
                Step::Edit { kind, pick, by } => {
                    let edit = edit(&session, kind, pick, by);
                    if session.document.clone().apply(&edit).is_ok() {
                        session.edit(&edit);
                    }
                }
                Step::Undo if session.history.undoable > 0 => undo_if_kept(&mut session),
                Step::Redo if session.history.redoable > 0 => session.redo(),
                Step::Undo | Step::Redo => {}
                Step::Restart => session = restart(session, folder.path()),
                Step::Housekeeping => session.library.finish_housekeeping(),
            }
            check(&mut session);
        }
        let mut session = restart(session, folder.path());
        check(&mut session);
    }
}

fn rounds() -> u32 {
    if std::env::var("GREENROOM_SOAK").is_ok_and(|length| length == "full") { 300 } else { 30 }
}

/// Housekeeping may have forgotten the oldest edits since the session last looked.
fn undo_if_kept(session: &mut Session) {
    let stored = session.library.open_project(session.project).expect("the project opens");
    if stored.history.undoable > 0 {
        session.undo();
    }
}

fn restart(session: Session, folder: &std::path::Path) -> Session {
    let project = session.project;
    let document = session.document.clone();
    drop(session);
    let session = Session::open(&open_eager(folder), project);
    assert_eq!(session.document, document, "the same document after a restart");
    session
}

fn check(session: &mut Session) {
    let stored = session.library.open_project(session.project).expect("the project opens");
    assert_eq!(stored.document, session.document);
    assert_eq!(stored.history.revision, session.history.revision);
    assert_eq!(stored.history.redoable, session.history.redoable);
    session.history = stored.history;
}

fn edit(session: &Session, kind: u8, pick: usize, by: i64) -> Edit {
    let document = &session.document;
    let clips: Vec<ClipId> = document.clips().map(|(_, _, clip)| clip.id).collect();
    let clip = clips.get(pick % clips.len().max(1)).copied().unwrap_or(ClipId(0));
    let tracks: Vec<_> = document.tracks.iter().map(|track| track.id).collect();
    // The lowest track takes the clips that are put in; the others come and go.
    let upper = tracks.get(1 + pick % (tracks.len() - 1).max(1)).copied();
    let marker = |text: &str| Marker { id: MarkerId(0), frame: by, text: text.into(), color: Color::BLACK };
    match kind {
        0..=2 => insert(document, by.max(1)),
        3 => Edit::Split { clip, at: by },
        4 => Edit::Trim { clip, edge: Edge::End, by },
        5 => Edit::Ripple { clip, edge: Edge::Start, by, reach: Reach::AllTracks },
        6 => Edit::Lift { clips: vec![clip] },
        7 => Edit::Extract { clips: vec![clip], reach: Reach::Track },
        8 => Edit::Move { clip, track: tracks[0], at: by, placing: Placing::Overwrite },
        9 => Edit::SetClip { clip, change: ClipChange::Name(format!("take {by} ✂")) },
        10 => Edit::AddMarker { marker: marker("here") },
        _ => upper.map_or(Edit::AddTrack { kind: Kind::Music, at: 1 }, |track| Edit::RemoveTrack { track }),
    }
}
