//! What the made-up host of the page's tests answers, written from the real types so that it cannot drift from them:
//! the snapshot is the file that `tests/ui` reads.

mod ad;

use serde_json::{Map, Value, json};
use types::brand::BrandKit;
use types::call::brand::{ApplyBrand, GetBrand, SetBrand};
use types::call::cast::{HearLine, InstallVoice, ListVoices};
use types::call::edit::{
    Close, History, ImportMedia, Imported, ImportedFile, ListMissing, ListScriptVersions, Made, MakeEdit,
    Open, Opened, Redo, RelinkMedia, Relinked, ScriptVersion, SetScript, Undo,
};
use types::call::library::{
    CreateProject, DeleteProject, DuplicateProject, GetPreferences, ListProjects, ProjectCard, ProjectPage,
    RenameProject, SetPreferences, SetProjectStatus, Welcome,
};
use types::call::make::{
    CancelTask, CheckExports, ExportOutlook, Finding, ListTasks, MakeDraft, RetryTask, StartExports, Weight,
};
use types::call::play::{Pause, Play, Playback, PlaybackNow};
use types::call::script::{DeleteTemplate, KeepTemplate, ListTemplates, OwnTemplate, ReadScript, TimeLines};
use types::call::{Call, NAMES};
use types::error::{ErrorCode, Failure};
use types::event::{Event, Task, TaskId, TaskKind, TaskState};
use types::geometry::{Aspect, Size};
use types::id::ProjectId;
use types::preferences::Preferences;
use types::project::{Project, ProjectSettings, ProjectStatus};
use types::voice::{Availability, Voice, VoiceAge, VoiceEngine, VoiceGender, VoiceId, VoiceTier};
use uuid::Uuid;

const SCRIPT: &str = "Still throwing away a cup a day?\nMeet Morrow, the folding cup that fits in your pocket.\nGet yours today for $19, with free delivery.";

fn project(number: u128, name: &str, aspect: Aspect) -> Project {
    let settings = ProjectSettings { aspect, ..ProjectSettings::default() };
    let changed_ms = 1_790_000_000_000 + number as i64;
    Project {
        id: ProjectId(uuid(number)),
        name: name.to_owned(),
        status: ProjectStatus::Draft,
        created_ms: 1_790_000_000_000,
        changed_ms,
        settings,
    }
}

fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0000 | number)
}

fn voice(name: &str, language: &str, availability: Availability) -> Voice {
    Voice {
        id: VoiceId::new(VoiceEngine::Piper, &format!("{language}-{}", name.to_lowercase())),
        name: name.to_owned(),
        language: language.to_owned(),
        accent: None,
        gender: VoiceGender::Female,
        age: VoiceAge::Middle,
        style: "clear".to_owned(),
        engine: VoiceEngine::Piper,
        licence: "Creative Commons Attribution 4.0 International, as its makers say".to_owned(),
        download_bytes: 63_201_294,
        availability,
        tier: VoiceTier::Draft,
    }
}

fn voices() -> Vec<Voice> {
    let one = |name, language| voice(name, language, Availability::Installable);
    vec![
        voice("Joe", "en-US", Availability::Installed),
        voice("Thorsten", "de-DE", Availability::Installed),
        one("Amy", "en-GB"),
        one("Siwis", "fr-FR"),
        one("Faber", "pt-BR"),
    ]
}

/// A task in every state.
fn tasks() -> Vec<Task> {
    let done = |path: Option<&str>, warnings: &[&str]| TaskState::Done {
        path: path.map(str::to_owned),
        warnings: warnings.iter().map(|warning| (*warning).to_owned()).collect(),
    };
    let running =
        |remaining_ms| TaskState::Running { step: "encode".to_owned(), permille: 420, remaining_ms };
    let failure = Failure::new(ErrorCode::DiskFull, "the disk is full; free some space and try again");
    let states = [
        (TaskKind::Export, "Morrow 9x16.mp4", TaskState::Waiting),
        (TaskKind::Export, "Morrow 1x1.mp4", running(Some(75_000))),
        (TaskKind::Draft, "Morrow", running(None)),
        (TaskKind::Export, "Morrow 16x9.mp4", done(Some("/films/Morrow 16x9.mp4"), &[])),
        (
            TaskKind::Export,
            "Morrow 4x5.mp4",
            done(Some("/films/Morrow 4x5.mp4"), &["the music was shortened"]),
        ),
        (TaskKind::Prepare, "bikes.mp4", done(None, &[])),
        (TaskKind::Export, "Morrow.mov", TaskState::Failed(failure)),
        (TaskKind::Voice, "piper:pt-BR-faber", TaskState::Cancelled),
    ];
    let task = |(number, (kind, title, state)): (u128, (TaskKind, &str, TaskState))| Task {
        id: TaskId(uuid(0x1000 + number)),
        kind,
        title: title.to_owned(),
        // A draft under way would cover the viewer of the project that is open.
        project: Some(ProjectId(uuid(3))),
        state,
        created_ms: 1_790_000_000_000,
    };
    (0..).zip(states).map(task).collect()
}

fn outlook() -> ExportOutlook {
    let finding = |weight, text: &str| Finding { weight, text: text.to_owned(), frame: Some(30) };
    ExportOutlook {
        size: Size::new(1080, 1920),
        length_ms: 12_000,
        bytes: 9_400_000,
        making_ms: 21_000,
        findings: vec![
            finding(Weight::Stops, "a file of the ad is missing: bikes.mp4"),
            finding(Weight::Warns, "the caption at 0:01 lies under the platform's buttons"),
            finding(Weight::Tells, "the music is quieter than the voice"),
        ],
    }
}

/// Answers by the name of the request.
struct Answers(Map<String, Value>);

impl Answers {
    fn add<C: Call>(&mut self, reply: &C::Reply) {
        let reply = serde_json::to_value(reply).expect("a reply is JSON");
        assert!(self.0.insert(C::NAME.to_owned(), reply).is_none(), "{} has one answer", C::NAME);
    }
}

fn library(answers: &mut Answers) {
    let shapes = [("Morrow", Aspect::Tall), ("Coffee, twice", Aspect::Square), ("Bikes", Aspect::Wide)];
    let projects = (1..)
        .zip(shapes)
        .map(|(number, (name, aspect))| ProjectCard { project: project(number, name, aspect), revision: 4 });
    answers.add::<ListProjects>(&ProjectPage { projects: projects.collect(), total: 3 });
    answers.add::<CreateProject>(&project(1, "Morrow", Aspect::Tall));
    answers.add::<RenameProject>(&());
    answers.add::<SetProjectStatus>(&());
    answers.add::<DeleteProject>(&());
    answers.add::<DuplicateProject>(&project(2, "Copy of Morrow", Aspect::Tall));
    answers.add::<Welcome>(&None);
    answers.add::<GetPreferences>(&Preferences::default());
    answers.add::<SetPreferences>(&());
    answers.add::<GetBrand>(&BrandKit { name: "Morrow".to_owned(), ..BrandKit::default() });
    answers.add::<SetBrand>(&());
    answers.add::<ListVoices>(&voices());
    answers.add::<InstallVoice>(&TaskId(uuid(0x2001)));
    answers.add::<HearLine>(&2_400);
}

fn scripts(answers: &mut Answers) {
    answers.add::<ReadScript>(&SCRIPT.to_owned());
    let template = OwnTemplate { name: "Cups".to_owned(), text: SCRIPT.to_owned() };
    answers.add::<ListTemplates>(&vec![template]);
    answers.add::<KeepTemplate>(&());
    answers.add::<DeleteTemplate>(&());
    answers.add::<TimeLines>(&vec![2_100, 3_300, 2_900]);
    answers.add::<SetScript>(&2);
    let version = |version| ScriptVersion { version, text: SCRIPT.to_owned(), made_ms: 1_790_000_000_000 };
    answers.add::<ListScriptVersions>(&vec![version(2), version(1)]);
}

fn project_at_work(answers: &mut Answers) {
    let document = ad::document();
    let made = Made { edit: ad::renamed(&document), history: History { revision: 5, undo: 3, redo: 1 } };
    let first = document.media.first().expect("the ad has media");
    let (media, path, info) = (first.id, first.path.clone(), first.info.clone());
    answers.add::<ApplyBrand>(&made);
    answers.add::<Close>(&());
    answers.add::<MakeEdit>(&made.history);
    answers.add::<Undo>(&made);
    answers.add::<Redo>(&made);
    answers.add::<ImportMedia>(&Imported {
        made: Some(made.clone()),
        added: vec![ImportedFile { media, path, info }],
        refused: vec!["broken.mp4 cannot be decoded; is it whole?".to_owned()],
    });
    answers.add::<ListMissing>(&vec![media]);
    answers.add::<RelinkMedia>(&Relinked { made, beside: Vec::new(), differs: true });
    answers.add::<Open>(&Opened {
        project: project(1, "Morrow", Aspect::Tall),
        document,
        script: Some(SCRIPT.to_owned()),
        history: History { revision: 4, undo: 2, redo: 1 },
    });
}

fn work(answers: &mut Answers) {
    let playback = Playback { frame: 12, playing: false, audible: true };
    answers.add::<MakeDraft>(&TaskId(uuid(0x2002)));
    answers.add::<CheckExports>(&vec![outlook()]);
    answers.add::<StartExports>(&vec![TaskId(uuid(0x2003))]);
    answers.add::<ListTasks>(&tasks());
    answers.add::<CancelTask>(&());
    answers.add::<RetryTask>(&TaskId(uuid(0x2004)));
    answers.add::<Play>(&Playback { playing: true, ..playback });
    answers.add::<Pause>(&playback);
    answers.add::<PlaybackNow>(&playback);
}

#[test]
fn every_request_has_an_answer_for_the_tests_of_the_page() {
    let mut answers = Answers(Map::new());
    library(&mut answers);
    scripts(&mut answers);
    project_at_work(&mut answers);
    work(&mut answers);
    let missing: Vec<_> = NAMES.iter().filter(|name| !answers.0.contains_key(**name)).collect();
    assert!(missing.is_empty(), "the made-up host has no answer to {missing:?}");

    let events = [
        Event::Notice("a file was moved".to_owned()),
        Event::Task(tasks().remove(1)),
        Event::Changed {
            id: ProjectId(uuid(1)),
            made: Box::new(Made {
                edit: ad::renamed(&ad::document()),
                history: History { revision: 5, undo: 3, redo: 0 },
            }),
        },
    ];
    let failure = Failure::new(ErrorCode::DiskFull, "the disk is full; free some space and try again");
    let written = json!({ "answers": answers.0, "events": events, "failure": failure });
    let text = serde_json::to_string_pretty(&written).expect("answers are JSON");
    insta::assert_snapshot!("answers_of_the_host", text);
}
