//! The desk: everything the window asks for, answered. It holds the projects that are being worked on and the long
//! work that goes on beside, and tells what happens by events. It knows no window, so tests sit at it as well.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use types::document::Document;
use types::event::Event;
use types::id::ProjectId;

use crate::error::StudioError;
use crate::open_project::OpenProject;
use crate::studio::Studio;

mod brand;
mod cast;
mod clips;
mod delivery;
mod editing;
mod exporting;
mod findings;
mod job;
mod library;
mod likes;
mod missing;
mod outlook;
mod pictures;
mod playing;
mod scripts;
mod tasks;

use tasks::Tasks;

/// Hears what happens, in order.
pub type Told = Arc<dyn Fn(Event) + Send + Sync>;

/// Everything the window asks for, answered. Copies are handles to the same one.
#[derive(Clone)]
pub struct Desk {
    inner: Arc<Inner>,
}

struct Inner {
    studio: Studio,
    /// Where exports go unless the user says otherwise.
    exports: PathBuf,
    projects: Mutex<HashMap<ProjectId, Arc<Mutex<OpenProject>>>>,
    tasks: Tasks,
    alone: Mutex<clips::Alone>,
    told: Told,
}

impl Desk {
    /// A desk in `studio`. `exports` is the folder for files that the user asks for; `told` hears what happens.
    /// Exports that were cut off when the program last ended are taken up again.
    pub fn new(studio: Studio, exports: PathBuf, told: Told) -> Self {
        let (tasks, orders) = Tasks::new();
        let projects = Mutex::default();
        let desk = Self {
            inner: Arc::new(Inner { studio, exports, projects, tasks, alone: Mutex::default(), told }),
        };
        desk.start_queue(orders);
        desk
    }

    /// A handle that does not keep the desk.
    fn downgrade(&self) -> WeakDesk {
        WeakDesk(Arc::downgrade(&self.inner))
    }

    fn studio(&self) -> &Studio {
        &self.inner.studio
    }

    fn tell(&self, event: Event) {
        (self.inner.told)(event);
    }

    /// A project that is being worked on; opened where it is not yet.
    fn project(&self, id: ProjectId) -> Result<Arc<Mutex<OpenProject>>, StudioError> {
        if let Some(open) = guard(&self.inner.projects).get(&id) {
            return Ok(Arc::clone(open));
        }
        let opened = Arc::new(Mutex::new(self.studio().work_on(id)?));
        Ok(Arc::clone(guard(&self.inner.projects).entry(id).or_insert(opened)))
    }

    /// A project's document and its revision, without beginning to work on it.
    fn document(&self, id: ProjectId) -> Result<(Arc<Document>, u64), StudioError> {
        let open = guard(&self.inner.projects).get(&id).cloned();
        if let Some(open) = open {
            let open = guard(&open);
            return Ok((Arc::clone(open.document()), open.history().revision));
        }
        let stored = self.studio().open_project(id)?;
        Ok((Arc::new(stored.document), stored.history.revision))
    }
}

/// A handle that does not keep the desk.
struct WeakDesk(Weak<Inner>);

impl WeakDesk {
    /// The desk, while somebody sits at it.
    fn upgrade(&self) -> Option<Desk> {
        self.0.upgrade().map(|inner| Desk { inner })
    }
}

/// What a lock guards. No code that holds one of the desk's locks leaves what it guards half changed.
fn guard<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
