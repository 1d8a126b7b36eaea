//! What all screens share: where the user is, tasks, notices, the theme.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use types::call::Call;
use types::call::cast::ListVoices;
use types::call::library::{DeleteProject, GetPreferences, SetPreferences, SetProjectStatus};
use types::call::make::ListTasks;
use types::error::Failure;
use types::event::{Event, Task, TaskKind};
use types::id::ProjectId;
use types::preferences::Preferences;
use types::project::ProjectStatus;
use types::voice::Voice;

use crate::bridge;
use crate::project::Open;
use crate::words::{Language, Words};

/// How long something can be taken back that cannot be undone later.
const GRACE_MS: u32 = 8_000;

/// Where the user is.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    /// The dashboard.
    Home,
    /// A new ad; with what was chosen for it elsewhere.
    NewAd(Casting),
    /// The editor of a project.
    Editor(ProjectId),
    /// The gallery of actors.
    Actors,
    /// The gallery of voices.
    Voices,
    /// Exports and other long work.
    Queue,
    /// The brand kit.
    Brand,
    /// Settings.
    Settings,
}

/// Who is cast before a new ad is begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Casting {
    /// Actors, by id; an ad is made for each.
    pub actors: Vec<String>,
    /// The voice, by id.
    pub voice: Option<String>,
}

/// What lies over the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// The command palette.
    Palette,
    /// The sheet of shortcuts.
    Shortcuts,
    /// The export dialog.
    Export,
    /// The question whether to close while exports run.
    Closing,
}

/// How a sentence is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// In passing: it goes by itself.
    Word,
    /// Something went wrong: it stays until it is closed.
    Failure,
}

/// A sentence for the user.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Tells notices apart.
    pub id: u32,
    /// What it says.
    pub text: String,
    /// How it is said.
    pub tone: Tone,
    /// What can be taken back with it.
    pub undo: Option<Undo>,
}

/// What a notice can take back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undo {
    /// The project was put away.
    Archive(ProjectId),
    /// The project will be deleted.
    Delete(ProjectId),
}

/// What all screens share. Copies are handles to the same.
#[derive(Clone, Copy, PartialEq)]
pub struct Shared {
    /// Where the user is.
    pub screen: Signal<Screen>,
    /// What lies over it.
    pub layer: Signal<Option<Layer>>,
    /// Sentences for the user.
    pub notices: Signal<Vec<Notice>>,
    /// Long work, newest first.
    pub tasks: Signal<Vec<Task>>,
    /// Every voice.
    pub voices: Signal<Vec<Voice>>,
    /// The project that is being worked on.
    pub open: Signal<Option<Open>>,
    /// What the user likes.
    pub preferences: Signal<Preferences>,
    /// Projects that are deleted once nobody takes that back.
    pub going: Signal<Vec<ProjectId>>,
    /// Counts changes to the list of projects.
    pub listed: Signal<u32>,
    /// The language of the page.
    pub language: Signal<Language>,
    next_notice: Signal<u32>,
}

impl Shared {
    /// The state of a page that has just begun.
    pub fn new(language: Signal<Language>) -> Self {
        Self {
            language,
            screen: Signal::new(Screen::Home),
            layer: Signal::new(None),
            notices: Signal::new(Vec::new()),
            tasks: Signal::new(Vec::new()),
            voices: Signal::new(Vec::new()),
            open: Signal::new(None),
            preferences: Signal::new(Preferences::default()),
            going: Signal::new(Vec::new()),
            listed: Signal::new(0),
            next_notice: Signal::new(0),
        }
    }

    /// What the page says, in the language that is chosen.
    pub fn words(self) -> &'static Words {
        self.language.peek().words()
    }

    /// Goes to another screen.
    pub fn go(mut self, screen: Screen) {
        self.layer.set(None);
        self.screen.set(screen);
    }

    /// Tells the user something.
    pub fn notice(self, text: impl Into<String>) {
        self.add(text.into(), Tone::Word, None);
    }

    /// Tells the user what was done, with the way back.
    pub fn done(self, text: impl Into<String>, undo: Undo) {
        self.add(text.into(), Tone::Word, Some(undo));
    }

    /// Tells the user what went wrong.
    pub fn failed(self, failure: &Failure) {
        self.add(failure.message.clone(), Tone::Failure, None);
    }

    /// Closes a notice.
    pub fn close_notice(mut self, id: u32) {
        self.notices.write().retain(|notice| notice.id != id);
    }

    fn add(mut self, text: String, tone: Tone, undo: Option<Undo>) {
        let id = *self.next_notice.peek();
        self.next_notice.set(id + 1);
        let mut notices = self.notices.write();
        notices.push(Notice { id, text, tone, undo });
        // Three at most; the oldest goes.
        let over = notices.len().saturating_sub(3);
        notices.drain(..over);
        drop(notices);
        if tone == Tone::Word {
            let stay = if undo.is_some() { GRACE_MS } else { 5_000 };
            // The screen it was said on may be left before.
            spawn_forever(async move {
                gloo_timers::future::TimeoutFuture::new(stay).await;
                self.close_notice(id);
            });
        }
    }

    /// Asks for a change to the list of projects, and has it listed anew.
    pub fn change_list<C: Call>(mut self, call: C) {
        spawn_forever(async move {
            if let Err(failure) = bridge::ask(&call).await {
                self.failed(&failure);
            }
            self.listed += 1;
        });
    }

    /// Puts a project away, with the way back.
    pub fn archive(self, id: ProjectId, said: String) {
        self.change_list(SetProjectStatus { id, status: ProjectStatus::Archived });
        self.done(said, Undo::Archive(id));
    }

    /// Deletes a project once nobody has taken that back for a while. Whoever closes the window before keeps it.
    pub fn delete(mut self, id: ProjectId, said: String) {
        self.going.write().push(id);
        self.done(said, Undo::Delete(id));
        spawn_forever(async move {
            gloo_timers::future::TimeoutFuture::new(GRACE_MS).await;
            if self.going.peek().contains(&id) {
                self.change_list(DeleteProject { id });
            }
        });
    }

    /// Takes back what was done.
    pub fn take_back(mut self, undo: Undo) {
        match undo {
            Undo::Archive(id) => self.change_list(SetProjectStatus { id, status: ProjectStatus::Draft }),
            Undo::Delete(id) => self.going.write().retain(|gone| *gone != id),
        }
    }

    /// Takes what came up from the host.
    pub fn hear(mut self, event: Event) {
        match event {
            Event::Task(task) => {
                let has_drafted = task.kind == TaskKind::Draft && task.state.has_ended();
                let open = self.open.peek().filter(|open| has_drafted && task.project == Some(open.id));
                if let Some(open) = open {
                    open.catch_up(self);
                }
                let mut tasks = self.tasks.write();
                match tasks.iter_mut().find(|known| known.id == task.id) {
                    Some(known) => *known = task,
                    None => tasks.insert(0, task),
                }
            }
            Event::Changed { id, made } => {
                let open = self.open.peek().filter(|open| open.id == id);
                if let Some(open) = open
                    && !open.take(&made)
                {
                    open.catch_up(self);
                }
            }
            Event::Notice(text) => self.notice(text),
        }
    }

    /// Changes what the user likes: here at once, and in the library.
    pub fn prefer(mut self, change: impl FnOnce(&mut Preferences)) {
        change(&mut self.preferences.write());
        let preferences = self.preferences.peek().clone();
        spawn(async move {
            if let Err(failure) = bridge::ask(&SetPreferences { preferences }).await {
                self.failed(&failure);
            }
        });
    }

    /// Asks for what every screen needs.
    pub async fn load(mut self) {
        match bridge::ask(&GetPreferences {}).await {
            Ok(preferences) => self.preferences.set(preferences),
            Err(failure) => self.failed(&failure),
        }
        match bridge::ask(&ListTasks {}).await {
            Ok(tasks) => self.tasks.set(tasks),
            Err(failure) => self.failed(&failure),
        }
        self.load_voices().await;
    }

    /// Asks for the voices anew.
    pub async fn load_voices(mut self) {
        match bridge::ask(&ListVoices {}).await {
            Ok(voices) => self.voices.set(voices),
            Err(failure) => self.failed(&failure),
        }
    }
}
