//! What all screens share: where the user is, tasks, notices, the theme.

use dioxus::prelude::*;
use types::call::cast::ListVoices;
use types::call::make::ListTasks;
use types::error::Failure;
use types::event::{Event, Task};
use types::id::ProjectId;
use types::project::ProjectSettings;
use types::voice::Voice;

use crate::bridge;
use crate::project::Open;

/// Where the user is.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    /// The dashboard.
    Home,
    /// A new ad; with what it is made with, where that was chosen elsewhere.
    NewAd(Box<ProjectSettings>),
    /// The editor of a project.
    Editor(ProjectId),
    /// The gallery of actors.
    Actors,
    /// The gallery of voices.
    Voices,
    /// Exports and other long work.
    Queue,
    /// Settings.
    Settings,
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
    next_notice: Signal<u32>,
}

impl Shared {
    /// The state of a page that has just begun.
    pub fn new() -> Self {
        Self {
            screen: Signal::new(Screen::Home),
            layer: Signal::new(None),
            notices: Signal::new(Vec::new()),
            tasks: Signal::new(Vec::new()),
            voices: Signal::new(Vec::new()),
            open: Signal::new(None),
            next_notice: Signal::new(0),
        }
    }

    /// Goes to another screen.
    pub fn go(mut self, screen: Screen) {
        self.layer.set(None);
        self.screen.set(screen);
    }

    /// Tells the user something.
    pub fn notice(self, text: impl Into<String>) {
        self.add(text.into(), Tone::Word);
    }

    /// Tells the user what went wrong.
    pub fn failed(self, failure: &Failure) {
        self.add(failure.message.clone(), Tone::Failure);
    }

    /// Closes a notice.
    pub fn close_notice(mut self, id: u32) {
        self.notices.write().retain(|notice| notice.id != id);
    }

    fn add(mut self, text: String, tone: Tone) {
        let id = *self.next_notice.peek();
        self.next_notice.set(id + 1);
        let mut notices = self.notices.write();
        notices.push(Notice { id, text, tone });
        // Three at most; the oldest goes.
        let over = notices.len().saturating_sub(3);
        notices.drain(..over);
        drop(notices);
        if tone == Tone::Word {
            spawn(async move {
                gloo_timers::future::TimeoutFuture::new(5_000).await;
                self.close_notice(id);
            });
        }
    }

    /// Takes what came up from the host.
    pub fn hear(mut self, event: Event) {
        match event {
            Event::Task(task) => {
                let mut tasks = self.tasks.write();
                match tasks.iter_mut().find(|known| known.id == task.id) {
                    Some(known) => *known = task,
                    None => tasks.insert(0, task),
                }
            }
            Event::Changed { id, made } => {
                let open = self.open.peek().filter(|open| open.id == id);
                if let Some(open) = open {
                    open.take(&made);
                }
            }
            Event::Notice(text) => self.notice(text),
        }
    }

    /// Asks for what every screen needs.
    pub async fn load(mut self) {
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
