//! An ad with every sort of clip on every sort of track, of real footage.
#![expect(clippy::panic, reason = "a test that cannot go on says why")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use studio::progress::{Cancel, Progress};
use studio::studio::Studio;
use studio::workshop::EnginePlace;
use tests::material;
use types::document::Document;
use types::document::clip::{
    Bed, Clip, DraftActor, Face, Framing, Source, Speed, Transition, TransitionKind,
};
use types::document::track::Kind;
use types::edit::Edit;
use types::geometry::Color;
use types::id::{MediaId, ProjectId};
use types::keyframe::{Animated, Curve, Keyframe};
use types::project::ProjectSettings;
use types::text::title::TitlePreset;
use types::text::{Caption, CaptionWord};

use crate::support::{ffmpeg, text};

const SECOND: i64 = 48_000;

/// An ad in a library that nobody has open.
pub struct Ad {
    pub project: ProjectId,
    pub document: Arc<Document>,
    data: PathBuf,
}

impl Ad {
    /// Makes it in a data folder.
    pub fn make(data: &Path) -> Self {
        let studio = open(data);
        let project =
            studio.create_project("Everything", &ProjectSettings::default()).expect("it has a name");
        let files = files(data);
        let imported = studio.import(project.id, &files).expect("the files can be read");
        let media: Vec<MediaId> = imported.iter().map(|file| file.media).collect();
        let [film, photo, song] = media[..] else { panic!("three files were imported: {imported:?}") };
        let mut work = studio.work_on(project.id).expect("the project is there");
        let document = Arc::clone(work.document());
        let edits = tracks(film, photo, song).into_iter().flat_map(|(kind, clips)| {
            let track = document.first_track(kind).expect("a new document has one").id;
            clips.into_iter().map(move |(at, clip)| Edit::Overwrite { track, at, clip: Box::new(clip) })
        });
        work.edit(&Edit::Batch(edits.collect())).expect("the clips fit");
        Self { project: project.id, document: Arc::clone(work.document()), data: data.to_owned() }
    }

    /// Exports it as it is posted.
    pub fn export(&self) -> PathBuf {
        let path = self.data.join("everything.mp4");
        let told = |_, _, _| {};
        let progress = Progress::new(&told, Cancel::new());
        let preset = studio::export::preset("standard").expect("the preset exists");
        let studio = open(&self.data);
        studio.workshop().export(&self.document, preset, &path, &progress).expect("it can be exported");
        path
    }
}

fn open(data: &Path) -> Studio {
    Studio::open(data, EnginePlace::Here, Arc::new(|| 1_800_000_000_000)).expect("nobody has it open")
}

/// Footage, a photograph and a song, beside the library: a program that is tried in a system of its own sees no other
/// place. The last two are taken out of footage.
fn files(data: &Path) -> [PathBuf; 3] {
    let clips = material::folder().expect("a home folder").join("clips");
    let [film, photo, song] = ["bikes.mp4", "photo.png", "song.wav"].map(|name| data.join(name));
    std::fs::copy(clips.join("bikes.mp4"), &film).expect("the footage is set up");
    ffmpeg(&["-i", text(&clips.join("carphone_pristine.mp4")), "-frames:v", "1", text(&photo)]);
    ffmpeg(&["-i", text(&clips.join("bigbuckbunny.mp4")), "-vn", "-t", "3", text(&song)]);
    [film, photo, song]
}

fn tracks(film: MediaId, photo: MediaId, song: MediaId) -> Vec<(Kind, Vec<(i64, Clip)>)> {
    let hook = Clip::new(60, Source::Title(TitlePreset::Hook.title("Still throwing away cups?")));
    let action = Clip::new(60, Source::Title(TitlePreset::CallToAction.title("Get yours today")));
    let captions = ["Still throwing away a cup a day?", "Meet Morrow, the folding cup."].map(caption);
    let [first, second] = captions;
    let sound = |seconds: i64| Clip::new(seconds * SECOND, Source::Media(song));
    let bed = Clip::new(9 * SECOND, Source::Bed(Bed { id: "sunrise".to_owned(), seed: 7 }));
    let mut loud = sound(2);
    loud.gain_db = Animated::Fixed(3.0);
    loud.fade_out = SECOND / 2;
    vec![
        (Kind::Video, pictures(film, photo)),
        (Kind::Overlay, vec![(0, hook), (260, action)]),
        (Kind::Caption, vec![(0, first), (4 * SECOND, second)]),
        (Kind::Voice, vec![(0, loud)]),
        (Kind::Music, vec![(0, bed)]),
        (Kind::Effect, vec![(6 * SECOND, sound(1))]),
    ]
}

fn pictures(film: MediaId, photo: MediaId) -> Vec<(i64, Clip)> {
    let face = Face::Drawn(types::actor::catalogue().first().expect("somebody").id.0.clone());
    let actor = DraftActor { face, framing: Framing::Close, mouth: [].into() };
    let mut footage = Clip::new(90, Source::Media(film));
    footage.speed = Speed::new(2, 1).expect("a speed");
    footage.source_start = types::time::Seconds::new(1, 1).expect("a time");
    footage.transition = Some(Transition { kind: TransitionKind::CrossFade, before: 6, after: 6 });
    let mut image = Clip::new(60, Source::Image(photo));
    image.picture.x = Animated::Keys(vec![
        Keyframe { at: 0, value: 0.0, curve: Curve::Linear },
        Keyframe { at: 30, value: 0.2, curve: Curve::Ease },
    ]);
    vec![
        (0, Clip::new(100, Source::DraftActor(actor))),
        (100, footage),
        (200, image),
        (260, Clip::new(60, Source::Solid(Color::rgb(20, 90, 160)))),
    ]
}

fn caption(text: &str) -> Clip {
    let word = |(at, text): (i64, &str)| CaptionWord {
        text: text.to_owned(),
        start: at * 18_000,
        end: at * 18_000 + 15_000,
    };
    let words = (0..).zip(text.split_whitespace()).map(word).collect();
    Clip::new(4 * SECOND, Source::Caption(Caption { words, style: Default::default() }))
}
