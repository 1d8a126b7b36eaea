//! Scripts that the user keeps as templates.

use types::call::script::OwnTemplate;
use types::script::parse;

use crate::error::StudioError;
use crate::studio::Studio;

impl Studio {
    /// Every template, by name without regard to capitals.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn templates(&self) -> Result<Vec<OwnTemplate>, StudioError> {
        self.library.read(|tables| Ok(tables.templates().all()?))
    }

    /// Keeps a template, in the place of one with the same name.
    ///
    /// # Errors
    /// When the name has no or too many characters, the text is no script, or there are too many templates.
    pub fn keep_template(&self, template: &OwnTemplate) -> Result<(), StudioError> {
        parse(&template.text)?;
        let now = self.now_ms();
        self.library.write(|tables| Ok(tables.templates_mut().put(template, now)?))
    }

    /// Forgets a template.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn delete_template(&self, name: &str) -> Result<(), StudioError> {
        self.library.write(|tables| Ok(tables.templates_mut().delete(name)?))
    }
}
