//! The selected clips, as the controls of the inspector read and change them.

use dioxus::prelude::*;
use types::edit::{ClipChange, Edit};
use types::id::ClipId;

use super::change::{Common, Here, common, for_all};
use crate::editor::trial;
use crate::kit::touch::Touch;
use crate::project::Open;
use crate::state::Shared;

/// The selected clips of a project.
#[derive(Clone, PartialEq)]
pub struct Chosen {
    /// The project.
    pub open: Open,
    /// Which of its clips.
    pub clips: Vec<ClipId>,
}

impl Chosen {
    /// The project's selected clips.
    pub fn of(open: Open) -> Self {
        Self { open, clips: open.selection.read().clone() }
    }

    /// What they say about a property. Who asks is drawn again when the document or the playhead changes.
    pub fn common<T: PartialEq>(&self, read: impl Fn(&Here) -> Option<T>) -> Common<T> {
        common(&self.open.document.read(), (*self.open.playhead.read(), &self.clips), read)
    }

    /// Changes them all, in one edit.
    pub fn change(&self, shared: Shared, change: impl Fn(&Here) -> Option<ClipChange>) {
        if let Some(edit) = self.edit_of(change) {
            self.open.edit(shared, edit);
        }
    }

    /// Follows a control: what is tried is seen, what is set is one edit.
    pub fn touch<T>(
        &self,
        shared: Shared,
        touch: Touch<T>,
        change: impl Fn(&Here, &T) -> Option<ClipChange>,
    ) {
        let edit = touch.map(|value| self.edit_of(|here| change(here, &value)));
        trial::touch(self.open, shared, edit);
    }

    fn edit_of(&self, change: impl Fn(&Here) -> Option<ClipChange>) -> Option<Edit> {
        for_all(&self.open.document.peek(), (*self.open.playhead.peek(), &self.clips), change)
    }
}
