//! The project that is being worked on. Edits are made here at once and sent down in order; what the host then says
//! is final.

use std::collections::VecDeque;
use std::sync::Arc;

use dioxus::prelude::*;
use types::call::edit::{History, Made, MakeEdit, Opened, Redo, Undo};
use types::document::Document;
use types::edit::Edit;
use types::error::Failure;
use types::id::{ClipId, ProjectId};
use types::project::Project;

use crate::bridge;
use crate::editor::view::View;
use crate::state::Shared;

/// Something that is sent down.
enum Step {
    Edit(Box<Edit>),
    Undo,
    Redo,
}

/// Whether all that was done is on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is.
    Yes,
    /// It is on its way.
    Soon,
    /// The last edit could not be kept.
    No,
}

/// The project that is being worked on. Copies are handles to the same.
#[derive(Clone, Copy, PartialEq)]
pub struct Open {
    /// Its name in the library.
    pub id: ProjectId,
    /// What the library says about it.
    pub project: Signal<Project>,
    /// Its document.
    pub document: Signal<Arc<Document>>,
    /// Its script.
    pub script: Signal<String>,
    /// Where its history stands.
    pub history: Signal<History>,
    /// The frame at the playhead.
    pub playhead: Signal<i64>,
    /// Clips that are selected.
    pub selection: Signal<Vec<ClipId>>,
    /// Whether it plays.
    pub playing: Signal<bool>,
    /// How many pixels a second is wide.
    pub scale: Signal<f64>,
    /// Whether all is on the disk.
    pub saved: Signal<Saved>,
    /// An edit that is shown while a control is dragged, before it is made.
    pub trial: Signal<Option<Edit>>,
    /// How it is looked at.
    pub view: View,
    steps: Signal<VecDeque<Step>>,
    is_sending: Signal<bool>,
}

impl Open {
    /// A project as it was opened.
    pub fn new(opened: Opened) -> Self {
        Self {
            id: opened.project.id,
            project: Signal::new(opened.project),
            document: Signal::new(Arc::new(opened.document)),
            script: Signal::new(opened.script.unwrap_or_default()),
            history: Signal::new(opened.history),
            playhead: Signal::new(0),
            selection: Signal::new(Vec::new()),
            playing: Signal::new(false),
            scale: Signal::new(60.0),
            saved: Signal::new(Saved::Yes),
            trial: Signal::new(None),
            view: View::new(),
            steps: Signal::new(VecDeque::new()),
            is_sending: Signal::new(false),
        }
    }

    /// Makes an edit: here at once, down below in its turn.
    pub fn edit(mut self, shared: Shared, edit: Edit) -> bool {
        let mut next = Document::clone(&self.document.peek());
        if let Err(error) = next.apply(&edit) {
            shared.failed(&Failure::new(types::error::ErrorCode::EditRefused, error.to_string()));
            return false;
        }
        self.document.set(Arc::new(next));
        self.keep_in_bounds();
        self.send(shared, Step::Edit(Box::new(edit)));
        true
    }

    /// Takes the last edit back.
    pub fn undo(self, shared: Shared) {
        self.send(shared, Step::Undo);
    }

    /// Makes the edit again that was taken back.
    pub fn redo(self, shared: Shared) {
        self.send(shared, Step::Redo);
    }

    /// Makes an edit that the host has made. False where it does not fit the document that is here.
    pub fn take(mut self, made: &Made) -> bool {
        let mut next = Document::clone(&self.document.peek());
        let fits = next.apply(&made.edit).is_ok();
        if fits {
            self.document.set(Arc::new(next));
            self.history.set(made.history);
            self.keep_in_bounds();
        }
        fits
    }

    /// Takes the host's document if it has changed without this page hearing of it, as a draft does that is made
    /// while the project is still being opened.
    pub fn catch_up(self, shared: Shared) {
        dioxus::core::spawn_forever(async move {
            let asked = bridge::ask(&types::call::edit::Open { id: self.id }).await;
            // What is being sent is set right by its own reply.
            if *self.is_sending.peek() {
                return;
            }
            match asked {
                Ok(opened) if opened.history.revision != self.history.peek().revision => self.replace(opened),
                Ok(_) => {}
                Err(failure) => shared.failed(&failure),
            }
        });
    }

    /// Puts the playhead on a frame of the document.
    pub fn seek(mut self, frame: i64) {
        let last = (self.document.peek().frames() - 1).max(0);
        self.playhead.set(frame.clamp(0, last));
    }

    fn keep_in_bounds(mut self) {
        let playhead = *self.playhead.peek();
        self.seek(playhead);
        let document = self.document.peek().clone();
        let is_gone = |clip: &ClipId| document.find_clip(*clip).is_none();
        if self.selection.peek().iter().any(is_gone) {
            self.selection.write().retain(|clip| !is_gone(clip));
        }
    }

    fn send(mut self, shared: Shared, step: Step) {
        self.saved.set(Saved::Soon);
        self.steps.write().push_back(step);
        if *self.is_sending.peek() {
            return;
        }
        self.is_sending.set(true);
        dioxus::core::spawn_forever(async move {
            loop {
                let Some(step) = self.steps.write().pop_front() else { break };
                if let Err(failure) = self.send_one(step).await {
                    shared.failed(&failure);
                    self.saved.set(Saved::No);
                    self.steps.write().clear();
                    self.reload(shared).await;
                }
            }
            self.is_sending.set(false);
            if *self.saved.peek() == Saved::Soon {
                self.saved.set(Saved::Yes);
            }
        });
    }

    async fn send_one(mut self, step: Step) -> Result<(), Failure> {
        match step {
            Step::Edit(edit) => {
                let revision = self.history.peek().revision;
                let history = bridge::ask(&MakeEdit { id: self.id, revision, edit: *edit }).await?;
                self.history.set(history);
            }
            Step::Undo => drop(self.take(&bridge::ask(&Undo { id: self.id }).await?)),
            Step::Redo => drop(self.take(&bridge::ask(&Redo { id: self.id }).await?)),
        }
        Ok(())
    }

    /// Takes the host's document in place of ours.
    async fn reload(self, shared: Shared) {
        match bridge::ask(&types::call::edit::Open { id: self.id }).await {
            Ok(opened) => self.replace(opened),
            Err(failure) => shared.failed(&failure),
        }
    }

    fn replace(mut self, opened: Opened) {
        self.document.set(Arc::new(opened.document));
        self.history.set(opened.history);
        self.keep_in_bounds();
    }
}
