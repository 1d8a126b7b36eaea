//! Several edits that are one for the user, tried on a copy while they are put together.

use types::document::Document;
use types::edit::{Edit, EditError};

/// Several edits that are one for the user.
pub struct Batch {
    document: Document,
    edits: Vec<Edit>,
}

impl Batch {
    /// Nothing yet, on a document.
    pub fn on(document: &Document) -> Self {
        Self { document: document.clone(), edits: Vec::new() }
    }

    /// The document as it is after what was added so far.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Adds an edit, unless the document refuses it.
    pub fn add(&mut self, edit: Edit) -> Result<(), EditError> {
        self.document.apply(&edit)?;
        self.edits.push(edit);
        Ok(())
    }

    /// The edits as one; none where nothing was added.
    pub fn finish(mut self) -> Option<Edit> {
        match self.edits.len() {
            0 => None,
            1 => self.edits.pop(),
            _ => Some(Edit::Batch(self.edits)),
        }
    }
}
